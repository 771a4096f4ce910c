"""The settings files, key by key: the project's, the year's, a chart's, a section's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Span, report_error
from reportgen.model.project import (
    CaptionPlaces,
    CheckSettings,
    Contact,
    Edition,
    ProjectSettings,
    Signer,
    YearSettings,
)
from reportgen.readers.colours import COLOURS
from reportgen.readers.counting.declaring import REGISTERS
from reportgen.readers.fields import Field, Record
from reportgen.readers.figure_files import CHARTS
from reportgen.readers.key_figures import KEY_FIGURES
from reportgen.readers.shapes import (
    Choice,
    Day,
    Either,
    Flag,
    ListOf,
    MapOf,
    Nullable,
    Placed,
    Text,
    Whole,
)
from reportgen.storage.formats import FORMATS, WORD

FILE_NAME = Text(
    r"(?:[a-z0-9]|\{year\})(?:[a-z0-9.-]|\{year\})*",
    _("use a-z, 0-9, hyphen and {{year}} only: no å, ä, ö, spaces or underscores"),
)
CAPTION = Text(
    r"(?:[^{}]|\{(?:title|region|year)\})+",
    _("what stands in braces is {{title}}, {{region}} or {{year}}"),
)
CONTACT = Record(
    Contact,
    {
        "phone": Field(Text(), _("telephone number as it is printed")),
        "email": Field(Text(r"[^@\s]+@[^@\s]+\.[^@\s]+", _("an e-mail address")), _("e-mail")),
    },
)


SIGNER = Record(
    Signer,
    {
        "name": Field(Text(), _("the signer's name"), required=True),
        "title": Field(Text(), _("the signer's title")),
        "unit": Field(Text(), _("the signer's unit")),
    },
)


def project_settings(
    *, span: Span, places: Mapping[str, Span], **written: object
) -> ProjectSettings:
    """The project's settings.

    Raises ReportError (wrong-value): the other formats stand beside a Word document.
    """
    named = written.pop("author", "")
    if isinstance(named, tuple):
        signers = tuple(Signer(span, each) if isinstance(each, str) else each for each in named)
        written |= {"author": ", ".join(each.name for each in signers), "signers": signers}
    else:
        written["author"] = named
    settings = ProjectSettings(span=span, places=places, **written)  # type: ignore[arg-type]
    if "formats" in written and WORD.name not in settings.formats:
        message = _("the formats lack docx: the others are made beside the Word document")
        names = ", ".join((WORD.name, *settings.formats))
        hint = _("write formats: [{names}]", names=names)
        raise report_error("wrong-value", settings.place("formats"), message, hint)
    return settings


CAPTION_PLACES = Record(
    CaptionPlaces,
    {
        "tables": Field(Choice(("above", "below")), _("captions of tables: above or below")),
        "figures": Field(Choice(("above", "below")), _("captions of figures: above or below")),
    },
)

CHECK_CODES = ListOf(Text(r"[a-z0-9-]+", _("a code such as typed-number")))

CHECK = Record(
    CheckSettings,
    {
        "select": Field(CHECK_CODES, _("only these rules")),
        "ignore": Field(CHECK_CODES, _("not these rules")),
        "terms": Field(
            MapOf(ListOf(Text())), _("the project's spelling of a thing: those that are wrong")
        ),
        "words": Field(ListOf(Text()), _("names and words that no dictionary has")),
        "threshold": Field(Whole(), _("counts below this can point out a person; 0: none can")),
    },
)

EDITION = Record(
    Edition,
    {
        "title": Field(Text(), _("what the edition is called on its cover"), required=True),
        "threshold": Field(Whole(2), _("counts from 1 to below this are protected; 5 if left out")),
        "zeros": Field(Flag(), _("true protects the 0 as well")),
        "insiders": Field(
            Flag(), _("false: who is alone in a row and knows it is not reckoned with")
        ),
        "protect": Field(
            ListOf(Text()), _("the tables to protect; left out: all that count cases")
        ),
        "public": Field(
            ListOf(Text()), _("the lists that anybody may read, and what is counted out of them")
        ),
        "method": Field(
            Choice(("suppress", "round")), _("suppress hides small counts, round rounds all")
        ),
        "round_to": Field(Whole(3), _("what counts are rounded to a multiple of; 5 if left out")),
        "audience": Field(Text(), _("whom the edition is for")),
        "leave_out": Field(ListOf(Text()), _("ids of sections and figures that it goes without")),
        "signature": Field(Flag(), _("false leaves the signature out")),
        "note": Field(Text(), _("the paragraph on the method, where the usual one won't do")),
    },
    placed=True,
)

PROJECT = Record(
    project_settings,
    {
        "language": Field(Choice(("sv", "en")), _("language of documents and messages")),
        "region": Field(Text(), _("the region, such as 'region Väst'"), required=True),
        "organisation": Field(Text(), _("the organisation that sends the report"), required=True),
        "unit": Field(Text(), _("the unit within the organisation")),
        "author": Field(
            Either(ListOf(Either(SIGNER, Text())), Text()),
            _("who signs: a function, or a list of those who do"),
        ),
        "profile": Field(Text(), _("reporting structure: a shipped name or a file of the project")),
        "file_name": Field(FILE_NAME, _("name of the built file, without its ending")),
        "caption": Field(CAPTION, _("pattern of captions, with {{title}}, {{region}}, {{year}}")),
        "contact": Field(CONTACT, _("telephone and e-mail of the sender")),
        "font": Field(Text(), _("the font of document and charts")),
        "colours": Field(COLOURS, _("one colour or several of charts, tables and headings")),
        "number_headings": Field(Flag(), _("true numbers the headings: 1, 1.1")),
        "check": Field(CHECK, _("what 'reportgen check' looks for, and what it lets through")),
        "template": Field(Text(r".+\.do[ct]x", _("a .docx or .dotx")), _("a Word template")),
        "styles": Field(MapOf(Text()), _("the template's names of styles, by role")),
        "caption_places": Field(CAPTION_PLACES, _("where captions stand")),
        "lists": Field(
            ListOf(Choice(("figures", "tables"))), _("lists of figures and tables after contents")
        ),
        "charts": Field(CHARTS, _("editable: charts that Word can edit; picture: as they stand")),
        "imprint": Field(
            Either(MapOf(Text()), Flag()),
            _("true sets an imprint behind the cover; or what stands in it too, such as ISBN"),
        ),
        "keyfigures": Field(KEY_FIGURES, _("the key figures of a year: what it is: expression")),
        "logo": Field(
            Text(r".+\.(?:png|jpe?g|PNG|JPE?G)", _("a PNG or JPEG")), _("a logo for the cover")
        ),
        "formats": Field(
            ListOf(Choice(tuple(each.name for each in FORMATS))),
            _("what a build makes, docx first"),
        ),
        "registers": Field(REGISTERS, _("the sheets that 'reportgen count' counts, by name")),
        "editions": Field(
            MapOf(EDITION), _("editions for other readers, such as the public, by name")
        ),
        "header": Field(
            Choice(("title", "chapter")), _("what pages say at their top: title or running chapter")
        ),
        "page_numbers": Field(Flag(), _("false leaves the pages in the contents out")),
    },
    placed=True,
)


def year_settings(
    *, span: Span, title: str, date: tuple[Span, date | None] | None = None, **written: object
) -> YearSettings:
    """The year's settings; a date that is not known yet has a place all the same."""
    place, day = date or (Span(span.file, span.line, span.column, span.line, span.column + 1), None)
    return YearSettings(span, title, day, place, **written)  # type: ignore[arg-type]


