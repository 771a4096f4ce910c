"""Writes files so that a reader sees the old one or the new one, never half of either."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import EACCES, EEXIST, EFBIG, EISDIR, ENODEV
from pathlib import Path
from typing import BinaryIO

from reportgen.storage.swapping import BACKUP, swapped

# What a file may hold where its reader has no bound of its own.
MOST_BYTES = 100_000_000
_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


@contextmanager
def replacing(
    path: Path, like: os.stat_result | None = None, *, private: bool = False
) -> Iterator[BinaryIO]:
    """A file to write beside `path`; takes its place at the end, vanishes on an exception.

    It has the rights and owner of `like`; None: those of a new file, or where it is `private` those
    of one that nobody else may read. Folders are made. Raises OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if exists(path) and not is_regular(path):
        # A folder, or a device, which the system would let an administrator replace.
        raise FileExistsError(EEXIST, os.strerror(EEXIST), str(path))
    handle, name = _temporary(path)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        if like is not None:
            _give_rights(name, like)
        elif not private:
            _open_to_others(name)
        os.replace(name, path)  # noqa: PTH105 - Path.replace is the same, by a longer way
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _temporary(path: Path) -> tuple[int, str]:
    """A new file beside `path`, open and private; what a kill left of earlier ones goes."""
    import tempfile  # 3 ms, and a build that finds nothing changed writes nothing

    before = f".{path.stem}-"
    with suppress(OSError), os.scandir(path.parent) as entries:
        for entry in entries:
            if _is_name_of_temporary(entry.name, before) and _is_left(entry):
                with suppress(OSError):
                    Path(entry.path).unlink()
    return tempfile.mkstemp(prefix=before, suffix=_TEMPORARY, dir=path.parent)


_TEMPORARY = ".tmp"
# The letters that tempfile makes such names of, and how many; a file is written within a second.
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_")
_COUNT = 8
_LEFT_AFTER = 3600.0


def _is_name_of_temporary(name: str, before: str) -> bool:
    own = name.removeprefix(before)
    letters, ending = own[:_COUNT], own[_COUNT:]
    is_ours = len(letters) == _COUNT and _LETTERS.issuperset(letters)
    return own != name and is_ours and ending in (_TEMPORARY, f"{_TEMPORARY}{BACKUP}")


def _is_left(entry: os.DirEntry[str]) -> bool:
    """Whether nobody writes such a file any more: it was made, or changed places, long ago."""
    status = entry.stat(follow_symlinks=False)
    touched = max(status.st_mtime, status.st_ctime)
    return stat.S_ISREG(status.st_mode) and touched < time.time() - _LEFT_AFTER


def replace_file(path: Path, content: bytes, *, private: bool = False) -> None:
    """Put a file with `content` at `path`, whole, `private` for nobody else; raises OSError."""
    with replacing(path, private=private) as stream:
        stream.write(content)


def rewrite_file(path: Path, content: bytes) -> None:
    """Put `content`, whole, into a file that a person made.

    Its rights and owner stay; a link stays, and what it leads to is written. Raises OSError:
    PermissionError for a file that is marked as not to be written.
    """
    real = Path(os.path.realpath(path))
    status = real.stat()
    if not status.st_mode & _WRITABLE or not os.access(real, os.W_OK):
        raise PermissionError(EACCES, os.strerror(EACCES), str(path))
    with replacing(real, status) as stream:
        stream.write(content)


def exchange_file(path: Path, before: bytes, after: bytes) -> bytes | None:
    """Put `after`, whole, in the place of a file that a person made and that holds `before`.

    Gives what stood there at that moment: `before`, or what a program saved in the meantime,
    which the caller has to bring in again. None where the file was another one already: then
    nothing is written. Rights and owner stay. Raises OSError as `rewrite_file` does.
    """
    status = path.stat()
    if not status.st_mode & _WRITABLE or not os.access(path, os.W_OK):
        raise PermissionError(EACCES, os.strerror(EACCES), str(path))
    handle, name = _temporary(path)
    left = new = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(after)
        _give_rights(name, status)
        if read_regular(path) != before:
            return None
        old = swapped(new, path)
        if old is None:
            new.replace(path)
            return before
        left = old
        return read_regular(old)
    finally:
        for each in {left, new}:
            each.unlink(missing_ok=True)


