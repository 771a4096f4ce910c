"""The cells of tables of statistics: a number, and its share of the table's base."""

from __future__ import annotations

from reportgen.compose.wording import Wording
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Span
from reportgen.language.formatting import PROTECTED_SIGN, format_percent, format_quantity
from reportgen.model import Cell, Computed
from reportgen.model.statistics import Amount, StatisticsTable

# With how many a share is shown.
DECIMALS = 1
# What stands for a share of 0: nothing is missing, and there is no such number.
_NO_SHARE = "–"


def count_cell(count: Amount | None, source: str, span: Span, wording: Wording) -> Cell:
    """A number, or that it is not known; `source` is the expression that gives it."""
    if source in wording.protected:
        text = PROTECTED_SIGN
    elif count is None:
        text = wording.translate(_("not available"))
    else:
        text = format_quantity(count, wording.language)
    return Cell((Computed(source, text, span, (source,)),), span)


def share_cell(
    statistics: StatisticsTable, count: Amount | None, source: str, span: Span, wording: Wording
) -> Cell:
    """`count` as a share of the table's base, which there may be none of."""
    share = None if count is None else statistics.share(count)
    if source in wording.protected or statistics.protected_base:
        text = PROTECTED_SIGN
    elif share is not None:
        text = format_percent(share, wording.language, DECIMALS)
    elif count is not None and statistics.base is not None:
        text = _NO_SHARE
    else:
        text = wording.translate(_("not available"))
    return Cell((Computed(f"share({source}) | percent", text, span, (source,)),), span)
