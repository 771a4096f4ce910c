"""Which standard table rows of a Word file are: people call it, and its rows, by other words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from msgspec import Struct

from reportgen.language.formatting import country_names
from reportgen.model.profile import Profile, ProfileTable
from reportgen.model.statistics import relation_of
from reportgen.readers.markdown.attributes import slug
from reportgen.scaffold.importing.ages import is_age, minors_among
from reportgen.scaffold.importing.outline import likeness

# Labels in common with a standard table that make it likely to be that.
_SHARED = 0.6
# What words begin with in all their forms; shorter ones have to be the same.
_STEM, _ENDING = 4, 3
# A long word may be misspelt.
_LONG, _ALIKE = 7, 0.88
_SMALL = frozenset(("efter", "av", "per", "och", "eller", "i", "the", "by", "antal", "fordelade"))
# Rows that any table can have.
_SAY_NOTHING = {"Ej noterat", "Okänt", "Okänd", "Oklart", "Annat", "Annan"}
_MARKS = re.compile(r"[*†¹²³⁴⁵]+$|\([^)]*\)")
# By a standard label what else stands in its row, as beginnings of the row's words in order.
_OTHER_WORDS = {
    "Kvinnor": ("kvinn",),
    "Män": ("man", "män"),
    "Annan könsidentitet": ("icke-binär", "ickebinär", "transperson", "annat kön", "annan kön"),
    "Ej noterat": ("uppgift saknas", "okän", "ej känt", "saknas", "ej angiv", "ingen uppgift"),
    "Okänt": ("uppgift saknas", "okän", "ej känt", "saknas", "ej angiv", "ingen uppgift"),
    "Okänd": ("uppgift saknas", "okän", "ej känt", "saknas", "ej angiv", "ingen uppgift"),
    "Oklart": ("oklar", "okän", "ej klarlagt", "uppgift saknas"),
    "Annat": ("annat", "övrig"),
    "Annan": ("annan", "övrig", "andra"),
    "Sexuella ändamål": ("sexuell",),
    "Arbetskraftsexploatering": ("arbetskraft", "tvångsarbete"),
    "Kriminalitet": ("kriminalitet", "brott", "begå brott"),
    "Organ": ("organ", "organhandel"),
    "Polis": ("polis",),
    "Socialtjänst": ("socialtjänst", "kommunal socialtjänst"),
    "Frivilligorganisation": ("frivillig", "ideell", "civilsamhäll", "civil-samhäll"),
    "Hälso- och sjukvård": ("hälso- och sjukvård", "vård", "sjukvård"),
    "Den utsatta själv": ("den utsatta", "själv"),
    "Arbetsmiljöverket/AKC": ("arbetsmiljöverket",),
    "Återvänt": ("återvänt", "återvänd"),
    "Återtagna": ("återtag", "återkalla"),
    "Ansökningar": ("ansökning", "inskickade ansökning"),
}

Rows = tuple[tuple[str, int], ...]


class Standard(Struct, frozen=True):
    """A standard table, and the rows with its labels where they mean one of them.

    `named`: what stands over the rows says that it is that table.
    """

    table: ProfileTable
    rows: Rows
    named: bool = False

    @property
    def known(self) -> int:
        """How many of the rows have a label of its own."""
        return sum(label in self.table.labels for label, _count in self.rows)


def standard_of(
    titles: Iterable[str], rows: Rows, profile: Profile, taken: Iterable[str]
) -> Standard | None:
    """The standard table that rows are: by what stands over them, or by most of their labels.

    Of several titles the first that names a table counts, caption before heading. None where
    that leaves a doubt; of those `taken` it is none.
    """
    listed = [t for t in profile.statistics.values() if not relation_of(t.kind).crossed]
    over = (words for each in titles if (words := _words(each)))
    naming = (ids for words in over if (ids := {t.id for t in listed if _names(words, t)}))
    by_name = next(naming, set())
    left = set(taken)
    for each in listed:
        if each.id in left:
            continue
        found = with_standard_labels(rows, each)
        known = {*each.labels, *(country_names("sv") if each.countries else ())} - _SAY_NOTHING
        aged = bool(each.sums)
        shared = sum(label in known or (aged and is_age(label)) for label, _count in found)
        named = each.id in by_name
        several = shared > 1 and shared >= _SHARED * len(rows)
        if ((named and shared) or (several and not each.countries)) and _has_sums(found, each):
            return Standard(each, found, named)
    return None


def _has_sums(rows: Rows, standard: ProfileTable) -> bool:
    """Whether each named sum can be told: of ages in spans across 18 “minderåriga” can't."""
    return own_sums(rows, standard) is not None


