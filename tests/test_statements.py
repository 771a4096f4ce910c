"""`{% for … %}` and `{% if … %}`: what a document is made of once they are carried out."""

from __future__ import annotations

import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_project import composed, find_problems, place, write_project
from test_records import FILE, LIST, PROSE

from reportgen.checks.engine import check_year
from reportgen.compare import compare_documents
from reportgen.compose.year import compose_what_is_there
from reportgen.diagnostics import Problems
from reportgen.expressions.binding import bound
from reportgen.model import Block, Computed, Document, Paragraph, Row, Table
from reportgen.model.traverse import children_of, plain_text, walk_blocks, walk_inlines
from reportgen.readers.markdown.reading import read_fragment
from reportgen.readers.source import Source
from reportgen.writers.html import write_html
from reportgen.writers.markdown.blocks import block_lines
from reportgen.writers.word import write_word


def drawn(block: Block) -> str:
    """A block in short: kinds as letters, text as it is read."""
    if isinstance(block, Table):
        return "T(" + " / ".join(map(row_drawn, (block.header, *block.rows))) + ")"
    if isinstance(block, Paragraph):
        return plain_text(block.children)
    inside = [drawn(each) for each in children_of(block)]
    name = type(block).__name__[0]
    return f"{name}({', '.join(inside)})" if inside else name + plain_text(block.children)


def row_drawn(row: Row) -> str:
    return " | ".join(plain_text(cell.children) for cell in row.cells)


def document(root: Path, text: str, rows: str = LIST) -> Document:
    return composed(write_project(root, {FILE: rows, PROSE: f"# Text\n\n{text}\n"})).document


CASES = {
    "a paragraph for each row": (
        "{% for u in utbildningar %}\nI {{ u.Ort }}.\n{% endfor %}",
        ["I Östby.", "I .", "I Aby."],
    ),
    "a name with a blank": (
        (
            '{% for u in utbildningar %}\n{{ u["Antal deltagare"] }} {{ u.Antal_deltagare + 1 }}\n'
            "{% endfor %}"
        ),
        ["25 26", "12 13", "40 41"],
    ),
    "items between items": (
        "- först\n{% for u in utbildningar %}\n- {{ u.Datum }}\n{% endfor %}\n- sist",
        ["B(först, 14 mars 2022, 1 februari 2022, 19 maj 2022, sist)"],
    ),
    "numbered items": (
        "{% for u in utbildningar %}\n1. {{ u.Timmar }}\n{% endfor %}",
        ["O(2,5, 3,0, 1,0)"],
    ),
    "rows between rows": (
        (
            "| Ort | h |\n|---|--:|\n| a | 0 |\n{% for u in utbildningar %}\n| {{ u.Ort }} | "
            "{{ u.Timmar }} |\n{% endfor %}\n| s | {{ total(utbildningar.Timmar) }} |"
        ),
        ["T(Ort | h / a | 0 / Östby | 2,5 /  | 3,0 / Aby | 1,0 / s | 6,5)"],
    ),
    "rows that are chosen": (
        (
            '| Ort |\n|---|\n{% for u in utbildningar %}\n{% if u.Ort != "" %}\n| {{ u.Ort }} |\n'
            "{% else %}\n| – |\n{% endif %}\n{% endfor %}"
        ),
        ["T(Ort / Östby / – / Aby)"],
    ),
    "in order, and some of them": (
        (
            '{% for u in utbildningar | sort("Datum") if u.Målgrupp == "Socialtjänst" %}\n'
            "- {{ u.Ort }}\n{% endfor %}"
        ),
        ["B(Östby, Aby)"],
    ),
    "days are compared": (
        '{% for u in utbildningar if u.Datum > date("2022-03-01") %}\n- {{ u.Ort }}\n{% endfor %}',
        ["B(Östby, Aby)"],
    ),
    "one in the other": (
        (
            "{% for u in utbildningar %}\n- {{ u.Timmar }}\n"
            "  {% for v in utbildningar if v.Timmar > u.Timmar %}\n  - {{ v.Timmar }}\n"
            "  {% endfor %}\n{% endfor %}"
        ),
        ["B(2,5, B(3,0), 3,0, 1,0, B(2,5, 3,0))"],
    ),
    "branches": (
        (
            "{% if kon.total > 9 %}\nett\n{% elif kon.Kvinnor == 3 %}\ntvå\n"
            "{% else %}\ntre\n{% endif %}"
        ),
        ["två"],
    ),
    "no branch at all": ("ett\n{% if kon.total > 900 %}\ntvå\n{% endif %}\ntre", ["ett", "tre"]),
    "what is left of a list and a quotation": (
        (
            "- ett\n  {% if kon.total > 900 %}\n  två\n  {% endif %}\n\n"
            "> {% if kon.total > 900 %}\n> x\n> {% endif %}\n\nslut"
        ),
        ["B(ett)", "slut"],
    ),
    "a heading that is left out": (
        "{% if kon.total > 900 %}\n## Ett\n\n{% else %}\n## Två\n\n{% endif %}\n### Tre",
        ["HTvå", "HTre"],
    ),
    "a placement": (
        '{% if kon.total > 0 %}\n{{ table("kon") }}\n{% endif %}',
        ["T(Kategori | Ärenden / Kvinnor | 3 / Män | 2 / Totalt | 5)"],
    ),
    "a list without rows": (
        "ett\n{% for u in utbildningar if u.Timmar > 9 %}\n- {{ u.Ort }}\n{% endfor %}\ntvå",
        ["ett", "två"],
    ),
}


