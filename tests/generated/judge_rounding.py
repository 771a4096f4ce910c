"""Shares that do not come to 100 as printed have a note that says so; others have none."""

from __future__ import annotations

from collections.abc import Iterator

from pages_seen import Seen, table_of, unmarked
from project_made import Project
from reckoning import rounded, share
from tables_made import Table

_WORDS = ("avrund", "rounding", "rounded")


def judge_rounding(project: Project, seen: Seen) -> Iterator[str]:
    """Read below each table, up to what is no longer of it."""
    for table, with_shares in project.truth.placed_tables:
        if not with_shares or table.kind != "parts" or not _is_whole(table, project.year):
            continue
        below = _below(table.title, seen)
        is_told = any(word in below for word in _WORDS)
        if is_told == _comes_to_hundred(table, project.year):
            is_there = "there" if is_told else "not there"
            yield f"table '{table.title}': the note on rounding is {is_there}"


def _is_whole(table: Table, year: int) -> bool:
    """Whether every share is known."""
    return bool(table.base(year)) and None not in table.counts[year].values()


def _comes_to_hundred(table: Table, year: int) -> bool:
    base = table.base(year) or 1
    return sum(rounded(share(n, base), 1) for n in table.known(year).values()) == 100


def _below(title: str, seen: Seen) -> str:
    """The two paragraphs after the table's last cell."""
    number = table_of(title, seen)
    last = max(n for n, each in enumerate(seen.blocks) if each.table == number)
    return " ".join(unmarked(each.text) for each in seen.blocks[last + 1 : last + 3]).lower()
