"""The references of a Word file, and what the sources write for them wherever they were pasted.

One to something with a number is a field in Word, one to a section without is a link to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from reportgen.model import Inline, Inlines, Link, Reference
from reportgen.model.traverse import plain_text, walk_inlines
from reportgen.scaffold.review.lines import Line


class References(Struct, frozen=True):
    """The expressions of the references that were sent, by where they lead and what they say."""

    expressions: Mapping[tuple[str, str], str] = {}

    def known(self, inline: Inline) -> Reference | None:
        """The reference that an inline of a Word file is; None where none was sent like it."""
        expression = self.expressions.get(_key(inline), "")
        if not expression:
            return None
        if isinstance(inline, Reference):
            return replace(inline, expression=expression)
        target, text = _key(inline)
        return Reference(target, None, text, expression, inline.span)


def references_between(pairs: Sequence[tuple[Line, Line]]) -> References:
    """What each reference is in the sources; `pairs` are lines that were sent, and theirs."""
    found: dict[tuple[str, str], str] = {}
    for sent, source in pairs:
        olds, news = [*_in(sent.children)], [*_in(source.children)]
        if len(olds) == len(news):
            for one, other in zip(olds, news, strict=True):
                if isinstance(other, Reference):
                    found[_key(one)] = other.expression
    return References(found)


def leads_inside(inline: Inline) -> bool:
    """Whether it is a link to something in the document itself."""
    return isinstance(inline, Link) and inline.target.startswith("#")


def _in(inlines: Inlines) -> Iterator[Inline]:
    return (
        each for each in walk_inlines(inlines) if isinstance(each, Reference) or leads_inside(each)
    )


def _key(inline: Inline) -> tuple[str, str]:
    match inline:
        case Reference(target=target, text=text):
            return target, text or ""
        case Link(target=target, children=children):
            return target.removeprefix("#"), plain_text(children)
    return "", ""
