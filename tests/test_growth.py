"""Cost grows as the text does: nothing is quadratic in what one paragraph can hold.

Python is counted in calls; a regular expression, which no count sees, in seconds of a
processor at two sizes so far apart that a square could not be missed.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from types import FrameType

import pytest
from msgspec.structs import replace
from sample_project import find_problems, write_project

from reportgen.checks.engine import find_rules, run_rules
from reportgen.checks.rules.typography import _RANGE
from reportgen.checks.subject import Subject
from reportgen.compare import compare_documents
from reportgen.compose.year import compose_what_is_there
from reportgen.diagnostics import Problems, ReportError, closest
from reportgen.readers.markdown.inlines import _PLAIN
from reportgen.readers.sentences import find_sentence_starts
from reportgen.scaffold.reflow import reflow
from reportgen.writers.html import write_html
from reportgen.writers.word import write_word

SHAPES = {
    "percentages": "12 procent av 30 ärenden ",
    "labels": "Sverige (1), ",
    "points": ".",
    "ends": "x. ",
    "words": "ord ",
    "brackets": "(",
    "quotes": '"a" ',
    "dates": "2022-01-01 ",
    "abbreviations": "t.ex. ",
    "sentences": "Det var 12 ärenden under 2022. ",
    "remainders": "Av 30 ärenden rörde 12 barn och de övriga 17 vuxna. ",
    "lists of parts": "Vi gjorde 9 resor, mot 4 förr: 3 hit, 4 dit och 5 bort. ",
    "marks": "a\u0301\u0323",
    "ranges": "10–",
    "hyphens": "a-",
    "long words": "Aa",
    "paragraphs": "Ett ord.\n\n",
    "items": "\n- en rad",
    "emphasis": "**a** ",
    "stars": "*",
    "links": "[a](#text) ",
    "marks of notes": "[^1] ",
    "closing braces": "}} ",
    "opening braces": "{{ ",
    "pictures": "![",
    "rows": "\n| a | b |",
    "quotations": "> ",
    "numbers": "{{ kon.total }} ",
    "lists of rows": "{{ listing(land) }} ",
}


def _calls(subject: Subject) -> dict[str, int]:
    """How many calls each rule makes of Python and of C."""
    rules = find_rules().items()
    return {code: _count(lambda rule=rule: list(rule.check(subject))) for code, rule in rules}


def _count(work: Callable[[], object]) -> int:
    """How many calls of Python and of C it makes."""
    made = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal made
        made += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return made


def _subject(root: Path, text: str) -> Subject:
    write_project(root, {"content/2022/10-text.md": f"# Text\n\nOrd {text}\n"})
    problems = Problems()
    return Subject(root, compose_what_is_there(root, 2022, problems), tuple(problems.found))


@pytest.mark.parametrize("shape", SHAPES)
def test_no_rule_makes_more_calls_than_the_text_has_parts(tmp_path: Path, shape: str) -> None:
    few = _calls(_subject(tmp_path / "few", SHAPES[shape] * 100))
    many = _calls(_subject(tmp_path / "many", SHAPES[shape] * 400))
    assert {c: (few[c], n) for c, n in many.items() if n > 6 * few[c] + 2000} == {}


def _format(subject: Subject) -> None:
    with suppress(ReportError):
        reflow((subject.root / "content" / "2022" / "10-text.md").read_bytes(), "10-text.md")


def _diff(subject: Subject) -> object:
    sections = list(subject.document.sections)
    shorter = replace(sections[0], blocks=sections[0].blocks[1:])
    other = replace(subject.document, sections=(shorter, *sections[1:]))
    return compare_documents(other, subject.document)


# What is done with a document, beside the rules: read and evaluate it, format, compare, print.
STAGES: dict[str, Callable[[Subject], object]] = {
    "compose": lambda subject: compose_what_is_there(subject.root, 2022, Problems()),
    "format": _format,
    "follow": lambda subject: list(run_rules(subject, ())),
    "diff": _diff,
    "word": lambda subject: write_word(subject.document, {}, BytesIO()),
    "html": lambda subject: write_html(subject.document, {}, BytesIO()),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_nothing_makes_more_calls_than_the_text_has_parts(tmp_path: Path, shape: str) -> None:
    few, many = (_subject(tmp_path / str(n), SHAPES[shape] * n) for n in (100, 400))
    told = any(each.severity == "error" for each in few.told)
    counts = {
        name: (_count(lambda work=work: work(few)), _count(lambda work=work: work(many)))
        for name, work in STAGES.items()
        if not (told and name in ("word", "html"))
    }
    assert {n: each for n, each in counts.items() if each[1] > 6 * each[0] + 5000} == {}


LIST = """\
title: Utbildningar
columns:
  Datum: date
  Ort: text
  Deltagare: whole
rows:
"""
LISTED = """\
{{ records("utbildningar", sort="Datum", total=true) }}

Det var {{ count(utbildningar, Ort="Umeå") }} i Umeå av {{ total(utbildningar.Deltagare) }}.

{% for u in utbildningar %}

- {{ u.Ort }} den {{ u.Datum }}

