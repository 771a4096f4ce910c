"""Where links lead and what images need."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never
from urllib.parse import quote

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems, Span
from reportgen.model import (
    Code,
    Computed,
    Footnote,
    ImagePlacement,
    Inline,
    Inlines,
    LineBreak,
    Reference,
    SoftBreak,
    Text,
    Wrapper,
)
from reportgen.readers.markdown.attributes import read_id_and_width, split_landscape
from reportgen.readers.markdown.masks import MASK
from reportgen.readers.source import find_unwanted_character

if TYPE_CHECKING:
    from markdown_it.token import Token

_WEB = re.compile(r"(https?://)([^\s/?#{}]+)([^\s{}]*)", re.IGNORECASE)
_OTHER = re.compile(r"mailto:[^\s@]+@[^\s@]+|tel:\+?[\d ()-]+|#[\w-]+", re.IGNORECASE)
# RFC 3986: what is reserved or allowed stays as it is, and so does what is encoded already.
_KEEP = "!#$%&'()*+,/:;=?@[]~"


def check_address(address: str, span: Span, problems: Problems) -> str:
    """The address as a URI in ASCII; empty where there is none.

    Errors: `link-target` (not http, https, mailto, tel or `#id`), `expression-in-address`.
    """
    if MASK in address:
        message = _("an address can't hold an expression")
        problems.error("expression-in-address", span, message, _("write the address in full"))
        return ""
    encoded = _encode(address)
    if encoded is None:
        message = _("a link can't lead to '{address}'", address=address)
        problems.error("link-target", span, message, _KINDS)
        return ""
    return encoded


_KINDS = _("begin it with https://, mailto: or tel:, or write #id for a place in the report")


def _encode(address: str) -> str | None:
    if find_unwanted_character(address):
        return None
    web = _WEB.fullmatch(address)
    if web is None:
        return quote(address, safe=_KEEP) if _OTHER.fullmatch(address) else None
    try:
        host = web[2] if web[2].isascii() else web[2].encode("idna").decode()
    except UnicodeError:
        return None
    return web[1] + quote(host, safe=_KEEP) + quote(web[3], safe=_KEEP)


def has_words(inlines: Inlines) -> bool:
    """Whether a reader sees anything of the inlines."""
    return any(_is_seen(inline) for inline in inlines)


def _is_seen(inline: Inline) -> bool:
    match inline:
        case Text(text) | Code(text):
            return not text.isspace()
        case Computed() | Reference():
            return True
        case SoftBreak() | LineBreak() | Footnote():
            return False
    if isinstance(inline, Wrapper):
        return has_words(inline.children)
    assert_never(inline)


def parse_image(token: Token, span: Span, problems: Problems) -> ImagePlacement:
    """The image that markdown-it's token stands for.

    Errors: `missing-alt-text`, `missing-image-file`, `expression-in-image`, `bad-id`,
    `bad-width`, `unknown-attribute`, `control-character`.
    """
    target, caption = str(token.attrs["src"]), str(token.attrs.get("title", ""))
    alt = _plain_text(token.children or [])
    if not alt.strip():
        message = _("the image has no text for those who can't see it")
        problems.error("missing-alt-text", span, message, _("![what the image shows](file.png)"))
    if not target:
        problems.error("missing-image-file", span, _("the image names no file"))
    _check_characters(target + alt + caption, span, problems)
    attributes, landscape = split_landscape(token.meta.get("attributes"))
    image_id, width = read_id_and_width(attributes, span, problems)
    return ImagePlacement(target, alt, caption, image_id, span, width, landscape)


def _check_characters(text: str, span: Span, problems: Problems) -> None:
    if MASK in text:
        message = _("an image's file, text and caption can't hold an expression")
        hint = _("write the words in full, or make it a figure: {{{{ figure(…) }}}}")
        problems.error("expression-in-image", span, message, hint)
    elif find_unwanted_character(text):
        message = _("the image's file, text or caption holds a control character")
        problems.error("control-character", span, message)


def _plain_text(tokens: list[Token]) -> str:
    """The words of an alt text, its markup left out."""
    return "".join(
        " " if token.type.endswith("break") else token.content
        for token in tokens
        if token.type in ("text", "text_special", "code_inline", "softbreak", "hardbreak")
        or token.type == "computed"
    )