def read_regular(path: Path, most: int = MOST_BYTES) -> bytes:
    """The bytes of a regular file: the one door through which all that is read comes in.

    Nothing is waited for (a pipe that nobody writes to) and nothing without end is read (a
    device). Raises OSError: EISDIR for a folder, ENODEV for what is no regular file, EFBIG for
    more than `most` bytes, and what the system says.
    """
    _refuse_odd(path.stat(), path, most)
    with open(path, "rb", opener=_without_waiting) as stream:
        status = os.fstat(stream.fileno())
        _refuse_odd(status, path, most)
        # Room for what is read is made beforehand: one byte more tells whether it has grown.
        content = stream.read(status.st_size + 1)
        if len(content) > status.st_size:
            content += stream.read(most + 1 - len(content))
    if len(content) > most:
        raise OSError(EFBIG, os.strerror(EFBIG), str(path))
    return content


def is_regular(path: Path) -> bool:
    """Whether a regular file stands there, or behind the link there."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except (OSError, ValueError):  # ValueError: no name that the system could have
        return False


# pathlib's own raise an error where a folder on the way can't be looked into.


def is_folder(path: str | os.PathLike[str]) -> bool:
    """Whether a folder stands there, or behind the link there."""
    return os.path.isdir(path)  # noqa: PTH112


def exists(path: Path) -> bool:
    """Whether anything stands there that can be reached."""
    return os.path.exists(path)  # noqa: PTH110


def list_folder(folder: Path) -> list[os.DirEntry[str]]:
    """What stands in `folder`, by name; raises OSError where it can't be listed."""
    with os.scandir(folder) as entries:
        return sorted(entries, key=lambda entry: entry.name)


def files_in(folder: Path, endings: tuple[str, ...]) -> list[Path]:
    """The files of `folder` with one of these endings, by name; none where it can't be listed.

    What is hidden, and what Office lays beside a file that is open, is none of them.
    """
    try:
        entries = list_folder(folder)
    except OSError:
        return []
    seen = (Path(each) for each in entries if each.name[0] not in ".~")
    return [each for each in seen if each.suffix.lower() in endings and is_regular(each)]


def first_bytes(path: Path, count: int) -> bytes:
    """The first bytes of a file, which may be of any size; raises OSError."""
    with open(path, "rb", opener=_without_waiting) as stream:
        return stream.read(count)


def _without_waiting(name: str, flags: int) -> int:
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))


def _refuse_odd(status: os.stat_result, path: Path, most: int) -> None:
    if stat.S_ISREG(status.st_mode) and status.st_size <= most:
        return
    number = EFBIG if stat.S_ISREG(status.st_mode) else ENODEV
    number = EISDIR if stat.S_ISDIR(status.st_mode) else number
    raise OSError(number, os.strerror(number), str(path))


def size_of_regular(path: Path) -> int | None:
    """The size in bytes of a regular file; None where there is none, or a link in its place."""
    try:
        status = path.lstat()
    except OSError:
        return None
    return status.st_size if stat.S_ISREG(status.st_mode) else None


def _open_to_others(name: str) -> None:
    """Give the file the rights that a new file gets; a temporary one is private."""
    if os.name == "posix":
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)


def _give_rights(name: str, like: os.stat_result) -> None:
    """Give the file the owner and the rights of another, as far as the system lets us."""
    if os.name == "posix":
        with suppress(PermissionError):
            os.chown(name, like.st_uid, like.st_gid)
    Path(name).chmod(stat.S_IMODE(like.st_mode))


def free_name(path: Path, suffix: str) -> Path:
    """A name beside `path` that no file has: "rapport-ny.docx", else "rapport-ny-2.docx"."""
    candidate = path.with_name(f"{path.stem}-{suffix}{path.suffix}")
    number = 2
    while exists(candidate):
        candidate = path.with_name(f"{path.stem}-{suffix}-{number}{path.suffix}")
        number += 1
    return candidate
