"""Where a text names the year's figures: labels in every form, units, the topics of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from msgspec import Struct

from reportgen.checks.numbers.wording import OTHER_WORDS, PEOPLES, UNKNOWN
from reportgen.checks.patterns import words_source
from reportgen.checks.vocabulary import Named, named_of, stem_of
from reportgen.language.formatting import country_names
from reportgen.model.statistics import UNKNOWN_LABELS, Statistics, StatisticsTable

# label: rows and named sums; unit: what totals and single numbers count; unknown: the row of
# what is not known, of any table; topic: what a table is about ("nationalitet").
MentionKind = Literal["label", "unit", "unknown", "topic"]

# Labels that are words of every day: only a number in brackets or behind a colon is theirs.
_EVERYDAY = re.compile(r"(?:annat|annan|andra|övrigt|övriga|ja|nej|båda|alla|en|flera)\Z")
_UNIT_BEHIND = r"(?:s|[- ])?(?:ärende\w{0,4}|fall(?:en|et)?)"
_RANGE = re.compile(r"(\d+)[–-](\d+)")
_PART = re.compile(r"\s*/\s*")


class Mention(Struct, frozen=True):
    """A place that names figures; a topic has none and names its tables."""

    start: int
    end: int
    kind: MentionKind
    named: tuple[Named, ...]
    tables: frozenset[str]


class Names:
    """All names of one year's statistics, ready to be looked for."""

    def __init__(self, statistics: Statistics, language: str) -> None:
        self.statistics = statistics
        self.named = tuple(named_of(statistics))
        self._countries = country_names(language)
        self._known: dict[str, tuple[MentionKind, tuple[Named, ...], frozenset[str]]] = {}

    @cached_property
    def by_expression(self) -> dict[str, Named]:
        """Every figure by the expression that gives it."""
        return {named.expression: named for named in self.named}

    @cached_property
    def _forms(self) -> list[tuple[re.Pattern[str], str, MentionKind, Named | str]]:
        forms: list[tuple[str, MentionKind, Named | str]] = []
        for named in self.named:
            kind: MentionKind = "label" if named.kind in ("row", "sum") else "unit"
            forms += [(source, kind, named) for source in self._sources_of(named)]
        for table in self.statistics.tables.values():
            forms += [(source, "topic", table.id) for source in _topics(table)]
        forms.sort(key=lambda form: -len(form[0]))
        return [(re.compile(s, re.IGNORECASE), s, kind, what) for s, kind, what in forms]

    def _sources_of(self, named: Named) -> Iterator[str]:
        label = named.label.casefold()
        if not label or (named.kind == "row" and named.label in UNKNOWN_LABELS):
            return
        if _EVERYDAY.match(label):
            yield rf"{re.escape(label)}(?=\s*(?:\(|: ))"
        elif named.label in self._countries:
            yield rf"{re.escape(label)}s?(?:{_UNIT_BEHIND})?"
            yield from _others(PEOPLES.get(named.label, ""))
        else:
            yield from _label_sources(label)
            yield from _others(OTHER_WORDS.get(label, ""))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        sources = [source for _pattern, source, _kind, _what in self._forms]
        return re.compile(rf"(?<![\w-])(?:{'|'.join([*sources, UNKNOWN])})(?!\w)", re.IGNORECASE)

    def mentions(self, text: str) -> list[Mention]:
        """The places of `text` that name something, in order; the longest name counts."""
        found = []
        for each in self._pattern.finditer(text):
            kind, named, tables = self._meant(each[0].casefold())
            found.append(Mention(each.start(), each.end(), kind, named, tables))
        return found

    def _meant(self, text: str) -> tuple[MentionKind, tuple[Named, ...], frozenset[str]]:
        if text not in self._known:
            self._known[text] = self._look_up(text)
        return self._known[text]

    def _look_up(self, text: str) -> tuple[MentionKind, tuple[Named, ...], frozenset[str]]:
        hits = [(k, what) for p, _source, k, what in self._forms if p.fullmatch(text)]
        hits = hits or [(k, what) for p, _s, k, what in self._forms if p.match(text)]
        for kind in ("label", "unit"):
            named = tuple(w for k, w in hits if k == kind and isinstance(w, Named))
            if named:
                return kind, tuple(dict.fromkeys(named)), frozenset(n.table for n in named)
        topics = frozenset(what for _kind, what in hits if isinstance(what, str))
        if topics:
            return "topic", (), topics
        unknown = tuple(n for n in self.named if n.kind == "row" and n.label in UNKNOWN_LABELS)
        return "unknown", unknown, frozenset(n.table for n in unknown)


def _others(words: str) -> Iterator[str]:
    if words:
        yield words_source(words)


def _label_sources(label: str) -> Iterator[str]:
    """How a label is written in prose, all of it and the parts of "a/b" each."""
    parts = _PART.split(re.sub(r"\s*\(.*?\)", "", label))
    sources = [_words(part) for part in parts if part]
    if len(sources) > 1:
        yield r"\s*(?:/|\beller\b|\boch\b|\bsamt\b)\s*".join(sources) + rf"(?:{_UNIT_BEHIND})?"
    for source in sources:
        yield rf"{source}(?:{_UNIT_BEHIND})?"


def _words(part: str) -> str:
    """The words of a part, each in any inflection; an age "7–12 år" also without its noun."""
    ages = _RANGE.search(part)
    if ages:
        noun = part[: ages.start()].strip()
        before = rf"(?:{_words(noun)}\s)?" if noun else ""
        return (
            rf"{before}(?:(?:i åldern|mellan|i åldrarna|på|från)\s)?{ages[1]}\s?"
            rf"(?:[–-]|till|och)\s?{ages[2]}(?:[\s\u00a0]?(?:år|åringar|års ålder)|-år\w+)?"
        )
    return r"[\s\u00a0]+".join(_word(word) for word in part.split())


def _word(word: str) -> str:
    if len(word) < 4 or not word.isalpha():
        return rf"{re.escape(word)}(?:nens?|s)?"
    return rf"{re.escape(stem_of(word))}\w{{0,5}}"


def _topics(table: StatisticsTable) -> Iterator[str]:
    """What a table is about: its heading, and what its title says behind "efter"."""
    words = {table.heading.casefold()}
    _before, _efter, behind = table.title.casefold().partition(" efter ")
    words.add(behind)
    for word in words:
        if len(word) >= 3 and word.replace(" ", "").isalpha():
            yield _words(word)
