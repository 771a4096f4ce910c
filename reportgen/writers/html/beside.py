"""Both years of a comparison beside each other: the changed prose twice, each with its own view.

A page without scripts can't take a text apart, so both columns hold all of it and the style
sheet hides what the other year has. Ids are made anew, since none may stand twice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportgen.writers.html.markup import Html, joined, line

SIDES = ("older", "newer")
_ID = re.compile(r' id="([^"]*)"')
_NAMING = re.compile(r' (id|for|aria-labelledby|aria-describedby|href)="(#?)([^"]*)"')


def with_sides(contents: Sequence[Html], names: tuple[str, str]) -> list[Html]:
    """Each section's content, and behind it the same for both years; `names` are theirs."""
    ids = frozenset(found for content in contents for found in _ID.findall(content))
    return [_with_sides(content, names, ids) for content in contents]


def _with_sides(content: Html, names: tuple[str, str], ids: frozenset[str]) -> Html:
    columns = (
        line(
            "div",
            _renamed(content, side, ids),
            {"class": side, "role": "group", "aria-label": name},
        )
        for side, name in zip(SIDES, names, strict=True)
    )
    together = line("div", content, {"class": "together"})
    return joined((together, line("div", joined(columns), {"class": "beside"})))


def _renamed(content: Html, side: str, ids: frozenset[str]) -> Html:
    """The content with ids of its own, and with references to the ids of its own column."""

    def renamed(found: re.Match[str]) -> str:
        attribute, mark, value = found.groups()
        if attribute == "href" and not mark:
            return found[0]
        words = (f"{word}--{side}" if word in ids else word for word in value.split(" "))
        return f' {attribute}="{mark}{" ".join(words)}"'

    return Html(_NAMING.sub(renamed, content))
