"""Mutation of the numbers of a report: how many changed ones does `reportgen check` find?

    python tests/checks/mutate.py PROJECT [YEAR] [--except FILE] [--every N] [--all]

In a temporary copy every value that an expression gives is typed in its place. Then each number
of the prose is changed, each row of the statistics that the prose tells, and each label beside
a number; each change alone is checked with `check_year`, and what is found and missed is printed.
A number that equals no figure of the year counts as one of other things and is left alone;
FILE has, one a line, beginnings of lines whose numbers are of other things though they equal one.
"""

from __future__ import annotations

import argparse
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from reportgen.checks.engine import check_year
from reportgen.compose.year import compose_what_is_there
from reportgen.diagnostics import Problems
from reportgen.model import Computed
from reportgen.model.statistics import Statistics
from reportgen.model.traverse import walk_blocks, walk_inlines

RULES = (
    "contradicting-number",
    "nearly-a-statistic",
    "wrong-percent",
    "parts-and-whole",
    "does-not-follow",
    "miscounted-list",
    "unlike-counts",
)
_UNITS = ["ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio"]
_TENS = ["tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio"]
_TEENS = [
    "tio", "elva", "tolv", "tretton", "fjorton", "femton", "sexton", "sjutton", "arton", "nitton",
]  # fmt: skip
WORDS = {word: value for value, word in enumerate(_UNITS, 1)}
WORDS |= {word: value for value, word in enumerate(_TEENS, 10)}
WORDS |= {word: value * 10 for value, word in enumerate(_TENS, 2)}
WORDS |= {
    tens + unit: value * 10 + one
    for value, tens in enumerate(_TENS, 2)
    for one, unit in enumerate(_UNITS, 1)
}
_DATED = re.compile(
    r" (?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\b"
)
FRACTIONS = {
    "hälften": "en tredjedel", "en tredjedel": "två tredjedelar", "två tredjedelar": "en fjärdedel",
    "en fjärdedel": "hälften", "tre fjärdedelar": "hälften", "en femtedel": "hälften",
    "var femte": "var tredje", "var tredje": "var tionde", "var fjärde": "varannan",
    "varannan": "var femte", "var tionde": "var tredje",
}  # fmt: skip
_BY_LENGTH = "|".join(sorted([*WORDS, *FRACTIONS], key=len, reverse=True))
NUMBER = re.compile(
    rf"(?<![\w.,:/§–-])(?P<digits>\d{{1,3}}(?:[ \u00a0]\d{{3}})+|\d+)(?:,(?P<decimals>\d+))?"
    r"(?P<percent>[ \u00a0]?(?:%|procent\b))?(?![\w:/–-]|[.,]\d)"
    rf"|(?<![\w-])(?P<word>{_BY_LENGTH})(?![\w-])",
    re.IGNORECASE,
)
_ROUGHLY = re.compile(
    r"(?:drygt|knappt|omkring|cirka|ca|ungefär|nästan|närmare|runt|över|minst|högst|mer än|fler än)"
    r" $"
)


@dataclass(frozen=True)
class Mutation:
    """One change: in `file` the characters from `start` to before `end` become `text`."""

    kind: str
    file: str
    start: int
    end: int
    text: str


def freeze(root: Path, year: int, target: Path) -> dict[str, list[tuple[int, int]]]:
    """A copy of the project in which the prose's values are typed; where they stand, by file."""
    for name in ("content", "figures"):
        if (root / name).is_dir():
            shutil.copytree(root / name, target / name)
    for path in root.glob("*.yaml"):
        shutil.copy(path, target)
    composed = compose_what_is_there(target, year, Problems())
    by_file: dict[str, list[Computed]] = {}
    for section in composed.document.sections:
        for block in walk_blocks(section.blocks):
            for inline in _inlines_of(block):
                if isinstance(inline, Computed) and inline.text is not None:
                    by_file.setdefault(inline.span.file, []).append(inline)
    return {file: _type_values(target / file, values) for file, values in by_file.items()}


def _inlines_of(block: object) -> Iterator[object]:
    runs = [getattr(block, name, ()) for name in ("children", "caption")]
    for run in runs:
        if isinstance(run, tuple) and run and not hasattr(run[0], "blocks"):
            for inline in walk_inlines(run):
                yield inline
                for inner in getattr(inline, "blocks", ()):
                    yield from _inlines_of(inner)


