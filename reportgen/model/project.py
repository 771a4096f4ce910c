"""A project and one year of it, as read: settings, sections, statistics, chart definitions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from msgspec import Struct, field

from reportgen.diagnostics import Span
from reportgen.model import ChartKind, Section
from reportgen.model.profile import Profile
from reportgen.model.registers import Register
from reportgen.model.statistics import Amount, Statistics, StatisticsTable

Language = Literal["sv", "en"]


class Contact(Struct, frozen=True):
    """How to reach the sender; what is empty is not printed."""

    span: Span
    phone: str = ""
    email: str = ""


class CaptionPlaces(Struct, frozen=True):
    """Whether captions stand above or below what they belong to."""

    span: Span
    tables: Literal["above", "below"] = "above"
    figures: Literal["above", "below"] = "below"


class CheckSettings(Struct, frozen=True):
    """`check:` in `content/reportgen.yaml`: how `reportgen check` looks at the project.

    `select` empty means every rule; an entry is a code. `terms` has the project's spelling of
    a thing and the ones that are wrong. `words` are right though no dictionary has them.
    A count below `threshold` can point out a person; 0: none can.
    """

    span: Span | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    threshold: int = 0


class Edition(Struct, frozen=True):
    """An entry of `editions:` in `content/reportgen.yaml`: the report for other readers.

    Counts from 1 to `threshold` - 1 are protected in the tables `protect`, with `zeros` the 0
    as well; no names: in every table that counts cases. `audience` says whom it is for.
    `method`: small counts are hidden ("suppress"), or all are rounded to a multiple of
    `round_to`. `leave_out` names sections and figures by their ids; `signature` is whether it is
    signed. `note` replaces the paragraph on the method. `insiders`: who is the only one that a
    number counts may not work out the others either. `public` names the lists whose rows anybody
    may read, and all that is counted out of them. `places` says where each value is written.
    """

    span: Span
    title: str
    threshold: int = 5
    zeros: bool = False
    insiders: bool = True
    protect: tuple[str, ...] = ()
    public: tuple[str, ...] = ()
    method: Literal["suppress", "round"] = "suppress"
    round_to: int = 5
    audience: str = ""
    leave_out: tuple[str, ...] = ()
    signature: bool = True
    note: str = ""
    places: Mapping[str, Span] = field(default_factory=dict)

    def place(self, key: str) -> Span:
        """Where the value of `key` is written; the edition's own place where it is left out."""
        return self.places.get(key, self.span)

    def protects(self, table: StatisticsTable) -> bool:
        """Whether counts of the table are protected: it is named, or counts cases."""
        if table.decimals is not None or table.records in self.public:
            return False
        return table.id in self.protect if self.protect else table.relation.base != "none"

    def is_small(self, count: Amount) -> bool:
        """Whether a count could point out a person."""
        return (0 if self.zeros else 1) <= count < self.threshold


class Signer(Struct, frozen=True):
    """One of those who sign; what is empty is not printed."""

    span: Span
    name: str
    title: str = ""
    unit: str = ""

    @property
    def line(self) -> str:
        """The signer on one line: "Maja Exempel, regionkoordinator"."""
        return ", ".join(filter(None, (self.name, self.title, self.unit)))


class KeyFigure(Struct, frozen=True):
    """An entry of `keyfigures:`: what it is, and the expression that gives it, at `span`."""

    label: str
    expression: str
    span: Span


