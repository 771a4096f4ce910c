"""What a report says of itself on its cover and above its signature, and where it says so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from reportgen.diagnostics import Span
from reportgen.model import Block, Blocks, Inline, LineBreak, Paragraph
from reportgen.model.traverse import plain_text, walk_blocks
from reportgen.scaffold.importing.senders import columns, is_people

Role = Literal[
    "title", "subtitle", "date", "purpose", "region", "organisation", "unit", "author", "place",
    "phone", "email", "logo", "caption", "keyfigures", "dnr",
]  # fmt: skip


# Where something is said that stands nowhere in the text.
Source = Literal["", "properties", "name", "asked"]


class Line(Struct, frozen=True):
    """A line of the cover or the signature: a line break ends one as a paragraph does.

    `source` says where it is from if it is no line: the file's properties or name, or a person.
    """

    text: str
    span: Span
    source: Source = ""


Facts = Mapping[Role, Line]

_MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september",
    "oktober", "november", "december",
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
DAY = re.compile(
    rf"(?:(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)"
    rf"|(?:den )?(?P<d>\d\d?) (?P<m>{'|'.join(_MONTHS)}) (?P<y>(?:19|20)\d\d))",
    re.IGNORECASE,
)
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"(?<![\d-])(?:\+46[ \d()-]{7,}|0\d{1,3}[ -]?[\d ]{5,})\d(?:[^\n,;@]*)")
AROUND_NUMBER = re.compile(r"^[\s:]*|[\s,;]+(?:e-?post|mejl|epost)?[\s:]*$", re.IGNORECASE)
REGION = re.compile(r"\b[Rr]egion ([A-ZÅÄÖ][\wåäö-]+(?: [A-ZÅÄÖ][\wåäö-]+)?)")
_ENDS_AS_SENDER = re.compile(r"^(?!.*koordinator).*(?:kommun|\b[Ss]tad)$")
UNIT = re.compile(r"förvaltning|avdelning|\benhet|nämnd|kontor|centrum|utskott", re.IGNORECASE)
# What the list of contents is called, behind which the cover is over.
CONTENTS = ("innehåll", "innehållsförteckning", "contents", "table of contents")
# What those are who sign: a line below their names.
_TITLE = re.compile(r"^(?!.*kommun).*koordinator", re.IGNORECASE)
# A signature is lines: what is longer is text.
LONGEST_SIGNED, _MOST_SIGNED = 14, 10


def lines_of(block: Block, *, signed: bool = False) -> Iterator[Line]:
    """The lines of a paragraph that have words; of one `signed`, columns are parted by commas."""
    if not isinstance(block, Paragraph):
        return
    line: list[Inline] = []
    for inline in (*block.children, LineBreak(block.span)):
        if isinstance(inline, LineBreak):
            said = plain_text(tuple(line))
            parts = dict.fromkeys(columns(said)) if signed else (said,)
            text = ", ".join(" ".join(part.split()) for part in parts)
            if text:
                yield Line(text, block.span)
            line = []
        else:
            line.append(inline)


def day_in(text: str) -> date | None:
    """The day that `text` names, None where it names none."""
    found = DAY.search(text)
    if found is None:
        return None
    try:
        if found["y"]:
            return date(
                int(found["y"]), _MONTHS.index(found["m"].casefold()) % 12 + 1, int(found["d"])
            )
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def signature_facts(blocks: Blocks, styles: Mapping[int, str]) -> tuple[dict[Role, Line], Blocks]:
    """What the signature at the end of `blocks` says, and the blocks before it.

    Nothing is taken unless every line of it is understood.
    """
    begin = len(blocks)
    while begin and len(blocks) - begin < _MOST_SIGNED and _can_sign(blocks[begin - 1]):
        begin -= 1
    for first in range(begin, len(blocks)):
        lines = [line for block in blocks[first:] for line in lines_of(block, signed=True)]
        styled = styles.get(blocks[first].span.line, "").casefold() in ("signature", "signatur")
        if styled or begins_signature(lines[0].text):
            facts = _signed(lines)
            return (facts, blocks[:first]) if facts is not None else ({}, blocks)
    return {}, blocks


def _can_sign(block: Block) -> bool:
    lines = [*lines_of(block)]
    return bool(lines) and all(
        len(line.text.split()) <= LONGEST_SIGNED and not line.text.endswith((":", "?", "!"))
        for line in lines
    )


def begins_signature(text: str) -> bool:
    """Whether a line is a day, with or without a place before it: "Umeå den 3 mars 2022"."""
    found = DAY.search(text)
    place = text[: found.start()].strip(" ,") if found else ""
    return bool(
        found and found.end() == len(text) and re.fullmatch(r"(?:[A-ZÅÄÖ][\w-]*[ ]?){0,3}", place)
    )


def _signed(lines: Iterable[Line]) -> dict[Role, Line] | None:
    """The facts of the lines of a signature; None where one of them fits nowhere."""
    facts: dict[Role, Line] = {}
    for line in lines:
        found = [*_signed_by(line, facts)]
        if not found or any(role in facts and role != "author" for role, _text in found):
            return None
        facts |= {role: Line(text, line.span) for role, text in found if text}
    return facts


def _signed_by(line: Line, facts: Facts) -> Iterator[tuple[Role, str]]:
    """The roles of one line of a signature, each with its words."""
    text = line.text
    email, phone, day = EMAIL.search(text), PHONE.search(text), DAY.search(text)
    if day and "date" not in facts:
        yield "date", text[day.start() :]
        yield "place", text[: day.start()].strip(" ,")
    elif email or phone:
        if phone:
            yield "phone", AROUND_NUMBER.sub("", phone[0])
        if email:
            yield "email", email[0]
    elif "author" in facts and _TITLE.search(text):
        yield "author", f"{facts['author'].text}, {text[:1].lower()}{text[1:]}"
    elif "author" in facts and is_people(text):
        yield "author", f"{facts['author'].text}, {text}"
    elif "author" not in facts and not _ENDS_AS_SENDER.search(text):
        yield "author", text
    elif "unit" not in facts and "organisation" not in facts and UNIT.search(text):
        yield "unit", text
    elif "organisation" not in facts:
        yield "organisation", text


def region_in(blocks: Blocks, cover: Iterable[Line]) -> Line | None:
    """The region that the report is from: named on its cover, or else the most often."""
    for line in cover:
        named = REGION.search(line.text)
        if named:
            return replace(line, text=f"region {named[1]}")
    paragraphs = (each for each in walk_blocks(blocks) if isinstance(each, Paragraph))
    found = [
        (name, each.span)
        for each in paragraphs
        for name in REGION.findall(plain_text(each.children))
    ]
    if not found:
        return None
    [(most, _count)] = Counter(name for name, _span in found).most_common(1)
    return Line(f"region {most}", next(span for name, span in found if name == most))


def year_in(texts: Iterable[str], day: date | None) -> int | None:
    """The year that the report is about: in a title or a file's name, else before its date."""
    for text in texts:
        found = re.search(r"(?<!\d)((?:19|20)\d\d)(?!\d)", text)
        if found:
            return int(found[1])
    return day.year - 1 if day else None
