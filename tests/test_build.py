"""`reportgen build` as its users meet it: what is made, what is kept, what is said."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from sample_project import (
    EXAMPLE,
    OUTPUT,
    PROSE,
    MakeProject,
    build,
    build_tiny,
    composed,
    content_of,
    copy_example,
    run,
    snapshot,
    surroundings,
    text_of,
)

from reportgen.build.pipeline import BuildOptions, build_year
from reportgen.diagnostics import ReportError
from reportgen.model import Computed, Reference, Text
from reportgen.model.traverse import inlines_of, walk_blocks, walk_inlines

# The document


@pytest.mark.parametrize("year", [2021, 2022, 2023])
def test_the_document_holds_every_word_of_the_prose(example_read_only: Path, year: int) -> None:
    target = build_year(example_read_only, year, BuildOptions()).target
    words = set(text_of(target).split())
    for section in composed(example_read_only, year).document.sections:
        for block in (section.heading, *walk_blocks(section.blocks)):
            for inlines in inlines_of(block):
                for inline in walk_inlines(inlines):
                    if isinstance(inline, Text | Computed | Reference):
                        told = re.findall(r"\w{3,}", inline.text or "")
                        assert [each for each in told if each not in " ".join(words)] == []


def test_python_docx_opens_the_document(example_read_only: Path) -> None:
    document = docx.Document(str(build_year(example_read_only, 2022, BuildOptions()).target))
    titles = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert "Sammanfattning av året" in titles
    assert titles[-1] == "Avslutande reflektion"
    assert len(document.tables) == 8
    assert len(document.inline_shapes) == 6
    assert document.core_properties.title.startswith("Årsrapport 2022")
    assert not any("{{" in paragraph.text for paragraph in document.paragraphs)


def test_the_other_language(make_project: MakeProject) -> None:
    settings = (
        "language: en\nregion: the Example Region\norganisation: Exampleton\nprofile: profil.yaml\n"
    )
    prose = (
        '# Text\n\nThere were {{ share(kon.Kvinnor) }} and {{ words(3) }}.\n\n{{ table("kon") }}\n'
    )
    root = make_project({"content/reportgen.yaml": settings, PROSE: prose})
    text = text_of(build_tiny(root).target)
    assert "60\u00a0per cent" in text
    assert "three" in text
    assert "Table" in text
    assert "Tabell" not in text


# Twice the same


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    one = build_year(copy_example(tmp_path / "ett"), 2022, BuildOptions())
    other = build_year(copy_example(tmp_path / "två"), 2022, BuildOptions())
    assert one.target.read_bytes() == other.target.read_bytes()


def test_time_zone_and_hash_seed_change_nothing(make_project: MakeProject, tmp_path: Path) -> None:
    root = make_project({PROSE: '# Text\n\n{{ figure("kon") }}\n\nHär[^1].\n\n[^1]: Not.\n'})
    made = []
    for zone, seed in (("Pacific/Kiritimati", "1"), ("America/Anchorage", "2")):
        target = tmp_path / f"{seed}.docx"
        ended = run(
            "build", "--force", "-o", str(target), folder=root, TZ=zone, PYTHONHASHSEED=seed
        )
        assert ended.returncode == 0, ended.stderr
        made.append(target.read_bytes())
        shutil.rmtree(root / "output")
    assert made[0] == made[1]


def test_another_day_changes_nothing(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    root = make_project()
    first = build_tiny(root).target.read_bytes()
    later = time.time() + 400 * 86_400
    monkeypatch.setattr(time, "time", lambda: later)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(later))
    assert build_tiny(root, force=True).target.read_bytes() == first


# Elsewhere


def test_build_to_a_file_or_a_folder(make_project: MakeProject, tmp_path: Path) -> None:
    root = make_project()
    file, folder = tmp_path / "Min rapport åäö.docx", tmp_path / "ny" / "mapp"
    assert build_tiny(root, output=file).target == file
    assert build_tiny(root, output=folder).target == folder / "rapport-2022.docx"
    assert file.read_bytes() == (folder / "rapport-2022.docx").read_bytes()


def test_every_year_and_the_newest(example: Path, tmp_path: Path) -> None:
    ended = run("build", "--all", folder=example)
    assert ended.returncode == 0, ended.stderr
    made = sorted(path.name for path in (example / "output").rglob("*.docx"))
    assert made == [f"arsrapport-{year}-exempelregionen.docx" for year in (2021, 2022, 2023)]
    newest = build(example, "-o", str(tmp_path / "nyast"))
    assert newest.exit_code == 0
    assert (tmp_path / "nyast" / "arsrapport-2023-exempelregionen.docx").is_file()


def test_a_path_with_spaces_and_swedish_letters_from_a_folder_below(tmp_path: Path) -> None:
    root = copy_example(tmp_path / "Årsrapporter för Öst" / "mitt projekt")
    ended = run("build", "2022", folder=root / "content" / "2022")
    assert ended.returncode == 0, ended.stderr
    assert (root / "output/2022/arsrapport-2022-exempelregionen.docx").is_file()
    assert content_of(root).keys() == content_of(copy_example(tmp_path / "orörd")).keys()


def test_two_builds_at_once(make_project: MakeProject) -> None:
    root = make_project({PROSE: '# Text\n\n{{ figure("kon") }}\n'})
    command = [sys.executable, "-m", "reportgen", "build", "2022", "--force"]
    started = [
        subprocess.Popen(command, cwd=root, env=surroundings(), stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    for process in started:
        _, told = process.communicate(timeout=60)
        assert process.returncode == 0, told.decode()
    docx.Document(str(root / OUTPUT))
    assert {path.name for path in (root / "output/2022").iterdir()} == {"rapport-2022.docx"}


def test_content_is_never_written(example: Path) -> None:
    before = content_of(example)
    build_year(example, 2022, BuildOptions())
    build(example, "2023")
    assert content_of(example) == before


# What goes wrong


def test_a_failing_build_leaves_everything_as_it_was(make_project: MakeProject) -> None:
    root = make_project()
    build_tiny(root)
    (root / PROSE).write_text("# Text\n\n{{ kom.total }}\n")
    before = snapshot(root)
    with pytest.raises(ReportError):
        build_tiny(root)
    assert snapshot(root) == before


def test_a_failing_build_keeps_an_edited_document(make_project: MakeProject) -> None:
    root = make_project()
    target = build_tiny(root).target
    target.write_bytes(b"min egen")
    (root / PROSE).write_text("# Text\n\n{{ kom.total }}\n")
    with pytest.raises(ReportError):
        build_tiny(root, force=True)
    assert target.read_bytes() == b"min egen"


def test_a_crash_while_writing_leaves_the_document_whole(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_project()
    target = build_tiny(root).target
    before = target.read_bytes()

    def full(_name: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("reportgen.storage.files._open_to_others", full)
    with pytest.raises(ReportError) as error:
        build_tiny(root, force=True)
    assert [each.code for each in error.value.diagnostics] == ["cannot-write"]
    assert target.read_bytes() == before
    assert [path.name for path in target.parent.iterdir()] == [target.name]


@pytest.mark.parametrize("hindrance", ["output", "output/2022"])
def test_a_file_where_the_output_folder_should_be(
    make_project: MakeProject, hindrance: str
) -> None:
    root = make_project({hindrance: "en fil"})
    result = build(root)
    assert result.exit_code == 1
    assert "cannot-write" in result.output
    assert (root / hindrance).read_text() == "en fil"


def test_a_folder_where_the_document_should_be(make_project: MakeProject) -> None:
    root = make_project()
    (root / OUTPUT).mkdir(parents=True)
    (root / OUTPUT / "fil").write_text("kvar")
    result = build(root)
    assert (root / OUTPUT / "fil").read_text() == "kvar"
    assert result.exit_code == 1
    assert "cannot-write" in result.output


def test_a_document_open_in_word_is_not_disturbed(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows a file that Word has open can be neither renamed nor replaced."""
    root = make_project()
    target = build_tiny(root).target
    before = target.read_bytes()
    (root / PROSE).write_text("# Text\n\nNytt.\n")
    replace = os.replace
    open_in_word = [target]

    def refuse(source: str, destination: str, **options: object) -> None:
        if Path(destination) in open_in_word:
            raise PermissionError(13, "Access is denied")
        replace(source, destination, **options)

    monkeypatch.setattr(os, "replace", refuse)
    monkeypatch.setattr(Path, "replace", lambda path, to: refuse(str(path), str(to)))
    made = build_tiny(root)
    assert [each.code for each in made.warnings] == ["file-in-use"]
    assert target.read_bytes() == before
    assert made.target != target
    assert "Nytt." in text_of(made.target)
    (root / PROSE).write_text("# Text\n\nNyare.\n")
    assert build_tiny(root).target == made.target
    assert "Nyare." in text_of(made.target)
    # And when the new one is open too, the newest goes beside both.
    open_in_word.append(made.target)
    (root / PROSE).write_text("# Text\n\nNyast.\n")
    newest = build_tiny(root).target
    assert newest not in open_in_word
    assert "Nyast." in text_of(newest)


