"""One entry counted anew out of its register, where the user's settings say that this lies."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from reportgen.diagnostics import Message, Problems, report_error
from reportgen.diagnostics import Message as _
from reportgen.model.project import Project
from reportgen.readers.counting.entries import StatisticsFile, read_entries
from reportgen.readers.counting.sources import Registers, own_key, register_path
from reportgen.readers.counting.tables import count_entries, registers_of
from reportgen.readers.user import read_user_settings
from reportgen.scaffold.counted import with_results


def count_entry(
    root: Path, project: Project, year: int, name: str, settings_file: Path
) -> tuple[bytes, tuple[Message, ...]]:
    """`statistics.yaml` with the entry counted, and what is to be said of that.

    Raises ReportError: nothing-to-count, unknown-register, and all that counting finds.
    """
    file = read_entries(root, year)
    entry = file.entries.get(name)
    if entry is None or entry.counted is None:
        message = _("no table in {file} says what it is counted from", file=file.name)
        raise report_error("nothing-to-count", None, message)
    problems = Problems()
    registers = Registers(_paths(file, name, year, settings_file), own_key(settings_file.parent))
    counted = count_entries(root, project, year, {name: entry}, registers, problems)
    problems.raise_errors()
    changes = [
        _("{label}: {old} became {new}", label=label, old=old or "–", new=new)
        for result in counted.results
        for label, old, new in result.changes
    ]
    told = (*counted.notes, *(changes or (_("All numbers are as they were."),)))
    return with_results(file, counted.results), told


def _paths(file: StatisticsFile, name: str, year: int, settings_file: Path) -> Mapping[str, Path]:
    """The file of each register that the entry names, as the user's settings have it."""
    settings = read_user_settings(settings_file).registers
    paths: dict[str, Path] = {}
    for register in registers_of({name: file.entries[name]}):
        if register not in settings:
            message = _("it is not known where the register '{name}' lies", name=register)
            hint = _(
                "run 'reportgen count' once at a terminal, which asks, or write it in {file}",
                file=str(settings_file),
            )
            raise report_error("unknown-register", None, message, hint)
        paths[register] = register_path(settings[register], year)
    return paths
