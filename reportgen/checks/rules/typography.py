"""Typography: quotes, dashes, spaces and points as Swedish print has them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.checks.abbreviated import find_unpointed
from reportgen.checks.finding import Finding
from reportgen.checks.numbers.typed import whole_number
from reportgen.checks.passages import MASK
from reportgen.checks.prose import any_of, replacing, swedish_passages
from reportgen.checks.rule import rule
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Severity
from reportgen.language.formatting import MINUS, NO_BREAK_SPACE
from reportgen.language.patterns import Pattern
from reportgen.model import LineBreak
from reportgen.model.traverse import inlines_of, walk_inlines

TOPIC = _("Typography")


@rule(
    "straight-quotes",
    Severity.WARNING,
    about=_('A quotation mark is straight (`"`) or English (`“`) instead of `”`.'),
    why=_("Swedish has ” on both sides; a mix of marks looks like a paste from many places."),
    bad='# Text\n\nVi kallar det "samordning”.\n',
    good="# Text\n\nVi kallar det ”samordning”.\n",
)
def straight_quotes(subject: Subject) -> Iterator[Finding]:
    """Quotation marks of other kinds than the Swedish; 24" alone is a measure."""
    for passage in swedish_passages(subject):
        opened = 0
        for found in re.finditer(r"[\"“„”]", passage.typed):
            inches = (
                found[0] == '"' and not opened % 2 and _after_digit(passage.text, found.start())
            )
            opened += not inches
            if found[0] != "”" and not inches:
                message = _("the quotation mark {mark} is not Swedish", mark=found[0])
                yield replacing(passage, found.span(), message, "”", _("write ” on both sides"))


def _after_digit(text: str, offset: int) -> bool:
    return offset > 0 and text[offset - 1].isdigit()


_MONTH = any_of(
    "januari februari mars april maj juni juli augusti september oktober november december "
    "måndag tisdag onsdag torsdag fredag lördag söndag"
)
_RANGE = Pattern(
    r"(?<!\d)(?P<first>\d++)(?P<mark> ?- ?| – ?|– )(?P<last>\d+)"
    rf"|(?<!\w)(?:{_MONTH})(?P<between>-)(?:{_MONTH})(?!\w)",
    re.IGNORECASE,
)
# What stands around digits that are a telephone number, a date, a code or a longer number.
_CODE_BEFORE = Pattern(
    r"(?:[\w/:.+§-]|(?:dnr|nr|nummer|rum|sal|tel|telefon|SFS|SOU|ISBN|ISSN)[.:]? )\Z", re.IGNORECASE
)
_CODE_AFTER = Pattern(r"[\w/:-]| \d\d(?!\d)|\.\d\d-")


@rule(
    "range-hyphen",
    Severity.WARNING,
    about=_("A range is written with a hyphen, or with spaces around its dash."),
    why=_("In `7–12 år` an en dash means to; a hyphen makes the two one word."),
    bad="# Text\n\nBarnen var 7-12 år.\n",
    good="# Text\n\nBarnen var 7–12 år. Ring 031-365 00 00.\n",
)
def range_hyphen(subject: Subject) -> Iterator[Finding]:
    """Numbers, months or weekdays with a hyphen between them, computed ones too."""
    for passage in swedish_passages(subject):
        if "-" not in passage.typed and "–" not in passage.typed:
            continue
        for found in _RANGE.finditer(passage.text):
            place = found.span("mark") if found["mark"] else found.span("between")
            if MASK not in passage.typed[slice(*place)] and _is_range(passage.text, found):
                message = _("'{range}' is a range and has no en dash", range=found[0])
                hint = _("write an en dash without spaces: 7–12")
                yield replacing(passage, place, message, "–", hint)


def _is_range(text: str, found: re.Match[str]) -> bool:
    """Whether it is neither a telephone number, a date, a result nor a number of a file."""
    if found["between"]:
        return True
    first, last = found["first"], found["last"]
    short = len(first) <= 4 and len(last) <= 4
    outside = _CODE_BEFORE.search(text, max(0, found.start() - 12), found.start())
    if not short or outside or _CODE_AFTER.match(text, found.end()):
        return False
    if first.startswith("0") and first != "0":
        return len(first) == len(last) == 2 and first < last  # 08–16, but 08-123 is a telephone
    return whole_number(first) < whole_number(last) and not last.startswith("0")


@rule(
    "pause-hyphen",
    Severity.WARNING,
    about=_("A pause is marked with hyphens or with an em dash."),
    why=_("A hyphen joins; a pause is an en dash with a space on each side."),
    bad="# Text\n\nArbetet är svårt - men viktigt.\n",
    good="# Text\n\nArbetet är svårt – men viktigt. In- och utresor.\n",
)
def pause_hyphen(subject: Subject) -> Iterator[Finding]:
    """Hyphens between spaces, double hyphens, em dashes."""
    for passage in swedish_passages(subject):
        for found in re.finditer(r" -{1,3} | ?--+ ?| ?— ?", passage.typed):
            around = passage.text[max(0, found.start() - 1) : found.end() + 1]
            if not re.fullmatch(r"\d ?- ?\d", around):
                message = _("a pause is marked with '{mark}'", mark=found[0].strip())
                hint = _("write an en dash between spaces: –")
                yield replacing(passage, found.span(), message, " – ", hint)


