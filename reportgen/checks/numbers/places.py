"""Numbers of one place, team or organisation: “I Björkmo gällde nitton …”, “Tallsund hade åtta”."""

from __future__ import annotations

import re

from reportgen.checks.numbers.sentences import Cell, Sentence
from reportgen.language.patterns import Pattern

_NAME = r"(?P<name>[A-ZÅÄÖ][\w-]+)"
_PLACED = Pattern(
    rf"(?:^|[^\w])(?:[Ii]|[Vv]id|[Hh]os|[Ii]nom)[ \u00a0](?:kommunerna[ \u00a0])?{_NAME}"
)
_SUBJECT = Pattern(
    rf"\b(?:medan|och|men|samt)[ \u00a0]{_NAME}s?[ \u00a0](?:hade|har|fick|hanterade|stod)\b"
)
# The whole that we tell of, and what is no place.
_WHOLE = re.compile(r"(?:Region|Sverige|Länet|Vi|Jag|Det|De|Den|Detta|Dessa)")


def is_of_a_place(cell: Cell, sentence: Sentence, region: str) -> bool:
    """Whether its clause, or the opening of the sentence, says where, and that is not `region`.

    A country that a table has is a label; “55 kommuner i Halland och Skåne” are all there are.
    """
    if (
        cell.noun is not None
        and cell.noun.named
        and all(n.kind == "value" for n in cell.noun.named)
    ):
        return False
    opening = sentence.text[sentence.start : sentence.cells[0].quantity.start]
    said = (
        (opening, sentence.start, (_PLACED, _SUBJECT)),
        (sentence.clause(cell), cell.start, (_PLACED, _SUBJECT)),
    )
    return any(
        _is_other(found, at, sentence, region)
        for words, at, patterns in said
        for pattern in patterns
        for found in pattern.finditer(words)
    )


def _is_other(found: re.Match[str], at: int, sentence: Sentence, region: str) -> bool:
    name, start = found["name"], at + found.start("name")
    if _WHOLE.match(name) or name.removesuffix("s") in region:
        return False
    return not any(each.start <= start < each.end for each in sentence.mentions)
