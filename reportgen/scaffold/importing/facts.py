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

Role = Literal[
    "title", "subtitle", "date", "purpose", "region", "organisation", "unit", "author", "place",
    "phone", "email", "logo", "caption", "keyfigures",
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
_DAY = re.compile(
    rf"(?:(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)"
    rf"|(?:den )?(?P<d>\d\d?) (?P<m>{'|'.join(_MONTHS)}) (?P<y>(?:19|20)\d\d))",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\d-])(?:\+46[ \d()-]{7,}|0\d{1,3}[ -]?[\d ]{5,})\d(?:[^\n,;@]*)")
_LABEL = re.compile(r"^[\s:]*|[\s,;]+(?:e-?post|mejl|epost)?[\s:]*$", re.IGNORECASE)
_REGION = re.compile(r"\b[Rr]egion ([A-ZÅÄÖ][\wåäö-]+(?: [A-ZÅÄÖ][\wåäö-]+)?)")
_SENDER = re.compile(r"kommun\b|\b[Ss]tad\b|^Region\b|[Ll]änsstyrelse|myndighet(?:en)?\b")
_ENDS_AS_SENDER = re.compile(r"^(?!.*koordinator).*(?:kommun|\b[Ss]tad)$")
_UNIT = re.compile(r"förvaltning|avdelning|\benhet|nämnd|kontor|centrum", re.IGNORECASE)
_STYLES: Mapping[str, Role] = {
    "title": "title", "titel": "title",
    "subtitle": "subtitle", "underrubrik": "subtitle",
    "date": "date", "datum": "date",
    "omslag syfte": "purpose", "omslag avsändare": "organisation",
    "omslag nyckeltal": "keyfigures", "cover key figure": "keyfigures",
}  # fmt: skip
# What the list of contents is called, behind which the cover is over.
CONTENTS = ("innehåll", "innehållsförteckning", "contents", "table of contents")
_LABELLED = re.compile(r"(?P<label>[\w-]+):\s*(?P<text>\S.*)")
_LABELS: Mapping[str, Role] = {
    "författare": "author", "från": "author", "till": "purpose", "kontaktperson": "author",
    "telefon": "phone", "tel": "phone",
    "e-post": "email", "epost": "email", "mejl": "email", "mail": "email", "datum": "date",
}  # fmt: skip
# “80 ärenden” on a cover: a number and what it counts, in a few words.
_KEY_FIGURE = re.compile(r"\d[\d \u00a0]*(?:,\d+)?[ \u00a0]?%?(?: [^\d\W][\w-]*){1,5}(?: \(.*\))?")
_PURPOSE = re.compile(r"(?i)(?:åter)?(?:rapport\w*|redovisning)\b.* till \w")
# What those are who sign: a line below their names.
_TITLE = re.compile(r"^(?!.*kommun).*koordinator", re.IGNORECASE)
# A cover is lines, and so is a signature: what is longer is text.
_LONGEST_LINE, _MOST_LINES = 40, 12
_LONGEST_SIGNED, _MOST_SIGNED = 14, 10
_WORDS_OF_PURPOSE = 9


def lines_of(block: Block) -> Iterator[Line]:
    """The lines of a paragraph that have words."""
    if not isinstance(block, Paragraph):
        return
    line: list[Inline] = []
    for inline in (*block.children, LineBreak(block.span)):
        if isinstance(inline, LineBreak):
            text = " ".join(plain_text(tuple(line)).split())
            if text:
                yield Line(text, block.span)
            line = []
        else:
            line.append(inline)


def day_in(text: str) -> date | None:
    """The day that `text` names, None where it names none."""
    found = _DAY.search(text)
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


def cover_facts(blocks: Blocks, styles: Mapping[int, str]) -> tuple[dict[Role, Line], Blocks]:
    """What the cover, `blocks`, says by its styles and by the order of its lines; what is left."""
    facts: dict[Role, Line] = {}
    left: list[Block] = []
    begun = False
    for number, block in enumerate(blocks):
        lines = [*lines_of(block)]
        known = _STYLES.get(styles.get(block.span.line, "").casefold())
        long = any(len(line.text.split()) > _LONGEST_LINE for line in lines)
        begun = begun or any(line.text.casefold() in CONTENTS for line in lines)
        if begun or not lines or number >= _MOST_LINES or (long and not known):
            left.append(block)
            continue
        for line in lines:
            again = known == "keyfigures" or known not in facts
            role = known if known and again else _role_by_order(line.text, facts)
            contact = [*_contact_in(line)] if role is None else []
            if role is None and not contact and _text_like(line.text):
                left.append(block)
                break
            for each, said in contact or [(role or "purpose", line)]:
                _take(each, said, facts)
    return facts, tuple(left)


