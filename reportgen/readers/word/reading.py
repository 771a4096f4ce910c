"""A Word file as the model's blocks, whoever wrote it; nothing is lost without being told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from reportgen.diagnostics import Diagnostic, Span
from reportgen.diagnostics import Message as _
from reportgen.model import Blocks
from reportgen.readers.word.arranging import blocks_of
from reportgen.readers.word.comments import WordComment, read_comments
from reportgen.readers.word.flow import Flow
from reportgen.readers.word.margins import header_pictures, read_margins
from reportgen.readers.word.notes import Notes
from reportgen.readers.word.offered import OfferedHeading, offered_headings, telling
from reportgen.readers.word.package import WordPackage, open_word_package
from reportgen.readers.word.places import CaptionPlace
from reportgen.readers.word.properties import WordProperties, read_properties
from reportgen.readers.word.references import resolved
from reportgen.readers.word.revisions import Revision
from reportgen.readers.word.sources import SentAs
from reportgen.readers.word.story import Changes, Part, Story


class WordDocument(Struct, frozen=True):
    """What a Word file holds.

    In the spans of `blocks` a line is the number of a paragraph, from 1 as they stand in the
    file, and columns are characters in it; a note has the line of its mark. `pictures` are by
    the `target` of their ImagePlacement. `styles` names the style of each paragraph that has
    one, by its number, `bookmarks` those that begin in it. `captions` say where the caption of a
    table or figure stood, by the line of that. `offered` are paragraphs that look like
    headings and are none. `revisions` are its tracked changes. `sent` says which build of ours
    it comes from. `told` is what the model can't hold, and what became of it.
    `header_pictures` are those of the headers, by the names of their files.
    """

    blocks: Blocks
    properties: WordProperties
    pictures: Mapping[str, bytes]
    headers: tuple[str, ...]
    footers: tuple[str, ...]
    comments: tuple[WordComment, ...]
    styles: Mapping[int, str]
    bookmarks: Mapping[int, Sequence[str]]
    captions: Mapping[int, CaptionPlace]
    offered: tuple[OfferedHeading, ...]
    revisions: tuple[Revision, ...]
    sent: SentAs
    overwritten: tuple[tuple[int, int, int], ...]
    told: tuple[Diagnostic, ...]
    header_pictures: Mapping[str, bytes]


def read_word_document(path: Path, *, changes: Changes = "accepted") -> WordDocument:
    """The Word file at `path`, its tracked changes accepted, rejected, or as nodes.

    Raises ReportError (unreadable-word-file).
    """
    with open_word_package(path) as package:
        return _read(package, changes)


def _read(package: WordPackage, changes: Changes) -> WordDocument:
    properties = read_properties(package)
    story = Story(package, changes, properties.language)
    notes = Notes(story)
    part = Part(story, package.links, notes.note)
    blocks = blocks_of([*Flow(part, package.document).read()], story)
    notes.tell_unused()
    headers, footers = read_margins(package)
    comments = read_comments(story)
    _tell_damaged(package, story)
    offered = offered_headings(story.offered, story.styles.size)
    return WordDocument(
        resolved(blocks, story),
        properties,
        story.pictures.contents,
        headers,
        footers,
        comments,
        story.style_names,
        story.names_at,
        story.captions,
        offered,
        tuple(story.revisions.all),
        story.sources.sent,
        tuple(story.sources.overwritten),
        (*story.account.told(), *map(telling, offered)),
        header_pictures(package),
    )


def _tell_damaged(package: WordPackage, story: Story) -> None:
    """Tell of the parts that could not be read."""
    for name in dict.fromkeys(package.damaged):
        message = _("a part of the file is damaged and left out: '{name}'", name=name)
        hint = _("open the file in Word, let Word repair it, and save it anew")
        story.account.warn("left-out", Span.of_file(story.file), message, hint)
