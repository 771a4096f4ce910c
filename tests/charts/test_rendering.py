"""Pictures from charts: the same bytes again, the cache, and what befalls the second process."""

from __future__ import annotations

import json
import os
import pickle
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from msgspec.structs import replace

from reportgen.model import Chart, Series
from reportgen.office.fonts import FontFile
from reportgen.writers.charts import ChartStyle, cache, render_charts, rendering
from reportgen.writers.charts import keys as keys_module
from reportgen.writers.charts.cache import pack, unpack
from reportgen.writers.charts.keys import digest_code, make_keys, matplotlib_version

STYLE = ChartStyle()
ROOT = Path(__file__).parents[2]
SVG = "{http://www.w3.org/2000/svg}"


def header(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", png[16:24])


def chunks(png: bytes) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    at = 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        kind, content = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        assert struct.unpack(">I", png[at + 8 + length : at + 12 + length])[0] == zlib.crc32(
            kind + content
        )
        found[kind.decode()] = content
        at += 12 + length
    return found


def test_a_chart_becomes_svg_and_png_of_the_same_size(seven, tmp_path):
    rendered = render_charts(seven, STYLE, tmp_path)
    assert list(rendered.pictures) == list(seven)
    for picture in rendered.pictures.values():
        width, height = header(picture.raster)
        assert picture.width_mm == pytest.approx(160)
        assert width == pytest.approx(picture.width_mm / 25.4 * 200, abs=1)
        assert height == pytest.approx(picture.height_mm / 25.4 * 200, abs=1)
        assert picture.svg is not None
        root = ET.fromstring(picture.svg)
        assert root.get("width") == "160mm"
        assert float(root.get("height", "").removesuffix("mm")) == pytest.approx(
            picture.height_mm, abs=0.01
        )


def test_pictures_are_small_and_say_nothing_of_their_making(seven, tmp_path):
    for picture in render_charts(seven, STYLE, tmp_path).pictures.values():
        assert len(picture.raster) < 60_000
        assert set(chunks(picture.raster)) == {"IHDR", "PLTE", "pHYs", "IDAT", "IEND"}
        assert picture.svg is not None
        assert b"metadata" not in picture.svg
        assert b"<use" not in picture.svg
        assert b" id=" not in picture.svg


def test_the_bars_have_exactly_the_palettes_colours(seven, tmp_path):
    picture = render_charts(seven, STYLE, tmp_path).pictures["kon"]
    palette = chunks(picture.raster)["PLTE"]
    colours = {palette[at : at + 3].hex() for at in range(0, len(palette), 3)}
    assert {"12436d", "28a197", "801650", "ffffff", "1a1a1a"} <= colours


def test_the_title_is_escaped(make_chart, tmp_path):
    title = "Ärenden <fler> & färre"
    picture = render_charts({"a": make_chart(title=title)}, STYLE, tmp_path).pictures["a"]
    assert ET.fromstring(picture.svg).findtext(f"{SVG}title") == title


def test_each_label_is_one_outline(make_chart, tmp_path):
    picture = render_charts({"a": make_chart(rows={"Å": 3, "ö": 0})}, STYLE, tmp_path).pictures["a"]
    root = ET.fromstring(picture.svg)
    assert len(root.findall(f"{SVG}path")) == 4
    assert len(root.findall(f"{SVG}rect")) == 2


def test_the_same_bytes_in_another_process_place_and_time_zone(seven, tmp_path):
    here = render_charts(seven, STYLE, tmp_path / "here")
    assert render_charts(seven, STYLE, tmp_path / "there").pictures == here.pictures
    program = (
        "import sys, hashlib; from pathlib import Path\n"
        "from reportgen.writers.charts import ChartStyle, render_charts\n"
        "import pickle; charts, style = pickle.load(sys.stdin.buffer)\n"
        "rendered = render_charts(charts, style, Path(sys.argv[1]))\n"
        "for p in rendered.pictures.values():\n"
        "    print(hashlib.sha256(p.raster + p.svg).hexdigest())\n"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program, str(tmp_path / zone.replace("/", "-"))],
            input=pickle.dumps((seven, STYLE)),
            env={**os.environ, "TZ": zone, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed},
            cwd=tmp_path,
            capture_output=True,
            check=True,
        ).stdout
        for zone, seed in (("Asia/Tokyo", "1"), ("America/Lima", "2"))
    }
    assert len(outputs) == 1


