"""Asks Word itself for the pages of a document: on Windows, with the optional pywin32.

Written without Word at hand, and tried on an imitation of its objects. What goes wrong with others
who do so is met here: classes that pywin32 generates go stale (all is bound late); a Word that the
person works in is used and closed (this one is our own, and what someone opens in it meanwhile
is theirs); a dialog that nobody sees is waited for (there is a bound); threads share objects (all
is done in one, which begins and ends with COM).
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import Protocol, cast
from zipfile import ZipFile

from reportgen.diagnostics import Message
from reportgen.diagnostics import Message as _
from reportgen.office.running import OfficeError, end_with_children

_LONGEST_S = 30
_END_S = 5

# Numbers of Word's own enumerations.
_NO_ALERTS, _ALL_ALERTS = 0, -1
_NO_MACROS = 3
_DONT_SAVE = 0
# Asked nothing about its kind, read-only, and not among the files opened last.
_READ_ONLY = (False, True, False)
_TO_START = 1
_NUMBER_ON_PAGE = 1

_PROCESS = re.compile(rb'^"WINWORD.EXE","([0-9]+)"', re.MULTILINE | re.IGNORECASE)
_BOOKMARK = re.compile(rb'<w:bookmarkStart [^>]*w:name="(_Toc[0-9]+)"')


def pages_in_word(document: bytes) -> dict[str, int]:
    """The page of each `_Toc…` bookmark of a .docx, as Word prints it; raises OfficeError."""
    names = _bookmarks_of(document)
    if not names:
        return {}
    with tempfile.TemporaryDirectory(prefix="reportgen-", ignore_cleanup_errors=True) as folder:
        file = Path(folder) / "report.docx"
        file.write_bytes(document)
        asked = _Asked(file, names)
        thread = Thread(target=asked.run, daemon=True)
        thread.start()
        thread.join(_LONGEST_S)
        if thread.is_alive():
            asked.give_up()
            thread.join(_END_S)
            reason = _("Word had not answered after {count} s", count=_LONGEST_S)
            raise OfficeError("word-failed", reason, _hint())
    if asked.failure:
        raise OfficeError("word-failed", _("Word failed ({said})", said=asked.failure), _hint())
    return asked.pages


def _hint() -> Message:
    return _("open Word once and answer what it asks; 'page_numbers: false' builds without it")


def _bookmarks_of(document: bytes) -> list[str]:
    with ZipFile(BytesIO(document)) as package:
        return [name.decode() for name in _BOOKMARK.findall(package.read("word/document.xml"))]


class _Range(Protocol):
    def Collapse(self, direction: int) -> None: ...  # noqa: N802 - here and below: Word's names

    def Information(self, kind: int) -> float: ...  # noqa: N802


class _Bookmark(Protocol):
    Range: _Range


class _Bookmarks(Protocol):
    ShowHidden: bool

    def Exists(self, name: str) -> bool: ...  # noqa: N802

    def Item(self, name: str) -> _Bookmark: ...  # noqa: N802


class _Document(Protocol):
    Bookmarks: _Bookmarks

    def Repaginate(self) -> None: ...  # noqa: N802

    def Close(self, save: int) -> None: ...  # noqa: N802


class _Documents(Protocol):
    Count: int

    def Open(self, name: str, *how: bool) -> _Document: ...  # noqa: N802


class _Word(Protocol):
    Documents: _Documents
    Visible: bool
    DisplayAlerts: int
    AutomationSecurity: int

    def Quit(self, save: int) -> None: ...  # noqa: N802


class _Asked:
    """What Word is asked about a file; `failure` is what it said in place of an answer."""

    def __init__(self, file: Path, names: list[str]) -> None:
        self.pages: dict[str, int] = {}
        self.failure = ""
        self._file = file
        self._names = names
        self._process: int | None = None

    def run(self) -> None:
        """Ask, in a thread of its own: COM is begun and ended in it."""
        import pythoncom

        pythoncom.CoInitialize()
        try:
            self.pages = self._ask()
        except Exception as error:  # noqa: BLE001 - whatever Word says, in whatever class
            self.failure = str(error)[:200] or type(error).__name__
        finally:
            pythoncom.CoUninitialize()

    def give_up(self) -> None:
        """End the Word that does not answer, if it is known to be ours and nobody sees it."""
        if self._process is not None and not _shows_window(self._process):
            end_with_children(self._process)

    def _ask(self) -> dict[str, int]:
        before = _running_words()
        word = _own_word()
        new = _running_words() - before
        if len(new) == 1:
            [self._process] = new
        try:
            _quieten(word)
            document = word.Documents.Open(str(self._file), *_READ_ONLY)
            try:
                return _pages(document, self._names)
            finally:
                document.Close(_DONT_SAVE)
        finally:
            _let_go(word)


def _own_word() -> _Word:
    """A Word of our own, bound late: no generated class is looked for, and none is written."""
    import pythoncom
    from win32com.client import dynamic

    name, server = "Word.Application", pythoncom.CLSCTX_LOCAL_SERVER
    wanted = (pythoncom.IID_IDispatch,)
    [made] = pythoncom.CoCreateInstanceEx(name, None, server, None, wanted)
    return cast("_Word", dynamic.Dispatch(made, name))


def _quieten(word: _Word) -> None:
    word.Visible = False
    word.DisplayAlerts = _NO_ALERTS
    word.AutomationSecurity = _NO_MACROS


def _pages(document: _Document, names: list[str]) -> dict[str, int]:
    bookmarks = document.Bookmarks
    bookmarks.ShowHidden = True
    document.Repaginate()
    return {name: _page(bookmarks.Item(name)) for name in names if bookmarks.Exists(name)}


def _page(bookmark: _Bookmark) -> int:
    """The number on the page that a bookmark begins on."""
    place = bookmark.Range
    place.Collapse(_TO_START)
    return int(place.Information(_NUMBER_ON_PAGE))


def _let_go(word: _Word) -> None:
    """Close our Word; one that somebody has opened a document in meanwhile is shown to them."""
    if word.Documents.Count:
        word.DisplayAlerts = _ALL_ALERTS
        word.Visible = True
    else:
        word.Quit(_DONT_SAVE)


def _running_words() -> set[int]:
    """The processes that are a Word."""
    command = ["tasklist", "/FI", "IMAGENAME eq WINWORD.EXE", "/FO", "CSV", "/NH"]
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    listed = subprocess.run(command, capture_output=True, check=False, creationflags=hidden)  # noqa: S603
    return {int(number) for number in _PROCESS.findall(listed.stdout)}


def _shows_window(process: int) -> bool:
    import win32gui
    import win32process

    shown: list[int] = []

    def look(window: int, _more: object) -> None:
        own = win32process.GetWindowThreadProcessId(window)[1] == process
        if own and win32gui.IsWindowVisible(window):
            shown.append(window)

    win32gui.EnumWindows(look, None)
    return bool(shown)
