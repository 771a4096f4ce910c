"""Says what is being done while a person waits: on a line that goes away, and to the desk."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, Timer

import click

from reportgen.cli.language import say
from reportgen.diagnostics import Message
from reportgen.language.doing import MARK, TELLS, Doing, to_nobody

# What is done sooner nobody waits for.
_AFTER_S = 0.7


@contextmanager
def telling_steps(*, quiet: bool = False) -> Iterator[Doing]:
    """Who to tell of each step: a terminal or the desk; nobody where a program reads."""
    if quiet:
        yield to_nobody
    elif os.environ.get(TELLS):
        yield _tell_desk
    elif sys.stderr.isatty():
        line = _Line()
        try:
            yield line.show
        finally:
            line.end()
    else:
        yield to_nobody


def _tell_desk(step: Message) -> None:
    click.echo(MARK + say()(step))


class _Line:
    """A line of the terminal that says the step; taken away before anything else is said."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._text = ""
        self._shown = 0
        self._waited = False
        self._timer = Timer(_AFTER_S, self._begin)
        self._timer.daemon = True
        self._timer.start()

    def show(self, step: Message) -> None:
        with self._lock:
            self._text = say()(step)
            self._write(self._text)

    def end(self) -> None:
        self._timer.cancel()
        with self._lock:
            self._write("")
            self._waited = False

    def _begin(self) -> None:
        with self._lock:
            self._waited = True
            self._write(self._text)

    def _write(self, text: str) -> None:
        if not self._waited:
            return
        # Without a last column, where some terminals go on to the next line.
        text = text[: shutil.get_terminal_size().columns - 2]
        click.echo("\r" + text.ljust(self._shown) + "\r" + text, nl=False, err=True)
        self._shown = len(text)
