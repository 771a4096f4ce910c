"""Numbers figures and tables in reading order and resolves what refers to them."""

from __future__ import annotations

from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from reportgen.compose.appendices import name_of_appendix
from reportgen.compose.openers import opening_references
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems, Span, did_you_mean
from reportgen.language.formatting import NO_BREAK_SPACE
from reportgen.language.messages import Translate
from reportgen.model import (
    Block,
    Computed,
    Document,
    Figure,
    Heading,
    ImagePlacement,
    Inline,
    Labels,
    Link,
    Placement,
    Reference,
    ReferenceKind,
    Section,
    Table,
)
from reportgen.model.traverse import plain_text, rewrite_blocks, rewrite_inlines, walk_blocks
from reportgen.readers.meant_names import names_meant

REFERENCE_WORDS: dict[str, ReferenceKind] = {
    "figur": "figure",
    "figure": "figure",
    "tabell": "table",
    "table": "table",
    "avsnitt": "section",
    "section": "section",
}


class Target(Struct, frozen=True):
    """Something that can be referred to: a numbered figure or table, or a heading."""

    kind: ReferenceKind
    id: str
    number: str
    title: str


def number_document(
    document: Document,
    translate: Translate,
    problems: Problems,
    meant: frozenset[str] = frozenset(),
) -> Document:
    """`document` with figures and tables numbered, each from 1, and references resolved.

    What has no caption keeps number 0 and can't be referred to. `meant` are names that what is
    damaged would have: a reference to one stays as it is. A reference that begins a sentence
    begins with a capital. Notes duplicate-figure,
    unknown-reference, ambiguous-reference.
    """
    numbering = _Numbering(problems)
    numbered = _rewrite(document, numbering)
    names = meant | numbering.unplaced
    targets, openers = find_targets(numbered), opening_references(numbered)
    references = _References(targets, openers, names, document.labels, translate, problems)
    references.twins = find_twins(numbered)
    return _rewrite(numbered, references)


def find_twins(document: Document) -> dict[str, tuple[Span, ...]]:
    """The ids that several headings below the sections' own would have, and where these stand."""
    found: dict[str, list[Span]] = {}
    for section in document.sections:
        for block in walk_blocks(section.blocks):
            if isinstance(block, Heading):
                found.setdefault(block.wanted_id or block.id, []).append(block.span)
    sections = {section.id for section in document.sections}
    several = {name: spans for name, spans in found.items() if len(spans) > 1}
    return {name: tuple(spans) for name, spans in several.items() if name not in sections}


def find_targets(document: Document) -> tuple[Target, ...]:
    """All that a reference can name, in reading order."""
    found: list[Target] = []
    for section in document.sections:
        for block in (section.heading, *walk_blocks(section.blocks)):
            match block:
                case Heading(id=name, number=number, children=children):
                    found.append(Target("section", name, number or "", plain_text(children)))
                case Figure(id=name, number=number) if number:
                    found.append(Target("figure", name, str(number), ""))
                case Table(id=name, number=number) if number:
                    found.append(Target("table", name, str(number), ""))
    return tuple(found)


class _Rewriter:
    """What is done to each inline and each block of a document."""

    def inline(self, inline: Inline) -> Inline:
        return inline

    def block(self, block: Block) -> Block:
        return block


def _rewrite(document: Document, rewriter: _Rewriter) -> Document:
    def section(old: Section) -> Section:
        children = rewrite_inlines(old.heading.children, rewriter.inline, rewriter.block)
        heading = replace(old.heading, children=children)
        return replace(
            old,
            heading=heading,
            blocks=rewrite_blocks(old.blocks, rewriter.inline, rewriter.block),
        )

    return replace(document, sections=tuple(section(each) for each in document.sections))


class _Numbering(_Rewriter):
    """Counts captions, and notes the names of what could not be placed."""

    def __init__(self, problems: Problems) -> None:
        self.unplaced: set[str] = set()
        self.problems = problems
        self.seen: dict[tuple[str, str], Span] = {}
        self.figures = 0
        self.tables = 0

    def block(self, block: Block) -> Block:
        match block:
            case Figure() if block.caption:
                self.enter("figure", block.id, block.span)
                self.figures += 1
                return replace(block, number=self.figures)
            case Table() if block.caption:
                self.enter("table", block.id, block.span)
                self.tables += 1
                return replace(block, number=self.tables)
        if isinstance(block, Placement):
            self.unplaced |= block.meant
        if isinstance(block, ImagePlacement):
            self.unplaced |= {block.id, block.target}
        return block

    def inline(self, inline: Inline) -> Inline:
        if isinstance(inline, Computed) and inline.text is None:
            self.unplaced |= names_meant(inline.expression)
        return inline

    def enter(self, kind: str, name: str, span: Span) -> None:
        """Note a figure or table that stands in the report twice."""
        first = self.seen.setdefault((kind, name), span) if name else span
        if first is not span:
            message = _("'{name}' stands in the report twice", name=name)
            hint = _(
                'the first stands in {file}, line {line}: refer to it with ref("…")',
                file=first.file,
                line=str(first.line),
            )
            self.problems.error("duplicate-figure", span, message, hint)


