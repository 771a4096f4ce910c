"""One slip in a sound project's YAML: it is told at its line, alone, and in Swedish."""

from __future__ import annotations

import random
from pathlib import Path

from english import english_in
from sample_project import find_problems, make_png, read_cases
from slips import slips_in

from reportgen.diagnostics import Diagnostic, Severity
from reportgen.messages import translator

PROJECT: dict[str, str] = read_cases("breakages.yaml")["project"]
FILES = [file for file in PROJECT if file.endswith(".yaml") and "2021" not in file]
COUNT = 260


def slipped() -> list[tuple[str, int, str, str]]:
    """A file, the line of the slip from 1, its name, and the file's text with it."""
    found = []
    for file in FILES:
        lines = PROJECT[file].split("\n")
        for index, line in enumerate(lines):
            for name, wrong in slips_in(line):
                text = "\n".join([*lines[:index], wrong, *lines[index + 1 :]])
                found.append((file, index + 1, name, text))
    return random.Random(1).sample(found, COUNT)


def write(root: Path) -> None:
    for file, text in PROJECT.items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(text, "utf-8")
    (root / "content/2022/hus.png").write_bytes(make_png(4, 4))


def errors(problems: list[Diagnostic]) -> list[Diagnostic]:
    return [each for each in problems if each.severity is Severity.ERROR]


def test_a_slip_is_told_at_its_line_and_nothing_beside_it(tmp_path: Path) -> None:
    write(tmp_path)
    say = translator("sv")
    told = right = alone = 0
    for file, line, name, text in slipped():
        (tmp_path / file).write_text(text, "utf-8")
        found = errors(find_problems(tmp_path))
        (tmp_path / file).write_text(PROJECT[file], "utf-8")
        told += bool(found)
        right += any(
            each.span and (each.span.file, each.span.line) == (file, line) for each in found
        )
        alone += len(found) == 1
        for each in found:
            said = f"{say(each.message)} {say(each.hint) if each.hint else ''}"
            assert english_in(said) == [], (file, line, name, said)
    # What is not told is sound YAML that says something else: an indent that still fits.
    assert told >= 0.98 * COUNT
    assert right >= 0.97 * told
    assert alone >= 0.96 * told
