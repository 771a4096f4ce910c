"""The names that a damaged text would give to what it holds, were it right."""

from __future__ import annotations

import re

from reportgen.language.patterns import Pattern
from reportgen.readers.markdown.attributes import slug

_PLACED = Pattern(r"\b(?:figure|table|records|keyfigures)\b([^\n]*)")
_WORD = Pattern(r"[\w-]+")
_ID = Pattern(r"\{\s*#\s*([^}\s]+)")
_HEADING = Pattern(r"^[ \t]*#{1,6}[ \t]*([^\n{]+)", re.MULTILINE)
# The heading and the id of a section in YAML.
_TITLE = Pattern(r"^[ \t-]*(?:titl?e?l?|id)[ \t]*:[ \t]*[\"']?([^\n\"'{]+)", re.MULTILINE)
_IMAGE = Pattern(r"!\[[^\n]*?\]\(([^)\s\"]+)")


def names_meant(text: str) -> frozenset[str]:
    """Every name by which something in `text` might be referred to: ids, headings, figures.

    Found by its look, since what is damaged has no other: a reference to one of these is not
    wrong, only not yet right.
    """
    placed = (name for rest in _PLACED.findall(text) for name in _WORD.findall(rest))
    names = {*placed, *_ID.findall(text), *_IMAGE.findall(text)}
    slugs = {slug(words) for words in (*names, *_HEADING.findall(text), *_TITLE.findall(text))}
    return frozenset(names | slugs) - {""}