class ProjectSettings(Struct, frozen=True):
    """`content/reportgen.yaml`: what all years share.

    `file_name` and `caption` are patterns with named places: {year}, {region} and {title}.
    `colours` (`#RRGGBB`) are what the look is made of; none: the template's, else our own.
    `author` names all `signers`, where there are several. `charts` says whether Word can edit
    them, `logo` is a picture file of the project. `imprint` is whether there is one behind the
    cover, or what stands in it beside what is known. `formats`
    are what a build makes, by name; empty: the Word document, which always is among them.
    `profile` is the name of one that ships with reportgen, or a YAML file of the project.
    `places` says where each value is written that is. `damaged` are the keys whose values can't
    be read; something stands in for each.
    """

    span: Span
    region: str
    organisation: str
    language: Language = "sv"
    profile: str = "jamstalldhetsmyndigheten"
    author: str = ""
    signers: tuple[Signer, ...] = ()
    unit: str = ""
    file_name: str = "rapport-{year}"
    caption: str = "{title}, {region} {year}"
    contact: Contact | None = None
    font: str = "Calibri"
    colours: tuple[str, ...] = ()
    number_headings: bool = False
    check: CheckSettings = field(default_factory=CheckSettings)
    template: str | None = None
    styles: Mapping[str, str] = field(default_factory=dict)
    caption_places: CaptionPlaces | None = None
    lists: tuple[Literal["figures", "tables"], ...] = ()
    page_numbers: bool = True
    header: Literal["title", "chapter"] = "title"
    charts: Literal["editable", "picture"] = "picture"
    keyfigures: tuple[KeyFigure, ...] = ()
    imprint: Mapping[str, str] | bool = False
    logo: str | None = None
    formats: tuple[str, ...] = ()
    registers: Mapping[str, Register] = field(default_factory=dict)
    editions: Mapping[str, Edition] = field(default_factory=dict)
    damaged: frozenset[str] = frozenset()
    places: Mapping[str, Span] = field(default_factory=dict)

    @property
    def files(self) -> frozenset[str]:
        """The files that they name, from the project's root."""
        own = self.profile if self.profile.endswith((".yaml", ".yml")) else None
        named = (self.template, self.logo, own)
        return frozenset(each.removeprefix("./") for each in named if each)

    def place(self, key: str) -> Span:
        """Where the value of `key` is written; the whole file's place where it is left out."""
        return self.places.get(key, self.span)


class YearSettings(Struct, frozen=True):
    """`content/YEAR/report.yaml`: what is this year's own.

    `date` is None where it is not filled in, which a draft may be; `date_span` is where it
    belongs. `dnr` is what the report is registered under, `number` its number in a series.
    `keyfigures` stand in place of the project's, where there are any.
    `damaged` are the keys whose values can't be read; something stands in for each.
    """

    span: Span
    title: str
    date: date | None
    date_span: Span
    subtitle: str = ""
    purpose: str = ""
    place: str = ""
    keywords: tuple[str, ...] = ()
    dnr: str = ""
    number: str = ""
    keyfigures: tuple[KeyFigure, ...] = ()
    damaged: frozenset[str] = frozenset()


class Grouping(Struct, frozen=True):
    """Which small categories a chart draws as one, and what that one is called.

    Categories with fewer than `below`, or all after the `top` largest; `{n}` in the label
    is how many they were.
    """

    span: Span
    label: str
    below: int | None = None
    top: int | None = None


class TargetDefinition(Struct, frozen=True):
    """What a chart's values are held against: `value` is a number or an expression."""

    span: Span
    label: str
    value: str


class FigureDefinition(Struct, frozen=True):
    """`figures/ID.yaml`: what a chart is, every year alike.

    `data` names a statistics table, or for a line the values to follow ("arenden.total").
    `years` is how many years back charts over the years go; None: all there are.
    `charts` says how this one is printed; None: as the project's are. `float` says whether text
    may pass it to fill a page; None: where the text refers to it. `highlight` are the categories
    that the title speaks of, `target` what the values are held against, `short` the title in the
    list of figures. `sides` are the labels to the left and the right of a pyramid, empty: those of
    the dimension that has two. `columns` are those of a list that say what happened. The `title`
    may have expressions in it; `title_span` is where it is written.
    """

    span: Span
    kind: ChartKind
    data: str | tuple[str, ...]
    title: str
    show: Literal["count", "share"] = "count"
    sort: Literal["size", "table", "label"] = "size"
    group: Grouping | None = None
    years: int | None = None
    alt: str | None = None
    charts: Literal["editable", "picture"] | None = None
    float: bool | None = None
    short: str = ""
    highlight: tuple[str, ...] = ()
    target: TargetDefinition | None = None
    sides: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    title_span: Span | None = None


class Year(Struct, frozen=True):
    """One year of a project, read and not yet evaluated.

    `meant` are the names that damaged sections would give to themselves and to what they hold.
    """

    year: int
    settings: YearSettings
    sections: tuple[Section, ...]
    statistics: Statistics
    meant: frozenset[str] = frozenset()


class Project(Struct, frozen=True):
    """What the years of a project share; `figures` by id, `years` those that have a folder.

    `broken_figures` are those whose definition can't be read.
    """

    settings: ProjectSettings
    profile: Profile
    figures: Mapping[str, FigureDefinition] = field(default_factory=dict)
    years: tuple[int, ...] = ()
    broken_figures: frozenset[str] = frozenset()

    @property
    def language(self) -> Language:
        """The language of the documents and of the messages."""
        return self.settings.language
