"""Names and free compounds: words that no dictionary has and that are right all the same."""

from __future__ import annotations

from reportgen.checks.grammar.forms import (
    ADJECTIVE_UTRUM,
    DEFINITE,
    GENITIVES,
    INFINITIVE,
    NEUTER,
    NOUN,
    UNKNOWN,
    UTRUM,
    Forms,
    may,
    only,
)
from reportgen.checks.grammar.lexicon import Lexicon
from reportgen.checks.passages import Passage
from reportgen.checks.spelling import Spelling, Word, differs_early
from reportgen.language.patterns import Pattern

# PageDown, sRGB: a product's, never a word's.
_INNER_CAPITAL = Pattern(r"[a-zåäö][A-ZÅÄÖ]")
# The settings that hold names of people and places.
_NAME_KEYS = frozenset(("author", "place", "organisation", "region", "unit", "phone", "email"))
# A part of a compound is this long at least; shorter ones are the ends of other words.
_SHORTEST = 3
_SHORTEST_BEHIND_NAME = 5
_LONGEST_NAME = 10
# A part that begins a compound: a noun, an adjective, a verb.
_BEGINS = UTRUM | NEUTER | INFINITIVE | ADJECTIVE_UTRUM
_ENDS = NOUN | GENITIVES
# From here on a word in capitals is rather a compound with a slip than a name.
_LONG = 8


class Names:
    """Knows the words that are right without standing in a dictionary.

    Of words with one slip, one in a hundred is taken for a free compound; of the compounds that
    writers make and no dictionary has, every fifth (measured on 600 and 2,000 words).
    """

    def __init__(self, spelling: Spelling, lexicon: Lexicon) -> None:
        self._spelling = spelling
        self._lexicon = lexicon
        self._names: frozenset[str] = frozenset()

    def learn(self, unknown: list[tuple[Passage, Word]]) -> None:
        """Take from unknown words those that stand as names somewhere."""
        self._names = frozenset(
            _uninflected(word.text)
            for passage, word in unknown
            if _stands_as_name(passage, word) and not self._is_slip(word.text)
        )

    def has(self, word: str) -> bool:
        """Whether a word is a name, or has a name and a known word in it: Mikamottagningen."""
        if _uninflected(word) in self._names or _INNER_CAPITAL.search(word):
            return True
        return self._is_named_compound(word) and self.meant(word) is None

    def meant(self, word: str) -> str | None:
        """The word that a misspelt one was meant to be; None where it can as well be right.

        "Kastverksamheten" is no slip of "kostverksamheten", but another compound.
        """
        right = self._spelling.suggest(word)
        if right and differs_early(right, word) and self.is_compound(word, _SHORTEST_BEHIND_NAME):
            return None
        return right

    def is_compound(self, word: str, shortest: int = _SHORTEST) -> bool:
        """Whether a word is made of two known ones that no s joins: exitprogram, filval.

        The second has `shortest` letters at least.
        """
        small = word[0].lower() + word[1:]
        if not small.isalpha():
            return False
        places = range(_SHORTEST, len(small) - shortest + 1)
        return any(self._is_joint(small[:at], small[at:]) for at in places)

    def _is_joint(self, head: str, tail: str) -> bool:
        if not self._is(tail, _ENDS) or self._spelling.is_right(f"{head}s{tail}"):
            return False
        return self._is(head, _BEGINS) or (head.endswith("s") and self._is(head[:-1], _BEGINS))

    def _is(self, part: str, kind: Forms) -> bool:
        """Whether a part is a known word of a kind."""
        if len(part) < _SHORTEST or not self._spelling.is_right(part):
            return False
        if part in self._spelling.own:
            return True
        forms = self._lexicon.forms(part)
        return forms != UNKNOWN and may(forms, kind)

    def _is_slip(self, word: str) -> bool:
        """Whether a word with a capital is one letter from one of the report, or an authority's.

        "Strömvik" is no slip of "strömvikt": only what is definite, "Migrationverket", is one.
        """
        right = self.meant(word) if len(word) >= _LONG else None
        if right is None:
            return False
        small = right[0].lower() + right[1:]
        return self._spelling.is_used(right) or only(self._lexicon.forms(small), DEFINITE)

    def _is_named_compound(self, word: str) -> bool:
        if not word[0].isupper():
            return False
        last = min(_LONGEST_NAME, len(word) - _SHORTEST_BEHIND_NAME)
        return any(
            word[at:].islower()
            and self._is(word[at:], _ENDS)
            and not self._spelling.is_right(word[:at].lower())
            for at in range(3, last + 1)
        )


def _stands_as_name(passage: Passage, word: Word) -> bool:
    """Whether a capital stands where only a name has one: inside a sentence, in an address."""
    parts = word.text.replace("’", "-").replace("'", "-").split("-")
    if not word.text[0].isupper() or any(part[1:] != part[1:].lower() for part in parts):
        return False
    if passage.key in _NAME_KEYS:
        return True
    start = passage.sentence_at(word.start)[0]
    before = passage.text[start : word.start].strip("”\"'(–- ")
    return bool(before) and before[-1] not in ":.?!"


def _uninflected(word: str) -> str:
    return word.removesuffix("s")
