"""A figure and the table of its numbers as one unit: one caption, one number."""

from __future__ import annotations

from zipfile import ZipFile

import pytest
from lxml import etree
from sample_project import MakeProject, build_tiny, composed, find_problems

from reportgen.build.pipeline import BuildOptions, build_year
from reportgen.model import Figure, Table
from reportgen.model.traverse import plain_text, walk_blocks
from reportgen.writers.html.markup import Html

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
KON = "kon: {title: Kön, unit: personer, source: Egen, counts: {Kvinnor: 9, Män: 2}}\n"
FIGURE = "kind: bars\ndata: kon\ntitle: Personer efter kön\n"


def project(make_project: MakeProject, placed: str, **files: str):
    return make_project(
        {
            "content/2022/statistics.yaml": files.get("statistics", KON),
            "content/2022/10-text.md": f"# Text\n\nSe {{{{ ref('figur:kon') }}}}.\n\n{placed}\n",
            "figures/kon.yaml": files.get("figure", FIGURE),
        }
    )


def blocks_of(root):
    return [b for s in composed(root).document.sections for b in walk_blocks(s.blocks)]


def test_table_and_chart_have_one_caption_and_one_number(make_project: MakeProject) -> None:
    root = project(make_project, '{{ figure("kon", table=true, share=true) }}')
    assert find_problems(root) == []
    table, figure = blocks_of(root)[1:]
    assert isinstance(table, Table)
    assert isinstance(figure, Figure)
    assert (table.number, table.caption, figure.number) == (0, (), 1)
    assert [[plain_text(c.children) for c in row.cells] for row in table.rows] == [
        ["Kvinnor", "9", "81,8\u00a0%"],
        ["Män", "2", "18,2\u00a0%"],
        ["Totalt", "11", "100,0\u00a0%"],
    ]
    assert plain_text(figure.note).startswith("Källa: Egen.")
    assert table.beside
    assert figure.beside


@pytest.mark.parametrize(
    ("statistics", "heading", "beside"),
    [
        (KON, "", True),
        (KON, "---\ncolumns: 2\n---\n", False),
        (KON.replace("Män", "De som inte har angett någon könsidentitet"), "", False),
        (f"kon: {{counts: {{{', '.join(f'L{n}: 2' for n in range(12))}}}}}\n", "", False),
    ],
)
def test_they_stand_beside_each_other_where_there_is_room(
    make_project: MakeProject, statistics: str, heading: str, beside: bool
) -> None:
    root = project(make_project, '{{ figure("kon", table=true) }}', statistics=statistics)
    text = root / "content/2022/10-text.md"
    text.write_text(heading + text.read_text("utf-8"), "utf-8")
    made = [b.beside for b in blocks_of(root) if isinstance(b, Table | Figure)]
    assert made == [beside, beside]


def test_in_word_the_table_stands_at_the_right_and_the_caption_below_both(
    make_project: MakeProject,
) -> None:
    built = build_tiny(project(make_project, '{{ figure("kon", table=true) }}'))
    with ZipFile(built.target) as package:
        body = etree.fromstring(package.read("word/document.xml"))[0]
    table = next(body.iter(f"{W}tbl"))
    assert table.find(f"{W}tblPr/{W}tblpPr").get(f"{W}tblpXSpec") == "right"
    drawing, caption = list(table.itersiblings(f"{W}p"))[:2]
    assert drawing.find(f".//{W}drawing") is not None
    assert drawing.find(f".//{W}br").get(f"{W}clear") == "all"
    assert "".join(caption.itertext()).endswith("Personer efter kön, region Exempel 2022")
    # No table around it, and a header row: those who listen hear a table of three rows.
    assert len(list(body.iter(f"{W}tbl"))) == 1
    assert table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None


def test_on_a_page_they_stand_in_one_row(make_project: MakeProject) -> None:
    root = project(make_project, '{{ figure("kon", table=true) }}')
    options = BuildOptions(output=root / "a.docx", formats=("html",))
    page = Html(build_year(root, 2022, options).made["html"].read_text("utf-8"))
    unit = page[page.index('<div class="side-by-side">') :]
    assert unit.index("<figure") < unit.index("<table") < unit.index("</table>")


@pytest.mark.parametrize(
    ("placed", "figure", "code"),
    [
        ('{{ figure("kon", table=true) }}', "kind: line\ndata: [v]\ntitle: V\n", "wrong-value"),
        ('- a\n\n  {{ figure("kon", table=true) }}', FIGURE, "misplaced-figure"),
        ('{{ figure("kon", table="ja") }}', FIGURE, "wrong-arguments"),
    ],
)
def test_what_can_not_be_one_unit_is_told(
    make_project: MakeProject, placed: str, figure: str, code: str
) -> None:
    statistics = KON + "v: {title: V, value: 3}\n"
    root = project(make_project, placed, figure=figure, statistics=statistics)
    assert code in [each.code for each in find_problems(root)]
