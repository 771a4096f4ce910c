"""Inlines to markup."""

from __future__ import annotations

import re
from typing import assert_never

from msgspec.structs import replace

from reportgen.model import (
    Change,
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
from reportgen.writers.html.job import Job, Place
from reportgen.writers.html.markup import NOTHING, Html, element, escape, joined, line, void

_SAFE_TARGET = re.compile(r"(?:https?://|mailto:|tel:)[^\s\"<>\\^`{|}]+", re.IGNORECASE)


def phrasing(inlines: Inlines, place: Place, job: Job) -> Html:
    """The markup of a paragraph's text."""
    return joined(_inline(inline, place, job) for inline in inlines)


def _inline(inline: Inline, place: Place, job: Job) -> Html:
    match inline:
        case Text(text=text):
            return escape(text)
        case SoftBreak():
            return escape("\n")
        case LineBreak():
            return void("br")
        case Code(text=text):
            return element("code", escape(text))
        case Computed() | Footnote() | Reference():
            return _other(inline, place, job)
    if isinstance(inline, Wrapper):
        return _wrapped(inline, place, job)
    assert_never(inline)


def _wrapped(inline: Wrapper, place: Place, job: Job) -> Html:
    match inline:
        case Inserted():
            return _changed(inline.children, "inserted", place, job)
        case Deleted():
            return _changed(inline.children, "deleted", place, job)
        case Link():
            return _link(inline, place, job)
    content = phrasing(inline.children, place, job)
    if isinstance(inline, Foreign):
        return element("span", content, {"lang": inline.language})
    return element(_element_of(inline), content)


def _element_of(inline: Strong | Emphasis | Subscript | Superscript) -> str:
    match inline:
        case Strong():
            return "strong"
        case Emphasis():
            return "em"
        case Subscript():
            return "sub"
        case Superscript():
            return "sup"
        case _:
            assert_never(inline)


def _other(inline: Computed | Footnote | Reference, place: Place, job: Job) -> Html:
    match inline:
        case Computed():
            return _computed(inline, job)
        case Footnote():
            return _footnote(inline, place, job)
        case Reference():
            return _reference(inline, place, job)
        case _:
            assert_never(inline)


def spoken(text: str) -> Html:
    """Words for those who listen; nobody sees them."""
    return element("span", escape(text), {"class": "spoken"})


def _changed(inlines: Inlines, change: Change, place: Place, job: Job) -> Html:
    if place.change:
        # What stands inside a block that came in came in with it: the outer change counts.
        return phrasing(inlines, place, job)
    return marked(phrasing(inlines, replace(place, change=change), job), change, job)


def marked(content: Html, change: Change | None, job: Job) -> Html:
    """Text that came in or went out, with the words that say so to those who listen."""
    if not content or change is None:
        return content
    before, after = change_words(change, job)
    inside = joined((spoken(f" [{before} "), content, spoken(f" {after}] ")))
    return element(change_element(change), inside)


def framed(
    content: Html, change: Change, words: tuple[str, str], classes: str = "blocks", label: str = ""
) -> Html:
    """Blocks in a frame that shows the change, with `words` for those who listen.

    The style sheet shows the `label` above them where both versions are seen.
    """
    if not content:
        return NOTHING
    before, after = (line("p", escape(f"[{each}]"), {"class": "spoken"}) for each in words)
    attributes = {"class": classes, "data-version": label or None}
    return line(change_element(change), joined((before, content, after)), attributes)


def change_element(change: Change) -> str:
    """`ins` or `del`."""
    return "ins" if change == "inserted" else "del"


def change_words(change: Change, job: Job) -> tuple[str, str]:
    """What is said before and after a change."""
    if change == "inserted":
        return job.words.inserted, job.words.inserted_end
    return job.words.deleted, job.words.deleted_end


def _computed(value: Computed, job: Job) -> Html:
    if value.text is None:
        raise ValueError(f"the expression '{value.expression}' has not been evaluated")
    mapped = job.options.source_map
    shown = element(
        "span",
        escape(value.text),
        {
            "class": "computed",
            "data-expression": value.expression if mapped else None,
            "data-statistics": "\n".join(value.sources) if mapped and value.sources else None,
            "data-source": job.source(value.span),
            "title": value.expression if job.options.show_values else None,
        },
    )
    return element("mark", shown) if job.options.show_values else shown


def _link(link: Link, place: Place, job: Job) -> Html:
    target = _href(link.target, job)
    if place.in_link or not link.children or target is None:
        return phrasing(link.children, place, job)
    content = phrasing(link.children, replace(place, in_link=True), job)
    after, job.after_link = job.after_link, []
    return joined((element("a", content, {"href": target}), *after))


def _href(target: str, job: Job) -> str | None:
    """An address that may stand in the page; None for one that leads nowhere good."""
    if target.startswith("#"):
        found = job.target_of_link(target[1:])
        return f"#{found.html_id}" if found else None
    return target if _SAFE_TARGET.fullmatch(target) else None


def _footnote(footnote: Footnote, place: Place, job: Job) -> Html:
    if place.in_note:
        # As in Word, notes have no notes: what one says stands in brackets.
        inside = (
            phrasing(block.children, place, job)
            for block in footnote.blocks
            if isinstance(block, Paragraph)
        )
        return joined((escape(" ("), *inside, escape(")")))
    counted, first = job.next_note(footnote, place.change)
    number = str(counted)
    attributes = {
        "id": mark_id(number) if first else None,
        "href": f"#{note_id(number)}",
        "role": "doc-noteref",
        "aria-label": f"{job.labels.footnote} {number}",
    }
    mark = element("sup", element("a", escape(number), attributes))
    if not place.in_link:
        return mark
    job.after_link.append(mark)
    return NOTHING


def note_id(number: str) -> str:
    """The id of a footnote; a double hyphen stands in no id that a report gives."""
    return f"fotnot--{number}"


def mark_id(number: str) -> str:
    """The id of a footnote's mark in the text."""
    return f"fotnotsmarke--{number}"


def _reference(reference: Reference, place: Place, job: Job) -> Html:
    if reference.kind is None or reference.text is None:
        raise ValueError(f"the reference '{reference.expression}' has not been resolved")
    found = job.target(reference.kind, reference.target)
    text = escape(reference.text)
    if found is None or place.in_link:
        return text
    return element("a", text, {"href": f"#{found.html_id}"})
