"""The user's own editor: how each is told a line, and what it is not let to run.

The command comes from the user's settings; of content comes only the name of a file, and that
one is among the project's.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import report_error
from reportgen.preview.system_editor import system_command
from reportgen.readers.user import read_user_settings
from reportgen.storage.causes import cause_of
from reportgen.storage.files import is_regular

# How editors that are named without more are told the place.
_CODE = ("--goto", "{file}:{line}:{column}")
_COLON = ("{file}:{line}:{column}",)
_PLUS = ("+{line}:{column}", "{file}")
_ARGUMENTS = {
    "code": _CODE,
    "code-insiders": _CODE,
    "code - insiders": _CODE,
    "codium": _CODE,
    "vscodium": _CODE,
    "cursor": _CODE,
    "subl": _COLON,
    "sublime_text": _COLON,
    "zed": _COLON,
    "emacs": _PLUS,
    "emacsclient": ("-n", *_PLUS),
    "gedit": _PLUS,
    "gvim": ("+{line}", "{file}"),
    "kate": ("-l", "{line}", "-c", "{column}", "{file}"),
    "mate": ("-l", "{line}:{column}", "{file}"),
    "notepad++": ("-n{line}", "-c{column}", "{file}"),
    "pycharm": ("--line", "{line}", "--column", "{column}", "{file}"),
}
_WINDOWS_WORD = re.compile(r'(?:[^\s"]|"[^"]*"?)+')
# An editor that is there is still there after so long, or has handed on to one that was.
_MOMENT_S = 0.3
_PLACE = re.compile(r"\{(file|line|column)\}")
# What a batch file, such as VS Code's code.cmd, would take for a command of its own.
_BATCH = (".bat", ".cmd")
_RISKY = re.compile(r'[&|<>^%!"\r\n]')


class Editor:
    """Opens places; remembers what it has started."""

    def __init__(self) -> None:
        self._started: list[subprocess.Popen[bytes]] = []

    def open(self, setting: str | None, root: Path, file: Path, line: int, column: int) -> None:
        """Open `file` of the project in `root` at a place, by the user's `setting`.

        Does not wait until the editor ends, but for a moment, to see whether it does so at once.
        Raises ReportError (no-editor) where it is not there, may not be used or failed.
        """
        self._start(editor_command(setting or "", root, file, line, column))

    def open_with_system(self, file: Path) -> None:
        """Open a text file in the system's own program for text; raises ReportError likewise."""
        self._start(system_command(file))

    def _start(self, command: list[str]) -> None:
        try:
            started = subprocess.Popen(  # noqa: S603 - the user's own command, no shell
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                # Ctrl-C ends the preview, not what is being written.
                start_new_session=True,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            reason = cause_of(error)
            message = _("the editor can't be started: {reason}", reason=reason)
            raise report_error("no-editor", None, message) from None
        self._started = [each for each in self._started if each.poll() is None] + [started]
        with suppress(subprocess.TimeoutExpired):
            if code := started.wait(_MOMENT_S):
                message = _("the editor ended at once, with code {code}", code=str(code))
                raise report_error("no-editor", None, message)


def editor_setting(settings_file: Path) -> str | None:
    """The editor that the user names, None for none; raises ReportError for wrong settings."""
    return os.environ.get("REPORTGEN_EDITOR") or read_user_settings(settings_file).editor


def editor_command(setting: str, root: Path, file: Path, line: int, column: int) -> list[str]:
    """The words to run. Raises ReportError (no-editor)."""
    words = split_command(setting)
    found = shutil.which(words[0]) if words else None
    if found is None:
        message = _("there is no program '{name}'", name=words[0] if words else "")
        hint = _("write the editor's whole path in your settings, without quotation marks")
        raise report_error("no-editor", None, message, hint)
    # Windows looks in the current folder first, and that is where content comes from.
    if Path(found).resolve().is_relative_to(root.resolve()):
        message = _("'{name}' lies in the project: nothing there is run", name=found)
        raise report_error("no-editor", None, message)
    values = {"file": str(file), "line": str(line), "column": str(column)}
    arguments = [_PLACE.sub(lambda place: values[place[1]], each) for each in _with_place(words)]
    if found.lower().endswith(_BATCH) and any(map(_RISKY.search, arguments)):
        message = _("the file's name has a character that '{name}' can't be given", name=found)
        raise report_error("no-editor", None, message)
    return [found, *arguments]


def split_command(setting: str) -> list[str]:
    """The words of a command, or the path of a program as it stands.

    On Windows a backslash is no more than itself, and only double quotation marks hold a word
    together.
    """
    if is_regular(Path(setting)):
        return [setting]
    if os.name == "nt":
        return [word.replace('"', "") for word in _WINDOWS_WORD.findall(setting)]
    try:
        return shlex.split(setting)
    except ValueError:
        return [setting]


def _with_place(words: list[str]) -> list[str]:
    """The arguments, with those that tell the place where the user's have none."""
    own = words[1:]
    if any("{file}" in word for word in own):
        return own
    name = Path(words[0].replace("\\", "/")).stem.lower().removesuffix("64")
    return [*own, *_ARGUMENTS.get(name, ("{file}",))]
