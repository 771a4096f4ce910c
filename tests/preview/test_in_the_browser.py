"""The preview in a real browser, before the real command: what its writer sees and does."""

from __future__ import annotations

import json
import random
import sys
import time
from pathlib import Path
from statistics import median

import pytest
from page_judges import MODULES, need
from playwright.sync_api import expect
from running import save

SUMMARY = "content/2022/10-sammanfattning.md"
TRENDS = "content/2022/50-trender.md"
STATISTICS = "content/2022/statistics.yaml"
HOPE = "Vi hoppas att det ger mer resurser."
# What the reader sees, but for what the preview adds.
BODY = """() => {
  const body = document.body.cloneNode(true);
  for (const each of body.querySelectorAll('.rg, script, link')) each.remove();
  for (const each of body.querySelectorAll('*')) {
    each.classList.remove('rg-selected', 'rg-fresh');
    if (!each.classList.length) each.removeAttribute('class');
    if (each.hasAttribute('data-source')) {
      each.removeAttribute('tabindex');
      if (each.matches('.computed')) each.removeAttribute('role');
    }
  }
  return body.innerHTML;
}"""


# Notes when a text comes onto the page; Playwright itself looks but every half second.
NOTE_TIME = """text => {
  window.seenAt = new Promise((seen) => {
    const main = document.querySelector('main');
    const observer = new MutationObserver(() => {
      if (!main.textContent.includes(text)) return;
      observer.disconnect();
      requestAnimationFrame(() => seen(Date.now()));
    });
    observer.observe(main, { childList: true, subtree: true, characterData: true });
  });
}"""


@pytest.fixture
def preview(report, start):
    return start(report)


@pytest.fixture
def shown(preview, page):
    page.goto(preview.address)
    expect(page.locator(".rg-status")).to_contain_text("Uppdaterad")
    return page


def top_of(page, selector: str) -> float:
    return page.evaluate(
        "each => document.querySelector(each).getBoundingClientRect().top", selector
    )


def go_to(page, selector: str) -> None:
    page.evaluate("each => document.querySelector(each).scrollIntoView()", selector)


def up_to_date(page, text: str):
    """Wait until a text is on the page and has been checked."""
    page.get_by_text(text).first.wait_for(state="attached")
    expect(page.locator(".rg-status")).to_contain_text("Uppdaterad")


# What is saved is seen


def test_a_saved_sentence_is_seen_within_half_a_second(shown, report):
    took = []
    before = HOPE
    for word in ("tid", "plats", "kraft", "mod", "hopp", "stöd", "hjälp", "skydd"):
        hope = f"Vi hoppas att det ger mer {word}."
        shown.evaluate(NOTE_TIME, hope)
        begun = time.time()
        save(report / TRENDS, before, hope)
        took.append(shown.evaluate("() => window.seenAt") / 1000 - begun)
        before = hope
    assert median(took) < 0.5, took


NEW = "Ett helt nytt stycke.\nMed två meningar."


@pytest.mark.parametrize(
    ("file", "old", "new", "seen"),
    [
        (
            SUMMARY,
            "# Sammanfattning av året\n",
            f"# Sammanfattning av året\n\n{NEW}\n",
            "nytt stycke",
        ),
        (TRENDS, HOPE, f"{HOPE}\n\n{NEW}", "nytt stycke"),
        (TRENDS, "# Trender\n", f"# Trender\n\n{NEW}\n", "nytt stycke"),
        ("content/2022/70-reflektion.md", "\n\n", f"\n\n{NEW}\n\n", "nytt stycke"),
        (STATISTICS, "Kvinnor: 65\n    Män: 14", "Kvinnor: 64\n    Män: 15", "15"),
    ],
)
def test_the_reader_stays_where_she_is(shown, report, file, old, new, seen):
    go_to(shown, "#trender ~ p:nth-of-type(3)")
    before = top_of(shown, "#trender ~ p:nth-of-type(3)")
    paragraph = shown.locator("#trender ~ p").nth(2).inner_text()
    text = (report / file).read_text("utf-8")
    (report / file).write_text(text.replace(old, new, 1), "utf-8")
    up_to_date(shown, seen)
    moved = shown.get_by_text(paragraph[:60]).first
    assert moved.bounding_box()["y"] == pytest.approx(before, abs=1.5)


def test_only_what_changed_is_touched(shown, report):
    shown.evaluate(
        "() => { for (const p of document.querySelectorAll('main p, svg')) p.kept = true; }"
    )
    save(report / TRENDS, HOPE, f"Ny mening.\n{HOPE}")
    up_to_date(shown, "Ny mening.")
    assert shown.evaluate(
        "() => [...document.querySelectorAll('main p, svg')].every((p) => p.kept)"
    )
    below = shown.locator("#metodutveckling")
    assert below.get_attribute("data-source") == "content/2022/60-metodutveckling.md:1:1"
    assert shown.locator(".rg-fresh").count() == 1


def test_the_title_follows(shown, report):
    save(report / "content/2022/report.yaml", "title: Årsrapport 2022", "title: Ny titel")
    up_to_date(shown, "Ny titel")
    assert shown.title().startswith("Ny titel, ")


