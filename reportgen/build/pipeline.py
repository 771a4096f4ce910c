"""The pipeline: is there anything to do, compose, draw, write, put in place, remember.

The heavy rooms are imported inside, when it is clear that there is something to build.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from reportgen.diagnostics import Diagnostic, Problems, Severity
from reportgen.diagnostics import Message as _
from reportgen.office.libreoffice import libreoffice_version
from reportgen.storage.build_records import (
    BuildRecord,
    digest_file,
    digest_inputs,
    path_in,
    read_record,
    write_record,
)

if TYPE_CHECKING:
    from reportgen.compose.year import Composed
    from reportgen.model import Picture
    from reportgen.storage.outputs import Saved


class BuildOptions(Struct, frozen=True):
    """How to build: `output` is a file or a folder, None for the project's own.

    `force` overwrites a document that was edited by hand, and builds even if nothing changed.
    `draft` builds what is not finished yet, `show_values` a copy with computed values marked,
    each into a file of its own. `pdf` and `html` make those beside the document, whatever the
    project's `formats` say.
    """

    output: Path | None = None
    force: bool = False
    draft: bool = False
    show_values: bool = False
    pdf: bool = False
    html: bool = False


class Built(Struct, frozen=True):
    """What a build made: `target`, how long it took, what is in it and what to be said.

    `place` is where the document belongs: elsewhere than `target` while another program has it
    open. `pdf` and `html` are those beside it, None where none was asked for or `errors` say
    why there is none. `sources` are the files that it was made of, but for those in the
    project's usual folders.

    `unchanged` is True where the document that was there is what would be built. `kept` is
    the new name of a document that someone had edited by hand.
    """

    year: int
    target: Path
    place: Path
    seconds: float
    summary: dict[str, int]
    sources: tuple[Path, ...] = ()
    warnings: tuple[Diagnostic, ...] = ()
    unchanged: bool = False
    kept: Path | None = None
    pdf: Path | None = None
    errors: tuple[Diagnostic, ...] = ()
    html: Path | None = None


def build_year(
    root: Path, year: int, options: BuildOptions, progress: Callable[[int, int], None] | None = None
) -> Built:
    """Build the report of `year`; raises ReportError with every problem found.

    Whatever happens, the document that was there before stays whole.
    """
    started = time.perf_counter()
    key = _key(root, year, options)
    record = read_record(root, key)
    surroundings = f"{key}\0{libreoffice_version()}"
    known = tuple(record.beside) if record else ()
    inputs = digest_inputs(root, surroundings, known)
    if record and not options.force and _still_valid(root, record, inputs):
        return _built_before(root, year, record, started)
    from reportgen.build.rendering import draw_figures, render_word, summarise, with_pages_filled
    from reportgen.storage.outputs import place_of, save

    problems, composed = _compose(root, year, options)
    beside = composed.files_beside
    inputs = _with_files_beside(beside, known, inputs, root, surroundings)
    pictures, drawn = draw_figures(root, composed, problems, progress)
    problems.raise_errors()
    composed = with_pages_filled(composed, pictures)
    content = render_word(root, composed, pictures, problems, show_values=options.show_values)
    name = f"{composed.file_name}-varden" if options.show_values else composed.file_name
    place = place_of(root, year, options.output, name)
    saved = save(content, place, problems, force=options.force)
    makers = _makers(root, composed, content, pictures, options, problems)
    made = _make_others(makers, place, problems, force=options.force)
    stand = {ending: each.path for ending, each in made.items()}
    summary = {**summarise(composed.document), "drawn": drawn}
    wanted = {end: place.with_suffix(end) for end in (".docx", *makers)}
    if _is_late(problems) or {".docx": saved.path, **stand} != wanted:
        # What could not be made, or not put in its place, is tried again next time.
        inputs = ""
    others = {path_in(root, each.path): each.digest for each in made.values()}
    there = path_in(root, saved.path)
    write_record(root, key, BuildRecord(inputs, there, saved.digest, summary, beside, others))
    return Built(
        year,
        saved.path,
        place,
        time.perf_counter() - started,
        summary,
        tuple(root / name for name in beside),
        tuple(problems.warnings),
        kept=saved.kept,
        pdf=stand.get(".pdf"),
        html=stand.get(".html"),
        errors=tuple(problems.errors),
    )


def _is_late(problems: Problems) -> bool:
    """Whether LibreOffice did not answer in time: the next build asks it again."""
    return any(each.code == "libreoffice-failed" for each in problems.found)


def _key(root: Path, year: int, options: BuildOptions) -> str:
    """What tells one request from another: each has a record of its own."""
    output = path_in(root, options.output) if options.output else ""
    key = f"{year}\0{output}" + "\0draft" * options.draft
    key += "\0values" * options.show_values + "\0pdf" * options.pdf
    return key + "\0html" * options.html


def _with_files_beside(
    beside: tuple[str, ...], known: tuple[str, ...], inputs: str, root: Path, surroundings: str
) -> str:
    """`inputs` with the files `beside` in place of those `known` before.

    Empty, which fits no build, where something was saved meanwhile: it may be missing in what
    was composed.
    """
    if beside == known:
        return inputs
    same = digest_inputs(root, surroundings, known) == inputs
    return digest_inputs(root, surroundings, beside) if same else ""


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
    return problems, composed


def _built_before(root: Path, year: int, record: BuildRecord, started: float) -> Built:
    """What the last build made, where it is what would be built now."""
    made = {Path(path).suffix: root / path for path in record.others}
    target = root / record.target
    return Built(
        year,
        target,
        target,
        time.perf_counter() - started,
        record.summary,
        tuple(root / name for name in record.beside),
        unchanged=True,
        pdf=made.get(".pdf"),
        html=made.get(".html"),
    )


def _weighed(found: Diagnostic, options: BuildOptions) -> Diagnostic:
    """An error of the checks as the build takes it: a draft is built all the same."""
    return replace(found, severity=Severity.WARNING) if options.draft else found


def _makers(
    root: Path,
    composed: Composed,
    document: bytes,
    pictures: Mapping[str, Picture],
    options: BuildOptions,
    problems: Problems,
) -> dict[str, Callable[[], bytes]]:
    """What makes each document that is wanted beside the Word `document`, by its ending."""
    from reportgen.build.rendering import render_html, render_pdf

    formats = composed.project.settings.formats
    makers: dict[str, Callable[[], bytes]] = {}
    if options.html or "html" in formats:
        values = options.show_values
        makers[".html"] = partial(
            render_html, root, composed, pictures, problems, show_values=values
        )
    if options.pdf or "pdf" in formats:
        makers[".pdf"] = partial(render_pdf, root, composed, document, problems)
    return makers


def _make_others(
    makers: Mapping[str, Callable[[], bytes]],
    place: Path,
    problems: Problems,
    *,
    force: bool,
) -> dict[str, Saved]:
    """Put the others beside `place`: how each was saved, by its ending.

    The Word document stands already: what goes wrong here is noted in `problems`.
    """
    from reportgen.storage.outputs import save

    made: dict[str, Saved] = {}
    for ending, make in makers.items():
        with problems.collecting():
            saved = save(make(), place.with_suffix(ending), problems, force=force)
            made[ending] = saved
            if saved.kept:
                _warn_of_edited(ending, saved.kept, problems)
    return made


def _warn_of_edited(ending: str, kept: Path, problems: Problems) -> None:
    if ending == ".pdf":
        message = _("the PDF had been changed by hand: it is kept as {file}", file=kept.name)
        problems.warn("edited-pdf", None, message)
    else:
        message = _("the HTML file had been changed by hand: it is kept as {file}", file=kept.name)
        problems.warn("edited-html", None, message)


def _still_valid(root: Path, record: BuildRecord, inputs: str) -> bool:
    return (
        record.inputs == inputs
        and digest_file(root / record.target) == record.output
        and all(digest_file(root / path) == digest for path, digest in record.others.items())
    )
