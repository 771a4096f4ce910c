"""What Word files hold beside plain text, family by family: XML in, blocks and what is told out."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from sample_project import make_png
from word_files import SPACES, field, outline, p, r, read_body, styles

from reportgen.model import DeletedBlocks, Figure, InsertedBlocks, Paragraph, Reference, Table
from reportgen.model.traverse import plain_text, walk_inlines
from reportgen.readers.word.charts import quantity_of

BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
PART = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def code(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def run(inside: str) -> str:
    return f"<w:r>{inside}</w:r>"


def control(inside: str) -> str:
    said = "<w:sdtPr><w:tag w:val='x'/></w:sdtPr>"
    return f"<w:sdt>{said}<w:sdtContent>{inside}</w:sdtContent></w:sdt>"


# Content of a paragraph, the text that it is, the codes of what is told.
TEXTS = [
    ("a" + "", "a", []),
    (run("<w:t>a</w:t><w:tab/><w:t>b</w:t>"), "a b", []),
    (run('<w:t>a</w:t><w:br/><w:t>b</w:t><w:br w:type="page"/>'), "a b", []),
    (run("<w:t>e</w:t><w:noBreakHyphen/><w:t>p</w:t>"), "e‑p", []),
    (run("<w:t>hand</w:t><w:softHyphen/><w:t>bok</w:t>"), "hand\u00adbok", []),
    (run('<w:sym w:font="Symbol" w:char="F0B3"/><w:t>5</w:t>'), "≥5", []),
    (run('<w:sym w:font="Wingdings" w:char="F0FC"/>'), "✓", []),
    (r("a") + run('<w:sym w:font="Egen" w:char="F0FC"/>'), "a", ["symbol-left-out"]),
    (r("\uf0b7 a", '<w:rFonts w:ascii="Symbol"/>'), "• a", ["typed-list"]),
    (r("dold", "<w:vanish/>") + r("syns"), "syns", ["hidden-text-left-out"]),
    (r("a", "<w:smallCaps/>") + r("b", '<w:u w:val="single"/>'), "ab", ["formatting-not-kept"]),
    (r("a", '<w:u w:val="none"/>'), "a", []),
    ("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", "x=1", ["formula-became-text"]),
    ("<w:smartTag><w:smartTagPr/><w:smartTag><w:r><w:t>Göteborg</w:t></w:r></w:smartTag></w:smartTag>",
     "Göteborg", []),
    (control(control(r("styrd"))), "styrd", []),
    (f"<w:ruby><w:rt>{r('uttal')}</w:rt><w:rubyBase>{r('bas')}</w:rubyBase></w:ruby>", "bas",
     ["hidden-text-left-out"]),
    # Fields: their results are text; nested, broken over paragraphs, without an end.
    (field("PAGEREF x \\h", "12"), "12", ["became-text"]),
    (BEGIN + code("IF ") + field("PAGE", "3") + code(" = 1") + PART + r("ja") + END, "ja", []),
    (BEGIN + code("PA") + code("GE") + PART + r("7") + END, "7", []),
    (r("a") + BEGIN + code("XE ord") + END + r("b"), "ab", []),
    (BEGIN + code("PAGE") + PART + r("utan slut"), "utan slut", []),
    (BEGIN + r("utan delning och slut"), "utan delning och slut", []),
    (END + PART + r("utan början"), "utan början", []),
    ("<w:fldSimple w:instr='TITLE'><w:r><w:t>Titel</w:t></w:r></w:fldSimple>", "Titel", []),
    # The same said twice, for old programs.
    (run("<mc:AlternateContent><mc:Choice><w:t>en</w:t></mc:Choice><mc:Fallback><w:t>två</w:t>"
         "</mc:Fallback></mc:AlternateContent>"), "en", []),
    (run("<mc:AlternateContent><mc:Choice><w:x/></mc:Choice><mc:Fallback><w:t>två</w:t>"
         "</mc:Fallback></mc:AlternateContent>"), "två", []),
    (BEGIN.replace("/>", "><w:ffData><w:checkBox><w:default w:val='1'/></w:checkBox></w:ffData>"
                   "</w:fldChar>", 1) + code("FORMCHECKBOX") + END + r(" ja"), "☒ ja", []),
]  # fmt: skip


@pytest.mark.parametrize(("content", "text", "told"), TEXTS)
def test_text_of_all_kinds(tmp_path: Path, content: str, text: str, told: list[str]) -> None:
    found = read_body(tmp_path, p(content))
    shown = " ".join(outline(found.blocks)).removeprefix("•   ")
    assert shown == text.removeprefix("• ")
    assert [each.code for each in found.told] == told


def test_a_table_of_contents_is_left_out_once_however_it_is_made(tmp_path: Path) -> None:
    entry = p(field("PAGEREF _Toc1 \\h", "4"), style="A")
    body = (
        p(BEGIN + code('TOC \\o "1-3"') + PART + r("Trender 4"))
        + p(r("Metod 9") + END)
        + entry
        + "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/>"
        + f"</w:docPartObj></w:sdtPr><w:sdtContent>{p('Innehåll')}</w:sdtContent></w:sdt>"
        + p("Efter")
    )
    found = read_body(tmp_path, body, styles=styles("A|toc 1"))
    assert outline(found.blocks) == ["Efter"]
    assert [each.code for each in found.told] == ["contents-left-out"]
    assert found.blocks[0].span.line == 5


TYPED = [
    (["• ett", "• två"], ["•", "  ett", "•", "  två"]),
    (["–\tett", "", "–\ttvå"], ["•", "  ett", "•", "  två"]),
    (["1. ett", "2. två"], ["1.", "  ett", "1.", "  två"]),
    (["3) ett", "4) två"], ["3.", "  ett", "3.", "  två"]),
    (["a) ett", "b) två"], ["1.", "  ett", "1.", "  två"]),
    (["– Ett pratminus."], ["– Ett pratminus."]),
    (["1. ensam"], ["1. ensam"]),
    (["1. ett", "3. tre"], ["1. ett", "3. tre"]),
    (["2022 var", "2023 blir"], ["2022 var", "2023 blir"]),
    (["5 ärenden", "6 ärenden"], ["5 ärenden", "6 ärenden"]),
    (["-5 grader", "-6 grader"], ["-5 grader", "-6 grader"]),
]


@pytest.mark.parametrize(("typed", "read"), TYPED)
def test_typed_lists_are_lists(tmp_path: Path, typed: list[str], read: list[str]) -> None:
    found = read_body(tmp_path, "".join(map(p, typed)))
    assert outline(found.blocks) == read
    assert [each.code for each in found.told] == ["typed-list"] * (read != [t for t in typed if t])


def test_what_looks_like_a_heading_is_offered_and_stays_what_it_is(tmp_path: Path) -> None:
    large, bold = '<w:b/><w:sz w:val="32"/>', "<w:b/>"
    body = (
        p(r("Trender", large))
        + p(r("Ålder", bold))
        + p(r("Det här är en fet mening.", bold))
        + p(r("Stor men mager", '<w:sz w:val="32"/>'))
        + p("Vanlig text")
    )
    found = read_body(tmp_path, body)
    assert outline(found.blocks)[:2] == ["Trender", "Ålder"]
    offered = [(each.text, each.level, each.span.line) for each in found.offered]
    assert offered == [("Trender", 1, 1), ("Ålder", 2, 2), ("Stor men mager", 1, 4)]
    assert [each.code for each in found.told] == ["looks-like-heading"] * 3


CELL = f"<w:tc>{p('a')}</w:tc><w:tc>{p('b')}</w:tc>"
TABLE = f"<w:tbl><w:tr>{CELL}</w:tr><w:tr>{CELL}</w:tr></w:tbl>"
CAPTIONS = [
    (p("Tabell 3. Ärenden", style="C") + TABLE, "table Ärenden"),
    (TABLE + p("Tabell 3: Ärenden", style="C"), "table Ärenden"),
    (p("Tabell ", field("SEQ Tabell \\* ARABIC", "3"), ". Ärenden") + TABLE, "table Ärenden"),
    (p("Table ", field("SEQ Table", "3"), " – Ärenden", style="C") + TABLE, "table Ärenden"),
    (p("Tabell 3. Ärenden") + TABLE, "table Ärenden"),
    (p("Ärenden", style="C") + TABLE, "table Ärenden"),
    (p("Tabell 3 visar ärenden.") + TABLE, "table"),
    (p("Figur 3. Ärenden", style="C") + TABLE, "table"),
]


@pytest.mark.parametrize(("body", "table"), CAPTIONS)
def test_captions_go_to_what_they_are_about(tmp_path: Path, body: str, table: str) -> None:
    found = read_body(tmp_path, p("Före.") + body + p("Efter."), styles=styles("C|caption"))
    assert table in outline(found.blocks)


@pytest.mark.parametrize("above", [True, False])
def test_captions_between_tables_stand_as_the_others_do(tmp_path: Path, above: bool) -> None:
    captions = [p(f"Tabell {n}. Den {n}:a", style="C") for n in (1, 2, 3)]
    pairs = [(each, TABLE) if above else (TABLE, each) for each in captions]
    body = p("Före.") + "".join(map("".join, pairs)) + p("Efter.")
    found = read_body(tmp_path, body, styles=styles("C|caption")).blocks
    assert [plain_text(each.caption) for each in found if isinstance(each, Table)] == [
        "Den 1:a",
        "Den 2:a",
        "Den 3:a",
    ]
    assert len(found) == 5


def test_a_sentence_that_was_divided_is_no_caption(tmp_path: Path) -> None:
    body = p("Så ser läget ut i ") + p("tabell 7. Det blev fler.") + TABLE + p("Efter.")
    found = read_body(tmp_path, body, styles=styles("C|caption")).blocks
    assert "tabell 7. Det blev fler." in [
        plain_text(each.children) for each in found if isinstance(each, Paragraph)
    ]


def test_references_lead_to_what_they_name(tmp_path: Path) -> None:
    mark = '<w:bookmarkStart w:id="1" w:name="_Ref1"/>'
    end = '<w:bookmarkEnd w:id="1"/>'
    body = (
        p("Se tabell ", field("REF _Ref1 \\h", "1"), " och ", field("REF borta \\h", "här"), ".")
        + p(mark, "Tabell ", field("SEQ Tabell", "1"), end, ". Ärenden", style="C")
        + TABLE
    )
    text, table = read_body(tmp_path, body, styles=styles("C|caption")).blocks
    [reference] = [each for each in walk_inlines(text.children) if isinstance(each, Reference)]
    assert plain_text(text.children) == "Se tabell 1 och här."
    assert (reference.text, reference.kind, reference.target) == ("tabell 1", "table", table.id)


def drawing(inside: str, alt: str = "En karta") -> str:
    return run(
        f'<w:drawing><wp:inline><wp:docPr id="1" descr="{alt}"/>{inside}</wp:inline></w:drawing>'
    )


BLIP = '<a:graphic><a:blip r:embed="i1"/></a:graphic>'
VML = run('<w:pict><v:shape alt="En karta"><v:imagedata r:id="i1"/></v:shape></w:pict>')
BOX = "<v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox>"
DRAWN = [
    (p(drawing(BLIP)), ["[k.png: En karta]"], []),
    (p(VML), ["[k.png: En karta]"], []),
    (p(drawing(BLIP)) + p("Figur 1. Karta", style="C"), ["[k.png: En karta] Karta"], []),
    (p(drawing(BLIP), run(f"<w:pict>{BOX.format(p('Figur 1. Karta', style='C'))}</w:pict>")),
     ["[k.png: En karta] Karta"], ["box-became-text"]),
    (p("Text ", drawing(BLIP), " efter"), ["Text  efter", "[k.png: En karta]"], []),
    (p("Vid", run(f"<w:pict>{BOX.format(p('I rutan') + p('Mer'))}</w:pict>")),
     ["Vid", "I rutan", "Mer"], ["box-became-text"]),
    (p(drawing('<a:blip r:link="ute"/>')), [], ["left-out"]),
    (p(drawing('<a:blip r:embed="borta"/>')), [], ["left-out"]),
    (p(drawing('<a:blip r:embed="e1"/>')), ["[m.emf: En karta]"], ["became-text"]),
    (p(run('<w:pict><v:shape><v:textpath string="UTKAST"/></v:shape></w:pict>')), ["UTKAST"],
     ["became-text"]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "read", "told"), DRAWN)
def test_what_is_drawn(tmp_path: Path, body: str, read: list[str], told: list[str]) -> None:
    links = (
        "i1 image media/k.png\ne1 image media/m.emf\nute image https://example.se/k.png External"
    )
    media = {"k.png": make_png(8, 8), "m.emf": b"emf"}
    found = read_body(tmp_path, body, links=links, styles=styles("C|caption"), **media)
    assert outline(found.blocks) == read
    assert [each.code for each in found.told] == told


CHART = """<c:chartSpace xmlns:c="c" xmlns:a="a"><c:chart><c:title><c:tx><a:t>Ärenden</a:t></c:tx>
</c:title><c:plotArea><c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:ser>
<c:tx><c:strRef><c:strCache><c:pt idx="0"><c:v>2022</c:v></c:pt></c:strCache></c:strRef></c:tx>
<c:cat><c:strRef><c:strCache><c:pt idx="0"><c:v>Män</c:v></c:pt><c:pt idx="1"><c:v>Kvinnor</c:v>
</c:pt></c:strCache></c:strRef></c:cat><c:val><c:numRef><c:numCache>
<c:pt idx="0"><c:v>14</c:v></c:pt><c:pt idx="1"><c:v>65</c:v></c:pt></c:numCache></c:numRef></c:val>
</c:ser></c:barChart></c:plotArea></c:chart></c:chartSpace>"""


def test_charts_keep_their_numbers_from_the_top(tmp_path: Path) -> None:
    body = p(drawing('<a:graphic><c:chart xmlns:c="c" r:id="c1"/></a:graphic>', "Staplar"))
    found = read_body(tmp_path, body, links="c1 chart diagram.xml", diagram=CHART)
    [figure] = found.blocks
    assert isinstance(figure, Figure)
    chart = figure.content
    assert (figure.alt, chart.kind, chart.title) == ("Staplar", "bars", "Ärenden")
    assert chart.categories == ("Kvinnor", "Män")
    assert [(each.label, each.values) for each in chart.series] == [("2022", (65, 14))]


QUANTITIES = [
    ("14", False, 14),
    ("14.0", False, 14),
    ("0.5", False, Decimal("0.5")),
    ("0.6", True, Fraction(3, 5)),
    ("0", False, 0),
    ("1E2", False, 100),
    ("", False, None),
    ("NaN", False, None),
    ("1e999999", False, None),
]


@pytest.mark.parametrize(("text", "shares", "value"), QUANTITIES)
def test_numbers_of_charts(text: str, shares: bool, value: object) -> None:
    found = quantity_of(text, 1 if shares else 0)
    assert (found, type(found)) == (value, type(value))


def test_comments_keep_their_words_and_threads(tmp_path: Path) -> None:
    def comment(number: int, text: str, paragraph: str) -> str:
        return (
            f'<w:comment w:id="{number}" w:author="Åsa" w:date="2023-01-0{number}T10:00:00Z">'
            f'<w:p w14:paraId="{paragraph}">{r(text)}</w:p></w:comment>'
        )

    w14 = 'xmlns:w14="w14"'
    comments = (
        f"<w:comments {SPACES} {w14}>{comment(1, 'Stämmer det?', 'A1')}{comment(2, 'Ja.', 'A2')}"
        "</w:comments>"
    )
    extended = (
        '<x:commentsEx xmlns:x="x"><x:commentEx x:paraId="A1" x:done="1"/>'
        '<x:commentEx x:paraId="A2" x:paraIdParent="A1"/></x:commentsEx>'
    )
    body = p(
        "Det var ", '<w:commentRangeStart w:id="1"/>', "80 ärenden",
        '<w:commentRangeEnd w:id="1"/>', ".",
    )  # fmt: skip
    found = read_body(tmp_path, body, comments=comments, commentsExtended=extended)
    first, second = found.comments
    assert (first.author, str(first.day), first.text, first.about) == (
        "Åsa", "2023-01-01", "Stämmer det?", "80 ärenden",
    )  # fmt: skip
    assert (first.span.line, first.span.column, first.resolved) == (1, 9, True)
    assert (second.thread, second.text, second.about) == ("1", "Ja.", "")


INS, DEL = '<w:ins w:id="1"/>', '<w:del w:id="2"/>'


def changed(text: str, name: str) -> str:
    return (
        f"<w:{name}>{r(text).replace('w:t', 'w:delText') if name == 'del' else r(text)}</w:{name}>"
    )


def test_whole_paragraphs_that_changed_are_blocks(tmp_path: Path) -> None:
    body = (
        p("Ett")
        + p(changed("Nytt", "ins"), properties=f"<w:rPr>{INS}</w:rPr>")
        + p(changed("Nytt två", "ins"), properties=f"<w:rPr>{INS}</w:rPr>")
        + p(changed("Borta", "del"), properties=f"<w:rPr>{DEL}</w:rPr>")
        + p("Sist ", changed("in", "ins"), changed("ut", "del"))
    )
    tracked = read_body(tmp_path, body, "tracked").blocks
    assert [type(each).__name__ for each in tracked] == [
        "Paragraph", "InsertedBlocks", "DeletedBlocks", "Paragraph",
    ]  # fmt: skip
    assert isinstance(tracked[1], InsertedBlocks)
    assert isinstance(tracked[2], DeletedBlocks)
    assert outline(tracked[1].blocks) == ["Nytt", "Nytt två"]
    accepted = outline(read_body(tmp_path, body, "accepted").blocks)
    rejected = outline(read_body(tmp_path, body, "rejected").blocks)
    assert accepted == ["Ett", "Nytt", "Nytt två", "Sist in"]
    assert rejected == ["Ett", "Borta", "Sist ut"]


LAYOUTS = [
    (f"<w:tbl><w:tr><w:tc>{p('Bara')}{p('text')}</w:tc></w:tr></w:tbl>", ["Bara", "text"]),
    (f"<w:tbl><w:tr><w:tc>{p('Rubrik', style='H')}</w:tc><w:tc>{p('Text')}</w:tc></w:tr></w:tbl>",
     ["# Rubrik", "Text"]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "read"), LAYOUTS)
def test_tables_that_only_place_text_are_text(tmp_path: Path, body: str, read: list[str]) -> None:
    found = read_body(tmp_path, body, styles=styles("H|heading 1"))
    assert outline(found.blocks) == read
    assert [each.code for each in found.told] == ["became-text"]


def test_strict_files_are_read_as_others(tmp_path: Path) -> None:
    import zipfile

    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    with zipfile.ZipFile(tmp_path / "s.docx", "w") as package:
        body = f'<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr>{r("Trender")}</w:p>'
        package.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{strict}"><w:body>{body}</w:body></w:document>',
        )
    from reportgen.readers.word.reading import read_word_document

    assert outline(read_word_document(tmp_path / "s.docx").blocks) == ["# Trender"]
