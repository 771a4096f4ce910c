"""The look: what follows from one colour, or from a template's, and that all of it is in it."""

from __future__ import annotations

import io
import re
import zipfile
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_project import MakeProject, build_tiny, composed, find_problems, place, read_cases

from reportgen.compose.look import LEAST_UNLIKE, look_of
from reportgen.model.colours import PAPER, brightness, contrast, unlikeness
from reportgen.model.look import NIGHT, OWN_LOOK, night_of, repainted
from reportgen.writers.charts.palette import text_colour
from reportgen.writers.word import default_template

SETTINGS = "content/reportgen.yaml"
FIGURE = "kind: bars\ndata: kon\ntitle: Personer efter kön\n"
TEXT = """# Text

Se [Jämställdhetsmyndighetens lägesbild](https://example.org) och {{ ref("figur:kon") }}.

{{ figure("kon") }}

{{ table("kon") }}
"""
COLOURS = st.integers(0, 0xFFFFFF).map("#{:06X}".format)


@settings(max_examples=60, deadline=None)
@given(st.lists(COLOURS, min_size=1, max_size=7), st.one_of(st.just(""), COLOURS))
def test_whatever_the_colours_all_can_be_read_and_told_apart(
    colours: list[str], brand: str
) -> None:
    look = look_of(tuple(colours), brand).look
    for text in (look.brand, look.link, look.visited):
        assert contrast(text, PAPER) >= 4.5
    assert contrast(look.brand, look.shade) >= 4.5
    shown = look.series[:4]
    for colour in (look.alone, *shown):
        assert contrast(colour, PAPER) >= 3
        assert contrast(text_colour(colour), colour) >= 4.5
    for one, other in pairwise(shown):
        assert contrast(one, other) >= 3
    for one, other in combinations(shown, 2):
        assert unlikeness(one, other) >= LEAST_UNLIKE


@settings(max_examples=30, deadline=None)
@given(COLOURS)
def test_in_the_dark_charts_can_be_read_as_well(colour: str) -> None:
    look = look_of((colour,)).look
    night = night_of(look)
    for text in (night.brand, night.link, night.visited):
        assert contrast(text, NIGHT) >= 4.5
    dark = dict(night.charts)
    for each in (look.alone, *look.series):
        assert contrast(dark[each], NIGHT) >= 3
        written = NIGHT if text_colour(each) == PAPER else "#E6E6E6"
        assert contrast(dark[each], written) >= 4.5, each
    for one, other in pairwise(look.series[:4]):
        assert contrast(dark[one], dark[other]) >= 2.5


def test_colours_are_only_moved_where_they_fall_short() -> None:
    asked = ("#7A1F3D", "#2E75B6", "#385723")
    look = look_of(asked).look
    assert (look.brand, look.alone, look.series[0]) == ("#7A1F3D",) * 3
    assert look_of(("#FFC000",)).first[1] != "#FFC000"
    assert brightness(look_of(("#FFC000",)).look.alone) > 0.3


def test_without_colours_and_with_ours_it_is_our_own() -> None:
    assert look_of(()).look == OWN_LOOK
    assert look_of(OWN_LOOK.series, OWN_LOOK.brand, OWN_LOOK.link).look == OWN_LOOK


@pytest.mark.parametrize("colour", ["#7A1F3D", "#F46A25", "#FFC000", "#FFFFFF", "#00A0DC"])
def test_all_text_of_our_own_template_can_be_read_in_any_colour(colour: str) -> None:
    with zipfile.ZipFile(io.BytesIO(default_template())) as own:
        styles = own.read("word/styles.xml").decode()
    painted = repainted(styles, look_of((colour,)).look)
    texts = re.findall(r'<w:color w:val="([0-9A-F]{6})"', painted)
    assert len(texts) > 15
    assert min(contrast(f"#{each}", PAPER) for each in texts) >= 4.5


def colours_in(content: bytes) -> set[str]:
    found = re.findall(r'(?:val|fill|color)="#?([0-9A-Fa-f]{6})"', content.decode())
    return {f"#{each.upper()}" for each in found}


def coloured(make_project: MakeProject, more: str, **files: bytes) -> Path:
    changes = {
        SETTINGS: read_cases("project.yaml")[SETTINGS] + more,
        "figures/kon.yaml": FIGURE,
        "content/2022/10-text.md": TEXT,
        **{name.replace("_", "."): content for name, content in files.items()},
    }
    return make_project(changes)


