"""Pictures that came in: each is saved beside the text, under a name that its bytes give it."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import PurePosixPath

from msgspec.structs import replace

from reportgen.model import ImagePlacement
from reportgen.readers.markdown.attributes import slug
from reportgen.readers.pictures.images import can_be_shown
from reportgen.scaffold.review.edits import WholeFile

FOLDER = "bilder"
NO_WORDS = "Beskriv här vad bilden visar"
_LONGEST = 40
_DIGITS = 6


class NewPictures:
    """Names the pictures that came back, and says which files are to be made for them.

    `contents` are those of the Word file by their names in it.
    """

    def __init__(self, contents: Mapping[str, bytes]) -> None:
        self._contents = contents
        self._waiting: list[WholeFile] = []

    def can_be_saved(self, picture: ImagePlacement) -> bool:
        """Whether the Word file holds the picture, and a report can show it."""
        content = self._contents.get(picture.target)
        return content is not None and can_be_shown(picture.target, content)

    def placed(self, picture: ImagePlacement, file: str) -> ImagePlacement:
        """The picture as the section `file` can have it; its file waits to be taken."""
        words = picture.alt.strip() or picture.caption.strip()
        target = self.saved(picture, slug(words)[:_LONGEST].strip("-") or "bild", file)
        return replace(picture, target=target, alt=words or NO_WORDS)

    def saved(self, picture: ImagePlacement, stem: str, file: str) -> str:
        """The path of a picture from the section `file`; it waits to be taken."""
        content = self._contents[picture.target]
        digits = sha256(content).hexdigest()[:_DIGITS]
        ending = PurePosixPath(picture.target).suffix.lower()
        target = f"{FOLDER}/{stem}-{digits}{ending}"
        self._waiting.append(WholeFile(f"{PurePosixPath(file).parent}/{target}", content))
        return target

    def take(self) -> tuple[WholeFile, ...]:
        """The files that wait."""
        found = tuple(self._waiting)
        self._waiting.clear()
        return found
