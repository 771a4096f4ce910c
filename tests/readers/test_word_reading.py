"""Word files as blocks of the model: paragraphs, headings, lists, tables, notes, links."""

from __future__ import annotations

from pathlib import Path

import pytest
from word_files import SPACES, field, outline, p, r, read_body, styles, word_file

from reportgen.language.messages import translator
from reportgen.model import Emphasis, Footnote, Link, Strong, Subscript, Text
from reportgen.model.traverse import plain_text
from reportgen.readers.word.places import Places
from reportgen.readers.word.reading import read_word_document

NUMBERING = f"""<w:numbering {SPACES}>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
<w:lvlText w:val="%1."/><w:pPr><w:ind w:left="720"/></w:pPr></w:lvl><w:lvl w:ilvl="1">
<w:numFmt w:val="bullet"/><w:lvlText w:val="o"/><w:pPr><w:ind w:left="1440"/></w:pPr></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">
<w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>"""


def item(text: str, number: int = 1, level: int = 0) -> str:
    listed = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return p(text, properties=listed)


HEADINGS = [
    ("A|heading 1", 1),
    ("A|Heading 1", 1),
    ("A|Rubrik 2", 2),
    ("A|Überschrift 3", 3),
    ("A|Titre 1", 1),
    ("A|Otsikko 1", 1),
    ('A|Kapitel|<w:pPr><w:outlineLvl w:val="1"/></w:pPr>', 2),
    ("A|Normal", 0),
    ("A|Heading", 0),
]


@pytest.mark.parametrize(("style", "level"), HEADINGS)
def test_headings_are_found_by_the_names_of_their_styles(
    tmp_path: Path, style: str, level: int
) -> None:
    found = read_body(tmp_path, p("Trender", style="A"), styles=styles(style))
    assert outline(found.blocks) == [f"{'#' * level} Trender".strip()]


def test_a_style_is_what_it_is_based_on(tmp_path: Path) -> None:
    part = styles("A|rubrik 2", 'B|Egen|<w:basedOn w:val="A"/>', 'C|C|<w:basedOn w:val="C"/>')
    body = p("Ett", style="B") + p("Två", style="C") + p("Tre", style="Finns inte")
    assert outline(read_body(tmp_path, body, styles=part).blocks) == ["## Ett", "Två", "Tre"]


def test_lists_nest_restart_and_go_on(tmp_path: Path) -> None:
    body = (
        item("ett")
        + item("två")
        + item("punkt", level=1)
        + p("fortsättning", properties='<w:ind w:left="1440"/>')
        + p("emellan")
        + item("tre")
        + item("om igen", number=2)
    )
    assert outline(read_body(tmp_path, body, numbering=NUMBERING).blocks) == [
        "1.",
        "  ett",
        "1.",
        "  två",
        "  •",
        "    punkt",
        "    fortsättning",
        "emellan",
        "3.",
        "  tre",
        "1.",
        "  om igen",
    ]


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def test_merged_cells_stand_on_the_grid(tmp_path: Path) -> None:
    wide, down, more = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = (
        f"<w:tbl><w:tr>{cell('Kön', wide)}{cell('n')}</w:tr>"
        f"<w:tr>{cell('Barn', down)}{cell('Flickor')}{cell('2')}</w:tr>"
        f"<w:tr>{cell('', more)}{cell('Pojkar')}{cell('1')}</w:tr></w:tbl>"
    )
    [table] = read_body(tmp_path, body).blocks
    shape = [[(cell.columns, cell.rows) for cell in row.cells] for row in table.rows]
    assert [(each.columns, each.rows) for each in table.header.cells] == [(2, 1), (0, 1), (1, 1)]
    assert shape == [[(1, 2), (1, 1), (1, 1)], [(1, 0), (1, 1), (1, 1)]]
    assert plain_text(table.rows[0].cells[0].children) == "Barn"


def test_split_runs_are_one_and_marks_are_shared(tmp_path: Path) -> None:
    body = p(r("Det ") + r("v", "<w:b/>") + "<w:proofErr/>" + r("ar ", "<w:b/>"), r("H"))
    body += p(r("CO") + r("2", '<w:vertAlign w:val="subscript"/>'))
    body += p(r("a", "<w:b/>") + r("b", "<w:b/><w:i/>") + r("c", '<w:b w:val="0"/>'))
    first, second, third = (each.children for each in read_body(tmp_path, body).blocks)
    assert [type(each) for each in first] == [Text, Strong, Text]
    assert [plain_text((each,)) for each in first] == ["Det ", "var", " H"]
    assert [type(each) for each in second] == [Text, Subscript]
    assert [type(each) for each in third] == [Strong, Text]
    assert [type(each) for each in third[0].children] == [Text, Emphasis]


