"""The preview under load and abuse: it lives, serves nothing it should not, stays small."""

from __future__ import annotations

import random
import shutil
import socket
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest
from running import Running, save

MOST_MB = 300
TRENDS = "content/2022/50-trender.md"
HOPE = "Vi hoppas att det ger mer resurser."


@pytest.fixture
def preview(report, start) -> Running:
    return start(report)


def shows(preview: Running, text: str, longest_s: float = 10) -> None:
    """Wait until the page holds a text."""
    latest = time.monotonic() + longest_s
    while text not in preview.shown():
        assert time.monotonic() < latest, f"{text!r} never came"
        time.sleep(0.05)


def asking_for_news(preview: Running) -> bytes:
    headers = {
        "Host": f"127.0.0.1:{preview.port}",
        "Origin": preview.origin,
        "X-Reportgen-Key": preview.key,
        "Content-Type": "application/json",
        "Content-Length": "2",
    }
    said = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"POST /news HTTP/1.1\r\n{said}\r\n{{}}".encode()


def small(preview: Running) -> None:
    if Path("/proc/self/status").exists():
        assert preview.memory_mb() < MOST_MB


def test_five_hundred_rapid_saves(preview, report):
    file = report / TRENDS
    text = file.read_text("utf-8")
    for number in range(500):
        file.write_text(text.replace(HOPE, f"Sparad {number} gånger."), "utf-8")
        time.sleep(0.004)
    shows(preview, "Sparad 499 gånger.")
    small(preview)


def test_half_written_files(preview, report):
    """Cut anywhere, even in a letter; in the end the page is the whole text again."""
    chance = random.Random(3)
    files = [*(report / "content/2022").iterdir(), *(report / "figures").iterdir()]
    for _each in range(40):
        file = chance.choice(files)
        content = file.read_bytes()
        file.write_bytes(content[: chance.randrange(len(content))])
        time.sleep(chance.choice((0, 0.02, 0.15)))
        file.write_bytes(content)
    save(report / TRENDS, HOPE, "Allt är helt igen.")
    shows(preview, "Allt är helt igen.")
    assert "Traceback" not in "\n".join(preview.lines)
    small(preview)


@pytest.mark.parametrize("folder", ["content", "content/2022", "figures"])
def test_a_deleted_folder(preview, report, folder):
    before = preview.shown()
    kept = report.parent / "undan"
    shutil.copytree(report / folder, kept)
    shutil.rmtree(report / folder)
    preview.wait_for("kvar som den var")
    assert preview.shown() == before
    shutil.copytree(kept, report / folder)
    preview.wait_for("Felen är rättade")
    save(report / TRENDS, HOPE, "Mappen är tillbaka.")
    shows(preview, "Mappen är tillbaka.")


def test_the_whole_project_deleted(preview, report):
    before = preview.shown()
    shutil.rmtree(report)
    preview.wait_for("kvar som den var")
    assert preview.shown() == before
    assert preview.process.poll() is None
    assert preview.interrupt() == 0


def test_fifty_clients_one_of_them_never_reading(preview, report):
    request = asking_for_news(preview)
    asleep = socket.create_connection(("127.0.0.1", preview.port))
    asleep.sendall(request)
    heard: list[str] = []

    def listen() -> None:
        with socket.create_connection(("127.0.0.1", preview.port), timeout=20) as line:
            line.sendall(request)
            stream = line.makefile("r", encoding="utf-8")
            for news in stream:
                if "Hört av alla" in news:
                    heard.append(news)
                    break
            stream.close()

    listeners = [threading.Thread(target=listen) for _each in range(50)]
    for each in listeners:
        each.start()
    time.sleep(0.3)
    # What is told to all: an error that holds the words.
    save(report / TRENDS, HOPE, '{{ "Hört av alla".x }}')
    begun = time.monotonic()
    for each in listeners:
        each.join(20)
    assert len(heard) == 50
    assert time.monotonic() - begun < 5
    save(report / TRENDS, '{{ "Hört av alla".x }}', "Så är det.")
    shows(preview, "Så är det.")
    asleep.close()
    small(preview)


def test_clients_that_ask_all_the_time(preview, report):
    """Fifty at once ask for the page while it changes: each gets a whole one."""
    ended = threading.Event()
    pages: list[str] = []
    failed: list[Exception] = []

    def ask() -> None:
        while not ended.is_set():
            try:
                pages.append(preview.shown())
            except OSError as error:
                failed.append(error)

    askers = [threading.Thread(target=ask) for _each in range(50)]
    for each in askers:
        each.start()
    before = HOPE
    for number in range(10):
        save(report / TRENDS, before, f"Ändrad {number} gånger.")
        before = f"Ändrad {number} gånger."
        time.sleep(0.1)
    ended.set()
    for each in askers:
        each.join(20)
    assert failed == []
    assert len(pages) > 50
    assert all(page.endswith("</html>\n") for page in pages)
    shows(preview, before)
    small(preview)


def test_random_bytes_and_lines_left_open(preview):
    chance = random.Random(5)
    lines = []
    for _each in range(60):
        line = socket.create_connection(("127.0.0.1", preview.port), timeout=5)
        with suppress(OSError):
            line.sendall(chance.randbytes(chance.randrange(2_000)))
        lines.append(line)
    assert preview.get()[0] == 200
    for line in lines:
        line.close()
    assert "Traceback" not in "\n".join(preview.lines)
    small(preview)


def test_it_serves_nothing_of_the_project(preview, report):
    (report / "output" / "hemlig.txt").write_text("hemligt")
    paths = [
        "content/2022/statistics.yaml",
        "output/hemlig.txt",
        "output/.cache/",
        "../rapport/content/reportgen.yaml",
        "%2e%2e/%2e%2e/etc/passwd",
        "..%5c..%5cx",
        "preview.js/../../server.py",
        "assets/preview.js",
    ]
    for path in paths:
        status, _headers, content = preview.get(f"/{path}")
        assert (status, content) == (404, b"Not Found"), path
    assert preview.get("/", Host="example.org")[0] == 403
    assert preview.get("/", Origin="https://example.org")[0] == 403


def test_a_taken_port_is_no_hindrance(report, start):
    first = start(report)
    second = start(report, "--port", str(first.port))
    assert second.port != first.port
    assert second.get()[0] == 200


def test_ctrl_c_ends_it_cleanly(preview):
    line = socket.create_connection(("127.0.0.1", preview.port))
    line.sendall(asking_for_news(preview))
    begun = time.monotonic()
    assert preview.interrupt() == 0
    assert time.monotonic() - begun < 3
    preview.wait_for("Förhandsvisningen är avslutad")
    assert "Traceback" not in "\n".join(preview.lines)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", preview.port))
    line.close()
