"""Keeps one LibreOffice started: `python -m reportgen.office.keeper PROGRAM FOLDER`.

A program of its own, so that it outlives whoever it works for by the moment that it takes to clean
up: it ends when its standard input does, which no system keeps open for a process that is gone.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread

from reportgen.office.running import begin, command_with, end_with_children
from reportgen.office.warm import DONE, PROFILE, READY

# What it works for begins with work of its own.
_AFTER_S = 1
# How often it is looked whether one that was taken is done, and how long that may last. One that
# has done its task may take another look to end.
_LOOK_S = 5
_LONGEST_S = 120
# One that ends by itself so soon has something against it; after so many no more are started.
_SOON_S = 10
_MOST_ENDED = 3

_Kept = subprocess.Popen[bytes]
# A process has ended; None: the keeper has to.
_News = SimpleQueue[_Kept | None]


def main(program: str, folder: Path) -> None:
    """Keep one until the end of the input, and leave nothing behind."""
    news: _News = SimpleQueue()
    for name in ("SIGTERM", "SIGHUP", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_signal: news.put(None))
    Thread(target=_hear_end, args=(news,), daemon=True).start()
    try:
        if _is_quiet(news, _AFTER_S):
            _keep(program, folder, news)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _hear_end(news: _News) -> None:
    while os.read(0, 1):
        pass
    news.put(None)


def _is_quiet(news: _News, seconds: float) -> bool:
    """Whether nothing was heard for so long."""
    with suppress(Empty):
        news.get(timeout=seconds)
        return False
    return True


def _keep(program: str, folder: Path, news: _News) -> None:
    """Start one, wait until it has ended, and again."""
    ready, ended = folder / READY, 0
    while ended < _MOST_ENDED:
        began = time.monotonic()
        kept = begin(_command(program, folder), folder, subprocess.DEVNULL)
        Thread(target=_hear, args=(kept, news), daemon=True).start()
        try:
            (folder / DONE).unlink(missing_ok=True)
            ready.touch()
            goes_on = _wait(kept, ready, news)
        finally:
            if kept.poll() is None:
                end_with_children(kept.pid)
                kept.wait()
        if not goes_on:
            return
        soon = ready.exists() and time.monotonic() < began + _SOON_S
        ended = ended + 1 if soon else 0
        ready.unlink(missing_ok=True)


def _command(program: str, folder: Path) -> list[str]:
    return command_with(program, folder / PROFILE, "--nodefault", "--nologo")


def _hear(kept: _Kept, news: _News) -> None:
    kept.wait()
    news.put(kept)


def _wait(kept: _Kept, ready: Path, news: _News) -> bool:
    """Wait until it has ended, or takes too long for what it was taken for; False: for good."""
    left, done = _LONGEST_S, ready.with_name(DONE)
    while left > 0:
        try:
            heard = news.get(timeout=_LOOK_S)
        except Empty:
            left = _LONGEST_S if ready.exists() else left - _LOOK_S
            if done.exists():
                left = min(left, _LOOK_S)
        else:
            if heard is None or heard is kept:
                return heard is kept
    return True


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
