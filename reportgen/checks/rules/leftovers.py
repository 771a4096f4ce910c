"""Last year's leftovers: what was carried over and never made this year's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from typing import assert_never

from reportgen.checks.bare_plans import bare_plans
from reportgen.checks.finding import Finding
from reportgen.checks.other_years import (
    DATE,
    YEAR,
    has_reason,
    is_compared,
    tells_figures,
    year_compared_with,
)
from reportgen.checks.passages import MASK
from reportgen.checks.patterns import words_pattern, words_source
from reportgen.checks.rule import rule
from reportgen.checks.subject import Subject
from reportgen.checks.taken_over import MONTHS, LastYear, TakenOver
from reportgen.compose.assembly import doubt_of_text
from reportgen.diagnostics import Message, ReportError, Severity, Span
from reportgen.diagnostics import Message as _
from reportgen.language.formatting import format_date
from reportgen.language.patterns import Pattern
from reportgen.model import Figure, Image, ImagePlacement
from reportgen.model.project import Year
from reportgen.model.traverse import walk_blocks
from reportgen.readers.pictures.images import read_image

TOPIC = _("Last year's leftovers")


@rule(
    "not-reviewed",
    Severity.WARNING,
    about=_("A section is still marked `reviewed: false`."),
    why=_("A new year begins as a copy of the last one; nobody has yet said that this text holds."),
    bad="---\nreviewed: false\n---\n# Text\n\nVi arbetade som förut.\n",
    good="---\nreviewed: true\n---\n# Text\n\nVi arbetade som förut.\n",
)
def not_reviewed(subject: Subject) -> Iterator[Finding]:
    """Sections whose front matter says that nobody has read them through."""
    for section in subject.document.sections:
        if not section.reviewed:
            doubt = doubt_of_text(subject.project, subject.year)
            message = _("the section is not reviewed: {doubt}", doubt=doubt)
            hint = _("read it through, then delete 'reviewed: false'")
            yield Finding(message, section.heading.span, hint)


# In years: an older sentence would have been seen in one of the reports between.
_OLDEST_LEFTOVER = 5


@rule(
    "other-year",
    Severity.WARNING,
    about=_("Another year than the report's stands in a sentence that gives no reason for it."),
    why=_("It is mostly a sentence of last year's report with last year's number in it."),
    bad="# Text\n\nUnder 2021 samverkade vi med polisen.\n",
    good="# Text\n\nUnder 2022 samverkade vi mer med polisen än 2021.\n",
)
def other_year(subject: Subject) -> Iterator[Finding]:
    """The few years before the report's and the one after it, without a word of why.

    What lies longer back is history; what is further ahead, nobody takes for the report's year.
    """
    own = subject.year.year
    usual = year_compared_with(subject)
    for passage in (*subject.written, *subject.told_of_pictures):
        if passage.kind == "header" or YEAR.fullmatch(passage.typed.strip()):
            continue  # a table of several years
        for found in YEAR.finditer(passage.typed):
            year = int(found[0])
            near = own - _OLDEST_LEFTOVER <= year <= own + 1
            if year == own or not near:
                continue
            if usual is not None and year < usual and is_compared(passage, found.start()):
                message = _("everything else is compared with {usual}, and this says {year}",
                            usual=str(usual), year=str(year))  # fmt: skip
                hint = _("write {usual}, or say why it is another year", usual=str(usual))
                yield Finding(message, passage.span(*found.span()), hint)
                continue
            if has_reason(passage, found.start(), year, own) or tells_figures(
                subject, passage, found.start(), year
            ):
                continue
            message = _(
                "the report is about {own}, and this says {year}", own=str(own), year=str(year)
            )
            hint = _("write {own}, or say in the sentence why it is another year", own=str(own))
            yield Finding(message, passage.span(*found.span()), hint)


@rule(
    "plan-of-this-year",
    Severity.WARNING,
    about=_("What the report's own year was to bring still stands as a plan."),
    why=_("The plan is last year's: a reader of this report wants to know what came of it."),
    bad="# Text\n\nUtbildningen kommer att lanseras i början av 2022.\n",
    good="# Text\n\nUtbildningen lanserades i början av 2022.\n",
)
def plan_of_this_year(subject: Subject) -> Iterator[Finding]:
    """“Kommer att”, “ska”, “planeras” with the report's year, in whatever kind of block.

    “Kommer att” with a month that has no year: a note where it may be one soon to come.
    """
    own = subject.year.year
    plan = _plan_for(own)
    for passage in (*subject.written, *subject.told_of_pictures):
        if passage.kind == "heading" and _PLANS.search(passage.typed):
            years = (each for each in YEAR.finditer(passage.typed) if int(each[0]) == own)
            for found in years:
                yield Finding(
                    _planned(own), passage.span(*found.span()), _("write the coming year")
                )
        for found in plan.finditer(passage.typed):
            start, _end = passage.sentence_at(found.start())
            if _WAS.search(passage.text[start : found.start()]):
                continue
            yield Finding(_planned(own), passage.span(*found.span()), _("say what came of it"))
        for bare in bare_plans(passage, _day_of(subject)):
            message = _("this is still to come, in a month that has no year")
            hint = _("say what came of it, or write the year")
            severity = Severity.NOTE if bare.near else None
            yield Finding(message, passage.span(bare.start, bare.end), hint, severity=severity)


def _day_of(subject: Subject) -> date:
    """The report's own day; where it has none, one when such reports are written."""
    return subject.year.settings.date or date(subject.year.year + 1, 1, 31)