YEAR = Record(
    year_settings,
    {
        "title": Field(Text(), _("the report's title"), required=True),
        "date": Field(Placed(Nullable(Day())), _("the report's date, such as 2023-01-26")),
        "subtitle": Field(Text(), _("the line under the title")),
        "purpose": Field(Text(), _("what the report answers to, in a sentence")),
        "place": Field(Text(), _("where the report is signed")),
        "keywords": Field(ListOf(Text()), _("keywords for the document's properties")),
        "dnr": Field(Text(), _("the number that the report is registered under")),
        "number": Field(Text(), _("the report's number in a series, such as 2023:4")),
        "keyfigures": Field(KEY_FIGURES, _("this year's key figures, in place of the project's")),
    },
)


class FrontMatter(Struct, frozen=True):
    """What stands between `---` lines at the top of a section's file.

    `review_span` is where `reviewed` is said, None where it is not.
    """

    span: Span
    reviewed: bool = True
    columns: int = 1
    page_break: bool = False
    review_span: Span | None = None
    landscape: bool = False


def front_matter(
    *, span: Span, reviewed: tuple[Span, bool] | None = None, **written: object
) -> FrontMatter:
    """The front matter; whether the section is reviewed keeps its place."""
    place, is_reviewed = reviewed or (None, True)
    return FrontMatter(span, reviewed=is_reviewed, review_span=place, **written)  # type: ignore[arg-type]


FRONT_MATTER = Record(
    front_matter,
    {
        "reviewed": Field(Placed(Flag()), _("false while the text still is last year's")),
        "columns": Field(Whole(1, 2), _("columns on the page: 1 or 2")),
        "page_break": Field(Flag(), _("true begins the section on a new page")),
        "landscape": Field(Flag(), _("true turns the section's pages on their side")),
    },
)
