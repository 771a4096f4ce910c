"""A picture that was dropped on the page: looked at as pictures are read, then kept in the year."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from msgspec import Struct

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Span, report_error
from reportgen.preview.writing.places import is_device, new_file
from reportgen.readers.markdown.attributes import slug
from reportgen.readers.pictures.images import LARGEST, check_image
from reportgen.storage.causes import cannot_write
from reportgen.storage.files import exists, free_name, read_regular, replace_file

_FOLDER = "bilder"
_ENDINGS = {".png": ".png", ".jpg": ".jpg", ".jpeg": ".jpg", ".svg": ".svg"}
# As text in JSON it is a third longer.
MOST_BYTES = LARGEST * 4 // 3 + 10_000


class Picture(Struct, frozen=True):
    """A picture file as it was on the person's disk; in JSON its content is Base64."""

    name: str
    content: bytes


class Placed(Struct, frozen=True):
    """The picture's path as a section of the year writes it, and its id."""

    path: str
    id: str


def place_picture(root: Path, year: int, asked: Picture) -> Placed:
    """Put a picture into the year's folder of pictures; raises ReportError (bad-image and others).

    The same picture again is the one that is there.
    """
    named = PurePosixPath(asked.name.replace("\\", "/"))
    ending = _ENDINGS.get(named.suffix.lower())
    if ending is None:
        message = _("'{name}' is not a picture that can be shown", name=named.name)
        raise report_error("bad-image", None, message, _("save it as PNG, JPEG or SVG"))
    folder = f"content/{year}/{_FOLDER}"
    stem = slug(named.stem)[:60].strip("-") or "bild"
    stem = f"bild-{stem}" if is_device(f"{stem}.") else stem
    path = new_file(root, folder, stem + ending)
    check_image(f"{folder}/{path.name}", asked.content, Span.of_file(f"{folder}/{path.name}"))
    try:
        if exists(path) and read_regular(path) != asked.content:
            path = new_file(root, folder, free_name(path, "2").name)
        if not exists(path):
            replace_file(path, asked.content)
    except OSError as error:
        raise cannot_write(f"{folder}/{path.name}", error) from None
    return Placed(f"{_FOLDER}/{path.name}", path.stem)
