"""Reading again parses only what changed, and nobody can tell but by the clock."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_project import PROSE, MakeProject, composed, find_problems

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import ReportError, Span, report_error
from reportgen.readers.markdown import syntax as markdown_syntax
from reportgen.readers.memory import remembering
from reportgen.readers.source import Source


def read(source: Source, line: int = 1) -> tuple[str, int]:
    if "fel" in source.text:
        raise report_error("wrong-value", Span(source.file, line, 1, line, 2), _("wrong"))
    return source.text.upper(), line


def told(reader, *arguments):
    try:
        return reader(*arguments)
    except ReportError as error:
        return error.diagnostics[0].span


CALLS = st.lists(
    st.tuples(st.sampled_from("ab"), st.sampled_from(["x", "y", "fel"]), st.integers(1, 2))
)


@given(CALLS)
def test_what_is_remembered_is_what_reading_says(calls):
    counted = []
    remembered = remembering(lambda *given: counted.append(given) or read(*given))
    kept = {}
    for file, text, line in calls:
        source = Source(file, text)
        assert told(remembered, source, line) == told(read, source, line)
        kept[file, line] = [*kept.get((file, line), []), text]
    changes = [text != before for each in kept.values() for before, text in pairwise([None, *each])]
    assert len(counted) == sum(changes)


def test_an_error_is_told_again_as_a_new_exception():
    remembered = remembering(read)
    raised = []
    for _time in range(2):
        with pytest.raises(ReportError) as error:
            remembered(Source("a", "fel"))
        raised.append(error.value)
    assert raised[0] is not raised[1]
    assert raised[0].diagnostics == raised[1].diagnostics


def test_a_saved_section_costs_its_own_parse(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Texts that no other test has had read.
    sections = {f"content/2022/{n}-del-{n}.md": f"# Del {n}\n\nMinne.\n" for n in range(20, 30)}
    sections[PROSE] = "# Text\n\nMinne.\n"
    root = make_project(sections)
    parse = markdown_syntax.parse_block_tokens
    parsed = []
    monkeypatch.setattr(
        markdown_syntax, "parse_block_tokens", lambda *given: parsed.append(given) or parse(*given)
    )
    first = composed(root).document
    assert len(parsed) == 11
    assert composed(root).document == first
    (root / PROSE).write_text("# Text\n\nNytt minne.\n")
    assert composed(root).document != first
    assert len(parsed) == 12
    (root / PROSE).write_text("Minne utan rubrik.\n")
    assert [each.code for each in find_problems(root)] == ["missing-heading"]
    assert [each.code for each in find_problems(root)] == ["missing-heading"]
    assert len(parsed) == 13
