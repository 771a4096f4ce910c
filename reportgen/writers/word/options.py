"""What one can choose about the Word file; the report itself is in the Document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from reportgen.diagnostics import Span
from reportgen.model import Image
from reportgen.model.look import OWN_LOOK, Look

DEFAULT_FONT = "Calibri"
# Width and height of the text on a page of our own template; a test holds them to it.
OWN_TEXT_MM = (160.0, 241.0)
OWN_TURNED_MM = (247.0, 154.0)
# A wider page makes no wider charts: they would look empty.
WIDEST_MM = 170.0
# Of the width of the text, where both stand beside each other.
TABLE_SHARE = 0.43
CHART_SHARE = 0.53
# Between two columns of text.
COLUMN_GAP_MM = 10.0
# What a figure's caption and source line take of a page.
CAPTION_MM = 25.0


class TemplateColours(Struct, frozen=True):
    """The colours of a template, `#RRGGBB`; empty where it names none.

    `accents` are those of its theme, the first one first.
    """

    heading: str = ""
    link: str = ""
    accents: tuple[str, ...] = ()


NO_COLOURS = TemplateColours()


class MarginComment(Struct, frozen=True):
    """What a person wrote in the margin; `day` is an ISO date, empty for none.

    `answers`: it answers the one before it; `resolved`: it is marked as done.
    """

    author: str
    day: str
    text: str
    answers: bool = False
    resolved: bool = False


class WordOptions(Struct, frozen=True):
    """Choices of the project or of the command line.

    `template` holds a .docx or .dotx, None is our own. `styles` maps roles (see `styles.py`)
    to style names of that template. `page_numbers` gives the page of a bookmark of
    `contents.find_outline`; what it lacks is listed without a page. `show_values` highlights
    computed values and gives each a comment with its expression and its place in the source.
    The figures in `editable` become charts that Word can edit; they need no picture. `font` is
    that of our own template; another template has its own. With `running_chapter` our own header
    names the chapter in place of the title. `logo` stands on the cover, with
    `logo_alt` for those who don't see it. `draft` marks every page as a draft. Without the
    `source_map` the document says nothing of the files that it came from. `comments` stand
    beside the blocks at their spans. `build` is the id that the document is known by when it
    comes back, empty for one that is not sent; `year` is its report's.
    """

    template: bytes | None = None
    styles: Mapping[str, str] = field(default_factory=dict)
    page_numbers: Mapping[str, int] = field(default_factory=dict)
    captions_above_tables: bool = True
    captions_above_figures: bool = False
    lists_of: tuple[Literal["figure", "table"], ...] = ()
    show_values: bool = False
    editable: frozenset[str] = frozenset()
    font: str = DEFAULT_FONT
    running_chapter: bool = False
    logo: Image | None = None
    logo_alt: str = ""
    draft: bool = False
    source_map: bool = True
    comments: Mapping[Span, tuple[MarginComment, ...]] = field(default_factory=dict)
    build: str = ""
    year: int = 0
    look: Look = OWN_LOOK


DEFAULT_OPTIONS = WordOptions()
