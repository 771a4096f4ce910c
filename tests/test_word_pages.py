"""Pages that Word tells, by an imitation of its objects: Word itself was never at hand.

The imitation is as strict as COM: what is used outside of its thread, or before COM is begun or
after it was ended, is an error; so is a document that is not opened read-only, or stays open.
"""

# ruff: noqa: N802 - what Word calls them

from __future__ import annotations

import re
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import ModuleType, SimpleNamespace
from zipfile import ZipFile

import pytest
from sample_project import PROSE, MakeProject, build

from reportgen.office import counter, libreoffice, word
from reportgen.office.running import OfficeError

TEXT = "# Text\n\nInledning.\n\n## Under\n\nMer.\n"
OURS, THEIRS, LATER = 4711, 42, 43


class Imitation:
    """Word, pywin32 and what Windows says of processes; what a test sets is how they behave."""

    def __init__(self) -> None:
        self.threads: set[int] = set()
        self.told: list[str] = []
        self.words = {THEIRS}
        self.starts = {OURS}
        self.seen: set[int] = set()
        self.failure = ""
        self.opened_by_someone = 0
        self.asks = threading.Event()
        self.asks.set()
        self.ended = threading.Event()

    def begin(self) -> None:
        self.threads.add(threading.get_ident())

    def end(self) -> None:
        self.threads.remove(threading.get_ident())
        self.told.append("COM ended")

    def touch(self) -> None:
        assert threading.get_ident() in self.threads

    def create(self, name: str, _outer: None, server: int, _info: None, wanted: tuple) -> tuple:
        self.touch()
        assert (name, server, wanted) == ("Word.Application", 4, ("IDispatch",))
        self.words |= self.starts
        return (Word(self),)

    def kill(self, process: int) -> None:
        self.told.append(f"killed {process}")
        self.ended.set()


class Word:
    def __init__(self, machine: Imitation) -> None:
        self.machine = machine
        self.Visible = True
        self.DisplayAlerts = -1
        self.AutomationSecurity = 1
        self.open: list[Document] = []

    @property
    def Documents(self) -> SimpleNamespace:
        self.machine.touch()
        count = len(self.open) + self.machine.opened_by_someone
        return SimpleNamespace(Open=self.open_file, Count=count)

    def open_file(self, name: str, converts: bool, read_only: bool, recent: bool) -> Document:
        assert not self.Visible
        assert (self.DisplayAlerts, self.AutomationSecurity) == (0, 3)
        assert (converts, read_only, recent) == (False, True, False)
        if not self.machine.asks.is_set():
            self.machine.ended.wait(20)
            raise OSError("the server threw an exception")
        if self.machine.failure:
            raise OSError(self.machine.failure)
        self.open.append(Document(self, Path(name)))
        return self.open[-1]

    def Quit(self, save: int) -> None:
        self.machine.touch()
        assert (save, self.open) == (0, [])
        self.machine.words -= self.machine.starts
        self.machine.told.append("quit")


class Document:
    """Each bookmark is a page further on than the one before, from page 3."""

    def __init__(self, own: Word, file: Path) -> None:
        self.own = own
        text = ZipFile(file).read("word/document.xml").decode()
        self.names = re.findall('<w:bookmarkStart [^>]*w:name="([^"]+)"', text)
        self.counted = False
        self.Bookmarks = Bookmarks(self)

    def Repaginate(self) -> None:
        self.counted = True

    def Close(self, save: int) -> None:
        self.own.machine.touch()
        assert save == 0
        self.own.open.remove(self)


class Bookmarks:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.ShowHidden = False

    def Exists(self, name: str) -> bool:
        return self.ShowHidden and name in self.document.names

    def Item(self, name: str) -> SimpleNamespace:
        return SimpleNamespace(Range=Range(self.document, name))


class Range:
    def __init__(self, document: Document, name: str) -> None:
        self.document = document
        self.headings = [each for each in document.names if each.startswith("_Toc")]
        self.name = name
        self.collapsed = False

    def Collapse(self, direction: int) -> None:
        assert direction == 1
        self.collapsed = True

    def Information(self, kind: int) -> float:
        self.document.own.machine.touch()
        assert (kind, self.collapsed, self.document.counted) == (1, True, True)
        return float(self.headings.index(self.name) + 3)


