"""What is read from a document: blocks of text, tables, drawings; each reader gives the same."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

# A note's mark stands in the text as ⟦3⟧: its number, as the reader of the document sees it.
MARK = re.compile(r"⟦(\d+)⟧")


@dataclass(frozen=True)
class Block:
    """A paragraph, or a cell: its kind, its text with notes' marks."""

    kind: str  # text, heading, caption, cell, contents, note, cover
    text: str
    # Whether a list or heading may put a number or a bullet before the text.
    numbered: bool = False
    table: int | None = None


@dataclass(frozen=True)
class Drawn:
    """A chart or picture: what stands in for it, and how large it is in points."""

    alt: str
    width: float
    height: float
    chart: str | None = None  # the part of a chart that can be edited
    svg: str | None = None  # the part of a picture that is drawn with lines


@dataclass
class Seen:
    """A document as read. Notes are by the number that its reader sees."""

    blocks: list[Block] = field(default_factory=list)
    notes: dict[int, str] = field(default_factory=dict)
    drawings: list[Drawn] = field(default_factory=list)
    # Rows of cells of each table, its caption's number and text right before or after it.
    tables: list[list[list[str]]] = field(default_factory=list)


def clean(text: str) -> str:
    """Words with one space between them; no-break spaces and soft hyphens are not told apart."""
    text = (
        text.replace("\u00ad", "")
        .replace("\u2011", "-")
        .replace("\u00a0", " ")
        .replace("\u202f", " ")
    )
    return " ".join(text.split())


def unmarked(text: str) -> str:
    return clean(MARK.sub("", text))


def table_of(title: str, seen: Seen) -> int | None:
    """The table whose caption has the title: captions come in the order of their tables."""
    captions = [each.text for each in seen.blocks if each.kind == "caption"]
    of_tables = [text for text in captions if re.match(r"(Tabell|Table) \d", text)]
    place = next((n for n, text in enumerate(of_tables) if title in unmarked(text)), None)
    return None if place is None else len(seen.tables) - len(of_tables) + place
