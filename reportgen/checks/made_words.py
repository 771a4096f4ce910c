"""Words that Swedish makes freely and the dictionary refuses: compounds, and plurals of nouns.

A compound is one where both parts are known: "korttidsuthyrda". Hunspell asks for marks that
most words lack. Slips of the fingers hardly ever pass: both parts must be whole words.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.dictionary import Dictionary

# What an inflected word can end with, so that its stem is found among the listed ones.
_ENDINGS = (
    *("", "n", "en", "et", "t", "er", "ar", "or", "r", "na", "erna", "arna", "orna", "s", "ens"),
    *("ets", "ers", "ars", "ors", "ernas", "arnas", "ornas", "nas", "a", "ad", "at", "ade", "de"),
)
# Stems of these join with an s, and of others mostly without.
_JOINING = (
    "ning",
    "het",
    "tion",
    "sion",
    "skap",
    "itet",
    "ment",
    "ing",
    "tid",
    "dag",
    "verk",
    "liv",
)
_INFLECTED = ("en", "et", "ar", "er", "or", "na", "ade")
_INFLECTING = frozenset("ABCDEFGHIJOPQ")
_SHORTEST_HEAD, _SHORTEST_TAIL, _SHORTEST_STEM = 4, 5, 4
_LONGEST = 40
# Shorter last parts, of words that report writers join to others.
_SHORT_TAILS = frozenset(("tolk", "tolks", "stöd", "team", "mall"))
# A first part that is not listed as one must be so long.
_LONG_HEAD = 7
_PLURALS = ("erna", "ernas", "ers", "er")
_SHORTEST_NOUN = 6


def is_made(dictionary: Dictionary, word: str) -> bool:
    """Whether a word in small letters that the dictionary refuses is one of those."""
    if is_free_plural(dictionary, word):
        return True
    return len(word) <= _LONGEST and any(
        _ends(dictionary, word[cut:]) and _begins(dictionary, word[:cut]) for cut in _cuts(word)
    )


def _cuts(word: str) -> Iterator[int]:
    """Where its last part can begin."""
    yield from range(_SHORTEST_HEAD, len(word) - _SHORTEST_TAIL + 1)
    yield from (
        len(word) - len(tail)
        for tail in _SHORT_TAILS
        if word.endswith(tail) and len(tail) < _SHORTEST_TAIL <= len(word) - len(tail)
    )


def is_free_plural(dictionary: Dictionary, word: str) -> bool:
    """Whether it is a plural that nobody has listed: "tillsyner" of "tillsyn", as "vyer"."""
    for ending in _PLURALS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST_NOUN:
            flags = set(dictionary.classes_of(stem))
            if "D" in flags and not flags & set("BCGHIOPQ"):
                return True
    return False


def _ends(dictionary: Dictionary, tail: str) -> bool:
    """Whether a compound can end so: a right word whose stem is listed as inflected."""
    for ending in _ENDINGS:
        if not tail.endswith(ending):
            continue
        stem = tail[: len(tail) - len(ending)]
        for listed in (stem, stem + "a", stem + "e"):
            flags = dictionary.classes_of(listed)
            if len(listed) >= _SHORTEST_STEM and not _INFLECTING.isdisjoint(flags):
                return dictionary.has(tail)
    return False


def _begins(dictionary: Dictionary, head: str) -> bool:
    """Whether a compound can begin so, with its joining s where it needs one."""
    joined = head.endswith("s") and not head.endswith("ss")
    stem = head[:-1] if joined else head
    flags = dictionary.classes_of(stem)
    if joined and not {"f", "v"}.isdisjoint(flags):
        return True
    if not joined and "X" in flags and not stem.endswith(_JOINING):
        return True
    if len(head) < _LONG_HEAD or joined != stem.endswith(_JOINING):
        return False
    return dictionary.has(stem) and not stem.endswith(_INFLECTED)
