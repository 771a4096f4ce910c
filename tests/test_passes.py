"""From sections to a document: order, numbers, references, captions, notes, charts' contents."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_project import MakeProject, composed, find_problems, place, read_cases

from reportgen.compose.tables import table_of
from reportgen.compose.wording import Wording
from reportgen.diagnostics import Span
from reportgen.expressions.values import PlacedTable
from reportgen.language.messages import translator
from reportgen.model import Chart, Document, Figure, Reference, Table
from reportgen.model.statistics import CountRow, StatisticsTable
from reportgen.model.traverse import inlines_of, plain_text, walk_blocks, walk_inlines

BASE = read_cases("project.yaml")
NO_BREAK_SPACE = "\u00a0"

LAND = """\
land:
  title: Ärenden efter land
  unit: ärenden
  source: Påhittad
  note: Inget är sant.
  counts: {Okänt: 9, Norge: 1, Sverige: 1300, Åland: 1, Danmark: 2, Ungern: 20, Polen: 20}
"""


def blocks_of(document: Document) -> Iterator[object]:
    for section in document.sections:
        yield from walk_blocks(section.blocks)


def with_prose(make_project: MakeProject, prose: str, **changes: str) -> Document:
    return composed(
        make_project({"content/2022/10-text.md": f"# Text\n\n{prose}\n", **changes})
    ).document


def chart(
    make_project: MakeProject, definition: str, statistics: str = LAND, **more: str
) -> Figure:
    files = {
        "content/2022/10-text.md": '# Text\n\n{{ figure("land") }}\n',
        "content/2022/statistics.yaml": statistics,
        "figures/land.yaml": definition,
        **more,
    }
    document = composed(make_project(files)).document
    return next(each for each in blocks_of(document) if isinstance(each, Figure))


def references(document: Document) -> list[str]:
    return [
        each.text
        for section in document.sections
        for block in walk_blocks(section.blocks)
        for inlines in inlines_of(block)
        for each in walk_inlines(inlines)
        if isinstance(each, Reference)
    ]


# Order


def test_sections_come_in_the_profiles_order(example_read_only: Path) -> None:
    ids = [section.id for section in composed(example_read_only).document.sections]
    assert ids == [
        "sammanfattning",
        "uppdragsbeskrivning",
        "aterrapportering",
        "samverkan",
        "trender",
        "egna-tankar",
        "metodutveckling",
        "reflektion",
    ]


def test_the_profiles_order_goes_before_the_file_names(make_project: MakeProject) -> None:
    names = ["05-slut", "10-text", "01-forord", "20-efterord"]
    files = {f"content/2022/{name}.md": f"# {name}\n" for name in names}
    document = composed(make_project(files)).document
    assert [section.id for section in document.sections] == ["forord", "text", "efterord", "slut"]


def test_what_the_profile_requires_and_the_year_lacks_is_a_warning(
    make_project: MakeProject,
) -> None:
    profile = (
        "name: p\ntitle: P\nsections:\n"
        "- {id: text, title: Text, subsections: [{title: Kön, required: true}]}\n"
    )
    root = make_project({"profil.yaml": profile, "content/2022/10-text.md": "# Text\n\nProsa.\n"})
    assert [place(each) for each in find_problems(root)] == [
        "content/2022/10-text.md:1:1 warning missing-section"
    ]
    kept = make_project(
        {"profil.yaml": profile, "content/2022/10-text.md": "# Text\n\n## Kön\n"}, "b"
    )
    assert find_problems(kept) == []


# Numbers and references


def test_figures_and_tables_are_numbered_each_from_one(example_read_only: Path) -> None:
    document = composed(example_read_only).document
    figures = [each.number for each in blocks_of(document) if isinstance(each, Figure)]
    tables = [each.number for each in blocks_of(document) if isinstance(each, Table)]
    assert figures == list(range(1, len(figures) + 1))
    assert tables == list(range(1, len(tables) + 1))
    assert len(figures) == 6
    assert len(tables) == 8


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ('ref("figur:kon")', "figur 1"),
        ('ref("tabell:land")', "tabell 1"),
        ('ref("land")', "tabell 1"),
        ('ref("egen")', "tabell 2"),
        ('ref("figur:kon") | capitalize', "Figur 1"),
        ('ref("tabell:egen") | capitalize', "Tabell 2"),
    ],
)
def test_a_reference_says(make_project: MakeProject, expression: str, expected: str) -> None:
    prose = (
        "Se {{ "
        + expression
        + ' }}.\n\n{{ figure("kon") }}\n\n{{ table("land") }}\n\n## Kön {#kon}'
        "\n\n| A | B |\n| --- | --- |\n| 1 | 2 |\n\n: Egen tabell {#egen}"
    )
    assert references(with_prose(make_project, prose)) == [expected.replace(" ", NO_BREAK_SPACE)]


def test_a_reference_to_a_section_says_its_title(make_project: MakeProject) -> None:
    prose = 'Se {{ ref("avsnitt:slut") }} och {{ ref("avsnitt:kon") }}.\n\n## Om kön {#kon}\n'
    document = with_prose(make_project, prose, **{"content/2022/20-slut.md": "# Till slut\n"})
    told = references(document)
    assert "Till slut" in told[0]
    assert "Om kön" in told[1]


def test_the_same_figure_twice_needs_an_id(make_project: MakeProject) -> None:
    prose = '{{ figure("kon") }}\n\n{{ figure("kon", id="igen") }}\n\nSe {{ ref("figur:igen") }}.'
    assert references(with_prose(make_project, prose)) == [f"figur{NO_BREAK_SPACE}2"]


# Tables


def test_a_table_holds_its_rows_total_and_note(make_project: MakeProject) -> None:
    document = with_prose(
        make_project, '{{ table("land") }}', **{"content/2022/statistics.yaml": LAND}
    )
    table = next(blocks_of(document))
    rows = [[plain_text(cell.children) for cell in row.cells] for row in table.rows]
    assert rows[0] == ["Sverige", f"1{NO_BREAK_SPACE}300"]
    assert [row[0] for row in rows] == [
        "Sverige",
        "Ungern",
        "Polen",
        "Danmark",
        "Norge",
        "Åland",
        "Okänt",
        rows[-1][0],
    ]
    assert rows[-1][1] == f"1{NO_BREAK_SPACE}353"
    assert [row.total for row in table.rows] == [False] * 7 + [True]
    assert plain_text(table.caption) == "Ärenden efter land, region Exempel 2022"
    note = plain_text(table.note)
    assert "Påhittad" in note
    assert "Antal" not in note  # the last row says it
    assert "Inget är sant." in note


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("unit: ärenden, counts: {A: 3, B: 2}", "Antal ärenden:\u00a05."),
        ("unit: personer, counts: {A: 3, B: 2}", "Antal personer:\u00a05."),
        ("unit: ärenden, counts: {A: 0, B: 0}", ""),
        ("unit: kronor, decimals: 1, counts: {A: 3, B: 2}", ""),
    ],
)
def test_a_chart_says_how_many_there_are_where_that_says_something(
    make_project: MakeProject, table: str, said: str
) -> None:
    root = make_project(
        {
            "content/2022/statistics.yaml": f"kon: {{title: Kön, {table}}}\n",
            "content/2022/10-text.md": '# Text\n\n{{ figure("kon") }}\n\n{{ table("kon") }}\n',
        }
    )
    figure, whole = blocks_of(composed(root).document)
    assert plain_text(figure.note) == said
    assert "Antal" not in plain_text(whole.note)  # its last row says it


def test_a_table_with_shares(make_project: MakeProject) -> None:
    table = next(blocks_of(with_prose(make_project, '{{ table("kon", share=true) }}')))
    rows = [[plain_text(cell.children) for cell in row.cells] for row in table.rows]
    assert rows[0] == ["Kvinnor", "3", f"60,0{NO_BREAK_SPACE}%"]
    assert rows[1] == ["Män", "2", f"40,0{NO_BREAK_SPACE}%"]
    assert rows[-1][1] == "5"


def table_and_note(
    make_project: MakeProject, statistics: str, name: str = "t"
) -> tuple[list[list[str]], str]:
    files = {"content/2022/statistics.yaml": statistics}
    prose = f'{{{{ table("{name}", share=true) }}}}'
    table = next(blocks_of(with_prose(make_project, prose, **files)))
    rows = [[plain_text(cell.children) for cell in row.cells] for row in table.rows]
    return rows, plain_text(table.note)


@pytest.mark.parametrize(
    "statistics",
    [
        "t: {counts: {A: 0, B: 0}}",
        "t: {total: 0, counts: {A: 0}}",
        "t: {of: a, counts: {A: 0, B: 0}}\na: {counts: {C: 0, D: 0}}",
        "t: {total: 0, multiple: true, counts: {A: 0, B: 0}}",
        "t: {outcomes: true, counts: {Ansökningar: 0, Återvänt: 0}}",
        "t: {decimals: 1, counts: {A: 0, B: 0}}",
    ],
)
def test_there_is_no_share_of_nothing_and_a_note_says_why(
    make_project: MakeProject, statistics: str
) -> None:
    rows, note = table_and_note(make_project, statistics)
    assert {row[1] for row in rows} <= {"0", "0,0"}
    assert {row[2] for row in rows} == {"–"}
    assert note.count("Andelar kan inte räknas ut") == 1


def test_a_share_of_what_is_not_known_is_not_known(make_project: MakeProject) -> None:
    rows, note = table_and_note(make_project, "t: {counts: {A: 0, B: null}}")
    assert [row[2] for row in rows] == ["uppgift saknas"] * 3
    assert "Andelar" not in note


def test_a_chart_of_shares_of_nothing_is_an_error(make_project: MakeProject) -> None:
    files = {
        "content/2022/10-text.md": '# Text\n\n{{ figure("t") }}\n',
        "content/2022/statistics.yaml": "t: {counts: {A: 0, B: 0}}\n",
        "figures/t.yaml": "kind: bars\ndata: t\ntitle: T\nshow: share\n",
    }
    assert [each.code for each in find_problems(make_project(files))] == ["division-by-zero"]


ROUNDED = "Andelarna är avrundade"


@pytest.mark.parametrize(
    ("statistics", "told"),
    [
        ("t: {counts: {A: 3, B: 5, C: 72}}", True),  # 3,8 + 6,3 + 90,0
        ("t: {counts: {A: 1, B: 1, C: 1}}", True),  # 99,9
        ("t: {decimals: 1, counts: {A: 1.5, B: 1.5, C: 1.5}}", True),
        ("t: {counts: {A: 1, B: 3}}", False),
        ("t: {counts: {A: 0, B: 0}}", False),
        ("t: {total: 3, counts: {A: 1, B: 1, C: null}}", False),
        ("t: {total: 3, multiple: true, counts: {A: 1, B: 1, C: 1}}", False),
        ("t: {outcomes: true, counts: {A: 3, B: 1, C: 1}}", False),
    ],
)
def test_rounding_is_told_where_the_shares_miss_a_hundred(
    make_project: MakeProject, statistics: str, *, told: bool
) -> None:
    _rows, note = table_and_note(make_project, statistics)
    assert note.count(ROUNDED) == told
    files = {"content/2022/statistics.yaml": statistics}
    bare = next(blocks_of(with_prose(make_project, '{{ table("t") }}', **files)))
    assert ROUNDED not in plain_text(bare.note)


@given(st.lists(st.integers(0, 500), min_size=2, max_size=7))
def test_rounding_is_told_just_where_the_printed_shares_say_so(counts: list[int]) -> None:
    span = Span("s.yaml", 1, 1, 1, 1)
    rows = tuple(CountRow(f"r{n}", count, span) for n, count in enumerate(counts))
    statistics = StatisticsTable("t", "T", "", "parts", rows, span, base=sum(counts))
    wording = Wording("sv", translator("sv"), "{title}", "", 2022)
    table = table_of(statistics, PlacedTable("t", "t", share=True), span, wording)
    printed = [plain_text(row.cells[2].children).split(NO_BREAK_SPACE)[0] for row in table.rows]
    if not sum(counts):
        assert set(printed) == {"–"}
        return
    *parts, total = [Fraction(text.replace(",", ".")) for text in printed]
    assert total == 100
    assert (ROUNDED in plain_text(table.note)) == (sum(parts) != 100)


def test_what_is_not_known_is_said_in_the_cell(make_project: MakeProject) -> None:
    statistics = "kon: {total: 5, counts: {Kvinnor: 3, Män: null, Ej noterat: 0}}\n"
    files = {"content/2022/statistics.yaml": statistics}
    table = next(blocks_of(with_prose(make_project, '{{ table("kon") }}', **files)))
    rows = {
        plain_text(row.cells[0].children): plain_text(row.cells[1].children) for row in table.rows
    }
    assert rows["Män"] == "uppgift saknas"
    assert rows["Ej noterat"] == "0"


@pytest.mark.parametrize(
    ("statistics", "has_total"),
    [
        ("t: {counts: {A: 1, B: 2}}", True),
        ("t: {total: 3, multiple: true, counts: {A: 3, B: 2}}", False),
        ("t: {outcomes: true, counts: {A: 3, B: 2}}", False),
        ("t: {single: true, counts: {A: 3, B: 2}}", False),
    ],
)
def test_only_parts_have_a_total_row(
    make_project: MakeProject, statistics: str, *, has_total: bool
) -> None:
    files = {"content/2022/statistics.yaml": statistics}
    table = next(blocks_of(with_prose(make_project, '{{ table("t") }}', **files)))
    assert any(row.total for row in table.rows) == has_total


def test_a_caption_of_ones_own(make_project: MakeProject) -> None:
    table = next(blocks_of(with_prose(make_project, '{{ table("kon", caption="Helt egen") }}')))
    assert "Helt egen" in plain_text(table.caption)


KON = '{{ ref("tabell:kon") }}'


@pytest.mark.parametrize(
    ("prose", "capital"),
    [
        (f"{KON} visar", True),
        (f"Vi räknar. {KON} visar", True),
        (f"Vi räknar.\n{KON} visar", True),
        (f"Hur många? {KON} visar", True),
        (f"Så många! {KON} visar", True),
        (f"**{KON}** visar", True),
        (f"Vi räknar. *{KON} visar* fler", True),
        (f"”{KON} visar” står det", True),
        (f"({KON} visar fördelningen.)", True),
        (f"Vi räknar. ({KON} visar fördelningen.)", True),
        (f"Vi räknar.[^1] {KON} visar\n\n[^1]: Länge.", True),
        (f"Mål m.m. {KON} visar", True),
        (f"- {KON} visar", True),
        (f"1. {KON} visar", True),
        (f"> {KON} visar", True),
        (f"Ord[^1]\n\n[^1]: {KON} visar", True),
        (f"| A | B |\n| --- | --- |\n| x | {KON} |", True),
        (f"## {KON} i korthet", True),
        (f"Vi var {{{{ kon.total }}}}. {KON} visar", True),
        (f"Se {KON}", False),
        (f"Som framgår av\n{KON} är", False),
        (f"Fler (se {KON})", False),
        (f"Fler kvinnor ({KON}).", False),
        (f"Se t.ex. {KON} och", False),
        (f"Fler, bl.a. {KON}", False),
        (f"Fler, jfr. {KON}", False),
        (f"Fler, jfr {KON}", False),
        (f"Se bl. a. {KON}", False),
        (f"Så här: {KON}", False),
        (f"Se **{KON}**", False),
        (f"Se *här* {KON}", False),
        (f"| A | B |\n| --- | --- |\n| x | se {KON} |", False),
        ('Se {{ ref("tabell:kon") | capitalize }}', True),
    ],
)
def test_a_reference_that_begins_a_sentence_begins_with_a_capital(
    make_project: MakeProject, prose: str, *, capital: bool
) -> None:
    document = with_prose(make_project, f'{prose}\n\n{{{{ table("kon") }}}}')
    word = "Tabell" if capital else "tabell"
    (text,) = references(document)
    assert text == f"{word}{NO_BREAK_SPACE}1"


# Charts


def bars(figure: Figure) -> dict[str, object]:
    assert isinstance(figure.content, Chart)
    return dict(zip(figure.content.categories, figure.content.series[0].values, strict=True))


def test_bars_are_sorted_by_size_with_unknown_last(make_project: MakeProject) -> None:
    figure = chart(make_project, "kind: bars\ndata: land\ntitle: Land\n")
    assert list(bars(figure)) == [
        "Sverige",
        "Ungern",
        "Polen",
        "Danmark",
        "Norge",
        "Åland",
        "Okänt",
    ]
    assert figure.alt.endswith(
        f"Sverige 1{NO_BREAK_SPACE}300, Ungern 20, Polen 20, Danmark 2, Norge 1, Åland 1, Okänt 9."
    )


def test_bars_in_the_tables_order(make_project: MakeProject) -> None:
    figure = chart(make_project, "kind: bars\ndata: land\ntitle: Land\nsort: table\n")
    assert list(bars(figure))[:3] == ["Okänt", "Norge", "Sverige"]


def test_bars_by_label_follow_the_swedish_alphabet(make_project: MakeProject) -> None:
    statistics = (
        "land: {counts: {Österrike: 1, Okänt: 1, Albanien: 1, Zambia: 1, Åland: 1, Ädelland: 1}}\n"
    )
    figure = chart(make_project, "kind: bars\ndata: land\ntitle: Land\nsort: label\n", statistics)
    assert list(bars(figure)) == ["Albanien", "Zambia", "Åland", "Ädelland", "Österrike", "Okänt"]


def test_small_ones_grouped_by_count(make_project: MakeProject) -> None:
    figure = chart(
        make_project,
        'kind: bars\ndata: land\ntitle: Land\ngroup: {below: 10, label: "Övriga, {n} länder"}\n',
    )
    assert bars(figure) == {
        "Sverige": 1300,
        "Ungern": 20,
        "Polen": 20,
        "Övriga, 3 länder": 4,
        "Okänt": 9,
    }


def test_small_ones_grouped_by_rank(make_project: MakeProject) -> None:
    figure = chart(
        make_project,
        'kind: bars\ndata: land\ntitle: Land\ngroup: {top: 2, label: "Övriga, {n} länder"}\n',
    )
    assert bars(figure) == {"Sverige": 1300, "Ungern": 20, "Övriga, 4 länder": 24, "Okänt": 9}


def test_a_row_of_none_is_no_member_of_the_group(make_project: MakeProject) -> None:
    figure = chart(
        make_project,
        'kind: bars\ndata: land\ntitle: Land\ngroup: {below: 5, label: "Övriga, {n} länder"}\n',
        "land: {counts: {Sverige: 9, Norge: 1, Åland: 2, Danmark: 0}}\n",
    )
    assert bars(figure) == {"Sverige": 9, "Övriga, 2 länder": 3}


def test_a_single_small_one_is_not_grouped(make_project: MakeProject) -> None:
    figure = chart(
        make_project,
        'kind: bars\ndata: land\ntitle: Land\ngroup: {below: 5, label: "Övriga, {n} länder"}\n',
        "land: {counts: {Sverige: 9, Norge: 1}}\n",
    )
    assert bars(figure) == {"Sverige": 9, "Norge": 1}


def test_shares_are_exact(make_project: MakeProject) -> None:
    figure = chart(
        make_project,
        "kind: bars\ndata: land\ntitle: Land\nshow: share\n",
        "land: {counts: {Sverige: 71, Nigeria: 9}}\n",
    )
    assert f"Nigeria 11,3{NO_BREAK_SPACE}%" in figure.alt


def test_alt_text_of_ones_own(make_project: MakeProject) -> None:
    figure = chart(make_project, "kind: bars\ndata: land\ntitle: Land\nalt: Många länder.\n")
    assert figure.alt == "Många länder."


EARLIER = {"content/2021/statistics.yaml": "land: {counts: {Sverige: 7, Norge: 3}}\n"}
NOW = "land: {counts: {Sverige: 9, Norge: 1, Danmark: 2}}\n"


def test_a_line_over_the_years(make_project: MakeProject) -> None:
    definition = "kind: line\ndata: [land.total, land.Sverige]\ntitle: Land\nyears: all\n"
    figure = chart(make_project, definition, NOW, **EARLIER)
    assert figure.content.categories == ("2021", "2022")
    assert [each.values for each in figure.content.series] == [(10, 12), (7, 9)]
    assert plain_text(figure.caption) == "Land, region Exempel 2021–2022"


def test_a_year_without_a_report_has_its_place_on_the_line(make_project: MakeProject) -> None:
    definition = "kind: line\ndata: land.total\ntitle: Land\nyears: all\n"
    older = {
        "content/2019/report.yaml": "title: Rapport\ndate: 2020-01-01\n",
        "content/2019/10-text.md": "# Text\n\nText.\n",
        "content/2019/statistics.yaml": "land: {counts: {Sverige: 4}}\n",
    }
    figure = chart(make_project, definition, NOW, **EARLIER, **older)
    assert figure.content.categories == ("2019", "2020", "2021", "2022")
    assert figure.content.series[0].values == (4, None, 10, 12)


def test_grouped_bars_over_the_years(make_project: MakeProject) -> None:
    figure = chart(make_project, "kind: grouped\ndata: land\ntitle: Land\n", NOW, **EARLIER)
    assert figure.content.categories == ("Sverige", "Danmark", "Norge")
    assert {each.label: each.values for each in figure.content.series} == {
        "2021": (7, None, 3),
        "2022": (9, 2, 1),
    }


def test_stacked_bars_over_the_years(make_project: MakeProject) -> None:
    figure = chart(make_project, "kind: stacked\ndata: land\ntitle: Land\n", NOW, **EARLIER)
    assert figure.content.categories == ("2021", "2022")
    assert [each.label for each in figure.content.series] == ["Sverige", "Danmark", "Norge"]
    assert figure.content.summed
    several = NOW.replace("counts", "multiple: true, total: 11, counts")
    overlapping = chart(
        make_project, "kind: stacked\ndata: land\ntitle: Land\n", several, **EARLIER
    )
    assert not overlapping.content.summed


def test_years_counts_back_from_the_reports_own(make_project: MakeProject) -> None:
    more = {**EARLIER, "content/2023/statistics.yaml": NOW, "content/2020/statistics.yaml": NOW}
    definition = "kind: grouped\ndata: land\ntitle: Land\nyears: 2\n"
    figure = chart(make_project, definition, NOW, **more)
    assert [each.label for each in figure.content.series] == ["2021", "2022"]


def test_a_changed_definition_breaks_the_line(make_project: MakeProject) -> None:
    definition = "kind: line\ndata: [land.total]\ntitle: Land\n"
    changed = "land: {changed: Räknas nytt, counts: {Sverige: 9}}\n"
    assert chart(make_project, definition, changed, **EARLIER).content.breaks == (1,)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("", "Raderna överlappar varandra: tillsammans blir de 5, fler än de 3 som de gäller."),
        ("note: Ett ärende kan ha flera ändamål, ", "Ett ärende kan ha flera ändamål."),
    ],
)
def test_rows_that_overlap_say_so_by_themselves(
    make_project: MakeProject, more: str, said: str
) -> None:
    statistics = f"t: {{total: 3, multiple: true, {more}counts: {{A: 3, B: 2}}}}"
    _rows, note = table_and_note(make_project, statistics)
    assert said in note.replace("\u00a0", " ")


def test_rows_that_do_not_overlap_say_nothing(make_project: MakeProject) -> None:
    statistics = "t: {total: 5, multiple: true, counts: {A: 3, B: 2}}"
    _rows, note = table_and_note(make_project, statistics)
    assert "överlappar" not in note
