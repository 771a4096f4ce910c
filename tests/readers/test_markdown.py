"""Markdown to blocks: cases as data, and properties of whatever text comes.

A case file holds cases of a title, an input and what comes of it, parted by lines with a single
dot. In the input `·` is a space at a line's end and `→` a tab. REPORTGEN_ACCEPT=1 rewrites what
comes of it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen.diagnostics import ReportError, Span
from reportgen.model import Computed, Footnote, Text
from reportgen.readers.markdown.reading import Fragment, parse_fragment
from reportgen.readers.source import Source, decode_source

CASES = Path(__file__).parent.parent / "cases" / "markdown"
ACCEPT = os.environ.get("REPORTGEN_ACCEPT") == "1"


# The tree in print


def place(span: Span) -> str:
    end = (
        f"{span.end_column}" if span.line == span.end_line else f"{span.end_line}:{span.end_column}"
    )
    return f"{span.line}:{span.column}-{end}"


def draw(node: object, depth: int = 0) -> Iterator[str]:
    """A node a line: its type, what it holds, its place; below it, indented, its children."""
    names = [name for name in type(node).__struct_fields__ if name not in ("span", "children")]
    values = {name: getattr(node, name) for name in names}
    below = {name: value for name, value in values.items() if holds_nodes(value)}
    defaults = type(node).__struct_defaults__
    usuals = dict(zip(reversed(type(node).__struct_fields__), reversed(defaults), strict=False))
    words = [type(node).__name__.lower()]
    for name, value in values.items():
        usual = usuals.get(name)
        if name in below or (
            value in (None, "", (), 0, False) if usual is None else value == usual
        ):
            continue
        words.append(repr(value) if name in ("text", "expression") else f"{name}={value!r}")
    yield "  " * depth + " ".join([*words, place(node.span)])
    for name, value in below.items():
        if name not in ("blocks", "items", "rows", "cells", "header"):
            yield "  " * (depth + 1) + f"{name}:"
        for child in value if isinstance(value, tuple) else (value,):
            yield from draw(child, depth + 1 + (name == "caption"))
    for child in getattr(node, "children", ()):
        yield from draw(child, depth + 1)


def holds_nodes(value: object) -> bool:
    first = value[0] if isinstance(value, tuple) and value else value
    return hasattr(first, "span")


def show(text: str) -> str:
    source = decode_source(text.encode(), "a.md")
    try:
        fragment = parse_fragment(source)
    except ReportError as error:
        lines = []
        for found in error.diagnostics:
            lines.append(f"{place(found.span)} {found.code}: {found.message}")
            lines += [f"  hint: {found.hint}"] if found.hint else []
        return "\n".join(lines)
    lines = [line for comment in fragment.comments for line in draw(comment)]
    if fragment.front_matter:
        lines.append(f"front matter {fragment.front_matter_line} {fragment.front_matter.text!r}")
    lines += draw(fragment.heading)
    lines += [line for block in fragment.blocks for line in draw(block)]
    return "\n".join(lines)


def read_cases(path: Path) -> list[tuple[str, str, str]]:
    parts = path.read_text(encoding="utf-8").split("\n.\n")
    return list(zip(parts[0:-1:3], parts[1::3], parts[2::3], strict=True))


def given_input(text: str) -> str:
    return text.replace("·", " ").replace("→", "\t")


@pytest.mark.parametrize("path", sorted(CASES.glob("*.md")), ids=lambda path: path.stem)
def test_cases(path: Path) -> None:
    cases = read_cases(path)
    if ACCEPT:
        parts = [
            part for title, text, _ in cases for part in (title, text, show(given_input(text)))
        ]
        path.write_text("\n.\n".join([*parts, ""]), encoding="utf-8")
    for title, text, expected in cases if not ACCEPT else ():
        assert show(given_input(text)) == expected, title.strip()


# Whatever text comes

PIECES = [
    *("{{", "}}", "{{ a }}", '{{ figure("x") }}', '{{ "`|*}}" }}', "{%", "{#id}", "{lang=en}", "{"),
    *("|", "\n|---|---|\n", "| a | b |\n|:--|--:|\n", "\n: text {#t}", "\\|", "\\", "\\{{ a }}"),
    *("[^1]", "\n[^1]: ", "[", "]", "](", "](http://a.se)", "[b]: http://b.se\n", "[a][b]", "<b>"),
    *("<!--", "-->", "<!-- c -->", "<http://a.se>", "&amp;", "&#12;", "&", "![a](b.png)", "!["),
    *("\n# ", "\n## ", "\n#### ", "\n===\n", "\n---\n", "\n- ", "\n  - ", "\n1. ", "\n> ", "    "),
    *(
        "`",
        "```\n",
        "``",
        "~~~\n",
        "*",
        "**",
        "***",
        "_",
        "~~",
        "\t",
        " ",
        "  \n",
        "\\\n",
        "\n",
        "\n\n",
    ),
    *("~2~", "^2^", "^[", "$a$", "==a==", "[[a]]", "\n: b\n", "Term\n: b\n\n", "^^", "||", "<br>"),
    *("\n• a\n", "\n+--+\n", "- [ ] ", "\n::: a\n", ":smile:", "\\ ", "{-}", "\na\tb\nc\td\n"),
    *("\r\n", "\r", "å", "a\u030a", "e\u0301", "😀", "\u00a0", "\u2028", "\u200b", "\ufeff"),
    *("\x00", "\x0b", "\ue000", "\ue001", "\uffff", "ord", "ett ord", ".", ":", "=", "-", "1"),
]
MARKDOWNISH = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
HARMLESS = st.lists(
    st.sampled_from([piece for piece in PIECES if piece.isprintable() or piece.isspace()]),
    max_size=25,
).map("".join)
MUCH = settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def parse_any(text: str) -> tuple[Source, Fragment | None]:
    """The fragment, or None where there is nothing but a ReportError with places."""
    source = Source("a.md", "")
    try:
        source = decode_source(text.encode("utf-8", "surrogatepass"), "a.md")
        return source, parse_fragment(source)
    except ReportError as error:
        for found in error.diagnostics:
            assert found.span is not None
            assert str(found.message)
            assert found.hint is None or str(found.hint)
            check_span(found.span, source)
        return source, None


def check_span(span: Span, source: Source) -> None:
    assert (1, 1) <= (span.line, span.column) <= (span.end_line, span.end_column)
    if source.text:
        assert span.end_line <= len(source.lines)
        assert span.end_column <= len(source.lines[span.end_line - 1]) + 1


def cut(source: Source, span: Span) -> str:
    begin = source.starts[span.line - 1] + span.column - 1
    return source.text[begin : source.starts[span.end_line - 1] + span.end_column - 1]


def children_of(node: object) -> Iterator[object]:
    for name in type(node).__struct_fields__:
        value = getattr(node, name)
        if name != "span" and holds_nodes(value):
            yield from value if isinstance(value, tuple) else (value,)


def check_node(node: object, source: Source) -> None:
    span = node.span
    check_span(span, source)
    text = cut(source, span)
    if isinstance(node, Text):
        assert node.text
        assert "\n" not in text
        assert text == node.text or "\\" in text or "&" in text
    if isinstance(node, Computed):
        assert text.startswith("{{")
        assert text.endswith("}}")
        assert text[2:-2].strip() == node.expression
    at = (span.line, span.column)
    for child in sorted(children_of(node), key=lambda child: (child.span.line, child.span.column)):
        if not isinstance(node, Footnote):
            assert at <= (child.span.line, child.span.column), (node, child)
            at = (child.span.end_line, child.span.end_column)
            assert at <= (span.end_line, span.end_column), (node, child)
        check_node(child, source)


def check_fragment(text: str) -> None:
    source, fragment = parse_any(text)
    if fragment is None:
        return
    for node in (fragment.heading, *fragment.blocks, *fragment.comments):
        check_node(node, source)
        assert_no_masks(node)


def assert_no_masks(node: object) -> None:
    for name in type(node).__struct_fields__:
        value = getattr(node, name)
        if isinstance(value, str):
            assert not set("\ue000\ue001") & set(value)
    for child in children_of(node):
        assert_no_masks(child)


@MUCH
@given(st.text())
def test_any_text_gives_a_fragment_or_told_errors(text: str) -> None:
    check_fragment(text)
    check_fragment("# Rubrik\n\n" + text)


@MUCH
@given(MARKDOWNISH)
def test_any_markup_gives_a_fragment_or_told_errors(text: str) -> None:
    check_fragment(text)


@MUCH
@given(HARMLESS)
def test_places_are_exact(text: str) -> None:
    check_fragment("# Rubrik\n\n" + text)


WORDS = st.sampled_from(
    [
        "ord",
        "CO~2~",
        "m^{{ c }}^",
        "{{ a }}",
        "*b*",
        "**{{ c }} d**",
        "`e`",
        "[f *g*](http://h.se)",
        "å",
    ]
)
LINES = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)
PARAGRAPHS = st.lists(LINES, min_size=1, max_size=3)


@MUCH
@given(st.lists(st.tuples(st.sampled_from(["", "- ", "> ", "1. ", "> - ", "- > "]), PARAGRAPHS)))
def test_good_text_has_exact_places_in_lists_and_quotations(
    parts: list[tuple[str, list[str]]],
) -> None:
    text = "# Rubrik\n"
    for mark, lines in parts:
        rest = "".join(sign if sign == ">" else " " for sign in mark)
        text += "\n" + mark + f"\n{rest}".join(lines) + "\n"
    source, fragment = parse_any(text)
    assert fragment is not None, text
    for block in fragment.blocks:
        check_node(block, source)
    found = sum(count(block) for block in fragment.blocks)
    assert found == text.count("{{")


def count(node: object) -> int:
    return isinstance(node, Computed) + sum(count(child) for child in children_of(node))


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "![",
        "*a ",
        "**",
        "`",
        "{{",
        "}}",
        "<!--",
        "<b",
        "&",
        "> ",
        "- ",
        "|",
        "[^a",
        "\\",
        "_a*",
        "~a ",
        "~~a",
        "^a",
        "$a",
        "==a",
        "a\n: ",
        "a;b",
        "•",
    ],
)
def test_no_text_takes_long_or_goes_deep(piece: str) -> None:
    parse_any("# Rubrik\n\n" + piece * 2000)
    parse_any("# Rubrik\n\n" + (piece + "\n") * 500)


def test_what_is_ordinary_on_windows_and_macos_gives_the_same_places() -> None:
    text = "# Överblick\n\nÅr {{ a }}.\n- ö\n"
    plain = parse_fragment(decode_source(text.encode(), "a.md"))
    windows = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    decomposed = text.replace("Ö", "O\u0308").replace("Å", "A\u030a").encode()
    assert parse_fragment(decode_source(windows, "a.md")) == plain
    assert parse_fragment(decode_source(decomposed, "a.md")) == plain
