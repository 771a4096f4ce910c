"""Which “en” and “ett” of an edition count: most are articles, and a few are somebody.

Whoever is told of every article reads none of the places. What counts is one that stands alone
("en till Rumänien", "en enda", "en återvände"), a person, and one of what is protected.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from reportgen.checks.numbers.names import Mention
from reportgen.checks.numbers.quantities import Quantity
from reportgen.checks.passages import Passage
from reportgen.checks.patterns import words_pattern, words_source
from reportgen.language.patterns import Pattern

_LITTLE = (
    "av till från i på vid inom hos utan för mot om med under efter som och eller respektive samt"
    " var är blev blir hade har kom fick gick dog ska skulle kan kunde vill ville inte"
)
# Behind which no noun follows. “Ett område” is one, and “en ökande” stands before one.
_NO_NOUN = Pattern(
    r"\s*[.,;:)?!]|\s*$|[ \u00a0](?i:"
    + words_source(_LITTLE)
    + r"|\w+(?<!an)(?<!en)(?<!rå)(?<!ske)(?<!trä)de\b)"
)
_ENDA = words_pattern("enda")
_EACH = Pattern(r"(?i:\bvar(?:t)? och )$")
_PERSON = words_pattern(
    "person kvinna man flicka pojke barn ungdom vuxen minderårig offer brottsoffer individ",
    "människa utsatt klient sökande",
)
# The words up to a noun: two adjectives at the most, and nothing little between.
_NOUN = Pattern(rf"(?:[ \u00a0](?!(?i:{words_source(_LITTLE)}))[\w-]+){{1,3}}")


def counts(
    passage: Passage,
    article: Quantity,
    mentions: Callable[[str, tuple[int, int]], Iterable[Mention]],
    protected: frozenset[str],
) -> bool:
    """Whether an “en” or “ett” of a passage may be one person, or one of a table of `protected`."""
    text = passage.text
    if _ENDA.search(text, article.start, article.end):
        return True
    if _EACH.search(text, max(article.start - len("vart och "), 0), article.start):
        return False
    if _NO_NOUN.match(text, article.end):
        return True
    found = _NOUN.match(text, article.end)
    if found is None:
        return False
    return bool(_PERSON.search(text, *found.span())) or any(
        each.kind in ("label", "unit") and not each.tables.isdisjoint(protected)
        for each in mentions(text, found.span())
    )
