"""Two files change places in one step, so that what a program saved at that moment is not lost.

Replacing a file drops what stood there, whoever put it there since it was looked at. Each system
has a call that keeps it; Python has none.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

_AT_FDCWD = -100
_EXCHANGE = 2  # RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS
# What the name of a new file bears where it is what stood in its place.
BACKUP = ".bak.tmp"
_KEEP_GOING = 0x1 | 0x2  # REPLACEFILE_WRITE_THROUGH, REPLACEFILE_IGNORE_MERGE_ERRORS


def swapped(new: Path, old: Path) -> Path | None:
    """Put the file `new` in the place of `old`; where what stood there is now.

    None where this system, or this disk, can't: nothing was done then.
    """
    import ctypes  # 8 ms, and few programs write

    if sys.platform == "win32":
        beside = new.with_name(f"{new.name}{BACKUP}")
        replace = ctypes.windll.kernel32.ReplaceFileW
        done = replace(str(old), str(new), str(beside), _KEEP_GOING, None, None)
        return beside if done else None
    library = ctypes.CDLL(None)
    one, other = os.fsencode(new), os.fsencode(old)
    try:
        if sys.platform == "darwin":
            failed = library.renamex_np(one, other, _EXCHANGE)
        else:
            failed = library.renameat2(_AT_FDCWD, one, _AT_FDCWD, other, _EXCHANGE)
    except AttributeError:  # a system without the call
        return None
    return None if failed else new
