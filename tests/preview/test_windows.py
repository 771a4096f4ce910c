"""Many windows, a server that goes and comes, templates that are no friends, axe."""

from __future__ import annotations

import pytest
from browsing import HOPE, SUMMARY, TRENDS, up_to_date
from page_judges import MODULES, need
from playwright.sync_api import expect
from running import save


def test_the_end_is_told_and_a_new_beginning_noticed(report, start, page):
    preview = start(report)
    page.goto(preview.address)
    expect(page.locator(".rg-status")).to_contain_text("Uppdaterad")
    assert preview.interrupt() == 0
    expect(page.locator(".rg-status")).to_contain_text("avslutad")
    save(report / TRENDS, HOPE, "Nytt efter pausen.")
    again = start(report, "--port", str(preview.port))
    # Another start has another key: nobody who takes the port is told anything.
    expect(page.locator(".rg-status")).to_contain_text("nyckel")
    page.goto(again.address)
    up_to_date(page, "Nytt efter pausen.")
    # The browser says of its own that nobody answered in between.
    known = ("ERR_CONNECTION_REFUSED", "ERR_INCOMPLETE", "403")
    assert all(any(each in told for each in known) for told in page.told)
    page.told.clear()


# Accessibility


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1366, 360])
def test_axe_finds_nothing_wrong(report, start, page, scheme, width):
    need((MODULES / "axe-core").is_dir(), "axe-core")
    axe = (MODULES / "axe-core" / "axe.min.js").read_text("utf-8")
    save(report / TRENDS, HOPE, "Vi hoppas att det skall ge 81 ärenden.")
    preview = start(report)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 900})

    def judge(look: str) -> None:
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
        page.evaluate(axe)
        found = page.evaluate("tags => axe.run(document, {runOnly: tags})", tags)
        told = [f"{each['id']}: {each['nodes'][0]['html']}" for each in found["violations"]]
        assert told == [], look
        assert len(found["passes"]) > 20
        overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(overflow) == 0, look

    page.goto(preview.address)
    expect(page.locator("main .rg-finding").first).to_be_visible()
    judge("findings")
    page.locator("#trender ~ p .computed").first.click()
    expect(page.locator("dialog.rg-grid")).to_be_visible()
    judge("the table of a number")
    page.keyboard.press("Escape")
    expect(page.locator("dialog.rg-grid")).to_have_count(0)
    page.locator(".rg-line [aria-controls=rg-list]").click()
    judge("a number, the list")
    save(report / SUMMARY, "# Sammanfattning av året", "Sammanfattning av året")
    expect(page.locator(".rg-error")).to_be_visible()
    judge("an error")


def test_nine_windows_are_all_up_to_date(report, start, chromium):
    """A browser has but six lines to one server, and keeps one of them for each listener."""
    preview = start(report)
    context = chromium.new_context()
    windows = [context.new_page() for _each in range(9)]
    for window in windows:
        window.goto(preview.address)
        expect(window.locator(".rg-status")).to_contain_text("Uppdaterad")
    save(report / TRENDS, HOPE, "Sett i alla fönster.")
    for window in windows:
        expect(window.get_by_text("Sett i alla fönster.")).to_be_attached()
    windows[0].close()
    save(report / TRENDS, "Sett i alla fönster.", "Sett i de åtta.")
    for window in windows[1:]:
        expect(window.get_by_text("Sett i de åtta.")).to_be_attached()
    context.close()


def test_a_window_that_slept_tells_the_others_nothing_old(report, start, chromium):
    preview = start(report)
    context = chromium.new_context()
    holder, sleeper = context.new_page(), context.new_page()
    for window in (holder, sleeper):
        window.goto(preview.address)
        expect(window.locator(".rg-status")).to_contain_text("Uppdaterad")
    sleeper.evaluate(
        "() => setTimeout(() => { const end = Date.now() + 2500; while (Date.now() < end); })"
    )
    late = context.new_page()
    late.goto(preview.address)
    save(report / TRENDS, HOPE, "Vi hoppas att det skall ge mer.")
    for window in (holder, late):
        expect(window.locator("main .rg-finding")).to_have_count(1)
    expect(sleeper.locator("main .rg-finding")).to_have_count(1)
    holder.wait_for_timeout(500)
    for window in (holder, late):
        expect(window.locator("main .rg-finding")).to_have_count(1)
    context.close()


