"""The outline of a Word file as a report's: its sections, in levels that leave none out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from reportgen.compose.assembly import order_sections
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems, Span
from reportgen.model import Block, Blocks, Heading, Inline, Inlines, Paragraph, Section, Text
from reportgen.model.profile import Profile
from reportgen.model.traverse import plain_text, walk_blocks
from reportgen.readers.markdown.attributes import slug
from reportgen.scaffold.importing.facts import CONTENTS

_NUMBER = re.compile(r"\s*\d{1,2}(?:\.\d{1,2})*\.?[\s\u00a0]+(?=[^\W\d])")
_PAGE = re.compile(r"(?<=\D)[\s.…]+\d{1,3}\s*$")
# How alike a heading and a standard one are that mean the same: a slip of a letter or two.
_ALIKE = 0.8
# A word of so many letters says what a section is about; a slip in one leaves it so alike.
_TELLING, _SLIP = 7, 0.9
# By a standard heading what else people call that section; `slug`s, from its beginning.
_OTHER_NAMES = {
    "Uppdragsbeskrivning": ("uppdraget", "vart-uppdrag", "mitt-uppdrag", "om-uppdraget"),
    "Återrapportering av ärenden och insatser": (
        "arets-arenden", "arenden-i-siffror", "arenden-och-insatser", "statistik-over-arenden",
        "arendestatistik", "arets-statistik",
    ),
}  # fmt: skip


class ImportedSection(Struct, frozen=True):
    """A section of the new year: its id, which its file's name holds, and what stands in it."""

    id: str
    heading: Heading
    blocks: Blocks


def levelled(blocks: Blocks, title: str, problems: Problems) -> tuple[Blocks, Heading | None]:
    """The blocks with headings from level 1 on, none skipped; and the title set as a heading.

    It is the title where it is the only one of the highest level, before all others.
    """
    headings = [each for each in blocks if isinstance(each, Heading)]
    if not headings:
        return blocks, None
    top = min(each.level for each in headings)
    highest = [each for each in headings if each.level == top]
    over_all = len(highest) == 1 and headings[0] is highest[0] and len(headings) > 1
    titled = (
        highest[0]
        if over_all and (not title or _same(plain_text(highest[0].children), title))
        else None
    )
    kept = tuple(each for each in blocks if each is not titled)
    return tuple(_in_steps(kept, _numbers_typed(headings), problems)), titled


def _same(one: str, other: str) -> bool:
    return slug(one) in slug(other) or slug(other) in slug(one)


def _numbers_typed(headings: Sequence[Heading]) -> bool:
    """Whether the headings are numbered by hand: at least half of them, and more than one."""
    typed = sum(bool(_NUMBER.match(plain_text(each.children))) for each in headings)
    return typed > 1 and 2 * typed >= len(headings)


def _in_steps(blocks: Blocks, typed: bool, problems: Problems) -> list[Block]:  # noqa: FBT001
    made: list[Block] = []
    levels: list[int] = []
    for block in blocks:
        if not isinstance(block, Heading):
            made.append(block)
            continue
        while levels and levels[-1] >= block.level:
            levels.pop()
        levels.append(block.level)
        heading = replace(block, level=len(levels), number=None)
        made.append(_without_number(heading) if typed else heading)
    if typed:
        message = _("numbers typed before the headings are taken away: the report numbers them")
        problems.warn("typed-heading-numbers", None, message)
    return made


def _without_number(heading: Heading) -> Heading:
    first, *others = heading.children or (Text("", heading.span),)
    if not isinstance(first, Text):
        return heading
    words: list[Inline] = [replace(first, text=_NUMBER.sub("", first.text, count=1))]
    return replace(heading, children=(*words, *others))


def part_sections(blocks: Blocks, profile: Profile, problems: Problems) -> list[ImportedSection]:
    """The sections in the order of the document; a contents list among them is left out."""
    parts: list[list[Block]] = []
    for block in _without_contents(blocks, problems):
        if (isinstance(block, Heading) and block.level == 1) or not parts:
            parts.append([])
        parts[-1].append(block)
    sections: list[ImportedSection] = []
    taken: set[str] = set()
    titles = [plain_text(part[0].children) for part in parts if isinstance(part[0], Heading)]
    for part in parts:
        heading, body = _headed(part, problems)
        if plain_text(heading.children).strip().casefold() in CONTENTS:
            message = _("the table of contents is left out: it is made anew")
            problems.warn("contents-left-out", heading.span, message)
            continue
        name = _name_of(heading, profile, taken, titles, problems)
        taken.add(name)
        sections.append(ImportedSection(name, heading, tuple(body)))
    return _in_report_order(sections, profile, problems)


