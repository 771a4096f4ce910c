"""What became of sections, paragraphs, lists, tables and figures, as a reader would say it."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from generated_reports import LABELS, PIXEL, PROPERTIES, SPAN
from msgspec.structs import replace

from reportgen.compare import compare_documents
from reportgen.model import (
    BulletList,
    Cell,
    Chart,
    CoverLine,
    DeletedBlocks,
    Document,
    Figure,
    Heading,
    Image,
    InsertedBlocks,
    ListItem,
    Paragraph,
    Picture,
    Row,
    Section,
    Series,
    Table,
    Text,
)
from reportgen.model.traverse import plain_text
from reportgen.writers.html import HtmlOptions, write_html
from reportgen.writers.word import WordOptions, write_word

POLICE = "Vi har mött polisen många gånger under det gångna året."
SCHOOL = "Skolorna i regionen har bett om fler utbildningar än någonsin."
THANKS = "Vi tackar alla som har gett stöd till de utsatta under året."


def par(text: str) -> Paragraph:
    return Paragraph((Text(text, SPAN),), SPAN)


def section(identity: str, *blocks, title: str = "") -> Section:
    heading = Heading(1, (Text(title or identity.capitalize(), SPAN),), identity, SPAN)
    return Section(identity, heading, blocks, SPAN)


def document(*sections, **fields) -> Document:
    return Document(PROPERTIES, (), sections, (), LABELS, **fields)


def compared(old, new):
    return compare_documents(document(*old), document(*new))


def told(comparison) -> list[str]:
    """Each changed passage on a line, in the notation of the word cases."""
    return [
        f"{passage.kind}, {passage.status}: {''.join(map(marked, passage.stretches))}"
        for each in comparison.sections
        for passage in each.passages
    ]


def marked(stretch) -> str:
    match stretch.mark:
        case "inserted":
            return f"{{+{stretch.text}+}}"
        case "deleted":
            return f"[-{stretch.text}-]"
        case _:
            return stretch.text


def statuses(comparison) -> list[tuple[str, str]]:
    return [(each.id, each.status) for each in comparison.sections]


def inside(old, new) -> list[str]:
    return told(compared([section("a", *old)], [section("a", *new)]))


# Sections


def test_a_section_is_unchanged_edited_new_or_gone():
    old = [section("a", par(POLICE)), section("b", par(SCHOOL)), section("c", par("Kort."))]
    new = [section("a", par(POLICE)), section("b", par(SCHOOL + " Ja.")), section("d", par("Nytt"))]
    comparison = compared(old, new)
    found = [("a", "unchanged"), ("b", "edited"), ("c", "gone"), ("d", "new")]
    assert statuses(comparison) == found
    assert [(each.inserted_words, each.deleted_words) for each in comparison.sections] == [
        (0, 0),
        (1, 0),
        (0, 2),
        (2, 0),
    ]


def test_a_section_of_another_name_is_known_by_its_text():
    old = [section("trender", par(POLICE), par(SCHOOL), title="Trender")]
    new = [section("utveckling", par(POLICE), par(SCHOOL), title="Utveckling")]
    (found,) = compared(old, new).sections
    assert (found.id, found.status, found.older_title) == ("utveckling", "edited", "Trender")


def test_a_section_that_changed_its_place_is_moved():
    one, two = section("a", par(POLICE), par(SCHOOL)), section("b", par(THANKS))
    comparison = compared([two, one], [one, two])
    assert statuses(comparison) == [("b", "moved"), ("a", "unchanged"), ("b", "moved")]
    assert {passage.status for each in comparison.sections for passage in each.passages} == {
        "gone",
        "moved away",
        "new",
        "moved here",
    }


# Paragraphs


def test_a_paragraph_that_went_elsewhere_is_moved():
    found = inside([par(POLICE), par(SCHOOL), par(THANKS)], [par(SCHOOL), par(THANKS), par(POLICE)])
    assert found == [f"paragraph, moved away: {POLICE}", f"paragraph, moved here: {POLICE}"]


def test_a_moved_paragraph_shows_what_was_edited_on_the_way():
    edited = POLICE.replace("många", "tio")
    old = [section("a", par(POLICE), par(SCHOOL)), section("b", par(THANKS))]
    new = [section("a", par(SCHOOL)), section("b", par(THANKS), par(edited))]
    assert told(compared(old, new)) == [
        f"paragraph, moved away: {POLICE.replace('många', '[-många-]')}",
        f"paragraph, moved here: {POLICE.replace('många', '{+tio+}')}",
    ]


def test_a_short_line_that_comes_again_elsewhere_is_not_moved():
    assert inside([par("Ja."), par(POLICE)], [par(POLICE), par("Ja.")]) == [
        "paragraph, gone: [-Ja.-]",
        "paragraph, new: {+Ja.+}",
    ]


def test_both_places_of_a_move_bear_the_same_name_in_word():
    old, new = [par(POLICE), par(SCHOOL), par(THANKS)], [par(SCHOOL), par(THANKS), par(POLICE)]
    comparison = compared([section("a", *old)], [section("a", *new)])
    (merged,) = comparison.document.sections
    moves = [it for it in merged.blocks if isinstance(it, InsertedBlocks | DeletedBlocks)]
    assert [it.move for it in moves] == ["move1", "move1"]
    target = BytesIO()
    write_word(comparison.document, {}, target, WordOptions())
    body = ZipFile(target).read("word/document.xml").decode()
    for direction in ("From", "To"):
        assert f"<w:move{direction}RangeStart " in body
        assert body.count(f"<w:move{direction} ") == 2
    assert body.count('w:name="move1"') == 2
    assert "delText" not in body


def test_what_is_all_other_words_is_told_apart():
    assert inside([par(POLICE)], [par("Inget av detta stod här förut.")]) == [
        f"paragraph, gone: [-{POLICE}-]",
        "paragraph, new: {+Inget av detta stod här förut.+}",
    ]


def test_a_heading_of_another_level_is_another_heading():
    def heading(level):
        return Heading(level, (Text("Ålder", SPAN),), "alder", SPAN)

    assert inside([heading(2)], [heading(3)]) == [
        "heading, gone: [-Ålder-]",
        "heading, new: {+Ålder+}",
    ]


# Lists, tables, figures


def items(*texts):
    return BulletList(tuple(ListItem((par(it),), SPAN) for it in texts), SPAN)


def test_items_of_a_list_come_and_go_one_by_one():
    old = items("lyssna på alla,", "skriva och", "räkna.")
    new = items("lyssna på många,", "skriva och", "rita bilder.", "räkna.")
    assert inside([old], [new]) == [
        "item, edited: lyssna på [-alla-]{+många+},",
        "item, new: {+rita bilder.+}",
    ]


def row(*cells, total=False):
    return Row(tuple(Cell((Text(it, SPAN),), SPAN) for it in cells), SPAN, total)


def table(*rows, number=1, caption="Ärenden efter kön 2021"):
    head = row("Kön", "Antal")
    return Table(
        "kon", (Text(caption, SPAN),), ("left", "right"), head, rows, (), SPAN, number=number
    )


def test_cells_and_rows_of_a_table_come_and_go_one_by_one():
    old = table(row("Kvinnor", "30"), row("Män", "10"), row("Ej noterat", "1"))
    new = table(
        row("Kvinnor", "39"),
        row("Annan könsidentitet", "1"),
        row("Män", "10"),
        caption="Ärenden efter kön 2022",
    )
    assert inside([old], [new]) == [
        "caption, edited: Ärenden efter kön [-2021-]{+2022+}",
        "row, edited: Kvinnor | [-30-]{+39+}",
        "row, new: {+Annan könsidentitet | 1+}",
        "row, gone: [-Ej noterat | 1-]",
    ]


def test_a_row_that_is_sorted_elsewhere_is_no_removal():
    old = table(row("Rumänien", "30"), row("Ukraina", "10"), row("Nigeria", "5"))
    new = table(row("Ukraina", "40"), row("Rumänien", "30"), row("Nigeria", "5"))
    found = inside([old], [new])
    assert found == ["row, edited: Ukraina | [-10-]{+40+}"]


def test_a_table_of_other_columns_is_another_table():
    wide = replace(table(), header=row("Kön", "Antal", "Andel"), alignments=("left",) * 3)
    assert [it.partition(":")[0] for it in inside([table()], [wide])] == [
        "caption, gone",
        "row, gone",
        "caption, new",
        "row, new",
    ]


def test_a_chart_that_shows_something_else_is_told_by_its_text_alternative():
    def figure(pixel, alt):
        content = Image("a.png", PIXEL + pixel, 1, 1)
        return Figure("kon", (Text("Ärenden", SPAN),), content, alt, (), SPAN, number=1)

    old, new = figure(b"1", "Kvinnor 30, män 10."), figure(b"2", "Kvinnor 39, män 12.")
    (found,) = inside([old], [new])
    assert found == "picture, edited: [-Kvinnor 30, män 10.-]{+Kvinnor 39, män 12.+}"


# What frames the report


def test_lines_of_the_cover_are_changed_in_place_and_those_of_the_signature_come_and_go_whole():
    day = CoverLine("date", "26 januari 2023")
    old = replace(document(), cover=(CoverLine("title", "Rapport 2021"),), signature=("Ort", "A"))
    new = replace(
        document(), cover=(CoverLine("title", "Rapport 2022"), day), signature=("Ort", "B")
    )
    comparison = compare_documents(old, new)
    merged = comparison.document
    assert comparison.differs
    assert [(it.text, it.change) for it in merged.cover] == [
        ("Rapport 2022", None),
        ("26 januari 2023", "inserted"),
    ]
    assert [plain_text((it,)) for it in merged.cover[0].changed] == ["Rapport ", "", "2022"]
    assert merged.signature == ("Ort", "A", "B")
    assert merged.signature_changes == (None, "deleted", "inserted")


def test_the_large_numbers_of_a_cover_are_told_apart():
    old = replace(document(), cover=(CoverLine("cover_figure", "48 ärenden", lead=2),))
    new = replace(document(), cover=(CoverLine("cover_figure", "112 ärenden", lead=3),))
    merged = compare_documents(old, new).document
    assert [(it.text, it.lead, it.change) for it in merged.cover] == [
        ("48 ärenden", 2, "deleted"),
        ("112 ärenden", 3, "inserted"),
    ]


def shown(content, year: int, alt: str = "Rumänien 18, Ukraina 11.") -> Figure:
    return Figure("kon", (Text(f"Ärenden {year}", SPAN),), content, alt, (), SPAN, number=1)


def bars(year: int, value: int = 18) -> Chart:
    series = (Series("", (value, 11)),)
    return Chart("bars", f"Ärenden {year}", ("Rumänien", "Ukraina"), series, "ärenden", "sv")


def photo(year: int, content: bytes = PIXEL) -> Image:
    return Image(f"content/{year}/foto.png", content, 1, 1)


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        (shown(bars(2021), 2021), shown(bars(2022), 2022), True),
        (shown(bars(2021), 2021), shown(bars(2022, 19), 2022), False),
        (shown(photo(2021), 2021), shown(photo(2022), 2022), True),
        (shown(photo(2021), 2021), shown(photo(2022, PIXEL + b"x"), 2022), False),
        (shown(photo(2021), 2021), shown(photo(2022), 2022, "Något annat."), False),
    ],
)
def test_a_picture_is_another_only_where_something_else_is_seen(old, new, same):
    comparison = compared((section("a", old),), (section("a", new),))
    package = redline_of(comparison)
    assert ("<w:drawing>" in deleted_in(package)) is not same
    assert any(line.startswith("picture") for line in told(comparison)) is not same
    page = BytesIO()
    write_html(comparison.document, PICTURES, page, HtmlOptions())
    assert (page.getvalue().count(b"<img") == 1) is same


PICTURES = {name: Picture(PIXEL, "png", None, 10, 10) for name in ("kon", "kon@old")}


def redline_of(comparison) -> str:
    target = BytesIO()
    write_word(comparison.document, PICTURES, target, WordOptions())
    return ZipFile(target).read("word/document.xml").decode()


def deleted_in(body: str) -> str:
    return "".join(re.findall(r"<w:del .*?</w:del>", body))
