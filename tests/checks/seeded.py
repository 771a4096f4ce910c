"""Seeded faults: changes to a copy of a report, and what a rule must say of them.

`python tests/checks/seeded.py` measures every rule and writes the table into docs/regler.md.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from reportgen.checks.engine import check_year, find_rules
from reportgen.checks.handbook import write_handbook
from reportgen.diagnostics import Diagnostic
from reportgen.language.formatting import format_number
from reportgen.language.messages import translator
from reportgen.writers.word import default_template

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
EXAMPLE = HERE / "example"
# The names by which the rules' examples call the example project's files.
NAMES = {
    "text.md": "content/2022/10-text.md",
    "statistics.yaml": "content/2022/statistics.yaml",
    "report.yaml": "content/2022/report.yaml",
    "reportgen.yaml": "content/reportgen.yaml",
    "last-text.md": "content/2021/10-text.md",
    "last-statistics.yaml": "content/2021/statistics.yaml",
    "figure.yaml": "figures/kon.yaml",
}


@dataclass(frozen=True)
class Fault:
    """One change: in `file` replace `find`, or write `files`; `rule` must be found at `line`.

    `at` is the beginning of that line instead, unique in the changed file. `within` is the
    file in which it is found, where that is another.
    """

    rule: str
    file: str = ""
    find: str = ""
    replace: str = ""
    line: int = 1
    at: str = ""
    within: str = ""
    files: Mapping[str, str] = field(default_factory=dict)

    @property
    def run(self) -> tuple[str, ...]:
        """The rules that must run for it to be found; a silence is judged by all of them."""
        return () if self.rule.endswith("-silence") else (self.rule,)

    def place(self, root: Path) -> tuple[str, int]:
        """The file and line in the changed copy in `root`."""
        file = self.within or self.file
        if not self.at:
            return file, self.line
        lines = (root / file).read_text("utf-8").splitlines()
        [line] = [n for n, text in enumerate(lines, start=1) if text.startswith(self.at)]
        return file, line


def read_faults() -> list[Fault]:
    """All faults of all topics."""
    faults = []
    for path in sorted((HERE / "faults").glob("*.yaml")):
        for entry in yaml.safe_load(path.read_text("utf-8")) or ():
            entry["within"] = entry.pop("in", "")
            faults.append(Fault(**entry))
    return faults


def copy_report(target: Path, source: Path = ROOT) -> Path:
    """A copy of the content and figures of `source`."""
    copy_project(source, target)
    shutil.copy(EXAMPLE / "content" / "bild.png", target / "content")  # for faults about pictures
    write_templates(target)
    return target


def copy_project(root: Path, target: Path) -> Path:
    """A copy of the project in `root`: what is checked there leaves nothing in the checkout."""
    for name in ("content", "figures"):
        if (root / name).is_dir():
            shutil.copytree(root / name, target / name)
    for path in root.glob("*.yaml"):
        shutil.copy(path, target)
    return target


def write_templates(target: Path) -> None:
    """Two Word templates, for faults about them: ours, and one with grey styles."""
    from sample_project import pale_template

    (target / "mall.docx").write_bytes(default_template())
    (target / "pale.docx").write_bytes(pale_template())


def plant(fault: Fault, root: Path) -> None:
    """Change the copy in `root` as `fault` says; what it replaces must stand there once."""
    if fault.find:
        path = root / fault.file
        text = path.read_text("utf-8")
        assert text.count(fault.find) == 1, f"{fault.file}: {text.count(fault.find)} {fault.find!r}"
        path.write_text(text.replace(fault.find, fault.replace), "utf-8")
    for name, text in fault.files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def write_example(example: str | Mapping[str, str], target: Path) -> Path:
    """The example project with a rule's example in it."""
    shutil.copytree(EXAMPLE, target, dirs_exist_ok=True)
    write_templates(target)
    files = {"text.md": example} if isinstance(example, str) else example
    for name, text in files.items():
        (target / NAMES.get(name, name)).write_text(text, "utf-8")
    return target


def findings(root: Path, year: int = 2022, rules: tuple[str, ...] = ()) -> list[Diagnostic]:
    """Everything that the check says of a year; with `rules`, what those say."""
    return [each.diagnostic for each in check_year(root, year, rules, ()).reported]


def places(found: list[Diagnostic]) -> Iterator[tuple[str, str, int]]:
    """Code, file and line of each."""
    for each in found:
        if each.span:
            yield each.code, each.span.file, each.span.line


# The table of docs/regler.md

REPORTS = (
    (ROOT, 2022),
    (HERE / "reports" / "havsbyn", 2024),
    (HERE / "reports" / "nordanskog", 2023),
    (HERE / "reports" / "norrlanda", 2023),
)


def measure() -> dict[str, tuple[int, int, int]]:
    """For each rule: seeded faults found and missed, and findings on the reports without faults."""
    found = dict.fromkeys(find_rules(), 0)
    missed = dict.fromkeys(find_rules(), 0)
    for fault in read_faults():
        with TemporaryDirectory() as folder:
            root = copy_report(Path(folder) / "rapport")
            plant(fault, root)
            hit = (fault.rule, *fault.place(root)) in places(findings(root, rules=fault.run))
        counts = found if hit else missed
        counts[fault.rule] += 1
    for rule, hits, misses in measure_sentences():
        found[rule] += hits
        missed[rule] += misses
    false: Counter[str] = Counter()
    for report, year in REPORTS:
        with TemporaryDirectory() as folder:
            root = copy_project(report, Path(folder) / "rapport")
            false.update(each.code for each in findings(root, year))
    return {code: (found[code], missed[code], false[code]) for code in find_rules()}


def measure_sentences() -> Iterator[tuple[str, int, int]]:
    """For each rule that has sentences, how many wrong ones it finds and misses."""
    from sentences import read_sentences, told

    for each in read_sentences():
        with TemporaryDirectory() as folder:
            answers = told(each.rule, tuple(text for text, _fixed in each.wrong), Path(folder))
        hits = sum(bool(answer) for answer in answers.values())
        yield each.rule, hits, len(answers) - hits


def words_of_reports() -> int:
    """How many words the reports without faults have, expressions counted as one."""
    texts = (
        path.read_text("utf-8")
        for root, year in REPORTS
        for path in (root / "content" / str(year)).glob("*.md")
    )
    return sum(len(re.sub(r"\{\{.*?\}\}", "x", text).split()) for text in texts)


INTRODUCTION = (HERE / "introduction.md").read_text("utf-8")


def main() -> None:
    sys.path.insert(0, str(HERE.parent))  # as pytest has it
    measured = measure()
    words = format_number(words_of_reports(), "sv")
    introduction = INTRODUCTION.replace("{words}", words)
    text = write_handbook(translator("sv"), introduction, measured)
    (ROOT / "docs" / "regler.md").write_text(text, "utf-8")
    found, missed, false = (sum(each[i] for each in measured.values()) for i in range(3))
    print(f"{len(measured)} rules, {found} found, {missed} missed, {false} false in {words} words")


if __name__ == "__main__":
    main()
