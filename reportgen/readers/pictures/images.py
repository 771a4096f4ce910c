"""Reads the picture files that prose shows: PNG, JPEG and SVG of the project, and no others."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path, PurePosixPath

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import ReportError, Span, report_error
from reportgen.model import Image
from reportgen.readers.paths import inside_project
from reportgen.readers.pictures.metadata import without_metadata
from reportgen.readers.pictures.svg import is_svg, read_drawing
from reportgen.storage.causes import cause_of
from reportgen.storage.files import read_regular

LARGEST = 20 * 1024 * 1024
_ORIENTATION = 0x0112
_TURNED = range(2, 9)
_QUALITY = 92


def read_image(root: Path, target: str, span: Span) -> Image:
    """Read the picture that the file of `span` names, by its path from that file's folder.

    Raises ReportError: outside-project, missing-file, file-too-large, bad-image.
    """
    return read_named_image(root, _from_root(PurePosixPath(span.file).parent / target), span)


def read_named_image(root: Path, target: str, span: Span) -> Image:
    """Read the picture `target`, a path from the project's root, that is named at `span`.

    Raises ReportError: outside-project, missing-file, file-too-large, bad-image.
    """
    path = inside_project(root, target, span)
    try:
        if path.stat().st_size > LARGEST:
            message = _("the picture '{name}' is larger than {size} MB", name=target, size="20")
            raise report_error("file-too-large", span, message, _("save it in a smaller size"))
        content = read_regular(path)
    except OSError as error:
        message = _("'{name}' can't be read: {reason}", name=target, reason=cause_of(error))
        raise report_error("unreadable-file", span, message) from None
    return _upright(target, content, span)


def can_be_shown(name: str, content: bytes) -> bool:
    """Whether a report can show the picture of these bytes."""
    try:
        _upright(name, content, Span.of_file(name))
    except ReportError:
        return False
    return len(content) <= LARGEST


def looks_same(one: bytes, other: bytes) -> bool:
    """Whether two pictures show the same: programs write them anew, smaller or packed otherwise.

    False where one of them can't be read.
    """
    if one == other:
        return True
    try:
        first, second = _thumbnail(one), _thumbnail(other)
    except Exception:  # noqa: BLE001 - Pillow raises many kinds for a damaged file
        return False
    if abs(first[1] - second[1]) > _SHAPE * max(first[1], second[1]):
        return False
    apart = sum(abs(a - b) for a, b in zip(first[0], second[0], strict=True))
    return apart <= _APART * len(first[0])


# How much the shape and the colours (of 255) of a picture may differ that was only written anew.
_SHAPE, _APART = 0.02, 3


def _thumbnail(content: bytes) -> tuple[bytes, float]:
    """The colours of a picture in few points, and its width over its height."""
    import warnings

    from PIL import Image as Pillow

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with Pillow.open(BytesIO(content), formats=("PNG", "JPEG")) as picture:
            shape = picture.width / picture.height
            flat = Pillow.new("RGBA", (24, 24), "white")
            small = picture.convert("RGBA").resize((24, 24), Pillow.Resampling.BOX)
    flat.alpha_composite(small)
    return flat.convert("RGB").tobytes(), shape


def check_image(name: str, content: bytes, span: Span) -> None:
    """Raise ReportError (file-too-large, bad-image) for bytes that no picture `name` can have."""
    if len(content) > LARGEST:
        message = _("the picture '{name}' is larger than {size} MB", name=name, size="20")
        raise report_error("file-too-large", span, message, _("save it in a smaller size"))
    _upright(name, content, span)


def _from_root(path: PurePosixPath) -> str:
    """The same path without `..` where that is possible; it may still lead out."""
    parts: list[str] = []
    for part in path.parts:
        if part == ".." and parts and parts[-1] != "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def _upright(name: str, content: bytes, span: Span) -> Image:
    """The picture of a PNG, JPEG or SVG as it is meant to be seen, without its metadata.

    Programs do not agree on whether to turn a picture as its metadata say, and those go.
    """
    import warnings

    from PIL import Image as Pillow

    try:
        if is_svg(content):
            drawing = read_drawing(content)
            return Image(name, drawing.png, drawing.width_px, drawing.height_px, drawing.svg)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Pillow.open(BytesIO(content), formats=("PNG", "JPEG")) as picture:
                picture.verify()
                size = picture.size
            # Nothing else can be asked of one that was verified.
            with Pillow.open(BytesIO(content), formats=("PNG", "JPEG")) as picture:
                turned = picture.getexif().get(_ORIENTATION, 1) in _TURNED
            if turned:
                return Image(name, *_turned(content))
            return Image(name, without_metadata(content), *size)
    except Exception:  # noqa: BLE001 - Pillow raises many kinds for a damaged file
        message = _("'{name}' is not a picture that can be shown", name=name)
        plain = _("save the drawing as plain SVG, or as PNG")
        hint = plain if is_svg(content) else _("save it as PNG, JPEG or SVG")
        raise report_error("bad-image", span, message, hint) from None


def _turned(content: bytes) -> tuple[bytes, int, int]:
    """The picture turned as its metadata say, with width and height in pixels."""
    from PIL import Image as Pillow
    from PIL import ImageOps

    with Pillow.open(BytesIO(content), formats=("PNG", "JPEG")) as picture:
        profile = picture.info.get("icc_profile")
        upright = ImageOps.exif_transpose(picture)
    stream = BytesIO()
    if content.startswith(b"\x89PNG"):
        upright.save(stream, "PNG", icc_profile=profile)
    else:
        upright.save(stream, "JPEG", icc_profile=profile, quality=_QUALITY, subsampling=0)
    return without_metadata(stream.getvalue()), *upright.size
