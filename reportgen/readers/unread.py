"""Finds the files of a project that nothing reads, and says what to do with each.

Whoever puts a file beside the others expects it in the report: it is never left out silently.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import cached_property
from pathlib import Path
from typing import Literal

from msgspec import Struct

from reportgen.diagnostics import Message, Problems, Span
from reportgen.diagnostics import Message as _
from reportgen.readers.manifest import (
    PAGE_TEMPLATE_ENDINGS,
    PICTURE_ENDINGS,
    PROJECT_FILES,
    SECTION_ENDINGS,
    WORD_TEMPLATE_ENDINGS,
    YAML_ENDINGS,
    YEAR_FILES,
    Originals,
    entries_of,
    is_section,
    is_yaml,
    means_nothing,
)
from reportgen.readers.markdown.attributes import slug
from reportgen.readers.paths import find_years, is_year, printable
from reportgen.storage.files import is_folder, list_folder, read_regular

Kind = Literal["project", "content", "year", "figures", "templates"]

_SHEETS = (".xlsx", ".xls", ".xlsm", ".ods", ".csv", ".tsv", ".numbers")
_TEXTS = (".docx", ".doc", ".odt", ".rtf", ".pdf", ".pages", ".dotx", ".html", ".htm")
_NUMBERED = re.compile(r"[0-9]+[-_. ]")


class Place(Struct, frozen=True):
    """A folder of the project, and what is read in it by name and by ending."""

    kind: Kind
    folder: str
    names: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()

    def reads(self, name: str, beside: Originals | None = None) -> bool:
        """Whether something reads a file of this name here, where those `beside` it are.

        A copy of a section is an error where it is read, one of a figure is let alone.
        """
        if self.kind == "figures" and beside and beside.of(name):
            return False
        if self.kind == "year":
            return name in self.names or is_section(name)
        return name in self.names or name.casefold().endswith(self.endings)


def places_of(year: int) -> tuple[Place, ...]:
    """The places of the report of `year`; in its own folder a project keeps what it likes."""
    return (
        Place("content", "content", PROJECT_FILES),
        Place("year", f"content/{year}", YEAR_FILES),
        Place("figures", "figures", (), YAML_ENDINGS),
        Place("templates", "templates", (), PAGE_TEMPLATE_ENDINGS + WORD_TEMPLATE_ENDINGS),
    )


def check_files(root: Path, year: int, named: Collection[str], problems: Problems) -> None:
    """Warn of every file that nothing reads (unread-file).

    `named` are the files that the settings name, from the project's root. Where a picture is
    missing, one that nothing shows may be the one that is meant: none is told of then.
    """
    texts = _Texts(root, misses_one=any(each.code == "missing-file" for each in problems.found))
    for place in places_of(year):
        names = [entry.name for entry in entries_of(root, place.folder, problems)]
        beside = Originals(names)
        for name in names:
            file = f"{place.folder}/{name}"
            if means_nothing(name) or file in named or place.reads(name, beside):
                continue
            if is_folder(root / file):
                _check_folder(root, place, name, texts, problems)
            elif not (name.casefold().endswith(PICTURE_ENDINGS) and texts.mention(name)):
                _tell(file, _advice(name, place, names), problems)
    for name in _misplaced(root, named):
        folder = f"content/{year}" if name in YEAR_FILES else "content"
        hint = _("move it into {folder}", folder=folder)
        _tell(name, hint, problems)


class _Texts:
    """What all years' sections say, as it is written: pictures are shared between years."""

    def __init__(self, root: Path, *, misses_one: bool) -> None:
        self.root = root
        self.misses_one = misses_one

    @cached_property
    def text(self) -> str:
        years = (self.root / "content" / str(year) for year in find_years(self.root))
        files = (path for folder in years for path in _listed(folder))
        sections = (path for path in files if is_section(path.name))
        text = "\n".join(_text(path) for path in sections)
        return unicodedata.normalize("NFC", text)

    def mention(self, name: str) -> bool:
        """Whether one of them names the file, or may mean it."""
        return self.misses_one or unicodedata.normalize("NFC", name) in self.text


def _listed(folder: Path) -> list[Path]:
    try:
        return [Path(entry) for entry in list_folder(folder)]
    except OSError:  # told where the sections are read
        return []


