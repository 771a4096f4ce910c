"""What the page templates are given: everything finished, nothing to compute."""

from __future__ import annotations

from msgspec import Struct

from reportgen.model import CoverRole, Labels, Properties
from reportgen.writers.html.markup import Html
from reportgen.writers.html.outline import Anchor
from reportgen.writers.html.words import Words


class Finished(Struct, frozen=True):
    """Markup that templates take as it is; everything else that they print is escaped."""

    markup: Html

    def __html__(self) -> str:
        return self.markup

    def __bool__(self) -> bool:
        return bool(self.markup)


class PageLine(Struct, frozen=True):
    """A line of the cover; the `heading` is the report's title, the page's first heading."""

    role: CoverRole
    content: Finished
    heading: bool


class Entry(Struct, frozen=True):
    """A line of the contents, with those below it; `number` is empty where there is none."""

    id: str
    number: str
    text: str
    entries: tuple[Entry, ...] = ()


class ListOf(Struct, frozen=True):
    """A list of figures or of tables, which a project asks for; `number` reads "Figur 1."."""

    id: str
    title: str
    entries: tuple[Entry, ...]


class PageSection(Struct, frozen=True):
    """A section of the report: its heading and all below it, as markup."""

    id: str
    heading: Finished
    content: Finished
    columns: int
    page_break: bool
    landscape: bool = False


class Front(Struct, frozen=True):
    """What stands before a comparison's own sections, its line in the contents, both names."""

    anchor: Anchor
    heading: Finished
    content: Finished
    names: tuple[str, str]


class Page(Struct, frozen=True):
    """The whole page. `notes` are the items of the footnotes' list, `main_id` is the text's.

    `policy` is the Content-Security-Policy that belongs to `style`. `has_title`: the cover
    holds a title, which is the page's first heading.
    """

    properties: Properties
    labels: Labels
    words: Words
    cover: tuple[PageLine, ...]
    has_title: bool
    logo: Finished
    contents: tuple[Entry, ...]
    lists: tuple[ListOf, ...]
    sections: tuple[PageSection, ...]
    notes: Finished
    signature: tuple[Finished, ...]
    draft: bool
    style: Finished
    policy: str
    main_id: str
    contents_id: str
    notes_id: str
