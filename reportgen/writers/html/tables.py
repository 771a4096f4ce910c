"""Tables, each in a frame of its own that scrolls where the screen is too narrow for it."""

from __future__ import annotations

from msgspec.structs import replace

from reportgen.model import Alignment, Cell, Change, Row, Table
from reportgen.model.traverse import plain_text, shows
from reportgen.writers.html.captions import caption, note
from reportgen.writers.html.inlines import marked, phrasing
from reportgen.writers.html.job import Job, Place
from reportgen.writers.html.markup import NOTHING, Attributes, Html, element, escape, joined, line

# A table of no more rows than this is never split between two pages of paper, as in Word.
_TOGETHER = 12


def table(block: Table, place: Place, job: Job) -> Html:
    """A table with caption, header cells of columns and rows, and its source line."""
    anchor = job.next_anchor(place)
    above = job.options.captions_above_tables
    title = caption(block, place, job) if above else NOTHING
    head = line("thead", _header(block, place, job))
    rows = joined(_row(row, block.alignments, place, job) for row in block.rows)
    # Footnotes are numbered as they are met, and this caption is met last.
    title = title if above else caption(block, place, job)
    caption_id = f"{anchor.html_id}--rubrik" if anchor else None
    if title:
        # The inner element stays in sight while a wide table scrolls under it.
        inside = element("span", title, {"id": caption_id})
        title = line("caption", inside, {"class": None if above else "below"})
    body = line("tbody", joined((escape("\n"), rows)))
    content = line("table", joined((escape("\n"), title, head, body)))
    region = line("div", content, _region(block, caption_id if title else None))
    attributes = {
        "class": _classes(block),
        "id": anchor.html_id if anchor else None,
        "data-source": job.source(block.span),
    }
    return line("div", joined((escape("\n"), region, note(block, place, job))), attributes)


def _classes(block: Table) -> str:
    short, turned = len(block.rows) <= _TOGETHER, block.landscape
    large = " key-figures" * block.key_figures
    return "table" + " short" * short + " landscape" * turned + large


def _region(block: Table, caption_id: str | None) -> Attributes:
    """What scrolls has a name and can be reached by keyboard.

    A group, not a region: a dozen landmarks of tables would hide those of the page.
    """
    names = ", ".join(filter(None, (plain_text(c.children).strip() for c in block.header.cells)))
    return {
        "class": "scroll",
        "role": "group",
        "aria-labelledby": caption_id,
        "aria-label": None if caption_id else names or None,
        "tabindex": "0",
    }


def _header(block: Table, place: Place, job: Job) -> Html:
    cells = (
        _cell(cell, "th" if shows(cell.children) else "td", "col", alignment, place, job)
        for cell, alignment in zip(block.header.cells, block.alignments, strict=True)
        if not cell.covered
    )
    return element("tr", joined(cells))


def _row(row: Row, alignments: tuple[Alignment, ...], place: Place, job: Job) -> Html:
    """A row; its first cell is its header where it is words, which stand to the left."""
    cells: list[Html] = []
    change = None if place.change else row.change
    inside = replace(place, change=change) if change else place
    for cell, alignment in zip(row.cells, alignments, strict=True):
        if cell.covered:
            continue
        is_header = cell is row.cells[0] and alignment == "left" and shows(cell.children)
        name = "th" if is_header else "td"
        cells.append(_cell(cell, name, "row", alignment, inside, job, change))
    classes = " ".join(filter(None, ("total" if row.total else None, change)))
    return line("tr", joined(cells), {"class": classes or None})


def _cell(
    cell: Cell,
    name: str,
    scope: str,
    alignment: Alignment,
    place: Place,
    job: Job,
    change: Change | None = None,
) -> Html:
    """A cell; of a row that came in or went out as a whole, each says so."""
    content = marked(phrasing(cell.children, place, job), change, job)
    attributes = {
        "scope": _scope(cell, scope) if name == "th" else None,
        "colspan": str(cell.columns) if cell.columns > 1 else None,
        "rowspan": str(cell.rows) if cell.rows > 1 else None,
        "class": None if alignment == "left" else alignment,
    }
    return element(name, content, attributes)


def _scope(cell: Cell, scope: str) -> str:
    """What a header cell is the header of; one that takes up several columns or rows, of those."""
    several = cell.columns if scope == "col" else cell.rows
    return f"{scope}group" if several > 1 else scope
