"""The settings files, key by key: the project's, the year's, a chart's, a section's."""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Span
from reportgen.project import Contact, FigureDefinition, Grouping, ProjectSettings, YearSettings
from reportgen.readers.shapes import (
    Choice,
    Day,
    Either,
    Field,
    Flag,
    ListOf,
    Record,
    Text,
    Whole,
)

FILE_NAME = Text(
    r"(?:[a-z0-9]|\{year\})(?:[a-z0-9.-]|\{year\})*",
    _("use a-z, 0-9, hyphen and {{year}} only: no å, ä, ö, spaces or underscores"),
)
CAPTION = Text(
    r"(?:[^{}]|\{(?:title|region|year)\})+",
    _("what stands in braces is {{title}}, {{region}} or {{year}}"),
)
FIGURE_TITLE = Text(
    r"(?:[^{}]|\{(?:region|year)\})+", _("what stands in braces is {{region}} or {{year}}")
)
GROUP_LABEL = Text(
    r"(?:[^{}]|\{n\})+", _("only {{n}} can stand in braces: how many the group holds")
)

CONTACT = Record(
    Contact,
    {
        "phone": Field(Text(), _("telephone number as it is printed")),
        "email": Field(Text(r"[^@\s]+@[^@\s]+\.[^@\s]+", _("an e-mail address")), _("e-mail")),
    },
)

PROJECT = Record(
    ProjectSettings,
    {
        "language": Field(Choice(("sv", "en")), _("language of documents and messages")),
        "region": Field(Text(), _("the region, such as 'region Väst'"), required=True),
        "organisation": Field(Text(), _("the organisation that sends the report"), required=True),
        "unit": Field(Text(), _("the unit within the organisation")),
        "author": Field(Text(), _("who signs: a function rather than a person's name")),
        "profile": Field(Text(), _("reporting structure: a shipped name or a file of the project")),
        "file_name": Field(FILE_NAME, _("name of the built file, without its ending")),
        "caption": Field(CAPTION, _("pattern of captions, with {{title}}, {{region}}, {{year}}")),
        "contact": Field(CONTACT, _("telephone and e-mail of the sender")),
        "font": Field(Text(), _("the font of document and charts")),
        "number_headings": Field(Flag(), _("true numbers the headings: 1, 1.1")),
    },
)

YEAR = Record(
    YearSettings,
    {
        "title": Field(Text(), _("the report's title"), required=True),
        "date": Field(Day(), _("the report's date, such as 2023-01-26"), required=True),
        "subtitle": Field(Text(), _("the line under the title")),
        "purpose": Field(Text(), _("what the report answers to, in a sentence")),
        "place": Field(Text(), _("where the report is signed")),
        "keywords": Field(ListOf(Text()), _("keywords for the document's properties")),
    },
)

GROUP = Record(
    Grouping,
    {
        "label": Field(GROUP_LABEL, _("what the group is called; {{n}} is how many"), required=True),
        "below": Field(Whole(1), _("group the categories with fewer than this")),
        "top": Field(Whole(1), _("keep this many of the largest, group the rest")),
    },
)

FIGURE = Record(
    FigureDefinition,
    {
        "kind": Field(
            Choice(("bars", "grouped", "stacked", "line")), _("kind of chart"), required=True
        ),
        "data": Field(
            Either(ListOf(Text()), Text()), _("the statistics that it shows"), required=True
        ),
        "title": Field(FIGURE_TITLE, _("what the chart shows; it becomes the caption"), required=True),
        "show": Field(Choice(("count", "share")), _("counts, or shares of the base")),
        "sort": Field(Choice(("size", "table", "label")), _("order of the categories")),
        "group": Field(GROUP, _("small categories drawn as one")),
        "years": Field(Whole(1), _("how many years back; left out: all there are")),
        "alt": Field(Text(), _("alternative text, where the one made from the data won't do")),
    },
)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands between `---` lines at the top of a section's file."""

    span: Span
    reviewed: bool = True
    columns: int = 1
    page_break: bool = False


FRONT_MATTER = Record(
    FrontMatter,
    {
        "reviewed": Field(Flag(), _("false while the text still is last year's")),
        "columns": Field(Whole(1), _("columns on the page: 1 or 2")),
        "page_break": Field(Flag(), _("true begins the section on a new page")),
    },
)
