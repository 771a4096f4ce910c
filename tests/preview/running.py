"""A long-running command of reportgen's, as a process of its own."""

from __future__ import annotations

import json
import os
import queue
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from sample_project import surroundings

LONGEST_S = 30


@contextmanager
def hearing_ctrl_c() -> Iterator[None]:
    """What is started inside hears Ctrl-C, as in a terminal.

    What a shell starts in the background ignores it, and hands that on to all that it starts.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


class Running:
    """`reportgen COMMAND` on a project; its lines as they come."""

    def __init__(self, root: Path, command: str, *arguments: str, **environment: str) -> None:
        self.root = root
        options = ["--no-open", "--port", "0"] if command in ("preview", "start") else []
        home = {
            "XDG_CONFIG_HOME": str(root.parent / "config"),
            "XDG_STATE_HOME": str(root.parent / "state"),
            "HOME": str(root.parent),
        }
        with hearing_ctrl_c():
            self.process = subprocess.Popen(
                [sys.executable, "-m", "reportgen", command, *options, *arguments],
                cwd=root,
                env=surroundings(**home, **environment),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf-8",
            )
        self._coming: queue.Queue[str] = queue.Queue()
        self.lines: list[str] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self.address = ""
        if options:
            self.address = re.search(r"http://\S+", self.wait_for("http://"))[0]
        if command == "preview":
            self.wait_for(r"\d s, \d+ |kvar som den var|desamma som förut")

    def _read(self) -> None:
        for line in self.process.stdout:
            self._coming.put(line.rstrip("\n"))

    def wait_for(self, pattern: str, longest_s: float = LONGEST_S) -> str:
        """The next line that holds `pattern`."""
        latest = time.monotonic() + longest_s
        while True:
            try:
                line = self._coming.get(timeout=max(0.01, latest - time.monotonic()))
            except queue.Empty:
                told = "\n".join(self.lines)
                raise AssertionError(f"no line with {pattern!r} in:\n{told}") from None
            self.lines.append(line)
            if re.search(pattern, line):
                return line

    @property
    def port(self) -> int:
        return int(re.search(r":(\d+)/", self.address)[1])

    @property
    def key(self) -> str:
        return self.address.partition("#key=")[2]

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str = "/", method: str = "GET", body: bytes | None = None, **headers: str):
        """An answer's status, headers and content."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, named)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer.status, answer.headers, content

    def post(self, path: str, asked: object = None, **headers: str):
        """An answer's status, headers and content, as the page would get it."""
        own = {"Origin": self.origin, "Content_Type": "application/json"}
        body = json.dumps(asked or {}).encode()
        return self.get(path, "POST", body, **{**own, "X_Reportgen_Key": self.key, **headers})

    def shown(self) -> str:
        status, _headers, content = self.post("/report")
        assert status == 200
        return content.decode()

    def memory_mb(self) -> float:
        """What the process holds at most so far (Linux)."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024

    def interrupt(self) -> int:
        """Press Ctrl-C; the exit code."""
        self.process.send_signal(signal.SIGINT if os.name != "nt" else signal.CTRL_C_EVENT)
        return self.process.wait(LONGEST_S)

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(LONGEST_S)
        self._reader.join(LONGEST_S)
        self.process.stdout.close()


def save(path: Path, old: str, new: str) -> None:
    """Replace what stands in a file once, in one step, as an editor does."""
    text = path.read_text("utf-8")
    assert text.count(old) == 1, (path, old, text.count(old))
    beside = path.with_name(f".{path.name}.tmp")
    beside.write_text(text.replace(old, new), "utf-8", newline="\n")
    beside.replace(path)
