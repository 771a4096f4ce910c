"""What came back from Word is told change by change, and put into the sources."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from sample_project import write_project

from reportgen.build.pipeline import BuildOptions, build_year
from reportgen.cli.program import make_program
from reportgen.readers.word.reading import read_word_document
from reportgen.scaffold.review.lines import lines_of
from reportgen.scaffold.review.reading import Reviewed, read_returned, review
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
BOLD = "<w:rPr><w:b/></w:rPr>"
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
    "split-in-bold": (
        (">fler än förra året<", f">fler än</w:t></w:r></w:p><w:p><w:r>{BOLD}<w:t>förra året<"),
        ("**fler än förra året**", "**fler än**\n\n**förra året**"),
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


def test_words_typed_beside_a_changed_value_are_taken(project: Path) -> None:
    file = returned(project, (">48<", ">femtio<"), (", varav ", ", varav kanske till och med "))
    expected = [("numbers", "48", "femtio"), ("taken", "", "kanske till och med")]
    assert listed(reviewed(project, file)) == expected
    assert apply(project, file) == TEXT.replace("varav {{", "varav kanske till och med {{")


def test_a_sentence_typed_for_one_with_a_number_takes_that_along(project: Path) -> None:
    before = re.compile(r"Vi hade .*?var av typ A\.", re.DOTALL)
    [sent] = (project / "output/2022").glob("*.docx")
    with zipfile.ZipFile(sent) as package:
        [found] = before.findall(package.read("word/document.xml").decode("utf-8"))
    file = returned(project, (found, "Polisen ringde oss tidigt."))
    assert {each for each, _b, _a in listed(reviewed(project, file))} == {"taken"}
    assert apply(project, file).splitlines()[2] == "Polisen ringde oss tidigt."


def test_a_paragraph_that_was_typed_anew_is_known_by_its_bookmark(project: Path) -> None:
    typed = ("Andra stycket är kort, men det räcker.", "Ungefär hälften ringer oss.")
    [(name, before, after)] = listed(reviewed(project, returned(project, typed)))
    assert (name, before, after) == ("taken", typed[0].rstrip("."), typed[1].rstrip("."))


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


def test_each_file_is_held_against_the_build_that_it_is_of(project: Path) -> None:
    """The second was built after the source was changed, and says some of the same."""
    first = returned(project, CASES["words"][0], (">Malmö<", ">Ystad<"), ("kort", "kortare"))
    first = first.rename(project / "en.docx")
    now = TEXT.replace("# Rubrik\n", "# Rubrik\n\nHär kom ett stycke till.\n").replace(
        "tre", "fyra"
    )
    (project / FILE).write_text(now, "utf-8")
    build_year(project, 2022, BuildOptions(force=True))
    other = returned(project, CASES["words"][0], (">Malmö<", ">Lomma<"), ("sist", "allra sist"))
    files = [read_returned(first), read_returned(other)]
    found = review(project, 2022, files, lambda _each: True)
    assert [each.list for each in found.verdicts] == [
        *("taken", "taken", "taken"),
        *("already", "taken", "conflict"),
    ]
    # Each is told with its line as it is now.
    for change in (each.authored.change for each in found.verdicts):
        assert change.before in now.split("\n")[change.span.line - 1]
    rewrite_all(project, found.changed)
    expected = (
        now.replace("kort", "kortare").replace("sist", "allra sist").replace("Malmö", "Ystad")
    )
    [edit] = CASES["words"][:1]
    assert (project / FILE).read_text("utf-8") == expected.replace(*edit)
    assert reviewed(project, other).changed == {}


def _with_comment(root: Path, file: Path) -> Path:
    """The document with a comment of a reviewer on its words about the police."""
    comments = (
        '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:comment w:id="0" w:author="Eva Ek" w:date="2023-02-01T00:00:00Z">'
        "<w:p><w:r><w:t>Stämmer -- det?</w:t></w:r></w:p></w:comment></w:comments>"
    )
    target = root / "kommenterad.docx"
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("word/comments.xml", comments)
    return target


RANGE = (
    "Polisen tog",
    RUN.format('<w:commentRangeStart w:id="0"/>')
    + "Polisen"
    + RUN.format('<w:commentRangeEnd w:id="0"/>')
    + " tog",
)


def test_a_comment_is_written_below_its_paragraph_and_goes_back_into_the_margin(
    project: Path,
) -> None:
    file = _with_comment(project, returned(project, RANGE))
    found = reviewed(project, file)
    assert listed(found) == []
    assert [(each.list, each.comment.about) for each in found.remarks] == [("taken", "Polisen")]
    written = "<!-- kommentar: Eva Ek, 2023-02-01: ”Polisen” Stämmer – det? -->"
    assert apply(project, file) == TEXT.replace("kontakt.\n", f"kontakt.\n\n{written}\n")
    assert [each.list for each in reviewed(project, file).remarks] == ["already"]
    margin = build_year(project, 2022, BuildOptions(comments=True)).target
    assert margin.name.endswith("-kommentarer.docx")
    [comment] = read_word_document(margin).comments
    assert (comment.author, comment.text) == ("Eva Ek", "”Polisen” Stämmer – det?")
    assert reviewed(project, margin).every == ()


def test_diff_takes_a_word_file(project: Path) -> None:
    file = returned(project, CASES["words"][0])
    arguments = ["diff", "2022", str(file), "--project", str(project)]
    result = CliRunner().invoke(make_program(), arguments)
    assert result.exit_code == 0, result.output
    assert "Polisen [-tog kontakt-]{+ringde+}." in result.output


def test_the_command_lists_and_writes_and_says_what_is_left(project: Path) -> None:
    file = returned(project, CASES["words"][0], (">48<", ">49<"))
    program = make_program()
    listing = CliRunner().invoke(program, ["review", str(file), "--project", str(project)])
    assert (project / FILE).read_text("utf-8") == TEXT
    assert listing.exit_code == 0, listing.output
    assert f"{FILE}:5" in listing.output
    arguments = ["review", str(file), "--apply", "--json", "--project", str(project)]
    told = json.loads(CliRunner().invoke(program, arguments).stdout)
    assert {name: count for name, count in told["sums"].items() if count} == {
        "taken": 1,
        "numbers": 1,
    }
    assert (project / FILE).read_text("utf-8") == TEXT.replace("tog kontakt", "ringde")
    assert (project / "output/2022/granskning-granskad.html").is_file()


def test_a_file_that_is_not_ours_says_that_the_year_must_be_told(tmp_path: Path) -> None:
    root = write_project(tmp_path / "p")
    build_year(root, 2022, BuildOptions())
    [sent] = (root / "output/2022").glob("*.docx")
    target = root / "annan.docx"
    with zipfile.ZipFile(sent) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            if not name.startswith("customXml"):
                new.writestr(name, old.read(name))
    arguments = ["review", str(target), "--project", str(root)]
    result = CliRunner().invoke(make_program(), arguments)
    assert result.exit_code == 1
    assert "--year" in result.output
    assert CliRunner().invoke(make_program(), [*arguments, "--year", "2022"]).exit_code == 0


def test_numbers_are_put_into_the_statistics_where_these_add_up_then(project: Path) -> None:
    statistics = project / "content/2022/statistics.yaml"
    text = statistics.read_text("utf-8")
    file = read_returned(returned(project, (">48<", ">49<")))
    found = review(project, 2022, [file], lambda _each: True, numbers=True)
    rewrite_all(project, found.changed)
    assert statistics.read_text("utf-8") == text.replace("48", "49")
    assert (project / FILE).read_text("utf-8") == TEXT


def test_numbers_that_do_not_add_up_are_told_only(project: Path) -> None:
    statistics = project / "content/2022/statistics.yaml"
    text = statistics.read_text("utf-8").replace("  counts:", "  total: 80\n  counts:")
    statistics.write_text(text, "utf-8")
    build_year(project, 2022, BuildOptions())
    file = read_returned(returned(project, (">48<", ">49<")))
    found = review(project, 2022, [file], lambda _each: True, numbers=True)
    assert [(each.list, str(each.reason)) for each in found.verdicts] == [
        ("numbers", "the statistics would not add up with it")
    ]
    assert found.changed == {}


def test_without_what_was_kept_untracked_edits_are_seen_as_well(project: Path) -> None:
    file = returned(project, CASES["words"][0], CASES["in-bold"][0])
    shutil.rmtree(project / "output/.cache/sent")
    found = reviewed(project, file)
    assert [each.list for each in found.verdicts] == ["taken", "taken"]
    text = TEXT.replace("tog kontakt", "ringde").replace("förra året**", "i fjol**")
    assert apply(project, file) == text


def test_a_file_that_names_no_build_is_held_against_what_is_like_it(project: Path) -> None:
    """Another program took our parts out of it."""
    file = returned(project, CASES["words"][0])
    bare = project / "bar.docx"
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(bare, "w") as new:
        for name in old.namelist():
            if not name.startswith("customXml"):
                new.writestr(name, old.read(name))
    expected = [("taken", "tog kontakt", "ringde")]
    found = reviewed(project, bare)
    assert (found.where, listed(found)) == ("alike", expected)
    shutil.rmtree(project / "output/.cache/sent")
    found = reviewed(project, bare)
    assert (found.where, listed(found)) == ("none", expected)


def test_a_paragraph_that_two_reviewers_add_alike_is_added_once(project: Path) -> None:
    file = returned(project, CASES["new-paragraph"][0])
    files = [read_returned(file), read_returned(file)]
    found = review(project, 2022, files, lambda _each: True)
    assert [each.list for each in found.verdicts] == ["taken", "already"]
    rewrite_all(project, found.changed)
    assert (project / FILE).read_text("utf-8") == TEXT.replace(*CASES["new-paragraph"][1])
