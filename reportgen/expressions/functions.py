"""The functions and filters of expressions, one Python function each.

Each takes the language first, then what the writer gave. The docstring's first line is what
`reportgen values` and the guide say of it.
"""

from __future__ import annotations

import datetime
import inspect
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import cache

from reportgen.diagnostics import Message as _
from reportgen.expressions.arguments import (
    flag_argument,
    labels_argument,
    rank_argument,
    text_argument,
    whole_argument,
)
from reportgen.expressions.operators import add_numbers
from reportgen.expressions.placements import figure, keyfigures, records, ref, table
from reportgen.expressions.records import column_total, count, only_for_lists, sort
from reportgen.expressions.rows import no_such_row, total_of
from reportgen.expressions.values import (
    ColumnView,
    Count,
    ExpressionError,
    ReferenceTo,
    Share,
    TableView,
    ToldBeforeError,
    Value,
    describe,
    number_of,
    protected_value,
    text_of,
    unknown_value,
)
from reportgen.language.formatting import (
    format_number,
    format_percent,
    format_protected,
    format_quantity,
    join_words,
    number_word,
)
from reportgen.model.statistics import CountRow


def words(language: str, number: Value, one: Value = None) -> Value:
    """A number up to twelve in words: words(5) gives "fem", words(1, "en") "en"."""
    if isinstance(number, Count) and number.protected:
        return format_protected(number.protected.below, language, words=True)
    value = number_of(number)
    if not isinstance(value, int):
        return format_quantity(value, language)
    return number_word(value, language, None if one is None else text_argument(one, "one"))


def plural(language: str, number: Value, singular: Value, several: Value) -> Value:
    """The first word for 1, the second for any other number."""
    del language
    if isinstance(number, Count) and number.protected:
        return text_argument(several, "plural")
    return text_argument(singular if number_of(number) == 1 else several, "plural")


def share(language: str, part: Value, whole: Value = None, decimals: Value = 1) -> Value:
    """A share in percent, of the table's base or of `whole`: "81,3 procent"."""
    del language
    base: Value = whole
    if base is None:
        number_of(part)
        base = part.base if isinstance(part, Count) else None
        if base is None:
            message = _("it is not known what this is a share of")
            hint = _("say it: share(part, whole)")
            raise ExpressionError("unknown-base", message, hint)
    divisor = number_of(base)
    if divisor == 0:
        raise ExpressionError("division-by-zero", _("a share of zero"))
    exact = Fraction(number_of(part)) / Fraction(divisor)
    if exact < 0 or divisor < 0:
        message = _("a share among negative numbers")
        raise ExpressionError("negative-share", message, _("show the numbers themselves"))
    return Share(exact, whole_argument(decimals, "decimals"))


def percent(language: str, value: Value, decimals: Value = None) -> Value:
    """A share with the sign, as tables have it: "81,3 %"."""
    shown = value.decimals if isinstance(value, Share) else 1
    digits = shown if decimals is None else whole_argument(decimals, "decimals")
    return format_percent(number_of(value), language, digits)


def number(language: str, value: Value, decimals: Value = None) -> Value:
    """The number alone: a share's percent without the word."""
    digits = None if decimals is None else whole_argument(decimals, "decimals")
    if isinstance(value, Share):
        return format_number(
            value.value * 100, language, value.decimals if digits is None else digits
        )
    if digits is None:
        return format_quantity(number_of(value), language)
    return format_number(number_of(value), language, digits)


def capitalize(language: str, value: Value) -> Value:
    """The same with a capital first letter, for the start of a sentence."""
    if isinstance(value, ReferenceTo):
        return ReferenceTo(value.target, capital=True)
    text = text_of(value, language)
    return text[:1].upper() + text[1:]


def total(language: str, first: Value, *rest: Value, **where: Value) -> Value:
    """The sum of several numbers, of the named rows of a table, or of a column of a list."""
    del language
    if isinstance(first, ColumnView):
        return column_total(first, rest, where)
    if where:
        raise only_for_lists("total", min(where))
    if not isinstance(first, TableView):
        return add_numbers(number_of(first), *map(number_of, rest))
    if not rest:
        message = _("it is not said which rows of '{table}' to add", table=first.path)
        hint = _('name them: total({table}, "…", "…")', table=first.path)
        raise ExpressionError("wrong-arguments", message, hint)
    return total_of(first, [text_argument(label, "total") for label in rest])


def rows(
    language: str,
    table: Value,
    at_least: Value = None,
    at_most: Value = None,
    without: Value = (),
) -> Value:
    """How many rows a table has, those of 0 left out."""
    del language
    chosen = _chosen(table, None, at_least, at_most, without)
    for row in chosen:
        if isinstance(table, TableView) and row.protected and row.protected.zero:
            raise protected_value(f'{table.path}["{row.label}"]')
    return len(chosen)


def listing(
    language: str,
    table: Value,
    top: Value = None,
    at_least: Value = None,
    at_most: Value = None,
    without: Value = (),
    counts: Value = True,  # noqa: FBT002 - written by name in expressions
) -> Value:
    """The rows of a table in running text: "Rumänien (18), Ukraina (11) och Nigeria (9)"."""
    chosen = _chosen(table, top, at_least, at_most, without)
    if not chosen:
        raise ExpressionError("empty-list", _("no row is left to list"))
    shown = flag_argument(counts, "counts")
    named = [f"{row.label} ({_counted(row, language)})" if shown else row.label for row in chosen]
    return join_words(named, language)


