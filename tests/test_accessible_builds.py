"""The build gate of accessibility: what fails stops a build, and a draft only says it."""

from __future__ import annotations

import time
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import pytest
from sample_project import PROSE, MakeProject, build, build_tiny, make_png

from reportgen.build import BuildOptions, build_year
from reportgen.charts.palette import GROUND, SERIES_COLOURS, contrast
from reportgen.checks.engine import check_for_build
from reportgen.compose import compose
from reportgen.diagnostics import Problems, ReportError
from reportgen.writers.word import WordOptions, default_template, template_look

PICTURE = {"content/bild.png": make_png(30, 20)}
# What stands in the prose, and where and how the build says that it can't stand so.
FAULTS = {
    "link": ("Läs mer [här](https://polisen.se).", "3:9 vague-link"),
    "address": ("Se [https://polisen.se](https://polisen.se).", "3:4 vague-link"),
    "empty link": ("Se [](https://polisen.se).", "3:4"),
    "picture": ('![bild](../bild.png "Lag"){#lag}', "3:1 vague-alt-text"),
    "file name": ('![IMG_0012.png](../bild.png "Lag"){#lag}', "3:1 vague-alt-text"),
    "no alternative": ('![](../bild.png "Lag"){#lag}', "3:1 missing-alt-text"),
    "table": ("| Steg |  |\n| --- | --- |\n| A | 2 |", "3:1 headless-table"),
    "heading": ("### Hoppar\n\nText.", "3:1"),
    "language": ("[text]{lang=svenska!}", "3:"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_is_not_accessible_stops_the_build(make_project: MakeProject, name: str) -> None:
    text, told = FAULTS[name]
    root = make_project(PICTURE | {PROSE: f"# Text\n\n{text}\n"})
    with pytest.raises(ReportError) as error:
        build_tiny(root)
    found = [f"{e.span.line}:{e.span.column} {e.code}" for e in error.value.diagnostics]
    assert len(found) == 1
    assert found[0].startswith(told)
    assert not (root / "output" / "2022").exists()


def test_a_chart_needs_words_too(make_project: MakeProject) -> None:
    figure = "kind: bars\ndata: kon\ntitle: Ärenden\nalt: diagram\n"
    root = make_project({"figures/kon.yaml": figure, PROSE: '# Text\n\n{{ figure("kon") }}\n'})
    with pytest.raises(ReportError) as error:
        build_tiny(root)
    assert [each.code for each in error.value.diagnostics] == ["vague-alt-text"]


@pytest.mark.parametrize("name", ["link", "picture", "table"])
def test_a_draft_is_built_and_says_it(make_project: MakeProject, name: str) -> None:
    text, told = FAULTS[name]
    result = build(make_project(PICTURE | {PROSE: f"# Text\n\n{text}\n"}), "--draft")
    assert result.exit_code == 0
    assert told.partition(" ")[2] in result.output
    assert "rapport-2022-utkast.docx" in result.output


def pale_template() -> bytes:
    """Our own template with grey headings."""
    target = BytesIO()
    with ZipFile(BytesIO(default_template())) as own, ZipFile(target, "w") as pale:
        for name in own.namelist():
            pale.writestr(name, own.read(name).replace(b'w:val="4A4A4A"', b'w:val="999999"'))
    return target.getvalue()


def test_a_template_that_is_hard_to_read_stops_the_build(make_project: MakeProject) -> None:
    root = make_project({"content/mall.docx": pale_template()})
    settings = root / "content/reportgen.yaml"
    settings.write_text(settings.read_text("utf-8") + "template: content/mall.docx\n", "utf-8")
    result = build(root)
    assert result.exit_code == 1
    assert result.output.count("low-contrast") == 6
    assert "'heading 4'" in result.output
    assert "2,8:1" in result.output
    assert build(root, "--draft").exit_code == 0


def test_our_own_template_and_charts_are_easy_to_read() -> None:
    # Given as a foreign template: our own is not looked at in a build.
    assert template_look(WordOptions(template=default_template())).hard_to_read == ()
    assert min(contrast(colour, GROUND) for colour in SERIES_COLOURS) >= 3
    assert min(contrast(one, next_) for one, next_ in pairwise(SERIES_COLOURS[:4])) >= 3


def test_large_text_may_be_paler() -> None:
    with ZipFile(BytesIO(default_template())) as own:
        parts = {name: own.read(name) for name in own.namelist()}
    # #888888 measures 3.5:1: enough for the title's 40 pt, not for text.
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(
        b'<w:color w:val="12436D"/><w:sz w:val="80"/>',
        b'<w:color w:val="888888"/><w:sz w:val="80"/>',
    )
    target = BytesIO()
    with ZipFile(target, "w") as changed:
        for name, content in parts.items():
            changed.writestr(name, content)
    assert template_look(WordOptions(template=target.getvalue())).hard_to_read == ()


def test_the_example_passes(example: Path) -> None:
    assert build_year(example, 2022, BuildOptions()).warnings == ()


def test_the_gate_takes_no_time(example_read_only: Path) -> None:
    composed = compose(example_read_only, 2022, Problems())
    check_for_build(example_read_only, composed)
    started = time.perf_counter()
    check_for_build(example_read_only, composed)
    assert time.perf_counter() - started < 0.1
