"""Random figures of the statistics, and what each must show."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from reckoning import UNKNOWN, number, percent
from tables_made import Table
from vocabulary import Vocabulary

UNKNOWN_LABELS = ("Okänt",)
# More bars than these have no room on the lowest page of the templates.
_MOST_BARS = 24
# How many rows charts of a kind are made of.
_MOST = {"bars": 99, "columns": 30, "grouped": 12, "dumbbell": 16, "stacked": 4, "panels": 9}


@dataclass(frozen=True)
class Figure:
    """A file in `figures`, and what it draws: a value for each series and category."""

    id: str
    kind: str
    title: str
    table: Table | None
    lines: tuple[tuple[str, dict[int, int | None]], ...]
    settings: dict[str, object]
    years: list[int]
    editable: bool | None
    alt: str | None

    @property
    def shows_shares(self) -> bool:
        return self.settings.get("show") == "share"

    @property
    def group(self) -> dict[str, object]:
        found = self.settings.get("group", {})
        assert isinstance(found, dict)
        return found


@dataclass
class FigureMaker:
    rng: Random
    words: Vocabulary
    years: list[int]
    features: frozenset[str] = field(default_factory=frozenset)

    def figures(self, tables: list[Table], count: int) -> list[Figure]:
        made = (
            self._figure(f"figur-{n + 1}", self.rng.choice(tables), tables) for n in range(count)
        )
        return [figure for figure in made if figure is not None]

    def _figure(self, name: str, table: Table, tables: list[Table]) -> Figure | None:
        kinds = ["bars", "bars", "columns", "grouped", "stacked", "panels", "years"]
        kinds += ["line", "dumbbell"] if len(self.years) > 1 else []
        kind = self.rng.choice(kinds)
        if kind in ("line", "years"):
            return self._line(name, tables, kind)
        if table.is_negative and kind == "stacked":
            kind = "grouped"
        if len(table.counts[self.years[-1]]) > _MOST[kind]:
            kind = "bars"
        settings: dict[str, object] = {"kind": kind, "data": table.name}
        if self._can_share(table) and self.rng.random() < 0.3:
            settings["show"] = "share"
        if self.rng.random() < 0.5:
            settings["sort"] = self.rng.choice(("size", "table", "label"))
        if self.rng.random() < 0.4 and table.kind in ("parts", "multiple"):
            settings["group"] = self._group(table)
        if len(table.counts[self.years[-1]]) > _MOST_BARS:
            settings["group"] = {"top": 12, "label": "Resten"}
        years = self._years(settings, kind)
        return self._finished(name, kind, table, (), settings, years)

    def _can_share(self, table: Table) -> bool:
        return table.kind in ("parts", "multiple") and all(table.bases[y] for y in self.years)

    def _group(self, table: Table) -> dict[str, object]:
        labels = list(table.counts[self.years[-1]])
        label = self.rng.choice(("Övriga", "Övriga, {n} rader", self.rng.choice(labels)))
        if "{" in label.replace("{n}", "") or label == "Okänt":
            label = "Resten"
        rule = (
            ("below", self.rng.randint(1, 20))
            if self.rng.random() < 0.5
            else ("top", self.rng.randint(1, 6))
        )
        return {rule[0]: rule[1], "label": label}

    def _years(self, settings: dict[str, object], kind: str) -> list[int]:
        if kind in ("bars", "columns"):
            return self.years[-1:]
        if kind == "dumbbell":  # the last two, or the ends of those that are asked for
            if self.rng.random() < 0.5:
                return self.years[-2:]
            settings["years"] = len(self.years)
            return [self.years[0], self.years[-1]]
        if self.rng.random() < 0.5:
            return self.years
        back = self.rng.randint(2, 5) if kind in ("line", "years") else self.rng.randint(1, 4)
        settings["years"] = back
        return [year for year in self.years if year > self.years[-1] - back]

    def _line(self, name: str, tables: list[Table], kind: str) -> Figure | None:
        choices: list[tuple[str, str, dict[int, int | None]]] = []
        for table in (each for each in tables if each.decimals is None):
            if table.kind == "parts":
                choices.append((f"{table.name}.total", table.title, dict(table.bases)))
            for label in table.counts[self.years[-1]]:
                if label.isalpha():
                    values = {y: table.counts[y].get(label) for y in self.years}
                    choices.append((f"{table.name}.{label}", label, values))
        most = 1 if kind == "years" else self.rng.randint(1, 4)
        chosen = self.rng.sample(choices, min(len(choices), most))
        names = {shown for _, shown, _ in chosen}
        settings: dict[str, object] = {"kind": kind, "data": [path for path, _, _ in chosen]}
        if kind == "years" and chosen:
            settings["data"] = chosen[0][0]
        years = self._years(settings, kind)
        known = [y for y in years if any(values[y] is not None for _, _, values in chosen)]
        if len(names) < len(chosen) or len(known) < (1 if kind == "years" else 2):
            return None
        lines = tuple((shown, {y: values[y] for y in years}) for _, shown, values in chosen)
        return self._finished(name, kind, None, lines, settings, years)

    def _finished(
        self,
        name: str,
        kind: str,
        table: Table | None,
        lines: tuple[tuple[str, dict[int, int | None]], ...],
        settings: dict[str, object],
        years: list[int],
    ) -> Figure:
        title = f"Utvecklingen i {self.words.place()}"
        settings["title"] = title
        charts = self.rng.choice((None, None, "editable", "picture"))
        if charts:
            settings["charts"] = charts
        alt = self.words.sentence() if self.rng.random() < 0.1 else None
        if alt:
            settings["alt"] = alt
        editable = None if charts is None else charts == "editable"
        return Figure(name, kind, title, table, lines, settings, years, editable, alt)


def shown(count: int | None, table: Table | None, base: int | None, language: str) -> str:
    """A value as the chart and its alternative text print it; a share where there is a base."""
    if count is None or base == 0:
        return UNKNOWN[language]
    if base is not None:
        return percent(count, base, language)
    return number(count, language) if table is None else table.text(count, language)
