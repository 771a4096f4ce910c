"""Patterns for lists of words, written so that they can be read."""

from __future__ import annotations

import re


def words_pattern(*lines: str) -> re.Pattern[str]:
    """Any of the words, whole and in any case.

    Words are separated by spaces; `_` is a space inside one, `*` any ending: "allt_fler öka*".
    """
    return re.compile(words_source(*lines), re.IGNORECASE)


def words_source(*lines: str) -> str:
    """The same as the source of a pattern, to be put into another."""
    words = " ".join(lines).split()
    choices = (re.escape(word).replace("_", r"[ \u00a0]").replace(r"\*", r"\w*") for word in words)
    return rf"(?<!\w)(?:{'|'.join(choices)})(?!\w)"
