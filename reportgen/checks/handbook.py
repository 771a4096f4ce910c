"""What is said of the rules: one page for each, and the page of them all."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping

from reportgen.checks.engine import find_topics, rules_of
from reportgen.checks.rule import Example, Rule
from reportgen.diagnostics import Message, Severity
from reportgen.diagnostics import Message as _
from reportgen.language.messages import Translate

SEVERITIES = {
    Severity.ERROR: _("an error: `build` stops as well"),
    Severity.WARNING: _("a warning: `--strict` makes it count"),
    Severity.NOTE: _("a note"),
}
# The rule's found, missed and false findings as `tests/checks/seeded.py` measures them.
Measured = Mapping[str, tuple[int, int, int]]


def rules_by_topic() -> Iterator[tuple[Message, tuple[Rule, ...]]]:
    """The topics and their rules, in the order of the modules' names."""
    for topic in find_topics():
        module = importlib.import_module(f"reportgen.checks.rules.{topic}")
        yield module.TOPIC, rules_of(topic)


def explain_rule(rule: Rule, translate: Translate) -> str:
    """One rule's page, in Markdown."""
    silence = f"<!-- check: ignore {rule.code} – … -->"
    parts = [
        f"### {rule.code}",
        f"{translate(rule.about)} {translate(rule.why)}",
        translate(_("It is {severity}.", severity=SEVERITIES[rule.severity])),
        translate(_("Found:")),
        _example(rule.bad),
        translate(_("Let through:")),
        _example(rule.good),
        translate(_("Silence one place, with your reason: `{silence}`", silence=silence)),
    ]
    return "\n\n".join(parts) + "\n"


def list_rules(translate: Translate) -> str:
    """Every rule in a line, by topic."""
    lines = []
    for topic, rules in rules_by_topic():
        lines.append(f"{translate(topic)}")
        lines += [f"  {rule.code:<28} {translate(rule.about)}" for rule in rules]
    return "\n".join(lines) + "\n"


def write_handbook(translate: Translate, introduction: str, measured: Measured) -> str:
    """The page of all rules, with how many of the seeded faults each finds."""
    head = [translate(each) for each in (_("Rule"), _("Found"), _("Missed"), _("False"))]
    table = [f"| {' | '.join(head)} |", "| --- | ---: | ---: | ---: |"]
    table += [f"| [`{c}`](#{c}) | {f} | {m} | {x} |" for c, (f, m, x) in measured.items()]
    sums = [sum(each[i] for each in measured.values()) for i in range(3)]
    total = translate(_("Total"))
    table.append(f"| **{total}** | " + " | ".join(f"**{number}**" for number in sums) + " |")
    parts = [introduction.strip(), "\n".join(table)]
    for topic, rules in rules_by_topic():
        parts += [f"## {translate(topic)}", *(explain_rule(r, translate).strip() for r in rules)]
    return "\n\n".join(parts) + "\n"


def _example(example: Example) -> str:
    files = {"": example} if isinstance(example, str) else example
    return "\n\n".join(_block(name, text) for name, text in files.items())


def _block(name: str, text: str) -> str:
    kind = "yaml" if name.endswith(".yaml") else "markdown"
    title = f"`{name}`:\n\n" if name else ""
    return f"{title}```{kind}\n{text.strip()}\n```"
