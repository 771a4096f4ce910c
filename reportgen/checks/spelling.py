"""Which words of a text are misspelt, by the dictionary and the project's own word list."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from reportgen.checks.dictionary import Dictionary
from reportgen.checks.made_words import is_made
from reportgen.checks.passages import MASK
from reportgen.diagnostics import Problems, Span
from reportgen.language.patterns import Pattern
from reportgen.readers.abbreviations import LEADING
from reportgen.readers.paths import check_inside
from reportgen.readers.source import read_source
from reportgen.storage.cache import Cache

WORD_LIST = "content/ordlista.txt"
# What was judged is thrown away when this changes: raise it with the judgement.
_EDITION = "3"
# One for each dictionary and word list that a project was checked with.
_MOST_KEPT = 20

# Addresses, and abbreviations of several points: t.ex., fr.o.m.
_NO_PROSE = Pattern(
    r"(?<!\S)\S+@\S+|https?://\S+|www\.\S+"
    r"|(?<![\w.-])[\w-]+(?:\.[\w-]+)*\.(?:se|com|eu|org|nu|net)\b"
    r"|(?<![\w.-])[\w-]+(?:\.[a-z][\w-]+){2,}"  # org.gnome.desktop
    r"|(?<!\w)(?:[^\W\d_]{1,3}\.){2,}"
)
# Letters with hyphens between them; a hyphen at the end is a compound's that goes on later.
# Not what is glued to a number or a computed value ("26-årig", "{{ n }}-talet").
_WORD = Pattern(
    rf"(?<![\w{MASK}])(?<![\d{MASK}][-:–/])[^\W\d_]+(?:[-’'][^\W\d_]+)*(?:-(?= |$))?(?![\w{MASK}])"
)
# NMT:s, EU:s: what an abbreviation is inflected with.
_RAISED = Pattern(r"[²³¹]")  # m²: a unit
_ENDING = Pattern(r"(?<=:)(?:s|n|en|er|erna|ar|arna|t|et)\b")
_LETTERS = "abcdefghijklmnopqrstuvwxyzåäöé"
_LONGEST_ABBREVIATION = 6
# How many words are looked for in the dictionary, and of how many letters at most.
_SUGGESTED = 12
# Stands before the words that are kept as wrong.
_WRONG = "!"
# Stands before a word that the dictionary alone is asked for, not what is made freely.
_LISTED = "="
_SHORTEST_SUGGESTED = 5
_LONGEST_SUGGESTED = 24
# Within so many letters a slip is rare.
_EARLY = 4


class Word(Struct, frozen=True):
    """A word and where it stands in its text; `pointed` where a full stop follows it."""

    text: str
    start: int
    end: int
    pointed: bool


def find_words(text: str) -> Iterator[Word]:
    """The words of a text that can be spelt; addresses and what is glued to numbers left out."""
    blank = _NO_PROSE.compiled.sub(lambda found: MASK * len(found[0]), text)
    for found in _WORD.finditer(blank):
        if not _ENDING.match(blank, found.start()) and not _RAISED.search(found[0]):
            pointed = blank.startswith(".", found.end())
            yield Word(found[0], found.start(), found.end(), pointed)


class Spelling:
    """Knows which words are right: a word is looked up once, and the right ones are kept.

    `own` are the project's words. What the dictionary has said yes to stays in `output/`,
    so that a report that was checked before is checked without loading the dictionary.
    """

    def __init__(self, dictionary: Dictionary, own: Iterable[str], root: Path) -> None:
        self.dictionary = dictionary
        self.own = frozenset(own)
        self._folded = frozenset(word.casefold() for word in self.own)
        self._cache = Cache(root, "words", ".txt", _MOST_KEPT)
        # Other own words, other judgements: "Mikamottagningens" is right because of one of them.
        stamp = " ".join([_EDITION, dictionary.stamp, *sorted(self.own)])
        self._key = sha256(stamp.encode()).hexdigest()
        kept = self._cache.read(self._key) or b""
        self._kept = frozenset(kept.decode("utf-8", "replace").split("\n"))
        self._judged: dict[str, bool] = {}
        self._suggested: dict[str, str | None] = {}

    def accepts(self, word: Word) -> bool:
        """Whether the word is right where it stands: `dvs` is with the point after it."""
        return self.is_right(word.text) or (word.pointed and self.is_right(word.text + "."))

    def is_right(self, word: str) -> bool:
        """Whether the word is the project's, an abbreviation, or in the dictionary."""
        right = self._judged.get(word)
        if right is None:
            kept = word in self._kept
            right = kept or (_WRONG + word not in self._kept and self._look_up(word))
            self._judged[word] = right
        return right

    def _look_up(self, word: str) -> bool:
        if word.startswith(_LISTED):
            listed = word.removeprefix(_LISTED)
            return self._is_own(listed) or self.dictionary.has(listed)
        if self._is_own(word) or word in LEADING or _is_abbreviation(word):
            return True
        if word.endswith("-"):
            return self._begins_compound(word[:-1])
        if self.dictionary.has(word) or is_made(self.dictionary, _lowered(word)):
            return True
        return "-" in word and all(map(self._is_part, word.split("-")))

    def _is_own(self, word: str) -> bool:
        """Whether the project has the word, as it is, in the genitive or first in a sentence."""
        forms = {word, word.removesuffix("s")}
        return not self.own.isdisjoint(forms | {_lowered(form) for form in forms if form})

    def _is_part(self, part: str) -> bool:
        return self.is_right(part) or self._begins_compound(part)

    def _begins_compound(self, part: str) -> bool:
        """Whether `arbetsgivar-` can begin a word: it is one, or it is with `arbete` after it."""
        if (
            _is_abbreviation(part)
            or part in self.own
            or part.casefold() in self._folded
            or self.dictionary.has(part)
        ):
            return True
        return any(self.dictionary.has(_lowered(part) + rest) for rest in ("frågor", "arbete"))

    def is_used(self, word: str) -> bool:
        """Whether the word is right and stands in what was judged so far."""
        return self._judged.get(word, False)

    def joins(self, part: str) -> bool:
        """Whether something can be joined to `part` as it is: `utbildnings`, not `utbildning`."""
        rests = ("frågor", "arbete", "verksamhet")
        return any(self.is_right(_LISTED + part + rest) for rest in rests)

    def suggest(self, word: str) -> str | None:
        """The likeliest right word that is one letter away; None where there is none.

        A word that was judged before is likeliest: ask when all of the report are. Only the
        first few words are looked for in the dictionary (0.03 s a word, where hunspell's own
        suggestions take 0.2 s): a text with more misspelt ones is in another language.
        """
        if word not in self._suggested:
            self._suggested[word] = self._find_near(word)
        right = self._suggested[word]
        return right[0].upper() + right[1:] if right and word[0].isupper() else right

    def _find_near(self, word: str) -> str | None:
        if not _SHORTEST_SUGGESTED <= len(word) <= _LONGEST_SUGGESTED:
            return None
        smaller = word[0] + word[1:].lower()
        if self.is_right(smaller):
            return smaller
        typed = _lowered(word)
        candidates = _one_letter_away(typed) | _one_letter_away(word)
        near = candidates & (self.own | {each for each, right in self._judged.items() if right})
        if not near and len(self._suggested) < _SUGGESTED:
            near = {each for each in _one_letter_away(typed) if self.dictionary.has(each)}
            if not near and word != typed:
                near = {each for each in _one_letter_away(word) if self.dictionary.has(each)}
        near = {each for each in near if each.casefold() != word.casefold()}
        near = {each for each in near if self._is_likely(each, word)}
        listed = {each for each in near if not self.dictionary.is_compound(_lowered(each))}
        return min(listed or near, key=lambda each: _unlikelihood(each, typed), default=None)

    def _is_likely(self, right: str, word: str) -> bool:
        """Whether `right` was meant: not "elitprogram" where "exitprogram" is written.

        Fingers slip late in a word. What differs early and is a compound that only the
        dictionary's rules make is another word.
        """
        if not differs_early(right, word):
            return True
        return right in self.own or not self.dictionary.is_compound(_lowered(right))

    def keep(self) -> None:
        """Save what was judged; where the folder can't be written nothing is lost."""
        judged = {word if right else _WRONG + word for word, right in self._judged.items()}
        if judged <= self._kept:
            return
        self._cache.keep(self._key, "\n".join(sorted(judged)).encode())


