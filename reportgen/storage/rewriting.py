"""Writes several files of people, new ones too: all or none; and keeps them as they were."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from io import BytesIO
from pathlib import Path

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import ReportError, Span, report_error
from reportgen.storage.cache import Cache
from reportgen.storage.causes import cannot_write
from reportgen.storage.files import exchange_file, exists, read_regular, replace_file
from reportgen.storage.sent import Files, id_of

_MOST_KEPT = 100
_MOST_AWAY = 10
# Before the names of files that were made: they are taken away again.
_MADE = "//made/"
# The bytes of files before and after, None before for one that is made, after for one that goes.
Changed = Mapping[str, tuple[bytes | None, bytes | None]]


def rewrite_all(root: Path, changed: Changed) -> None:
    """Write each file as `changed` says; links and modes stay.

    All or none: where one can't be written, those before it are put back. Raises ReportError
    (file-changed) for a file that is not as it was before, cannot-write; nothing is written then.
    """
    for file, (before, _after) in changed.items():
        if _is_outside(root, file):
            message = _("'{file}' would be written outside the project", file=file)
            raise report_error("outside-project", None, message)
        if _read(root, file) != before or (before is None and exists(root / file)):
            raise _saved_meanwhile(file)
    written: list[str] = []
    try:
        for file, (before, after) in changed.items():
            if not _written(root, file, before, after):
                raise _saved_meanwhile(file)
            written.append(file)
    except (OSError, ReportError) as error:
        for each in written:
            with suppress(OSError):
                _put_back(root / each, *changed[each])
        if isinstance(error, ReportError):
            raise
        raise cannot_write(file, error) from None


def _saved_meanwhile(file: str) -> ReportError:
    message = _("'{file}' was saved by someone else meanwhile", file=file)
    hint = _("nothing was written: run the command once more")
    return report_error("file-changed", Span.of_file(file), message, hint)


def _written(root: Path, file: str, before: bytes | None, after: bytes | None) -> bool:
    """Make of a file what it shall be; False where it has something else, which stays."""
    path = root / file
    if after is None:
        return before is None or _removed(root, path, before)
    if before is None:
        replace_file(path, after)
        return True
    return _exchanged(path, before, after)


def _removed(root: Path, path: Path, before: bytes) -> bool:
    """Take a file away; False where it has something else, which stays."""
    aside = _moved_aside(root, path, before)
    if read_regular(aside) == before:
        aside.unlink()
        return True
    aside.rename(path)
    return False


def _moved_aside(root: Path, path: Path, before: bytes) -> Path:
    """Move a file to where a kill may leave it: no source, and among others that are pruned.

    Beside it, where the cache is on another disk, or where a link would lead elsewhere then.
    """
    kept = Cache(root, "away", ".old", _MOST_AWAY).place(id_of({path.name: before}))
    if kept is not None and not path.is_symlink():
        with suppress(OSError):
            return path.replace(kept)
    return path.rename(path.with_name(f".{path.name}.away"))


def _exchanged(path: Path, before: bytes, after: bytes) -> bool:
    """Write `after` over `before`; False where the file has something else, which stays."""
    real = Path(os.path.realpath(path))
    found = exchange_file(real, before, after)
    if found == before:
        return True
    while found is not None and found != before:
        # Saved at that very moment: that goes back, and what is saved over it meanwhile too.
        before, after = after, found
        found = exchange_file(real, before, after)
    return False


def _put_back(path: Path, before: bytes | None, after: bytes | None) -> None:
    """Make a file that was written what it was before; what others have saved since stays."""
    if after is None:
        if before is not None and not exists(path):
            replace_file(path, before)
    elif before is not None:
        _exchanged(path, after, before)
    elif read_regular(path) == after:
        path.unlink()


def _is_outside(root: Path, file: str) -> bool:
    """Whether a new file would lie elsewhere, through the link of a folder."""
    folder = (root / file).parent
    return not exists(root / file) and not folder.resolve().is_relative_to(root.resolve())


def _read(root: Path, file: str) -> bytes | None:
    try:
        return read_regular(root / file)
    except OSError:
        return None


def keep_before(root: Path, files: Files, made: Files | None = None) -> str:
    """Keep files as they are, under a name by which `files_before` finds them.

    `made` are those that are not there yet: to put all back takes them away.
    """
    kept = {**files, **{f"{_MADE}{name}": content for name, content in (made or {}).items()}}
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in kept.items():
            package.writestr(zipfile.ZipInfo(name), content)
    name = id_of(kept)
    _kept(root).keep(name, stream.getvalue())
    return name


def files_before(root: Path, name: str) -> Files | None:
    """The files that were kept under `name`; None where there are none."""
    with suppress(ValueError, zipfile.BadZipFile, EOFError):
        content = _kept(root).read(name)
        if content is not None:
            with zipfile.ZipFile(BytesIO(content)) as package:
                return {each: package.read(each) for each in package.namelist()}
    return None


def restored(root: Path, files: Files) -> tuple[str, ...]:
    """Put files back as they were; the names of those that were others, or gone.

    Raises ReportError. What was made since is taken away, where nobody has written in it.
    """
    changed: dict[str, tuple[bytes | None, bytes]] = {}
    for name, content in files.items():
        now = _read(root, name)
        if not name.startswith(_MADE) and now != content:
            changed[name] = (now, content)
    rewrite_all(root, changed)
    return (*changed, *_taken_away(root, files))


def _taken_away(root: Path, files: Files) -> Iterator[str]:
    for kept, content in files.items():
        name = kept.removeprefix(_MADE)
        if kept != name and _read(root, name) == content:
            with suppress(OSError):
                (root / name).unlink()
                yield name


def _kept(root: Path) -> Cache:
    return Cache(root, "before", ".zip", _MOST_KEPT)