@pytest.mark.parametrize("title", CASES)
def test_statements_make(tmp_path: Path, title: str) -> None:
    text, wanted = CASES[title]
    [section] = document(tmp_path, text).sections
    assert [drawn(each) for each in section.blocks] == wanted


WRONG = {
    "no list": ("{% for u in kon %}\n{{ u.x }}\n{% endfor %}", ["3:1 not-a-list"]),
    "an unknown list": (
        "{% for u in kurser %}\n{{ u.x }}\n{% endfor %}",
        ["3:1 unknown-statistic"],
    ),
    "no 'in'": ("{% for u utbildningar %}\n{{ u.x }}\n{% endfor %}", ["3:1 statement-syntax"]),
    "two names": (
        "{% for u, v in utbildningar %}\n{{ u.x }}\n{% endfor %}",
        ["3:1 statement-syntax"],
    ),
    "a name that is taken": (
        "{% for kon in utbildningar %}\nx\n{% endfor %}",
        ["3:1 reserved-name"],
    ),
    "the name of the loop around": (
        (
            "{% for u in utbildningar %}\n{% for u in utbildningar %}\n{{ u.Ort }}\n"
            "{% endfor %}\n{% endfor %}"
        ),
        ["4:1 statement-syntax"],
    ),
    "an unknown column, told once": (
        "{% for u in utbildningar %}\n{{ u.Orten }}\n{% endfor %}",
        ["4:1 unknown-column"],
    ),
    "a number is no condition": ("{% if kon.total %}\nx\n{% endif %}", ["3:1 not-a-condition"]),
    "a single equals sign": ("{% if kon.total = 5 %}\nx\n{% endif %}", ["3:1 expression-syntax"]),
    "an unknown row, and what is in it is no matter": (
        '{% if kon.Kvinnr > 1 %}\nSe {{ ref("tabell:kon") }}.\n\n{{ table("kon") }}\n{% endif %}',
        ["3:1 unknown-statistic"],
    ),
    "a table that has no row left": (
        "| a |\n|---|\n{% for u in utbildningar if u.Timmar > 9 %}\n| x |\n{% endfor %}",
        ["3:1 empty-list"],
    ),
    "a level that is skipped": (
        "{% if kon.total > 900 %}\n## Ett\n\n{% endif %}\n### Två",
        ["7:1 heading-level"],
    ),
    "Python that is none of ours": (
        '{% if __import__("os").system("true") == 0 %}\nx\n{% endif %}',
        ["3:1 unknown-function"],
    ),
    "a name of Python's": ("{% for u in open %}\nx\n{% endfor %}", ["3:1 unknown-statistic"]),
    "a loop in a condition": (
        "{% if [u for u in utbildningar] == 1 %}\nx\n{% endif %}",
        ["3:1 expression-syntax"],
    ),
}


