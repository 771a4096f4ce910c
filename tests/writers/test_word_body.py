"""What the body says: styles, captions, references, contents, lists, sections, changes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from msgspec.structs import replace
from word_features import FEATURES, everything, feature
from word_reading import (
    built,
    codes,
    files,
    paragraphs,
    part,
    resolve_changes,
    style_of,
    text_of,
    w,
)
from word_sample import (
    PROSE,
    SPAN,
    computed,
    document,
    figure,
    heading,
    image,
    item,
    nested,
    par,
    row,
    section,
    table,
    text,
    wide_table,
)
from word_strategies import BLOCKS

from reportgen.diagnostics import Span
from reportgen.model import (
    BulletList,
    Computed,
    Deleted,
    DeletedBlocks,
    Inserted,
    InsertedBlocks,
    ListItem,
    OrderedList,
    Quote,
)
from reportgen.readers.word.reading import read_word_document
from reportgen.writers.word.outline import find_outline


def plain(*blocks, **fields):
    return document(section(*blocks, **fields), cover=(), signature=())


def find(root, starting: str):
    return next(p for p in root.iter(w("p")) if text_of(p).startswith(starting) and not in_toc(p))


def in_toc(paragraph) -> bool:
    return style_of(paragraph).startswith(("TOC", "Tableof"))


def test_a_caption_is_a_field_that_word_counts_and_can_refer_to():
    root = part(built(plain(figure())))
    caption = find(root, "Figur 1")
    assert text_of(caption) == "Figur 1. Ärenden efter nationalitet, region Väst 2022"
    assert style_of(caption) == "Caption"
    assert codes(caption) == ["SEQ Figur \\* ARABIC"]
    names = [it.get(w("name")) for it in caption.iter(w("bookmarkStart"))]
    assert [name[:4] for name in names] == ["_Toc", "_Ref", "_Ref"]


def test_a_figure_stays_with_its_caption_and_its_source_line():
    shown = list(part(built(plain(figure()))).iter(w("p")))[-3:]
    assert [style_of(it) for it in shown] == ["Figure", "Caption", "SourceNote"]
    kept = [it.find(f"{w('pPr')}/{w('keepNext')}") is not None for it in shown]
    assert kept == [True, True, False]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, ["caption", "table", "Figure", "caption"]),
        ({"captions_above_tables": False}, ["table", "caption", "Figure", "caption"]),
        ({"captions_above_figures": True}, ["caption", "table", "caption", "Figure"]),
    ],
)
def test_captions_stand_above_or_below_as_the_project_says(options, expected):
    body = part(built(plain(table(), replace(figure(), note=())), **options)).find(w("body"))
    shown = ["table" if it.tag == w("tbl") else style_of(it) for it in list(body)[-5:-1]]
    assert [it.replace("Caption", "caption") for it in shown] == expected


def test_references_are_fields_with_the_text_of_the_sentence():
    root = part(built(feature("references")))
    found = [code for code in codes(root) if code.startswith("REF")]
    assert len(found) == 3
    links = {it.get(w("anchor")) for it in root.iter(w("hyperlink"))}
    assert all(code.endswith("\\h") or code.removeprefix("REF ") in links for code in found)


def test_a_reference_to_a_title_is_a_link_in_which_a_field_repeats_the_title():
    root = part(built(feature("references")))
    [link] = [it for it in root.iter(w("hyperlink")) if codes(it)]
    assert codes(link) == [f"REF {link.get(w('anchor'))}"]
    assert text_of(link) == "avsnittet ”Trender”"


def test_contents_hold_every_heading_with_its_link_and_its_known_page():
    anchors = find_outline(everything())
    pages = {anchors[0].page_bookmark: 3}
    root = part(built(everything(), page_numbers=pages))
    entries = [it for it in root.find(f".//{w('sdtContent')}") if style_of(it) != "TOCHeading"]
    headings = [it for it in anchors if it.kind == "section" and it.listed]
    assert len(entries) == len(headings)
    assert text_of(entries[0]) == "1\tProse\t3"
    assert text_of(entries[1]) == "2\tInlines"
    assert codes(entries[0]) == ['TOC \\o "1-3" \\h \\z \\u', "PAGEREF _Toc000000001 \\h"]


def test_what_was_deleted_is_not_in_the_contents():
    gone = DeletedBlocks((heading(2, "Borta", "borta"),), SPAN)
    contents = part(built(plain(gone, heading(2, "Kvar", "kvar")))).find(f".//{w('sdt')}")
    shown = [text_of(it) for it in contents.iter(w("p"))]
    assert shown == ["Innehåll", "Prov", "Kvar"]


def test_lists_of_figures_and_tables_stand_where_the_project_asks_for_them():
    root = part(built(plain(figure(), table()), lists_of=("figure", "table")))
    assert 'TOC \\h \\z \\c "Figur"' in codes(root)
    assert 'TOC \\h \\z \\c "Tabell"' in codes(root)
    assert "Figurer" in paragraphs(root)


def test_numbered_headings_are_a_list_of_the_heading_styles():
    package = built(everything())
    levels = part(package, "word/numbering.xml").findall(f".//{w('lvl')}/{w('pStyle')}")
    linked = [it.get(w("val")) for it in levels if it.get(w("val")).startswith("Heading")]
    assert linked == [f"Heading{n}" for n in range(1, 7)]
    # The number is the list's, not typed into the text.
    assert text_of(find(part(package), "Underrubrik")) == "Underrubrik"
    # Headings without a number are taken out of the list.
    unnumbered = find(part(package), "Nytt avsnitt")
    assert unnumbered.find(f".//{w('numId')}").get(w("val")) == "0"


def test_ordered_lists_begin_with_their_own_number():
    package = built(feature("lists"))
    starts = part(package, "word/numbering.xml").iter(w("startOverride"))
    assert [it.get(w("val")) for it in starts] == ["1", "3", "5"]


def test_bullets_go_nine_levels_down():
    levels = [it.get(w("val")) for it in part(built(plain(nested(11)))).iter(w("ilvl"))]
    assert sorted(set(levels)) == [str(n) for n in range(9)]


def test_a_list_item_continues_indented_and_without_a_marker():
    following = find(part(built(feature("lists"))), "Fortsätter")
    assert style_of(following) == "ListContinue"
    assert following.find(f".//{w('numPr')}") is None
    assert following.find(f".//{w('ind')}") is not None


def test_a_paragraph_that_shows_nothing_is_not_written():
    blocks = (par(), par(computed("")), par(" "), par("x"))
    assert paragraphs(part(built(plain(*blocks)))) == ["Prov", "x"]


def test_computed_values_stay_recognisable():
    root = part(built(feature("references")))
    marked = [
        text_of(run.getparent())
        for run in root.iter(w("r"))
        if run.find(f"{w('rPr')}/{w('rStyle')}[@{w('val')}='ComputedValue']") is not None
    ]
    assert len(marked) == 2


def test_a_review_copy_says_where_each_value_comes_from():
    package = built(plain(par(computed("80"))), show_values=True)
    comment = part(package, "word/comments.xml").find(w("comment"))
    assert text_of(comment) == "{{ arenden.total }}\ncontent/2022/10-prov.md:3"
    assert part(package).find(f".//{w('highlight')}") is not None
    assert "word/comments.xml" not in files(built(plain(par(computed("80")))))


def test_every_block_has_a_bookmark_named_after_its_section():
    root = part(
        built(plain(par("a"), par("b"), identity="åtgärder-och-insatser-under-det-gångna-året"))
    )
    names = [it.get(w("name")) for it in root.iter(w("bookmarkStart"))]
    blocks = [name for name in names if name.startswith("_b_")]
    assert blocks == [f"_b_atgarder_och_insatser_under_{n}" for n in (1, 2, 3)]


def test_a_wide_table_has_a_landscape_page_with_the_same_header_and_footer():
    sections = list(part(built(feature("wide"))).iter(w("sectPr")))
    turned = [it.find(w("pgSz")).get(w("orient")) for it in sections]
    assert turned == [None, "landscape", None, "landscape", None]
    references = [
        [ref.attrib.values() for ref in it if ref.tag.endswith("Reference")] for it in sections
    ]
    assert all(it == references[0] for it in references)
    assert len(references[0]) == 4
    # Only the cover has a first page of its own.
    assert [it.find(w("titlePg")) is not None for it in sections] == [True, *[False] * 4]


def test_columns_hold_the_text_but_not_the_heading():
    sections = list(part(built(plain(par(PROSE), columns=2))).iter(w("sectPr")))
    assert [it.find(w("cols")).get(w("num")) for it in sections] == [None, "2"]
    assert sections[1].find(w("type")).get(w("val")) == "continuous"


def test_a_table_is_never_wider_than_the_page():
    root = part(built(plain(replace(wide_table(), landscape=False))))
    widths = [int(it.get(w("w"))) for it in root.iter(w("gridCol"))]
    assert sum(widths) <= 9071


def test_columns_of_figures_stand_right_and_are_equally_wide():
    root = part(built(plain(table())))
    widths = [int(it.get(w("w"))) for it in root.iter(w("gridCol"))]
    assert widths[1] == widths[2]
    last = root.findall(f".//{w('tc')}")[-1]
    assert last.find(f".//{w('jc')}").get(w("val")) == "right"
    # The rule above the sum is the table style's.
    assert last.find(f".//{w('tcBorders')}") is None
    assert root.find(f".//{w('tblLook')}").get(w("lastRow")) == "1"


def test_an_image_without_a_drawn_picture_shows_itself():
    root = part(built(plain(image()), pictures={}))
    assert root.find(".//{*}docPr").get("descr") == "Karta över region Väst."


def test_what_an_earlier_stage_forgot_is_a_bug():
    unresolved = par(Computed("arenden.total", None, SPAN))
    with pytest.raises(ValueError, match="has not been evaluated"):
        built(plain(unresolved))


# Tracked changes


def chosen(blocks, *, accept: bool):
    """The blocks of the newer or the older text."""
    return tuple(it for block in blocks for it in _chosen_block(block, accept=accept))


def _chosen_block(block, *, accept):
    match block:
        case InsertedBlocks() | DeletedBlocks():
            if isinstance(block, InsertedBlocks) != accept:
                return
            # The outer change counts, whatever stands inside.
            yield from (_all(it) for it in block.blocks)
        case BulletList() | OrderedList():
            items = tuple(ListItem(chosen(it.blocks, accept=accept), SPAN) for it in block.items)
            yield replace(block, items=items)
        case Quote():
            yield replace(block, blocks=chosen(block.blocks, accept=accept))
        case _:
            yield block


def _all(block):
    match block:
        case InsertedBlocks() | DeletedBlocks():
            return Quote(tuple(_all(it) for it in block.blocks), Span("", 0, 0, 0, 0))
        case _:
            return block


OLD_AND_NEW = FEATURES["changes"]


@pytest.mark.parametrize(
    ("accept", "sentence", "has", "lacks"),
    [
        (True, "Antalet ökade i år.", "Nytt stycke", "Hela stycket utgår."),
        (False, "Antalet minskade i år.", "Hela stycket utgår.", "Nytt stycke"),
    ],
)
def test_accepted_changes_give_the_new_text_and_rejected_ones_the_old(accept, sentence, has, lacks):
    shown = paragraphs(resolve_changes(part(built(plain(*OLD_AND_NEW))), accept=accept))
    assert sentence in shown
    assert any(it.startswith(has) for it in shown)
    assert not any(it.startswith(lacks) for it in shown)
    assert "" not in shown


@settings(max_examples=60, deadline=None)
@given(BLOCKS)
def test_inserted_and_deleted_blocks_come_and_go_whole(blocks):
    old, new = (par("gammalt"), *blocks), (par("nytt"), *blocks)
    both = plain(DeletedBlocks(old, SPAN), InsertedBlocks(new, SPAN), par("sist"))
    alone = {True: "nytt", False: "gammalt"}
    for accept, first in alone.items():
        body = resolve_changes(part(built(both)), accept=accept)
        whole = InsertedBlocks((par(first), *blocks), SPAN)
        expected = resolve_changes(part(built(plain(whole, par("sist")))), accept=True)
        assert paragraphs(body) == paragraphs(expected)


def test_a_change_names_its_author_and_the_day_of_the_report():
    change = par(Inserted((text("ny"),), SPAN), Deleted((text("gammal"),), SPAN))
    root = part(built(plain(change)))
    found = [root.find(f".//{w('ins')}"), root.find(f".//{w('del')}")]
    assert {it.get(w("author")) for it in found} == {"Region Väst"}
    assert {it.get(w("date")) for it in found} == {"2023-01-26T00:00:00Z"}


def test_rows_of_an_inserted_table_are_marked():
    inserted = InsertedBlocks((replace(table(), rows=(row("a", "1", "2"),)),), SPAN)
    rows = list(part(built(plain(inserted, par("x")))).iter(w("tr")))
    assert all(it.find(f"{w('trPr')}/{w('ins')}") is not None for it in rows)


def test_an_item_may_hold_a_table():
    shown = part(built(plain(BulletList((item("a", table(), "b"),), SPAN))))
    assert shown.find(f".//{w('tblInd')}") is not None


def test_two_tables_without_a_word_between_them_stay_two():
    bare = replace(table(), caption=(), note=())
    shown = part(built(plain(bare, bare, BulletList((item(bare, bare),), SPAN), bare, par("x"))))
    tables = list(shown.iter(w("tbl")))
    assert len(tables) == 5
    assert not any(each.getnext().tag == w("tbl") for each in tables)


@pytest.mark.parametrize("block", [figure(), table()])
def test_what_has_no_source_line_has_air_below_it(block):
    report = plain(replace(block, note=()), par("Efteråt."))
    below = find(part(built(report)), "Efteråt.")
    assert int(below.find(f".//{w('spacing')}").get(w("before"))) >= 200


def test_a_numbered_heading_that_wraps_stands_behind_its_number():
    numbering = part(built(everything()), "word/numbering.xml")
    for level in numbering.iter(w("lvl")):
        style = level.find(w("pStyle"))
        if style is not None and style.get(w("val")).startswith("Heading"):
            indent = level.find(f".//{w('ind')}")
            assert int(indent.get(w("left"))) == int(indent.get(w("hanging"))) > 500


def test_a_running_chapter_is_a_field_that_shows_the_title_until_it_is_known():
    made = built(everything(), running_chapter=True)
    header = part(made, "word/header2.xml")
    assert codes(header) == ["STYLEREF 1"]
    assert text_of(header.find(w("p"))) == everything().properties.title
    assert codes(part(built(everything()), "word/header2.xml")) == []


def test_the_running_chapter_is_no_text_of_the_header(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(built(everything(), running_chapter=True))
    assert read_word_document(path).headers == ()
    path.write_bytes(built(everything()))
    assert read_word_document(path).headers == (everything().properties.title,)
