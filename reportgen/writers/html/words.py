"""The page's own words: what a screen reader says, and the headings that Word does without."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from reportgen.diagnostics import Message as _
from reportgen.language.messages import translator


class Words(Struct, frozen=True):
    """In the document's language; `back` has a place for the footnote's number."""

    skip: str
    footnotes: str
    back: str
    inserted: str
    inserted_end: str
    deleted: str
    deleted_end: str
    moved_here: str
    moved_away: str
    moved_end: str


@cache
def words_in(language: str) -> Words:
    """The words in `language`, a tag as sv-SE; in English where there is no catalogue."""
    translate = translator(language.partition("-")[0])
    return Words(
        skip=translate(_("Skip to the text")),
        footnotes=translate(_("Footnotes")),
        back=translate(_("Back to footnote {number} in the text", number="{number}")),
        inserted=translate(_("Inserted:")),
        inserted_end=translate(_("end of inserted text")),
        deleted=translate(_("Deleted:")),
        deleted_end=translate(_("end of deleted text")),
        moved_here=translate(_("Moved here:")),
        moved_away=translate(_("Moved away from here:")),
        moved_end=translate(_("end of moved text")),
    )
