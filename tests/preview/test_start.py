"""Where to begin: projects opened last, a new one, one out of Word; asked by HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hosted import Hosted, in_base64
from sample_project import build, write_project

from reportgen.storage.recent import recent_file, recent_projects, remember_project

NEW = {"region": "region Nord", "organisation": "Umeå kommun", "year": 2024}


@pytest.fixture
def hosted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hosted]:
    """The start page, with a home of its own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "state"))
    monkeypatch.setenv("HOME", str(tmp_path))
    made = Hosted(tmp_path)
    yield made
    made.close()


def test_nothing_is_open_at_first_and_every_page_leads_to_the_start(hosted: Hosted) -> None:
    pages = {hosted.get(path)[1] for path in ("/", "/desk", "/start")}
    assert len(pages) == 1
    assert b"start.js" in pages.pop()
    now = hosted.post("/start/standing")
    assert (now["current"], now["recent"]) == (None, [])
    assert now["folder"].endswith("arsrapport")
    assert hosted.ask("/desk/standing")[0] == 404
    assert hosted.ask("/start/standing", X_Reportgen_Key="fel")[0] == 403


def test_projects_are_opened_one_after_the_other(hosted: Hosted, tmp_path: Path) -> None:
    one, other = (write_project(tmp_path / name) for name in ("ett", "två"))
    assert hosted.post("/start/open", {"root": str(one)}) == {"year": 2022}
    assert hosted.standing()["project"] == "ett"
    assert b"preview.js" in hosted.get("/")[1]
    assert b"desk.js" in hosted.get("/desk")[1]
    assert hosted.post("/start/open", {"root": str(other / "content")}) == {"year": 2022}
    assert hosted.standing()["project"] == "två"
    assert "Det var" in hosted.ask("/report")[1].decode()
    now = hosted.post("/start/standing")
    assert now["current"] == str(other)
    assert [(each["name"], each["years"]) for each in now["recent"]] == [
        ("två", [2022]),
        ("ett", [2022]),
    ]
    hosted.post("/start/forget", {"root": str(one)})
    assert [each["name"] for each in hosted.post("/start/standing")["recent"]] == ["två"]
    assert (one / "content").is_dir()
    # What can't be opened is told, and what was shown stays.
    for choice in ({"root": str(tmp_path / "nej")}, {"root": str(one), "year": 1999}):
        assert hosted.post("/start/open", choice)["problem"]
    assert hosted.standing()["project"] == "två"


def test_a_new_project_is_made_and_opened(hosted: Hosted, tmp_path: Path) -> None:
    folder = tmp_path / "Mina dokument" / "årsrapport"
    code, said = hosted.done("/start/make", {**NEW, "folder": str(folder)})
    assert code == 0, said
    assert hosted.post("/start/open", {"root": str(folder)}) == {"year": 2024}
    now = hosted.standing(lambda now: bool(now["sections"]))
    assert now["draft"]
    assert now["missing"]
    assert (folder / "Starta.cmd").is_file()


@pytest.mark.parametrize("folder", ["", "arsrapport", "../x", "{taken}"])
def test_nothing_is_made_where_something_is(hosted: Hosted, tmp_path: Path, folder: str) -> None:
    taken = tmp_path / "full"
    taken.mkdir()
    (taken / "a.txt").write_text("")
    named = folder.replace("{taken}", str(taken))
    assert hosted.post("/start/make", {**NEW, "folder": named})["problem"]
    file = {"name": "a.docx", "content": in_base64(b"nej"), "folder": named}
    assert hosted.post("/start/import", file)["problem"]
    assert [each.name for each in taken.iterdir()] == ["a.txt"]


def test_what_is_typed_is_no_option(hosted: Hosted, tmp_path: Path) -> None:
    folder = str(tmp_path / "nytt")
    code, _said = hosted.done("/start/make", {**NEW, "region": "--help", "folder": folder})
    assert code == 0
    text = (tmp_path / "nytt/content/reportgen.yaml").read_text("utf-8")
    assert "--help" in text


def test_a_project_out_of_a_word_file(hosted: Hosted, tmp_path: Path) -> None:
    root = write_project(tmp_path / "ett")
    assert build(root).exit_code == 0
    content = (root / "output/2022/rapport-2022.docx").read_bytes()
    folder = tmp_path / "ur-word"
    asked = {"name": "Rapport 2022.docx", "content": in_base64(content), "folder": str(folder)}
    code, said = hosted.done("/start/import", asked)
    assert code == 0, said
    assert hosted.post("/start/open", {"root": str(folder)})["year"] == 2022
    # Only the year is left of it: the file that was sent is not kept.
    assert not list(folder.rglob("*.docx"))


def test_it_ends_when_the_page_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    hosted = Hosted(tmp_path, write_project(tmp_path / "ett"))
    hosted.post("/start/end")
    hosted.builder.join(10)
    assert not hosted.builder.is_alive()
    hosted.close()


def test_the_list_lives_through_whatever_is_in_its_file(tmp_path: Path) -> None:
    file = tmp_path / "recent.json"
    for content in (b"", b"{", b"[1]", b"\xff", b'{"a": 1}'):
        file.write_bytes(content)
        assert recent_projects(file) == ()
    for number in range(20):
        remember_project(file, tmp_path / str(number))
    remember_project(file, tmp_path / "15")
    names = [each.name for each in recent_projects(file)]
    assert names[:3] == ["15", "19", "18"]
    assert len(names) == 12
    (tmp_path / "mapp").mkdir()
    remember_project(tmp_path / "mapp", tmp_path)  # where it can't be written, nothing happens


def test_the_list_lies_in_the_state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    assert recent_file() == tmp_path / "reportgen" / "recent.json"
