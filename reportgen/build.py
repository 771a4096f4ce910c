"""The pipeline: read, evaluate, draw, number, write.

The heavy rooms are imported inside, when it is clear that there is something to build.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.diagnostics import Diagnostic, Problems, report_error
from reportgen.diagnostics import Message as _
from reportgen.files import free_name, replacing
from reportgen.model import Chart, Document, Figure, Picture, Table
from reportgen.records import (
    CACHE,
    BuildRecord,
    digest_file,
    digest_inputs,
    read_record,
    write_record,
)

if TYPE_CHECKING:
    from reportgen.compose import Composed

# Called with how many charts are drawn and how many there are to draw.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How to build: `output` is a file or a folder, None for the project's own.

    `force` overwrites a document that was edited by hand, and builds even if nothing changed.
    """

    output: Path | None = None
    force: bool = False


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: `target`, how long it took, what is in it and what to be said.

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


def build_year(
    root: Path, year: int, options: BuildOptions, progress: Progress | None = None
) -> Built:
    """Build the report of `year`; raises ReportError with every problem found.

    Whatever happens, the document that was there before stays whole.
    """
    started = time.perf_counter()
    key = f"{root}\0{year}\0{options.output or ''}"
    inputs = digest_inputs(root, key)
    record = read_record(root, key)
    if record and not options.force and _still_valid(record, inputs):
        seconds = time.perf_counter() - started
        return Built(year, Path(record.target), seconds, record.summary, unchanged=True)
    from reportgen.compose import compose

    problems = Problems()
    composed = compose(root, year, problems)
    pictures, summary = draw(root, composed, progress)
    target = _target(root, year, options.output, composed.file_name)
    target, kept = write(composed.document, pictures, target, record, options, problems)
    summary = {**summarise(composed.document), **summary}
    finished = BuildRecord(inputs, str(target), digest_file(target) or "", summary)
    write_record(root, key, finished)
    seconds = time.perf_counter() - started
    return Built(year, target, seconds, summary, tuple(problems.warnings), kept=kept)


def _still_valid(record: BuildRecord, inputs: str) -> bool:
    return record.inputs == inputs and digest_file(Path(record.target)) == record.output


def figures_of(document: Document) -> tuple[Figure, ...]:
    """The figures of a document in reading order."""
    from reportgen.traverse import walk_blocks

    blocks = (block for section in document.sections for block in walk_blocks(section.blocks))
    return tuple(block for block in blocks if isinstance(block, Figure))


def draw(
    root: Path, composed: Composed, progress: Progress | None
) -> tuple[dict[str, Picture], dict[str, int]]:
    """The pictures of a document by figure id, and how many charts were drawn and cached."""
    from reportgen.charts import ChartStyle, render_charts
    from reportgen.pictures import picture_of

    figures = figures_of(composed.document)
    charts = {each.id: each.content for each in figures if isinstance(each.content, Chart)}
    drawn = 0

    def on_drawn(name: str) -> None:
        nonlocal drawn
        del name
        drawn += 1
        if progress:
            progress(drawn, len(charts))

    rendered = render_charts(
        charts,
        ChartStyle(font_family=composed.project.settings.font),
        root / CACHE / "charts",
        on_drawn,
    )
    pictures = dict(rendered.pictures)
    for figure in figures:
        if not isinstance(figure.content, Chart):
            pictures[figure.id] = picture_of(figure.content)
    return pictures, {"drawn": rendered.drawn}


def summarise(document: Document) -> dict[str, int]:
    """How many sections, tables and figures a document has."""
    from reportgen.traverse import walk_blocks

    counts = {"sections": len(document.sections), "tables": 0, "figures": 0}
    for section in document.sections:
        for block in walk_blocks(section.blocks):
            if isinstance(block, Table):
                counts["tables"] += 1
            elif isinstance(block, Figure):
                counts["figures"] += 1
    return counts


def _target(root: Path, year: int, output: Path | None, name: str) -> Path:
    """The file to build: the project's own, or in the folder or at the name that was asked for."""
    if output is None:
        return root / "output" / str(year) / f"{name}.docx"
    return output if output.suffix.lower() == ".docx" else output / f"{name}.docx"


def write(
    document: Document,
    pictures: dict[str, Picture],
    target: Path,
    record: BuildRecord | None,
    options: BuildOptions,
    problems: Problems,
) -> tuple[Path, Path | None]:
    """Write the document to `target`; returns where it stands, and where an edited one was put.

    A document that is open in Word on Windows can't be moved or replaced: then the new one
    goes beside it under another name. Raises ReportError (cannot-write).
    """
    from reportgen.writers.word import write_word

    def put(place: Path) -> None:
        with replacing(place) as stream:
            write_word(document, pictures, stream)

    try:
        try:
            kept = None if options.force else keep_edited(target, record)
            put(target)
        except PermissionError:
            if not target.exists():
                raise
            beside = free_name(target, "ny")
            put(beside)
            message = _("{file} is open in another program", file=target.name)
            hint = _("the new document is beside it: {file}", file=beside.name)
            problems.warn("file-in-use", None, message, hint)
            return beside, None
    except OSError as error:
        reason = error.strerror or str(error)
        message = _("{file} can't be written: {reason}", file=str(target), reason=reason)
        hint = _("close it if it is open, or build to another place with -o")
        raise report_error("cannot-write", None, message, hint) from None
    return target, kept


def keep_edited(target: Path, record: BuildRecord | None) -> Path | None:
    """Rename a document whose bytes are not those that were built; None where there is none.

    Raises PermissionError where another program holds it.
    """
    found = digest_file(target)
    built = record.output if record and record.target == str(target) else None
    if found is None or found == built:
        return None
    kept = free_name(target, "redigerad")
    target.rename(kept)
    return kept
