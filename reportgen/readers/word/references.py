"""References and links inside a Word file, once it is known what stands where they lead."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from reportgen.diagnostics import Message as _
from reportgen.model import Block, Blocks, Footnote, Inline, Link, Reference, Text
from reportgen.model.traverse import (
    inlines_of,
    plain_text,
    rewrite_blocks,
    walk_blocks,
    walk_inlines,
)
from reportgen.readers.word.story import Story


def resolved(blocks: Blocks, story: Story) -> Blocks:
    """`blocks` with references that name their targets; what leads nowhere is its text."""
    if not story.referred:
        return blocks

    marks = _MarksOfNotes(story, blocks)

    def rewrite(inline: Inline) -> Inline:
        if isinstance(inline, Footnote):
            return marks.next_of(inline)
        note = marks.repeated_by(inline) if isinstance(inline, Reference) else None
        if note is not None:
            return marks.next_of(replace(note, span=inline.span))
        if isinstance(inline, Reference):
            return _reference(inline, story)
        if isinstance(inline, Link) and inline.target.startswith("#"):
            return _link(inline, story)
        return inline

    return rewrite_blocks(blocks, rewrite, _as_it_is)


class _MarksOfNotes:
    """Counts the marks of notes that have several: a field repeats the first (NOTEREF).

    It names a bookmark; where a program has lost that, the number that the field shows is left.
    """

    def __init__(self, story: Story, blocks: Blocks) -> None:
        self._story = story
        references = (each for each in _inlines(blocks) if isinstance(each, Reference))
        notes = filter(None, map(self.repeated_by, references))
        self._counts = {note.label: 0 for note in notes}

    def repeated_by(self, reference: Reference) -> Footnote | None:
        """The note whose mark a reference is, None for any other reference."""
        story = self._story
        if reference.target in story.repeated and reference.target not in story.noted:
            return story.notes.get((reference.text or "").strip())
        return story.noted.get(reference.target)

    def next_of(self, note: Footnote) -> Footnote:
        """The note with which of its marks this is; 0 where it has one only."""
        if note.label not in self._counts:
            return note
        self._counts[note.label] += 1
        return replace(note, mark=self._counts[note.label])


def _inlines(blocks: Blocks) -> Iterator[Inline]:
    runs = (inlines for block in walk_blocks(blocks) for inlines in inlines_of(block))
    return (each for inlines in runs for each in walk_inlines(inlines))


def _as_it_is(block: Block) -> Block:
    return block


def _reference(reference: Reference, story: Story) -> Inline:
    """A reference to what has a number or a title; to anything else it is its text."""
    target, text = story.targets.get(reference.target), reference.text or ""
    if target is None:
        story.account.lose("reference", reference.span)
        return Text(text, reference.span)
    kind, identity = target
    return replace(
        reference,
        target=identity,
        kind=kind,
        expression=f'ref("{identity}")',
        capital=text[:1].isupper(),
    )


def _link(link: Link, story: Story) -> Inline:
    """A link inside the document; to a place that is no heading, table or figure it is its text.

    One in which a field repeats what it leads to is a reference, with all of its words: so ours
    are written that say a title.
    """
    target = story.targets.get(link.target.removeprefix("#"))
    if target is not None:
        inside = (each for each in walk_inlines(link.children) if isinstance(each, Reference))
        found = next((each for each in inside if each.target == target[1]), None)
        if found is None:
            return replace(link, target=f"#{target[1]}")
        text = plain_text(link.children)
        return replace(found, text=text, span=link.span, capital=text[:1].isupper())
    if any(isinstance(each, Footnote) for each in walk_inlines(link.children)):
        return link
    message = _("a link to a place in the running text has become text")
    story.account.warn("became-text", link.span, message)
    return Text(plain_text(link.children), link.span)