def _text(path: Path) -> str:
    try:
        return read_regular(path).decode("utf-8", "replace")
    except OSError:  # told where it is read as a section
        return ""


def _check_folder(root: Path, place: Place, name: str, texts: _Texts, problems: Problems) -> None:
    """A folder of pictures is looked through; any other is told once."""
    if place.kind == "content" and is_year(name):
        return
    folder = f"{place.folder}/{name}"
    inside = [entry.name for entry in entries_of(root, folder, problems)]
    files = [each for each in inside if not means_nothing(each)]
    pictures = [each for each in files if each.casefold().endswith(PICTURE_ENDINGS)]
    if len(pictures) < len(files):
        _tell(folder, _YEARS if place.kind == "content" else _FOLDER, problems)
        return
    for picture in pictures:
        if not texts.mention(picture):
            _tell(f"{folder}/{picture}", _PICTURE, problems)


def _misplaced(root: Path, named: Collection[str]) -> Iterator[str]:
    """Files in the project's own folder that are read elsewhere."""
    known = (*YEAR_FILES, *PROJECT_FILES)
    return (name for name in _entries(root) if name in known and name not in named)


def _entries(folder: Path) -> list[str]:
    try:
        return [entry.name for entry in list_folder(folder)]
    except OSError:
        return []


def _tell(file: str, hint: Message, problems: Problems) -> None:
    message = _("nothing reads '{name}'", name=printable(file.rpartition("/")[2]))
    problems.warn("unread-file", Span.of_file(printable(file)), message, hint)


_YEARS = _("a year's folder is named by four digits and nothing else: content/2024")
_FOLDER = _("folders in here are not looked into: move what the report needs up, the rest out")
_PICTURE = _("show it in a section: ![what it shows](name), or move it out of the folder")


def _advice(name: str, place: Place, names: list[str]) -> Message:
    """What to do with a file that nothing reads."""
    read = [each for each in names if place.reads(each)]
    original = Originals(read).of(name)
    if original:
        return _(
            "it seems to be a copy of {name}: compare the two, and delete the one that is wrong",
            name=original,
        )
    return _renamed(name, place) or _elsewhere(name, place)


def _renamed(name: str, place: Place) -> Message | None:
    """The advice for a file that is read under another name."""
    plain = name[:-4] if name.casefold().endswith(".txt") else name
    if plain != name and place.reads(plain.casefold()):
        return _("Notepad has put .txt behind its name: call it {name}", name=plain)
    stem = name.rpartition(".")[0] or name
    if place.kind == "year" and _NUMBERED.match(name) and not name.casefold().endswith(_BINARY):
        return _("call it {name} if it is a section", name=f"{stem}.md")
    if not is_yaml(plain):
        return None
    from difflib import get_close_matches

    stems = {known.rpartition(".")[0]: known for known in place.names}
    near = get_close_matches(plain.casefold().rpartition(".")[0], stems, n=1)
    return _("call it {name}", name=stems[near[0]]) if near else None


def _elsewhere(name: str, place: Place) -> Message:
    """The advice for a file that belongs elsewhere."""
    if place.kind == "templates":
        return _("page templates end in .html.j2, style sheets in .css")
    ending = f".{name.casefold().rpartition('.')[2]}"
    if ending in _SHEETS:
        return _(
            "figures are read from statistics.yaml: write them there, and keep this elsewhere;"
            " for a list write its columns in {name}.yaml, with 'file: {file}'",
            name=slug(name.rpartition(".")[0]).replace("-", "_"),
            file=name,
        )
    if ending in _TEXTS:
        return _("text is read from .md files: copy it into one, and keep this elsewhere")
    if ending in PICTURE_ENDINGS:
        return _PICTURE
    if ending in SECTION_ENDINGS or name in YEAR_FILES:
        return _("it is read in the folder of its year: content/2024")
    if ending in YAML_ENDINGS and place.kind == "year":
        return _(
            "charts are read from figures, the year's figures from statistics.yaml; a list says"
            " its columns: 'columns:'"
        )
    return _("move it out of the folder")


_BINARY = (*_SHEETS, *_TEXTS, *PICTURE_ENDINGS)
