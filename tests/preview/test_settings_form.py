"""The form for the settings: what it says of the files, and what it writes into them, by HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hosted import Hosted
from sample_project import write_project

PROJECT, YEAR = "content/reportgen.yaml", "content/2022/report.yaml"
SETTINGS = """\
# Först.
region: region Nord
organisation: Umeå kommun  # den som sänder
# unit: Enheten
# contact:
#   phone: 010-123 45 67
page_numbers: false
"""
REPORT = "title: Årsrapport 2022\r\n# subtitle: Raden under\r\ndate: null  # 2023-01-31?\r\n"


@pytest.fixture
def hosted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hosted]:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    root = write_project(tmp_path / "rapport", {PROJECT: SETTINGS, YEAR: REPORT})
    served = Hosted(tmp_path, root)
    served.root = root
    yield served
    served.close()


def opened(hosted: Hosted) -> dict[str, Any]:
    return hosted.post("/desk/settings")["values"]


def save(hosted: Hosted, was: dict[str, Any], **changes: Any) -> dict[str, Any]:
    people = changes.pop("people", was["people"])
    texts = {name.replace("__", "."): text for name, text in changes.items()}
    wanted = {"texts": {**was["texts"], **texts}, "people": people}
    return hosted.post("/desk/settings/save", {"opened": was, "wanted": wanted})


def text_of(hosted: Hosted, file: str) -> str:
    return (hosted.root / file).read_bytes().decode()


def test_it_tells_what_stands_there_and_what_stands_in_comments(hosted: Hosted) -> None:
    now = hosted.post("/desk/settings")
    assert now["values"]["texts"]["organisation"] == "Umeå kommun"
    assert now["values"]["texts"]["page_numbers"] == "false"
    assert now["values"]["people"] == []
    assert now["places"]["organisation"] == f"{PROJECT}:3"
    assert now["places"]["subtitle"] == f"{YEAR}:2"
    aside = {"unit": "Enheten", "contact.phone": "010-123 45 67", "subtitle": "Raden under"}
    assert now["commented"] == aside


def test_both_files_are_written_and_nothing_else_in_them(hosted: Hosted) -> None:
    people = [{"name": "Anna", "title": "Chef", "unit": ""}, {"name": " ", "title": "", "unit": ""}]
    changes = {"date": "2023-02-01", "contact__phone": "Växeln", "page_numbers": "true"}
    now = save(hosted, opened(hosted), people=people, **changes)
    assert now["values"]["people"] == people[:1]
    after = SETTINGS.replace("# contact:\n#   phone: 010-123 45 67", "contact:\n  phone: Växeln")
    after = after.replace("page_numbers: false", "page_numbers: true")
    signs = "author:\n  - name: Anna\n    title: Chef\n"
    assert text_of(hosted, PROJECT) == after + signs
    assert text_of(hosted, YEAR) == REPORT.replace("null", "2023-02-01")


def test_what_does_not_read_is_told_by_its_field_and_neither_file_is_written(
    hosted: Hosted,
) -> None:
    wrong = {"title": "", "date": "2023-02-30", "contact__email": "ingen", "colours": "#12"}
    told = save(hosted, opened(hosted), place="Umeå", **wrong)["told"]
    assert [(each["field"], each["place"]) for each in told] == [
        ("title", f"{YEAR}:1"),
        ("date", f"{YEAR}:3"),
        ("contact.email", f"{PROJECT}:6"),
        ("colours", f"{PROJECT}:9"),
    ]
    assert told[1]["text"] == "datumet 2023-02-30 finns inte"
    assert (text_of(hosted, PROJECT), text_of(hosted, YEAR)) == (SETTINGS, REPORT)
    told = save(hosted, opened(hosted), people=[{"name": "", "title": "Chef", "unit": ""}])["told"]
    assert [each["field"] for each in told] == ["author.0"]


def test_what_another_hand_changed_is_kept_or_asked_about(hosted: Hosted) -> None:
    was = opened(hosted)
    theirs = SETTINGS.replace("region Nord", "region Syd").replace("Umeå", "Lunds")
    (hosted.root / PROJECT).write_text(theirs, "utf-8")
    asked = save(hosted, was, organisation="Kiruna kommun", unit="Min enhet")
    field = {"field": "organisation", "mine": "Kiruna kommun", "theirs": "Lunds kommun"}
    assert asked["questions"] == [field]
    assert text_of(hosted, PROJECT) == theirs
    save(hosted, asked["now"], organisation="Kiruna kommun", unit="Min enhet")
    after = theirs.replace("Lunds", "Kiruna").replace("# unit: Enheten", "unit: Min enhet")
    assert text_of(hosted, PROJECT) == after


def test_a_file_that_can_not_be_read_is_told_with_its_place(hosted: Hosted) -> None:
    was = opened(hosted)
    (hosted.root / PROJECT).write_text(f"{SETTINGS}font: 'x\n", "utf-8")
    told = hosted.post("/desk/settings")["told"]
    assert told[0]["place"] == f"{PROJECT}:8"
    assert save(hosted, was, title="Ny")["problem"]
    assert text_of(hosted, YEAR) == REPORT


def test_names_that_are_no_fields_are_nothing(hosted: Hosted) -> None:
    was = opened(hosted)
    now = save(hosted, was, profile="../../etc/passwd", font="x", check__threshold="0")
    assert now["values"] == was
    assert (text_of(hosted, PROJECT), text_of(hosted, YEAR)) == (SETTINGS, REPORT)
