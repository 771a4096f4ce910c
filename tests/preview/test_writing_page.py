"""Writing on the page, in a real browser: by mouse and keyboard, light, dark, wide and narrow."""

from __future__ import annotations

import re
import time

import pytest
from browsing import HOPE, TRENDS
from page_judges import MODULES, need
from playwright.sync_api import expect
from running import save


def editor(page):
    return page.locator(".rg-writing .cm-content")


def text_of(report) -> str:
    return (report / TRENDS).read_text("utf-8")


def wait_until(true, longest_s: float = 10) -> None:
    latest = time.monotonic() + longest_s
    while not true():
        assert time.monotonic() < latest
        time.sleep(0.02)


def test_a_paragraph_is_written_by_mouse_and_seen(shown, report):
    shown.locator("main p", has_text=HOPE).click(position={"x": 5, "y": 5})
    expect(editor(shown)).to_contain_text(HOPE)
    shown.keyboard.press("Control+End")
    shown.keyboard.type(" Och så vidare. Det var allt.")
    expect(shown.locator(".rg-writing")).to_contain_text("Inte sparat")
    shown.get_by_role("button", name="Spara").click()
    expect(shown.locator("main p", has_text="Det var allt.")).to_be_visible()
    expect(shown.locator(".rg-writing")).to_have_count(0)
    assert "\nOch så vidare.\nDet var allt.\n" in text_of(report)
    shown.get_by_role("button", name="Nytt avsnitt").click()
    shown.get_by_label("Det nya avsnittets rubrik").fill("Nya frågor")
    shown.keyboard.press("Enter")
    expect(shown.get_by_role("heading", name="Nya frågor")).to_be_visible()


def test_everything_is_written_by_keyboard(shown, report):
    shown.locator("#trender").scroll_into_view_if_needed()
    for _each in range(40):
        shown.keyboard.press("Alt+ArrowDown")
        if "handlade det om" in (shown.locator("main :focus").text_content() or ""):
            break
    shown.keyboard.press("Enter")
    expect(editor(shown)).to_be_focused()
    # Expressions are shown as what they give, and say where that comes from.
    chip = shown.locator(".rg-chip").first
    expect(chip).to_have_text("80")
    assert "{{ arenden.total }}" in chip.get_attribute("title")
    assert "statistics.yaml:" in chip.get_attribute("title")
    shown.keyboard.press("Control+End")
    shown.keyboard.type(" Totalt {{ arenden.tot")
    expect(shown.locator(".cm-tooltip-autocomplete")).to_contain_text("arenden.total")
    shown.wait_for_timeout(200)
    shown.keyboard.press("Enter")
    shown.keyboard.type(" stycken.")
    shown.keyboard.press("Control+s")
    expect(shown.locator(".rg-writing")).to_contain_text("Sparat.")
    assert "\nTotalt {{ arenden.total }} stycken.\n" in text_of(report)
    expect(editor(shown)).to_be_focused()
    # What is not saved is asked about; undone, it is as it was.
    shown.keyboard.type("x")
    shown.keyboard.press("Escape")
    expect(shown.locator(".rg-question")).to_contain_text("inte sparat")
    shown.get_by_role("button", name="Skriv vidare").press("Enter")
    shown.keyboard.press("Control+z")
    shown.keyboard.press("Escape")
    expect(shown.locator(".rg-writing")).to_have_count(0)
    expect(shown.locator("main p", has_text="Totalt 80 stycken.")).to_be_visible()
    assert "x\n" not in text_of(report).replace("Utax\n", "")


def test_what_others_write_is_asked_about_and_findings_are_mended(shown, report):
    save(report / TRENDS, HOPE, "Vi hoppas att det skall ge mer.")
    block = shown.locator("main p", has_text="skall ge mer")
    block.click(position={"x": 5, "y": 5})
    expect(shown.locator(".rg-writing .cm-lintRange").first).to_be_visible()
    shown.locator(".rg-writing .cm-lintRange").first.hover()
    shown.get_by_role("button", name=re.compile("Skriv ”ska”")).click()
    expect(editor(shown)).to_contain_text("det ska ge mer")
    # Meanwhile another program writes the same words otherwise.
    save(report / TRENDS, "det skall ge mer", "det måste ge mer")
    editor(shown).focus()
    shown.keyboard.press("Control+s")
    question = shown.locator(".rg-writing .rg-question")
    expect(question).to_contain_text("Någon annan har under tiden ändrat samma ord")
    expect(question.locator("pre")).to_contain_text("måste ge mer")
    assert "måste ge mer" in text_of(report)
    question.get_by_role("button", name="Sätt in min text").click()
    expect(shown.locator(".rg-writing")).to_have_count(0)
    assert "det ska ge mer" in text_of(report)
    # Another program that held the older text saves it over ours.
    save(report / TRENDS, "det ska ge mer", "det måste ge mer")
    asked = shown.locator(".rg-questions .rg-question")
    expect(asked).to_contain_text("det ska ge mer")
    asked.get_by_role("button", name="Sätt in det igen").click()
    expect(asked).to_have_count(0)
    assert "det ska ge mer" in text_of(report)


