"""The projects that a person opened last, in a small file of their own on this computer."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

import msgspec

from reportgen.storage.files import read_regular, replace_file

_MOST = 12


def recent_file() -> Path:
    """Where the list lies: with what programs remember, as each system has it."""
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home) / "reportgen" / "recent.json"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "reportgen" / "recent.json"
    state = os.environ.get("XDG_STATE_HOME") or home / ".local" / "state"
    return Path(state) / "reportgen" / "recent.json"


def recent_projects(file: Path) -> tuple[Path, ...]:
    """The folders in the list, the last one first; a list that can't be read is empty."""
    with suppress(OSError, msgspec.DecodeError, UnicodeDecodeError):
        names = msgspec.json.decode(read_regular(file), type=list[str])
        return tuple(Path(name) for name in names)
    return ()


def remember_project(file: Path, root: Path) -> None:
    """Put `root` first in the list; where the disk refuses, nothing is remembered."""
    others = [each for each in recent_projects(file) if each != root]
    names = [str(each) for each in (root, *others)][:_MOST]
    with suppress(OSError, UnicodeEncodeError):
        replace_file(file, msgspec.json.encode(names), private=True)


def forget_project(file: Path, root: Path) -> None:
    """Take `root` out of the list."""
    names = [str(each) for each in recent_projects(file) if each != root]
    with suppress(OSError, UnicodeEncodeError):
        replace_file(file, msgspec.json.encode(names), private=True)