def test_what_is_in_the_cache_is_not_drawn_again(seven, tmp_path):
    heard: list[str] = []
    first = render_charts(seven, STYLE, tmp_path, heard.append)
    assert (first.drawn, first.cached) == (8, 0)
    assert heard == list(seven)
    changed = {**seven, "ett": replace(seven["ett"], title="En annan")}
    second = render_charts(changed, STYLE, tmp_path, heard.append)
    assert (second.drawn, second.cached) == (1, 7)
    assert heard == [*seven, "ett"]
    assert second.pictures["kon"] == first.pictures["kon"]


def test_cached_charts_need_no_matplotlib(seven, tmp_path):
    render_charts(seven, STYLE, tmp_path)
    program = (
        "import sys, json; from pathlib import Path; import reportgen.writers.charts\n"
        "before = [n for n in ('matplotlib', 'numpy', 'babel', 'subprocess') if n in sys.modules]\n"
        "import pickle; charts, style = pickle.load(sys.stdin.buffer)\n"
        "rendered = reportgen.writers.charts.render_charts(charts, style, Path(sys.argv[1]))\n"
        "after = [n for n in ('matplotlib', 'numpy', 'babel', 'subprocess') if n in sys.modules]\n"
        "print(json.dumps([before, after, rendered.drawn, rendered.cached]))\n"
    )
    output = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)],
        input=pickle.dumps((seven, STYLE)),
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
    ).stdout
    assert json.loads(output) == [[], [], 0, 8]


def test_every_ingredient_is_in_the_key(make_chart, tmp_path, monkeypatch):
    font_file = tmp_path / "font.ttf"
    font_file.write_bytes(b"one")
    font = FontFile("Calibri", "Calibri", str(font_file))
    chart = make_chart()

    def key(style: ChartStyle = STYLE, font: FontFile = font, **changes: object) -> str:
        return make_keys([replace(chart, **changes)], style, font)[0]

    seen = {key()}
    assert key() in seen
    seen.add(key(title="annan"))
    seen.add(key(language="en"))
    seen.add(key(breaks=(1,)))
    seen.add(key(series=(replace(chart.series[0], values=(18, 11, 0, 0)),)))
    seen.add(key(series=(replace(chart.series[0], values=(18, 11, Fraction(0), None)),)))
    seen.add(key(style=ChartStyle(text_size_pt=10)))
    seen.add(key(style=ChartStyle(font_family="Arial")))
    seen.add(key(style=ChartStyle(width_mm=150)))
    font_file.write_bytes(b"two")
    seen.add(key())
    with monkeypatch.context() as patch:
        patch.setattr(keys_module, "matplotlib_version", lambda: "99")
        seen.add(key())
    with monkeypatch.context() as patch:
        patch.setattr(keys_module, "digest_code", lambda: "other")
        seen.add(key())
    assert len(seen) == 12


def test_the_drawing_code_is_part_of_the_key(tmp_path):
    package = tmp_path / "writers" / "charts"
    (package / "layout").mkdir(parents=True)
    formatting = tmp_path / "language" / "formatting.py"
    formatting.parent.mkdir()
    formatting.write_text("a")
    (package / "palette.py").write_text("a")
    (package / "layout" / "bars.py").write_text("a")
    seen = {digest_code(package)}
    for file in ("palette.py", "layout/bars.py", "../../language/formatting.py"):
        (package / file).write_text("b")
        seen.add(digest_code(package))
    assert len(seen) == 4
    assert digest_code(package) in seen
    assert (ROOT / "reportgen" / "language" / "formatting.py").is_file()


def test_matplotlibs_version_is_known_without_importing_it(monkeypatch):
    import matplotlib

    monkeypatch.delitem(sys.modules, "matplotlib")
    assert matplotlib_version() == matplotlib.__version__
    assert "matplotlib" not in sys.modules


@pytest.mark.parametrize(
    "damage",
    [
        lambda whole: b"",
        lambda whole: whole[:5],
        lambda whole: whole[:-1],
        lambda whole: whole[:100] + b"?" + whole[101:],
        lambda whole: b"what is this" * 100,
    ],
)
def test_a_damaged_entry_is_drawn_again(make_chart, tmp_path, damage: Callable[[bytes], bytes]):
    charts = {"a": make_chart()}
    first = render_charts(charts, STYLE, tmp_path)
    (entry,) = kept_in(tmp_path)
    entry.write_bytes(damage(entry.read_bytes()))
    again = render_charts(charts, STYLE, tmp_path)
    assert (again.drawn, again.pictures) == (1, first.pictures)
    assert render_charts(charts, STYLE, tmp_path).cached == 1


def kept_in(root: Path) -> list[Path]:
    return [*(root / "output/.cache/charts").iterdir()]


