"""Ids of changes and comments: the same each time a file is read, whatever was written since.

They are made of what stands in the Word files alone, never of the sources as they are now.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

from msgspec.structs import replace

from reportgen.scaffold.review.remarks import Remark
from reportgen.scaffold.review.verdicts import Authored

_LENGTH = 10


def with_ids(
    changes: Sequence[Authored], noted: Sequence[Remark]
) -> tuple[list[Authored], list[Remark]]:
    """The changes and comments, each with an id that no other of them has."""
    ids = _ids([*map(_of_change, changes), *map(_of_comment, noted)])
    named = [replace(each, id=next(ids)) for each in changes]
    return named, [replace(each, id=next(ids)) for each in noted]


def _of_change(each: Authored) -> tuple[object, ...]:
    change = each.change
    at = change.at.line, change.at.column, change.at.end_line, change.at.end_column
    return "change", each.file, change.kind, change.before, change.after, *at


def _of_comment(each: Remark) -> tuple[object, ...]:
    comment = each.comment
    return "comment", comment.author, comment.day, comment.about, comment.text


def _ids(said: Iterable[tuple[object, ...]]) -> Iterator[str]:
    seen: Counter[tuple[object, ...]] = Counter()
    for each in said:
        digest = sha256("\0".join(map(str, (*each, seen[each]))).encode("utf-8", "replace"))
        seen[each] += 1
        yield digest.hexdigest()[:_LENGTH]
