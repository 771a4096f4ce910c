"""Waits until the files of a project change and are at rest again.

It looks at them again and again and does not ask the system to tell: that works on network
drives too, and in folders that are deleted and made anew. A look at a report takes 0.3 ms.
"""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from reportgen.storage.build_records import FOLDERS, stamps_below
from reportgen.storage.files import is_regular, list_folder

# Size and time (ns) of each file, by its path.
Stamps = Mapping[str, tuple[int, int]]

# A tenth of the time is spent looking at most, however slow the drive.
_PAUSE_S = 0.05
_PAUSE_PER_LOOK = 9
_LONGEST_PAUSE_S = 2.0
# What is in the way may be mended where nobody looks: a lock is gone, a picture is there. So
# whoever meets errors tries again after so long, saved or not.
AGAIN_S = 2.0
# Who saves without a pause sees what stands there so far.
_LONGEST_UNREST_S = 0.5


def look_at(root: Path, beside: Iterable[Path] = ()) -> Stamps:
    """The stamps of all that a report of the project may be made of.

    That is content, figures, page templates, what stands loose in the project's folder (a Word
    template, a logo) and the files `beside` them. What is not there has no stamp.
    """
    stamps: dict[str, tuple[int, int]] = {}
    for folder in FOLDERS:
        with suppress(OSError):
            stamps |= {path: (size, at) for path, size, at in stamps_below(str(root / folder))}
    loose: list[Path] = []
    with suppress(OSError):
        loose = [Path(e) for e in list_folder(root) if e.name[0] not in ".~"]
    for path in (*loose, *beside):
        with suppress(OSError):
            if is_regular(path):
                status = path.stat()
                stamps[str(path)] = status.st_size, status.st_mtime_ns
    return stamps


class Watcher:
    """Sees what is saved in the project in `root` from now on."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._beside: frozenset[Path] = frozenset()
        self._seen = look_at(root)
        # How long the last looks took: one that was slow by chance slows nothing down.
        self._took_s = deque([0.0], maxlen=3)

    def watch_beside(self, paths: Iterable[Path]) -> None:
        """Watch these files as well, and no more those of before; they may not be there yet."""
        before, self._beside = self._beside, frozenset(paths)
        now = look_at(self.root, self._beside)
        named = {str(path): now[str(path)] for path in self._beside if str(path) in now}
        let_go = {str(path) for path in before - self._beside} - now.keys()
        seen = {path: stamp for path, stamp in self._seen.items() if path not in let_go}
        self._seen = {**named, **seen}

    def wait(self, longest_s: float | None = None) -> tuple[str, ...]:
        """Wait until something was saved and is at rest; the names of what changed.

        Empty where nothing was in `longest_s`. A file that is half written is not at rest.
        Where that goes on and on, what there is after half a second counts.
        """
        end = math.inf if longest_s is None else time.monotonic() + longest_s
        while (found := self._look_later()) == self._seen:
            if time.monotonic() > end:
                return ()
        latest = time.monotonic() + _LONGEST_UNREST_S
        while (again := self._look_later()) != found and time.monotonic() < latest:
            found = again
        changed = self._seen.items() ^ again.items()
        self._seen = again
        return tuple(sorted({Path(path).name for path, _stamp in changed}))

    def _look_later(self) -> Stamps:
        """Pause and look; longer where looks take long."""
        pause_s = min(self._took_s) * _PAUSE_PER_LOOK
        time.sleep(min(max(pause_s, _PAUSE_S), _LONGEST_PAUSE_S))
        begun = time.perf_counter()
        found = look_at(self.root, self._beside)
        self._took_s.append(time.perf_counter() - begun)
        return found