PASTED = """<html><head><style>p{color:red}</style></head><body>
<script>document.title = 'körd'</script><p class=MsoNormal>Ett <b>fetstilt</b> ord
<img src=x onerror="document.title='körd'"></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>·<span>&nbsp;</span></span><![endif]>en punkt</p>
<table><tr><td>Kommun</td><td>Antal</td></tr><tr><td>Lund</td><td>1 200</td></tr></table>
<p><a href="javascript:alert(1)">länk</a> och <a href="https://example.org/">en till</a></p>
</body></html>"""


def test_what_is_pasted_from_word_is_clean_markdown(shown):
    shown.locator("main p", has_text=HOPE).click(position={"x": 5, "y": 5})
    shown.locator(".rg-writing .cm-content").wait_for()
    shown.keyboard.press("Control+a")
    shown.evaluate(
        """html => {
          const data = new DataTransfer();
          data.setData('text/html', html);
          const content = document.querySelector('.rg-writing .cm-content');
          const how = { clipboardData: data, bubbles: true, cancelable: true };
          content.dispatchEvent(new ClipboardEvent('paste', how));
        }""",
        PASTED,
    )
    lines = shown.locator(".rg-writing .cm-line").all_inner_texts()
    assert [line.strip("\n") for line in lines] == [
        "Ett **fetstilt** ord",
        "",
        "- en punkt",
        "",
        "| Kommun | Antal |",
        "| --- | ---: |",
        "| Lund | 1 200 |",
        "",
        "länk och [en till](https://example.org/)",
    ]
    # The browser says that it did not let what stood in the HTML run.
    assert all("Content Security Policy" in each for each in shown.told)
    shown.told.clear()
    assert "körd" not in shown.title()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong_where_it_is_written(report, start, page, scheme):
    need((MODULES / "axe-core").is_dir(), "axe-core")
    axe = (MODULES / "axe-core" / "axe.min.js").read_text("utf-8")
    table = "| Kommun | Antal |\n| --- | ---: |\n| Lund | 3 |\n\n: Per kommun {#per}"
    save(report / TRENDS, HOPE, f"Vi hoppas.\n\n{table}\n\n")
    preview = start(report)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(preview.address)
    expect(page.locator(".rg-status")).to_contain_text("Uppdaterad")

    def judge(look: str) -> None:
        for width in (1366, 400):
            page.set_viewport_size({"width": width, "height": 900})
            tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
            page.evaluate(axe)
            found = page.evaluate("tags => axe.run(document, {runOnly: tags})", tags)
            told = [f"{each['id']}: {each['nodes'][0]['html']}" for each in found["violations"]]
            assert told == [], (look, width)
            overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert page.evaluate(overflow) == 0, (look, width)

    page.get_by_text("Lund", exact=True).click()
    expect(editor(page)).to_be_focused()
    judge("a table as Markdown")
    page.get_by_role("button", name="Som rutnät").click()
    page.get_by_label("Rad 2, kolumn 2").fill("4")
    page.get_by_role("button", name="Lägg till en rad").click()
    judge("a grid")
    page.keyboard.type("Malmö")
    page.get_by_role("button", name="Avbryt").click()
    judge("a question")
    page.locator(".rg-question").get_by_role("button", name="Spara").click()
    expect(page.locator(".rg-writing")).to_have_count(0)
    assert "| Lund | 4 |\n" in text_of(report)
    assert "Malmö" in text_of(report)


def test_two_windows_and_a_third_hand_lose_nothing(report, start, chromium):
    preview = start(report)
    context = chromium.new_context()
    windows = [context.new_page() for _each in range(2)]
    written = []
    for window in windows:
        window.goto(preview.address)
        expect(window.locator(".rg-status")).to_contain_text("Uppdaterad")
    for number in range(6):
        for name, window in enumerate(windows):
            block = window.locator("#trender ~ p:not(.rg-written)").nth((number + name) % 3 + 3)
            block.click(position={"x": 5, "y": 5})
            expect(editor(window)).to_be_focused()
            window.keyboard.press("Control+Home")
            written.append(f"Ord{name}{number}")
            window.keyboard.type(f"{written[-1]} ")
        written.append(f"Tredje{number}")
        text = text_of(report)
        (report / TRENDS).write_text(text + f"\nTredje{number} skrev.\n", "utf-8", newline="\n")
        for window in windows:
            window.keyboard.press("Control+Enter")
        for window in windows:
            wait_until(lambda window=window: window.locator(".rg-writing").count() == 0)
    texts = text_of(report)
    assert [word for word in written if word not in texts] == []
    context.close()
