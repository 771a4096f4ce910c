"""Patterns of words, and lists of words that can be read."""

from __future__ import annotations

import re

from reportgen.language.patterns import Pattern


def words_pattern(*lines: str) -> Pattern:
    """Any of the words, whole and in any case.

    Words are separated by spaces; `_` is a space inside one, `*` any ending: "allt_fler öka*".
    """
    return Pattern(rf"{words_begin(*lines)}{words_source(*lines)}", re.IGNORECASE)


def words_begin(*lines: str) -> str:
    """Where one of the words can begin, as the source of a pattern that looks ahead.

    Put before the words it passes over most places of a text without trying each of them.
    """
    initials = {re.escape(word[0]) for word in " ".join(lines).split()}
    if not initials.isdisjoint((r"\*", "_")):
        return ""  # one that begins with any letters
    return rf"(?<!\w)(?=[{''.join(sorted(initials))}])"


def words_source(*lines: str) -> str:
    """The same as the source of a pattern, to be put into another."""
    words = " ".join(lines).split()
    choices = (re.escape(word).replace("_", r"[ \u00a0]").replace(r"\*", r"\w*") for word in words)
    return rf"(?<!\w)(?:{'|'.join(choices)})(?!\w)"


def word_set(*lines: str) -> frozenset[str]:
    """The words in `lines`, which blanks part."""
    return frozenset(" ".join(lines).split())
