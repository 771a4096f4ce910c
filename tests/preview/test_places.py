"""Where a thing is written, by mouse and by keyboard, and in the user's own editor."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import pytest
from browsing import HOPE, STATISTICS, TRENDS
from playwright.sync_api import expect
from running import save


def test_a_number_shows_its_expression_and_its_source(shown):
    shown.locator("#trender ~ p .computed").first.click()
    origin = shown.locator(".rg-origin")
    expect(origin).to_contain_text(f"{TRENDS}:8")
    expect(origin).to_contain_text("80 = {{ arenden.total }}")
    expect(origin).to_contain_text(f"{STATISTICS}:")
    expect(origin.get_by_role("button", name="Öppna i textredigeraren")).to_be_visible()


def test_a_paragraph_a_heading_and_a_table_show_their_line(shown, report):
    lines = (report / TRENDS).read_text("utf-8").split("\n")
    shown.get_by_text(HOPE).click(position={"x": 5, "y": 5})
    place = shown.locator(".rg-origin code").first.inner_text()
    assert lines[int(place.split(":")[1]) - 1].startswith("De som utsätts")
    shown.locator("#trender").click()
    expect(shown.locator(".rg-origin")).to_contain_text(f"{TRENDS}:1:1")
    shown.locator(".table caption").first.click()
    expect(shown.locator(".rg-origin")).to_contain_text("content/2022/30-aterrapportering.md:")
    shown.locator(".rg-writing").wait_for()
    shown.keyboard.press("Escape")
    shown.locator(".table .computed").first.click()
    expect(shown.locator(".rg-origin")).to_contain_text(STATISTICS)


@pytest.fixture
def opened(tmp_path: Path):
    """An editor that notes what it is asked to open; the setting that names it, and its notes."""
    noted = tmp_path / "oppnade.txt"
    script = tmp_path / "redigerare.py"
    script.write_text(f"import sys\nopen({str(noted)!r}, 'a').write(sys.argv[1] + '\\n')\n")

    def lines(count: int) -> list[str]:
        latest = time.monotonic() + 10
        while time.monotonic() < latest:
            found = noted.read_text("utf-8").splitlines() if noted.exists() else []
            if len(found) >= count:
                return found
            time.sleep(0.02)
        raise AssertionError(f"{count} places were to be opened: {found}")

    return f"'{sys.executable}' '{script}' '{{file}}:{{line}}'", lines


def test_a_click_opens_the_place_in_the_users_editor(report, start, page, opened):
    setting, lines = opened
    settings = report.parent / "config" / "reportgen" / "settings.yaml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f"editor: {json.dumps(setting)}\n", "utf-8")
    preview = start(report)
    page.goto(preview.address)
    expect(page.locator(".rg-status")).to_contain_text("Uppdaterad")
    page.locator("#trender").click()
    assert lines(1) == [f"{report / TRENDS}:1"]
    page.locator("#trender ~ p .computed").first.click()
    assert lines(2)[1] == f"{report / TRENDS}:8"
    page.locator(".rg-origin").get_by_role("button", name=STATISTICS).click()
    number = int(lines(3)[2].rpartition(":")[2])
    assert (report / STATISTICS).read_text("utf-8").split("\n")[number - 1].startswith("arenden:")
    # A link is followed and marked text copied, as on any page.
    page.locator("nav a").first.click()
    page.locator("#trender ~ p").first.dblclick()
    assert len(lines(4)) == 4


def test_only_files_of_the_report_are_opened(report, start, page, opened):
    setting, _lines = opened
    (report / "hemlig.txt").write_text("x")
    preview = start(report, REPORTGEN_EDITOR=setting)
    names = [
        "/etc/passwd",
        "../rapport/content/2022/statistics.yaml",
        "content/../../x",
        "",
        "output",
    ]
    for name in names:
        place = {"file": name, "line": 1, "column": 1}
        status, _headers, content = preview.post("/open", place)
        assert status == 200
        assert "ingen av rapportens filer" in json.loads(content)["problem"], name


def test_everything_can_be_done_by_keyboard(report, start, page, opened):
    setting, lines = opened
    save(report / TRENDS, HOPE, "Vi hoppas att det skall ge mer resurser.")
    preview = start(report, REPORTGEN_EDITOR=setting)
    page.goto(preview.address)
    expect(page.locator("main .rg-finding")).to_have_count(1)
    # To the list of findings, and from it to the paragraph.
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".rg-list")).to_be_visible()
    for _each in range(4):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    focused = page.locator("main :focus")
    expect(focused).to_contain_text("skall ge mer")
    expect(focused).to_be_in_viewport()
    page.keyboard.press("Enter")
    written = (report / TRENDS).read_text("utf-8").split("\n")
    number = next(n for n, line in enumerate(written, 1) if line.startswith("De som utsätts"))
    assert lines(1) == [f"{report / TRENDS}:{number}"]
    # From paragraph to paragraph, to a number in it, and what that is.
    for _each in range(3):
        page.keyboard.press("Alt+ArrowUp")
    expect(focused).to_contain_text("handlade det om")
    page.keyboard.press("Tab")
    expect(focused).to_have_text("80")
    page.keyboard.press("Enter")
    expect(page.locator(".rg-origin")).to_contain_text("{{ arenden.total }}")
    assert lines(2)[1] == f"{report / TRENDS}:8"
    page.keyboard.press("Alt+ArrowDown")
    expect(focused).to_contain_text("Vi ser att AKC")
    page.keyboard.press("Escape")
    expect(page.locator(".rg-origin")).to_be_hidden()
    expect(page.locator(".rg-list")).to_be_hidden()


def test_what_is_chosen_stays_chosen_and_says_its_new_line(shown, report):
    shown.locator("#trender ~ p .computed").first.click()
    origin = shown.locator(".rg-origin")
    expect(origin).to_contain_text(f"{TRENDS}:8:")
    save(report / TRENDS, "# Trender\n", "# Trender\n\nEtt.\n\nTvå.\n")
    expect(origin).to_contain_text(f"{TRENDS}:12:")
    expect(shown.locator(".rg-selected")).to_have_text("80")
    save(report / TRENDS, "{{ arenden.total }}", "många")
    expect(origin).to_be_hidden()


def test_an_editor_can_be_named_while_the_preview_runs(shown, preview, report, opened):
    setting, lines = opened
    shown.locator("#trender").click()
    settings = report.parent / "config" / "reportgen" / "settings.yaml"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text("editor: finns-inte\n", "utf-8")
    save(report / TRENDS, HOPE, "Nytt.")
    shown.locator("main p", has_text="Nytt.").wait_for()
    shown.keyboard.press("Escape")
    shown.locator("#trender").click()
    expect(shown.locator(".rg-origin")).to_contain_text("det finns inget program 'finns-inte'")
    settings.write_text(f"editor: {json.dumps(setting)}\n", "utf-8")
    shown.locator("#trender").click()
    assert lines(1) == [f"{report / TRENDS}:1"]


def test_a_deep_heading_stays_a_heading_when_it_is_chosen(shown, report):
    save(report / TRENDS, HOPE, "## a\n\n### b\n\n#### c\n\n##### d\n\n###### Djup\n\nText.")
    deep = shown.get_by_role("heading", name="Djup")
    deep.click()
    shown.locator(".rg-writing").wait_for()
    shown.keyboard.press("Escape")
    expect(deep).to_be_focused()
    expect(deep).to_have_attribute("aria-level", "7")


def test_what_a_finding_was_asked_about_stays_shown(shown, report):
    save(report / TRENDS, HOPE, "Vi hoppas att det skall ge mer.")
    shown.locator("#trender").click()
    shown.locator("main .rg-finding button").click()
    origin = shown.locator(".rg-origin")
    expect(origin).to_contain_text(f"{TRENDS}:26:")
    save(report / TRENDS, "skall ge mer", "skall ge mycket mer")
    shown.locator("main p[data-source]", has_text="skall ge mycket mer").wait_for()
    expect(origin).to_contain_text(f"{TRENDS}:26:")


def test_from_a_quotation_the_next_step_is_into_it(shown, report):
    save(report / TRENDS, HOPE, "Så här.\n\n> Citatets första.\n>\n> Citatets andra.\n\nEfteråt.")
    quote = shown.locator("blockquote")
    quote.wait_for()
    quote.click(position={"x": 1, "y": 1})
    focused = shown.locator("main :focus")
    shown.locator(".rg-writing").wait_for()
    for text in ("Citatets första", "Citatets andra", "Efteråt"):
        shown.keyboard.press("Alt+ArrowDown")
        expect(focused).to_contain_text(text)
    quote.click(position={"x": 1, "y": 1})
    expect(focused).to_contain_text("> Citatets")
    shown.keyboard.press("Alt+ArrowUp")
    expect(focused).to_contain_text("Så här")
