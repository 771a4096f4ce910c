"""The answers in an `import.md`, as a person left it, and the file with what became of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from reportgen.diagnostics import Message, Problems, Span
from reportgen.diagnostics import Message as _
from reportgen.readers.source import Source

Answer = Literal["waits", "yes", "no", "done"]
DONE, NO = "klart", "nej"

_WORDS: Mapping[Answer, tuple[str, ...]] = {
    "waits": ("", "?", "_"),
    "yes": ("x", "ja", "j", "yes", "y", "ok", "✓", "✔", "✗"),
    "no": (NO, "n", "no", "-", "–"),
    "done": (DONE, "gjort"),
}
_ANSWERS: Mapping[str, Answer] = {word: each for each, words in _WORDS.items() for word in words}
_QUESTION = re.compile(
    r"\s{0,3}[-*+]\s+(?P<box>\\?\[(?P<answer>[^\]]*)\])?\s*(?P<n>\d+)\.\s+(?P<q>.+)"
)
_PLACE = re.compile(r"\s*(?P<file>\S.*?):(?P<line>\d+):?\s*")
_QUOTE = re.compile(r"\s*> ?(?P<quote>.*)")
_FENCE = re.compile(r"(?P<indent>\s*)(?:```+|~~~+)(?P<kind>\w*)\s*")
_KINDS = {"yaml": True, "markdown": False}


class Answered(Struct, frozen=True):
    """A question with its answer. The other numbers are lines of `import.md`, counted from 1.

    `is_entry`: `text` is an entry of `statistics.yaml`; otherwise a line to put in the place of
    `quote`, which stood at `line` of `file`.
    """

    number: int
    question: str
    answer: Answer
    file: str
    line: int
    quote: str
    is_entry: bool
    text: str
    asked_at: int
    quoted_at: int
    text_at: int


def read_answers(source: Source) -> tuple[Answered, ...]:
    """The questions in their order; raises ReportError with all that is damaged.

    Raises ReportError: unknown-answer, damaged-proposal.
    """
    problems = Problems()
    lines = source.text.split("\n")
    begins = [n for n, line in enumerate(lines) if _QUESTION.fullmatch(line)]
    reader = _Reader(source.file, lines, problems)
    found = [reader.read(a, b) for a, b in pairwise((*begins, len(lines)))]
    if not begins:
        message = _("there is no question in it that could be answered")
        hint = _("take the file back as it was: it begins each question with '- [ ] 1.'")
        problems.error("damaged-proposal", Span.of_file(source.file), message, hint)
    problems.raise_errors()
    return tuple(each for each in found if each is not None)


class _Reader:
    """Reads one question after the other out of the lines of a file."""

    def __init__(self, file: str, lines: Sequence[str], problems: Problems) -> None:
        self.file, self.lines, self.problems = file, lines, problems

    def read(self, begin: int, end: int) -> Answered | None:
        """The question from one line to another; None where it is damaged, which is noted."""
        asked = _QUESTION.fullmatch(self.lines[begin])
        answer = self._answer(begin, asked) if asked else None
        place = self._first(_PLACE, begin + 1, end)
        quote = self._first(_QUOTE, begin + 1, end)
        fence = self._first(_FENCE, begin + 1, end)
        closing = self._first(_FENCE, fence[0] + 1, end) if fence else None
        missing = [
            word
            for part, word in (
                (place, _("the file and line that it is about")),
                (quote, _("the quotation, after '>'")),
                (closing, _("what would be written, between two lines of ```")),
            )
            if part is None
        ]
        for word in missing:
            self._damaged(begin, _("this question lacks something: {what}", what=word))
        if not (asked and answer and place and quote and fence and closing):
            return None
        if fence[1]["kind"] not in _KINDS or closing[0] == fence[0] + 1:
            self._damaged(fence[0], _("it can't be told what is to be written here"))
            return None
        return Answered(
            int(asked["n"]), asked["q"].strip(), answer, place[1]["file"], int(place[1]["line"]),
            quote[1]["quote"], _KINDS[fence[1]["kind"]],
            "\n".join(self._dedented(fence, closing[0])), begin + 1, quote[0] + 1, fence[0] + 2,
        )  # fmt: skip

    def _answer(self, begin: int, asked: re.Match[str]) -> Answer | None:
        if asked["box"] is None:
            self._damaged(begin, _("the box before this question is gone"))
            return None
        word = asked["answer"].strip().casefold()
        if word in _ANSWERS:
            return _ANSWERS[word]
        message = _("'{answer}' is no answer", answer=asked["answer"])
        hint = _("write [x] for yes, [nej] for no, or leave it empty: [ ]")
        at = Span(self.file, begin + 1, asked.start("box") + 1, begin + 1, asked.end("box") + 1)
        self.problems.error("unknown-answer", at, message, hint)
        return None

    def _first(
        self, pattern: re.Pattern[str], begin: int, end: int
    ) -> tuple[int, re.Match[str]] | None:
        """The first line that is such a line, and what it holds."""
        matches = ((n, pattern.fullmatch(self.lines[n])) for n in range(begin, end))
        return next(((n, found) for n, found in matches if found), None)

    def _dedented(self, fence: tuple[int, re.Match[str]], end: int) -> Iterator[str]:
        indent = fence[1]["indent"]
        for line in self.lines[fence[0] + 1 : end]:
            yield line[len(indent) :] if line.startswith(indent) else line.lstrip()

    def _damaged(self, line: int, message: Message) -> None:
        hint = _("write it as the other questions are, or delete the question as a whole")
        at = Span(self.file, line + 1, 1, line + 1, len(self.lines[line]) + 1)
        self.problems.error("damaged-proposal", at, message, hint)


def with_marks(text: str, marks: Iterable[tuple[Answered, str]]) -> str:
    """`import.md` with other words in the boxes."""
    lines = text.split("\n")
    for answered, word in marks:
        line = lines[answered.asked_at - 1]
        lines[answered.asked_at - 1] = re.sub(r"\[[^\]]*\]", f"[{word}]", line, count=1)
    return "\n".join(lines)


def with_lines(text: str, changed: Iterable[Answered]) -> str:
    """`import.md` with other quotations and, where a line is to be written, other such lines."""
    lines = text.split("\n")
    for each in changed:
        lines[each.quoted_at - 1] = _in_place(lines[each.quoted_at - 1], "> ", each.quote)
        if not each.is_entry:
            lines[each.text_at - 1] = _in_place(lines[each.text_at - 1], "", each.text)
    return "\n".join(lines)


def _in_place(line: str, mark: str, text: str) -> str:
    """The text behind the indent that the line has."""
    return line[: len(line) - len(line.lstrip())] + mark + text
