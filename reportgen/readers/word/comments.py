"""Comments: who wrote what about which words, and who answered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from reportgen.diagnostics import Span
from reportgen.readers.word.elements import NAMES, attribute, texts_in
from reportgen.readers.word.package import WordPackage
from reportgen.readers.word.properties import day_of
from reportgen.readers.word.story import Story

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


class WordComment(Struct, frozen=True):
    """A comment in the margin: what it says about the words `about`, which begin at `span`.

    `thread` is the id of the comment that it answers, empty where it answers none. `day` is
    None where the file does not say it; `resolved` where it was marked as done.
    """

    id: str
    author: str
    day: date | None
    text: str
    about: str
    span: Span
    thread: str = ""
    resolved: bool = False


def read_comments(story: Story) -> tuple[WordComment, ...]:
    """The comments of the file, in its order."""
    part = story.package.beside("comments")
    elements = [] if part is None else [each for each in part.root if NAMES[each.tag] == "comment"]
    threads = _Threads(story.package, elements)
    return tuple(_comment(each, story, threads) for each in elements)


def _comment(element: Element, story: Story, threads: _Threads) -> WordComment:
    identity = attribute(element, "id")
    paragraphs = [each for each in element.iter() if NAMES[each.tag] == "p"]
    return WordComment(
        identity,
        attribute(element, "author"),
        day_of(attribute(element, "date")),
        "\n".join(texts_in(each) for each in paragraphs),
        story.remarks.words(identity),
        story.remarks.place(identity) or Span.of_file(story.file),
        threads.answered(identity),
        threads.resolved(identity),
    )


class _Threads:
    """Which comment answers which: said by the last paragraphs of both (w15:commentEx)."""

    def __init__(self, package: WordPackage, comments: list[Element]) -> None:
        self._paragraphs = {attribute(each, "id"): _last_paragraph(each) for each in comments}
        self._comments = {last: identity for identity, last in self._paragraphs.items() if last}
        part = package.beside("commentsExtended")
        entries = [] if part is None else [*part.root]
        self._entries: Mapping[str, Element] = {attribute(each, "paraId"): each for each in entries}

    def answered(self, identity: str) -> str:
        """The id of the comment that this one answers, empty for none."""
        entry = self._entries.get(self._paragraphs.get(identity, ""))
        parent = "" if entry is None else attribute(entry, "paraIdParent")
        return self._comments.get(parent, "")

    def resolved(self, identity: str) -> bool:
        """Whether the comment is marked as done."""
        entry = self._entries.get(self._paragraphs.get(identity, ""))
        return entry is not None and attribute(entry, "done") == "1"


def _last_paragraph(comment: Element) -> str:
    paragraphs = [each for each in comment.iter() if NAMES[each.tag] == "p"]
    return attribute(paragraphs[-1], "paraId") if paragraphs else ""
