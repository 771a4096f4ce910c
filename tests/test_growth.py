"""Cost grows as the text does: nothing is quadratic in what one paragraph can hold.

Python is counted in calls; a regular expression, which no count sees, in seconds of a
processor at two sizes so far apart that a square could not be missed.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from types import FrameType

import pytest
from sample_project import find_problems, write_project

from reportgen.checks.engine import find_rules
from reportgen.checks.rules.typography import _RANGE
from reportgen.checks.subject import Subject
from reportgen.compose.year import compose_what_is_there
from reportgen.diagnostics import Problems, closest
from reportgen.readers.markdown.inlines import _PLAIN
from reportgen.readers.sentences import find_sentence_starts

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
    "marks": "a\u0301\u0323",
    "ranges": "10–",
    "hyphens": "a-",
}


def _calls(subject: Subject) -> dict[str, int]:
    """How many calls each rule makes of Python and of C."""
    counts = {}
    for code, rule in find_rules().items():
        made = 0

        def count(_frame: FrameType, event: str, _argument: object) -> None:
            nonlocal made
            made += event in ("call", "c_call")

        before = sys.getprofile()
        sys.setprofile(count)
        try:
            for _finding in rule.check(subject):
                pass
        finally:
            sys.setprofile(before)
        counts[code] = made
    return counts


def _subject(root: Path, text: str) -> Subject:
    write_project(root, {"content/2022/10-text.md": f"# Text\n\nOrd {text}\n"})
    problems = Problems()
    return Subject(root, compose_what_is_there(root, 2022, problems), tuple(problems.found))


@pytest.mark.parametrize("shape", SHAPES)
def test_no_rule_makes_more_calls_than_the_text_has_parts(tmp_path: Path, shape: str) -> None:
    few = _calls(_subject(tmp_path / "few", SHAPES[shape] * 100))
    many = _calls(_subject(tmp_path / "many", SHAPES[shape] * 400))
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
