"""A LibreOffice that waits for work, since its start takes most of the time of a build.

It waits in a program of its own, the `keeper`, which ends it when this process ends, whatever that
ends by. Who converts takes it by removing a file: only one can. It does that one task and ends, as
LibreOffice does, and the keeper starts the next: no document meets what another one left behind.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.office.running import command_with, find_libreoffice, run_bounded

if TYPE_CHECKING:
    from subprocess import Popen
    from threading import Thread

# Where programs that are started from here learn of it.
FOLDER = "REPORTGEN_WARM_OFFICE"
# There is such a file in the folder while one waits that nobody has taken.
READY = "ready"
# And such a one from when whoever took it has what was asked for.
DONE = "done"
PROFILE = "profile"

# A keeper that was ended from outside is begun again, so many times.
_MOST_KEEPERS = 5
_CLOSE_S = 15


@contextmanager
def waiting_office() -> Iterator[Path | None]:
    """The profile of the LibreOffice that waits, from now on for nobody else; None without one.

    A start with that profile hands its task over to it, and does it itself where it has died.
    """
    folder = os.environ.get(FOLDER)
    if not folder or not _is_taken(Path(folder, READY)):
        yield None
        return
    try:
        yield Path(folder, PROFILE)
    finally:
        with suppress(OSError):
            Path(folder, DONE).touch()


def _is_taken(ready: Path) -> bool:
    try:
        ready.unlink()
    except OSError:
        return False
    return True


class WarmOffice:
    """One LibreOffice kept started for this process and those that it starts, until `close`."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._thread: Thread | None = None
        self._keeper: Popen[bytes] | None = None
        self._closed = False

    def start(self) -> None:
        """Have one started, if there is a LibreOffice; the second time nothing happens.

        Nor does it where whoever started this process keeps one.
        """
        program = find_libreoffice()
        if self._thread or self._closed or program is None or os.environ.get(FOLDER):
            return
        import tempfile
        from threading import Thread

        try:
            self._folder = Path(tempfile.mkdtemp(prefix="reportgen-warm-"))
        except OSError:
            return  # it would only have saved time
        os.environ[FOLDER] = str(self._folder)
        self._thread = Thread(target=self._follow, args=(program, self._folder), daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End it, and wait until nothing of it is left."""
        self._closed = True
        if self._thread is None or self._folder is None:
            return
        if os.environ.get(FOLDER) == str(self._folder):
            del os.environ[FOLDER]
        self._let_go()
        self._thread.join(_CLOSE_S)

    def _let_go(self) -> None:
        """The keeper ends when nobody holds its input."""
        if self._keeper and self._keeper.stdin:
            with suppress(OSError):
                self._keeper.stdin.close()

    def _follow(self, program: str, folder: Path) -> None:
        """Have a keeper for as long as it is wanted; clean up after those that could not."""
        import shutil

        for _again in range(_MOST_KEEPERS):
            try:
                self._keeper = _begun(program, folder)
            except OSError:
                break
            with self._keeper as keeper:
                if self._closed:
                    self._let_go()
                keeper.wait()
            if keeper.returncode == 0:
                break
            _end_left(program, folder)
            if self._closed:
                break
        shutil.rmtree(folder, ignore_errors=True)


def _begun(program: str, folder: Path) -> Popen[bytes]:
    """A keeper. It hears no Ctrl-C: it ends after what it is kept for."""
    import subprocess
    import sys

    return subprocess.Popen(  # noqa: S603 - our own program, no shell
        [sys.executable, "-P", "-m", "reportgen.office.keeper", program, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _end_left(program: str, folder: Path) -> None:
    """End what a keeper that was killed has left: it ends after a task, also an empty one."""
    import subprocess

    with suppress(OSError):
        (folder / READY).unlink(missing_ok=True)
        words = ["--convert-to", "pdf", str(folder / "nothing.docx")]
        command = command_with(program, folder / PROFILE, *words)
        run_bounded(command, folder, subprocess.DEVNULL, _CLOSE_S)
