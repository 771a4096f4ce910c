"""Bytes to text: what is taken silently, what is told and where."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.diagnostics import Diagnostic, ReportError, Span
from reportgen.readers.source import MAX_BYTES, Source, decode_source, read_source


def told(content: bytes) -> list[tuple[str, int, int]]:
    with pytest.raises(ReportError) as error:
        decode_source(content, "a.md")
    return [(found.code, found.span.line, found.span.column) for found in error.value.diagnostics]


@pytest.mark.parametrize(
    "content",
    [
        "År\nÖst\n".encode(),
        "År\r\nÖst\r\n".encode(),
        "År\rÖst\r".encode(),
        b"\xef\xbb\xbf" + "År\nÖst\n".encode(),
        "A\u030ar\nO\u0308st\n".encode(),
    ],
    ids=["linux", "windows", "old mac", "byte order mark", "decomposed"],
)
def test_what_is_ordinary_is_read_silently(content: bytes) -> None:
    source = decode_source(content, "a.md")
    assert source.text == "År\nÖst\n"
    assert source.lines == ("År", "Öst", "")


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("Året\nOch på".encode("latin-1"), (1, 1)),
        (b"ett\r\ntv\xe5\r\n", (2, 3)),
        (b"ett\rtv\xe5", (2, 3)),
        (b"\xef\xbb\xbfa\xcc\x8ab\xe5", (1, 3)),
        (b"ok \xed\xa0\x80", (1, 4)),
        ("ett".encode("utf-16"), (1, 1)),
        ("ett".encode("utf-16-be").join([b"\xfe\xff", b""]), (1, 1)),
    ],
)
def test_other_encodings_are_told_at_their_first_byte(
    content: bytes, place: tuple[int, int]
) -> None:
    assert told(content) == [("not-utf8", *place)]


def test_the_byte_is_named_and_its_letter_guessed() -> None:
    with pytest.raises(ReportError) as error:
        decode_source("på".encode("latin-1"), "a.md")
    [found] = error.value.diagnostics
    assert "0xE5" in str(found.message)
    assert "'å'" in str(found.message)
    assert "Notepad" in str(found.hint)


def test_characters_that_no_document_holds_are_told_each() -> None:
    assert told("a\x00b\nc\x0bd\x1b\n\x7f \x85 \uffff".encode()) == [
        ("control-character", 1, 2),
        ("control-character", 2, 2),
        ("control-character", 2, 4),
        ("control-character", 3, 1),
        ("control-character", 3, 3),
        ("control-character", 3, 5),
    ]


def test_a_bullet_from_a_symbol_font_is_told_with_a_hint() -> None:
    with pytest.raises(ReportError) as error:
        decode_source("\uf0b7\tpunkt".encode(), "a.md")
    [found] = error.value.diagnostics
    assert found.code == "private-use-character"
    assert "'- '" in str(found.hint)


def test_many_of_them_are_counted() -> None:
    with pytest.raises(ReportError) as error:
        decode_source(b"\x00" * 500, "a.md")
    assert len(error.value.diagnostics) == 21
    assert "480 more" in str(error.value.diagnostics[-1].message)


def test_tabs_and_emoji_are_text() -> None:
    assert decode_source("\t😀\u00a0\u00ad".encode(), "a.md").text == "\t😀\u00a0\u00ad"


def code_of(path: Path) -> str:
    with pytest.raises(ReportError) as error:
        read_source(path, "content/a.md")
    [found] = error.value.diagnostics
    assert found.span == Span.of_file("content/a.md")
    return found.code


def test_files_that_are_not_there_or_no_files(tmp_path: Path) -> None:
    assert code_of(tmp_path / "saknas.md") == "missing-file"
    assert code_of(tmp_path) == "unreadable-file"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="only Unix has pipes with names")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    assert code_of(tmp_path / "pipe.md") == "unreadable-file"


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "stor.md"
    with path.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    assert code_of(path) == "file-too-large"
    with pytest.raises(ReportError):
        decode_source(bytes(MAX_BYTES + 1), "a.md")


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "år 2022.md"
    path.write_bytes("År".encode())
    assert read_source(path, "content/år 2022.md") == Source("content/år 2022.md", "År")


def test_spans() -> None:
    source = Source("a.md", "ett\ntvå\n\nfyra")
    assert source.span(2, 1, 3) == Span("a.md", 2, 1, 2, 4)
    assert source.span_between(4, 7) == Span("a.md", 2, 1, 2, 4)
    assert source.span_between(2, 9) == Span("a.md", 1, 3, 4, 1)
    assert source.whole == Span("a.md", 1, 1, 4, 5)
    assert Source("a.md", "").whole == Span("a.md", 1, 1, 1, 1)


@given(st.binary() | st.text(st.characters(exclude_categories=["Cs"])).map(str.encode))
def test_any_bytes_give_a_source_or_told_errors(content: bytes) -> None:
    problems: tuple[Diagnostic, ...] = ()
    text = ""
    try:
        text = decode_source(content, "a.md").text
    except ReportError as error:
        problems = error.diagnostics
    assert all(found.span and str(found.message) for found in problems)
    assert "\r" not in text
