"""The server for as long as it lives, and what it shows: a year's report, or where to begin.

There is one server, one key and one address, whichever project is chosen: `previews` hands the
thread that builds one preview after the other, as the page chooses them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread

from reportgen.diagnostics import ReportError
from reportgen.language.messages import translator
from reportgen.preview.desk.jobs import Jobs
from reportgen.preview.editions import Editions
from reportgen.preview.guards import new_key
from reportgen.preview.page import start_shell
from reportgen.preview.routes import DESK, PAGE, START, Routes
from reportgen.preview.server import ADDRESS, PreviewServer
from reportgen.preview.session import OnBug, Preview
from reportgen.preview.starting import Choice, Start
from reportgen.readers.paths import choose_year, find_project
from reportgen.storage.recent import recent_file, remember_project

# Ctrl-C is heard between two looks, on Windows too.
_LOOK_S = 0.5


class Host:
    """Serves one preview at a time, or the start page; `language_of` says how a project speaks."""

    def __init__(
        self, settings_file: Path, language_of: Callable[[Path], str], on_bug: OnBug
    ) -> None:
        self._settings_file = settings_file
        self._language_of = language_of
        self._on_bug = on_bug
        self._language = language_of(Path())
        self._jobs = Jobs()
        self._key = new_key()
        self._start = Start(self._jobs, self.choose, self.end)
        self._lock = Lock()
        self._shown: Preview | None = None
        self._server: PreviewServer | None = None
        # None: there is nothing more to show.
        self._coming: SimpleQueue[Preview | None] = SimpleQueue()

    def choose(self, choice: Choice) -> int:
        """Show a year of a project from now on, its newest where none is named; that year.

        Raises ReportError (no-project, unknown-year), and shows what it showed then.
        """
        root = find_project(Path(choice.root))
        year = choose_year(root, choice.year or None)
        language = self._language_of(root)
        preview = Preview(root, year, self._settings_file, language, self._on_bug, self._jobs)
        remember_project(recent_file(), root)
        with self._lock:
            before, self._shown = self._shown, preview
            self._start.current = root
            if self._server:
                self._mount(self._server)
            self._coming.put(preview)
        if before:
            before.leave()
        return year

    def end(self) -> None:
        """Show nothing more: the program ends."""
        self._coming.put(None)
        if self._shown:
            self._shown.leave()

    def previews(self) -> Iterator[Preview]:
        """What is chosen, one after the other; who gets one builds it until it is left."""
        while True:
            with suppress(Empty):
                preview = self._coming.get(timeout=_LOOK_S)
                if preview is None:
                    return
                yield preview

    @contextmanager
    def serving(self, port: int, page: str = PAGE) -> Iterator[str]:
        """Serve, at the address that this gives: that of `page`, with the key in its fragment.

        Where `port` is taken, it is at another one.
        """
        try:
            server = self._made(port)
        except OSError:
            server = self._made(0)
        with self._lock:
            self._server = server
            self._mount(server)
        thread = Thread(target=server.serve_forever, args=(0.1,), daemon=True)
        thread.start()
        try:
            yield f"http://{ADDRESS}:{server.port}{page}#key={self._key}"
        finally:
            self._jobs.close()
            server.editions.close()
            server.shutdown()
            server.server_close()
            thread.join()

    def _made(self, port: int) -> PreviewServer:
        """A server that shows where to begin."""
        language = self._language
        translate = translator(language)
        pages = dict.fromkeys((PAGE, DESK, START), lambda: start_shell(language))

        def say(error: ReportError) -> str:
            parts = [part for each in error.diagnostics for part in (each.message, each.hint)]
            return ": ".join(translate(part) for part in parts if part)

        routes = Routes(pages, self._start.actions())
        return PreviewServer(port, self._key, routes, Editions(), lambda _edition: b"{}", say)

    def _mount(self, server: PreviewServer) -> None:
        """Have the server show what is chosen; where nothing is, it stays as it is."""
        preview = self._shown
        if preview is None:
            return
        routes = preview.routes()
        pages = {START: lambda: start_shell(preview.language), **routes.pages}
        server.routes = Routes(pages, {**self._start.actions(), **routes.actions})
        server.editions = preview.published
        server.tell = preview.news
        server.say = preview.say
