"""Whatever is wrong with a file, what is said of it is Swedish: no library's English is quoted."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from english import english_in
from sample_project import MakeProject, build, find_problems, make_png

from reportgen.diagnostics import Diagnostic, ReportError
from reportgen.language.messages import translator
from reportgen.storage.git_revisions import parse_side
from reportgen.writers.word import default_template

SETTINGS = "content/reportgen.yaml"
PROSE = "content/2022/10-text.md"
MARKDOWN = """---
reviewed: true
columns: 1
---
# Text

Vi hade {{ kon.total | number }} ärenden, {{ share(kon.Kvinnor, decimals=0) }} kvinnor.[^a]

| A | B |
| --- | ---: |
| x<br>y | {{ words(kon["Män"]) }} |

: Tabellen {#egen}

![Vad den visar](bild.png "Text"){#bild width=50%}

{{ figure("kon") }} {{ ref("tabell:egen") }}

[^a]: Se [sidan](https://exempel.se/a_b) och *läs* CO~2~.
"""
TEMPLATE = """<header>{% if draft %}<p>{{ labels.draft }}</p>{% endif %}
{% for line in cover %}{{ line.content | default('x') }}{% endfor %}
{{ properties.title ~ '!' }}{% include "signature.html.j2" %}</header>
"""
# Characters that mean something to one reader or another.
SIGNS = "{}[]()'\"|%:#<>&*!?\\^~,.-=+$@`\t 0x\u00a0”"
MUTANTS = 50
DRAWING = b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='M1 1h3'/></svg>"


def mutants(text: str, count: int = MUTANTS) -> Iterator[str]:
    """`text` with one or two characters or lines gone, doubled, swapped or put in."""
    chance = random.Random(text)
    for _each in range(count):
        changed = text
        for _twice in range(chance.choice((1, 1, 2))):
            at = chance.randrange(len(changed))
            lines = changed.splitlines(keepends=True)
            line = chance.randrange(len(lines))
            changed = chance.choice(
                (
                    changed[:at] + changed[at + 1 :],
                    changed[:at] + chance.choice(SIGNS) + changed[at:],
                    changed[:at] + chance.choice(SIGNS) + changed[at + 1 :],
                    "".join(lines[:line] + lines[line + 1 :]),
                    "".join([*lines[: line + 1], *lines[line:]]),
                    changed[:at],
                )
            )
        yield changed


def said(problems: list[Diagnostic]) -> list[str]:
    """What is said of each, in Swedish, with the hint."""
    say = translator("sv")
    return [f"{say(each.message)} {say(each.hint) if each.hint else ''}" for each in problems]


def assert_swedish(problems: list[Diagnostic]) -> None:
    for each, text in zip(problems, said(problems), strict=True):
        assert english_in(text) == [], (str(each), text)


@pytest.mark.parametrize(
    "file",
    [SETTINGS, "content/2022/report.yaml", "content/2022/statistics.yaml", "figures/kon.yaml",
     "profil.yaml", PROSE],
)  # fmt: skip
def test_a_mutated_file_is_told_in_swedish(make_project: MakeProject, file: str) -> None:
    root = make_project({PROSE: MARKDOWN, "content/2022/bild.png": make_png(3, 3)})
    for text in mutants((root / file).read_text("utf-8")):
        (root / file).write_text(text, "utf-8")
        try:
            problems = find_problems(root)
        except ReportError as error:
            problems = list(error.diagnostics)
        assert_swedish(problems)


def test_a_mutated_page_template_is_told_in_swedish(make_project: MakeProject) -> None:
    root = make_project()
    own = root / "templates" / "cover.html.j2"
    own.parent.mkdir()
    for text in mutants(TEMPLATE, 20):
        own.write_text(text, "utf-8")
        told = build(root, "--html")
        line = next((each for each in told.output.splitlines() if "page-template" in each), "")
        assert english_in(line.partition("]: ")[2]) == [], (text, line)


def damages(content: bytes) -> Iterator[bytes]:
    """`content` cut, with other bytes in it, and not it at all."""
    chance = random.Random(len(content))
    for _each in range(12):
        yield content[: chance.randrange(len(content))]
        at = chance.randrange(len(content))
        yield content[:at] + bytes([chance.randrange(256)]) * 9 + content[at + 9 :]
    yield from (
        b"",
        b"PK\x03\x04",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff",
        b"<svg",
        b"<svg xmlns='x'>",
    )


@pytest.mark.parametrize(
    ("file", "setting", "content"),
    [
        ("content/2022/bild.png", "", make_png(40, 30)),
        ("content/2022/bild.png", "", DRAWING),
        ("mall.docx", "template: mall.docx\n", default_template()),
    ],
    ids=["png", "svg", "docx"],
)  # fmt: skip
def test_a_damaged_file_is_told_in_swedish(
    make_project: MakeProject, file: str, setting: str, content: bytes
) -> None:
    root = make_project({PROSE: MARKDOWN, "content/2022/bild.png": make_png(3, 3)})
    (root / SETTINGS).write_text((root / SETTINGS).read_text("utf-8") + setting, "utf-8")
    for damaged in damages(content):
        (root / file).write_bytes(damaged)
        assert_swedish(find_problems(root))


@pytest.mark.parametrize("written", ["2022@", "x", "20222", "2022 @v1", "@v1"])
def test_a_wrong_side_is_told_in_swedish(written: str) -> None:
    with pytest.raises(ReportError) as caught:
        parse_side(written)
    assert_swedish(list(caught.value.diagnostics))


@pytest.mark.parametrize(
    "make", [Path.mkdir, lambda path: path.symlink_to(path)], ids=["folder", "loop"]
)
def test_what_the_system_refuses_is_told_in_swedish(
    make_project: MakeProject, make: Callable[[Path], None]
) -> None:
    root = make_project()
    for file in ("content/2022/report.yaml", "figures/kon.yaml", PROSE):
        kept = (root / file).read_bytes()
        (root / file).unlink()
        make(root / file)
        try:
            assert_swedish(find_problems(root))
        except ReportError as error:
            assert_swedish(list(error.diagnostics))
        (root / file).rmdir() if (root / file).is_dir() else (root / file).unlink()
        (root / file).write_bytes(kept)
