"""Where a text names the year's figures: labels in every form, units, the topics of tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from heapq import merge
from itertools import accumulate, islice, pairwise
from operator import itemgetter
from typing import Literal

from msgspec import Struct

from reportgen.checks.numbers.label_words import in_any_form
from reportgen.checks.numbers.wording import OTHER_WORDS, PEOPLES, UNKNOWN
from reportgen.checks.patterns import words_source
from reportgen.checks.vocabulary import Named, named_of
from reportgen.language.formatting import country_names
from reportgen.model.statistics import UNKNOWN_LABELS, Statistics, StatisticsTable

# label: rows and named sums; unit: what totals and single numbers count; unknown: the row of
# what is not known, of any table; topic: what a table is about ("nationalitet").
MentionKind = Literal["label", "unit", "unknown", "topic"]

# Labels that are words of every day: only a number in brackets or behind a colon is theirs.
_EVERYDAY = re.compile(r"(?:annat|annan|andra|övrigt|övriga|ja|nej|båda|alla|en|flera)\Z")
_YEAR = re.compile(r"(?:19|20)\d\d")
_UNIT_BEHIND = r"(?:s|[- ])?(?:ärende\w{0,4}|fall(?:en|et)?)"
_WORD_ENDS = r"(?!\w)"
# "På rumänska, thailändska och engelska": languages, with no noun behind.
_LANGUAGE = re.compile(r"[a-zåäö]+sk[at]?")
_NO_NOUN = re.compile(r"[,.;)]|$| (?:och|eller|samt)\b")
# “Den ideella föreningen Lyktan”: one that has a name of its own.
_ONE_OF_THEM = ("föreningen", "organisationen", "stiftelsen")
_OWN_NAME = re.compile(r"[ \u00a0][A-ZÅÄÖ]")
_PART = re.compile(r"\s*/\s*")
# How `words_source` begins, and the letters at the beginning of a pattern that must be there.
_NO_LETTER_BEFORE = r"(?<!\w)"
_LETTERS = re.compile(r"[^\W_]*(?![?*+{])")
_WORDS = re.compile(r"([^\W_]+)")


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
        """The letters that it can begin with; one of them is what a word begins with there."""
        return tuple({each.casefold() for each in _first_letters(self.source)})

    @cached_property
    def match(self) -> Callable[[str, int, int], re.Match[str] | None]:
        """Finds it as a word of its own that begins at one offset of a text, before another."""
        return re.compile(rf"(?<![\w-])(?:{self.source})(?!\w)", re.IGNORECASE).match

    def is_all_of(self, text: str) -> bool:
        """Whether `text` is this name and nothing more."""
        found = self.match(text, 0, len(text))
        return found is not None and found.end() == len(text)

    def begins(self, text: str) -> bool:
        """Whether `text` begins with it, be it within a word."""
        return re.match(self.source, text, re.IGNORECASE) is not None


def _first_letters(source: str) -> set[str]:
    """What a text that a pattern matches can begin with; "" among it where that is not told."""
    source = source.removeprefix(_NO_LETTER_BEFORE)
    if not source.startswith("(?:"):
        return {_LETTERS.match(source)[0]}  # type: ignore[index]
    choices, end = _choices(source)
    letters = {each for choice in choices for each in _first_letters(choice)}
    return letters | _first_letters(source[end + 1 :]) if source[end : end + 1] == "?" else letters


def _choices(source: str) -> tuple[list[str], int]:
    """The choices of the group that a pattern begins with, and where the group ends."""
    cuts, depth = [len("(?:") - 1], 0
    for offset, sign in enumerate(source):
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and depth == 1:
            cuts.append(offset)
        if depth == 0:
            cuts.append(offset)
            break
    return [source[a + 1 : b] for a, b in pairwise(cuts)], cuts[-1] + 1


class _Beginnings(dict[str, tuple[_Form, ...]]):
    """By a word, the forms that can stand where it begins, in their order.

    Of each word of a text that was asked for: a language has a bounded number of them.
    """

    def __init__(self, forms: Sequence[_Form]) -> None:
        super().__init__()
        self._forms = forms
        # The places of the forms and what they begin with, by the first letter of that.
        self._by_letter: dict[str, list[tuple[int, str]]] = {}
        for number, form in enumerate(forms):
            for opening in filter(None, form.openings):
                self._by_letter.setdefault(opening[:1], []).append((number, opening))

    def __missing__(self, word: str) -> tuple[_Form, ...]:
        folded = word.casefold()
        numbers = {
            number
            for number, opening in self._by_letter.get(folded[:1], ())
            if folded.startswith(opening)
        }
        found = self[word] = tuple(self._forms[each] for each in sorted(numbers))
        return found


class Names:
    """All names of one year's statistics, ready to be looked for."""

    def __init__(self, statistics: Statistics, language: str) -> None:
        self.statistics = statistics
        self.named = tuple(named_of(statistics))
        self.countries = country_names(language)
        self._known: dict[str, tuple[MentionKind, tuple[Named, ...], frozenset[str]]] = {}

    @cached_property
    def totals(self) -> tuple[Named, ...]:
        """The totals of the tables."""
        return tuple(each for each in self.named if each.kind == "total")

    @cached_property
    def counts(self) -> frozenset[Fraction]:
        """Every number that the figures have."""
        tables = self.statistics.tables.values()
        sums = (number for table in tables for number in (table.base, table.sum))
        known = (number for number in sums if number is not None)
        return frozenset(map(Fraction, (*(each.count for each in self.named), *known)))

    @cached_property
    def bases(self) -> tuple[Named, ...]:
        """What tables are parts of: the total, or a row of another table."""
        paths = {table.of for table in self.statistics.tables.values() if table.of}
        return tuple(n for n in self.named if n.kind == "total" or f"{n.table}.{n.label}" in paths)

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
            yield from _others(OTHER_WORDS.get(label, ""))
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
            if said.endswith(_ONE_OF_THEM) and _OWN_NAME.match(text, end):
                continue
            kind, named, tables = self._meant(said.casefold())
            found.append(Mention(start, end, kind, named, tables))
        return found

    def _places(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The places from the left, the first form where several begin.

        As one pattern of all forms would find them, whose making takes a tenth of a build.
        """
        behind = start
        for at, forms in self._tried(text, start, end):
            if at < behind:
                continue
            for form in forms:
                found = form.match(text, at, end)
                if found:
                    behind = found.end()
                    yield at, behind
                    break

    def _tried(self, text: str, start: int, end: int) -> Iterable[tuple[int, Sequence[_Form]]]:
        """Where names can begin, from the left, each with the forms that can."""
        pieces = _WORDS.split(text[start:end])  # what is between words, and each second a word
        places = islice(accumulate(map(len, pieces), initial=start), 1, None, 2)
        beginnings = zip(places, map(self._beginning.__getitem__, pieces[1::2]), strict=False)
        words = [each for each in beginnings if each[1]]
        if not self._with_signs:
            return words
        signs = ((at, self._with_signs) for at in range(start, end) if not text[at].isalnum())
        return merge(words, signs, key=itemgetter(0))

    @cached_property
    def _with_signs(self) -> list[_Form]:
        """The forms that begin with no letter and no digit: few figures have such a label."""
        return [each for each in self._forms if "" in each.openings]

    @cached_property
    def _beginning(self) -> _Beginnings:
        return _Beginnings(self._forms)

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
    sources = [in_any_form(part) for part in parts if part]
    if len(sources) > 1:
        yield r"\s*(?:/|\beller\b|\boch\b|\bsamt\b)\s*".join(sources) + rf"(?:{_UNIT_BEHIND})?"
    for source in sources:
        yield rf"{source}(?:{_UNIT_BEHIND})?"


def _cell_sources(row: str, column: str) -> Iterator[str]:
    """How prose names a cell: “vuxna kvinnor”, “kvinnor i åldern 25–44 år”."""
    if row in UNKNOWN_LABELS or column in UNKNOWN_LABELS:
        return
    one, other = in_any_form(row.casefold()), in_any_form(column.casefold())
    # With what may stand behind a label, so that the longest name is the one of most words.
    for first, second in ((one, other), (other, one)):
        yield rf"{first},?[\s\u00a0]+{second}(?:{_UNIT_BEHIND})?"


def _topics(table: StatisticsTable) -> Iterator[str]:
    """What a table is about: its heading, and what its title says behind "efter"."""
    words = {table.heading.casefold()}
    _before, _efter, behind = table.title.casefold().partition(" efter ")
    words.add(behind)
    for word in words:
        if len(word) >= 3 and word.replace(" ", "").isalpha():
            yield in_any_form(word)
