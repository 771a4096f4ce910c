"""Drawings (SVG) are drawn as pictures, and nothing in them runs, loads or takes for ever."""

from __future__ import annotations

import base64
import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from PIL import Image as Pillow
from sample_project import OUTPUT, PROSE, MakeProject, build, make_png

from reportgen.diagnostics import ReportError, Span
from reportgen.readers.pictures.images import read_named_image
from reportgen.readers.pictures.svg import read_drawing

SPAN = Span("content/2022/10-text.md", 1, 1, 1, 2)
RED = '<rect width="40" height="20" fill="#ff0000"/>'
GRADIENT = '<linearGradient id="g"><stop stop-color="red"/></linearGradient>'
PIXEL = base64.b64encode(make_png(2, 2)).decode()
XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'


def svg(inside: str, attributes: str = 'width="40" height="20"', before: str = "") -> bytes:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {XLINK} {attributes}>'
    return f"{before}{head}{inside}</svg>".encode()


def middle(png: bytes) -> tuple[int, ...]:
    with Pillow.open(BytesIO(png)) as picture:
        return picture.convert("RGB").getpixel((picture.width // 2, picture.height // 2))


@pytest.mark.parametrize(
    "inside",
    [
        RED,
        '<style>rect { fill: #f00; filter: url(#s) }</style><rect width="40" height="20"/>',
        f'<defs><g id="a">{RED}</g></defs><use xlink:href="#a"/>',
        f'<defs><g id="a">{RED}</g></defs><use href="#a"/>',
        f"{GRADIENT}<rect width='40' height='20' fill='url(#g)'/>",
        RED.replace("/>", ' style="filter:url(#shadow);opacity:1" filter="url(#shadow)"/>'),
    ],
)
def test_what_is_drawn_is_seen(inside):
    drawing = read_drawing(svg(inside))
    assert (drawing.width_px, drawing.height_px) == (40, 20)
    assert middle(drawing.png) == (255, 0, 0)


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="40mm" height="20mm"', (151, 76)),
        ('viewBox="0 0 300 150"', (300, 150)),
        ('viewBox="0,0,300,150" width="100%"', (300, 150)),
        ('viewBox="0 0 300 150" width="2in"', (192, 96)),
        ('viewBox="0 0 300 150" height="75"', (150, 75)),
    ],
)
def test_a_drawing_has_the_size_that_it_says(attributes, size):
    drawing = read_drawing(svg(RED, attributes))
    assert (drawing.width_px, drawing.height_px) == size


HOSTILE = [
    "<script>alert(1)</script>",
    '<rect width="9" height="9" onclick="alert(1)"/>',
    '<g ONLOAD="alert(1)"/>',
    '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml">alert</body></foreignObject>',
    '<image href="http://example.org/a.png" width="9" height="9"/>',
    '<image xlink:href="file:///etc/passwd" width="9" height="9"/>',
    '<image href="/etc/hostname" width="9" height="9"/>',
    '<image href="data:image/svg+xml;base64,PHN2Zz4=" width="9" height="9"/>',
    '<use href="http://example.org/a.svg#b"/>',
    '<a href="javascript:alert(1)"><rect width="9" height="9"/></a>',
    '<rect width="9" height="9" style="fill:url(http://example.org/a)"/>',
    '<rect width="9" height="9" fill="url(https://example.org/a#b)"/>',
    '<style>@import "http://example.org/a.css";</style>',
    "<style>rect { fill: u\\72l(http://example.org/) }</style>",
    '<set attributeName="href" to="javascript:alert(1)"/>',
    '<animate attributeName="x" values="alert"/>',
    '<feImage href="http://example.org/a.png"/>',
    '<iframe xmlns="http://www.w3.org/1999/xhtml" src="http://example.org"/>',
    "<?xml-stylesheet href='http://example.org/a.css'?>",
    "<!-- alert -->",
]


@pytest.mark.parametrize("inside", HOSTILE)
def test_what_runs_or_reaches_out_is_taken_away_and_the_rest_is_drawn(inside):
    drawing = read_drawing(svg(RED + inside))
    for word in (b"alert", b"example.org", b"/etc/", b"javascript", b"script", b"@import", b"<a:"):
        assert word not in drawing.svg
    assert b"rect" in drawing.svg


def test_a_picture_in_a_drawing_stays():
    image = f'<image href="data:image/png;base64,{PIXEL}" width="40" height="20"/>'
    assert PIXEL.encode() in read_drawing(svg(image)).svg


def multiplied(levels: int) -> str:
    """Each level shows the one before it ten times."""
    steps = [f'<g id="g0">{RED}</g>']
    for level in range(1, levels):
        uses = f'<use href="#g{level - 1}"/>' * 10
        steps.append(f'<g id="g{level}">{uses}</g>')
    return "".join(steps)


@pytest.mark.parametrize(
    "content",
    [
        svg(multiplied(12)),
        svg(f'<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/>{RED}</g>'),
        svg("<g>" * 200 + RED + "</g>" * 200),
        svg("&a;", before='<!DOCTYPE svg [<!ENTITY a "lol">]>'),
        svg(RED, before='<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
        svg(RED, 'width="0" height="10"'),
        svg(RED, 'width="90000" height="10"'),
        svg(RED, ""),
        svg(RED, 'viewBox="0 0 a b"'),
        svg(RED)[:60],
        b"<svg>ingen namnrymd</svg>",
    ],
)
def test_what_is_damaged_endless_or_without_size_is_told(tmp_path, content):
    (tmp_path / "a.svg").write_bytes(content)
    with pytest.raises(ReportError, match="bad-image") as raised:
        read_named_image(tmp_path, "a.svg", SPAN)
    assert "plain SVG" in str(raised.value.diagnostics[0].hint)


def test_an_ordinary_document_type_is_no_harm():
    doctype = (
        '<?xml version="1.0" standalone="no"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"'
        ' "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n'
    )
    assert b"DOCTYPE" not in read_drawing(svg(RED, before=doctype)).svg


def test_word_has_the_drawing_and_its_picture_and_html_the_picture(make_project: MakeProject):
    content = svg(RED + "<script>alert(1)</script>")
    prose = "# Text\n\n![En röd ruta](ruta.svg){width=50%}\n"
    root = make_project({PROSE: prose, "content/2022/ruta.svg": content})
    assert build(root, "--html").exit_code == 0
    with ZipFile(root / OUTPUT) as package:
        media = {n: package.read(n) for n in package.namelist() if n.startswith("word/media/")}
        body = package.read("word/document.xml").decode()
    assert sorted(name.rpartition(".")[2] for name in media) == ["png", "svg"]
    assert b"script" not in b"".join(media.values())
    assert "svgBlip" in body
    assert int(re.search(r'<wp:extent cx="(\d+)"', body)[1]) / 36000 == pytest.approx(80, abs=0.1)
    page = (root / OUTPUT).with_suffix(".html").read_text("utf-8")
    assert '<img src="data:image/png;base64,' in page
    assert "alert(1)" not in page
