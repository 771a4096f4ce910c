"""What has to be hidden so that small counts can't be worked out: held to answers of others, and to
an attacker who tries every table that fits what is printed."""

from __future__ import annotations

import itertools
import random
import time
from collections.abc import Iterator, Mapping

import pytest
from msgspec.structs import replace

from reportgen.compose.disclosure.suppression import Suppression, suppress
from reportgen.compose.disclosure.system import Quantity, Relation, System


def system(
    values: Mapping[str, int], sums: Mapping[str, list[str]], most: int, *, told: bool = False
) -> System:
    """All of `values` printed, those from 1 to `most` sensitive; `sums` are wholes and parts."""
    largest = 1 + max(values.values())
    quantities = {
        name: Quantity(name, value, sensitive=0 < value <= most, cost=1 + value / largest)
        for name, value in values.items()
    }
    relations = [Relation({whole: -1, **dict.fromkeys(parts, 1)}) for whole, parts in sums.items()]
    return System(quantities, tuple(relations), 1 if told else 0, most, told)


def beside(values: Mapping[str, int], found: Suppression, most: int) -> set[str]:
    return {name for name in found.hidden if not 0 < values[name] <= most}


def test_linked_tables_as_sdc_table_has_them() -> None:
    """sdcTable, tests/testthat/test-linked-tables.r: each table is safe alone, and K is not."""
    values = {"A": 2, "B": 2, "I": 8, "J": 8, "K": 3, "L": 3, "M": 3, "N": 7}
    values |= {"county-1": 20, "county-2": 16, "Total": 36, "big": 6, "small": 30}
    sums = {
        "county-1": list("ABIJ"),
        "county-2": list("KLMN"),
        "big": list("LM"),
        "small": list("ABIJKN"),
        "Total": ["county-1", "county-2"],
    }
    found = suppress(system(values, sums, most=3))
    assert beside(values, found, 3) == {"N"}
    assert found.cheapest
    assert not found.open


@pytest.mark.parametrize("cell", [(0, 1), (2, 0), (3, 1)])
def test_one_cell_of_a_cross_table_as_sdc_table_has_it(cell: tuple[int, int]) -> None:
    """sdcTable, tests/testthat/test-protectTable.r: of 15 cells 11 stay, three go beside one."""
    inner = {(row, column): 10 + row * 2 + column for row in range(4) for column in range(2)}
    inner[cell] = 2
    values = {f"{row}{column}": value for (row, column), value in inner.items()}
    sums: dict[str, list[str]] = {}
    for row in range(4):
        sums[f"r{row}"] = [f"{row}{column}" for column in range(2)]
    for column in range(2):
        sums[f"c{column}"] = [f"{row}{column}" for row in range(4)]
    for name, parts in sums.items():
        values[name] = sum(values[part] for part in parts)
    values["all"] = values["c0"] + values["c1"]
    sums["all"] = ["c0", "c1"]
    found = suppress(system(values, sums, most=2))
    assert len(values) - len(found.hidden) == 11
    assert len(beside(values, found, 2)) == 3


@pytest.mark.parametrize(("insiders", "theirs"), [(False, 0), (True, 1)])
def test_a_table_that_is_only_singletons(insiders: bool, theirs: int) -> None:
    """The same file, without and with its search for singletons: 1 and 1 of 4 hide each other.

    Who is one of them herself knows the other: then one more goes.
    """
    values = {"a": 1, "b": 2, "c": 1, "d": 0, "tot": 4}
    made = system(values, {"tot": ["a", "b", "c", "d"]}, most=1)
    found = suppress(replace(made, insiders=insiders))
    assert len(beside(values, found, 1)) == theirs


def linked(rng: random.Random, tables: int, rows: int, columns: int) -> tuple[dict, dict]:
    """Cross tables that share their rows' sums, each with columns of its own."""
    sizes = [0, 0, 1, 2, 3, 4, 6, 9, 15]
    first = [[rng.choice(sizes) for _ in range(columns)] for _ in range(rows)]
    values: dict[str, int] = {}
    sums: dict[str, list[str]] = {}
    for table in range(tables):
        for row in range(rows):
            cells = rng.sample(first[row], columns)
            names = [f"{table}/{row}/{column}" for column in range(columns)]
            values |= zip(names, cells, strict=True)
            values[f"row {row}"] = sum(cells)
            sums[f"row {row} of {table}"] = names
        for column in range(columns):
            names = [f"{table}/{row}/{column}" for row in range(rows)]
            values[f"{table}/sum/{column}"] = sum(values[name] for name in names)
            sums[f"{table}/sum/{column}"] = names
    values["all"] = sum(values[f"row {row}"] for row in range(rows))
    sums["all"] = [f"row {row}" for row in range(rows)]
    return values, sums


