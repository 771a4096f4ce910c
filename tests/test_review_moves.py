"""Paragraphs that moved or were divided: their notes, formats and values go along."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from sample_project import write_project
from test_review import FILE, listed, reviewed

from reportgen.build.pipeline import BuildOptions, build_year
from reportgen.readers.word.reading import read_word_document
from reportgen.scaffold.review.lines import lines_of
from reportgen.storage.rewriting import rewrite_all

OTHER = "content/2022/20-mer.md"
MOVES = "Detta stycke flyttas med sin not.[^n]"
FIRST = f"# Rubrik\n\nFörst i avsnittet.\n\n{MOVES}\n\nSist i det första.\n\n[^n]: Notens text.\n"
SECOND = "# Mer\n\nFörst i det andra.\n\nSist i det andra.\n"
FIRST_WITHOUT = "# Rubrik\n\nFörst i avsnittet.\n\nSist i det första.\n"
NOTE = r"(Notens) text"
MARK = r"(<w:r>(?:(?!<w:r>).)*?<w:footnoteReference.*?</w:r>)"


def _moved(root: Path, below: str, *edits: tuple[str, str]) -> Path:
    """The built document with the paragraph put below another, and patterns replaced in it."""
    sent = build_year(root, 2022, BuildOptions()).target
    target = root / "granskad.docx"
    with zipfile.ZipFile(sent) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            markup = old.read(name).decode("utf-8") if name.startswith("word/") else ""
            if name == "word/document.xml":
                paragraphs = re.findall(r"<w:p>.*?</w:p>", markup, re.DOTALL)
                [moves] = [each for each in paragraphs if "flyttas" in each]
                [place] = [each for each in paragraphs if below in each]
                markup = markup.replace(moves, "").replace(place, place + moves)
            for before, after in edits:
                markup = re.sub(before, after, markup, flags=re.DOTALL)
            new.writestr(name, markup.encode("utf-8") if markup else old.read(name))
    return target


def _apply(root: Path, file: Path) -> tuple[str, str]:
    """The text of both sections after the changes, which all are taken, and taken once."""
    found = reviewed(root, file)
    assert {each for each, _before, _after in listed(found)} == {"taken"}
    rewrite_all(root, found.changed)
    target = build_year(root, 2022, BuildOptions(force=True)).target
    back, now = (lines_of(read_word_document(each).blocks) for each in (file, target))
    assert [each.text for each in now] == [each.text for each in back]
    assert reviewed(root, file).changed == {}
    return (root / FILE).read_text("utf-8"), (root / OTHER).read_text("utf-8")


# What is replaced in the file that came back, and what both sections say then.
WITHIN = {
    "moved": ((), f"{FIRST_WITHOUT}\n{MOVES}\n\n[^n]: Notens text.\n"),
    "its-note-reworded": (
        ((NOTE, r"\1 ord"),),
        f"{FIRST_WITHOUT}\n{MOVES}\n\n[^n]: Notens ord.\n",
    ),
    "its-note-taken-out": (
        ((MARK, ""),),
        f"{FIRST_WITHOUT}\n{MOVES.removesuffix('[^n]')}\n",
    ),
}


@pytest.mark.parametrize("name", WITHIN)
def test_a_paragraph_moves_within_a_section(tmp_path: Path, name: str) -> None:
    edits, first = WITHIN[name]
    write_project(tmp_path, {FILE: FIRST, OTHER: SECOND})
    file = _moved(tmp_path, "Sist i det första", *edits)
    assert _apply(tmp_path, file) == (first, SECOND)


RENAMED = MOVES.replace("^n", "^granskning-1")
RENAMED_NOTE = "[^granskning-1]: Notens text."
ACROSS = {
    "moved": ((), SECOND, f"{SECOND}\n{MOVES}\n\n[^n]: Notens text.\n"),
    "its-note-reworded": (
        ((NOTE, r"\1 ord"),),
        SECOND,
        f"{SECOND}\n{MOVES}\n\n[^n]: Notens ord.\n",
    ),
    "its-note-taken-out": (
        ((MARK, ""),),
        SECOND,
        f"{SECOND}\n{MOVES.removesuffix('[^n]')}\n",
    ),
    "where-a-note-has-its-name": (
        (),
        f"{SECOND.rstrip()}[^n]\n\n[^n]: En annan.\n",
        f"{SECOND.rstrip()}[^n]\n\n{RENAMED}\n\n[^n]: En annan.\n\n{RENAMED_NOTE}\n",
    ),
}


@pytest.mark.parametrize("name", ACROSS)
def test_a_paragraph_moves_into_another_section(tmp_path: Path, name: str) -> None:
    edits, before, after = ACROSS[name]
    write_project(tmp_path, {FILE: FIRST, OTHER: before})
    file = _moved(tmp_path, "Sist i det andra", *edits)
    assert _apply(tmp_path, file) == (FIRST_WITHOUT, after)


def test_a_value_that_a_new_paragraph_begins_with_stays_computed(tmp_path: Path) -> None:
    text = 'Uppgiften lyder {{ arenden["A"] }}.'
    statistics = "arenden:\n  title: Ärenden\n  unit: ärenden\n  counts: {A: 48, B: 32}\n"
    changes = {FILE: f"# Rubrik\n\n{text}\n", "content/2022/statistics.yaml": statistics}
    write_project(tmp_path, changes)
    sent = build_year(tmp_path, 2022, BuildOptions()).target
    target = tmp_path / "granskad.docx"
    end = "</w:t></w:r></w:p><w:p><w:r><w:t>"
    with zipfile.ZipFile(sent) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                content = content.replace(b" lyder ", f" lyder{end}".encode(), 1)
                content = content.replace(b">48<", b">40<")
            new.writestr(name, content)
    found = reviewed(tmp_path, target)
    assert listed(found) == [("numbers", "48", "40"), ("taken", "", "¶")]
    rewrite_all(tmp_path, found.changed)
    expected = '# Rubrik\n\nUppgiften lyder\n\n{{ arenden["A"] }}.\n'
    assert (tmp_path / FILE).read_text("utf-8") == expected


def test_a_line_that_passed_others_is_what_moved(tmp_path: Path) -> None:
    """Those were changed a little each, and it was not: it alone is told as moved."""
    lines = [f"Stycke nummer {name} handlar om året." for name in ("ett", "två", "tre", "fyra")]
    write_project(tmp_path, {FILE: "\n\n".join(["# Rubrik", MOVES.removesuffix("[^n]"), *lines])})
    file = _moved(tmp_path, "fyra", *((f"{n} handlar", f"{n} talar") for n in NUMBERS))
    found = listed(reviewed(tmp_path, file))
    assert [(each, before) for each, before, _after in found] == [
        *[("taken", "handlar")] * 4,
        ("taken", MOVES.removesuffix("[^n]")),
    ]


NUMBERS = ("ett", "två", "tre", "fyra")


def test_a_line_that_moved_with_its_value_typed_over_is_no_part_of_its_neighbour(
    tmp_path: Path,
) -> None:
    lines = [
        f'Uppgiften från {name} lyder {{{{ arenden["{key}"] }}}}.'
        for name, key in (("Åby", "A"), ("Ydre", "B"), ("Malå som flyttas", "C"))
    ]
    statistics = "arenden:\n  title: Ärenden\n  unit: ärenden\n  counts: {A: 48, B: 32, C: 21}\n"
    changes = {FILE: "\n\n".join(["# Rubrik", *lines]) + "\n", STATISTICS: statistics}
    write_project(tmp_path, changes)
    file = _moved(tmp_path, "Åby", (">32<", ">35<"), (">21<", ">25<"), ("Ydre lyder", "Ydre är"))
    found = reviewed(tmp_path, file)
    told = [(before, after) for each, before, after in listed(found) if each == "numbers"]
    assert sorted(told) == [("21", "25"), ("32", "35")]
    rewrite_all(tmp_path, found.changed)
    first, second, third = lines
    expected = ["# Rubrik", first, third, f"{second.replace('lyder', 'är')}\n"]
    assert (tmp_path / FILE).read_text("utf-8") == "\n\n".join(expected)


def test_a_line_that_was_pasted_elsewhere_keeps_the_value_typed_over_in_it(tmp_path: Path) -> None:
    value = '{{ arenden["A"] }}'
    lines = [f"Uppgiften som flyttas från Åby lyder {value}.", "Först detta.", "Sist detta."]
    statistics = "arenden:\n  title: Ärenden\n  unit: ärenden\n  counts: {A: 48, B: 32}\n"
    text = "\n\n".join(["# Rubrik", *lines]) + "\n"
    write_project(tmp_path, {FILE: text, STATISTICS: statistics})
    more = "därtill nu mycket som vi inte visste då"
    anew = (">48<", ">49<"), ("lyder", more), ("<w:bookmarkStart[^>]*>", "")
    found = reviewed(tmp_path, _moved(tmp_path, "Sist detta", *anew))
    assert [each for each in listed(found) if each[0] == "numbers"] == [("numbers", "48", "49")]
    rewrite_all(tmp_path, found.changed)
    first, *others = lines
    expected = ["# Rubrik", *others, first.replace("lyder", more) + "\n"]
    assert (tmp_path / FILE).read_text("utf-8") == "\n\n".join(expected)


STATISTICS = "content/2022/statistics.yaml"
