"""The reporting structure that an authority asks for: sections, statistics, cover, signature."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from reportgen.model.statistics import StatisticsKind, relation_of

CoverPart = Literal["title", "subtitle", "date", "purpose", "keyfigures", "sender"]


class ProfileSubsection(Struct, frozen=True):
    """A level 2 heading that the authority expects inside a section."""

    title: str
    required: bool = False


class ProfileSection(Struct, frozen=True):
    """A top-level section in its place; `guidance` is one line of help for its writer."""

    id: str
    title: str
    required: bool = False
    guidance: str = ""
    subsections: tuple[ProfileSubsection, ...] = ()


class ProfileTable(Struct, frozen=True):
    """A standard table: what a project need not repeat in its own statistics.

    `labels` is empty where the profile lists none. `countries` says that every label must be
    a country's name in the project's language (or one of `labels`). `cross` has the two
    dimensions of a table of cells, each with the table that counts by it alone, or None.
    """

    id: str
    title: str
    heading: str = ""
    unit: str = ""
    kind: StatisticsKind = "parts"
    of: str | None = None
    ordered: bool = False
    labels: tuple[str, ...] = ()
    sums: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    countries: bool = False
    cross: Mapping[str, str | None] = field(default_factory=dict)
    required: bool = False

    @property
    def has_chart(self) -> bool:
        """Whether its rows have something in common that one chart can show."""
        return relation_of(self.kind).base != "none"


class Profile(Struct, frozen=True):
    """A reporting structure; `name` is how a project asks for it.

    A `damaged` one stands in for one that can't be read: what follows from it is not known.
    """

    name: str
    title: str
    sections: tuple[ProfileSection, ...] = ()
    statistics: Mapping[str, ProfileTable] = field(default_factory=dict)
    cover: tuple[CoverPart, ...] = ("title", "subtitle", "date")
    signature: tuple[str, ...] = ()
    damaged: bool = False
