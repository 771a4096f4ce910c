"""The year's desk: what it tells of a report, and what its buttons do, asked by HTTP."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hosted import Hosted, in_base64
from sample_project import text_of, write_project
from test_review import returned

from reportgen.diagnostics import Span
from reportgen.preview import system_editor
from reportgen.preview.desk import documents
from reportgen.preview.desk.words import desk_words
from reportgen.preview.grid_words import grid_words
from reportgen.scaffold.dating import with_date
from reportgen.scaffold.reviewing import mark_reviewed

PROSE = "content/2022/10-text.md"
UNREAD = "---\nreviewed: false\n---\n\n# Text\n\nDet var {{ kon.total }} ärenden.\n"
STATISTICS = """\
kon:
  total: 5
  counts: {Kvinnor: 3, Män: 2}
land:
  title: Ärenden efter land
  unit: ärenden
  of: kon
  counts:
    Sverige:
    Norge: 1
"""
Desk = Callable[..., Hosted]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A function that serves the tiny project with changes; `desk.root` is its folder."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    opened: list[Hosted] = []

    def serve(changes: dict[str, str | None] | None = None) -> Hosted:
        root = write_project(tmp_path / "rapport", changes or {})
        opened.append(Hosted(tmp_path, root))
        opened[-1].root = root
        return opened[-1]

    yield serve
    for each in opened:
        each.close()


def test_it_tells_how_far_the_report_is(desk: Desk) -> None:
    text = UNREAD + "\nVi skall utbilda fler.\n"
    now = desk({PROSE: text, "content/2022/statistics.yaml": STATISTICS}).standing()
    assert (now["project"], now["year"], now["years"]) == ("rapport", 2022, [2022])
    assert (now["next"], now["earlier"], now["draft"]) == (2023, None, True)
    [section] = now["sections"]
    assert (section["title"], section["reviewed"]) == ("Text", False)
    assert section["place"] == {"file": PROSE, "line": 5, "column": 1}
    [missing] = now["missing"]
    assert (missing["source"], missing["title"]) == ("land", "Ärenden efter land")
    assert "Sverige" in missing["text"]
    assert missing["place"]["line"] == 9
    severities = [each["severity"] for each in now["faults"]]
    assert severities == sorted(severities, key=["error", "warning", "note"].index)
    assert "warning" in severities
    [skall] = [each for each in now["faults"] if each["code"] == "skall"]
    assert skall["count"] == 1
    assert skall["faults"][0]["place"] == {"file": PROSE, "line": 9, "column": 4}


def test_what_is_in_the_way_of_a_page_comes_first(desk: Desk) -> None:
    now = desk({PROSE: "# Text\n\n{{ konn.total }}\n"}).standing()
    assert now["broken"]
    assert (now["faults"][0]["severity"], now["faults"][0]["count"]) == ("error", 1)
    assert now["faults"][0]["faults"][0]["place"]["line"] == 3
    assert now["sections"] == now["missing"] == []


def test_a_section_is_read_through(desk: Desk) -> None:
    hosted = desk({PROSE: UNREAD})
    hosted.standing(lambda now: bool(now["sections"]))
    assert hosted.post("/desk/reviewed", {"name": PROSE}) == {"problem": None}
    assert (hosted.root / PROSE).read_text("utf-8").startswith("# Text\n")
    now = hosted.standing(lambda now: now["sections"][0]["reviewed"])
    assert not now["draft"]
    assert "avsnitt" in hosted.post("/desk/reviewed", {"name": "content/reportgen.yaml"})["problem"]


def test_the_date_is_written_into_its_file(desk: Desk) -> None:
    file = "content/2022/report.yaml"
    before = "title: Rapport 2022\r\ndate: null  # 2023-01-31?\r\n"
    hosted = desk({file: before})
    hosted.standing(lambda now: bool(now["sections"]) and now["date"] is None)
    assert hosted.post("/desk/date", {"day": "2023-01-26"}) == {"problem": None}
    assert (hosted.root / file).read_bytes() == before.replace("null", "2023-01-26").encode()
    hosted.standing(lambda now: now["date"] == "2023-01-26")
    assert hosted.ask("/desk/date", {"day": "i morgon"})[0] == 400
    assert with_date(b"title: A", file, date(2023, 1, 2)) == b"title: A\ndate: 2023-01-02\n"
    assert with_date(b"date:\n", file, date(2023, 1, 2)) == b"date: 2023-01-02\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\nreviewed: false\n---\n\n# A\n", "# A\n"),
        ("---\r\nreviewed: false\r\n---\r\n# A\r\n", "# A\r\n"),
        ("---\ncolumns: 2\nreviewed: false\n---\n# A\n", "---\ncolumns: 2\n---\n# A\n"),
        ("---\n{reviewed: false, a: 2}\n---\n# A\n", "---\n{reviewed: true, a: 2}\n---\n# A\n"),
        ("---\nreviewed: true\n---\n# A\n", None),
    ],
)  # fmt: skip
def test_the_line_goes_and_all_else_stays(before: str, after: str | None) -> None:
    line, text = next((n, t) for n, t in enumerate(before.split("\n"), 1) if "reviewed" in t)
    column = text.index(": ", text.index("reviewed")) + 3
    span = Span("a.md", line, column, line, column + (5 if "false" in text else 4))
    found = mark_reviewed(before.encode(), "a.md", span)
    assert found == (None if after is None else after.encode())


def test_buttons_are_commands_and_say_what_they_say(desk: Desk) -> None:
    hosted = desk()
    hosted.standing()
    code, said = hosted.done("/desk/press", {"button": "docx"})
    assert code == 0
    assert "rapport-2022.docx" in said
    [built] = hosted.standing()["documents"]
    assert (built["name"], built["outdated"]) == ("rapport-2022.docx", False)
    assert "Det var 5 ärenden" in text_of(hosted.root / "output/2022/rapport-2022.docx")
    later = time.time() + 5
    os.utime(hosted.root / PROSE, (later, later))
    assert hosted.standing()["documents"][0]["outdated"]
    # What is wrong is told as in the terminal.
    (hosted.root / PROSE).write_text("# Text\n\n{{ konn.total }}\n", "utf-8")
    code, said = hosted.done("/desk/press", {"button": "html"})
    assert code == 1
    assert f"{PROSE}:3:" in said
    assert "menade du" in said.lower()


def test_the_desk_and_the_grids_have_words_of_their_own() -> None:
    both = desk_words().keys() & grid_words().keys()
    assert {name for name in both if desk_words()[name] != grid_words()[name]} == set()


def test_nothing_else_can_be_started(desk: Desk) -> None:
    hosted = desk()
    for pressed in (
        {"button": "rm"},
        {"button": "diff"},
        {"button": "restore", "name": "--help"},
        {"button": "restore", "name": "../x"},
    ):
        assert "problem" in hosted.post("/desk/press", pressed)
    assert hosted.ask("/desk/press", {"button": 1})[0] == 400
    assert hosted.ask("/desk/press", {"button": "docx"}, X_Reportgen_Key="fel")[0] == 403
    assert "problem" in hosted.post("/start/job", {"number": 99})


def test_one_command_at_a_time(desk: Desk) -> None:
    hosted = desk()
    number = hosted.post("/desk/press", {"button": "docx"})["number"]
    assert "problem" in hosted.post("/desk/press", {"button": "docx"})
    while hosted.post("/start/job", {"number": number, "seen": 1000})["code"] is None:
        pass
    assert hosted.done("/desk/press", {"button": "fix"})[0] == 0


def test_a_new_year_and_what_was_changed_since(desk: Desk) -> None:
    hosted = desk({PROSE: "# Text\n\nDet var {{ kon.total }} ärenden. Vi åt kaka.\n"})
    hosted.standing()
    assert hosted.post("/desk/changes") == {"lines": []}
    assert hosted.done("/desk/press", {"button": "new"})[0] == 0
    assert hosted.post("/start/open", {"root": str(hosted.root), "year": 2023}) == {"year": 2023}
    now = hosted.standing(lambda now: now["checked"] and now["year"] == 2023)
    assert (now["earlier"], now["next"], now["years"]) == (2022, 2024, [2022, 2023])
    assert not now["sections"][0]["reviewed"]
    assert now["missing"]
    path = hosted.root / "content/2023/10-text.md"
    path.write_text(path.read_text("utf-8").replace("Vi åt kaka", "Vi drack kaffe"), "utf-8")
    hosted.standing(lambda _now: hosted.post("/desk/changes")["lines"][0]["inserted"] == 2)
    [line] = hosted.post("/desk/changes")["lines"]
    assert (line["title"], line["inserted"], line["deleted"]) == ("Text", 2, 1)
    code, said = hosted.done("/desk/press", {"button": "diff"})
    assert code == 0, said
    assert [each["name"] for each in hosted.standing()["documents"]] == [
        "jamforelse-2022-2023.html"
    ]


def test_documents_of_the_year_are_opened_and_nothing_else(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    hosted = desk()
    folder = hosted.root / "output" / "2022"
    folder.mkdir(parents=True)
    for name in ("a.docx", "b.sh", ".c.docx"):
        (folder / name).write_text("")
    (hosted.root / "d.docx").write_text("")
    (folder / "e").mkdir()
    opened: list[list[str]] = []
    monkeypatch.setattr(system_editor.shutil, "which", lambda _name: "/usr/bin/xdg-open")
    monkeypatch.setattr(documents.subprocess, "Popen", lambda words, **_more: opened.append(words))
    assert hosted.post("/desk/show", {"name": "a.docx"}) == {"problem": None}
    for name in ("b.sh", ".c.docx", "../../d.docx", "e", "nej.docx"):
        assert "problem" in hosted.post("/desk/show", {"name": name})
    assert [words[1:] for words in opened] == [[str(folder / "a.docx")]]


CHANGED = "# Text\n\nPolisen tog kontakt.\n\nSedan ringde skolan.\n\nSist kom ett brev.\n"


def test_what_came_back_is_taken_in_or_declined_change_by_change(desk: Desk) -> None:
    hosted = desk({PROSE: CHANGED})
    assert hosted.done("/desk/press", {"button": "docx"})[0] == 0
    edits = ("kontakt", "avsked"), ("skolan", "vården"), ("ett brev", "två brev")
    content = returned(hosted.root, *edits).read_bytes()
    came = hosted.post(
        "/desk/returned/add", {"name": "Granskad AV Eva.docx", "content": in_base64(content)}
    )
    name = came["name"]
    assert name == "granskad-av-eva.docx"
    assert hosted.standing()["returned"] == [name]
    first, second, third = came["changes"]
    assert {each["list"] for each in came["changes"]} == {"taken"}
    assert (first["before"], first["after"]) == ("kontakt", "avsked")
    assert (first["file"], first["line"]) == (PROSE, 3)
    told = hosted.post("/desk/returned/answer", {"name": name, "accept": [second["id"]]})
    assert [each["list"] for each in told["changes"]] == ["taken", "already", "taken"]
    assert (hosted.root / PROSE).read_text("utf-8") == CHANGED.replace("skolan", "vården")
    told = hosted.post("/desk/returned/answer", {"name": name, "decline": [third["id"]]})
    assert [each["list"] for each in told["changes"]] == ["taken", "already", "declined"]
    again = hosted.post("/desk/returned", {"name": name})
    assert [each["list"] for each in again["changes"]] == ["taken", "already", "declined"]
    # What was declined can be taken in all the same, and all of it undone.
    told = hosted.post(
        "/desk/returned/answer", {"name": name, "accept": [first["id"], third["id"]]}
    )
    assert {each["list"] for each in told["changes"]} == {"already"}
    assert hosted.done("/desk/press", {"button": "restore", "name": told["kept"]})[0] == 0
    assert (hosted.root / PROSE).read_text("utf-8") == CHANGED.replace("skolan", "vården")
    assert hosted.post("/desk/returned/away", {"name": name}) == {"problem": None}
    assert hosted.standing()["returned"] == []
    assert list((hosted.root / "output/borttaget").glob("*.docx"))


def test_what_is_no_word_file_is_not_kept(desk: Desk) -> None:
    hosted = desk()
    told = hosted.post("/desk/returned/add", {"name": "a.docx", "content": in_base64(b"nej")})
    assert told["problem"]
    assert hosted.standing()["returned"] == []
    for name in ("../../content/2022/report.yaml", "a.docx", ""):
        assert "problem" in hosted.post("/desk/returned", {"name": name})
        assert "problem" in hosted.post("/desk/returned/away", {"name": name})


def test_an_older_year_is_brought_in_out_of_word(desk: Desk, tmp_path: Path) -> None:
    hosted = desk()
    assert hosted.done("/desk/press", {"button": "docx"})[0] == 0
    content = (hosted.root / "output/2022/rapport-2022.docx").read_bytes()
    asked = {"name": "../2020 års rapport.docx", "content": in_base64(content), "year": 2020}
    code, said = hosted.done("/desk/import", asked)
    assert code == 0, said
    assert hosted.standing()["years"] == [2020, 2022]


def test_a_button_tells_what_its_command_is_doing(desk: Desk) -> None:
    served = desk()
    served.standing()
    number = served.post("/desk/press", {"button": "docx"})["number"]
    steps, lines, code = [], [], None
    known = {"number": number}
    while code is None:
        told = served.post("/start/job", {**known, "seen": len(lines)})
        known["step"] = told["step"]
        steps.append(told["step"])
        lines += told["lines"]
        code = told["code"]
    assert code == 0
    assert "Läser rapporten" in steps
    assert steps[-1] == "Gör Worddokumentet och räknar sidnumren"
    assert not [line for line in lines if not line.isprintable() or "Läser" in line]
