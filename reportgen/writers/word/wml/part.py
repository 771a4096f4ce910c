"""Whole parts: the document's beginning and end, footnotes, comments, the default footer."""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.writers.word.wml.markup import DECLARATION, Xml, declared, escape, joined
from reportgen.writers.word.wml.text import field, run

_NEWER = (
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp14="http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing"'
    ' mc:Ignorable="wp14"'
)
_DOCUMENT = ("w", "r", "wp", "a", "pic")


def document_start(*, has_foreign: bool = False) -> Xml:
    """The document part up to its first block.

    `has_foreign`: drawings by Word itself are in it, whose newer sizes older programs ignore.
    """
    newer = _NEWER if has_foreign else ""
    return Xml(f"{DECLARATION}<w:document{declared(*_DOCUMENT)}{newer}><w:body>")


def document_end() -> Xml:
    """What closes the document part, after the last section's properties."""
    return Xml("</w:body></w:document>")


def footnotes_part(notes: Iterable[Xml]) -> Xml:
    """The footnotes; the two separators that Word demands stand first."""
    separators = (
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r>'
        "<w:continuationSeparator/></w:r></w:p></w:footnote>"
    )
    return Xml(
        f"{DECLARATION}<w:footnotes{declared(*_DOCUMENT)}>{separators}{joined(notes)}</w:footnotes>"
    )


def footnote(number: int, blocks: Xml) -> Xml:
    """One footnote; numbers begin with 1."""
    return Xml(f'<w:footnote w:id="{number}">{blocks}</w:footnote>')


def comments_part(comments: Iterable[Xml]) -> Xml:
    """The comments of a review copy."""
    names = f"{declared(*_DOCUMENT)}{_NEWER_PARAGRAPHS}"
    return Xml(f"{DECLARATION}<w:comments{names}>{joined(comments)}</w:comments>")


def comment(number: int, author: str, day: str, paragraph: Xml) -> Xml:
    """One comment; `day` is an ISO date."""
    named = paragraph.replace("<w:p>", f'<w:p w14:paraId="{_paragraph_id(number)}">', 1)
    return Xml(
        f'<w:comment w:id="{number}" w:author="{escape(author)}"'
        f' w:date="{escape(day)}T00:00:00Z">{named}</w:comment>'
    )


def threads_part(entries: Iterable[Xml]) -> Xml:
    """Which comments answer which, and which are done."""
    return Xml(f"{DECLARATION}<w15:commentsEx{_THREADS}>{joined(entries)}</w15:commentsEx>")


def thread_entry(number: int, parent: int | None, *, done: bool) -> Xml:
    """What is said of one comment; `parent` is the one that it answers."""
    answered = "" if parent is None else f' w15:paraIdParent="{_paragraph_id(parent)}"'
    return Xml(
        f'<w15:commentEx w15:paraId="{_paragraph_id(number)}"{answered} w15:done="{int(done)}"/>'
    )


def _paragraph_id(number: int) -> str:
    """The id of the paragraph of a comment: below 80000000, as the format has it."""
    return f"{0x10000000 + number:08X}"


_COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_NEWER_PARAGRAPHS = (
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    f' xmlns:mc="{_COMPATIBLE}" mc:Ignorable="w14"'
)
_THREADS = (
    ' xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
    f' xmlns:mc="{_COMPATIBLE}" mc:Ignorable="w15"'
)


def page_footer(pattern: str, style: str, *, here: str = "1", pages: str = "1") -> Xml:
    """A footer from a pattern such as "Sida {page} av {pages}", both as fields."""
    runs = []
    rest = pattern
    for place, instruction, cached in (("{page}", "PAGE", here), ("{pages}", "NUMPAGES", pages)):
        before, found, rest = rest.partition(place)
        runs.append(run(before) if before else Xml(""))
        runs.append(field(instruction, cached) if found else Xml(""))
    runs.append(run(rest) if rest else Xml(""))
    return Xml(
        f"{DECLARATION}<w:ftr{declared('w')}><w:p>"
        f'<w:pPr><w:pStyle w:val="{escape(style)}"/></w:pPr>'
        f"{joined(runs)}</w:p></w:ftr>"
    )


def page_header(title: str, style: str) -> Xml:
    """A header that names the running chapter, the heading of the first level on each page.

    `STYLEREF 1` is that level in Word of every language. A program that does not know the field
    shows its cached text on all pages: the title.
    """
    return Xml(
        f"{DECLARATION}<w:hdr{declared('w')}><w:p>"
        f'<w:pPr><w:pStyle w:val="{escape(style)}"/></w:pPr>'
        f"{field('STYLEREF 1', title)}</w:p></w:hdr>"
    )


def contents_control(blocks: Xml) -> Xml:
    """A control that lets Word offer its own button for updating the table of contents."""
    return Xml(
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        f"<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>{blocks}</w:sdtContent></w:sdt>"
    )
