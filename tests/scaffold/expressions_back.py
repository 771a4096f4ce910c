"""How many expressions come back out of a Word file that has nothing of ours left in it.

`python tests/scaffold/expressions_back.py [--count 25] [--first-seed N] [--list]` builds the real
report, the example years and random projects, takes bookmarks, styles and our XML part away,
imports, answers the questions about statistics as the one who knows them would, and counts: the
numbers of the text that were expressions, those that are expressions again, those asked about in
`import.md`, and whether an expression would print the same of other figures too.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

sys.path.append(str(Path(__file__).parent))
sys.path.append(str(Path(__file__).parents[1]))
sys.path.append(str(Path(__file__).parents[1] / "generated"))

import yaml
from click.testing import CliRunner
from counted_prose import with_counted_prose
from expressions_judged import Judge, rows_of
from project_made import FEATURES, make_project
from round_trip import LEFT_OUT, without_charts
from sample_project import build, composed, copy_example
from stripped import WAYS, stripped
from vocabulary import _PHRASES

from reportgen.cli.program import make_program
from reportgen.compose.year import Composed
from reportgen.model import Computed, Document, Inline, Inlines, LineBreak, SoftBreak, Table
from reportgen.model.traverse import inlines_in, inlines_of, plain_text, walk_blocks
from reportgen.readers.source import Source
from reportgen.scaffold.importing.answers import Answered, read_answers
from reportgen.scaffold.importing.fidelity import said

ROOT = Path(__file__).parents[2]
_WORDS = "noll en ett två tre fyra fem sex sju åtta nio tio elva tolv"
_NUMBER = re.compile(
    r"\d+(?:[\u00a0\u202f ]\d{3})*(?:[,.]\d+)?(?:\s?(?:%|procent\b))?"
    rf"|\b(?:{_WORDS.replace(' ', '|')})\b",
    re.IGNORECASE,
)
# An expression about another year can't come back: the year is not in the Word file.
# Of other sentences of random projects nobody can tell what they count.
_NAMELESS = tuple(each.split("{}")[0] for each in _PHRASES["reckoned"])
_OTHER_YEARS = re.compile(r"\b(?:year|change|series)\(")


class Leaf(Struct, frozen=True):
    """A piece of text with its place in the words of its paragraph."""

    start: int
    end: int
    inline: Inline


class Count(Struct):
    """What came of the numbers of a document; `notes` tell of those that did not come right."""

    numbers: int = 0
    taken: int = 0
    right: int = 0
    proposed: int = 0
    left_out: int = 0
    lost: int = 0
    notes: list[str] = []

    def add(self, other: Count) -> None:
        """Count those of another document as well."""
        for name in self.__struct_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def __str__(self) -> str:
        share = (self.taken + self.proposed) / self.numbers if self.numbers else 1
        return (
            f"{self.numbers} numbers: {self.taken} taken ({self.right} right), "
            f"{self.proposed} proposed, {share:.1%} in all; {self.left_out} left out; "
            f"{self.lost} pieces of text or tables not the same"
        )


def leaves(inlines: Inlines) -> list[Leaf]:
    """The text of a paragraph, piece by piece."""
    found: list[Leaf] = []
    for inline in inlines:
        start = found[-1].end if found else 0
        if inside := inlines_in(inline):
            found += [replace(e, start=start + e.start, end=start + e.end) for e in leaves(inside)]
        else:
            broken = isinstance(inline, SoftBreak | LineBreak)
            text = " " if broken else plain_text((inline,))
            found.append(Leaf(start, start + len(text), inline))
    return found


def paragraphs(document: Document) -> dict[str, list[list[Leaf]]]:
    """The paragraphs by their words, cells of tables left out."""
    found: dict[str, list[list[Leaf]]] = defaultdict(list)
    for section in document.sections:
        for block in walk_blocks((section.heading, *section.blocks)):
            for inlines in () if isinstance(block, Table) else inlines_of(block):
                pieces = leaves(inlines)
                text = "".join(_text(e.inline) for e in pieces)
                found[_bare(text)].append(pieces)
    return found


def _bare(text: str) -> str:
    return re.sub(r"[\s\u00a0\u202f]", " ", text)


def _text(inline: Inline) -> str:
    return " " if isinstance(inline, SoftBreak | LineBreak) else plain_text((inline,))


def numbers_in(pieces: list[Leaf]) -> Iterator[tuple[int, int, str]]:
    """Each number that an expression prints: from, to, and the expression that means it."""
    for leaf in pieces:
        if not isinstance(leaf.inline, Computed) or "report." in leaf.inline.expression:
            continue
        expression, text = leaf.inline.expression, leaf.inline.text or ""
        for found in _NUMBER.finditer(text):
            meant = expression
            if listing := re.match(r"listing\((\w+)", expression):
                label = re.search(r"(?:^|, | och | and )([^(]*?) \($", text[: found.start()])
                meant = f"{listing[1]}[{label[1]!r}]" if label else expression
            yield leaf.start + found.start(), leaf.start + found.end(), meant


def measured(root: Path, year: int, file: Path, back: Path) -> Count:
    """What came of the numbers of a built project, out of its stripped file."""
    back.mkdir()
    _run("import", str(file), "--year", str(year), "--project", str(back))
    old, new = composed(root, year), composed(back, year)
    questions = _answered(back, year, old)
    if questions:
        _run("import", "--continue", str(year), "--project", str(back))
        new = composed(back, year)
    count = Count(notes=[])
    _compare(old, new, _asked(back, year), count)
    return count


def _run(*arguments: str) -> None:
    done = CliRunner().invoke(make_program(), arguments)
    if done.exit_code:
        raise AssertionError(done.output or repr(done.exception))


def _answered(back: Path, year: int, old: Composed) -> int:
    """Say yes to the statistics that are the project's; returns to how many."""
    known = [rows_of(table) for table in old.year.statistics.tables.values()]
    values = {each.value for each in old.year.statistics.values.values()}
    file = back / f"content/{year}/import.md"
    right: list[Answered] = []
    for each in _asked(back, year):
        if each.is_entry:
            [entry] = yaml.safe_load(each.text).values()
            counts = entry.get("counts") or {}
            rows = {(str(label), n) for label, n in counts.items() if n}
            if any(rows <= table for table in known) if rows else entry.get("value") in values:
                right.append(each)
    lines = file.read_text("utf-8").split("\n") if right else []
    for each in right:
        lines[each.asked_at - 1] = lines[each.asked_at - 1].replace("[ ]", "[x]", 1)
    if right:
        file.write_text("\n".join(lines), "utf-8")
    return len(right)


