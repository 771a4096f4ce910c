"""The one table of styles: what a paragraph or run is in the report, and its style's names in Word.

Word writes built-in names in English whatever its language ("heading 1"), but other programs and
people write them as shown ("Rubrik 1"); ids are often the shown name without spaces ("Rubrik1").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from msgspec import Struct

StyleKind = Literal["paragraph", "character", "table"]
Role = Literal[
    "normal",
    "body",
    "heading1",
    "heading2",
    "heading3",
    "heading4",
    "heading5",
    "heading6",
    "title",
    "subtitle",
    "date",
    "purpose",
    "cover_figure",
    "cover_number",
    "sender",
    "imprint_title",
    "imprint",
    "contents_heading",
    "contents1",
    "contents2",
    "contents3",
    "list_of",
    "bullet",
    "ordered",
    "continued",
    "term",
    "definition",
    "quote",
    "code_block",
    "figure",
    "caption",
    "note",
    "table_text",
    "table_header",
    "table_total",
    "key_figure",
    "footnote",
    "signature",
    "header",
    "footer",
    "comment",
    "link",
    "code",
    "footnote_mark",
    "computed",
    "table",
]

# Role -> the names it may have; the first one is that of our own template.
PARAGRAPH_STYLES: Mapping[Role, tuple[str, ...]] = {
    "normal": ("Normal", "Standard"),
    "body": ("Body Text", "Brödtext", "Text body"),
    "heading1": ("heading 1", "Rubrik 1"),
    "heading2": ("heading 2", "Rubrik 2"),
    "heading3": ("heading 3", "Rubrik 3"),
    "heading4": ("heading 4", "Rubrik 4"),
    "heading5": ("heading 5", "Rubrik 5"),
    "heading6": ("heading 6", "Rubrik 6"),
    "title": ("Title", "Rubrik", "Titel"),
    "subtitle": ("Subtitle", "Underrubrik", "Undertitel"),
    "date": ("Date", "Datum"),
    "purpose": ("Omslag syfte", "Cover Purpose"),
    "cover_figure": ("Omslag nyckeltal", "Cover Key Figure"),
    "sender": ("Omslag avsändare", "Cover Sender"),
    "imprint_title": ("Kolofon titel", "Imprint Title"),
    "imprint": ("Kolofon", "Imprint"),
    "contents_heading": (
        "TOC Heading",
        "Innehållsförteckningsrubrik",
        "Rubrik för innehållsförteckning",
        "Contents Heading",
    ),
    "contents1": ("toc 1", "Innehåll 1", "Contents 1"),
    "contents2": ("toc 2", "Innehåll 2", "Contents 2"),
    "contents3": ("toc 3", "Innehåll 3", "Contents 3"),
    "list_of": ("table of figures", "Figurförteckning"),
    "bullet": ("List Bullet", "Punktlista"),
    "ordered": ("List Number", "Numrerad lista"),
    "continued": ("List Continue", "Listfortsättning"),
    "term": ("Definition Term", "Definitionsterm", "HTML - definierad term"),
    "definition": ("Definition", "Definitionstext"),
    "quote": ("Quote", "Citat"),
    "code_block": ("Kodblock", "Code Block", "HTML Preformatted", "HTML - förformaterad"),
    "figure": ("Figur", "Figure"),
    "caption": ("caption", "Beskrivning", "Bildtext"),
    "note": ("Källrad", "Källa", "Source Note", "Source"),
    "table_text": ("Tabelltext", "Table Text", "Table Contents"),
    "table_header": ("Tabellrubrik", "Table Header", "Table Heading"),
    "table_total": ("Tabellsumma", "Table Total"),
    "key_figure": ("Nyckeltal", "Key Figure"),
    "footnote": ("footnote text", "Fotnotstext", "Footnote"),
    "signature": ("Signature", "Signatur"),
    "header": ("header", "Sidhuvud"),
    "footer": ("footer", "Sidfot"),
    "comment": ("annotation text", "Kommentarer"),
}
CHARACTER_STYLES: Mapping[Role, tuple[str, ...]] = {
    "link": ("Hyperlink", "Hyperlänk", "Internet Link"),
    "code": ("HTML Code", "HTML - kod", "Kod", "Source Text"),
    "footnote_mark": ("footnote reference", "Fotnotsreferens", "Footnote Characters"),
    "cover_number": ("Omslag tal", "Cover Number"),
    "computed": ("Beräknat värde", "Computed Value"),
}
TABLE_STYLES: Mapping[Role, tuple[str, ...]] = {
    "table": ("Rapporttabell", "Report Table"),
}

_BY_KIND: Mapping[StyleKind, Mapping[Role, tuple[str, ...]]] = {
    "paragraph": PARAGRAPH_STYLES,
    "character": CHARACTER_STYLES,
    "table": TABLE_STYLES,
}
HEADINGS: tuple[Role, ...] = (
    "heading1",
    "heading2",
    "heading3",
    "heading4",
    "heading5",
    "heading6",
)


class Styles(Struct, frozen=True):
    """The ids that the roles have in a template; every role has one."""

    ids: Mapping[Role, str]

    def __getitem__(self, role: Role) -> str:
        return self.ids[role]


class StylesInUse:
    """The styles of a template; `ids` are those that something was written in."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self.ids: set[str] = set()

    def __getitem__(self, role: Role) -> str:
        identity = self._styles[role]
        self.ids.add(identity)
        return identity


def find_styles(
    existing: Iterable[tuple[str, str, str]], chosen: Mapping[str, str]
) -> dict[Role, str]:
    """The ids of those roles that a template has a style for; a missing role is absent.

    `existing` holds (kind, name, id); `chosen` maps roles to style names and goes first.
    """
    by_name: dict[tuple[str, str], str] = {}
    by_id: dict[tuple[str, str], str] = {}
    for kind, name, style_id in existing:
        by_name.setdefault((kind, _folded(name)), style_id)
        by_id.setdefault((kind, _folded(style_id)), style_id)
    found: dict[Role, str] = {}
    for kind, roles in _BY_KIND.items():
        for role, names in roles.items():
            wanted = (*_chosen(chosen[role]), *names) if role in chosen else names
            for key in [(kind, _folded(name)) for name in wanted]:
                if key in by_name or key in by_id:
                    found.setdefault(role, by_name.get(key) or by_id[key])
    return found


def style_name(role: Role) -> str:
    """The name that our own template gives the role's style."""
    return next(roles[role][0] for roles in _BY_KIND.values() if role in roles)


def all_roles() -> tuple[Role, ...]:
    """Every role, in the table's order."""
    return tuple(role for roles in _BY_KIND.values() for role in roles)


def unknown_choices(
    existing: Iterable[tuple[str, str, str]], chosen: Mapping[str, str]
) -> list[tuple[str, str]]:
    """The (role, name) of what is chosen and can't be had: no such role, or no such style."""
    known = {_folded(text) for _kind, *texts in existing for text in texts}
    return [
        (role, name)
        for role, name in chosen.items()
        if role not in all_roles() or not known & set(map(_folded, _chosen(name)))
    ]


def _chosen(name: str) -> tuple[str, ...]:
    """A chosen name, and those that the same style has in other languages."""
    same = (
        names
        for roles in _BY_KIND.values()
        for names in roles.values()
        if _folded(name) in map(_folded, names)
    )
    return (name, *next(same, ()))


def _folded(name: str) -> str:
    return name.casefold().replace(" ", "")
