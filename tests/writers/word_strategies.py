"""Arbitrary inlines and blocks for property tests."""

from __future__ import annotations

from hypothesis import strategies as st
from word_sample import SPAN, figure

from reportgen.model import (
    BulletList,
    Cell,
    Code,
    CodeBlock,
    Computed,
    Definition,
    DefinitionList,
    Deleted,
    DeletedBlocks,
    Emphasis,
    Footnote,
    Foreign,
    Heading,
    Inserted,
    InsertedBlocks,
    LineBreak,
    Link,
    ListItem,
    OrderedList,
    Paragraph,
    Quote,
    Row,
    SoftBreak,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)

ALPHABET = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
TEXTS = st.text(ALPHABET, min_size=1, max_size=12)
LEAVES = st.one_of(
    st.builds(Text, TEXTS, st.just(SPAN)),
    st.builds(Code, TEXTS, st.just(SPAN)),
    st.builds(SoftBreak, st.just(SPAN)),
    st.builds(LineBreak, st.just(SPAN)),
    st.builds(Computed, st.just("arenden.total"), TEXTS, st.just(SPAN)),
)


def _wrapped(children):
    several = st.lists(children, min_size=1, max_size=3).map(tuple)
    note = st.builds(Paragraph, several, st.just(SPAN)).map(lambda it: (it,))
    return st.one_of(
        st.builds(Emphasis, several, st.just(SPAN)),
        st.builds(Strong, several, st.just(SPAN)),
        st.builds(Subscript, several, st.just(SPAN)),
        st.builds(Superscript, several, st.just(SPAN)),
        st.builds(Link, several, st.sampled_from(["#h", "https://a.se/?b=1&c=å"]), st.just(SPAN)),
        st.builds(Foreign, several, st.just("en"), st.just(SPAN)),
        st.builds(Inserted, several, st.just(SPAN)),
        st.builds(Deleted, several, st.just(SPAN)),
        st.tuples(st.just("1"), note, st.just(SPAN), st.integers(0, 2)).map(
            lambda parts: Footnote(*parts)
        ),
    )


INLINES = st.lists(st.recursive(LEAVES, _wrapped, max_leaves=6), max_size=4).map(tuple)
CELLS = st.builds(Cell, INLINES, st.just(SPAN))


@st.composite
def tables(draw):
    width = draw(st.integers(1, 4))
    rows = st.lists(CELLS, min_size=width, max_size=width).map(tuple)
    body = draw(st.lists(rows, max_size=3))
    return Table(
        id=draw(st.sampled_from(["a", "b"])),
        caption=draw(INLINES),
        alignments=tuple(draw(st.sampled_from(["left", "right", "center"])) for _ in range(width)),
        header=Row(draw(rows), SPAN),
        rows=tuple(Row(cells, SPAN, total=draw(st.booleans())) for cells in body),
        note=draw(INLINES),
        span=SPAN,
        number=draw(st.integers(0, 3)),
        landscape=draw(st.booleans()),
    )


SIMPLE = st.one_of(
    st.builds(Paragraph, INLINES, st.just(SPAN)),
    st.builds(Heading, st.integers(1, 6), INLINES, TEXTS, st.just(SPAN)),
    st.builds(CodeBlock, TEXTS, st.just(SPAN)),
    tables(),
    st.builds(figure, st.just("nationalitet"), st.integers(0, 2)),
)


def _containers(children):
    several = st.lists(children, max_size=3).map(tuple)
    items = st.lists(st.builds(ListItem, several, st.just(SPAN)), max_size=3).map(tuple)
    terms = st.lists(LEAVES, min_size=1, max_size=2).map(tuple)
    meanings = st.builds(Definition, terms, several, st.just(SPAN))
    definitions = st.lists(meanings, max_size=3).map(tuple)
    return st.one_of(
        st.builds(DefinitionList, definitions, st.just(SPAN)),
        st.builds(BulletList, items, st.just(SPAN)),
        st.builds(OrderedList, items, st.integers(0, 99), st.just(SPAN)),
        st.builds(Quote, several, st.just(SPAN)),
        st.builds(InsertedBlocks, several, st.just(SPAN)),
        st.builds(DeletedBlocks, several, st.just(SPAN)),
    )


BLOCKS = st.lists(st.recursive(SIMPLE, _containers, max_leaves=6), max_size=5).map(tuple)
