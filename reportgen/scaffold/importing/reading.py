"""A Word file as the files of a year: all of it on one screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from reportgen.diagnostics import Diagnostic, Problems, Span, report_error
from reportgen.diagnostics import Message as _
from reportgen.language.messages import translator
from reportgen.model import Blocks, Figure, Heading, Table
from reportgen.model.profile import Profile
from reportgen.model.traverse import inlines_of, plain_text, walk_blocks
from reportgen.readers.word.reading import WordDocument
from reportgen.scaffold.importing.charts import FigureFile, as_printed, with_charts
from reportgen.scaffold.importing.choices import Choices
from reportgen.scaffold.importing.content import PICTURES, pictures_used, with_content
from reportgen.scaffold.importing.counted import (
    CountedTable,
    Possible,
    Surroundings,
    from_listing,
    from_prose,
)
from reportgen.scaffold.importing.cover import cover_facts
from reportgen.scaffold.importing.facts import (
    Facts,
    Line,
    Role,
    day_in,
    region_in,
    signature_facts,
    year_in,
)
from reportgen.scaffold.importing.kept_template import template_files
from reportgen.scaffold.importing.logo import with_logo, with_logo_of_header
from reportgen.scaffold.importing.offered import is_offered, with_offered_headings
from reportgen.scaffold.importing.outline import ImportedSection, levelled, part_sections
from reportgen.scaffold.importing.prose import telling, telling_of_length
from reportgen.scaffold.importing.section_files import section_files
from reportgen.scaffold.importing.senders import is_organisation, parted
from reportgen.scaffold.importing.settings import TEMPLATE, project_settings, year_settings
from reportgen.scaffold.importing.statistics import with_statistics
from reportgen.scaffold.importing.statistics_file import statistics_file
from reportgen.scaffold.importing.tongue import is_english
from reportgen.scaffold.importing.units import with_units
from reportgen.writers.word.emptied import Emptied

# What a report prints above its signature, and not on its cover.
_SIGNED: frozenset[Role] = frozenset({"author", "place", "phone", "email"})


class Wanted(Struct, frozen=True):
    """What is asked for beside the file; None where the file is to say it.

    `template` is that of the project, None: ours. `is_new`: the project is made with its first
    year.
    """

    profile: str
    year: int | None = None
    region: str | None = None
    organisation: str | None = None
    template: Emptied | None = None
    is_new: bool = False


class Imported(Struct, frozen=True):
    """A year out of a Word file: its files by their names, and what is to be said of them.

    `settings` is the text of `reportgen.yaml`, for a project that is new. `blocks` are what the
    sections say, as they stand in the Word file. `possible` are statistics that are not sure.
    """

    year: int
    facts: Facts
    settings: str
    files: Mapping[str, bytes]
    sections: tuple[ImportedSection, ...]
    counted: tuple[CountedTable, ...]
    blocks: Blocks
    told: tuple[Diagnostic, ...]
    possible: tuple[Possible, ...] = ()


class _Placed(Struct, frozen=True):
    """The sections with their tables and charts as the project has them, and what was told."""

    sections: list[ImportedSection]
    counted: list[CountedTable]
    possible: list[Possible]
    figures: tuple[FigureFile, ...]
    said: Blocks
    english: bool
    told: list[Diagnostic]


class _Written(Struct, frozen=True):
    """The sections as they are written, by their files, and what was told."""

    sections: list[ImportedSection]
    files: Mapping[str, bytes]
    told: list[Diagnostic]


class Importing:
    """A Word file on its way into a year: of several trials, each makes what is another for it.

    `file` is its name. Raises ReportError: year-not-said, empty-word-file.
    """

    def __init__(self, word: WordDocument, file: str, wanted: Wanted, profile: Profile) -> None:
        problems = Problems()
        blocks, told = with_offered_headings(word, profile)
        self.word = replace(word, blocks=blocks, told=told)
        self.wanted = wanted
        self.facts, self.logo, body = _facts_and_body(self.word, file, wanted, problems)
        self.year = _year(self.facts, file, wanted)
        self.parts = part_sections(body, profile, problems)
        _refuse_without_text(self.parts, body, file)
        ending = f", {self.facts['region'].text} {self.year}"
        self.around = Surroundings(profile, self.year, ending, translator("sv"))
        self.told = problems.found
        self._placed: dict[object, _Placed] = {}
        self._written: tuple[tuple[object, ...], _Written] | None = None

    def year_by(self, choices: Choices) -> Imported:
        """The year with what trials of it have shown."""
        placed = self._placed_by(choices)
        problems = Problems()
        sure, unsure = _told_in_text(self.parts, placed.counted, choices, problems)
        counted = (*placed.counted, *sure)
        known = frozenset(each.id for each in counted if choices.expressions)
        written = self._written_by(placed, counted, known)
        problems.found += written.told
        statistics = statistics_file(counted, self.around.profile, self.year)
        files = {
            **_year_files(self.facts, self.year, statistics, written, self.word),
            **template_files(self.word, self.wanted.template, problems),
            **self.logo,
            **{f"figures/{each.id}.yaml": each.text.encode() for each in placed.figures},
        }
        told = (*self.told, *placed.told, *problems.found)
        facts, settings = self._settings(
            placed, told, template=TEMPLATE if TEMPLATE in files else ""
        )
        on_cover = {line.span.line for line in facts.values()}
        read = [each for each in self.word.told if not is_offered(each, on_cover)]
        return Imported(
            self.year, facts, settings, files, tuple(written.sections), counted, placed.said,
            (*read, *told), (*unsure, *placed.possible),
        )  # fmt: skip

    def _settings(
        self, placed: _Placed, told: tuple[Diagnostic, ...], template: str
    ) -> tuple[Facts, str]:
        facts = dict(self.facts)
        plain = _plain_caption(placed.said, self.around.ending)
        if plain is not None and self.wanted.is_new:
            facts["caption"] = plain
        numbered = any(each.code == "typed-heading-numbers" for each in told)
        return facts, project_settings(
            facts, self.wanted.profile, template, numbered=numbered, english=placed.english
        )

    def _placed_by(self, choices: Choices) -> _Placed:
        key = choices.left, choices.typed, choices.figures, choices.apart
        if key not in self._placed:
            self._placed[key] = self._place(choices)
        return self._placed[key]

    def _place(self, choices: Choices) -> _Placed:
        around, problems = self.around, Problems()
        sections, counted, possible = with_statistics(self.parts, around, choices, problems)
        sections, charts = with_charts(
            sections, counted, around, problems, as_figures=choices.figures
        )
        sections = with_units(sections, counted, charts.figures, around, choices.apart)
        printed = tuple(block for part in self.parts for block in (part.heading, *part.blocks))
        said = as_printed(printed, charts)
        return _Placed(
            sections, counted, possible, charts.figures, said, is_english(said), problems.found
        )

    def _written_by(
        self, placed: _Placed, counted: tuple[CountedTable, ...], known: frozenset[str]
    ) -> _Written:
        """What stands in the sections; one trial and the next mostly differ in statistics alone."""
        key = id(placed), counted, known
        if self._written is None or self._written[0] != key:
            problems = Problems()
            pictures = self.word.pictures
            sections = with_content(
                placed.sections, counted, placed.figures, pictures, problems, known
            )
            files = section_files(sections, f"content/{self.year}")
            self._written = key, _Written(sections, files, problems.found)
        return self._written[1]


def _refuse_without_text(parts: list[ImportedSection], body: Blocks, file: str) -> None:
    """Raise ReportError (empty-word-file) where the sections say nothing."""
    if not parts:
        message = _("there is no text in '{file}'", file=file)
        hint = _("open it in Word: is it the right file?")
        raise report_error("empty-word-file", Span.of_file(file), message, hint)
    texts = (inlines for block in walk_blocks(body) for inlines in inlines_of(block))
    if not any(plain_text(each).strip() for each in texts):
        message = _("there are pictures in '{file}', and no text", file=file)
        hint = _("a scanned report has to be made text first: open its PDF in Word")
        raise report_error("empty-word-file", Span.of_file(file), message, hint)


def _plain_caption(blocks: Blocks, ending: str) -> Line | None:
    """How captions stand if none has region and year behind it, and where the first one does."""
    captioned = (each for each in blocks if isinstance(each, Table | Figure))
    written = [each for each in captioned if plain_text(each.caption).strip()]
    if not written or any(plain_text(each.caption).strip().endswith(ending) for each in written):
        return None
    return Line("{title}", written[0].span)


def _told_in_text(
    parts: list[ImportedSection],
    counted: Sequence[CountedTable],
    choices: Choices,
    problems: Problems,
) -> tuple[list[CountedTable], list[Possible]]:
    """The standard tables that the text tells beyond doubt, and those that it may tell."""
    known = {each.id for each in counted} | choices.left
    if choices.told.passed_over:
        problems.found.append(telling_of_length(choices.told.passed_over))
    sure: list[CountedTable] = []
    unsure: list[Possible] = []
    for each in choices.told.tables:
        if each.standard.id in known:
            continue
        problems.found.append(telling(each, _place_of(each.sentence, parts)))
        if each.is_sure:
            sure.append(from_prose(each))
        else:
            unsure.append(Possible(from_prose(each), each.sentence))
    taken = known | {each.standard.id for each in choices.told.tables}
    for listing in choices.told.listings:
        entry = from_listing(listing, taken)
        taken.add(entry.id)
        unsure.append(Possible(entry, listing.sentence))
    return sure, unsure


def _place_of(sentence: str, parts: list[ImportedSection]) -> Span | None:
    """Where a sentence stands in the Word file."""
    blocks = walk_blocks(tuple(block for part in parts for block in part.blocks))
    texts = ((each, inlines) for each in blocks for inlines in inlines_of(each))
    found = (each for each, inlines in texts if sentence in " ".join(plain_text(inlines).split()))
    return next((each.span for each in found), None)


def _facts_and_body(
    word: WordDocument, file: str, wanted: Wanted, problems: Problems
) -> tuple[dict[Role, Line], Mapping[str, bytes], Blocks]:
    """What cover and signature say, the file of the logo, and the blocks between them."""
    blocks, titled = levelled(word.blocks, word.properties.title, problems)
    first = next((n for n, each in enumerate(blocks) if isinstance(each, Heading)), 0)
    facts, left = cover_facts(blocks[:first], word.styles)
    logo, left = with_logo(facts, left, word.pictures, problems, is_new=wanted.is_new)
    if wanted.is_new and wanted.template is None:
        logo = {**logo, **with_logo_of_header(facts, word.header_pictures, problems, file)}
    if titled is not None:
        facts["title"] = Line(plain_text(titled.children), titled.span)
    signed, body = signature_facts(blocks[first:], word.styles)
    for role in _SIGNED & facts.keys():
        message = _("'{text}' stands in the signature, and not on the cover", text=facts[role].text)
        problems.warn("cover-line-moved", facts[role].span, message)
    own = {role: line for role, line in signed.items() if role in _SIGNED}
    facts = {**signed, **facts, **own}
    _part_sender(facts, signed)
    if "keyfigures" in facts:
        figures = facts.pop("keyfigures")
        message = _("the key figures of the cover are left out: {text}", text=figures.text)
        hint = _("write them under keyfigures: in report.yaml, each with its expression")
        problems.warn("key-figures-left-out", figures.span, message, hint)
    nowhere = Span.of_file(file)
    said = word.properties.title
    title = Line(said or Path(file).stem, nowhere, "properties" if said else "name")
    facts.setdefault("title", title)
    region = region_in(word.blocks, sorted(facts.values(), key=lambda each: each.span.line))
    if wanted.region:
        region = Line(wanted.region, nowhere, "asked")
    facts["region"] = region or Line("regionen", nowhere)
    if not region:
        hint = _("write it in content/reportgen.yaml, or import again with --region")
        problems.warn("not-said", nowhere, _("the file names no region"), hint)
    if wanted.organisation:
        facts["organisation"] = Line(wanted.organisation, nowhere, "asked")
    elif "organisation" not in facts:
        facts["organisation"] = facts["region"]
        hint = _("write it in content/reportgen.yaml, or import again with --organisation")
        problems.warn("not-said", nowhere, _("the file names no organisation"), hint)
    return facts, logo, (*left, *body)


def _part_sender(facts: dict[Role, Line], signed: Mapping[Role, Line]) -> None:
    """The sender of the cover, "Socialförvaltningen, Umeå kommun", as unit and organisation."""
    sender = facts.get("organisation")
    if sender is None:
        return
    if "organisation" in signed:
        facts["organisation"] = signed["organisation"]
        return
    found = parted(sender.text)
    facts["organisation"] = replace(sender, text=found.organisation)
    if found.unit:
        facts.setdefault("unit", replace(sender, text=found.unit))
    elif "region" in facts and not is_organisation(found.organisation):
        facts["organisation"] = facts["region"]
        facts.setdefault("unit", sender)
    if found.people:
        facts.setdefault("author", replace(sender, text=found.people))


def _year(facts: Facts, file: str, wanted: Wanted) -> int:
    day = day_in(facts["date"].text) if "date" in facts else None
    texts = (facts["title"].text, *(facts[r].text for r in ("subtitle",) if r in facts))
    places = (wanted.year, year_in(texts, day), year_in((Path(file).stem,), None))
    year = next((each for each in places if each is not None), None)
    if year is None:
        message = _("the file does not say which year the report is about")
        hint = _("name it: reportgen import {file} --year 2021", file=file)
        raise report_error("year-not-said", Span.of_file(file), message, hint)
    return year


def _year_files(
    facts: Facts, year: int, statistics: str, written: _Written, word: WordDocument
) -> dict[str, bytes]:
    """The files in the year's folder."""
    folder = f"content/{year}"
    shown = sorted(pictures_used(written.sections))
    return {
        f"{folder}/report.yaml": year_settings(facts, year).encode(),
        f"{folder}/statistics.yaml": statistics.encode(),
        **written.files,
        **{f"{folder}/{PICTURES}/{name}": word.pictures[name] for name in shown},
    }