def test_an_entry_is_read_as_it_was_packed(make_chart, tmp_path):
    render_charts({"a": make_chart(rows={"日本": 1})}, STYLE, tmp_path)
    (entry,) = kept_in(tmp_path)
    drawn = unpack(entry.read_bytes())
    assert drawn is not None
    assert drawn.missing == "日本"
    assert pack(drawn) == entry.read_bytes()


def test_a_cache_does_not_grow_for_ever(make_chart, tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "_MOST_KEPT", 3)
    for number in range(5):
        chart = make_chart(title=f"Diagram {number}")
        assert render_charts({"a": chart}, STYLE, tmp_path).drawn == 1
    assert len(kept_in(tmp_path)) == 3
    assert render_charts({"a": chart}, STYLE, tmp_path).drawn == 0


def test_a_cache_that_cannot_be_written_costs_only_time(make_chart, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    rendered = render_charts({"a": make_chart()}, STYLE, blocked / "charts")
    assert rendered.drawn == 1


def test_a_font_without_a_character_is_helped_out(make_chart, tmp_path, recwarn):
    charts = {"a": make_chart(rows={"Ж→∑": 1, "日本": 2, "Rumänien": 3})}
    rendered = render_charts(charts, STYLE, tmp_path)
    assert rendered.missing == "日本"
    assert render_charts(charts, STYLE, tmp_path).missing == "日本"
    assert not recwarn.list


def test_a_font_that_nobody_has_is_told(make_chart, tmp_path):
    style = ChartStyle(font_family="Ingen sådan font")
    rendered = render_charts({"a": make_chart()}, style, tmp_path)
    assert rendered.font == FontFile("Ingen sådan font", "DejaVu Sans", "")
    assert not rendered.font.metric_compatible


def test_a_broken_font_file_does_not_stop_the_build(make_chart, tmp_path, monkeypatch):
    broken = tmp_path / "calibri.ttf"
    broken.write_bytes(b"no font at all")
    font = FontFile("Calibri", "Calibri", str(broken))
    monkeypatch.setattr(rendering, "find_font", lambda family: font)
    assert render_charts({"a": make_chart()}, STYLE, tmp_path / "cache").drawn == 1


# What another's cache may hold in place of our pictures.
FOREIGN_SVG = {
    "handler": lambda svg: svg.replace(b"<rect", b'<rect onload="alert(1)"', 1),
    "slash": lambda svg: b"<svg/onload=alert(1)>",
    "script": lambda svg: svg.replace(b"</svg>", b"<script>alert(1)</script></svg>"),
    "reference": lambda svg: svg.replace(b"</svg>", b'<image href="http://a/b"/></svg>'),
    "fetched fill": lambda svg: svg.replace(b'fill="', b'fill="url(http://a/b)', 1),
    "title": lambda svg: svg.replace(b"</title>", b"</title><a/><title></title>"),
    "document type": lambda svg: b"<!DOCTYPE svg>" + svg,
    "tail": lambda svg: svg + b"<script/>",
    "bytes": lambda svg: svg.replace(b"<title>", b"<title>\xff"),
}
FOREIGN_PNG = {
    "text": lambda png: png.replace(b"IDAT", b"tEXt", 1),
    "tail": lambda png: png + b"MZ",
    "size": lambda png: png[:16] + b"\x7f\xff\xff\xff" + png[20:],
    "html": lambda png: b"<html>",
}


@pytest.fixture(scope="module")
def a_drawn_chart(tmp_path_factory):
    from reportgen.writers.charts.cache import Drawn

    chart = Chart("bars", "Å & <ä>", ("A",), (Series("Ärenden", (3,)),), "ärenden", "sv", ())
    rendered = render_charts({"a": chart}, STYLE, tmp_path_factory.mktemp("a"))
    return Drawn(rendered.pictures["a"], "")


def test_what_is_kept_is_read_again(a_drawn_chart):
    assert unpack(pack(a_drawn_chart)) == a_drawn_chart


@pytest.mark.parametrize("change", FOREIGN_SVG)
def test_no_foreign_drawing_is_taken_from_the_cache(a_drawn_chart, change):
    svg = FOREIGN_SVG[change](a_drawn_chart.picture.svg)
    foreign = replace(a_drawn_chart, picture=replace(a_drawn_chart.picture, svg=svg))
    assert svg != a_drawn_chart.picture.svg
    assert unpack(pack(foreign)) is None


@pytest.mark.parametrize("change", FOREIGN_PNG)
def test_no_foreign_picture_is_taken_from_the_cache(a_drawn_chart, change):
    raster = FOREIGN_PNG[change](a_drawn_chart.picture.raster)
    foreign = replace(a_drawn_chart, picture=replace(a_drawn_chart.picture, raster=raster))
    assert unpack(pack(foreign)) is None
