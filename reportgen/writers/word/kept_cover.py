"""A template's own cover: all that stands in it before the paragraph `[rapporten]`.

Places such as `[titel]` in it are filled with the report's own lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from reportgen.diagnostics import Diagnostic, Severity
from reportgen.diagnostics import Message as _
from reportgen.model import CoverLine, CoverRole
from reportgen.writers.word.wml.kept import (
    as_markup,
    clean,
    fill_paragraphs,
    fill_places,
    highest_number,
    is_empty,
    own_text,
    pictures_without_words,
    relationships_in,
    section_ends,
    text_in,
)
from reportgen.writers.word.wml.markup import Xml, qualified
from reportgen.writers.word.wml.section import Page, read_page

if TYPE_CHECKING:
    from lxml.etree import _Element

# What a template writes in brackets, in either language -> the line of the cover that it means.
PLACES: Mapping[str, CoverRole] = {
    "titel": "title",
    "title": "title",
    "undertitel": "subtitle",
    "subtitle": "subtitle",
    "datum": "date",
    "date": "date",
    "syfte": "purpose",
    "purpose": "purpose",
    "avsändare": "sender",
    "sender": "sender",
}
_LOGO = ("[logotyp]", "[logo]")
_REPORT = ("[rapporten]", "[report]")


class KeptCover(Struct, frozen=True):
    """What stands in front of the report, in a `w:body` of its own.

    `relationships` are the ids that it uses, `highest` the highest number in it,
    `silent_pictures` how many of its pictures have no text alternative.
    """

    body: _Element
    relationships: frozenset[str]
    highest: int
    silent_pictures: int


class KeptBody(Struct, frozen=True):
    """What a template's body says: the report's page, its cover, whether it has other text."""

    page: Page
    cover: KeptCover | None
    has_other_text: bool


def read_body(body: _Element) -> KeptBody:
    """The page where the report stands, and the cover in front of it."""
    children = [child for child in body if isinstance(child.tag, str)]
    at = next((i for i, child in enumerate(children) if _is_marker(child)), None)
    if at is None:
        has_text = bool(text_in(body).strip())
        return KeptBody(read_page(section_ends(children)), None, has_text)
    # The report stands in the section that ends after the marker.
    before, after = section_ends(children[: at + 1]), section_ends(children[at + 1 :])
    page = read_page([*before, *after[:1]])
    return KeptBody(page, _cover(children[:at], children[at]), has_other_text=False)


def fill_cover(
    cover: KeptCover, lines: Sequence[CoverLine], shown: set[CoverRole], logo: Xml
) -> Xml:
    """The cover with the report's own lines and its logo, a run, in their places.

    The roles that have one are put into `shown`.
    """
    fill_places(cover.body, text_of_places(lines, shown))
    fill_paragraphs(cover.body, _LOGO, logo)
    return as_markup(cover.body)


def text_of_places(
    lines: Sequence[CoverLine], shown: set[CoverRole]
) -> Callable[[str], str | None]:
    """What stands for a place's name: empty for a line that the report lacks, None for no place.

    The roles of those that are asked for are put into `shown`.
    """
    texts: dict[CoverRole, str] = {line.role: line.text for line in lines}

    def text_of(name: str) -> str | None:
        if name not in PLACES:
            return None
        shown.add(PLACES[name])
        return texts.get(PLACES[name], "")

    return text_of


# What a report says on its cover and is not likely to stand there in a template's own words.
_YEARS_OWN: tuple[CoverRole, ...] = ("subtitle", "date", "purpose")


def lost_lines(
    lines: Sequence[CoverLine], shown: set[CoverRole], language: str
) -> Iterator[Diagnostic]:
    """Tells which lines of the cover a template's own has no place for."""
    lost = {line.role for line in lines if line.text.strip()} - shown
    if "cover_figure" in lost:
        yield Diagnostic(
            "template-cover",
            _("the key figures are not on the cover: it is the template's own"),
            hint=_("write {{{{ keyfigures() }}}} alone in a paragraph of the text"),
            severity=Severity.WARNING,
        )
    names = [_place_of(role, language) for role in _YEARS_OWN if role in lost]
    if names:
        yield Diagnostic(
            "template-cover",
            _(
                "the template has no place for what the cover says: {places}",
                places=", ".join(names),
            ),
            hint=_("write these in the template, with their brackets, where it is to stand"),
            severity=Severity.NOTE,
        )


def _place_of(role: CoverRole, language: str) -> str:
    """The first of its two names is Swedish."""
    names = [name for name, meant in PLACES.items() if meant == role]
    return f"[{names[0] if language.startswith('sv') else names[-1]}]"


def _is_marker(child: _Element) -> bool:
    return child.tag == qualified("w:p") and own_text(child).strip().casefold() in _REPORT


def _cover(children: Sequence[_Element], marker: _Element) -> KeptCover | None:
    from lxml import etree

    children = [*children, _bearer(marker)] if section_ends([marker]) else children
    prefixes = {prefix: uri for prefix, uri in marker.nsmap.items() if prefix}
    body = etree.Element(qualified("w:body"), nsmap=prefixes)
    body.extend(_without_last_pages(children))
    if not len(body):
        return None
    clean(body)
    used = frozenset(relationships_in(body))
    return KeptCover(body, used, highest_number(body), pictures_without_words(body))


def _without_last_pages(children: Sequence[_Element]) -> list[_Element]:
    """`children` without the empty paragraphs and new pages at their end.

    The report begins a page itself, or the section does: an empty one would stand between.
    """
    kept, end = list(children), list(children[-1:])
    if end and section_ends(end) and not text_in(end[0]).strip():
        kept.pop()
    else:
        end = []
    while kept and is_empty(kept[-1]):
        kept.pop()
    return [*kept, *end]


def _bearer(marker: _Element) -> _Element:
    """The marker's paragraph without its text: the end of the cover's section."""
    for child in list(marker):
        if child.tag != qualified("w:pPr"):
            marker.remove(child)
    return marker
