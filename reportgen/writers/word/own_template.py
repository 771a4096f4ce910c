"""Our own template: its parts are kept as text in the folder `template` beside this module.

It is read without python-docx, whose import takes a tenth of a build; a part offers what the
writer asks of python-docx's parts.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from functools import cached_property, lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile, ZipInfo

from msgspec import Struct

from reportgen.model.look import OWN_LOOK, Look, repainted
from reportgen.writers.word.designs import Design
from reportgen.writers.word.options import DEFAULT_FONT
from reportgen.writers.word.wml.markup import escape

if TYPE_CHECKING:
    from lxml.etree import _Element

FOLDER = Path(__file__).with_name("template")


class OwnRelationship(Struct, frozen=True):
    """From one of our parts to another; nothing in our template points outside."""

    reltype: str
    target_ref: str
    target_part: OwnPart
    is_external: bool = False


class OwnPart:
    """One part of our template, its name as python-docx has it ("/word/document.xml")."""

    def __init__(self, name: str, font: str, look: Look = OWN_LOOK) -> None:
        self.partname = name
        self._font = font
        self._look = look

    @property
    def blob(self) -> bytes:
        """The part's content, in the chosen font and colours."""
        content = in_font((FOLDER / self.partname.lstrip("/")).read_bytes(), self._font)
        if self._look == OWN_LOOK or not self.partname.endswith(".xml"):
            return content
        return repainted(content.decode(), self._look).encode()

    @property
    def content_type(self) -> str:
        """The part's type out of the package's list."""
        return _content_types()[self.partname]

    @cached_property
    def rels(self) -> dict[str, OwnRelationship]:
        """The part's relationships by id."""
        folder, name = posixpath.split(self.partname)
        listed = FOLDER / folder.lstrip("/") / "_rels" / f"{name}.rels"
        if not listed.exists():
            return {}
        return {
            str(it.get("Id")): OwnRelationship(
                str(it.get("Type")),
                str(it.get("Target")),
                OwnPart(posixpath.join(folder, str(it.get("Target"))), self._font, self._look),
            )
            for it in _parsed(listed)
        }


def own_main_part(font: str, look: Look = OWN_LOOK) -> OwnPart:
    """The document part of our template."""
    return OwnPart("/word/document.xml", font, look)


@lru_cache(maxsize=2)
def default_template(font: str = DEFAULT_FONT) -> bytes:
    """Our own template as a .docx, in `font`."""
    return _packed(lambda _name, content: in_font(content, font))


def designed_template(design: Design, look: Look) -> bytes:
    """Our own template as a .docx, in one of our designs and its colours."""

    def made(name: str, content: bytes) -> bytes:
        if not name.endswith(".xml"):
            return content
        text = repainted(design.changed(name, content.decode()), look)
        return in_font(text.encode(), design.font)

    return _packed(made)


def _packed(made: Callable[[str, bytes], bytes]) -> bytes:
    """The parts of our template in one file, each as `made` has it."""
    target = BytesIO()
    with ZipFile(target, "w") as package:
        for file in sorted(FOLDER.rglob("*")):
            if file.is_file():
                # Not `write`: it would take the file's own time along.
                name = file.relative_to(FOLDER).as_posix()
                package.writestr(ZipInfo(name), made(name, file.read_bytes()))
    return target.getvalue()


def in_font(content: bytes, font: str) -> bytes:
    """A part of our template with another font than the one that it is written for."""
    if font == DEFAULT_FONT:
        return content
    described = re.compile(rf'(<w:font w:name="{DEFAULT_FONT}">).*?(</w:font>)'.encode())
    content = described.sub(rb"\1\2", content)
    return content.replace(f'"{DEFAULT_FONT}"'.encode(), f'"{escape(font)}"'.encode())


@lru_cache(maxsize=1)
def _content_types() -> dict[str, str]:
    """The content types of our parts, by name."""
    return {
        str(it.get("PartName")): str(it.get("ContentType"))
        for it in _parsed(FOLDER / "[Content_Types].xml")
        if it.get("PartName")
    }


def _parsed(file: Path) -> _Element:
    from lxml import etree

    return etree.fromstring(file.read_bytes())
