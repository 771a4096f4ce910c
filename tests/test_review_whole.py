"""What went out as a whole, and what no text file can take: sections, headers, merged cells."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from sample_project import write_project
from test_review_cases import as_edited, printed_of

from reportgen.build.pipeline import BuildOptions, build_year
from reportgen.diagnostics import ReportError
from reportgen.scaffold.review.choosing import Applied, write
from reportgen.scaffold.review.reading import Reviewed, read_returned, review
from reportgen.storage.rewriting import files_before, restored

FIRST, SECOND = "content/2022/10-text.md", "content/2022/20-slut.md"
TEXT = "# Text\n\nFörst kommer ett stycke.\n"
END = "# Slut\n\nSist kommer ett stycke.[^n]\n\n- en sak\n- en till\n\n[^n]: En not.\n"
TABLE = """# Text

Först kommer ett stycke.

| Ort | Antal | Andel |
| --- | --- | --- |
| Lund[^n] | 3 | 4 |
| Malmö | 5 | 6 |

: Orter

Sist kommer ett stycke.

[^n]: En not.
"""


def _reviewed(root: Path, content: bytes, *, numbers: bool = False) -> Reviewed:
    document = root.parent / "granskad.docx"
    document.write_bytes(content)
    files = [read_returned(document)]
    return review(root, 2022, files, lambda _each: True, numbers=numbers)


def _without_section(tmp_path: Path) -> tuple[Path, bytes]:
    root = write_project(tmp_path / "p", {FIRST: TEXT, SECOND: END})
    edited = write_project(tmp_path / "edited", {FIRST: TEXT})
    sent = build_year(root, 2022, BuildOptions()).target.read_bytes()
    return root, as_edited(sent, printed_of(edited))


def _written(root: Path, content: bytes) -> Applied:
    return write(root, _reviewed(root, content))


def test_a_section_that_went_out_takes_its_file_along(tmp_path: Path) -> None:
    root, content = _without_section(tmp_path)
    found = _reviewed(root, content)
    [verdict] = found.verdicts
    assert (verdict.list, verdict.authored.change.kind) == ("taken", "deleted")
    assert verdict.authored.change.before.startswith("Slut ¶ Sist kommer")
    applied = _written(root, content)
    assert not (root / SECOND).exists()
    assert (root / FIRST).read_text("utf-8") == TEXT
    assert [each.list for each in _reviewed(root, content).verdicts] == ["already"]
    kept = files_before(root, applied.kept)
    assert kept is not None
    assert restored(root, kept) == (SECOND,)
    assert (root / SECOND).read_text("utf-8") == END


def test_a_section_that_others_went_on_writing_stays(tmp_path: Path) -> None:
    root, content = _without_section(tmp_path)
    (root / SECOND).write_text(END.replace("Sist kommer", "Sist av allt kommer"), "utf-8")
    [verdict] = _reviewed(root, content).verdicts
    assert verdict.list == "conflict"
    assert _written(root, content).kept == ""


def test_a_file_saved_meanwhile_is_not_taken_away(tmp_path: Path) -> None:
    root, content = _without_section(tmp_path)
    found = _reviewed(root, content)
    (root / SECOND).write_text(END + "\nMer text.\n", "utf-8")
    with pytest.raises(ReportError, match="meanwhile"):
        write(root, found)
    assert (root / SECOND).read_text("utf-8").endswith("Mer text.\n")


def _replaced(content: bytes, part: str, before: str, after: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name.startswith(part):
                text = text.replace(before.encode(), after.encode())
            new.writestr(name, text)
    return target.getvalue()


def test_a_changed_header_is_told(tmp_path: Path) -> None:
    root = write_project(tmp_path / "p", {FIRST: TEXT})
    sent = printed_of(root)
    content = _replaced(sent, "word/header", "Exempel", "Provstad")
    content = _replaced(content, "word/footer", "Sida", "Blad")
    found = _reviewed(root, content)
    told = [(each.list, each.authored.change.kind) for each in found.verdicts]
    assert told == [("not-understood", "margin")] * len(told)
    assert told
    assert found.changed == {}


def test_merged_cells_are_told_and_keep_what_they_said(tmp_path: Path) -> None:
    root = write_project(tmp_path / "p", {FIRST: TABLE})
    text = TABLE.replace("Malmö | 5 | 6 |", "Ystad | 5 6 ||")
    merged = write_project(tmp_path / "edited", {FIRST: text})
    found = _reviewed(root, as_edited(printed_of(root), printed_of(merged)))
    taken, verdict = sorted(found.verdicts, key=lambda each: each.list, reverse=True)
    change = verdict.authored.change
    assert (taken.list, taken.authored.change.after) == ("taken", "Ystad")
    assert (verdict.list, change.before) == ("not-understood", "5 | 6")
    [(_before, after)] = found.changed.values()
    assert after == TABLE.replace("Malmö", "Ystad").encode()


def test_cells_merged_with_the_change_tracked_are_told(tmp_path: Path) -> None:
    root = write_project(tmp_path / "p", {FIRST: TABLE})
    sent = printed_of(root)
    text = zipfile.ZipFile(io.BytesIO(sent)).read("word/document.xml").decode()
    end = text.index(">Malmö<")
    begin = text.rindex("<w:tc>", 0, end)
    tracked = '<w:cellMerge w:id="901" w:author="Eva" w:vMerge="cont"/></w:tcPr>'
    cell = text[begin:end].replace("</w:tcPr>", tracked)
    found = _reviewed(root, _replaced(sent, "word/document", text[begin:end], cell))
    told = [(each.list, each.author, each.authored.change.before) for each in found.verdicts]
    assert told == [("not-understood", "", "Lund"), ("not-understood", "Eva", "Malmö")]
    assert found.changed == {}


_BOX = """<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox><w:txbxContent>
<w:p><w:r><w:t>Se över detta.</w:t></w:r></w:p>
</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"""


def test_a_text_box_becomes_text_and_is_told(tmp_path: Path) -> None:
    root = write_project(tmp_path / "p", {FIRST: TEXT})
    run = "Först kommer ett stycke.</w:t></w:r>"
    content = _replaced(printed_of(root), "word/document", run, run + _BOX)
    applied = _written(root, content)
    assert [each.values["count"] for each in applied.reviewed.told] == [1]
    assert (root / FIRST).read_text("utf-8") == f"{TEXT}\nSe över detta.\n"
    assert _reviewed(root, content).changed == {}


# What was typed over in a table of 48 and 32, with a total in the statistics or with none; which
# of it is taken, and the statistics then.
SUMS = {
    "a row and the total": ("total: 80", ["48", "80"], ["48", "80"], "{A: 49, B: 32}\n  total: 81"),
    "a row alone": ("total: 80", ["48"], [], ""),
    "the total alone": ("total: 80", ["80"], [], ""),
    "a row and a sum that follows": ("", ["48", "80"], ["48"], "{A: 49, B: 32}\n  "),
    "a sum alone": ("", ["80"], [], ""),
}


@pytest.mark.parametrize("name", SUMS)
def test_sums_typed_over_in_a_table_of_statistics(tmp_path: Path, name: str) -> None:
    total, typed, taken, after = SUMS[name]
    start = "arenden:\n  title: Ärenden\n  unit: ärenden\n  counts: "
    statistics = f"{start}{{A: 48, B: 32}}\n  {total}\n"
    text = '# Text\n\nFörst kommer ett stycke.\n\n{{ table("arenden") }}\n'
    place = "content/2022/statistics.yaml"
    root = write_project(tmp_path / "p", {FIRST: text, place: statistics})
    content = printed_of(root)
    for each in typed:
        content = _replaced(content, "word/document", f">{each}<", f">{int(each) + 1}<")
    found = _reviewed(root, content, numbers=True)
    changes = [(each.authored.change, each.list) for each in found.verdicts]
    names = {"48": 'arenden["A"]', "80": "arenden.total"}
    assert [each.expression for each, _list in changes] == [names[each] for each in typed]
    assert [each.before for each, list_ in changes if list_ == "taken"] == taken
    assert {list_ for _each, list_ in changes} <= {"taken", "numbers"}
    assert [each for _before, each in found.changed.values()] == (
        [f"{start}{after}\n".encode()] if after else []
    )


def test_a_table_that_went_out_takes_its_notes_along(tmp_path: Path) -> None:
    root = write_project(tmp_path / "p", {FIRST: TABLE})
    text = "# Text\n\nFörst kommer ett stycke.\n\nSist kommer ett stycke.\n"
    edited = write_project(tmp_path / "edited", {FIRST: text})
    _written(root, as_edited(printed_of(root), printed_of(edited)))
    assert (root / FIRST).read_text("utf-8") == text


def test_what_was_not_tracked_is_told_where_the_base_is_not_known(tmp_path: Path) -> None:
    text = "# Text\n\nFörst kommer ett stycke.\n\nSist kommer ett annat stycke.\n"
    root = write_project(tmp_path / "p", {FIRST: text})
    tracked = (
        'Först kommer</w:t></w:r><w:ins w:id="901" w:author="Eva"><w:r><w:t xml:space="preserve">'
        ' nu</w:t></w:r></w:ins><w:r><w:t xml:space="preserve">'
    )
    content = _replaced(printed_of(root), "word/document", "Först kommer", tracked)
    content = _replaced(content, "word/document", "Sist kommer", "Till sist kommer")
    content = _replaced(content, "customXml/", 'build="', 'build="0')
    found = _reviewed(root, content)
    told = [(each.list, each.authored.change.after) for each in found.verdicts]
    assert found.where == "rejected"
    assert told == [("taken", "nu"), ("not-understood", "Till sist")]


def test_a_file_that_says_nothing_is_held_against_what_was_sent(tmp_path: Path) -> None:
    text = "# Text\n\nFörst kommer ett stycke.\n\nSist kommer ett annat stycke.\n"
    root = write_project(tmp_path / "p", {FIRST: text})
    sent = build_year(root, 2022, BuildOptions()).target.read_bytes()
    (root / FIRST).write_text(text.replace("Först", "Allra först"), "utf-8")
    build_year(root, 2022, BuildOptions(force=True))
    content = _replaced(sent, "customXml/", 'build="', 'build="0')
    content = _replaced(content, "word/document", "Sist kommer", "Till sist kommer")
    found = _reviewed(root, content)
    assert found.where == "alike"
    told = [(each.list, each.authored.change.after) for each in found.verdicts]
    assert told == [("taken", "Till sist")]
    [(_before, after)] = found.changed.values()
    assert after == text.replace("Först", "Allra först").replace("Sist", "Till sist").encode()


def test_a_file_that_says_nothing_keeps_what_it_was_written_by(tmp_path: Path) -> None:
    text = "# Text\n\nFörst kommer ett stycke.\n\nSist kommer ett annat stycke.\n"
    root = write_project(tmp_path / "p", {FIRST: text})
    sent = build_year(root, 2022, BuildOptions()).target.read_bytes()
    content = _replaced(sent, "customXml/", 'build="', 'build="0')
    content = _replaced(content, "word/document", "Sist kommer", "Till sist kommer")
    _written(root, content)
    # What is built now is more like it, and may set text before a figure where that stood behind.
    build_year(root, 2022, BuildOptions(force=True))
    found = _reviewed(root, content)
    assert found.where == "alike"
    assert [(each.list, each.authored.change.after) for each in found.verdicts] == [
        ("already", "Till sist")
    ]


def test_another_date_above_the_signature_is_told(tmp_path: Path) -> None:
    profile = "name: liten\ntitle: Format\nsections: [{id: text, title: Text}]\n"
    profile += "signature: [place_and_date]\n"
    root = write_project(tmp_path / "p", {FIRST: TEXT, "profil.yaml": profile})
    day, other = "2023-01-26", "2023-01-25"
    sent = printed_of(root)
    assert day.encode() in zipfile.ZipFile(io.BytesIO(sent)).read("word/document.xml")
    found = _reviewed(root, _replaced(sent, "word/document", f">{day}<", f">{other}<"))
    told = [(each.list, each.authored.change.after) for each in found.verdicts]
    assert told == [("not-understood", other)]
    assert found.changed == {}
