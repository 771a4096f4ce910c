"""Text as Markdown, so that every character of it is read as itself."""

from __future__ import annotations

import re
from unicodedata import category

# What acts wherever it stands, and what does beside certain others only.
_ACTS = re.compile(
    r"[\\`*\[\]{}~^|]"
    r"|(?<![^\W_])_|_(?![^\W_])"
    r"|<(?=[A-Za-z/!?])|&(?=[A-Za-z#])"
    r"|\$(?![\s\d]|$)"
    r"|(?<==)=|=(?==)"
    r"|(?<![\w:]):(?=[a-z])"
)
# The characters of those.
_MAY_ACT = re.compile(r"[\\`*\[\]{}~^|_<&$=:]")
# What acts at the beginning of a line: a mark of ASCII gets a backslash, any other is named by
# its number.
_OPENS = re.compile(
    r"(?P<marked>#|>|=|[-+](?=[\s\w+=:-]|$)|:(?=\s|:|$)|;)"
    r"|(?P<number>\d{1,9})(?=[.)](?!\d))"
    r"|(?P<named>[•·▪◦‣●○■□➢➤✓✔]|o(?=[ \u00a0])|[–—](?=\t))"
)
# The same where a line follows another; there a semicolon makes rows of a CSV file.
_ROW = re.compile(r"^[^;`]*(?<![\\\d])(?=;[^;\s])")
_GOES_ON = re.compile(r"(?P<named>[–—](?= ))|(?P<number>\(?(?:[a-zåäö]|\d{1,2}))(?=\) )")


def escaped(text: str) -> str:
    """`text` within a line."""
    return _ACTS.sub(r"\\\g<0>", text) if _MAY_ACT.search(text) else text


def line_escaped(line: str, *, several: bool) -> str:
    """`line`, escaped already, as a line of a paragraph; `several`: it is not the only one."""
    if several:
        line = _ROW.sub(r"\g<0>\\", line)
    found = _OPENS.match(line) or (_GOES_ON.match(line) if several else None)
    if found is None:
        return line
    if found.lastgroup == "named":
        return named(line[0]) + line[1:]
    if found.lastgroup == "number":
        return f"{found[0]}\\{line[found.end() :]}"
    return f"\\{line}"


def named(character: str) -> str:
    """A character by its number, which means nothing in Markdown."""
    return f"&#{ord(character)};"


def is_punctuation(character: str) -> bool:
    """Whether Markdown takes it for a mark and no letter, beside asterisks."""
    return category(character)[0] in "PS"
