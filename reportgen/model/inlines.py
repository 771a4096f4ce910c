"""What stands in a line of text: text, emphasis, links, computed values, references, changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from reportgen.diagnostics import Span

if TYPE_CHECKING:
    from reportgen.model.blocks import Blocks


class Text(Struct, frozen=True):
    """Running text within one source line, escapes and entities already decoded."""

    text: str
    span: Span


class SoftBreak(Struct, frozen=True):
    """A line end in the source that the reader of the report sees as a space."""

    span: Span


class LineBreak(Struct, frozen=True):
    """A line end that the reader of the report sees (two spaces or a backslash before it)."""

    span: Span


class Emphasis(Struct, frozen=True):
    """`*…*`, printed in italics."""

    children: Inlines
    span: Span


class Strong(Struct, frozen=True):
    """`**…**`, printed in bold."""

    children: Inlines
    span: Span


class Subscript(Struct, frozen=True):
    """`~…~`, printed smaller and below the line: CO~2~."""

    children: Inlines
    span: Span


class Superscript(Struct, frozen=True):
    """`^…^`, printed smaller and above the line: m^2^."""

    children: Inlines
    span: Span


class Code(Struct, frozen=True):
    """`` `…` ``, printed in a fixed-width font."""

    text: str
    span: Span


class Link(Struct, frozen=True):
    """A link to an address outside the document, or to `#id` inside it."""

    children: Inlines
    target: str
    span: Span


class Foreign(Struct, frozen=True):
    """`[…]{lang=en}`: text in another language than the document's (a BCP 47 tag)."""

    children: Inlines
    language: str
    span: Span


class Footnote(Struct, frozen=True):
    """A footnote, standing where its mark stands; `label` is its name in the source.

    A note may have several marks, and stands at each of them: `mark` says which of them this is,
    from 1 as they stand in the source; it is 0 where there is one only.
    """

    label: str
    blocks: Blocks
    span: Span
    mark: int = 0


class Computed(Struct, frozen=True):
    """`{{ expression }}` and the text that it gave; None before it is evaluated.

    `sources` names the statistics that the value came from, as the expressions one would
    write for them (`nationalitet["Rumänien"]`).
    """

    expression: str
    text: str | None
    span: Span
    sources: tuple[str, ...] = ()


ReferenceKind = Literal["figure", "table", "section"]


class Reference(Struct, frozen=True):
    """A reference to a numbered thing ("figur 1"), or to a heading by its number or title.

    `kind` is None and `text` None until the numbering pass has resolved the target; `capital`
    asks for a text that can begin a sentence.
    """

    target: str
    kind: ReferenceKind | None
    text: str | None
    expression: str
    span: Span
    capital: bool = False


class Inserted(Struct, frozen=True):
    """Inlines that the newer of two compared documents has and the older lacks."""

    children: Inlines
    span: Span


class Deleted(Struct, frozen=True):
    """Inlines that the older of two compared documents has and the newer lacks."""

    children: Inlines
    span: Span


# What an author sets a stretch of text in, and the change of one between two documents.
Markup = Emphasis | Strong | Subscript | Superscript | Link | Foreign
Tracked = Inserted | Deleted
# What holds inlines (`children`), and what holds nothing. A footnote holds blocks.
Wrapper = Markup | Tracked
Leaf = Text | SoftBreak | LineBreak | Code | Computed | Reference
Inline = Leaf | Wrapper | Footnote
Inlines = tuple[Inline, ...]
