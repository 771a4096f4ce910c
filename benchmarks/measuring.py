"""Runs whole processes and says what they took: wall time, processor time, peak memory.

Only the standard library, and small: a child's peak memory is never below this process' own.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Sample:
    """One process from its start to its end; the processor time includes its own children's.

    `peak_mb` is the most memory that it or one of its children held (the largest, not the sum),
    None where the platform does not say.
    """

    seconds: float
    cpu_seconds: float | None
    peak_mb: float | None


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of some numbers, with the least and the greatest."""

    median: float
    least: float
    most: float

    @classmethod
    def of(cls, numbers: Sequence[float]) -> Spread:
        return cls(median(numbers), min(numbers), max(numbers))


@dataclass(frozen=True, slots=True)
class Contestant:
    """A command, and what puts things back before each of its runs (not measured)."""

    command: tuple[str, ...]
    reset: Callable[[], None]


def run_process(command: Sequence[str], folder: Path) -> Sample:
    """Run `command` in `folder`; its messages are shown only where it fails."""
    with tempfile.TemporaryFile() as messages:
        started = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=messages, stderr=messages)
        cpu_seconds, peak_mb = _wait(process)
        seconds = time.perf_counter() - started
        if process.returncode:
            messages.seek(0)
            told = messages.read().decode(errors="replace")
            raise RuntimeError(f"{Path(command[1]).name} ended with {process.returncode}:\n{told}")
    return Sample(seconds, cpu_seconds, peak_mb)


def _wait(process: subprocess.Popen[bytes]) -> tuple[float | None, float | None]:
    """Wait for the end; processor seconds and peak MB, where the platform tells."""
    if sys.platform == "win32":
        process.wait()
        return None, None
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    per_mb = 1024 * 1024 if sys.platform == "darwin" else 1024
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / per_mb


def measure(
    contestants: Mapping[str, Contestant], runs: int, folder: Path
) -> dict[str, list[Sample]]:
    """Run them in turns, A B C A B C, so that whatever else the machine does hits them alike."""
    samples: dict[str, list[Sample]] = {name: [] for name in contestants}
    for _run in range(runs):
        for name, contestant in contestants.items():
            contestant.reset()
            samples[name].append(run_process(contestant.command, folder))
    return samples


def seconds_of(samples: Sequence[Sample]) -> Spread:
    return Spread.of([each.seconds for each in samples])


def ratios(samples: Sequence[Sample], reference: Sequence[Sample]) -> Spread:
    """The ratio of each run to the reference's run in the same turn."""
    pairs = zip(samples, reference, strict=True)
    return Spread.of([one.seconds / other.seconds for one, other in pairs])


def peak_of(samples: Sequence[Sample]) -> float | None:
    """The greatest peak of all runs, in MB."""
    peaks = [each.peak_mb for each in samples if each.peak_mb is not None]
    return max(peaks, default=None)


def cpu_of(samples: Sequence[Sample]) -> float | None:
    """The median of the processor time, in seconds."""
    times = [each.cpu_seconds for each in samples if each.cpu_seconds is not None]
    return median(times) if times else None
