"""What people paste from Excel and Word: rows as a table, bullets as a list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_project import MakeProject, run

from reportgen.diagnostics import ReportError
from reportgen.model import BulletList, Table
from reportgen.model.traverse import plain_text
from reportgen.readers.markdown.pasted import as_markdown
from reportgen.readers.markdown.reading import parse_fragment
from reportgen.readers.source import Source
from reportgen.scaffold.reflow import reflow, with_markdown


def blocks(text: str):
    return parse_fragment(Source("a.md", f"# R\n\n{text}")).blocks


def cells(table: Table) -> list[list[str]]:
    rows = (table.header, *table.rows)
    return [[plain_text(cell.children) for cell in row.cells] for row in rows]


def wrong(text: str) -> list[tuple[int, str]]:
    with pytest.raises(ReportError) as raised:
        blocks(text)
    return [(each.span.line, each.code) for each in raised.value.diagnostics]


def test_rows_with_tabs_become_a_table_with_figures_to_the_right() -> None:
    rows = "Kön\tAntal\tAndel\nKvinnor\t1 234\t50,5 %\nEj noterat\t–\t\n"
    [table] = blocks(f"```tabell\n{rows}```\n: Ärenden {{#kon}}\n")
    assert table.alignments == ("left", "right", "right")
    assert table.id == "kon"
    assert plain_text(table.caption) == "Ärenden"
    assert cells(table)[2] == ["Ej noterat", "–", ""]


def test_rows_of_a_csv_file_keep_what_stands_in_quotation_marks() -> None:
    rows = 'Ort;Text\nKil;"a; ""b"" och\nc"\nUmeå;**d**\n'
    [table] = blocks(f"```tabell\n{rows}```\n")
    assert cells(table) == [["Ort", "Text"], ["Kil", 'a; "b" och c'], ["Umeå", "d"]]


def test_what_is_wrong_in_a_row_is_told_at_the_row() -> None:
    assert wrong("```tabell\na\tb\n1\t2\t3\n4\n```\n") == [(5, "table-shape"), (6, "table-shape")]
    assert wrong("```tabell\n```\n") == [(3, "table-without-rows")]
    assert (4, "table-shape") in wrong("```tabell\nbara\nord\n```\n")
    assert wrong("- ```tabell\n  a;b\n  ```\n") == [(3, "table-inside")]
    assert wrong("```tabell\na;b\n1;{{ }}\n```\n") == [(5, "empty-expression")]


PASTED = """\
# R

Vi har:
•\tutbildat
o\tpolisen
• mött {{ kommuner }}
Efter.

Kön\tAntal
Kvinna | man\t{{ kon["a;b"] }}
Ej noterat\t5

– Ja, sa hon.

a;b
1;2
"""
AS_MARKDOWN = """\
# R

Vi har:
- utbildat
  - polisen
- mött {{ kommuner }}

Efter.

| Kön | Antal |
| --- | ---: |
| Kvinna \\| man | {{ kon["a;b"] }} |
| Ej noterat | 5 |

– Ja, sa hon.

| a | b |
| ---: | ---: |
| 1 | 2 |
"""


def test_format_makes_markdown_of_it() -> None:
    assert as_markdown(PASTED) == AS_MARKDOWN
    assert as_markdown(AS_MARKDOWN) == AS_MARKDOWN
    kinds = [type(block) for block in parse_fragment(Source("a.md", AS_MARKDOWN)).blocks]
    assert kinds.count(Table) == 2
    assert kinds.count(BulletList) == 1


@pytest.mark.parametrize(
    "text",
    [
        "---\na: •\nb: •\n---\n# R\n",
        "# R\n\n```\n•\tkod\na\tb\nc\td\n```\n",
        "# R\n\n```tabell\na\tb\nc\td\n```\n",
        "# R\n\n<!--\n• anteckning\n-->\n\n<!-- • -->\n",
        "# R\n\n- a\tb\n- c\td\n",
        "# R\n\n– Ja.\n\n– Nej.\n",
        "# R\n\nEtt; två.\nTre; fyra.\n",
        "# R\n\na\tb\nc\td\te\n",
    ],
)
def test_all_else_stays_as_it_is(text: str) -> None:
    assert as_markdown(text) == text


def test_the_file_keeps_its_mark_and_its_line_ends() -> None:
    content = b"\xef\xbb\xbf# R\r\n\r\n\xe2\x80\xa2 ett\r\n\xe2\x80\xa2 tv\xc3\xa5\r\n"
    assert with_markdown(content, "a.md") == b"\xef\xbb\xbf# R\r\n\r\n- ett\r\n- tv\xc3\xa5\r\n"


PIECES = ["• a\n", "o\tb\n", "a\tb\n", "c\td\te\n", "x;y\n", "\n", "– c\n", "Ord.\n", "```\n"]


@given(st.lists(st.sampled_from([*PIECES, "{{ n }}\t5\n", "| a |\n", "<!-- c -->\n"]), max_size=12))
def test_the_same_again_gives_the_same(pieces: list[str]) -> None:
    once = as_markdown("# R\n\n" + "".join(pieces))
    assert as_markdown(once) == once


def test_the_command_says_so(make_project: MakeProject) -> None:
    root = make_project({"content/2022/10-text.md": "# Text\n\n• Ett. Två.\n• Tre.\n"})
    done = run("format", folder=root)
    assert "10-text.md" in done.stdout
    assert "Markdown" in done.stdout
    text = (root / "content/2022/10-text.md").read_text("utf-8")
    assert text == "# Text\n\n- Ett.\n  Två.\n- Tre.\n"
    assert reflow(text.encode(), "a.md") == text.encode()
