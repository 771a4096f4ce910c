"""What a heading, a caption or a picture ends in: words, and attributes in braces."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.writers.markdown.escaping import named


def ends_in_words(text: str) -> str:
    """A heading or caption whose last character is no mark of the line's own."""
    if text.endswith("\\}"):
        return text[:-2] + named("}")
    return text[:-1] + named("#") if text.endswith("#") else text


def in_braces(attributes: Sequence[str]) -> str:
    """The attributes behind a heading, a caption or a picture; empty where there are none."""
    return f" {{{' '.join(attributes)}}}" if attributes else ""
