"""Makes the guide's pictures of a first report without a terminal: `python docs/pictures/desk.py`.

A newcomer's way, taken in Chromium: from an empty folder to a Word file. Needs what `make.py` does.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from shutil import which
from threading import Thread

from make import framed, picture_of, save
from PIL import Image
from playwright.sync_api import Page, sync_playwright

from reportgen.preview import Host
from reportgen.preview.routes import START

WINDOW = {"width": 1000, "height": 560}
NEW = {
    "Regionen, så som rapporter nämner den: region Nord": "region Nord",
    "Organisationen som lämnar rapporten": "Umeå kommun",
    "Året som rapporten handlar om": "2024",
}
COUNTS = {"Kvinnor": "12", "Män": "3", "Ej noterat": "0"}
SENTENCE = "Under året mötte vi {{ kon.Kvinnor }} kvinnor och {{ kon.Män }} män."


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        os.environ.update(HOME=name, XDG_STATE_HOME=name, LOCALAPPDATA=name)
        host = Host(home / "settings.yaml", lambda _root: "sv", print)
        builder = Thread(target=build_all, args=(host,), daemon=True)
        builder.start()
        with host.serving(0, START) as address, sync_playwright() as playwright:
            program = which("chromium") or which("chromium-browser")
            browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
            page = browser.new_page(viewport=WINDOW, locale="sv-SE")
            page.set_default_timeout(120_000)
            page.goto(address)
            take(page, home / "arsrapport")
            browser.close()
            host.end()
            builder.join()


def build_all(host: Host) -> None:
    """Build whatever the page chooses."""
    for preview in host.previews():
        for _edition in preview.editions():
            pass


def take(page: Page, folder: Path) -> None:
    """The way, with a picture at each step."""
    begin = page.locator("section", has=page.get_by_role("heading", name="En ny rapport"))
    for label, text in NEW.items():
        begin.get_by_label(label).fill(text)
    begin.get_by_label("Mapp, som skapas").fill(str(folder))
    begin.scroll_into_view_if_needed()
    # What stands in the picture is anybody's computer.
    shown = begin.get_by_label("Mapp, som skapas")
    shown.fill("C:\\Users\\anna\\Documents\\arsrapport")
    keep(page, "start.png")
    shown.fill(str(folder))
    begin.get_by_role("button").click()
    page.wait_for_url("**/desk")
    page.get_by_text("0 av 7 är genomlästa").wait_for()
    page.get_by_text("Rapporten läses").first.wait_for(state="hidden")
    keep(page, "desk.png")
    page.get_by_role("listitem").filter(has_text="Ärenden efter kön").get_by_role("button").click()
    for label, count in COUNTS.items():
        page.locator("dialog").get_by_label(label, exact=True).fill(count)
    keep(page, "desk-table.png")
    page.keyboard.press("Control+s")
    page.locator("dialog .rg-status", has_text="Sparat.").wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Sammanfattning av året").click()
    page.locator("main p", has_text="är inte skriven än").first.click(position={"x": 5, "y": 5})
    page.locator(".rg-writing .cm-content").wait_for()
    page.keyboard.press("Control+a")
    page.keyboard.type(SENTENCE)
    page.wait_for_function("() => !document.querySelector('.cm-tooltip')")
    keep(page, "desk-write.png")
    page.keyboard.press("Control+s")
    page.locator(".rg-writing").wait_for()
    page.keyboard.press("Escape")
    page.get_by_text("Under året mötte vi 12 kvinnor").wait_for()
    page.get_by_role("button", name="Översikt").click()
    page.get_by_role("button", name="Bygg Word-filen").click()
    page.get_by_text("Klart.").wait_for()
    page.get_by_role("button", name="Öppna arsrapport").wait_for()
    page.evaluate("scrollTo(0, 0)")
    keep(page, "desk-built.png")


def keep(page: Page, name: str) -> None:
    """Save what the window shows, small."""
    screen = picture_of(page)
    size = (screen.width * 3 // 4, screen.height * 3 // 4)
    save(framed(screen.resize(size, Image.Resampling.LANCZOS)), name)


if __name__ == "__main__":
    main()
