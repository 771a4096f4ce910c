"""The form for the settings in a real browser, as a user has it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect
from running import Running
from sample_project import write_project
from test_desk_page import axe

PROJECT, YEAR = "content/reportgen.yaml", "content/2022/report.yaml"
SETTINGS = "region: region Nord\norganisation: Umeå kommun # den som sänder\n# unit: Enheten\n"
REPORT = "title: Årsrapport 2022\n# subtitle: Raden under\ndate: 2023-01-26\n"


@pytest.fixture
def form(tmp_path: Path, start, page) -> Running:
    """The desk of a tiny project with the form open, by keyboard alone."""
    root = write_project(tmp_path / "rapport", {PROJECT: SETTINGS, YEAR: REPORT})
    running = start(root, command="start")
    page.goto(running.address)
    page.get_by_role("button", name="Uppgifter om rapporten").press("Enter")
    expect(page.get_by_label("Titel", exact=True)).to_be_focused()
    return running


def status(page):
    return page.locator("dialog [role=status]")


def test_what_is_filled_in_stands_in_the_files(form: Running, page) -> None:
    expect(page.locator("dialog")).to_contain_text("Står som kommentar i filen: Raden under")
    page.keyboard.press("Tab")
    page.keyboard.type("Norr: i år")
    page.get_by_label("Datum", exact=True).fill("2023-02-01")
    page.get_by_label("Sidnummer i innehållsförteckningen").press("Space")
    page.get_by_label("Färg", exact=True).fill("röd")
    page.get_by_label("Namn, eller en funktion").fill("Anna")
    page.get_by_role("button", name="En person till").press("Enter")
    expect(page.get_by_label("Namn, eller en funktion").nth(1)).to_be_focused()
    page.keyboard.type("Bo")
    page.keyboard.press("Control+s")
    colour = page.get_by_label("Färg", exact=True)
    expect(colour).to_be_focused()
    expect(status(page)).to_contain_text("Inget är sparat")
    told = page.locator(f"#{colour.get_attribute('aria-describedby')}")
    expect(told).to_contain_text("'röd' är ingen färg")
    expect(told).to_contain_text(f"{PROJECT}:")
    assert (form.root / YEAR).read_text("utf-8") == REPORT
    colour.fill("#7a1f3d")
    page.keyboard.press("Enter")
    expect(status(page)).to_have_text("Sparat.")
    assert page.locator("dialog [aria-invalid]").count() == 0
    after = 'title: Årsrapport 2022\nsubtitle: "Norr: i år"\ndate: 2023-02-01\n'
    assert (form.root / YEAR).read_text("utf-8") == after
    added = 'colours: "#7a1f3d"\npage_numbers: false\nauthor:\n  - name: Anna\n  - name: Bo\n'
    assert sorted((form.root / PROJECT).read_text("utf-8")) == sorted(SETTINGS + added)
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name="Uppgifter om rapporten")).to_be_focused()
    expect(page.get_by_label("Rapportens datum")).to_have_value("2023-02-01")


def test_what_another_hand_saved_meanwhile_is_asked_about(form: Running, page) -> None:
    theirs = SETTINGS.replace("Umeå", "Lunds")
    (form.root / PROJECT).write_text(theirs, "utf-8")
    page.get_by_label("Organisation", exact=True).fill("Kiruna kommun")
    page.keyboard.press("Escape")
    expect(status(page)).to_contain_text("är inte sparat")
    page.keyboard.press("Control+s")
    question = page.locator("dialog .rg-question")
    expect(question).to_contain_text("i filen står ”Lunds kommun”, här står ”Kiruna kommun”")
    expect(question.get_by_role("button", name="Ta det som står i filen")).to_be_focused()
    assert (form.root / PROJECT).read_text("utf-8") == theirs
    page.get_by_role("button", name="Behåll mitt").press("Enter")
    page.get_by_role("button", name="Spara och stäng").press("Enter")
    expect(page.locator("dialog")).to_have_count(0)
    assert (form.root / PROJECT).read_text("utf-8") == theirs.replace("Lunds", "Kiruna")


@pytest.mark.parametrize(("scheme", "width"), [("light", 400), ("dark", 1366)])
def test_axe_finds_nothing_wrong_in_it(form: Running, page, scheme: str, width: int) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    page.get_by_role("button", name="En person till").click()
    page.get_by_label("Titel", exact=True).fill("")
    page.keyboard.press("Control+s")
    expect(page.get_by_label("Titel", exact=True)).to_be_focused()
    assert axe(page) == []
    box = page.locator("dialog").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
