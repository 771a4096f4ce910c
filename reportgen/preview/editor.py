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
from pathlib import Path

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import report_error

# How editors that are named without more are told the place.
_CODE = ("--goto", "{file}:{line}:{column}")
_COLON = ("{file}:{line}:{column}",)
_PLUS = ("+{line}:{column}", "{file}")
_ARGUMENTS = {
    "code": _CODE,
    "code-insiders": _CODE,
    "codium": _CODE,
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
_PLACE = re.compile(r"\{(file|line|column)\}")
# What a batch file, such as VS Code's code.cmd, would take for a command of its own.
_BATCH = (".bat", ".cmd")
_RISKY = re.compile(r'[&|<>^%!"\r\n]')


class Editor:
    """An editor by the user's setting: "code", or a command with {file}, {line} and {column}."""

    def __init__(self, setting: str) -> None:
        self.setting = setting
        self._started: list[subprocess.Popen[bytes]] = []

    def open(self, root: Path, file: Path, line: int, column: int) -> None:
        """Open `file` of the project in `root` at a place; does not wait for the editor.

        Raises ReportError (no-editor) where it is not there or may not be used.
        """
        command = self.command(root, file, line, column)
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
            reason = error.strerror or str(error)
            message = _("the editor can't be started: {reason}", reason=reason)
            raise report_error("no-editor", None, message) from None
        self._started = [each for each in self._started if each.poll() is None] + [started]

    def command(self, root: Path, file: Path, line: int, column: int) -> list[str]:
        """The words to run. Raises ReportError (no-editor)."""
        words = split_command(self.setting)
        found = shutil.which(words[0]) if words else None
        if found is None:
            message = _("there is no program '{name}'", name=words[0] if words else "")
            hint = _("write the editor's whole path in your settings, in quotation marks")
            raise report_error("no-editor", None, message, hint)
        # Windows looks in the current folder first, and that is where content comes from.
        if Path(found).resolve().is_relative_to(root.resolve()):
            message = _("'{name}' lies in the project: nothing there is run", name=found)
            raise report_error("no-editor", None, message)
        values = {"file": str(file), "line": str(line), "column": str(column)}
        arguments = [
            _PLACE.sub(lambda place: values[place[1]], each) for each in _with_place(words)
        ]
        if found.lower().endswith(_BATCH) and any(map(_RISKY.search, arguments)):
            message = _("the file's name has a character that '{name}' can't be given", name=found)
            raise report_error("no-editor", None, message)
        return [found, *arguments]


def split_command(setting: str) -> list[str]:
    """The words of a command; on Windows a backslash is no more than itself."""
    try:
        words = shlex.split(setting, posix=os.name != "nt")
    except ValueError:
        words = [setting]
    return [word.strip('"') for word in words] if os.name == "nt" else words


def _with_place(words: list[str]) -> list[str]:
    """The arguments, with those that tell the place where the user's have none."""
    own = words[1:]
    if any("{file}" in word for word in own):
        return own
    name = Path(words[0]).stem.lower()
    return [*own, *_ARGUMENTS.get(name, ("{file}",))]