def _in_report_order(
    sections: list[ImportedSection], profile: Profile, problems: Problems
) -> list[ImportedSection]:
    """The sections as the report has them: standard ones in the profile's order.

    They change places among themselves; those of the region's own stay where they are.
    """
    order = [each.id for each in profile.sections]
    standard = [each for each in sections if each.id in order]
    sorted_ones = iter(sorted(standard, key=lambda each: order.index(each.id)))
    changed = [next(sorted_ones) if each.id in order else each for each in sections]
    made = tuple(Section(each.id, each.heading, (), each.heading.span) for each in changed)
    by_id = {each.id: each for each in sections}
    ordered = [by_id[each.id] for each in order_sections(made, profile)]
    for moved in _moved([each.id for each in sections], [each.id for each in ordered]):
        heading = by_id[moved].heading
        message = _(
            "'{title}' stands elsewhere in the report's structure, and has been moved there",
            title=plain_text(heading.children),
        )
        problems.warn("section-moved", heading.span, message)
    return ordered


def _moved(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """The fewest that have to be moved to make one order of the other."""
    from difflib import SequenceMatcher

    matching = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    kept = {name for a, _b, size in matching for name in before[a : a + size]}
    return [name for name in before if name not in kept]


def _without_contents(blocks: Blocks, problems: Problems) -> list[Block]:
    """The blocks without a contents list that is typed before the first heading."""
    headings = [each for each in blocks if isinstance(each, Heading)]
    titles = {_plain_title(each.children) for each in headings} | {*CONTENTS}
    kept: list[Block] = []
    listed: list[Block] = []
    begun = False
    for block in blocks:
        begun = begun or isinstance(block, Heading)
        if begun:
            kept.append(block)
            continue
        lines = [each for each in walk_blocks((block,)) if isinstance(each, Paragraph)]
        is_listed = lines and all(_plain_title(each.children) in titles for each in lines)
        (listed if is_listed else kept).append(block)
    if listed:
        message = _("the table of contents is left out: it is made anew")
        problems.warn("contents-left-out", listed[0].span, message)
    return kept


def _plain_title(inlines: Inlines) -> str:
    """A heading without its number, and a line of the contents without its page."""
    text = _PAGE.sub("", _NUMBER.sub("", plain_text(inlines), count=1))
    return " ".join(text.split()).casefold()


def _headed(part: list[Block], problems: Problems) -> tuple[Heading, list[Block]]:
    """The heading of a section and what follows; text before all headings gets one."""
    first = part[0]
    if isinstance(first, Heading) and first.level == 1:
        return first, part[1:]
    message = _("the text before the first heading has become a section: 'Inledning'")
    problems.warn("text-before-headings", first.span, message)
    return Heading(1, (Text("Inledning", first.span),), "", first.span), part


def _name_of(
    heading: Heading, profile: Profile, taken: set[str], titles: Sequence[str], problems: Problems
) -> str:
    """The id of the standard section that the heading means, else one made of its words.

    `titles` are those of all sections: by another name one is meant where none has its own.
    """
    title = plain_text(heading.children).strip()
    free = [each for each in profile.sections if each.id not in taken]
    best = max(free, key=lambda each: nearness(title, each.title), default=None)
    if best is None or nearness(title, best.title) < _ALIKE:
        best = next((each for each in free if _is_called(title, each.title, titles)), None)
    if best is not None:
        if title != best.title:
            _tell_of_slip(title, best.title, heading.span, problems)
        return best.id
    known = taken | {each.id for each in profile.sections}
    name = free_name(slug(title) or "avsnitt", known)
    message = _("'{title}' is a section of your own", title=title)
    problems.warn("own-section", heading.span, message)
    return name


def nearness(title: str, standard: str) -> float:
    """How likely a heading means a standard one: alike, or all the words of the other and long."""
    words = ({*slug(each).split("-")} for each in (title, standard))
    fewer, more = sorted(words, key=len)
    if max(map(len, fewer)) >= _TELLING and all(_is_among(each, more) for each in fewer):
        return max(_ALIKE, likeness(title, standard))
    return likeness(title, standard)


def _is_among(word: str, words: set[str]) -> bool:
    """Whether a word is one of others; a long one may have a slip."""
    return word in words or (
        len(word) >= _TELLING and any(likeness(word, each) >= _SLIP for each in words)
    )


def _is_called(title: str, standard: str, titles: Sequence[str]) -> bool:
    """Whether a heading is another name of a standard section that none of `titles` names."""
    names = _OTHER_NAMES.get(standard, ())
    called = any(slug(title).startswith(name) for name in names)
    return called and not any(nearness(each, standard) >= _ALIKE for each in titles)


def likeness(one: str, other: str) -> float:
    """How alike two headings are, letter by letter, from 0 to 1."""
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False).ratio()


def _tell_of_slip(title: str, standard: str, span: Span, problems: Problems) -> None:
    message = _("the heading '{title}' is taken for '{standard}'", title=title, standard=standard)
    hint = _("correct it in the section's first line if it is a slip")
    problems.warn("heading-taken-for", span, message, hint)


def free_name(name: str, taken: set[str]) -> str:
    """`name`, with a number behind it where that is taken."""
    found, count = name, 2
    while found in taken:
        found, count = f"{name}-{count}", count + 1
    return found
