"""The words that expressions begin with and that no statistic may be called."""

FUNCTIONS = (
    "change",
    "count",
    "date",
    "figure",
    "keyfigures",
    "listing",
    "plural",
    "records",
    "ref",
    "rows",
    "series",
    "share",
    "table",
    "total",
    "words",
    "year",
)
FILTERS = ("capitalize", "number", "percent", "sort", "words")
LITERALS = ("true", "false", "none", "and", "or", "not", "if", "else", "in", "is")
RESERVED = frozenset((*FUNCTIONS, *LITERALS, "report", "edition"))
