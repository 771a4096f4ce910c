"""What is no Word file of a report: told in words of its own, with what to do, nothing written."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner

from reportgen.cli.program import make_program

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500


def of(content: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content)


def with_parts(*names: str) -> Callable[[Path], object]:
    def make(path: Path) -> None:
        with zipfile.ZipFile(path, "w") as package:
            for name in names:
                package.writestr(name, "<a/>")

    return make


def pictures(path: Path) -> None:
    word = docx.Document()
    word.add_picture(str(Path(__file__).parents[2] / "docs/pictures/charts.png"))
    word.save(path)


def empty(path: Path) -> None:
    docx.Document().save(path)


# The file's name, what is in it, and words of the error and of its hint.
WRONG = {
    "nothing": ("a.docx", of(b""), "den är tom", "kopierats"),
    "zeros": ("a.docx", of(b"\0" * 900), "den är tom", "kopierats"),
    "open in Word": ("~$rapport.docx", of(b"\5Anna"), "har rapporten öppen", "~$"),
    "a password": (
        "a.docx",
        of(OLD + "EncryptedPackage".encode("utf-16-le")),
        "skyddad med lösenord",
        "Skydda dokument",
    ),
    "an old one renamed": ("a.docx", of(OLD), "äldre Word", "spara den som"),
    "a PDF renamed": ("a.docx", of(b"%PDF-1.7\n"), "PDF", "Word-filen som den gjordes av"),
    "RTF renamed": ("a.docx", of(b"{\\rtf1 Hej}"), "annat slag", "spara den som"),
    "a web page": ("a.docx", of(b"<!DOCTYPE html><p>Hej"), "annat slag", "spara den som"),
    "plain text": ("a.txt", of(b"Hej"), "ingen .docx-fil", "spara den som"),
    "cut off": ("a.docx", of(b"PK\3\4" + b"\7" * 90), "ingen .docx-fil", "hämta den"),
    "Excel": ("a.docx", with_parts("xl/workbook.xml"), "Excel", "Word-fil"),
    "PowerPoint": ("a.docx", with_parts("ppt/presentation.xml"), "PowerPoint", "Word-fil"),
    "Pages": ("a.pages", with_parts("Index/Document.iwa"), "Pages", "Exportera"),
    "OpenDocument renamed": ("a.docx", with_parts("mimetype"), "OpenDocument", ".odt"),
    "a zip of letters": ("a.docx", with_parts("brev.txt"), "inget dokument", "spara den som"),
    "no text": ("a.docx", empty, "ingen text", "rätt fil"),
    "pictures alone": ("a.docx", pictures, "ingen text", "inskannad"),
    "a folder": ("mapp.docx", Path.mkdir, "mapp", ""),
}


@pytest.mark.parametrize(("name", "make", "words", "hint"), WRONG.values(), ids=WRONG)
def test_a_wrong_file_is_told_with_what_to_do(
    tmp_path: Path, name: str, make: Callable[[Path], object], words: str, hint: str
) -> None:
    file = tmp_path / name
    make(file)
    root = tmp_path / "ny"
    root.mkdir()
    arguments = ["import", str(file), "--year", "2021", "--project", str(root)]
    done = CliRunner().invoke(make_program(), arguments)
    assert done.exit_code == 1, done.output
    error, _line, tip = done.output.partition("\n")
    assert words in error, done.output
    assert hint in tip, done.output
    assert not [*root.iterdir()]
