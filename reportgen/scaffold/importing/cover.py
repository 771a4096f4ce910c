"""What the cover of a report says, by its styles, its words and the order of its lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from reportgen.model import Block, Blocks, Table
from reportgen.model.traverse import plain_text
from reportgen.scaffold.importing.facts import (
    AROUND_NUMBER,
    CONTENTS,
    DAY,
    EMAIL,
    LONGEST_SIGNED,
    PHONE,
    REGION,
    UNIT,
    Facts,
    Line,
    Role,
    begins_signature,
    day_in,
    lines_of,
)
from reportgen.scaffold.importing.senders import (
    is_addressee,
    is_people,
    is_report,
    names_organisation,
    registered,
)

_SENDER = re.compile(r"kommun\b|\b[Ss]tad\b|^Region\b|[Ll]änsstyrelse|myndighet(?:en)?\b")
_STYLES: Mapping[str, Role] = {
    "title": "title", "titel": "title",
    "subtitle": "subtitle", "underrubrik": "subtitle",
    "date": "date", "datum": "date",
    "omslag syfte": "purpose", "omslag avsändare": "organisation",
    "omslag nyckeltal": "keyfigures", "cover key figure": "keyfigures",
}  # fmt: skip
_LABELLED = re.compile(r"(?P<label>[\w-]+):\s*(?P<text>\S.*)")
_LABELS: Mapping[str, Role] = {
    "författare": "author", "från": "author", "till": "purpose", "kontaktperson": "author",
    "telefon": "phone", "tel": "phone",
    "e-post": "email", "epost": "email", "mejl": "email", "mail": "email", "datum": "date",
    "upprättad av": "author", "organisation": "organisation", "avsändare": "organisation",
    "enhet": "unit", "mottagare": "purpose", "dnr": "dnr", "diarienummer": "dnr", "ort": "place",
}  # fmt: skip
# “80 ärenden” on a cover: a number and what it counts, in a few words.
_KEY_FIGURE = re.compile(r"\d[\d \u00a0]*(?:,\d+)?[ \u00a0]?%?(?: [^\d\W][\w-]*){1,5}(?: \(.*\))?")
_PURPOSE = re.compile(r"(?i)(?:åter)?(?:rapport\w*|redovisning)\b.* till \w")
# A cover is lines, and so is a signature: what is longer is text.
_LONGEST_LINE, _MOST_LINES = 40, 12
_LONGEST_REGISTERED = 8
_WORDS_OF_PURPOSE = 9


def cover_facts(blocks: Blocks, styles: Mapping[int, str]) -> tuple[dict[Role, Line], Blocks]:
    """What the cover, `blocks`, says by its styles and by the order of its lines; what is left."""
    facts: dict[Role, Line] = {}
    left: list[Block] = []
    begun = False
    title = _title_of(blocks, styles)
    for number, block in enumerate(blocks):
        if isinstance(block, Table) and not begun and (labelled := _labelled_rows(block)):
            for named, said in labelled:
                _take(named, said, facts)
            continue
        lines = _continued(lines_of(block))
        known = _STYLES.get(styles.get(block.span.line, "").casefold())
        long = any(len(line.text.split()) > _LONGEST_LINE for line in lines)
        begun = begun or any(line.text.casefold() in CONTENTS for line in lines)
        if begun or not lines or number >= _MOST_LINES or (long and not known):
            left.append(block)
            continue
        for line in lines:
            again = known == "keyfigures" or known not in facts
            role = known if known and again else _role_by_order(line.text, facts, title)
            contact = [*_contact_in(line)] if role is None else []
            if role is None and not contact and _text_like(line.text):
                left.append(block)
                break
            for each, said in contact or [(role or "purpose", line)]:
                _take(each, said, facts)
    return facts, tuple(left)


def _labelled_rows(table: Table) -> list[tuple[Role, Line]]:
    """What a table of labels and values says, row for row; empty where a label is not known."""
    found: list[tuple[Role, Line]] = []
    for row in (table.header, *table.rows):
        texts = [" ".join(plain_text(cell.children).split()) for cell in row.cells]
        if not any(texts):
            continue
        role = _LABELS.get(texts[0].casefold().rstrip(":")) if len(texts) == 2 else None
        if role is None:
            return []
        text = f"Till {texts[1]}" if role == "purpose" else texts[1]
        found.append((role, Line(f"Dnr {text}" if role == "dnr" else text, row.cells[1].span)))
    return found


def _title_of(blocks: Blocks, styles: Mapping[int, str]) -> str:
    """The line of the cover that is surely the title: by its style, or it says it is a report.

    Empty where there is none.
    """
    lines = [line for block in blocks[:_MOST_LINES] for line in _continued(lines_of(block))]
    by_style = (x for x in lines if _STYLES.get(styles.get(x.span.line, "").casefold()) == "title")
    titles = (
        each
        for each in lines
        if is_report(each.text) and not _PURPOSE.match(each.text) and not _text_like(each.text)
    )
    found = next(by_style, None) or next(titles, None)
    return found.text if found else ""


def _continued(lines: Iterable[Line]) -> list[Line]:
    """The lines of a paragraph, one that goes on with a small letter behind the one before."""
    made: list[Line] = []
    for line in lines:
        if made and line.text[:1].islower() and "@" not in line.text:
            made[-1] = replace(made[-1], text=f"{made[-1].text} {line.text}")
        else:
            made.append(line)
    return made


def _contact_in(line: Line) -> Iterator[tuple[Role, Line]]:
    """A place with a day, a telephone number, an e-mail address: what a signature has as well."""
    text = line.text
    email, phone, day = EMAIL.search(text), PHONE.search(text), DAY.search(text)
    if day and begins_signature(text):
        yield "date", replace(line, text=text[day.start() :])
        yield "place", replace(line, text=text[: day.start()].strip(" ,"))
    elif email or phone:
        if phone:
            yield "phone", replace(line, text=AROUND_NUMBER.sub("", phone[0]))
        if email:
            yield "email", replace(line, text=email[0])


def _text_like(text: str) -> bool:
    """Whether a line before the first heading is text, and not one of a cover's lines."""
    return len(text.split()) > LONGEST_SIGNED or text.endswith((".", ":", "?", "!"))


