"""What rules look at: the project, one year of it, evaluated, and what it was made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from reportgen.checks.finding import Finding
from reportgen.checks.passages import Passage, alternatives_of
from reportgen.checks.sections import known_passages, known_sections
from reportgen.checks.vocabulary import Named, Vocabulary
from reportgen.compose.appearance import Appearance
from reportgen.compose.year import Composed, evaluators_of
from reportgen.diagnostics import Diagnostic, Problems, ReportError, Span
from reportgen.expressions.evaluate import Evaluator
from reportgen.expressions.values import ExpressionError
from reportgen.model import Block, Document, Figure, Section, Table
from reportgen.model.profile import Profile
from reportgen.model.project import CheckSettings, Project, Year
from reportgen.model.statistics import Statistics
from reportgen.model.traverse import has_statements, walk_blocks
from reportgen.readers.paths import check_inside
from reportgen.readers.project import read_year
from reportgen.readers.source import Source, read_source

if TYPE_CHECKING:
    from reportgen.checks.grammar.lexicon import Lexicon
    from reportgen.checks.grammar.sentences import Sentence
    from reportgen.checks.numbers.statements import Statements
    from reportgen.checks.numbers.verdicts import Verdict
    from reportgen.checks.spelling import Spelling


class Subject:
    """One year to check. What costs something is made when a rule first asks for it, once.

    `told` are the diagnostics of reading and evaluating. In `document` a value that could not
    be evaluated still has the text None.
    """

    def __init__(self, root: Path, composed: Composed, told: tuple[Diagnostic, ...] = ()) -> None:
        self.root = root
        self.project: Project = composed.project
        self.year: Year = composed.year
        sections = known_sections(composed.document.sections)
        self.document: Document = replace(composed.document, sections=sections)
        self.appearance: Appearance = composed.appearance
        self.draft: bool = composed.draft
        self.told = told
        self._sources: dict[str, Source] = {}

    @property
    def settings(self) -> CheckSettings:
        """What `check:` in the project's settings says."""
        return self.project.settings.check

    @property
    def statistics(self) -> Statistics:
        """The year's figures."""
        return self.year.statistics

    @property
    def profile(self) -> Profile:
        """The reporting structure."""
        return self.project.profile

    @property
    def folder(self) -> str:
        """The year's folder as it stands in spans, such as content/2022."""
        return f"content/{self.year.year}"

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """What people wrote in the sections, in reading order; what is in a loop once."""
        found = known_passages(self.document.sections)
        if not any(has_statements(section.blocks) for section in self.year.sections):
            return found
        first: dict[Span, Passage] = {}
        for passage in found:
            first.setdefault(passage.pieces[0].span, passage)
        return tuple(first.values())

    @cached_property
    def settings_passages(self) -> tuple[Passage, ...]:
        """What people wrote in the YAML files and the report prints: titles, labels, notes."""
        from reportgen.checks.settings import settings_passages

        names = [
            "content/reportgen.yaml",
            f"{self.folder}/report.yaml",
            f"{self.folder}/statistics.yaml",
            *(each.span.file for each in self.statistics.records.values()),
            *(f"figures/{name}.yaml" for name in self.project.figures),
        ]
        return tuple(p for name in names for p in settings_passages(self.source, name))

    @cached_property
    def written(self) -> tuple[Passage, ...]:
        """All that people wrote: the settings' passages, then the sections'."""
        return self.settings_passages + self.passages

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences that people wrote in Swedish, with the forms of their words; no quotes."""
        from reportgen.checks.grammar.sentences import read_sentences

        if self.project.language != "sv":
            return ()
        own = (passage for passage in self.written if passage.kind != "quote")
        return tuple(read_sentences(own, self.lexicon))

    @cached_property
    def lexicon(self) -> Lexicon:
        """What the words of Swedish can be."""
        from reportgen.checks.dictionary import find_dictionary
        from reportgen.checks.grammar.lexicon import Lexicon

        return Lexicon(find_dictionary("sv"), self.root)

    def keep_words(self) -> None:
        """Save what was learned of words, so that the next check asks no dictionary."""
        for name in ("spelling", "lexicon"):
            learned = self.__dict__.get(name)
            if learned is not None:
                learned.keep()

    @cached_property
    def spelling(self) -> Spelling | None:
        """Which words are right in this project; None where there is no dictionary."""
        from reportgen.checks.dictionary import find_dictionary
        from reportgen.checks.own_words import own_words
        from reportgen.checks.spelling import WORD_LIST, Spelling

        dictionary = find_dictionary(self.project.language)
        if dictionary is None:
            return None
        own = own_words(self.project.settings, self.source(WORD_LIST).text)
        return Spelling(dictionary, own, self.root)

    @cached_property
    def told_of_pictures(self) -> tuple[Passage, ...]:
        """The alternative texts of the sections' pictures."""
        sections = self.document.sections
        return tuple(found for each in sections for found in alternatives_of(each))

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words by which prose names the year's statistics."""
        return Vocabulary(self.statistics, self.project.language)

    @cached_property
    def statements(self) -> Statements:
        """What the numbers of the prose say."""
        from reportgen.checks.numbers.statements import Statements, opening_scene

        start = opening_scene(
            self.statistics, self.project.language, self.statistics_of, self.project.settings.region
        )
        return Statements((*self.passages, *self.titles), start)

    @cached_property
    def titles(self) -> tuple[Passage, ...]:
        """The titles of the figures that are shown: one may state the finding.

        Each is of a section of its own, since it leans on no other.
        """
        files = {
            f"figures/{block.id}.yaml": section
            for section, block in self.blocks()
            if isinstance(block, Figure)
        }
        return tuple(
            replace(
                each,
                kind="caption",
                section=replace(files[each.whole.file]),
                pieces=(replace(each.pieces[0], exact=False),),
            )
            for each in self.settings_passages
            if each.key == "title" and each.whole.file in files
        )

    @cached_property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What the typed numbers of the prose are, held against the figures."""
        from reportgen.checks.numbers.verdicts import verdict_of

        return tuple(filter(None, map(verdict_of, self.statements.typed())))

    def told_as(self, code: str) -> Iterator[Finding]:
        """What reading and evaluating said under the code of a rule."""
        for each in self.told:
            if each.code == code and each.span:
                yield Finding(each.message, each.span, each.hint, severity=each.severity)

    def blocks(self) -> Iterator[tuple[Section, Block]]:
        """Every block of the document with its section, parents before children."""
        for section in self.document.sections:
            yield section, section.heading
            for block in walk_blocks(section.blocks):
                yield section, block

    def typed_tables(self) -> Iterator[Table]:
        """The tables that people typed; those of statistics stand in other files."""
        for section, block in self.blocks():
            if isinstance(block, Table) and block.header.span.file == section.span.file:
                yield block

    def source(self, file: str) -> Source:
        """The text of a file of the project; an empty one where it can't be read."""
        if file not in self._sources:
            try:
                check_inside(self.root, file, Span.of_file(file))
                self._sources[file] = read_source(self.root / file, file)
            except ReportError:
                self._sources[file] = Source(file, "")
        return self._sources[file]

    @cached_property
    def last_year(self) -> Year | None:
        """The year before as it is written, not evaluated; None where there is none to read."""
        before = self.year.year - 1
        if before not in self.project.years:
            return None
        problems = Problems()
        year = read_year(self.root, before, self.project, problems)
        return None if problems.errors else year

    @cached_property
    def last_figures(self) -> dict[str, Named]:
        """Last year's figures by their expressions; none where there are none to read."""
        before = self.statistics_of(self.year.year - 1)
        words = Vocabulary(before, self.project.language) if before else None
        return {named.expression: named for named in words.named} if words else {}

    def statistics_of(self, year: int) -> Statistics | None:
        """The figures of any year of the project; None where they can't be read."""
        if year not in self.project.years:
            return None
        try:
            return self._evaluator_of(year).scope.statistics
        except (ReportError, ExpressionError):
            return None

    @cached_property
    def _evaluator_of(self) -> Callable[[int], Evaluator]:
        return evaluators_of(self.root, self.project, self.year)
