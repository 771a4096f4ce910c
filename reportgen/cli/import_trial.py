"""Tries an imported year out: it is composed in memory, and its text held to the Word file's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct
from msgspec.structs import replace

from reportgen.cli.import_told import told_in
from reportgen.cli.import_year import WrittenYear
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.model import Document, Table
from reportgen.model.profile import Profile
from reportgen.model.traverse import walk_blocks
from reportgen.scaffold.importing.bases import without_base
from reportgen.scaffold.importing.choices import Choices
from reportgen.scaffold.importing.counted import CountedTable
from reportgen.scaffold.importing.fidelity import Difference, Said, differences, said
from reportgen.scaffold.importing.placing import place_year
from reportgen.scaffold.importing.prose import ToldText
from reportgen.scaffold.importing.reading import Imported, Importing
from reportgen.scaffold.importing.units import TABLE_OF_UNIT

# Each round takes back what the one before has shown to be wrong, and there is little of it.
_ROUNDS = 4


class Trial(Struct, frozen=True):
    """What came of it: what the report says otherwise than the file, and what stops a build.

    `document` is the report as it would be printed, None where there is none. `bases` is how many
    tables say below what they are counted of, as the file's did not.
    """

    differing: tuple[Difference, ...]
    problems: tuple[Diagnostic, ...]
    document: Document | None = None
    bases: int = 0


def settle(
    importing: Importing, choices: Choices, own: Mapping[str, bytes], profile: Profile
) -> Imported:
    """The year with as many tables of statistics as print what the file has, and what it tells.

    `choices` are the first ones. It is tried in a folder of its own, among the project's `own`
    settings.
    """
    imported = importing.year_by(choices)
    for number in range(_ROUNDS):
        with TemporaryDirectory() as folder:
            root = Path(folder)
            place_year(root, imported, is_new=True)
            for name, content in own.items():
                (root / name).write_bytes(content)
            trial = try_out(WrittenYear(root, imported.year), imported)
            better = _better(choices, imported, trial)
            if number == 0 and trial.document is not None:
                told = _told(trial.document, imported, profile)
                better = replace(better, told=told, left=_left(better.left, told, profile))
        if better == choices:
            break
        choices = better
        imported = importing.year_by(choices)
    return imported


def _told(document: Document, imported: Imported, profile: Profile) -> ToldText:
    known = {each.id: dict(each.rows) for each in imported.counted}
    return told_in(document.sections, profile, known, imported.year)


def _left(left: frozenset[str], told: ToldText, profile: Profile) -> frozenset[str]:
    """What is wrong whatever the text tells: other tables are parts of those that it does."""
    sure = {each.standard.id for each in told.tables if each.is_sure}
    bases = {name: (each.of or "").partition(".")[0] for name, each in profile.statistics.items()}
    return frozenset(name for name in left if bases.get(name) not in sure)


def try_out(there: WrittenYear, imported: Imported, *, checked: bool = False) -> Trial:
    """Compose the year that has just been written, and compare.

    `checked`: its problems are also what a build checks, such as numbers that contradict others.
    """
    if there.composed is None:
        return Trial((), tuple(there.told))
    document = there.composed.document
    found = [*differences(said(imported.blocks), _said(document))]
    differing = [e for e in found if without_base(e.before) != without_base(e.after)]
    bases = sum(not each.before and not without_base(each.after) for each in found)
    told = there.told_by_build if checked else there.told
    return Trial(tuple(differing), tuple(told), document, bases)


def _said(document: Document) -> tuple[Said, ...]:
    return said(tuple(b for s in document.sections for b in (s.heading, *s.blocks)))


def _better(choices: Choices, imported: Imported, trial: Trial) -> Choices:
    """The choices without what the trial has shown to be wrong."""
    errors = [each for each in trial.problems if each.severity is Severity.ERROR]
    left = {name for each in errors if (name := _table_of(each, imported))}
    if left:
        return replace(choices, left=choices.left | left)
    in_figures = any(each.span and each.span.file.startswith("figures/") for each in errors)
    if in_figures and choices.figures:
        return replace(choices, figures=False)
    in_text = any(each.span and each.span.file.endswith(".md") for each in errors)
    if in_text and choices.expressions:
        return replace(choices, expressions=False)
    tables = {
        block.id: block
        for section in (trial.document.sections if trial.document else ())
        for block in walk_blocks(section.blocks)
        if isinstance(block, Table)
    }
    typed = {e.id for e in imported.counted if e.placed and not _prints(e, tables, e.id)}
    in_units = (each for each in imported.counted if each.in_unit)
    apart = {e.id for e in in_units if not _prints(e, tables, e.id + TABLE_OF_UNIT)}
    return replace(choices, typed=choices.typed | typed, apart=choices.apart | apart)


def _table_of(error: Diagnostic, imported: Imported) -> str:
    """The statistics that an error in `statistics.yaml` is about; empty for another error."""
    file = f"content/{imported.year}/statistics.yaml"
    if error.span is None or error.span.file != file:
        return ""
    above = imported.files[file].decode().split("\n")[: error.span.line]
    names = [found[1] for line in above if (found := re.match(r"(\w+):", line))]
    return names[-1] if names else ""


def _prints(counted: CountedTable, tables: Mapping[str, Table], name: str) -> bool:
    """Whether the report has the table, under that name, just as the file had it."""
    if name not in tables:
        return False
    printed, wanted = (
        [text for each in said(blocks) if (text := without_base(each.text))]
        for blocks in ((tables[name],), counted.blocks)
    )
    return printed == wanted
