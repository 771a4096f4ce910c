"""What can be written between braces here: values, names to refer to, functions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from reportgen.compose.numbering import REFERENCE_WORDS, find_targets
from reportgen.compose.year import evaluators_of, salvage_report
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems
from reportgen.expressions.inventory import list_values
from reportgen.expressions.names import FUNCTIONS
from reportgen.language.messages import Translate
from reportgen.model import Document

# How a function of the language is begun, where more than its name is of help.
_BEGUN = {
    "figure": 'figure("")',
    "listing": "listing()",
    "ref": 'ref("")',
    "share": "share()",
    "table": 'table("")',
    "words": "words()",
    "year": "year()",
}


class Offer(Struct, frozen=True):
    """What can be written, what it gives ("" for what depends), and what that is about.

    `kind` is "value", "reference" or "function".
    """

    write: str
    gives: str
    about: str
    kind: str


def list_offers(
    root: Path, year: int, document: Document | None, translate: Translate
) -> tuple[Offer, ...]:
    """All that the page offers; references of `document`, the last that could be built.

    Raises ReportError (unknown-year).
    """
    return (
        *_values(root, year, translate),
        *(_references(document) if document else ()),
        *(Offer(_BEGUN.get(name, f"{name}()"), "", "", "function") for name in FUNCTIONS),
    )


def _values(root: Path, year: int, translate: Translate) -> Iterator[Offer]:
    project, read = salvage_report(root, year, Problems())
    evaluator = evaluators_of(root, project, read, Problems())(year)
    titles = translate(_("Single numbers")), translate(_("About the report"))
    for group in list_values(evaluator, *titles):
        for each in group.offers:
            write = each.expression.removeprefix("{{ ").removesuffix(" }}")
            yield Offer(write, each.text or "", group.title, "value")
            if each.share:
                yield Offer(f"share({write})", each.share, group.title, "value")


def _references(document: Document) -> Iterator[Offer]:
    words = {kind: word for word, kind in reversed(REFERENCE_WORDS.items())}
    for target in find_targets(document):
        written = f'ref("{words[target.kind]}:{target.id}")'
        gives = f"{words[target.kind]} {target.number}" if target.number else target.title
        yield Offer(written, gives, target.title, "reference")