@pytest.mark.skipif(os.name == "nt", reason="there Word locks the document")
@pytest.mark.parametrize("owner", ["~$pport-2022.docx", "~$rapport-2022.docx", ".~lock.{}#"])
def test_a_document_with_an_owner_file_is_open(make_project: MakeProject, owner: str) -> None:
    root = make_project()
    target = build_tiny(root).target
    before = target.read_bytes()
    lock = target.with_name(owner.format(target.name))
    lock.write_text("Någon")
    (root / PROSE).write_text("# Text\n\nNytt.\n")
    made = build_tiny(root)
    assert [each.code for each in made.warnings] == ["file-in-use"]
    assert target.read_bytes() == before
    assert made.target.name == "rapport-2022-ny.docx"
    lock.unlink()
    at_last = build_tiny(root)
    assert (at_last.target, at_last.warnings) == (target, ())
    assert "Nytt." in text_of(target)
    assert not made.target.exists()


@pytest.mark.skipif(os.name == "nt", reason="there Word locks the document")
def test_what_was_put_beside_an_open_document_and_edited_is_kept(make_project: MakeProject) -> None:
    root = make_project()
    target = build_tiny(root).target
    lock = target.with_name("~$pport-2022.docx")
    lock.write_text("Någon")
    beside = build_tiny(root, force=True).target
    beside.write_bytes(b"ett eget")
    for number in range(3):
        (root / PROSE).write_text(f"# Text\n\nNytt {number}.\n")
        assert build_tiny(root).target.name == "rapport-2022-ny-2.docx"
    lock.unlink()
    assert build_tiny(root).target == target
    assert beside.read_bytes() == b"ett eget"
    assert sorted(each.name for each in target.parent.iterdir()) == [
        "rapport-2022-ny.docx",
        "rapport-2022.docx",
    ]


