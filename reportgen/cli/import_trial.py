"""Tries an imported year out: it is composed in memory, and its text held to the Word file's."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from reportgen.compose.year import compose_what_is_there
from reportgen.diagnostics import Diagnostic, Problems, ReportError
from reportgen.model import Document
from reportgen.scaffold.importing.fidelity import Difference, Said, differences, said
from reportgen.scaffold.importing.reading import Imported


class Trial(Struct, frozen=True):
    """What came of it: what the report says otherwise than the file, and what stops a build."""

    differing: tuple[Difference, ...]
    problems: tuple[Diagnostic, ...]
    stopped: bool = False


def try_out(root: Path, imported: Imported) -> Trial:
    """Compose the year that has just been written, and compare."""
    problems = Problems()
    try:
        document = compose_what_is_there(root, imported.year, problems).document
    except ReportError as error:
        return Trial((), error.diagnostics, stopped=True)
    return Trial(tuple(differences(said(imported.blocks), _said(document))), tuple(problems.found))


def _said(document: Document) -> tuple[Said, ...]:
    return said(tuple(b for s in document.sections for b in (s.heading, *s.blocks)))
