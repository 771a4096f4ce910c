"""HTML and Word say the same, block for block, for every test document."""

from __future__ import annotations

import re

import pytest
from html_reading import blocks, page, shown, squeezed, tree
from hypothesis import given, settings
from sample_project import composed
from word_features import FEATURES, everything, feature
from word_reading import built, files, part, text_of, w
from word_sample import document, section
from word_strategies import BLOCKS

from reportgen.build.figures import draw_figures
from reportgen.diagnostics import Problems

NOTE = "word/footnotes.xml"


def texts_of_word(package: bytes) -> tuple[list[str], list[str]]:
    """The paragraphs of the body with those of the contents, and the footnotes' paragraphs."""
    body = [in_words(p) for p in part(package).iter(w("p"))]
    notes = []
    if NOTE in files(package):
        by_id = {note.get(w("id")): note for note in part(package, NOTE)}
        # Word counts the marks as they stand, whatever the ids.
        marks = part(package).iter(w("footnoteReference"))
        notes = [in_words(p) for mark in marks for p in by_id[mark.get(w("id"))].iter(w("p"))]
    return _without_empty(body), _without_empty(notes)


def in_words(paragraph) -> str:
    """A paragraph with what was deleted too: HTML shows both."""
    for deleted in paragraph.iter(w("delText")):
        deleted.tag = w("t")
    return squeezed(text_of(paragraph))


def _without_empty(texts: list[str]) -> list[str]:
    return [text for text in texts if text]


def texts_of_html(text: str) -> tuple[list[str], list[str]]:
    root = tree(text)
    notes = root.xpath("//section[@role='doc-endnotes']")
    for note in notes:
        note.getparent().remove(note)
    contents = [shown(each) for nav in root.iter("nav") for each in nav.iter("h2", "a")]
    for nav in list(root.iter("nav")):
        nav.getparent().remove(nav)
    cover = [text for head in root.iter("header") for text in blocks(head)]
    rest = [text for main in root.iter("main") for text in blocks(main)]
    return [*cover, *contents, *rest], [
        text for note in notes for ol in note.iter("ol") for text in blocks(ol)
    ]


def assert_same(of_word: bytes, of_html: str) -> None:
    word, html = texts_of_word(of_word), texts_of_html(of_html)
    # Word numbers headings by their style and sets contents with a tab behind the number.
    assert [_plain(text) for text in html[0]] == [_plain(text) for text in word[0]]
    assert [_plain(text) for text in html[1]] == [_plain(text) for text in word[1]]


def _plain(text: str) -> str:
    return re.sub(r"^\d+(\.\d+)* ", "", text)


@pytest.mark.parametrize("name", FEATURES)
def test_each_feature_reads_the_same(name):
    assert_same(built(feature(name)), page(feature(name)))


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"lists_of": ("figure", "table")},
        {"captions_above_figures": True, "captions_above_tables": True},
    ],
)
def test_everything_together_reads_the_same(options):
    assert_same(built(everything(), **options), page(everything(), **options))


@settings(max_examples=60)
@given(BLOCKS)
def test_any_blocks_read_the_same(some):
    whole = document(section(*some))
    assert_same(built(whole), page(whole))


@pytest.mark.parametrize("year", [2021, 2022, 2023])
def test_the_example_region_reads_the_same(example_read_only, year):
    whole = composed(example_read_only, year)
    pictures, _drawn = draw_figures(example_read_only, whole, Problems(), all_as_pictures=True)
    assert_same(built(whole.document, pictures), page(whole.document, pictures))
