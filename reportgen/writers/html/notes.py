"""The footnotes, at the end of the page, each with a way back to its mark."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.writers.html.blocks import blocks_of
from reportgen.writers.html.inlines import change_element, change_words, mark_id, note_id, spoken
from reportgen.writers.html.job import Job, Note, Place
from reportgen.writers.html.markup import Html, element, escape, joined, line

# An arrow that no system turns into a picture: U+FE0E asks for text.
_ARROW = "↩\ufe0e"
_LAST_PARAGRAPH = "</p>\n"


def notes_of(job: Job) -> Html:
    """The items of the list of footnotes, in the order of their marks."""
    return joined(_items(job))


def _items(job: Job) -> Iterator[Html]:
    for index, note in enumerate(job.notes, 1):
        content = joined(blocks_of(note.footnote.blocks, Place(note.change, in_note=True), job))
        attributes = {"id": note_id(str(index)), "data-source": job.source(note.footnote.span)}
        yield line("li", _changed(_with_way_back(content, str(index), job), note, job), attributes)


def _changed(content: Html, note: Note, job: Job) -> Html:
    if note.change is None:
        return content
    before, after = change_words(note.change, job)
    inside = joined((spoken(f"[{before} "), content, spoken(f" {after}]")))
    return element(change_element(note.change), inside, {"class": "blocks"})


def _with_way_back(content: Html, number: str, job: Job) -> Html:
    """The note with a link to its mark at the end of its last line."""
    attributes = {
        "href": f"#{mark_id(number)}",
        "role": "doc-backlink",
        "aria-label": job.words.back.replace("{number}", number),
    }
    link = element("a", escape(_ARROW), attributes)
    if content.endswith(_LAST_PARAGRAPH):
        end = len(content) - len(_LAST_PARAGRAPH)
        return joined((Html(content[:end]), escape(" "), link, Html(content[end:])))
    return joined((content, line("p", link)))
