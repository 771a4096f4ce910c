"""What `reportgen check` prints for a person, held to golden texts.

`python tests/checks/test_listings.py` writes them anew; read what changed before committing it.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))

from seeded import write_example

from reportgen.cli.program import make_program

HERE = Path(__file__).parent
# Rules that say the same whatever else is added; the golden texts are about the layout.
RULES = [
    "contradicting-number", "typed-number", "never-referred-to", "misspelt", "skall",
    "typed-reference", "pause-hyphen", "range-hyphen", "space-before-punctuation", "small-number",
]  # fmt: skip
SETTINGS = (
    "region: region Exempel\norganisation: Exempelstad\nprofile: profil.yaml\n"
    f"check: {{select: [{', '.join(RULES)}]}}\n"
)
NAMES = sorted(path.stem for path in (HERE / "listings").glob("*.md"))
TEXT = "content/2022/10-text.md"


def listed(name: str, folder: Path, *options: str) -> str:
    text = (HERE / "listings" / f"{name}.md").read_text("utf-8")
    root = write_example({"text.md": text, "reportgen.yaml": SETTINGS}, folder / name)
    arguments = ["check", "2022", "--project", str(root), *options]
    return CliRunner().invoke(make_program(), arguments, env={"COLUMNS": "80"}).stdout


@pytest.mark.parametrize("name", NAMES)
def test_the_listing_reads_as_it_was_read(name: str, tmp_path: Path) -> None:
    told = listed(name, tmp_path)
    assert told == (HERE / "listings" / f"{name}.txt").read_text("utf-8")
    assert max(map(len, told.splitlines())) <= 80


def test_what_is_asked_for_by_name_is_shown_one_by_one(tmp_path: Path) -> None:
    told = listed("inklistrat", tmp_path, "--select", "typed-number")
    assert told.count("{{ ") == told.count(f"{TEXT}:") == 8


def test_by_file_is_in_reading_order(tmp_path: Path) -> None:
    told = listed("blandat", tmp_path, "--by-file")
    lines = [int(line.split(":")[1]) for line in told.splitlines() if line.startswith(TEXT)]
    assert lines == sorted(lines)
    assert len(lines) > 10


@pytest.mark.parametrize("options", [["--diff"], ["--fix", "--diff"]])
def test_a_diff_has_each_file_once(options: list[str], tmp_path: Path) -> None:
    # "2-3" becomes a range only, "3 av" an expression; spaces are mended in a later round.
    assert listed("blandat", tmp_path, *options).count(f"+++ b/{TEXT}") == 1


if __name__ == "__main__":
    with TemporaryDirectory() as scratch:
        for each in NAMES:
            (HERE / "listings" / f"{each}.txt").write_text(listed(each, Path(scratch)), "utf-8")
