"""The cases as values: each a few lines of data in `cases/`."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

HERE = Path(__file__).parent
# Of an entry with more, as many are run with all other tests.
_CHOSEN = 2


@dataclass(frozen=True)
class Case:
    name: str
    files: dict[str, object]
    command: str
    exits: tuple[int, ...]
    says: tuple[str, ...]
    stop: float | None
    plain: bool
    git: bool | str
    bare: bool
    # A process of its own, with these surroundings; None: a fork of the warmed one.
    fresh: dict[str, object] | None


def read_cases() -> list[Case]:
    """Every case there is."""
    return [case for _entry, cases in _entries() for case in cases]


def choose_cases() -> list[Case]:
    """Some of each entry that is not slow: as many places and commands as a few cases can show."""
    chosen: list[Case] = []
    for entry, cases in _entries():
        if not entry.get("slow"):
            runs = len(_runs(entry))
            places = len(cases) // runs
            diagonal = max(places, runs)
            count = min(diagonal, _CHOSEN)
            steps = [number * diagonal // count for number in range(count)]
            chosen += [cases[step % places * runs + step % runs] for step in steps]
    return chosen


def _entries() -> Iterator[tuple[dict[str, object], list[Case]]]:
    for file in sorted((HERE / "cases").glob("*.yaml")):
        for entry in yaml.safe_load(file.read_text("utf-8")):
            yield entry, list(_each(file.stem, entry))


def _runs(entry: dict[str, object]) -> list[str]:
    return entry["run"] if isinstance(entry["run"], list) else [entry["run"]]


def _each(subject: str, entry: dict[str, object]) -> Iterator[Case]:
    """The cases of an entry: each of its files `at` with each of its commands."""
    for at, run in itertools.product(entry.get("at", [""]), _runs(entry)):
        name = f"{subject}: {entry['case']}" + (f" ({at})" if at else "")
        files = {put(key, at): _filled(each, at) for key, each in entry.get("lay", {}).items()}
        exits = entry.get("exit", [0, 1, 2])
        says = entry.get("says", [])
        yield Case(
            f"{name}: {run}",
            files,
            put(run, at),
            tuple(exits if isinstance(exits, list) else [exits]),
            tuple(says if isinstance(says, list) else [says]),
            entry.get("stop") or (1.5 if run.split()[0] in ("preview", "watch") else None),
            entry.get("plain", False),
            entry.get("git", False),
            entry.get("bare", False),
            entry.get("fresh"),
        )


def put(text: str, at: str) -> str:
    """`text` with `at` where it has an @, but for the folder @outside and a revision's @."""
    return re.sub(r"(?<![0-9@])@(?!outside|@)", lambda _: at, text) if at else text


def _filled(content: object, at: str) -> object:
    """The same for what is to be laid."""
    match content:
        case str():
            return put(content, at)
        case dict():
            return {put(key, at): _filled(each, at) for key, each in content.items()}
        case list():
            return [_filled(each, at) for each in content]
    return content
