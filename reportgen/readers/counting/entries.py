"""The entries of a year's `statistics.yaml` as they are written, sums unchecked."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from reportgen.diagnostics import Problems
from reportgen.model.statistics import Amount
from reportgen.readers.source import read_source_of
from reportgen.readers.statistics.file import TableFile, salvage_statistics
from reportgen.readers.yaml.reading import parse_yaml
from reportgen.storage.files import read_regular


class StatisticsFile(Struct, frozen=True):
    """A file of figures: its bytes, its entries with keys as they are written, and all names.

    `name` is from the project. `plain` are the entries that are a number and nothing else.
    """

    name: str
    content: bytes
    entries: dict[str, TableFile]
    plain: dict[str, Amount | None]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all entries."""
        return (*self.entries, *self.plain)


def read_entries(root: Path, year: int) -> StatisticsFile:
    """Read the entries of a year; raises ReportError for what is no YAML or no entry.

    Whether their numbers hold together does not matter: they are about to be others.
    """
    name = f"content/{year}/statistics.yaml"
    problems = Problems()
    read = salvage_statistics(parse_yaml(read_source_of(root, name)), problems)
    problems.raise_errors()
    entries: dict[str, TableFile] = {}
    plain: dict[str, Amount | None] = {}
    for key, (_span, entry) in read.entries.items():
        if isinstance(entry, TableFile):
            entries[key] = entry
        else:
            plain[key] = entry
    return StatisticsFile(name, read_regular(root / name), entries, plain)
