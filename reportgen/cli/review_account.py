"""The account of a review: every change and every comment in one list, and the sums of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from reportgen.cli.language import language, say
from reportgen.diagnostics import Message, Span
from reportgen.diagnostics import Message as _
from reportgen.scaffold.review.reading import Returned, Reviewed
from reportgen.scaffold.review.remarks import Remark
from reportgen.scaffold.review.verdicts import LISTS, List, Verdict
from reportgen.storage.files import replace_file

_LONGEST = 400
_HEADINGS: dict[List, tuple[Message, Message]] = {
    "taken": (_("Can be taken in:"), _("Taken in:")),
    "already": (_("In the text already:"), _("In the text already:")),
    "numbers": (
        _("Numbers that the program computes (never typed over):"),
        _("Numbers that the program computes (never typed over):"),
    ),
    "conflict": (_("Changed on both sides:"), _("Changed on both sides:")),
    "declined": (_("Left as it was:"), _("Left as it was:")),
    "not-understood": (_("To be done by hand:"), _("To be done by hand:")),
}
_SUMS: dict[List, Message] = {
    "taken": _("taken in"),
    "already": _("there already"),
    "numbers": _("numbers"),
    "conflict": _("in conflict"),
    "declined": _("left"),
    "not-understood": _("by hand"),
}
_BASES: dict[str, Message] = {
    "kept": _("Compared with the document as it was sent."),
    "sources": _("Compared with the text files, which are as they were when it was sent."),
    "git": _("Compared with the text files of the commit that it was built from."),
    "alike": _(
        "The file does not say what it was built from: it is compared with the document that it "
        "is most like of those that were sent."
    ),
    "none": _(
        "What was sent is not kept here: the file is compared with the text files as they are now, "
        "and what has been changed in them since it was sent is told as changed back."
    ),
    "rejected": _(
        "What was sent is not kept here: the file is compared with itself without its tracked "
        "changes, and what was changed without tracking is told to be done by hand."
    ),
}

Parts = list[tuple[str, list[str]]]


def account_parts(reviewed: Reviewed, returned: Sequence[Returned], *, applied: bool) -> Parts:
    """The lists that hold anything, each with its heading; the sums last."""
    translate = say()
    names = ", ".join(each.path.name for each in returned)
    head = translate(_("{file}, report of {year}", file=names, year=str(reviewed.year)))
    parts: Parts = [(head, [f"  {translate(_BASES[each])}" for each in reviewed.wheres])]
    for name in LISTS:
        lines = [*_lines(reviewed, name)]
        if lines:
            parts.append((translate(_HEADINGS[name][applied]), lines))
    told = [f"  {translate(each)}" for each in reviewed.told]
    if told:
        parts.append((translate(_("What is told of the file:")), told))
    counts = Counter(each.list for each in reviewed.every)
    sums = [f"{counts[name]} {translate(_SUMS[name])}" for name in LISTS if counts[name]]
    total = _(
        "{count} change or comment in all", "{count} changes and comments in all",
        count=len(reviewed.every),
    )  # fmt: skip
    parts.append((translate(total), [f"  {', '.join(sums)}"] if sums else []))
    return parts


def _lines(reviewed: Reviewed, name: List) -> Iterator[str]:
    for verdict in reviewed.verdicts:
        if verdict.list == name:
            yield from _of_verdict(verdict, reviewed)
    for remark in reviewed.remarks:
        if remark.list == name:
            yield from _of_remark(remark)


def _of_verdict(verdict: Verdict, reviewed: Reviewed) -> Iterator[str]:
    translate = say()
    change = verdict.authored.change
    who = _who(verdict.authored.author, verdict.authored.day)
    yield f"  {_place(change.span)}{who}"
    if change.before:
        yield f"    - {_shortened(change.before)}"
    if change.after:
        yield f"    + {_shortened(change.after)}"
    if verdict.ours is not None:
        yield f"    = {_shortened(verdict.ours)}"
    if verdict.list == "numbers":
        origin = reviewed.origin(change)
        if change.expression:
            place = f" ({origin.file}:{origin.line})" if origin is not None else ""
            yield f"    {{{{ {change.expression} }}}}{place}"
    reason = verdict.reason or (change.reason if change.is_told_only else None)
    if reason is not None:
        yield f"    {translate(reason)}"


def _of_remark(remark: Remark) -> Iterator[str]:
    translate = say()
    comment = remark.comment
    yield f"  {_place(remark.span)}{_who(comment.author, comment.day)}"
    about = f"”{_shortened(comment.about)}”: " if comment.about else ""
    state = f" ({translate(_('done'))})" if comment.resolved else ""
    arrow = "↳ " if comment.thread else "# "
    yield f"    {arrow}{about}{_shortened(comment.text)}{state}"
    if remark.reason is not None:
        yield f"    {translate(remark.reason)}"


def _place(span: Span | None) -> str:
    return f"{span.file}:{span.line}" if span is not None and span.file else "–"


def _who(author: str, day: object) -> str:
    return "".join(f"  {each}" for each in (author, str(day or "")) if each)


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[:_LONGEST].rstrip() + " …"


def keep_account(root: Path, reviewed: Reviewed, returned: Sequence[Returned]) -> str:
    """The same as a page beside the year's documents; its name."""
    from reportgen.writers.html.account import write_account

    stem = "-".join(each.path.stem for each in returned)
    page = f"output/{reviewed.year}/granskning-{stem[:80]}.html"
    parts = account_parts(reviewed, returned, applied=True)
    title = say()(_("Review of {file}", file=stem))
    try:
        replace_file(root / page, write_account(title, parts, language()))
    except OSError:
        return ""  # it has all been printed
    return page
