"""The server and what it shows, in this process: asked by HTTP, without a browser."""

from __future__ import annotations

import base64
import json
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from http.client import HTTPConnection
from pathlib import Path

from reportgen.preview import Choice, Host

LONGEST_S = 30


class Hosted:
    """A host that serves, and whatever is chosen is built; `faults` is what none should cause."""

    def __init__(self, home: Path, root: Path | None = None) -> None:
        self.faults: list[Exception] = []
        self.host = Host(home / "settings.yaml", lambda _root: "sv", self.faults.append)
        if root:
            self.host.choose(Choice(str(root)))
        self._open = ExitStack()
        address = self._open.enter_context(self.host.serving(0))
        self.port = int(address.split(":")[2].partition("/")[0])
        self.key = address.partition("#key=")[2]
        self.builder = threading.Thread(target=self._build, daemon=True)
        self.builder.start()

    def _build(self) -> None:
        for preview in self.host.previews():
            for _edition in preview.editions():
                pass

    def get(self, path: str) -> tuple[int, bytes]:
        return self._ask("GET", path, None, {})

    def ask(self, path: str, asked: object = None, **headers: str) -> tuple[int, bytes]:
        own = {
            "Origin": f"http://127.0.0.1:{self.port}",
            "Content-Type": "application/json",
            "X-Reportgen-Key": self.key,
        }
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self._ask("POST", path, json.dumps(asked or {}).encode(), {**own, **named})

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]):
        connection = HTTPConnection("127.0.0.1", self.port, timeout=LONGEST_S)
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer.status, content

    def post(self, path: str, asked: object = None) -> dict:
        status, content = self.ask(path, asked)
        assert status == 200, (path, status, content)
        return json.loads(content)

    def standing(self, fits: Callable[[dict], bool] = lambda now: now["checked"]) -> dict:
        """How things stand as soon as it is so as is waited for."""
        latest = time.monotonic() + LONGEST_S
        while not fits(now := self.post("/desk/standing")):
            assert time.monotonic() < latest, now
            time.sleep(0.05)
        return now

    def done(self, path: str, asked: object) -> tuple[int, str]:
        """The exit code of a command that a button starts, and what it says."""
        started = self.post(path, asked)
        assert "number" in started, started
        lines: list[str] = []
        while True:
            told = self.post("/start/job", {"number": started["number"], "seen": len(lines)})
            lines += told["lines"]
            if told["code"] is not None:
                return told["code"], "\n".join(lines)

    def close(self) -> None:
        self.host.end()
        self.builder.join(LONGEST_S)
        self._open.close()
        assert not self.builder.is_alive()
        assert self.faults == []


def in_base64(content: bytes) -> str:
    return base64.b64encode(content).decode()
