"""Patterns of words, and lists of words that can be read."""

from __future__ import annotations

import re

from reportgen.language.patterns import Pattern


def words_pattern(*lines: str) -> Pattern:
    """Any of the words, whole and in any case.

    Words are separated by spaces; `_` is a space inside one, `*` any ending: "allt_fler öka*".
    """
    return Pattern(words_source(*lines), re.IGNORECASE)


def words_source(*lines: str) -> str:
    """The same as the source of a pattern, to be put into another."""
    words = " ".join(lines).split()
    choices = (re.escape(word).replace("_", r"[ \u00a0]").replace(r"\*", r"\w*") for word in words)
    return rf"(?<!\w)(?:{'|'.join(choices)})(?!\w)"


def word_set(*lines: str) -> frozenset[str]:
    """The words in `lines`, which blanks part."""
    return frozenset(" ".join(lines).split())
