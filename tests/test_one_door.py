"""All that is read comes in through one door, which waits for nothing and has a bound."""

import ast
import os
from errno import EFBIG, EISDIR, ENODEV
from pathlib import Path

import pytest

from reportgen.storage.files import read_regular

PACKAGE = Path(__file__).parent.parent / "reportgen"
# What reads the package's own files, a font, what LibreOffice made, or is the door.
_OWN = {
    "writers/charts/keys.py",
    "language/cldr.py",
    "storage/files.py",
    "office/fonts/sfnt.py",
    "office/libreoffice.py",
    "office/running.py",
    "preview/routes.py",
    "readers/profile.py",
    "writers/html/pages.py",
    "writers/html/style.py",
    "writers/word/own_template.py",
}


def test_nothing_else_opens_a_file() -> None:
    found = {path for path in PACKAGE.rglob("*.py") if _opens(ast.parse(path.read_text("utf-8")))}
    assert {path.relative_to(PACKAGE).as_posix() for path in found} <= _OWN


# Those of pathlib raise an error where a folder on the way can't be looked into.
_LOOKING = ("is_file", "is_dir", "exists", "iterdir", "rglob", "glob")
_LOOK_AT_OUR_OWN = {
    "writers/charts/keys.py",
    "checks/dictionary.py",
    "storage/files.py",
    "office/keeper.py",
    "office/running.py",
    "readers/profile.py",
    "writers/html/pages.py",
    "writers/word/own_template.py",
}


def test_nothing_looks_at_a_projects_folders_but_through_the_door() -> None:
    found = {path for path in PACKAGE.rglob("*.py") if _looks(ast.parse(path.read_text("utf-8")))}
    assert {path.relative_to(PACKAGE).as_posix() for path in found} <= _LOOK_AT_OUR_OWN


def _looks(tree: ast.AST) -> bool:
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in _LOOKING
        and not node.keywords
        for node in ast.walk(tree)
    )


def _opens(tree: ast.AST) -> bool:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        match node.func:
            case ast.Attribute(attr="read_bytes" | "read_text") | ast.Name(id="open"):
                return True
            case ast.Attribute(attr="open", value=ast.Name(id="path" | "file" | "os")):
                return True
    return False


@pytest.mark.parametrize("kind", ["pipe", "device", "folder", "large"])
def test_the_door_lets_in_no_more_than_a_file(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "x"
    match kind:
        case "pipe":
            os.mkfifo(path)
        case "device":
            path.symlink_to("/dev/zero")
        case "folder":
            path.mkdir()
        case _:
            path.write_bytes(b"12345")
    number = {"folder": EISDIR, "large": EFBIG}.get(kind, ENODEV)
    with pytest.raises(OSError, check=lambda error: error.errno == number):
        read_regular(path, 4)
