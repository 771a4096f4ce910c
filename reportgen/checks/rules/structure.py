"""Structure: what the profile asks for, in its place and not empty; units and terms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from reportgen.checks.finding import Finding
from reportgen.checks.own_words import region_terms
from reportgen.checks.passages import Passage
from reportgen.checks.rule import rule, told_rule
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Severity, Span
from reportgen.model import Computed, Heading, Section
from reportgen.model.profile import ProfileSection
from reportgen.model.traverse import plain_text

TOPIC = _("Structure")

_PROFILE = """name: liten
title: Ett litet rapportformat
sections:
  - id: text
    title: Text
    required: true
    subsections: [{title: Kön, required: true}, {title: Ålder}]
statistics:
  alder: {title: Ärenden efter ålder, labels: [Barn, Vuxna]}
"""


@rule(
    "missing-section",
    Severity.WARNING,
    about=_("A section or heading that the profile requires is missing."),
    why=_("The authority reads the regions' reports side by side and looks for it."),
    bad={"profil.yaml": _PROFILE, "text.md": "# Text\n\nVi arbetade.\n"},
    good={"profil.yaml": _PROFILE, "text.md": "# Text\n\n## Kön\n\nVi arbetade.\n"},
)
def missing_section(subject: Subject) -> Iterator[Finding]:
    """What reading the year found, but for a heading that is there with a slip in it."""
    misspelt = {(span.file, right) for _passage, span, right in _misspelt(subject)}
    for finding in subject.told_as("missing-section"):
        if (finding.span.file, finding.message.values.get("title")) not in misspelt:
            yield finding


missing_table = told_rule(
    "missing-table",
    Severity.WARNING,
    about=_("Statistics that the profile requires are missing."),
    why=_("The authority adds up the regions' figures; a missing table is a missing region."),
    bad={
        "text.md": "# Text\n\nVi arbetade.\n",
        "statistics.yaml": "arenden: {title: Ärenden, unit: ärenden, counts: {Prostitution: 5}}\n",
    },
    good={
        "text.md": "# Text\n\nVi arbetade.\n",
        "statistics.yaml": "kon: {title: Ärenden, unit: ärenden, total: 5, counts: {Kvinnor: 5}}\n",
    },
)


misspelt_label = told_rule(
    "misspelt-label",
    Severity.ERROR,
    about=_("A label of the statistics nearly is one of the profile's standard labels."),
    why=_("Figures of several years and regions can be added only under the same words."),
    bad={
        "text.md": "# Text\n\nVi arbetade.\n",
        "statistics.yaml": "kon: {unit: ärenden, total: 5, counts: {Kvinnnor: 5}}\n",
    },
    good={
        "text.md": "# Text\n\nVi arbetade.\n",
        "statistics.yaml": "kon: {unit: ärenden, total: 5, counts: {Kvinnor: 5}}\n",
    },
    supersedes=("misspelt",),
)


@rule(
    "misspelt-heading",
    Severity.WARNING,
    about=_("A heading nearly is the one that the profile has for its section."),
    why=_("Headings are the first that is read, and the contents page repeats them."),
    bad="# Texxt\n\nVi arbetade.\n",
    good="# Text\n\nVi arbetade.\n",
    supersedes=("misspelt", "unlike-spelling"),
)
def misspelt_heading(subject: Subject) -> Iterator[Finding]:
    """Headings of sections and subsections that differ in a few letters from the profile's."""
    for passage, span, right in _misspelt(subject):
        message = _("the heading is '{title}' in the profile", title=right)
        hint = _("write '{title}'", title=right)
        yield Finding(message, span, hint, passage.fix(0, len(passage.text), right))


@rule(
    "misplaced-heading",
    Severity.WARNING,
    about=_("A heading of the profile stands in another section, or in another order."),
    why=_("A reader who knows the authority's structure looks for it where it belongs."),
    bad={
        "profil.yaml": _PROFILE,
        "text.md": "# Text\n\n## Ålder\n\nVuxna.\n\n## Kön\n\nKvinnor.\n",
    },
    good={
        "profil.yaml": _PROFILE,
        "text.md": "# Text\n\n## Kön\n\nKvinnor.\n\n## Ålder\n\nVuxna.\n",
    },
)
def misplaced_heading(subject: Subject) -> Iterator[Finding]:
    """Subsections of the profile in another section than theirs, or before one they follow."""
    owners = {s.title: each for each in subject.profile.sections for s in each.subsections}
    for section in subject.document.sections:
        last = -1
        for heading in _subheadings(section):
            title = plain_text(heading.children)
            owner = owners.get(title)
            if owner is None:
                continue
            if owner.id != section.id:
                message = _("'{title}' belongs in the section '{section}'",
                            title=title, section=owner.title)  # fmt: skip
                yield Finding(message, heading.span)
                continue
            place = [each.title for each in owner.subsections].index(title)
            if place < last:
                before = owner.subsections[last].title
                message = _("'{title}' comes before '{other}'", title=title, other=before)
                yield Finding(message, heading.span)
            last = max(last, place)


