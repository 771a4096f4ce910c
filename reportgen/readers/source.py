"""The text of a source file, and the only place where bytes become text.

What is ordinary on Windows and macOS is taken silently: a byte order mark, CRLF or a lone
CR, decomposed letters. Positions everywhere count in the text as it is after that.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from errno import EFBIG, EISDIR, ENODEV
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from reportgen.diagnostics import Message, Problems, ReportError, Span, report_error
from reportgen.diagnostics import Message as _
from reportgen.language.patterns import Pattern
from reportgen.readers.paths import check_inside
from reportgen.storage.causes import cause_of
from reportgen.storage.files import read_regular

MAX_BYTES = 10_000_000
# More findings than these say no more to anyone; the rest are counted.
_MAX_CHARACTERS = 20

_PRIVATE_USE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
# XML 1.0, section 2.2: no C0 but tab and line end, no surrogates, no U+FFFE and U+FFFF. It
# allows DEL and C1; nobody writes them, they are what Windows-1252 taken for Latin-1 leaves.
# HTML forbids U+FDD0-U+FDEF as well, which are no characters.
_CONTROL = "\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
_UNWANTED = re.compile(f"[{_CONTROL}{_PRIVATE_USE}]")
_PRIVATE = Pattern(f"[{_PRIVATE_USE}]")

_SAVE_AS_UTF8 = _(
    "save it as UTF-8: in Notepad File > Save as > Encoding, in VS Code the encoding in the "
    "status bar > Save with Encoding"
)
_PLAIN_CHARACTER = _("delete it; it is invisible and came along with pasted text")
_REAL_CHARACTER = _(
    "it is mostly a bullet or an arrow pasted from one of Word's symbol fonts: write '- ' for a "
    "list, or a character that every font has"
)


class Source(Struct, frozen=True, dict=True):
    """A file's text: line ends are LF, letters composed (NFC), no byte order mark.

    `file` is relative to the project, with forward slashes, and stands in every span. Of a text
    that is taken out of a file `shifts` says how far each line stands to the right in it.
    """

    file: str
    text: str
    shifts: tuple[int, ...] = ()

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines without their ends; a text that ends in one has an empty last line."""
        return tuple(self.text.split("\n"))

    @cached_property
    def starts(self) -> list[int]:
        """The offset in `text` at which each line begins."""
        return [0, *(end.end() for end in re.finditer("\n", self.text))]

    def span(self, line: int, column: int, length: int = 1) -> Span:
        """The `length` characters from `line`, `column` (from 1) on that line."""
        column += self._shift(line)
        return Span(self.file, line, column, line, column + length)

    def span_between(self, begin: int, end: int) -> Span:
        """The stretch from one offset in `text` up to another."""
        starts = self.starts
        line = bisect_right(starts, begin)
        column = begin - starts[line - 1] + 1 + self._shift(line)
        if line == len(starts) or end < starts[line]:
            return Span(self.file, line, column, line, column + end - begin)
        end_line = bisect_right(starts, end)
        end_column = end - starts[end_line - 1] + 1 + self._shift(end_line)
        return Span(self.file, line, column, end_line, end_column)

    def _shift(self, line: int) -> int:
        return self.shifts[line - 1] if self.shifts else 0

    @property
    def whole(self) -> Span:
        """All of the text."""
        return self.span_between(0, len(self.text))


def read_source(path: Path, file: str) -> Source:
    """Read the text file at `path`, called `file` in messages.

    Errors: `missing-file`, `unreadable-file` (a folder, a device, no permission) and those
    of `decode_source`. A file that is too large is not read.
    """
    return decode_source(_read_bytes(path, file), file)


def _read_bytes(path: Path, file: str) -> bytes:
    try:
        return read_regular(path, MAX_BYTES)
    except FileNotFoundError as error:
        message = _("the file '{file}' does not exist", file=file)
        raise report_error("missing-file", Span.of_file(file), message) from error
    except OSError as error:
        if error.errno == EFBIG:
            raise _too_large(file) from None
        if error.errno in (EISDIR, ENODEV):
            raise _unreadable(file, _("'{file}' is not a file", file=file)) from None
        reason = _("'{file}' can't be read: {reason}", file=file, reason=cause_of(error))
        raise _unreadable(file, reason) from error


