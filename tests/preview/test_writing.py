"""What is written on the page, in its files: merged or asked about, whole, and nowhere else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import random_edits
from running import save
from sample_project import surroundings

from reportgen.diagnostics import ReportError
from reportgen.preview.writing import keeping, saving
from reportgen.preview.writing.pictures import Picture, place_picture
from reportgen.preview.writing.saving import Answer, Save, Saved, Where, Writer
from reportgen.preview.writing.sections import Named, NewSection, begin_section, take_section_out
from reportgen.storage import files as stored

FILE = "content/2022/50-trender.md"
TEXT = """# Trender

Vi ser att fler söker stöd. Det är bra.

- en punkt
- en till

  med ett stycke

| Kommun | Antal |
| --- | ---: |
| Lund | 3 |

: Per kommun {#kommuner}

[^1]: En not.

Sist står detta[^1].
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in ("content/2022", "figures"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / FILE).write_text(TEXT, "utf-8", newline="\n")
    (tmp_path / "content/2022/60-mer.md").write_text("# Mer\n", "utf-8")
    return tmp_path


def rewritten(writer: Writer, line: int, old: str, new: str) -> tuple[Save, Saved]:
    shown = writer.show(Where(FILE, line))
    text = shown.text[shown.begin : shown.end]
    assert old in text
    asked = Save(FILE, shown.text, shown.begin, shown.end, text.replace(old, new))
    return asked, writer.save(asked)


@pytest.mark.parametrize(
    ("line", "kind", "first", "last"),
    [
        (1, "heading", "# Trender", "# Trender"),
        (3, "paragraph", "Vi ser", "bra."),
        (6, "bulletlist", "- en punkt", "med ett stycke"),
        (11, "table", "| Kommun", "{#kommuner}"),
        (16, "text", "[^1]: En", "not."),
        (99, "text", "", ""),
    ],
)
def test_a_block_is_shown_whole(root, line, kind, first, last):
    shown = Writer(root).show(Where(FILE, line))
    text = shown.text[shown.begin : shown.end]
    assert (shown.kind, text.startswith(first), text.endswith(last)) == (kind, True, True)
    assert "\n\n" not in text or kind in ("bulletlist", "table")


def test_a_paragraph_is_saved_one_sentence_a_line_and_nothing_else_is_touched(root):
    _asked, saved = rewritten(Writer(root), 3, "Det är bra.", "Det är   bra. Vi fortsätter.")
    assert not saved.clash
    lines = "Vi ser att fler söker stöd.\nDet är   bra.\nVi fortsätter."
    assert saved.text[saved.begin : saved.end] == lines
    expected = TEXT.replace("Vi ser att fler söker stöd. Det är bra.", lines)
    assert (root / FILE).read_text("utf-8") == expected


def test_line_ends_mark_and_mode_stay(root):
    before = ("\ufeff" + TEXT.replace("\n", "\r\n")).encode()
    (root / FILE).write_bytes(before)
    (root / FILE).chmod(0o640)
    rewritten(Writer(root), 3, "fler", "många")
    lines = b"Vi ser att m\xc3\xa5nga s\xc3\xb6ker st\xc3\xb6d.\r\nDet \xc3\xa4r bra."
    assert lines in (root / FILE).read_bytes()
    assert (root / FILE).read_bytes().count(b"\n") == before.count(b"\r\n") + 1
    assert (root / FILE).read_bytes().startswith(b"\xef\xbb\xbf# ")
    if os.name == "posix":
        assert (root / FILE).stat().st_mode & 0o777 == 0o640


def test_what_others_wrote_meanwhile_stays(root):
    writer = Writer(root)
    shown = writer.show(Where(FILE, 3))
    save(root / FILE, "- en till", "- en annan\n- en tredje")
    save(root / FILE, "fler söker", "fler kvinnor söker")
    text = "Vi ser att fler söker stöd. Det är mycket bra."
    saved = writer.save(Save(FILE, shown.text, shown.begin, shown.end, text))
    assert not saved.clash
    now = (root / FILE).read_text("utf-8")
    assert now == saved.text
    assert "fler kvinnor söker stöd.\nDet är mycket bra." in now
    assert "- en annan\n- en tredje" in now


def test_the_same_words_changed_by_two_are_asked_about(root):
    writer = Writer(root)
    shown = writer.show(Where(FILE, 3))
    save(root / FILE, "fler söker", "färre söker")
    before = (root / FILE).read_bytes()
    text = "Vi ser att många söker stöd. Det är bra."
    asked = writer.save(Save(FILE, shown.text, shown.begin, shown.end, text))
    assert asked.clash
    assert (root / FILE).read_bytes() == before
    assert "färre söker" in asked.text[asked.begin : asked.end]
    # The answer is another save, which knows what stands there.
    saved = writer.save(Save(FILE, asked.text, asked.begin, asked.end, text))
    assert not saved.clash
    assert "många söker" in (root / FILE).read_text("utf-8")


def test_the_same_text_twice_is_no_question(root):
    writer = Writer(root)
    asked, _saved = rewritten(writer, 3, "fler", "många")
    assert writer.save(asked).text == (root / FILE).read_text("utf-8")
    assert not writer.save(asked).clash


def test_what_is_taken_out_is_kept_aside(root):
    writer = Writer(root)
    shown = writer.show(Where(FILE, 5))
    writer.save(Save(FILE, shown.text, shown.begin, shown.end, "  \n"))
    assert "bra.\n\n| Kommun" in (root / FILE).read_text("utf-8")
    (kept,) = (root / "output/borttaget").iterdir()
    assert kept.name.startswith("50-trender-")
    assert "- en punkt\n- en till" in kept.read_text("utf-8")


def test_what_notepad_wrote_over_is_asked_about_and_comes_back(root):
    writer = Writer(root)
    held = (root / FILE).read_text("utf-8")
    rewritten(writer, 3, "Det är bra.", "Det är en mening som kom hit.")
    # A program that opened the file before saves what it has.
    (root / FILE).write_text(held.replace("- en till", "- från en annan"), "utf-8")
    (question,) = writer.questions()
    assert question.words.split("\n")[-1] == "Det är en mening som kom hit."
    assert writer.questions() == (question,)
    writer.answer(Answer(question.number, again=True))
    now = (root / FILE).read_text("utf-8")
    assert "kom hit." in now
    assert "- från en annan" in now
    assert writer.questions() == ()
    assert len(list((root / "output/borttaget").iterdir())) == 1


def test_an_edit_in_notepad_of_what_there_is_asks_nothing(root):
    writer = Writer(root)
    rewritten(writer, 3, "Det är bra.", "Det är en mening som kom hit.")
    save(root / FILE, "- en till", "- från en annan")
    assert writer.questions() == ()


def test_what_is_saved_at_the_very_moment_is_brought_in(root, monkeypatch):
    """Between the last look at the file and the exchange another program saves."""
    real = stored.swapped

    def swapped(new: Path, old: Path) -> Path | None:
        monkeypatch.setattr(stored, "swapped", real)
        save(root / FILE, "- en till", "- i samma ögonblick")
        return real(new, old)

    monkeypatch.setattr(stored, "swapped", swapped)
    rewritten(Writer(root), 3, "fler", "många")
    now = (root / FILE).read_text("utf-8")
    assert "många" in now
    assert "- i samma ögonblick" in now
    assert {each.name for each in (root / "content/2022").iterdir()} == {
        "50-trender.md",
        "60-mer.md",
    }


@pytest.mark.parametrize(
    "file",
    [
        "/etc/passwd",
        "../utanför.md",
        "content/2022/../2022/50-trender.md",
        "content/2022/./50-trender.md",
        "content//2022/50-trender.md",
        "content\\2022\\50-trender.md",
        "content/2022/finns-inte.md",
        "content/2022",
        "content/2022/bild.png",
        "output/x.md",
        ".git/config",
        "README.md",
        "",
        ".",
        "content/2022/50-trender.md\x00",
        "CON.md",
    ],
)
def test_nothing_is_read_or_written_elsewhere(root, file):
    for name in ("README.md", "content/2022/bild.png"):
        (root / name).write_text("# Hej\n")
    writer = Writer(root)
    with pytest.raises(ReportError):
        writer.show(Where(file, 1))
    with pytest.raises(ReportError):
        writer.save(Save(file, "", 0, 0, "ny text"))


@pytest.mark.skipif(os.name == "nt", reason="links need an administrator there")
def test_nothing_is_written_through_a_link(root, tmp_path_factory):
    outside = tmp_path_factory.mktemp("utanför")
    (outside / "ett.md").write_text("# Ett\n")
    (root / "content/2022/70-lank.md").symlink_to(outside / "ett.md")
    (root / "content/2023").symlink_to(outside)
    writer = Writer(root)
    for file in ("content/2022/70-lank.md", "content/2023/ett.md"):
        with pytest.raises(ReportError):
            writer.save(Save(file, "# Ett\n", 0, 5, "# Två"))
    with pytest.raises(ReportError, match="outside-project"):
        begin_section(root, 2023, NewSection("Nytt", ""))
    assert [each.name for each in outside.iterdir()] == ["ett.md"]
    (root / "output").mkdir()
    (root / "output/borttaget").symlink_to(outside)
    keeping.keep_aside(root, FILE, "hemligt")
    with pytest.raises(ReportError):
        take_section_out(root, Named(FILE))
    assert [each.name for each in outside.iterdir()] == ["ett.md"]
    assert (root / FILE).exists()


def test_a_file_that_may_not_be_written_is_told_and_left(root):
    if os.name == "posix" and os.getuid() == 0:
        (root / FILE).chmod(0o444)
    else:
        (root / FILE).chmod(0o400)
    with pytest.raises(ReportError, match="cannot-write"):
        rewritten(Writer(root), 3, "fler", "många")
    assert (root / FILE).read_text("utf-8") == TEXT


def test_a_section_is_begun_behind_another_and_taken_out(root):
    made = begin_section(root, 2022, NewSection("  Året som gick: å & ö! ", FILE))
    assert made.file == "content/2022/55-aret-som-gick-a-o.md"
    assert (root / made.file).read_text("utf-8") == "# Året som gick: å & ö!\n"
    assert begin_section(root, 2022, NewSection("Först", "")).file == "content/2022/25-forst.md"
    last = begin_section(root, 2022, NewSection("Sist", "content/2022/60-mer.md")).file
    assert last == "content/2022/70-sist.md"
    for title in ("", "!!!", "Sist"):
        with pytest.raises(ReportError):
            begin_section(root, 2022, NewSection(title, "content/2022/60-mer.md"))
    kept = take_section_out(root, Named(last)).file
    assert not (root / last).exists()
    assert (root / kept).read_text("utf-8") == "# Sist\n"


def test_a_picture_is_looked_at_before_it_is_kept(root):
    from sample_project import make_png

    content = make_png(40, 30)
    placed = place_picture(root, 2022, Picture("Vår karta (1).PNG", content))
    assert placed.path == "bilder/var-karta-1.png"
    assert (root / "content/2022" / placed.path).read_bytes() == content
    assert place_picture(root, 2022, Picture("vår karta 1.png", content)) == placed
    other = place_picture(root, 2022, Picture("vår karta 1.png", make_png(50, 30)))
    assert other.path == "bilder/var-karta-1-2.png"
    for name, bad in (("x.png", b"<html>"), ("x.exe", content), ("../../x", content)):
        with pytest.raises(ReportError, match="bad-image"):
            place_picture(root, 2022, Picture(name, bad))
    assert place_picture(root, 2022, Picture("../../../x.png", content)).path == "bilder/x.png"
    assert place_picture(root, 2022, Picture("c:\\con.png", content)).path == "bilder/bild-con.png"


# Random edits, and the end at any moment


def test_every_one_of_random_edits_is_in_a_file_or_in_a_question(tmp_path):
    edits = random_edits.run(tmp_path, 150, 11)
    assert len(edits.written) == 150
    assert edits.unaccounted() == []
    assert edits.broken == []


SAVING = """
import sys
from pathlib import Path
from reportgen.preview.writing.saving import Save, Where, Writer
writer = Writer(Path(sys.argv[1]))
for number in range(10_000):
    shown = writer.show(Where("content/2022/50-trender.md", 3))
    text = f"Sparad {number} gånger. " * 2000
    writer.save(Save(shown.file, shown.text, shown.begin, shown.end, text.strip()))
    print(number, flush=True)
"""


@pytest.mark.parametrize("wait_s", [0.0, 0.01, 0.03, 0.07])
def test_killed_at_any_moment_a_file_is_the_old_or_the_new(root, wait_s):
    process = subprocess.Popen(
        [sys.executable, "-c", SAVING, str(root)], stdout=subprocess.PIPE, env=surroundings()
    )
    process.stdout.readline()
    time.sleep(wait_s)
    process.send_signal(signal.SIGKILL if os.name != "nt" else signal.SIGTERM)
    process.wait()
    process.stdout.close()
    text = (root / FILE).read_text("utf-8")
    assert text.startswith("# Trender\n\nSparad ")
    assert text.endswith("Sist står detta[^1].\n")
    (number,) = {line for line in text.split("\n") if line.startswith("Sparad")}
    assert text.count(number) == 2000


def test_who_saves_all_the_time_is_not_waited_for(root, monkeypatch):
    monkeypatch.setattr(saving, "exchange_file", lambda *_each: None)
    with pytest.raises(ReportError, match="file-changed"):
        rewritten(Writer(root), 3, "fler", "många")


def test_what_is_saved_at_the_moment_of_a_save_may_be_made_of_an_older_text(tmp_path, monkeypatch):
    """Notepad holds the text from before two saves of ours, and saves it during the second."""
    random_edits.make_project(tmp_path)
    file = random_edits.FILES[0]
    path = tmp_path / file
    writer = Writer(tmp_path)
    held = path.read_text("utf-8")

    def write(number: int, word: str) -> None:
        text = path.read_text("utf-8")
        begin = text.index(f"Stycke {number} ")
        assert not writer.save(Save(file, text, begin, begin + 6, f"{word} Stycke")).clash

    write(1, "Först")
    real = saving.exchange_file

    def at_the_same_moment(path, before, after):
        monkeypatch.setattr(saving, "exchange_file", real)
        real(path, before, after)
        return held.replace("Stycke 9 ", "Främmande Stycke 9 ").encode()

    monkeypatch.setattr(saving, "exchange_file", at_the_same_moment)
    write(5, "Sedan")
    text = path.read_text("utf-8")
    assert [word for word in ("Först", "Sedan", "Främmande") if word not in text] == []