@pytest.mark.parametrize("title", WRONG)
def test_what_is_wrong_is_told_where_it_stands(tmp_path: Path, title: str) -> None:
    text, says = WRONG[title]
    found = find_problems(write_project(tmp_path, {FILE: LIST, PROSE: f"# Text\n\n{text}\n"}))
    assert [place(each) for each in found] == [f"{PROSE}:{each}" for each in says]


def test_loops_have_a_bound(tmp_path: Path) -> None:
    rows = "columns: {N: whole}\nrows:\n" + "  - {N: 1}\n" * 120
    text = (
        "{% for u in utbildningar %}\n{% for v in utbildningar %}\n- x\n{% endfor %}\n{% endfor %}"
    )
    files = {FILE: rows, PROSE: f"# Text\n\n{text}\n"}
    found = find_problems(write_project(tmp_path / "rounds", files))
    assert [place(each) for each in found] == [f"{PROSE}:4:1 too-many-rounds"]
    long = "{% for u in utbildningar %}\n" + "ord " * 5000 + "\n{% endfor %}"
    found = find_problems(
        write_project(tmp_path / "signs", {FILE: rows, PROSE: f"# Text\n\n{long}\n"})
    )
    assert [each.code for each in found] == ["too-many-rounds"]


def test_a_value_knows_the_row_that_it_is_from(tmp_path: Path) -> None:
    found = document(tmp_path, "{% for u in utbildningar %}\n{{ u.Timmar }}\n{% endfor %}")
    computed = [
        inline
        for section in found.sections
        for block in walk_blocks(section.blocks)
        for inline in walk_inlines(block.children)
        if isinstance(inline, Computed)
    ]
    assert [each.sources for each in computed] == [
        (f"utbildningar[{number}].Timmar",) for number in (1, 2, 3)
    ]
    assert {(each.span.line, each.span.column) for each in computed} == {(4, 1)}


TEXTS = (
    st.text(
        st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=30
    )
    .map(lambda text: " ".join(normalize("NFC", text).split()))
    .filter(bool)
)


@settings(max_examples=40)
@given(st.lists(TEXTS, min_size=1, max_size=6))
def test_a_value_never_is_markup(tmp_path_factory, texts: list[str]) -> None:
    quoted = ["'" + text.replace("'", "''") + "'" for text in texts]
    rows = "columns: {T: text}\nrows:\n" + "".join(f"  - T: {each}\n" for each in quoted)
    text = "{% for u in utbildningar %}\n- {{ u.T }}\n{% endfor %}\n\n| T |\n|---|\n"
    text += "{% for u in utbildningar %}\n| {{ u.T }} |\n{% endfor %}"
    found = document(tmp_path_factory.mktemp("texts"), text, rows)
    items, table = found.sections[0].blocks
    written = [
        [(type(each), each.text) for each in block.children]
        for item in items.items
        for block in item.blocks
    ]
    assert written == [[(Computed, each)] for each in texts]
    assert [[each.text for each in row.cells[0].children] for row in table.rows] == [
        [each] for each in texts
    ]
    write_word(found, {}, BytesIO())
    write_html(found, {}, BytesIO())


@given(st.integers(0, 2), st.integers(0, 4), st.booleans())
def test_loops_in_loops_go_round_as_often_as_their_rows_say(
    tmp_path_factory, depth: int, rows: int, holds: bool
) -> None:
    lines = "columns: {N: whole}\nrows:" + ("\n" + "  - {N: 1}\n" * rows if rows else " []\n")
    text = f"{{% if kon.total {'>' if holds else '<'} 0 %}}\nx\n{{% else %}}\ny\n{{% endif %}}\n"
    for level in range(depth):
        text = f"{{% for u{level} in utbildningar %}}\n{text}{{% endfor %}}\n"
    found = document(tmp_path_factory.mktemp("nested"), f"a\n\n{text}\nb", lines)
    [section] = found.sections
    inner = ["x" if holds else "y"] * rows**depth
    assert [drawn(each) for each in section.blocks] == ["a", *inner, "b"]


