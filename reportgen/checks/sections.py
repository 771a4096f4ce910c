"""Sections that say the same as when they were last looked at: they are read as passages once.

A preview and an import look at a report again and again, and change a section of it at a time.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from reportgen.checks.passages import Passage, passages_of
from reportgen.model import Section


class _Known(Struct, frozen=True):
    section: Section
    passages: tuple[Passage, ...]


# By file and id, the last of each: the memory that this takes is that of one report.
_known: dict[tuple[str, str], _Known] = {}


def known_sections(sections: Iterable[Section]) -> tuple[Section, ...]:
    """The same sections; one that is known is the very one whose passages are."""
    return tuple(_known_as(each).section for each in sections)


def known_passages(sections: Iterable[Section]) -> tuple[Passage, ...]:
    """What people wrote in the sections, in reading order."""
    return tuple(found for each in sections for found in _known_as(each).passages)


def _known_as(section: Section) -> _Known:
    key = section.span.file, section.id
    known = _known.get(key)
    if known is None or known.section != section:
        known = _Known(section, tuple(passages_of(section)))
        _known[key] = known
    return known
