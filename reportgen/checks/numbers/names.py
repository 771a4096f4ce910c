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
_YEAR = re.compile(r"(?:19|20)\d\d")
_UNIT_BEHIND = r"(?:s|[- ])?(?:ärende\w{0,4}|fall(?:en|et)?)"
_RANGE = re.compile(r"(\d+)[–-](\d+)")
_WORD_ENDS = r"(?!\w)"
# "På rumänska, thailändska och engelska": languages, with no noun behind.
_LANGUAGE = re.compile(r"[a-zåäö]+sk[at]?")
_NO_NOUN = re.compile(r"[,.;)]|$| (?:och|eller|samt)\b")
_PART = re.compile(r"\s*/\s*")
# How `words_source` begins, and the letters at the beginning of a pattern that must be there.
_WORDS_BEGIN = r"(?<!\w)(?:"
_LETTERS = re.compile(r"[^\W_]*(?![?*+{])")
_WORD = re.compile(r"[^\W_]+")
# So many letters of a word part those forms that may stand in a text from nearly all others.
_TELLING = 2


class Mention(Struct, frozen=True):
    """A place that names figures; a topic has none and names its tables."""

    start: int
    end: int
    kind: MentionKind
    named: tuple[Named, ...]
    tables: frozenset[str]


class _Form(Struct, frozen=True, dict=True):
    """One way to write a name (a pattern's source), and what it names: a table by its id.

    Few of the forms stand in a text: one is made into a pattern where a text has one of its
    `openings`.
    """

    source: str
    kind: MentionKind
    what: Named | str

    @cached_property
    def openings(self) -> tuple[str, ...]:
        """The letters that it begins with, one for each choice; perhaps none."""
        inside = self.source.removeprefix(_WORDS_BEGIN)
        choices = [self.source] if inside == self.source else inside.split("|")
        return tuple(_LETTERS.match(each)[0].casefold() for each in choices)  # type: ignore[index]

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(rf"(?<![\w-])(?:{self.source})(?!\w)", re.IGNORECASE)

    def find(self, text: str, start: int, end: int) -> _Place | None:
        """The first place between two offsets where it stands as a word of its own."""
        found = self._pattern.search(text, start, end)
        return _Place(*found.span(), self) if found else None

    def is_all_of(self, text: str) -> bool:
        """Whether `text` is this name and nothing more."""
        return self._pattern.fullmatch(text) is not None

    def begins(self, text: str) -> bool:
        """Whether `text` begins with it, be it within a word."""
        return re.match(self.source, text, re.IGNORECASE) is not None


class _Place(Struct, frozen=True):
    """Where a form stands in a text."""

    start: int
    end: int
    form: _Form

    def behind(self, other: _Place, text: str, end: int) -> _Place | None:
        """The same where it stands behind `other`, the next one where it does not."""
        return self if self.start >= other.end else self.form.find(text, other.end, end)


