"""A table of the statistics is edited in the page, and its file keeps all else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from browsing import STATISTICS
from page_judges import MODULES, need
from playwright.sync_api import expect
from running import save

KON = "kon:\n"


def open_table(page, name: str) -> None:
    """Click a number of the table in the report."""
    page.locator(f'.computed[data-statistics^="{name}["]').first.click()
    expect(page.locator("dialog.rg-grid")).to_be_visible()


def cell(page, label: str):
    return page.locator("dialog").get_by_label(label, exact=True)


def text_of(report: Path) -> str:
    return (report / STATISTICS).read_bytes().decode()


def status(page):
    return page.locator("dialog [role=status]")


def test_a_number_is_changed_where_it_stands_and_nothing_else(shown, report):
    before = text_of(report)
    open_table(shown, "kon")
    expect(shown.get_by_role("heading", name="Ärenden efter kön", level=2)).to_be_visible()
    expect(cell(shown, "Kvinnor")).to_be_focused()
    shown.keyboard.type("64")
    expect(shown.locator("dialog tfoot")).to_contain_text("Summa79")
    expect(shown.locator("dialog tfoot")).to_contain_text("1 för lite")
    expect(shown.locator("dialog")).to_contain_text("raderna i 'kon' blir tillsammans 79")
    shown.keyboard.press("Enter")
    expect(cell(shown, "Män")).to_be_focused()
    shown.keyboard.type("15")
    expect(shown.locator("dialog tfoot")).to_contain_text("Summa80")
    expect(shown.locator("dialog .rg-error")).to_have_count(0)
    shown.keyboard.press("Control+s")
    expect(status(shown)).to_have_text("Sparat.")
    assert text_of(report) == before.replace("Kvinnor: 65", "Kvinnor: 64").replace(
        "    Män: 14\n", "    Män: 15\n"
    )
    shown.keyboard.press("Escape")
    expect(shown.locator("dialog")).to_have_count(0)
    changed = shown.locator(".computed[data-statistics='kon[\"Kvinnor\"]']").first
    expect(changed).to_have_text("80 procent", timeout=20_000)


def test_what_is_no_count_is_told_beside_its_cell_and_not_written(shown, report):
    before = text_of(report)
    open_table(shown, "kon")
    wrong = shown.locator("dialog .rg-wrong")
    for typed, told in (
        ("sju", "'sju'"),
        ("-3", "helt tal från 0"),
        ("12,5", "decimals: 1"),
        ("1.234", "utan mellanslag"),
    ):
        cell(shown, "Män").fill(typed)
        expect(wrong).to_contain_text(told)
        described = cell(shown, "Män").get_attribute("aria-describedby")
        assert shown.locator(f"#{described}").inner_text() == wrong.inner_text()
        shown.keyboard.press("Control+s")
        expect(status(shown)).to_contain_text("Inget är sparat")
        expect(cell(shown, "Män")).to_be_focused()
    cell(shown, "Annan könsidentitet").fill("")
    cell(shown, "Män").fill("0")
    shown.keyboard.press("Control+s")
    expect(status(shown)).to_have_text("Sparat.")
    assert "    Män: 0\n    Annan könsidentitet: null\n" in text_of(report)
    assert len(before.split("\n")) == len(text_of(report).split("\n"))


def test_rows_are_added_renamed_and_removed_and_a_column_is_pasted(shown, report):
    open_table(shown, "kon")
    cell(shown, "Etikett på rad 2").fill("Man")
    expect(shown.locator("dialog")).to_contain_text("Rapporten nämner ”Män”")
    expect(shown.locator("dialog")).to_contain_text("content/2022/")
    shown.keyboard.press("Control+z")
    expect(cell(shown, "Etikett på rad 2")).to_have_value("Män")
    shown.get_by_role("button", name="Ta bort raden Annan könsidentitet").click()
    expect(cell(shown, "Annan könsidentitet")).to_have_count(0)
    cell(shown, "Män").focus()
    shown.get_by_role("button", name="Ny rad").click()
    expect(cell(shown, "Etikett på rad 3")).to_be_focused()
    shown.evaluate(
        """() => {
          const clipboardData = new DataTransfer();
          clipboardData.setData('text/plain', 'Ej noterat\\t1\\r\\nOklart\\t1\\u00a0000\\r\\n');
          const options = { clipboardData, bubbles: true, cancelable: true };
          document.activeElement.dispatchEvent(new ClipboardEvent('paste', options));
        }"""
    )
    expect(cell(shown, "Oklart")).to_have_value("1\u00a0000")
    shown.keyboard.press("Control+s")
    expect(status(shown)).to_have_text("Sparat.")
    rows = "    Kvinnor: 65\n    Män: 14\n    Ej noterat: 1\n    Oklart: 1000\n\n"
    assert rows in text_of(report)


def test_what_somebody_else_saved_meanwhile_is_kept_or_asked_about(shown, report):
    open_table(shown, "kon")
    save(report / STATISTICS, "    Män: 14\n", "    Män: 13  # nytt\n")
    cell(shown, "Kvinnor").fill("66")
    shown.keyboard.press("Control+s")
    expect(status(shown)).to_have_text("Sparat.")
    assert "    Kvinnor: 66\n    Män: 13  # nytt\n" in text_of(report)
    expect(cell(shown, "Män")).to_have_value("13")
    save(report / STATISTICS, "    Kvinnor: 66\n", "    Kvinnor: 67\n")
    cell(shown, "Kvinnor").fill("60")
    shown.keyboard.press("Control+s")
    expect(shown.locator(".rg-question")).to_contain_text("i filen står 67, här står 60")
    assert "    Kvinnor: 67\n" in text_of(report)
    shown.get_by_role("button", name="Behåll mitt").click()
    shown.keyboard.press("Control+s")
    expect(status(shown)).to_have_text("Sparat.")
    assert "    Kvinnor: 60\n    Män: 13  # nytt\n" in text_of(report)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1366, 400])
def test_a_grid_is_accessible_and_fits(shown, width, scheme):
    need((MODULES / "axe-core").is_dir(), "axe-core")
    shown.set_viewport_size({"width": width, "height": 800})
    shown.emulate_media(color_scheme=scheme)
    open_table(shown, "kon")
    cell(shown, "Kvinnor").fill("sju")
    expect(shown.locator("dialog .rg-wrong")).to_be_visible()
    shown.evaluate((MODULES / "axe-core" / "axe.min.js").read_text("utf-8"))
    found = shown.evaluate("() => axe.run('dialog')")
    told = [f"{each['id']}: {each['nodes'][0]['html']}" for each in found["violations"]]
    assert told == []
    assert len(found["passes"]) > 10
    box = shown.locator("dialog").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    if folder := os.environ.get("REPORTGEN_PICTURES"):
        shown.screenshot(path=f"{folder}/grid-{width}-{scheme}.png")
