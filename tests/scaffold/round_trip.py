"""Random projects there and back: built, imported, and built again, they say the same.

`python tests/scaffold/round_trip.py --count 200 [--first-seed N] [--libreoffice]` tells the seeds
that do not. Each is imported as it is and without our own parts, as another program leaves it.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.append(str(Path(__file__).parent))
sys.path.append(str(Path(__file__).parents[1]))
sys.path.append(str(Path(__file__).parents[1] / "generated"))

import yaml
from click.testing import CliRunner
from project_made import FEATURES, make_project
from sample_project import build, composed
from test_import import without_our_parts

from reportgen.cli.program import make_program
from reportgen.model import Document
from reportgen.office.libreoffice import find_libreoffice
from reportgen.scaffold.importing.fidelity import said

# What no Word file can hold so that it comes back, each with its reason.
LEFT_OUT = {
    "editable": "a chart that no figure shows alike becomes a table of its numbers, which is told",
    "template": "a template of its own has styles by any name, and a cover by any order",
}


def round_trip(seed: int, work: Path, *, libreoffice: bool = False) -> list[str]:
    """What is not the same after project `seed` went there and back; nothing if all is."""
    project = make_project(seed, FEATURES - LEFT_OUT.keys())
    root = work / "there"
    project.write(root)
    without_charts(root)
    done = build(root, str(project.year), "--force")
    if done.exit_code:
        return []  # what can't be built is the business of other tests
    [file] = (root / "output" / str(project.year)).glob("*.docx")
    ways = {"as it is": file, "without our parts": without_our_parts(file, work / "other.docx")}
    if libreoffice and find_libreoffice() is not None:
        ways["by LibreOffice"] = _saved_again(file, work)
    return [
        f"{way}: {each}"
        for number, (way, taken) in enumerate(ways.items())
        for each in _faults(root, project.year, taken, work / f"back{number}")
    ]


def without_charts(root: Path) -> None:
    """Let charts be pictures: one that no figure shows alike becomes a table, which is told."""
    for file in (root / "content/reportgen.yaml", *(root / "figures").glob("*.yaml")):
        said = {**yaml.safe_load(file.read_bytes()), "charts": "picture"}
        file.write_text(yaml.safe_dump(said, allow_unicode=True, width=1000), "utf-8")


def _faults(root: Path, year: int, file: Path, back: Path) -> Iterator[str]:
    back.mkdir()
    arguments = ["import", str(file), "--year", str(year), "--project", str(back)]
    done = CliRunner().invoke(make_program(), arguments)
    if done.exit_code:
        yield f"not imported: {done.output or done.exception!r}"
        return
    old, new = composed(root, year), composed(back, year)
    before, after = _words(old.document), _words(new.document)
    for text, count in sorted((before - after).items()):
        yield f"lost {count}: {text}"
    for text, count in sorted((after - before).items()):
        yield f"new {count}: {text}"
    tables = old.year.statistics.tables
    for name, table in new.year.statistics.tables.items():
        rows = {row.label: row.count for row in table.rows}
        if name in tables and rows != {row.label: row.count for row in tables[name].rows}:
            yield f"other numbers in '{name}': {rows}"


def _words(document: Document) -> Counter[str]:
    """All that a reader reads in the sections, piece by piece."""
    blocks = tuple(b for s in document.sections for b in (s.heading, *s.blocks))
    return Counter(each.text for each in said(blocks))


def _saved_again(file: Path, work: Path) -> Path:
    program = find_libreoffice()
    folder = work / "saved"
    profile = f"-env:UserInstallation={(work / 'lo').as_uri()}"
    where = ["--convert-to", "docx", "--outdir", str(folder), str(file)]
    subprocess.run([str(program), profile, "--headless", *where], check=True, capture_output=True)
    return folder / file.name


def main() -> int:
    """Go through the seeds, and tell what came back otherwise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--first-seed", type=int, default=0)
    parser.add_argument("--libreoffice", action="store_true")
    options = parser.parse_args()
    wrong = 0
    for seed in range(options.first_seed, options.first_seed + options.count):
        with tempfile.TemporaryDirectory() as folder:
            faults = round_trip(seed, Path(folder), libreoffice=options.libreoffice)
        wrong += bool(faults)
        for each in faults[:8]:
            print(f"seed {seed}: {each}")
    print(f"{options.count - wrong} of {options.count} came back the same")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
