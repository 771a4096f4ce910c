"""What of the statistics a document says anything of: more than that is no secret of anybody's."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from msgspec import Struct

from reportgen.diagnostics import Span
from reportgen.model import Computed, Placement, Section, Statement, Table, plan_of
from reportgen.model.project import FigureDefinition
from reportgen.model.traverse import inlines_of, walk_blocks, walk_inlines

_EXPRESSIONS = re.compile(r"\{\{(.*?)\}\}")


class Mentions(Struct, frozen=True):
    """The tables and single values that a document names, and the years of which it shows them.

    `text` is all its expressions, in which a name counts as mentioned wherever it stands.
    """

    names: frozenset[str]
    years: frozenset[int]
    text: str = ""


def mentions_in(
    sections: Iterable[Section],
    asked: str,
    figures: Mapping[str, FigureDefinition],
    names: Iterable[str],
    year: int,
    years: Iterable[int],
) -> Mentions:
    """What `sections`, and what is `asked` by conditions, mention of `names` and earlier `years`.

    A name that stands anywhere in an expression counts as mentioned: rather one too many.
    """
    text = "\n".join((asked, *_expressions(sections)))
    drawn = [each for name, each in figures.items() if name in text]
    whole = "\n".join((text, *map(_text_of, drawn)))
    goes_back = "year(" in text or "series(" in text or any(_over_years(each) for each in drawn)
    return Mentions(
        frozenset(name for name in names if name in whole),
        frozenset((year, *years)) if goes_back else frozenset((year,)),
        whole,
    )


def asked_in(sections: Iterable[Section]) -> Iterator[str]:
    """What the statements of sections ask."""
    for section in sections:
        for block in walk_blocks(section.blocks):
            if isinstance(block, Statement):
                yield block.rest
            elif isinstance(block, Table):
                yield from (each.rest for _at, each in block.statements)


def _over_years(definition: FigureDefinition) -> bool:
    plan = plan_of(definition.kind)
    return "years" in (plan.categories, plan.series)


def places_of(
    tables: Collection[str], sections: Iterable[Section], figures: Mapping[str, FigureDefinition]
) -> list[Span]:
    """Where sections say or show anything of `tables`, in the order of the text."""
    named = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(tables)))})\b")
    drawn = {f'"{name}"' for name, each in figures.items() if named.search(_text_of(each))}
    found = (
        each.span
        for each in _told_in(sections)
        if named.search(each.expression) or any(name in each.expression for name in drawn)
    )
    return list(dict.fromkeys(found))


def _text_of(figure: FigureDefinition) -> str:
    """What a figure names of the statistics."""
    data = (figure.data,) if isinstance(figure.data, str) else figure.data
    titled = _EXPRESSIONS.findall(figure.title)
    return "\n".join((*data, *titled, figure.target.value if figure.target else ""))


def _expressions(sections: Iterable[Section]) -> Iterator[str]:
    return (each.expression for each in _told_in(sections))


def _told_in(sections: Iterable[Section]) -> Iterator[Placement | Computed]:
    for section in sections:
        for block in (section.heading, *walk_blocks(section.blocks)):
            if isinstance(block, Placement):
                yield block
            for inlines in inlines_of(block):
                for inline in walk_inlines(inlines):
                    if isinstance(inline, Computed):
                        yield inline
