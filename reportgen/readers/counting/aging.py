"""Whether a table still is what was counted, and the file still what it was counted from."""

from __future__ import annotations

from pathlib import Path

from reportgen.diagnostics import ReportError
from reportgen.model.registers import Copying, CountedFrom, Counting
from reportgen.readers.counting.provenance import NO_KEY, same_key, source_digest
from reportgen.readers.counting.results import digest_of, numbers_of
from reportgen.readers.counting.sources import LARGEST, kept_key, register_path, saved_on
from reportgen.readers.statistics.file import TableFile
from reportgen.readers.user import read_user_settings, user_folder, user_settings_file
from reportgen.storage.files import read_regular


def is_as_counted(entry: TableFile) -> bool:
    """Whether the numbers of an entry are those that were counted."""
    return entry.counted_from is None or entry.counted_from.counts == digest_of(numbers_of(entry))


def source_has_changed(root: Path, year: int, entry: TableFile) -> bool:
    """Whether what an entry was counted from is another file now; False where it is not here."""
    match entry.counted, entry.counted_from:
        case Copying(file=file), CountedFrom() as counted:
            return _differs(root / "content" / str(year) / file, counted, NO_KEY)
        case Counting(register=name), CountedFrom() as counted:
            path = _register(name, year)
            return path is not None and _differs(path, counted, kept_key(user_folder()))
        case _:
            return False


def _register(name: str, year: int) -> Path | None:
    """Where this user has the register, by the settings; None where they don't say."""
    try:
        written = read_user_settings(user_settings_file()).registers.get(name)
    except ReportError:
        return None
    return None if written is None else register_path(written, year)


def _differs(path: Path, counted: CountedFrom, key: bytes | None) -> bool:
    """By the digest where it can be made, else by the day on which the file was saved."""
    try:
        if key is not None and same_key(counted.source, key):
            return source_digest(read_regular(path, LARGEST), key) != counted.source
        return saved_on(path) > counted.date
    except OSError:
        return False
