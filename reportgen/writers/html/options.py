"""What one can choose about the HTML file; the report itself is in the Document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from reportgen.model import Image
from reportgen.model.look import OWN_LOOK, Look

# Where a project keeps page templates of its own, and what messages call them.
FOLDER = "templates"


class HtmlOptions(Struct, frozen=True):
    """Choices of the project or of the command line.

    `templates` holds the project's own page templates, and its own `style.css`, by file name;
    they stand in for ours of the same name. `logo` stands on the cover, with `logo_alt` for
    those who don't see it. `draft` marks the page as a draft. `show_values` highlights computed
    values and shows their expressions. `source_map` says of every block and computed value
    which file and line it came from; what is published says nothing of its files. `served`
    lets in what the server of a preview adds to the page: its script and its style sheet.
    `look` has the page's colours, where the style sheet is ours.
    """

    templates: Mapping[str, str] = field(default_factory=dict)
    captions_above_tables: bool = True
    captions_above_figures: bool = False
    lists_of: tuple[Literal["figure", "table"], ...] = ()
    logo: Image | None = None
    logo_alt: str = ""
    draft: bool = False
    show_values: bool = False
    source_map: bool = False
    served: bool = False
    look: Look = OWN_LOOK


DEFAULT_OPTIONS = HtmlOptions()
