"""Serves on 127.0.0.1 what its routes name, and the news as they come; nothing else.

No address leads to a file on the disk: what can be asked for is a short list of names.
"""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingTCPServer
from threading import BoundedSemaphore, Lock
from typing import Any

import msgspec

from reportgen import __version__
from reportgen.diagnostics import ReportError
from reportgen.preview.editions import Edition, Editions
from reportgen.preview.guards import has_body, has_key, is_welcome
from reportgen.preview.routes import ASSETS, MOST_BYTES, NEWS, Action, Content, Routes, asset

ADDRESS = "127.0.0.1"
_MOST_CONNECTIONS = 100
# Those that were let go end within a heartbeat.
_MOST_THREADS = 2 * _MOST_CONNECTIONS
_LONGEST_LENGTH = 9  # digits
# Who neither reads nor writes for so long is let go.
_PATIENCE_S = 10
_HEARTBEAT_S = 5
# Whatever content or a template makes of the page, it runs no script and asks nobody.
_POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

# What socketserver hands from method to method.
Request = socket.socket | tuple[bytes, socket.socket]
# Makes of an edition its news as JSON.
Tell = Callable[[Edition], bytes]
# Says in words what is wrong.
Say = Callable[[ReportError], str]


class PreviewServer(ThreadingTCPServer):
    """A thread a connection. Raises OSError where `port` is taken; 0 is any that is free.

    Of more than a hundred connections the oldest is let go: whoever only holds one keeps nobody
    out, and a page that loses its line to the news takes another.
    """

    daemon_threads = True
    block_on_close = False
    request_queue_size = _MOST_CONNECTIONS
    # On Windows it would let two programs share a port, and is not needed to get one back.
    allow_reuse_address = os.name != "nt"

    def __init__(
        self, port: int, key: str, routes: Routes, editions: Editions, tell: Tell, say: Say
    ) -> None:
        self.key = key
        self.routes = routes
        self.editions = editions
        self.tell = tell
        self.say = say
        self._free = BoundedSemaphore(_MOST_THREADS)
        self._open: dict[Request, None] = {}
        self._lock = Lock()
        super().__init__((ADDRESS, port), _Handler)

    @property
    def port(self) -> int:
        """The port that the server has."""
        return int(self.server_address[1])

    def server_bind(self) -> None:
        """Take the port for this program alone, on Windows too."""
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        super().server_bind()

    def process_request(self, request: Request, client_address: object) -> None:
        """Answer in a thread of its own; refuse where too many are being answered."""
        if not self._free.acquire(blocking=False):
            self.shutdown_request(request)
            return
        self._make_room(request)
        try:
            super().process_request(request, client_address)
        except BaseException:
            self._free.release()
            raise

    def process_request_thread(self, request: Request, client_address: object) -> None:
        """Answer, and make room for the next."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            with self._lock:
                self._open.pop(request, None)
            self._free.release()

    def _make_room(self, request: Request) -> None:
        """Let go of the oldest connection where `request` is one too many."""
        with self._lock:
            self._open[request] = None
            full = len(self._open) > _MOST_CONNECTIONS
            oldest = next(iter(self._open)) if full else None
            if oldest is not None:
                del self._open[oldest]
        if isinstance(oldest, socket.socket):
            with suppress(OSError):
                oldest.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Request, client_address: object) -> None:
        """Show a fault of ours; that a client went away or fell asleep is none."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    server_version = f"reportgen/{__version__}"
    sys_version = ""
    timeout = _PATIENCE_S
    server: PreviewServer

    def do_HEAD(self) -> None:
        """Answer as to GET, but for the content."""
        self.do_GET()

    def do_GET(self) -> None:
        """Answer with what there is under the address."""
        if not self._is_welcome():
            return
        if has_body(self.headers):
            # What nobody reads would be taken for the next request.
            self._refuse(HTTPStatus.BAD_REQUEST)
            return
        page = self.server.routes.pages.get(self.path)
        if page is not None:
            self._answer("text/html; charset=utf-8", page())
        elif self.path in ASSETS:
            self._answer(f"{ASSETS[self.path]}; charset=utf-8", asset(self.path))
        else:
            self._refuse(HTTPStatus.NOT_FOUND)

    def do_POST(self) -> None:
        """Do what the address names, for the page that has the key."""
        if not self._is_welcome():
            return
        if not has_key(self.headers, self.server.key):
            self._refuse(HTTPStatus.FORBIDDEN)
            return
        action = self.server.routes.actions.get(self.path)
        if action is None and self.path != NEWS:
            self._refuse(HTTPStatus.NOT_FOUND)
            return
        body = self._body(action.most_bytes if action else MOST_BYTES)
        if body is None:
            self._refuse(HTTPStatus.BAD_REQUEST)
        elif action is None:
            self._stream()
        else:
            self._do(action, body)

    def _do(self, action: Action[Any], body: bytes) -> None:
        """Answer with what the action gives, or with what went wrong."""
        try:
            asked = msgspec.json.decode(body, type=action.asked)
        except (ValueError, RecursionError):
            self._refuse(HTTPStatus.BAD_REQUEST)
            return
        try:
            given = action.handle(asked)
        except ReportError as error:
            given = {"problem": self.server.say(error)}
        if isinstance(given, Content):
            self._answer(given.kind, given.content)
        else:
            self._answer("application/json", msgspec.json.encode(given))

    def log_message(self, *_arguments: object) -> None:
        """Say nothing: the command line is for the report."""

    def _is_welcome(self) -> bool:
        if is_welcome(self.command, self.headers, self.server.port):
            return True
        self._refuse(HTTPStatus.FORBIDDEN)
        return False

    def _refuse(self, status: HTTPStatus) -> None:
        """Answer no, and hang up: what else was sent is not read."""
        self.close_connection = True
        self._answer("text/plain; charset=utf-8", status.phrase.encode(), status)

    def _answer(self, kind: str, content: bytes, status: HTTPStatus = HTTPStatus.OK) -> None:
        self._begin(status, {"Content-Type": kind, "Content-Length": str(len(content))})
        if self.command != "HEAD":
            self.wfile.write(content)

    def _begin(self, status: HTTPStatus, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in {**_HEADERS, **headers}.items():
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()

    def _stream(self) -> None:
        """Send the news as it comes, and signs of life (HTML, 9.2: server-sent events)."""
        self.close_connection = True
        self._begin(HTTPStatus.OK, {"Content-Type": "text/event-stream"})
        seen, editions, tell = 0, self.server.editions, self.server.tell
        while not editions.closed:
            seen, edition = editions.wait(seen, _HEARTBEAT_S)
            sign = b"data: %b" % tell(edition) if edition else b":"
            self.wfile.write(sign + b"\n\n")

    def _body(self, most_bytes: int) -> bytes | None:
        """What comes after the headers; None where its length is not said, or is too much."""
        lengths = self.headers.get_all("Content-Length", [])
        length = lengths[0] if len(lengths) == 1 else ""
        chunked = "Transfer-Encoding" in self.headers
        plain = length.isascii() and length.isdecimal() and len(length) <= _LONGEST_LENGTH
        if chunked or not plain or int(length) > most_bytes:
            return None
        body = self.rfile.read(int(length))
        return body if len(body) == int(length) else None
