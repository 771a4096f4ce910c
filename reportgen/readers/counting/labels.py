"""The rows that a table can have, and which of them the value of a cell means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from reportgen.diagnostics import Message, Problems, Span, did_you_mean
from reportgen.diagnostics import Message as _
from reportgen.model.profile import ProfileTable
from reportgen.readers.counting.meaning import folded


class Labels(Struct, frozen=True):
    """Labels by what a cell may say for them, folded; `names` are the labels themselves."""

    by_fold: Mapping[str, str]
    names: tuple[str, ...]

    def find(self, value: str) -> str | None:
        """The label that a cell with `value` means; None where it fits none."""
        return self.by_fold.get(folded(value))

    def near(self, value: str) -> Message | None:
        """The hint "did you mean …?", or None where no label is near."""
        return did_you_mean(value, self.names)


def labels_of(
    span: Span,
    written: Iterable[str],
    standard: ProfileTable | None,
    countries: Iterable[str],
    synonyms: Mapping[str, tuple[str, ...]],
    problems: Problems,
) -> Labels:
    """The labels of a table: those it has, the profile's, the countries', those declared.

    What is declared goes before what a label says itself. Notes ambiguous-label at `span`.
    """
    names = dict.fromkeys((*synonyms, *written, *(standard.labels if standard else ())))
    by_fold: dict[str, str] = {}
    for label, words in synonyms.items():
        for word in words:
            other = by_fold.setdefault(folded(word), label)
            if other != label:
                message = _(
                    "'{word}' stands for both '{one}' and '{other}'",
                    word=word,
                    one=other,
                    other=label,
                )
                problems.error("ambiguous-label", span, message, _("keep one of them"))
    # Earlier labels go before countries, so that a row keeps the name that it has.
    for label in (*names, *countries):
        by_fold.setdefault(folded(label), label)
    return Labels(by_fold, tuple(dict.fromkeys((*names, *by_fold.values()))))
