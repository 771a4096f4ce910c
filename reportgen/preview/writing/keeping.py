"""What was taken out on the page, kept where a person finds it: `output/borttaget`."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from errno import ELOOP
from pathlib import Path, PurePosixPath

from reportgen.storage.files import free_name, replace_file

_FOLDER = Path("output") / "borttaget"


def keep_aside(root: Path, file: str, text: str) -> None:
    """Keep a text that stood in `file`, under a name with the time, as far as the disk lets us."""
    with suppress(OSError):
        replace_file(_place(root, PurePosixPath(file).name), text.encode() + b"\n")


def move_aside(root: Path, path: Path) -> str:
    """Move a file there, as it is at that moment; its name from `root`. Raises OSError."""
    target = _place(root, path.name)
    path.replace(target)
    return target.relative_to(root).as_posix()


def _place(root: Path, name: str) -> Path:
    """A free name in the folder, which is made; raises OSError, for a link in its place too."""
    folder = root / _FOLDER
    straight = Path(os.path.realpath(root / _FOLDER.parent), _FOLDER.name)
    if Path(os.path.realpath(folder)) != straight:
        raise OSError(ELOOP, os.strerror(ELOOP), str(folder))
    folder.mkdir(parents=True, exist_ok=True)
    return free_name(folder / name, time.strftime("%Y-%m-%d-%H%M%S"))
