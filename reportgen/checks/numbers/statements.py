"""What the numbers of a report say, sentence after sentence: each leans on the ones before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby
from operator import is_

from msgspec import Struct
from msgspec.structs import replace

from reportgen.checks.numbers.names import Names, names_for
from reportgen.checks.numbers.said import Statement, may_be_claimed, of_passage
from reportgen.checks.numbers.scene import Scene
from reportgen.checks.passages import Passage
from reportgen.model import Reference
from reportgen.model.statistics import Statistics, StatisticsTable

# The figures of a year; None where they are not there.
StatisticsOf = Callable[[int], Statistics | None]


class Statements:
    """What the numbers of `prose` say; each section begins in the scene `start`.

    A section is read when it is asked for: most sections have no typed number.
    """

    def __init__(self, prose: Iterable[Passage], start: Scene) -> None:
        self.start = start
        self._sections = [
            tuple(each for each in group if each.kind not in ("cell", "header", "quote"))
            for _section, group in groupby(prose, key=lambda each: id(each.section))
        ]
        self._section_of = {
            id(each): number for number, section in enumerate(self._sections) for each in section
        }
        self._read: dict[int, tuple[Statement, ...]] = {}
        self._told: dict[int, dict[int, Statement]] = {}

    def typed(self) -> Iterator[Statement]:
        """Those of typed numbers, in reading order."""
        for section in self._typed_in:
            yield from (each for each in self._of(section) if each.quantity.typed)

    def of_parts(self) -> Iterator[Statement]:
        """Those that can list parts, computed ones among them.

        All sections are read where the rows of some table come to more than there is.
        """
        overlaps = any(map(_overlaps, self.start.names.statistics.tables.values()))
        for section in range(len(self._sections)) if overlaps else self._typed_in:
            yield from self._of(section)

    def told_in(self, passage: Passage) -> dict[int, Statement]:
        """Those of one passage by where their numbers begin."""
        if id(passage) not in self._told:
            section = self._section_of.get(id(passage))
            told: dict[int, dict[int, Statement]] = {}
            for each in () if section is None else self._of(section):
                told.setdefault(id(each.passage), {})[each.quantity.start] = each
            self._told |= {id(passage): {}, **told}
        return self._told[id(passage)]

    @cached_property
    def _typed_in(self) -> list[int]:
        """The sections with a typed number that may count what the statistics count."""
        names = self.start.names
        return [n for n, prose in enumerate(self._sections) if _may_tell(prose, names)]

    def _of(self, section: int) -> tuple[Statement, ...]:
        if section not in self._read:
            self._read[section] = _known(self._sections[section], self.start)
        return self._read[section]


class _Read(Struct, frozen=True):
    """What a section was found to say, and all that this leans on: names of the years it asked."""

    passages: tuple[Passage, ...]
    names: Names
    years: dict[int, Names | None]
    statements: tuple[Statement, ...]

    def holds(self, passages: tuple[Passage, ...], scene: Scene) -> bool:
        """Whether it is the same section, in the same scene."""
        same = len(passages) == len(self.passages) and scene.names is self.names
        return (
            same
            and all(map(is_, passages, self.passages))
            and all(scene.names_of(year) is names for year, names in self.years.items())
        )


def _known(passages: tuple[Passage, ...], scene: Scene) -> tuple[Statement, ...]:
    """What the section says, read once while it and the figures stay as they are.

    Of two ways to look at one, supposed figures and true ones, the later is kept.
    """
    if not passages:
        return ()
    kept = passages[0].__dict__
    known = kept.get(_KEPT_AS)
    if known is None or not known.holds(passages, scene):
        years: dict[int, Names | None] = {}

        def names_of(year: int) -> Names | None:
            years[year] = scene.names_of(year)
            return years[year]

        read = tuple(_of_section(passages, replace(scene, names_of=names_of)))
        known = _Read(passages, scene.names, years, read)
        kept[_KEPT_AS] = known
    return known.statements


_KEPT_AS = "statements of its section"


def _of_section(passages: Iterable[Passage], scene: Scene) -> Iterator[Statement]:
    for passage in passages:
        scene = yield from of_passage(passage, scene)


def _may_tell(prose: Sequence[Passage], names: Names) -> bool:
    """Whether something of a section may be said of the figures: it has to name one of them."""
    named = any(_names_something(each, names) for each in prose)
    return named and any(_is_claimed(each, names) for each in prose)


def _names_something(passage: Passage, names: Names) -> bool:
    """Whether a figure or a table is spoken of, or referred to."""
    referred = (isinstance(inline, Reference) for _start, _end, inline in passage.inlines())
    return any(referred) or bool(names.mentions(passage.text))


def _is_claimed(passage: Passage, names: Names) -> bool:
    known: tuple[Names | None, bool] = passage.__dict__.get("is claimed", (None, False))
    if known[0] is not names:
        known = names, may_be_claimed(passage, names)
        passage.__dict__["is claimed"] = known
    return known[1]


def _overlaps(table: StatisticsTable) -> bool:
    if not table.relation.overlapping or table.base is None or table.sum is None:
        return False
    return table.sum > table.base


def opening_scene(
    statistics: Statistics, language: str, statistics_of: StatisticsOf, region: str = ""
) -> Scene:
    """The scene before the first word of a section, in the year of `statistics`."""
    own = names_for(statistics, language)
    names: dict[int, Names | None] = {statistics.year: own}

    def names_of(year: int) -> Names | None:
        if year not in names:
            there = statistics_of(year)
            names[year] = None if there is None else names_for(there, language)
        return names[year]

    return Scene(own, statistics.year, names_of, region=region)
