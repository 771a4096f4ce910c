"""Builds one year's page again and again, and has it checked."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from zlib import crc32

from msgspec.structs import replace

from reportgen.build.figures import draw_figures, with_pages_filled
from reportgen.build.formats import Printable, html
from reportgen.checks.engine import choose_rules, run_rules
from reportgen.checks.subject import Subject
from reportgen.compose.drafts import FORGIVEN
from reportgen.compose.year import Composed, compose
from reportgen.diagnostics import Diagnostic, Problems, ReportError
from reportgen.diagnostics import Message as _
from reportgen.preview.editions import Edition, Remark
from reportgen.preview.origins import find_origins
from reportgen.readers.excerpts import find_excerpt
from reportgen.storage.causes import cause_of
from reportgen.storage.watching import Stamps, look_at
from reportgen.writers.findings import Correction


class Rebuilder:
    """What is kept between two builds of a year: the last good edition, the files it was made of.

    `sources` are those outside the project's usual folders, `composed` the last report that
    could be built, None before. What the files say and what the
    charts look like is remembered where they are read and drawn.
    """

    def __init__(self, root: Path, year: int) -> None:
        self.root = root
        self.year = year
        self.sources: tuple[Path, ...] = ()
        self.composed: Composed | None = None
        self._last = Edition()
        # The files as they were when the build began.
        self._stamps: Stamps = {}

    def rebuild(self, changed: tuple[str, ...] = ()) -> Iterator[Edition]:
        """The edition of the text as it stands: with its page, then with what the checks find.

        Where there are errors, it is one edition with the last good page. What is not finished
        is no error: the page is a draft then, and says so.
        """
        started = time.perf_counter()
        self._stamps = look_at(self.root, self.sources)
        try:
            for edition in self._attempt(started, changed):
                self._last = edition
                yield edition
        except ReportError as error:
            yield self._refused(error.diagnostics, started, changed)
        except OSError as error:
            yield self._refused((_unreadable(error),), started, changed)

    def failed(self, bug: Exception, changed: tuple[str, ...]) -> Edition:
        """The last good edition, with the word that reportgen itself is at fault."""
        message = _("a fault in reportgen itself: {what}", what=f"{type(bug).__name__}: {bug}")
        hint = _("the terminal shows more; save another change to go on")
        error = Diagnostic("internal-error", message, None, hint)
        return self._refused((error,), time.perf_counter(), changed)

    def _attempt(self, started: float, changed: tuple[str, ...]) -> Iterator[Edition]:
        problems = Problems(FORGIVEN)
        composed, page = self._page(problems)
        self.composed = composed
        checks = composed.project.settings.check
        rules = choose_rules(checks.select, checks.ignore)
        subject = Subject(self.root, composed, tuple(problems.found))
        made = Edition(
            page,
            crc32(page),
            statistics=find_origins(composed.document, self.year, subject.statistics_of),
            clock=time.strftime("%H:%M:%S"),
            seconds=time.perf_counter() - started,
            changed=changed,
        )
        yield made
        found = run_rules(subject, rules)
        told = [
            (each.diagnostic, (each.fix.span, each.fix.replacement) if each.fix else None)
            for each in found
        ]
        yield replace(made, findings=self._remarks(told))

    def _refused(
        self, errors: tuple[Diagnostic, ...], started: float, changed: tuple[str, ...]
    ) -> Edition:
        """The last good edition, with the errors that are in the way of a newer one."""
        return replace(
            self._last,
            errors=self._remarks((each, None) for each in errors),
            clock=time.strftime("%H:%M:%S"),
            seconds=time.perf_counter() - started,
            changed=changed,
        )

    def _remarks(self, found: Iterable[tuple[Diagnostic, Correction | None]]) -> tuple[Remark, ...]:
        """The diagnostics with their lines and corrections.

        There is neither out of a file that was saved since it was read: other words stand there.
        """
        remarks = [
            Remark(each, find_excerpt(each.span, self.root) if each.span else None, fix)
            for each, fix in found
        ]
        now = look_at(self.root, self.sources)
        saved = {path for path, _stamp in now.items() ^ self._stamps.items()}
        return tuple(
            replace(each, excerpt=None, correction=None)
            if each.diagnostic.span and str(self.root / each.diagnostic.span.file) in saved
            else each
            for each in remarks
        )

    def _page(self, problems: Problems) -> tuple[Composed, bytes]:
        composed = compose(self.root, self.year, problems)
        self.sources = tuple(self.root / name for name in composed.files_beside)
        unfinished = any(each.code in FORGIVEN for each in problems.found)
        composed = replace(composed, draft=unfinished)
        pictures, _drawn = draw_figures(self.root, composed, problems, all_as_pictures=True)
        composed = with_pages_filled(composed, pictures)
        printable = Printable(self.root, composed, pictures)
        return composed, html.make(printable, problems, preview=True)


def _unreadable(error: OSError) -> Diagnostic:
    """What the system says of a file that vanished, or was locked, between two looks."""
    reason = cause_of(error)
    message = _("'{file}' can't be read: {reason}", file=str(error.filename or ""), reason=reason)
    return Diagnostic("unreadable-file", message)
