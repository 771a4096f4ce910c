"""The Word writer: a Document to the bytes of a .docx. The rest is loaded when it is first used."""

from __future__ import annotations

from collections.abc import Mapping
from typing import BinaryIO

from reportgen.diagnostics import Diagnostic
from reportgen.model import Document, Picture
from reportgen.writers.word.options import DEFAULT_OPTIONS, WordOptions


def write_word(
    document: Document,
    pictures: Mapping[str, Picture],
    target: BinaryIO,
    options: WordOptions = DEFAULT_OPTIONS,
) -> tuple[Diagnostic, ...]:
    """Write `document` as a .docx to `target`; the same document gives the same bytes.

    `pictures` are by figure id; a figure of an image file needs none. Returns what is worth
    telling (`missing-style`: the template lacked one, ours was added). Raises ReportError
    (`unreadable-template`), and ValueError for what an earlier stage should have resolved.
    """
    from reportgen.writers.word.document import write_package_of

    return write_package_of(document, pictures, target, options)


def default_template() -> bytes:
    """Our own template as a .docx, to start one's own from."""
    from reportgen.writers.word.template import default_template as packed

    return packed()


__all__ = ["WordOptions", "default_template", "write_word"]
