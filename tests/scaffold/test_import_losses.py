"""What an import can't keep as it was is told, and never becomes something else in silence."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from test_import import imported, run_here
from word_files import chart_drawing, chart_part, p, picture, styles, word_file

STYLES = styles("H1|heading 1", "Title|Title", "Caption|caption")
LINKS = "r1 styles styles.xml\nr2 chart chart.xml"
BEFORE = p("Årsrapport 2021", style="Title") + p("Region Väst") + p("Statistik", style="H1")
COUNTS = [("Kvinnor", "60"), ("Män", "40")]
SHARES = [("Kvinnor", "0.6"), ("Män", "0.4")]


def with_chart(path: Path, values: list[tuple[str, str]], before: str = "", **said: str) -> Path:
    body = BEFORE + before + p(chart_drawing("r2"))
    body += p("Figur 1. Ärenden efter kön", style="Caption") + p("Text.")
    return word_file(path, body, LINKS, styles=STYLES, chart=chart_part(values, **said))


CHARTS = [
    (SHARES, {"form": "0%"}, "Kvinnor | 60 %", "visar andelar"),
    (COUNTS, {"form": '0"%"'}, "Kvinnor | 60 %", "visar andelar"),
    (COUNTS, {"unit": "Procent"}, "Kvinnor | 60", "visar andelar"),
    (COUNTS, {"series": "Andel (%)"}, "Kvinnor | 60", "visar andelar"),
    (COUNTS, {"series": "Serie 1"}, "Kvinnor | 60", "är de andelar?"),
    (COUNTS, {"series": "Antal"}, 'figure("kon")', "har blivit figuren ”kon”"),
]


@pytest.mark.parametrize(("values", "said", "written", "told"), CHARTS)
def test_charts_of_shares_are_no_counts(tmp_path: Path, values, said, written, told) -> None:
    file = with_chart(tmp_path / "a.docx", values, **said)
    assert told in imported(file, tmp_path / "ny")
    text = next((tmp_path / "ny/content/2021").glob("*-statistik.md")).read_text("utf-8")
    assert written in text.replace("\u00a0", " ")
    counted = (tmp_path / "ny/content/2021/statistics.yaml").read_text("utf-8")
    assert ("Kvinnor: 60" in counted) == ("figure(" in written)


def cells(*texts: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc>{p(each)}</w:tc>" for each in texts) + "</w:tr>"


def test_shares_of_counts_in_the_file_are_a_figure_of_them(tmp_path: Path) -> None:
    rows = [("Kön", "Antal"), ("Kvinnor", "48"), ("Män", "32"), ("Totalt", "80")]
    table = "<w:tbl>" + "".join(cells(*each) for each in rows) + "</w:tbl>"
    table = p("Tabell 1. Ärenden efter kön", style="Caption") + table + p("Mer text.")
    file = with_chart(tmp_path / "a.docx", SHARES, table, form="0%")
    assert "har blivit figuren ”kon”" in imported(file, tmp_path / "ny")
    assert "show: share" in (tmp_path / "ny/figures/kon.yaml").read_text("utf-8")


@pytest.mark.parametrize("heading", ["Procent", "Andel (%)", "Andelen"])
def test_tables_of_shares_are_no_counts(tmp_path: Path, heading: str) -> None:
    rows = [("Kön", heading), ("Kvinnor", "60"), ("Män", "40")]
    table = "<w:tbl>" + "".join(cells(*each) for each in rows) + "</w:tbl>"
    body = BEFORE + p("Tabell 1. Ärenden efter kön", style="Caption") + table + p("Text.")
    file = word_file(tmp_path / "a.docx", body, LINKS, styles=STYLES)
    imported(file, tmp_path / "ny")
    assert "Kvinnor: 60" not in (tmp_path / "ny/content/2021/statistics.yaml").read_text("utf-8")
    asked = tmp_path / "ny/content/2021/import.md"
    assert not asked.exists() or "60" not in asked.read_text("utf-8")


def with_logo(path: Path) -> Path:
    drawn = BytesIO()
    Image.new("RGB", (30, 10), (20, 90, 160)).save(drawn, "PNG")
    body = p(picture("r2", "Kommunens vapen")) + BEFORE + p("Text om året.")
    links = "r1 styles styles.xml\nr2 image media/vapen.png"
    return word_file(path, body, links, styles=STYLES, **{"vapen.png": drawn.getvalue()})


def test_the_picture_on_the_cover_is_the_logo_of_a_new_project(tmp_path: Path) -> None:
    root = tmp_path / "ny"
    told = imported(with_logo(tmp_path / "a.docx"), root)
    assert "logo: logo.png (stycke 1)" in told
    assert "region: region Väst (stycke 3)" in told
    assert (root / "logo.png").is_file()
    assert "\nlogo: logo.png\n" in (root / "content/reportgen.yaml").read_text("utf-8")
    assert not (root / "content/2021/bilder").exists()
    told = imported(tmp_path / "a.docx", root, "--year", "2020", "--region", "region Öst")
    assert "bilden på framsidan utelämnas: projektet behåller den logotyp det har" in told
    assert "region: region Öst (som du angav)" in told
    assert not (root / "content/2020/bilder").exists()


def test_how_captions_stand_is_told_with_its_place(tmp_path: Path) -> None:
    file = with_chart(tmp_path / "a.docx", [("Kvinnor", "7"), ("Män", "4")], series="Antal")
    told = imported(file, tmp_path / "ny")
    assert "bildtexter: {title} (stycke 4, under rubriken ”Statistik”)" in told


def test_an_import_below_a_project_asks_which_is_meant(tmp_path: Path) -> None:
    file = with_logo(tmp_path / "a.docx")
    root, inside = tmp_path / "ny", tmp_path / "ny/rapporter"
    imported(file, root)
    inside.mkdir()
    before = sorted(root.rglob("*"))
    refused = run_here("import", str(file), "--year", "2020", "--project", str(inside))
    assert refused.exit_code == 1
    assert "[project-above]" in refused.output
    assert sorted(root.rglob("*")) == before
    imported(file, inside, "--new")
    assert (inside / "content/2021").is_dir()
    again = run_here("import", str(file), "--new", "--year", "2019", "--project", str(inside))
    assert "[project-exists]" in again.output
    told = imported(file, root / "content", "--year", "2020")
    assert f"i projektet ”{root}”" in told
    assert (root / "content/2020").is_dir()
