"""The changes from one report to another, as a page: the figures first, then the prose.

Views without a script: everything, both years side by side, or one of them alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import BinaryIO

from reportgen.compare import Comparison, CountDifference, TableDifference
from reportgen.diagnostics import Diagnostic
from reportgen.diagnostics import Message as _
from reportgen.model import Picture
from reportgen.writers.compared_figures import (
    cells_of,
    folded,
    heads_of,
    is_total,
    notes_of,
    rows_of,
)
from reportgen.writers.html.document import write_page_of
from reportgen.writers.html.markup import NOTHING, Html, element, escape, joined, line, void
from reportgen.writers.html.options import DEFAULT_OPTIONS, HtmlOptions
from reportgen.writers.html.outline import COMPARISON, Anchor
from reportgen.writers.html.page import Finished, Front
from reportgen.writers.telling import Telling, with_sides

_BAR_WIDTH = 100


def write_comparison_html(
    comparison: Comparison,
    telling: Telling,
    pictures: Mapping[str, Picture],
    target: BinaryIO,
    options: HtmlOptions = DEFAULT_OPTIONS,
) -> tuple[Diagnostic, ...]:
    """Write `comparison` as one HTML file; its document holds both reports.

    `pictures` are those of both (`compare.documents.redline_pictures`). Otherwise as `write_html`.
    """
    say = telling.translate
    title = say(_("Comparison of {older} and {newer}", older=telling.older, newer=telling.newer))
    heading = line("h2", escape(title), {"id": COMPARISON})
    anchor = Anchor("section", COMPARISON, COMPARISON, 1, title, "", listed=True)
    content = joined((_views(telling), *_figures(comparison.statistics, telling)))
    names = (telling.older, telling.newer)
    front = Front(anchor, Finished(heading), Finished(content), names)
    document = with_sides(comparison.document, telling)
    return write_page_of(document, pictures, target, options, front)


def _views(telling: Telling) -> Html:
    """The choice of a view: the style sheet hides what the other year has."""
    say = telling.translate
    views = {
        "both": say(_("Both, with the changes marked")),
        "beside": say(_("Both, side by side")),
        "older": say(_("Only {year}", year=telling.older)),
        "newer": say(_("Only {year}", year=telling.newer)),
    }
    choices = (_choice(name, label, first=name == "both") for name, label in views.items())
    legend = line("legend", escape(say(_("Show the text of"))))
    return line("fieldset", joined((escape("\n"), legend, *choices)), {"class": "views"})


def _choice(name: str, label: str, *, first: bool) -> Html:
    attributes = {
        "type": "radio",
        "name": "view",
        "id": f"{COMPARISON}--{name}",
        "checked": "" if first else None,
    }
    inside = joined((void("input", attributes), escape(f" {label}")))
    return line("label", inside, {"for": f"{COMPARISON}--{name}"})


def _figures(tables: tuple[TableDifference, ...], telling: Telling) -> Iterator[Html]:
    say = telling.translate
    differing = [table for table in tables if table.differs and not table.single]
    for table in differing:
        caption = f"{table.title} ({table.unit})"
        left = folded(table, telling.language, say)
        said = (*notes_of(table, telling.newer), *([left] if left else []))
        notes = " ".join(map(say, said))
        yield _table(f"{COMPARISON}--{table.id}", caption, rows_of(table, say), notes, telling)
    singles = tuple(
        row for table in tables if table.differs and table.single for row in rows_of(table, say)
    )
    if singles:
        yield _table(f"{COMPARISON}--", say(_("Single numbers")), singles, "", telling)
    same = ", ".join(table.title for table in tables if not table.differs)
    if same:
        yield line("p", escape(say(_("The same in both: {titles}", titles=same))))


def _table(
    name: str, caption: str, rows: tuple[CountDifference, ...], note: str, telling: Telling
) -> Html:
    names = heads_of(telling, single=name == f"{COMPARISON}--")
    heads = [
        element("th", escape(text), {"scope": "col", "class": "right" if index else None})
        for index, text in enumerate(names)
    ]
    largest = max((abs(_difference(row)) for row in rows), default=Fraction(0))
    body = joined(_row(row, largest, telling) for row in rows)
    title = line("caption", element("span", escape(caption), {"id": name}))
    # What the bars show stands in figures beside them.
    heads.append(element("td", NOTHING))
    content = joined((escape("\n"), title, line("thead", element("tr", joined(heads)))))
    made = line("table", joined((content, line("tbody", body))))
    frame = {"class": "scroll", "role": "group", "aria-labelledby": name, "tabindex": "0"}
    below = line("p", escape(note), {"class": "note"}) if note else NOTHING
    return line("div", joined((line("div", made, frame), below)), {"class": "table short even"})


def _row(row: CountDifference, largest: Fraction, telling: Telling) -> Html:
    label, *texts = cells_of(row, telling.translate, telling.language)
    cells = [element("th", escape(label), {"scope": "row"})]
    cells += [element("td", escape(text), {"class": "right"}) for text in texts]
    cells.append(element("td", _bar(_difference(row), largest)))
    return line("tr", joined(cells), {"class": "total" if is_total(row) else None})


def _difference(row: CountDifference) -> Fraction:
    """What the bar of a row shows; 0 where it is not known."""
    return Fraction(row.difference if row.difference is not None else 0)


def _bar(difference: Fraction, largest: Fraction) -> Html:
    """A bar from the middle, to the right for more and to the left for fewer."""
    if not difference:
        return NOTHING
    length = max(1, round(abs(difference) * _BAR_WIDTH / 2 / largest))
    middle = _BAR_WIDTH // 2
    start = middle if difference > 0 else middle - length
    bar = element(
        "rect",
        NOTHING,
        {
            "class": "more" if difference > 0 else "fewer",
            "x": str(start),
            "y": "2",
            "width": str(length),
            "height": "10",
        },
    )
    axis = element(
        "rect",
        NOTHING,
        {"class": "axis", "x": str(middle), "y": "0", "width": "1", "height": "14"},
    )
    size = {"class": "bar", "width": str(_BAR_WIDTH), "height": "14", "aria-hidden": "true"}
    return element("svg", joined((axis, bar)), size)
