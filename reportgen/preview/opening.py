"""Opens the preview's page in the browser without telling others at the machine its key.

The words of a command can be read by every user of a Unix machine. So what a browser is started
with there is a file that only its owner can read, and which leads on to the page. On Windows
nobody but an administrator reads another's commands.
"""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from html import escape
from pathlib import Path

from reportgen.storage.files import is_folder


@contextmanager
def private_address(address: str, folder: Path) -> Iterator[str]:
    """What to start a browser with so that it comes to `address`; good until the end.

    The file is made in `folder` if that is there and keeps it private, for a browser that is
    shut in, as Ubuntu's is, reads there and not where temporary files are.
    """
    if os.name != "posix":
        yield address
        return
    file = _private_file(folder if is_folder(folder) else None) or _private_file(None)
    if file is None:
        yield address
        return
    try:
        to = escape(address)
        page = (
            f'<!DOCTYPE html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url={to}">'
        )
        file.write_text(f'{page}<title>reportgen</title><a href="{to}">reportgen</a>\n', "utf-8")
        yield file.as_uri()
    finally:
        with suppress(OSError):
            file.unlink()


def _private_file(folder: Path | None) -> Path | None:
    """An empty file that only its owner can read; None where there can't be one."""
    try:
        handle, name = tempfile.mkstemp(prefix=".reportgen-", suffix=".html", dir=folder)
        os.close(handle)
        file = Path(name)
        if not stat.S_IMODE(file.stat().st_mode) & (stat.S_IRWXG | stat.S_IRWXO):
            return file
        file.unlink()
    except OSError:
        pass
    return None
