"""The words that a project has by itself: its list, and the names in its settings."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.spelling import find_words, read_word_list
from reportgen.model.project import ProjectSettings


def own_words(settings: ProjectSettings, listed: str) -> frozenset[str]:
    """The words of `listed` and of the settings, and the names of who writes the report."""
    names = set(_names(settings))
    stems = {name.removesuffix("s") for name in names}
    return read_word_list(listed) | names | stems | frozenset(settings.check.words)


def _names(settings: ProjectSettings) -> Iterator[str]:
    """The words of region, organisation, unit and author, and those in the contact."""
    contact = settings.contact
    email = contact.email.partition("@")[0].replace(".", " ") if contact else ""
    named = (settings.region, settings.organisation, settings.unit, settings.author)
    for text in named:
        yield from (word.text for word in find_words(text))
    for word in find_words(email):
        yield word.text[0].upper() + word.text[1:]


def region_terms(region: str) -> dict[str, str]:
    """The region's name with its capitals otherwise, and how the settings have it."""
    first, blank, rest = region.partition(" ")
    if not blank or not first.isalpha():
        return {}
    others = {f"{form} {rest}" for form in (first.capitalize(), first.lower())}
    others |= {f"{form} {rest.lower()}" for form in (first, first.capitalize(), first.lower())}
    return {other: region for other in others if other != region}
