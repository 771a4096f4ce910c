"""Projects built by the program's own command, their documents turned into PDFs in one go."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from project_made import Project

_LONGEST_S = 600


@dataclass(frozen=True)
class Made:
    """A project's documents, or what the program said in place of making them."""

    project: Project
    root: Path
    said: str
    failed: bool
    crashed: bool

    def _file(self, ending: str) -> Path:
        return next((self.root / "output" / str(self.project.year)).glob(f"*.{ending}"))

    @property
    def word(self) -> Path:
        return self._file("docx")

    @property
    def html(self) -> Path:
        return self._file("html")

    @property
    def pdf(self) -> Path:
        return self._file("pdf")


def build(project: Project, root: Path, *options: str) -> Made:
    """Write the project into `root` and build it, in this process."""
    from click.testing import CliRunner

    from reportgen.cli.program import make_program

    project.write(root)
    arguments = ["build", str(project.year), "--html", "--force", "--project", str(root), *options]
    result = CliRunner().invoke(make_program(), arguments)
    crash = result.exception is not None and not isinstance(result.exception, SystemExit)
    crash = crash or "Traceback" in result.output or "internal-error" in result.output
    said = result.output + (f"\n{result.exception!r}" if crash else "")
    return Made(project, root, said, result.exit_code != 0, crash)


def make_pdfs(made: list[Made], settings: Path) -> None:
    """PDFs beside the Word files that have none, by LibreOffice, all in one call."""
    by_folder: dict[Path, Path] = {}
    for number, each in enumerate(made):
        if each.failed or list(each.word.parent.glob("*.pdf")):
            continue
        copy = settings / "words" / f"{number}.docx"
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(each.word.read_bytes())
        by_folder[copy] = each.word.with_suffix(".pdf")
    if not by_folder:
        return
    command = ["soffice", "--headless", f"-env:UserInstallation={(settings / 'lo').as_uri()}"]
    command += ["--convert-to", "pdf", "--outdir", str(settings / "pdfs"), *map(str, by_folder)]
    subprocess.run(
        command, check=True, capture_output=True, timeout=_LONGEST_S, stdin=subprocess.DEVNULL
    )
    for copy, target in by_folder.items():
        (settings / "pdfs" / f"{copy.stem}.pdf").replace(target)
        copy.unlink()


def places_named(said: str) -> bool:
    """Whether every error names a file and a line."""
    heads = [line for line in said.splitlines() if re.search(r"\b(fel|error)\[[a-z-]+\]", line)]
    return bool(heads) and all(re.match(r"[^\s:]+:\d+", head) for head in heads)
