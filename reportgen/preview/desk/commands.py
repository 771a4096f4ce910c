"""The buttons of the desk, and the command of the terminal that each of them is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec import Struct

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import report_error
from reportgen.readers.paths import find_years

_KEPT = re.compile(r"[0-9a-f]{1,64}")


class Pressed(Struct, frozen=True):
    """A button that was pressed: its name, and what it needs to know.

    `draft`: build what is not finished. `name` is what a review is kept under.
    """

    button: str
    draft: bool = False
    name: str = ""


def command_of(root: Path, year: int, pressed: Pressed) -> tuple[str, ...]:
    """The words of the command for the report of `year`; raises ReportError for what is none."""
    make = _BUTTONS.get(pressed.button)
    words = make(root, year, pressed) if make else ()
    if not words:
        message = _("there is no button '{name}' here", name=pressed.button[:40])
        raise report_error("unknown-button", None, message)
    return words


def earlier_year(root: Path, year: int) -> int | None:
    """The last year before `year` that there is a report of."""
    return max((each for each in find_years(root) if each < year), default=None)


def _build(*formats: str) -> Callable[[Path, int, Pressed], tuple[str, ...]]:
    def words(_root: Path, year: int, pressed: Pressed) -> tuple[str, ...]:
        return ("build", str(year), *formats, *(("--draft",) if pressed.draft else ()))

    return words


def _new(root: Path, year: int, _pressed: Pressed) -> tuple[str, ...]:
    return () if year + 1 in find_years(root) else ("new", str(year + 1), "--from", str(year))


def _diff(root: Path, year: int, _pressed: Pressed) -> tuple[str, ...]:
    before = earlier_year(root, year)
    return ("diff", str(before), str(year), "--format", "html") if before is not None else ()


def _restore(_root: Path, _year: int, pressed: Pressed) -> tuple[str, ...]:
    return ("review", "--restore", pressed.name) if _KEPT.fullmatch(pressed.name) else ()


_BUTTONS: Mapping[str, Callable[[Path, int, Pressed], tuple[str, ...]]] = {
    "docx": _build(),
    "pdf": _build("--pdf"),
    "html": _build("--html"),
    "new": _new,
    "diff": _diff,
    "fix": lambda _root, year, _pressed: ("check", str(year), "--fix"),
    "restore": _restore,
}
