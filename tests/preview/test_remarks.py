"""Errors below the page, findings beside the text."""

from __future__ import annotations

import re

import pytest
from browsing import HOPE, STATISTICS, SUMMARY, TRENDS, up_to_date
from playwright.sync_api import expect
from running import save


def test_an_error_is_shown_and_gone_again(shown, preview, report):
    save(report / TRENDS, "{{ arenden.total }}", "{{ arenden.totalt }} {{ 1 + }}")
    listed = shown.locator(".rg-list li")
    expect(listed).to_have_count(2)
    expect(listed.first).to_contain_text("totalt")
    expect(listed.first).to_contain_text(f"{TRENDS}:8")
    expect(shown.locator(".rg-status")).to_contain_text("före felen")
    expect(shown.get_by_text("handlade det om 80 ärenden")).to_be_attached()
    preview.wait_for("unknown-statistic")
    save(report / TRENDS, "{{ arenden.totalt }} {{ 1 + }}", "{{ arenden.total }}")
    expect(shown.locator(".rg-list")).to_be_hidden()
    expect(shown.locator(".rg-status")).to_contain_text("Uppdaterad")
    preview.wait_for("Felen är rättade")


def test_a_report_that_never_was_right_appears_when_it_is(report, start, page):
    save(report / TRENDS, "# Trender\n", "Trender\n")
    preview = start(report)
    page.goto(preview.address)
    expect(page.locator(".rg-list li")).to_have_count(1)
    assert page.title() == "Förhandsvisning"
    save(report / TRENDS, "Trender\n", "# Trender\n")
    up_to_date(page, HOPE)
    assert page.title().startswith("Årsrapport 2022")


def test_a_finding_stands_beside_its_paragraph(shown, report):
    save(report / TRENDS, HOPE, "Vi hoppas att det skall ge mer resurser.")
    finding = shown.locator("main .rg-finding")
    expect(finding).to_have_count(1)
    expect(finding).to_contain_text("skall")
    paragraph = shown.locator("main p", has_text="Vi hoppas att det skall").last
    beside, own = finding.bounding_box(), paragraph.bounding_box()
    assert beside["x"] > own["x"] + own["width"]
    assert beside["y"] == pytest.approx(own["y"], abs=30)
    expect(shown.get_by_role("button", name="1 varning")).to_be_visible()
    save(report / TRENDS, "Vi hoppas att det skall ge mer resurser.", HOPE)
    expect(finding).to_have_count(0)


def test_a_finding_in_the_statistics_stands_beside_what_tells_the_figure(shown, report):
    file = report / STATISTICS
    text = file.read_text("utf-8")
    assert text.count("# check: ignore small-count-again") == 2
    file.write_text(text.replace("# check: ignore", "# ignorera inte"), "utf-8")
    notes = shown.locator("main .rg-finding")
    expect(notes).to_have_count(2)
    expect(notes.first).to_contain_text("Filippinerna")
    expect(shown.locator("main .rg-beside + p")).to_contain_text("Filippinerna")


def test_a_finding_in_a_title_stands_beside_what_shows_it(shown, report):
    save(report / STATISTICS, "title: Ärenden efter kön", "title: Ärrenden efter kön")
    notes = shown.locator("main .rg-beside")
    expect(notes).to_have_count(1)
    expect(notes).to_contain_text("statistics.yaml:88")
    expect(shown.locator("main .rg-beside + *")).to_contain_text(
        re.compile("kvinnor", re.IGNORECASE)
    )
    save(report / STATISTICS, "title: Ärrenden efter kön", "title: Ärenden efter kön")
    save(report / "figures/kon.yaml", "title: ", "title: Ärrenden ")
    expect(notes).to_contain_text("kon.yaml")
    expect(shown.locator("main .rg-beside + :has(> figure#figur-kon)")).to_be_attached()


def test_findings_of_one_paragraph_stand_in_their_order_and_stay(shown, report):
    save(report / TRENDS, HOPE, "Vi skall ge mer. Året hade 81 ärenden {{ arenden.total }}  nu.")
    notes = shown.locator("main .rg-finding")
    expect(notes).to_have_count(3)
    expect(notes.first).to_be_visible()
    marked = notes.locator(".rg-excerpt mark").all_text_contents()
    assert marked == ["skall", "81", "  "]
    notes.first.get_by_role("button").focus()
    shown.evaluate("() => { document.activeElement.kept = true; }")
    save(report / SUMMARY, "# Sammanfattning av året\n", "# Sammanfattning av året\n\nNytt.\n")
    up_to_date(shown, "Nytt.")
    assert shown.evaluate("document.activeElement.kept === true")


