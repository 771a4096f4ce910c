"""What only saves time: files under `output/.cache`, by key, the oldest removed.

A project that comes from elsewhere can hold links. Nothing here is ever reached through one, so
that what is read, written and removed lies where it seems to; and only names that a cache gives
are removed. What can't be read or written costs time and nothing else.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from reportgen.storage.files import read_regular, replace_file, size_of_regular

CACHE = Path("output") / ".cache"
_KEY = r"[0-9a-f]{8,64}"
_LARGEST = 50_000_000


class Cache(Struct, frozen=True):
    """The folder `name` in the cache of the project in `root`: a file for each key.

    A key is 8 to 64 hexadecimal digits. Of more than `most` files the oldest go.
    """

    root: Path
    name: str
    ending: str
    most: int

    def read(self, key: str) -> bytes | None:
        """What is kept under `key`; None where there is nothing that can be read."""
        file = self._file(key)
        size = size_of_regular(file) if file else None
        if file is None or size is None or size > _LARGEST:
            return None
        try:
            return read_regular(file)
        except OSError:
            return None

    def keys(self) -> list[str]:
        """The keys of what is kept, the newest first."""
        file = self._file("0" * 8)
        if file is None:
            return []
        try:
            return [Path(path).stem for _time, path in self._all(file.parent)[::-1]]
        except OSError:
            return []

    def keep(self, key: str, content: bytes) -> None:
        """Keep `content` under `key`; a folder that can't be written is left as it is."""
        with suppress(OSError):
            if file := self._file(key):
                replace_file(file, content)
                self._prune(file.parent)

    def place(self, key: str) -> Path | None:
        """Where a file can be moved to, to be kept under `key`; None where there is no place."""
        with suppress(OSError):
            if file := self._file(key):
                file.parent.mkdir(parents=True, exist_ok=True)
                self._prune(file.parent)
                return file
        return None

    def _prune(self, folder: Path) -> None:
        for _time, path in self._all(folder)[: -self.most]:
            Path(path).unlink()

    def _all(self, folder: Path) -> list[tuple[int, str]]:
        """When each file of ours was written, and its path, the oldest first."""
        ours = re.compile(_KEY + re.escape(self.ending))
        return sorted(
            (entry.stat(follow_symlinks=False).st_mtime_ns, entry.path)
            for entry in os.scandir(folder)
            if ours.fullmatch(entry.name)
        )

    def _file(self, key: str) -> Path | None:
        """Where `key` is kept; None where a link stands in the way."""
        if not re.fullmatch(_KEY, key):
            raise ValueError(key)
        folder = self.root / CACHE / self.name
        # `output` itself may be a link, as to a larger disk: what is built goes there too.
        straight = Path(os.path.realpath(self.root / CACHE.parent), CACHE.name, self.name)
        return (
            folder / f"{key}{self.ending}" if Path(os.path.realpath(folder)) == straight else None
        )
