"""Makes the README's pictures: `python docs/pictures/make.py`.

The built report's pages need LibreOffice and poppler's pdftoppm; the page in the browser and the
preview need Chromium and Playwright (`pip install ".[dev]"`). A picture is kept small: a few
colours, no metadata.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from contextlib import closing
from io import BytesIO
from pathlib import Path
from threading import Thread

from PIL import Image, ImageOps
from playwright.sync_api import Page, sync_playwright

from reportgen.build.pipeline import BuildOptions, build_year
from reportgen.compose.look import look_of
from reportgen.office.libreoffice import convert_to_pdf
from reportgen.preview import Choice, Host
from reportgen.writers.word.designs import DESIGNS
from reportgen.writers.word.own_template import designed_template

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
DPI = 60
COLOURS = 64
# What each picture of paper shows: pages of the report, side by side.
PICTURES = {"cover.png": (1, 2), "pages.png": (5, 6)}
WINDOW = {"width": 1366, "height": 720}
# A sentence as a hurried writer would have it, for the preview to find fault with.
SENTENCE = (
    "Arbetet mot sexuell exploatering får inte tappa",
    "Arbetet mot sexuell exploatering skall inte tappa",
)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        options = BuildOptions(output=folder / "report.docx", formats=("html",))
        built = build_year(ROOT, 2022, options)
        pdf = folder / "report.pdf"
        pdf.write_bytes(convert_to_pdf(built.target.read_bytes()))
        for picture, pages in PICTURES.items():
            save(together([page_of(pdf, page) for page in pages]), picture)
        take_designs(folder)
        take_screens(built.made["html"], folder)


def take_designs(folder: Path) -> None:
    """A cover and a page of the report in each of the designs to start a template from."""
    pages: list[Image.Image] = []
    for design in DESIGNS:
        project = folder / design.name
        for name in ("content", "figures"):
            shutil.copytree(ROOT / name, project / name)
        (project / design.file).write_bytes(
            designed_template(design, look_of((design.colour,)).look)
        )
        with (project / "content" / "reportgen.yaml").open("a", encoding="utf-8") as settings:
            settings.write(f"template: {design.file}\n")
        built = build_year(project, 2022, BuildOptions(output=project / "report.docx"))
        pdf = project / "report.pdf"
        pdf.write_bytes(convert_to_pdf(built.target.read_bytes()))
        pages += [page_of(pdf, page) for page in (1, 6)]
    half = [
        page.resize((page.width // 2, page.height // 2), Image.Resampling.LANCZOS) for page in pages
    ]
    save(together(half), "gallery.png")


def page_of(pdf: Path, page: int) -> Image.Image:
    """One page as a picture with a thin frame."""
    target = pdf.with_name(f"page-{page}")
    command = ["pdftoppm", "-r", str(DPI), "-png", "-singlefile", "-f", str(page), "-l", str(page)]
    subprocess.run([*command, str(pdf), str(target)], check=True)
    with Image.open(target.with_suffix(".png")) as picture:
        return framed(picture)


def take_screens(html: Path, folder: Path) -> None:
    """The report in the browser, its beginning and a chapter in the dark, and the preview."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(viewport=WINDOW)
        page.goto(html.as_uri())
        screens = [screen_of(page)]
        page.evaluate("document.querySelector('#aterrapportering').scrollIntoView()")
        page.emulate_media(color_scheme="dark")
        screens.append(screen_of(page))
        save(together(screens), "page.png")
        page.emulate_media(color_scheme="light")
        take_preview(page, folder / "projekt")
        browser.close()


def take_preview(page: Page, project: Path) -> None:
    """The preview of a copy of the report with a hurried sentence in it, a number chosen."""
    for name in ("content", "figures"):
        shutil.copytree(ROOT / name, project / name)
    file = project / "content" / "2022" / "50-trender.md"
    file.write_text(file.read_text("utf-8").replace(*SENTENCE), "utf-8")
    settings = project / "settings.yaml"
    settings.write_text(f"editor: {sys.executable} -c pass {{file}}\n", "utf-8")
    host = Host(settings, lambda _root: "sv", print)
    host.choose(Choice(str(project), 2022))
    preview = next(host.previews())
    with host.serving(0) as address, closing(preview.editions()) as editions:
        Thread(target=lambda: (next(editions), next(editions))).start()
        page.set_viewport_size({"width": 1366, "height": 640})
        page.goto(address)
        page.locator("main .rg-finding").first.wait_for()
        page.locator("#trender ~ p .computed").first.click()
        page.evaluate("document.querySelector('#trender').scrollIntoView()")
        page.mouse.move(0, 0)
        save(framed(picture_of(page)), "preview.png")


def screen_of(page: Page) -> Image.Image:
    """What a window shows, at half its size."""
    screen = picture_of(page)
    return framed(screen.resize((screen.width // 2, screen.height // 2), Image.Resampling.LANCZOS))


def picture_of(page: Page) -> Image.Image:
    return Image.open(BytesIO(page.screenshot()))


def framed(picture: Image.Image) -> Image.Image:
    return ImageOps.expand(picture.convert("RGB"), border=1, fill="#c8c8c8")


def together(pages: list[Image.Image]) -> Image.Image:
    """The pages beside each other."""
    gap = 16
    width = sum(page.width for page in pages) + gap * (len(pages) - 1)
    sheet = Image.new("RGB", (width, max(page.height for page in pages)), "white")
    left = 0
    for page in pages:
        sheet.paste(page, (left, 0))
        left += page.width + gap
    return sheet


def save(picture: Image.Image, name: str) -> None:
    """Save it in few colours."""
    picture.quantize(COLOURS).save(HERE / name, optimize=True)


if __name__ == "__main__":
    main()