def _contact_in(line: Line) -> Iterator[tuple[Role, Line]]:
    """A place with a day, a telephone number, an e-mail address: what a signature has as well."""
    text = line.text
    email, phone, day = _EMAIL.search(text), _PHONE.search(text), _DAY.search(text)
    if day and _begins_signature(text):
        yield "date", replace(line, text=text[day.start() :])
        yield "place", replace(line, text=text[: day.start()].strip(" ,"))
    elif email or phone:
        if phone:
            yield "phone", replace(line, text=_LABEL.sub("", phone[0]))
        if email:
            yield "email", replace(line, text=email[0])


def _text_like(text: str) -> bool:
    """Whether a line before the first heading is text, and not one of a cover's lines."""
    return len(text.split()) > _LONGEST_SIGNED or text.endswith((".", ":", "?", "!"))


def _take(role: Role, line: Line, facts: dict[Role, Line]) -> None:
    """Note a line of the cover; one more of what it is for comes behind the first."""
    labelled = _LABELLED.fullmatch(line.text)
    named = labelled and role != "purpose" and role in _LABELS.values()
    text = labelled["text"] if labelled and named else line.text
    if role == "keyfigures" and role in facts:
        facts[role] = Line(f"{facts[role].text}; {text}", facts[role].span)
    elif role == "purpose" and role in facts:
        before = facts[role]
        facts[role] = Line(f"{before.text.rstrip('.')}. {text}", before.span)
    else:
        facts.setdefault(role, Line(text, line.span))


def _role_by_order(text: str, facts: Facts) -> Role | None:
    if _DAY.fullmatch(text):
        return "date"
    if _KEY_FIGURE.fullmatch(text) and "title" in facts and not _DAY.search(text):
        return "keyfigures"
    if _begins_signature(text) or _EMAIL.search(text):
        return None
    labelled = _LABELLED.fullmatch(text)
    if labelled and (role := _LABELS.get(labelled["label"].casefold())) and role not in facts:
        return role
    if _PURPOSE.match(text) and "title" in facts:
        return "purpose"
    if "title" not in facts and _REGION.fullmatch(text):
        return "region"
    if "title" not in facts:
        return "title"
    if "subtitle" not in facts and "date" not in facts and not _is_sender(text):
        return "subtitle"
    if "purpose" not in facts and len(text.split()) >= _WORDS_OF_PURPOSE:
        return "purpose"
    return "organisation" if "organisation" not in facts and _is_sender(text) else None


def _is_sender(text: str) -> bool:
    return (
        bool(_SENDER.search(text) or _UNIT.search(text)) and len(text.split()) < _WORDS_OF_PURPOSE
    )


def signature_facts(blocks: Blocks, styles: Mapping[int, str]) -> tuple[dict[Role, Line], Blocks]:
    """What the signature at the end of `blocks` says, and the blocks before it.

    Nothing is taken unless every line of it is understood.
    """
    begin = len(blocks)
    while begin and len(blocks) - begin < _MOST_SIGNED and _can_sign(blocks[begin - 1]):
        begin -= 1
    for first in range(begin, len(blocks)):
        lines = [line for block in blocks[first:] for line in lines_of(block)]
        styled = styles.get(blocks[first].span.line, "").casefold() in ("signature", "signatur")
        if styled or _begins_signature(lines[0].text):
            facts = _signed(lines)
            return (facts, blocks[:first]) if facts is not None else ({}, blocks)
    return {}, blocks


def _can_sign(block: Block) -> bool:
    lines = [*lines_of(block)]
    return bool(lines) and all(
        len(line.text.split()) <= _LONGEST_SIGNED and not line.text.endswith((":", "?", "!"))
        for line in lines
    )


def _begins_signature(text: str) -> bool:
    found = _DAY.search(text)
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
    email, phone, day = _EMAIL.search(text), _PHONE.search(text), _DAY.search(text)
    if day and "date" not in facts:
        yield "date", text[day.start() :]
        yield "place", text[: day.start()].strip(" ,")
    elif email or phone:
        if phone:
            yield "phone", _LABEL.sub("", phone[0])
        if email:
            yield "email", email[0]
    elif "author" in facts and _TITLE.search(text):
        yield "author", f"{facts['author'].text}, {text[:1].lower()}{text[1:]}"
    elif "author" not in facts and not _ENDS_AS_SENDER.search(text):
        yield "author", text
    elif "unit" not in facts and "organisation" not in facts and _UNIT.search(text):
        yield "unit", text
    elif "organisation" not in facts:
        yield "organisation", text


def region_in(blocks: Blocks, cover: Iterable[Line]) -> Line | None:
    """The region that the report is from: named on its cover, or else the most often."""
    for line in cover:
        named = _REGION.search(line.text)
        if named:
            return replace(line, text=f"region {named[1]}")
    paragraphs = (each for each in walk_blocks(blocks) if isinstance(each, Paragraph))
    found = [
        (name, each.span)
        for each in paragraphs
        for name in _REGION.findall(plain_text(each.children))
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
