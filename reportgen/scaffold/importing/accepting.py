"""Carries out what was answered with yes: finds the place by its text, and changes that alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from msgspec.structs import replace

from reportgen.diagnostics import Diagnostic, Message, Problems, Span
from reportgen.diagnostics import Message as _
from reportgen.readers.manifest import is_section
from reportgen.readers.source import Source
from reportgen.readers.yaml.reading import Mapping as MappingNode
from reportgen.readers.yaml.reading import Scalar, parse_yaml
from reportgen.scaffold.importing.answers import Answered

Texts = Mapping[str, str]


def damaged(answers: Sequence[Answered], folder: str, file: str) -> tuple[Diagnostic, ...]:
    """What is wrong with those of the answers that are a yes: an entry that is no YAML, no file."""
    problems = Problems()
    for each in answers:
        if each.answer != "yes":
            continue
        at = Span(file, each.asked_at, 1, each.asked_at, 2)
        path = PurePosixPath(each.file)
        if str(path.parent) != folder or not is_section(path.name):
            message = _("'{file}' is no section of this year", file=each.file)
            problems.error("damaged-proposal", at, message)
        if each.is_entry:
            _check_entry(each, file, problems)
        elif "\n" in each.text:
            problems.error("damaged-proposal", at, _("what is to be written must be one line"))
    return tuple(problems.found)


def _check_entry(answered: Answered, file: str, problems: Problems) -> None:
    with problems.collecting():
        node = parse_yaml(Source(file, answered.text), answered.text_at)
        if not isinstance(node, MappingNode) or len(node.entries) != 1 or not _counts(node):
            at = Span(file, answered.text_at, 1, answered.text_at, 2)
            message = _("this is no entry of statistics with its counts")
            problems.error("damaged-proposal", at, message)


def _counts(entries: MappingNode) -> bool:
    entry = entries.entries[0][1]
    if not isinstance(entry, MappingNode):
        return False
    return isinstance(entry.get("counts"), MappingNode) or isinstance(entry.get("value"), Scalar)


def accepted(answered: Answered, texts: Texts, statistics: str) -> tuple[str, str] | Message:
    """The file that changes and its new text; or why nothing is changed.

    `statistics` is the name of `statistics.yaml` among the `texts`.
    """
    lines = texts.get(answered.file, "").split("\n")
    place = _place(answered, lines)
    if place is None:
        return _("the text has been changed since: '{quote}' is not there", quote=answered.quote)
    if answered.is_entry:
        found = with_entry(texts.get(statistics, ""), answered.text)
        return (statistics, found) if isinstance(found, str) else found
    end = "\r" if lines[place].endswith("\r") else ""
    lines[place] = answered.text + end
    return answered.file, "\n".join(lines)


def _place(answered: Answered, lines: Sequence[str]) -> int | None:
    """The line that says what is quoted, from 0; of several the nearest to where it stood."""
    wanted = _bare(answered.quote)
    places = [n for n, line in enumerate(lines) if _bare(line) == wanted]
    return min(places, key=lambda n: abs(n + 1 - answered.line), default=None)


def _bare(line: str) -> str:
    return unicodedata.normalize("NFC", line).strip()


def with_entry(text: str, entry: str) -> str | Message:
    """`statistics.yaml` with an entry, in the place of one that says no number yet."""
    name = entry.partition(":")[0].strip()
    lines = text.split("\n")
    begin = next((n for n, line in enumerate(lines) if _begins(line, name)), None)
    if begin is None:
        return "\n".join((text.rstrip("\n"), "", entry.rstrip("\n"), ""))
    commented = lines[begin].startswith("#")
    inside = r"#\s\s+\S" if commented else r"\s+\S"
    end = begin + 1
    while end < len(lines) and re.match(inside, lines[end]):
        end += 1
    if not commented and _says_a_number("\n".join(lines[begin:end])):
        return _("'{id}' is in statistics.yaml already", id=name)
    return "\n".join((*lines[:begin], *entry.rstrip("\n").split("\n"), *lines[end:]))


def _begins(line: str, name: str) -> bool:
    return re.match(rf"(?:#\s?)?{re.escape(name)}:", line) is not None


def _says_a_number(entry: str) -> bool:
    node = parse_yaml(Source("statistics.yaml", entry))
    return isinstance(node, MappingNode) and _has_number(node)


def _has_number(node: MappingNode) -> bool:
    return any(
        _has_number(value)
        if isinstance(value, MappingNode)
        else isinstance(value, Scalar) and value.text[:1].isdigit()
        for _key, value in node.entries
    )


def rebased(answered: Answered, file: str, before: str, after: str) -> Answered | None:
    """The question after a line of the file became another; None where that answers it.

    Two questions about one line are both carried out, unless they are about the same words.
    """
    if answered.file != file or _bare(answered.quote) != _bare(before):
        return answered
    if answered.is_entry:
        return replace(answered, quote=after)
    own, other = _edit(answered.quote, answered.text), _edit(before, after)
    if own[0] < other[1] and other[0] < own[1]:
        return None
    moved = len(after) - len(before) if other[0] < own[0] else 0
    begin, end, text = own[0] + moved, own[1] + moved, own[2]
    return replace(answered, quote=after, text=after[:begin] + text + after[end:])


def _edit(before: str, after: str) -> tuple[int, int, str]:
    """Where two lines differ: from, to, and what stands there in the other."""
    begin = 0
    shorter = min(len(before), len(after))
    while begin < shorter and before[begin] == after[begin]:
        begin += 1
    end = 0
    while end < shorter - begin and before[-1 - end] == after[-1 - end]:
        end += 1
    return begin, len(before) - end, after[begin : len(after) - end]
