"""The benchmark: whole processes against a plain script, as a Markdown table.

    python benchmarks/run.py [--quick] [--runs N] [--rows fresh,cached,…] [--folder DIR]

Needs `python -m pip install ".[bench]"`. benchmarks/README.md says what is measured and how.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import cache_from_source, find_spec
from pathlib import Path

from contenders import HERE, PLAIN, REPORTGEN, State, contestants, pandoc, target
from measuring import Sample, Spread, cpu_of, measure, peak_of, ratios, run_process, seconds_of

YEAR = 2022
TOLERANCE = 0.03  # of the words: a contents list, a page number or a footnote mark more or less
PEAK_BAR_MB = 200

Samples = dict[str, list[Sample]]


@dataclass(frozen=True, slots=True)
class Work:
    """Something to do: the report so many times over, from a state; `bar` is reportgen's ratio."""

    title: str
    times: int
    state: State
    bar: float | None = None
    aim: str = ""


WORKS = {
    "fresh": Work("report, nothing cached, every chart drawn", 1, "fresh", 0.42),
    "cached": Work("report, charts cached", 1, "cached", 0.92),
    "asked": Work("the same with page numbers, LibreOffice asked for them", 1, "asked"),
    "counted": Work("the same with page numbers that are known", 1, "counted"),
    "unchanged": Work("nothing changed since the last build", 1, "unchanged", 0.33),
    "ten": Work("the report 10 times, charts cached", 10, "cached", 0.40),
    "hundred": Work("the report 100 times, charts cached", 100, "cached", 0.14),
}
ROWS = {
    "fresh": ("fresh",),
    "cached": ("cached",),
    "pages": ("asked", "counted"),
    "unchanged": ("unchanged",),
    "hundred": ("hundred",),
    "growth": ("cached", "ten", "hundred"),
    "memory": ("hundred",),
}
QUICK = ("fresh", "cached", "unchanged")


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="reportgen-bench-") as temporary:
        folder = options.folder or Path(temporary)
        print(machine_facts(), flush=True)
        needed = {work for row in options.rows for work in ROWS[row]}
        works = [name for name in WORKS if name in needed]
        for times in sorted({WORKS[name].times for name in works}):
            print(f"\n{prepare(times, folder)}", flush=True)
        print(f"\n{compiled_modules()}", flush=True)
        results = {name: run_work(name, options, folder) for name in works}
    print("\n" + "\n".join(result_table(results)))
    if "growth" in options.rows:
        print("\n" + "\n".join(growth_table(results)))
    if "memory" in options.rows:
        print("\n" + memory_line(results["hundred"]))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure reportgen against a plain script.")
    parser.add_argument("--runs", type=int, help="of each (5; 3 at 100 times)")
    parser.add_argument("--quick", action="store_true", help="one run each, the report once only")
    parser.add_argument("--rows", help=f"some of {','.join(ROWS)}")
    parser.add_argument("--folder", type=Path, help="work here and leave everything there")
    options = parser.parse_args()
    chosen = options.rows.split(",") if options.rows else QUICK if options.quick else tuple(ROWS)
    if unknown := set(chosen) - set(ROWS):
        parser.error(f"no such row: {', '.join(sorted(unknown))}")
    if not shutil.which("soffice"):
        chosen = tuple(row for row in chosen if row != "pages")
    options.rows = chosen
    if options.folder:
        options.folder = options.folder.absolute()
    return options


def machine_facts() -> str:
    """What the figures depend on, without names and paths."""
    usable = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count()
    packages = ("reportgen", "python-docx", "matplotlib", "docxtpl", "pypandoc_binary")
    versions = ", ".join(f"{name} {version(name)}" for name in packages)
    return (
        f"{usable} processors, {platform.system()} {platform.machine()}, "
        f"{platform.python_implementation()} {platform.python_version()}, {versions}."
    )


def compiled_modules() -> str:
    """Whether reportgen's modules are compiled, as an installed program's are.

    Without them a build takes half as long again: where PYTHONDONTWRITEBYTECODE is set, a
    checkout has none.
    """
    spec = find_spec("reportgen.build.pipeline")
    source = spec.origin if spec else None
    there = source is not None and Path(cache_from_source(source)).exists()
    return f"Compiled modules of reportgen: {'there' if there else '**missing**'}."