{% endfor %}
"""


def _with_list(root: Path, rows: int) -> Subject:
    """The tiny project with a list of so many rows: as a table, counted, and gone through."""
    written = "".join(
        f"  - {{Datum: 2022-{1 + n % 12:02}-{1 + n % 28:02}, Ort: Umeå, Deltagare: {n % 40}}}\n"
        for n in range(rows)
    )
    files = {"content/2022/utbildningar.yaml": LIST + written}
    write_project(root, {**files, "content/2022/10-text.md": f"# Text\n\n{LISTED}"})
    problems = Problems()
    return Subject(root, compose_what_is_there(root, 2022, problems), tuple(problems.found))


def test_lists_of_a_thousand_rows_cost_a_thousand_rows(tmp_path: Path) -> None:
    few, many = (_with_list(tmp_path / str(n), n) for n in (250, 1000))
    assert not [each for each in many.told if each.severity == "error"], many.told
    counts = {
        name: (_count(lambda work=work: work(few)), _count(lambda work=work: work(many)))
        for name, work in STAGES.items()
    }
    assert {n: each for n, each in counts.items() if each[1] > 5 * each[0] + 5000} == {}


def test_no_rule_makes_more_calls_than_a_list_has_rows(tmp_path: Path) -> None:
    few, many = (_calls(_with_list(tmp_path / str(n), n)) for n in (250, 1000))
    assert {c: (few[c], n) for c, n in many.items() if n > 6 * few[c] + 2000} == {}


@pytest.mark.parametrize(
    ("search", "text"),
    [
        (find_sentence_starts, "."),
        (lambda text: list(_RANGE.finditer(text)), "1"),
        (lambda text: list(_PLAIN.finditer(f"x{text}y")), " "),
    ],
    ids=["sentences", "ranges", "breaks"],
)
def test_no_pattern_begins_again_at_each_place(search: object, text: str) -> None:
    def seconds(size: int) -> float:
        begin = time.process_time()
        search(text * size)  # type: ignore[operator]
        return time.process_time() - begin

    few, many = (min(seconds(size) for _ in range(3)) for size in (5_000, 20_000))
    assert many < max(8 * few, 0.05)


def test_a_wrong_name_is_compared_with_few_of_many() -> None:
    names = [f"Kommun nummer {number}" for number in range(4000)]
    made = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal made
        made += event == "call"

    sys.setprofile(count)
    try:
        near = closest("Komun nummer 17", names)
    finally:
        sys.setprofile(None)
    assert near in names
    assert made < 30_000


def test_a_series_in_a_series_is_an_error(tmp_path: Path) -> None:
    text = "# Text\n\nDet var {{ series(\"series('kon.total')\") }}.\n"
    write_project(tmp_path, {"content/2022/10-text.md": text})
    assert [each.code for each in find_problems(tmp_path)] == ["wrong-arguments"]


def test_a_text_of_many_pages_is_an_error(tmp_path: Path) -> None:
    rows = "".join(f"    Kommun nummer {number}: 1\n" for number in range(2000))
    table = f"kommuner:\n  title: Kommuner\n  unit: ärenden\n  total: 2000\n  counts:\n{rows}"
    sexes = "kon:\n  total: 5\n  counts: {Kvinnor: 3, Män: 2}\n"
    changes = {
        "content/2022/statistics.yaml": sexes + table,
        "content/2022/10-text.md": "# Text\n\n{{ listing(kommuner) }}\n",
    }
    write_project(tmp_path, changes)
    assert [each.code for each in find_problems(tmp_path)] == ["text-too-long"]


def test_a_sentence_that_begins_with_thousands_of_digits_can_be_checked(tmp_path: Path) -> None:
    subject = _subject(tmp_path, f"börjar. {'1' * 5000} ärenden.")
    for rule in find_rules().values():
        list(rule.check(subject))


TOO_MUCH = {
    "lines of a section": {"content/2022/10-text.md": "# Text\n\n" + "a\n\n" * 15_000},
    "characters of a section": {"content/2022/10-text.md": "# Text\n\n" + "ord " * 130_000},
    "lines of YAML": {"content/2022/statistics.yaml": "kon:\n" + "  A: 1\n" * 30_000},
    "values of YAML": {"figures/kon.yaml": f"kind: [{'a,' * 60_000}]"},
    "rows of a table": {
        "content/2022/statistics.yaml": "kon:\n  total: 3000\n  counts:\n"
        + "".join(f"    Kommun {number}: 1\n" for number in range(3000))
    },
    "sections": {f"content/2022/a{number}.md": f"# A {number}\n" for number in range(1100)},
}


@pytest.mark.parametrize("what", TOO_MUCH)
def test_what_no_report_holds_is_one_error_and_no_wait(tmp_path: Path, what: str) -> None:
    write_project(tmp_path, TOO_MUCH[what])
    began = time.process_time()
    (code,) = [each.code for each in find_problems(tmp_path) if each.severity == "error"]
    assert code in ("file-too-long", "too-many-rows", "too-many-files")
    assert time.process_time() - began < 8


def test_what_expressions_make_in_one_document_has_a_bound(tmp_path: Path) -> None:
    rows = "".join(f"    Kommun {number}: 1\n" for number in range(500))
    table = f"land:\n  title: Land\n  unit: ärenden\n  total: 500\n  counts:\n{rows}"
    sexes = "kon:\n  total: 5\n  counts: {Kvinnor: 3, Män: 2}\n"
    changes = {
        "content/2022/statistics.yaml": sexes + table,
        "content/2022/10-text.md": "# Text\n\n" + "{{ listing(land) }}\n\n" * 300,
    }
    write_project(tmp_path, changes)
    assert [each.code for each in find_problems(tmp_path)] == ["text-too-long"]
