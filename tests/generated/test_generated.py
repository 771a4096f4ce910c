"""Random projects are built and judged from outside; the judges themselves do find faults."""

from __future__ import annotations

import re
import shutil
import sys
import zipfile
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path += [str(HERE), str(HERE.parent / "render")]

from building import Made, build, make_pdfs  # noqa: E402
from judges import need_libreoffice  # noqa: E402
from judging import judge_all  # noqa: E402
from project_made import FEATURES, make_project  # noqa: E402

SEEDS = (0, 1, 2, 3, 5, 6, 7)


def test_what_is_printed_is_right(tmp_path: Path) -> None:
    need_libreoffice()
    made = [build(make_project(seed), tmp_path / str(seed)) for seed in SEEDS]
    make_pdfs(made, tmp_path / "libreoffice")
    assert {seed: found for seed, found in judge_all(made).items() if found} == {}


def test_a_seed_makes_the_same_project_each_time() -> None:
    one, other = make_project(3, FEATURES - {"template"}), make_project(3, FEATURES - {"template"})
    assert one.files == other.files


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A project with notes and tables, without a PDF."""
    return build(make_project(0), tmp_path_factory.mktemp("generated"))


def test_a_wrong_number_is_found(made: Made, tmp_path: Path) -> None:
    table, _ = made.project.truth.placed_tables[0]
    label, count = next(iter(table.known(made.project.year).items()))
    assert {"tables-word", "formats"} <= _found(
        made, tmp_path, f">{label}</w:t>", f">{label}x</w:t>"
    )
    assert count is not None


def _found(made: Made, tmp_path: Path, old: str, new: str) -> set[str]:
    """The judges that find something once the Word file says something else."""
    root = tmp_path / "changed"
    shutil.copytree(made.root, root)
    changed = Made(made.project, root, "", failed=False, crashed=False)
    with zipfile.ZipFile(changed.word) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    text = parts["word/document.xml"].decode()
    assert re.search(re.escape(old), text)
    parts["word/document.xml"] = text.replace(old, new, 1).encode()
    with zipfile.ZipFile(changed.word, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return {name for name, _ in judge_all([changed])[made.project.seed]}