def _counted(row: CountRow, language: str) -> str:
    if row.protected:
        return format_protected(row.protected.below, language)
    return format_quantity(row.count or 0, language)


def date(language: str, day: Value) -> Value:
    """A day as prose writes it: date("2023-01-26") gives "26 januari 2023"."""
    del language
    if isinstance(day, datetime.date):
        return day
    try:
        return datetime.datetime.strptime(text_argument(day, "date"), "%Y-%m-%d").date()  # noqa: DTZ007
    except ValueError:
        message = _("there is no day {text}", text=text_argument(day, "date"))
        hint = _("write year-month-day, such as 2023-01-26")
        raise ExpressionError("wrong-arguments", message, hint) from None


# Verbs for more, fewer and as many, then what follows them.
_CHANGE_WORDS = {
    "sv": (("ökade", "minskade", "var oförändrat"), "från {old} till {new}"),
    "en": (("rose", "fell", "was unchanged at"), "from {old} to {new}"),
}


def change(
    language: str,
    old: Value,
    new: Value,
    up: Value = None,
    down: Value = None,
    same: Value = None,
) -> Value:
    """A comparison in words: "ökade från 70 till 80"; up, down and same replace the verbs."""
    verbs, between = _CHANGE_WORDS[language]
    before, after = number_of(old), number_of(new)
    which = 0 if after > before else 1 if after < before else 2
    own = (up, down, same)[which]
    verb = verbs[which] if own is None else text_argument(own, "change")
    shown = {"old": text_of(old, language), "new": text_of(new, language)}
    return f"{verb} {between.format(**shown)}" if which < 2 else f"{verb} {shown['new']}"


FUNCTIONS_BY_NAME: dict[str, Callable[..., Value]] = {
    "change": change,
    "count": count,
    "date": date,
    "figure": figure,
    "keyfigures": keyfigures,
    "listing": listing,
    "plural": plural,
    "records": records,
    "ref": ref,
    "rows": rows,
    "share": share,
    "table": table,
    "total": total,
    "words": words,
}
FILTERS_BY_NAME: dict[str, Callable[..., Value]] = {
    "capitalize": capitalize,
    "number": number,
    "percent": percent,
    "sort": sort,
    "words": words,
}


signature_of = cache(inspect.signature)


def call_function(
    function: Callable[..., Value], language: str, arguments: list[Value], named: dict[str, Value]
) -> Value:
    """Call `function` with what the writer gave; raises ExpressionError (wrong-arguments)."""
    try:
        signature_of(function).bind(language, *arguments, **named)
    except TypeError:
        parameters = list(signature_of(function).parameters.values())[1:]
        form = ", ".join(
            each.name if each.default is each.empty else f"{each.name}=…" for each in parameters
        )
        message = _("{name}() can't be called like this", name=function.__name__)
        hint = _("write {name}({form})", name=function.__name__, form=form)
        raise ExpressionError("wrong-arguments", message, hint) from None
    return function(language, *arguments, **named)


def _chosen(
    table: Value, top: Value, at_least: Value, at_most: Value, without: Value
) -> list[CountRow]:
    """The rows that a listing is about, in the order in which they are shown."""
    if not isinstance(table, TableView):
        message = _("{found} is not a table", found=describe(table))
        raise ExpressionError("wrong-arguments", message)
    left_out = labels_argument(without, "without")
    for label in left_out:
        if table.table.row(label) is None:
            raise no_such_row(table, label)
    if table.table.damage:
        raise ToldBeforeError
    rows = [row for row in table.table.in_order() if row.label not in left_out]
    hidden = [row for row in rows if row.protected]
    for row in hidden:
        if not _is_placed(row, rows, top, at_least, at_most):
            raise protected_value(f'{table.path}["{row.label}"]')
    if all(row.count is None for row in table.table.rows) and not hidden:
        raise unknown_value(table.path)
    chosen = [
        row
        for row in rows
        if (row.protected and at_least is None)
        or (
            row.count is not None
            and (row.count != 0 if at_least is None else row.count >= number_of(at_least))
            and (at_most is None or row.count <= number_of(at_most))
        )
    ]
    return chosen if top is None else chosen[: rank_argument(top)]


def _is_placed(
    hidden: CountRow, rows: Sequence[CountRow], top: Value, at_least: Value, at_most: Value
) -> bool:
    """Whether everybody knows on which side of the bounds of a listing a protected row is.

    It is told to be small, and no bound is as small; else the listing would tell more of it.
    """
    below = hidden.protected.below if hidden.protected else None
    if below is None:
        return top is None and at_least is None and at_most is None
    if at_least is not None and number_of(at_least) < below:
        return False
    if at_most is not None and number_of(at_most) < below - 1:
        return False
    larger = sum(not row.unknown and (row.count or 0) >= below for row in rows)
    return top is None or larger >= rank_argument(top)