def _type_values(path: Path, values: list[Computed]) -> list[tuple[int, int]]:
    lines = path.read_text("utf-8").split("\n")
    typed: dict[int, list[tuple[int, int]]] = {}
    wanted = {
        (
            v.span.line,
            v.span.column,
            v.span.end_column,
            v.text,
            bool(v.sources) and not v.expression.startswith("report"),
        )
        for v in values
    }
    for line, column, end, text, counted in sorted(wanted, reverse=True):
        old = lines[line - 1]
        if not old[column - 1 : end - 1].startswith("{{"):
            continue
        lines[line - 1] = old[: column - 1] + text + old[end - 1 :]
        moved = len(text) - (end - column)
        typed[line] = [(a + moved, b + moved) for a, b in typed.get(line, [])]
        if counted:
            typed[line].append((column - 1, column - 1 + len(text)))
    path.write_text("\n".join(lines), "utf-8")
    starts = [0]
    for each in lines:
        starts.append(starts[-1] + len(each) + 1)
    return [(starts[n - 1] + a, starts[n - 1] + b) for n, spans in typed.items() for a, b in spans]


# What is changed


def figures_of(statistics: Statistics) -> set[Fraction]:
    """Every number that the year's figures give at once: rows, bases, sums."""
    found: set[Fraction] = set()
    for table in statistics.tables.values():
        sums = (table.named_sum(name) for name in table.sums)
        for number in (table.base, table.sum, *sums, *(row.count for row in table.rows)):
            if number is not None:
                found.add(Fraction(number))
    found |= {Fraction(v.value) for v in statistics.values.values() if v.value is not None}
    return found


def shares_of(statistics: Statistics) -> list[Fraction]:
    """Every share of a row, a named sum or two rows in its table's base."""
    shares = []
    for table in statistics.tables.values():
        if not table.base:
            continue
        counts = [row.count for row in table.rows if row.count is not None]
        counts += [n for name in table.sums if (n := table.named_sum(name)) is not None]
        pairs = [a + b for i, a in enumerate(counts) for b in counts[i + 1 :]]
        shares += [Fraction(each) / Fraction(table.base) for each in (*counts, *pairs)]
    return shares


def value_of(found: re.Match[str]) -> Fraction:
    """The number that a match says; a percentage as it stands."""
    if found["word"]:
        return Fraction(WORDS.get(found["word"].lower(), 0))
    digits = re.sub(r"\D", "", found["digits"])
    return Fraction(f"{digits}.{found['decimals']}" if found["decimals"] else digits)


def mutations_of(
    file: str, text: str, typed: list[tuple[int, int]], statistics: Statistics, excepted: list[str]
) -> Iterator[Mutation]:
    """Every change of every number of a fragment that is said of the statistics."""
    figures, shares = figures_of(statistics), shares_of(statistics)
    for found in NUMBER.finditer(text):
        inside = any(a <= found.start() and found.end() <= b for a, b in typed)
        line = text[text.rfind("\n", 0, found.start()) + 1 : found.end() + 60]
        if not inside and (
            _is_elsewhere(text, found) or any(line.startswith(each) for each in excepted)
        ):
            continue
        if not inside and not _is_said_of(found, figures, shares):
            continue
        if not inside and found["word"] and found["word"].lower() in ("ett", "en"):
            continue
        if (
            re.match(r"[.)] ", text[found.end() :])
            and text[: found.start()].rpartition("\n")[2] == ""
        ):
            continue  # the number of an item
        for kind, new in _changes(text, found, figures):
            yield Mutation(kind, file, found.start(), found.end(), new)


def _is_elsewhere(text: str, found: re.Match[str]) -> bool:
    """Whether it stands in an expression, front matter, address, table of settings or a year."""
    before = text[: found.start()]
    inside = before.rfind("{{") > before.rfind("}}") or before.rfind("<!--") > before.rfind("-->")
    link = before.rfind("](") > before.rfind(")")
    year = not found["word"] and re.fullmatch(r"(?:19|20)\d\d", found[0])
    dated = year or _DATED.match(text, found.end())
    law = re.match(r" ?(?:kap\.|§)", text[found.end() :]) or before.endswith(
        ("[^", "Tabell ", "Figur ")
    )
    return inside or link or bool(dated or law) or before.rfind("{#") > before.rfind("}")


