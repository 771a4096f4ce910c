"""Footnotes of the Word file: in the order in which they are read, one note for several marks."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from word_reading import built, codes, part, resolve_changes, text_of, w
from word_sample import SPAN, document, par, section, table

from reportgen.model import Cell, DeletedBlocks, Footnote, Row, Text


def plain(*blocks):
    return document(section(*blocks), cover=(), signature=())


def note(name: str, mark: int = 0) -> Footnote:
    return Footnote(name, (par(f"Not {name}"),), SPAN, mark)


def noted(words: str, *notes: Footnote):
    return (Text(words, SPAN), *notes)


def noted_table(**changes):
    cells = tuple(Cell(noted(name, note(name)), SPAN) for name in ("cell", "header"))
    return replace(
        table(),
        caption=noted("Rubrik", note("caption")),
        alignments=("left",),
        header=Row(cells[1:], SPAN),
        rows=(Row(cells[:1], SPAN),),
        note=noted("Källa", note("source")),
        **changes,
    )


@pytest.mark.parametrize(
    ("options", "order"),
    [
        ({"captions_above_tables": True}, "caption header cell source"),
        ({"captions_above_tables": False}, "header cell caption source"),
    ],
)
def test_footnotes_count_in_the_order_in_which_they_are_read(options, order):
    package = built(plain(par("Före", note("before")), noted_table()), **options)
    notes = [text_of(each).strip() for each in part(package, "word/footnotes.xml")]
    assert notes[-5:] == ["Not before", *(f"Not {name}" for name in order.split())]


def test_a_footnote_with_several_marks_is_one_note_that_the_others_refer_to():
    above = replace(noted_table(), caption=noted("Rubrik", note("a", 2)))
    package = built(plain(above, par("Sedan", note("a", 1), note("b"), note("a", 3))))
    root = part(package)
    [first] = [it for it in root.iter(w("bookmarkStart")) if it.get(w("name")) == "_RefNote1"]
    assert first.getnext().find(w("footnoteReference")).get(w("id")) == "1"
    assert codes(root).count("NOTEREF _RefNote1 \\f \\h") == 2
    notes = [text_of(each).strip() for each in part(package, "word/footnotes.xml")]
    assert notes.count("Not a") == 1


def test_what_was_deleted_takes_no_note_with_it_that_is_still_needed():
    gone = DeletedBlocks((par("Borta", note("a", 1)),), SPAN)
    both = plain(gone, par("Kvar", note("a", 2)), par("Också", note("a", 3)))
    kept = resolve_changes(part(built(both)), accept=True)
    assert len(list(kept.iter(w("footnoteReference")))) == 1
    assert codes(kept).count("NOTEREF _RefNote2 \\f \\h") == 1


def test_the_first_line_of_a_note_begins_where_the_others_do():
    report = plain(par(*noted("Text", note("a"))))
    notes = part(built(report), "word/footnotes.xml")
    styles = part(built(report), "word/styles.xml")
    [style] = [it for it in styles.iter(w("style")) if it.get(w("styleId")) == "FootnoteText"]
    indent = style.find(f".//{w('ind')}")
    assert indent.get(w("left")) == indent.get(w("hanging"))
    [mark] = [it for it in notes.iter(w("r")) if it.find(w("footnoteRef")) is not None]
    assert mark.getnext().find(w("tab")) is not None
