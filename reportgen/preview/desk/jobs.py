"""Commands of reportgen's, each run as a program of its own; what it says, as it says it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Condition, Thread

from msgspec import Struct

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import report_error
from reportgen.language.doing import MARK, TELLS
from reportgen.office.warm import WarmOffice
from reportgen.storage.causes import cause_of

# More of what a command says helps nobody, and more commands than these nobody asks for again.
_MOST_LINES = 2000
_MOST_KEPT = 20
_SURROUNDINGS = {TELLS: "1", "PYTHONIOENCODING": "utf-8", "COLUMNS": "100", "NO_COLOR": "1"}


class Told(Struct, frozen=True):
    """What a command has said from the line on that was asked for.

    `step` is what it is doing, as far as it says so. `code` is its exit code, None while it runs;
    `seconds` how long it has run.
    """

    number: int
    command: str
    lines: list[str]
    step: str
    code: int | None
    seconds: float


class Job:
    """One command: started once, read until it ends."""

    def __init__(self, number: int, command: str, process: subprocess.Popen[str]) -> None:
        self.number = number
        self.command = command
        self.process = process
        self.lines: list[str] = []
        self.step = ""
        self.code: int | None = None
        self.began = time.time()
        self.ended = 0.0

    def hear(self, line: str) -> None:
        """Note a line: what it is doing, or what it says."""
        if line.startswith(MARK):
            self.step = line.removeprefix(MARK)
        elif len(self.lines) < _MOST_LINES:
            self.lines.append(line)

    def told(self, seen: int) -> Told:
        """What it has said from line `seen` on."""
        seconds = (self.ended or time.time()) - self.began
        return Told(
            self.number, self.command, self.lines[seen:], self.step, self.code, round(seconds, 1)
        )


class Jobs:
    """The commands that were started, one at a time; `surroundings` are added to all of theirs."""

    def __init__(self, surroundings: Mapping[str, str] | None = None) -> None:
        self._surroundings = surroundings or {}
        self._news = Condition()
        self._jobs: dict[int, Job] = {}
        self._number = 0
        self._office = WarmOffice()
        self._closed = False

    def prepare(self) -> None:
        """Have LibreOffice started before there is a command that waits for it."""
        self._office.start()

    def start(
        self,
        words: Sequence[str],
        folder: Path,
        own: Sequence[str] = (),
        done: Callable[[], None] | None = None,
    ) -> Job:
        """Run `reportgen` with `words` in `folder`; `done` is called when it has ended.

        `own` are words more, which nobody would type there, and which are not shown.

        Raises ReportError (busy) while another one runs.
        """
        with self._news:
            if self._closed or any(each.code is None for each in self._jobs.values()):
                message = _("another command is running: wait until it has ended")
                raise report_error("busy", None, message)
            self._number += 1
            shown = " ".join(("reportgen", *words))
            job = Job(self._number, shown, self._begun((*words, *own), folder))
            self._jobs[job.number] = job
            for number in list(self._jobs)[:-_MOST_KEPT]:
                del self._jobs[number]
        Thread(target=self._follow, args=(job, done), daemon=True).start()
        return job

    def find(self, number: int) -> Job:
        """The command of this number; raises ReportError (unknown-job)."""
        job = self._jobs.get(number)
        if job is None:
            message = _("there is no command {number}", number=str(number))
            raise report_error("unknown-job", None, message)
        return job

    def wait(self, number: int, seen: int, step: str, longest_s: float) -> Told:
        """What a command says after line `seen` and the known `step`, as soon as there is more.

        Or as soon as it has ended.
        """
        job = self.find(number)

        def has_news() -> bool:
            return job.code is not None or len(job.lines) > seen or job.step != step

        with self._news:
            self._news.wait_for(has_news, longest_s)
            return job.told(seen)

    def close(self) -> None:
        """End what is running: nobody would hear of it any more."""
        with self._news:
            self._closed = True
            running = [each for each in self._jobs.values() if each.code is None]
        for each in running:
            with suppress(OSError):
                each.process.terminate()
        self._office.close()

    def _begun(self, words: Sequence[str], folder: Path) -> subprocess.Popen[str]:
        try:
            return subprocess.Popen(  # noqa: S603 - our own program, no shell
                [sys.executable, "-P", "-m", "reportgen", *words],
                cwd=folder,
                env={**os.environ, **_SURROUNDINGS, **self._surroundings},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                errors="replace",
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            reason = cause_of(error)
            message = _("the command can't be started: {reason}", reason=reason)
            raise report_error("no-command", None, message) from None

    def _follow(self, job: Job, done: Callable[[], None] | None) -> None:
        """Read what it says until it has ended."""
        assert job.process.stdout is not None
        with job.process.stdout as said:
            for line in said:
                with self._news:
                    job.hear(line.rstrip("\r\n"))
                    self._news.notify_all()
        code = job.process.wait()
        if done:
            done()
        with self._news:
            job.code, job.ended = code, time.time()
            self._news.notify_all()