def module(name: str, **said: object) -> ModuleType:
    made = ModuleType(name)
    for each, value in said.items():
        setattr(made, each, value)
    return made


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> Iterator[Imitation]:
    """A machine with Word and without LibreOffice."""
    machine = Imitation()

    @contextmanager
    def opened(_root: str, place: str) -> Iterator[str]:
        assert place == r"Word.Application\CurVer"
        yield place

    dynamic = module("win32com.client.dynamic", Dispatch=lambda made, _name: made)
    client = module("win32com.client", dynamic=dynamic)
    windows = dict.fromkeys((OURS, THEIRS))
    modules = {
        "pythoncom": module(
            "pythoncom",
            CoInitialize=machine.begin,
            CoUninitialize=machine.end,
            CoCreateInstanceEx=machine.create,
            CLSCTX_LOCAL_SERVER=4,
            IID_IDispatch="IDispatch",
        ),
        "win32com": module("win32com", client=client),
        "win32com.client": client,
        "win32com.client.dynamic": dynamic,
        "win32gui": module(
            "win32gui",
            EnumWindows=lambda look, more: [look(each, more) for each in windows],
            IsWindowVisible=lambda window: window in machine.seen,
        ),
        "win32process": module("win32process", GetWindowThreadProcessId=lambda each: (1, each)),
        "winreg": module(
            "winreg",
            HKEY_CLASSES_ROOT="root",
            OpenKey=opened,
            QueryValueEx=lambda _key, _name: ("Word.Application.16", 1),
        ),
    }
    for name, made in modules.items():
        monkeypatch.setitem(sys.modules, name, made)
    monkeypatch.setattr(
        "importlib.util.find_spec", lambda name: name if name in modules else pytest.fail(name)
    )
    monkeypatch.setattr(word, "_running_words", lambda: set(machine.words))
    monkeypatch.setattr(word, "end_with_children", machine.kill)
    for each in (counter, libreoffice):
        monkeypatch.setattr(each, "find_libreoffice", lambda: None)
    monkeypatch.setattr(counter, "libreoffice_version", lambda: "")
    word_version = counter.word_version
    word_version.cache_clear()
    yield machine
    assert machine.threads == set()
    word_version.cache_clear()


@pytest.fixture
def project(make_project: MakeProject) -> Path:
    root = make_project({PROSE: TEXT})
    settings = root / "content" / "reportgen.yaml"
    settings.write_text(settings.read_text("utf-8").replace("page_numbers: false\n", ""), "utf-8")
    return root


def made(root: Path) -> bytes:
    return next((root / "output/2022").glob("*.docx")).read_bytes()


def test_words_pages_stand_in_the_contents_and_the_build_says_whose_they_are(
    windows: Imitation, project: Path
) -> None:
    result = build(project)
    assert result.exit_code == 0, result.output
    assert "sidnummer från Word" in result.output
    text = ZipFile(next((project / "output/2022").glob("*.docx"))).read("word/document.xml")
    told = re.findall(r"PAGEREF _Toc\d+ \\h.*?<w:t[^>]*>(\d+)</w:t>", text.decode())
    assert told == ["3", "4"]
    assert windows.told == ["quit", "COM ended"]
    assert build(project, "--force").exit_code == 0
    assert windows.told == ["quit", "COM ended"]  # what it told is kept


def asked(document: bytes) -> OfficeError:
    with pytest.raises(OfficeError) as caught:
        word.pages_in_word(document)
    return caught.value


@pytest.fixture
def document(windows: Imitation, project: Path) -> bytes:
    build(project)
    windows.told.clear()
    return made(project)


def test_a_document_that_someone_opened_in_our_word_stays_open(
    windows: Imitation, document: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Word] = []
    monkeypatch.setattr(word, "_let_go", both(shown.append, word._let_go))
    windows.opened_by_someone = 1
    assert set(word.pages_in_word(document).values()) == {3, 4}
    assert windows.told == ["COM ended"]
    assert [(each.Visible, each.DisplayAlerts) for each in shown] == [(True, -1)]


def both(*each: Callable[[Word], object]) -> Callable[[Word], None]:
    return lambda given: [one(given) for one in each] and None


def test_what_word_says_is_told(windows: Imitation, document: bytes) -> None:
    windows.failure = "the file is locked"
    failed = asked(document)
    assert failed.code == "word-failed"
    assert "the file is locked" in str(failed)
    assert windows.told == ["quit", "COM ended"]


@pytest.mark.parametrize(
    ("change", "killed"),
    [
        (lambda _machine: None, True),
        (lambda machine: machine.seen.add(OURS), False),
        (lambda machine: machine.starts.add(LATER), False),
    ],
    ids=["ours", "someone sees it", "another began meanwhile"],
)
def test_one_that_does_not_answer_is_ended_if_it_is_surely_ours(
    windows: Imitation,
    document: bytes,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[Imitation], None],
    killed: bool,
) -> None:
    monkeypatch.setattr(word, "_LONGEST_S", 0.2)
    monkeypatch.setattr(word, "_END_S", 0.2)
    windows.asks.clear()
    change(windows)
    assert asked(document).code == "word-failed"
    assert (f"killed {OURS}" in windows.told) is killed
    windows.ended.set()
    for _each in range(100):
        with suppress(AssertionError):
            assert windows.threads == set()
            break
        threading.Event().wait(0.05)


def test_without_any_office_it_is_said_what_to_press(
    windows: Imitation, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counter, "word_version", lambda: "")
    result = build(project)
    assert result.exit_code == 0
    assert "no-page-numbers" in result.output
    assert "Ctrl+A" in result.output
    assert "F9" in result.output
    assert "sidnummer från" not in result.output
    assert windows.told == []


def test_words_processes_are_read_in_any_language(monkeypatch: pytest.MonkeyPatch) -> None:
    said = (
        b'"WINWORD.EXE","812","Console","1","98\xff120 K"\r\n"WINWORD.EXE","90","C","1","9 K"\r\n'
    )
    monkeypatch.setattr(
        "subprocess.run", lambda *_command, **_options: SimpleNamespace(stdout=said)
    )
    assert word._running_words() == {812, 90}
