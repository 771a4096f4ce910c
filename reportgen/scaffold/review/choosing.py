"""What came back, change by change with ids, and just those written that a person chose.

For callers that ask a person themselves: buttons of a page, questions on a terminal.

    reviewed = changes_of(root, [path])
    for each in reviewed.every: print(each.id, each.list)
    applied = apply_chosen(root, [path], {"3f2a9c01d4"})
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from msgspec import Struct

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import report_error
from reportgen.scaffold.review.reading import Reviewed, read_returned, review, year_of
from reportgen.storage.rewriting import keep_before, rewrite_all
from reportgen.storage.sent import remember_base


class Applied(Struct, frozen=True):
    """A review that was written.

    `kept` is the name for `review --restore`, "" where no file was changed.
    """

    reviewed: Reviewed
    kept: str


def changes_of(root: Path, files: Sequence[Path], year: int | None = None) -> Reviewed:
    """All changes and comments of the Word files, with what could be written; writes nothing.

    `reviewed.every` are verdicts on changes (`authored.change` is what was and what is, `span`
    its place in the sources) and remarks (`comment`). Each has an `id`, which stays the same
    while the Word files do, and a `list`: only what is "taken" can be written, "already" stands
    in the sources. `year` is asked for where the files do not say it. Raises ReportError
    (unreadable-word-file, unknown-review, unknown-year).
    """
    returned = [read_returned(each) for each in files]
    return review(root, year_of(returned, year), returned, lambda _each: True)


def apply_chosen(
    root: Path,
    files: Sequence[Path],
    ids: Collection[str],
    year: int | None = None,
    *,
    numbers: bool = False,
) -> Applied:
    """Write just the changes and comments with these ids into the sources, all or none.

    What was written before is "already" in the lists, what was not chosen "declined". With
    `numbers` chosen numbers go into the statistics, where these add up then. Raises ReportError
    as `changes_of` does; unknown-review for an id that the files don't have, file-changed and
    cannot-write with nothing written.
    """
    returned = [read_returned(each) for each in files]
    chosen = frozenset(ids)
    reviewed = review(
        root, year_of(returned, year), returned, lambda each: each.id in chosen, numbers=numbers
    )
    check_ids(reviewed, chosen)
    return write(root, reviewed)


def check_ids(reviewed: Reviewed, ids: Collection[str]) -> None:
    """Raise ReportError (unknown-review) for an id that no change and no comment has."""
    unknown = sorted({*ids} - {each.id for each in reviewed.every})
    if unknown:
        message = _("the file has no change '{id}'", id=unknown[0])
        hint = _("reportgen review FILE.docx --json lists them with their ids")
        raise report_error("unknown-review", None, message, hint)


def write(root: Path, reviewed: Reviewed) -> Applied:
    """Write what is taken of a review; the files as they were are kept first.

    Raises ReportError (file-changed, cannot-write), with nothing written.
    """
    if not reviewed.changed:
        return Applied(reviewed, "")
    made = {
        name: after
        for name, (before, after) in reviewed.changed.items()
        if before is None and after is not None
    }
    kept = keep_before(root, reviewed.files, made)
    rewrite_all(root, reviewed.changed)
    for digest, build in reviewed.alike:
        remember_base(root, digest, build)
    return Applied(reviewed, kept)