def _take(role: Role, line: Line, facts: dict[Role, Line]) -> None:
    """Note a line of the cover; one more of what it is for comes behind the first."""
    labelled = _LABELLED.fullmatch(line.text)
    named = labelled and role != "purpose" and role in _LABELS.values()
    text = labelled["text"] if labelled and named else line.text
    number = registered(text) if role in ("date", "dnr") else ""
    if number:
        facts.setdefault("dnr", Line(number, line.span))
        if role == "dnr":
            return
    if role == "keyfigures" and role in facts:
        facts[role] = Line(f"{facts[role].text}; {text}", facts[role].span)
    elif role == "purpose" and role in facts:
        before = facts[role]
        facts[role] = Line(f"{before.text.rstrip('.')}. {text}", before.span)
    elif role == "organisation":
        facts[role] = Line(text, line.span)
    elif role == "author" and role in facts:
        facts[role] = replace(facts[role], text=f"{facts[role].text}, {text}")
    else:
        facts.setdefault(role, Line(text, line.span))


def _role_by_order(text: str, facts: Facts, title: str) -> Role | None:
    """What a line of the cover is by its words and its place; `title` is that which is to come."""
    if DAY.fullmatch(text):
        return "date"
    if _KEY_FIGURE.fullmatch(text) and "title" in facts and not DAY.search(text):
        return "keyfigures"
    if registered(text) and len(text.split()) <= _LONGEST_REGISTERED:
        return "date" if day_in(text) and "date" not in facts else "dnr"
    if begins_signature(text) or EMAIL.search(text):
        return None
    if role := _role_by_words(text, facts):
        return role
    if "title" not in facts:
        return _role_before_title(text, facts, title)
    return _role_below_title(text, facts)


def _role_by_words(text: str, facts: Facts) -> Role | None:
    """What a line is by a label, by names of persons, or by whom it is for."""
    labelled = _LABELLED.fullmatch(text)
    if labelled and (role := _LABELS.get(labelled["label"].casefold())) and role not in facts:
        return role
    if is_people(text):
        return "author"
    is_purpose = is_addressee(text) or (_PURPOSE.match(text) and "title" in facts)
    return "purpose" if is_purpose else None


def _role_below_title(text: str, facts: Facts) -> Role | None:
    if "subtitle" not in facts and "date" not in facts and not _is_sender(text):
        return "subtitle"
    if "purpose" not in facts and len(text.split()) >= _WORDS_OF_PURPOSE and not _is_sender(text):
        return "purpose"
    before = facts.get("organisation")
    better = before and REGION.fullmatch(before.text) and names_organisation(text)
    return "organisation" if _is_sender(text) and (better or not before) else None


def _role_before_title(text: str, facts: Facts, title: str) -> Role:
    if REGION.fullmatch(text):
        return "region"
    if not title or text == title:
        return "title"
    return "organisation" if _is_sender(text) and "organisation" not in facts else "purpose"


def _is_sender(text: str) -> bool:
    if names_organisation(text) and "," in text and not text.endswith("."):
        return len(text.split()) <= LONGEST_SIGNED
    return bool(_SENDER.search(text) or UNIT.search(text)) and len(text.split()) < _WORDS_OF_PURPOSE
