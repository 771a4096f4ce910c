"""Projects to test on: a tiny one as data, the whole example region; the program run on them."""

from __future__ import annotations

import html
import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import yaml
from click.testing import CliRunner, Result

from reportgen.build.pipeline import BuildOptions, Built, build_year
from reportgen.cli.program import make_program
from reportgen.compose.year import Composed, compose
from reportgen.diagnostics import Diagnostic, Problems, ReportError, Severity

HERE = Path(__file__).parent
CASES = HERE / "cases"
EXAMPLE = HERE / "projects" / "exempelregionen"

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


def copy_example(root: Path) -> Path:
    """Copy the example region and make the picture that its text shows."""
    shutil.copytree(EXAMPLE, root, ignore=shutil.ignore_patterns("output"))
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


PROSE = "content/2022/10-text.md"
OUTPUT = "output/2022/rapport-2022.docx"


def build(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(make_program(), ["build", *arguments, "--project", str(root)])


def run(*arguments: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the real command in `folder`."""
    return subprocess.run(
        [sys.executable, "-m", "reportgen", *arguments],
        cwd=folder,
        env=surroundings(**environment),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def surroundings(**more: str) -> dict[str, str]:
    package = Path(__file__).parent.parent
    return {**os.environ, "PYTHONPATH": str(package), "PYTHONIOENCODING": "utf-8", **more}


def build_tiny(root: Path, **options: object) -> Built:
    return build_year(root, 2022, BuildOptions(**options))


def snapshot(root: Path) -> dict[str, bytes]:
    files = (path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def content_of(root: Path) -> dict[str, bytes]:
    return {k: v for k, v in snapshot(root).items() if not k.startswith("output/")}


def text_of(path: Path) -> str:
    """Every word of a document, footnotes and fields included."""
    with zipfile.ZipFile(path) as package:
        parts = [n for n in package.namelist() if n in ("word/document.xml", "word/footnotes.xml")]
        xml = "\n".join(package.read(name).decode() for name in parts)
    paragraphs = re.findall(r"<w:p[ >].*?</w:p>", xml, re.DOTALL)
    texts = ["".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", each)) for each in paragraphs]
    return html.unescape("\n".join(texts))


def pale_template() -> bytes:
    """Our own template with grey lower headings, source lines, headers and footers."""
    from reportgen.writers.word import default_template

    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(default_template())) as own,
        zipfile.ZipFile(target, "w") as pale,
    ):
        for name in own.namelist():
            pale.writestr(name, own.read(name).replace(b'w:val="4A4A4A"', b'w:val="999999"'))
    return target.getvalue()
