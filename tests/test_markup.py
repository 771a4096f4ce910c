"""What authors write, as it is printed: raised text, definitions, merged cells, appendices."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from sample_project import OUTPUT, PROSE, MakeProject, build, composed, find_problems, run

from reportgen.compare import compare_documents
from reportgen.model import Table
from reportgen.model.traverse import plain_text
from reportgen.readers.word.text import read_word_text

EVERYTHING = """\
# Text

CO~2~ per m^{{ kon.total }}^.

Människohandel
: Att rekrytera.

  Att hysa.

Koppleri
: Att främja.

| Region | Insats | Antal |
| --- | --- | --: |
| Väst | Utbildning<br>för alla | 12 |
| ^^ | Möten \\ i år | 8 |
| Inget underlag |||

: Insatser {#insatser}
"""


@pytest.fixture
def made(make_project: MakeProject) -> Path:
    root = make_project({PROSE: EVERYTHING})
    done = build(root, "--html")
    assert done.exit_code == 0, done.output
    return root / OUTPUT


def body(package: Path) -> str:
    with zipfile.ZipFile(package) as archive:
        return archive.read("word/document.xml").decode()


def test_word_raises_text_and_defines_terms(made: Path) -> None:
    written = body(made)
    assert re.search(r'<w:vertAlign w:val="subscript"/></w:rPr><w:t[^>]*>2<', written)
    assert re.search(r'<w:vertAlign w:val="superscript"/></w:rPr><w:t[^>]*>5<', written)
    styles = re.findall(r'<w:pStyle w:val="(Definition\w*)"/>', written)
    assert styles == ["DefinitionTerm", "Definition", "Definition", "DefinitionTerm", "Definition"]


def test_word_merges_cells_on_the_grid(made: Path) -> None:
    written = body(made)
    assert written.count('<w:gridSpan w:val="3"/>') == 1
    merged = re.findall(r'<w:vMerge w:val="(\w+)"/>', written)
    assert merged == ["restart", "continue"]
    rows = re.findall(r"<w:tr>.*?</w:tr>", written, re.DOTALL)
    assert [row.count("<w:tc>") for row in rows] == [3, 3, 3, 1]
    assert written.count("<w:br/>") == 2


def test_a_web_page_has_the_elements_that_say_so(made: Path) -> None:
    page = made.with_suffix(".html").read_text("utf-8")
    assert "CO<sub>2</sub>" in page
    assert re.search(r"m<sup><span[^>]*>5</span></sup>", page)
    assert "<dt>Människohandel</dt>\n<dd><p>Att rekrytera.</p>\n<p>Att hysa.</p>\n</dd>" in page
    assert '<th scope="rowgroup" rowspan="2">Väst</th>' in page
    assert '<th scope="row" colspan="3">Inget underlag</th>' in page
    assert "Utbildning<br>för alla" in page


def test_the_text_of_a_document_has_all_of_it(made: Path) -> None:
    lines = read_word_text(made)
    assert "CO2 per m5." in lines
    assert {"Människohandel", "Att rekrytera.", "Att hysa."} <= set(lines)
    assert "| Väst | Utbildning för alla | 12 |" in lines
    assert "|  | Möten i år | 8 |" in lines


def test_a_comparison_tells_of_terms_and_merged_cells(make_project: MakeProject) -> None:
    old = composed(make_project({PROSE: EVERYTHING})).document
    edited = EVERYTHING.replace("Koppleri\n: Att främja.", "Köp\n: Att köpa.\n: Att försöka.")
    edited = edited.replace("| ^^ | Möten", "| Syd | Möten")
    new = composed(make_project({PROSE: edited})).document
    told = [
        (passage.kind, passage.status, "".join(s.text for s in passage.stretches))
        for section in compare_documents(old, new).sections
        for passage in section.passages
    ]
    assert ("term", "new", "Köp") in told
    assert ("term", "gone", "Koppleri") in told
    assert any(kind == "row" and "Syd" in text for kind, _, text in told)


def test_rows_beside_a_cell_that_goes_down_are_compared_in_their_places(
    make_project: MakeProject,
) -> None:
    old = composed(make_project({PROSE: EVERYTHING})).document
    new = composed(
        make_project({PROSE: EVERYTHING.replace("Utbildning<br>för alla | 12", "Helt annat | 3")})
    ).document
    [table] = [
        each
        for each in compare_documents(old, new).document.sections[0].blocks
        if isinstance(each, Table)
    ]
    assert [row.change for row in table.rows] == [None, None, None]
    assert [[cell.rows for cell in row.cells] for row in table.rows][:2] == [[2, 1, 1], [0, 1, 1]]


APPENDICES = {
    "content/reportgen.yaml": (
        "region: region Exempel\norganisation: Exempelstad\nprofile: profil.yaml\n"
        "file_name: rapport-{year}\npage_numbers: false\nnumber_headings: true\n"
    ),
    PROSE: (
        "# Text\n\n## Ett\n\n## Tack {-}\n\n### Mer tack\n\n"
        '## Två\n\nSe {{ ref("avsnitt:metod") }}.\n'
    ),
    "content/2022/20-metod.md": "# Bilaga 1. Metod\n\n## Urval\n\nText.\n",
    "content/2022/30-slut.md": "# Slut\n\n## Ord\n\nText.\n",
}


def test_appendices_come_last_and_have_no_numbers(make_project: MakeProject) -> None:
    document = composed(make_project(APPENDICES)).document
    headings = [
        (each.number, plain_text(each.children))
        for section in document.sections
        for each in (section.heading, *section.blocks)
        if hasattr(each, "level")
    ]
    assert headings == [
        ("1", "Text"),
        ("1.1", "Ett"),
        (None, "Tack"),
        (None, "Mer tack"),
        ("1.2", "Två"),
        ("2", "Slut"),
        ("2.1", "Ord"),
        (None, "Bilaga 1. Metod"),
        (None, "Urval"),
    ]
    assert plain_text(document.sections[0].blocks[-1].children) == "Se bilaga\u00a01."


def test_word_does_not_number_them_either(make_project: MakeProject) -> None:
    root = make_project(APPENDICES)
    assert build(root).exit_code == 0
    written = body(root / OUTPUT)
    unnumbered = re.findall(
        r'<w:pStyle w:val="Heading\d"/>(?:(?!</w:pPr>).)*<w:numId w:val="0"/>', written
    )
    assert len(unnumbered) == 4


def test_everything_written_for_another_program_is_told_at_once(make_project: MakeProject) -> None:
    shapes = "##Mer\n\n• Ett\n\nKön\tAntal\nKvinna\t5\n\n- [ ] gör\n\n~~bort~~ $x$\n\n\\newpage\n"
    found = find_problems(make_project({PROSE: f"# Text\n\n{shapes}"}))
    assert [each.code for each in found if each.span.file == PROSE] == [
        "heading-without-blank",
        "pasted-list",
        "pasted-table",
        "task-list",
        "struck-out",
        "formula",
        "page-break-command",
    ]
    assert all(each.hint for each in found if each.span.file == PROSE)


def test_a_first_line_without_a_blank_is_told_as_what_it_is(make_project: MakeProject) -> None:
    found = find_problems(make_project({PROSE: "#Text\n\nText.\n"}))
    assert [each.code for each in found] == ["heading-without-blank"]


def test_the_example_regions_hold_nothing_that_looks_like_something_else() -> None:
    done = run("format", "--check", folder=Path(__file__).parent.parent)
    assert "[" not in done.stderr
