"""`reportgen import --continue`: what a person answered in `import.md` is carried out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import click
from msgspec import Struct

from reportgen.cli.import_numbers import write_expressions, write_listed
from reportgen.cli.import_year import WrittenYear
from reportgen.cli.language import say
from reportgen.diagnostics import Diagnostic, Message, ReportError, Severity, report_error
from reportgen.diagnostics import Message as _
from reportgen.readers.manifest import PROPOSALS
from reportgen.readers.paths import check_year, find_years
from reportgen.readers.source import decode_source
from reportgen.scaffold.importing.accepting import accepted, damaged, rebased
from reportgen.scaffold.importing.answers import (
    DONE,
    NO,
    Answered,
    read_answers,
    with_lines,
    with_marks,
)
from reportgen.scaffold.importing.fidelity import said
from reportgen.storage.files import exists, read_regular, replace_file


class Outcome(Struct, frozen=True):
    """A question and its outcome: `reason` says why a yes could not be carried out."""

    answered: Answered
    became: str
    reason: Message | None = None


class _State(Struct, frozen=True):
    """A year as it is: what its report says, and what stops a build."""

    says: tuple[str, ...] | None
    errors: frozenset[Message]


def carry_on(root: Path, year: int | None) -> None:
    """Carry out the answers of a year, the newest with questions for None, and tell of each.

    Raises ReportError: unknown-year, nothing-to-answer, unknown-answer, damaged-proposal.
    """
    year = _year(root, year)
    folder = f"content/{year}"
    name = f"{folder}/{PROPOSALS}"
    source = decode_source(read_regular(root / name), name)
    answers = read_answers(source)
    problems = damaged(answers, folder, name)
    if problems:
        raise ReportError(problems)
    taking = _Taking(root, year)
    outcomes = [taking.take(each) for each in answers]
    entries = [e.answered for e in outcomes if e.became == "done" and e.answered.is_entry]
    there = WrittenYear(root, year)
    numbers = write_listed(there, [each.text.partition(":")[0] for each in entries])
    numbers += write_expressions(there) if taking.has_changed else 0
    text = _kept(source.text, answers, outcomes, taking)
    if text != source.text:
        replace_file(root / name, text.encode())
    _tell(outcomes, taking, numbers)


def _year(root: Path, year: int | None) -> int:
    years = find_years(root)
    if year is not None:
        check_year(year, years)
    asked = [each for each in years if exists(root / f"content/{each}/{PROPOSALS}")]
    wanted = [each for each in asked if year in (None, each)]
    if wanted:
        return wanted[-1]
    message = _("there is no {file} with questions to answer", file=f"content/…/{PROPOSALS}")
    hint = _("an import writes it where it is not sure: reportgen import arsrapport-2021.docx")
    raise report_error("nothing-to-answer", None, message, hint)


class _Taking:
    """Carries out one answer after the other, and takes back what does harm."""

    def __init__(self, root: Path, year: int) -> None:
        self.root, self.year = root, year
        self.statistics = f"content/{year}/statistics.yaml"
        self.has_changed = False
        self.changed: list[tuple[str, str, str]] = []
        self._state: _State | None = None

    def take(self, asked: Answered) -> Outcome:
        """Carry it out where it is a yes."""
        answered = self.now(asked)
        if answered is None:
            return Outcome(asked, "answered")
        if answered.answer != "yes":
            return Outcome(asked, answered.answer)
        before = {file: self._content(file) for file in (answered.file, self.statistics)}
        texts = {file: content.decode() for file, content in before.items()}
        found = accepted(answered, texts, self.statistics)
        if isinstance(found, Message):
            return Outcome(asked, "refused", found)
        file, text = found
        reason = self._try(file, text)
        if reason is not None:
            replace_file(self.root / file, before[file])
            return Outcome(asked, "refused", reason)
        if not answered.is_entry:
            self.changed.append((file, answered.quote, answered.text))
        self.has_changed = True
        return Outcome(asked, "done")

    def now(self, asked: Answered) -> Answered | None:
        """The question after all that was carried out; None where that has answered it."""
        answered: Answered | None = asked
        for file, before, after in self.changed:
            if answered is not None and answered.answer in ("waits", "yes"):
                answered = rebased(answered, file, before, after)
        return answered

    def _content(self, file: str) -> bytes:
        return read_regular(self.root / file) if exists(self.root / file) else b""

    def _try(self, file: str, text: str) -> Message | None:
        """Write it; why it has to be taken back, None where it does no harm."""
        before = self._state or self._look()
        replace_file(self.root / file, text.encode())
        after = self._look()
        new = sorted(after.errors - before.errors, key=str)
        if new:
            return new[0]
        if before.says is not None and after.says != before.says:
            return _("the report would say something else")
        self._state = after
        return None

    def _look(self) -> _State:
        there = WrittenYear(self.root, self.year)
        if there.composed is None:
            return _State(None, _errors(there.told))
        sections = there.composed.document.sections
        says = said(tuple(b for s in sections for b in (s.heading, *s.blocks)))
        return _State(tuple(each.text for each in says), _errors(there.told_by_build))


def _errors(told: Iterable[Diagnostic]) -> frozenset[Message]:
    return frozenset(each.message for each in told if each.severity is Severity.ERROR)


def _kept(
    text: str, answers: Sequence[Answered], outcomes: Sequence[Outcome], taking: _Taking
) -> str:
    """`import.md` with what is done, and with lines as they are now."""
    words = {"done": DONE, "answered": NO}
    changed = [(o.answered, words[o.became]) for o in outcomes if o.became in words]
    marks = [(a, word) for a, word in changed if a.answer in ("waits", "yes")]
    moved = [now for each in answers if (now := taking.now(each)) is not None and now != each]
    return with_lines(with_marks(text, marks), moved)


_BECAME: Mapping[str, Message] = {
    "done": _("done"),
    "no": _("no: left as it is"),
    "waits": _("not answered yet"),
    "answered": _("another answer has changed the same words: left"),
}


def _tell(outcomes: Sequence[Outcome], taking: _Taking, numbers: int) -> None:
    translate = say()
    for each in outcomes:
        became = translate(each.reason or _BECAME[each.became])
        if each.reason is not None:
            became = translate(_("not carried out: {reason}", reason=each.reason))
        click.echo(f"  {each.answered.number}. {each.answered.question} – {became}")
    if numbers:
        counted = _(
            "{count} typed number is taken from the statistics now",
            "{count} typed numbers are taken from the statistics now",
            count=numbers,
        )
        click.echo(f"  {translate(counted)}")
    if not taking.has_changed:
        click.echo(translate(_("Nothing has been changed.")))
