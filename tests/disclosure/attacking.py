"""Attacks what is published of random systems: `python tests/disclosure/attacking.py --count 1000`.

The attacker knows what is printed, what adds up to what, and how small numbers are protected; of
the program that protected them nothing is used here. Small systems are attacked by trying every
table that fits. Of larger ones, a table is looked for that fits and has a given number in a given
place: each one found is added up here before it counts; where there is none, the attacker has won.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from highspy import Highs, HighsModelStatus, HighsVarType, kHighsInf

from reportgen.compose.disclosure.suppression import Suppression, suppress
from reportgen.compose.disclosure.system import Quantity, Relation, System

Row = tuple[dict[str, int], int, int | None]
Domain = dict[str, tuple[int, int | None]]


class Truth(NamedTuple):
    """A system before anything is hidden: numbers, what they add up to, what is not printed."""

    values: dict[str, int]
    rows: list[Row]
    unprinted: frozenset[str]
    least: int
    most: int
    insiders: bool


class Seen(NamedTuple):
    """What readers have: between what each number they can't read lies, and what must hold."""

    domain: Domain
    rows: list[Row]


class Verdict(NamedTuple):
    """How an attack ended: refused, kept or narrowed; what was narrowed; numbers in between."""

    word: str
    cells: int
    narrowed: list[str]
    gaps: int
    tried: int


# ---- random systems


def random_truth(rng: random.Random, largest: int) -> Truth:
    """A random system of at most `largest` cells."""
    make = rng.choice([_cross, _linked, _tree, _cube, _chain, _overlapping])
    values, rows = make(rng, largest)
    # Margins that nobody prints.
    wholes = [name for name in values if name.startswith("sum")]
    unprinted = frozenset(n for n in wholes if rng.random() < rng.choice([0, 0, 0.3]))
    least = rng.choice([0, 1, 1, 1])
    return Truth(values, rows, unprinted, least, rng.choice([2, 3, 4]), rng.random() < 0.5)


def _count(rng: random.Random) -> int:
    return rng.choice([0, 0, 1, 1, 2, 3, 4, 5, 6, 8, 9, 12, 17, 25, 40])


def _adds_up(values: dict[str, int], rows: list[Row], whole: str, parts: list[str]) -> None:
    values[whole] = sum(values[each] for each in parts)
    rows.append(({whole: -1, **dict.fromkeys(parts, 1)}, 0, 0))


