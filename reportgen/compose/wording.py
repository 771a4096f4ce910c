"""Captions and notes: what tables and charts of a report say in the same way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Span
from reportgen.language.formatting import format_quantity, join_words
from reportgen.language.messages import Translate
from reportgen.model import Chart, Inlines, Text
from reportgen.model.statistics import Amount, Protected, StatisticsTable


class Wording(Struct, frozen=True):
    """How a report says captions and notes under tables and charts alike.

    `caption` is the project's pattern with {title}, {region} and {year} in it.
    `protected` is what an edition keeps from its readers, by the expressions that name it.
    """

    language: str
    translate: Translate
    caption: str
    region: str
    year: int
    protected: Mapping[str, Protected] = {}

    @property
    def missing(self) -> str:
        """What stands in a draft where something is not filled in yet."""
        return f"[{self.translate(_('not available'))}]"

    def caption_of(
        self,
        title: str,
        first_year: int | None = None,
        changes: Sequence[tuple[int, str]] = (),
    ) -> str:
        """The caption of a thing called `title`, over several years from `first_year`.

        `changes` are breaks in the series, told behind it: the year and what changed. A title
        that says itself where the region or the year stands is the whole caption.
        """
        several = first_year is not None and first_year != self.year
        years = f"{first_year}–{self.year}" if several else str(self.year)
        texts = {"{title}": title, "{region}": self.region, "{year}": years}
        whole = "{region}" in title or "{year}" in title
        caption = title if whole else self.caption
        for place, text in texts.items():
            caption = caption.replace(place, text)
        for year, what in changes:
            told = _("Break in {year}: {what}", year=str(year), what=what.rstrip("."))
            caption = f"{caption.rstrip('.')}. {self.translate(told)}"
        return caption

    def note_of(self, table: StatisticsTable, *, base: bool = True, sign: bool = True) -> str:
        """The line below: source, how many there are of, remark, what a sign means."""
        parts = []
        if table.source:
            parts.append(self.translate(_("Source: {source}.", source=table.source.rstrip("."))))
        if base:
            parts.append(self._base_of(table))
        if table.note:
            parts.append(table.note.rstrip(".") + ".")
        elif table.relation.overlapping:
            parts.append(self._overlap_of(table))
        if table.is_protected and sign:
            parts.append(self.protected_sign)
        return " ".join(filter(None, parts))

    def _base_of(self, table: StatisticsTable) -> str:
        """How many the rows are counted of; nothing where that says nothing: amounts, none."""
        if table.base is None or table.base == 0:
            return ""
        if not table.relation.of_cases or table.decimals is not None:
            return ""
        count = format_quantity(table.base, self.language).replace(" ", "\u00a0")
        if not table.unit:
            return self.translate(_("Number:\u00a0{count}.", count=count))
        return self.translate(_("Number of {unit}:\u00a0{count}.", unit=table.unit, count=count))

    @property
    def protected_sign(self) -> str:
        """What stands for a number that is kept from the readers, explained."""
        return self.translate(_("“..”: the number is protected."))

    def kept_of(self, chart: Chart, *, without: bool) -> str:
        """Why a chart does not show some numbers of an edition; nothing where it shows all."""
        if without:
            return self.translate(_("Protected numbers are not in the chart."))
        return self.protected_sign if chart.keeps_something else ""

    def missing_years(self, years: Sequence[int]) -> str:
        """That nothing is known of some years; nothing where there are none."""
        named = join_words([str(year) for year in years], self.language)
        return self.translate(_("Not available for {years}.", years=named)) if years else ""

    def left_out(self, labels: Iterable[tuple[str, Amount | None]]) -> str:
        """What a chart does not show, with how many that are; nothing of those that are none."""
        told = ", ".join(
            f"{label} ({self.translate(_('not available'))})"
            if count is None
            else f"{label} ({format_quantity(count, self.language)})"
            for label, count in labels
            if count is None or count != 0
        )
        return self.translate(_("Not in the chart: {labels}.", labels=told)) if told else ""

    def _overlap_of(self, table: StatisticsTable) -> str:
        """That the rows come to more than there is; nothing where they do not."""
        if table.sum is None or table.base is None or table.sum <= table.base:
            return ""
        told = _(
            "The rows overlap: together they are {sum}, more than the {count} they are of.",
            sum=format_quantity(table.sum, self.language),
            count=format_quantity(table.base, self.language),
        )
        return self.translate(told)


def text_inlines(text: str, span: Span) -> Inlines:
    """One Text, or nothing for an empty one."""
    return (Text(text, span),) if text else ()
