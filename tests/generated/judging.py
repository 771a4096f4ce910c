"""All judges of a built project, each under its own name; a judge that fails tells that as well."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from building import Made, places_named
from html_seen import HtmlFile
from judge_editable import judge_editable
from judge_files import judge_by_schema, judge_by_sdk
from judge_images import judge_images, judge_type, judge_widths
from judge_numbers import judge_alternatives, judge_tables
from judge_pages import judge_area, judge_cells, judge_sizes
from judge_pictures import judge_pictures
from judge_rounding import judge_rounding
from judge_text import judge_formats, judge_pdf, judge_truth, notes_apart
from pdf_aligned import Alignment
from pdf_seen import body_of, read_pages
from word_seen import WordFile

# The name of a judge and what it says.
Finding = tuple[str, str]


def judge_all(made: list[Made]) -> dict[int, list[Finding]]:
    """What is wrong with each project, by seed."""
    found = {each.project.seed: list(_judge(each)) for each in made}
    words = {each.word: each.project.seed for each in made if not each.failed}
    for name, judge in (("sdk", judge_by_sdk), ("schema", judge_by_schema)):
        for file, faults in judge(list(words)).items():
            found[words[file]] += [(name, fault) for fault in faults]
    return found


def _judge(made: Made) -> Iterator[Finding]:
    if made.crashed:
        yield "crash", made.said[-600:]
    elif made.failed:
        yield "refused", made.said[:600]
        if not places_named(made.said):
            yield "message", f"an error names no place: {made.said[:600]}"
    else:
        for name, judge in _judges(made):
            yield from _told(name, judge)


def _judges(made: Made) -> Iterator[tuple[str, Callable[[], Iterable[str]]]]:
    project = made.project
    word, html = WordFile(made.word), HtmlFile(made.html)
    for name, seen in (("word", word.seen), ("html", html.seen)):
        yield f"tables-{name}", lambda seen=seen: judge_tables(project, seen)
        yield f"alternatives-{name}", lambda seen=seen: judge_alternatives(project, seen)
        yield "rounding", lambda seen=seen: judge_rounding(project, seen)
        yield f"truth-{name}", lambda seen=seen: judge_truth(project, seen)
    yield "images", lambda: judge_images(project, html.seen)
    yield "images", lambda: judge_images(project, word.seen)
    yield "images", lambda: judge_widths(project, word)
    yield "type", lambda: judge_type(word)
    yield "pictures", lambda: judge_pictures(project, html)
    yield "charts", lambda: judge_editable(project, word)
    yield "formats", lambda: judge_formats(project, word.seen, html.seen)
    yield "links", lambda: [f"a link to {each}, which is not there" for each in html.unknown_links]
    yield (
        "notes",
        lambda: [] if word.ids_ascend else ["ids of notes do not ascend as they are read"],
    )
    yield "sizes", lambda: judge_sizes(word)
    if _has_pdf(made.word):
        pages = read_pages(made.pdf)
        words = [each for page in pages for each in body_of(page, word.pages(), word.around())[1]]
        body, numbers = notes_apart(words, project)
        alignment = Alignment(word.seen, body)
        yield "pdf", lambda: judge_pdf(word.seen, alignment, numbers)
        yield "cells", lambda: judge_cells(made, word.seen, alignment)
        yield "area", lambda: judge_area(word, pages, own_cover="template" in project.settings)


def _has_pdf(word: Path) -> bool:
    return word.with_suffix(".pdf").exists()


def _told(name: str, judge: Callable[[], Iterable[str]]) -> Iterator[Finding]:
    try:
        yield from ((name, each) for each in judge())
    except Exception as error:  # noqa: BLE001 – a document that can't be read is a finding, not an end
        yield f"judge-{name}", f"{type(error).__name__}: {error}"
