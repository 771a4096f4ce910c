"""The desk attacked, by data in `attacks/`: who else may ask, what is said, which names and files.

Every action that there is is asked, so that a new one is attacked as well.
"""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import socket
import stat
import sys
import threading
import time
from collections.abc import Iterator
from hashlib import sha256
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
import yaml
from hosted import Hosted
from sample_project import make_png, write_project

from reportgen.preview import server as serving

HERE = Path(__file__).parent
sys.path.append(str(HERE.parent / "hostile"))

from laying import bytes_of  # noqa: E402

SECTION = "content/2022/10-text.md"
# What may come of a name that the desk makes into one of its own.
OWN_NAMES = re.compile(
    r"content/2022/bilder(/[0-9a-z][0-9a-z-]*\.png)?|content/2022/[0-9]+b?-[0-9a-z-]+\.md"
    r"|output(/.*)?|\.reportgen.*"
)


def cases(name: str) -> list[Any]:
    return yaml.safe_load((HERE / "attacks" / f"{name}.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def victim(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosted]:
    """A project that is served; beside it what nobody may reach."""
    home = tmp_path_factory.mktemp("attacked")
    (home / "utanfor.md").write_text("# Hemligt\n", "utf-8")
    (home / "mapp").mkdir()
    (home / "mapp/ett.md").write_text("# Hemligt\n", "utf-8")
    root = write_project(home / "rapport", {".git/config": "[core]\n", "README.md": "# Läs\n"})
    if os.name != "nt":
        (root / "lank.md").symlink_to(home / "utanfor.md")
        (root / "content/2022/lank.md").symlink_to(home / "utanfor.md")
        (root / "content/lankad").symlink_to(home / "mapp")
        os.mkfifo(root / "content/2022/ror.md")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_STATE_HOME", str(home / "state"))
        hosted = Hosted(home, root)
        hosted.home, hosted.root = home, root
        hosted.standing()
        yield hosted
        hosted.close()


def state(folder: Path) -> dict[str, str]:
    """All that lies in a folder: each name, and what it holds."""
    found = {}
    for place, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(place, name)
            plain = path.is_file() and not path.is_symlink()
            found[path.relative_to(folder).as_posix()] = (
                sha256(path.read_bytes()).hexdigest() if plain else "-"
            )
    return found


def actions(hosted: Hosted) -> list[str]:
    assert hosted.host._server
    return sorted(each for each in hosted.host._server.routes.actions if each != "/start/end")


def speak(hosted: Hosted, method: str, path: str, headers: dict[str, str | None], body: bytes):
    """The status and the answer to a request with just these headers."""
    connection = HTTPConnection("127.0.0.1", hosted.port, timeout=20)
    connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    for name, value in {**headers, "Content-Length": str(len(body))}.items():
        if value is not None:
            connection.putheader(name, value)
    connection.endheaders(body)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer.status, content


def own_headers(hosted: Hosted) -> dict[str, str | None]:
    return {
        "Host": f"127.0.0.1:{hosted.port}",
        "Origin": f"http://127.0.0.1:{hosted.port}",
        "Content-Type": "application/json",
        "X-Reportgen-Key": hosted.key,
        "Sec-Fetch-Site": "same-origin",
    }


@pytest.mark.parametrize("case", cases("requests"), ids=lambda case: case["who"])
def test_nobody_else_is_let_in(victim: Hosted, case: dict[str, Any]) -> None:
    key = victim.key
    words = {
        "port": str(victim.port),
        "key": key,
        "half": key[: len(key) // 2],
        "wrong": "A" * len(key),
        "swapped": key.swapcase(),
    }
    given = {
        name: value.format(**words) if isinstance(value, str) else value
        for name, value in case["headers"].items()
    }
    before = state(victim.home)
    save = {"file": SECTION, "base": "", "begin": 0, "end": 0, "text": "Hej"}
    for action in (*actions(victim), "/start/end", "/news", "/finns-inte"):
        body = json.dumps(save).encode()
        said = speak(victim, "POST", action, {**own_headers(victim), **given}, body)
        assert said == (403, b"Forbidden"), action
    assert state(victim.home) == before
    assert victim.builder.is_alive()


def test_what_a_page_can_only_look_at_has_nothing_of_the_project(victim: Hosted) -> None:
    for path in ("/", "/desk", "/start", "/preview.js"):
        status, content = speak(victim, "GET", path, {**own_headers(victim)}, b"")
        assert status == 200
        for secret in ("Exempelstad", "Det var", str(victim.root), victim.key):
            assert secret.encode() not in content


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_only_what_no_form_sends_does_anything(victim: Hosted, method: str) -> None:
    before = state(victim.home)
    for action in actions(victim):
        status, _content = speak(victim, method, action, own_headers(victim), b"")
        assert status in (404, 501), action
    assert state(victim.home) == before


def body_of(case: dict[str, Any]) -> bytes:
    if "hex" in case:
        return bytes.fromhex(case["hex"])
    return case["text"].replace("@", case.get("times", "") * case.get("count", 0)).encode()


@pytest.mark.parametrize("case", cases("bodies"), ids=lambda case: case["what"])
def test_what_is_said_wrongly_does_nothing(
    victim: Hosted, case: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    before = state(victim.home)
    for action in actions(victim):
        if case["what"] == "an object and more" and action == "/start/standing":
            continue
        status, content = speak(victim, "POST", action, own_headers(victim), body_of(case))
        assert status in (200, 400), (action, content)
        if status == 200 and content[:1] == b"{":
            told = json.loads(content)
            assert told.get("problem") or action in HARMLESS, (action, told)
    assert state(victim.home) == before
    assert "Traceback" not in capsys.readouterr().err


# What needs to be told nothing, or where nothing is told for a page to show.
HARMLESS = (
    "/report", "/offers", "/desk/standing", "/desk/changes", "/start/standing", "/start/forget",
    "/desk/settings",
)  # fmt: skip
# What takes a name, and what else is said there.
PNG = base64.b64encode(make_png(4, 4)).decode()
NAMED: dict[str, dict[str, Any]] = {
    "/text": {"file": "@", "line": 1},
    "/save": {"file": "@", "base": "# Text\n", "begin": 0, "end": 6, "text": "# Tagen"},
    "/open": {"file": "@", "line": 1, "column": 1},
    "/take-out": {"file": "@"},
    "/section": {"title": "@", "after": "@"},
    "/picture": {"name": "@.png", "content": PNG},
    "/grid": {"source": "@"},
    "/grid/count": {"source": "@"},
    "/desk/reviewed": {"name": "@"},
    "/desk/show": {"name": "@"},
    "/desk/press": {"button": "restore", "name": "@"},
    "/desk/returned": {"name": "@"},
    "/desk/returned/add": {"name": "@", "content": PNG},
    "/desk/returned/answer": {"name": "@", "accept": ["@"], "decline": ["@"]},
    "/desk/returned/away": {"name": "@"},
    "/start/open": {"root": "@"},
}


def filled(asked: object, name: str) -> Any:
    if isinstance(asked, dict):
        return {each: filled(value, name) for each, value in asked.items()}
    if isinstance(asked, list):
        return [filled(each, name) for each in asked]
    return asked.replace("@", name) if isinstance(asked, str) and "@" in asked else asked


@pytest.mark.parametrize("action", NAMED)
def test_no_name_leads_anywhere_else(victim: Hosted, action: str) -> None:
    outside = {name: what for name, what in state(victim.home).items() if "rapport" not in name}
    inside = state(victim.root)
    for name in cases("paths"):
        if action == "/take-out" and name.endswith("ror.md"):
            continue  # what should be a section and is a pipe may be moved away
        asked = json.dumps(filled(NAMED[action], name)).encode()
        status, content = speak(victim, "POST", action, own_headers(victim), asked)
        assert status in (200, 400), (name, content)
        assert b"Hemligt" not in content, name
        assert b"root:" not in content, name
        if action not in ("/section", "/picture"):
            assert status == 400 or json.loads(content)["problem"], name
    now = state(victim.root)
    assert {name: now.get(name) for name in inside} == inside
    for name in now.keys() - inside.keys():
        assert OWN_NAMES.fullmatch(name), name
    after = {name: what for name, what in state(victim.home).items() if "rapport" not in name}
    assert {name: after.get(name) for name in outside} == outside
    assert not [name for name in after.keys() - outside.keys() if not name.startswith("state")]
    for name in now.keys() - inside.keys():
        path = victim.root / name
        if path.is_file():
            if path.suffix == ".md":
                assert path.read_text("utf-8").replace("\n", "").isprintable(), name
            path.unlink()


def test_every_action_that_takes_a_name_is_among_them(victim: Hosted) -> None:
    assert victim.host._server
    routes = victim.host._server.routes.actions
    takes = {
        name
        for name, action in routes.items()
        if {"file", "name", "root", "folder", "source"} & set(action.asked.__struct_fields__)
    }
    # These begin projects or compare tables; tests/preview/test_start.py and test_desk.py do so.
    elsewhere = {
        "/start/make", "/start/import", "/start/forget", "/desk/import", "/grid/look", "/grid/save",
    }  # fmt: skip
    assert takes - elsewhere <= NAMED.keys()


@pytest.mark.parametrize("case", cases("returned"), ids=lambda case: case["what"])
def test_a_word_file_that_came_back_is_no_way_in(victim: Hosted, case: dict[str, Any]) -> None:
    folder = victim.root / "output/tillbaka"
    before = state(victim.home)
    with socket.create_server(("127.0.0.1", 0)) as trap:
        trap.settimeout(0.05)
        port = str(trap.getsockname()[1])
        content = bytes_of(json.loads(json.dumps(case["content"]).replace("{trap}", port)))
        asked = {"name": "../../granskad.docx", "content": base64.b64encode(content).decode()}
        began = time.monotonic()
        told = victim.post("/desk/returned/add", asked)
        assert time.monotonic() - began < 10
        with pytest.raises(TimeoutError):
            trap.accept()
    assert bool(told.get("problem")) is case.get("refused", False), told
    assert "root:" not in json.dumps(told)
    new = set(state(victim.home)) - set(before)
    assert {name for name in new if "output" not in name} == set()
    if case.get("refused"):
        assert not [each for each in folder.glob("*") if each.is_file()]
    shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.parametrize("text", cases("values"), ids=lambda text: repr(text)[:40])
def test_no_value_of_a_setting_becomes_another(victim: Hosted, text: str) -> None:
    """Whatever is typed into a field is its text, or is refused; nothing else is written."""
    files = ("content/2022/report.yaml", "content/reportgen.yaml")
    kept = {name: (victim.root / name).read_bytes() for name in files}
    before = state(victim.home)
    was = victim.post("/desk/settings")["values"]
    for name in ("title", "subtitle", "organisation", "contact.phone", "author"):
        wanted = {"texts": {**was["texts"], name: text}, "people": was["people"]}
        if name == "author":
            wanted = {"texts": was["texts"], "people": [{"name": text, "title": text}]}
        told = victim.post("/desk/settings/save", {"opened": was, "wanted": wanted})
        now = {each: what for each, what in state(victim.home).items() if each not in ROOTED}
        assert now == {each: what for each, what in before.items() if each not in ROOTED}
        if "values" not in told:
            assert told.get("told") or told.get("problem")
            assert {each: (victim.root / each).read_bytes() for each in files} == kept
        else:
            read = victim.post("/desk/settings")["values"]
            clean = " ".join(text.split())
            if name == "author":
                assert read["people"] == [{"name": clean, "title": clean, "unit": ""}]
            else:
                assert read["texts"] == {**was["texts"], name: clean}
        for each, content in kept.items():
            (victim.root / each).write_bytes(content)


# The files of settings, as `state` of what lies around the project names them.
ROOTED = ("rapport/content/2022/report.yaml", "rapport/content/reportgen.yaml")


def begun(hosted: Hosted, length: int) -> socket.socket:
    line = socket.create_connection(("127.0.0.1", hosted.port), timeout=10)
    said = "".join(f"{name}: {value}\r\n" for name, value in own_headers(hosted).items())
    line.sendall(f"POST /save HTTP/1.1\r\n{said}Content-Length: {length}\r\n\r\n".encode())
    return line


def test_more_than_an_action_takes_is_not_waited_for(victim: Hosted) -> None:
    for length in (1_000_000_000, 999_999_999, 10**12):
        with begun(victim, length) as line:
            assert line.recv(100).startswith(b"HTTP/1.1 400")


def test_who_speaks_slowly_keeps_nobody_waiting(
    victim: Hosted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving._Handler, "timeout", 0.3)
    slow = [begun(victim, 100) for _each in range(50)]
    for line in slow:
        line.sendall(b'{"file": ')
    began = time.monotonic()
    assert victim.post("/desk/standing")["year"] == 2022
    assert time.monotonic() - began < 5
    for line in slow:
        assert not line.recv(100).startswith(b"HTTP/1.1 200")
        line.close()
    busy = [each for each in threading.enumerate() if "process_request" in each.name]
    assert len(busy) < 10


@pytest.mark.skipif(os.name == "nt", reason="rights of POSIX")
def test_another_user_of_the_machine_reads_nothing_of_it(victim: Hosted) -> None:
    [recent] = (victim.home / "state").rglob("*.json")
    assert stat.S_IMODE(recent.stat().st_mode) & 0o077 == 0
    address = victim.host._server.socket.getsockname()
    assert address[0] == "127.0.0.1"
    for pages in ("/proc/self/cmdline", "/proc/self/environ"):
        if Path(pages).exists():
            assert victim.key.encode() not in Path(pages).read_bytes()
