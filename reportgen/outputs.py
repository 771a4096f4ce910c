"""Puts a built document in its place, and never over one that someone has edited by hand."""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems, report_error
from reportgen.files import free_name, replace_file
from reportgen.records import CACHE, digest_file

# How many builds of one document are remembered: several may run at once.
_REMEMBERED = 8


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

    A document that is open in Word on Windows can't be moved or replaced: then the new one
    goes beside it under another name. Raises ReportError (cannot-write).
    """
    try:
        try:
            kept = None if force else keep_edited(root, target, content)
            _put(root, target, content)
        except PermissionError:
            if not target.exists():
                raise
            beside = free_name(target, "ny")
            _put(root, beside, content)
            message = _("{file} is open in another program", file=target.name)
            hint = _("the new document is beside it: {file}", file=beside.name)
            problems.warn("file-in-use", None, message, hint)
            return beside, None
    except OSError as error:
        reason = error.strerror or str(error)
        message = _("{file} can't be written: {reason}", file=str(target), reason=reason)
        hint = _("close it if it is open, or build to another place with -o")
        raise report_error("cannot-write", None, message, hint) from None
    return target, kept


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
