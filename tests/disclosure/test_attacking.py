"""A few random systems under attack; `attacking.py --count 1000` attacks many.

The attacker wins where there is something to win.
"""

from __future__ import annotations

import random

import pytest
from attacking import Finder, Truth, all_tables, attack, attack_seed, fits, seen_of

ROW = ({"sum": -1, "a": 1, "b": 1, "c": 1}, 0, 0)


def truth(a: int, b: int, c: int, *, insiders: bool = False) -> Truth:
    values = {"a": a, "b": b, "c": c, "sum": a + b + c}
    return Truth(values, [ROW], frozenset(), 1, 3, insiders)


@pytest.mark.parametrize("seed", range(24))
def test_nothing_is_narrowed(seed: int) -> None:
    verdict = attack_seed(seed, largest=24)
    assert verdict.narrowed == []
    assert verdict.word in ("kept", "refused")


@pytest.mark.parametrize(
    ("counts", "hidden", "wins"),
    [
        ((2, 9, 9), "a", True),  # what is left of the sum
        ((2, 4, 9), "a b", True),  # 6, of which more than 3 are b's
        ((1, 2, 9), "a b", True),  # 3, neither of them 0
        ((1, 3, 9), "a b", False),  # 4: each can be 1, 2 or 3
        ((1, 1, 1), "a b c", True),  # three that count somebody come to 3
        ((1, 2, 9), "a b sum", False),
    ],
)
def test_what_is_hidden_too_little_is_narrowed(
    counts: tuple[int, int, int], hidden: str, wins: bool
) -> None:
    narrowed, _gaps, _tried = attack(truth(*counts), frozenset(hidden.split()), told=True)
    assert bool(narrowed) is wins


def test_who_is_the_only_one_knows_more() -> None:
    made = truth(1, 3, 9)
    also = {**made.values, "d": 9, "sum": 22}
    row = ({"sum": -1, "a": 1, "b": 1, "c": 1, "d": 1}, 0, 0)
    for insiders in (False, True):
        wider = Truth(also, [row], frozenset(), 1, 3, insiders)
        hidden = frozenset({"a", "b"})
        narrowed, _gaps, _tried = attack(wider, hidden, told=False)
        assert any("for a" in each for each in narrowed) is insiders


@pytest.mark.parametrize("seed", range(20))
def test_both_ways_to_find_tables_find_the_same(seed: int) -> None:
    rng = random.Random(seed)
    made = truth(*(rng.randint(1, 5) for _ in range(3)))
    seen = seen_of(made, frozenset({"a", "b", "c"}), told=True)
    every = all_tables(seen, limit=10_000)
    assert every is not None
    assert all(fits(table, seen) for table in every)
    finder = Finder(seen)
    for number in range(12):
        found = finder.find({"a": number})
        assert (found is not None) is any(table["a"] == number for table in every)
