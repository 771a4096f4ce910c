"""Seeded faults: changes to a copy of a report, and what a rule must say of them.

`python tests/checks/seeded.py` measures every rule and writes the table into docs/regler.md.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from reportgen.checks.engine import check_year
from reportgen.diagnostics import Diagnostic

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

    `within` is the file in which it is found, where that is another.
    """

    rule: str
    file: str = ""
    find: str = ""
    replace: str = ""
    line: int = 1
    within: str = ""
    files: Mapping[str, str] = field(default_factory=dict)

    @property
    def place(self) -> tuple[str, int]:
        return self.within or self.file, self.line


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
    for name in ("content", "figures"):
        shutil.copytree(source / name, target / name)
    for path in source.glob("*.yaml"):
        shutil.copy(path, target / path.name)
    return target


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
    files = {"text.md": example} if isinstance(example, str) else example
    for name, text in files.items():
        (target / NAMES.get(name, name)).write_text(text, "utf-8")
    return target


def findings(root: Path, year: int = 2022) -> list[Diagnostic]:
    """Everything that the check says of a year."""
    return [each.diagnostic for each in check_year(root, year, (), ()).reported]


def places(found: list[Diagnostic]) -> Iterator[tuple[str, str, int]]:
    """Code, file and line of each."""
    for each in found:
        if each.span:
            yield each.code, each.span.file, each.span.line
