"""The evaluated document as plain data, the same for every contender that has no model of its own.

    report.json   title, author, cover, contents, blocks, footnotes, signature, charts

A block is a dict: heading (level, text), paragraph (runs), item (style, runs), table (caption,
header, rows, note) or figure (caption, chart, note). A run is text, with a mark (bold, italic) or
a url. Footnotes are texts; where their mark stands the running text has "[1]".
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reportgen.compose.year import compose
from reportgen.diagnostics import Problems
from reportgen.model import (
    Block,
    Blocks,
    BulletList,
    Chart,
    Code,
    Computed,
    Document,
    Emphasis,
    Figure,
    Footnote,
    Foreign,
    Heading,
    Inline,
    Inlines,
    Link,
    ListItem,
    OrderedList,
    Paragraph,
    Reference,
    Row,
    Strong,
    Table,
    Text,
)
from reportgen.model.traverse import plain_text

Data = dict[str, Any]


def read_document(project: Path, year: int) -> Document:
    """The report of `year` with every value filled in."""
    return compose(project, year, Problems()).document


def flatten_document(document: Document) -> Data:
    """`document` as the data that this module describes."""
    footnotes: list[str] = []
    charts: dict[str, Data] = {}
    blocks = [
        block
        for section in document.sections
        for block in _flatten((section.heading, *section.blocks), document, footnotes, charts)
    ]
    return {
        "title": document.properties.title,
        "author": document.properties.author,
        "cover": [line.text for line in document.cover if line.role != "title"],
        "contents": document.labels.contents,
        "blocks": blocks,
        "footnotes": footnotes,
        "signature": list(document.signature),
        "charts": charts,
    }


def chart_name(figure: Figure) -> str:
    """The name that all figures share that show the same chart: the id without its repetition."""
    head, _dash, tail = figure.id.rpartition("-")
    return head if tail.isdigit() else figure.id


def _flatten(
    blocks: Blocks, document: Document, footnotes: list[str], charts: dict[str, Data]
) -> Iterator[Data]:
    for block in blocks:
        match block:
            case Heading():
                yield {"kind": "heading", "level": block.level, "text": plain_text(block.children)}
            case Paragraph():
                yield {"kind": "paragraph", "runs": flatten_inlines(block.children, footnotes)}
            case BulletList(items=items):
                yield from _items(items, "List Bullet", 1, footnotes)
            case OrderedList(items=items):
                yield from _items(items, "List Number", 1, footnotes)
            case Table():
                yield _table(block, document)
            case Figure():
                yield _figure(block, document, charts)
            case _:
                raise TypeError(f"the benchmark has no {type(block).__name__} yet")


def _items(
    items: tuple[ListItem, ...], style: str, level: int, footnotes: list[str]
) -> Iterator[Data]:
    """A paragraph an item, with the built-in style of its kind and level."""
    name = style if level == 1 else f"{style} {level}"
    for item in items:
        for block in item.blocks:
            yield from _inside_item(block, name, level, footnotes)


def _inside_item(block: Block, name: str, level: int, footnotes: list[str]) -> Iterator[Data]:
    match block:
        case Paragraph(children=children):
            yield {"kind": "item", "style": name, "runs": flatten_inlines(children, footnotes)}
        case BulletList(items=items):
            yield from _items(items, "List Bullet", level + 1, footnotes)
        case OrderedList(items=items):
            yield from _items(items, "List Number", level + 1, footnotes)
        case _:
            raise TypeError(f"the benchmark has no {type(block).__name__} in a list yet")


def _table(table: Table, document: Document) -> Data:
    return {
        "kind": "table",
        "caption": caption_of(table, document),
        "header": _cells(table.header),
        "rows": [_cells(row) for row in table.rows],
        "note": plain_text(table.note),
    }


def _cells(row: Row) -> list[str]:
    return [plain_text(cell.children) for cell in row.cells]


def _figure(figure: Figure, document: Document, charts: dict[str, Data]) -> Data:
    charts.setdefault(chart_name(figure), _chart(figure.content))
    return {
        "kind": "figure",
        "caption": caption_of(figure, document),
        "chart": chart_name(figure),
        "alt": figure.alt,
        "note": plain_text(figure.note),
    }


def _chart(content: object) -> Data:
    if not isinstance(content, Chart) or len(content.series) != 1:
        raise TypeError("the benchmark draws charts with one series only")
    return {
        "title": content.title,
        "categories": list(content.categories),
        "values": [float(value or 0) for value in content.series[0].values],
        "unit": content.unit,
    }


def caption_of(block: Table | Figure, document: Document) -> str:
    """ "Figur 1. Ärenden efter typ"."""
    labels = document.labels
    label = labels.figure if isinstance(block, Figure) else labels.table
    return f"{label} {block.number}. {plain_text(block.caption)}"


def flatten_inlines(inlines: Inlines, footnotes: list[str]) -> list[Data]:
    """As few runs as the formatting needs: neighbours of one kind are one text."""
    runs: list[Data] = []
    for run in _runs(inlines, {}, footnotes):
        if runs and {**runs[-1], "text": ""} == {**run, "text": ""}:
            runs[-1]["text"] += run["text"]
        else:
            runs.append(run)
    return runs


def _runs(inlines: Inlines, form: Data, footnotes: list[str]) -> Iterator[Data]:
    for inline in inlines:
        match inline:
            case Strong(children=children):
                yield from _runs(children, {**form, "mark": "bold"}, footnotes)
            case Emphasis(children=children):
                yield from _runs(children, {**form, "mark": "italic"}, footnotes)
            case Link(children=children, target=target):
                yield from _runs(children, {**form, "url": target}, footnotes)
            case Foreign(children=children):
                yield from _runs(children, form, footnotes)
            case Footnote(blocks=blocks):
                footnotes.append(" ".join(_paragraph_texts(blocks)))
                yield {"text": f"[{len(footnotes)}]"}
            case _:
                yield {"text": _text(inline), **form}


def _paragraph_texts(blocks: Blocks) -> Iterator[str]:
    for block in blocks:
        if not isinstance(block, Paragraph):
            raise TypeError("the benchmark has paragraphs only in footnotes")
        yield plain_text(block.children)


def _text(inline: Inline) -> str:
    match inline:
        case Text() | Code():
            return inline.text
        case Computed() | Reference():
            return inline.text or ""
        case _:
            return " "
