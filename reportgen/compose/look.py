"""The look of a report, from the colours that a project or its template has: one is enough.

The rest follows: what would be hard to see, or alike to the colour-blind, is moved in lightness
or passed over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from reportgen.model.colours import (
    GREY,
    PAPER,
    between,
    brightness,
    chroma,
    contrast,
    hue,
    lightness,
    of_hue,
    readable,
    unlikeness,
)
from reportgen.model.look import INK, OWN_LOOK, Look, text_colour

TEXT = 4.52  # WCAG 2.1, 1.4.3, and the same
GRAPHICS = 3.02  # WCAG 2.1, 1.4.11: 3, and what eight bits a colour are rounded by
# The two of our own charts that are most alike to the colour-blind are so unlike.
LEAST_UNLIKE = 0.06
_TOLD_APART = 4  # a chart has no more series
_FAR = 40.0  # degrees from one hue to another that is called by another name
_MOST_MOVED = 0.25  # in lightness; what would be moved further gives way to another colour
# The light one between two dark ones has 3:1 to them and to paper: so dark the dark ones are.
_LIGHT = brightness(PAPER) / GRAPHICS
_DARK = _LIGHT / (GRAPHICS + 0.06)
_INKED = brightness(INK) * TEXT  # ink can be read upon it
_TURNS = (180, 120, 240, 60, 300, 90, 270, 150, 210)


class MadeLook(Struct, frozen=True):
    """A look, and the first colour that it was made of with what it became; alike where kept."""

    look: Look
    first: tuple[str, str]


@lru_cache(maxsize=4)
def look_of(colours: tuple[str, ...], brand: str = "", link: str = "") -> MadeLook:
    """The look that follows from one colour or several (`#RRGGBB`), the most important first.

    `brand` is the colour of headings, which may be black, `link` that of links; empty: they
    follow too. Without colours, and of our own, it is our own.
    """
    colours = tuple(dict.fromkeys(colours)) or OWN_LOOK.series
    if _is_own(colours, brand, link):
        return MadeLook(OWN_LOOK, (OWN_LOOK.brand, OWN_LOOK.brand))
    first = colours[0]
    degrees, strength = hue(first), min(chroma(first), 0.012)
    shade = of_hue(degrees, strength, 0.945)
    heads = readable(brand or first, shade, TEXT)
    alone = _with_text(readable(first, PAPER, GRAPHICS))
    series = tuple(_series(colours, alone))
    look = Look(
        brand=heads,
        link=readable(link, PAPER, TEXT) if link else heads,
        shade=shade,
        pale=of_hue(degrees, strength / 2, 0.965),
        rule=of_hue(degrees, strength * 1.4, 0.86),
        edge=of_hue(degrees, strength * 1.6, 0.81),
        alone=alone,
        marked=between(alone, 0.0, brightness(OWN_LOOK.muted) / GRAPHICS),
        series=(*series, *_rest(series)),
    )
    return MadeLook(look, (first, alone if alone != first or brand else heads))


def _is_own(colours: tuple[str, ...], brand: str, link: str) -> bool:
    ours = brand in ("", OWN_LOOK.brand) and link in ("", OWN_LOOK.link)
    return ours and colours == OWN_LOOK.series


def _with_text(colour: str) -> str:
    """The colour, darker where neither ink nor white can be read upon it."""
    if contrast(text_colour(colour), colour) >= TEXT:
        return colour
    return readable(colour, PAPER, TEXT)


def _series(colours: Sequence[str], first: str) -> Iterator[str]:
    """Colours that a chart tells apart, dark and light by turns, `first` or one near it first."""
    dark = brightness(first) < (_DARK + _LIGHT) / 2
    found: list[str] = [between(first, 0.0, _DARK) if dark else between(first, 0.3, _LIGHT)]
    own = [each for each in colours[1:] if chroma(each) >= GREY]
    while len(found) < _TOLD_APART:
        dark = not dark
        fitted = [(each, _fitted(each, found[-1], dark=dark)) for each in own]
        kept = [
            (each, made)
            for each, made in fitted
            if abs(lightness(each) - lightness(made)) <= _MOST_MOVED and _is_new(made, found)
        ]
        if kept:
            each, made = min(kept, key=lambda it: abs(lightness(it[0]) - lightness(it[1])))
            own.remove(each)
        else:
            made = _derived(found, dark=dark)
        found.append(made)
    return iter(found)


def _fitted(colour: str, before: str, *, dark: bool) -> str:
    """The colour, as light as its place behind `before` asks for."""
    if dark:
        return between(colour, 0.0, min(_DARK, brightness(before) / GRAPHICS))
    return between(colour, min(max(GRAPHICS * brightness(before), _INKED), _LIGHT), _LIGHT)


def _is_new(colour: str, others: Sequence[str]) -> bool:
    """Whether it has a hue of its own, and everybody can tell it from the others."""
    hued = (hue(other) for other in others if chroma(other) >= GREY)
    return all(_apart(hue(colour), other) >= _FAR for other in hued) and all(
        unlikeness(colour, other) >= LEAST_UNLIKE for other in others
    )


def _apart(one: float, other: float) -> float:
    """Degrees between two hues."""
    return abs((one - other + 180) % 360 - 180)


def _derived(found: Sequence[str], *, dark: bool) -> str:
    """A colour that goes with those that are there: the most unlike of some about the circle."""
    base = found[0] if chroma(found[0]) >= GREY else OWN_LOOK.brand
    light = 0.4 if dark else 0.66
    turned = (of_hue(hue(base) + turn, 0.12, light) for turn in _TURNS)
    fitted = [_fitted(each, found[-1], dark=dark) for each in turned]
    return max(fitted, key=lambda each: min(unlikeness(each, other) for other in found))


def _rest(series: Sequence[str]) -> Iterator[str]:
    """Two more for what has more parts than a chart of ours: a grey, and a colour once more."""
    dark = brightness(series[0]) <= _DARK
    grey = "#3D3D3D" if dark else "#8A8A8A"
    yield grey
    yield _derived((*series, grey), dark=not dark)
