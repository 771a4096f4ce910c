"""Keeps what was built to be sent: the Word document, and the sources as they were.

One zip a build in `output/.cache/sent`, by the digest of the sources; the document carries the
same digest. When it comes back with changes, they are told from what was sent. Of a file that lost
the digest it is remembered which build it was held against, by its own digest, once it is taken in.
"""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from msgspec import Struct

from reportgen.storage.build_records import FOLDERS
from reportgen.storage.cache import Cache
from reportgen.storage.files import (
    exists,
    is_regular,
    list_folder,
    read_regular,
    replace_file,
    size_of_regular,
)

# A report is sent a few times a year.
_MOST_KEPT = 60
_MOST_TRIED = 12
# Larger files are pictures and registers, which nobody changes in Word: known by their size.
_LARGEST = 2_000_000
_TEXTS = (".md", ".yaml", ".yml")
_DOCUMENT = "document.docx"
# What all years of a project share.
_SETTINGS = "content/reportgen.yaml"
_ID_LENGTH = 24

Files = Mapping[str, bytes]


class Sent(Struct, frozen=True):
    """What was sent: the Word document, and the sources by their names from the project's root."""

    document: bytes
    sources: Files


def sources_of(root: Path, year: int) -> Files:
    """The files that the report of `year` is made of, but for large ones; links are left out."""
    names = [_SETTINGS, *_below(root, f"content/{year}"), *_below(root, "figures")]
    found: dict[str, bytes] = {}
    for name in names:
        size = size_of_regular(root / name)
        if size is not None and size <= _LARGEST:
            with suppress(OSError):
                found[name] = read_regular(root / name)
    return found


def _below(root: Path, folder: str) -> Iterator[str]:
    with suppress(OSError):
        for entry in list_folder(root / folder):
            if entry.name[0] in ".~" or entry.is_symlink():
                continue
            name = f"{folder}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield from _below(root, name)
            elif is_regular(root / name):
                yield name


def id_of(sources: Files) -> str:
    """The id of a build of `sources`: the same on every computer, whatever its line ends."""
    digest = sha256()
    for name, content in sorted(sources.items()):
        plain = content.replace(b"\r\n", b"\n") if name.endswith(_TEXTS) else content
        digest.update(f"{name}\0{len(plain)}\0".encode("utf-8", "surrogateescape"))
        digest.update(plain)
    return digest.hexdigest()[:_ID_LENGTH]


def keep_sent(root: Path, identity: str, document: Path, sources: Files) -> None:
    """Keep what is sent, the file `document` and its sources; or not, where that can't be done."""
    with suppress(OSError):
        _kept(root).keep(identity, _packed(read_regular(document), sources))


def _packed(document: bytes, sources: Files) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        # A document is compressed already.
        package.writestr(zipfile.ZipInfo(_DOCUMENT), document, zipfile.ZIP_STORED)
        for name, content in sources.items():
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def read_sent(root: Path, identity: str) -> Sent | None:
    """What was kept under `identity`; None where it is gone or damaged."""
    with suppress(ValueError, KeyError, zipfile.BadZipFile, EOFError, RuntimeError):
        content = _kept(root).read(identity)
        if content is None:
            return None
        with zipfile.ZipFile(BytesIO(content)) as package:
            files = {name: package.read(name) for name in package.namelist()}
        document = files.pop(_DOCUMENT)
        return Sent(document, files) if id_of(files) == identity else None
    return None


def latest_sent(root: Path, year: int) -> Iterator[Sent]:
    """What was kept of a year, the newest first: a few, of more nobody expects one back."""
    found = (read_sent(root, identity) for identity in _kept(root).keys()[:_MOST_TRIED])
    folder = f"content/{year}/"
    for sent in found:
        if sent is not None and any(name.startswith(folder) for name in sent.sources):
            yield sent


def digest_of_file(path: Path) -> str:
    """What a file that came back is known by; "" where it can no longer be read."""
    try:
        return sha256(read_regular(path)).hexdigest()
    except OSError:
        return ""


def remember_base(root: Path, returned: str, identity: str) -> None:
    """Remember that the file of digest `returned` was held against what is kept as `identity`."""
    _bases(root).keep(returned, identity.encode("ascii"))


def base_before(root: Path, returned: str) -> Sent | None:
    """What the file of digest `returned` was held against before; None where that is not known."""
    identity = (_bases(root).read(returned) or b"").decode("ascii", "replace")
    return read_sent(root, identity) if re.fullmatch(r"[0-9a-f]+", identity) else None


def spread(root: Path, sent: Sent, folder: Path, beside: Iterable[str]) -> None:
    """Put the sources as they were into `folder`, with what was not kept as it is now in `root`.

    `beside` are the files that the settings name.
    """
    for name, content in sent.sources.items():
        replace_file(folder / name, content)
    for name in (*beside, *(each for top in FOLDERS for each in _below(root, top))):
        inside = not Path(name).is_absolute() and ".." not in Path(name).parts
        if inside and is_regular(root / name) and not exists(folder / name):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            with suppress(OSError):
                os.link(root / name, folder / name)


def _kept(root: Path) -> Cache:
    return Cache(root, "sent", ".zip", _MOST_KEPT)


def _bases(root: Path) -> Cache:
    return Cache(root, "sent-of", ".txt", _MOST_KEPT)
