"""Pictures are read upright and without what their files say of the photographer."""

from __future__ import annotations

import re
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Pillow
from PIL import ImageCms, PngImagePlugin
from sample_project import OUTPUT, PROSE, MakeProject, build, make_png

from reportgen.diagnostics import ReportError, Span
from reportgen.readers.pictures.images import read_named_image
from reportgen.readers.pictures.metadata import without_metadata

BODY = "word/document.xml"
SPAN = Span("content/2022/10-text.md", 1, 1, 1, 2)
# What must be seen: red above on the left, green on the right, blue below on the left, then white.
CORNERS = ((255, 0, 0), (0, 160, 0), (0, 0, 255), (255, 255, 255))
TURNS = {
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_90",
    7: "TRANSVERSE",
    8: "ROTATE_270",
}
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
SECRET = b"57.70887,11.97456"


def scene() -> Pillow.Image:
    picture = Pillow.new("RGB", (64, 32))
    for index, colour in enumerate(CORNERS):
        left, top = 32 * (index % 2), 16 * (index // 2)
        picture.paste(colour, (left, top, left + 32, top + 16))
    return picture


def photo(orientation: int, kind: str = "JPEG") -> bytes:
    """The scene as a camera stores it that was held another way."""
    stored = scene()
    if orientation in TURNS:
        stored = stored.transpose(Pillow.Transpose[TURNS[orientation]])
    exif = Pillow.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = SECRET.decode()
    stream = BytesIO()
    stored.save(stream, kind, exif=exif, icc_profile=PROFILE)
    return stream.getvalue()


def read(root: Path, content: bytes):
    (root / "foto").write_bytes(content)
    return read_named_image(root, "foto", SPAN)


def corners(content: bytes) -> list[tuple[int, int, int]]:
    with Pillow.open(BytesIO(content)) as picture:
        places = ((16, 8), (48, 8), (16, 24), (48, 24))
        return [picture.convert("RGB").getpixel(place) for place in places]


def is_the_scene(content: bytes) -> bool:
    return all(
        abs(value - wanted) < 12
        for found, colour in zip(corners(content), CORNERS, strict=True)
        for value, wanted in zip(found, colour, strict=True)
    )


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("orientation", range(10))
def test_a_picture_is_read_as_it_is_meant_to_be_seen(tmp_path, orientation, kind):
    image = read(tmp_path, photo(orientation, kind))
    assert (image.width_px, image.height_px) == (64, 32)
    assert is_the_scene(image.content)
    with Pillow.open(BytesIO(image.content)) as picture:
        assert (picture.format, picture.info["icc_profile"]) == (kind, PROFILE)
        assert not picture.getexif()
    assert SECRET not in image.content


def test_a_picture_without_metadata_stays_byte_for_byte(tmp_path):
    stream = BytesIO()
    scene().save(stream, "JPEG")
    for content in (stream.getvalue(), make_png(3, 2)):
        assert read(tmp_path, content).content == content


def test_comments_second_pictures_and_words_go_and_the_picture_stays(tmp_path):
    stream = BytesIO()
    scene().save(stream, "JPEG", progressive=True, comment=SECRET)
    image = read(tmp_path, stream.getvalue() + photo(1))
    assert SECRET not in image.content
    assert is_the_scene(image.content)
    words, stream = PngImagePlugin.PngInfo(), BytesIO()
    words.add_text("Plats", SECRET.decode())
    words.add_itxt("XML:com.adobe.xmp", SECRET.decode())
    scene().save(stream, "PNG", pnginfo=words)
    image = read(tmp_path, stream.getvalue())
    assert SECRET not in image.content
    assert is_the_scene(image.content)


def test_what_is_seen_through_stays_so_when_a_picture_is_turned(tmp_path):
    exif, stream = Pillow.Exif(), BytesIO()
    exif[0x0112] = 6
    scene().quantize(8).save(stream, "PNG", exif=exif, transparency=0)
    with Pillow.open(BytesIO(read(tmp_path, stream.getvalue()).content)) as picture:
        assert picture.size == (32, 64)
        assert picture.convert("RGBA").getextrema()[3] == (0, 255)


def test_a_photo_with_a_second_one_behind_it_is_turned_too(tmp_path):
    frames, stream = [scene(), scene()], BytesIO()
    exif = Pillow.Exif()
    exif[0x0112] = 3
    frames[0].save(stream, "MPO", save_all=True, append_images=frames[1:], exif=exif)
    image = read(tmp_path, stream.getvalue())
    assert image.content.count(b"\xff\xd8\xff") == 1
    assert corners(image.content)[0] > (200, 200, 200)


@given(st.integers(0), st.sampled_from(["JPEG", "PNG"]))
def test_a_picture_that_ends_too_early_is_no_crash(place, kind):
    whole = photo(6, kind)
    with suppress(ValueError):
        without_metadata(whole[: place % len(whole)])


def test_a_damaged_picture_is_told(tmp_path):
    with pytest.raises(ReportError, match="bad-image"):
        read(tmp_path, photo(6)[:400])


@pytest.mark.parametrize("orientation", [1, 6, 8])
def test_every_format_and_the_logo_show_it_the_same_way(make_project: MakeProject, orientation):
    root = make_project(
        {
            PROSE: "# Text\n\n![Fyra färger](foto.jpg)\n",
            "content/2022/foto.jpg": photo(orientation),
            "content/logo.jpg": photo(orientation),
        }
    )
    settings = root / "content" / "reportgen.yaml"
    settings.write_text(settings.read_text("utf-8") + "\nlogo: content/logo.jpg\n", "utf-8")
    assert build(root, "--html").exit_code == 0
    with ZipFile(root / OUTPUT) as package:
        media = [name for name in package.namelist() if name.startswith("word/media/")]
        assert media
        assert all(is_the_scene(package.read(name)) for name in media)
        body = package.read("word/document.xml").decode()
    assert 'cx="609600" cy="304800"' in body
    page = (root / OUTPUT).with_suffix(".html").read_text("utf-8")
    assert 'width="64" height="32"' in page


@pytest.mark.parametrize(
    ("written", "mm", "pixels"),
    [
        ("", 64 / 96 * 25.4, "64"),
        ("{width=50%}", 80, "302"),
        ("{width=100%}", 160, "605"),
        ("{#foto width=5%}", 8, "30"),
    ],
)
def test_a_picture_is_as_wide_as_it_is_asked_to_be(make_project: MakeProject, written, mm, pixels):
    prose = f"# Text\n\n![Fyra färger](foto.jpg){written}\n"
    root = make_project({PROSE: prose, "content/2022/foto.jpg": photo(1)})
    assert build(root, "--html").exit_code == 0
    with ZipFile(root / OUTPUT) as package:
        extent = re.search(r'<wp:extent cx="(\d+)" cy="(\d+)"/>', package.read(BODY).decode())
    assert abs(int(extent[1]) / 36000 - mm) < 0.05
    assert abs(int(extent[1]) / int(extent[2]) - 2) < 0.01
    assert f'width="{pixels}"' in (root / OUTPUT).with_suffix(".html").read_text("utf-8")


def test_a_picture_too_tall_at_its_width_is_made_to_fit(make_project: MakeProject):
    prose = "# Text\n\n![Hög](foto.png){width=100%}\n"
    root = make_project({PROSE: prose, "content/2022/foto.png": make_png(10, 100)})
    assert build(root).exit_code == 0
    with ZipFile(root / OUTPUT) as package:
        extent = re.search(r'<wp:extent cx="(\d+)" cy="(\d+)"/>', package.read(BODY).decode())
    assert int(extent[2]) < 297 * 36000
    assert abs(int(extent[2]) / int(extent[1]) - 10) < 0.01
