"""The only door to hunspell: where a dictionary is found, and whether it has a word."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, Protocol

from reportgen.storage.files import read_regular

_NAMES = {"sv": "sv_SE", "en": "en_US"}
# The affix classes of Den stora svenska ordlistan, which `grammar` knows how to read.
_KNOWN_CLASSES = "9f7e04c4f7928520366a186a9350143ef0ea5b068aef4e5f32568c654f2ae28b"
# Where dictionaries stand on Debian, Fedora and macOS, and in LibreOffice on each system.
_PLACES = (
    "/usr/share/hunspell",
    "/usr/share/myspell/dicts",
    "/Library/Spelling",
    "/usr/lib/libreoffice/share/extensions/dict-{language}",
    "/opt/libreoffice*/share/extensions/dict-{language}",
    "/Applications/LibreOffice.app/Contents/Resources/extensions/dict-{language}",
    "C:/Program Files/LibreOffice/share/extensions/dict-{language}",
)


class _Speller(Protocol):
    """What is used of hunspell's own class, which has no types."""

    def spell(self, word: str) -> bool: ...

    def analyze(self, word: str) -> tuple[str, ...]: ...


class Analysis(NamedTuple):
    """How a word is made: `word` itself, or what a compound ends with, is `stem` with `flag`.

    `flag` is the affix class's letter, "" where the word is the stem.
    """

    word: str
    stem: str
    flag: str


class Dictionary:
    """A dictionary on disk, loaded (0.1 s) when it is first asked for a word.

    `stamp` changes when the file does.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder
        self.name = name

    @cached_property
    def stamp(self) -> str:
        """What tells this dictionary from another, and from itself in another version."""
        status = (self.folder / f"{self.name}.dic").stat()
        return f"{self.name} {status.st_size} {int(status.st_mtime)}"

    @cached_property
    def _hunspell(self) -> _Speller:
        from hunspell import Hunspell

        speller: _Speller = Hunspell(
            self.name, hunspell_data_dir=str(self.folder), system_encoding="UTF-8"
        )
        return speller

    def has(self, word: str) -> bool:
        """Whether the word is right, inflected or compounded as it may be."""
        return self._hunspell.spell(word)

    def analyse(self, word: str) -> list[Analysis]:
        """How the word can be made of stems; empty where its classes are not those we know."""
        if not self._classes:
            return []
        return [_analysis(each, word) for each in self._hunspell.analyze(word)]

    def is_compound(self, word: str) -> bool:
        """Whether the word is right only as a compound of others."""
        described = self._hunspell.analyze(word)
        return bool(described) and all("pa:" in each for each in described)

    def classes_of(self, stem: str) -> str:
        """The letters of the affix classes of a stem, those of all its entries together."""
        return self._classes.get(stem, "")

    @cached_property
    def _classes(self) -> dict[str, str]:
        """Every stem with its classes; none where the dictionary's are not those we know."""
        if _digest_of_classes(self.folder / f"{self.name}.aff") != _KNOWN_CLASSES:
            return {}
        classes: dict[str, str] = {}
        text = read_regular(self.folder / f"{self.name}.dic").decode("utf-8", "replace")
        for line in text.split("\n"):
            stem, slash, flags = line.partition("/")
            if slash:
                classes[stem] = classes[stem] + flags if stem in classes else flags
        return classes


def _analysis(described: str, word: str) -> Analysis:
    """From hunspell's " pa:människo st:människo pa:ärenden  st:ärende fl:E"."""
    _before, part, last = described.rpartition("pa:")
    fields = last.split()
    if part:
        word = stem = fields.pop(0)
    else:
        stem = word
    flag = ""
    for field in fields:
        if field.startswith("st:"):
            stem = field[3:]
        elif field.startswith("fl:"):
            flag = field[3:4]
    return Analysis(word, stem, flag)


def _digest_of_classes(file: Path) -> str:
    """What tells whether a dictionary has the affix classes that we know."""
    lines = read_regular(file).decode("utf-8", "replace").split("\n")
    classes = sorted(" ".join(line.split()) for line in lines if line.startswith(("SFX", "PFX")))
    return sha256("\n".join(classes).encode()).hexdigest()


def find_dictionary(language: str) -> Dictionary | None:
    """The dictionary of `language` ("sv", "en"); None where there is none or no hunspell.

    First in the folders of the variable DICPATH, which hunspell itself reads, then in the
    package spylls, which carries the Swedish one, then where the system has its own.
    """
    if importlib.util.find_spec("hunspell") is None:
        return None
    name = _NAMES[language]
    for folder in _folders(language):
        if (folder / f"{name}.dic").is_file() and (folder / f"{name}.aff").is_file():
            return _opened(folder, name)
    return None


@cache
def _opened(folder: Path, name: str) -> Dictionary:
    """One dictionary for all who ask: it is loaded once."""
    return Dictionary(folder, name)


def _folders(language: str) -> Iterator[Path]:
    for place in os.environ.get("DICPATH", "").split(os.pathsep):
        if place:
            yield Path(place)
    # The package is found, not imported: only its data is wanted.
    package = importlib.util.find_spec("spylls")
    if package and package.origin:
        yield Path(package.origin).parent / "hunspell" / "data" / language
    for place in _PLACES:
        anchored = Path(place.format(language=language))
        yield from Path(anchored.anchor).glob(str(anchored.relative_to(anchored.anchor)))
