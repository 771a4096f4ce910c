"""Edits made in the bytes of the sources: line ends and every other line stay as they are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from reportgen.compare.differ import match
from reportgen.diagnostics import ReportError
from reportgen.readers.markdown.reading import read_fragment
from reportgen.readers.source import Source, decode_source
from reportgen.scaffold.reflow import reflow
from reportgen.scaffold.review.edits import Edit, in_order

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|$)")
_MARK = "\ufeff"


def changed_files(
    files: Mapping[str, bytes], edits: Mapping[str, Sequence[Edit]]
) -> dict[str, tuple[bytes, bytes]]:
    """The files that `edits` change: their bytes before and after."""
    changed = {}
    for file, own in sorted(edits.items()):
        before = files[file]
        after = _edited(before, file, own)
        if after != before:
            changed[file] = (before, after)
    return changed


def _edited(content: bytes, file: str, edits: Sequence[Edit]) -> bytes:
    source = decode_source(content, file)
    after = with_own_lines(content, source.text, edited(source.text, edits))
    if not file.endswith(".md") or not any(_divides(each, source.text) for each in edits):
        return after
    if not _has_a_sentence_a_line(content, file):
        return after
    try:
        return reflow(after, file)
    except ReportError:
        return after


def _divides(edit: Edit, text: str) -> bool:
    """Whether an edit can make sentences begin or end elsewhere."""
    changed = edit.text + text[edit.begin : edit.end]
    return "\n" in changed or _SENTENCE_END.search(changed) is not None


_SENTENCE_END = re.compile(r"[.!?…:]")


def edited(text: str, edits: Sequence[Edit]) -> str:
    """The text with edits made; at one place in their order.

    Only those overlap that take out blocks beside each other, with the empty lines between.
    """
    pieces, at = list[str](), 0
    for edit in in_order(edits):
        if edit.begin < at:
            pieces += [_displaced(edit, text, at)]
            if edit.text == "" and edit.end > at:
                at = edit.end
                pieces = ["".join(pieces).rstrip("\n")] if not text[at:].strip() else pieces
            continue
        pieces += [text[at : edit.begin], edit.text]
        at = edit.end
    return "".join(pieces) + text[at:]


def _displaced(edit: Edit, text: str, at: int) -> str:
    """What comes in where something was taken away: it stands before what is left."""
    if edit.begin != edit.end:
        return ""
    whole = edit.text.startswith("\n\n") and text[at - 1 : at] == "\n" and text[at:].strip()
    return edit.text.strip("\n") + "\n\n" if whole else edit.text


def _has_a_sentence_a_line(content: bytes, file: str) -> bool:
    try:
        return reflow(content, file) == content
    except ReportError:
        return False


def is_readable(text: str, file: str) -> bool:
    """Whether nothing is wrong in a Markdown file of that text."""
    try:
        return not file.endswith(".md") or not read_fragment(Source(file, text)).problems
    except ReportError:
        return False


def with_own_lines(content: bytes, old: str, new: str) -> bytes:
    """`new` as bytes: lines that it shares with `old`, the text of `content`, as they are there."""
    text = content.decode("utf-8")
    mark = _MARK if text.startswith(_MARK) else ""
    raw = [found[0] for found in _LINE.finditer(text.removeprefix(_MARK))]
    ends = re.search(r"\r\n|\r|\n", text)
    end = ends[0] if ends else "\n"
    before, after = old.split("\n"), new.split("\n")
    made = [*after]
    for i, j in match(before, after, lambda line: 10 if line else 1):
        made[j] = raw[i]
    return (mark + _ended(made, end)).encode("utf-8")


def _ended(lines: Sequence[str], end: str) -> str:
    """The lines, each but the last with its end."""
    *first, last = lines or [""]
    return "".join(
        line if line.endswith(("\n", "\r")) else line + end for line in first
    ) + last.rstrip("\r\n")