def read_source_of(root: Path, file: str) -> Source:
    """The text of a file of the project in `root`, and of none that a link leads out to.

    Errors: `outside-project`, and those of `read_source`.
    """
    check_inside(root, file, Span.of_file(file))
    return read_source(root / file, file)


def decode_source(content: bytes, file: str) -> Source:
    """The text that the bytes of a file hold.

    Errors: `file-too-large`, `not-utf8`, `control-character` (what XML and so Word forbids),
    `private-use-character` (what only one font can show).
    """
    problems = Problems()
    source = _decode(content, file)
    _check_characters(source, problems)
    problems.raise_errors()
    return source


def salvage_source(path: Path, file: str, problems: Problems) -> Source:
    """The text of a file, unwanted characters noted and replaced by U+FFFD.

    Raises ReportError where there is no text at all.
    """
    source = _decode(_read_bytes(path, file), file)
    if not _UNWANTED.search(source.text):
        return source
    _check_characters(source, problems)
    return Source(file, _UNWANTED.sub("\ufffd", source.text))


def _decode(content: bytes, file: str) -> Source:
    if len(content) > MAX_BYTES:
        raise _too_large(file)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        message = _("the file is saved as UTF-16, not as UTF-8")
        raise report_error("not-utf8", Span.of_file(file), message, _SAVE_AS_UTF8)
    content = content.removeprefix(b"\xef\xbb\xbf")
    try:
        return Source(file, _normalise(content.decode("utf-8")))
    except UnicodeDecodeError as error:
        raise _not_utf8(content, error.start, file) from error


def _normalise(text: str) -> str:
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text)


def check_length(source: Source, lines: int, characters: int, hint: Message) -> None:
    """Raise ReportError (file-too-long) for a text of more than so many lines or characters."""
    if len(source.lines) <= lines and len(source.text) <= characters:
        return
    message = _(
        "the file is too long: it may have {lines} lines and {characters} characters",
        lines=lines,
        characters=characters,
    )
    raise report_error("file-too-long", Span.of_file(source.file), message, hint)


def _unreadable(file: str, message: Message) -> ReportError:
    return report_error("unreadable-file", Span.of_file(file), message)


def _too_large(file: str) -> ReportError:
    message = _("'{file}' is larger than {limit} MB", file=file, limit=MAX_BYTES // 1_000_000)
    hint = _("a text for a report is never that large: is it another kind of file?")
    return report_error("file-too-large", Span.of_file(file), message, hint)


def _not_utf8(content: bytes, offset: int, file: str) -> ReportError:
    """The error for the first byte that is not UTF-8; all before it is."""
    before = Source(file, _normalise(content[:offset].decode("utf-8")))
    at = before.span(len(before.lines), len(before.lines[-1]) + 1)
    wrong = content[offset : offset + 1]
    message = _(
        "the file is not saved as UTF-8: here is the byte {byte}, perhaps '{character}'",
        byte=f"0x{wrong.hex().upper()}",
        character=wrong.decode("cp1252", errors="replace"),
    )
    return report_error("not-utf8", at, message, _SAVE_AS_UTF8)


def _check_characters(source: Source, problems: Problems) -> None:
    """Errors: `control-character`, `private-use-character`, each with its place."""
    for count, found in enumerate(_UNWANTED.finditer(source.text)):
        span = source.span_between(found.start(), found.end())
        if count == _MAX_CHARACTERS:
            rest = len(_UNWANTED.findall(source.text, found.start()))
            one = _(
                "{count} more such character below",
                "{count} more such characters below",
                count=rest,
            )
            problems.error("control-character", span, one)
            break
        _refuse_character(found[0], span, problems)


def _refuse_character(character: str, span: Span, problems: Problems) -> None:
    name = f"U+{ord(character):04X}"
    if _PRIVATE.match(character):
        message = _("the character {name} looks different in every font", name=name)
        problems.error("private-use-character", span, message, _REAL_CHARACTER)
    else:
        message = _("the control character {name} can't stand in a document", name=name)
        problems.error("control-character", span, message, _PLAIN_CHARACTER)


def find_unwanted_character(text: str) -> str | None:
    """The first character that no document can hold, or None; for text made from entities."""
    found = _UNWANTED.search(text)
    return found[0] if found else None
