"""The settings of the report as a form: those of the project and those of the year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from threading import Lock
from typing import Any

from msgspec import Struct

from reportgen.diagnostics import Diagnostic, Problems, ReportError, report_error
from reportgen.diagnostics import Message as _
from reportgen.language.messages import Translate
from reportgen.preview.routes import Action, Nothing
from reportgen.preview.writing.places import existing_file
from reportgen.readers.fields import Record
from reportgen.readers.paths import SETTINGS
from reportgen.readers.settings import PROJECT, YEAR
from reportgen.readers.source import decode_source
from reportgen.readers.yaml.reading import Node, Sequence, parse_yaml
from reportgen.scaffold.settings_edits import with_values
from reportgen.scaffold.settings_values import (
    AUTHOR,
    Person,
    Values,
    commented,
    in_one_line,
    node_at,
    values_in,
)
from reportgen.storage.causes import cause_of
from reportgen.storage.files import read_regular
from reportgen.storage.rewriting import rewrite_all

# How often a file may change between reading and writing it, before that is told.
_ATTEMPTS = 5
_MOST_BYTES = 100_000
_OF_YEAR = ("title", "subtitle", "date", "place", "dnr", "number")
_OF_PROJECT = (
    *("region", "organisation", "unit", AUTHOR, "contact.phone", "contact.email"),
    *("colours", "page_numbers"),
)


class Edited(Struct, frozen=True):
    """The settings as they were opened, and as they are wanted."""

    opened: Values
    wanted: Values


class Told(Struct, frozen=True):
    """What is wrong, in words; `field` is the key that it is about, "" where that is no field.

    One of several who sign is `author.0`. `place` is `file:line`, "" where nowhere.
    """

    field: str
    text: str
    place: str


class Opened(Struct, frozen=True):
    """The settings, where each stands (`places`), and what is in comments (`commented`)."""

    values: Values
    places: Mapping[str, str]
    commented: Mapping[str, str]


class Refused(Struct, frozen=True):
    """Why nothing is saved, or shown."""

    told: tuple[Told, ...]


class Question(Struct, frozen=True):
    """A field that was changed elsewhere as well; how it stands here and there."""

    field: str
    mine: str
    theirs: str


class Asking(Struct, frozen=True):
    """What both sides changed, and how the files have everything now."""

    questions: tuple[Question, ...]
    now: Values


class _File(Struct, frozen=True):
    """A settings file at a moment, with the keys that are fields."""

    name: str
    names: tuple[str, ...]
    record: Record[Any]
    content: bytes

    def root(self) -> Node:
        return parse_yaml(decode_source(self.content, self.name))


class SettingsForm:
    """The form of one year of the project in `root`."""

    def __init__(self, root: Path, year: int, translate: Translate) -> None:
        self.root = root
        self.year = year
        self._translate = translate
        self._writing = Lock()

    def actions(self) -> dict[str, Action[Any]]:
        """What the page can ask for."""
        return {
            "/desk/settings": Action(Nothing, lambda _asked: self.open()),
            "/desk/settings/save": Action(Edited, self.save, _MOST_BYTES),
        }

    def open(self) -> Opened | Refused:
        """The settings as they stand; raises ReportError where a file is not there."""
        try:
            return self._opened(self._files())
        except ReportError as error:
            if all(each.span is None for each in error.diagnostics):
                raise
            return Refused(tuple(self._told(each, "") for each in error.diagnostics))

    def save(self, edited: Edited) -> Opened | Asking | Refused:
        """Write what was changed into the files as they are now, both or none.

        What was changed there too is asked about, and what a reader refuses is not written.
        Raises ReportError (cannot-edit, cannot-write, file-changed).
        """
        wanted = _tidy(edited.wanted)
        with self._writing:
            for attempt in range(_ATTEMPTS):
                files = self._files()
                now = _values(files)
                questions = tuple(_questions(edited.opened, wanted, now))
                if questions:
                    return Asking(questions, now)
                changed = self._changed(files, _merged(edited.opened, wanted, now))
                told = tuple(self._wrong(changed))
                if told:
                    return Refused(told)
                try:
                    before = {each.name: each.content for each in files}
                    after = {each.name: (before[each.name], each.content) for each in changed}
                    rewrite_all(self.root, after)
                    break
                except ReportError as error:
                    meanwhile = error.diagnostics[0].code == "file-changed"
                    if not meanwhile or attempt == _ATTEMPTS - 1:
                        raise
            return self.open()

    def _files(self) -> tuple[_File, _File]:
        year = f"content/{self.year}/report.yaml"
        return (
            _File(year, _OF_YEAR, YEAR, self._content_of(year)),
            _File(SETTINGS, _OF_PROJECT, PROJECT, self._content_of(SETTINGS)),
        )

    def _content_of(self, file: str) -> bytes:
        try:
            return read_regular(existing_file(self.root, file))
        except OSError as error:
            message = _("'{file}' can't be read: {reason}", file=file, reason=cause_of(error))
            raise report_error("unreadable-file", None, message) from None

    def _opened(self, files: tuple[_File, ...]) -> Opened:
        places: dict[str, str] = {}
        asides: dict[str, str] = {}
        for file in files:
            root, source = file.root(), decode_source(file.content, file.name)
            for name in file.names:
                node, aside = node_at(root, name), commented(source, name)
                line = node.span.line if node else aside.line if aside else 0
                places[name] = f"{file.name}:{line}" if line else file.name
                if aside and node is None:
                    asides[name] = aside.text
        return Opened(_values(files), places, asides)

    @staticmethod
    def _changed(files: tuple[_File, ...], wanted: Values) -> list[_File]:
        """The files with what is wanted, those that are others then."""
        found = []
        for file in files:
            after = with_values(file.content, file.name, file.names, wanted)
            if after != file.content:
                found.append(_File(file.name, file.names, file.record, after))
        return found

    def _wrong(self, files: list[_File]) -> Iterator[Told]:
        """What the readers say of the files."""
        for file in files:
            root, problems = file.root(), Problems()
            with problems.collecting():
                file.record.read(root)
            for each in problems.found:
                yield self._told(each, _field_of(each, file, root))

    def _told(self, diagnostic: Diagnostic, field: str) -> Told:
        parts = (diagnostic.message, diagnostic.hint)
        text = ": ".join(self._translate(part) for part in parts if part)
        span = diagnostic.span
        return Told(field, text, f"{span.file}:{span.line}" if span else "")


def _values(files: tuple[_File, ...]) -> Values:
    found = [values_in(each.root(), (n for n in each.names if n != AUTHOR)) for each in files]
    texts = {name: text for each in found for name, text in each.texts.items()}
    return Values(texts, found[-1].people)


def _tidy(values: Values) -> Values:
    """The values as the files have them; rows of people that are empty are none."""
    texts = {name: in_one_line(text) for name, text in values.texts.items()}
    people = (Person(*map(in_one_line, (p.name, p.title, p.unit))) for p in values.people)
    return Values(texts, tuple(each for each in people if each != Person("")))


def _sides(
    opened: Values, wanted: Values, now: Values
) -> Iterator[tuple[str, object, object, object]]:
    """Each field as it was, is wanted and stands now; one that nobody knows is none."""
    for name, text in now.texts.items():
        before = opened.texts.get(name, text)
        yield name, before, wanted.texts.get(name, before), text
    yield AUTHOR, opened.people, wanted.people, now.people


def _questions(opened: Values, wanted: Values, now: Values) -> Iterator[Question]:
    for name, before, mine, theirs in _sides(opened, wanted, now):
        if mine not in (before, theirs) and theirs != before:
            yield Question(name, _in_words(mine), _in_words(theirs))


def _in_words(value: object) -> str:
    if isinstance(value, str):
        return value
    people: tuple[Person, ...] = value  # type: ignore[assignment]
    return "; ".join(", ".join(filter(None, (p.name, p.title, p.unit))) for p in people)


def _merged(opened: Values, wanted: Values, now: Values) -> Values:
    """What stands now, with what was changed here."""
    merged = {
        name: theirs if mine == before else mine
        for name, before, mine, theirs in _sides(opened, wanted, now)
    }
    people = merged.pop(AUTHOR)
    return Values(merged, people)  # type: ignore[arg-type]


def _field_of(diagnostic: Diagnostic, file: _File, root: Node) -> str:
    """The field that a reader's error is about; "" where it is about no field."""
    missing = diagnostic.message.values.get("key")
    if diagnostic.code == "missing-key" and missing in file.names:
        return str(missing)
    span = diagnostic.span
    if span is None:
        return ""
    at = (span.line, span.column)
    for name, node in _nodes(file.names, root):
        here = node.span
        if (here.line, here.column) <= at <= (here.end_line, here.end_column):
            return name
    return ""


def _nodes(names: tuple[str, ...], root: Node) -> Iterator[tuple[str, Node]]:
    """The fields that are written, a part before what it is of."""
    for name in names:
        node = node_at(root, name)
        if name == AUTHOR and isinstance(node, Sequence):
            yield from ((f"{AUTHOR}.{place}", item) for place, item in enumerate(node.items))
        if node is not None:
            yield name, node
