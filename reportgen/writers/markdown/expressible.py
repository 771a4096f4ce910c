"""What Markdown can hold of a line of text: the same words, in a form that can be read again.

Texts that stand side by side are one, and so are stretches of the same markup; no blank stands at
either end of a markup or of a block.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import assert_never

from msgspec.structs import replace

from reportgen.model import (
    Blocks,
    Code,
    Computed,
    Deleted,
    Emphasis,
    Footnote,
    Foreign,
    Inline,
    Inlines,
    Inserted,
    Leaf,
    LineBreak,
    Link,
    Reference,
    SoftBreak,
    Strong,
    Subscript,
    Superscript,
    Text,
    Wrapper,
)
from reportgen.model.traverse import shows, walk_inlines

_BLANKS = re.compile(r"[ \t\r\n\f\v]")
# What no file of content may hold: controls, what is no character, and what is of private use.
_UNWANTED = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff"
    "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]"
)
Held = Callable[[Blocks], Blocks]


def clean_text(text: str) -> str:
    """`text` as a file of content can hold it: composed letters, on one line, no controls."""
    return _UNWANTED.sub("", unicodedata.normalize("NFC", _BLANKS.sub(" ", text)))


def has_words(inlines: Inlines) -> bool:
    """Whether a reader sees anything of them but the marks of footnotes."""
    return shows(tuple(each for each in inlines if not isinstance(each, Footnote)))


def expressible_inlines(inlines: Inlines, held: Held, *, breaks: bool = True) -> Inlines:
    """The inlines of one block; `held` does the same to the blocks of footnotes.

    Without `breaks` it is a block of one line: a heading, a term, a caption.
    """
    within: frozenset[type] = frozenset() if breaks else frozenset([LineBreak])
    return _trimmed(_flat(inlines, within, held))


def _flat(inlines: Inlines, within: frozenset[type], held: Held) -> Inlines:
    """The inlines without markup `within` the same markup, and without marks of changes."""
    merged = _merged(inlines)
    return _merged(tuple(flat for each in merged for flat in _flat_one(each, within, held)))


def _flat_one(inline: Inline, within: frozenset[type], held: Held) -> Inlines:
    if isinstance(inline, Deleted):
        return ()
    if isinstance(inline, Wrapper):
        if _is_lost(inline, within):
            return _flat(inline.children, within, held)
        return _wrapped(inline, _flat(inline.children, within | {type(inline)}, held))
    if isinstance(inline, Footnote):
        return (replace(inline, blocks=held(inline.blocks)),)
    return _leaf(inline, within)


def _is_lost(wrapper: Wrapper, within: frozenset[type]) -> bool:
    """Whether the wrapper says nothing that one around it has not said, or can't be there."""
    if isinstance(wrapper, Inserted) or type(wrapper) in within:
        return True
    return isinstance(wrapper, Foreign) and Link in within


def _leaf(leaf: Leaf, within: frozenset[type]) -> Inlines:
    match leaf:
        case Text(text=text, span=span):
            cleaned = clean_text(text)
            return (Text(cleaned, span),) if cleaned else ()
        case LineBreak() if LineBreak not in within:
            return (leaf,)
        case SoftBreak(span=span) | LineBreak(span=span):
            return (Text(" ", span),)
        case Code(text=text, span=span):
            cleaned = clean_text(text)
            return (Code(cleaned, span) if cleaned.strip() else Text(cleaned, span),)
        case Computed() | Reference():
            return (leaf,)
    assert_never(leaf)


def _wrapped(wrapper: Wrapper, children: Inlines) -> Inlines:
    """The wrapper around its children, but for the blanks and line breaks at their ends."""
    if not has_words(children) or not _can_wrap(wrapper, children):
        return children
    before = _outer(children)
    after = _outer(children[::-1], last=True)[::-1]
    inside = _merged(_trimmed(children, blanks=None))
    first = inside[0]
    if isinstance(wrapper, Strong) and len(inside) == 1 and isinstance(first, Emphasis):
        swapped = replace(first, children=(replace(wrapper, children=first.children),))
        return (*before, swapped, *after)
    if isinstance(wrapper, Link | Foreign) and isinstance(first, Superscript):
        inside = _merged((*first.children, *inside[1:]))  # "[^" begins a footnote
    return (*before, replace(wrapper, children=inside), *after)


def _can_wrap(wrapper: Wrapper, children: Inlines) -> bool:
    """Whether Markdown knows the markup around these: what is raised has no blank in it."""
    match wrapper:
        case Subscript() | Superscript():
            return all(
                isinstance(each, Text) and not re.search(r"\s", each.text.strip())
                for each in children
            )
        case Link():
            return not any(isinstance(each, Footnote) for each in walk_inlines(children))
        case Strong() | Emphasis() | Foreign() | Inserted() | Deleted():
            return True
    assert_never(wrapper)


def _outer(children: Inlines, *, last: bool = False) -> Inlines:
    """The blanks and line breaks that the children begin with, in their order."""
    found: list[Inline] = []
    for each in children:
        if isinstance(each, LineBreak):
            found.append(each)
        elif isinstance(each, Text):
            text = each.text
            blanks = text[len(text.rstrip()) :] if last else text[: len(text) - len(text.lstrip())]
            found += [Text(blanks, each.span)] if blanks else []
            if text.strip():
                break
        else:
            break
    return tuple(found)


def _trimmed(inlines: Inlines, blanks: str | None = " ") -> Inlines:
    """The inlines with no blank or line break at their ends, nor a blank beside a line break."""
    made: list[Inline] = []
    for each in inlines:
        if isinstance(each, LineBreak):
            made = _without_end(made, blanks)
            if made and not isinstance(made[-1], LineBreak):
                made.append(each)
        elif isinstance(each, Text) and (not made or isinstance(made[-1], LineBreak)):
            text = each.text.lstrip(blanks)
            made += [replace(each, text=text)] if text else []
        else:
            made.append(each)
    made = _without_end(made, blanks)
    while made and isinstance(made[-1], LineBreak):
        made = _without_end(made[:-1], blanks)
    return tuple(made)


def _without_end(made: list[Inline], blanks: str | None) -> list[Inline]:
    last = made[-1] if made else None
    if not isinstance(last, Text):
        return made
    text = last.text.rstrip(blanks)
    return [*made[:-1], *([replace(last, text=text)] if text else [])]


def _merged(inlines: Inlines) -> Inlines:
    """The inlines with neighbours that are the same but for what they hold as one."""
    made: list[Inline] = []
    for each in inlines:
        last = made[-1] if made else None
        if isinstance(each, Text) and isinstance(last, Text):
            made[-1] = Text(last.text + each.text, last.span)
        elif isinstance(each, Code) and isinstance(last, Code):
            made[-1] = Code(last.text + each.text, last.span)
        elif isinstance(each, Wrapper) and isinstance(last, Wrapper) and _is_same(each, last):
            made[-1] = replace(last, children=_merged(last.children + each.children))
        else:
            made.append(each)
    return tuple(made)


def _is_same(one: Wrapper, other: Wrapper) -> bool:
    """Whether two wrappers are of one kind and lead or belong to the same."""
    match one, other:
        case (Link(target=target), Link(target=wanted)):
            return target == wanted
        case (Foreign(language=language), Foreign(language=wanted)):
            return language == wanted
    return type(one) is type(other)
