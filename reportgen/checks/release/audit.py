"""Holds a finished edition to its promise: what is protected is not told, and can't be worked out.

Nothing of what chose the hidden numbers is used here: the document is read as it is, and each of
its tables is worked out as a reader with a pencil would.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from reportgen.checks.release.published import Published
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.diagnostics import Message as _
from reportgen.language.formatting import PROTECTED_SIGN, number_word

_DIGITS = re.compile(r"(?<![\d,.])\d+(?![\d]|[,.]\d)")
_SPACES = re.compile(r"(?<=\d)[\u00a0\u202f ](?=\d{3}\b)")


class Secret(Struct, frozen=True):
    """A count that nobody may find: its label, the title and all labels of its table, the count.

    `pair` are the labels of row and column where it is a cell of a table in two dimensions.
    """

    label: str
    title: str
    beside: frozenset[str]
    count: int
    pair: tuple[str, str] | None = None


def audit(
    published: Published, secrets: Iterable[Secret], fewest: int, total: str, language: str
) -> Iterator[Diagnostic]:
    """What a document tells of `secrets`: protected-number-told, protected-number-found.

    `fewest`: a hidden number must leave at least so many possible ones. `total` is what the last
    row of a table is called where it is the sum of the others. A sentence may speak of another
    thing of the same name: that is a warning.
    """
    texts, unseen = "\n".join(published.texts), "\n".join(published.unseen)
    folded = unseen.casefold()
    for secret in secrets:
        # Most labels are in no data at all, and to look for a sentence costs more than that.
        named = (secret.pair or (secret.label,))[0].casefold() in folded
        if _stands_beside(secret, published):
            yield _told(secret, Severity.ERROR)
        elif named and _said(secret, language).search(unseen):
            # What is so called elsewhere, and counts as many there, may be meant.
            meant = Severity.WARNING if _stands_elsewhere(secret, published) else Severity.ERROR
            yield _told(secret, meant)
        elif _stands_elsewhere(secret, published) or _said(secret, language).search(texts):
            yield _told(secret, Severity.WARNING)
    for table in published.tables:
        if table and table[-1] and _same(table[-1][0], total):
            yield from _worked_out(table, fewest)


def _told(secret: Secret, severity: Severity) -> Diagnostic:
    message = _(
        "the finished document tells what is protected: '{label}' in '{title}'",
        label=secret.label,
        title=secret.title,
    )
    hint = _("this should not be possible: do not hand it out, and report it to us")
    return Diagnostic("protected-number-told", message, None, hint, severity)


def _stands_beside(secret: Secret, published: Published) -> bool:
    """Whether the count stands in a row of the label, or is drawn under it."""
    if secret.pair:
        return any(_meets(secret.pair, secret.count, table) for table in published.tables)
    rows = [
        row
        for table in (*published.tables, *published.sheets)
        if _is_about(secret, (row[0] for row in table if row))
        for row in table
        if row
    ]
    beside = [cell for row in rows if _same(row[0], secret.label) for cell in row[1:]]
    if _is_about(secret, (name for name, _value in published.points)):
        beside += [value for name, value in published.points if _same(name, secret.label)]
    return any(_number(cell) == secret.count for cell in beside)


def _meets(pair: tuple[str, str], count: int, table: list[list[str]]) -> bool:
    """Whether the count stands where the row and the column of these labels meet."""
    columns = [at for at, cell in enumerate(table[0]) if _same(cell, pair[1])] if table else []
    rows = [row for row in table[1:] if row and _same(row[0], pair[0])]
    cells = [row[at] for row in rows for at in columns if at < len(row)]
    return any(_number(cell.partition(" (")[0]) == count for cell in cells)


def _is_about(secret: Secret, names: Iterable[str]) -> bool:
    """Whether most labels of the secret's table are there: others can have one of them too."""
    there = {_plain(name) for name in names}
    return sum(_plain(label) in there for label in secret.beside) * 2 > len(secret.beside)


def _stands_elsewhere(secret: Secret, published: Published) -> bool:
    """Whether a table about something else has a row of the same label and number."""
    return any(
        _same(row[0], secret.label) and any(_number(cell) == secret.count for cell in row[1:])
        for table in published.tables
        if not _is_about(secret, (row[0] for row in table if row))
        for row in table
        if row
    )


def _said(secret: Secret, language: str) -> re.Pattern[str]:
    """The label beside its count: “Peru (1)”, “Peru: 1”, `["Peru"]=1`, “1 från Peru”."""
    first, *rest = map(re.escape, secret.pair or (secret.label,))
    label = rf"(?<!\w){first}" + "".join(rf"[^\n\d]{{0,40}}?(?<!\w){each}" for each in rest)
    word = re.escape(number_word(secret.count, language))
    count = rf"(?:{secret.count}|{word})(?![\w%]|[.,:–-]\d|[ \u00a0](?:%|procent))"
    return re.compile(
        rf"{label}{_BETWEEN}{count}|(?<![\w.,–-]){count}{_FROM}{label}(?!\w)", re.IGNORECASE
    )


# Between a label and its number: signs, and the key of the number; a comma without a space.
_BETWEEN = (
    r"(?!\w)[\"'\])}<>/]*(?:,(?=\S)|[ \u00a0\t:=;(|{[–-])"
    r"[^\w\n,]{0,6}(?:[\w:-]*(?:value|val|count|number|antal|n|v)\b[^\w\n]{1,4}){0,2}"
)
# Between a number and its label.
_FROM = (
    r"(?:[ \u00a0](?:ärende\w*|person\w*|fall))?"
    r"[ \u00a0](?:från|till|i|för|om|rörde|gällde|avsåg)[ \u00a0]"
)


def _worked_out(table: list[list[str]], fewest: int) -> Iterator[Diagnostic]:
    """The hidden numbers of a column that the others and its last row leave too few values for."""
    if len(table) < 3:
        return
    for column in range(1, max(map(len, table))):
        cells = [row[column].strip() for row in table[1:] if len(row) > column]
        *rows, last = cells or [""]
        total = _number(last)
        hidden = rows.count(PROTECTED_SIGN)
        known = [_number(cell) for cell in rows if cell != PROTECTED_SIGN]
        if total is None or hidden == 0 or None in known:
            continue
        rest = total - sum(number for number in known if number is not None)
        if rest >= 0 and (hidden == 1 or rest + 1 < fewest):
            label = next(row[0] for row in table[1:] if row[column].strip() == PROTECTED_SIGN)
            yield _found(label.strip(), rest, alone=hidden == 1)


def _found(label: str, rest: int, *, alone: bool) -> Diagnostic:
    message = (
        _("'{label}' can be worked out from its table: it is {rest}", label=label, rest=str(rest))
        if alone
        else _("'{label}' is at most {rest}, by its table", label=label, rest=str(rest))
    )
    hint = _("this should not be possible: do not hand it out, and report it to us")
    return Diagnostic("protected-number-found", message, None, hint, Severity.ERROR)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _same(cell: str, label: str) -> bool:
    return _plain(cell) == _plain(label)


def _number(cell: str) -> int | None:
    text = _SPACES.sub("", cell.strip())
    return int(text) if _DIGITS.fullmatch(text) else None
