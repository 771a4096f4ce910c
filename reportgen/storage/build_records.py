"""Remembers what was built from what.

So a build can say that nothing changed. One small JSON file a request, in
`output/.cache/built`; losing it costs nothing but a rebuild.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec import Struct

from reportgen import __version__
from reportgen.storage.cache import Cache
from reportgen.storage.files import read_regular
from reportgen.storage.formats import WORD

# Where all that a report is made of stands, but for the files that content names.
FOLDERS = ("content", "figures", "templates", "published")
# Larger files are known by size and time, not by content.
# One for each year and way of building it.
_MOST_KEPT = 200
_LARGEST_READ = 16 * 1024 * 1024


class BuildRecord(Struct, frozen=True):
    """What documents were built from (`inputs`), and path and digest of each, by its format.

    Paths are from the project's root, as `path_in` gives them: a project may be moved. `beside`
    are the files outside `content` and `figures` that they were built from as well.
    """

    inputs: str
    documents: Mapping[str, tuple[str, str]]
    summary: dict[str, int]
    beside: Sequence[str] = ()


def path_in(root: Path, path: Path) -> str:
    """`path` from the project's root, where it is in it; `root / path_in(root, it)` is it again."""
    whole = Path(os.path.normpath(path.absolute()))
    return whole.relative_to(root).as_posix() if whole.is_relative_to(root) else str(whole)


def digest_inputs(root: Path, options: str, beside: Sequence[str] = ()) -> str:
    """A digest of all that a build depends on.

    Content, figures, page templates, the files `beside` them that content names, the options of
    the build, the program itself and the versions of the libraries beside it.
    """
    digest = sha256(f"{__version__}\0{options}\0".encode())
    for folder in FOLDERS:
        for path in _files(root / folder):
            digest.update(path.relative_to(root).as_posix().encode("utf-8", "surrogateescape"))
            digest.update(_digest_of(path))
    for name in beside:
        digest.update(f"{name}\0{digest_file(root / name)}\0".encode())
    for entry in sorted(_program_parts()):
        digest.update(entry.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    for base, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            if name[0] not in ".~":
                yield Path(base, name)


def _digest_of(path: Path) -> bytes:
    try:
        status = path.stat()
        if status.st_size > _LARGEST_READ:
            return sha256(f"{status.st_size} {status.st_mtime_ns}".encode()).digest()
        return sha256(read_regular(path)).digest()
    except OSError as error:  # told where it is read
        return sha256(f"unread {error.errno}".encode()).digest()


def _program_parts() -> Iterator[str]:
    """The program's own files by size and time, and the installed libraries by version."""
    for path, size, changed in stamps_below(str(Path(__file__).parents[1])):
        yield f"{path} {size} {changed}"
    for folder in sys.path:
        if folder.endswith(("site-packages", "dist-packages")):
            with suppress(OSError), os.scandir(folder) as entries:
                yield from (each.name for each in entries if each.name.endswith(".dist-info"))
    yield sys.version


def stamps_below(folder: str) -> Iterator[tuple[str, int, int]]:
    """Every file below `folder` with its size and time (ns), hidden and compiled ones left out.

    Raises OSError where the folder can't be listed.
    """
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name[0] in ".~" or entry.name == "__pycache__":
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from stamps_below(entry.path)
            else:
                with suppress(OSError):  # gone since it was listed, a link that leads nowhere
                    status = entry.stat()
                    yield entry.path, status.st_size, status.st_mtime_ns


def digest_file(path: Path) -> str | None:
    """A digest of a file's bytes; None where there is none to read."""
    try:
        return sha256(read_regular(path)).hexdigest()
    except OSError:
        return None


def read_record(root: Path, key: str) -> BuildRecord | None:
    """The record of the build called `key`; None where there is none that can be read."""
    try:
        record = msgspec.json.decode(_records(root).read(_name(key)) or b"", type=BuildRecord)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return record if WORD.name in record.documents else None


def write_record(root: Path, key: str, record: BuildRecord) -> None:
    """Remember a build; where that can't be written, it is simply not remembered."""
    _records(root).keep(_name(key), msgspec.json.encode(record))


def _records(root: Path) -> Cache:
    return Cache(root, "built", ".json", _MOST_KEPT)


def _name(key: str) -> str:
    return sha256(key.encode()).hexdigest()[:24]