class _References(_Rewriter):
    """Gives references their text, and checks links inside the document."""

    def __init__(
        self,
        targets: tuple[Target, ...],
        openers: frozenset[Span],
        meant: frozenset[str],
        labels: Labels,
        translate: Translate,
        problems: Problems,
    ) -> None:
        self.by_id: dict[str, list[Target]] = {}
        for target in targets:
            self.by_id.setdefault(target.id, []).append(target)
        self.openers = openers
        self.meant = meant
        self.twins: dict[str, tuple[Span, ...]] = {}
        self.labels = labels
        self.translate = translate
        self.problems = problems

    def inline(self, inline: Inline) -> Inline:
        match inline:
            case Reference(text=None):
                target = self.find(inline)
                if target is None:
                    return inline
                capital = inline.capital or inline.span in self.openers
                text = self.text(target, capital=capital)
                return replace(
                    inline, target=target.id, kind=target.kind, text=text, capital=capital
                )
            case Link(target=target_name, span=span) if target_name.startswith("#"):
                if target_name[1:] not in self.by_id:
                    self.miss(target_name[1:], span, None)
                self.doubt(target_name[1:], span)
        return inline

    def find(self, reference: Reference) -> Target | None:
        """The one target that is meant; notes the problem where there is none or several."""
        prefix, colon, name = reference.target.partition(":")
        kind = REFERENCE_WORDS.get(prefix) if colon else None
        name = name if kind else reference.target
        found = [each for each in self.by_id.get(name, ()) if kind in (None, each.kind)]
        if not found:
            self.miss(name, reference.span, kind)
        if len({each.kind for each in found}) > 1:
            ways = ", ".join(f'ref("{_swedish(each.kind)}:{name}")' for each in found)
            message = _("'{name}' is the name of several things", name=name)
            hint = _("write one of: {ways}", ways=ways)
            self.problems.error("ambiguous-reference", reference.span, message, hint)
        elif found and found[0].kind == "section":
            self.doubt(name, reference.span)
        return found[0] if found else None

    def doubt(self, name: str, span: Span) -> None:
        """Note a reference to one of several headings that have the same words."""
        places = ", ".join(f"{each.file}:{each.line}" for each in self.twins.get(name, ()))
        if places:
            message = _("several headings are called '{name}': {places}", name=name, places=places)
            hint = _(
                "give the one that is meant an id, ## Heading {{#its-own-id}}, and refer to it"
            )
            self.problems.error("ambiguous-reference", span, message, hint)

    def miss(self, name: str, span: Span, kind: ReferenceKind | None) -> None:
        """Note a reference to nothing, unless it is to something damaged."""
        if name in self.meant:
            return
        known = [
            key for key, found in self.by_id.items() if any(kind in (None, t.kind) for t in found)
        ]
        message = _("nothing in the report is called '{name}'", name=name)
        hint = did_you_mean(name, known) or _(
            "what is referred to must stand in the report; a figure or table needs a caption too"
        )
        self.problems.error("unknown-reference", span, message, hint)

    def text(self, target: Target, *, capital: bool) -> str:
        """What a reference says: "figur 1", "tabell 2", "avsnitt 3.1", or a heading's title."""
        match target.kind:
            case "figure":
                text = f"{self.labels.figure.lower()}{NO_BREAK_SPACE}{target.number}"
            case "table":
                text = f"{self.labels.table.lower()}{NO_BREAK_SPACE}{target.number}"
            case "section" if target.number:
                text = self.translate(_("section {number}", number=target.number))
            case "section":
                text = titled_reference(target.title, self.translate)
            case _:
                assert_never(target.kind)
        return text[:1].upper() + text[1:] if capital else text


def titled_reference(title: str, translate: Translate) -> str:
    """What a reference to a heading without a number says, within a sentence."""
    return name_of_appendix(title) or translate(_("the section “{title}”", title=title))


def _swedish(kind: ReferenceKind) -> str:
    """The prefix that a writer puts before the name."""
    return next(prefix for prefix, named in REFERENCE_WORDS.items() if named == kind)
