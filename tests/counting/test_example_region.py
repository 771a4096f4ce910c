"""The invented region's register gives the invented region's figures, year by year."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from sample_project import EXAMPLE

from reportgen.cli.program import make_program

sys.path.insert(0, str(EXAMPLE.parent))

from example_register import write_register


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("register") / "ärenden.xlsx"
    write_register(path)
    return path


@pytest.mark.parametrize("year", ["2021", "2022", "2023"])
def test_the_register_gives_the_figures_of_each_year(
    example: Path, register: Path, year: str
) -> None:
    environment = {"XDG_CONFIG_HOME": str(example.parent / "config")}
    arguments = ["count", year, "--register", f"arenden={register}", "--project", str(example)]
    result = CliRunner(env=environment).invoke(make_program(), arguments)
    assert result.exit_code == 0, result.output
    assert "Alla tal är som de var." in result.output
    assert "summarad: 1356" in result.output
    written = (example / "content" / year / "statistics.yaml").read_text("utf-8")
    assert written.count("counted_from: {rows:") == 6
