"""A LibreOffice that waits for work: one at most, none left behind, and never relied on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from reportgen.office import libreoffice, warm
from reportgen.office.warm import FOLDER, READY, WarmOffice

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="programs for a POSIX shell")

# As LibreOffice: what is started for a profile whose other one runs hands its task over, which
# that one carries out and then ends.
PROGRAM = r"""#!{python}
import os, sys, time
from pathlib import Path
words = sys.argv[1:]
profile = Path(words[0].partition("=file://")[2])
profile.mkdir(exist_ok=True)
mine, task = profile / "runs", profile / "task"
def carry_out(lines, by):
    with open({told!r}, "a") as told:
        print(by, file=told)
    for file in map(Path, lines[1:]):
        if file.exists():
            Path(lines[0]).mkdir(exist_ok=True)
            (Path(lines[0]) / (file.stem + ".pdf")).write_text(by)
if "--convert-to" in words:
    lines = words[words.index("--outdir") + 1 :] if "--outdir" in words else ["", words[-1]]
    if mine.exists():
        (profile / "half").write_text("\n".join(lines))
        (profile / "half").rename(task)
        while task.exists() and mine.exists():
            time.sleep(0.01)
    else:
        carry_out(lines, "cold")
else:
    mine.write_text(str(os.getpid()))
    while not task.exists():
        time.sleep(0.01)
    carry_out(task.read_text().split("\n"), "warm")
    mine.unlink()
    task.unlink()
"""


def wait_until(true: Callable[[], object], longest_s: float = 20) -> None:
    latest = time.monotonic() + longest_s
    while not true():
        assert time.monotonic() < latest
        time.sleep(0.01)


def running(folder: Path | str) -> list[int]:
    """The processes that are about a folder."""
    listed = subprocess.run(
        ["ps", "-wweo", "pid=,args="], capture_output=True, text=True, check=True
    )
    return [int(line.split()[0]) for line in listed.stdout.splitlines() if str(folder) in line]


@pytest.fixture(autouse=True)
def nobody_keeps_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(FOLDER, raising=False)


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the LibreOffices tell that were started: who carried out a task."""
    program, told = tmp_path / "soffice", tmp_path / "told"
    program.write_text(PROGRAM.format(python=sys.executable, told=str(told)), "utf-8")
    program.chmod(0o755)
    for module in (libreoffice, warm):
        monkeypatch.setattr(module, "find_libreoffice", lambda: str(program))
    return told


@pytest.fixture
def office(told: Path) -> Iterator[WarmOffice]:
    office = WarmOffice()
    office.start()
    folder = Path(os.environ[FOLDER])
    yield office
    office.close()
    assert FOLDER not in os.environ
    assert not folder.exists()
    assert running(folder) == []


def waiting() -> int:
    """The one that waits, as soon as it does."""
    folder = Path(os.environ[FOLDER])
    runs = folder / "profile" / "runs"
    wait_until(lambda: (folder / READY).exists() and runs.exists() and runs.read_text())
    return int(runs.read_text())


def convert() -> bytes:
    return libreoffice.convert_to_pdf(b"a document")


@pytest.mark.usefixtures("office")
def test_what_waits_carries_out_one_task_and_the_next_waits(told: Path) -> None:
    first = waiting()
    assert convert() == b"warm"
    second = waiting()
    assert second != first
    assert convert() == b"warm"
    assert told.read_text().split() == ["warm", "warm"]


@pytest.mark.usefixtures("office")
def test_one_that_is_taken_is_taken_by_one() -> None:
    waiting()
    with warm.waiting_office() as first, warm.waiting_office() as second:
        assert first
        assert second is None
        assert convert() == b"cold"


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("harm", [signal.SIGKILL, signal.SIGSTOP])
def test_a_sick_one_costs_no_conversion(harm: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "_WARM_S", 0.5)
    first = waiting()
    (Path(os.environ[FOLDER]) / "profile" / "runs").chmod(0o444)
    os.kill(first, harm)
    # Killed, it may have been replaced meanwhile.
    assert convert() in {signal.SIGSTOP: (b"cold",), signal.SIGKILL: (b"cold", b"warm")}[harm]


@pytest.mark.usefixtures("office")
def test_one_that_goes_on_after_its_task_is_replaced() -> None:
    first = waiting()
    runs = Path(os.environ[FOLDER]) / "profile" / "runs"
    runs.unlink()  # as if nobody told it
    with warm.waiting_office() as taken:
        assert taken
    wait_until(lambda: not is_alive(first))
    assert waiting() != first


@pytest.mark.usefixtures("office")
def test_one_that_died_is_replaced() -> None:
    first = waiting()
    (Path(os.environ[FOLDER]) / "profile" / "runs").unlink()
    os.kill(first, signal.SIGKILL)
    assert waiting() != first
    assert convert() == b"warm"


def test_a_keeper_that_is_killed_leaves_nothing(office: WarmOffice) -> None:
    first = waiting()
    assert office._keeper
    office._keeper.kill()
    wait_until(lambda: not is_alive(first))
    assert waiting() != first
    assert len(running(os.environ[FOLDER])) == 2


def is_alive(process: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(process, 0)
        return True
    return False


OWNER = """
import os, sys, time
from reportgen.office import warm
warm.find_libreoffice = lambda: sys.argv[1]
office = warm.WarmOffice()
office.start()
print(os.environ[warm.FOLDER], flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize("harm", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_whatever_ends_its_owner_nothing_is_left(told: Path, harm: int) -> None:
    words = [sys.executable, "-c", OWNER, str(told.with_name("soffice"))]
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as owner:
        assert owner.stdout
        folder = Path(owner.stdout.readline().strip())
        wait_until((folder / "profile" / "runs").exists)
        owner.send_signal(harm)
        owner.wait(20)
    wait_until(lambda: not folder.exists())
    wait_until(lambda: not running(folder))


def test_one_that_always_ends_is_given_up(told: Path) -> None:
    told.with_name("soffice").write_text("#!/bin/sh\nexit 1\n", "utf-8")
    office = WarmOffice()
    office.start()
    assert office._thread
    office._thread.join(20)
    assert not office._thread.is_alive()
    office.close()


def test_without_libreoffice_nothing_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warm, "find_libreoffice", lambda: None)
    office = WarmOffice()
    office.start()
    assert FOLDER not in os.environ
    office.close()


def test_who_ends_at_once_leaves_nothing(told: Path) -> None:
    office = WarmOffice()
    office.start()
    folder = Path(os.environ[FOLDER])
    office.close()
    assert not folder.exists()
    assert running(folder) == []
    office.start()
    assert FOLDER not in os.environ


@pytest.mark.usefixtures("office")
def test_who_is_started_from_one_that_keeps_one_starts_none() -> None:
    folder = os.environ[FOLDER]
    second = WarmOffice()
    second.start()
    second.close()
    assert os.environ[FOLDER] == folder
