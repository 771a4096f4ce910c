"""What is there is written where people look for it."""

import ast
import re
from pathlib import Path

import codes
import pytest

from reportgen.checks.engine import find_rules
from reportgen.cli.program import COMMANDS
from reportgen.expressions.names import FILTERS, FUNCTIONS
from reportgen.readers.figure_files import FIGURE
from reportgen.readers.settings import FRONT_MATTER, PROJECT, YEAR
from reportgen.readers.statistics.amounts import CountShape
from reportgen.readers.statistics.file import table_record
from reportgen.readers.user import USER

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "docs" / "anvandarhandledning.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")


PACKAGE = ROOT / "reportgen"
ROOMS = sorted(
    f"{path.name}/" if path.is_dir() else path.stem
    for path in PACKAGE.iterdir()
    if path.name[0] not in "_." and (path.is_dir() or path.suffix == ".py")
)
TABLE = table_record(CountShape())


def rows_of_the_table():
    """Each room of the architecture page and the rooms that it may import."""
    rows = re.findall(r"^\| `([a-z]+/?)` \| [^|]+ \|([^|]*)\|$", ARCHITECTURE, re.MULTILINE)
    for room, imports in rows:
        named = set(re.findall(r"`([a-z]+/?)`", imports))
        every = "every other room" in imports
        yield room, set(ROOMS) - named - {room} if every else named


def imports_of(room):
    """The rooms that the modules of `room` import, wherever they do."""
    path = PACKAGE / room
    for module in path.rglob("*.py") if path.is_dir() else [path.with_suffix(".py")]:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module.startswith("reportgen."):
                top = node.module.split(".")[1]
                yield f"{top}/" if (PACKAGE / top).is_dir() else top


def test_the_architectures_table_is_the_code():
    table = dict(rows_of_the_table())
    assert sorted(table) == ROOMS
    assert len(ROOMS) <= 15
    for room, allowed in table.items():
        assert set(imports_of(room)) - {room} == allowed, room


@pytest.mark.parametrize(
    "folder",
    sorted({p.parent.relative_to(PACKAGE).as_posix() for p in PACKAGE.rglob("*/__init__.py")}),
)
def test_the_architecture_has_a_word_on_every_folder(folder):
    assert f"`{folder}/`" in ARCHITECTURE


def test_every_module_says_in_a_sentence_what_only_it_knows():
    for path in sorted((ROOT / "reportgen").rglob("*.py")):
        assert path.read_text(encoding="utf-8").startswith('"""'), path


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme_and_in_the_guide(command):
    assert f"`reportgen {command}" in README
    assert f"`reportgen {command}" in GUIDE


@pytest.mark.parametrize("record", [PROJECT, YEAR, FIGURE, FRONT_MATTER, TABLE, USER])
def test_every_setting_is_in_the_guide(record):
    assert [key for key in record.fields if f"`{key}" not in GUIDE] == []


def test_every_function_of_expressions_is_in_the_guide():
    assert [name for name in FUNCTIONS if f"{name}(" not in GUIDE] == []
    assert [name for name in FILTERS if f"| {name}" not in GUIDE and f"{name}(" not in GUIDE] == []


def test_the_page_of_codes_is_up_to_date():
    assert (ROOT / "docs" / "felkoder.md").read_text(encoding="utf-8") == codes.page()
    assert [code for code, messages in codes.find_codes().items() if not messages] == []


def test_every_rule_is_on_its_page():
    page = (ROOT / "docs" / "regler.md").read_text(encoding="utf-8")
    assert [code for code in find_rules() if f"`{code}`" not in page] == []


def test_ci_runs_the_readmes_test_command():
    command = 'python -m pip install -e ".[dev]" && python -m pytest -n auto'
    assert command in README
    assert command in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_changelog_begins_with_what_is_unreleased():
    assert "\n## Unreleased\n" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
