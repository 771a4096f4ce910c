"""Leaks that are put into a finished edition on purpose: the last look finds each of them.

Nothing here goes through the program that protects: the files are changed as a fault of a writer
would have made them.
"""

from __future__ import annotations

import io
import zipfile

import pytest
from test_editions import FIGURE, project

from reportgen.build.pipeline import BuildOptions, build_year
from reportgen.checks.release.audit import Secret, audit
from reportgen.checks.release.published import published_in
from reportgen.diagnostics import Severity

LAND = frozenset({"Sverige", "Norge", "Chile", "Peru"})
SECRETS = [Secret("Chile", "Ärenden efter land", LAND, 3), Secret("Peru", "Ärenden", LAND, 1)]

WORKBOOK = "word/embeddings/chart1.xlsx"
SHEET = f"{WORKBOOK}!xl/worksheets/sheet1.xml"
CORE = "docProps/core.xml"
DOCUMENT = "word/document.xml"
# The part of the Word file, what is put into it before which place; no place: a part of its own.
IN_WORD = {
    "an alternative text": (DOCUMENT, "Skyddade tal finns", "Chile 3. "),
    "an alternative text in words": (DOCUMENT, "Skyddade tal finns", "Tre ärenden från Chile. "),
    "an alternative text with brackets": (DOCUMENT, "Skyddade tal finns", "Peru (1). "),
    "a property": (CORE, "</cp:coreProperties>", "<dc:description>Peru: 1</dc:description>"),
    "the keywords": (CORE, "</cp:coreProperties>", "<cp:keywords>Chile=3;Norge</cp:keywords>"),
    "data beside": ("customXml/item1.xml", "", "<d><n>Chile</n><value>3</value></d>"),
    "data beside in attributes": ("customXml/item1.xml", "", '<d><r label="Chile" n="3"/></d>'),
    "data beside by expression": ("customXml/item1.xml", "", '<d>land["Chile"] = 3</d>'),
    "data beside as an element": ("customXml/item1.xml", "", "<d><Peru>1</Peru></d>"),
    "a variable": (
        "word/settings.xml",
        "</w:settings>",
        '<w:docVars><w:docVar w:name="Chile" w:val="3"/></w:docVars>',
    ),
    "a comment for nobody": (DOCUMENT, "<w:body>", "<!-- Chile: 3 -->"),
    "a reviewer's comment": (
        "word/comments.xml",
        "",
        "<w:comments><w:p><w:r><w:t>Chile: tre</w:t></w:r></w:p></w:comments>",
    ),
    "a row of the workbook": (
        SHEET,
        "</sheetData>",
        '<row r="4"><c r="A4" t="inlineStr"><is><t>Chile</t></is></c><c r="B4"><v>3</v></c></row>',
    ),
    "another sheet": (
        f"{WORKBOOK}!xl/worksheets/sheet2.xml",
        "",
        '<row><c t="inlineStr"><is><t>Peru</t></is></c><c><v>1</v></c></row>',
    ),
    "the workbook's property": (
        f"{WORKBOOK}!docProps/core.xml",
        "</cp:coreProperties>",
        "<dc:description>Chile;3</dc:description>",
    ),
    "a point that is not drawn": (
        "word/charts/chart1.xml",
        "</c:chartSpace>",
        '<c:cat><c:pt idx="0">Chile</c:pt></c:cat><c:val><c:pt idx="0">3</c:pt></c:val></c:ser>',
    ),
    "a file that lies in it": ("word/media/data.json", "", '[{"label":"Chile","value":3}]'),
    "a text file": ("word/media/data.csv", "", '"Peru","1"'),
    "a picture's own text": ("word/media/bild.png", "", "\x89PNG tEXtComment Chile: 3 IEND"),
    "the name of a file": ("word/media/Chile-3.png", "", "x"),
}
IN_PAGE = {
    "an alternative text": ('<p class="unlisted" title="Chile 3"></p>', "</body>"),
    "what a screen reader says": ('<p aria-label="Peru: 1"></p>', "</body>"),
    "data of an element": ('<p data-label="Chile" data-value="3"></p>', "</body>"),
    "a comment": ("<!-- Chile = 3 -->", "</body>"),
    "a script": ('<script>var d = {"Chile": 3}</script>', "</body>"),
    "what is only printed": ('<style>p::after{content:"Peru: 1"}</style>', "</head>"),
    "a property": ('<meta name="description" content="tre från Chile">', "</head>"),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    root = project(
        tmp_path_factory.mktemp("utgåva"), {"figures/land.yaml": f"{FIGURE}charts: editable\n"}
    )
    made = build_year(root, 2022, BuildOptions(edition="offentlig", formats=("html",)))
    return {name: path.read_bytes() for name, path in made.made.items()}


def found_in(content: bytes) -> list[tuple[str, Severity]]:
    seen = published_in(content)
    return [(each.code, each.severity) for each in audit(seen, SECRETS, 3, "Totalt", "sv")]


def test_nothing_is_found_where_nothing_was_put(built: dict[str, bytes]) -> None:
    assert [found_in(each) for each in built.values()] == [[], []]


@pytest.mark.parametrize("leak", IN_WORD)
def test_a_leak_in_a_word_file_is_found(built: dict[str, bytes], leak: str) -> None:
    leaking = changed(built["docx"], *IN_WORD[leak])
    assert ("protected-number-told", Severity.ERROR) in found_in(leaking)


@pytest.mark.parametrize("leak", IN_PAGE)
def test_a_leak_in_a_page_is_found(built: dict[str, bytes], leak: str) -> None:
    put, before = IN_PAGE[leak]
    page = built["html"].decode()
    assert before in page
    assert ("protected-number-told", Severity.ERROR) in found_in(
        page.replace(before, put + before, 1).encode()
    )


@pytest.mark.parametrize(
    "sentence", ["Chile (3)", "Tre från Chile.", "Chile: 3", "Det gällde 1 ärende från Peru."]
)
def test_a_sentence_is_told_and_stops_nothing(built: dict[str, bytes], sentence: str) -> None:
    put = f"<w:p><w:r><w:t>{sentence}</w:t></w:r></w:p>"
    leaking = changed(built["docx"], DOCUMENT, "<w:sectPr", put)
    assert found_in(leaking) == [("protected-number-told", Severity.WARNING)]


def test_a_row_of_another_table_is_told_and_stops_nothing(built: dict[str, bytes]) -> None:
    """It may be of another thing: a person has to look."""
    put = "<table><tr><td>Chile</td><td>3</td></tr></table></body>"
    leaking = built["html"].decode().replace("</body>", put, 1).encode()
    assert found_in(leaking) == [("protected-number-told", Severity.WARNING)]


@pytest.mark.parametrize(
    "text", ["Chile 2022", "Chile 3,5", "Chile 3 procent", "Norge 3, Chile skyddat", "Chilen 3"]
)
def test_other_numbers_beside_a_label_are_let_pass(built: dict[str, bytes], text: str) -> None:
    assert found_in(changed(built["docx"], DOCUMENT, "Skyddade tal finns", f"{text}. ")) == []


def changed(content: bytes, part: str, before: str, put: str) -> bytes:
    """The package with `put` before a place in one of its parts, or as a part of its own."""
    name, _inside, inner = part.partition("!")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {each: package.read(each) for each in package.namelist()}
    if inner:
        parts[name] = changed(parts[name], inner, before, put)
    elif before:
        text = parts[name].decode()
        assert before in text
        parts[name] = text.replace(before, put + before, 1).encode()
    else:
        parts[name] = put.encode()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for each, data in parts.items():
            package.writestr(each, data)
    return made.getvalue()
