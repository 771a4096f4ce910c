"""The PDF: what LibreOffice makes of the Word document, mended."""

from __future__ import annotations

from msgspec.structs import replace

from reportgen.build.figures import draw_figures, editable_figures
from reportgen.build.formats import Printable, docx
from reportgen.diagnostics import Problems
from reportgen.office.libreoffice import convert_to_pdf
from reportgen.office.pdf import finish_pdf


def make(printable: Printable, problems: Problems, document: bytes) -> bytes:
    """The PDF of the Word `document`, its charts as pictures: others would have no alt text.

    Raises ReportError: no-libreoffice, libreoffice-failed.
    """
    root, composed = printable.root, printable.composed
    if editable_figures(composed):
        pictures, _drawn = draw_figures(root, composed, problems, all_as_pictures=True)
        plain = replace(printable, pictures=pictures, show_values=False, comments=False)
        document = docx.make(plain, Problems(), all_as_pictures=True)
    return finish_pdf(convert_to_pdf(document), composed.document.properties.day)
