"""Which program of this machine tells the pages of a document. Loaded by every build."""

from __future__ import annotations

import importlib.util
from contextlib import suppress
from functools import cache
from typing import Any

from reportgen.office.running import find_libreoffice, libreoffice_version


def page_counter() -> str:
    """The program that is asked for pages, as it is called; empty where there is none."""
    if find_libreoffice():
        return "LibreOffice"
    return "Word" if word_version() else ""


def counter_version() -> str:
    """What tells one program that is asked for pages from another, and from none."""
    return libreoffice_version() or word_version()


@cache
def word_version() -> str:
    """Which Word can be asked; empty where there is none, or no pywin32 to ask it with."""
    if importlib.util.find_spec("pythoncom") is None:
        return ""
    registry: Any = importlib.import_module("winreg")
    with suppress(OSError):
        place = r"Word.Application\CurVer"
        with registry.OpenKey(registry.HKEY_CLASSES_ROOT, place) as kept:
            return str(registry.QueryValueEx(kept, "")[0])
    return ""
