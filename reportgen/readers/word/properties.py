"""What a Word file says of itself: title, author, dates, and who saved it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from reportgen.readers.word.elements import attribute, child, name_of
from reportgen.readers.word.package import WordPackage

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


class WordProperties(Struct, frozen=True):
    """What the file says of itself; empty or None where it says nothing.

    `language` is a tag ("sv-SE"), `application` the program that saved it.
    """

    title: str = ""
    subject: str = ""
    author: str = ""
    language: str = ""
    created: date | None = None
    modified: date | None = None
    application: str = ""


def read_properties(package: WordPackage) -> WordProperties:
    """The properties of the file, as far as they can be read."""
    core = _texts(package.properties("core-properties"))
    extended = _texts(package.properties("extended-properties"))
    return WordProperties(
        title=core.get("title", ""),
        subject=core.get("subject", ""),
        author=core.get("creator", ""),
        language=core.get("language", "") or _language_of_styles(package),
        created=day_of(core.get("created", "")),
        modified=day_of(core.get("modified", "")),
        application=extended.get("Application", ""),
    )


def day_of(moment: str) -> date | None:
    """The day of a moment as Word writes it (2022-03-01T09:30:00Z), None for what is none."""
    try:
        return date.fromisoformat(moment.strip()[:10])
    except ValueError:
        return None


def _texts(root: Element | None) -> dict[str, str]:
    return {} if root is None else {name_of(each): (each.text or "").strip() for each in root}


def _language_of_styles(package: WordPackage) -> str:
    styles = package.beside("styles")
    defaults = child(None if styles is None else styles.root, "docDefaults", "rPrDefault", "rPr")
    language = child(defaults, "lang")
    return "" if language is None else attribute(language, "val")
