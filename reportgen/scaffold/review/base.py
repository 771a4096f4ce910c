"""What a file that came back was made of: the sources as they were sent, and what was sent."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from reportgen.compose.drafts import FORGIVEN
from reportgen.compose.year import Composed, compose_what_is_there
from reportgen.diagnostics import Problems, ReportError, Span
from reportgen.model import Document, Figure
from reportgen.model.traverse import walk_blocks
from reportgen.readers.project import read_settings
from reportgen.readers.source import Source, decode_source
from reportgen.readers.word.reading import WordDocument, read_word_document
from reportgen.scaffold.review.origins import origins_of
from reportgen.storage.files import replace_file
from reportgen.storage.git_revisions import project_at, revisions_of
from reportgen.storage.sent import Files, Sent, id_of, read_sent, sources_of, spread

# Where the base was found: kept when it was built, the sources as they are, those of a commit,
# or nowhere: then the file itself without its tracked changes, or else the sources as they are.
Where = Literal["kept", "sources", "git", "rejected", "none"]


class Base(Struct, frozen=True):
    """What a review is held against.

    `sent` is the Word document as it was sent, None where it is not known: then the file with
    its tracked changes rejected stands for it, and `printed` is what the sources would print.
    `document` is what its sources say, with places in `sources`; `origins` are those of the
    statistics, by expression.
    """

    where: Where
    sent: WordDocument | None
    document: Document
    sources: Mapping[str, Source]
    origins: Mapping[str, Span]
    printed: WordDocument | None = None


def find_base(root: Path, year: int, build: str, *, tracked: bool) -> Base:
    """The base of a file of that year and build; `tracked`: it has tracked changes.

    Raises ReportError (unknown-year).
    """
    now = sources_of(root, year)
    kept = read_sent(root, build) if build else None
    if kept is None:
        if build and build == id_of(now):
            return _base("sources", None, root, year, now)
        found = _in_git(root, year, build) if build else None
        where: Where = "rejected" if tracked else "none"
        return found or _base(where, None, root, year, now)
    sent = _read(kept.document)
    if id_of(now) == build:
        return _base("kept", sent, root, year, now)
    with _as_it_was(root, kept) as folder:
        return _base("kept", sent, folder, year, kept.sources)


def _in_git(root: Path, year: int, build: str) -> Base | None:
    """The base out of the commit with just those sources, None where there is none."""
    for revision in revisions_of(root, year):
        try:
            with project_at(root, revision) as folder:
                files = sources_of(folder, year)
                if id_of(files) == build:
                    return _base("git", None, folder, year, files)
        except ReportError:
            continue
    return None


def _base(where: Where, sent: WordDocument | None, root: Path, year: int, files: Files) -> Base:
    composed = compose_what_is_there(root, year, Problems(FORGIVEN))
    origins = origins_of(composed.year.statistics)
    printed = _as_word(composed) if sent is None else None
    base = Base(where, sent or printed, composed.document, texts_in(files), origins)
    return base if where != "rejected" else replace(base, sent=None, printed=printed)


def _as_word(composed: Composed) -> WordDocument:
    """What a Word file of the report says; its charts are drawn nowhere."""
    from reportgen.compose.appearance import word_options
    from reportgen.writers.word import write_word

    sections = composed.document.sections
    blocks = (each for section in sections for each in walk_blocks(section.blocks))
    figures = frozenset(each.id for each in blocks if isinstance(each, Figure))
    options = replace(word_options(composed.appearance), editable=figures)
    stream = BytesIO()
    write_word(composed.document, {}, stream, options)
    return _read(stream.getvalue())


def texts_in(files: Files) -> dict[str, Source]:
    """The files that are text, as the readers read them."""
    found: dict[str, Source] = {}
    for name, content in files.items():
        if name.endswith((".md", ".yaml", ".yml")):
            try:
                found[name] = decode_source(content, name)
            except ReportError:
                continue  # told where it is read
    return found


def _read(document: bytes) -> WordDocument:
    with tempfile.TemporaryDirectory(prefix="reportgen-") as folder:
        path = Path(folder, "document.docx")
        replace_file(path, document)
        return read_word_document(path)


@contextmanager
def _as_it_was(root: Path, sent: Sent) -> Iterator[Path]:
    """The project with its sources as they were sent, in a folder of its own.

    What was not kept (pictures, other years) is there as it is now.
    """
    with tempfile.TemporaryDirectory(prefix="reportgen-") as name:
        folder = Path(name)
        spread(root, sent, folder, read_settings(root).files)
        yield folder
