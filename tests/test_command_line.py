"""What the command line says to those who are new to it: help, slips, the first steps."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from sample_project import run

from reportgen.cli.program import COMMANDS, make_program

SLIPS = {
    "preveiw": "preview",
    "Build": "build",
    "biuld": "build",
    "chek": "check",
    "git_setup": "git-setup",
    "templat": "template",
    "2022": "build 2022",
}


@pytest.mark.parametrize("slip", SLIPS)
def test_an_unknown_command_gets_a_suggestion(slip: str) -> None:
    told = CliRunner().invoke(make_program(), [slip])
    assert told.exit_code == 2
    assert f"menade du '{SLIPS[slip]}'?" in told.output


def test_a_command_like_none_gets_the_list() -> None:
    told = CliRunner().invoke(make_program(), ["granska"])
    assert all(name in told.output for name in COMMANDS)


@pytest.mark.parametrize(("slip", "meant"), [("--daft", "--draft"), ("--opne", "--open")])
def test_an_unknown_option_gets_a_suggestion(tmp_path: Path, slip: str, meant: str) -> None:
    told = run("build", slip, folder=tmp_path)
    assert told.returncode == 2
    assert f"'{meant}'" in told.stderr


@pytest.mark.parametrize("width", [80, 120])
def test_help_has_whole_sentences(width: int) -> None:
    shown = CliRunner().invoke(make_program(), ["--help"], terminal_width=width).output
    words = " ".join(shown.split())
    assert "..." not in words
    for name in COMMANDS:
        own = CliRunner().invoke(make_program(), [name, "--help"]).output
        about = " ".join(own.split("\n\n")[1].split())
        assert about in words


INIT = ("--organisation", "Umeå kommun", "--year", "2025")


def test_the_first_steps_show_how_captions_will_end(tmp_path: Path) -> None:
    told = run("init", "syd", "--region", "Syd", *INIT, folder=tmp_path).stdout
    assert "…, Syd 2025" in told
    assert "Gå till mappen" in told or "gå till mappen" in told
    settings = (tmp_path / "syd/content/reportgen.yaml").read_text("utf-8")
    assert "region Nord 2025" in settings.split("region: Syd")[0]


def test_who_is_in_the_folder_is_not_sent_there(tmp_path: Path) -> None:
    told = run("init", ".", "--region", "region Syd", *INIT, folder=tmp_path)
    assert told.returncode == 0, told.stderr
    assert "reportgen preview" in told.stdout
    assert "gå till mappen" not in told.stdout.casefold()


@pytest.mark.parametrize(("more", "last_years"), [((), False), (("new", "2026"), True)])
def test_text_is_last_years_only_where_there_is_one(
    tmp_path: Path, more: tuple[str, ...], last_years: bool
) -> None:
    run("init", ".", "--region", "region Syd", *INIT, folder=tmp_path)
    if more:
        assert run(*more, folder=tmp_path).returncode == 0
    for command in (("build",), ("check",)):
        told = run(*command, folder=tmp_path)
        assert ("fjolårets" in told.stdout + told.stderr) is last_years, command
        assert "not-reviewed" in told.stdout + told.stderr
