"""The Word files that came back for review: kept, told change by change, taken in or declined.

They lie in `output/tillbaka`, which git leaves alone; beside each stand the changes that a person
has declined, so that nobody is asked twice.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path, PurePosixPath

import msgspec
from msgspec import Struct

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import ReportError, report_error
from reportgen.language.messages import Translate
from reportgen.preview.writing.keeping import move_aside
from reportgen.preview.writing.places import new_file
from reportgen.readers.markdown.attributes import slug
from reportgen.readers.paths import printable
from reportgen.scaffold.review.choosing import apply_chosen, changes_of
from reportgen.scaffold.review.telling import as_object
from reportgen.storage.causes import cannot_write
from reportgen.storage.files import exists, files_in, free_name, read_regular, replace_file

FOLDER = "output/tillbaka"
_ENDING = ".docx"
_DECLINED = ".nej"
# In JSON a file is a third longer.
MOST_BYTES = 80_000_000


class Came(Struct, frozen=True):
    """A Word file as it came back; in JSON its content is Base64."""

    name: str
    content: bytes


class Named(Struct, frozen=True):
    """One of the files that came back."""

    name: str


class Answered(Struct, frozen=True):
    """What a person says to changes of a file, by their ids; `numbers` may become statistics."""

    name: str
    accept: tuple[str, ...] = ()
    decline: tuple[str, ...] = ()
    numbers: bool = False


class ReturnedFiles:
    """Those of the project in `root`; a file that does not say its year is of `year`."""

    def __init__(self, root: Path, year: int, translate: Translate) -> None:
        self._root = root
        self._year = year
        self._translate = translate

    def names(self) -> list[str]:
        """The files that are here, by name."""
        return sorted(each.name for each in files_in(self._root / FOLDER, (_ENDING,)))

    def add(self, came: Came) -> dict[str, object]:
        """Keep a file and tell its changes; raises ReportError where it can't be read."""
        stem = slug(PurePosixPath(came.name.replace("\\", "/")).stem)[:60].strip("-") or "fil"
        path = new_file(self._root, FOLDER, f"{stem}{_ENDING}")
        try:
            if exists(path) and read_regular(path) != came.content:
                path = new_file(self._root, FOLDER, free_name(path, "2").name)
            replace_file(path, came.content)
        except OSError as error:
            raise cannot_write(f"{FOLDER}/{path.name}", error) from None
        try:
            return self.show(Named(path.name))
        except ReportError:
            with suppress(OSError):
                path.unlink()
            raise

    def show(self, named: Named) -> dict[str, object]:
        """The changes and comments of a file, those that were declined in their own list."""
        path = self._path(named.name)
        told = as_object(
            changes_of(self._root, [path], self._default(path)), self._translate, applied=False
        )
        return {"name": named.name, **self._without_declined(told, path)}

    def answer(self, answered: Answered) -> dict[str, object]:
        """Take in what was accepted, all or none, and remember what was declined.

        `kept` is what brings the files back as they were, "" where none was changed.
        """
        path = self._path(answered.name)
        kept = ""
        if answered.accept:
            applied = apply_chosen(
                self._root,
                [path],
                answered.accept,
                self._default(path),
                numbers=answered.numbers,
            )
            kept = applied.kept
        no = self._declined(path)
        now = [*(each for each in no if each not in answered.accept), *answered.decline]
        if now != no:
            replace_file(_beside(path), msgspec.json.encode(list(dict.fromkeys(now))))
        return {**self.show(Named(answered.name)), "kept": kept}

    def put_away(self, named: Named) -> dict[str, object]:
        """Move a file that is done with to what is kept aside."""
        path = self._path(named.name)
        try:
            move_aside(self._root, path)
            _beside(path).unlink(missing_ok=True)
        except OSError as error:
            raise cannot_write(f"{FOLDER}/{path.name}", error) from None
        return {"problem": None}

    def _path(self, name: str) -> Path:
        if name not in self.names():
            message = _("there is no file '{name}'", name=printable(name))
            raise report_error("missing-file", None, message)
        return self._root / FOLDER / name

    def _default(self, path: Path) -> int | None:
        """The year of a file that does not say its own."""
        from reportgen.readers.word.reading import read_word_document

        return None if read_word_document(path).sent.build else self._year

    def _declined(self, path: Path) -> list[str]:
        with suppress(OSError, msgspec.DecodeError):
            return msgspec.json.decode(read_regular(_beside(path)), type=list[str])
        return []

    def _without_declined(self, told: dict[str, object], path: Path) -> dict[str, object]:
        no = set(self._declined(path))
        for entries in (told["changes"], told["comments"]):
            assert isinstance(entries, list)
            for each in entries:
                if each["id"] in no and each["list"] == "taken":
                    each["list"] = "declined"
        return told


def _beside(path: Path) -> Path:
    """Where the answers to a file stand."""
    return path.with_name(f".{path.name}{_DECLINED}")
