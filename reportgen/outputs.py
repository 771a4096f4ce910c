"""Puts a built document in its place, and never over one that someone has edited by hand."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from errno import EACCES
from hashlib import sha256
from pathlib import Path

from reportgen.cache import CACHE
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems, report_error
from reportgen.files import free_name, replace_file
from reportgen.records import digest_file

# How many builds of one document are remembered: several may run at once.
_REMEMBERED = 8
# Of a document that is open, and of what was put beside it and is open as well.
_MOST_BESIDE = 20


def place_of(root: Path, year: int, output: Path | None, name: str) -> Path:
    """The file to build: the project's own, or in the folder or at the name asked for.

    A PDF and an HTML file stand beside it under the same name: whoever names one names all.
    """
    if output is None:
        return root / "output" / str(year) / f"{name}.docx"
    if output.suffix.lower() in (".pdf", ".html"):
        return output.with_suffix(".docx")
    return output if output.suffix.lower() == ".docx" else output / f"{name}.docx"


def save(
    root: Path, content: bytes, target: Path, problems: Problems, *, force: bool = False
) -> tuple[Path, Path | None]:
    """Put the document at `target`; returns where it stands, and where an edited one was put.

    One that is open in Word is left alone, and the new one goes beside it under another name.
    Raises ReportError (cannot-write).
    """
    try:
        if is_open(target):
            return _put_beside(root, target, content, problems), None
        try:
            kept = None if force else keep_edited(root, target, content)
            _put(root, target, content)
            _take_away(root, target)
        except PermissionError:
            if not target.exists():
                raise
            return _put_beside(root, target, content, problems), None
    except OSError as error:
        reason = error.strerror or str(error)
        message = _("{file} can't be written: {reason}", file=str(target), reason=reason)
        hint = _("close it if it is open, or build to another place with -o")
        raise report_error("cannot-write", None, message, hint) from None
    return target, kept


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
    owned = os.name != "nt" and any(path.exists() for path in owner_files(target))
    return owned and target.exists()


def _beside(target: Path) -> Iterator[Path]:
    """Where the new document can go while `target` is open: "rapport-ny.docx", "rapport-ny-2"."""
    for number in range(1, _MOST_BESIDE + 1):
        tail = "ny" if number == 1 else f"ny-{number}"
        yield target.with_name(f"{target.stem}-{tail}{target.suffix}")


def _is_ours(root: Path, path: Path) -> bool:
    """Whether the file is as it was built, and nobody has it open."""
    return not is_open(path) and digest_file(path) in _builds_of(root, path)


def _take_away(root: Path, target: Path) -> None:
    """Remove what was put beside a document that was open, now that the new one has its place."""
    for beside in _beside(target):
        with suppress(OSError):
            if beside.exists() and _is_ours(root, beside):
                beside.unlink()


def _put_beside(root: Path, target: Path, content: bytes, problems: Problems) -> Path:
    """Write the document beside the one that is open; in the place of one that was put there.

    Raises PermissionError where there is no place for it.
    """
    for beside in _beside(target):
        if beside.exists() and not _is_ours(root, beside):
            continue
        with suppress(PermissionError):
            _put(root, beside, content)
            message = _("{file} is open in another program", file=target.name)
            hint = _("the new document is beside it: {file}", file=beside.name)
            problems.warn("file-in-use", None, message, hint)
            return beside
    raise PermissionError(EACCES, os.strerror(EACCES))


def _put(root: Path, target: Path, content: bytes) -> None:
    """Write the file; remembered first, so that no other build takes it for an edited one."""
    builds = [*_builds_of(root, target), sha256(content).hexdigest()]
    remembered = "\n".join(dict.fromkeys(builds[-_REMEMBERED:])).encode()
    with suppress(OSError):
        replace_file(_memory_of(root, target), remembered)
    replace_file(target, content)


def keep_edited(root: Path, target: Path, content: bytes) -> Path | None:
    """Rename a document that was not built here; None where there is none to keep.

    One that no build is remembered for counts as edited, but for one that is `content`
    already. Raises PermissionError where another program holds it.
    """
    found = digest_file(target)
    if found in (None, sha256(content).hexdigest(), *_builds_of(root, target)):
        return None
    kept = free_name(target, "redigerad")
    target.rename(kept)
    return kept


def _builds_of(root: Path, target: Path) -> list[str]:
    """The digests of what was built at `target`, the newest last."""
    try:
        return _memory_of(root, target).read_text(encoding="ascii").split()
    except (OSError, ValueError):
        return []


def _memory_of(root: Path, target: Path) -> Path:
    name = sha256(str(target.absolute()).encode("utf-8", "surrogateescape")).hexdigest()[:24]
    return root / CACHE / "builds" / f"{name}.txt"
