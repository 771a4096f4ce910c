"""References of a document that came back: a title that a field repeats follows its heading."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from reportgen.model import Block, Blocks, Heading, Inline, Reference
from reportgen.model.traverse import plain_text, rewrite_blocks, walk_blocks


def as_sent(back: Blocks, sent: Blocks) -> Blocks:
    """`back` with the titles in its references as they were `sent`.

    Word puts the new title of a heading into the fields that repeat it. That is no change of
    the texts they stand in: the heading's own change brings it about.
    """
    titles, new_titles = _titles(sent), _titles(back)
    renamed = {name: title for name, title in titles.items() if new_titles.get(name, "") != title}
    if not renamed:
        return back

    def rewrite(inline: Inline) -> Inline:
        if isinstance(inline, Reference) and inline.target in renamed and inline.text:
            title, new = renamed[inline.target], new_titles.get(inline.target, "")
            if new and new in inline.text:
                before, _, after = inline.text.rpartition(new)
                return replace(inline, text=before + title + after)
        return inline

    return rewrite_blocks(back, rewrite, _as_it_is)


def _titles(blocks: Blocks) -> Mapping[str, str]:
    """The titles of the headings that references name, by what they name them."""
    headings = (each for each in walk_blocks(blocks) if isinstance(each, Heading))
    return {each.id: plain_text(each.children) for each in headings if each.id}


def _as_it_is(block: Block) -> Block:
    return block