def test_a_style_of_ones_own_is_let_in_and_the_place_kept(shown, report):
    go_to(shown, "#trender")
    (report / "templates").mkdir()
    (report / "templates" / "style.css").write_text("body { background: rgb(1, 2, 3); }")
    shown.wait_for_event("load")
    expect(shown.locator(".rg-status")).to_contain_text("Uppdaterad")
    assert shown.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(1, 2, 3)"
    assert shown.evaluate("scrollY") > 1000


EDITS = (
    ("Vi upplever", "Vi har sett"),
    ("\n\n", "\n\nEtt stycke till med {{ arenden.total }} ärenden.\n\n"),
    ("\n\n", "\n\n- en\n- två\n  - tre\n\n"),
    ("\n\n", "\n\n| A | B |\n| --- | --- |\n| 1 | 2 |\n\n: Tabell {#ny}\n\n"),
    ("\n\n", "\n\n> Citat\n\n## En underrubrik\n\nText[^9].\n\n[^9]: Not.\n\n"),
    (". ", ".\n"),
    ("Vi", "*Vi*"),
)


def test_what_came_bit_by_bit_is_what_loading_shows(shown, preview, report, chromium):
    """Random edits, one on the other: the page in the end is the page that a new window gets."""
    chance = random.Random(7)
    files = sorted((report / "content/2022").glob("*.md"))
    originals = {file: file.read_text("utf-8") for file in files}
    fresh = chromium.new_page()
    for number in range(25):
        file = chance.choice(files)
        old, new = chance.choice(EDITS)
        text = chance.choice((originals[file], file.read_text("utf-8")))
        places = [n for n in range(len(text)) if text.startswith(old, n)]
        at = chance.choice(places) if places else 0
        text = (
            text[:at] + text[at:].replace(old, new, 1) if "[^9]:" not in text else originals[file]
        )
        file.write_text(text + f"\nOmgång {number}.\n", "utf-8")
        preview.wait_for(r"\d s, \d+|kvar som den var")
        if "kvar" in preview.lines[-1]:
            continue
        up_to_date(shown, f"Omgång {number}.")
        fresh.goto(preview.address)
        assert shown.evaluate(BODY) == fresh.evaluate(BODY), file.name
    fresh.close()


# Errors and findings


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
    expect(shown.locator("main .rg-finding + p")).to_contain_text("Filippinerna")


# Where it is written


def test_a_number_shows_its_expression_and_its_source(shown):
    shown.locator("#trender ~ p .computed").first.click()
    origin = shown.locator(".rg-origin")
    expect(origin).to_contain_text(f"{TRENDS}:8")
    expect(origin).to_contain_text("80 = {{ arenden.total }}")
    expect(origin).to_contain_text(f"{STATISTICS}:")
    expect(origin).to_contain_text("editor: code")


def test_a_paragraph_a_heading_and_a_table_show_their_line(shown, report):
    lines = (report / TRENDS).read_text("utf-8").split("\n")
    shown.get_by_text(HOPE).click(position={"x": 5, "y": 5})
    place = shown.locator(".rg-origin code").first.inner_text()
    assert lines[int(place.split(":")[1]) - 1].startswith("De som utsätts")
    shown.locator("#trender").click()
    expect(shown.locator(".rg-origin")).to_contain_text(f"{TRENDS}:1:1")
    shown.locator(".table caption").first.click()
    expect(shown.locator(".rg-origin")).to_contain_text("content/2022/30-aterrapportering.md:")
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
    origin = preview.address.rstrip("/")
    names = [
        "/etc/passwd",
        "../rapport/content/2022/statistics.yaml",
        "content/../../x",
        "",
        "output",
    ]
    for name in names:
        body = json.dumps({"file": name, "line": 1, "column": 1}).encode()
        status, _headers, content = preview.get("/open", "POST", body, Origin=origin)
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
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    focused = page.locator("main :focus")
    expect(focused).to_contain_text("skall ge mer")
    expect(focused).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert ":23" in lines(1)[0] or TRENDS in lines(1)[0]
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


# The end


def test_the_end_is_told_and_a_new_beginning_noticed(report, start, page):
    preview = start(report)
    page.goto(preview.address)
    expect(page.locator(".rg-status")).to_contain_text("Uppdaterad")
    assert preview.interrupt() == 0
    expect(page.locator(".rg-status")).to_contain_text("avslutad")
    save(report / TRENDS, HOPE, "Nytt efter pausen.")
    start(report, "--port", str(preview.port))
    up_to_date(page, "Nytt efter pausen.")
    # The browser says of its own that nobody answered in between.
    assert all("ERR_CONNECTION_REFUSED" in each or "ERR_INCOMPLETE" in each for each in page.told)
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
    page.locator(".rg-line button").click()
    judge("a number, the list")
    save(report / SUMMARY, "# Sammanfattning av året", "Sammanfattning av året")
    expect(page.locator(".rg-error")).to_be_visible()
    judge("an error")
