"""Text flows into the gap that a figure would leave, and nothing else changes places."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from sample_project import OUTPUT, MakeProject, build, find_problems
from word_reading import part, text_of, w
from word_sample import PROSE, document, figure, heading, par, section, table

from reportgen.cli.program import make_program
from reportgen.model import BulletList, Figure, ListItem, Paragraph, Reference
from reportgen.writers.word.flow import FARTHEST, Cursor, Flow, free_figures

PAGE = 240.0
LONG = par(PROSE)
FIGURE = figure("kon", 1)
SPAN = LONG.span
LEAD = par(Reference("figur:kon", "figure", "figur 1", 'ref("figur:kon")', SPAN))
COLON = par("Så här ser det ut:")


def height(block) -> float:
    if isinstance(block, Figure):
        return float(block.width or 150)
    return 30.0 if isinstance(block, Paragraph) else 20.0


def floated(blocks, *, free=("kon",), used=0.0):
    cursor = Cursor(PAGE, used)
    flow = Flow(height, lambda _block: False, frozenset(free), cursor, 160.0)
    return flow.floated(tuple(blocks))


def paragraphs(count: int) -> tuple[Paragraph, ...]:
    return tuple(par(f"{PROSE} {number}") for number in range(count))


A, B, C = paragraphs(3)
HEADING = heading(2, "Ålder", "alder")


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ((LEAD, FIGURE, A, B, C), (LEAD, A, B, C, FIGURE)),
        ((LEAD, FIGURE, A, HEADING, B), (LEAD, A, FIGURE, HEADING, B)),
        ((LEAD, FIGURE, A, table(), B), (LEAD, A, FIGURE, table(), B)),
        ((LEAD, FIGURE, A, figure("alder", 2), B), (LEAD, A, FIGURE, figure("alder", 2), B)),
        ((LEAD, FIGURE, A, COLON, B), (LEAD, A, FIGURE, COLON, B)),
        ((LEAD, FIGURE, HEADING, B), (LEAD, FIGURE, HEADING, B)),
        ((COLON, FIGURE, A, B), (COLON, FIGURE, A, B)),
    ],
)
def test_what_passes_a_figure(blocks, expected):
    assert floated(blocks, used=120.0) == expected


def test_a_figure_that_has_room_stays():
    blocks = (LEAD, FIGURE, A, B)
    assert floated(blocks) == blocks


def test_a_small_gap_is_left():
    blocks = (LEAD, FIGURE, A, B)
    assert floated(blocks, used=PAGE - 50) == blocks


def test_a_figure_that_is_not_free_stays():
    blocks = (LEAD, FIGURE, A, B)
    assert floated(blocks, free=(), used=120.0) == blocks


def test_no_paragraph_passes_that_would_leave_the_figure_no_room_on_the_next_page():
    tall = replace(FIGURE, width=235)
    assert floated((LEAD, tall, *paragraphs(9)), used=100.0).index(tall) == 1 + 3


def test_a_figure_stays_near_its_text():
    low = tuple(par(f"{number}") for number in range(30))
    cursor = Cursor(PAGE, 60.0)
    measure = {150: 200.0, 5: 5.0}
    flow = Flow(
        lambda block: measure[150 if isinstance(block, Figure) else 5],
        lambda _block: False,
        frozenset(["kon"]),
        cursor,
        160.0,
    )
    assert flow.floated((LEAD, FIGURE, *low)).index(FIGURE) == 1 + FARTHEST


def referring(identity: str) -> Paragraph:
    return par(Reference(f"figur:{identity}", "figure", "figur", "ref", SPAN))


@pytest.mark.parametrize(
    ("floats", "refers", "expected"),
    [
        (None, True, True),
        (None, False, False),
        (False, True, False),
        (True, False, True),
    ],
)
def test_which_figures_are_free(floats, refers, expected):
    shown = replace(FIGURE, floats=floats)
    text = (referring("kon"),) if refers else ()
    assert ("kon" in free_figures(document(section(shown, *text)))) == expected


def test_a_figure_on_a_page_of_its_own_is_not_free():
    whole = document(section(LEAD, replace(FIGURE, landscape=True)))
    assert not free_figures(whole)


@st.composite
def blocks(draw):
    """Blocks of all kinds, each another, the free figures among them."""
    made, free = [], set()
    for number in range(draw(st.integers(0, 14))):
        kind = draw(st.sampled_from("ppppffhtlc"))
        if kind == "f":
            made.append(replace(figure(f"f{number}", number), width=draw(st.integers(40, 239))))
            if draw(st.booleans()):
                free.add(f"f{number}")
        elif kind == "l":
            item = ListItem((par(f"{number}"),), SPAN)
            made.append(BulletList((item,), SPAN))
        else:
            other = {
                "p": par(f"{PROSE} {number}"),
                "c": par(f"{number}:"),
                "h": heading(2, f"{number}", f"h{number}"),
                "t": table(f"t{number}", number),
            }
            made.append(other[kind])
    return tuple(made), frozenset(free), draw(st.floats(0, PAGE))


@settings(max_examples=150)
@given(blocks())
def test_only_free_figures_move_and_only_past_paragraphs(drawn):
    some, free, used = drawn
    after = floated(some, free=free, used=used)
    assert sorted(map(id, after)) == sorted(map(id, some))
    for fixed in (Paragraph, Figure):
        others = [each for each in some if not isinstance(each, fixed)]
        assert [each for each in after if not isinstance(each, fixed)] == others
    kinds = (Paragraph,)
    assert [e for e in after if isinstance(e, kinds)] == [e for e in some if isinstance(e, kinds)]
    for before, now in zip(some, after, strict=True):
        if before is not now:
            assert isinstance(now, Paragraph) or now.id in free
    assert floated(after, free=free, used=used) == after


SHOWN = f'Detta visar {{{{ ref("figur:bygd") }}}}. {PROSE}\n\n{{{{ figure("bygd"ARGUMENTS) }}}}\n\n'
REPORT = (
    "# Text\n\n"
    + "\n\n".join([PROSE] * 6)
    + f"\n\n{SHOWN}"
    + "\n\n".join(f"Stycke {number}. {PROSE}" for number in range(6))
    + "\n"
)


STATISTICS = (
    "kon:\n  total: 5\n  counts: {Kvinnor: 3, Män: 2}\n"
    "bygd:\n  title: Ärenden efter bygd\n  unit: ärenden\n  counts:\n"
    + "".join(f"    Bygd {number}: {number}\n" for number in range(1, 19))
)
DEFINITION = "kind: bars\ndata: bygd\ntitle: Ärenden efter bygd\n"


def project(make_project: MakeProject, arguments: str = "", definition: str = "") -> Path:
    return make_project(
        {
            "content/2022/10-text.md": REPORT.replace("ARGUMENTS", arguments),
            "content/2022/statistics.yaml": STATISTICS,
            "figures/bygd.yaml": DEFINITION + definition,
        }
    )


def passed_in(document_file: Path) -> int:
    """How many of the paragraphs after the figure stand before its caption."""
    said = [text_of(each) for each in part(document_file.read_bytes()).iter(w("p"))]
    (caption,) = (at for at, text in enumerate(said) if text.startswith("Figur 1."))
    return sum(text.startswith("Stycke") for text in said[:caption])


def test_word_and_html_have_the_same_order(make_project: MakeProject) -> None:
    root = project(make_project)
    result = build(root, "2022", "--html")
    assert result.exit_code == 0, result.output
    passed = passed_in(root / OUTPUT)
    assert passed > 0
    page = next((root / "output" / "2022").glob("*.html")).read_text("utf-8")
    assert page[: page.index("<figure")].count("Stycke") == passed


def test_a_placement_can_keep_its_place(make_project: MakeProject) -> None:
    root = project(make_project, ", float=false")
    build(root, "2022")
    assert passed_in(root / OUTPUT) == 0


def test_a_definition_can_keep_its_place(make_project: MakeProject) -> None:
    root = project(make_project, definition="float: false\n")
    build(root, "2022")
    assert passed_in(root / OUTPUT) == 0


def test_a_comparison_has_the_order_as_it_is_written(
    make_project: MakeProject, tmp_path: Path
) -> None:
    root = project(make_project)
    for file in (root / "content" / "2022").iterdir():
        older = root / "content" / "2021" / file.name
        older.parent.mkdir(exist_ok=True)
        older.write_text(file.read_text("utf-8").replace("2023-01-26", "2022-01-26"), "utf-8")
    target = tmp_path / "jamforelse.docx"
    asked = ["diff", "2021", "2022", "--format", "docx", "-o", str(target)]
    result = CliRunner().invoke(make_program(), [*asked, "--project", str(root)])
    assert target.is_file(), result.output
    assert passed_in(target) == 0
    assert not list(part(target.read_bytes()).iter(w("moveFrom")))


@pytest.mark.parametrize("value", ['"nej"', "0", '"false"'])
def test_what_is_no_yes_or_no_is_told(make_project: MakeProject, value: str) -> None:
    found = find_problems(project(make_project, f", float={value}"))
    assert [each.code for each in found if each.severity == "error"] == ["wrong-arguments"]
