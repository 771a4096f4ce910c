"""Saving on one screen: the file as it is now, with the stretch in it, written whole or not at all.

Stateless: the page says what it knew. So nothing is lost by a start in between, and two windows
are no more than two pages that knew different texts.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from threading import Lock

from msgspec import Struct

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import ReportError, Span, report_error
from reportgen.preview.writing.forms import (
    plain_text,
    with_neighbouring_lines,
    with_sentence_lines,
)
from reportgen.preview.writing.history import History, Lost, lines_with
from reportgen.preview.writing.keeping import keep_aside
from reportgen.preview.writing.merging import Clash, merge
from reportgen.preview.writing.places import existing_file
from reportgen.preview.writing.stretches import stretch_at
from reportgen.readers.source import decode_source
from reportgen.scaffold.review.applying import with_own_lines
from reportgen.storage.causes import cannot_write, cause_of
from reportgen.storage.files import exchange_file, read_regular

# Another program that saves so often in a row is not waited for.
_MOST_TRIES = 20
# The file's text and a stretch of it, in bytes: more than the longest section has.
MOST_SAVED = 4_000_000


class Where(Struct, frozen=True):
    """A line of a file, from 1."""

    file: str
    line: int


class Shown(Struct, frozen=True):
    """The text of a file, line ends as LF, and which stretch of it is edited.

    `kind` is what stands there: a block's name, "text", or "file".
    """

    file: str
    text: str
    begin: int
    end: int
    kind: str


class Save(Struct, frozen=True):
    """A stretch rewritten: `base` is the file's text as the page knew it, `text` what is there now.

    Where `text` is empty, the stretch is taken out, and kept aside.
    """

    file: str
    base: str
    begin: int
    end: int
    text: str


class Saved(Struct, frozen=True):
    """The file's text after it, and where the stretch is; `clash`: nothing was written.

    Then both changed the same, and the text is that of the others.
    """

    text: str
    begin: int
    end: int
    clash: bool = False


class Question(Struct, frozen=True):
    """Something that a person is asked: whether words that were overwritten come back.

    `base` is the file's text, `text` the one with them in it, None where others stand in their
    place: then they can only be read.
    """

    number: int
    file: str
    words: str
    base: str
    text: str | None


class Answer(Struct, frozen=True):
    """What a person says to a question: `again` puts the words into the file once more."""

    number: int
    again: bool


class Writer:
    """Writes the files of the project in `root`, one after the other; asks what it can't decide."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._lock = Lock()
        self._histories: dict[str, History] = {}
        self._questions: dict[int, Question] = {}
        self._asked = 0

    def questions(self) -> tuple[Question, ...]:
        """What there is to ask now, after a look at the files that were written."""
        with self._lock:
            for file in tuple(self._histories):
                with suppress(ReportError):
                    path = existing_file(self.root, file)
                    self._look(file, decode_source(_read(path, file), file).text)
            return tuple(self._questions.values())

    def answer(self, asked: Answer) -> Answer:
        """Do what was answered, and ask it no more; raises ReportError where it can't be done."""
        question = self._questions.get(asked.number)
        if question and question.text is not None and asked.again:
            base, text = question.base.rstrip("\n"), question.text.rstrip("\n")
            saved = self.save(Save(question.file, question.base, 0, len(base), text))
            if saved.clash:
                message = _("'{file}' was saved by someone else meanwhile", file=question.file)
                hint = _("write the words into it where they belong now")
                raise report_error("file-changed", Span.of_file(question.file), message, hint)
        with self._lock:
            self._questions.pop(asked.number, None)
        return asked

    def _look(self, file: str, now: str) -> None:
        """Note what others made of a file; where that lost words of ours, ask."""
        lost = self._histories.setdefault(file, History(file)).look(now)
        if lost is not None:
            self._ask(lost)

    def _ask(self, lost: Lost) -> None:
        # Whatever becomes of this program, they are on the disk.
        keep_aside(self.root, lost.file, lost.words)
        self._asked += 1
        question = Question(self._asked, lost.file, lost.words, lost.now, lost.again)
        self._questions[question.number] = question

    def show(self, where: Where) -> Shown:
        """The stretch that a line is in; raises ReportError."""
        path = existing_file(self.root, where.file)
        source = decode_source(_read(path, where.file), where.file)
        found = stretch_at(source, where.line)
        return Shown(where.file, source.text, found.begin, found.end, found.kind)

    def save(self, asked: Save) -> Saved:
        """Put a stretch into its file; raises ReportError."""
        path = existing_file(self.root, asked.file)
        begin = min(max(asked.begin, 0), len(asked.base))
        end = min(max(asked.end, begin), len(asked.base))
        text = plain_text(asked.text)
        text = with_sentence_lines(asked.base, begin, end, text, asked.file)
        if text and end == len(asked.base):
            text += "\n"
        taken_out = asked.base[begin:end] if not text.strip() else ""
        if taken_out.strip():
            begin, end = with_neighbouring_lines(asked.base, begin, end)
            text = ""
            keep_aside(self.root, asked.file, taken_out)
        with self._lock:
            return self._exchanged(path, asked.file, asked.base, begin, end, text)

    def _exchanged(
        self, path: Path, file: str, base: str, begin: int, end: int, text: str
    ) -> Saved:
        for _each in range(_MOST_TRIES):
            before = _read(path, file)
            ours = decode_source(before, file).text
            self._look(file, ours)
            found = merge(base, begin, end, text, ours)
            if isinstance(found, Clash):
                return Saved(found.text, found.begin, found.end, clash=True)
            after = with_own_lines(before, ours, found.text)
            stood = before if after == before else _exchange(path, file, before, after)
            if stood is not None:
                self._histories[file].note(found.text)
                if stood != before:
                    self._bring_in(path, file, decode_source(stood, file).text)
                return Saved(found.text, found.begin, found.end)
        raise _saved_too_often(file)

    def _bring_in(self, path: Path, file: str, theirs: str) -> None:
        """Bring in what another program saved at the moment at which we wrote.

        It may have made it of a text that is older than the one that we replaced.
        """
        base = self._histories[file].base_of(theirs)
        try:
            end = len(base)
            if not self._exchanged(path, file, base, 0, end, theirs).clash:
                return
        except ReportError:
            pass
        self._ask(Lost(file, lines_with(base, theirs), theirs, None))


def _saved_too_often(file: str) -> ReportError:
    message = _("'{file}' was saved by someone else meanwhile", file=file)
    hint = _("another program saves it again and again: try once more in a moment")
    return report_error("file-changed", Span.of_file(file), message, hint)


def _read(path: Path, file: str) -> bytes:
    try:
        return read_regular(path)
    except OSError as error:
        reason = cause_of(error)
        message = _("'{file}' can't be read: {reason}", file=file, reason=reason)
        raise report_error("unreadable-file", None, message) from None


def _exchange(path: Path, file: str, before: bytes, after: bytes) -> bytes | None:
    try:
        return exchange_file(path, before, after)
    except OSError as error:
        hint = _("what you wrote stays on the page: save it once more when the file is free")
        raise cannot_write(file, error, hint) from None
