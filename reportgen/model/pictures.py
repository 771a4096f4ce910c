"""How large a picture file of the project stands on the page."""

from __future__ import annotations

from msgspec.structs import replace

from reportgen.model import Image, Picture

# What screens take a pixel to be; smaller than that a picture only gets when it is too wide.
_MM_PER_PIXEL = 25.4 / 96
WIDEST_MM = 160.0
TALLEST_MM = 200.0


def at_width(picture: Picture, percent: int | None, text_mm: float) -> Picture:
    """`picture` as wide as `percent` of a text of `text_mm`; None: as it is."""
    if percent is None:
        return picture
    scale = text_mm * percent / 100 / picture.width_mm
    height = picture.height_mm * scale
    return replace(picture, width_mm=picture.width_mm * scale, height_mm=height)


def picture_of(image: Image) -> Picture:
    """`image` at its natural size, made smaller where the page asks for it."""
    width, height = image.width_px * _MM_PER_PIXEL, image.height_px * _MM_PER_PIXEL
    scale = min(1.0, WIDEST_MM / width, TALLEST_MM / height)
    kind = "png" if image.content.startswith(b"\x89PNG") else "jpeg"
    return Picture(image.content, kind, image.svg, width * scale, height * scale)  # type: ignore[arg-type]