def linked_system(
    rng: random.Random, tables: int, rows: int, columns: int, most: int, *, told: bool
) -> System:
    values, sums = linked(rng, tables, rows, columns)
    made = system(values, {}, most, told=told)
    relations = [
        Relation({whole.partition(" of ")[0]: -1, **dict.fromkeys(parts, 1)})
        for whole, parts in sums.items()
    ]
    return System(made.quantities, tuple(relations), made.least, most, told)


def attacked(system: System, hidden: frozenset[str]) -> Mapping[str, set[int]]:
    """The values of each hidden quantity in all tables that fit, tried one by one.

    Written without a solver: numbers are put in one at a time, and what a relation leaves
    impossible is not gone on with.
    """
    names = sorted(hidden, key=lambda name: system.quantities[name].value)
    known = {n: q.value for n, q in system.quantities.items() if n not in hidden}
    limit = 2 * max(q.value for q in system.quantities.values()) + system.most
    seen: dict[str, set[int]] = {name: set() for name in names}

    def fill(at: int, filled: dict[str, int]) -> None:
        if at == len(names):
            for name in names:
                seen[name].add(filled[name])
            return
        low, high = system.range_of(names[at], hidden)
        for value in range(low, 1 + (limit if high is None else high)):
            filled[names[at]] = value
            if all(_can_hold(relation, filled) for relation in system.relations):
                fill(at + 1, filled)
            del filled[names[at]]

    fill(0, dict(known))
    return seen


def _can_hold(relation: Relation, filled: Mapping[str, int]) -> bool:
    """Whether what is not filled in yet can still make the relation true."""
    rest = {factor for name, factor in relation.factors.items() if name not in filled}
    total = sum(f * filled[name] for name, f in relation.factors.items() if name in filled)
    if not rest:
        return total == 0
    return not (rest == {1} and total > 0) and not (rest == {-1} and total < 0)


@pytest.mark.parametrize("told", [True, False])
@pytest.mark.parametrize("seed", range(40))
def test_no_attacker_gets_nearer_than_is_asked(seed: int, told: bool) -> None:
    rng = random.Random(seed)
    made = linked_system(rng, 1, 2, rng.choice((2, 3)), 2, told=told)
    found = suppress(made)
    if len(found.hidden) > 9:
        return  # more tables than can be tried
    seen = attacked(made, found.hidden)
    for name in set(made.sensitive) - set(found.open):
        interval = found.intervals[name]
        assert min(seen[name]) == interval.lowest
        assert min(seen[name]) <= made.least
        assert max(seen[name]) >= made.most


@pytest.mark.parametrize("told", [True, False])
def test_nothing_smaller_would_do(told: bool) -> None:
    """Every cheaper choice beside the small counts lets some reader too near."""
    for seed in range(12):
        made = linked_system(random.Random(100 + seed), 1, 2, 3, 2, told=told)
        found = suppress(made)
        if found.open:
            continue
        chosen = found.hidden - set(made.sensitive)
        price = cost(made, chosen)
        for fewer in smaller_choices(made, len(chosen)):
            if cost(made, fewer) < price - 1e-9:
                hidden = frozenset(made.sensitive) | fewer
                assert not protects(made, hidden), (seed, fewer)


def cost(made: System, names: frozenset[str]) -> float:
    return sum(made.quantities[name].cost for name in names)


def smaller_choices(made: System, most: int) -> Iterator[frozenset[str]]:
    for size in range(min(most, 3) + 1):
        yield from map(frozenset, itertools.combinations(made.candidates, size))


def protects(made: System, hidden: frozenset[str]) -> bool:
    from reportgen.compose.disclosure.suppression import intervals

    return all(
        each.lowest <= made.least and (each.highest is None or each.highest >= made.most)
        for each in intervals(made, hidden).values()
    )


def test_what_cannot_be_protected_is_said() -> None:
    """Three rows that each count somebody come to three at least, whatever is hidden."""
    values = {"a": 1, "b": 1, "c": 1, "all": 3}
    found = suppress(system(values, {"all": ["a", "b", "c"]}, most=4, told=True))
    assert "all" in found.open


def test_three_hundred_cells_take_seconds() -> None:
    made = linked_system(random.Random(7), 4, 10, 7, 4, told=False)
    assert len(made.quantities) > 300
    started = time.process_time()
    found = suppress(made)
    assert time.process_time() - started < 30  # a loaded machine; 3 s on a quiet one
    assert not found.open


