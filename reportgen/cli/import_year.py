"""A year that an import has written: read and checked once as long as no file of it changes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from reportgen.checks.engine import Reported, check_subject_for_build, choose_rules, run_rules
from reportgen.checks.subject import Subject
from reportgen.compose.year import Composed, compose_what_is_there
from reportgen.diagnostics import Diagnostic, Problems, ReportError


class WrittenYear:
    """What there is to know of a year of the project in `root`; who writes in it says so."""

    def __init__(self, root: Path, year: int) -> None:
        self.root, self.year = root, year

    def has_changed(self) -> None:
        """Forget what was read: a file of the year was written."""
        self.__dict__ = {"root": self.root, "year": self.year}

    @property
    def composed(self) -> Composed | None:
        """The year as it would be printed; None where it can't be composed."""
        return self._read[0]

    @property
    def told(self) -> Sequence[Diagnostic]:
        """What reading it has told, all that is wrong where it can't be composed."""
        return self._read[1]

    @cached_property
    def subject(self) -> Subject | None:
        """The year for the rules of `check`; None where it can't be composed."""
        composed = self.composed
        return None if composed is None else Subject(self.root, composed, tuple(self.told))

    def check(self, *rules: str) -> list[Reported]:
        """What these rules report that the project does not ignore."""
        if self.subject is None:
            return []
        chosen = choose_rules(rules, self.subject.settings.ignore)
        return [*run_rules(self.subject, chosen)]

    @cached_property
    def told_by_build(self) -> Sequence[Diagnostic]:
        """What a build says of it."""
        return self.told if self.subject is None else check_subject_for_build(self.subject)

    @cached_property
    def _read(self) -> tuple[Composed | None, Sequence[Diagnostic]]:
        problems = Problems()
        try:
            return compose_what_is_there(self.root, self.year, problems), problems.found
        except ReportError as error:
            return None, error.diagnostics