@pytest.mark.parametrize(
    ("expression", "wanted"),
    [
        ("u.Ort", "l[2].Ort"),
        ("  u.Ort", "  l[2].Ort"),
        ('"åu" + u', '"åu" + l[2]'),
        ("change(u.a, u.b, u=1) | capitalize", "change(l[2].a, l[2].b, u=1) | capitalize"),
        ('t.u["u"]', 't.u["u"]'),
        ("uu.a", "uu.a"),
        ("u.(", "u.("),
    ],
)
def test_a_name_is_replaced_where_it_stands_for_itself(expression: str, wanted: str) -> None:
    assert bound(expression, "u", "l[2]") == wanted


def test_check_tells_a_fault_in_a_loop_once(tmp_path: Path) -> None:
    text = "# Text\n\n{% for u in utbildningar %}\nVi skall utbilda i {{ u.Ort }}.\n{% endfor %}\n"
    write_project(tmp_path, {FILE: LIST, PROSE: text})
    found = check_year(tmp_path, 2022, ["skall"], []).reported
    assert [place(each.diagnostic) for each in found] == [f"{PROSE}:4:4 warning skall"]


def test_a_comparison_shows_the_rows_that_came_and_went(tmp_path: Path) -> None:
    text = "{% for u in utbildningar %}\n- {{ u.Datum }}\n{% endfor %}\n\n"
    text += '{{ records("utbildningar") }}'
    old = document(tmp_path / "old", text)
    new = document(tmp_path / "new", text, LIST.replace("2022-05-19", "2022-05-20"))
    merged = compare_documents(old, new).document
    for changed in (old, merged):
        write_word(changed, {}, BytesIO())
    tables = [b for s in merged.sections for b in walk_blocks(s.blocks) if isinstance(b, Table)]
    assert "2022-05-20" in str(tables)
    assert "2022-05-19" in str(tables)


def calls(work: Callable[[], object]) -> int:
    made = 0

    def count(_frame, event: str, _argument: object) -> None:
        nonlocal made
        made += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return made


SHAPES = {
    "a table": '{{ records("utbildningar", sort="A", total=true) }}',
    "items": "{% for u in utbildningar %}\n- {{ u.T }} {{ u.A }}\n{% endfor %}",
    "rows": "| a |\n|---|\n{% for u in utbildningar %}\n| {{ u.A }} |\n{% endfor %}",
    "conditions": "{% for u in utbildningar if u.A > 5 %}\n{% if u.A > 7 %}\nx\n"
    "{% endif %}\n{% endfor %}",
    "sums": '{{ total(utbildningar.A) }} {{ count(utbildningar, T="x1") }}',
}


@pytest.mark.parametrize("shape", SHAPES)
def test_cost_grows_as_the_list_does(tmp_path: Path, shape: str) -> None:
    def work(size: int) -> int:
        rows = "".join(f"  - {{T: x{n}, A: {n}}}\n" for n in range(size))
        files = {FILE: f"columns: {{T: text, A: whole}}\nrows:\n{rows}"}
        files[PROSE] = f"# Text\n\n{SHAPES[shape]}\n"
        root = write_project(tmp_path / str(size), files)
        problems = Problems()
        made = calls(lambda: compose_what_is_there(root, 2022, problems))
        assert problems.errors == []
        return made

    few, many = work(100), work(400)
    assert many < 4.5 * few


def test_what_is_written_as_markdown_has_its_statements(tmp_path: Path) -> None:
    text = (
        "# Text\n\n{% if kon.total > 0 %}\n\nx\n\n{% endif %}\n\n| a |\n| --- |\n"
        "{% for u in utbildningar %}\n| b |\n{% endfor %}\n"
    )
    read = read_fragment(Source("a.md", text))
    written = "\n".join(["# Text", "", *block_lines(read.blocks), ""])
    assert written == text
