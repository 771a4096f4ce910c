"""The redline: all accepted it is the new report, all rejected the old one, whoever reads it."""

from __future__ import annotations

import time
from io import BytesIO
from random import Random

import pytest
from generated_reports import PAIRS, many_pairs, pair_of
from hypothesis import given, settings
from long_reports import as_document, edited, long_text
from msgspec.structs import replace
from redline_reading import pandoc, texts

from reportgen.compare import compare_documents
from reportgen.writers.word import WordOptions, write_word


def built(document, **options) -> bytes:
    target = BytesIO()
    write_word(document, {}, target, WordOptions(**options))
    return target.getvalue()


def redline_of(old, new):
    """The document with the changes, in which pictures say which year they are of."""
    document = compare_documents(old, new).document
    return replace(document, labels=replace(document.labels, older="2021, borttagen", newer="2022"))


@settings(max_examples=250)
@given(PAIRS)
def test_accepting_gives_the_new_report_and_rejecting_the_old(pair):
    old, new = pair
    redline = built(redline_of(old, new))
    assert texts(redline, accept=True) == texts(built(new))
    assert texts(redline, accept=False) == texts(built(old))


@pytest.mark.parametrize("seed", range(20))
def test_pandoc_reads_both_reports_out_of_the_redline(seed):
    old, new = many_pairs(Random(seed), 10)
    redline = built(redline_of(old, new))
    assert pandoc(redline, "accept") == pandoc(built(new))
    assert pandoc(redline, "reject") == pandoc(built(old))
    assert pandoc(redline, "accept") != pandoc(redline, "reject")


@pytest.mark.parametrize(
    "options", [{"captions_above_tables": False}, {"captions_above_figures": True}]
)
def test_the_same_holds_however_the_report_is_written(options):
    for seed in range(20):
        old, new = pair_of(seed)
        redline = built(redline_of(old, new), **options)
        assert texts(redline, accept=True) == texts(built(new, **options))
        assert texts(redline, accept=False) == texts(built(old, **options))


def test_a_report_compared_with_itself_has_no_changes():
    old, _new = pair_of(3)
    comparison = compare_documents(old, old)
    assert not comparison.differs
    assert built(comparison.document) == built(old)


def test_the_same_two_reports_give_the_same_bytes():
    old, new = pair_of(7)
    one, other = (built(compare_documents(old, new).document) for _ in range(2))
    assert one == other


@pytest.mark.parametrize(("words", "share", "seconds"), [(50_000, 0.02, 2.0), (50_000, None, 4.0)])
def test_long_reports_are_compared_quickly(words, share, seconds):
    text = long_text(Random(1), words)
    old = as_document(text)
    other = edited(Random(2), text, share) if share else long_text(Random(3), words)
    began = time.process_time()
    comparison = compare_documents(old, as_document(other))
    # Five times as much in a fifth of the time is what was measured: this is for a slow machine.
    assert time.process_time() - began < seconds
    assert comparison.differs
