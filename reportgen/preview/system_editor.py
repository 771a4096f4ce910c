"""The program for text that every system has, for those who name no editor.

Only text is opened with it: the system runs what it takes for a program.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from reportgen.diagnostics import Message, report_error
from reportgen.diagnostics import Message as _

_TEXT = (".md", ".markdown", ".yaml", ".yml", ".txt", ".csv")


def system_button() -> Message:
    """What the button says that opens a file with it."""
    return _("Open in Notepad") if os.name == "nt" else _("Open in the text editor")


def system_command(file: Path) -> list[str]:
    """The words to run for a text file; raises ReportError (no-editor) for any other file."""
    if not file.name.casefold().endswith(_TEXT):
        message = _("'{name}' is no text: open it from its folder", name=file.name)
        raise report_error("no-editor", None, message)
    if os.name == "nt":
        # By its whole path: Windows looks in the current folder first.
        folder = os.environ.get("SYSTEMROOT", r"C:\Windows")
        return [str(Path(folder, "System32", "notepad.exe")), str(file)]
    if sys.platform == "darwin":
        return ["/usr/bin/open", "-t", str(file)]
    opener = system_opener()
    if opener is None:
        message = _("there is no program '{name}'", name="xdg-open")
        hint = _("name your editor: write 'editor: code' in your settings")
        raise report_error("no-editor", None, message, hint)
    return [opener, str(file)]


def system_opener() -> str | None:
    """The program of a Linux desktop that opens a file with another, by its whole path.

    None where there is none, or only one that is found from the current folder.
    """
    found = shutil.which("xdg-open")
    return found if found and Path(found).is_absolute() else None
