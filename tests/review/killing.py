"""`review --apply` killed at any moment: every source is old or new, and whole."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from random import Random

from grounds import TESTS, Ground
from sample_project import surroundings
from verdict import Finding, sources_of


def judge_killed(ground: Ground, content: bytes, folder: Path, seed: int) -> list[Finding]:
    """Kill the command after a random time; what is left is judged, and applied again."""
    document = folder / "granskad.docx"
    document.write_bytes(content)
    root = ground.copy(folder / "whole")
    before = sources_of(root)
    begun = time.monotonic()
    _command(root, document, ground.year).wait(timeout=120)
    lasts, after = time.monotonic() - begun, sources_of(root)
    root = ground.copy(folder / "killed")
    command = _command(root, document, ground.year)
    time.sleep(Random(seed).uniform(0.1, 1.05) * lasts)
    command.kill()
    command.wait(timeout=60)
    left = sources_of(root)
    found = [
        Finding("half", f"{name} is neither old nor new")
        for name, text in left.items()
        if text not in (before.get(name), after.get(name))
    ]
    _command(root, document, ground.year).wait(timeout=120)
    if sources_of(root) != after:
        found.append(Finding("not-resumed", "applied again, the sources are not the new ones"))
    return found


def _command(root: Path, document: Path, year: int) -> subprocess.Popen[bytes]:
    call = [sys.executable, "-m", "reportgen", "review", str(document), "--apply"]
    call += ["--year", str(year)]
    return subprocess.Popen(
        [*call, "--project", str(root)],
        cwd=TESTS.parent,
        env=surroundings(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