# “Planerade insatser 2022”
_PLANS = Pattern(
    r"(?i)\b(?:planer\w*|plan för|kommande|framåtblick\w*|nästa|framöver|(?:vill|ska|tänker) vi)\b"
)


def _planned(year: int) -> Message:
    return _("this is a plan for {own}, the year that the report tells of", own=str(year))


def _plan_for(year: int) -> Pattern:
    """“Ska … under 2022”, “i början av 2022 kommer”: within one clause."""
    when = rf"(?:{_WHEN})[ \u00a0](?:\w+[ \u00a0]){{0,3}}?{year}(?!\d)"
    plan = r"(?:kommer|ska|skall|planeras|planerar|planerat|väntas|beräknas|avser att)"
    day = rf"(?:den[ \u00a0])?\d{{1,2}}[ \u00a0]{words_source(MONTHS)}[ \u00a0]{year}(?!\d)"
    return Pattern(
        rf"(?i)(?<!\w){plan}(?!\w)[^.;:!?”{MASK}]{{1,90}}?(?<!\w){when}"
        rf"|(?<!\w){when}[ \u00a0]{plan}(?!\w)"
        rf"|(?<!\w)inför[ \u00a0](?:år[ \u00a0])?{year}[ \u00a0]{_AHEAD}(?!\w)"
        rf"|(?<!\w)(?:{_WILL})(?!\w)(?:[ \u00a0][\w-]+){{0,4}}?[ \u00a0](?:{day}|{when})"
    )


# “Inför 2022 hoppas vi”
_AHEAD = r"(?:hoppas|planerar|planeras|vill|ser|räknar|väntar|önskar|behöver|ska|kommer|har vi som)"
# What is told as still to come: “avtalet löper ut 30 juni 2022”.
_WILL = "löper ut|går ut|löper till|upphör|träder i kraft|öppnar|invigs|tillträder"
_WHEN = (
    r"i|under|från|till|våren|sommaren|hösten|vintern|början av|mitten av|slutet av|"
    r"årsskiftet|senast"
)
_WAS = words_pattern("var hade skulle varit tänkt målet uppdraget tidigare")


@rule(
    "same-as-last-year",
    Severity.WARNING,
    about=_(
        "A paragraph, list, quotation, table or picture is the same, or nearly, as last year's."
    ),
    why=_("What was true of last year may not be true of this one, and a reader of both sees it."),
    bad=(
        "# Text\n\nUnder hösten höll vi en konferens för regionens hotell om hur personalen kan "
        "upptäcka människohandel.\n"
    ),
    good=(
        "# Text\n\nTillsammans med Länsstyrelsen utbildade vi hotellens personal i att känna igen "
        "tecken på människohandel.\n"
    ),
    supersedes=("other-year", "old-date"),
)
def same_as_last_year(subject: Subject) -> Iterator[Finding]:
    """Texts alike to nine tenths, and pictures that are the same.

    A note where nothing in them is of one year only.
    """
    before = subject.last_year
    if before is None:
        return
    last = LastYear(before.sections)
    for section in subject.document.sections:
        for block in section.blocks:
            for found in last.taken_over(block, section):
                severity = None if found.stretch.timely else Severity.NOTE
                hint = _place_then(found.place)
                yield Finding(_taken(found), found.stretch.span, hint, severity=severity)
    yield from _pictures_taken_over(subject, before)


def _taken(found: TakenOver) -> Message:
    percent = str(found.percent)
    match found.stretch.kind:
        case "paragraph":
            return _("the paragraph is last year's: {percent} % of the words", percent=percent)
        case "list":
            return _("the list is last year's: {percent} % of the words", percent=percent)
        case "quotation":
            return _("the quotation is last year's: {percent} % of the words", percent=percent)
        case "table":
            return _("the table is last year's: {percent} % of the words", percent=percent)
    assert_never(found.stretch.kind)


def _place_then(place: Span) -> Message:
    return _("last year: {file}, line {line}", file=place.file, line=str(place.line))


def _pictures_taken_over(subject: Subject, before: Year) -> Iterator[Finding]:
    """Pictures whose files were copied; one that both years show from one place is meant so."""
    shown = [
        (block, block.content)
        for _section, block in subject.blocks()
        if isinstance(block, Figure) and isinstance(block.content, Image)
    ]
    last = {image.content: (image.file, span) for image, span in _pictures(subject, before, shown)}
    for block, image in shown:
        file, span = last.get(image.content, (image.file, block.span))
        if file != image.file:
            message = _("the picture is last year's: {file}", file=file)
            yield Finding(message, block.span, _place_then(span), severity=Severity.NOTE)


