"""What is said of a file with sheets that can't be read."""

from __future__ import annotations

from reportgen.diagnostics import Message, ReportError, Span, report_error
from reportgen.diagnostics import Message as _


def unreadable(
    file: str, span: Span | None, reason: Message, hint: Message | None = None
) -> ReportError:
    """The error for a file that can't be read for a `reason`."""
    message = _("{file} can't be read: {reason}", file=file, reason=reason)
    return report_error("unreadable-sheets", span, message, hint)


def locked(file: str, span: Span | None) -> ReportError:
    """The error for a file with a password."""
    hint = _(
        "open it in Excel, take the password away under File > Info, and save it in a place that"
        " only you can read"
    )
    return unreadable(file, span, _("it is locked with a password"), hint)


def damaged(file: str, span: Span | None) -> ReportError:
    """The error for a file that is no sheet, or half of one, or far too large."""
    hint = _("open it in Excel and save it again; if Excel can't, take an older copy")
    return unreadable(file, span, _("it is damaged, too large, or no file with sheets"), hint)
