"""The customXml part of sources, in a vocabulary of our own, and its properties (17.18, 22.5)."""

from __future__ import annotations

from reportgen.diagnostics import Span
from reportgen.writers.word.wml.markup import DECLARATION, Xml, escape

NAMESPACE = "urn:reportgen:sources:1"
_ITEM = "{6E0C9E3A-53B1-4F0E-9D0C-7B6F5A2D1C84}"
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


def sources_part(blocks: Xml, build: str, year: int) -> Xml:
    """The part itself, with the id of the build and its year where it has one."""
    sent = f' build="{escape(build)}" year="{year}"' if build else ""
    return Xml(f'{DECLARATION}<sources xmlns="{NAMESPACE}" version="2"{sent}>{blocks}</sources>')


def mapped_block(kind: str, span: Span, name: str | int, digest: str, values: Xml) -> Xml:
    """A block by its bookmark, or a footnote by its number; `digest` is of its text as sent."""
    named = f'number="{name}"' if isinstance(name, int) else f'bookmark="{escape(name)}"'
    text = f' text="{digest}"' if digest else ""
    return Xml(
        f'<{kind} {named}{text} file="{escape(span.file)}" line="{span.line}"'
        f' end-line="{span.end_line}">{values}</{kind}>'
    )


def mapped_value(part: str, span: Span, expression: str, text: str) -> Xml:
    """A computed value: where it stands, what was written there, what it gave."""
    where = f' part="{escape(part)}"' if part else ""
    return Xml(
        f'<value{where} file="{escape(span.file)}" line="{span.line}" column="{span.column}"'
        f' expression="{escape(expression)}">{escape(text)}</value>'
    )


def sources_properties() -> Xml:
    """Names the part, the same in every document."""
    return Xml(
        f'{DECLARATION}<ds:datastoreItem ds:itemID="{_ITEM}" xmlns:ds="{_PROPERTIES}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
