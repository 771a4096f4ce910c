"""References and links inside a Word file, once it is known what stands where they lead."""

from __future__ import annotations

from msgspec.structs import replace

from reportgen.model import Block, Blocks, Inline, Reference, Text
from reportgen.model.traverse import rewrite_blocks
from reportgen.readers.word.story import Story


def resolved(blocks: Blocks, story: Story) -> Blocks:
    """`blocks` with references that name their targets; what leads nowhere is its text."""
    if not story.referred:
        return blocks

    def rewrite(inline: Inline) -> Inline:
        if isinstance(inline, Reference):
            return _reference(inline, story)
        return inline

    return rewrite_blocks(blocks, rewrite, _as_it_is)


def _as_it_is(block: Block) -> Block:
    return block


def _reference(reference: Reference, story: Story) -> Inline:
    target = story.targets.get(reference.target)
    if target is None:
        return Text(reference.text or "", reference.span)
    kind, identity = target
    expression = f'ref("{identity}")'
    return replace(reference, target=identity, kind=kind, expression=expression)