@rule(
    "double-space",
    Severity.WARNING,
    about=_("Two spaces stand where one belongs."),
    why=_("The words stand apart more than their neighbours, and a justified line shows it."),
    bad="# Text\n\nTvå  mellanslag.\n",
    good="# Text\n\nEtt mellanslag.\n",
)
def double_space(subject: Subject) -> Iterator[Finding]:
    """Runs of spaces inside a line."""
    for passage in subject.written:
        for found in re.finditer(r"(?<=\S) {2,}(?=\S)", passage.typed):
            yield replacing(
                passage, found.span(), _("there are several spaces here"), " ", _("write one")
            )


@rule(
    "space-before-punctuation",
    Severity.WARNING,
    about=_("A space stands before a mark that belongs to the word before it."),
    why=_("The mark can end up alone at the beginning of a line."),
    bad="# Text\n\nVi mötte polisen , och samtalade.\n",
    good="# Text\n\nVi mötte polisen, och samtalade.\n",
)
def space_before_punctuation(subject: Subject) -> Iterator[Finding]:
    """Spaces before a full stop, comma, colon, semicolon, exclamation or question mark."""
    for passage in swedish_passages(subject):
        for found in re.finditer(r"(?<=\S)[ \u00a0]+(?=[.,:;!?](?:\s|$))", passage.typed):
            message = _("there is a space before the punctuation mark")
            yield replacing(passage, found.span(), message, "", _("delete it"))


_UNITS = "kr tkr mkr § §§ °C km m kg g ha km² m² kWh MB GB kap. st."
_UNBROKEN = Pattern(
    # 10 000, but neither a telephone number nor a standard's, EN 301 549
    r"(?<![\w.,:/+-])(?<![A-Z]{2} )[1-9]\d{0,2}(?P<thousands>(?: \d{3})+)(?![\w-]|[ -]\d)"
    # 500 kr, 14 §
    rf"|(?<=\d)(?P<unit> )(?:{any_of(_UNITS)})(?!\w)"
    # kl. 10, § 14, s. 12, nr 5
    r"|(?<!\w)(?:[Kk]l\.|§§?|s\.|nr)(?P<number> )\d+",
)


@rule(
    "missing-no-break-space",
    Severity.NOTE,
    about=_("A number can be parted from what belongs to it at the end of a line."),
    why=_("`10` at the end of one line and `000` on the next are two numbers to the reader."),
    bad="# Text\n\nBidraget är 500 kr.\n",
    good="# Text\n\nBidraget är 500\u00a0kr.\n",
)
def missing_no_break_space(subject: Subject) -> Iterator[Finding]:
    """Spaces inside numbers, between number and unit, between an abbreviation and its number."""
    for passage in swedish_passages(subject):
        for found in _UNBROKEN.finditer(passage.typed):
            group = str(found.lastgroup)
            place, right = found.span(group), found[group].replace(" ", NO_BREAK_SPACE)
            message = _(
                "'{text}' can be broken at the end of a line", text=_words_at(passage.typed, place)
            )
            hint = _("write a no-break space; 'reportgen check --fix' does")
            yield replacing(passage, place, message, right, hint)


def _words_at(text: str, place: tuple[int, int]) -> str:
    """The words on both sides of a space."""
    begin = text.rfind(" ", 0, place[0]) + 1
    return (
        re.split(r"[\s.,;:!?)]", text[begin : place[0]])[-1]
        + re.split(r"(?<=\S)[\s.,;:!?)]", text[place[0] :], maxsplit=1)[0]
    )


@rule(
    "percent-sign",
    Severity.WARNING,
    about=_("A per cent sign stands in running text, or right beside its number."),
    why=_("Running text says `50 procent`; `50 %`, with a no-break space, belongs in tables."),
    bad="# Text\n\nHälften, 50%, var nöjda.\n",
    good="# Text\n\nHälften, 50 procent, var nöjda.\n",
)
def percent_sign(subject: Subject) -> Iterator[Finding]:
    """Per cent signs after a number, typed or computed."""
    for passage in swedish_passages(subject):
        narrow = passage.kind in ("cell", "header", "caption", "setting")
        for found in re.finditer(r"(?<=\d)[ \u00a0]?%(?![\w-])", passage.text):
            typed = passage.typed[slice(*found.span())]
            if MASK in typed or (narrow and typed[0] == NO_BREAK_SPACE):
                continue
            right = NO_BREAK_SPACE + ("%" if narrow else "procent")
            message = (
                _("there is no space before the per cent sign")
                if narrow
                else _("running text has a per cent sign")
            )
            hint = _("write a no-break space") if narrow else _("write 'procent'")
            yield replacing(passage, found.span(), message, right, hint)


