"""What is drawn as blocks of the model: pictures, charts, and the words of diagrams."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING, assert_never

from reportgen.diagnostics import Message as _
from reportgen.model import Block, BulletList, Figure, ImagePlacement, ListItem, Paragraph, Text
from reportgen.readers.word.charts import chart_of
from reportgen.readers.word.elements import NAMES, texts_in
from reportgen.readers.word.story import SHOWN, Drawn, Part

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def block_of(drawn: Drawn, part: Part) -> Block | None:
    """What becomes of something drawn, None where nothing of it is left: that is told."""
    match drawn.kind:
        case "picture":
            return _picture(drawn, part)
        case "linked":
            return _linked(drawn, part)
        case "chart":
            return _chart(drawn, part)
        case "diagram":
            return _diagram(drawn, part)
        case "words":
            part.story.account.warn(
                "became-text", drawn.span, _("decorated words have become plain text")
            )
            return Paragraph((Text(drawn.alt, drawn.span),), drawn.span)
        case "box":
            return None
        case _:
            assert_never(drawn.kind)


def _picture(drawn: Drawn, part: Part) -> Block | None:
    link = part.links.get(drawn.relation)
    story = part.story
    target = None if link is None else story.pictures.name(link.target, story.package)
    if target is None:
        message = _("a picture is left out: the file does not hold it")
        part.story.account.warn("left-out", drawn.span, message)
        return None
    ending = posixpath.splitext(target)[1].lower()
    if ending not in SHOWN:
        message = _("the picture '{name}' can't be shown as it is", name=target)
        hint = _("save it from Word as PNG: right-click it, and choose to save it as a picture")
        part.story.account.warn("became-text", drawn.span, message, hint)
    return ImagePlacement(target, drawn.alt, "", "", drawn.span)


def _linked(drawn: Drawn, part: Part) -> Block | None:
    link = part.links.get(drawn.relation)
    target = link.target if link else ""
    message = _("a picture is left out, it lies outside the file: '{target}'", target=target)
    part.story.account.warn("left-out", drawn.span, message)
    return None


def _chart(drawn: Drawn, part: Part) -> Block | None:
    link = part.links.get(drawn.relation)
    found = None if link is None else part.story.package.named(link.target)
    chart = None if found is None else chart_of(found.root, part.story.language)
    if chart is None:
        message = _("a chart is left out: the file does not hold its numbers in a way known here")
        part.story.account.warn("left-out", drawn.span, message)
        return None
    return Figure("", (), chart, drawn.alt, (), drawn.span)


def _diagram(drawn: Drawn, part: Part) -> Block | None:
    """The words of a diagram (SmartArt) as a list: how they lie is lost."""
    link = part.links.get(drawn.relation)
    found = None if link is None else part.story.package.named(link.target)
    words = [*_points(found.root)] if found is not None else []
    message = _("a diagram has become a list of its words")
    part.story.account.warn("became-text", drawn.span, message)
    if not words:
        return None
    span = drawn.span
    items = (ListItem((Paragraph((Text(each, span),), span),), span) for each in words)
    return BulletList(tuple(items), span)


def _points(root: Element) -> Iterator[str]:
    for point in root.iter():
        if NAMES[point.tag] == "pt":
            words = texts_in(point).strip()
            if words:
                yield words