def _pictures(
    subject: Subject, year: Year, wanted: Sequence[object]
) -> Iterator[tuple[Image, Span]]:
    """The pictures of a year and where they are named; none are read where none are `wanted`."""
    blocks = (block for section in year.sections for block in walk_blocks(section.blocks))
    for block in blocks if wanted else ():
        if isinstance(block, ImagePlacement):
            with suppress(ReportError):
                yield read_image(subject.root, block.target, block.span), block.span


# “I region Öst”: of the area. “Region Öst” is an authority, and may well be a partner.
_IN_REGION = Pattern(r"\b(?:i|inom|för)[ \u00a0](?:hela[ \u00a0])?(region[ \u00a0][A-ZÅÄÖ][\w-]+)")
_WITH_OTHERS = words_pattern(
    "kolleg* *koordinator* tillsammans samverk* samarbet* studiebesök* andra_regioner likt jämför*",
    "precis_som till_skillnad överlämna* flytt* regionkoordinator* erfarenhetsutbyte*",
)


@rule(
    "other-region",
    Severity.WARNING,
    about=_("The text speaks of another region as if the report were about it."),
    why=_("A paragraph was taken from another report: what else in it is theirs?"),
    bad="# Text\n\nVår erfarenhet i region Mitt är god.\n",
    good="# Text\n\nVår erfarenhet i region Exempel är god. Kollegorna i region Mitt håller med.\n",
)
def other_region(subject: Subject) -> Iterator[Finding]:
    """“I region Öst” in a report of region Väst, where the sentence tells of no cooperation."""
    own = subject.project.settings.region.casefold().split()
    for passage in subject.written:
        for found in _IN_REGION.finditer(passage.typed):
            start, end = passage.sentence_at(found.start())
            name = found[1].split()[-1].casefold().removesuffix("s")
            if name in own or _WITH_OTHERS.search(passage.text, start, end):
                continue
            message = _(
                "the report is about {region}, and this says {other}",
                region=subject.project.settings.region,
                other=found[1],
            )
            hint = _("write the report's own region, or say what the other has to do with it")
            yield Finding(message, passage.span(*found.span(1)), hint)


@rule(
    "old-date",
    Severity.WARNING,
    about=_("A date is last year's: the report's own, or one typed where the report's belongs."),
    why=_("The date on the cover and at the signature is the first that is seen to be copied."),
    bad={"report.yaml": "title: Årsrapport 2022\ndate: 2022-01-27\n"},
    good={"report.yaml": "title: Årsrapport 2022\ndate: 2023-01-26\n"},
)
def old_date(subject: Subject) -> Iterator[Finding]:
    """A report's date before its year's end or as last year's; last year's date in the text."""
    settings, own = subject.year.settings, subject.year.year
    last = subject.last_year.settings.date if subject.last_year else None
    if settings.date and (
        settings.date == last or settings.date.year not in (own, own + 1) or _too_early(subject)
    ):
        message = _("the report on {own} is dated {day}", own=str(own), day=str(settings.date))
        hint = _("write the day on which the report is signed")
        yield Finding(message, _key_span(subject, "date"), hint)
    yield from _signed_too_early(subject)
    if last is None:
        return
    shown = {format_date(last, subject.project.language), last.isoformat()}
    for passage in subject.written:
        for found in DATE.finditer(passage.typed):
            if found[0] in shown:
                message = _("{day} is the date of last year's report", day=found[0])
                hint = _("write {{{{ report.date }}}}")
                yield Finding(message, passage.span(*found.span()), hint)


# “Almvik den 29 januari 2022”: a place and a day, as signatures have them.
_SIGNED = Pattern(
    r"[A-ZÅÄÖ][\w-]+(?:[ \u00a0][A-ZÅÄÖ][\w-]+)?,?[ \u00a0](?:den[ \u00a0])?"
    rf"(?P<day>\d{{1,2}}[ \u00a0](?:{'|'.join(MONTHS.split()[:6])})"
    r"[ \u00a0](?P<year>(?:19|20)\d\d))\b"
)
_SIGNATURE_LENGTH = 160


def _signed_too_early(subject: Subject) -> Iterator[Finding]:
    """Days typed at a signature that lie in the first half of the year that is told of."""
    own = subject.year.year
    for passage in subject.written:
        found = _SIGNED.match(passage.typed) if len(passage.typed) <= _SIGNATURE_LENGTH else None
        if found is not None and int(found["year"]) == own:
            message = _("the report on {own} is dated {day}", own=str(own), day=found["day"])
            hint = _("write the day on which the report is signed")
            yield Finding(message, passage.span(*found.span("day")), hint)


def _too_early(subject: Subject) -> bool:
    """Whether the report's day lies in the first half of the year that it tells of."""
    day = subject.year.settings.date
    return day is not None and day.year == subject.year.year and day.month <= 6


def _key_span(subject: Subject, key: str) -> Span:
    """Where a key of report.yaml stands."""
    source = subject.source(f"{subject.folder}/report.yaml")
    found = re.search(rf"(?m)^{key}\s*:.*$", source.text)
    return source.span_between(*found.span()) if found else subject.year.settings.span
