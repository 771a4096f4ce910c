"""Slips that people make in YAML: told once, at their line, in the project's language.

Every line of a sound project's YAML files gets every slip that fits it, one at a time. What is said
is Swedish: the words of the libraries and of the operating system are in none of it.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sample_project import MakeProject, find_problems, make_png, place, read_cases

from reportgen.diagnostics import Diagnostic, Message, Problems, Severity
from reportgen.expressions.syntax import parse_expression
from reportgen.expressions.values import ExpressionError
from reportgen.language.messages import translator
from reportgen.readers.source import Source
from reportgen.readers.yaml.reading import read_yaml
from reportgen.storage.causes import cause_of

PROJECT: dict[str, str] = read_cases("breakages.yaml")["project"]
FILES = (
    "content/2022/statistics.yaml",
    "content/2022/report.yaml",
    "content/reportgen.yaml",
    "figures/land.yaml",
    "profil.yaml",
)
KEY = re.compile(r"(\s*)([^:\n]+?): (\S.*)$")
SIGNS = "@%*&!`"
# All of them take half a minute.
EVERY = 4

# What PyYAML, Python, Jinja, the operating system and their like say.
FOREIGN = re.compile(
    r"\b(while|parsing|scanning|expected|found|could not|did not|mapping values|not allowed"
    r"|invalid|syntax|unexpected|unterminated|literal|never closed|unmatched|perhaps|forgot"
    r"|no such file|permission denied|directory|is a|the|was|and|with|error)\b",
    re.IGNORECASE,
)


def slips(line: str) -> Iterator[tuple[str, str]]:
    """The ways to write a line wrongly, by name."""
    if found := KEY.match(line):
        indent, key, value = found.groups()
        start = indent + key
        yield "no colon", f"{start} {value}"
        yield "no blank", f"{start}:{value}"
        yield "a colon at the end", f"{line}:"
        yield "two colons", f"{start}:: {value}"
        yield "an open quotation mark", f'{start}: "{value}'
        yield "an open apostrophe", f"{start}: '{value}"
        yield "a quotation mark at the end", f'{start}: {value}"'
        yield "an open bracket", f"{start}: [{value}"
        yield "an open brace", f"{start}: {{{value}"
        yield "a bracket at the end", f"{start}: {value}]"
        yield "quotation marks for print", f"{start}: ”{value}”"
        yield "a hard blank after the colon", f"{start}:\u00a0{value}"
        yield "a hard blank before the colon", f"{start}\u00a0: {value}"
        yield "a colon inside", f"{start}: Se: {value}"
        yield "a dash", f"{indent}- {key}: {value}"
        yield "an expression", f"{start}: {{{{ {value} }}}}"
        yield "no key", f"{indent}: {value}"
        yield from ((f"a sign {sign}", f"{start}: {sign}{value}") for sign in SIGNS)
    elif line.rstrip().endswith(":"):
        yield "no colon above others", line.rstrip()[:-1]
        yield "two colons above others", f"{line.rstrip()}:"
    if line.strip():
        yield "one deeper", f" {line}"
        yield "two deeper", f"  {line}"
        yield "a tab", "\t" + line.lstrip()
    if line.startswith(" "):
        yield "one short", line[1:]
        yield "in the first column", line.lstrip()
        yield "a hard blank before all", "\u00a0" + line[1:]


def all_slips() -> list[tuple[str, int, str]]:
    """File, line from 1 and the text with a slip in it: each fourth of all there are."""
    found = []
    for file in FILES:
        lines = PROJECT[file].split("\n")
        for index, line in enumerate(lines):
            for _name, wrong in slips(line):
                text = "\n".join([*lines[:index], wrong, *lines[index + 1 :]])
                found.append((file, index + 1, text))
    return found[::EVERY]


def say(found: Diagnostic) -> str:
    """What is said in Swedish, without what is quoted from the file."""
    said = translator("sv")
    texts = [said(found.message), said(found.hint) if found.hint else ""]
    return re.sub(r"'[^']*'|\"[^\"]*\"", "", " ".join(texts))


def write_sound(root: Path) -> Path:
    for name, content in PROJECT.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    (root / "content/2022/hus.png").write_bytes(make_png(4, 4))
    return root


def test_a_slip_is_told_once_at_its_line_and_in_swedish(tmp_path: Path) -> None:
    root = write_sound(tmp_path)
    told = near = once = 0
    for file, line, text in all_slips():
        (root / file).write_text(text, "utf-8")
        errors = [each for each in find_problems(root) if each.severity is Severity.ERROR]
        (root / file).write_text(PROJECT[file], "utf-8")
        foreign = [say(each) for each in errors if FOREIGN.search(say(each))]
        assert not foreign, (text, foreign)
        if not errors:
            continue
        told += 1
        spans = [each.span for each in errors if each.span and each.span.file == file]
        near += any(abs(span.line - line) <= 1 for span in spans)
        once += len(errors) == 1
    assert told > 300
    assert near / told >= 0.98
    assert once / told >= 0.95


HEAD = "kon:\n  counts:\n    Kvinnor: 3\n"
NAMED = [
    ("    Män 2\n", 4, "kolon saknas efter 'Män'"),
    ("    Män:2\n    Okänt: 1\n", 4, "blanksteg saknas efter kolonet vid 'Män'"),
    ("   Män: 2\n", 4, "raden är indragen 3 steg, men de rader den hör till 4"),
    ("\tMän: 2\n", 4, "indraget är gjort med tabb"),
    ("    Män: [2\n", 4, "parentesen '[' är påbörjad men inte avslutad"),
    ("    - Män: 2\n", 4, "ett streck börjar en lista, men här står namn och värden"),
    ("    Män: 2:\n", 4, "det står ett kolon för mycket i slutet"),
    ("    Män: @2\n", 4, "en text kan inte börja med '@'"),
    ("    Män:\u00a02\n", 4, "här står ett hårt blanksteg där det ska vara ett vanligt"),
    ('  title: "Kön\n', 4, "ett citattecken är påbörjat men inte avslutat på raden"),
    ("  title: ”Kön”\n", 4, "citattecknen ” ” skulle synas i rapporten"),
    ("  title: Kön: båda\n", 4, "det står ett andra kolon på raden"),
    ("---\nland: 3\n", 4, "filen innehåller mer än ett YAML-dokument"),
]


@pytest.mark.parametrize(("wrong", "line", "said"), NAMED, ids=[each[2] for each in NAMED])
def test_a_slip_has_words_of_its_own(wrong: str, line: int, said: str) -> None:
    problems = Problems()
    read_yaml(Source("s.yaml", HEAD + wrong), problems)
    translate = translator("sv")
    assert [translate(each.message) for each in problems.found] == [said]
    assert [each.span.line for each in problems.found if each.span] == [line]
    assert all(each.hint for each in problems.found)


def test_several_slips_are_told_at_once(make_project: MakeProject) -> None:
    statistics = "kon:\n  total: 6\n  counts:\n    Kvinnor 3\n    Män:2\n   Ej noterat: 1\n"
    prose = "# Text\n\nDet var {{ kon.total }} och {{ kon.Kvinor }}.\n"
    root = make_project(
        {"content/2022/statistics.yaml": statistics, "content/2022/10-text.md": prose}
    )
    assert [place(each) for each in find_problems(root)] == [
        "content/2022/10-text.md:3:29 unknown-statistic",
        "content/2022/statistics.yaml:4:5 yaml-syntax",
        "content/2022/statistics.yaml:5:8 yaml-syntax",
        "content/2022/statistics.yaml:6:1 yaml-syntax",
    ]


SOUND = 'share(total(kon, "Kvinnor", "Män"), kon.total) if kon.total > 0 else words(12.5)'


def test_what_python_says_of_an_expression_is_not_quoted() -> None:
    wrong = {SOUND[:at] + SOUND[at + 1 :] for at in range(len(SOUND))}
    wrong |= {
        SOUND[:at] + sign + SOUND[at:] for at in range(len(SOUND)) for sign in "()[]\"'=,”§$0"
    }
    translate = translator("sv")
    told: set[Message] = set()
    for text in wrong:
        try:
            parse_expression(text)
        except ExpressionError as error:
            told |= {error.message, error.hint} if error.hint else {error.message}
    said = [re.sub(r"'[^']*'|\"[^\"]*\"", "", translate(each)) for each in told]
    assert len(said) > 10
    assert not [each for each in said if FOREIGN.search(each)]


@pytest.mark.parametrize("number", sorted(errno.errorcode))
def test_what_the_system_says_is_not_quoted(number: int) -> None:
    said = translator("sv")(cause_of(OSError(number, os.strerror(number))))
    assert os.strerror(number) not in said
    assert not FOREIGN.search(said)
