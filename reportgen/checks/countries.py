"""The names of countries as CLDR has them in Swedish, and what is written instead of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from reportgen.language.formatting import country_names
from reportgen.language.patterns import Pattern

# Former names, foreign spellings and slips that are more than one letter from the right one.
_WRONG = {
    "Azerbadjan": "Azerbajdzjan",
    "Azerbaijan": "Azerbajdzjan",
    "Bosnien-Hercegovina": "Bosnien och Hercegovina",
    "Bosnien och Herzegovina": "Bosnien och Hercegovina",
    "Byelorussland": "Belarus",
    "Cap Verde": "Kap Verde",
    "Filipinerna": "Filippinerna",
    "Fillipinerna": "Filippinerna",
    "Fillippinerna": "Filippinerna",
    "Ivory Coast": "Elfenbenskusten",
    "Kirgistan": "Kirgizistan",
    "Kolumbia": "Colombia",
    "Kyrgyzstan": "Kirgizistan",
    "Moldova": "Moldavien",
    "Philippinerna": "Filippinerna",
    "Swaziland": "Eswatini",
    "Tadjikistan": "Tadzjikistan",
    "Tajikistan": "Tadzjikistan",
    "Tjeckiska republiken": "Tjeckien",
    "Vitryssland": "Belarus",
}
# Shorter names are too near to other words: Mali, Peru, Niger.
_SHORTEST = 6
# Longer ones are slips of no country's name.
_LONGEST = 30
# A first name has a last one behind it: Angela Mortimer.
_NAME = Pattern(r"(?<![\w-])[A-ZÅÄÖ][^\W\d_]+(?![\w-]|[ \u00a0][A-ZÅÄÖ][^\W\d_])")
_WRONG_NAME = Pattern(rf"(?<![\w-])(?:{'|'.join(map(re.escape, _WRONG))})(?=s?(?![\w-]))")
# The people and their languages differ from a country's name by one letter too: Georgier.
_PEOPLE = Pattern(r"(?:are|er|isk|iska|iskt|ier|(?<!st)an|aner|s)$")


def find_wrong_countries(text: str) -> Iterator[tuple[int, int, str]]:
    """Where a name of a country is wrong, and the right one; a genitive's s is left out.

    Wrong is a name that is known to be, or a capitalised word one letter from exactly one.
    """
    for found in _WRONG_NAME.finditer(text):
        yield found.start(), found.end(), _WRONG[found[0]]
    for found in _NAME.finditer(text):
        name = found[0]
        if not _SHORTEST <= len(name) <= _LONGEST:
            continue
        if name in _WRONG or name in country_names("sv"):
            continue
        near = {key for hole in _holes(name) for key in _by_hole().get(hole, ())}
        near = {each for each in near if _one_apart(name, each)}
        if len(near) == 1 and not _PEOPLE.search(name):
            yield found.start(), found.end(), near.pop()


@cache
def _by_hole() -> dict[str, tuple[str, ...]]:
    """The names in one word, by what is left of them when a letter is taken out."""
    holes: dict[str, list[str]] = {}
    for name in sorted(country_names("sv")):
        if len(name) >= _SHORTEST and name.isalpha() and name[0].isupper():
            for hole in _holes(name):
                holes.setdefault(hole, []).append(name)
    return {hole: tuple(names) for hole, names in holes.items()}


def _holes(name: str) -> set[str]:
    """The name itself, and the name with any one letter taken out."""
    return {name} | {name[:at] + name[at + 1 :] for at in range(len(name))}


def _one_apart(wrong: str, right: str) -> bool:
    """Whether one letter was left out, put in, mistaken, or swapped with its neighbour."""
    start = next((i for i, (a, b) in enumerate(zip(wrong, right, strict=False)) if a != b), None)
    if start is None:
        return abs(len(wrong) - len(right)) == 1
    rest, other = wrong[start:], right[start:]
    swapped = rest[:2] == other[:2][::-1] and rest[2:] == other[2:]
    return swapped or rest[1:] == other[1:] or rest[1:] == other or rest == other[1:]
