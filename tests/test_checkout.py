"""What the repository holds can be cloned anywhere: no path that Windows or macOS refuses."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
REFUSED = re.compile(r'[\x00-\x1f<>:"\\|?*]')
DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)


def tracked_paths() -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    return listed.stdout.decode().split("\0")[:-1]


def refused(path: str) -> bool:
    """Whether Windows refuses a part of `path`, or macOS stores it in other letters."""
    return unicodedata.normalize("NFC", path) != path or any(
        part != part.strip(" ") or part.endswith(".") or REFUSED.search(part)
        or DEVICES.fullmatch(part)
        for part in path.split("/")
    )  # fmt: skip


@pytest.mark.parametrize(
    "path", ["filen /a.txt", "a:b", "con.txt", "x/NUL", "slut.", "fra\u030aga.md", 'a"b', "a\\b"]
)
def test_a_path_that_is_refused_somewhere_is_found(path: str) -> None:
    assert refused(path)


def test_every_tracked_path_is_legal_everywhere() -> None:
    paths = tracked_paths()
    assert paths
    assert [path for path in paths if refused(path) or len(path) > 120] == []


def test_no_two_tracked_paths_differ_in_case_alone() -> None:
    folded = Counter(path.casefold() for path in tracked_paths())
    assert [path for path, count in folded.items() if count > 1] == []
