"""Words inside a sentence: what is marked is what a careful person would mark."""

from __future__ import annotations

import re

import pytest
from generated_reports import SPAN
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_project import read_cases

from reportgen.compare.blocks import compare_notes
from reportgen.compare.words import compare_inlines
from reportgen.language.similarity import words_of
from reportgen.model import (
    Code,
    Computed,
    Deleted,
    Emphasis,
    Footnote,
    Inserted,
    LineBreak,
    Link,
    Paragraph,
    SoftBreak,
    Strong,
    Text,
)

CASES = read_cases("words.yaml")


def text(*parts):
    return tuple(Text(it, SPAN) if isinstance(it, str) else it for it in parts)


def strong(*parts):
    return Strong(text(*parts), SPAN)


def shown(inlines) -> str:
    """A compared line in the notation of the cases."""
    return "".join(_shown(inline) for inline in inlines)


def _shown(inline) -> str:
    match inline:
        case Text(text=it) | Code(text=it) | Computed(text=it):
            return it
        case SoftBreak():
            return " "
        case LineBreak():
            return "\n"
        case Inserted(children=children):
            return f"{{+{shown(children)}+}}"
        case Deleted(children=children):
            return f"[-{shown(children)}-]"
        case Strong(children=children):
            return f"**{shown(children)}**"
        case Emphasis(children=children):
            return f"*{shown(children)}*"
        case Link(children=children, target=target):
            return f"<{target} {shown(children)}>"
        case Footnote(blocks=blocks):
            return f"[^{'¶'.join(shown(block.children) for block in blocks)}]"
    raise AssertionError(inline)


def compared(old, new) -> str:
    return shown(compare_inlines(old, new, compare_notes))


def read_back(edits: str, *, accept: bool) -> str:
    come, gone = r"\{\+(.*?)\+\}", r"\[-(.*?)-\]"
    kept, dropped = (come, gone) if accept else (gone, come)
    return re.sub(kept, r"\1", re.sub(dropped, "", edits, flags=re.DOTALL), flags=re.DOTALL)


def marked(edits: str) -> int:
    found = re.findall(r"\{\+(.*?)\+\}|\[-(.*?)-\]", edits)
    return sum(len(words_of(come or gone)) for come, gone in found)


@pytest.mark.parametrize("name", CASES)
def test_the_marked_words_are_those_that_a_person_would_mark(name):
    case = CASES[name]
    assert read_back(case["edits"], accept=False) == case["old"]
    assert read_back(case["edits"], accept=True) == case["new"]
    assert compared(text(case["old"]), text(case["new"])) == case["edits"]


def test_few_more_words_are_marked_than_must_be():
    cases = [case for case in CASES.values() if marked(case["edits"])]
    ratios = [
        marked(compared(text(case["old"]), text(case["new"]))) / fewest(case) for case in cases
    ]
    assert len(ratios) >= 30
    assert sum(ratios) / len(ratios) <= 1.2


def fewest(case) -> int:
    """The fewest words that can be marked: those outside the longest common subsequence."""
    old, new = (case[side].split() for side in ("old", "new"))
    lengths = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i, one in enumerate(old):
        for j, other in enumerate(new):
            same = bare(one) == bare(other)
            best = max(lengths[i][j + 1], lengths[i + 1][j])
            lengths[i + 1][j + 1] = lengths[i][j] + 1 if same else best
    return max(len(old) + len(new) - 2 * lengths[-1][-1], 1)


def bare(word: str) -> str:
    return word.strip(".,!?”()")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (("ett ", strong("två")), ("ett två",), "ett **[-två-]**{+två+}"),
        (("ett två",), ("ett ", strong("två")), "ett [-två-]**{+två+}**"),
        ((strong("ett två"),), (strong("ett tre"),), "**ett [-två-]{+tre+}**"),
        (
            (Link(text("här"), "a", SPAN),),
            (Link(text("här"), "b", SPAN),),
            "<a [-här-]><b {+här+}>",
        ),
        (
            (Link(text("läs här"), "a", SPAN),),
            (Link(text("se här"), "a", SPAN),),
            "<a [-läs-]{+se+} här>",
        ),
        (("ett", SoftBreak(SPAN), "två"), ("ett två",), "ett två"),
        (("ett två",), ("ett", LineBreak(SPAN), "två"), "ett[- -]{+\n+}två"),
        ((Code("a b", SPAN),), (Code("a c", SPAN),), "[-a b-]{+a c+}"),
    ],
)
def test_emphasis_links_and_line_ends_are_changes_of_their_own(old, new, expected):
    assert compared(text(*old), text(*new)) == expected


def value(shown: str, expression: str = "arenden.total") -> Computed:
    return Computed(expression, shown, SPAN, (expression,))


def test_a_computed_value_is_one_token_that_keeps_where_it_comes_from():
    old, new = text("Vi har ", value("12,5 procent"), "."), text("Vi har ", value("9 procent"), ".")
    merged = compare_inlines(old, new, compare_notes)
    assert shown(merged) == "Vi har [-12,5 procent-]{+9 procent+}."
    assert merged[1] == Deleted((value("12,5 procent"),), SPAN)
    assert merged[2] == Inserted((value("9 procent"),), SPAN)


def test_a_computed_value_that_was_typed_before_is_no_change():
    assert compared(text("Vi har 48 ärenden."), text("Vi har ", value("48"), " ärenden.")) == (
        "Vi har 48 ärenden."
    )


def note(*paragraphs: str) -> Footnote:
    return Footnote("1", tuple(Paragraph(text(it), SPAN) for it in paragraphs), SPAN)


def test_a_footnote_is_compared_inside_where_its_paragraphs_stayed():
    assert compared(text("Ja", note("Se sidan 1.")), text("Ja", note("Se sidan 2."))) == (
        "Ja[^Se sidan [-1-]{+2+}.]"
    )
    assert compared(text("Ja", note("a")), text("Ja", note("a", "b"))) == "Ja[-[^a]-]{+[^a¶b]+}"
    assert compared(text("Ja"), text("Ja", note("a"))) == "Ja{+[^a]+}"


WORDS = st.lists(st.sampled_from(["a", "b", "c", "och", ",", ".", "1", "x", "y", "”"]), max_size=12)


@settings(max_examples=300)
@given(WORDS, WORDS)
def test_accepting_gives_the_new_line_and_rejecting_the_old(old, new):
    before, after = " ".join(old), " ".join(new)
    edits = compared(text(before), text(after))
    assert read_back(edits, accept=True) == after
    assert read_back(edits, accept=False) == before
