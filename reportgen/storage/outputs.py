"""Puts a built document in its place, and never over one that someone has edited by hand."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from errno import EACCES
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems
from reportgen.storage.causes import cannot_write
from reportgen.storage.files import exists, free_name, read_regular, replace_file
from reportgen.storage.formats import FORMATS, WORD, Format
from reportgen.storage.seals import is_sealed, sealed

# Of a document that is open, and of what was put beside it and is open as well.
_MOST_BESIDE = 20


def place_of(root: Path, year: int, output: Path | None, name: str) -> Path:
    """The file to build: the project's own, or in the folder or at the name asked for.

    Those of other formats stand beside it under the same name: whoever names one names all.
    """
    if output is None:
        return root / "output" / str(year) / f"{name}{WORD.ending}"
    if output.suffix.lower() == WORD.ending:
        return output
    if format_named(output):
        return output.with_suffix(WORD.ending)
    return output / f"{name}{WORD.ending}"


def format_named(output: Path) -> Format | None:
    """The format whose document `output` names; None for a folder for documents."""
    return next((each for each in FORMATS if each.ending == output.suffix.lower()), None)


class Saved(Struct, frozen=True):
    """Where a document stands, a digest of the file; `kept` is where an edited one was put."""

    path: Path
    digest: str
    kept: Path | None = None


def save(content: bytes, target: Path, problems: Problems, *, force: bool = False) -> Saved:
    """Put the document at `target`, with a seal by which it is known again.

    One that is open in Word is left alone, and the new one goes beside it under another name.
    Raises ReportError (cannot-write).
    """
    content = sealed(content)
    digest = sha256(content).hexdigest()
    try:
        if is_open(target):
            return Saved(_put_beside(target, content, problems), digest)
        try:
            kept = None if force else keep_edited(target, content)
            replace_file(target, content)
            _take_away(target)
        except PermissionError:
            if not exists(target):
                raise
            return Saved(_put_beside(target, content, problems), digest)
    except OSError as error:
        hint = _("close it if it is open, or build to another place with -o")
        raise cannot_write(str(target), error, hint) from None
    return Saved(target, digest, kept)


def owner_files(target: Path) -> tuple[Path, ...]:
    """The files that Word and LibreOffice lay beside a document while they have it open.

    Word puts ~$ in the place of the first two letters; of a short name, before it.
    """
    name = target.name
    names = [f"~${name[skipped:]}" for skipped in range(3)]
    return tuple(target.with_name(each) for each in (*names, f".~lock.{name}#"))


def is_open(target: Path) -> bool:
    """Whether a person has the document open, where that does not lock it.

    On Windows it does, and only the lock is sure: an owner file outlives a crash.
    """
    owned = os.name != "nt" and any(exists(path) for path in owner_files(target))
    return owned and exists(target)


def _beside(target: Path) -> Iterator[Path]:
    """Where the new document can go while `target` is open: "rapport-ny.docx", "rapport-ny-2"."""
    for number in range(1, _MOST_BESIDE + 1):
        tail = "ny" if number == 1 else f"ny-{number}"
        yield target.with_name(f"{target.stem}-{tail}{target.suffix}")


def _is_ours(path: Path) -> bool:
    """Whether the file is as it was built, and nobody has it open."""
    return not is_open(path) and is_sealed(read_regular(path))


def _take_away(target: Path) -> None:
    """Remove what was put beside a document that was open, now that the new one has its place."""
    for beside in _beside(target):
        with suppress(OSError):
            if exists(beside) and _is_ours(beside):
                beside.unlink()


def _put_beside(target: Path, content: bytes, problems: Problems) -> Path:
    """Write the document beside the one that is open; in the place of one that was put there.

    Raises PermissionError where there is no place for it.
    """
    for beside in _beside(target):
        with suppress(PermissionError):
            if exists(beside) and not _is_ours(beside):
                continue
            replace_file(beside, content)
            message = _("{file} is open in another program", file=target.name)
            hint = _("the new document is beside it: {file}", file=beside.name)
            problems.warn("file-in-use", None, message, hint)
            return beside
    raise PermissionError(EACCES, os.strerror(EACCES))


def keep_edited(target: Path, content: bytes) -> Path | None:
    """Rename a document that is not as it was built; None where there is none to keep.

    One without a whole seal counts as edited, but for one that is `content` already. Raises
    PermissionError where another program holds it.
    """
    try:
        found = read_regular(target)
    except FileNotFoundError:
        return None
    if found == content or is_sealed(found):
        return None
    kept = free_name(target, "redigerad")
    target.rename(kept)
    return kept
