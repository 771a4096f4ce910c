"""How large a picture file of the project stands on the page."""

from __future__ import annotations

from reportgen.model import Image, Picture

# What screens take a pixel to be; smaller than that a picture only gets when it is too wide.
_MM_PER_PIXEL = 25.4 / 96
WIDEST_MM = 160.0
TALLEST_MM = 200.0


def picture_of(image: Image) -> Picture:
    """`image` at its natural size, made smaller where the page asks for it."""
    width, height = image.width_px * _MM_PER_PIXEL, image.height_px * _MM_PER_PIXEL
    scale = min(1.0, WIDEST_MM / width, TALLEST_MM / height)
    kind = "png" if image.content.startswith(b"\x89PNG") else "jpeg"
    return Picture(image.content, kind, None, width * scale, height * scale)  # type: ignore[arg-type]
