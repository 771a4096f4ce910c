"""The document's font, found by its file's name."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.charts.fonts import find_font, find_font_folders


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
