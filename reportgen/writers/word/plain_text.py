"""Inlines as plain text: for contents, alt texts and the widths of columns."""

from __future__ import annotations

from typing import assert_never

from reportgen.model import (
    Code,
    Computed,
    Deleted,
    Emphasis,
    Footnote,
    Foreign,
    Inline,
    Inlines,
    Inserted,
    LineBreak,
    Link,
    Reference,
    SoftBreak,
    Strong,
    Text,
)


def plain_text(inlines: Inlines) -> str:
    """What a reader sees, without footnotes and without what was deleted."""
    if len(inlines) == 1:
        return _plain(inlines[0])
    return "".join(map(_plain, inlines))


def _plain(inline: Inline) -> str:
    match inline:
        case Text(text=text) | Code(text=text):
            return text
        case Computed(text=shown) | Reference(text=shown):
            return shown or ""
        case SoftBreak() | LineBreak():
            return " "
        case Emphasis() | Strong() | Link() | Foreign() | Inserted():
            return plain_text(inline.children)
        case Deleted() | Footnote():
            return ""
        case _:
            assert_never(inline)


def shows(inlines: Inlines) -> bool:
    """Whether anything of `inlines` is seen; a paragraph that shows nothing is not written."""
    return any(map(_shows, inlines))


def _shows(inline: Inline) -> bool:
    match inline:
        case Text(text=text) | Code(text=text):
            return bool(text.strip())
        case Computed(text=shown) | Reference(text=shown):
            # What was never evaluated must not vanish: the runs refuse it.
            return shown is None or bool(shown.strip())
        case SoftBreak() | LineBreak():
            return False
        case Emphasis() | Strong() | Link() | Foreign() | Inserted() | Deleted():
            return shows(inline.children)
        case Footnote():
            return True
        case _:
            assert_never(inline)
