"""The pipeline: is there anything to do, compose, draw, make documents, remember.

The heavy rooms are imported inside, when it is clear that there is something to build.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from reportgen.diagnostics import Diagnostic, Problems, Severity
from reportgen.diagnostics import Message as _
from reportgen.language.doing import Doing, to_nobody
from reportgen.office.counter import counter_version, page_counter
from reportgen.storage.build_records import (
    BuildRecord,
    digest_file,
    digest_inputs,
    path_in,
    read_record,
    write_record,
)
from reportgen.storage.formats import FORMATS, WORD, Format

if TYPE_CHECKING:
    from reportgen.build.formats import Printable
    from reportgen.compose.year import Composed
    from reportgen.model import Document
    from reportgen.storage.outputs import Saved


_UNANSWERED = ("libreoffice-failed", "word-failed")


class BuildOptions(Struct, frozen=True):
    """How to build: `output` is a file or a folder, None for the project's own.

    `force` overwrites a document that was edited by hand, and builds even if nothing changed.
    `draft` builds what is not finished yet, `show_values` a copy with computed values marked,
    `comments` one with the comments of reviewers, each into a file of its own. `formats` are
    made beside the Word document, by name, whatever the project's `formats` say. `edition`
    names one of the project's; empty: the report itself.
    It is `published`: the next editions know what it tells. `clean` makes a copy to publish, which
    says nothing of the files that it came from, into a file of its own.
    """

    output: Path | None = None
    force: bool = False
    draft: bool = False
    show_values: bool = False
    comments: bool = False
    formats: tuple[str, ...] = ()
    edition: str = ""
    published: bool = False
    clean: bool = False


class Built(Struct, frozen=True):
    """What a build made: how long it took, what is in it and what to be said.

    `made` are the documents by format, the Word document first; of another that was asked for
    and isn't there `errors` say why. `place` is where the Word document belongs: elsewhere than
    it stands while another program has it open. `sources` are the files that it was made of,
    but for those in the project's usual folders.

    `unchanged` is True where the documents that were there are what would be built. `kept` is
    the new name of a Word document that someone had edited by hand. `pages_by` is the program
    that told the page numbers; empty where there are none.
    """

    year: int
    made: Mapping[str, Path]
    place: Path
    seconds: float
    summary: dict[str, int]
    sources: tuple[Path, ...] = ()
    warnings: tuple[Diagnostic, ...] = ()
    unchanged: bool = False
    kept: Path | None = None
    pages_by: str = ""
    errors: tuple[Diagnostic, ...] = ()

    @property
    def target(self) -> Path:
        """The Word document."""
        return self.made[WORD.name]


class _Request(Struct, frozen=True):
    """What tells one request from another: each has a record of its own."""

    year: int
    output: str
    draft: bool
    show_values: bool
    comments: bool
    formats: tuple[str, ...]
    edition: str
    clean: bool


def build_year(root: Path, year: int, options: BuildOptions, doing: Doing = to_nobody) -> Built:
    """Build the report of `year`; raises ReportError with every problem found.

    Each step that takes time is told to `doing`.

    Whatever happens, the documents that were there before stay whole.
    """
    started = time.perf_counter()
    request = repr(_request_of(root, year, options))
    record = read_record(root, request)
    known = tuple(record.beside) if record else ()
    digest = partial(digest_inputs, root, f"{request}\0{counter_version()}")
    inputs = digest(known)
    if record and not options.force and _still_valid(root, record, inputs):
        return replace(_built_of(root, year, record, started), unchanged=True)
    from reportgen.build.formats import make_documents
    from reportgen.storage.outputs import place_of
    from reportgen.storage.sent import id_of, keep_sent, sources_of

    doing(_("Reading the report"))
    sources = sources_of(root, year)
    problems, composed = _compose(root, year, options)
    beside = composed.files_beside
    if beside != known:
        # Nothing fits "": what was saved meanwhile may be missing in what was composed.
        inputs = digest(beside) if digest(known) == inputs else ""
    printable, summary = _printable(root, composed, options, problems, doing)
    # What is published does not come back; nor does it say what it was made of.
    published = options.edition or options.clean
    printable = replace(printable, build="" if published else id_of(sources), clean=options.clean)
    place = place_of(root, year, options.output, _file_name(composed, options))
    formats = _formats(composed, options)
    saved = make_documents(printable, formats, place, problems, doing, force=options.force)
    if printable.build:
        keep_sent(root, printable.build, saved[WORD.name].path, sources)
    if composed.protection:
        _keep_account(root, composed, place, published=options.published)
    if _is_late(problems) or not _in_place(saved, formats, place):
        inputs = ""  # tried again next time
    record = _record_of(root, inputs, saved, summary, beside)
    write_record(root, request, record)
    built = _built_of(root, year, record, started)
    warnings, errors = tuple(problems.warnings), tuple(problems.errors)
    kept = saved[WORD.name].kept
    built = replace(built, place=place, kept=kept, warnings=warnings, errors=errors)
    told = composed.project.settings.page_numbers and not _without_pages(problems)
    return replace(built, pages_by=page_counter() if told else "")


def _keep_account(root: Path, composed: Composed, place: Path, *, published: bool) -> None:
    """Put beside an edition the page that its makers keep of what is hidden in it.

    What is `published` the project remembers, for the editions to come.
    """
    from reportgen.checks.release.account import account_of
    from reportgen.compose.disclosure.earlier import told_by
    from reportgen.storage.files import replace_file
    from reportgen.storage.published import note_published

    assert composed.protection is not None
    page = account_of(composed.protection, composed.project.language)
    replace_file(place.with_name(f"{composed.protection.name}-granskning.html"), page)
    if published:
        told = told_by(composed.protection.figures.system, composed.protection.found)
        note_published(root, f"{composed.year.year} {composed.protection.name}", told)


def _request_of(root: Path, year: int, options: BuildOptions) -> _Request:
    output = path_in(root, options.output) if options.output else ""
    kinds = options.draft, options.show_values, options.comments
    return _Request(year, output, *kinds, options.formats, options.edition, options.clean)


def _still_valid(root: Path, record: BuildRecord, inputs: str) -> bool:
    return record.inputs == inputs and all(
        digest_file(root / path) == digest for path, digest in record.documents.values()
    )


def _record_of(
    root: Path,
    inputs: str,
    saved: Mapping[str, Saved],
    summary: dict[str, int],
    beside: tuple[str, ...],
) -> BuildRecord:
    documents = {name: (path_in(root, each.path), each.digest) for name, each in saved.items()}
    return BuildRecord(inputs, documents, summary, beside)


def _built_of(root: Path, year: int, record: BuildRecord, started: float) -> Built:
    """What the record tells of a build; the Word document is taken to be in its place."""
    made = {name: root / path for name, (path, _digest) in record.documents.items()}
    seconds = time.perf_counter() - started
    sources = tuple(root / name for name in record.beside)
    return Built(year, made, made[WORD.name], seconds, record.summary, sources)


def _compose(root: Path, year: int, options: BuildOptions) -> tuple[Problems, Composed]:
    """The evaluated document; raises ReportError with all that stands in its way."""
    from reportgen.checks.engine import check_for_build
    from reportgen.compose.drafts import FORGIVEN
    from reportgen.compose.year import compose

    problems = Problems(FORGIVEN if options.draft else frozenset())
    composed = compose(root, year, problems)
    told = check_for_build(root, composed, problems.found)
    problems.found = [_weighed(each, options) for each in told]
    problems.raise_errors()
    if options.edition:
        from reportgen.checks.release.typed import check_typed

        whole, composed = composed, compose(root, year, problems, options.edition)
        problems.found += check_typed(root, whole, composed)
        problems.raise_errors()
    return problems, composed


def _weighed(found: Diagnostic, options: BuildOptions) -> Diagnostic:
    """An error of the checks as the build takes it: a draft is built all the same."""
    return replace(found, severity=Severity.WARNING) if options.draft else found


def _printable(
    root: Path,
    composed: Composed,
    options: BuildOptions,
    problems: Problems,
    doing: Doing,
) -> tuple[Printable, dict[str, int]]:
    """The report with its charts drawn and its figures placed, and what is in it, counted."""
    from reportgen.build.figures import draw_figures, with_pages_filled
    from reportgen.build.formats import Printable

    pictures, drawn = draw_figures(root, composed, problems, doing)
    problems.raise_errors()
    composed = with_pages_filled(composed, pictures)
    printable = Printable(root, composed, pictures, options.show_values, options.comments)
    return printable, {**_counts(composed.document), "drawn": drawn}


def _counts(document: Document) -> dict[str, int]:
    """How many sections, tables and figures a document has."""
    from reportgen.model import Figure, Table
    from reportgen.model.traverse import walk_blocks

    blocks = [block for section in document.sections for block in walk_blocks(section.blocks)]
    return {
        "sections": len(document.sections),
        "tables": sum(isinstance(block, Table) for block in blocks),
        "figures": sum(isinstance(block, Figure) for block in blocks),
    }


def _file_name(composed: Composed, options: BuildOptions) -> str:
    name = f"{composed.file_name}-varden" if options.show_values else composed.file_name
    name = f"{name}-kommentarer" if options.comments else name
    return f"{name}-publicering" if options.clean else name


def _formats(composed: Composed, options: BuildOptions) -> tuple[Format, ...]:
    """What is made: the Word document, what the project wants, and what is asked for."""
    wanted = {WORD.name, *composed.project.settings.formats, *options.formats}
    return tuple(each for each in FORMATS if each.name in wanted)


def _is_late(problems: Problems) -> bool:
    """Whether who tells the pages did not answer in time: the next build asks again."""
    return any(each.code in _UNANSWERED for each in problems.found)


def _without_pages(problems: Problems) -> bool:
    return any(each.code in ("no-page-numbers", *_UNANSWERED) for each in problems.found)


def _in_place(saved: Mapping[str, Saved], formats: tuple[Format, ...], place: Path) -> bool:
    """Whether each document could be made, and stands where it belongs."""
    wanted = {each.name: place.with_suffix(each.ending) for each in formats}
    return {name: each.path for name, each in saved.items()} == wanted
