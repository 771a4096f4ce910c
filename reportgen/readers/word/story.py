"""What is known of a file while it is read, and what is gathered on the way."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from reportgen.diagnostics import Span
from reportgen.model import Change, Footnote, ReferenceKind
from reportgen.readers.word.losses import Account
from reportgen.readers.word.numbering import Numbering
from reportgen.readers.word.offered import Look
from reportgen.readers.word.package import Links, WordPackage
from reportgen.readers.word.places import CaptionPlace
from reportgen.readers.word.remarks import Remarks
from reportgen.readers.word.revisions import Revisions
from reportgen.readers.word.segments import Mark
from reportgen.readers.word.sources import Sources
from reportgen.readers.word.stylesheet import Stylesheet

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

Changes = Literal["accepted", "rejected", "tracked"]
# What is no part of the version that is read, with all that stands in it.
GONE: dict[Changes, frozenset[str]] = {
    "accepted": frozenset(["del", "moveFrom"]),
    "rejected": frozenset(["ins", "moveTo"]),
    "tracked": frozenset(),
}
CHANGES: dict[str, Change] = {
    "ins": "inserted",
    "moveTo": "inserted",
    "del": "deleted",
    "moveFrom": "deleted",
}


class Drawn(Struct, frozen=True):
    """Something that is drawn: a picture, a chart, a diagram, words, or a box with paragraphs.

    `relation` is the id of what it shows, `element` what says so, or the box itself; `alt` says
    it in words.
    """

    kind: Literal["picture", "linked", "chart", "diagram", "words", "box"]
    element: Element
    relation: str
    alt: str
    span: Span


class Pictures:
    """The picture files of a document by names that no two of them share."""

    def __init__(self) -> None:
        self.contents: dict[str, bytes] = {}
        self._names: dict[str, str | None] = {}

    def name(self, part: str, package: WordPackage) -> str | None:
        """The name of the picture that a part holds; None where it can't be read."""
        if part not in self._names:
            content = package.bytes_of(part)
            self._names[part] = None if content is None else self._add(part, content)
        return self._names[part]

    def _add(self, part: str, content: bytes) -> str:
        name, count = _with_ending(posixpath.basename(part), content), len(self.contents)
        name = f"{count}-{name}" if name in self.contents else name
        self.contents[name] = content
        return name


def _with_ending(name: str, content: bytes) -> str:
    """The name of a picture, with the ending of what it is where it has that of none.

    Word calls some that were pasted "image1.tmp".
    """
    stem, ending = posixpath.splitext(name)
    if ending.lower() in SHOWN:
        return name
    return next((f"{stem}{own}" for start, own in _STARTS if content.startswith(start)), name)


# Pictures that can be shown as they are; others, Word's own drawings for one, are saved anew.
SHOWN = (".png", ".jpg", ".jpeg", ".svg")
_STARTS = ((b"\x89PNG", ".png"), (b"\xff\xd8\xff", ".jpg"))


class Story:
    """One reading of a file, shared by all that read it."""

    def __init__(self, package: WordPackage, changes: Changes, language: str = "") -> None:
        self.package = package
        self.file = package.file
        self.changes: Changes = changes
        self.gone = GONE[changes]
        styles, numbering = package.beside("styles"), package.beside("numbering")
        self.styles = Stylesheet(None if styles is None else styles.root)
        self.numbering = Numbering(None if numbering is None else numbering.root)
        self.account = Account()
        self.pictures = Pictures()
        self.paragraphs = 0
        self.style_names: dict[int, str] = {}
        self.captions: dict[int, CaptionPlace] = {}
        self.bookmarks: dict[str, int] = {}
        self.names_at: dict[int, list[str]] = {}
        self.referred: set[str] = set()
        self.targets: dict[str, tuple[ReferenceKind, str]] = {}
        self.move = ""
        # Notes whose marks are not part of the version, and bookmarks of marks.
        self.gone_notes: set[tuple[str, str]] = set()
        self.noted: dict[str, Footnote] = {}
        # Bookmarks that marks of notes repeat, and the notes by the numbers that are seen.
        self.repeated: set[str] = set()
        self.notes: dict[str, Footnote] = {}
        self.offered: list[Look] = []
        self.language = language
        self.remarks = Remarks()
        self.revisions = Revisions()
        self.sources = Sources(package.custom())

    def identity(self, span: Span, kind: ReferenceKind) -> str:
        """The id of what stands at `span`: the bookmark that something refers to, "" without."""
        names = [
            name
            for line in range(span.line, span.end_line + 1)
            for name in self.names_at.get(line, ())
        ]
        wanted = [name for name in names if name in self.referred]
        if not wanted:
            return ""
        for name in wanted:
            self.targets.setdefault(name, (kind, wanted[0]))
        return wanted[0]

    def refer(self, marks: Iterable[Mark]) -> None:
        """Remember which bookmarks the text in these marks refers to."""
        for mark in marks:
            if mark.kind in ("reference", "note", "number") or mark.target.startswith("#"):
                self.referred.add(mark.target.removeprefix("#"))
            if mark.kind == "note":
                self.repeated.add(mark.target)

    def name_place(self, name: str, line: int) -> None:
        """A bookmark begins in a paragraph; of two of a name the first is meant."""
        if name not in self.bookmarks:
            self.bookmarks[name] = line
            self.names_at.setdefault(line, []).append(name)


# Makes the footnote of a mark: its kind, its id, the place of the mark.
NoteOf = Callable[[str, str, Span], Footnote | None]


class Part(Struct, frozen=True):
    """The part that is being read, the document itself or its notes: where its ids lead.

    `note_at` is the place of the mark of the note that is read, None in running text, and
    `note_number` which note that is.
    """

    story: Story
    links: Links
    note_of: NoteOf
    note_at: Span | None = None
    note_number: int = 0