@rule(
    "empty-section",
    Severity.WARNING,
    about=_("A heading has nothing under it."),
    why=_("It was meant to be written; the contents page promises it."),
    bad="# Text\n\nVi arbetade.\n\n## Kön\n",
    good="# Text\n\nVi arbetade.\n\n## Kön\n\nFlest ärenden rörde kvinnor.\n",
)
def empty_section(subject: Subject) -> Iterator[Finding]:
    """Headings that another of the same or a higher level follows at once, or nothing at all."""
    for section in subject.document.sections:
        blocks = (section.heading, *section.blocks, None)
        for block, following in pairwise(blocks):
            if not isinstance(block, Heading):
                continue
            ends = following is None or isinstance(following, Heading)
            if ends and not (isinstance(following, Heading) and following.level > block.level):
                title = plain_text(block.children)
                message = _("there is nothing under '{title}'", title=title)
                yield Finding(message, block.span, _("write the text, or delete the heading"))


@rule(
    "mixed-units",
    Severity.WARNING,
    about=_("A number of cases is told as a number of persons, or the other way round."),
    why=_("A case may concern several persons, and a person several cases."),
    bad="# Text\n\nVi mötte {{ arenden.total }} personer.\n",
    good="# Text\n\nVi hade {{ arenden.total }} ärenden.\n",
)
def mixed_units(subject: Subject) -> Iterator[Finding]:
    """Computed counts, and typed totals, with a noun of the other unit just behind them."""
    units = {table.id: table.unit.casefold() for table in subject.statistics.tables.values()}
    for passage in subject.passages:
        for _start, end, inline in passage.inlines():
            if not isinstance(inline, Computed) or not inline.sources:
                continue
            if inline.expression.startswith(("share", "change", "listing")):
                continue
            counted = {units.get(re.split(r"[.\[]", each)[0], "") for each in inline.sources}
            wrong = _other_unit(passage, end, counted)
            if wrong:
                yield wrong


@rule(
    "unlike-spelling",
    Severity.WARNING,
    about=_(
        "A thing is spelt otherwise than the project's list of terms (`check: terms:`) has it."
    ),
    why=_("One thing under two names looks like two things."),
    bad={
        "reportgen.yaml": "region: region Exempel\norganisation: Exempelstad\n"
        "profile: profil.yaml\ncheck:\n  terms:\n    workshoppar: [workshops]\n",
        "text.md": "# Text\n\nVi höll workshops för skolor.\n",
    },
    good={
        "reportgen.yaml": "region: region Exempel\norganisation: Exempelstad\n"
        "profile: profil.yaml\ncheck:\n  terms:\n    workshoppar: [workshops]\n",
        "text.md": "# Text\n\nVi höll workshoppar för skolor.\n",
    },
    supersedes=("misspelt",),
)
def unlike_spelling(subject: Subject) -> Iterator[Finding]:
    """Every wrong spelling in the term list, and the region's name in other capitals."""
    right = region_terms(subject.project.settings.region)
    terms = subject.settings.terms.items()
    right |= {wrong: term for term, wrongs in terms for wrong in wrongs}
    if not right:
        return
    choices = "|".join(re.escape(wrong) for wrong in sorted(right, key=len, reverse=True))
    pattern = re.compile(rf"(?<!\w)(?:{choices})(?!\w)")
    for passage in subject.written:
        for found in pattern.finditer(passage.typed):
            term = right[found[0]]
            if _only_capital(passage, found, term):
                continue
            message = _("'{wrong}' is '{term}' in this project", wrong=found[0], term=term)
            fix = passage.fix(*found.span(), term)
            yield Finding(message, passage.span(*found.span()), _("write '{term}'", term=term), fix)


def _only_capital(passage: Passage, found: re.Match[str], term: str) -> bool:
    """Whether it is the term itself, with the capital that a sentence begins with."""
    capital = term[:1].upper() + term[1:]
    return found[0] == capital and passage.sentence_at(found.start())[0] == found.start()


def _misspelt(subject: Subject) -> Iterator[tuple[Passage, Span, str]]:
    """The headings that nearly are one of the profile's, and how that is spelt."""
    profile = {section.id: section for section in subject.profile.sections}
    for passage in subject.passages:
        expected = profile.get(passage.section.id) if passage.section else None
        if passage.kind == "heading" and expected and (right := _intended(passage, expected)):
            yield passage, passage.whole, right


def _intended(passage: Passage, expected: ProfileSection) -> str | None:
    """The title of the profile that a heading nearly is, or None."""
    block = passage.block
    assert isinstance(block, Heading)
    subtitles = [each.title for each in expected.subsections]
    titles = [expected.title] if block.level == 1 else subtitles
    if passage.text in titles:
        return None
    return next((title for title in titles if _nearly(passage.text, title)), None)


def _nearly(one: str, other: str) -> bool:
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one.casefold(), other.casefold()).ratio() >= 0.85


def _subheadings(section: Section) -> Iterator[Heading]:
    for block in section.blocks:
        if isinstance(block, Heading):
            yield block


def _other_unit(passage: Passage, end: int, counted: set[str]) -> Finding | None:
    """The finding for the noun after a count of `counted`, where it is of another unit."""
    noun = re.compile(r"[ \u00a0](\w+)").match(passage.typed, end)
    if noun is None or len(counted) != 1:
        return None
    unit, word = counted.pop(), noun[1]
    persons = bool(re.match(r"(?:person|individ|människor)", word, re.IGNORECASE))
    cases = word.casefold().startswith("ärende")
    if not ((unit == "ärenden" and persons) or (unit == "personer" and cases)):
        return None
    message = _("the statistics count {unit}, and this says '{word}'", unit=unit, word=word)
    hint = _("write '{unit}', or say how many the other are", unit=unit)
    return Finding(message, passage.span(*noun.span(1)), hint)
