"""A format is one entry and one module: settings, options, builds and records follow from these."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from pkgutil import iter_modules

import pytest
from sample_project import OUTPUT, MakeProject, build, surroundings

from reportgen.build import formats as makers
from reportgen.build.formats import maker_of
from reportgen.storage.formats import FORMATS, WORD, Format

SETTINGS = "content/reportgen.yaml"
# Plain text as a fourth format, added before anything else of the program is loaded.
WITH_PLAIN_TEXT = r"""
import sys, types
from reportgen.diagnostics import Diagnostic, Message as _
from reportgen.storage import formats

def edited(kept):
    return Diagnostic("edited-text", _("the text is kept as {file}", file=kept))

formats.FORMATS += (formats.Format("txt", ".txt", edited, _("Making the text"), _("Make a text.")),)
module = types.ModuleType("reportgen.build.formats.txt")

def make(printable, problems):
    sections = printable.composed.document.sections
    return "\n".join(str(section.id) for section in sections).encode()

module.make = make
sys.modules[module.__name__] = module
from reportgen.cli import main
main()
"""


def _run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", WITH_PLAIN_TEXT, *arguments]
    return subprocess.run(
        command,
        cwd=root,
        env=surroundings(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize("asked_by", ["option", "settings"])
def test_a_fourth_format_is_one_entry_and_one_module(
    make_project: MakeProject, asked_by: str
) -> None:
    root = make_project()
    asked = ["--txt"] if asked_by == "option" else []
    if asked_by == "settings":
        settings = root / SETTINGS
        settings.write_text(settings.read_text("utf-8") + "formats: [docx, txt]\n", "utf-8")
    target = root / "output/2022/rapport-2022.txt"
    built = _run(root, "build", "2022", *asked)
    assert built.returncode == 0, built.stderr
    assert f"{OUTPUT} och rapport-2022.txt" in built.stdout
    assert target.read_bytes().startswith(b"text")
    assert "Inget har ändrats" in _run(root, "build", "2022", *asked).stdout
    target.write_text("min egen", "utf-8")
    assert "edited-text" in _run(root, "build", "2022", *asked).stderr
    assert target.with_name("rapport-2022-redigerad.txt").read_text("utf-8") == "min egen"


def test_a_fourth_format_is_in_the_help_and_can_be_named(
    make_project: MakeProject, tmp_path: Path
) -> None:
    root = make_project()
    assert "Make a text." in _run(root, "build", "--help").stdout
    named = tmp_path / "ut" / "min.txt"
    assert _run(root, "build", "2022", "--txt", "-o", str(named)).returncode == 0
    assert named.is_file()
    assert named.with_suffix(".docx").is_file()


@pytest.mark.parametrize("each", FORMATS, ids=lambda each: each.name)
def test_every_entry_has_its_module_and_what_it_needs_before_it(each: Format) -> None:
    assert callable(maker_of(each))
    before = [other.name for other in FORMATS[: FORMATS.index(each)]]
    assert set(each.needs) <= set(before)
    assert each.edited("x.y").code.startswith("edited-")


def test_every_module_has_its_entry_and_the_word_document_is_first() -> None:
    modules = {each.name for each in iter_modules(makers.__path__)}
    assert modules == {each.name for each in FORMATS}
    assert FORMATS[0] is WORD
    assert [each.name for each in FORMATS if each.option is None] == [WORD.name]


def test_no_format_is_spelt_out_where_the_list_has_it() -> None:
    """What is special about one stands in its module."""
    package = Path(makers.__file__).parents[2]
    for name in ("build/pipeline.py", "build/formats/__init__.py", "cli/build.py"):
        code = (package / name).read_text("utf-8")
        for each in FORMATS:
            assert f'"{each.name}"' not in code, name
            assert f'"{each.ending}"' not in code, name


def test_formats_without_the_word_document_are_told_how_to_be_written(
    make_project: MakeProject,
) -> None:
    root = make_project()
    settings = root / SETTINGS
    settings.write_text(settings.read_text("utf-8") + "formats: [html, pdf]\n", "utf-8")
    assert "formats: [docx, html, pdf]" in build(root).output
