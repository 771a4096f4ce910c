"""The HTML writer: a Document to one page that needs nothing beside it.

The rest is loaded when it is first used: a build without HTML pays nothing for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import BinaryIO

from reportgen.diagnostics import Diagnostic
from reportgen.model import Document, Picture
from reportgen.writers.html.options import DEFAULT_OPTIONS, HtmlOptions


def write_html(
    document: Document,
    pictures: Mapping[str, Picture],
    target: BinaryIO,
    options: HtmlOptions = DEFAULT_OPTIONS,
) -> tuple[Diagnostic, ...]:
    """Write `document` as one HTML file to `target`; the same document gives the same bytes.

    `pictures` are by figure id; every figure of the document needs one. Returns what is worth
    telling (`unused-page-template`). Raises ReportError (`page-template`: a template of the
    project is broken), and ValueError for what an earlier stage should have resolved.
    """
    from reportgen.writers.html.document import write_page_of

    return write_page_of(document, pictures, target, options)


__all__ = ["HtmlOptions", "write_html"]
