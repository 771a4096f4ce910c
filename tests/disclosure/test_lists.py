"""Lists in editions are public or not told of; and what an edition names is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample_project import place, read_cases, write_project

from reportgen.build.pipeline import BuildOptions, build_year
from reportgen.compose.year import compose
from reportgen.diagnostics import Problems, ReportError
from reportgen.model import Table
from reportgen.model.traverse import plain_text, walk_blocks

CASES = read_cases("editions.yaml")
FILES: dict[str, str] = CASES["files"]  # type: ignore[assignment]
WRONG: dict[str, dict[str, object]] = CASES["wrong"]  # type: ignore[assignment]
RIGHT: dict[str, dict[str, str]] = CASES["right"]  # type: ignore[assignment]


def project(root: Path, edition: str, text: str | None) -> Path:
    settings = "".join(f"    {line}\n" for line in edition.splitlines())
    return write_project(
        root,
        {
            **FILES,
            "content/reportgen.yaml": FILES["content/reportgen.yaml"] + settings,
            "content/2022/10-text.md": text or FILES["content/2022/10-text.md"],
        },
    )


@pytest.mark.parametrize("title", WRONG)
def test_a_wrong_edition_is_told(tmp_path: Path, title: str) -> None:
    case = WRONG[title]
    root = project(tmp_path, str(case.get("edition", "")), case.get("text"))  # type: ignore[arg-type]
    with pytest.raises(ReportError) as error:
        build_year(root, 2022, BuildOptions(edition="offentlig"))
    assert [place(each) for each in error.value.diagnostics] == case["gives"]
    assert not (root / "output/2022").exists()


@pytest.mark.parametrize("title", RIGHT)
def test_a_list_that_is_public_is_reckoned_with(tmp_path: Path, title: str) -> None:
    case = RIGHT[title]
    made = compose(project(tmp_path, case["edition"], case["text"]), 2022, Problems(), "offentlig")
    rows = [
        " ".join(plain_text(cell.children) for cell in row.cells)
        for section in made.document.sections
        for block in walk_blocks(section.blocks)
        if isinstance(block, Table)
        for row in block.rows
    ]
    assert rows == case["rows"]
