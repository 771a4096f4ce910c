"""The colours of a report: one value that charts, Word, HTML and editable charts are printed in."""

from __future__ import annotations

from msgspec import Struct

from reportgen.model.colours import (
    PAPER,
    between,
    brightness,
    chroma,
    contrast,
    hue,
    of_hue,
    readable,
)

INK = "#1A1A1A"
NIGHT = "#14181D"  # the ground of a page in the dark
_NIGHT_INK = "#E6E6E6"


_DARK_GREY = "#3D3D3D"


class Look(Struct, frozen=True):
    """A report's colours on paper, each `#RRGGBB`.

    `brand` is that of headings and strong rules, `link` of links; both can be read as text on
    `shade` (below the head of a table) too. `pale` is the ground of code, `rule` a thin line,
    `edge` a stronger one. `alone` fills the bars of a chart that tells nothing apart by colour;
    `series` those that do, dark and light by turns, so that neighbours differ without colour.
    `marked` is that of the one bar that the title speaks of, `muted` that of the others.
    """

    brand: str = "#12436D"
    link: str = "#0B5394"
    shade: str = "#E8EEF4"
    pale: str = "#F1F4F7"
    rule: str = "#CBD5DE"
    edge: str = "#B8C4CF"
    alone: str = "#12436D"
    marked: str = "#12436D"
    muted: str = "#8C9299"
    series: tuple[str, ...] = ("#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1")

    @property
    def visited(self) -> str:
        """The colour of a link that was followed."""
        return readable(self.series[2], PAPER, 4.52)

    def grey(self, index: int) -> str:
        """The grey for the series at `index`, as dark or light as its neighbours need it."""
        dark = brightness(self.series[index % 2]) < brightness(PAPER) / 6
        return _DARK_GREY if dark else self.muted

    def chart_colour(self, index: int, count: int) -> str:
        """The colour of the series at `index` of `count`; after the last they begin again."""
        return self.alone if count == 1 else self.series[index % len(self.series)]


OWN_LOOK = Look()


def text_colour(ground: str) -> str:
    """Ink or white, whichever reads better on `ground`."""
    return max((INK, PAPER), key=lambda colour: contrast(colour, ground))


def repainted(text: str, look: Look) -> str:
    """`text` with what is written in our own colours in those of `look`, with `#` or without."""
    if look == OWN_LOOK:
        return text
    pairs = [
        *((getattr(OWN_LOOK, name), getattr(look, name)) for name in _NAMED),
        (OWN_LOOK.visited, look.visited),
        *((ours, look.series[at]) for at, ours in enumerate(OWN_LOOK.series) if at in _HUED),
    ]
    for number, (ours, _theirs) in enumerate(pairs):
        for form in (ours[1:], ours[1:].lower()):
            text = text.replace(form, f"\0{number}\0")
    for number, (_ours, theirs) in enumerate(pairs):
        text = text.replace(f"\0{number}\0", theirs[1:])
    return text


# The colours of the series that no text is set in; the first is the brand's, the grey stays.
_HUED = (1, 2, 3, 5)
_NAMED = ("brand", "link", "shade", "pale", "rule", "edge")


class NightLook(Struct, frozen=True):
    """The same colours on a dark page; `charts` says what each colour of a chart becomes."""

    brand: str
    link: str
    visited: str
    shade: str
    code: str
    rule: str
    charts: tuple[tuple[str, str], ...]


def night_of(look: Look) -> NightLook:
    """The look of a page in the dark, from that on paper."""
    degrees, strength = hue(look.brand), min(chroma(look.brand), 0.03)
    shown = (look.alone, look.marked, look.muted, _DARK_GREY, *look.series)
    link = readable(look.link, NIGHT, 8.0)
    return NightLook(
        brand=readable(look.brand, NIGHT, 8.0),
        link=link,
        visited=readable(look.visited, NIGHT, 8.0),
        shade=of_hue(degrees, strength, 0.28),
        code=of_hue(degrees, strength / 2, 0.25),
        rule=of_hue(degrees, strength, 0.39),
        charts=tuple((each, _by_night(each)) for each in dict.fromkeys(shown)),
    )


def _by_night(colour: str) -> str:
    """What a chart's colour is in the dark: dark ones light and light ones dark.

    So text upon it, which changes sides as well, can be read, and neighbours stay apart.
    """
    if brightness(colour) <= brightness(PAPER) / 4.5:
        return between(colour, 0.54, 0.62)
    night = brightness(NIGHT)
    return between(colour, night * 3.02, brightness(_NIGHT_INK) / 4.52)
