"""A preview on one screen: look, build, publish; serve what was published; open in the editor."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread

from reportgen.diagnostics import Diagnostic, ReportError
from reportgen.diagnostics import Message as _
from reportgen.language.messages import translator
from reportgen.preview.editions import Edition, Editions
from reportgen.preview.editor import Editor, editor_setting
from reportgen.preview.page import page_of
from reportgen.preview.rebuilding import Rebuilder
from reportgen.preview.server import ADDRESS, PreviewServer
from reportgen.preview.telling import news_of
from reportgen.storage.watching import AGAIN_S, Watcher, look_at

OnBug = Callable[[Exception], None]


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
        # Whether the last build failed by a fault of our own, which no waiting mends.
        self._at_fault = False

    @contextmanager
    def serving(self, port: int) -> Iterator[str]:
        """Serve what is published, at the address that this gives.

        Where `port` is taken, it is at another one.
        """
        try:
            server = self._server(port)
        except OSError:
            server = self._server(0)
        thread = Thread(target=server.serve_forever, args=(0.1,), daemon=True)
        thread.start()
        try:
            yield f"http://{ADDRESS}:{server.port}/"
        finally:
            self._editions.close()
            server.shutdown()
            server.server_close()
            thread.join()

    def _server(self, port: int) -> PreviewServer:
        return PreviewServer(
            port,
            self._editions,
            print_page=lambda edition: page_of(edition, self._rebuilder.year, self.language),
            tell=lambda edition: news_of(edition, self.translate, self._advice()),
            open_place=self.open_place,
        )

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

    def open_place(self, file: str, line: int, column: int) -> str | None:
        """Open a file of the project in the user's editor; what went wrong, None for nothing."""
        path = self.root / file
        if str(path) not in look_at(self.root, self._rebuilder.sources):
            return self.translate(_("'{file}' is no file of the report", file=file))
        try:
            setting = editor_setting(self.settings_file)
            self._editor.open(setting, self.root, path, max(1, line), max(1, column))
        except ReportError as problem:
            return " ".join(map(self._said, problem.diagnostics))
        return None

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