def test_an_owner_file_alone_is_no_open_document(make_project: MakeProject) -> None:
    root = make_project()
    target = root / OUTPUT
    target.parent.mkdir(parents=True)
    target.with_name("~$pport-2022.docx").write_text("efter en krasch")
    assert build_tiny(root).target == target


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["2022"], 0),
        ([], 0),
        (["2031"], 1),
        (["22"], 2),
        (["tjugo"], 2),
        (["2022", "--all"], 2),
        (["--okänd"], 2),
        (["--all", "-o", "x.docx"], 2),
        (["2022", "2021"], 2),
    ],
)
def test_exit_codes(make_project: MakeProject, arguments: list[str], code: int) -> None:
    assert build(make_project(), *arguments).exit_code == code


def test_there_is_no_project_here(tmp_path: Path) -> None:
    ended = run("build", folder=tmp_path)
    assert ended.returncode == 1
    assert "no-project" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_errors_are_printed_with_their_lines(make_project: MakeProject) -> None:
    root = make_project({PROSE: "# Text\n\nDet var {{ kom.total }} ärenden.\n"})
    ended = run("build", folder=root)
    assert ended.returncode == 1
    assert ended.stdout == ""
    assert "content/2022/10-text.md:3:9:" in ended.stderr
    assert "3 | Det var {{ kom.total }} ärenden." in ended.stderr
    assert "^^^^^^^^^^^^^^^" in ended.stderr
    assert not (root / "output").exists()


def test_one_wrong_year_does_not_stop_the_others(example: Path) -> None:
    prose = example / "content/2022/50-trender.md"
    prose.write_text(prose.read_text() + "\n{{ kom }}\n")
    ended = run("build", "--all", folder=example)
    assert ended.returncode == 1
    assert "content/2022/50-trender.md" in ended.stderr
    assert "Traceback" not in ended.stderr
    made = sorted(path.parent.name for path in (example / "output").rglob("*.docx"))
    assert made == ["2021", "2023"]


def test_a_console_that_knows_no_swedish_is_no_harm(make_project: MakeProject) -> None:
    root = make_project({PROSE: '# Text\n\n{{ kon["→ åäö"] }}\n'})
    ended = subprocess.run(
        [sys.executable, "-m", "reportgen", "build"],
        cwd=root,
        env=surroundings(PYTHONIOENCODING="ascii"),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 1
    assert b"Traceback" not in ended.stderr


def test_the_example_is_openly_invented() -> None:
    assert "påhittad" in (EXAMPLE / "content/reportgen.yaml").read_text("utf-8")


def test_who_names_a_pdf_or_a_page_gets_one(make_project, tmp_path):
    result = build(make_project({}), "-o", str(tmp_path / "rapport.html"))
    assert result.exit_code == 0, result.output
    assert {each.name for each in tmp_path.iterdir()} >= {"rapport.html", "rapport.docx"}


def test_a_clean_copy_says_nothing_of_its_files(make_project: MakeProject) -> None:
    root = make_project()
    whole, clean = build_tiny(root), build_tiny(root, clean=True, formats=("html",))
    assert clean.target.name == f"{whole.target.stem}-publicering.docx"
    texts = []
    for target in (whole.target, clean.target):
        with zipfile.ZipFile(target) as package:
            texts.append(
                "".join(package.read(n).decode("utf-8", "ignore") for n in package.namelist())
            )
    texts.append(clean.made["html"].read_text("utf-8"))
    assert [bool(re.search(r"content/2022|statistics\.yaml", text)) for text in texts] == [
        True,
        False,
        False,
    ]
    assert text_of(whole.target) == text_of(clean.target)
    told = build(root, "--clean", "--comments")
    assert told.exit_code == 2
    assert "--comments" in told.output
