"""How grave a finding is: the order in which a person reads findings, worst first."""

from __future__ import annotations

from functools import cache

from reportgen.checks.engine import find_topics, rules_of
from reportgen.diagnostics import Diagnostic, Severity

# The topics whose faults harm a report most; the others follow in their own order.
_GRAVEST = ("secrecy", "numbers", "trends", "gaps", "leftovers", "figures", "structure")


def gravity(found: Diagnostic) -> tuple[int, int, str]:
    """The place of the finding's rule: by severity, by topic, by its name."""
    severity = list(Severity).index(found.severity)
    topic = _topics().get(found.code)
    if topic is None:
        return severity, -1, found.code  # reading says it: without it nothing else is sure
    rank = _GRAVEST.index(topic) if topic in _GRAVEST else len(_GRAVEST)
    return severity, rank, found.code


@cache
def _topics() -> dict[str, str]:
    """The module of each rule by its code."""
    return {rule.code: topic for topic in find_topics() for rule in rules_of(topic)}