LINKS = [
    ('<w:hyperlink r:id="r1"><w:r><w:t>här</w:t></w:r></w:hyperlink>', "https://example.se/"),
    (field('HYPERLINK "https://example.se/b" \\o "tips"', "här"), "https://example.se/b"),
    (field("HYPERLINK https://example.se/c", "här"), "https://example.se/c"),
    (
        "<w:fldSimple w:instr='HYPERLINK \"d.html\"'><w:r><w:t>här</w:t></w:r></w:fldSimple>",
        "d.html",
    ),
    ('<w:hyperlink w:anchor="x"><w:r><w:t>här</w:t></w:r></w:hyperlink>', "#x"),
]


@pytest.mark.parametrize(("content", "target"), LINKS)
def test_links_of_all_kinds(tmp_path: Path, content: str, target: str) -> None:
    links = "r1 hyperlink https://example.se/ External"
    body = p('<w:bookmarkStart w:id="1" w:name="x"/>', "Rubrik", style="H") + p("Se ", content)
    found = read_body(tmp_path, body, links=links, styles=styles("H|heading 1")).blocks[1]
    [link] = [each for each in found.children if isinstance(each, Link)]
    assert (plain_text(link.children), link.target) == ("här", target)


def test_notes_stand_at_their_marks(tmp_path: Path) -> None:
    def note(kind: str, number: int, text: str) -> str:
        return f'<w:{kind} w:id="{number}">{p(text)}{p("Två.")}</w:{kind}>'

    feet = f"<w:footnotes {SPACES}>{note('footnote', 2, 'Fot.')}{note('footnote', 3, 'Utan.')}"
    ends = f"<w:endnotes {SPACES}>{note('endnote', 2, 'Slut.')}</w:endnotes>"
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    end_mark = '<w:r><w:endnoteReference w:id="2"/></w:r>'
    lost = '<w:r><w:footnoteReference w:id="9"/></w:r>'
    found = read_body(
        tmp_path,
        p("Ett", mark, " två", end_mark, lost),
        footnotes=f"{feet}</w:footnotes>",
        endnotes=ends,
    )
    notes = [each for each in found.blocks[0].children if isinstance(each, Footnote)]
    assert [outline(each.blocks) for each in notes] == [["Fot.", "Två."], ["Slut.", "Två."]]
    assert [each.code for each in found.told] == ["left-out", "left-out"]


def test_a_place_is_said_in_words(tmp_path: Path) -> None:
    body = p("Först") + p("Trender", style="A") + p("Text här.")
    found = read_body(tmp_path, body, styles=styles("A|heading 1"))
    say = translator("sv")
    places = Places(found.blocks)
    assert say(places.of(found.blocks[2].span)) == "stycke 3, under rubriken ”Trender”"
    assert say(places.of(found.blocks[0].span)) == "stycke 1"
    assert found.styles == {2: "heading 1"}


RAISED = '<w:vertAlign w:val="superscript"/>'
NUMBERS = [
    ("NOTEREF _Ref1 \\f \\h", "", True),
    ("NOTEREF _Ref1 \\h", RAISED, True),
    ("NOTEREF _Ref1 \\h", "", False),
    ("NOTEREF _Lost \\f \\h", "", True),
    ("PAGEREF _Ref1 \\h", "", False),
    ("REF _Ref2", "", False),
]


@pytest.mark.parametrize(("code", "properties", "is_mark"), NUMBERS)
def test_numbers_of_notes_in_the_text_stay_and_are_told(
    tmp_path: Path, code: str, properties: str, is_mark: bool
) -> None:
    note = f'<w:footnotes {SPACES}><w:footnote w:id="1">{p("Noten.")}</w:footnote></w:footnotes>'
    mark = '<w:bookmarkStart w:id="9" w:name="_Ref1"/><w:r><w:footnoteReference w:id="1"/></w:r>'
    number = field(code, "1").replace("<w:r><w:t", f"<w:r><w:rPr>{properties}</w:rPr><w:t")
    body = p("Text", mark, ".") + p("Se not ", number, ".")
    links = "r1 footnotes footnotes.xml"
    document = read_word_document(word_file(tmp_path / "a.docx", body, links, footnotes=note))
    assert plain_text(document.blocks[1].children) == ("Se not ." if is_mark else "Se not 1.")
    assert [each.code for each in document.told] == ([] if is_mark else ["became-text"])


@pytest.mark.parametrize("name", ["altChunk", "subDoc"])
def test_text_of_other_files_is_told(tmp_path: Path, name: str) -> None:
    links = "r1 aFChunk inskjuten.html"
    body = p("Före.") + f'<w:{name} r:id="r1"/>' + p("Efter.")
    document = read_word_document(word_file(tmp_path / "a.docx", body, links))
    assert [(each.code, each.span.line) for each in document.told] == [("left-out", 2)]
