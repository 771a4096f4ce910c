"""Under which heading of a new project each standard table is shown."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportgen.model.profile import ProfileSection, ProfileTable

# Tables by the title of a subsection, or by "" for the section's own beginning.
Places = dict[str, list[ProfileTable]]


def place_tables(
    sections: Sequence[ProfileSection], tables: Sequence[ProfileTable]
) -> dict[str, Places]:
    """The tables of each section, by its id.

    A table stands under the subsection that shares most words with its title and heading, and
    where none does at the beginning of the first section that has subsections.
    """
    home = next((section for section in sections if section.subsections), sections[-1])
    places: dict[str, Places] = {}
    for table in tables:
        words = _words(f"{table.title} {table.heading}")
        shared = [
            (len(words & _words(subsection.title)), section.id, subsection.title)
            for section in sections
            for subsection in section.subsections
        ]
        best = max(shared, key=lambda each: each[0], default=(0, "", ""))
        section_id, title = best[1:] if best[0] else (home.id, "")
        places.setdefault(section_id, {}).setdefault(title, []).append(table)
    return places


def _words(text: str) -> set[str]:
    """The words that mean something: those of three letters and more."""
    return {word for word in re.findall(r"\w{3,}", text.casefold()) if word not in ("och", "efter")}