def test_in_two_columns_a_finding_stands_above_its_paragraph(shown, report):
    save(report / TRENDS, "# Trender\n", "---\ncolumns: 2\n---\n# Trender\n")
    save(report / TRENDS, HOPE, "Vi hoppas att det skall ge mer.")
    expect(shown.locator(".two-columns > .rg-beside + p")).to_contain_text("skall ge mer")


def test_many_findings_of_one_block_are_folded_and_stay_unfolded(shown, report):
    save(report / TRENDS, HOPE, "Vi skall ge mer. Året hade 81 ärenden {{ arenden.total }}  nu.")
    notes = shown.locator("main .rg-finding")
    expect(notes).to_have_count(3)
    expect(notes.nth(1)).to_be_hidden()
    shown.get_by_text("2 till").click()
    expect(notes.nth(1)).to_be_visible()
    notes.nth(2).get_by_role("button").focus()
    save(report / TRENDS, "Vi skall ge", "Vi ska ge")
    expect(notes).to_have_count(2)
    expect(shown.get_by_text("1 till")).to_be_visible()
    expect(notes.nth(1)).to_be_visible()


def test_an_error_in_the_choice_of_checks_is_told_until_it_is_mended(shown, preview, report):
    settings = report / "content/reportgen.yaml"
    save(settings, "check:\n", "check:\n  ignore: [finns-inte]\n")
    preview.wait_for("unknown-rule")
    preview.wait_for("kvar som den var")
    shown.wait_for_timeout(2500)
    expect(shown.locator(".rg-list .rg-error")).to_contain_text("finns-inte")
    assert not any("rättade" in line for line in preview.lines)
    save(settings, "  ignore: [finns-inte]\n", "")
    preview.wait_for("Felen är rättade")
    expect(shown.locator(".rg-list")).to_be_hidden()


def test_the_list_that_the_writer_opened_stays_when_errors_are_mended(shown, report):
    save(report / TRENDS, HOPE, "Vi hoppas att det skall ge mer.")
    shown.get_by_role("button", name="1 varning").click()
    save(report / TRENDS, "# Trender\n", "Trender\n")
    expect(shown.locator(".rg-list .rg-error")).to_be_visible()
    save(report / TRENDS, "Trender\n", "# Trender\n")
    expect(shown.locator(".rg-list .rg-error")).to_have_count(0)
    expect(shown.locator(".rg-list")).to_be_visible()


def test_the_list_is_open_as_long_as_the_writer_wants(shown, report):
    save(report / TRENDS, HOPE, "Vi hoppas att det skall ge mer.")
    shown.get_by_role("button", name="1 varning").click()
    expect(shown.locator(".rg-list")).to_be_visible()
    save(report / SUMMARY, "# Sammanfattning av året\n", "# Sammanfattning av året\n\nNytt.\n")
    up_to_date(shown, "Nytt.")
    expect(shown.locator(".rg-list")).to_be_visible()
    save(report / TRENDS, "# Trender\n", "Trender\n")
    expect(shown.locator(".rg-list .rg-error")).to_be_visible()
    shown.keyboard.press("Escape")
    save(report / TRENDS, "Trender\n", "Trender!\n")
    shown.wait_for_timeout(500)
    expect(shown.locator(".rg-list")).to_be_hidden()


def test_a_new_window_during_an_error_shows_the_findings_too(shown, report):
    save(report / TRENDS, HOPE, "Vi hoppas att det skall ge mer.")
    expect(shown.locator("main .rg-finding")).to_have_count(1)
    save(report / SUMMARY, "# Sammanfattning av året", "Sammanfattning av året")
    expect(shown.locator(".rg-list .rg-error")).to_be_visible()
    shown.reload()
    expect(shown.locator("main .rg-finding")).to_contain_text("skall ge mer")


def test_what_lies_outside_the_project_is_never_quoted(shown, report, tmp_path):
    (tmp_path / "hemlig.txt").write_text("root:x:0:0 hemligt\n")
    (report / "content/2022/80-las.md").symlink_to(tmp_path / "hemlig.txt")
    expect(shown.locator(".rg-list .rg-error")).to_contain_text("80-las.md")
    assert "hemligt" not in shown.content()
