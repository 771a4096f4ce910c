"""The forms of a word: closed classes, irregular verbs, then the dictionary; kept once known."""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from reportgen.checks.dictionary import Analysis, Dictionary
from reportgen.checks.grammar.closed import added_forms, closed_forms
from reportgen.checks.grammar.forms import (
    GENITIVE,
    NEUTER,
    NUMBER,
    UNINFLECTED,
    UNKNOWN,
    UTRUM,
    UTRUM_PLURAL,
    UTRUM_PLURAL_DEFINITE,
    Forms,
)
from reportgen.checks.grammar.paradigms import (
    COMPOUNDING,
    bare_forms,
    ending_forms,
    listed_forms,
)
from reportgen.checks.grammar.verbs import irregular_forms
from reportgen.checks.made_words import is_free_plural
from reportgen.storage.cache import Cache

# Kept readings are thrown away when this changes: raise it with the paradigms.
_EDITION = 8
_MOST_KEPT = 5


# Orosanmälan, polisanmälan, asylansökan: the dictionary has them without their class.
_HEADS = ("anmälan", "ansökan", "begäran", "inbjudan")


class Lexicon:
    """Knows the forms of words; what the dictionary has said stays in `output/`."""

    def __init__(self, dictionary: Dictionary | None, root: Path) -> None:
        self.dictionary = dictionary
        self._cache = Cache(root, "forms", ".txt", _MOST_KEPT)
        stamp = f"{_EDITION} {dictionary.stamp if dictionary else ''}"
        self._key = sha256(stamp.encode()).hexdigest()
        self._known = _parse(self._cache.read(self._key) or b"")
        self._kept = len(self._known)

    def forms(self, word: str) -> Forms:
        """Every form that `word`, in small letters, can be; UNKNOWN where that is not known."""
        closed = closed_forms().get(word)
        if closed is not None:
            return closed
        if word[:1].isdigit():
            return NUMBER
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = self._look_up(word)
        return known

    def _look_up(self, word: str) -> Forms:
        own = irregular_forms().get(word, 0) | added_forms().get(word, 0)
        if word.endswith(_HEADS) and self.dictionary is not None and self.dictionary.has(word):
            return UTRUM
        if self.dictionary is None:
            return own or UNKNOWN
        if len(word) == 1:
            return UNKNOWN
        analyses = self.dictionary.analyse(word)
        found = [self._read(each) for each in analyses if each.flag not in COMPOUNDING]
        own |= listed_forms(word, self.dictionary.classes_of)
        # What is listed without a class is mostly an irregular form that we know better.
        clear = [each for each in found if each != UNKNOWN]
        if not clear and word.endswith("ar") and self.dictionary.classes_of(word[:-2]):
            own |= UTRUM_PLURAL
        if not clear and not own and is_free_plural(self.dictionary, word):
            definite = word.endswith("na")
            return (
                UTRUM_PLURAL_DEFINITE if definite else UTRUM_PLURAL if word[-1] == "r" else GENITIVE
            )
        if own:
            return own | _union(clear)
        participle = UNINFLECTED | NEUTER if word.endswith(("ande", "ende")) else UNKNOWN
        return _union(found) if _union(found) not in (0, UNKNOWN) else participle

    def _read(self, analysis: Analysis) -> Forms:
        flags = self.dictionary.classes_of(analysis.stem) if self.dictionary else ""
        if not analysis.flag:
            return bare_forms(analysis.stem, flags)
        return ending_forms(analysis.stem, flags, analysis.flag, analysis.word)

    def keep(self) -> None:
        """Save what is known; where the folder can't be written nothing is lost."""
        if len(self._known) > self._kept:
            lines = (f"{word} {forms:x}" for word, forms in sorted(self._known.items()))
            self._cache.keep(self._key, "\n".join(lines).encode())


def _union(forms: list[Forms]) -> Forms:
    every = 0
    for each in forms:
        every |= each
    return every


def _parse(kept: bytes) -> dict[str, Forms]:
    known: dict[str, Forms] = {}
    for line in kept.decode("utf-8", "replace").split("\n"):
        word, _space, forms = line.partition(" ")
        with suppress(ValueError):
            known[word] = int(forms, 16)
    return known
