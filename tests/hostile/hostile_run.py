"""Runs a case, and holds what comes of it to what holds for all."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
from hashlib import sha256
from pathlib import Path

from hostile_cases import Case
from laying import lay
from sample_project import write_project

SECONDS = 10.0
MEGABYTES = 500


def run_case(case: Case, tmp_path: Path, warmed: subprocess.Popen[str]) -> None:
    outside = tmp_path / "outside"
    _lay_outside(outside)
    root = tmp_path / "project"
    (tmp_path / "home").mkdir()
    if case.bare:
        root.mkdir()
    else:
        write_project(root)
    if case.git is True:
        _commit(root)
    lay(root, case.files)
    if case.git == "laid":
        _commit(root)
    before = listing(outside)
    asked = {
        "command": shlex.split(case.command),
        "folder": str(root),
        "seconds": SECONDS,
        "stop": case.stop,
        "plain": case.plain,
        "fresh": case.fresh,
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


def _give_back(folder: Path) -> None:
    """Folders that can be listed, so that pytest can take the case away."""
    for base, folders, _files in os.walk(folder):
        for name in folders:
            path = Path(base, name)
            if not path.is_symlink():
                path.chmod(0o755)
