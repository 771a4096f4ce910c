"""Puts corrections into the bytes of a file, and changes nothing else in it.

A byte order mark, CRLF, decomposed letters and whatever else is odd stay as they are: a fix
names a place in the normalised text, which is found again in the original line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import unified_diff
from pathlib import Path

from reportgen.checks.finding import Fix
from reportgen.language.patterns import Pattern
from reportgen.readers.source import decode_source
from reportgen.storage.files import read_regular

_MARK = b"\xef\xbb\xbf"
_LINE = Pattern(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
# What means something in a YAML value that is not in quotes.
_YAML_SIGNS = Pattern(r"[:#{}\[\],&*!|>'\"%@`\\]")


def doable(fixes: Iterable[Fix]) -> list[Fix]:
    """The fixes that can be done at once, in order: of two that overlap the first."""
    done: dict[tuple[str, int], int] = {}
    chosen = []
    for fix in sorted(fixes, key=_place):
        line = fix.span.file, fix.span.line
        if _is_possible(fix) and fix.span.column >= done.get(line, 0):
            done[line] = fix.span.end_column
            chosen.append(fix)
    return chosen


def _place(fix: Fix) -> tuple[str, int, int, int]:
    return fix.span.file, fix.span.line, fix.span.column, fix.span.end_column


def fixed_files(root: Path, fixes: Iterable[Fix]) -> dict[str, tuple[bytes, bytes]]:
    """The files that `fixes` change: their bytes before and after."""
    by_file: dict[str, list[Fix]] = {}
    for fix in fixes:
        by_file.setdefault(fix.span.file, []).append(fix)
    changed = {}
    for file, own in sorted(by_file.items()):
        before = read_regular(root / file)
        after = apply_fixes(before, own)
        if after != before:
            changed[file] = (before, after)
    return changed


def show_diff(changed: dict[str, tuple[bytes, bytes]]) -> str:
    """The changes as a unified diff, as git shows them."""
    parts: list[str] = []
    for file, contents in changed.items():
        old, new = (decode_source(each, file).text.splitlines(keepends=True) for each in contents)
        parts += unified_diff(old, new, f"a/{file}", f"b/{file}")
    return "".join(part if part.endswith("\n") else part + "\n" for part in parts)


def apply_fixes(content: bytes, fixes: Sequence[Fix]) -> bytes:
    """`content` with every fix done that does not overlap an earlier one."""
    mark = _MARK if content.startswith(_MARK) else b""
    lines = _LINE.findall(content[len(mark) :].decode("utf-8"))
    by_line: dict[int, list[Fix]] = {}
    for fix in doable(fixes):
        if fix.span.line <= len(lines):
            by_line.setdefault(fix.span.line, []).append(fix)
    for number, own in by_line.items():
        lines[number - 1] = _fix_line(lines[number - 1], own)
    return mark + "".join(lines).encode("utf-8")


def _is_possible(fix: Fix) -> bool:
    span = fix.span
    if span.line != span.end_line:
        return False
    yaml = span.file.endswith((".yaml", ".yml"))
    return not (yaml and _YAML_SIGNS.search(fix.replacement))


def _fix_line(line: str, fixes: Iterable[Fix]) -> str:
    """The line with its fixes done, from the left."""
    offsets = _offsets(line)
    result, done = [], 0
    for fix in fixes:
        begin, end = fix.span.column - 1, fix.span.end_column - 1
        if end >= len(offsets):
            continue
        result += [line[done : offsets[begin]], fix.replacement]
        done = offsets[end]
    return "".join(result) + line[done:]


def _offsets(line: str) -> list[int]:
    """For each character of the composed line, and its end, the offset in the line as it is."""
    if unicodedata.is_normalized("NFC", line):
        return list(range(len(line) + 1))
    offsets: list[int] = []
    for cluster in re.finditer(r".[\u0300-\u036f]*", line, re.DOTALL):
        composed = unicodedata.normalize("NFC", cluster[0])
        offsets += [cluster.start()] * len(composed)
    return [*offsets, len(line)]
