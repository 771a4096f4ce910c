"""The map of sources: every block and computed value of the built file finds its way back."""

from __future__ import annotations

from msgspec.structs import replace
from word_features import everything, feature
from word_reading import built, files, part, text_of, w
from word_sample import PICTURES, SPAN, computed, document, figure, par, section, table

from reportgen.diagnostics import Span
from reportgen.model import Footnote

S = "{urn:reportgen:sources:1}"
MAP = "customXml/item1.xml"


def mapped(package: bytes) -> dict[str, object]:
    return {it.get("bookmark"): it for it in part(package, MAP) if it.get("bookmark")}


def values(block) -> list[tuple[str | None, str, str]]:
    found = block.iter(f"{S}value")
    return [(it.get("part"), it.get("expression"), it.text) for it in found]


def test_every_bookmark_of_a_block_is_in_the_map_and_no_other():
    package = built(everything())
    names = {it.get(w("name")) for it in part(package).iter(w("bookmarkStart"))}
    assert set(mapped(package)) == {name for name in names if name.startswith("_b_")}


def test_a_block_says_its_kind_file_and_lines():
    place = Span("content/2022/30-x.md", 7, 1, 9, 4)
    package = built(document(section(replace(par("Text."), span=place), identity="x")))
    block = mapped(package)["_b_x_2"]
    assert block.tag == f"{S}paragraph"
    assert dict(block.attrib) == {
        "bookmark": "_b_x_2",
        "text": "f06dce27",
        "file": "content/2022/30-x.md",
        "line": "7",
        "end-line": "9",
    }


def test_computed_values_are_found_by_counting_runs_of_their_style():
    package = built(
        document(section(par("A ", computed("80"), " b ", computed("48", 'x["å & ö"]'))))
    )
    root = part(package)
    shown = [
        text_of(run.getparent()) and "".join(t.text for t in run.iter(w("t")))
        for run in root.iter(w("r"))
        if run.find(f"{w('rPr')}/{w('rStyle')}") is not None
    ]
    found = values(mapped(package)["_b_prov_2"])
    assert found == [(None, "arenden.total", "80"), (None, 'x["å & ö"]', "48")]
    assert shown == [text for _part, _expression, text in found]


def test_values_in_captions_and_source_lines_say_so():
    chart = replace(figure(), caption=(computed("1"),), note=(computed("2"),))
    plain = table()
    cell = replace(plain.rows[0].cells[0], children=(computed("3"),))
    rows = (replace(plain.rows[0], cells=(cell, *plain.rows[0].cells[1:])), *plain.rows[1:])
    counted = replace(plain, rows=rows, caption=(computed("4"),), note=(computed("5"),))
    blocks = mapped(built(document(section(chart, counted)), PICTURES))
    parts = [[(where, text) for where, _e, text in values(it)] for it in blocks.values()]
    assert [("caption", "1"), ("note", "2")] in parts
    assert [(None, "3"), ("caption", "4"), ("note", "5")] in parts


def test_values_in_footnotes_belong_to_the_footnote():
    note = Footnote("1", (par("Not ", computed("7")),), SPAN)
    root = part(built(document(section(par("Text", note, computed("8"))))), MAP)
    footnote = root.find(f"{S}footnote")
    assert (footnote.get("number"), values(footnote)[0][2]) == ("1", "7")
    assert [text for it in root.iter(f"{S}paragraph") for *_x, text in values(it)] == ["8"]


def test_the_document_can_do_without_the_map():
    parts = files(built(feature("prose"), source_map=False))
    assert not [name for name in parts if name.startswith("customXml")]


def test_the_map_repeats_its_bytes_and_names_no_folder_of_a_machine():
    one, other = files(built(everything())), files(built(everything()))
    assert one[MAP] == other[MAP]
    assert b'file="/' not in one[MAP]


def test_a_review_copy_has_the_same_map():
    plain, review = built(everything()), built(everything(), show_values=True)
    assert files(plain)[MAP] == files(review)[MAP]
