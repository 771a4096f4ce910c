"""The only door to hunspell: where a dictionary is found, and whether it has a word."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Protocol

_NAMES = {"sv": "sv_SE", "en": "en_US"}
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
            return Dictionary(folder, name)
    return None


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
