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
    BUILD_TOPICS,
    check_year,
    find_rules,
    find_topics,
    rules_of,
)
from reportgen.checks.fixes import fixed_files, write_fixed
from reportgen.checks.rule import Rule
from reportgen.diagnostics import Severity

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


def test_the_rules_of_a_build_are_those_with_errors_of_their_own() -> None:
    elsewhere = set(find_topics()) - set(BUILD_TOPICS)
    errors = [r for topic in elsewhere for r in rules_of(topic) if r.severity is Severity.ERROR]
    assert all("told_as" in rule.check.__code__.co_names for rule in errors)


@pytest.mark.parametrize("rule", RULES)
def test_a_correction_leaves_nothing_to_find(rule: Rule, tmp_path: Path) -> None:
    root = write_example(rule.bad, tmp_path / "bad")
    fixes = [r.fix for r in check_year(root, 2022, (rule.code,), ()).reported if r.fix]
    write_fixed(root, fixed_files(root, fixes))
    left = [d for d in findings(root) if d.code == rule.code or d.severity is Severity.ERROR]
    assert not fixes or not left
