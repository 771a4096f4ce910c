"""A table of a Word file as statistics of the year, sure or possible."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from reportgen.language.messages import Translate
from reportgen.model import Block, Blocks, Cell, Paragraph, Table
from reportgen.model.profile import Profile, ProfileTable
from reportgen.model.statistics import Relation, relation_of
from reportgen.model.traverse import plain_text
from reportgen.readers.markdown.attributes import slug
from reportgen.scaffold.importing.outline import free_name
from reportgen.scaffold.importing.prose import ToldListing, ToldTable


class CountedTable(Struct, frozen=True):
    """A table of the file as statistics: `table` and the line `below` it are what it was.

    One that is not `placed` stays in the text as it was typed, as does one `of_years`: the report
    has no such table. Running text has no `table`; one `in_unit` goes with its chart. `cells` are
    the counts of one in two dimensions, by row and column, which are its `rows` as well.
    `unknown` are the labels of rows of which the file says that nobody knows how many they are.
    """

    id: str
    title: str
    caption: str
    heading: str
    unit: str
    rows: tuple[tuple[str, int], ...]
    total: int | None
    shares: bool
    source: str
    note: str
    standard: ProfileTable | None
    table: Table | None
    below: Paragraph | None
    placed: bool = True
    of_years: bool = False
    in_unit: bool = False
    cells: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()

    @property
    def relation(self) -> Relation:
        """How its rows are related."""
        if self.standard is not None:
            return relation_of(self.standard.kind)
        return relation_of("parts" if self.total is not None else "single")

    @property
    def blocks(self) -> Blocks:
        """What it was in the file."""
        return tuple(each for each in (self.table, self.below) if each is not None)


class Possible(Struct, frozen=True):
    """Statistics that a person is to say yes or no to: the words in which the file has them.

    The words are a sentence, or the cells of a table's header.
    """

    entry: CountedTable
    words: str


class Surroundings(Struct, frozen=True):
    """What tables are read with: profile, year, the captions' end, the report's language."""

    profile: Profile
    year: int
    ending: str
    translate: Translate


def words_of(block: Block) -> str:
    """The header of a table, by which it is found again."""
    return " | ".join(map(text_of, block.header.cells)) if isinstance(block, Table) else ""


def text_of(cell: Cell) -> str:
    """The words of a cell."""
    return " ".join(plain_text(cell.children).split())


def from_prose(told: ToldTable) -> CountedTable:
    """The statistics that the running text tells of a standard table."""
    standard = told.standard
    return CountedTable(
        standard.id, standard.title, "", standard.heading, standard.unit, told.rows, None,
        shares=False, source="", note="", standard=standard, table=None, below=None, placed=False,
    )  # fmt: skip


def from_listing(listing: ToldListing, taken: set[str]) -> CountedTable:
    """The statistics that a list in the running text may be; `taken` are the ids that there are."""
    unit = "" if listing.rows else listing.title.lower()
    return CountedTable(
        name_of(listing.title, taken), listing.title, "", "", unit, listing.rows, listing.total,
        shares=False, source="", note="", standard=None, table=None, below=None, placed=False,
    )  # fmt: skip


def apart(found: CountedTable, taken: set[str]) -> CountedTable:
    """The same as statistics of the region's own: as standard ones they contradict others."""
    listed = ToldListing(found.title, found.rows, found.total, "")
    return replace(from_listing(listed, taken), heading=found.heading, unit=found.unit)


def name_of(title: str, taken: set[str]) -> str:
    """An id made of a title's words that none of `taken` is."""
    name = slug(title).replace("-", "_")[:40].strip("_") or "tabell"
    return free_name(name if name[0].isalpha() else f"tabell_{name}", taken).replace("-", "_")