# Statistics Norway's GaussSuppression, article "Linked table suppression": what is counted once
# (nonEU is Iceland, nobody old is from there) is one quantity here.
LINKED = {
    "young EU 14": 6, "young EU 16": 9, "old EU 14": 10, "old EU 15": 7,
    "Iceland 14": 8, "Iceland 15": 2, "Iceland 16": 2,
    "Portugal 14": 1, "Portugal 15": 3, "Portugal 16": 2,
    "Spain 14": 15, "Spain 15": 4, "Spain 16": 7,
}  # fmt: skip
LINKED_SUMS = {
    "young 14": ["young EU 14", "Iceland 14"],
    "young 16": ["young EU 16", "Iceland 16"],
    "all 14": ["young 14", "old EU 14"],
    "all 15": ["Iceland 15", "old EU 15"],
    "EU 14": ["young EU 14", "old EU 14"],
    "Iceland": ["Iceland 14", "Iceland 15", "Iceland 16"],
    "Portugal": ["Portugal 14", "Portugal 15", "Portugal 16"],
    "Spain": ["Spain 14", "Spain 15", "Spain 16"],
    "young EU": ["young EU 14", "young EU 16"],
    "old": ["old EU 14", "old EU 15"],
    "young": ["young EU", "Iceland"],
    "EU": ["young EU", "old"],
    "all": ["EU", "Iceland"],
}
# Sums of other parts that are the same quantity.
LINKED_ALSO = [
    ("EU 14", ["Portugal 14", "Spain 14"]),
    ("old EU 15", ["Portugal 15", "Spain 15"]),
    ("young EU 16", ["Portugal 16", "Spain 16"]),
    ("all", ["all 14", "all 15", "young 16"]),
    ("young", ["young 14", "Iceland 15", "young 16"]),
    ("EU", ["EU 14", "old EU 15", "young EU 16"]),
    ("EU", ["Portugal", "Spain"]),
]


def test_the_linked_tables_of_gauss_suppression() -> None:
    """Theirs ("super-consistent", the same as global) hides five beside the small ones."""
    values = dict(LINKED)
    for whole, parts in LINKED_SUMS.items():
        values[whole] = sum(values[part] for part in parts)
    made = system(values, LINKED_SUMS, most=2)
    also = tuple(Relation({whole: -1, **dict.fromkeys(parts, 1)}) for whole, parts in LINKED_ALSO)
    found = suppress(System(made.quantities, (*made.relations, *also), 1, 2, told=False))
    theirs = {"all 15", "young 16", "Spain 14", "Spain 16"}
    assert cost(made, beside(values, found, 2)) <= cost(made, frozenset(theirs))
    assert len(beside(values, found, 2)) <= len(theirs)
    assert not found.open


def hierarchy(counts: list[int], most: int, *, zeros: bool) -> System:
    """Two ages by three places of which two are the EU; zeros are sensitive, or known."""
    names = [f"{age} {place}" for age in ("young", "old") for place in ("Sp", "Is", "Po")]
    values = dict(zip(names, counts, strict=True))
    sums = {f"all {place}": [f"young {place}", f"old {place}"] for place in ("Sp", "Is", "Po")}
    for age in ("young", "old"):
        sums[f"{age} EU"] = [f"{age} Sp", f"{age} Po"]
        sums[age] = [f"{age} EU", f"{age} Is"]
    sums["all EU"] = ["all Sp", "all Po"]
    sums["all"] = ["young", "old"]
    for whole, parts in sums.items():
        values[whole] = sum(values[part] for part in parts)
    made = system(values, sums, most=most)
    relations = [*made.relations, Relation({"all EU": -1, "young EU": 1, "old EU": 1})]
    quantities = {
        name: Quantity(
            name, q.value, sensitive=q.value <= most and (zeros or q.value > 0), cost=q.cost
        )
        for name, q in made.quantities.items()
    }
    return System(quantities, tuple(relations), 0 if zeros else 1, most, told=False)


@pytest.mark.parametrize(
    ("most", "zeros", "theirs"),
    [
        (4, False, {"all Sp", "old EU", "young EU", "young Sp"}),
        (2, True, {"old EU", "old Is", "old Po", "young EU"}),
    ],
)
def test_the_hierarchy_of_gauss_suppression(most: int, zeros: bool, theirs: set[str]) -> None:
    """The article "Small count frequency table suppression", tables 4 and 2."""
    made = hierarchy([5, 2, 0, 6, 3, 4], most, zeros=zeros)
    found = suppress(made)
    ours = found.hidden - set(made.sensitive)
    assert not found.open
    assert len(ours) <= len(theirs)