def _is_said_of(found: re.Match[str], figures: set[Fraction], shares: list[Fraction]) -> bool:
    value = value_of(found)
    if found["word"] and found["word"].lower() in FRACTIONS:
        return True
    if found["percent"]:
        decimals = len(found["decimals"] or "")
        return any(abs(s * 100 - value) <= Fraction(6, 10 * 10**decimals) for s in shares)
    return value in figures and found["decimals"] is None


def _changes(text: str, found: re.Match[str], figures: set[Fraction]) -> Iterator[tuple[str, str]]:
    word = found["word"] and found["word"].lower()
    if word in FRACTIONS:
        yield "fraction", FRACTIONS[word]
        return
    value = value_of(found)
    behind, decimals = found["percent"] or "", len(found["decimals"] or "")
    rough = bool(_ROUGHLY.search(text[max(0, found.start() - 12) : found.start()]))
    for kind, number in _numbers(value, figures, decimals, bool(behind)):
        if rough and kind in ("by one", "word for digits"):
            continue
        if number == 1 and word:
            continue  # "ett" is an article
        yield (
            kind,
            _as_typed(
                found[0], number, decimals, behind, word=bool(word) != (kind == "word for digits")
            ),
        )


def _numbers(
    value: Fraction, figures: set[Fraction], decimals: int, share: bool
) -> Iterator[tuple[str, Fraction]]:
    yield "by one", value + 1
    if value > 1:
        yield "by one", value - 1
    yield "by much", value + max(5, value // 3)
    if value >= 8:
        yield "by much", value - value // 3
    digits = str(int(value))
    swapped = int(digits[1] + digits[0] + digits[2:]) if len(digits) > 1 else int(value)
    if swapped != int(value) and digits[1] != "0":
        yield "digits swapped", value - int(value) + swapped
    if share:
        return
    others = sorted(f for f in figures if f.denominator == 1 and abs(f - value) > 1 and f > 1)
    if others:
        yield "another row's", others[int(value * 7) % len(others)]
        yield "another row's", others[int(value * 13 + 5) % len(others)]
    if 2 <= value + 1 <= 99 and decimals == 0:
        yield "word for digits", value + 1


def _as_typed(old: str, number: Fraction, decimals: int, behind: str, *, word: bool) -> str:
    if word and not behind and number in WORDS.values():
        told = next(w for w, v in WORDS.items() if v == number)
        return told.capitalize() if old[0].isupper() else told
    shown = f"{float(number):.{decimals}f}".replace(".", ",") if decimals else str(int(number))
    return shown + behind


# Labels and rows


def label_mutations(file: str, text: str, statistics: Statistics) -> Iterator[Mutation]:
    """Each label in a sentence with a number, exchanged for one of its table with another count."""
    for table in statistics.tables.values():
        rows = [row for row in table.rows if row.count is not None and not row.unknown]
        for row in rows:
            for found in re.finditer(
                rf"(?<![\w-]){re.escape(row.label)}(?![\w-])", text, re.IGNORECASE
            ):
                others = [r for r in rows if r.count != row.count]
                start = text.rfind("\n", 0, found.start()) + 1
                line = text[start : text.find("\n", found.end())]
                told = _told(line, Fraction(row.count or 0))
                if not others or not told or line.startswith(("#", "|", "{{", ":", "<!--")):
                    continue
                other = others[(row.count or 0) % len(others)].label
                shown = other if found[0][0].isupper() else other[0].lower() + other[1:]
                yield Mutation("label", file, found.start(), found.end(), shown)


def _told(line: str, count: Fraction) -> bool:
    return any(value_of(each) == count for each in NUMBER.finditer(line) if not each["percent"])


def row_mutations(
    path: Path, file: str, texts: list[str], statistics: Statistics
) -> Iterator[Mutation]:
    """Each row of the statistics that a sentence tells with its count, made a third more."""
    text = path.read_text("utf-8")
    prose = [line for each in texts for line in each.splitlines() if not line.startswith("#")]
    for table in statistics.tables.values():
        for row in table.rows:
            if row.count is None or row.count == 0 or row.span.file != file:
                continue
            label = re.compile(rf"(?<![\w-]){re.escape(row.label)}(?![\w-])", re.IGNORECASE)
            if not any(label.search(line) and _told(line, Fraction(row.count)) for line in prose):
                continue
            place = _count_place(text, row.label, row.span.line, str(row.count))
            if place:
                new = row.count + max(1, int(row.count) // 3)
                yield Mutation("row of the statistics", file, *place, str(new))


def _count_place(text: str, label: str, line: int, count: str) -> tuple[int, int] | None:
    start = sum(len(each) + 1 for each in text.split("\n")[: line - 1])
    found = re.compile(rf"{re.escape(label)}['\"]?: *({count})\b").search(text, start)
    return found.span(1) if found else None


# Measuring


@dataclass
class Measured:
    """Found and made by kind, and what was missed."""

    found: Counter[str]
    made: Counter[str]
    missed: list[str]
    hits: list[str]
    unchanged: list[str]

    @property
    def share(self) -> float:
        """Found of all."""
        return self.found.total() / max(1, self.made.total())


def told(root: Path, year: int) -> set[tuple[str, str, int, str]]:
    """What the rules about numbers say, by place."""
    reported = (each.diagnostic for each in check_year(root, year, RULES, ()).reported)
    return {
        (each.code, each.span.file, each.span.line, str(each.message))
        for each in reported
        if each.span and each.code in RULES
    }


def measure(root: Path, year: int, excepted: list[str], every: int = 1) -> Measured:
    """Make every mutation (or each `every`-th) and see whether something new is said."""
    with TemporaryDirectory() as folder:
        target = Path(folder)
        typed = freeze(root, year, target)
        composed = compose_what_is_there(target, year, Problems())
        statistics = composed.year.statistics
        files = sorted(target.glob(f"content/{year}/*.md"))
        texts = {f"content/{year}/{path.name}": path.read_text("utf-8") for path in files}
        mutations = [
            m
            for file, text in texts.items()
            for m in (
                *mutations_of(file, text, typed.get(file, []), statistics, excepted),
                *label_mutations(file, text, statistics),
            )
        ]
        figures = f"content/{year}/statistics.yaml"
        if (target / figures).is_file():
            mutations += row_mutations(target / figures, figures, list(texts.values()), statistics)
        unchanged = sorted(map(str, told(target, year)))
        result = Measured(Counter(), Counter(), [], [], unchanged)
        for file, group in groupby(mutations[::every], key=lambda each: each.file):
            with only(target, year, file):
                before = told(target, year)
                for mutation in group:
                    _try(target, year, mutation, before, result)
    return result


@contextmanager
def only(root: Path, year: int, file: str) -> Iterator[None]:
    """The year with one section only, as long as that is changed: no section leans on another."""
    others = [path for path in root.glob(f"content/{year}/*.md") if not file.endswith(path.name)]
    aside = [] if file.endswith(".yaml") else others
    for path in aside:
        path.rename(path.with_suffix(".aside"))
    try:
        yield
    finally:
        for path in aside:
            path.with_suffix(".aside").rename(path)


def _try(target: Path, year: int, mutation: Mutation, before: set, result: Measured) -> None:
    path = target / mutation.file
    text = path.read_text("utf-8")
    path.write_text(text[: mutation.start] + mutation.text + text[mutation.end :], "utf-8")
    try:
        new = told(target, year) - before
    finally:
        path.write_text(text, "utf-8")
    result.made[mutation.kind] += 1
    line = text.count("\n", 0, mutation.start) + 1
    start = text.rfind("\n", 0, mutation.start) + 1
    shown = text[max(start, mutation.start - 60) : mutation.end + 40].split("\n")[0]
    old = text[mutation.start : mutation.end]
    place = f"{mutation.file}:{line}: {mutation.kind}: {old} -> {mutation.text}"
    result.found[mutation.kind] += bool(new)
    (result.hits if new else result.missed).append(f"{place}: …{shown}…")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("project", type=Path)
    parser.add_argument("year", type=int, nargs="?")
    parser.add_argument("--except", dest="excepted", type=Path)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--all", action="store_true")
    given = parser.parse_args()
    years = sorted(int(p.name) for p in (given.project / "content").iterdir() if p.name.isdigit())
    excepted = given.excepted.read_text("utf-8").splitlines() if given.excepted else []
    result = measure(
        given.project, given.year or years[-1], [e for e in excepted if e], given.every
    )
    for line in result.missed:
        print("missed ", line)
    for line in result.hits if given.all else ():
        print("found  ", line)
    for line in result.unchanged:
        print("on the unchanged report:", line)
    for kind, made in sorted(result.made.items()):
        print(f"{kind:24} {result.found[kind]:4} of {made:4}")
    print(f"{'all':24} {result.found.total():4} of {result.made.total():4}  {result.share:.1%}")


if __name__ == "__main__":
    main()