def _asked(back: Path, year: int) -> tuple[Answered, ...]:
    file = back / f"content/{year}/import.md"
    if not file.is_file():
        return ()
    return tuple(
        each
        for each in read_answers(Source(file.name, file.read_text("utf-8")))
        if each.answer == "waits"
    )


def _compare(old: Composed, new: Composed, asked: tuple[Answered, ...], count: Count) -> None:
    judge = Judge(old, new)
    before, after = _pieces(old.document), _pieces(new.document)
    other = [text for text in before.keys() | after.keys() if before[text] != after[text]]
    count.lost += len(other)
    count.notes += [f"{before[t]} → {after[t]}: {t}" for t in sorted(other)]
    found = paragraphs(new.document)
    for words, mine in paragraphs(old.document).items():
        for pieces, theirs in zip(mine, found.get(words, ()), strict=False):
            for start, end, wanted in numbers_in(pieces):
                ahead, behind = words[max(0, start - 40) : start], words[end : end + 25]
                place = f"…{ahead}[{words[start:end]}]{behind}… {wanted}"
                if _OTHER_YEARS.search(wanted) or words.startswith(_NAMELESS):
                    count.left_out += 1
                    continue
                count.numbers += 1
                at = next(e for e in theirs if e.start <= start < e.end)
                if isinstance(at.inline, Computed):
                    count.taken += 1
                    right = judge.same(wanted, at.inline.expression)
                    count.right += right
                    if not right:
                        count.notes.append(f"WRONG {place} → {at.inline.expression}")
                elif any(judge.same(wanted, each) for each in _offered(at, start, asked)):
                    count.proposed += 1
                else:
                    count.notes.append(f"missed {place}")


def _pieces(document: Document) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for section in document.sections:
        for each in said((section.heading, *section.blocks)):
            found[_bare(each.text)] += 1
    return found


def _offered(leaf: Leaf, start: int, asked: tuple[Answered, ...]) -> Iterator[str]:
    """The expressions that are asked about at that place of the text."""
    span = leaf.inline.span
    column = span.column + start - leaf.start
    for each in asked:
        if each.is_entry or each.file != span.file or each.line != span.line:
            continue
        common = next(
            (n for n, (a, b) in enumerate(zip(each.quote, each.text, strict=False)) if a != b), 0
        )
        written = re.match(r"\{\{ (.*?) \}\}", each.text[each.text.rfind("{{", 0, common + 3) :])
        if written and abs(common + 1 - column) <= 3:
            yield written[1]


def documents(folder: Path, seeds: range) -> Iterator[tuple[str, Path, int]]:
    """The projects to go through, each with a name and its year."""
    import shutil

    real = folder / "real"
    for name in ("content", "figures"):
        shutil.copytree(ROOT / name, real / name)
    with (real / "content/reportgen.yaml").open("a") as settings:
        settings.write("\npage_numbers: false\n")
    yield "real 2022", real, 2022
    example = copy_example(folder / "example")
    for year in (2021, 2022, 2023):
        yield f"example {year}", example, year
    for seed in seeds:
        project = make_project(seed, FEATURES - LEFT_OUT.keys())
        root = folder / f"seed{seed}"
        with_counted_prose(project).write(root)
        without_charts(root)
        yield f"seed {seed}", root, project.year


def main() -> int:
    """Go through all, and tell what came of each and of all together."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=25)
    parser.add_argument("--first-seed", type=int, default=0)
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    whole = {way: Count(notes=[]) for way in WAYS}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seeds = range(options.first_seed, options.first_seed + options.count)
        for title, root, year in documents(folder, seeds):
            if build(root, str(year), "--force").exit_code:
                continue
            [file] = (root / "output" / str(year)).glob("*.docx")
            for way, strip in WAYS.items():
                target = stripped(file, folder / f"{way}.docx", strip)
                count = measured(root, year, target, folder / f"{title} {way}")
                print(f"{title}, {way}: {count}", flush=True)
                for each in count.notes if options.list else ():
                    print(f"    {each}")
                whole[way].add(count)
    for way, count in whole.items():
        print(f"all, {way}: {count}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
