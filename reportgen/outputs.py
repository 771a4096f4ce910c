"""Puts a built document in its place, and never over one that someone has edited by hand."""

from __future__ import annotations

from pathlib import Path

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems, report_error
from reportgen.files import free_name, replace_file
from reportgen.records import BuildRecord, digest_file


def place_of(root: Path, year: int, output: Path | None, name: str) -> Path:
    """The file to build: the project's own, or in the folder or at the name asked for."""
    if output is None:
        return root / "output" / str(year) / f"{name}.docx"
    return output if output.suffix.lower() == ".docx" else output / f"{name}.docx"


def save(
    content: bytes,
    target: Path,
    record: BuildRecord | None,
    problems: Problems,
    *,
    force: bool = False,
) -> tuple[Path, Path | None]:
    """Put the document at `target`; returns where it stands, and where an edited one was put.

    A document that is open in Word on Windows can't be moved or replaced: then the new one
    goes beside it under another name. Raises ReportError (cannot-write).
    """
    try:
        try:
            kept = None if force else keep_edited(target, record)
            replace_file(target, content)
        except PermissionError:
            if not target.exists():
                raise
            beside = free_name(target, "ny")
            replace_file(beside, content)
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


def keep_edited(target: Path, record: BuildRecord | None) -> Path | None:
    """Rename a document whose bytes are not those that were built; None where there is none.

    Raises PermissionError where another program holds it.
    """
    found = digest_file(target)
    built = record.output if record and record.target == str(target) else None
    if found is None or found == built:
        return None
    kept = free_name(target, "redigerad")
    target.rename(kept)
    return kept
