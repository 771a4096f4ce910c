"""Charts that Word can edit: the numbers that it draws from, in the chart and in its workbook."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from fractions import Fraction
from io import BytesIO

from charts_made import Figure
from judge_numbers import Values, figures_drawn, judge_values
from lxml import etree
from pages_seen import clean
from project_made import Project
from reckoning import UNKNOWN, number
from word_seen import WordFile

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def judge_editable(project: Project, word: WordFile) -> Iterator[str]:
    """The numbers that Word draws from, in the chart and in the workbook behind it."""
    for figure, drawing in figures_drawn(project, word.seen):
        if drawing is None or drawing.chart is None:
            continue
        drawn = read_chart(etree.fromstring(word.part(drawing.chart)))
        workbook = word.workbook_of(drawing.chart)
        yield from (f"{figure.id}, workbook: {each}" for each in _judge_workbook(drawn, workbook))
        about = f"{figure.id} ({figure.kind}), chart"
        yield from (f"{about}: {each}" for each in _judge_drawn(project, figure, drawn))


Series = list[tuple[str, list[str], list[float | None]]]  # series: its name, categories, values


def read_chart(chart: etree._Element) -> Series:
    drawn = []
    for series in chart.iter(f"{C}ser"):
        name = "".join(each.text or "" for each in series.findall(f"{C}tx//{C}v"))
        categories = _points(series.find(f"{C}cat"))
        values = _points(series.find(f"{C}val"))
        size = max(categories, default=-1) + 1
        numbers = [float(values[n]) if n in values else None for n in range(size)]
        drawn.append((name, [categories.get(n, "") for n in range(size)], numbers))
    return drawn


def _points(parent: etree._Element | None) -> dict[int, str]:
    found = [] if parent is None else parent.iter(f"{C}pt")
    return {int(each.get("idx", "0")): each.findtext(f"{C}v", "") for each in found}


def _judge_workbook(drawn: Series, workbook: bytes) -> Iterator[str]:
    import openpyxl

    sheet = openpyxl.load_workbook(BytesIO(workbook), read_only=True, data_only=True).worksheets[0]
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    for column, (name, categories, values) in enumerate(drawn, start=1):
        held = [row[column] if column < len(row) else None for row in rows[1 : len(categories) + 1]]
        if not all(_same(one, other) for one, other in zip(held, values, strict=True)):
            yield f"series '{name}' holds {held} where {values} is drawn"


def _same(held: object, drawn: float | None) -> bool:
    if drawn is None or not isinstance(held, int | float):
        return held is drawn
    return math.isclose(held, drawn, rel_tol=1e-12)


def _judge_drawn(project: Project, figure: Figure, drawn: Series) -> Iterator[str]:
    """Each series' sum, and every category's value, reckoned from the statistics."""
    told: Values = {}
    yield from _judge_sums(drawn)
    for name, categories, values in drawn:
        if not name.strip():
            continue
        doubled = {each for each in categories if categories.count(each) > 1}
        if doubled:
            yield f"two categories are called {doubled}"
        for category, value in zip(categories, values, strict=True):
            key = _key(figure, name, category, project)
            if value is None and key in told:
                continue  # a broken line is two series
            told[key] = _printed(value, figure, project)
    yield from judge_values(project, figure, told)


def _judge_sums(drawn: Series) -> Iterator[str]:
    """A series without a name has what the others come to."""
    parts = [values for name, _categories, values in drawn if name.strip()]
    for name, categories, values in drawn:
        for at, total in enumerate(values):
            found = [each[at] for each in parts]
            if name.strip() or total is None:
                continue
            if None in found or not math.isclose(sum(filter(None, found)), total):
                yield f"{categories[at]} is {total} in all where the parts are {found}"


def _key(figure: Figure, series: str, category: str, project: Project) -> tuple[str, str]:
    missing = rf"not known|{UNKNOWN[project.language]}"
    aside = rf" \((?:\d{{4}}[^()]*|{missing})\)$| \d{{4}}–\d{{4}}$|: (?:[\d ,.%]+|{missing})$"
    category, series = re.sub(aside, "", clean(category)), re.sub(aside, "", clean(series))
    if figure.kind in ("bars", "columns") or (figure.kind == "grouped" and len(figure.years) == 1):
        return category, str(project.year)
    if figure.kind in ("grouped", "dumbbell", "panels"):
        return category, clean(series)
    year = re.match(r"\d{4}", category)
    return series, year[0] if year else category


def _printed(value: float | None, figure: Figure, project: Project) -> str:
    """A drawn value as it must be printed; shares are drawn as parts of one."""
    language = project.language
    if value is None:
        return UNKNOWN[language]
    exact = Fraction(value).limit_denominator(10**9)
    if figure.shows_shares:
        sign = "\u00a0%" if language == "sv" else "%"
        return clean(number(exact * 100, language, 1) + sign)
    decimals = figure.table.decimals if figure.table else 0
    return clean(number(exact, language, decimals or 0))
