"""The server by itself, over real sockets: what it answers, whom it refuses, that it lives."""

from __future__ import annotations

import json
import socket
import threading
import time
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path

import pytest

from reportgen.diagnostics import Message, report_error
from reportgen.preview import server as servers
from reportgen.preview.editions import Edition, Editions
from reportgen.preview.routes import ASSETS as NAMES
from reportgen.preview.routes import Action, Content, Nothing, Routes
from reportgen.preview.server import PreviewServer
from reportgen.preview.session import Place

PAGE = "<p>Sidan å</p>".encode()
SHELL = "<p>Skalet å</p>".encode()
KEY = "nyckel-1"
ASSETS = Path(servers.__file__).parent / "assets"


class Serving:
    """A server with one edition; `opened` is what it was asked to open."""

    def __init__(self) -> None:
        self.editions = Editions()
        self.editions.publish(Edition(PAGE, 1))
        self.opened: list[tuple[str, int, int]] = []
        self.server = PreviewServer(
            0,
            KEY,
            Routes({"/": lambda: SHELL}, self.actions()),
            self.editions,
            tell=lambda edition: json.dumps({"version": edition.version}).encode(),
            say=lambda error: str(error.diagnostics[0].message),
        )
        self.port = self.server.port
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.05,))
        self.thread.start()

    def actions(self) -> dict[str, Action]:
        return {
            "/report": Action(
                Nothing, lambda _asked: Content("text/html", self.editions.latest.page)
            ),
            "/open": Action(Place, self.open),
            "/fault": Action(Nothing, lambda _asked: 1 / 0),
        }

    def open(self, place: Place) -> dict[str, None]:
        self.opened.append((place.file, place.line, place.column))
        if place.file != "a.md":
            raise report_error("missing-file", None, Message("no"))
        return {"problem": None}

    def own(self) -> dict[str, str]:
        """What the page itself sends with a question."""
        return {
            "Origin": f"http://127.0.0.1:{self.port}",
            "X_Reportgen_Key": KEY,
            "Content_Type": "application/json",
        }

    def post(self, path: str, body: bytes = b"{}", **headers: str):
        return self.ask("POST", path, body, **{**self.own(), **headers})

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str):
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        connection.request(method, path, body, {k.replace("_", "-"): v for k, v in headers.items()})
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer, content

    def speak(self, said: bytes) -> bytes:
        """What comes back for bytes that no browser would send."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=5) as line:
            answer = b""
            with suppress(ConnectionError):
                line.sendall(said)
                with suppress(OSError):  # gone already
                    line.shutdown(socket.SHUT_WR)
                while part := line.recv(65536):
                    answer += part
            return answer

    def said(self, path: str, length: str) -> bytes:
        """The head of a question, with whatever is said of its length."""
        own = {name.replace("_", "-"): value for name, value in self.own().items()}
        named = {"Host": f"127.0.0.1:{self.port}", **own}
        lines = [f"{name}: {value}\r\n" for name, value in named.items()]
        return f"POST {path} HTTP/1.1\r\n{''.join(lines)}{length}\r\n\r\n".encode()

    def listen(self) -> socket.socket:
        line = socket.create_connection(("127.0.0.1", self.port), timeout=5)
        line.sendall(self.said("/news", "Content-Length: 2") + b"{}")
        return line

    def close(self) -> None:
        self.editions.close()
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


@pytest.fixture
def serving():
    made = Serving()
    yield made
    made.close()


def test_it_listens_on_this_machine_only(serving):
    assert serving.server.socket.getsockname()[0] == "127.0.0.1"


def test_the_page_its_script_and_its_style(serving):
    answer, content = serving.ask("GET", "/")
    assert (answer.status, content) == (200, SHELL)
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    sent = [path for path in ASSETS.iterdir() if not path.name.endswith(".d.ts")]
    assert {path.name for path in sent} == {name[1:] for name in NAMES}
    for path in sent:
        kind = "css" if path.suffix == ".css" else "javascript"
        answer, content = serving.ask("GET", f"/{path.name}")
        assert answer.headers["Content-Type"] == f"text/{kind}; charset=utf-8"
        assert content == path.read_bytes()
    answer, content = serving.ask("HEAD", "/")
    assert (answer.status, answer.headers["Content-Length"], content) == (200, str(len(SHELL)), b"")
    answer, content = serving.post("/report")
    assert (answer.status, content) == (200, PAGE)


def test_every_answer_says_what_the_browser_may_not_do_with_it(serving):
    for path in ("/", "/preview.js", "/nej"):
        headers = serving.ask("GET", path)[0].headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        policy = dict(each.split(" ", 1) for each in headers["Content-Security-Policy"].split("; "))
        assert (
            policy["default-src"] == policy["frame-ancestors"] == policy["form-action"] == "'none'"
        )
        assert policy["script-src"] == policy["connect-src"] == "'self'"
        assert "Access-Control-Allow-Origin" not in headers
        assert "Python" not in headers["Server"]


@pytest.mark.parametrize(
    "path",
    [
        "/preview.py",
        "/assets/preview.js",
        "/../preview/server.py",
        "/..%2f..%2fpyproject.toml",
        "/preview.js/../server.py",
        "//etc/passwd",
        "/content/2022/statistics.yaml",
        "/output/",
        "/%00",
        "/\\..\\x",
        "/preview.js%00.py",
        "/news/",
        "/open",
        "/report",
        "*",
        "/?x",
    ],
)
def test_there_is_nothing_under_other_names(serving, path):
    assert serving.ask("GET", path)[0].status == 404


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PATCH", "X"])
def test_other_methods_do_nothing(serving, method):
    assert serving.ask(method, "/")[0].status == 501


PLACE = b'{"file": "a.md", "line": 1, "column": 1}'


@pytest.mark.parametrize("path", ["/", "/preview.js"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    "headers",
    [{"Host": "example.org"}, {"Origin": "https://example.org"}, {"Sec_Fetch_Site": "cross-site"}],
)
def test_foreign_questions_are_refused(serving, method, path, headers):
    answer, content = serving.ask(method, path, **headers)
    assert (answer.status, SHELL in content) == (403, False)


@pytest.mark.parametrize("path", ["/open", "/report", "/news", "/nej"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "example.org"},
        {"Origin": "https://example.org"},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "cross-site"},
        {
            "Sec_Fetch_Site": "cross-site",
            "Sec_Fetch_Mode": "navigate",
            "Sec_Fetch_Dest": "document",
        },
        {"X_Reportgen_Key": ""},
        {"X_Reportgen_Key": "nyckel-2"},
        {"X_Reportgen_Key": "nyckel-1, nyckel-1"},
        {"X_Reportgen_Key": "nyckel"},
        {"X_Reportgen_Key": "nyckel-1å"},
        {"Content_Type": "text/plain"},
        {"Content_Type": "application/x-www-form-urlencoded"},
        {"Content_Type": "text/plain; application/json"},
    ],
)
def test_nothing_is_read_or_done_without_the_key(serving, path, headers):
    answer, content = serving.post(path, PLACE, **headers)
    assert (answer.status, content) == (403, b"Forbidden")
    assert serving.opened == []


def test_a_key_is_said_once_and_in_the_headers_only(serving):
    own = serving.own()
    del own["X_Reportgen_Key"]
    for path in (f"/report?key={KEY}", f"/report#key={KEY}"):
        assert serving.ask("POST", path, b"{}", **own)[0].status == 403
    cookie = {"Cookie": f"X-Reportgen-Key={KEY}; key={KEY}"}
    assert serving.ask("POST", "/report", b"{}", **own, **cookie)[0].status == 403
    twice = serving.said("/report", f"X-Reportgen-Key: {KEY}\r\nContent-Length: 2") + b"{}"
    assert serving.speak(twice).startswith(b"HTTP/1.1 403")


def open_place(serving, body: bytes):
    return serving.post("/open", body)


def test_a_place_is_opened_and_what_went_wrong_is_said(serving):
    for file, problem in (("a.md", None), ("b.md", "no")):
        place = json.dumps({"file": file, "line": 3, "column": 4}).encode()
        answer, content = open_place(serving, place)
        assert (answer.status, json.loads(content)) == (200, {"problem": problem})
    assert serving.opened == [("a.md", 3, 4), ("b.md", 3, 4)]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"file": "a.md", "line": "1", "column": 1}',
        b'{"file": ["a.md"], "line": 1, "column": 1}',
        b"[" * 9_000,
        b'{"file": "' + b"a" * 20_000 + b'", "line": 1, "column": 1}',
    ],
)
def test_what_is_no_place_opens_nothing(serving, body):
    assert open_place(serving, body)[0].status == 400
    assert serving.opened == []


@pytest.mark.parametrize("length", ["-1", "x", "99999999999", "9" * 5000, "１２", ""])
def test_a_wrong_length_opens_nothing(serving, length):
    answer = serving.speak(serving.said("/open", f"Content-Length: {length}") + b"{}")
    assert answer.startswith(b"HTTP/1.1 400")
    assert serving.opened == []


@pytest.mark.parametrize(
    "said",
    [
        b"\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00" + b"\x00" * 100,
        b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"".join(b"X-%d: a\r\n" % n for n in range(300)) + b"\r\n",
        b"GET / HTTP/1.1\r\n\xff\xff: \x00\r\n\r\n",
        b"GET / HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n",
    ],
)
def test_garbage_gets_no_page_and_does_no_harm(serving, said, capsys):
    assert SHELL not in serving.speak(said)
    assert serving.ask("GET", "/")[0].status == 200
    assert capsys.readouterr().err == ""


def test_news_come_as_they_are_published(serving):
    with serving.listen() as line:
        stream = line.makefile("rb")
        while stream.readline() != b"\r\n":
            pass
        assert stream.readline() == b'data: {"version": 1}\n'
        stream.readline()
        begun = time.monotonic()
        serving.editions.publish(Edition(PAGE, 2))
        assert stream.readline() == b'data: {"version": 2}\n'
        assert time.monotonic() - begun < 0.5
        stream.close()


def test_who_listens_is_let_go_at_the_end():
    made = Serving()
    lines = [made.listen() for _each in range(20)]
    begun = time.monotonic()
    made.close()
    assert time.monotonic() - begun < 2
    for line in lines:
        with line, suppress(ConnectionError):
            while line.recv(65536):
                pass


def test_a_client_that_goes_away_is_forgotten(serving, monkeypatch, capsys):
    monkeypatch.setattr(servers, "_HEARTBEAT_S", 0.05)
    before = threading.active_count()
    for _each in range(30):
        serving.listen().close()
    latest = time.monotonic() + 10
    while threading.active_count() > before and time.monotonic() < latest:
        time.sleep(0.05)
    assert threading.active_count() <= before
    assert capsys.readouterr().err == ""


def test_a_client_that_never_reads_is_let_go(serving, monkeypatch):
    monkeypatch.setattr(servers._Handler, "timeout", 0.5)
    serving.editions.publish(Edition(b"x" * 30_000_000, 3))
    before = threading.active_count()
    with socket.create_connection(("127.0.0.1", serving.port), timeout=5) as line:
        line.sendall(serving.said("/report", "Content-Length: 2") + b"{}")
        latest = time.monotonic() + 10
        time.sleep(0.2)
        while threading.active_count() > before and time.monotonic() < latest:
            time.sleep(0.05)
        assert threading.active_count() <= before


@pytest.mark.parametrize("said", [b"", b"GET / HTTP/1.1\r\nHost:", b"news"])
def test_whoever_only_holds_a_connection_keeps_nobody_out(serving, said):
    listener = serving.listen()
    held = []
    for _each in range(3 * servers._MOST_CONNECTIONS):
        if said == b"news":
            held.append(serving.listen())
        else:
            held.append(socket.create_connection(("127.0.0.1", serving.port), timeout=5))
            held[-1].sendall(said)
    latest = time.monotonic() + 10
    answers = []
    while not answers and time.monotonic() < latest:
        with suppress(OSError):
            answers.append(serving.ask("GET", "/")[1])
    assert answers == [SHELL]
    assert len(serving.server._open) <= servers._MOST_CONNECTIONS
    for line in [listener, *held]:
        line.close()


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("length", [b"Content-Length: 44", b"Transfer-Encoding: chunked"])
def test_what_follows_a_question_is_no_second_one(serving, method, length):
    host = b"Host: 127.0.0.1:%d\r\n" % serving.port
    second = b"GET /preview.css HTTP/1.1\r\n" + host + b"\r\n"
    told = serving.speak(
        method.encode() + b" / HTTP/1.1\r\n" + host + length + b"\r\n\r\n" + second
    )
    assert told.startswith(b"HTTP/1.1 400 ")
    assert told.count(b"HTTP/1.1") == 1


@pytest.mark.parametrize(
    "lengths", [b"Content-Length: 2\r\nContent-Length: 40", b"Transfer-Encoding: chunked"]
)
def test_a_place_has_one_length(serving, lengths):
    told = serving.speak(serving.said("/open", lengths.decode()) + PLACE)
    assert b"400" in told.splitlines()[0]
    assert serving.opened == []


def test_a_fault_of_ours_is_shown_and_the_server_lives(serving, capsys):
    with pytest.raises(OSError, match="closed connection"):
        serving.post("/fault")
    assert "ZeroDivisionError" in capsys.readouterr().err
    assert serving.post("/report")[1] == PAGE


def test_two_servers_do_not_share_a_port(serving):
    with pytest.raises(OSError, match="in use"):
        PreviewServer(serving.port, KEY, Routes({}, {}), Editions(), lambda _e: b"", str)
