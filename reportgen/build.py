"""The pipeline: is there anything to do, compose, draw, write, put in place, remember.

The heavy rooms are imported inside, when it is clear that there is something to build.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from reportgen.dataclass import dataclass
from reportgen.diagnostics import Diagnostic, Problems
from reportgen.records import (
    BuildRecord,
    digest_file,
    digest_inputs,
    read_record,
    write_record,
)


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How to build: `output` is a file or a folder, None for the project's own.

    `force` overwrites a document that was edited by hand, and builds even if nothing changed.
    `draft` builds what is not finished yet, `show_values` a copy with computed values marked,
    each into a file of its own.
    """

    output: Path | None = None
    force: bool = False
    draft: bool = False
    show_values: bool = False


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
    root: Path, year: int, options: BuildOptions, progress: Callable[[int, int], None] | None = None
) -> Built:
    """Build the report of `year`; raises ReportError with every problem found.

    Whatever happens, the document that was there before stays whole.
    """
    started = time.perf_counter()
    key = f"{root}\0{year}\0{options.output or ''}" + "\0draft" * options.draft
    key += "\0values" * options.show_values
    record = read_record(root, key)
    inputs = digest_inputs(root, key, record.beside if record else ())
    if record and not options.force and _still_valid(record, inputs):
        seconds = time.perf_counter() - started
        return Built(year, Path(record.target), seconds, record.summary, unchanged=True)
    from reportgen.checks.engine import check_errors
    from reportgen.compose import compose
    from reportgen.outputs import place_of, save
    from reportgen.passes.drafts import FORGIVEN
    from reportgen.render import draw_figures, render_word, summarise

    problems = Problems(FORGIVEN if options.draft else frozenset())
    composed = compose(root, year, problems)
    if not options.draft:
        problems.found += check_errors(root, composed)
        problems.raise_errors()
    pictures, drawn = draw_figures(root, composed, problems, progress)
    content = render_word(root, composed, pictures, problems, show_values=options.show_values)
    name = f"{composed.file_name}-varden" if options.show_values else composed.file_name
    place = place_of(root, year, options.output, name)
    target, kept = save(root, content, place, problems, force=options.force)
    summary = {**summarise(composed.document), "drawn": drawn}
    beside = composed.files_beside
    if beside != (tuple(record.beside) if record else ()):
        inputs = digest_inputs(root, key, beside)
    finished = BuildRecord(inputs, str(target), sha256(content).hexdigest(), summary, beside)
    write_record(root, key, finished)
    seconds = time.perf_counter() - started
    return Built(year, target, seconds, summary, tuple(problems.warnings), kept=kept)


def _still_valid(record: BuildRecord, inputs: str) -> bool:
    return record.inputs == inputs and digest_file(Path(record.target)) == record.output
