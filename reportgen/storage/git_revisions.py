"""Reads the project as it was at a git revision, without checking anything out.

git writes the project's folder as it was to a temporary one, which is deleted again. Only plain
files are taken, none outside the folder; nothing of git's own is changed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from reportgen.diagnostics import Diagnostic, ReportError, Span, report_error
from reportgen.diagnostics import Message as _
from reportgen.storage.files import is_regular
from reportgen.storage.git_trust import refuse_owner, settings_of_git

_SIDE = re.compile(r"((?:19|20)[0-9]{2})(?:@(.+))?")
# What is built is no content, whoever has put it under git.
_LEFT_OUT = (b"output",)
# A document that comes back was sent weeks ago, not years.
_MOST_TRIED = 60
# More than any text, picture or template of a report.
_LARGEST_BYTES = 50_000_000


class Side(Struct, frozen=True):
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

    Raises ReportError: no-git, no-repository, unknown-revision, file-too-large.
    """
    if revision is None:
        yield root
        return
    commit = _find_commit(root, revision)
    with tempfile.TemporaryDirectory(prefix="reportgen-") as folder:
        with problems_of(revision):
            project = _export(root, commit, Path(folder))
        if not is_regular(project / "content" / "reportgen.yaml"):
            message = _("the project was not there yet at '{revision}'", revision=revision)
            raise report_error("unknown-revision", None, message)
        yield project


@contextmanager
def problems_of(revision: str | None) -> Iterator[None]:
    """Problems found meanwhile name files as git does ("v1.0:content/…"); None: as they are."""
    try:
        yield
    except ReportError as error:
        if revision is None:
            raise
        raise ReportError([_at(revision, each) for each in error.diagnostics]) from None


def revisions_of(root: Path, year: int) -> Iterator[str]:
    """The commits that changed what the report of `year` is made of, the newest first.

    None where the project is in no repository, or git is not there.
    """
    if shutil.which("git") is None:
        return
    places = ("content/reportgen.yaml", f"content/{year}", "figures")
    found = _git(root, "log", f"--max-count={_MOST_TRIED}", "--format=%H", "--", *places)
    yield from found.stdout.decode("ascii", "replace").split()


def _at(revision: str, diagnostic: Diagnostic) -> Diagnostic:
    span = diagnostic.span
    if span is None:
        return diagnostic
    return replace(diagnostic, span=replace(span, file=f"{revision}:{span.file}"))


def _find_commit(root: Path, revision: str) -> str:
    inside = _git(root, "rev-parse", "--is-inside-work-tree")
    if inside.stdout.strip() != b"true":
        refuse_owner(root, inside.stderr.decode("utf-8", "replace"))
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


def _git(
    root: Path, *arguments: str, given: bytes = b"", index: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run git with `given` as its input, and with an `index` of its own where one is named.

    A repository that comes from elsewhere may ask git to run programs: none of them is.
    """
    environment = {**os.environ, **settings_of_git(root)}
    if index:
        environment["GIT_INDEX_FILE"] = str(index)
    return subprocess.run(  # noqa: S603 - git itself, the revision behind --end-of-options
        [_program(), *arguments],
        cwd=root,
        input=given,
        capture_output=True,
        check=False,
        env=environment,
    )


def _export(root: Path, commit: str, folder: Path) -> Path:
    """Write the files of `root` at `commit`, a full hash, below `folder`; the project's in there.

    As a checkout would, with an index of its own: `git archive` leaves out what an attribute
    excludes from packages (export-ignore). Raises ReportError (file-too-large).
    """
    index = folder / "index"
    _git(root, "read-tree", commit, index=index)
    paths = b"".join(path + b"\0" for path in _listed(root, commit))
    target = folder / "files"
    _git(root, "checkout-index", "-z", "--stdin", f"--prefix={target}/", given=paths, index=index)
    below = _git(root, "rev-parse", "--show-prefix").stdout.removesuffix(b"\n")
    return target / os.fsdecode(below)


def _listed(root: Path, commit: str) -> Iterator[bytes]:
    """The plain files of the project at `commit`, links left out; raises ReportError."""
    listing = _git(root, "ls-tree", "-r", "-z", "--long", commit)
    for line in listing.stdout.split(b"\0")[:-1]:
        about, _tab, path = line.partition(b"\t")
        mode, _kind, _object, size = about.split()
        if not mode.startswith(b"100") or path.split(b"/")[0] in _LEFT_OUT:
            continue
        if int(size) > _LARGEST_BYTES:
            name = os.fsdecode(path)
            limit = _LARGEST_BYTES // 1_000_000
            message = _("'{file}' is larger than {limit} MB", file=name, limit=limit)
            raise report_error("file-too-large", Span.of_file(name), message)
        yield path
