"""Writes several files that people made: all of them or none; and keeps them as they were."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from contextlib import suppress
from io import BytesIO
from pathlib import Path

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Span, report_error
from reportgen.storage.cache import Cache
from reportgen.storage.causes import cause_of
from reportgen.storage.files import read_regular, rewrite_file
from reportgen.storage.sent import Files, id_of

_MOST_KEPT = 100
Changed = Mapping[str, tuple[bytes, bytes]]


def rewrite_all(root: Path, changed: Changed) -> None:
    """Write each file as `changed` says, its bytes before and after; links and modes stay.

    All or none: where one can't be written, those before it are put back. Raises ReportError
    (file-changed) for a file that is not as it was before, with nothing written; cannot-write.
    """
    for file, (before, _after) in changed.items():
        if _read(root, file) != before:
            message = _("'{file}' was saved by someone else meanwhile", file=file)
            hint = _("nothing was written: run the command once more")
            raise report_error("file-changed", Span.of_file(file), message, hint)
    written: list[str] = []
    try:
        for file, (_before, after) in changed.items():
            rewrite_file(root / file, after)
            written.append(file)
    except OSError as error:
        for each in written:
            with suppress(OSError):
                rewrite_file(root / each, changed[each][0])
        reason = cause_of(error)
        message = _("{file} can't be written: {reason}", file=file, reason=reason)
        raise report_error("cannot-write", None, message) from None


def _read(root: Path, file: str) -> bytes | None:
    try:
        return read_regular(root / file)
    except OSError:
        return None


def keep_before(root: Path, files: Files) -> str:
    """Keep files as they are, under a name by which `files_before` finds them."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(zipfile.ZipInfo(name), content)
    name = id_of(files)
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
    """Put files back as they were; the names of those that were others. Raises ReportError."""
    changed = {}
    for name, content in files.items():
        now = _read(root, name)
        if now is not None and now != content:
            changed[name] = (now, content)
    rewrite_all(root, changed)
    return tuple(changed)


def _kept(root: Path) -> Cache:
    return Cache(root, "before", ".zip", _MOST_KEPT)
