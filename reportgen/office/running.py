"""Runs LibreOffice: where it is, with which profile, and nothing of it is left afterwards.

Whatever is started here has a profile of its own, so that a window that someone has open is left
alone.
"""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from reportgen.diagnostics import Message

if TYPE_CHECKING:
    import subprocess

_PLACES = {
    "win32": (
        r"C:\Program Files\LibreOffice\program\soffice.exe",
        r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    ),
    "darwin": ("/Applications/LibreOffice.app/Contents/MacOS/soffice",),
}


class OfficeError(Exception):
    """An office program did not do what it was asked: a `code`, the reason, and what to do."""

    def __init__(self, code: str, reason: Message, hint: Message | None = None) -> None:
        super().__init__(str(reason))
        self.code, self.reason, self.hint = code, reason, hint


@cache
def find_libreoffice() -> str | None:
    """The program's path, or None where LibreOffice is not installed."""
    for name in ("soffice", "libreoffice"):
        found = shutil.which(name)
        if found:
            return found
    return next((place for place in _PLACES.get(sys.platform, ()) if Path(place).exists()), None)


@cache
def libreoffice_version() -> str:
    """What the program says of its version; empty where it is not installed.

    Asked of the files beside the program where that is possible: a start takes long.
    """
    program = find_libreoffice()
    if program is None:
        return ""
    folder = Path(program).resolve().parent
    for name in ("versionrc", "version.ini"):
        try:
            return (folder / name).read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
    return str(folder)


def command_with(program: str, profile: Path, *words: str) -> list[str]:
    """The command that runs `program` without a window, its settings in the folder `profile`."""
    own = f"-env:UserInstallation={profile.as_uri()}"
    return [program, own, "--headless", "--norestore", *words]


def begin(command: list[str], folder: Path, log: BinaryIO | int) -> subprocess.Popen[bytes]:
    """Start `command` in `folder`; what it says goes into `log`. Raises OSError."""
    import subprocess

    return subprocess.Popen(  # noqa: S603 - our own command, no shell
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=log,
        cwd=folder,
        env={**os.environ, "SAL_USE_VCLPLUGIN": "svp"},
        start_new_session=True,
    )


def run_bounded(
    command: list[str], folder: Path, log: BinaryIO | int, seconds: float
) -> int | None:
    """Run `command`; its exit code, None where it took longer than `seconds`.

    LibreOffice starts further processes: whatever happens here, none of them is left.
    """
    from subprocess import TimeoutExpired

    process = begin(command, folder, log)
    try:
        return process.wait(seconds)
    except TimeoutExpired:
        return None
    finally:
        if process.poll() is None:
            end_with_children(process.pid)
            process.wait()


def end_with_children(process: int) -> None:
    """End the process and all that it started (on POSIX it leads a group of its own)."""
    if sys.platform == "win32":
        import subprocess

        command = ["taskkill", "/F", "/T", "/PID", str(process)]
        subprocess.run(command, capture_output=True, check=False)  # noqa: S603
    else:
        import signal

        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process, signal.SIGKILL)
