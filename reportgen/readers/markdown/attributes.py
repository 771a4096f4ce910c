"""What stands in braces after a heading, an image, a caption or a span: `{#id}`, `{lang=en}`."""

from __future__ import annotations

import re
import unicodedata

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems, Span

_ATTRIBUTE = re.compile(r"""(?P<key>#|lang=|width=|)(?:"(?P<quoted>[^"]*)"|(?P<bare>\S*))""")
# At the end of a heading or a caption; braces that hold other words are only braces.
_AT_END = re.compile(r"[ \t]*\{[ \t]*((?:[#.]|-[ \t}]|[\w-]+=)[^{}\n]*|-)\}$")
# As pandoc has it: the heading gets no number.
_UNNUMBERED = ("-", ".unnumbered")
_ID = re.compile(r"[a-z][a-z0-9_-]*")
# As pandoc has it: a class.
_TURNED = ".landscape"
# BCP 47 as far as reports need it: a language and what narrows it down (en, en-GB, zh-Hant).
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_PERCENT = re.compile(r"[0-9]{1,3}%")
_SPACED_PERCENT = re.compile(r"(?<=[0-9])[ \t\u00a0]+%")
# In percent of the text's width; narrower, nobody sees what a picture shows.
_NARROWEST = 5
_PLAIN_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "ß": "ss", "đ": "d", "ł": "l", "œ": "oe"})


def slug(text: str) -> str:
    """An id made of `text`: ASCII, lower-case, hyphens; empty where nothing is left."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN_LETTERS))
    plain = folded.encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def split_attributes(content: str) -> tuple[int, str | None]:
    """Where the words of a heading or caption end, and what stands in braces after them."""
    if not content.endswith("}"):
        return len(content), None
    start = content.rfind("{")
    while start > 0 and content[start - 1] in " \t":
        start -= 1
    found = _AT_END.match(content, start) if start >= 0 else None
    if found is None or (found[0].startswith("{lang=") and content[start - 1 : start] == "]"):
        return len(content), None  # "[annual report]{lang=en}" are the last words
    return start, found[1]


def read_id(attributes: str | None, span: Span, problems: Problems) -> str:
    """The id in braces, empty where there is none.

    Errors: `bad-id`, `unknown-attribute`.
    """
    return _checked_id(_read(attributes, _ID_ONLY, span, problems).get("#"), span, problems)


def split_landscape(attributes: str | None) -> tuple[str, bool]:
    """The attributes without `.landscape`, and whether that asks for a page on its side."""
    words = (attributes or "").split()
    others = [word for word in words if word != _TURNED]
    return " ".join(others), len(others) < len(words)


def read_id_and_width(
    attributes: str | None, span: Span, problems: Problems
) -> tuple[str, int | None]:
    """The id in braces after an image, and how much of the text's width it takes, in percent.

    Empty and None where there is none. Errors: `bad-id`, `bad-width`, `unknown-attribute`.
    """
    together = _SPACED_PERCENT.sub("%", attributes or "")
    found = _read(together, _ID_AND_WIDTH, span, problems)
    identity = _checked_id(found.get("#"), span, problems)
    written = found.get("width=")
    if written is None:
        return identity, None
    width = int(written[:-1]) if _PERCENT.fullmatch(written) else 0
    if _NARROWEST <= width <= 100:
        return identity, width
    message = _("'{width}' can't be the width of an image", width=written)
    hint = _(
        "write how much of the text's width it takes, from {least} to 100 percent: {{width=60%}}",
        least=str(_NARROWEST),
    )
    problems.error("bad-width", span, message, hint)
    return identity, None


def _checked_id(found: str | None, span: Span, problems: Problems) -> str:
    if found is None:
        return ""
    if not _ID.fullmatch(found):
        message = _("'{id}' can't be an id: only a to z, digits, '-' and '_'", id=found)
        better = slug(found)
        hint = _("write {{#{id}}}", id=better) if _ID.fullmatch(better) else None
        problems.error("bad-id", span, message, hint)
    return found


def read_heading(attributes: str | None, span: Span, problems: Problems) -> tuple[str, bool]:
    """The id in braces, empty where there is none, and whether the heading may have a number.

    Errors: `bad-id`, `unknown-attribute`.
    """
    words = (attributes or "").split()
    others = [word for word in words if word not in _UNNUMBERED]
    return read_id(" ".join(others), span, problems), len(others) == len(words)


def read_language(attributes: str, span: Span, problems: Problems) -> str:
    """The language in braces after a span of text.

    Errors: `bad-language`, `unknown-attribute`.
    """
    found = _read(attributes, _LANGUAGE_ONLY, span, problems).get("lang=")
    if found is None or not _LANGUAGE.fullmatch(found):
        if found is not None or not attributes.strip():
            message = _("'{language}' is no language", language=found or "")
            hint = _("write the language's short name, as [annual report]{{lang=en}}")
            problems.error("bad-language", span, message, hint)
        return ""
    return found


def _read(
    attributes: str | None, wanted: tuple[str, ...], span: Span, problems: Problems
) -> dict[str, str]:
    """The values of the `wanted` keys, each once; every other key is an error."""
    values: dict[str, str] = {}
    for word in (attributes or "").split():
        found = _ATTRIBUTE.fullmatch(word)
        if found and found["key"] in wanted and found["key"] not in values:
            quoted = found["quoted"]
            values[found["key"]] = quoted if quoted is not None else found["bare"]
            continue
        message = _("'{word}' can't stand here", word=word)
        problems.error("unknown-attribute", span, message, _ALLOWED[wanted])
    return values


_ID_ONLY, _ID_AND_WIDTH, _LANGUAGE_ONLY = ("#",), ("#", "width="), ("lang=",)
_ALLOWED = {
    _ID_ONLY: _("only an id can, as {{#nationalitet}}"),
    _ID_AND_WIDTH: _("only an id and a width can, as {{#karta width=60%}}"),
    _LANGUAGE_ONLY: _(
        "only a language can, as {{lang=en}}; ids belong to headings, captions and images"
    ),
}
