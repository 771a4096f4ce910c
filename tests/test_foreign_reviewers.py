"""What reviewers sent back whom nobody here knows, beside what they had been sent.

The files are looked for as in `readers/test_foreign_word_files.py`; where they are not there,
nothing is tested.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sample_project import write_project
from word_files import foreign_folder

from reportgen.readers.word.reading import read_word_document
from reportgen.scaffold.review.lines import lines_of
from reportgen.scaffold.review.reading import read_returned, review
from reportgen.scaffold.review.verdicts import LISTS
from reportgen.storage.rewriting import rewrite_all

FOLDER = foreign_folder()
FILE = "content/2022/10-text.md"
TEN = "One Two1 Three Four Five Six Seven Eight"
_PICTURE = "![Beskriv här vad bilden visar](bilder/bild-3e24f9.png)"
# By what was sent: what came back, the lists that its changes are in, what the text is then.
SENT = {
    "RC001-Before": (
        ("RC001-After1", "RC001-After2"),
        "taken: Two taken: Two1 conflict: Another taken: Another",
        ["One", "Two1", "Three", "Four", "Another Five", "Six"],
    ),
    "RC002-Image": (
        ("RC002-Image-After1",),
        "taken: ",
        ["One", "Two", _PICTURE, "Three", "Four", "Five", "Six"],
    ),
    "RC003-Multi-Paras": (
        ("RC003-Multi-Paras-After", "RC003-Multi-Paras-After"),
        "taken: Four taken: Five taken: Six already: Four already: Five already: Six",
        ["One", "Two", "Three", "Four", "Five", "Six"],
    ),
    "RC004-Before": (
        ("RC004-After1", "RC004-After2"),
        "taken: Two taken: Two1 taken: NINE already: Two already: Two1 taken: TEN",
        [*TEN.split(), "NINE", "TEN"],
    ),
    "RC005-Before": (
        ("RC005-After1",),
        "taken: Two taken: Two1 taken: NINE",
        ["One", "Tw[^granskning-1]o1", *TEN.split()[2:], "NINE", "Ten"],
    ),
    "RC006-Before": (
        ("RC006-After1",),
        "taken: Two taken: Two1",
        ["One", "Tw[^granskning-1]o1", *TEN.split()[2:], "Nine", "Ten"],
    ),
    "RC100-Conflict-Base": (
        ("RC100-Conflict-Alice", "RC100-Conflict-Bob"),
        "taken: SLOW conflict: FAST",
        ["the SLOW brown fox jumps over the lazy dog"],
    ),
    "RC007-Endnotes-Before": (
        ("RC007-Endnotes-After",),
        (
            "taken: Vi[New endnote.]deo [This is an endnote with a change."
            " This endnote has multiple paragraphs.] taken: [Yet another endnote.]"
        ),
        [
            (
                "Vi[^granskning-1]deo [^granskning-2]provides a powerful way to help you prove your"
                " point.[^granskning-3]"
            )
        ],
    ),
}


@pytest.mark.skipif(FOLDER is None, reason="no shared/word-files: nothing of others was read")
@pytest.mark.parametrize("name", SENT)
def test_reviewers_are_merged(tmp_path: Path, name: str) -> None:
    assert FOLDER is not None
    came, told, expected = SENT[name]
    folder = FOLDER / "reviewers"
    texts = [each.text for each in lines_of(read_word_document(folder / f"{name}.docx").blocks)]
    write_project(tmp_path, {FILE: "\n\n".join(["# Rubrik", *texts]) + "\n"})
    files = [read_returned(folder / f"{each}.docx") for each in came]
    found = review(tmp_path, 2022, files, lambda _each: True)
    changes = [(each.list, each.authored.change) for each in found.verdicts]
    assert all(each in LISTS for each, _change in changes)
    # The cover and the heading are ours: their files have none.
    own = [
        f"{each}: {change.after or change.before}"
        for each, change in changes
        if each != "not-understood"
    ]
    assert " ".join(own) == told
    rewrite_all(tmp_path, found.changed)
    blocks = (tmp_path / FILE).read_text("utf-8").rstrip("\n").split("\n\n")
    assert [each for each in blocks[1:] if not each.startswith(("[^", "    "))] == expected


@pytest.mark.skipif(FOLDER is None, reason="no shared/word-files: nothing of others was read")
def test_what_word_saved_is_taken_with_its_author(tmp_path: Path) -> None:
    """Three insertions and eleven deletions, some in one place."""
    assert FOLDER is not None
    folder = FOLDER / "returned"
    lines = lines_of(read_word_document(folder / "example.docx").blocks)
    texts = [re.sub(r"[*\[$]", r"\\\g<0>", each.text) for each in lines if each.text]
    write_project(tmp_path, {FILE: "\n\n".join(["# Rubrik", *texts]) + "\n"})
    file = read_returned(folder / "example-edited.docx")
    found = review(tmp_path, 2022, [file], lambda _each: True)
    taken = [each for each in found.verdicts if each.list == "taken"]
    assert len(file.accepted.revisions) == 14
    assert {each.author for each in taken} == {"Noam Ross"}
    assert [each.authored.change.before or each.authored.change.after for each in taken] == [
        "My",
        "Created 2019-05-09",
        "May 09, 2019",
        "It will preserve code elements for restoration in your final .docx file.",
        "and they will be restored",
        "Chunks with plots",
        "You can of course also embed plots, for example:",
        "plot(pressure)",
    ]
    assert {each.list for each in found.verdicts} == {"taken", "not-understood"}
