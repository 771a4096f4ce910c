"""Captions: found by style, by the field that counts them or as they are typed, and put to use."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from msgspec import Struct

from reportgen.model import Inlines
from reportgen.readers.word.line import Line

About = Literal["table", "figure", ""]
_TABLE = "tabell|table|tabelle|tableau|tabel|taulukko|tab"
_FIGURE = (
    "figur|figure|bild|diagram|abbildung|illustration|karta|foto|graf|kuva|kuvio|fig|image|picture"
)
_LONGEST = 500


class Caption(Struct, frozen=True):
    """What a paragraph says as the caption of a table or a figure.

    `about` is empty where its label does not say; `number` is 0 where it has none; `label` is
    both as they are typed ("Tabell 1. "), `inlines` what follows.
    """

    about: About
    number: int
    label: str
    inlines: Inlines


@cache
def _typed() -> re.Pattern[str]:
    return re.compile(
        rf"\s*(?:(?P<table>{_TABLE})|(?P<figure>{_FIGURE}))\.?[ \u00a0]*"
        r"(?P<number>\d{1,4})(?:[.:\-–]\d{1,3})?[a-z]?(?:[.:]|[ \u00a0]?[–—-](?=\s))?[ \u00a0\t]*",
        re.IGNORECASE,
    )


def caption_in(line: Line, inlines: Inlines) -> Caption | None:
    """What `line` says as a caption; None where it is none.

    It is one by its style, by a field that counts, or where it is typed as one and short.
    """
    counted = line.segments.has_mark("sequence")
    styled = line.layout.look.kind == "caption"
    found = _typed().match(line.text) if len(line.text) <= _LONGEST else None
    if not styled and not counted and not (found and _closed(found[0])):
        return None
    if found is None:
        return Caption(_about_label(line), 0, "", inlines) if styled else None
    about: About = "table" if found["table"] else "figure"
    rest = line.segments.after(found.end()).inlines()
    return Caption(about, int(found["number"]), found[0], rest)


def _closed(typed: str) -> bool:
    """Whether a typed label begins and ends as one: "Figur 1." or "Figur 1:", not "Figur 1 visar".

    A paragraph that begins with "figur 1." is the end of a sentence, as when one was divided there.
    """
    label = typed.strip()
    return label[-1:] in ".:–—-" and not label[:1].islower()


def _about_label(line: Line) -> About:
    label = (line.segments.target_of("sequence") or "").casefold()
    if re.fullmatch(_TABLE, label):
        return "table"
    return "figure" if re.fullmatch(_FIGURE, label) else ""
