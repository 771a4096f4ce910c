"""Finds the rules, runs those that are asked for, and hears the silences."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from msgspec import Struct

from reportgen.checks import rules as rules_package
from reportgen.checks.finding import Fix
from reportgen.checks.rule import BUILD_TOPICS, Rule
from reportgen.checks.shadows import Explained, Shadows
from reportgen.checks.spelling import check_word_list
from reportgen.checks.subject import Subject
from reportgen.compose.year import Composed, compose_what_is_there
from reportgen.diagnostics import (
    Diagnostic,
    Problems,
    ReportError,
    Severity,
    did_you_mean,
    reading_order,
    report_error,
)
from reportgen.diagnostics import Message as _


class Reported(Struct, frozen=True):
    """A finding as it is told, and its correction where there is one right answer."""

    diagnostic: Diagnostic
    fix: Fix | None = None


@cache
def find_rules() -> Mapping[str, Rule]:
    """Every rule by its code, in the order of modules and of writing."""
    return {rule.code: rule for topic in find_topics() for rule in rules_of(topic)}


def rules_of(topic: str) -> tuple[Rule, ...]:
    """The rules of one module."""
    module = importlib.import_module(f"{rules_package.__name__}.{topic}")
    return tuple(value for value in vars(module).values() if isinstance(value, Rule))


def find_topics() -> tuple[str, ...]:
    """The names of the modules of rules."""
    from pkgutil import iter_modules

    return tuple(sorted(each.name for each in iter_modules(rules_package.__path__)))


def choose_rules(select: Iterable[str], ignore: Iterable[str]) -> tuple[Rule, ...]:
    """The rules in `select` (all where it is empty) without those in `ignore`.

    Raises ReportError (unknown-rule).
    """
    rules = find_rules()
    wanted, unwanted = set(select), set(ignore)
    for code in sorted((wanted | unwanted) - rules.keys()):
        raise unknown_rule(code)
    chosen = (rule for code, rule in rules.items() if not wanted or code in wanted)
    return tuple(rule for rule in chosen if rule.code not in unwanted)


def unknown_rule(code: str) -> Exception:
    """The error for a code that no rule has."""
    message = _("there is no rule '{code}'", code=code)
    hint = did_you_mean(code, find_rules()) or _("'reportgen check --explain all' lists them")
    return report_error("unknown-rule", None, message, hint)


class Checked(Struct, frozen=True):
    """What was reported of a year, in reading order; `subject` None where nothing can be read."""

    reported: tuple[Reported, ...]
    subject: Subject | None


def check_year(root: Path, year: int, select: Iterable[str], ignore: Iterable[str]) -> Checked:
    """Read, evaluate and check a year; what the reading says is reported with the rest.

    Raises ReportError (unknown-rule, unknown-year).
    """
    chosen = choose_rules(select, ignore)
    problems = Problems()
    try:
        composed = compose_what_is_there(root, year, problems)
        check_word_list(root, problems)
    except ReportError as error:
        if all(each.span is None for each in error.diagnostics):
            raise
        told = dict.fromkeys((*error.diagnostics, *problems.found))
        ordered = sorted(told, key=reading_order)
        return Checked(tuple(Reported(each) for each in ordered), None)
    settings = composed.project.settings.check
    chosen = choose_rules(select or settings.select, (*ignore, *settings.ignore))
    subject = Subject(root, composed, tuple(problems.found))
    return Checked(tuple(run_rules(subject, chosen)), subject)


def check_for_build(
    root: Path, composed: Composed, told: Sequence[Diagnostic] = ()
) -> list[Diagnostic]:
    """What a build says of a year: what reading it `told`, and what the rules for builds find.

    Of these a draft hears the errors only. What the project ignores or silences is left out.
    """
    return check_subject_for_build(Subject(root, composed, tuple(told)))


def check_subject_for_build(subject: Subject) -> list[Diagnostic]:
    """The same of a year that is looked at already."""
    ignored = subject.settings.ignore
    rules = [
        rule
        for topic in BUILD_TOPICS
        for rule in rules_of(topic)
        if rule.at_build and rule.code not in ignored
    ]
    if subject.draft:
        rules = [rule for rule in rules if rule.severity is Severity.ERROR]
    found = [each for each in subject.told if each.code not in ignored]
    for rule in rules:
        diagnostics = (rule.diagnose(finding) for finding in rule.check(subject))
        # A weaker finding of an error rule is for `check` alone.
        found += [each for each in diagnostics if each.severity is rule.severity]
    if not found:
        return []
    from reportgen.checks.silences import heed_silences

    return heed_silences(subject, found)[0]


def run_rules(subject: Subject, rules: Iterable[Rule]) -> Iterator[Reported]:
    """What `rules` and the reading say of `subject`, silenced findings left out."""
    from reportgen.checks.silences import heed_silences, judge_silences

    chosen = tuple(rules)
    codes = find_rules().keys()
    wanted = {rule.code for rule in chosen}
    found = [Reported(told) for told in subject.told if told.code not in codes]
    for rule in chosen:
        found += [Reported(rule.diagnose(each), each.fix) for each in rule.check(subject)]
    found = list(dict.fromkeys(found))  # what is in a loop is there as often as it goes round
    subject.keep_words()
    shadows = Shadows(subject.told)
    found = [each for each in found if not shadows.fall_on(each.diagnostic)]
    better = {rule.code: rule.supersedes for rule in chosen if rule.supersedes}
    explained = Explained((each.diagnostic for each in found), better)
    found = [each for each in found if not explained.tell(each.diagnostic)]
    left, silences = heed_silences(subject, [each.diagnostic for each in found])
    kept = set(map(id, left))
    found = [each for each in found if id(each.diagnostic) in kept]
    judged = judge_silences(silences, wanted, codes)
    found += [Reported(each) for each in judged if each.code in wanted]
    yield from sorted(found, key=lambda each: reading_order(each.diagnostic))
