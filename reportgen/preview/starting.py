"""Where to begin: the projects that were opened last, a new one, one out of a Word file."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from msgspec import Struct

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import ReportError, report_error
from reportgen.preview.desk.desk import WordFile, import_word_file
from reportgen.preview.desk.jobs import Jobs
from reportgen.preview.desk.returned import MOST_BYTES
from reportgen.preview.routes import Action, Nothing
from reportgen.readers.paths import find_years
from reportgen.storage.causes import cannot_write, cause_of
from reportgen.storage.files import exists, is_folder, list_folder
from reportgen.storage.recent import forget_project, recent_file, recent_projects

# A page that asks what a command says is answered after so long, whatever it says.
_LONGEST_WAIT_S = 5


class Choice(Struct, frozen=True):
    """A project's folder, and a year of it; 0 is its newest."""

    root: str
    year: int = 0


class Asked(Struct, frozen=True):
    """A command that was started, how many of its lines the page has, and the step it knows of."""

    number: int
    seen: int = 0
    step: str = ""


class NewProject(Struct, frozen=True):
    """What `init` needs to know; the folder is made."""

    folder: str
    region: str
    organisation: str
    year: int


class NewFromWord(WordFile, frozen=True):
    """A Word file to make a project of, in a folder that is made."""

    folder: str = ""


class Start:
    """The start page; `choose` shows a project from now on, `end` ends the program.

    `current` is the project that is shown, None at first.
    """

    def __init__(
        self, jobs: Jobs, choose: Callable[[Choice], int], end: Callable[[], None]
    ) -> None:
        self.current: Path | None = None
        self._jobs = jobs
        self._choose = choose
        self._end = end

    def actions(self) -> dict[str, Action[Any]]:
        """What its page can ask for."""
        return {
            "/start/standing": Action(Nothing, lambda _asked: self.standing()),
            "/start/open": Action(Choice, self.open),
            "/start/forget": Action(Choice, self.forget),
            "/start/make": Action(NewProject, self.make),
            "/start/import": Action(NewFromWord, self.take_word_file, MOST_BYTES),
            "/start/job": Action(
                Asked,
                lambda asked: self._jobs.wait(
                    asked.number, asked.seen, asked.step, _LONGEST_WAIT_S
                ),
            ),
            "/start/end": Action(Nothing, lambda _asked: self._end()),
        }

    def standing(self) -> dict[str, object]:
        """The projects opened last, and where a new one would lie."""
        recent = [each for each in recent_projects(recent_file()) if is_folder(each)]
        return {
            "current": str(self.current) if self.current else None,
            "recent": [
                {"root": str(each), "name": each.name, "years": _years_of(each)} for each in recent
            ],
            "folder": str(_documents() / "arsrapport"),
            "year": time.localtime().tm_year - 1,
        }

    def open(self, asked: Choice) -> dict[str, int]:
        """Show a project, by the whole path of its folder."""
        root = str(_whole_path(asked.root))
        return {"year": self._choose(Choice(root, asked.year))}

    def forget(self, asked: Choice) -> dict[str, None]:
        """Take a project out of the list; its files stay."""
        forget_project(recent_file(), Path(asked.root))
        return {"problem": None}

    def make(self, asked: NewProject) -> dict[str, object]:
        """Start `init` in a folder that is empty or not there yet."""
        folder = _empty_folder(asked.folder)
        words = (
            "init", str(folder), f"--region={asked.region}",
            f"--organisation={asked.organisation}", f"--year={asked.year}",
        )  # fmt: skip
        return {"number": self._jobs.start(words, Path.home()).number, "root": str(folder)}

    def take_word_file(self, asked: NewFromWord) -> dict[str, object]:
        """Start `import` of a Word file in a folder that is empty or not there yet."""
        folder = _empty_folder(asked.folder)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise cannot_write(str(folder), error) from None
        return {**import_word_file(self._jobs, folder, asked), "root": str(folder)}


def _years_of(root: Path) -> list[int]:
    with suppress(ReportError):
        return list(find_years(root))
    return []


def _documents() -> Path:
    """Where a person's documents lie."""
    home = Path.home()
    names = (home / "Documents", home / "Dokument")
    return next((each for each in names if is_folder(each)), home)


def _whole_path(written: str) -> Path:
    """The path that a person wrote; raises ReportError (bad-folder) where it begins nowhere."""
    path = Path(written.strip()).expanduser() if written.strip() else None
    if path is None or not path.is_absolute() or "\0" in written:
        message = _("write the whole path of a folder, from the drive or from /")
        raise report_error("bad-folder", None, message)
    return path


def _empty_folder(written: str) -> Path:
    """The folder that a person wrote; raises ReportError (not-empty, bad-folder)."""
    folder = _whole_path(written)
    try:
        first = next(iter(list_folder(folder)), None) if exists(folder) else None
    except OSError as error:
        message = _("'{file}' can't be read: {reason}", file=str(folder), reason=cause_of(error))
        raise report_error("bad-folder", None, message) from None
    if first is not None:
        message = _("the folder holds other things: '{name}'", name=first.name)
        raise report_error("not-empty", None, message, _("name a folder that is not there yet"))
    return folder
