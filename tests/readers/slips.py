"""Slips that people make in a line of YAML: what is typed, by the name of the slip."""

from __future__ import annotations

import re
from collections.abc import Iterator

_KEY = re.compile(r"(\s*)([^:\n]+?)(: )(\S.*)$")
_SIGNS = "@%*&!`"


def slips_in(line: str) -> Iterator[tuple[str, str]]:
    """Each slip that can be made in `line`, and the line with it; none where it is empty."""
    found = _KEY.match(line)
    if found:
        yield from _in_pair(line, *found.group(1, 2, 4))
    elif line.rstrip().endswith(":"):
        yield "no colon", line.rstrip()[:-1]
        yield "two colons", line.rstrip() + ":"
    if line.strip():
        yield from _in_indent(line)


def _in_pair(line: str, indent: str, key: str, value: str) -> Iterator[tuple[str, str]]:
    before = indent + key
    yield "no colon", f"{before} {value}"
    yield "no blank", f"{before}:{value}"
    yield "colon at the end", f"{line}:"
    yield "two colons", f"{before}:: {value}"
    yield "colon inside", f"{before}: Se: {value}"
    yield "open quote", f'{before}: "{value}'
    yield "open single quote", f"{before}: '{value}"
    yield "open bracket", f"{before}: [{value}"
    yield "open brace", f"{before}: {{{value}"
    yield "closed bracket", f"{before}: {value}]"
    yield "quotes of Windows", f"{before}: ”{value}”"
    yield "no-break blank after", f"{before}:\u00a0{value}"
    yield "no-break blank before", f"{before}\u00a0: {value}"
    yield "dash", f"{indent}- {key}: {value}"
    yield "expression", f"{before}: {{{{ {value} }}}}"
    yield "no key", f"{indent}: {value}"
    for sign in _SIGNS:
        yield f"begins with {sign}", f"{before}: {sign}{value}"


def _in_indent(line: str) -> Iterator[tuple[str, str]]:
    yield "one deeper", " " + line
    yield "tab", "\t" + line.lstrip()
    if line[0] == " ":
        yield "one short", line[1:]
        yield "flat", line.lstrip()
        yield "no-break blank in the indent", "\u00a0" + line[1:]