@pytest.mark.parametrize("charts", ["picture", "editable"])
def test_nothing_of_our_own_colours_is_left_where_others_are_asked_for(
    make_project: MakeProject, charts: str
) -> None:
    root = coloured(make_project, f"colours: 7A1F3D\ncharts: {charts}\nformats: [docx, html]\n")
    made = build_tiny(root).made
    ours = set(OWN_LOOK.series[:2]) | {OWN_LOOK.brand, OWN_LOOK.link, OWN_LOOK.shade}
    with zipfile.ZipFile(made["docx"]) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".svg")):
                assert not colours_in(package.read(name)) & ours, name
        assert "#7A1F3D" in colours_in(package.read("word/styles.xml"))
    page = made["html"].read_text("utf-8")
    assert not [each for each in ours if each in page.upper()]
    assert 'fill="#7A1F3D"' in page


def with_theme(accent: str, heading: str) -> bytes:
    """Our template as somebody's own: without our styles for tables, in other colours."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(default_template())) as own,
        zipfile.ZipFile(target, "w") as made,
    ):
        for name in own.namelist():
            text = own.read(name)
            if name == "word/theme/theme1.xml":
                text = text.replace(
                    b'accent1><a:srgbClr val="12436D"',
                    f'accent1><a:srgbClr val="{accent}"'.encode(),
                )
            if name == "word/styles.xml":
                text = text.replace(b'"Rapporttabell"', b'"Min egen"').replace(
                    b"ReportTable", b"MinEgen"
                )
                text = text.replace(b'"12436D"', f'"{heading}"'.encode())
            made.writestr(name, text)
    return target.getvalue()


def test_charts_and_our_table_are_in_the_templates_colours(make_project: MakeProject) -> None:
    root = coloured(make_project, "template: mall.docx\n", mall_docx=with_theme("385723", "7A1F3D"))
    look = composed(root).appearance.look
    assert (look.brand, look.alone) == ("#7A1F3D", "#7A1F3D")
    with zipfile.ZipFile(build_tiny(root).target) as package:
        styles = package.read("word/styles.xml").decode()
        drawn = next(n for n in package.namelist() if n.endswith(".svg"))
        assert "#7A1F3D" in colours_in(package.read(drawn))
    table = styles[styles.index('w:name w:val="Rapporttabell"') :]
    assert "7A1F3D" in table
    assert "12436D" not in table


def test_a_pale_colour_is_moved_and_that_is_told_once(make_project: MakeProject) -> None:
    root = coloured(make_project, "colours: '#FFC000'\n")
    told = [each for each in find_notes(root) if each.code == "colour-moved"]
    assert [place(each) for each in told] == [f"{SETTINGS}:{lines(root)}:10 note colour-moved"]
    assert "#FFC000" in str(told[0].message)


def find_notes(root: Path):
    from reportgen.compose.year import compose
    from reportgen.diagnostics import Problems

    problems = Problems()
    compose(root, 2022, problems)
    return problems.found


def lines(root: Path) -> int:
    return len((root / SETTINGS).read_text("utf-8").splitlines())


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("#7A1F3D", 'write it in quotation marks: "#7A1F3D"'),
        ("", "quotation marks"),
        ("röd", "six digits"),
        ("rgb(1,2,3)", "six digits"),
        ("'#7A1F3'", "six digits"),
        ("'#7A1F3D80'", "six digits"),
        ("[]", "write one"),
        ("['#7A1F3D', blå]", "six digits"),
        ("{first: '#7A1F3D'}", "quotation marks"),
        ("12", "six digits"),
    ],
)
def test_what_is_no_colour_is_told(make_project: MakeProject, written: str, said: str) -> None:
    root = coloured(make_project, f"colours: {written}\n")
    (found,) = find_problems(root)
    assert found.code in ("wrong-type", "wrong-value")
    assert said in str(found.hint)


@pytest.mark.parametrize("written", ["7a1f3d", "'#7A1F3D'", "['#7A1F3D']", "[7A1F3D, '7A1F3D']"])
def test_a_colour_may_be_written_in_several_ways(make_project: MakeProject, written: str) -> None:
    root = coloured(make_project, f"colours: {written}\n")
    assert composed(root).project.settings.colours == ("#7A1F3D",)


def test_three_digits_and_bare_numbers_are_colours(make_project: MakeProject) -> None:
    root = coloured(make_project, "colours: [123456, '#a13']\n")
    assert composed(root).project.settings.colours == ("#123456", "#AA1133")
