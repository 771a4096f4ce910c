"""How wide columns become: the least that holds every word, equal for figures, never too much."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from word_reading import built, part, w
from word_sample import SPAN, computed, document, row, section, text

from reportgen.model import Code, Footnote, LineBreak, Strong, Table
from reportgen.writers.word import write_word
from reportgen.writers.word.columns import Demand, Spanning, column_widths, squeezed, with_spanning
from reportgen.writers.word.extents import Typesetter
from reportgen.writers.word.wml.typography import Typography

NBSP = "\u00a0"
CALIBRI = Typography("Calibri", 10)
SETTER = Typesetter(CALIBRI, Typography("Consolas", 10), 10)

lengths = st.floats(1, 500)
demand = st.builds(
    lambda least, more, figures: Demand(least, least + more, figures),
    lengths,
    st.floats(0, 500),
    st.booleans(),
)


@given(st.lists(demand, min_size=1, max_size=14), st.floats(10, 3000))
def test_every_column_holds_its_longest_piece_and_all_fit(demands, room):
    widths = column_widths(demands, room)
    if widths is None:
        assert sum(each.least for each in demands) > room
        assert sum(squeezed(demands, room)) == pytest.approx(room)
        return
    assert sum(widths) <= room * 1.000001
    for width, each in zip(widths, demands, strict=True):
        assert width >= each.least * 0.999999


@given(st.lists(demand, min_size=1, max_size=14), st.floats(10, 3000))
def test_figures_are_equally_wide_where_there_is_room_for_it(demands, room):
    widest = max((each.least for each in demands if each.figures), default=0.0)
    if sum(widest if each.figures else each.least for each in demands) > room:
        return
    widths = column_widths(demands, room)
    of_figures = {round(it, 6) for it, of in zip(widths, demands, strict=True) if of.figures}
    assert len(of_figures) <= 1


@given(st.lists(demand, min_size=1, max_size=14), st.floats(10, 3000), st.floats(1, 2))
def test_more_room_makes_no_column_narrower_than_its_least(demands, room, more):
    if column_widths(demands, room) is not None:
        assert column_widths(demands, room * more) is not None


@given(st.lists(demand, min_size=3, max_size=8), st.floats(1, 2000))
def test_what_goes_over_columns_has_room_in_them_together(demands, asked):
    raised = with_spanning(demands, [Spanning(1, 2, asked, asked + 5)])
    assert sum(each.least for each in raised[1:3]) >= asked * 0.999999
    assert all(new.least >= old.least for new, old in zip(raised, demands, strict=True))
    assert all(each.wanted >= each.least for each in raised)


def least(*inlines) -> float:
    return SETTER.extent(inlines).least


@pytest.mark.parametrize(
    ("whole", "longest"),
    [
        (f"100,0{NBSP}%", f"100,0{NBSP}%"),
        ("antal ärenden", "ärenden"),
        ("kvinno- och barnfrid", "barnfrid"),
        ("barnäktenskaps-ärenden", "barnäktenskaps-"),
        ("2014–2022", "2014–2022"),
        ("-5", "-5"),
        ("människo\u00adhandel", "människo-"),
        ("och/eller", "och/eller"),
        ("https://www.example.org/sv", "example."),
    ],
)
def test_a_line_ends_where_both_word_and_libreoffice_end_one(whole, longest):
    assert least(text(whole)) == pytest.approx(SETTER.extent((text(longest),)).longest)


def test_a_word_of_several_parts_is_one_piece():
    assert least(text("Ans"), Strong((text("ökn"),), SPAN), computed("ing")) > least(text("Ansökn"))
    assert least(text("Kön"), Footnote("1", (), SPAN)) > least(text("Kön"))
    assert least(Code("iiii", SPAN)) > least(text("iiii"))


def test_a_line_break_ends_a_line_and_a_word():
    both = SETTER.extent((text("Kvinnor"), LineBreak(SPAN), text("och flickor")))
    assert both.longest == pytest.approx(SETTER.extent((text("och flickor"),)).longest)
    assert both.least == pytest.approx(least(text("Kvinnor")))


def test_bold_and_capitals_take_their_own_room():
    bold = Typesetter(Typography("Calibri", 10, bold=True), CALIBRI, 10)
    capitals = Typesetter(Typography("Calibri", 10, capitals=True), CALIBRI, 10)
    word = (text("Ansökningar"),)
    assert SETTER.extent(word).least < bold.extent(word).least < capitals.extent(word).least


def table_of_years(count: int) -> Table:
    header = row("Kommun", *(str(2000 + n) for n in range(count)))
    rows = (row("Göteborg", *(f"1{NBSP}{n:03}" for n in range(count))),)
    alignments = ("left", *("right" for _ in range(count)))
    return Table("ar", (text("Åren"),), alignments, header, rows, (), SPAN, 1)


def years(count: int, *, columns: int = 1) -> bytes:
    return built(document(section(table_of_years(count), columns=columns)))


def turned(package: bytes) -> bool:
    return any(it.get(w("orient")) == "landscape" for it in part(package).iter(w("pgSz")))


def sizes(package: bytes) -> set[str]:
    """The styles of smaller type that the document has."""
    styles = part(package, "word/styles.xml").iter(w("style"))
    names = (style.find(w("name")).get(w("val")) for style in styles)
    return {name.partition(" ")[2] for name in names if name.startswith("Tabelltext ")}


def test_type_becomes_smaller_before_the_page_is_turned():
    assert (sizes(years(11)), turned(years(11))) == (set(), False)
    assert (sizes(years(13)), turned(years(13))) == ({"8.5 pt"}, False)
    assert (sizes(years(15)), turned(years(15))) == (set(), True)
    assert (sizes(years(19)), turned(years(19))) == ({"9.5 pt"}, True)


def test_only_what_no_page_is_wide_enough_for_is_told_and_keeps_to_the_page():
    report = document(section(table_of_years(40)))
    target = BytesIO()
    (told,) = write_word(report, {}, target)
    assert (told.code, told.span, bool(told.hint)) == ("table-too-wide", SPAN, True)
    widths = [int(it.get(w("w"))) for it in part(target.getvalue()).iter(w("gridCol"))]
    assert sum(widths) <= 297 * 1440 / 25.4


def test_a_table_that_a_column_is_too_narrow_for_stands_across_both():
    package = years(8, columns=2)
    assert not turned(package)
    assert {it.get(w("num")) for it in part(package).iter(w("cols"))} == {None}
    package = years(2, columns=2)
    assert {it.get(w("num")) for it in part(package).iter(w("cols"))} == {None, "2"}


def test_a_table_with_high_rows_stands_across_both_columns():
    def written(words: str) -> set[str | None]:
        rows = (row("Fråga", words), row("Mer", "Ja"))
        header = row("Rubrik", "Svar")
        made = Table("t", (text("Svar"),), ("left", "left"), header, rows, (), SPAN, 1)
        package = built(document(section(made, columns=2)))
        assert not turned(package)
        return {it.get(w("num")) for it in part(package).iter(w("cols"))}

    assert written("Kort svar.") == {None, "2"}
    assert written("Ett långt svar som tar många rader. " * 20) == {None}
