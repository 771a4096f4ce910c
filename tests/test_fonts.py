"""The document's font, found by its file's name."""

from __future__ import annotations

from pathlib import Path

import matplotlib
import pytest
from matplotlib import ft2font

from reportgen.office.fonts import find_font, find_font_folders, letter_widths
from reportgen.office.fonts.sfnt import AdvanceWidths

# As `charts.typefaces` asks for them: an enumeration from matplotlib 3.10 on.
UNHINTED = getattr(getattr(ft2font, "LoadFlags", ft2font), "NO_HINTING", None) or (
    ft2font.LOAD_NO_HINTING
)


@pytest.mark.parametrize(
    ("files", "family", "found"),
    [
        (["CALIBRI.TTF", "calibrib.ttf", "Carlito-Regular.ttf"], "Calibri", "Calibri"),
        (["Carlito-Bold.ttf", "sub/Carlito-Regular.ttf"], "Calibri", "Carlito"),
        (["LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"], "Arial", "Liberation Sans"),
        (["Arimo-Regular.ttf"], "Arial", "Arimo"),
        (["Times New Roman.ttf"], "Times New Roman", "Times New Roman"),
        (["cambria.ttc"], "Cambria", "Cambria"),
        (["OpenSans-Regular.ttf", "OpenSans-Italic.ttf"], "Open Sans", "Open Sans"),
        (["Inter.otf"], "Inter", "Inter"),
        (["calibri.txt", "calibrii.ttf"], "Calibri", "DejaVu Sans"),
        ([], "Calibri", "DejaVu Sans"),
    ],
)
def test_the_font_or_its_best_stand_in(tmp_path, files, family, found):
    for file in files:
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_bytes(b"")
    font = find_font(family, (tmp_path,))
    assert font.family == found
    assert font.substitute == (family != found)
    assert bool(font.file) == (found != "DejaVu Sans")


def test_the_users_own_folder_comes_first(tmp_path):
    for folder in ("own", "system"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "calibri.ttf").write_bytes(b"")
    font = find_font("Calibri", (tmp_path / "own", tmp_path / "system"))
    assert Path(font.file).parent.name == "own"


def test_the_right_font_is_preferred_to_a_nearer_stand_in(tmp_path):
    for file in ("own/Carlito-Regular.ttf", "system/calibri.ttf"):
        (tmp_path / file).parent.mkdir()
        (tmp_path / file).write_bytes(b"")
    assert find_font("Calibri", (tmp_path / "own", tmp_path / "system")).family == "Calibri"


def test_folders_that_are_not_there_hold_nothing(tmp_path):
    assert find_font("Calibri", (tmp_path / "none",)).file == ""


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", {"HOME": "/home/a"}, "/usr/share/fonts"),
        ("linux", {"HOME": "/home/a"}, "/home/a/.local/share/fonts"),
        ("linux", {"HOME": "/home/a", "XDG_DATA_HOME": "/data"}, "/data/fonts"),
        ("darwin", {"HOME": "/Users/a"}, "/Users/a/Library/Fonts"),
        ("darwin", {"HOME": "/Users/a"}, "/System/Library/Fonts"),
        ("win32", {"USERPROFILE": "u", "WINDIR": "w"}, "w/Fonts"),
        ("win32", {"USERPROFILE": "u", "LOCALAPPDATA": "l"}, "l/Microsoft/Windows/Fonts"),
    ],
)
def test_every_platform_has_its_folders(platform, environment, expected):
    assert Path(expected) in find_font_folders(platform, environment)


BUNDLED = Path(matplotlib.get_data_path()) / "fonts" / "ttf"


@pytest.mark.parametrize("name", ["DejaVuSans", "DejaVuSerif-Bold", "STIXGeneral", "cmr10"])
def test_widths_are_those_that_freetype_tells(name):
    file = BUNDLED / f"{name}.ttf"
    read, known = AdvanceWidths(file), ft2font.FT2Font(str(file))
    known.set_size(1000, 72)
    for character in "Åkern 1\u00a0234,5 – %ﬁ\U0001d49c日":
        width = read.width(character)
        if not known.get_char_index(ord(character)):
            assert width is None
            continue
        told = known.load_char(ord(character), flags=UNHINTED).linearHoriAdvance / 65536
        assert width == pytest.approx(told, abs=0.6)


@pytest.mark.parametrize("content", [b"", b"PK\3\4", b"ttcf" + b"\0" * 8, b"\0\1\0\0" * 40])
def test_what_is_no_font_is_told_apart(tmp_path, content):
    (tmp_path / "x.ttf").write_bytes(content)
    with pytest.raises(ValueError, match=r"x\.ttf"):
        AdvanceWidths(tmp_path / "x.ttf")


def test_text_in_a_font_that_is_not_here_is_given_ample_room():
    assert letter_widths("DejaVu Sans").width("Ansökningar", 10) < (
        letter_widths("Ingen sådan").width("Ansökningar", 10)
    )
    assert not letter_widths("Ingen sådan").exact
    code = letter_widths("Ingen Mono")
    assert code.width("iiii", 10) == code.width("MMMM", 10)


def test_the_bold_face_is_found_by_its_own_file(tmp_path):
    for file in ("calibri.ttf", "calibrib.ttf", "LiberationSans-Bold.ttf", "arial.ttf"):
        (tmp_path / file).write_bytes(b"")
    assert Path(find_font("Calibri", (tmp_path,), bold=True).file).name == "calibrib.ttf"
    assert Path(find_font("Arial", (tmp_path,), bold=True).file).name == "LiberationSans-Bold.ttf"
