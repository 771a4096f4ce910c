"""The words of a label as prose may write them."""

from __future__ import annotations

import re

from reportgen.checks.vocabulary import stem_of

_RANGE = re.compile(r"(\d+)[–-](\d+)")


def in_any_form(part: str) -> str:
    """The words of a part, each in any inflection; an age "7–12 år" also without its noun."""
    ages = _RANGE.search(part)
    if ages:
        noun = part[: ages.start()].strip()
        before = rf"(?:{in_any_form(noun)}\s)?" if noun else ""
        return (
            rf"{before}(?:(?:i åldern|mellan|i åldrarna|på|från)\s)?{ages[1]}\s?"
            rf"(?:[–-]|till|och)\s?{ages[2]}(?:[\s\u00a0]?(?:år|åringar|års ålder)|-år\w+)?"
        )
    return r"[\s\u00a0]+".join(_word(word) for word in part.split())


# “Digitalt” of a table is “digitala” in the text.
_NEUTER_ENDS = ("alt", "igt", "iskt")


def _word(word: str) -> str:
    if len(word) < 4 or not word.isalpha():
        return rf"{re.escape(word)}(?:nens?|s)?"
    stem = word[:-1] if word.endswith(_NEUTER_ENDS) else stem_of(word)
    return rf"{re.escape(stem)}\w{{0,5}}"
