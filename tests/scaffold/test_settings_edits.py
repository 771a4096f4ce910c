"""Values are put into the settings files as a person would, and all else stays, byte for byte."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_project import read_cases

from reportgen.diagnostics import ReportError
from reportgen.readers.source import decode_source
from reportgen.readers.yaml.reading import parse_yaml
from reportgen.scaffold.settings_edits import with_values
from reportgen.scaffold.settings_values import AUTHOR, Person, Values, in_one_line, values_in

FILE = "content/reportgen.yaml"
CASES: dict[str, Any] = read_cases("settings_edits.yaml")
KEYS = ("title", "subtitle", "place", "contact.phone", "contact.email")


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_file_with_values(case: dict[str, Any]) -> None:
    sets, before = case.get("sets", {}), case["before"].encode()
    names = [*sets, *([AUTHOR] if "people" in case else [])]
    wanted = Values(sets, tuple(Person(**each) for each in case.get("people", ())))
    if "after" not in case:
        with pytest.raises(ReportError) as refused:
            with_values(before, FILE, names, wanted)
        assert refused.value.diagnostics[0].code == "cannot-edit"
        return
    after = with_values(before, FILE, names, wanted)
    assert after.decode() == case["after"]
    assert with_values(after, FILE, names, wanted) == after


TEXTS = st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), max_size=20)


@settings(max_examples=60)
@given(
    st.sampled_from([case["before"] for case in CASES.values() if "{title" not in case["before"]]),
    st.fixed_dictionaries({key: TEXTS.map(in_one_line) for key in KEYS}),
    st.lists(st.builds(Person, TEXTS.map(in_one_line).filter(bool), TEXTS.map(in_one_line))),
    st.sampled_from(["\n", "\r\n"]),
)
def test_what_is_written_is_what_is_read_or_nothing_is(
    before: str, texts: dict[str, str], people: list[Person], line_end: str
) -> None:
    texts = {key: text or ("x" if key == "title" else "") for key, text in texts.items()}
    before = before.replace("\r\n", "\n")
    content = before.replace("\n", line_end).encode()
    wanted = Values(texts, tuple(people))
    try:
        after = with_values(content, FILE, [*KEYS, AUTHOR], wanted)
    except ReportError:
        return
    assert values_in(parse_yaml(decode_source(after, FILE)), KEYS).people == tuple(people)
    comments = [line for line in before.splitlines() if line.startswith("# Ta bort")]
    assert all(each.encode() in after for each in comments)
    if "\n" in before:
        assert after.count(b"\r\n") == (after.count(b"\n") if line_end == "\r\n" else 0)
