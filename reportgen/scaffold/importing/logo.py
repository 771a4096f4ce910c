"""The picture on the cover of a Word file: the logo of a new project."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems, Span
from reportgen.model import Blocks, ImagePlacement, Paragraph
from reportgen.model.traverse import plain_text
from reportgen.scaffold.importing.facts import Line, Role

_SHOWN = (".png", ".jpg", ".jpeg")


def with_logo(
    facts: dict[Role, Line],
    cover: Blocks,
    pictures: Mapping[str, bytes],
    problems: Problems,
    *,
    is_new: bool,
) -> tuple[Mapping[str, bytes], Blocks]:
    """The file of the logo, and what is left of the blocks of the cover without it.

    A project that is there keeps its own logo, which is told; `facts` say where a new one stood.
    """
    logo = _picture_above_text(cover)
    if logo is None or logo.target not in pictures:
        return {}, cover
    left = tuple(each for each in cover if each is not logo)
    ending = PurePosixPath(logo.target).suffix.lower()
    if not is_new:
        message = _("the picture on the cover is left out: the project keeps the logo that it has")
        hint = _("another one is named in content/reportgen.yaml: logo: logo.png")
        problems.warn("logo-left-out", logo.span, message, hint)
        return {}, left
    if ending not in _SHOWN:
        message = _("the picture on the cover is left out: a logo is a PNG or JPEG")
        hint = _("save it as logo.png, and name it in content/reportgen.yaml: logo: logo.png")
        problems.warn("logo-left-out", logo.span, message, hint)
        return {}, left
    name = f"logo{ending}"
    facts["logo"] = Line(name, logo.span)
    return {name: pictures[logo.target]}, left


def with_logo_of_header(
    facts: dict[Role, Line], pictures: Mapping[str, bytes], problems: Problems, file: str
) -> Mapping[str, bytes]:
    """The file of the logo that stands in a header, for a project that has none yet.

    Pictures of headers that can't be it are named, for nothing else shows that they were there.
    """
    shown = {n: c for n, c in pictures.items() if PurePosixPath(n).suffix.lower() in _SHOWN}
    made: Mapping[str, bytes] = {}
    if len(shown) == 1 and "logo" not in facts:
        [(taken, content)] = shown.items()
        name = f"logo{PurePosixPath(taken).suffix.lower()}"
        facts["logo"] = Line(name, Span.of_file(file))
        made = {name: content}
        pictures = {n: c for n, c in pictures.items() if n != taken}
    for left in pictures:
        message = _("the picture '{name}' in a header is left out", name=left)
        hint = _("is it the logo? then save it, and name it in content/reportgen.yaml")
        problems.warn("logo-left-out", Span.of_file(file), message, hint)
    return made


def _picture_above_text(cover: Blocks) -> ImagePlacement | None:
    """The first picture that stands before all text that is left of the cover."""
    for block in cover:
        if isinstance(block, ImagePlacement) and not block.caption:
            return block
        if not isinstance(block, Paragraph) or plain_text(block.children).strip():
            return None
    return None