def check_word_list(root: Path, problems: Problems) -> None:
    """Note what keeps the project's word list from being read; without one all is well."""
    if os.path.lexists(root / WORD_LIST):
        with problems.collecting():
            check_inside(root, WORD_LIST, Span.of_file(WORD_LIST))
            read_source(root / WORD_LIST, WORD_LIST)


def read_word_list(text: str) -> frozenset[str]:
    """The words of a list: one a line, what follows a # is a comment."""
    words = (line.partition("#")[0].strip() for line in text.splitlines())
    return frozenset(word for word in words if word)


def _lowered(word: str) -> str:
    """The word as it stands inside a sentence; an abbreviation keeps its capitals."""
    return word if word.isupper() else word[0].lower() + word[1:]


def _is_abbreviation(word: str) -> bool:
    """AKC, SoL: capitals at both ends; whether it is explained is another rule's business."""
    base = word.removesuffix("s")
    return len(base) <= _LONGEST_ABBREVIATION and base[:1].isupper() and base[-1:].isupper()


def _one_letter_away(word: str) -> set[str]:
    """All that one slip of the fingers makes of a word: a letter less, more, other, swapped."""
    halves = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    made = {left + right[1:] for left, right in halves if right}
    made |= {left + right[1] + right[0] + right[2:] for left, right in halves if len(right) > 1}
    for letter in _LETTERS:
        made |= {left + letter + right for left, right in halves}
        made |= {left + letter + right[1:] for left, right in halves if right}
    return made - {word, ""}


def _unlikelihood(right: str, typed: str) -> tuple[bool, bool, int, str]:
    """Sorts what may have been meant: nobody mistakes the first letter, many double one too much.

    Of the others one that has a letter more comes first: fingers leave letters out.
    """
    doubling = _undoubled(right) == _undoubled(typed)
    return (right[:1].lower() != typed[:1].lower(), not doubling, -len(right), right)


def differs_early(right: str, word: str) -> bool:
    """Whether the first letters are others, and not only one of them doubled."""
    if _undoubled(right) == _undoubled(word):
        return False
    return right[:_EARLY].lower() != word[:_EARLY].lower()


def _undoubled(word: str) -> str:
    return re.sub(r"(.)\1", r"\1", word.lower())
