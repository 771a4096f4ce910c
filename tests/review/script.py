"""A random script of edits of a document, and what the document must say afterwards."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from random import Random

import edit_around as around
import edit_beside as beside
import edit_paragraphs as paragraphs
import edit_tables as tables
import edit_whole as whole
import edit_words as words
from desk import Desk, Edit
from letters import said
from lxml import etree
from noise import add_noise
from package import Package
from pen import Pen
from reading import Paper, read
from words import Words

MODES = ("recorded", "plain", "mixed")
_AUTHORS = ("Eva Exempel", "Bo Påhittad", "Åsa Ö. Önskan")

# How often each kind of edit is chosen.
KINDS: dict[str, tuple[int, Callable[[Desk], bool]]] = {
    "replace-words": (10, words.replace_words),
    "insert-words": (8, words.insert_words),
    "delete-words": (7, words.delete_words),
    "mistype": (5, words.mistype),
    "add-sentence": (6, words.add_sentence),
    "delete-sentence": (5, words.delete_sentence),
    "retype-sentence": (4, words.retype_sentence),
    "emphasise": (5, words.emphasise),
    "change-value": (4, words.change_value),
    "rewrite-around": (5, words.rewrite_around),
    "new-paragraph": (6, paragraphs.new_paragraph),
    "delete-paragraph": (4, paragraphs.delete_paragraph),
    "move-paragraph": (4, paragraphs.move_paragraph),
    "split-paragraph": (4, paragraphs.split_paragraph),
    "join-paragraphs": (4, paragraphs.join_paragraphs),
    "new-heading": (3, paragraphs.new_heading),
    "change-level": (2, paragraphs.change_level),
    "new-item": (4, paragraphs.new_item),
    "delete-item": (3, paragraphs.delete_item),
    "to-item": (2, paragraphs.to_item),
    "from-item": (2, paragraphs.from_item),
    "delete-heading": (2, paragraphs.delete_heading),
    "change-depth": (3, paragraphs.change_depth),
    "cell-words": (4, tables.cell_words),
    "statistics-cell": (2, tables.statistics_cell),
    "new-row": (3, tables.new_row),
    "delete-row": (2, tables.delete_row),
    "new-column": (2, tables.new_column),
    "delete-column": (2, tables.delete_column),
    "note-words": (3, around.note_words),
    "new-note": (3, around.new_note),
    "delete-note": (2, around.delete_note),
    "caption-words": (3, around.caption_words),
    "alternative-text": (2, around.alternative_text),
    "cover-words": (2, around.cover_words),
    "cover-date": (1, around.cover_date),
    "comment": (5, around.comment),
    "replace-all": (3, whole.replace_all),
    "paste-mail": (3, whole.paste_mail),
    "make-heading": (2, whole.make_heading),
    "unmake-heading": (2, whole.unmake_heading),
    "text-to-list": (2, whole.text_to_list),
    "list-to-text": (2, whole.list_to_text),
    "split-list": (2, whole.split_list),
    "move-figure": (2, whole.move_figure),
    "delete-figure": (2, whole.delete_figure),
    "delete-section": (1, whole.delete_section),
    "header-words": (1, beside.header_words),
    "new-chart": (1, beside.new_chart),
    "merge-cells": (1, beside.merge_cells),
    "statistics-words": (2, beside.statistics_words),
    "source-line": (1, beside.source_line),
}


@dataclass(frozen=True)
class Returned:
    """A document as it comes back, and what is true of it."""

    content: bytes
    mode: str
    edits: tuple[Edit, ...]
    before: list[str]  # the blocks as they were sent
    written: list[str]  # as the reviewer sees them
    wanted: list[str]  # as they are once the sources are built: changed values as computed
    loose: bool = False  # something was done that is not recorded


@dataclass(frozen=True)
class Order:
    """What script is wanted: the same order makes the same script."""

    seed: int
    mode: str
    count: int
    kinds: frozenset[str] = frozenset(KINDS)
    nasty: float = 0.12
    noise: float = 0.5
    saved: float = 0.15  # how often somebody else went through the file before it came back


def order_of(seed: int, **changes: object) -> Order:
    """The order of a seed: how the changes are written, and how many."""
    rng = Random(seed)
    made = {"mode": rng.choice(MODES), "count": rng.choice((1, 1, 2, 3, 5, 8, 13, 20, 40))}
    return Order(seed, **{**made, **changes})  # type: ignore[arg-type]


def make_script(sent: bytes, sources: Path, order: Order) -> Returned:
    """Edit the document that was sent; `sources` is the folder that its map names."""
    rng = Random(f"{order.seed}-{order.mode}")
    package = Package(sent)
    before = blocks_said(sent)
    if order.noise and rng.random() < 0.5:
        add_noise(package, rng, order.noise)
    desk = Desk(
        Paper(package), rng, Words(rng, order.nasty), Pen(recorded=order.mode == "recorded")
    )
    desk.pictures = _pictures(package, sources)
    chosen = sorted(order.kinds)
    weights = [KINDS[kind][0] for kind in chosen]
    made, tries = 0, 0
    while made < order.count and tries < order.count * 12:
        tries += 1
        kind = rng.choices(chosen, weights)[0]
        _prepare(desk, order)
        made += KINDS[kind][1](desk)
    if order.noise and rng.random() < 0.5:
        add_noise(package, rng, order.noise / 2)
    if rng.random() < order.saved:
        beside.accept_some(package, rng)
        desk.loose = True
    if rng.random() < order.saved / 2 and order.mode != "mixed":  # what is not tracked isn't seen
        beside.inspected(package)
        if rng.random() < 0.5:
            beside.through_another(package)
    paper = desk.paper
    return Returned(
        package.bytes(),
        order.mode,
        _as_they_stand(desk),
        before,
        said(paper.blocks, paper.groups, kept=False),
        said(paper.blocks, paper.groups, kept=True),
        desk.loose,
    )


def _as_they_stand(desk: Desk) -> tuple[Edit, ...]:
    """The edits; a value that was typed over is none any more where that went out again."""
    blocks = [each for each in desk.paper.blocks if each.kept and each.frozen is None]
    seen, computed = (said(blocks, desk.paper.groups, kept=kept) for kept in (False, True))
    if seen != computed:
        return tuple(desk.edits)
    return tuple(replace(e, fate="taken") if e.kind == "value" else e for e in desk.edits)


def _prepare(desk: Desk, order: Order) -> None:
    """Who writes next, when, and whether it is recorded."""
    if order.mode == "mixed":
        desk.pen.recorded = desk.rng.random() < 0.5
    if desk.rng.random() < 0.2:
        desk.pen.author = desk.rng.choice(_AUTHORS)
        desk.pen.day = desk.rng.choice(("2023-02-01T09:30:00Z", "2023-02-03T16:05:00Z", None))


@lru_cache(maxsize=64)
def blocks_said(content: bytes) -> list[str]:
    """What a document says, a block a line."""
    paper = read(content)
    return said(paper.blocks, paper.groups, kept=True)


def _pictures(package: Package, sources: Path) -> set[str]:
    """The bookmarks of figures that are pictures: their line in the source is no expression."""
    found: set[str] = set()
    for name, content in package.parts.items():
        if not name.startswith("customXml/item") or b"urn:reportgen:sources" not in content:
            continue
        for each in etree.fromstring(content).iter():
            if etree.QName(each).localname != "figure":
                continue
            lines = (sources / each.get("file", "")).read_text("utf-8").splitlines()
            if re.match(r"\s*!\[", lines[int(each.get("line", "1")) - 1]):
                found.add(each.get("bookmark", ""))
    return found
