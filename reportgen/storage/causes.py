"""Why the operating system refused something, in words of our own.

What it says itself is in the language of the machine, which is not the project's.
"""

from __future__ import annotations

import errno

from reportgen.diagnostics import Message, ReportError, report_error
from reportgen.diagnostics import Message as _

_WORDS = {
    "ENOENT": _("it does not exist"),
    "EACCES": _("access to it is not allowed"),
    "EPERM": _("access to it is not allowed"),
    "EROFS": _("the disk can't be written to"),
    "ENOSPC": _("the disk is full"),
    "EDQUOT": _("the disk is full"),
    "EISDIR": _("it is a folder"),
    "ENOTDIR": _("what should be a folder is a file"),
    "EEXIST": _("there is something of that name already"),
    "ENOTEMPTY": _("the folder is not empty"),
    "EBUSY": _("another program uses it"),
    "ETXTBSY": _("another program uses it"),
    "EFBIG": _("it is too large"),
    "ENODEV": _("it is no ordinary file"),
    "ENAMETOOLONG": _("its name is too long"),
    "ELOOP": _("its links lead in a circle"),
    "EXDEV": _("it lies on another disk"),
    "EMFILE": _("too many files are open"),
    "ENFILE": _("too many files are open"),
    "EIO": _("the disk or the network failed"),
    "ETIMEDOUT": _("it took too long"),
    "ESTALE": _("the network drive was lost"),
    "ENOEXEC": _("it is no program that this computer can run"),
    "ENOMEM": _("the memory is full"),
}
# Not every system has all of these.
_CAUSES = {getattr(errno, name): words for name, words in _WORDS.items() if hasattr(errno, name)}
# Windows: sharing violation, lock violation.
_IN_USE = (32, 33)


def cause_of(error: OSError) -> Message:
    """What stood in the way; a number where no words are known for it."""
    if getattr(error, "winerror", None) in _IN_USE:
        return _("another program uses it")
    found = _CAUSES.get(error.errno or 0)
    return found or _("the system refused, with the number {number}", number=error.errno or 0)


def cannot_write(file: str, error: OSError, hint: Message | None = None) -> ReportError:
    """The error for a file that the system did not let be written (cannot-write)."""
    message = _("{file} can't be written: {reason}", file=file, reason=cause_of(error))
    return report_error("cannot-write", None, message, hint)
