"""What belongs together stays on one page, and chains are short enough to be kept."""

from __future__ import annotations

import pytest
from word_reading import built, part, style_of, text_of, w
from word_sample import PROSE, document, figure, heading, item, par, section, table
from word_templates import swedish

from reportgen.model import BulletList
from reportgen.writers.word.keeping import kept_with_next

SHORT = par("Fördelningen framgår av figur 1.")
LONG = par(PROSE)
ANNOUNCED = par("Insatserna riktades till tre grupper:")
HEADING = heading(2, "Ålder", "alder")
WIDE = table(landscape=True)
LIST = BulletList((item("a"), item("b")), LONG.span)


@pytest.mark.parametrize(
    ("blocks", "kept"),
    [
        ((SHORT, figure()), [True, False]),
        ((SHORT, table()), [True, False]),
        ((SHORT, WIDE), [False, False]),
        ((LONG, figure()), [False, False]),
        ((HEADING, LONG, figure()), [False, False, False]),
        ((HEADING, SHORT, SHORT, figure()), [False, True, True, False]),
        ((HEADING, SHORT, SHORT, SHORT, figure()), [False, True, True, True, False]),
        ((HEADING, *[SHORT] * 4, figure()), [False, False, False, False, True, False]),
        ((HEADING, LONG, SHORT, figure()), [False, False, True, False]),
        ((LONG, SHORT, SHORT, figure()), [False, False, True, False]),
        ((SHORT, LONG), [False, False]),
        ((HEADING, SHORT), [False, False]),
        ((ANNOUNCED, LIST), [True, False]),
        ((SHORT, LIST), [False, False]),
        ((SHORT,), [False]),
        ((), []),
    ],
)
def test_few_lines_stay_with_what_they_lead_to(blocks, kept):
    assert list(kept_with_next(blocks, 160.0, below_heading=False)) == kept


def test_the_heading_of_a_section_counts_as_one():
    blocks = (SHORT, SHORT, figure())
    assert kept_with_next(blocks, 160.0, below_heading=True) == (True, True, False)
    assert kept_with_next(blocks, 160.0, below_heading=False) == (False, True, False)


def test_columns_hold_less_on_a_line():
    blocks = (par(PROSE[:200]), figure())
    assert kept_with_next(blocks, 160.0, below_heading=False)[0]
    assert not kept_with_next(blocks, 75.0, below_heading=False)[0]


def kept_in(content: bytes) -> dict[str, bool]:
    return {
        text_of(each) or style_of(each): each.find(f"{w('pPr')}/{w('keepNext')}") is not None
        for each in part(content).iter(w("p"))
    }


def test_it_stands_in_the_document():
    kept = kept_in(built(document(section(LONG, HEADING, SHORT, figure()))))
    assert kept[text_of_sample(SHORT)]
    assert not kept[PROSE]


def test_a_foreign_templates_headings_stay_with_what_they_head():
    kept = kept_in(built(document(section(HEADING, LONG)), template=swedish()))
    assert kept["Ålder"]


def text_of_sample(block) -> str:
    return "".join(each.text for each in block.children)
