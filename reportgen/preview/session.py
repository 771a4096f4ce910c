"""A preview on one screen: look, build, publish; serve what was published; open in the editor."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import Any

from msgspec import Struct

from reportgen.diagnostics import Diagnostic, ReportError, report_error
from reportgen.diagnostics import Message as _
from reportgen.language.messages import translator
from reportgen.preview.editions import Edition, Editions
from reportgen.preview.editor import Editor, editor_setting
from reportgen.preview.grids import MOST_OF_GRID, Asked, Edited, Grids
from reportgen.preview.guards import new_key
from reportgen.preview.page import nothing_yet, shell_of
from reportgen.preview.rebuilding import Rebuilder
from reportgen.preview.routes import PAGE, Action, Content, Nothing, Routes
from reportgen.preview.server import ADDRESS, PreviewServer
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


class Place(Struct, frozen=True):
    """A place in a file of the project, as the page names it; both count from 1."""

    file: str
    line: int
    column: int


class Preview:
    """One year of the project in `root`, as a browser shows it.

    `settings_file` holds the user's settings, which name the editor. `on_bug` hears of an
    exception that no content should cause; the preview goes on after it.
    """

    def __init__(
        self, root: Path, year: int, settings_file: Path, language: str, on_bug: OnBug
    ) -> None:
        self.root = root
        self.settings_file = settings_file
        self.language = language
        self.translate = translator(language)
        self.on_bug = on_bug
        self._editions = Editions()
        self._rebuilder = Rebuilder(root, year)
        self._editor = Editor()
        self._grids = Grids(root, year, self._said, settings_file)
        self._key = new_key()
        self._writer = Writer(root)
        # Whether the last build failed by a fault of our own, which no waiting mends.
        self._at_fault = False

    @contextmanager
    def serving(self, port: int) -> Iterator[str]:
        """Serve what is published, at the address that this gives, with the key in its fragment.

        Where `port` is taken, it is at another one.
        """
        try:
            server = self._server(port)
        except OSError:
            server = self._server(0)
        thread = Thread(target=server.serve_forever, args=(0.1,), daemon=True)
        thread.start()
        try:
            yield f"http://{ADDRESS}:{server.port}/#key={self._key}"
        finally:
            self._editions.close()
            server.shutdown()
            server.server_close()
            thread.join()

    def _server(self, port: int) -> PreviewServer:
        return PreviewServer(
            port,
            self._key,
            Routes(self._pages(), self._actions()),
            self._editions,
            tell=self._news,
            say=lambda error: " ".join(map(self._said, error.diagnostics)),
        )

    def _pages(self) -> dict[str, Callable[[], bytes]]:
        """What anybody on this machine may see: nothing of the project."""
        return {PAGE: lambda: shell_of(self._rebuilder.year, self.language)}

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
                NewSection, lambda asked: begin_section(self.root, self._rebuilder.year, asked)
            ),
            "/take-out": Action(Named, lambda asked: take_section_out(self.root, asked)),
            "/picture": Action(
                Picture,
                lambda asked: place_picture(self.root, self._rebuilder.year, asked),
                MOST_BYTES,
            ),
            "/grid": Action(Asked, self._grids.open),
            "/grid/look": Action(Edited, self._grids.look, MOST_OF_GRID),
            "/grid/save": Action(Edited, self._grids.save, MOST_OF_GRID),
            "/grid/count": Action(Asked, self._grids.count),
        }

    def editions(self) -> Iterator[Edition]:
        """Build, and again whenever something was saved; each edition when it is published.

        As long as there are errors it is tried again, saved or not.
        """
        watcher = Watcher(self.root)
        changed: tuple[str, ...] = ()
        while True:
            for edition in self._rebuilt(changed):
                watcher.watch_beside(self._rebuilder.sources)
                self._editions.publish(edition)
                yield edition
            errors = self._editions.latest.errors and not self._at_fault
            changed = watcher.wait(AGAIN_S if errors else None)
            while not changed and not self._has_passed():
                changed = watcher.wait(AGAIN_S)

    def _has_passed(self) -> bool:
        """Whether what was in the way is no more, or something else is."""
        *_first, last = self._rebuilt(())
        return last.errors != self._editions.latest.errors

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
        page = self._editions.latest.page or nothing_yet(self.language)
        return Content("text/html; charset=utf-8", page)

    def offers(self) -> dict[str, object]:
        """What can be written between braces."""
        document = self._rebuilder.document
        return {"offers": list_offers(self.root, self._rebuilder.year, document, self.translate)}

    def answer(self, asked: Answer) -> Answer:
        """Do what was answered to a question, and tell all windows that it is asked no more."""
        answer = self._writer.answer(asked)
        self._editions.publish(self._editions.latest)
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

    def _news(self, edition: Edition) -> bytes:
        edits = self._has_editor()
        opens = _("Open in the editor") if edits else system_button()
        questions = self._writer.questions()
        return news_of(edition, self.translate, opens, questions, edits=edits)

    def _said(self, diagnostic: Diagnostic) -> str:
        parts = (diagnostic.message, diagnostic.hint)
        return ": ".join(self.translate(part) for part in parts if part)
