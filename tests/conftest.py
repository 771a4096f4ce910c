"""Projects to test on: a tiny one as data, changed case by case, and the whole example region."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, settings

from reportgen.compose import Composed, compose
from reportgen.diagnostics import Diagnostic, Problems, ReportError, Severity

HERE = Path(__file__).parent
CASES = HERE / "cases"
EXAMPLE = HERE / "projects" / "exempelregionen"

settings.register_profile(
    "suite",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("suite")

# A change of a file: its new text or bytes, or None where it is taken away.
Changes = Mapping[str, str | bytes | None]
MakeProject = Callable[..., Path]


def read_cases(name: str) -> dict[str, object]:
    """The cases of a data file, by their titles."""
    return yaml.safe_load((CASES / name).read_text("utf-8"))


def write_project(root: Path, changes: Changes | None = None) -> Path:
    """The tiny project of `cases/project.yaml` in `root`, with `changes`."""
    files = {**read_cases("project.yaml"), **(changes or {})}
    for name, content in files.items():
        path = root / name
        if content is None:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def find_problems(root: Path, year: int = 2022) -> list[Diagnostic]:
    """Everything that composing a year says, warnings last; a crash is a crash."""
    problems = Problems()
    try:
        compose(root, year, problems)
    except ReportError as error:
        return [*error.diagnostics, *problems.warnings]
    return problems.warnings


def place(diagnostic: Diagnostic) -> str:
    """A diagnostic as the cases write it: `file:line:column code`, `warning` before its code."""
    weight = "" if diagnostic.severity is Severity.ERROR else f"{diagnostic.severity} "
    span = diagnostic.span
    where = f"{span.file}:{span.line}:{span.column} " if span else ""
    return f"{where}{weight}{diagnostic.code}"


def composed(root: Path, year: int = 2022) -> Composed:
    """A year that must hold no error."""
    return compose(root, year, Problems())


@pytest.fixture
def make_project(tmp_path: Path) -> MakeProject:
    """A function that writes the tiny project with changes and gives its folder."""

    def make(changes: Changes | None = None, name: str = "projekt") -> Path:
        return write_project(tmp_path / name, changes)

    return make


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A copy of the example region, which a test may change, with the picture it shows."""
    return copy_example(tmp_path / "exempel")


@pytest.fixture(scope="session")
def example_read_only(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the example region that no test changes."""
    return copy_example(tmp_path_factory.mktemp("session") / "exempel")


def copy_example(root: Path) -> Path:
    """Copy the example region and make the picture that its text shows."""
    shutil.copytree(EXAMPLE, root)
    (root / "content" / "bilder").mkdir(exist_ok=True)
    (root / "content" / "bilder" / "arbetslag.png").write_bytes(make_png(320, 200))
    return root


def make_png(width: int, height: int) -> bytes:
    """A PNG of one colour."""
    import struct
    import zlib

    def chunk(kind: bytes, content: bytes) -> bytes:
        checked = kind + content
        return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = (b"\0" + b"\x12\x43\x6d" * width) * height
    parts = chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)
