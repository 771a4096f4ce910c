"""The pipeline: is there anything to do, compose, draw, write, put in place, remember.

The heavy rooms are imported inside, when it is clear that there is something to build.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.dataclass import dataclass, replace
from reportgen.diagnostics import Diagnostic, Problems, Severity
from reportgen.diagnostics import Message as _
from reportgen.libreoffice import libreoffice_version
from reportgen.records import (
    BuildRecord,
    digest_file,
    digest_inputs,
    read_record,
    write_record,
)

if TYPE_CHECKING:
    from reportgen.compose import Composed


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How to build: `output` is a file or a folder, None for the project's own.

    `force` overwrites a document that was edited by hand, and builds even if nothing changed.
    `draft` builds what is not finished yet, `show_values` a copy with computed values marked,
    each into a file of its own. `pdf` makes a PDF beside the document.
    """

    output: Path | None = None
    force: bool = False
    draft: bool = False
    show_values: bool = False
    pdf: bool = False


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: `target`, how long it took, what is in it and what to be said.

    `pdf` is the one beside it, None where none was asked for or `errors` say why there is none.

    `unchanged` is True where the document that was there is what would be built. `kept` is
    the new name of a document that someone had edited by hand.
    """

    year: int
    target: Path
    seconds: float
    summary: dict[str, int]
    warnings: tuple[Diagnostic, ...] = ()
    unchanged: bool = False
    kept: Path | None = None
    pdf: Path | None = None
    errors: tuple[Diagnostic, ...] = ()


def build_year(
    root: Path, year: int, options: BuildOptions, progress: Callable[[int, int], None] | None = None
) -> Built:
    """Build the report of `year`; raises ReportError with every problem found.

    Whatever happens, the document that was there before stays whole.
    """
    started = time.perf_counter()
    key = f"{root}\0{year}\0{options.output or ''}" + "\0draft" * options.draft
    key += "\0values" * options.show_values + "\0pdf" * options.pdf
    record = read_record(root, key)
    surroundings = f"{key}\0{libreoffice_version()}"
    inputs = digest_inputs(root, surroundings, record.beside if record else ())
    if record and not options.force and _still_valid(record, inputs):
        seconds = time.perf_counter() - started
        target, pdf = Path(record.target), Path(record.pdf) if record.pdf else None
        return Built(year, target, seconds, record.summary, unchanged=True, pdf=pdf)
    from reportgen.checks.engine import check_errors
    from reportgen.compose import compose
    from reportgen.outputs import place_of, save
    from reportgen.passes.drafts import FORGIVEN
    from reportgen.render import draw_figures, render_word, summarise

    problems = Problems(FORGIVEN if options.draft else frozenset())
    composed = compose(root, year, problems)
    problems.found += [_weighed(each, options) for each in check_errors(root, composed)]
    problems.raise_errors()
    pictures, drawn = draw_figures(root, composed, problems, progress)
    problems.raise_errors()
    content = render_word(root, composed, pictures, problems, show_values=options.show_values)
    name = f"{composed.file_name}-varden" if options.show_values else composed.file_name
    place = place_of(root, year, options.output, name)
    target, kept = save(root, content, place, problems, force=options.force)
    summary = {**summarise(composed.document), "drawn": drawn}
    beside = composed.files_beside
    if beside != (tuple(record.beside) if record else ()):
        inputs = digest_inputs(root, surroundings, beside)
    finished = BuildRecord(inputs, str(target), sha256(content).hexdigest(), summary, beside)
    pdf = None
    if options.pdf:
        pdf, finished = _make_pdf(root, composed, content, place, options, problems, finished)
    write_record(root, key, finished)
    seconds = time.perf_counter() - started
    told = tuple(problems.warnings), False, kept, pdf, tuple(problems.errors)
    return Built(year, target, seconds, summary, *told)


def _weighed(found: Diagnostic, options: BuildOptions) -> Diagnostic:
    """An error of the checks as the build takes it: a draft is built all the same."""
    return replace(found, severity=Severity.WARNING) if options.draft else found


def _make_pdf(
    root: Path,
    composed: Composed,
    document: bytes,
    place: Path,
    options: BuildOptions,
    problems: Problems,
    record: BuildRecord,
) -> tuple[Path | None, BuildRecord]:
    """Put the PDF beside `place`; its path and the record with it, None where there is none.

    The Word document stands already: what goes wrong here is noted in `problems`, and the
    record is one that the next build does not take for finished.
    """
    from reportgen.outputs import save
    from reportgen.render import render_pdf

    with problems.collecting():
        content = render_pdf(root, composed, document, problems)
        pdf, kept = save(root, content, place.with_suffix(".pdf"), problems, force=options.force)
        if kept:
            message = _("the PDF had been changed by hand: it is kept as {file}", file=kept.name)
            problems.warn("edited-pdf", None, message)
        digest = sha256(content).hexdigest()
        return pdf, replace(record, pdf=str(pdf), pdf_output=digest)
    return None, replace(record, inputs="")


def _still_valid(record: BuildRecord, inputs: str) -> bool:
    return (
        record.inputs == inputs
        and digest_file(Path(record.target)) == record.output
        and (not record.pdf or digest_file(Path(record.pdf)) == record.pdf_output)
    )
