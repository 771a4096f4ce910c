"""Findings that are told once, where they belong, with advice that can be followed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from sample_project import find_problems
from seeded import findings, write_example

from reportgen.checks.engine import find_rules
from reportgen.diagnostics import Diagnostic

_PROFILE = """name: liten
title: Ett litet rapportformat
sections:
  - id: text
    title: Text
    required: true
    subsections: [{title: Könsfördelning, required: true}]
"""


def told(text: str, root: Path, code: str) -> list[Diagnostic]:
    write_example({"text.md": text, "profil.yaml": _PROFILE}, root)
    return [each for each in findings(root) if each.code == code]


def test_a_misspelt_standard_heading_is_told_once(tmp_path: Path) -> None:
    text = "# Text\n\n## Könsfördelnning\n\nFlest var kvinnor.\n"
    assert len(told(text, tmp_path, "misspelt-heading")) == 1
    assert told(text, tmp_path, "missing-section") == []
    # A build does not look for slips: it says that the heading is missing.
    assert "missing-section" in [each.code for each in find_problems(tmp_path)]
    assert len(told("# Text\n\nFlest var kvinnor.\n", tmp_path, "missing-section")) == 1


YEARS = """# Text

| Typ | 2021 | Antal 2020 |
| --- | ---: | ---: |
| 2021 | 3 | 2 |
| Ärenden | 4 | 5 |

: Ärenden {#tabell}

{0}
"""


@pytest.mark.parametrize(("sentence", "count"), [("", 0), ("Under 2021 mötte vi polisen.", 1)])
def test_years_of_a_table_are_no_leftovers(tmp_path: Path, sentence: str, count: int) -> None:
    assert len(told(YEARS.replace("{0}", sentence), tmp_path, "other-year")) == count


def test_a_table_without_a_name_is_to_be_named_first(tmp_path: Path) -> None:
    table = "| Möte | Antal |\n| --- | ---: |\n| Stort | 4 |\n\n: Möten under året"
    (finding,) = told(f"# Text\n\nTexten.\n\n{table}\n", tmp_path, "never-referred-to")
    assert "{#moten-under-aret}" in str(finding.hint)
    assert 'ref("tabell:moten-under-aret")' in str(finding.hint)
    assert "'Möten under året'" in str(finding.message)
    named = (
        f'# Text\n\nSe {{{{ ref("tabell:moten-under-aret") }}}}.\n\n{table} {{#moten-under-aret}}\n'
    )
    assert told(named, tmp_path, "never-referred-to") == []


# A text, and of the rules that have something to say of the same words the one that is heard.
ONE_FAULT = [
    ("# Text\n\n## Könsfördelnning\n\nFlest var kvinnor.\n", "misspelt-heading", "misspelt"),
    ("# Text\n\n12 möten hölls.\n", "sentence-begins-with-digit", "small-number"),
    ("# Text\n\nAntalet ärenden ökade.\n", "trend-against-figures", "trend-without-figures"),
    ("# Text\n\nFlest ärenden rörde Nigeria: 8.\n", "contradicting-number", "small-number"),
]


@pytest.mark.parametrize(("text", "heard", "silent"), ONE_FAULT)
def test_one_fault_is_one_finding(text: str, heard: str, silent: str, tmp_path: Path) -> None:
    write_example({"text.md": text, "profil.yaml": _PROFILE}, tmp_path)
    assert {each.code for each in findings(tmp_path)} & {heard, silent} == {heard}
    # Where the better rule does not run, the other is heard.
    assert [each.code for each in findings(tmp_path, rules=(silent,))] == [silent]


def test_what_a_rule_supersedes_is_a_rule_that_does_not_supersede_it() -> None:
    rules = find_rules()
    for rule in rules.values():
        for code in rule.supersedes:
            assert rule.code not in rules[code].supersedes
