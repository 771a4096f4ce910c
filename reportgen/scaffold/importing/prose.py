"""Statistics that the running text tells: "65 kvinnor och 14 män", "Rumänien (18), Ukraina (11)".

Labels are those of the profile. What is taken adds up: to a number that the same or the sentence
before counts, or to the total of the statistics that it is a part of. All else is only told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from msgspec import Struct

from reportgen.diagnostics import Diagnostic, Severity, Span
from reportgen.diagnostics import Message as _
from reportgen.language.formatting import country_names, number_word
from reportgen.model import Blocks, Paragraph
from reportgen.model.profile import Profile, ProfileTable
from reportgen.model.statistics import relation_of
from reportgen.model.traverse import plain_text, walk_blocks
from reportgen.readers.sentences import split_sentences

_WORDS: Mapping[str, int] = {
    **{number_word(n, "sv"): n for n in range(2, 13)}, "noll": 0, "en": 1, "ett": 1
}  # fmt: skip
_NUMBER = rf"(?:\d{{1,3}}(?:[ \u00a0]\d{{3}})+|\d{{1,6}}|(?:{'|'.join(_WORDS)}))"
# What a number may be parted from its label by: words, none of them a number.
_BETWEEN = rf"(?:[ \u00a0](?!{_NUMBER}\b)[^\s\d,.;:()%]+){{0,5}}?[ \u00a0]"
_OF_OTHER = re.compile(
    r"förra året|föregående|året innan|året dessförinnan|i fjol|jämfört|jämföra|procent|%",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# How a label is said beside itself.
_SAID: Mapping[str, str] = {
    "kvinnor": "kvinna", "män": "man", "vuxna": "vuxen", "ej noterat": "inte noterats",
    "okänt": "okänd|okänd nationalitet", "okänd": "okänd aktör", "annan": "andra aktörer",
}  # fmt: skip


class ToldTable(Struct, frozen=True):
    """What the text tells of a standard table: its rows, the sentence, whether they are sure."""

    standard: ProfileTable
    rows: tuple[tuple[str, int], ...]
    span: Span
    is_sure: bool
    sentence: str


def told_tables(
    blocks: Blocks, profile: Profile, known: Mapping[str, Mapping[str, int]], year: int
) -> list[ToldTable]:
    """The standard tables that the text tells and that are not `known`, by id with their rows."""
    passages = [*_passages(blocks, year)]
    rows = {name: dict(each) for name, each in known.items()}
    found: list[ToldTable] = []
    for standard in sorted(profile.statistics.values(), key=lambda each: each.of is not None):
        if standard.id in known or not relation_of(standard.kind).of_cases:
            continue
        told = [*_tellings(standard, passages, rows)]
        sure = {each.rows: each for each in told if each.is_sure}
        best = next(iter(sure.values())) if len(sure) == 1 else None
        if best is not None:
            rows[standard.id] = dict(best.rows)
        found += [best] if best else told[:1] if not sure else []
    return found


class _Passage(Struct, frozen=True):
    """A sentence of this year, the one before it, and the paragraph that they stand in."""

    text: str
    before: str
    span: Span


def _passages(blocks: Blocks, year: int) -> Iterator[_Passage]:
    for block in walk_blocks(blocks):
        if not isinstance(block, Paragraph):
            continue
        before = ""
        for sentence in split_sentences(" ".join(plain_text(block.children).split())):
            others = {int(found) for found in _YEAR.findall(sentence)} - {year}
            if not others and not _OF_OTHER.search(sentence):
                yield _Passage(sentence, before, block.span)
            before = sentence


def _tellings(
    standard: ProfileTable, passages: Sequence[_Passage], known: Mapping[str, Mapping[str, int]]
) -> Iterator[ToldTable]:
    """Each passage that counts two rows of the table and more."""
    labels = [*standard.labels, *(country_names("sv") if standard.countries else ())]
    forms = {label: [each.casefold() for each in _forms(label)] for label in labels}
    for passage in passages:
        text = passage.text.casefold()
        if not re.search(r"\d", text) and not _has_two_words(text):
            continue
        said = [label for label in labels if any(form in text for form in forms[label])]
        if len(said) < 2:
            continue
        patterns = [(each, _pattern(each, listed=standard.countries)) for each in said]
        rows = _rows_in(passage.text, patterns)
        if rows is not None and len(rows) > 1:
            is_sure = _adds_up(standard, sum(n for _label, n in rows), passage, known)
            yield ToldTable(standard, rows, passage.span, is_sure, passage.text)


def _has_two_words(text: str) -> bool:
    return sum(word in _WORDS for word in text.split()) > 1


def _forms(label: str) -> list[str]:
    """What a label is called in running text."""
    forms = [label]
    if "/" in label:
        parts = [part.strip() for part in label.split("/")]
        forms += [" eller ".join(parts), " och ".join(parts)]
    return [*forms, *filter(None, _SAID.get(label.casefold(), "").split("|"))]


@cache
def _pattern(label: str, *, listed: bool) -> re.Pattern[str]:
    """Where a label is counted: "Okänt (8)", and where no countries are, "8 med okänd"."""
    name = rf"(?:{'|'.join(map(re.escape, _forms(label)))})"
    counted = rf"\b{name}\b[ \u00a0]\((?P<in>{_NUMBER})(?:[ \u00a0](?:st|ärenden|personer))?\)"
    if not listed:
        counted += rf"|(?<![\w–-])(?P<before>{_NUMBER})(?:{_BETWEEN}){name}(?!\w)"
    return re.compile(counted, re.IGNORECASE)


def _rows_in(
    text: str, patterns: Sequence[tuple[str, re.Pattern[str]]]
) -> tuple[tuple[str, int], ...] | None:
    """The rows in the order of the text; None where one is counted twice, or two by one number."""
    found: list[tuple[int, str, int]] = []
    for label, pattern in patterns:
        matches = [*pattern.finditer(text)]
        if len(matches) > 1:
            return None
        for match in matches:
            group = "in" if match["in"] else "before" if "before" in match.groupdict() else "in"
            found.append((match.start(group), label, _value(match[group])))
    places = [place for place, _label, _n in found]
    if len(set(places)) < len(places):
        return None
    return tuple((label, n) for _place, label, n in sorted(found))


def _value(text: str) -> int:
    word = text.casefold()
    return _WORDS[word] if word in _WORDS else int(re.sub(r"\D", "", text))


def _adds_up(
    standard: ProfileTable, total: int, passage: _Passage, known: Mapping[str, Mapping[str, int]]
) -> bool:
    """Whether the rows come to what they are parts of."""
    if not relation_of(standard.kind).has_total:
        return False
    if standard.of is not None:
        name, _dot, row = standard.of.partition(".")
        whole = known.get(name)
        return whole is not None and total == (whole.get(row) if row else sum(whole.values()))
    counted = rf"(?<![\w–-])({_NUMBER})(?:[ \u00a0][^\s\d,.;:()%]+)?[ \u00a0]{standard.unit}\b"
    texts = f"{passage.before} {passage.text}"
    return total in [_value(each) for each in re.findall(counted, texts, re.IGNORECASE)]


def telling(told: ToldTable) -> Diagnostic:
    """What is said of it."""
    rows = ", ".join(f"{label} {count}" for label, count in told.rows)
    if told.is_sure:
        message = _(
            "the statistics '{id}' are taken from the text: {rows}", id=told.standard.id, rows=rows
        )
        return Diagnostic("statistics-from-text", message, told.span, severity=Severity.NOTE)
    message = _("this may be the statistics '{id}': {rows}", id=told.standard.id, rows=rows)
    hint = _("answer it in import.md")
    return Diagnostic("statistics-from-text", message, told.span, hint, Severity.WARNING)
