"""Each case lays files, runs the real command and says what is expected.

Whatever is laid: an end within 10 s and 500 MB, in our own words and never a traceback, and
nothing outside the project changed. How a case is written: `cases/README.md`.

    python -m pytest tests/hostile/hostile.py -n 2

runs them all, in three minutes. It is no part of the test suite yet: 25 of its 652 cases ask for
what is not built, or take longer than they may.
"""

from __future__ import annotations

import itertools
import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest
import yaml
from laying import lay
from sample_project import write_project

HERE = Path(__file__).parent
SECONDS = 10.0
MEGABYTES = 500


@dataclass(frozen=True)
class Case:
    name: str
    files: dict[str, object]
    command: str
    exits: tuple[int, ...]
    says: tuple[str, ...]
    stop: float | None
    plain: bool
    git: bool
    bare: bool


def read_cases() -> list[Case]:
    cases: list[Case] = []
    for file in sorted((HERE / "cases").glob("*.yaml")):
        for entry in yaml.safe_load(file.read_text("utf-8")):
            cases += _each(file.stem, entry)
    return cases


def _each(subject: str, entry: dict[str, object]) -> Iterator[Case]:
    """The cases of an entry: each of its files `at` with each of its commands."""
    runs = entry["run"] if isinstance(entry["run"], list) else [entry["run"]]
    for at, run in itertools.product(entry.get("at", [""]), runs):
        name = f"{subject}: {entry['case']}" + (f" ({at})" if at else "")
        files = {put(key, at): _filled(each, at) for key, each in entry.get("lay", {}).items()}
        exits = entry.get("exit", [0, 1, 2])
        says = entry.get("says", [])
        yield Case(
            f"{name}: {run}",
            files,
            put(run, at),
            tuple(exits if isinstance(exits, list) else [exits]),
            tuple(says if isinstance(says, list) else [says]),
            entry.get("stop") or (1.5 if run.split()[0] in ("preview", "watch") else None),
            entry.get("plain", False),
            entry.get("git", False),
            entry.get("bare", False),
        )


def put(text: str, at: str) -> str:
    """`text` with `at` where it has an @, but for the folder @outside and a revision's @."""
    return re.sub(r"(?<![0-9@])@(?!outside|@)", lambda _: at, text) if at else text


def _filled(content: object, at: str) -> object:
    """The same for what is to be laid."""
    match content:
        case str():
            return put(content, at)
        case dict():
            return {put(key, at): _filled(each, at) for key, each in content.items()}
        case list():
            return [_filled(each, at) for each in content]
    return content


CASES = read_cases()


@pytest.fixture(scope="session")
def warmed() -> Iterator[subprocess.Popen[str]]:
    paths = os.pathsep.join([str(HERE.parent.parent), str(HERE)])
    surroundings = {**os.environ, "PYTHONPATH": paths, "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, str(HERE / "warmed.py")]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, text=True, env=surroundings, **pipes) as process:
        assert process.stdout.readline() == "ready\n"
        yield process
        process.stdin.close()


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_hostile_case(case: Case, tmp_path: Path, warmed: subprocess.Popen[str]) -> None:
    outside = tmp_path / "outside"
    _lay_outside(outside)
    root = tmp_path / "project"
    (tmp_path / "home").mkdir()
    if case.bare:
        root.mkdir()
    else:
        write_project(root)
    if case.git:
        _commit(root)
    lay(root, case.files)
    if case.plain:
        _give_away(tmp_path)
    before = listing(outside)
    asked = {
        "command": shlex.split(case.command),
        "folder": str(root),
        "seconds": SECONDS,
        "stop": case.stop,
        "plain": case.plain,
    }
    warmed.stdin.write(json.dumps(asked) + "\n")
    warmed.stdin.flush()
    ended = json.loads(warmed.stdout.readline())
    said = "".join((tmp_path / each).read_text("utf-8", "replace") for each in ("out", "err"))
    _give_back(tmp_path)
    assert ended["exit"] is not None, f"no end within {SECONDS} s; {said[-500:]}"
    assert "Traceback" not in said, said[-1500:]
    assert ended["peak"] <= MEGABYTES, f"{ended['peak']} MB; {said[-300:]}"
    assert listing(outside) == before, "something outside the project was changed"
    exits = (*case.exits, 0, 130) if case.stop else case.exits
    assert ended["exit"] in exits, said[-1500:]
    for words in case.says:
        assert words in said, said[-1500:]


def test_there_are_many_cases_with_names_of_their_own() -> None:
    names = [case.name for case in CASES]
    assert len(names) >= 200
    assert len(set(names)) == len(names)


def _lay_outside(folder: Path) -> None:
    """What no case may change; the names are those that our own files have."""
    for name in ("hemligt.md", "gammal.chart", "data.json", "sida.pages", "stats.yaml"):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("# Hemligt\n\nUTANFÖR 4711.\n", "utf-8")
        os.utime(path, (1, 1))


def listing(folder: Path) -> dict[str, tuple[int, int, str]]:
    """Every file below `folder`: rights, time of change, digest."""
    found = {}
    for path in sorted(folder.rglob("*")):
        status = path.lstat()
        digest = sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        found[str(path)] = (status.st_mode, status.st_mtime_ns, digest)
    return found


def _commit(root: Path) -> None:
    who = ["-c", "user.name=N", "-c", "user.email=n@example.org", "-c", "core.autocrlf=false"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "Första"]):
        subprocess.run(["git", *who, *command], cwd=root, check=True)


def _give_away(folder: Path) -> None:
    """Let an ordinary user own the case, where the tests are run by the one who may all."""
    if os.getuid() != 0:
        return
    for parent in folder.parents:
        if parent != Path(parent.anchor) and not parent.stat().st_mode & 0o001:
            parent.chmod(0o755)
    for path in (folder, *folder.rglob("*")):
        if "outside" not in path.parts:
            os.chown(path, 65534, 65534, follow_symlinks=False)


def _give_back(folder: Path) -> None:
    """Folders that can be listed, so that pytest can take the case away."""
    for base, folders, _files in os.walk(folder):
        for name in folders:
            path = Path(base, name)
            if not path.is_symlink():
                path.chmod(0o755)
