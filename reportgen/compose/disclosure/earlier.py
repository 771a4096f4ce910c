"""What readers know from editions that are out already."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from reportgen.compose.disclosure.suppression import Suppression
from reportgen.compose.disclosure.system import Relation, System
from reportgen.storage.published import Told, digest_of


def with_published(system: System, published: Mapping[str, Told]) -> System:
    """The system of a reader who has the earlier editions as well.

    A number that was told and still is the same can't be hidden any more, nor is it a secret. One
    that has changed since is not known by what was told of it. Of a hidden one its interval is.
    """
    quantities, relations = dict(system.quantities), list(system.relations)
    for each in published.values():
        for name, digest in each.told.items():
            known = quantities.get(name)
            if known and digest == digest_of(name, known.value):
                quantities[name] = replace(known, printed=True, sensitive=False, public=True)
        for name, (low, high) in each.hidden.items():
            known = quantities.get(name)
            if known and low <= known.value and (high is None or known.value <= high):
                relations.append(Relation({name: 1}, low, high))
    return replace(system, quantities=quantities, relations=tuple(relations))


def already_public(system: System) -> tuple[str, ...]:
    """The small counts that are told already, in an earlier edition or a list that is public."""
    return tuple(
        name
        for name, each in system.quantities.items()
        if each.public and system.least <= each.value <= system.most
    )


def told_by(system: System, found: Suppression) -> Told:
    """What an edition tells its readers, to be kept."""
    printed = {
        name: system.range_of(name, frozenset())
        for name, each in system.quantities.items()
        if each.printed and name not in found.hidden
    }
    exact = {name for name, (low, high) in printed.items() if low == high}
    told = {name: digest_of(name, system.quantities[name].value) for name in exact}
    rounded = {name: interval for name, interval in printed.items() if name not in exact}
    hidden = {name: (each.lowest, each.highest) for name, each in found.intervals.items()}
    return Told(told, {**rounded, **hidden})
