"""Random pictures as files: PNG, JPEG that a camera turned, SVG."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from io import BytesIO
from random import Random

_ORIENTATION = 0x0112  # EXIF


@dataclass(frozen=True)
class Image:
    """A picture and how wide it is for its height, once it stands upright."""

    name: str
    content: bytes
    ratio: float
    # Of the text's width, in percent; None where the picture's own size decides.
    width: int | None = None

    @property
    def attributes(self) -> str:
        return "" if self.width is None else f" width={self.width}%"


def make_image(rng: Random, features: frozenset[str]) -> Image:
    width, height = rng.randint(40, 900), rng.randint(40, 1200)
    kinds = ["png", *(each for each in ("jpg", "svg") if each in features)]
    kind = rng.choice(kinds)
    name = f"bild-{rng.randint(1, 99)}.{kind}"
    share = rng.choice((30, 60, 100)) if "width" in features and rng.random() < 0.5 else None
    if kind == "jpg":
        orientation = rng.randint(1, 8)
        upright = height / width if orientation > 4 else width / height
        return Image(name, jpeg(width, height, orientation), upright, share)
    content = png(width, height) if kind == "png" else svg(width, height)
    return Image(name, content, width / height, share)


def png(width: int, height: int) -> bytes:
    """A picture of one colour."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        checked = kind + content
        return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))

    rows = (b"\0" + b"\x12\x43\x6d" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def jpeg(width: int, height: int, orientation: int) -> bytes:
    """A photo as the camera saved it, with how it was held."""
    from PIL import Image as Picture

    picture = Picture.new("RGB", (width, height), (40, 90, 120))
    held = Picture.Exif()
    held[_ORIENTATION] = orientation
    target = BytesIO()
    picture.save(target, "JPEG", exif=held.tobytes())
    return target.getvalue()


def svg(width: int, height: int) -> bytes:
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}"><rect width="{width}" height="{height}" fill="#12436d"/>'
        f'<circle cx="{width / 2}" cy="{height / 2}" r="{width / 9}" fill="#fff"/></svg>'
    )
    return text.encode()