@rule(
    "minus-hyphen",
    Severity.WARNING,
    about=_("A negative number has a hyphen for its minus sign."),
    why=_("A hyphen is too short to be seen, and a line can be broken after it."),
    bad="# Text\n\nDet var -5 grader.\n",
    good="# Text\n\nDet var −5 grader.\n",
)
def minus_hyphen(subject: Subject) -> Iterator[Finding]:
    """Hyphens right before a digit, after a space or an opening bracket."""
    for passage in swedish_passages(subject):
        for found in re.finditer(r"(?:(?<=[^\d\s] )|(?<=[(])|^)-(?=\d)", passage.typed):
            message = _("the minus sign is a hyphen")
            hint = _("write the minus sign {minus} (U+2212)", minus=MINUS)
            yield replacing(passage, found.span(), message, MINUS, hint)


@rule(
    "three-points",
    Severity.WARNING,
    about=_("Three full stops stand where an ellipsis belongs."),
    why=_("They can be parted at the end of a line, and a screen reader says each of them."),
    bad="# Text\n\nSedan ... blev det tyst.\n",
    good="# Text\n\nSedan … blev det tyst.\n",
)
def three_points(subject: Subject) -> Iterator[Finding]:
    """Three full stops or more in a row."""
    for passage in subject.written:
        for found in re.finditer(r"\.{3,}", passage.typed):
            message = _("these are full stops, not an ellipsis")
            yield replacing(passage, found.span(), message, "…", _("write …"))


@rule(
    "abbreviation-points",
    Severity.WARNING,
    about=_("An abbreviation is written without its points, or with spaces between its letters."),
    why=_("One report has `t.ex.` in one way; the same abbreviation in three looks careless."),
    bad="# Text\n\nVi mötte t ex polisen.\n",
    good="# Text\n\nVi mötte t.ex. polisen, bl.a. i Göteborg.\n",
)
def abbreviation_points(subject: Subject) -> Iterator[Finding]:
    """Abbreviations of several words, and `kl`, `dvs`, `osv`, `etc`, `resp` without a point."""
    for passage in swedish_passages(subject):
        for start, end, right in find_unpointed(passage.typed):
            message = _("'{wrong}' lacks points or has spaces", wrong=passage.typed[start:end])
            hint = _("write '{right}'", right=right)
            yield replacing(passage, (start, end), message, right, hint)


_FLAT = Pattern(r"(?<![\w/])(?:(?P<base>CO|NO|SO|H|k?m|cm|mm)(?P<index>[23])O?)(?![\w/-])")
_RAISED = frozenset(("m", "km", "cm", "mm"))


@rule(
    "flat-index",
    Severity.NOTE,
    about=_("A figure stands on the line where it belongs below or above it: `CO2`, `m2`."),
    why=_("It is written and read as CO₂ and m²; on the line it looks like a name."),
    bad="# Text\n\nLokalen är på 80 m2.\n",
    good="# Text\n\nLokalen är på 80 m^2^, och utsläppen av CO~2~ minskade.\n",
)
def flat_index(subject: Subject) -> Iterator[Finding]:
    """Units of area and volume after a number, and the names of some gases."""
    for passage in subject.passages:
        for found in _FLAT.finditer(passage.typed):
            base, index = found["base"], found["index"]
            raised = base in _RAISED
            if raised and not _NUMBER_BEFORE.search(passage.text, 0, found.start()):
                continue
            mark = "^" if raised else "~"
            right = found[0].replace(base + index, f"{base}{mark}{index}{mark}", 1)
            message = _("'{wrong}' has its figure on the line", wrong=found[0])
            yield replacing(
                passage, found.span(), message, right, _("write '{right}'", right=right)
            )


_NUMBER_BEFORE = Pattern(r"\d[ \u00a0]?\Z")


@rule(
    "invisible-break",
    Severity.WARNING,
    about=_("Two blanks at the end of a line break it, and nobody sees them."),
    why=_("They come along when text is pasted, and leave short lines in the report."),
    bad="# Text\n\nVi arbetade.  \nMycket.\n",
    good="# Text\n\nVi arbetade.\nMycket.\n\nGatan 1\\\nOrten\n",
)
def invisible_break(subject: Subject) -> Iterator[Finding]:
    """Line breaks of blanks; those of a backslash are seen and meant."""
    for _section, block in subject.blocks():
        for inline in (each for run in inlines_of(block) for each in walk_inlines(run)):
            if not isinstance(inline, LineBreak) or inline.span.end_line == inline.span.line:
                continue
            lines = subject.source(inline.span.file).lines
            if lines[inline.span.line - 1].endswith("  "):
                message = _("two blanks break this line")
                hint = _("delete them, or write '\\' in their place where the line shall break")
                yield Finding(message, inline.span, hint)
