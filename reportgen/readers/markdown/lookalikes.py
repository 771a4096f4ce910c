"""What means something in another program or another Markdown, and nothing here.

It would be printed as it was typed, so that each is an error that says what to write instead.
One table for whole lines of a paragraph, one for what stands within a line. What is written in
code, or with a backslash before its first mark, is meant as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from msgspec import Struct

from reportgen.diagnostics import Message
from reportgen.diagnostics import Message as _
from reportgen.language.patterns import Pattern


class Lookalike(Struct, frozen=True):
    """A shape, what it is taken for, and what to write in its place.

    Of lines, so many must follow each other: a single one may be meant as it stands.
    """

    code: str
    pattern: str
    message: Message
    hint: Message
    lines: int = 1


_BULLETS = _("begin each item with '- '; 'reportgen format' does it for you")
_NUMBERS = _("leave an empty line above the list, and a blank after each number")
_ROWS = _(
    "put a line ```tabell above the rows and ``` below; 'reportgen format' makes a table of them"
)
_PIPES = _("write a table with '|' between the cells and '|---|---|' below the header")

# A line of a paragraph, without what stands before it.
LINES = (
    Lookalike(
        "heading-without-blank",
        r"#{2,6}(?=[^\s#])",
        _("a heading needs a blank after its '#'"),
        _("write '## Heading'"),
    ),
    Lookalike(
        "pasted-list",
        r"(?:[•·▪◦‣●○■□➢➤✓✔][ \t\u00a0]*|o[ \t\u00a0]+)(?=\S)|[-–—]\t",
        _("this looks like a list pasted from Word"),
        _BULLETS,
    ),
    Lookalike(
        "pasted-list", r"[–—] (?=\S)", _("this looks like a list pasted from Word"), _BULLETS, 2
    ),
    Lookalike(
        "pasted-list", r"-(?=[^\W\d])", _("a list needs a blank after each '-'"), _BULLETS, 2
    ),
    Lookalike(
        "pasted-list",
        r"\d{1,3}[.)](?=[^\W\d])|\d{1,3}[.)] (?=\S)",
        _("this looks like a numbered list but is none"),
        _NUMBERS,
        2,
    ),
    Lookalike(
        "pasted-list",
        r"\(?(?:[a-zåäö]|\d{1,2})\) (?=\S)",
        _("this looks like a list with letters, which a report has not"),
        _("write a numbered list: '1. ' before each item, with an empty line above it"),
        2,
    ),
    Lookalike(
        "pasted-table",
        r"\S[^\t\n]*+\t",
        _("this looks like rows pasted from Excel"),
        _ROWS,
        2,
    ),
    Lookalike(
        "pasted-table",
        r"(?:[^;\s][^;\n]*+)?(?<!\\);(?=[^;\s])[^;\n]*(?:;(?:[^;\s][^;\n]*)?)*$",
        _("this looks like rows of a CSV file"),
        _ROWS,
        2,
    ),
    Lookalike(
        "foreign-table", r"\+[-=:]{2,}[-=:+]*\+$", _("a grid table can't be read here"), _PIPES
    ),
    Lookalike(
        "task-list",
        r"\[[ xX]\][ \t]",
        _("boxes to tick have no place in a report"),
        _("write what has been done, or keep the note in a comment: <!-- … -->"),
    ),
    Lookalike(
        "stray-definition",
        r":[ \t]+(?=\S)",
        _("a definition stands directly below its term, which is one line"),
        _("leave an empty line above the term; to begin a line with a colon, write '\\:'"),
    ),
    Lookalike(
        "fenced-div",
        r":{3,}",
        _("a block between ':::' lines can't be read here"),
        _("delete the ':::' lines; a quotation begins with '> '"),
    ),
    Lookalike(
        "page-break-command",
        r"\\(?:newpage|pagebreak|clearpage)\b",
        _("'\\newpage' and its kin are not understood"),
        _("a section begins on a new page with 'page_break: true' between '---' lines at its top"),
    ),
)

# Within a line. The first alternative of all passes over what has a backslash before it.
WORDS = (
    Lookalike(
        "struck-out",
        r"~~(?=[^\s~])[^~]+~~",
        _("text can't be struck out in a report"),
        _("delete it; 'reportgen diff' shows what was deleted since last year"),
    ),
    Lookalike(
        "marked-text",
        r"(?<![=\w])==(?=[^\s=])[^=]*[^\s=]==(?!=)",
        _("text can't be marked with '=='"),
        _("write **bold**, or keep the note in a comment: <!-- … -->"),
    ),
    Lookalike(
        "formula",
        r"\$\$(?:[^$]*\$\$)?|(?<![\w$])\$(?=[^\s$\d])[^$]*[^\s$]\$(?![\d\w])",
        _("formulas between '$' can't be printed"),
        _("write it as text, with CO~2~ and m^2^; for the sign itself write '\\$'"),
    ),
    Lookalike(
        "wiki-link",
        r"\[\[[^\[\]]+\]\]",
        _("links between '[[' and ']]' lead nowhere"),
        _('write [text](#id), or {{{{ ref("avsnitt:id") }}}}'),
    ),
    Lookalike(
        "citation",
        r"\[-?@[\w:.-]+[^\[\]]*\]",
        _("references to literature such as [@key] are not understood"),
        _("write a footnote: text[^1], and below [^1]: the source"),
    ),
    Lookalike(
        "inline-footnote",
        r"\^\[",
        _("a footnote is not written in the running text"),
        _("write text[^1], and in a paragraph of its own [^1]: the note"),
    ),
    Lookalike(
        "emoji-code",
        r"(?<![\w:]):[a-z][a-z_]{2,}:(?![\w:])",
        _("the name of an emoji is printed as it stands"),
        _("delete it, or paste the sign itself"),
    ),
    Lookalike(
        "unknown-entity",
        r"&(?:[A-Za-z]{2,8};|(?:nbsp|amp|lt|gt|quot|[nm]dash|[ao]uml|aring|hellip|shy)\b)",
        _("this is no name of a character"),
        _("write the character itself; for the sign '&' as it stands write '\\&'"),
    ),
)
# Below the header of a table as pandoc has them, without '|'.
DASHES_OF_TABLE = Pattern(r"-{2,}(?:[ \t]+-{2,})+[ \t]*")
_TYPED = re.compile(r"[~=$\[^:&]")
_FIND = re.compile(r"\\.|" + "|".join(f"(?P<w{n}>{each.pattern})" for n, each in enumerate(WORDS)))
_LINES = tuple((re.compile(each.pattern), each) for each in LINES)
_ANY_LINE = re.compile("|".join(each.pattern for each in LINES))


def find_in_words(raw: str) -> Iterator[tuple[int, int, Lookalike]]:
    """What stands in `raw`, a piece of a line as it was typed, from one offset to another."""
    if _TYPED.search(raw) is None:
        return
    for found in _FIND.finditer(raw):
        if found.lastgroup and not (found[0][0] == "&" and _is_character(found[0])):
            yield found.start(), found.end(), WORDS[int(found.lastgroup[1:])]


def _is_character(entity: str) -> bool:
    return entity.endswith(";") and unescape(entity) != entity


def find_in_lines(lines: list[str]) -> tuple[int, int, Lookalike] | None:
    """The first lines of a paragraph that look like something else: from, to before, what."""
    if not any(map(_ANY_LINE.match, lines)):
        return None
    for pattern, lookalike in _LINES:
        begin = 0
        while begin < len(lines):
            end = begin
            while end < len(lines) and pattern.match(lines[end]):
                end += 1
            if end - begin >= lookalike.lines:
                return begin, end, lookalike
            begin = end + 1
    return None
