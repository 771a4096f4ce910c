"""What came back from Word is told change by change, and put into the sources."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from sample_project import write_project

from reportgen.build.pipeline import BuildOptions, build_year
from reportgen.readers.word.reading import read_word_document
from reportgen.review.lines import lines_of
from reportgen.review.reading import Reviewed, read_returned, review
from reportgen.storage.rewriting import files_before, keep_before, restored, rewrite_all

FILE = "content/2022/10-text.md"
TEXT = """# Rubrik

Vi hade {{ arenden.total }} ärenden, varav {{ arenden["A"] }} var av typ A.
Det är *många* ärenden och **fler än förra året**.[^not]
Polisen tog kontakt.

- ett äpple
- två päron
- tre bananer

## Delen om siffror {#siffror}

Andra stycket är kort, men det räcker.

Tredje stycket står sist i avsnittet.

| Ort | Antal |
| --- | ---: |
| Malmö | 3 |
| Lund | 4 |
: Orterna {#orter}

[^not]: En fotnot om året.
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose report has been built."""
    root = tmp_path_factory.mktemp("sent") / "p"
    statistics = "arenden:\n  title: Ärenden\n  unit: ärenden\n  counts: {A: 48, B: 32}\n"
    changes = {FILE: TEXT, "content/2022/statistics.yaml": statistics}
    write_project(root, changes)
    build_year(root, 2022, BuildOptions())
    return root


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(built, tmp_path / "p"))


Edit = Callable[[str], str]


def returned(root: Path, *edits: tuple[str, str], part: str = "word/document.xml") -> Path:
    """The document with texts of its markup replaced, each in its last place."""
    [sent] = (root / "output/2022").glob("*.docx")
    target = root / "granskad.docx"
    with zipfile.ZipFile(sent) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode("utf-8") if name == part else old.read(name)
            if isinstance(content, str):
                for before, after in edits:
                    begin, found, end = content.rpartition(before)
                    assert found, before
                    content = begin + after + end
            new.writestr(name, content)
    return target


def reviewed(root: Path, file: Path) -> Reviewed:
    return review(root, 2022, [read_returned(file)], lambda _each: True)


def apply(root: Path, file: Path) -> str:
    """The text of the section after the changes of a file were put in."""
    found = reviewed(root, file)
    rewrite_all(root, found.changed)
    return (root / FILE).read_text("utf-8")


def listed(found: Reviewed) -> list[tuple[str, str, str]]:
    changes = [(each.list, each.authored.change) for each in found.verdicts]
    return [(name, change.before, change.after) for name, change in changes]


RUN = '</w:t></w:r>{}<w:r><w:t xml:space="preserve">'
PARAGRAPH = "</w:t></w:r></w:p><w:p><w:r><w:t>"
INSERTED = (
    '<w:ins w:id="901" w:author="Eva Ek" w:date="2023-02-01T00:00:00Z">'
    '<w:r><w:t xml:space="preserve">{}</w:t></w:r></w:ins>'
)
DELETED = (
    '<w:del w:id="902" w:author="Bo By">'
    '<w:r><w:delText xml:space="preserve">{}</w:delText></w:r></w:del>'
)


def test_what_came_back_unchanged_changes_nothing(project: Path) -> None:
    found = reviewed(project, returned(project))
    assert found.every == ()
    assert found.changed == {}


# What is replaced in the document, and what then is replaced in the text.
CASES = {
    "words": (("Polisen tog kontakt.", "Polisen ringde."), ("tog kontakt", "ringde")),
    "tracked": (
        ("Polisen tog kontakt.", f"Polisen {RUN.format(INSERTED.format('själv '))}tog kontakt."),
        ("Polisen tog", "Polisen själv tog"),
    ),
    "tracked-deletion": (
        ("Polisen tog kontakt.", f"Polisen {RUN.format(DELETED.format('tog '))}kontakt."),
        ("Polisen tog kontakt", "Polisen kontakt"),
    ),
    "in-italics": ((">många<", ">väldigt många<"), ("*många*", "*väldigt många*")),
    "in-bold": ((">fler än förra året<", ">fler än i fjol<"), ("förra året**", "i fjol**")),
    "marks": (("Polisen tog", "Polisen *tog* [nu]"), ("Polisen tog", "Polisen \\*tog\\* \\[nu\\]")),
    "a-sentence": ((" Polisen tog kontakt.", ""), ("\nPolisen tog kontakt.", "")),
    "split": (
        ("är kort, men", f"är kort.{PARAGRAPH}Men"),
        ("är kort, men", "är kort.\n\nMen"),
    ),
    "new-paragraph": (
        ("sist i avsnittet.", f"sist i avsnittet.{PARAGRAPH}Ett helt nytt stycke."),
        ("sist i avsnittet.", "sist i avsnittet.\n\nEtt helt nytt stycke."),
    ),
    "item": (("två päron", "två gröna päron"), ("två päron", "två gröna päron")),
    "heading": (("Delen om siffror", "Delen om tal"), ("Delen om siffror", "Delen om tal")),
    "cell": ((">Malmö<", ">Ystad<"), ("Malmö", "Ystad")),
    "caption": ((">Orterna<", ">Städerna<"), ("Orterna", "Städerna")),
}


@pytest.mark.parametrize("name", CASES)
def test_an_edit_is_put_into_the_source_and_nothing_else(project: Path, name: str) -> None:
    in_word, in_text = CASES[name]
    file = returned(project, in_word)
    assert apply(project, file) == TEXT.replace(*in_text)


@pytest.mark.parametrize("name", CASES)
def test_the_report_says_then_what_came_back_and_twice_is_once(project: Path, name: str) -> None:
    file = returned(project, CASES[name][0])
    text = apply(project, file)
    again = reviewed(project, file)
    assert {each.list for each in again.verdicts} == {"already"}
    assert again.changed == {}
    assert (project / FILE).read_text("utf-8") == text
    target = build_year(project, 2022, BuildOptions(force=True)).target
    back, now = (read_word_document(each) for each in (file, target))
    assert [each.text for each in lines_of(now.blocks)] == [
        each.text for each in lines_of(back.blocks)
    ]


def test_a_note_is_changed_where_it_is_written(project: Path) -> None:
    file = returned(project, ("om året", "om åren"), part="word/footnotes.xml")
    assert apply(project, file) == TEXT.replace("om året.", "om åren.")


def test_a_value_is_told_with_its_line_and_the_words_around_it_are_taken(project: Path) -> None:
    file = returned(project, (">48<", ">49<"), (" var av typ A", " tillhörde typ A"))
    found = reviewed(project, file)
    assert listed(found) == [("numbers", "48", "49"), ("taken", "var av", "tillhörde")]
    change = found.verdicts[0].authored.change
    assert change.expression == 'arenden["A"]'
    origin = found.origin(change)
    assert origin is not None
    assert (origin.file, origin.line) == ("content/2022/statistics.yaml", 4)
    assert apply(project, file) == TEXT.replace("var av typ", "tillhörde typ")


def test_the_author_of_a_tracked_change_is_told(project: Path) -> None:
    found = reviewed(project, returned(project, CASES["tracked"][0], (">Malmö<", ">Ystad<")))
    assert [each.authored.author for each in found.verdicts] == ["Eva Ek", ""]


def test_both_sides_in_one_paragraph(project: Path) -> None:
    file = returned(project, ("Polisen tog kontakt.", "Polisen ringde."), ("är kort", "är långt"))
    ours = TEXT.replace("Det är *många*", "Det var *många*").replace("men det räcker", "det räcker")
    (project / FILE).write_text(ours, "utf-8")
    assert apply(project, file) == ours.replace("tog kontakt", "ringde").replace("kort", "långt")


def test_the_same_words_on_both_sides_are_a_conflict(project: Path) -> None:
    file = returned(project, ("Polisen tog kontakt.", "Polisen ringde."))
    ours = TEXT.replace("tog kontakt", "skrev ett brev")
    (project / FILE).write_text(ours, "utf-8")
    found = reviewed(project, file)
    assert [(each.list, each.ours) for each in found.verdicts] == [("conflict", "skrev ett brev")]
    assert found.changed == {}


def test_line_ends_and_marks_of_a_file_stay(project: Path) -> None:
    windows = "\ufeff" + TEXT.replace("\n", "\r\n")
    (project / FILE).write_bytes(windows.encode())
    apply(project, returned(project, ("Polisen tog kontakt.", "Polisen ringde.")))
    assert (project / FILE).read_bytes() == windows.replace("tog kontakt", "ringde").encode()


def test_what_was_changed_can_be_put_back(project: Path) -> None:
    found = reviewed(project, returned(project, CASES["words"][0]))
    name = keep_before(project, found.files)
    rewrite_all(project, found.changed)
    files = files_before(project, name)
    assert files is not None
    assert restored(project, files) == (FILE,)
    assert (project / FILE).read_text("utf-8") == TEXT


def test_without_what_was_kept_the_unchanged_sources_are_the_base(project: Path) -> None:
    file = returned(project, CASES["tracked"][0])
    shutil.rmtree(project / "output/.cache/sent")
    found = reviewed(project, file)
    assert found.where == "sources"
    assert listed(found) == [("taken", "", "själv")]


def test_two_reviewers_who_agree_are_taken_once_and_clash_else(project: Path) -> None:
    one = returned(project, CASES["words"][0], (">Malmö<", ">Ystad<"))
    first = one.rename(project / "en.docx")
    other = returned(project, CASES["words"][0], (">Malmö<", ">Lomma<"))
    files = [read_returned(first), read_returned(other)]
    found = review(project, 2022, files, lambda _each: True)
    assert [each.list for each in found.verdicts] == ["taken", "taken", "already", "conflict"]
