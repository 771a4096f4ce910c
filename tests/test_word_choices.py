"""What a project can choose about its Word file, from settings to the built document."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from click.testing import CliRunner
from sample_project import MakeProject, build_tiny, find_problems, make_png, place, read_cases

from reportgen.build.figures import editable_figures, figures_of
from reportgen.build.pipeline import BuildOptions, build_year
from reportgen.cli.program import make_program
from reportgen.compose.appearance import word_options
from reportgen.diagnostics import ReportError
from reportgen.office.libreoffice import find_libreoffice

SETTINGS = "content/reportgen.yaml"
PROSE = "content/2022/10-text.md"
FIGURES = "\n\n".join(
    ("# Text", '{{ figure("kon") }}', '{{ figure("kon", id="igen") }}', '{{ figure("bild") }}\n')
)


def settings(more: str) -> str:
    return f"{read_cases('project.yaml')[SETTINGS]}{more}\n"


def with_figures(make_project: MakeProject, more: str = "", figure: str = "") -> Path:
    kon = read_cases("project.yaml")["figures/kon.yaml"]
    return make_project(
        {
            SETTINGS: settings(more),
            PROSE: FIGURES,
            "figures/kon.yaml": f"{kon}{figure}\n",
            "figures/bild.yaml": kon,
        }
    )


def parts(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def charts_in(root: Path) -> int:
    names = parts(build_tiny(root).target)
    return sum(name.startswith("word/charts/chart") for name in names)


@pytest.mark.parametrize(
    ("more", "figure", "charts"),
    [
        ("", "", 0),
        ("charts: picture", "", 0),
        ("charts: editable", "", 3),
        ("", "charts: editable", 2),
        ("charts: editable", "charts: picture", 1),
    ],
)
def test_charts_are_pictures_or_editable_by_project_or_figure(
    make_project: MakeProject, more: str, figure: str, charts: int
) -> None:
    assert charts_in(with_figures(make_project, more, figure)) == charts


def test_an_editable_chart_needs_no_picture(make_project: MakeProject) -> None:
    built = build_tiny(with_figures(make_project, "charts: editable"))
    assert built.summary["drawn"] == 0
    assert not [name for name in parts(built.target) if name.startswith("word/media")]


def test_editable_charts_give_the_same_bytes_twice(make_project: MakeProject) -> None:
    root = with_figures(make_project, "charts: editable")
    first = build_tiny(root).target.read_bytes()
    assert build_tiny(root, force=True).target.read_bytes() == first


def test_another_way_of_showing_charts_is_told(make_project: MakeProject) -> None:
    problems = find_problems(make_project({SETTINGS: settings("charts: excel")}))
    assert [place(each) for each in problems] == [f"{SETTINGS}:6:9 wrong-value"]


def test_a_logo_is_on_the_cover_with_words_for_it(make_project: MakeProject) -> None:
    root = make_project({SETTINGS: settings("logo: logo.png"), "logo.png": make_png(300, 100)})
    target = build_tiny(root).target
    assert parts(target)["word/media/figure1.png"] == make_png(300, 100)
    assert b'descr="Logotyp: Exempelstad"' in parts(target)["word/document.xml"]


def test_another_logo_is_another_report(make_project: MakeProject) -> None:
    root = make_project({SETTINGS: settings("logo: logo.png"), "logo.png": make_png(300, 100)})
    build_tiny(root)
    assert build_tiny(root).unchanged
    (root / "logo.png").write_bytes(make_png(200, 100))
    assert not build_tiny(root).unchanged


@pytest.mark.parametrize(
    ("name", "code"), [("../logo.png", "outside-project"), ("finns-inte.png", "missing-file")]
)
def test_a_logo_that_is_not_there_is_told(make_project: MakeProject, name: str, code: str) -> None:
    root = make_project({SETTINGS: settings(f"logo: {name}")})
    with pytest.raises(ReportError) as raised:
        build_tiny(root)
    assert [each.code for each in raised.value.diagnostics] == [code]


def test_the_font_is_that_of_the_text(make_project: MakeProject) -> None:
    root = make_project({SETTINGS: settings("font: Arial")})
    assert b'w:ascii="Arial"' in parts(build_tiny(root).target)["word/styles.xml"]


def test_a_review_copy_has_a_name_and_comments_of_its_own(make_project: MakeProject) -> None:
    root = make_project()
    plain, review = build_tiny(root), build_tiny(root, show_values=True)
    assert review.target.name == "rapport-2022-varden.docx"
    assert plain.target.name == "rapport-2022.docx"
    assert b"kon.total" in parts(review.target)["word/comments.xml"]
    assert "word/comments.xml" not in parts(plain.target)
    assert build_tiny(root).unchanged


@pytest.mark.skipif(find_libreoffice() is None, reason="LibreOffice is not installed")
def test_pages_are_asked_for_once_while_nothing_moves(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    from reportgen.office import libreoffice

    convert = libreoffice._convert
    monkeypatch.setattr(libreoffice, "_convert", lambda d: asked.append(d) or convert(d))
    text = read_cases("project.yaml")[PROSE]
    changed = settings("").replace("page_numbers: false", "page_numbers: true")
    root = make_project({SETTINGS: changed})
    build_tiny(root)
    build_tiny(root, show_values=True)
    (root / PROSE).write_text(f"\n\n{text}", encoding="utf-8")
    build_tiny(root)
    assert len(asked) == 1


def test_the_template_of_the_program_builds_the_same_text(
    make_project: MakeProject, tmp_path: Path
) -> None:
    file = tmp_path / "mall.docx"
    written = CliRunner().invoke(make_program(), ["template", str(file)])
    assert written.exit_code == 0, written.output
    own = make_project(
        {SETTINGS: settings("template: mall.docx"), "mall.docx": file.read_bytes()}, "egen"
    )
    texts = [
        [p.text for p in docx.Document(BytesIO(build_tiny(root).target.read_bytes())).paragraphs]
        for root in (own, make_project())
    ]
    assert texts[0] == texts[1]


def test_a_template_is_not_written_over_one_that_is_there(tmp_path: Path) -> None:
    file = tmp_path / "mall.docx"
    file.write_bytes(b"min")
    again = CliRunner().invoke(make_program(), ["template", str(file)])
    assert again.exit_code == 1
    assert "file-exists" in again.output
    assert file.read_bytes() == b"min"
    assert CliRunner().invoke(make_program(), ["template", str(file), "--force"]).exit_code == 0
    assert docx.Document(str(file)).paragraphs


def test_only_the_pdf_has_all_charts_as_pictures(make_project: MakeProject) -> None:
    from sample_project import composed

    whole = composed(with_figures(make_project, "charts: editable"))
    assert editable_figures(whole) == {each.id for each in figures_of(whole.document)}
    assert word_options(whole.appearance).editable == frozenset()


def test_a_year_of_its_own_place_keeps_the_name(make_project: MakeProject, tmp_path: Path) -> None:
    target = tmp_path / "ut" / "granskning.docx"
    built = build_year(make_project(), 2022, BuildOptions(target, show_values=True))
    assert built.target == target
