"""What the makers of an edition keep of it: what is hidden, how near a reader gets, and why."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.compose.disclosure.earlier import already_public
from reportgen.compose.disclosure.protecting import Protection
from reportgen.diagnostics import Message as _
from reportgen.language.messages import translator
from reportgen.writers.html.account import write_account


def account_of(protection: Protection, language: str) -> bytes:
    """The page for the makers, with true values in it: it is not to be handed out."""
    found, translate = protection.found, translator(language)
    small = [translate(each) for each in _small(protection)]
    beside = [translate(each) for each in _beside(protection)]
    how = [] if found.cheapest else [_("time ran out: fewer numbers might do")]
    limits = [translate(each) for each in _limits(protection)]
    public = already_public(protection.figures.system)
    parts = (
        (
            _("Do not hand this page out: it has the true numbers"),
            [translate(each) for each in how],
        ),
        (_("Small counts, and what a reader of the whole edition can work out"), small),
        (_("Hidden beside them, since they could be worked out from these"), beside),
        (
            _("Small counts that an earlier edition or a public list tells: nothing protects them"),
            public,
        ),
        (_("What this does not protect against"), limits),
    )
    title = _("Protected numbers in the edition '{name}'", name=protection.name)
    return write_account(
        translate(title), ((translate(heading), lines) for heading, lines in parts), language
    )


def _limits(protection: Protection) -> Iterator[_]:
    if protection.edition.insiders:
        yield _("Several who put together what they know: who is alone in a row is reckoned with.")
    else:
        yield _(
            "Someone who is the only one of a row: that person knows the number, and can take it"
            " away."
        )
    yield from _ALWAYS


_ALWAYS = (
    _("What a reader knows already: who knows the person, or read of them in a newspaper."),
    _("What stands in the text without a number: a sentence that tells of a single person."),
    _("Numbers in the text that belong to none of the figures: the build counts them."),
    _("What was published before: an older report, another region's, the agency's own."),
)


def _small(protection: Protection) -> Iterator[_]:
    quantities = protection.figures.system.quantities
    for name, interval in protection.found.intervals.items():
        value, lowest = str(quantities[name].value), str(interval.lowest)
        if interval.highest is None:
            told = _("{name} is {value}: {lowest} or more", name=name, value=value, lowest=lowest)
        else:
            highest = str(interval.highest)
            told = _(
                "{name} is {value}: from {lowest} to {highest}",
                name=name,
                value=value,
                lowest=lowest,
                highest=highest,
            )
        yield told


def _beside(protection: Protection) -> Iterator[_]:
    system = protection.figures.system
    for name in sorted(protection.found.hidden - set(system.sensitive)):
        yield _("{name} is {value}", name=name, value=str(system.quantities[name].value))
