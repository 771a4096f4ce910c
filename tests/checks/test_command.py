"""`reportgen check` and `reportgen schema` as a user meets them: formats, fixes, exit codes."""

from __future__ import annotations

import json
import shutil
import sys
import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

sys.path.insert(0, str(Path(__file__).parent))

from seeded import EXAMPLE, write_example

from reportgen.build.pipeline import BuildOptions, build_year
from reportgen.checks.engine import find_rules
from reportgen.checks.finding import Fix
from reportgen.checks.fixes import apply_fixes, doable
from reportgen.cli.program import make_program
from reportgen.diagnostics import ReportError, Span
from reportgen.readers.schemas import SCHEMA_NAMES

TEXT = "content/2022/10-text.md"
TYPED = "# Text\n\nUnder året hade vi 80 ärenden i {{ kommuner }} kommuner.\n"
WRONG = "# Text\n\nFlest ärenden rörde Rumänien (17).\n"
QUIET = ["--ignore", "table-never-shown,unread-file"]


def check(root: Path, *options: str) -> Result:
    return CliRunner().invoke(make_program(), ["check", "--project", str(root), *QUIET, *options])


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_example(TYPED, tmp_path / "projekt")


def test_a_finding_has_place_line_caret_hint_and_count(project: Path) -> None:
    told = check(project, "2022", "--by-file")
    assert told.exit_code == 0
    assert f"{TEXT}:3:20: " in told.output
    assert "[typed-number]" in told.output
    assert "^^" in told.output
    assert "arenden.total" in told.output
    assert "--fix" in told.output


def test_warnings_fail_with_strict_and_errors_always(project: Path) -> None:
    assert check(project, "--strict").exit_code == 1
    write_example(WRONG, project)
    assert check(project).exit_code == 1


def test_select_and_ignore_choose_the_rules(project: Path) -> None:
    assert "typed-number" not in check(project, "--ignore", "typed-number,other-year").output
    assert "typed-number" not in check(project, "--select", "other-year").output
    unknown = check(project, "--select", "typed-numbr")
    assert unknown.exit_code == 1
    assert "typed-number" in unknown.output


def test_json_has_every_finding_and_its_correction(project: Path) -> None:
    told = json.loads(check(project, "--format", "json").output)
    [finding] = told["findings"]
    assert (finding["code"], finding["file"], finding["line"]) == ("typed-number", TEXT, 3)
    assert finding["fix"]["replacement"] == "{{ arenden.total }}"
    assert told["summary"] == {"errors": 0, "warnings": 1, "notes": 0}


def test_annotations_escape_what_would_end_them(project: Path) -> None:
    [line] = check(project, "--format", "github").output.splitlines()
    assert line.startswith(f"::warning file={TEXT},line=3,col=20,")
    assert "%0A" in line


def test_sarif_names_rule_region_and_fix(project: Path) -> None:
    [run] = json.loads(check(project, "--format", "sarif").output)["runs"]
    [result] = run["results"]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "typed-number"
    region = result["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (3, 20, 22)
    assert result["fixes"]


def test_every_rule_explains_itself() -> None:
    for code in find_rules():
        told = CliRunner().invoke(make_program(), ["check", "--explain", code])
        assert told.exit_code == 0
        assert code in told.output


def test_diff_shows_and_changes_nothing(project: Path) -> None:
    before = (project / TEXT).read_bytes()
    told = check(project, "--diff").output
    assert "-Under året hade vi 80 ärenden" in told
    assert "+Under året hade vi {{ arenden.total }} ärenden" in told
    assert (project / TEXT).read_bytes() == before


def test_fix_changes_the_place_and_no_other_byte(project: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "Ännu en mening på slutet.")
    text = TYPED.replace("\n", "\r\n") + decomposed + "\r\n"
    (project / TEXT).write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert check(project, "--fix", "--strict").exit_code == 0
    expected = b"\xef\xbb\xbf" + text.replace("80", "{{ arenden.total }}").encode()
    assert (project / TEXT).read_bytes() == expected


def test_fixes_find_their_place_behind_decomposed_letters() -> None:
    line = unicodedata.normalize("NFD", "Åå ÄÄ 80 öö")
    fix = Fix(Span("a.md", 1, 7, 1, 9), "x")
    assert apply_fixes(line.encode(), [fix, fix]).decode() == line.replace("80", "x")


def test_of_fixes_that_overlap_one_is_done_and_counted() -> None:
    first, inside = Fix(Span("a.md", 1, 3, 1, 9), "x"), Fix(Span("a.md", 1, 5, 1, 7), "y")
    behind = Fix(Span("a.md", 1, 9, 1, 11), "z")
    assert doable([behind, inside, first]) == [first, behind]


def test_a_silence_with_a_reason_is_heard(project: Path) -> None:
    silent = TYPED.replace("Under", "<!-- check: ignore typed-number – ett citat -->\nUnder")
    write_example(silent, project)
    assert check(project, "--strict").exit_code == 0


def test_what_reading_finds_is_told_with_the_rest(project: Path) -> None:
    write_example(TYPED + "\nOch {{ okand.total }} till.\n", project)
    told = check(project)
    assert told.exit_code == 1
    assert "[unknown-statistic]" in told.output
    assert "typed-number:" in told.output


def test_a_build_stops_at_an_error_of_the_rules(tmp_path: Path) -> None:
    root = write_example(WRONG, tmp_path / "projekt")
    with pytest.raises(ReportError, match="contradicting-number"):
        build_year(root, 2022, BuildOptions())
    silenced = WRONG.replace("Flest", "<!-- check: ignore contradicting-number – citat -->\nFlest")
    write_example(silenced, root)
    assert build_year(root, 2022, BuildOptions()).target.is_file()


@pytest.mark.parametrize("name", SCHEMA_NAMES)
def test_schemas_are_json_with_descriptions(name: str) -> None:
    schema = json.loads(CliRunner().invoke(make_program(), ["schema", name]).output)
    assert schema["$schema"].startswith("http://json-schema.org/")
    assert "description" in json.dumps(schema)


def test_schemas_are_written_to_a_folder(tmp_path: Path) -> None:
    CliRunner().invoke(make_program(), ["schema", "-o", str(tmp_path / "schemas")])
    written = sorted(path.name for path in (tmp_path / "schemas").iterdir())
    assert written == sorted(f"{name}.schema.json" for name in SCHEMA_NAMES)


def test_the_time_grows_with_the_text_and_no_faster(tmp_path: Path) -> None:
    from time import process_time

    from reportgen.checks.engine import check_year

    def seconds(times: int) -> float:
        root = tmp_path / str(times)
        shutil.copytree(EXAMPLE, root)
        paragraph = (
            "Under året mötte vi {{ kon.Kvinnor }} kvinnor, och samarbetet gav resultat.\n\n"
        )
        (root / TEXT).write_text("# Text\n\n" + paragraph * times, "utf-8")
        started = process_time()
        check_year(root, 2022, (), ())
        return process_time() - started

    seconds(10)
    assert seconds(2000) < 15 * seconds(200)
