"""Reads the project as it was at a git revision, without checking anything out.

`git archive` writes the project's folder as it was to a temporary one, which is deleted again.
Only plain files are taken, none outside the folder; nothing of git's own is changed.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import IO

from reportgen.dataclass import dataclass, replace
from reportgen.diagnostics import Diagnostic, ReportError, report_error
from reportgen.diagnostics import Message as _

_SIDE = re.compile(r"((?:19|20)[0-9]{2})(?:@(.+))?")
# What is built is no content, whoever has put it under git.
_LEFT_OUT = ("output", ".git")


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: a year, and the revision that it is read at; None: the files."""

    year: int
    revision: str | None = None

    def __str__(self) -> str:
        return str(self.year) if self.revision is None else f"{self.year}@{self.revision}"


def parse_side(written: str) -> Side:
    """`2022` or `2022@v1.0`; raises ReportError (bad-side)."""
    found = _SIDE.fullmatch(written)
    if found is None:
        message = _("'{written}' is no year", written=written)
        hint = _("write a year, or a year and a revision: 2022, 2022@v1.0, 2022@HEAD~3")
        raise report_error("bad-side", None, message, hint)
    return Side(int(found[1]), found[2])


@contextmanager
def project_at(root: Path, revision: str | None) -> Iterator[Path]:
    """The project's folder as it was at `revision`; `root` itself for None.

    Problems of its content name their files as git does ("v1.0:content/…"). Raises ReportError:
    no-git, no-repository, unknown-revision.
    """
    if revision is None:
        yield root
        return
    commit = _find_commit(root, revision)
    with tempfile.TemporaryDirectory(prefix="reportgen-") as folder:
        _export(root, commit, Path(folder))
        if not (Path(folder) / "content" / "reportgen.yaml").is_file():
            message = _("the project was not there yet at '{revision}'", revision=revision)
            raise report_error("unknown-revision", None, message)
        try:
            yield Path(folder)
        except ReportError as error:
            raise ReportError([_at(revision, each) for each in error.diagnostics]) from None


def _at(revision: str, diagnostic: Diagnostic) -> Diagnostic:
    span = diagnostic.span
    if span is None or ":" in span.file:
        return diagnostic
    return replace(diagnostic, span=replace(span, file=f"{revision}:{span.file}"))


def _find_commit(root: Path, revision: str) -> str:
    inside = _git(root, "rev-parse", "--is-inside-work-tree")
    if inside.stdout.strip() != b"true":
        message = _("{folder} is in no git repository", folder=str(root))
        hint = _("only a project under git has revisions: leave out what stands after @")
        raise report_error("no-repository", None, message, hint)
    found = _git(
        root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    )
    if found.returncode != 0:
        message = _("git knows no revision '{revision}'", revision=revision)
        hint = _("'git log --oneline' lists them; tags and branches have names")
        raise report_error("unknown-revision", None, message, hint)
    return found.stdout.decode().strip()


def _program() -> str:
    program = shutil.which("git")
    if program is None:
        message = _("git is not installed, or can't be found")
        hint = _("install it from https://git-scm.com and open a new terminal")
        raise report_error("no-git", None, message, hint)
    return program


def _git(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603 - git itself, the revision behind --end-of-options
        [_program(), *arguments], cwd=root, capture_output=True, check=False
    )


def _export(root: Path, commit: str, folder: Path) -> None:
    """Write the files of `root` at `commit`, a full hash, to `folder`; none where it had none."""
    with subprocess.Popen(  # noqa: S603 - git itself, with a hash of its own
        [_program(), "archive", "--format=tar", commit],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as git:
        assert git.stdout
        # Where the folder was not there yet git gives no archive at all.
        with suppress(tarfile.ReadError):
            _unpack(git.stdout, folder)


def _unpack(stream: IO[bytes], folder: Path) -> None:
    with tarfile.open(fileobj=stream, mode="r|") as archive:
        for member in archive:
            parts = PurePosixPath(member.name).parts
            plain = member.isreg() and parts[0] not in _LEFT_OUT and ".." not in parts
            content = archive.extractfile(member) if plain else None
            if content is None or PurePosixPath(member.name).is_absolute():
                continue
            target = folder / member.name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.read())
