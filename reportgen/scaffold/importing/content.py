"""What stands in the sections, as content of a project: ids, references, pictures, values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from msgspec import Struct, field
from msgspec.structs import replace

from reportgen.compose.numbering import titled_reference
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems
from reportgen.language.messages import translator
from reportgen.model import (
    Block,
    Blocks,
    Computed,
    Figure,
    Heading,
    ImagePlacement,
    Inline,
    Link,
    Paragraph,
    Placement,
    Reference,
    Table,
    Text,
)
from reportgen.model.traverse import plain_text, rewrite_blocks, walk_blocks
from reportgen.readers.markdown.attributes import slug
from reportgen.scaffold.importing.charts import FigureFile
from reportgen.scaffold.importing.counted import CountedTable
from reportgen.scaffold.importing.mentions import mentioned, with_references
from reportgen.scaffold.importing.outline import ImportedSection, free_name
from reportgen.writers.markdown.expressible_blocks import expressible

PICTURES = "bilder"
_SHOWN = (".png", ".jpg", ".jpeg", ".svg")
_STRING = re.compile(r"\"[^\"]*\"|'[^']*'")
_CALLED = re.compile(r"([a-z_]\w*)\s*\(")
# Names that stand for statistics: no function, no filter, no name of an argument, no field.
_NAME = re.compile(r"(?<![.|\w])(?<!\| )([a-z_]\w*)\b(?!\s*\(|=(?!=))")
_WORDS = frozenset(("if", "else", "and", "or", "not", "in"))
_OF_ONE_YEAR = frozenset(("listing", "plural", "rows", "share", "total", "words"))
_NO_WORDS = "Beskriv här vad bilden visar"


class Names(Struct):
    """The ids of the new year by those that the Word file had, with the word of a reference."""

    by_bookmark: dict[str, tuple[str, str]] = field(default_factory=dict)
    taken: dict[str, set[str]] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    by_number: dict[tuple[str, int], str] = field(default_factory=dict)
    mentioned: frozenset[tuple[str, int]] = frozenset()
    titles: dict[str, str] = field(default_factory=dict)

    def number(self, kind: str) -> tuple[str, int]:
        """The next of the figures or tables."""
        self.numbers[kind] = self.numbers.get(kind, 0) + 1
        return kind, self.numbers[kind]

    def give(self, kind: str, words: str, bookmark: str) -> str:
        """An id made of words, which no other of its kind has."""
        name = free_name(slug(words)[:60].strip("-") or kind, self.taken.get(kind, set()))
        self.take(kind, name)
        if bookmark:
            self.by_bookmark[bookmark] = kind, name
        return name

    def take(self, kind: str, name: str) -> None:
        """Have the name, which the project gives, be no other's."""
        self.taken.setdefault(kind, set()).add(name)


def with_content(
    sections: list[ImportedSection],
    counted: Sequence[CountedTable],
    figures: Sequence[FigureFile],
    pictures: Mapping[str, bytes],
    problems: Problems,
    known: frozenset[str],
) -> list[ImportedSection]:
    """The sections with ids of words, references to them, and pictures that reports can show.

    A value is the text that it gave, unless its expression is about `known` statistics alone.
    """
    names = Names(mentioned=mentioned(tuple(b for each in sections for b in each.blocks)))
    for table in counted:
        names.take("tabell", table.id)
        if table.table and table.table.id and table.placed:
            names.by_bookmark[table.table.id] = "tabell", table.id
    for figure in figures:
        names.take("figur", figure.id)
        if figure.bookmark:
            names.by_bookmark[figure.bookmark] = "figur", figure.id
    for section in sections:
        names.take("avsnitt", section.id)
        names.titles[section.id] = plain_text(section.heading.children)
        if section.heading.id:
            names.by_bookmark[section.heading.id] = "avsnitt", section.id
    named = [_named(section, names) for section in sections]
    return [
        replace(
            section,
            heading=replace(section.heading, id=""),
            blocks=expressible(_settled(section.blocks, names, pictures, problems, known)),
        )
        for section in named
    ]


def _named(section: ImportedSection, names: Names) -> ImportedSection:
    """The section with an id for each heading, and for each table and picture referred to."""

    def named(block: Block) -> Block:
        if isinstance(block, Heading):
            words = plain_text(block.children)
            name = names.give("avsnitt", words, block.id)
            names.titles[name] = words
            return replace(block, id="" if name == slug(words) else name)
        return _numbered(block, names)

    return replace(section, blocks=rewrite_blocks(section.blocks, lambda each: each, named))