def own_sums(rows: Rows, standard: ProfileTable) -> dict[str, tuple[str, ...]] | None:
    """The named sums of rows that are not the standard's: ages in other spans.

    Empty where the standard's own hold, None where the rows don't say a sum.
    """
    labels = {label for label, _count in rows}
    missing = [n for n, parts in standard.sums.items() if labels.isdisjoint(parts)]
    if not missing:
        return {}
    minors = minors_among(label for label, _count in rows)
    return dict.fromkeys(missing, minors) if minors else None


def with_standard_labels(rows: Rows, standard: ProfileTable) -> Rows:
    """The rows by the table's own labels, where one means one of them and no other does."""
    meant = [meant_label(label, standard) for label, _count in rows]
    return tuple(
        (name if name is not None and meant.count(name) == 1 else label, count)
        for (label, count), name in zip(rows, meant, strict=True)
    )


def meant_label(label: str, standard: ProfileTable) -> str | None:
    """The standard label that a row's words say: in another form, order, case or by other words."""
    return _meant(label, standard.labels, standard.countries)


@lru_cache(maxsize=4096)  # a long report has the same labels in many tables
def _meant(label: str, labels: tuple[str, ...], countries: bool) -> str | None:  # noqa: FBT001
    plain: str = " ".join(_MARKS.sub("", label).casefold().split())
    by_fold = {each.casefold(): each for each in labels}
    if countries:
        by_fold |= _countries_by_fold()
    if plain in by_fold:
        return by_fold[plain]
    words = _words(plain)
    same = [each for each in labels if _alike(words, _words(each))]
    others = [
        each
        for each in labels
        if any(plain.startswith(begin) for begin in _OTHER_WORDS.get(each, ()))
    ]
    found = same or others
    return found[0] if len(found) == 1 else None


@cache
def _countries_by_fold() -> dict[str, str]:
    return {each.casefold(): each for each in country_names("sv")}


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    """The words that say something, in any order."""
    return frozenset(slug(text).split("-")) - _SMALL - {""}


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one) == len(other) and all(any(_same(a, b) for b in other) for a in one)


def _same(one: str, other: str) -> bool:
    """Whether two words are forms of one."""
    stem = max(_STEM, min(len(one), len(other)) - _ENDING)
    near = abs(len(one) - len(other)) <= _ENDING
    if one == other or (near and min(len(one), len(other)) >= _STEM and one[:stem] == other[:stem]):
        return True
    return near and min(len(one), len(other)) >= _LONG and likeness(one, other) >= _ALIKE


def names_table(heading: str, standard: ProfileTable) -> bool:
    """Whether a heading names a standard table: “Ålder” as well as “Ärenden efter ålder”."""
    words = _words(heading)
    return bool(words) and _names(words, standard)


def _names(words: frozenset[str], standard: ProfileTable) -> bool:
    """Whether a title or heading says all that the table's own says."""
    behind = standard.title.partition(" efter ")[2]
    return any(
        wanted and all(any(_same(a, b) for b in words) for a in wanted)
        for wanted in map(_words, (standard.heading, standard.title, behind))
    )


def is_whole(rows: Sequence[tuple[str, int]], standard: ProfileTable, whole: int | None) -> bool:
    """Whether the rows come to what they are parts of; `whole` None where nobody says it."""
    relation, counts = relation_of(standard.kind), [count for _label, count in rows]
    if relation.has_total:
        return whole is not None and sum(counts) == whole
    if relation.overlapping:
        return whole is not None and max(counts) <= whole <= sum(counts)
    if relation.base == "first":
        return rows[0][0] == standard.labels[0] and max(counts) == counts[0]
    return all(label in standard.labels for label, _count in rows)
