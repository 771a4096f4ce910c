"""Text is printed before a figure that stands above it, to fill the page: what was done there."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from sample_project import make_png, write_project
from test_review import FILE, listed, reviewed

from reportgen.build.pipeline import BuildOptions, build_year
from reportgen.readers.word.reading import read_word_document
from reportgen.scaffold.review.lines import lines_of
from reportgen.storage.rewriting import rewrite_all

LONG = "Ett stycke som är långt nog för att fylla en rad eller två, och som säger föga. "
FILLING = "\n\n".join(f"Nummer {number}. {LONG * 5}".strip() for number in range(6))
HEAD = f'# Text\n\n{FILLING}\n\nLäget framgår av {{{{ ref("figur:lag") }}}}.'
FIGURE = '![{}](../bilder/x.png "Så många var de"){{#lag}}'
UNDER = "Detta stycke står under figuren.\nDet har två rader."
LAST = "Sist av alla kommer detta.\n"
NEW = "Ett nytt stycke."


def _text(*below: str, alt: str = "En bild av dem", head: str = HEAD) -> str:
    return "\n\n".join((head, FIGURE.format(alt), *below))


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """A report with text printed before the figure that it is written under."""
    files = {FILE: _text(UNDER, LAST), "content/bilder/x.png": make_png(640, 640)}
    target = build_year(write_project(tmp_path, files), 2022, BuildOptions()).target
    texts = [each.text for each in lines_of(read_word_document(target).blocks)]
    assert texts.index("Så många var de") > texts.index(LAST.strip())
    return target


def _back(sent: Path, *patterns: tuple[str, str]) -> Path:
    target = sent.parents[2] / "granskad.docx"
    with zipfile.ZipFile(sent) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                markup = content.decode("utf-8")
                for before, after in patterns:
                    markup, count = re.subn(before, after, markup, flags=re.DOTALL)
                    assert count == 1, before
                content = markup.encode("utf-8")
            new.writestr(name, content)
    return target


def _applied(tmp_path: Path, back: Path) -> tuple[set[str], str]:
    found = reviewed(tmp_path, back)
    rewrite_all(tmp_path, found.changed)
    lists = {each for each, _before, _after in listed(found)}
    return lists, (tmp_path / FILE).read_text("utf-8")


def test_a_paragraph_below_the_figure_comes_behind_the_text_above_it(
    tmp_path: Path, sent: Path
) -> None:
    caption = r"(Så många var de</w:t></w:r>(?:(?!</w:p>).)*</w:p>)"
    back = _back(sent, (caption, rf"\1<w:p><w:r><w:t>{NEW}</w:t></w:r></w:p>"))
    expected = _text(UNDER, LAST + f"\n{NEW}\n")
    assert _applied(tmp_path, back) == ({"taken"}, expected)


def test_joined_over_the_figure_which_was_changed_as_well(tmp_path: Path, sent: Path) -> None:
    """The figure stays where it is, and its new text with it."""
    joined = r"\.</w:t></w:r>(?:(?!</w:p>).)*</w:p><w:p>(?:(?!<w:r>).)*<w:r><w:t[^>]*>Detta stycke"
    back = _back(
        sent,
        (f"{joined} står", ". Detta stycke stod"),
        ("En bild av dem", "Ett foto"),
    )
    head = f"{HEAD} {UNDER.replace('står', 'stod')}"
    assert _applied(tmp_path, back) == ({"taken"}, _text(LAST, alt="Ett foto", head=head))
