"""`reportgen init`: a project that builds as a draft at once and says what is left to fill in."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from sample_project import content_of, find_problems, run, text_of

from reportgen.diagnostics import Problems, ReportError
from reportgen.model.profile import ProfileSection, ProfileSubsection, ProfileTable
from reportgen.readers.profile import shipped_profiles
from reportgen.readers.project import read_project
from reportgen.readers.source import decode_source
from reportgen.readers.yaml.reading import Mapping, parse_yaml
from reportgen.scaffold import NewProject, make_project
from reportgen.scaffold.places import place_tables
from reportgen.scaffold.reflow import reflow
from reportgen.scaffold.templates import quoted, section_text, statistics_entry

NORD = NewProject("region Nord", "Umeå kommun", 2025, "jamstalldhetsmyndigheten")
LEFT_TO_FILL_IN = {"missing-date", "not-reviewed", "figure-without-data"}


def test_from_nothing_to_a_draft_on_the_command_line(tmp_path: Path) -> None:
    options = ("--region", "region Nord", "--organisation", "Umeå kommun", "--year", "2025")
    made = run("init", "nord", *options, folder=tmp_path)
    assert made.returncode == 0, made.stderr
    root = tmp_path / "nord"
    assert run("build", folder=root).returncode == 1
    built = run("build", "--draft", folder=root)
    assert built.returncode == 0, built.stderr
    document = root / "output" / "2025" / "arsrapport-2025-region-nord-utkast.docx"
    text = text_of(document)
    assert "Sammanfattning av året" in text
    assert "uppgift saknas" in text


def test_secrecy_is_on_from_the_start_and_says_what_it_means(tmp_path: Path) -> None:
    make_project(tmp_path, NORD)
    settings = read_project(tmp_path, Problems()).settings
    assert settings.check.threshold == 3
    before = (tmp_path / "content/reportgen.yaml").read_text("utf-8").partition("threshold: 3")[0]
    assert before.splitlines()[-2].lstrip().startswith("# rapporten:")


@pytest.mark.parametrize("profile", shipped_profiles())
def test_only_what_is_left_to_fill_in_is_told(tmp_path: Path, profile: str) -> None:
    make_project(tmp_path, NewProject("region Nord", "Umeå", 2025, profile))
    problems = find_problems(tmp_path, 2025)
    assert {each.code for each in problems} == LEFT_TO_FILL_IN
    for path in (tmp_path / "content" / "2025").glob("*.md"):
        assert reflow(path.read_bytes(), path.name) == path.read_bytes()


@pytest.mark.parametrize("profile", shipped_profiles())
def test_key_figures_need_only_their_marks_taken_away(tmp_path: Path, profile: str) -> None:
    make_project(tmp_path, NewProject("region Nord", "Umeå", 2025, profile))
    settings = tmp_path / "content" / "reportgen.yaml"
    text = settings.read_text("utf-8")
    used = text.replace("# keyfigures:\n#   ", "keyfigures:\n  ")
    assert used != text
    settings.write_text(used, "utf-8")
    assert [it.label for it in read_project(tmp_path, Problems()).settings.keyfigures] == [
        "Ärenden"
    ]
    codes = {each.code for each in find_problems(tmp_path, 2025)}
    assert codes == {*LEFT_TO_FILL_IN, "unknown-value"}


def test_what_is_there_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mitt", "utf-8")
    before = content_of(tmp_path)
    with pytest.raises(ReportError, match="file-exists"):
        make_project(tmp_path, NORD)
    assert content_of(tmp_path) == before


@pytest.mark.parametrize("kept", [1, 7, 15])
def test_one_that_was_killed_is_finished_by_the_next(tmp_path: Path, kept: int) -> None:
    names = make_project(tmp_path, NORD)
    whole = content_of(tmp_path)
    for name in names[kept:]:
        (tmp_path / name).unlink()
    make_project(tmp_path, NORD)
    assert content_of(tmp_path) == whole
    with pytest.raises(ReportError, match="file-exists"):
        make_project(tmp_path, NORD)


def test_what_must_be_known_is_asked_for(tmp_path: Path) -> None:
    done = run("init", "nord", "--region", "region Nord", folder=tmp_path)
    assert done.returncode == 2
    assert "--organisation" in done.stderr
    assert not (tmp_path / "nord").exists()


def test_a_profile_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="unknown-profile"):
        make_project(tmp_path, NewProject("r", "o", 2025, "saknas"))


def test_a_profile_of_the_projects_own(tmp_path: Path) -> None:
    (tmp_path / "profil.yaml").write_text(
        "name: egen\ntitle: Egen\n"
        "sections:\n  - {id: text, title: Text, guidance: Skriv -- kort.}\n"
        "statistics:\n  a: {title: A, kind: multiple, required: true}\n"
        "  b: {title: 'B: två', of: a, required: true, labels: ['yes', 'C: d']}\n  c: {title: C}\n",
        "utf-8",
    )
    make_project(tmp_path, NewProject("r", "o", 2025, "profil.yaml"))
    assert {each.code for each in find_problems(tmp_path, 2025)} <= LEFT_TO_FILL_IN


@pytest.mark.parametrize("name", ["", "  ", "a\0b"])
def test_a_name_that_can_not_be_printed_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ReportError, match="--region"):
        make_project(tmp_path, NewProject(name, "o", 2025, NORD.profile))


@given(st.text(st.characters(codec="utf-8", exclude_categories=("C",)), min_size=1).map(str.strip))
def test_any_text_can_stand_in_yaml(text: str) -> None:
    written = f"{quoted(text or 'a')}: {quoted(text or 'a')}\n"
    node = parse_yaml(decode_source(written.encode(), "a.yaml"))
    plain = yaml.safe_load(written)
    assert isinstance(node, Mapping)
    assert plain == {text or "a": text or "a"}


def test_a_table_stands_under_the_heading_that_it_is_about() -> None:
    sections = (
        ProfileSection("ett", "Ett"),
        ProfileSection(
            "tva", "Två", subsections=(ProfileSubsection("Kön"), ProfileSubsection("Ålder"))
        ),
    )
    tables = (
        ProfileTable("alder", "Ärenden efter ålder"),
        ProfileTable("typ", "Ärenden efter typ"),
    )
    assert place_tables(sections, tables) == {"tva": {"Ålder": [tables[0]], "": [tables[1]]}}


def test_guidance_can_not_end_its_comment() -> None:
    text = section_text(ProfileSection("a", "A", guidance="Skriv --> kort."), {})
    assert text.count("-->") == 1


def test_a_table_that_is_not_required_waits_as_a_comment() -> None:
    entry = statistics_entry(ProfileTable("a", "A", labels=("x",)), {})
    assert all(line.startswith("#") for line in entry.splitlines())


def test_a_table_in_two_dimensions_has_the_labels_of_two_others() -> None:
    kon = ProfileTable("kon", "Kön", labels=("Kvinnor", "Män"))
    cross = ProfileTable("ka", "A", kind="cross", cross={"Kön": "kon", "Ålder": None})
    entry = statistics_entry(replace(cross, required=True, of="x"), {"kon": kon})
    assert entry.splitlines()[-3:] == [
        "  counts:",
        "    Kvinnor: {Ålder 1: null, Ålder 2: null}",
        "    Män: {Ålder 1: null, Ålder 2: null}",
    ]


@pytest.mark.parametrize(
    ("colour", "written"),
    [("vinröd", "#7A1F3D"), ("Grön", "#1E5631"), ("2f5496", "#2F5496"), ("#2F5496", "#2F5496")],
)
def test_a_colour_by_name_or_digits(tmp_path: Path, colour: str, written: str) -> None:
    make_project(tmp_path, replace(NORD, colour=colour))
    assert read_project(tmp_path, Problems()).settings.colours == (written,)
    assert {each.code for each in find_problems(tmp_path, 2025)} == LEFT_TO_FILL_IN


def test_a_design_takes_the_colour_into_its_template(tmp_path: Path) -> None:
    made = [tmp_path / name for name in ("own", "red")]
    make_project(made[0], replace(NORD, design="quiet"))
    make_project(made[1], replace(NORD, design="quiet", colour="vinröd"))
    own, red = ((each / "mall-stillsam.docx").read_bytes() for each in made)
    assert own != red
    assert read_project(made[1], Problems()).settings.colours == ()


@pytest.mark.parametrize("colour", ["rosa", "12345", "#12", "rgb(1,2,3)"])
def test_what_is_no_colour_is_told(tmp_path: Path, colour: str) -> None:
    with pytest.raises(ReportError, match="is no colour"):
        make_project(tmp_path, replace(NORD, colour=colour))
    assert not (tmp_path / "content").exists()
