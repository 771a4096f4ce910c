"""A preview on one screen: look, build, publish; say what can be asked for; open in the editor."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from msgspec import Struct

from reportgen.diagnostics import Diagnostic, ReportError, report_error
from reportgen.diagnostics import Message as _
from reportgen.language.messages import translator
from reportgen.preview.desk.desk import Desk
from reportgen.preview.desk.jobs import Jobs
from reportgen.preview.editions import Edition, Editions
from reportgen.preview.editor import Editor, editor_setting
from reportgen.preview.grids import MOST_OF_GRID, Asked, Edited, Grids
from reportgen.preview.page import desk_shell, nothing_yet, shell_of
from reportgen.preview.rebuilding import Rebuilder
from reportgen.preview.routes import DESK, PAGE, Action, Content, Nothing, Routes
from reportgen.preview.system_editor import system_button
from reportgen.preview.telling import news_of
from reportgen.preview.writing.offers import list_offers
from reportgen.preview.writing.pictures import MOST_BYTES, Picture, place_picture
from reportgen.preview.writing.saving import MOST_SAVED, Answer, Save, Where, Writer
from reportgen.preview.writing.sections import (
    Named,
    NewSection,
    begin_section,
    take_section_out,
)
from reportgen.storage.watching import AGAIN_S, Watcher, look_at

OnBug = Callable[[Exception], None]
# After so long without a change it is looked whether the preview was left.
_LOOK_S = 0.5


class Place(Struct, frozen=True):
    """A place in a file of the project, as the page names it; both count from 1."""

    file: str
    line: int
    column: int


class Preview:
    """One year of the project in `root`, as a browser shows it.

    `settings_file` holds the user's settings, which name the editor. `on_bug` hears of an
    exception that no content should cause; the preview goes on after it. `jobs` runs the commands
    of its desk.
    """

    def __init__(
        self, root: Path, year: int, settings_file: Path, language: str, on_bug: OnBug, jobs: Jobs
    ) -> None:
        self.root = root
        self.year = year
        self.settings_file = settings_file
        self.language = language
        self.translate = translator(language)
        self.on_bug = on_bug
        self.published = Editions()
        self._rebuilder = Rebuilder(root, year)
        self._editor = Editor()
        self._grids = Grids(root, year, self._said, settings_file)
        self._writer = Writer(root)
        self._desk = Desk(self._rebuilder, self.published, jobs, self.translate)
        # Whether the last build failed by a fault of our own, which no waiting mends.
        self._at_fault = False

    def routes(self) -> Routes:
        """What can be asked for: pages hold nothing of the project, actions need the key."""
        return Routes(self._pages(), self._actions())

    def leave(self) -> None:
        """Build no more, and let those go who wait for editions."""
        self.published.close()

    def say(self, error: ReportError) -> str:
        """What is wrong, in the project's language."""
        return " ".join(map(self._said, error.diagnostics))

    def _pages(self) -> dict[str, Callable[[], bytes]]:
        """What anybody on this machine may see: nothing of the project."""
        return {
            PAGE: lambda: shell_of(self.year, self.language),
            DESK: lambda: desk_shell(self.language),
        }

    def _actions(self) -> dict[str, Action[Any]]:
        """What the page that has the key can ask for."""
        return {
            "/report": Action(Nothing, lambda _asked: self.report()),
            "/open": Action(Place, self.open_place),
            "/offers": Action(Nothing, lambda _asked: self.offers()),
            "/text": Action(Where, self._writer.show),
            "/save": Action(Save, self._writer.save, MOST_SAVED),
            "/answer": Action(Answer, self.answer),
            "/section": Action(
                NewSection, lambda asked: begin_section(self.root, self.year, asked)
            ),
            "/take-out": Action(Named, lambda asked: take_section_out(self.root, asked)),
            "/picture": Action(
                Picture,
                lambda asked: place_picture(self.root, self.year, asked),
                MOST_BYTES,
            ),
            "/grid": Action(Asked, self._grids.open),
            "/grid/look": Action(Edited, self._grids.look, MOST_OF_GRID),
            "/grid/save": Action(Edited, self._grids.save, MOST_OF_GRID),
            "/grid/count": Action(Asked, self._grids.count),
            **self._desk.actions(),
        }

    def editions(self) -> Iterator[Edition]:
        """Build, and again whenever something was saved; each edition when it is published.

        As long as there are errors it is tried again, saved or not. It ends when it is left.
        """
        watcher = Watcher(self.root)
        changed: tuple[str, ...] = ()
        while not self.published.closed:
            for edition in self._rebuilt(changed):
                if self.published.closed:
                    return
                watcher.watch_beside(self._rebuilder.sources)
                self.published.publish(edition)
                yield edition
            changed = self._changed(watcher)

    def _changed(self, watcher: Watcher) -> tuple[str, ...]:
        """Wait for the next reason to build, and give what was saved; or until all is left."""
        tried_at = time.monotonic()
        while not self.published.closed:
            if changed := watcher.wait(_LOOK_S):
                return changed
            errors = self.published.latest.errors and not self._at_fault
            if errors and time.monotonic() > tried_at + AGAIN_S:
                if self._has_passed():
                    return ()
                tried_at = time.monotonic()
        return ()

    def _has_passed(self) -> bool:
        """Whether what was in the way is no more, or something else is."""
        *_first, last = self._rebuilt(())
        return last.errors != self.published.latest.errors

    def _rebuilt(self, changed: tuple[str, ...]) -> Iterator[Edition]:
        self._at_fault = False
        try:
            yield from self._rebuilder.rebuild(changed)
        except Exception as bug:  # noqa: BLE001 - the preview of a day's work does not end by it
            self._at_fault = True
            self.on_bug(bug)
            yield self._rebuilder.failed(bug, changed)

    def report(self) -> Content:
        """The last page that could be built."""
        page = self.published.latest.page or nothing_yet(self.language)
        return Content("text/html; charset=utf-8", page)

    def offers(self) -> dict[str, object]:
        """What can be written between braces."""
        composed = self._rebuilder.composed
        document = composed.document if composed else None
        return {"offers": list_offers(self.root, self.year, document, self.translate)}

    def answer(self, asked: Answer) -> Answer:
        """Do what was answered to a question, and tell all windows that it is asked no more."""
        answer = self._writer.answer(asked)
        self.published.publish(self.published.latest)
        return answer

    def open_place(self, place: Place) -> dict[str, None]:
        """Open a file of the project in the user's editor; raises ReportError."""
        path = self.root / place.file
        if str(path) not in look_at(self.root, self._rebuilder.sources):
            message = _("'{file}' is no file of the report", file=place.file)
            raise report_error("missing-file", None, message)
        setting = editor_setting(self.settings_file)
        line, column = max(1, place.line), max(1, place.column)
        if setting:
            self._editor.open(setting, self.root, path, line, column)
        else:
            self._editor.open_with_system(path)
        return {"problem": None}

    def _has_editor(self) -> bool:
        """Whether the user names an editor; wrong settings name none."""
        with suppress(ReportError):
            return bool(editor_setting(self.settings_file))
        return False

    def news(self, edition: Edition) -> bytes:
        """What the page is told of an edition."""
        edits = self._has_editor()
        opens = _("Open in the editor") if edits else system_button()
        questions = self._writer.questions()
        return news_of(edition, self.translate, opens, questions, edits=edits)

    def _said(self, diagnostic: Diagnostic) -> str:
        parts = (diagnostic.message, diagnostic.hint)
        return ": ".join(self.translate(part) for part in parts if part)