def prepare(times: int, folder: Path) -> str:
    """Make what the contenders need, run each once, and say what each one's document holds."""
    place = folder / f"times-{times}"
    shutil.rmtree(place, ignore_errors=True)
    arguments = (str(HERE.parent), str(YEAR), str(times), str(place), str(pandoc()))
    _call("prepare.py", *arguments)
    taking_part = contestants(place, YEAR, "cached")
    for contestant in taking_part.values():
        run_process(contestant.command, place)
    files = [str(target(name, place)) for name in taking_part]
    counts = json.loads(_call("counting.py", *files))
    return "\n".join(_counts_table(times, dict(zip(taking_part, counts, strict=True))))


def _call(script: str, *arguments: str) -> str:
    """What a script of ours prints; in a process of its own, so that this one stays small."""
    command = (sys.executable, str(HERE / script), *arguments)
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout


def _counts_table(times: int, counts: dict[str, dict[str, int]]) -> Iterator[str]:
    """Words, tables and pictures of each; SystemExit where they did not write the same."""
    yield f"| the document, {times} × | words | tables | pictures | kB |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    known = counts[PLAIN]
    for name, holds in counts.items():
        figures = " | ".join(str(each) for each in holds.values())
        yield f"| {name} | {figures} |"
        same = all(holds[each] == known[each] for each in ("tables", "pictures"))
        if not same or abs(holds["words"] - known["words"]) > TOLERANCE * known["words"]:
            raise SystemExit(f"{name} did not write the same document: {holds}, not {known}")


def run_work(name: str, options: argparse.Namespace, folder: Path) -> Samples:
    """Measure one work."""
    work = WORKS[name]
    place = folder / f"times-{work.times}"
    runs = options.runs or (1 if options.quick else 3 if work.times > 1 else 5)
    taking_part = contestants(place, YEAR, work.state)
    # What is to be known is known after a run of either text.
    for _time in range({"unchanged": 1, "counted": 2}.get(work.state, 0)):
        taking_part[REPORTGEN].reset()
        run_process(taking_part[REPORTGEN].command, place)
    return measure(taking_part, runs, place)


def result_table(results: dict[str, Samples]) -> Iterator[str]:
    """Every work and contender: ratio, seconds, processor time, memory."""
    yield "| work | contender | of the plain script's time | seconds | CPU s | peak MB | bar |"
    yield "| --- | --- | ---: | ---: | ---: | ---: | --- |"
    for name, samples in results.items():
        for contender, own in samples.items():
            ratio = ratios(own, samples[PLAIN])
            bar = _verdict(WORKS[name], ratio) if contender == REPORTGEN else ""
            cells = (
                f"{WORKS[name].title} ({len(own)} runs)" if contender == PLAIN else "",
                contender,
                "1" if contender == PLAIN else _spread(ratio, 2),
                _spread(seconds_of(own), 3),
                _number(cpu_of(own), 2),
                _number(peak_of(own), 0),
                bar,
            )
            yield f"| {' | '.join(cells)} |"


def _verdict(work: Work, ratio: Spread) -> str:
    """ "0.75: reached"; the aim where there is one."""
    if work.bar is None:
        return ""
    aim = f" (aim {work.aim})" if work.aim else ""
    return f"{work.bar}{aim}: {_reached(ratio.median <= work.bar)}"


def growth_table(results: dict[str, Samples]) -> Iterator[str]:
    """How much longer 100 times takes than 10 times; then the same without what one takes.

    The second is the strict one: it leaves out the start, which is paid once. 99 reports
    more against 9 more are 11 times the work.
    """
    yield "| from 10 times to 100 times | growth (bar 10) | without the first report's time (bar 11) |"
    yield "| --- | ---: | ---: |"
    for name in results["hundred"]:
        one, ten, hundred = (
            seconds_of(results[work][name]).median for work in ("cached", "ten", "hundred")
        )
        strict = (hundred - one) / (ten - one)
        yield f"| {name} | {hundred / ten:.1f} | {strict:.1f} |"


def memory_line(samples: Samples) -> str:
    """reportgen's peak at 100 times against the bar."""
    peak = peak_of(samples[REPORTGEN])
    if peak is None:
        return "Memory: this platform does not say what a child has used."
    return (
        f"Memory at 100 times: {peak:.0f} MB (bar {PEAK_BAR_MB}): {_reached(peak <= PEAK_BAR_MB)}."
    )


def _reached(good: bool) -> str:
    return "reached" if good else "**missed**"


def _spread(spread: Spread, decimals: int) -> str:
    return f"{spread.median:.{decimals}f} ({spread.least:.{decimals}f}–{spread.most:.{decimals}f})"


def _number(value: float | None, decimals: int) -> str:
    return "" if value is None else f"{value:.{decimals}f}"


if __name__ == "__main__":
    main()