def _numbered(block: Block, names: Names) -> Block:
    """A table or picture with a caption, with an id where something refers to it."""
    match block:
        case Placement(expression=expression):
            kind = "figur" if expression.startswith("figure(") else "tabell"
            names.by_number[names.number(kind)] = expression.split('"')[1]
        case Table(caption=caption) if caption:
            return _identified(block, "tabell", plain_text(caption), names)
        case ImagePlacement(caption=title) if title:
            return _identified(block, "figur", title, names)
    return block


def _identified(block: Table | ImagePlacement, kind: str, words: str, names: Names) -> Block:
    key = names.number(kind)
    if not block.id and key not in names.mentioned:
        return block
    names.by_number[key] = names.give(kind, words, block.id)
    return replace(block, id=names.by_number[key])


def _settled(
    blocks: Blocks,
    names: Names,
    pictures: Mapping[str, bytes],
    problems: Problems,
    known: frozenset[str],
) -> Blocks:
    def inline(each: Inline) -> Inline:
        match each:
            case Computed(expression=e, text=text, span=span) if not _is_about(e, known):
                return Text(text or "", span)
            case Reference():
                return _reference(each, names)
            case Link():
                return _link(each, names, problems)
        return each

    def block(each: Block) -> Block:
        return with_references(each, names.by_number)

    rewritten = rewrite_blocks(blocks, inline, block)
    return tuple(new for each in rewritten for new in _placed(each, pictures, problems))


def _is_about(expression: str, known: frozenset[str]) -> bool:
    """Whether an expression of ours is about `known` statistics of the year alone."""
    without = _STRING.sub('""', expression)
    called = set(_CALLED.findall(without))
    return called <= _OF_ONE_YEAR and set(_NAME.findall(without)) <= known | _WORDS


def _reference(reference: Reference, names: Names) -> Inline:
    """A reference that says the same here; else a link of its own words, or they."""
    text, span = reference.text or "", reference.span
    kind, name = names.by_bookmark.get(reference.target, ("", ""))
    if kind == "avsnitt" and text.strip():
        return _to_heading(Link((Text(text, span),), f"#{name}", span), name, names)
    if kind and text.casefold().split()[:1] == [kind]:
        return replace(reference, expression=f'ref("{kind}:{name}")')
    return Text(text, span)


def _to_heading(link: Link, name: str, names: Names) -> Inline:
    """A link to a heading; a reference where that says the same words."""
    text = plain_text(link.children)
    says = titled_reference(names.titles.get(name, ""), translator("sv"))
    if text not in (says, says[:1].upper() + says[1:]):
        return link
    return Reference(name, "section", text, f'ref("avsnitt:{name}")', link.span)


def _link(link: Link, names: Names, problems: Problems) -> Inline:
    """A link that a report can have; what leads anywhere else is its words."""
    target = link.target
    if target.startswith("#"):
        found = names.by_bookmark.get(target[1:])
        if found and found[0] == "avsnitt":
            return _to_heading(replace(link, target=f"#{found[1]}"), found[1], names)
    elif target.casefold().startswith(("http://", "https://", "mailto:", "tel:")):
        return link
    message = _("the link to '{target}' has become text", target=target)
    problems.warn("became-text", link.span, message)
    return Text(plain_text(link.children), link.span)


def _placed(block: Block, pictures: Mapping[str, bytes], problems: Problems) -> Iterator[Block]:
    """The block as content can have it, and the line below it where that is a paragraph there."""
    if isinstance(block, ImagePlacement):
        yield from _picture(block, pictures, problems)
    elif isinstance(block, Table | Figure) and block.note:
        yield from (replace(block, note=()), Paragraph(block.note, block.span))
    else:
        yield block


def _picture(
    picture: ImagePlacement, pictures: Mapping[str, bytes], problems: Problems
) -> Iterator[Block]:
    name = PurePosixPath(picture.target).name
    if picture.target not in pictures or not name.lower().endswith(_SHOWN):
        message = _("the picture '{name}' is of a kind that can't be shown", name=name)
        hint = _("save it as PNG and place it anew: ![what it shows](bilder/{name})", name=name)
        problems.warn("picture-left-out", picture.span, message, hint)
        words = " – ".join(filter(None, (picture.alt, picture.caption)))
        if words:
            yield Paragraph((Text(words, picture.span),), picture.span)
        return
    if not picture.alt.strip():
        message = _("the picture '{name}' has no words for those who can't see it", name=name)
        hint = _("write what it shows between the brackets")
        problems.warn("picture-without-words", picture.span, message, hint)
    alt = picture.alt.strip() or picture.caption.strip() or _NO_WORDS
    yield replace(picture, target=f"{PICTURES}/{name}", alt=alt)


def pictures_used(sections: list[ImportedSection]) -> set[str]:
    """The names of the picture files that the sections show."""
    return {
        PurePosixPath(block.target).name
        for section in sections
        for block in walk_blocks(section.blocks)
        if isinstance(block, ImagePlacement)
    }
