"""The Word document, with the pages in its contents where a program can tell them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from msgspec.structs import replace

from reportgen.build.figures import editable_figures
from reportgen.build.formats import Printable
from reportgen.compose.appearance import in_settings, word_options
from reportgen.compose.review_comments import review_comments
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems, Span
from reportgen.model import Document
from reportgen.office.pages import find_pages
from reportgen.office.running import OfficeError
from reportgen.writers.word import write_word
from reportgen.writers.word.options import MarginComment


def make(printable: Printable, problems: Problems, *, all_as_pictures: bool = False) -> bytes:
    """The bytes of the .docx.

    `all_as_pictures` leaves no chart for Word to edit: a PDF would lose its text alternative.
    """
    composed, pictures = printable.composed, printable.pictures
    settings = composed.project.settings
    options = replace(
        word_options(composed.appearance),
        draft=composed.draft,
        show_values=printable.show_values,
        # What is published says nothing of the files that it came from.
        source_map=composed.protection is None and not printable.clean,
        editable=frozenset() if all_as_pictures else editable_figures(composed),
        comments=_comments(composed.document) if printable.comments else {},
        build=printable.build,
        year=composed.year.year,
    )
    stream = BytesIO()
    if settings.page_numbers:
        # Neither the map of sources nor comments move a page: the pages stay known without them.
        bare = replace(options, source_map=False, show_values=False, comments={})
        write_word(composed.document, pictures, stream, bare)
        pages = _page_numbers(stream.getvalue(), printable.root, problems)
        options = replace(options, page_numbers=pages)
        stream = BytesIO()
    told = write_word(composed.document, pictures, stream, options)
    problems.found += in_settings(told, settings)
    return stream.getvalue()


def _page_numbers(document: bytes, root: Path, problems: Problems) -> dict[str, int]:
    """The pages for the contents; none, with a warning, where nobody can tell them."""
    try:
        return find_pages(document, root)
    except OfficeError as failed:
        message = _("the contents have no page numbers: {reason}", reason=failed.reason)
        problems.warn(failed.code, None, message, failed.hint)
        return {}


def _comments(document: Document) -> dict[Span, tuple[MarginComment, ...]]:
    """What reviewers wrote, by the place of the block that it is about."""
    found: dict[Span, list[MarginComment]] = {}
    for each in review_comments(document.sections):
        comment = MarginComment(each.author, each.day, each.text, each.answers, each.resolved)
        found.setdefault(each.about, []).append(comment)
    return {span: tuple(comments) for span, comments in found.items()}
