"""The formats of finished documents: who adds one adds an entry here, and `build/formats` a module.

All that knows their names reads them here: settings, the command line, builds and their records.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from reportgen.diagnostics import Diagnostic, Message, Severity
from reportgen.diagnostics import Message as _


class Format(Struct, frozen=True):
    """A format: `name` is what settings and the command line call it, `ending` that of its files.

    `edited` gives what is said of a file that a person had changed, by the name it has now.
    `option` is the help of the option that asks for one; None for what is made always. `needs`
    are the formats that it is made from, which stand before it. `step` says that it is being made.
    """

    name: str
    ending: str
    edited: Callable[[str], Diagnostic]
    step: Message
    option: Message | None = None
    needs: tuple[str, ...] = ()


def _edited_word(kept: str) -> Diagnostic:
    message = _("the document had been changed by hand: it is kept as {file}", file=kept)
    return Diagnostic("edited-document", message, severity=Severity.WARNING)


def _edited_html(kept: str) -> Diagnostic:
    message = _("the HTML file had been changed by hand: it is kept as {file}", file=kept)
    return Diagnostic("edited-html", message, severity=Severity.WARNING)


def _edited_pdf(kept: str) -> Diagnostic:
    message = _("the PDF had been changed by hand: it is kept as {file}", file=kept)
    return Diagnostic("edited-pdf", message, severity=Severity.WARNING)


WORD = Format("docx", ".docx", _edited_word, _("Making the Word document and counting its pages"))
FORMATS: tuple[Format, ...] = (
    WORD,
    Format(
        "html",
        ".html",
        _edited_html,
        _("Making the web page"),
        _("Make a web page of the same name as well, one file that holds everything."),
    ),
    Format(
        "pdf",
        ".pdf",
        _edited_pdf,
        _("Making the PDF"),
        _("Make a PDF of the same name as well, by LibreOffice."),
        needs=("docx",),
    ),
)
