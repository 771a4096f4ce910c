"""Makes the README's pictures of the built report: `python docs/pictures/make.py`.

Needs LibreOffice and poppler's pdftoppm. A picture is kept small: a few colours, no metadata.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from PIL import Image, ImageOps

from reportgen.build import BuildOptions, build_year
from reportgen.libreoffice import convert_to_pdf

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
DPI = 60
# What each picture shows: pages of the report, side by side.
PICTURES = {"cover.png": (1, 2), "pages.png": (5, 6)}


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        built = build_year(ROOT, 2022, BuildOptions(output=folder / "report.docx"))
        pdf = folder / "report.pdf"
        pdf.write_bytes(convert_to_pdf(built.target.read_bytes()))
        for picture, pages in PICTURES.items():
            beside = [page_of(pdf, page) for page in pages]
            together(beside).save(HERE / picture, optimize=True)


def page_of(pdf: Path, page: int) -> Image.Image:
    """One page as a picture with a thin frame."""
    target = pdf.with_name(f"page-{page}")
    command = ["pdftoppm", "-r", str(DPI), "-png", "-singlefile", "-f", str(page), "-l", str(page)]
    subprocess.run([*command, str(pdf), str(target)], check=True)
    with Image.open(target.with_suffix(".png")) as picture:
        return ImageOps.expand(picture.convert("RGB"), border=1, fill="#c8c8c8")


def together(pages: list[Image.Image]) -> Image.Image:
    """The pages beside each other, in few colours."""
    gap = 16
    width = sum(page.width for page in pages) + gap * (len(pages) - 1)
    sheet = Image.new("RGB", (width, max(page.height for page in pages)), "white")
    left = 0
    for page in pages:
        sheet.paste(page, (left, 0))
        left += page.width + gap
    return sheet.quantize(48)


if __name__ == "__main__":
    main()
