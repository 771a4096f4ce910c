"""Projects that documents are sent from: built once, copied for each script."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
TESTS = HERE.parent
sys.path += [str(TESTS), str(TESTS / "generated"), str(TESTS / "writers")]

from click.testing import CliRunner, Result  # noqa: E402
from project_made import FEATURES, make_project  # noqa: E402
from sample_project import copy_example  # noqa: E402

from reportgen.cli.program import make_program  # noqa: E402


@dataclass(frozen=True)
class Ground:
    """A project as it was when its document was sent."""

    name: str
    root: Path
    year: int
    sent: bytes

    def copy(self, target: Path) -> Path:
        """The project in a folder of its own, what it built before included."""
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(self.root, target)
        return target


def call(*arguments: str) -> Result:
    """The program's own command, in this process."""
    return CliRunner().invoke(make_program(), list(arguments))


def built(root: Path, year: int) -> tuple[bytes | None, str]:
    """The document of a project as it is now, None where it can't be built, and what was said."""
    result = call("build", str(year), "--force", "--project", str(root))
    documents = sorted((root / "output" / str(year)).glob("*.docx"))
    if result.exit_code or not documents:
        return None, result.output + ("" if result.exception is None else repr(result.exception))
    return documents[0].read_bytes(), result.output


def _ground(name: str, root: Path, year: int) -> Ground:
    sent, said = built(root, year)
    assert sent is not None, said
    return Ground(name, root, year, sent)


def real_report(folder: Path) -> Ground:
    """The real report of this checkout."""
    root = folder / "real"
    root.mkdir(parents=True)
    for name in ("content", "figures"):
        shutil.copytree(TESTS.parent / name, root / name)
    with (root / "content" / "reportgen.yaml").open("a", encoding="utf-8") as settings:
        settings.write("page_numbers: false\n")  # LibreOffice would count them at each build
    return _ground("real", root, 2022)


def example(folder: Path, year: int) -> Ground:
    """A year of the example region."""
    return _ground(f"example-{year}", copy_example(folder / f"example-{year}"), year)


def generated(folder: Path, seed: int) -> Ground:
    """A random project in our own look."""
    project = make_project(seed, FEATURES - {"template"})
    root = folder / f"generated-{seed}"
    project.write(root)
    return _ground(f"generated-{seed}", root, project.year)


def all_grounds(folder: Path, generated_seeds: range) -> list[Ground]:
    """The real report, the example years and some generated reports."""
    return [
        real_report(folder),
        *(example(folder, year) for year in (2021, 2022, 2023)),
        *(generated(folder, seed) for seed in generated_seeds),
    ]
