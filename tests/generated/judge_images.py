"""Pictures stand upright, not squeezed, and as wide as was asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from judge_numbers import drawn_for
from lxml import etree
from pages_seen import Seen
from project_made import Project
from word_seen import WordFile

_LEAST_TYPE = 6.9  # points
_NEAR = 0.03  # of the ratio, and of the width


def judge_images(project: Project, seen: Seen) -> Iterator[str]:
    for title, image in project.truth.images:
        drawn = drawn_for(title, seen)
        if drawn is None:
            yield f"the picture '{title}' is not found by its caption"
        elif not drawn.height or not _alike(drawn.width / drawn.height, image.ratio):
            size = f"{drawn.width:.0f} × {drawn.height:.0f}"
            yield f"{image.name} is {size} where width : height is {image.ratio:.2f}"


def judge_widths(project: Project, word: WordFile) -> Iterator[str]:
    """A share of the text's width; less where the height of the page demands it."""
    pages = [each.page for each in word.placed() if each.what == "drawing"]
    drawings = word.seen.drawings[len(word.seen.drawings) - len(pages) :]
    for title, image in project.truth.images:
        drawn = drawn_for(title, word.seen)
        if drawn is None or image.width is None:
            continue
        page = pages[next(n for n, each in enumerate(drawings) if each is drawn)]
        asked = page.text_width * image.width / 100
        is_tall = asked / image.ratio > page.text_height * 0.7
        if not _alike(drawn.width, asked) and not (is_tall and drawn.width < asked):
            yield f"{image.name} is {drawn.width:.0f} points wide where {asked:.0f} was asked for"


def judge_type(word: WordFile) -> Iterator[str]:
    """The letters of a chart are not printed smaller than can be read."""
    for drawn in word.seen.drawings:
        if drawn.svg is None:
            continue
        picture = etree.fromstring(word.part(drawn.svg))
        box = [float(n) for n in picture.get("viewBox", "0 0 1 1").split()]
        sizes = re.findall(r"scale\(([\d.]+)", " ".join(picture.xpath("//@transform")))
        smallest = min(map(float, sizes), default=1) * 1000 * drawn.width / box[2]
        if smallest < _LEAST_TYPE:
            yield f"type of {smallest:.1f} points in '{drawn.alt[:60]}'"


def _alike(one: float, other: float) -> bool:
    return abs(one - other) <= _NEAR * other