class Names:
    """All names of one year's statistics, ready to be looked for."""

    def __init__(self, statistics: Statistics, language: str) -> None:
        self.statistics = statistics
        self.named = tuple(named_of(statistics))
        self.countries = country_names(language)
        self._known: dict[str, tuple[MentionKind, tuple[Named, ...], frozenset[str]]] = {}

    @cached_property
    def by_expression(self) -> dict[str, Named]:
        """Every figure by the expression that gives it."""
        return {named.expression: named for named in self.named}

    @cached_property
    def unknown_rows(self) -> dict[str, tuple[Named, ...]]:
        """The rows of what is not known, by their tables."""
        tables = self.statistics.tables
        found: dict[str, tuple[Named, ...]] = {}
        for named in self.named:
            table = tables.get(named.table) if named.kind == "row" else None
            row = table.row(named.label) if table else None
            if row is not None and row.unknown:
                found[named.table] = (*found.get(named.table, ()), named)
        return found

    @cached_property
    def _forms(self) -> list[_Form]:
        """How the figures are written, the longest first; last what is not known."""
        forms: list[_Form] = []
        for named in self.named:
            kind: MentionKind = "label" if named.kind in ("row", "sum") else "unit"
            forms += [_Form(source, kind, named) for source in self._sources_of(named)]
        for table in self.statistics.tables.values():
            forms += [_Form(source, "topic", table.id) for source in _topics(table)]
        forms.sort(key=lambda form: -len(form.source))
        return [*forms, _Form(UNKNOWN, "unknown", "")]

    def _sources_of(self, named: Named) -> Iterator[str]:
        label = named.label.casefold()
        if named.pair:
            yield from _cell_sources(*named.pair)
            return
        if not label or (named.kind == "row" and named.label in UNKNOWN_LABELS):
            return
        if _YEAR.fullmatch(label):
            return  # a year in a text is no name of a row
        if _EVERYDAY.match(label):
            yield rf"{re.escape(label)}(?=\s*(?:\(|: ))"
        elif named.label in self.countries:
            yield rf"{re.escape(label)}s?(?:{_UNIT_BEHIND})?"
            yield from _others(PEOPLES.get(named.label, ""))
        else:
            yield from _label_sources(label)
            yield from _others(OTHER_WORDS.get(label, ""))

    def mentions(self, text: str, place: tuple[int, int] | None = None) -> list[Mention]:
        """The places of `text` that name something, in order; the longest name counts.

        Of a `place` those between its two offsets, of None all.
        """
        found = []
        for start, end in self._places(text, *(place or (0, len(text)))):
            said = text[start:end]
            if _LANGUAGE.fullmatch(said) and _NO_NOUN.match(text, end):
                continue
            kind, named, tables = self._meant(said.casefold())
            found.append(Mention(start, end, kind, named, tables))
        return found

    def _places(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The places from the left, the first form where several begin.

        As one pattern of all forms would find them, whose making takes a tenth of a build.
        """
        forms = self._forms_in(text[start:end].casefold())
        found = [place for form in forms if (place := form.find(text, start, end))]
        while found:
            first = min(found, key=lambda place: place.start)
            yield first.start, first.end
            found = [later for place in found if (later := place.behind(first, text, end))]

    def _forms_in(self, folded: str) -> list[_Form]:
        """The forms that can stand in a text: a word of it begins with what one begins with."""
        wanted = {*self._by_letters.get("", ())}
        for word in set(_WORD.findall(folded)):
            for number in self._by_letters.get(word[:_TELLING], ()):
                if word.startswith(self._forms[number].openings):
                    wanted.add(number)
        return [self._forms[number] for number in sorted(wanted)]

    @cached_property
    def _by_letters(self) -> dict[str, list[int]]:
        """The places of the forms by the first letters of what they begin with, "" for few."""
        found: dict[str, list[int]] = {}
        for number, form in enumerate(self._forms):
            short = any(len(each) < _TELLING for each in form.openings)
            keys = {""} if short else {each[:_TELLING] for each in form.openings}
            for key in keys:
                found.setdefault(key, []).append(number)
        return found

    def _meant(self, text: str) -> tuple[MentionKind, tuple[Named, ...], frozenset[str]]:
        if text not in self._known:
            self._known[text] = self._look_up(text)
        return self._known[text]

    def _look_up(self, text: str) -> tuple[MentionKind, tuple[Named, ...], frozenset[str]]:
        forms = [form for form in self._forms if form.openings and text.startswith(form.openings)]
        hits = [form for form in forms if form.is_all_of(text)]
        hits = hits or [form for form in forms if form.begins(text)]
        for kind in ("label", "unit"):
            named = tuple(it.what for it in hits if it.kind == kind and isinstance(it.what, Named))
            if named:
                return kind, tuple(dict.fromkeys(named)), frozenset(n.table for n in named)
        topics = frozenset(str(it.what) for it in hits if it.kind == "topic")
        if topics:
            return "topic", (), topics
        unknown = tuple(n for n in self.named if n.kind == "row" and n.label in UNKNOWN_LABELS)
        return "unknown", unknown, frozenset(n.table for n in unknown)


# The names of the figures that were looked at last: a report with all its years has few.
_MOST_KEPT = 8
_kept: list[tuple[Statistics, str, Names]] = []


def names_for(statistics: Statistics, language: str) -> Names:
    """The names of these figures; the same ones while the figures stay as they are."""
    for known, said_in, names in _kept:
        if said_in == language and known == statistics:
            return names
    made = Names(statistics, language)
    _kept[:] = [*_kept[1 - _MOST_KEPT :], (statistics, language, made)]
    return made


def _others(words: str) -> Iterator[str]:
    if words:
        yield rf"{words_source(words).removesuffix(_WORD_ENDS)}s?"


def _label_sources(label: str) -> Iterator[str]:
    """How a label is written in prose, all of it and the parts of "a/b" each."""
    parts = _PART.split(re.sub(r"\s*\(.*?\)", "", label))
    sources = [_words(part) for part in parts if part]
    if len(sources) > 1:
        yield r"\s*(?:/|\beller\b|\boch\b|\bsamt\b)\s*".join(sources) + rf"(?:{_UNIT_BEHIND})?"
    for source in sources:
        yield rf"{source}(?:{_UNIT_BEHIND})?"


def _cell_sources(row: str, column: str) -> Iterator[str]:
    """How prose names a cell: “vuxna kvinnor”, “kvinnor i åldern 25–44 år”."""
    if row in UNKNOWN_LABELS or column in UNKNOWN_LABELS:
        return
    one, other = _words(row.casefold()), _words(column.casefold())
    # With what may stand behind a label, so that the longest name is the one of most words.
    for first, second in ((one, other), (other, one)):
        yield rf"{first},?[\s\u00a0]+{second}(?:{_UNIT_BEHIND})?"


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


# “Digitalt” of a table is “digitala” in the text.
_NEUTER_ENDS = ("alt", "igt", "iskt")


def _word(word: str) -> str:
    if len(word) < 4 or not word.isalpha():
        return rf"{re.escape(word)}(?:nens?|s)?"
    stem = word[:-1] if word.endswith(_NEUTER_ENDS) else stem_of(word)
    return rf"{re.escape(stem)}\w{{0,5}}"


def _topics(table: StatisticsTable) -> Iterator[str]:
    """What a table is about: its heading, and what its title says behind "efter"."""
    words = {table.heading.casefold()}
    _before, _efter, behind = table.title.casefold().partition(" efter ")
    words.add(behind)
    for word in words:
        if len(word) >= 3 and word.replace(" ", "").isalpha():
            yield _words(word)
