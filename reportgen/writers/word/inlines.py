"""Inlines to runs: neighbouring text becomes one run, everything else keeps what it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

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
    Paragraph,
    Reference,
    SoftBreak,
    Strong,
    Subscript,
    Superscript,
    Text,
    Wrapper,
)
from reportgen.writers.word.job import Change, Job, Place
from reportgen.writers.word.outline import Anchor
from reportgen.writers.word.wml import text as wml
from reportgen.writers.word.wml.markup import NOTHING, Xml, joined

# A result stands alone, or after one of these: "avsnitt 3.1", but not "13" for figure 3.
_BEFORE_RESULT = ("", " ", "\u00a0")


class Look(Struct, frozen=True):
    """How the text of a run looks, from all that it stands in."""

    bold: bool = False
    italic: bool = False
    link: bool = False
    language: str = ""
    raised: wml.Raised = ""
    change: Change | None = None


_PLAIN = Look()
_INSERTED = Look(change="inserted")
_DELETED = Look(change="deleted")


def runs(inlines: Inlines, place: Place, job: Job) -> Xml:
    """The runs of a paragraph."""
    match place.change:
        case None:
            return _runs(inlines, _PLAIN, place, job)
        case "inserted":
            return _runs(inlines, _INSERTED, place, job)
        case "deleted":
            return _runs(inlines, _DELETED, place, job)
        case "moved_to" | "moved_from":
            return _runs(inlines, Look(change=place.change), place, job)
        case _:
            assert_never(place.change)


def _runs(inlines: Inlines, look: Look, place: Place, job: Job) -> Xml:
    pieces: list[Xml] = []
    texts: list[str] = []
    for inline in inlines:
        if isinstance(inline, Text):
            texts.append(inline.text)
        elif isinstance(inline, SoftBreak):
            texts.append(" ")
        else:
            if texts:
                pieces.append(_text("".join(texts), look, job))
                texts.clear()
            pieces.append(_piece(inline, look, place, job))
    if texts:
        pieces.append(_text("".join(texts), look, job))
    return joined(pieces)


def _piece(inline: Inline, look: Look, place: Place, job: Job) -> Xml:
    match inline:
        case Text() | SoftBreak() | LineBreak() | Code() | Computed():
            return _leaf(inline, look, job)
        case Link():
            return _link(inline, look, place, job)
        case Footnote():
            return _footnote(inline, look, place, job)
        case Reference():
            return _reference(inline, look, job)
    if isinstance(inline, Wrapper):
        return _runs(inline.children, _look_inside(inline, look), place, job)
    assert_never(inline)


def _leaf(inline: Text | SoftBreak | LineBreak | Code | Computed, look: Look, job: Job) -> Xml:
    match inline:
        case Text(text=text):
            return _text(text, look, job)
        case SoftBreak():
            return _text(" ", look, job)
        case LineBreak():
            return _text("\n", look, job)
        case Code(text=text):
            return _text(text, look, job, style=job.styles["code"])
        case Computed():
            return _computed(inline, look, job)
        case _:
            assert_never(inline)


def _look_inside(wrapper: Wrapper, look: Look) -> Look:
    match wrapper:
        case Strong():
            return replace(look, bold=True)
        case Emphasis():
            return replace(look, italic=True)
        case Subscript():
            return replace(look, raised="subscript")
        case Superscript():
            return replace(look, raised="superscript")
        case Link():
            return replace(look, link=True)
        case Foreign(language=language):
            return replace(look, language=language)
        case Inserted():
            return _changed(look, "inserted")
        case Deleted():
            return _changed(look, "deleted")
        case _:
            assert_never(wrapper)


def _changed(look: Look, change: Change) -> Look:
    # What stands inside a block that came in came in with it: the outer change counts. Only
    # in what was moved something can have come in or gone out by itself.
    moved = (look.change, change) in (("moved_to", "inserted"), ("moved_from", "deleted"))
    return replace(look, change=change) if moved or not look.change else look


def _properties(look: Look, job: Job, style: str = "", highlight: str = "") -> Xml:
    return wml.run_properties(
        style,
        bold=look.bold,
        italic=look.italic,
        color=job.options.look.link[1:] if look.link and style else "",
        highlight=highlight,
        underline=look.link and bool(style),
        language=look.language,
        raised=look.raised,
    )


def _text(text: str, look: Look, job: Job, style: str = "", highlight: str = "") -> Xml:
    if not text:
        return NOTHING
    if look is _PLAIN and not style:
        return wml.run(text)
    if look.link and not style:
        properties = _properties(replace(look, link=False), job, job.styles["link"], highlight)
    else:
        properties = _properties(look, job, style, highlight)
    return _tracked(wml.run(text, properties, deleted=look.change == "deleted"), look, job)


def _tracked(content: Xml, look: Look, job: Job) -> Xml:
    match look.change:
        case None:
            return content
        case "inserted":
            return wml.inserted(content, job.stamp())
        case "deleted":
            return wml.deleted(content, job.stamp())
        case "moved_to":
            return wml.moved_to(content, job.stamp())
        case "moved_from":
            return wml.moved_from(content, job.stamp())
        case _:
            assert_never(look.change)


def _computed(value: Computed, look: Look, job: Job) -> Xml:
    if value.text is None:
        raise ValueError(f"the expression '{value.expression}' has not been evaluated")
    job.sources.record(value)
    if not job.options.show_values:
        return _text(value.text, look, job, style=job.styles["computed"])
    shown = _text(value.text, look, job, style=job.styles["computed"], highlight="yellow")
    return wml.commented(job.next_comment(value), shown)


def _link(link: Link, look: Look, place: Place, job: Job) -> Xml:
    if look.link or not link.children:
        return _runs(link.children, look, place, job)
    if not link.target.startswith("#"):
        content = _runs(link.children, replace(look, link=True), place, job)
        address = place.links.to("hyperlink", link.target, external=True)
        return wml.hyperlink(content, relationship=address)
    found = _anchor(link.target[1:], job)
    if found is None:
        return _runs(link.children, look, place, job)
    content = _runs(link.children, replace(look, link=True), place, job)
    return wml.hyperlink(content, anchor=found.bookmark)


def _anchor(identity: str, job: Job) -> Anchor | None:
    return (
        job.target("section", identity)
        or job.target("figure", identity)
        or job.target("table", identity)
    )


def _footnote(footnote: Footnote, look: Look, place: Place, job: Job) -> Xml:
    if place.in_note:
        # Word has no footnotes to footnotes: what one says stands in brackets.
        return joined(
            (_text(" (", look, job), *_flattened(footnote, look, place, job), _text(")", look, job))
        )
    mark = job.mark(footnote, look.change, wml.run_properties(job.styles["footnote_mark"]))
    return _tracked(mark, look, job)


def _flattened(footnote: Footnote, look: Look, place: Place, job: Job) -> Iterator[Xml]:
    for block in footnote.blocks:
        if isinstance(block, Paragraph):
            yield _runs(block.children, look, place, job)


def _reference(reference: Reference, look: Look, job: Job) -> Xml:
    if reference.kind is None or reference.text is None:
        raise ValueError(f"the reference '{reference.expression}' has not been resolved")
    found = job.target(reference.kind, reference.target)
    if found is None:
        return _text(reference.text, look, job)
    if found.kind == "section" and not found.number:
        return _title_reference(reference.text, found, look, job)
    before, field = _as_field(reference.text, found, look, job)
    if not field:
        return wml.hyperlink(_text(reference.text, look, job), anchor=found.bookmark)
    return joined((_text(before, look, job), _tracked(field, look, job)))


def _title_reference(text: str, found: Anchor, look: Look, job: Job) -> Xml:
    """A reference to a heading by its title: a link, in which a field repeats the title.

    So all of it leads there, the title follows when someone changes the heading, and a reader
    knows by the two that lead to the same place that their words are one reference.
    """
    if not found.text or found.text not in text or found.noted:
        return wml.hyperlink(_text(text, look, job), anchor=found.bookmark)
    before, title, after = text.rpartition(found.text)
    deleted = look.change == "deleted"
    field = wml.field(f"REF {found.bookmark}", title, _properties(look, job), deleted=deleted)
    parts = (_text(before, look, job), _tracked(field, look, job), _text(after, look, job))
    return wml.hyperlink(joined(parts), anchor=found.bookmark)


def _as_field(text: str, found: Anchor, look: Look, job: Job) -> tuple[str, Xml]:
    r"""What stands before the field, and the field; nothing where no field can say this text.

    Word must get the same result when it updates the field. So "Figur 1" is the bookmark of
    label and number, "figur 1" is typed but for the number: `\* Lower` would say it too, but
    other programs pass over it.
    """
    for result, bookmark, switches in _results(found, job):
        before = text.removesuffix(result)
        if result and before != text and before[-1:] in _BEFORE_RESULT:
            properties = _properties(look, job)
            deleted = look.change == "deleted"
            instruction = f"REF {bookmark} {switches}"
            return before, wml.field(instruction, result, properties, deleted=deleted)
    return text, NOTHING


def _results(found: Anchor, job: Job) -> tuple[tuple[str, str, str], ...]:
    """The texts that fields to `found` give, the bookmark that each needs, its switches."""
    whole, number = found.bookmark, found.number_bookmark
    match found.kind:
        case "section":
            return ((found.number, whole, "\\r \\h"),)
        case "figure":
            return _numbered(job.labels.figure, found.number, whole, number)
        case "table":
            return _numbered(job.labels.table, found.number, whole, number)
        case _:
            assert_never(found.kind)


def _numbered(
    label: str, number: str, whole: str, alone: str
) -> tuple[tuple[str, str, str], tuple[str, str, str]]:
    return (f"{label} {number}", whole, "\\h"), (number, alone, "\\h")
