"""The desk and the start page in a real browser: what only a browser shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from page_judges import MODULES, need
from playwright.sync_api import expect
from running import Running
from sample_project import text_of, write_project
from test_review import returned

from reportgen.build.pipeline import BuildOptions, build_year

PROSE = "content/2022/10-text.md"
UNREAD = "---\nreviewed: false\n---\n\n"
TEXT = f"{UNREAD}# Text\n\nDet var {{{{ kon.total }}}} ärenden.\n\nVi skall utbilda fler.\n"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def axe(page) -> list[str]:
    need((MODULES / "axe-core").is_dir(), "axe-core")
    page.evaluate((MODULES / "axe-core" / "axe.min.js").read_text("utf-8"))
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", TAGS)
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found["violations"]]


@pytest.fixture
def desk(tmp_path: Path, start, page) -> Running:
    """The desk of the tiny project, with a file that came back, shown and checked."""
    root = write_project(tmp_path / "rapport", {PROSE: TEXT})
    build_year(root, 2022, BuildOptions(draft=True))
    returned(root, ("utbilda", "utbilda många"))
    running = start(root, command="start")
    page.goto(running.address)
    expect(page.get_by_text("0 av 1 är genomlästa")).to_be_visible()
    return running


def test_from_the_desk_to_the_place_and_back(desk: Running, page) -> None:
    page.get_by_text("är föråldrat").first.click()
    page.get_by_role("link", name=f"{PROSE}:9").click()
    expect(page.locator(".rg-selected")).to_have_text("Vi skall utbilda fler.")
    page.get_by_role("button", name="Översikt").click()
    page.get_by_role("button", name="Jag har läst igenom det: Text").press("Enter")
    expect(page.get_by_text("1 av 1 är genomlästa")).to_be_visible()
    assert (desk.root / PROSE).read_text("utf-8").startswith("# Text")
    page.get_by_role("button", name="Bygg Word-filen").click()
    expect(page.get_by_text("Klart.")).to_be_visible()
    expect(page.get_by_role("button", name="Öppna rapport-2022.docx")).to_be_visible()
    # Another hand's mistake comes onto the desk by itself, and the command tells of it.
    (desk.root / PROSE).write_text("# Text\n\n{{ konn.total }}\n", "utf-8")
    expect(page.get_by_text("Rapporten kan inte byggas")).to_be_visible()
    page.get_by_role("button", name="Bygg Word-filen").click()
    expect(page.locator("pre").get_by_role("link")).to_have_text(f"{PROSE}:3:1")


def test_what_came_back_is_gone_through(desk: Running, page) -> None:
    page.locator("#rg-returned").set_input_files(desk.root / "granskad.docx")
    expect(page.locator("del")).to_have_count(0)
    expect(page.locator("ins")).to_have_text("många")
    page.get_by_role("button", name="Låt bli").click()
    expect(page.get_by_role("heading", name="Lämnat som det var")).to_be_visible()
    page.get_by_role("button", name="Ta in", exact=True).press("Enter")
    expect(page.get_by_role("heading", name="Finns redan i texten")).to_be_visible()
    assert "utbilda många fler" in (desk.root / PROSE).read_text("utf-8")
    page.get_by_role("button", name="Ångra det som togs in").click()
    expect(page.get_by_role("button", name="Ta in", exact=True)).to_be_visible()
    assert (desk.root / PROSE).read_text("utf-8") == TEXT


def test_what_came_back_is_answered_beside_its_paragraph(desk: Running, page) -> None:
    page.locator("#rg-returned").set_input_files(desk.root / "granskad.docx")
    page.get_by_role("button", name="Visa bredvid texten").click()
    note = page.locator(".rg-came > *")
    expect(note).to_contain_text("Efter: många")
    beside = ".rg-came + *, .rg-came + .rg-beside + *"
    expect(page.locator(beside).locator("visible=true").last).to_have_text("Vi skall utbilda fler.")
    page.set_viewport_size({"width": 1366, "height": 800})
    assert axe(page) == []
    page.reload()
    note.get_by_role("button", name="Ta in").press("Enter")
    expect(page.get_by_text("Vi skall utbilda många fler.")).to_be_visible()
    expect(note).to_have_count(0)
    assert "utbilda många fler" in (desk.root / PROSE).read_text("utf-8")
    page.get_by_role("button", name="Dölj ändringarna i granskad.docx").click()
    page.reload()
    expect(page.get_by_role("button", name="Översikt")).to_be_visible()
    expect(page.get_by_role("button", name="Dölj ändringarna")).to_have_count(0)


@pytest.mark.parametrize(("scheme", "width"), [("light", 1366), ("dark", 400)])
def test_axe_finds_nothing_wrong_there(desk: Running, page, scheme: str, width: int) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    page.locator("#rg-returned").set_input_files(desk.root / "granskad.docx")
    expect(page.get_by_role("button", name="Låt bli")).to_be_visible()
    page.get_by_role("button", name="Bygg Word-filen").click()
    page.get_by_text("Vad kommandot sade").click()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.goto(f"{desk.origin}/start")
    expect(page.get_by_role("button", name="Avsluta programmet")).to_be_visible()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_first_report_from_an_empty_folder_to_word(tmp_path: Path, start, page) -> None:
    """No terminal and no editor: all is done on the page, as a newcomer does it.

    It takes longer than others, for it is the whole way.
    """
    home = tmp_path / "hem"
    home.mkdir()
    running = start(home, command="start")
    page.goto(running.address)
    page.get_by_label("Regionen").fill("region Nord")
    page.get_by_label("Organisationen").fill("Umeå kommun")
    page.get_by_label("Året som rapporten handlar om").fill("2024")
    root = tmp_path / "Dokument" / "arsrapport"
    page.get_by_label("Mapp, som skapas").first.fill(str(root))
    page.get_by_role("button", name="Börja på rapporten").click()
    page.wait_for_url("**/desk")
    expect(page.get_by_text("0 av 7 är genomlästa")).to_be_visible()
    # A table is filled in as a sheet, the date in its field.
    page.get_by_role("listitem").filter(has_text="Ärenden efter kön").get_by_role("button").click()
    for label, count in (("Kvinnor", "12"), ("Män", "3"), ("Ej noterat", "0")):
        page.locator("dialog").get_by_label(label, exact=True).fill(count)
    page.keyboard.press("Control+s")
    expect(page.locator("dialog .rg-status")).to_have_text("Sparat.")
    page.keyboard.press("Escape")
    page.get_by_label("Rapportens datum").fill("2025-01-31")
    # A section is written where it is shown, and read through.
    page.get_by_role("link", name="Sammanfattning av året").click()
    written = page.locator("main p", has_text="är inte skriven än").first
    written.click(position={"x": 5, "y": 5})
    expect(page.locator(".rg-writing .cm-content")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type('Vi mötte {{ kon.Kvinnor }} kvinnor och {{ kon["Män"] }} män.')
    page.keyboard.press("Control+s")
    expect(page.locator("main")).to_contain_text("Vi mötte 12 kvinnor och 3 män.")
    page.get_by_role("button", name="Översikt").click()
    page.get_by_role("button", name="Jag har läst igenom det: Sammanfattning").click()
    expect(page.get_by_text("1 av 7 är genomlästa")).to_be_visible()
    expect(page.get_by_label("Rapportens datum")).to_have_value("2025-01-31")
    expect(page.get_by_label("som utkast")).to_be_checked()
    page.get_by_role("button", name="Bygg Word-filen").click()
    expect(page.get_by_text("Klart.")).to_be_visible()
    [built] = (root / "output" / "2024").glob("*.docx")
    assert "Vi mötte 12 kvinnor och 3 män." in text_of(built)
    expect(page.get_by_role("button", name=f"Öppna {built.name}")).to_be_visible()
