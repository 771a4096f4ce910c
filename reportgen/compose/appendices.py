"""Appendices: sections that come last, and that their titles number."""

from __future__ import annotations

import re

from reportgen.language.formatting import NO_BREAK_SPACE

_TITLE = re.compile(
    r"(bilag(?:a|or)|appendix|appendices|annex)\b(?: (\d+|[A-Z])\b)?", re.IGNORECASE
)


def is_appendix(title: str) -> bool:
    """Whether the title is that of an appendix: "Bilaga 1. Metod", "Appendix A"."""
    return _TITLE.match(title) is not None


def name_of_appendix(title: str) -> str:
    """What a sentence calls the appendix: "bilaga 1"; empty where its title has no number."""
    found = _TITLE.match(title)
    if found is None or not found[2]:
        return ""
    return f"{found[1].lower()}{NO_BREAK_SPACE}{found[2]}"
