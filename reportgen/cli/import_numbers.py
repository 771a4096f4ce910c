"""Typed numbers of an imported year as expressions, where label and number agree beyond doubt.

It is `check --fix` that knows; a section that would say something else afterwards stays as typed.
"""

from __future__ import annotations

from pathlib import Path

from reportgen.checks.engine import check_year
from reportgen.checks.fixes import fixed_files
from reportgen.compose.year import compose_what_is_there
from reportgen.diagnostics import Problems, ReportError
from reportgen.scaffold.importing.fidelity import said
from reportgen.storage.rewriting import rewrite_all

_RULE = ("typed-number",)
# A number that is an expression can make another one plain; more rounds than these there are none.
_ROUNDS = 5


def write_expressions(root: Path, year: int) -> int:
    """Put expressions in the place of typed numbers; returns how many."""
    done = 0
    kept: set[str] = set()
    for _round in range(_ROUNDS):
        before = _said_by_file(root, year)
        found = [each.fix for each in check_year(root, year, _RULE, ()).reported if each.fix]
        fixes = [each for each in found if each.span.file not in kept]
        changed = fixed_files(root, fixes)
        if not changed or before is None:
            break
        rewrite_all(root, changed)
        after = _said_by_file(root, year) or {}
        wrong = {file for file in changed if after.get(file) != before.get(file)}
        rewrite_all(root, {file: changed[file][::-1] for file in wrong})
        kept |= wrong
        done += sum(each.span.file not in wrong for each in fixes)
    return done


def _said_by_file(root: Path, year: int) -> dict[str, list[str]] | None:
    """What each section says; None where the year can't be composed."""
    problems = Problems()
    try:
        document = compose_what_is_there(root, year, problems).document
    except ReportError:
        return None
    return {
        section.span.file: [each.text for each in said((section.heading, *section.blocks))]
        for section in document.sections
    }
