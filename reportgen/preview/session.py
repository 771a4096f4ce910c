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
from reportgen.preview.guards import new_key
from reportgen.preview.page import nothing_yet, shell_of
from reportgen.preview.rebuilding import Rebuilder
from reportgen.preview.routes import PAGE, Action, Content, Nothing, Routes
from reportgen.preview.server import ADDRESS, PreviewServer
from reportgen.preview.telling import news_of
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
        self._key = new_key()
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
            tell=lambda edition: news_of(edition, self.translate, self._advice()),
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

    def open_place(self, place: Place) -> dict[str, None]:
        """Open a file of the project in the user's editor; raises ReportError."""
        path = self.root / place.file
        if str(path) not in look_at(self.root, self._rebuilder.sources):
            message = _("'{file}' is no file of the report", file=place.file)
            raise report_error("missing-file", None, message)
        setting = editor_setting(self.settings_file)
        line, column = max(1, place.line), max(1, place.column)
        self._editor.open(setting, self.root, path, line, column)
        return {"problem": None}

    def _advice(self) -> str | None:
        """How to get an editor, for those who have named none."""
        with suppress(ReportError):
            if not editor_setting(self.settings_file):
                advice = _(
                    "To open the place from here, name your editor: write 'editor: code' in the "
                    "file {file}, which you make if it is not there",
                    file=str(self.settings_file),
                )
                return self.translate(advice)
        return None

    def _said(self, diagnostic: Diagnostic) -> str:
        parts = (diagnostic.message, diagnostic.hint)
        return ": ".join(self.translate(part) for part in parts if part)
