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
from reportgen.scaffold.review.lines import lines_of
from reportgen.scaffold.review.origins import origins_of
from reportgen.storage.files import replace_file
from reportgen.storage.git_revisions import project_at, revisions_of
from reportgen.storage.sent import (
    Files,
    Sent,
    base_before,
    id_of,
    latest_sent,
    read_sent,
    sources_of,
    spread,
)

# Where the base was found: kept when it was built, the sources as they are, those of a commit,
# what is kept that the file is most like, or nowhere: then the file itself without its tracked
# changes, or else the sources as they are.
Where = Literal["kept", "sources", "git", "alike", "rejected", "none"]
# How much of what was sent must have come back for a file to be of it.
_ALIKE = 0.5


class Base(Struct, frozen=True):
    """What a review is held against.

    `sent` is the Word document as it was sent, None where it is not known: then the file with
    its tracked changes rejected stands for it, and `printed` is what the sources would print.
    `document` is what its sources say, with places in `sources`; `origins` are those of the
    statistics, by expression. `build` is the id of what is kept of it, "" where nothing is.
    """

    where: Where
    sent: WordDocument | None
    document: Document
    sources: Mapping[str, Source]
    origins: Mapping[str, Span]
    printed: WordDocument | None = None
    build: str = ""


def find_base(root: Path, year: int, back: WordDocument, digest: str = "") -> Base:
    """The base of a file of that year; `digest` is the file's own.

    One that says nothing of its base keeps that which it was written by: what was built since is
    more like it, and not what it was made of. Raises ReportError (unknown-year).
    """
    now, build = sources_of(root, year), back.sent.build
    kept = read_sent(root, build) if build else None
    if kept is None:
        if build and build == id_of(now):
            return _base("sources", None, root, year, now)
        found = _in_git(root, year, build) if build else None
        before = base_before(root, digest) if digest and found is None else None
        if before is not None:
            return _of_kept("alike", before, _read(before.document), root, year, now)
        if found := found or _most_alike(root, year, back, now):
            return found
        return _base("rejected" if back.revisions else "none", None, root, year, now)
    return _of_kept("kept", kept, _read(kept.document), root, year, now)


def _of_kept(
    where: Where, kept: Sent, sent: WordDocument, root: Path, year: int, now: Files
) -> Base:
    build = id_of(kept.sources)
    if id_of(now) == build:
        return replace(_base(where, sent, root, year, now), build=build)
    with _as_it_was(root, kept) as folder:
        return replace(_base(where, sent, folder, year, kept.sources), build=build)


def _most_alike(root: Path, year: int, back: WordDocument, now: Files) -> Base | None:
    """The base that a file says nothing of: what is kept that it has most lines of."""
    lines = {each.text for each in lines_of(back.blocks)}
    best, found = _ALIKE, None
    for kept in latest_sent(root, year):
        sent = _read(kept.document)
        own = [each.text for each in lines_of(sent.blocks)]
        share = sum(each in lines for each in own) / max(1, len(own))
        if share > best:
            best, found = share, (kept, sent)
    return None if found is None else _of_kept("alike", *found, root, year, now)


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
