"""Each rule finds its bad example and lets its good one pass; each seeded fault is found."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from seeded import (
    REPORTS,
    ROOT,
    Fault,
    copy_project,
    copy_report,
    findings,
    places,
    plant,
    read_faults,
    write_example,
)
from sentences import read_sentences

from reportgen.checks.engine import (
    check_year,
    find_rules,
    find_topics,
    rules_of,
)
from reportgen.checks.fixes import fixed_files
from reportgen.checks.rule import BUILD_TOPICS, Rule, rule
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Severity
from reportgen.storage.rewriting import rewrite_all

RULES = [pytest.param(rule, id=code) for code, rule in find_rules().items()]
FAULTS = [pytest.param(f, id=f"{f.rule} {n}") for n, f in enumerate(read_faults(), start=1)]


@pytest.mark.parametrize("rule", RULES)
def test_examples_show_the_rule(rule: Rule, tmp_path: Path) -> None:
    bad = [d for d in findings(write_example(rule.bad, tmp_path / "bad")) if d.code == rule.code]
    good = [d for d in findings(write_example(rule.good, tmp_path / "good")) if d.code == rule.code]
    assert len(bad) == 1, bad
    assert not good, good


@pytest.mark.parametrize("fault", FAULTS)
def test_seeded_fault_is_found_at_its_line(fault: Fault, tmp_path: Path) -> None:
    root = copy_report(tmp_path / "rapport")
    plant(fault, root)
    found = [each for each in places(findings(root, rules=fault.run)) if each[0] == fault.rule]
    assert (fault.rule, *fault.place(root)) in found


def test_every_rule_has_three_faults() -> None:
    counts = dict.fromkeys(find_rules(), 0)
    for fault in read_faults():
        counts[fault.rule] += 1
    for sentences in read_sentences():
        counts[sentences.rule] += len(sentences.wrong)
    assert {code: count for code, count in counts.items() if count < 3} == {}


def test_the_report_has_no_finding(tmp_path: Path) -> None:
    assert findings(copy_project(ROOT, tmp_path / "rapport")) == []


@pytest.mark.parametrize(("root", "year"), REPORTS)
def test_reports_without_faults_raise_no_alarm(root: Path, year: int, tmp_path: Path) -> None:
    told = [str(each) for each in findings(copy_project(root, tmp_path / "rapport"), year)]
    words = sum(len(p.read_text("utf-8").split()) for p in root.glob(f"content/{year}/*.md"))
    assert len(told) <= words / 1000, told


@pytest.mark.parametrize(
    ("severity", "at_build"), [(Severity.ERROR, False), (Severity.WARNING, True)]
)
def test_a_rule_that_a_build_would_miss_can_not_be_written(
    severity: Severity, at_build: bool
) -> None:
    make = rule("new", severity, about=_("A"), why=_("B"), bad="", good="", at_build=at_build)
    with pytest.raises(ValueError, match="test_rules belongs in BUILD_TOPICS"):
        make(lambda _subject: ())


def test_what_a_build_runs_finds_something_of_its_own() -> None:
    """Errors of other rules are told by reading, which stops a build by itself."""
    for topic in find_topics():
        rules = rules_of(topic)
        assert any(each.at_build for each in rules) == (topic in BUILD_TOPICS)
        for each in rules:
            told = each.check.__qualname__.startswith("told_rule.")
            assert each.at_build or told or each.severity is not Severity.ERROR


@pytest.mark.parametrize("rule", RULES)
def test_a_correction_leaves_nothing_to_find(rule: Rule, tmp_path: Path) -> None:
    root = write_example(rule.bad, tmp_path / "bad")
    fixes = [r.fix for r in check_year(root, 2022, (rule.code,), ()).reported if r.fix]
    rewrite_all(root, fixed_files(root, fixes))
    left = [d for d in findings(root) if d.code == rule.code or d.severity is Severity.ERROR]
    assert not fixes or not left