def _cross(rng: random.Random, largest: int) -> tuple[dict[str, int], list[Row]]:
    height = rng.randint(2, max(2, min(18, int(largest**0.5))))
    width = max(2, min(18, largest // (height + 1) - 1))
    values = {f"{r}/{c}": _count(rng) for r in range(height) for c in range(width)}
    rows: list[Row] = []
    for r in range(height):
        _adds_up(values, rows, f"sum r{r}", [f"{r}/{c}" for c in range(width)])
    for c in range(width):
        _adds_up(values, rows, f"sum c{c}", [f"{r}/{c}" for r in range(height)])
    _adds_up(values, rows, "sum", [f"sum r{r}" for r in range(height)])
    rows.append(({"sum": -1, **{f"sum c{c}": 1 for c in range(width)}}, 0, 0))
    return values, rows


def _linked(rng: random.Random, largest: int) -> tuple[dict[str, int], list[Row]]:
    """Tables with columns of their own that share the sums of their rows."""
    tables = rng.randint(1, 4)
    height = rng.randint(2, max(2, min(10, largest // (tables * 4))))
    width = max(2, min(9, largest // (tables * (height + 1))))
    values: dict[str, int] = {}
    rows: list[Row] = []
    base = {r: [_count(rng) for _ in range(width)] for r in range(height)}
    for t in range(tables):
        for r in range(height):
            names = [f"{t}/{r}/{c}" for c in range(width)]
            values |= zip(names, rng.sample(base[r], width), strict=True)
            _adds_up(values, rows, f"sum {r}", names)
        for c in range(width):
            _adds_up(values, rows, f"sum {t} {c}", [f"{t}/{r}/{c}" for r in range(height)])
    _adds_up(values, rows, "sum", [f"sum {r}" for r in range(height)])
    return values, rows


def _tree(rng: random.Random, largest: int) -> tuple[dict[str, int], list[Row]]:
    """Parts of parts of parts, all of which add up."""
    values: dict[str, int] = {}
    rows: list[Row] = []
    tops = []
    while len(values) < largest - 6:
        top = f"sum {len(tops)}"
        middles = []
        for m in range(rng.randint(1, 4)):
            leaves = [f"{top}/{m}/{leaf}" for leaf in range(rng.randint(2, 5))]
            values |= {each: _count(rng) for each in leaves}
            _adds_up(values, rows, f"{top}/{m}", leaves)
            middles.append(f"{top}/{m}")
        _adds_up(values, rows, top, middles)
        tops.append(top)
    if tops:
        _adds_up(values, rows, "sum", tops)
        return values, rows
    return _cross(rng, 9)


def _cube(rng: random.Random, largest: int) -> tuple[dict[str, int], list[Row]]:
    """Three dimensions, with the sums over each: there whole numbers tell more than others."""
    side = max(2, min(6, round(largest ** (1 / 3)) - 1))
    a, b, c = (rng.randint(2, side) for _ in range(3))
    values = {f"{i}{j}{k}": _count(rng) for i in range(a) for j in range(b) for k in range(c)}
    rows: list[Row] = []
    for j in range(b):
        for k in range(c):
            _adds_up(values, rows, f"sum .{j}{k}", [f"{i}{j}{k}" for i in range(a)])
    for i in range(a):
        for k in range(c):
            _adds_up(values, rows, f"sum {i}.{k}", [f"{i}{j}{k}" for j in range(b)])
    for i in range(a):
        for j in range(b):
            _adds_up(values, rows, f"sum {i}{j}.", [f"{i}{j}{k}" for k in range(c)])
    _adds_up(values, rows, "sum", [f"sum {i}{j}." for i in range(a) for j in range(b)])
    return values, rows


def _chain(rng: random.Random, largest: int) -> tuple[dict[str, int], list[Row]]:
    """Tables each of which divides a row of one before."""
    values: dict[str, int] = {"sum": 0}
    rows: list[Row] = []
    values["sum"] = rng.randint(20, 120)
    whole = ["sum"]
    while len(values) < largest - 4:
        of = rng.choice(whole)
        if values[of] < 2 and len(values) > 3:
            break
        left, parts = values[of], []
        for part in range(rng.randint(2, 6)):
            name = f"{len(rows)}:{part}"
            values[name] = min(left, _count(rng))
            left -= values[name]
            parts.append(name)
        values[parts[0]] += left
        rows.append(({of: -1, **dict.fromkeys(parts, 1)}, 0, 0))
        whole += parts
    return values, rows


def _overlapping(rng: random.Random, largest: int) -> tuple[dict[str, int], list[Row]]:
    """Rows of which a case can have several: each at most the whole, all at least."""
    values: dict[str, int] = {}
    rows: list[Row] = []
    parts = []
    for table in range(max(1, min(8, largest // 8))):
        names = [f"{table}:{part}" for part in range(rng.randint(2, 7))]
        values |= {each: _count(rng) for each in names}
        counts = [values[each] for each in names]
        base = f"sum {table}"
        values[base] = rng.randint(max(counts), max(*counts, sum(counts)))
        rows.append(({base: -1, **dict.fromkeys(names, 1)}, 0, None))
        rows += [({base: 1, each: -1}, 0, None) for each in names]
        parts.append(base)
    _adds_up(values, rows, "sum", parts)
    return values, rows


# ---- what is published of them


def published(truth: Truth) -> tuple[Suppression, bool] | None:
    """What is hidden, and whether it is told which are the small ones; None: it is refused."""
    largest = 1 + max(truth.values.values())
    quantities = {
        name: Quantity(
            name,
            value,
            printed=name not in truth.unprinted,
            sensitive=truth.least <= value <= truth.most,
            cost=1 + value / largest,
        )
        for name, value in truth.values.items()
    }
    relations = tuple(Relation(dict(factors), low, high) for factors, low, high in truth.rows)
    for told in (True, False):
        system = System(
            quantities, relations, truth.least, truth.most, told, insiders=truth.insiders
        )
        found = suppress(system, seconds=5)
        if not found.open:
            return found, told
    return None


def seen_of(truth: Truth, hidden: frozenset[str], *, told: bool) -> Seen:
    """What is left for readers, by the rules that the edition tells them."""
    domain: Domain = {}
    for name, value in truth.values.items():
        small = truth.least <= value <= truth.most
        if name in truth.unprinted:
            domain[name] = (0, None)
        elif name not in hidden:
            domain[name] = (value, value)
        elif not told:
            domain[name] = (truth.least, None)
        else:
            domain[name] = (truth.least, truth.most) if small else (truth.most + 1, None)
    return Seen(domain, truth.rows)


# ---- the attack

# With so many numbers that can't be read, all tables that fit are tried.
_FEW = 14


def attack(truth: Truth, hidden: frozenset[str], *, told: bool) -> tuple[list[str], int, int]:
    """Which small numbers are narrowed, how many lie in a gap, and how many tables were tried."""
    seen = seen_of(truth, hidden, told=told)
    small = [
        name
        for name, value in truth.values.items()
        if truth.least <= value <= truth.most and name not in truth.unprinted
    ]
    knowing: list[str | None] = [None]
    if truth.insiders:
        knowing += [name for name in small if truth.values[name] == 1]
    possible: dict[str | None, dict[str, set[int]]] = {
        inside: {name: set() for name in small if name != inside} for inside in knowing
    }
    tried = 0
    unread = sum(low != high for low, high in seen.domain.values())
    for table in all_tables(seen, limit=4000) or () if unread <= _FEW else ():
        tried += 1
        _learn(possible, table)
    narrowed, gaps = [], 0
    finder = Finder(seen)
    wanted = range(truth.least, truth.most + 1)
    for inside, cells in possible.items():
        for name in cells:
            missing = [each for each in wanted if each not in cells[name]]
            for number in missing:
                if number in cells[name]:
                    continue
                table = finder.find({name: number, **({inside: 1} if inside else {})})
                if table is not None:
                    tried += 1
                    _learn(possible, table)
            if not {wanted[0], wanted[-1]} <= cells[name]:
                narrowed.append(f"{name} ({truth.values[name]}) for {inside}: {cells[name]}")
            gaps += len(set(wanted) - cells[name])
    return narrowed, gaps, tried


def _learn(possible: dict[str | None, dict[str, set[int]]], table: Mapping[str, int]) -> None:
    """A table that fits shows that its numbers are possible, for all who can't exclude it."""
    for inside, cells in possible.items():
        if inside is None or table[inside] == 1:
            for name, numbers in cells.items():
                numbers.add(table[name])


def all_tables(seen: Seen, limit: int) -> list[dict[str, int]] | None:
    """Every table that fits, one by one; None where more than `limit` steps don't end it."""
    domain = narrowed_by_hand(seen.domain, seen.rows)
    if domain is None or any(high is None for _low, high in domain.values()):
        return None
    found: list[dict[str, int]] = []
    steps = 0

    def fill(domain: Domain) -> bool:
        nonlocal steps
        steps += 1
        if steps > limit:
            return False
        free = [name for name, (low, high) in domain.items() if low != high]
        if not free:
            found.append({name: low for name, (low, _high) in domain.items()})
            return True
        name = min(free, key=lambda each: _width(domain[each]))
        low, high = domain[name]
        assert high is not None
        for number in range(low, high + 1):
            left = narrowed_by_hand({**domain, name: (number, number)}, seen.rows)
            if left is not None and not fill(left):
                return False
        return True

    return found if fill(domain) else None


def _width(bounds: tuple[int, int | None]) -> int:
    low, high = bounds
    assert high is not None
    return high - low


def narrowed_by_hand(domain: Domain, rows: list[Row]) -> Domain | None:
    """What each row leaves of each number, until nothing more follows; None: nothing fits."""
    domain = dict(domain)
    going = True
    while going:
        going = False
        for factors, low, high in rows:
            for sign, bound in ((1, high), (-1, None if low is None else -low)):
                if bound is None:
                    continue
                tighter = _told_by(sign, factors, bound, domain)
                if tighter is None:
                    return None
                going = going or any(domain[name] != each for name, each in tighter.items())
                domain |= tighter
    return domain


def _told_by(sign: int, factors: dict[str, int], bound: int, domain: Domain) -> Domain | None:
    """What sum(sign · factor · number) ≤ bound leaves of each of its numbers; None: it can't be."""
    least = {name: _least(sign * f, domain[name]) for name, f in factors.items()}
    known = sum(each for each in least.values() if each is not None)
    endless = sum(each is None for each in least.values())
    if endless > 1:
        return {}
    if not endless and known > bound:
        return None
    left = {
        name: _tightened(sign * factors[name], bound - known + (own or 0), domain[name])
        for name, own in least.items()
        if own is None or not endless
    }
    fitting = all(high is None or low <= high for low, high in left.values())
    return left if fitting else None


def _least(factor: int, bounds: tuple[int, int | None]) -> int | None:
    low, high = bounds
    if factor > 0:
        return factor * low
    return None if high is None else factor * high


def _tightened(factor: int, rest: int, bounds: tuple[int, int | None]) -> tuple[int, int | None]:
    low, high = bounds
    if factor > 0:
        most = rest // factor
        return low, most if high is None else min(high, most)
    return max(low, -(rest // -factor)), high


class Finder:
    """Looks for a table that fits and has given numbers in given places."""

    def __init__(self, seen: Seen) -> None:
        self.seen = seen
        self.names = list(seen.domain)
        self.columns = {name: at for at, name in enumerate(self.names)}
        self.solver = Highs()
        self.solver.silent()
        self.solver.setOptionValue("threads", 1)
        self.rng = random.Random(0)
        for at, (low, high) in enumerate(seen.domain.values()):
            self.solver.addVar(low, kHighsInf if high is None else high)
            self.solver.changeColIntegrality(at, HighsVarType.kInteger)
        for factors, low, high in seen.rows:
            self.solver.addRow(
                -kHighsInf if low is None else low,
                kHighsInf if high is None else high,
                len(factors),
                [self.columns[name] for name in factors],
                list(factors.values()),
            )

    def find(self, fixed: Mapping[str, int]) -> dict[str, int] | None:
        """A table, added up by hand; None where there is none."""
        for name, number in fixed.items():
            low, high = self.seen.domain[name]
            if number < low or (high is not None and number > high):
                return None
            self.solver.changeColBounds(self.columns[name], number, number)
        for at, (low, high) in enumerate(self.seen.domain.values()):
            if low != high:  # another direction each time finds another table
                self.solver.changeColCost(at, 0 if high is None else self.rng.choice([-1, 0, 1]))
        self.solver.run()
        status = self.solver.getModelStatus()
        solution = self.solver.getSolution().col_value
        for name in fixed:
            low, high = self.seen.domain[name]
            self.solver.changeColBounds(
                self.columns[name], low, kHighsInf if high is None else high
            )
        if status == HighsModelStatus.kInfeasible:
            return None
        table = {name: round(solution[at]) for at, name in enumerate(self.names)}
        assert fits(table, self.seen), f"no table: {status}"
        assert all(table[name] == number for name, number in fixed.items())
        return table


def fits(table: Mapping[str, int], seen: Seen) -> bool:
    """Whether all of it adds up and lies where it is said to."""
    for name, (low, high) in seen.domain.items():
        if table[name] < low or (high is not None and table[name] > high):
            return False
    for factors, low, high in seen.rows:
        total = sum(factor * table[name] for name, factor in factors.items())
        if (low is not None and total < low) or (high is not None and total > high):
            return False
    return True


# ---- many of them


def attack_seed(seed: int, largest: int = 300) -> Verdict:
    """Make, publish and attack one system; what can't be protected is refused."""
    rng = random.Random(seed)
    truth = random_truth(rng, int(6 * (largest / 6) ** (rng.random() ** 1.5)))
    made = published(truth)
    if made is None:
        return Verdict("refused", len(truth.values), [], 0, 0)
    found, told = made
    narrowed, gaps, tried = attack(truth, found.hidden, told=told)
    return Verdict("narrowed" if narrowed else "kept", len(truth.values), narrowed, gaps, tried)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--first-seed", type=int, default=0)
    options = parser.parse_args()
    words: Counter[str] = Counter()
    begun, cells, gaps, tried = time.monotonic(), 0, 0, 0
    for seed in range(options.first_seed, options.first_seed + options.count):
        verdict = attack_seed(seed)
        words[verdict.word] += 1
        cells, gaps, tried = cells + verdict.cells, gaps + verdict.gaps, tried + verdict.tried
        for each in verdict.narrowed:
            print(f"{seed}: {each}", flush=True)
        done = words.total()
        if done % _TOLD_EVERY == 0 or done == options.count:
            said = ", ".join(f"{count} {word}" for word, count in sorted(words.items()))
            print(f"{done} systems of {cells} cells: {said}; {gaps} numbers in gaps", flush=True)
    print(f"{tried} tables that fit were tried, in {time.monotonic() - begun:.0f} s")
    return 1 if words["narrowed"] else 0


_TOLD_EVERY = 50

if __name__ == "__main__":
    sys.exit(main())