def test_a_page_that_could_not_be_fetched_is_fetched_again(shown, report):
    refused = []

    def refuse(route) -> None:
        refused.append(route)
        if len(refused) < 3:
            route.abort()
        else:
            route.continue_()

    shown.route("**/report", refuse)
    save(report / TRENDS, HOPE, "Kom till slut.")
    up_to_date(shown, "Kom till slut.")
    assert len(refused) == 3
    shown.told.clear()


TEMPLATE = """<!DOCTYPE html><html lang="sv"><head><meta charset="utf-8"><title>Egen</title></head>
<body><h1>Egen</h1><details><summary>Mer</summary>Hemligt</details>
{% for section in sections %}{{ section.heading }}{{ section.content }}{% endfor %}
HOSTILE</body><!-- </body> --></html>
"""
HOSTILE = """<script>fetch('/open', {method: 'POST', body: JSON.stringify(
{file: 'content/2022/50-trender.md', line: 1, column: 1})}).then(() => document.title = 'öppnad')
</script><p onclick="document.title = 'öppnad'">tryck</p>
<a href="javascript:document.title='öppnad'">gå</a>
<img src="x" onerror="document.title = 'öppnad'"><base href="https://example.org/">
<img src="https://example.org/x.png"><iframe src="/"></iframe>"""


def test_a_template_runs_nothing_and_loads_nothing(report, start, page, tmp_path):
    (report / "templates").mkdir()
    (report / "templates/page.html.j2").write_text(TEMPLATE.replace("HOSTILE", HOSTILE), "utf-8")
    noted = tmp_path / "oppnad"
    preview = start(report, REPORTGEN_EDITOR=f"touch '{noted}' {{file}}")
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(preview.address)
    expect(page.locator(".rg-status")).to_contain_text("Uppdaterad")
    page.wait_for_timeout(300)
    page.get_by_text("tryck").click()
    page.get_by_text("gå", exact=True).click()
    assert page.title() == "Egen"
    assert not noted.exists()
    assert {url for url in requests if "/open" in url} == set()
    assert {url.split("/")[2] for url in requests} == {f"127.0.0.1:{preview.port}"}
    # The browser says of each what it did not let in: two pictures, two handlers, the link.
    assert len([each for each in page.told if "Content Security Policy" in each]) >= 4
    page.told.clear()


def test_a_template_without_main_and_end_has_its_preview(report, start, page):
    (report / "templates").mkdir()
    (report / "templates/page.html.j2").write_text(TEMPLATE.replace("HOSTILE", ""), "utf-8")
    preview = start(report)
    page.goto(preview.address)
    expect(page.locator(".rg-status")).to_contain_text("Uppdaterad")
    page.locator("summary").click()
    save(report / TRENDS, HOPE, "Vi hoppas att det skall ge mer.")
    up_to_date(page, "Vi hoppas att det skall ge mer.")
    expect(page.get_by_text("Hemligt")).to_be_visible()
    expect(page.locator("body > .rg-beside + p")).to_contain_text("skall ge mer")
    page.locator("#trender").click()
    expect(page.locator(".rg-origin")).to_contain_text(f"{TRENDS}:1:1")


def test_the_end_of_the_page_is_seen_above_the_bar(shown):
    shown.set_viewport_size({"width": 360, "height": 700})
    shown.locator("#trender ~ p .computed").first.click()
    expect(shown.locator(".rg-origin")).to_be_visible()
    # The page makes room for the bar in the frame after.
    shown.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))")
    shown.evaluate("scrollTo(0, document.body.scrollHeight)")
    last = shown.locator(".footnotes li").last.bounding_box()
    bar = shown.locator(".rg-bar").bounding_box()
    assert last["y"] + last["height"] <= bar["y"]
    assert bar["height"] <= 700 * 0.55
