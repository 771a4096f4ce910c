"""A review as an object, for programs and for the page in the browser."""

from __future__ import annotations

from collections import Counter

from reportgen.language.messages import Translate
from reportgen.scaffold.review.reading import Reviewed
from reportgen.scaffold.review.remarks import Remark
from reportgen.scaffold.review.verdicts import LISTS, Verdict


def as_object(reviewed: Reviewed, translate: Translate, *, applied: bool) -> dict[str, object]:
    """The review for a program: changes, comments, sums."""
    counts = Counter(each.list for each in reviewed.every)
    return {
        "year": reviewed.year,
        "base": reviewed.where,
        "applied": applied,
        "changes": [_verdict_object(each, translate) for each in reviewed.verdicts],
        "comments": [_remark_object(each, translate) for each in reviewed.remarks],
        "sums": {name: counts[name] for name in LISTS},
    }


def _verdict_object(verdict: Verdict, translate: Translate) -> dict[str, object]:
    change = verdict.authored.change
    reason = verdict.reason or (change.reason if change.is_told_only else None)
    return {
        "id": verdict.id,
        "list": verdict.list,
        "kind": change.kind,
        "author": verdict.authored.author,
        "day": verdict.authored.day,
        "file": change.span.file if change.span else "",
        "line": change.span.line if change.span else 0,
        "before": change.before,
        "after": change.after,
        "ours": verdict.ours,
        "expression": change.expression,
        "reason": None if reason is None else translate(reason),
    }


def _remark_object(remark: Remark, translate: Translate) -> dict[str, object]:
    comment = remark.comment
    return {
        "id": remark.id,
        "list": remark.list,
        "author": comment.author,
        "day": comment.day,
        "text": comment.text,
        "about": comment.about,
        "file": remark.span.file if remark.span else "",
        "line": remark.span.line if remark.span else 0,
        "answers": remark.answers,
        "resolved": comment.resolved,
        "reason": None if remark.reason is None else translate(remark.reason),
    }
