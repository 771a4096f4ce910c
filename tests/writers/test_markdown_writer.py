"""Blocks written as Markdown are read as the blocks that they were."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import Struct

from reportgen.diagnostics import Span
from reportgen.model import (
    Blocks,
    BulletList,
    Cell,
    Code,
    CodeBlock,
    Definition,
    DefinitionList,
    Emphasis,
    Footnote,
    Foreign,
    Heading,
    ImagePlacement,
    LineBreak,
    Link,
    ListItem,
    OrderedList,
    Paragraph,
    Quote,
    Row,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)
from reportgen.readers.markdown.reading import read_fragment
from reportgen.readers.source import decode_source
from reportgen.writers.markdown.expressible_blocks import expressible
from reportgen.writers.markdown.inlines import written
from reportgen.writers.markdown.section import write_section

AT = Span("a.docx", 1, 1, 1, 1)
HEADING = Heading(1, (Text("Trender", AT),), "", AT)


def essence(value: object) -> object:
    """A node without places; ids of headings that nobody chose and no-break blanks left out."""
    if isinstance(value, tuple):
        return tuple(essence(each) for each in value)
    if isinstance(value, Text):
        return value.text.replace("\u00a0", " ")
    if isinstance(value, Heading):
        return ("heading", value.level, essence(value.children), value.numbered)
    if isinstance(value, Struct):
        names = [n for n in type(value).__struct_fields__ if n not in ("span", "mark", "width")]
        return (type(value).__name__, *(essence(getattr(value, name)) for name in names))
    return value


def read(text: str) -> Blocks:
    fragment = read_fragment(decode_source(text.encode(), "a.md"))
    assert not fragment.problems, (text, [str(each) for each in fragment.problems])
    return fragment.blocks


def assert_same(blocks: Blocks) -> None:
    held = expressible(blocks)
    text = write_section(HEADING, held)
    assert essence(read(text)) == essence(held), text


PIECES = [
    *[
        "*",
        "_",
        "#",
        "[",
        "]",
        "{",
        "}",
        "|",
        "~",
        "^",
        "<",
        ">",
        "&",
        "$",
        "=",
        ":",
        ";",
        "!",
        "`",
        "\\",
        '"',
        "'",
        "(",
        ")",
        "-",
        "+",
        ".",
        ",",
        "/",
        "@",
        "%",
        "§",
        "–",
        "—",
        "•",
        "…",
        "o",
    ],
    *("{{ a }}", "{{", "}}", "{%", "](", "[^1]", "![", "[[a]]", "[@a]", "<b>", "<!--", "&amp;"),
    *("&copy", "http://a.se/b_c", "a@b.se", "1.", "12)", "a)", "ordet", "Å", "18", "1 234", " "),
    *("**", "__", "***", "~~a~~", "==a==", "$a$", ":ord:", "  ", "\t", "---", "===", "^[", "{#id}"),
    *("{lang=en}", "| a | b |", "|---|---|", "```", ":::", "#ord", "a_b", "snake_case", "e\u0301"),
]
text = st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map("".join)
texts = text.map(lambda each: Text(each, AT))
simple = st.one_of(
    texts,
    texts,
    text.map(lambda each: Code(each.replace(";", ","), AT)),
    st.just(LineBreak(AT)),
    text.map(lambda each: Superscript((Text(each, AT),), AT)),
    text.map(lambda each: Subscript((Text(each, AT),), AT)),
    text.map(lambda each: Footnote("1", (Paragraph((Text("Not.", AT),), AT),), AT)),
)
inline = st.recursive(
    simple,
    lambda inner: st.one_of(
        *(
            st.lists(inner, min_size=1, max_size=3).map(lambda c, w=wrap: w(tuple(c)))
            for wrap in (
                lambda c: Strong(c, AT),
                lambda c: Emphasis(c, AT),
                lambda c: Link(c, "https://a.se/b(c)?d=e_f", AT),
                lambda c: Link(c, "#avsnitt", AT),
                lambda c: Foreign(c, "en", AT),
            )
        )
    ),
    max_leaves=4,
)
inlines = st.lists(inline, min_size=1, max_size=5).map(tuple)
cells = st.lists(st.one_of(texts, st.just(LineBreak(AT)), simple), max_size=3).map(
    lambda c: Cell(tuple(c), AT)
)
paragraphs = inlines.map(lambda c: Paragraph(c, AT))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    width = draw(st.integers(1, 3))
    rows = [
        Row(tuple(draw(cells) for _ in range(width)), AT) for _ in range(draw(st.integers(2, 4)))
    ]
    if width > 1 and draw(st.booleans()):
        a, _b, *rest = rows[-1].cells
        merged = (Cell(a.children, AT, columns=2), Cell((), AT, columns=0), *rest)
        rows[-1] = Row(merged, AT)
    if len(rows) > 2 and draw(st.booleans()):
        above, below = rows[-2].cells, rows[-1].cells
        if above[-1].columns == below[-1].columns == 1:
            top = Cell(above[-1].children, AT, rows=2)
            rows[-2] = Row((*above[:-1], top), AT)
            rows[-1] = Row((*below[:-1], Cell((), AT, rows=0)), AT)
    caption = draw(st.one_of(st.just(()), texts.map(lambda t: (Text("Antal ", AT), t))))
    aligned = tuple(draw(st.sampled_from(["left", "right", "center"])) for _ in range(width))
    name = "kon" if caption and draw(st.booleans()) else ""
    return Table(name, caption, aligned, rows[0], tuple(rows[1:]), (), AT)


pictures = text.map(
    lambda t: ImagePlacement("bilder/karta.png", f"Karta {t}", f"Länet {t}", "karta", AT)
)
code = text.map(lambda each: CodeBlock(each + "\n  rad", AT))
block = st.recursive(
    st.one_of(paragraphs, paragraphs, code),
    lambda inner: st.one_of(
        st.lists(st.lists(inner, min_size=1, max_size=2), min_size=1, max_size=2).map(
            lambda items: BulletList(tuple(ListItem(tuple(i), AT) for i in items), AT)
        ),
        st.lists(st.lists(inner, min_size=1, max_size=2), min_size=1, max_size=2).map(
            lambda items: OrderedList(tuple(ListItem(tuple(i), AT) for i in items), 3, AT)
        ),
        st.lists(inner, min_size=1, max_size=2).map(lambda b: Quote(tuple(b), AT)),
    ),
    max_leaves=4,
)
definitions = st.lists(block, min_size=1, max_size=2).map(
    lambda b: DefinitionList((Definition((Text("Ord *", AT),), tuple(b), AT),), AT)
)
blocks = st.lists(
    st.one_of(
        block,
        block,
        definitions,
        tables(),
        inlines.map(lambda c: Heading(2, c, "", AT)),
    ),
    max_size=4,
).map(tuple)
RUN = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@RUN
@given(text)
def test_text_is_read_as_itself(typed: str) -> None:
    assert_same((Paragraph((Text(typed, AT),), AT),))


@RUN
@given(inlines)
def test_inlines_are_read_as_they_were(children: tuple) -> None:
    assert_same((Paragraph(children, AT),))


@RUN
@given(tables())
def test_tables_are_read_as_they_were(table: Table) -> None:
    assert_same((table,))


@RUN
@given(blocks)
def test_blocks_are_read_as_they_were(made: Blocks) -> None:
    assert_same(made)


@RUN
@given(pictures)
def test_pictures_are_read_as_they_were(picture: ImagePlacement) -> None:
    assert_same((picture,))


@pytest.mark.parametrize(
    "words",
    ["Trender {#id}", "Trender #", "Trender {-}", "1. Trender", "# Trender", "Trender \\", "a | b"],
)
def test_headings_and_captions_are_read_as_they_were(words: str) -> None:
    assert_same((Heading(2, (Text(words, AT),), "", AT), Paragraph((Text("Text.", AT),), AT)))
    row = Row((Cell((Text("Kön", AT),), AT),), AT)
    assert_same((Table("", (Text(words, AT),), ("left",), row, (row,), (), AT),))


def test_blanks_at_the_edges_of_bold_words_stand_beside_them():
    span = Span("", 1, 1, 1, 1)
    bold = Strong((Emphasis((Text(" nu\u00a0", span),), span),), span)
    assert written((Text("då", span), bold, Text("sen", span))) == "då **_nu_**\u00a0sen"
    assert written((Text("då", span), Strong((Text(" ", span),), span))) == "då "
