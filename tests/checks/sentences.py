"""The sentences of each rule of language: ten that are wrong and ten that are right, as data."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml
from seeded import write_example

from reportgen.checks.engine import Reported, check_year

FOLDER = Path(__file__).parent / "sentences"


@dataclass(frozen=True)
class Sentences:
    """What a rule must find and what it must leave alone; `right` is what a fix makes of it."""

    rule: str
    wrong: tuple[tuple[str, str], ...]
    right: tuple[str, ...]


def read_sentences() -> list[Sentences]:
    """All sentences of all rules; the corrected one is "" where no fix is expected."""
    read = []
    for path in sorted(FOLDER.glob("*.yaml")):
        for rule, entry in yaml.safe_load(path.read_text("utf-8")).items():
            wrong = (each.partition(" -> ") for each in entry["wrong"])
            pairs = tuple((text, fixed) for text, _arrow, fixed in wrong)
            read.append(Sentences(rule, pairs, tuple(entry["right"])))
    return read


def told(rule: str, sentences: tuple[str, ...], folder: Path) -> dict[str, list[Reported]]:
    """What a rule says of each sentence, each a paragraph of its own in one report."""
    root = write_example("# Text\n\n" + "\n\n".join(sentences) + "\n", folder)
    found: dict[str, list[Reported]] = {sentence: [] for sentence in sentences}
    for each in check_year(root, 2022, [rule], ()).reported:
        found[sentences[(each.diagnostic.span.line - 3) // 2]].append(each)
    return found


def corrected(sentence: str, reported: list[Reported]) -> str:
    """The sentence with every correction made."""
    for each in sorted(reported, key=lambda each: -each.diagnostic.span.column):
        if each.fix is not None:
            begin, end = each.fix.span.column - 1, each.fix.span.end_column - 1
            sentence = sentence[:begin] + each.fix.replacement + sentence[end:]
    return sentence
