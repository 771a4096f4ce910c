"""`reportgen format`: one sentence a line, nothing else changed, twice the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_project import CASES, read_cases

from reportgen.diagnostics import ReportError
from reportgen.model.traverse import inlines_of, plain_text, walk_blocks
from reportgen.readers.markdown.reading import parse_fragment
from reportgen.readers.source import decode_source
from reportgen.scaffold.reflow import reflow

ROOT = Path(__file__).parent.parent


def text_of(content: bytes) -> list[str]:
    """What the section says, paragraph by paragraph."""
    fragment = parse_fragment(decode_source(content, "a.md"))
    blocks = walk_blocks((fragment.heading, *fragment.blocks))
    return [plain_text(inlines) for block in blocks for inlines in inlines_of(block)]


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=title) for title, case in read_cases("reflow.yaml").items()]
)
def test_the_form_of_a_section(case: dict[str, str]) -> None:
    formatted = reflow(case["text"].encode(), "a.md")
    assert formatted.decode() == case.get("wanted", case["text"])
    assert reflow(formatted, "a.md") == formatted
    assert text_of(formatted) == text_of(case["text"].encode())


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("last", ["", "end"])
def test_line_ends_and_byte_order_mark_stay(end: str, mark: str, last: str) -> None:
    closing = end if last else ""
    text = f"{mark}# Text{end}{end}Ett. Två{end}tre. Fyra.{closing}"
    wanted = f"{mark}# Text{end}{end}Ett.{end}Två tre.{end}Fyra.{closing}"
    assert reflow(text.encode(), "a.md") == wanted.encode()


def test_decomposed_letters_survive_in_lines_that_stay() -> None:
    text = "# Ha\u0308r\n\nDet a\u0308r ett.\n\nTva\u0308. Tre.\n".encode()
    formatted = reflow(text, "a.md").decode()
    assert formatted.startswith("# Ha\u0308r\n\nDet a\u0308r ett.\n")


def test_what_can_not_be_read_is_told_and_left() -> None:
    with pytest.raises(ReportError) as error:
        reflow(b"# Text\n\n<b>fet</b>\n", "a.md")
    assert error.value.diagnostics[0].span is not None


WORDS = (
    "Ett. Två. tre *kur. Siv* **Fet.** `kod. Kod` {{ kon.total }} [länk. Två](https://a.se) # - "
    "1. > | [^n] ”Citat.” (i. Parentes) t.ex. \\* = : --- + <!-- k --> a\\"
)
PIECES = st.sampled_from(WORDS.split(" "))
LINES = st.lists(st.lists(PIECES, min_size=1, max_size=6).map(" ".join), min_size=1, max_size=5)
PREFIXES = st.sampled_from([("", ""), ("- ", "  "), ("1. ", "   "), ("> ", "> "), ("> - ", ">   ")])


@given(st.lists(st.tuples(PREFIXES, LINES), min_size=1, max_size=4))
def test_nothing_but_line_ends_changes(blocks: list[tuple[tuple[str, str], list[str]]]) -> None:
    parts = [
        "\n".join((later if number else first) + line for number, line in enumerate(lines))
        for (first, later), lines in blocks
    ]
    content = ("# Text\n\n" + "\n\n".join(parts) + "\n").encode()
    try:
        before = text_of(content)
    except ReportError:
        return
    formatted = reflow(content, "a.md")
    assert text_of(formatted) == before
    assert reflow(formatted, "a.md") == formatted


def test_the_repositorys_own_report_has_that_form() -> None:
    for path in sorted((ROOT / "content").glob("*/*.md")):
        assert reflow(path.read_bytes(), path.name) == path.read_bytes(), path


def test_all_markdown_cases_keep_what_they_say() -> None:
    for path in sorted((CASES / "markdown").glob("*.md")):
        for text in path.read_text("utf-8").split("\n.\n"):
            content = text.encode()
            try:
                before = text_of(content)
            except ReportError:
                continue
            assert text_of(reflow(content, path.name)) == before
