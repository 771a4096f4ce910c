"""Typed numbers of an imported year as expressions, where label and number agree beyond doubt.

It is `check --fix` that knows, or the list that became statistics; a section that would say
something else afterwards stays as typed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reportgen.checks.finding import Fix
from reportgen.checks.fixes import fixed_files
from reportgen.checks.numbers.line_lists import line_lists
from reportgen.checks.numbers.listings import Listing, listings
from reportgen.checks.numbers.quantities import find_quantities
from reportgen.checks.numbers.writing import number_as
from reportgen.cli.import_year import WrittenYear
from reportgen.model.statistics import StatisticsTable
from reportgen.scaffold.importing.fidelity import said
from reportgen.storage.rewriting import rewrite_all

_RULE = "typed-number"
# A number that is an expression can make another one plain; more rounds than these there are none.
_ROUNDS = 5

_Said = Mapping[str, Sequence[str]]


def write_expressions(there: WrittenYear) -> int:
    """Put expressions in the place of typed numbers; returns how many."""
    done = 0
    kept: set[str] = set()
    for _round in range(_ROUNDS):
        found = [each.fix for each in there.check(_RULE) if each.fix]
        fixes = [each for each in found if each.span.file not in kept]
        wrong = _write(there, fixes)
        if wrong is None:
            break
        kept |= wrong
        done += sum(each.span.file not in wrong for each in fixes)
    return done


def write_listed(there: WrittenYear, names: Sequence[str]) -> int:
    """The same for the lists of the text that have become the statistics `names`.

    Where a list stands nobody else need be asked which of its numbers are which rows.
    """
    subject = there.subject if names else None
    if subject is None:
        return 0
    tables = [t for n in names if (t := subject.statistics.tables.get(n)) is not None]
    sums = [sum(int(row.count or 0) for row in each.rows) for each in tables]
    lists = [*listings(subject.written, there.year, sums), *line_lists(subject.written)]
    fixes = [fix for table in tables for each in lists for fix in _of_list(each, table)]
    wrong = _write(there, fixes)
    return 0 if wrong is None else sum(each.span.file not in wrong for each in fixes)


def _of_list(listing: Listing, table: StatisticsTable) -> Iterator[Fix]:
    """The numbers of a list as the rows that it became; none where it is another list."""
    if [each.count for each in listing.items] != [row.count for row in table.rows]:
        return
    passage = listing.passage
    quantities = {each.start: each for each in find_quantities(passage) if each.typed}
    for item, row in zip(listing.items, table.rows, strict=True):
        quantity = quantities.get(item.start)
        if quantity is not None:
            written = number_as(table.id + row.subscript, quantity, passage)
            fix = passage.fix(quantity.start, quantity.end, f"{{{{ {written} }}}}")
            yield from () if fix is None else (fix,)


def _write(there: WrittenYear, fixes: Sequence[Fix]) -> set[str] | None:
    """Carry them out; the files that stay as they were, None where nothing has changed."""
    changed = fixed_files(there.root, fixes)
    before = _said_by_file(there) if changed else None
    if before is None:
        return None
    _rewrite(there, changed)
    after = _said_by_file(there) or {}
    wrong = {file for file in changed if after.get(file) != before.get(file)}
    if wrong:
        _rewrite(there, {file: changed[file][::-1] for file in wrong})
    return wrong


def _rewrite(there: WrittenYear, changed: Mapping[str, tuple[bytes, bytes]]) -> None:
    rewrite_all(there.root, changed)
    there.has_changed()


def _said_by_file(there: WrittenYear) -> _Said | None:
    """What each section says; None where the year can't be composed."""
    if there.composed is None:
        return None
    return {
        section.span.file: [each.text for each in said((section.heading, *section.blocks))]
        for section in there.composed.document.sections
    }
