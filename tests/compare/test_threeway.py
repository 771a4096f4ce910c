"""Edits of a base are brought into what the text has become meanwhile; clashes are told."""

from __future__ import annotations

import random

import pytest
from msgspec import Struct

from reportgen.compare.threeway import Already, Conflict, Placed, ThreeWay

BASE = "Vi hade {{ a.b }} ärenden.\nPolisen tog kontakt i fyra.\n\nEtt annat stycke står här.\n"


class Edit(Struct, frozen=True):
    begin: int
    end: int
    text: str


def edit(old: str, new: str, base: str = BASE) -> Edit:
    begin = base.index(old)
    return Edit(begin, begin + len(old), new)


def brought(ours: str, *edits: Edit) -> str:
    """Ours with the edits that can be made."""
    way = ThreeWay(BASE, ours)
    placed = [each for each in (way.outcome(e, edits) for e in edits) if isinstance(each, Placed)]
    for each in sorted(placed, key=lambda each: -each.begin):
        ours = ours[: each.begin] + each.text + ours[each.end :]
    return ours


@pytest.mark.parametrize(
    "ours",
    [
        BASE,
        BASE.replace("fyra", "fem"),
        BASE.replace("Vi hade", "Under året hade vi"),
        BASE.replace("Ett annat stycke står här.\n", "Ett nytt.\n"),
        "Inledning.\n\n" + BASE,
        "Ett annat stycke står här.\n\n" + BASE.partition("\n\n")[0] + "\n",
        BASE.replace("ärenden.\n", "ärenden. "),
    ],
)
def test_other_words_of_ours_stay(ours: str) -> None:
    theirs = edit("tog kontakt", "ringde")
    assert brought(ours, theirs) == ours.replace("tog kontakt", "ringde")


def test_the_same_words_are_a_conflict_and_the_same_change_is_none() -> None:
    theirs = edit("tog kontakt", "ringde")
    other = ThreeWay(BASE, BASE.replace("tog kontakt", "skrev")).outcome(theirs, [theirs])
    same = ThreeWay(BASE, BASE.replace("tog kontakt", "ringde")).outcome(theirs, [theirs])
    assert other == Conflict("skrev")
    assert same == Already()


def test_an_expression_is_one_token() -> None:
    theirs = edit("{{ a.b }}", "{{ a.c }}")
    ours = BASE.replace("{{ a.b }}", "{{ a.d }}")
    assert ThreeWay(BASE, ours).outcome(theirs, [theirs]) == Conflict("{{ a.d }}")


def test_what_was_brought_in_is_there_already() -> None:
    """For edits of any kind in any number, as they come: no second time does anything."""
    rng = random.Random(7)
    words = ["en", "två", "tre", "fyra", "fem", "sex.", "sju", "åtta", "nio.", "tio"]
    for _round in range(400):
        base = " ".join(rng.choices(words, k=rng.randint(3, 40))) + "\n"
        places = sorted(rng.sample(range(len(base)), min(len(base), 2 * rng.randint(1, 4))))
        edits = [
            Edit(a, rng.choice((a, b)), rng.choice(("", "ny ", " nytt", "en två ")))
            for a, b in zip(places[::2], places[1::2], strict=False)
        ]
        edits = [each for each in edits if each.text or each.begin < each.end]
        ours = base
        for each in reversed(edits):
            ours = ours[: each.begin] + each.text + ours[each.end :]
        way = ThreeWay(base, ours)
        if way.same:
            continue
        again = [way.outcome(each, edits) for each in edits]
        assert [each for each in again if not isinstance(each, Already)] == [], (base, edits)
