"""Files that nothing reads are told by name, copies are errors; what means nothing is let alone."""

from __future__ import annotations

import pytest
from sample_project import PROSE, MakeProject, build, find_problems, make_png, place

from reportgen.checks.engine import check_year
from reportgen.language.messages import translator
from reportgen.readers.manifest import Originals, means_nothing

YEAR = "content/2022"
# A file, and a word of the advice.
UNREAD = {
    f"{YEAR}/extra.yaml": "columns:",
    f"{YEAR}/52-nytt.md.txt": "52-nytt.md",
    f"{YEAR}/52-nytt.txt": "52-nytt.md",
    f"{YEAR}/52-nytt": "52-nytt.md",
    f"{YEAR}/report.yml": "report.yaml",
    f"{YEAR}/statistics.yml": "statistics.yaml",
    f"{YEAR}/Statistics.YAML.txt": "statistics.yaml",
    f"{YEAR}/statistik.yaml": "statistics.yaml",
    f"{YEAR}/statistics.xlsx": "statistics.yaml",
    f"{YEAR}/siffror.csv": "statistics.yaml",
    f"{YEAR}/10-text.docx": ".md",
    f"{YEAR}/utkast.odt": ".md",
    f"{YEAR}/anteckningar": "Flytta",
    f"{YEAR}/kon.yaml": "figures",
    f"{YEAR}/bild.png": "![",
    f"{YEAR}/bild.svg": "![",
    f"{YEAR}/bilder/bild.jpg": "![",
    f"{YEAR}/gammalt/10-text.md": "Mappar",
    f"{YEAR}/statistics-DESKTOP-AB12.yaml": "kopia av statistics.yaml",
    f"{YEAR}/report (1).yaml": "kopia av report.yaml",
    "content/reportgen.yml": "reportgen.yaml",
    "content/reportgen – kopia.yaml": "kopia av reportgen.yaml",
    "content/statistics.yaml": "mappen för sitt år",
    "content/20-mer.md": "content/2024",
    "content/bild.png": "![",
    "content/2022 - kopia/10-text.md": "fyra siffror",
    "content/22/report.yaml": "fyra siffror",
    "figures/kon.md": "content/2024",
    "figures/kon.xlsx": "statistics.yaml",
    "figures/kon.yaml.txt": "kon.yaml",
    "figures/kon (1).yaml": "kopia av kon.yaml",
    "figures/kon-LAPTOP-7F.yaml": "kopia av kon.yaml",
    "figures/gamla/kon.yaml": "Mappar",
    "templates/page.html": ".html.j2",
    "statistics.yaml": "content/2022",
    "reportgen.yaml": "content",
}


@pytest.mark.parametrize("file", UNREAD)
def test_a_file_that_nothing_reads_is_told(make_project: MakeProject, file: str) -> None:
    root = make_project({file: "# Mer\n"})
    (told,) = find_problems(root)
    assert told.code == "unread-file"
    assert told.span is not None
    assert file.startswith(told.span.file)
    assert told.span.file.rpartition("/")[2] in str(told.message)
    assert told.hint is not None
    assert UNREAD[file].casefold() in translator("sv")(told.hint).casefold()
    result = build(root)
    assert result.exit_code == 0
    assert "unread-file" in result.output
    found = [each.diagnostic.code for each in check_year(root, 2022, (), ()).reported]
    assert found.count("unread-file") == 1


SILENT = [
    *("Thumbs.db", "desktop.ini", ".DS_Store", "~$rapport.docx", ".~lock.rapport.odt#", "x.tmp"),
    *("README.md", "Läs mig.txt", "LICENSE", "10-text.md~", "10-text.md.bak", ".10-text.md.swp"),
]


@pytest.mark.parametrize("name", SILENT)
@pytest.mark.parametrize("folder", ["content", "figures", "templates"])
def test_what_means_nothing_is_let_alone(make_project: MakeProject, folder: str, name: str) -> None:
    assert means_nothing(name)
    assert find_problems(make_project({f"{folder}/{name}": "x"})) == []


def test_what_the_project_uses_is_not_told(make_project: MakeProject) -> None:
    picture = make_png(30, 20)
    text = (
        '# Text\n\n![Ett bord](../bilder/bord.png "Bord"){#bord}\n\n'
        '![En stol](<min stol.png> "Stol"){#stol}\n'
    )
    root = make_project(
        {
            PROSE: text,
            "content/bilder/bord.png": picture,
            "content/bilder/sol.png": picture,
            f"{YEAR}/min stol.png": picture,
            "content/logo.png": picture,
            "content/ordlista.txt": "Mikamottagningen\n",
            "content/2021/10-text.md": '# Text\n\n![Solen](../bilder/sol.png "Sol")\n',
            "templates/style.css": "",
            "anteckningar.docx": "x",
        }
    )
    with (root / "content/reportgen.yaml").open("a", encoding="utf-8") as settings:
        settings.write("logo: content/logo.png\n")
    assert find_problems(root) == []


def test_an_unread_file_can_be_let_through(make_project: MakeProject) -> None:
    root = make_project({f"{YEAR}/siffror.csv": "x"})
    with (root / "content/reportgen.yaml").open("a", encoding="utf-8") as settings:
        settings.write("check: {ignore: [unread-file]}\n")
    assert "unread-file" not in build(root).output


COPIES = [
    "10-text-DESKTOP-AB12.md",
    "10-text (1).md",
    "10-text – kopia.md",
    "10-text - Kopia (2).md",
    "10-text - Copy.md",
    "10-text copy 2.md",
    "10-text (konflikt 2023-01-02).md",
    "10-text (Annas konfliktkopia 2023-01-02).md",
    "10-text (Anna's conflicted copy 2023-01-02).md",
    "10-text.sync-conflict-20230102-101010-ABCDEFG.md",
    "10-text_conflict-20230102-101010.md",
    "Kopia av 10-text.md",
    "Copy of 10-text.md",
]


@pytest.mark.parametrize("name", COPIES)
@pytest.mark.parametrize("heading", ["Text", "Ny rubrik"])
def test_a_copy_of_a_section_is_an_error(
    make_project: MakeProject, name: str, heading: str
) -> None:
    found = find_problems(make_project({f"{YEAR}/{name}": f"# {heading}\n\nMer {{{{ fel }}}}.\n"}))
    assert [each.code for each in found] == ["copied-section"]
    assert "'10-text.md'" in str(found[0].message)
    assert name in str(found[0].message)


@pytest.mark.parametrize("name", ["10-text-EU.md", "10_annat.md", "10 text 2.md"])
def test_two_files_with_number_and_heading_in_common_are_an_error(
    make_project: MakeProject, name: str
) -> None:
    found = find_problems(make_project({f"{YEAR}/{name}": "# text\n\nMer.\n"}))
    assert [each.code for each in found] == ["copied-section"]
    assert {"10-text.md", name} == set(found[0].message.values.values())


@pytest.mark.parametrize(
    "name", ["20-text-kopia.md", "10-mer.md", "10-kopiering.md", "10-text-konflikter.md"]
)
def test_sections_of_their_own_are_none(make_project: MakeProject, name: str) -> None:
    heading = "Text" if name[0] == "2" else "Mer"
    assert find_problems(make_project({f"{YEAR}/{name}": f"# {heading}\n\nMer.\n"})) == []


def test_a_copy_without_an_original_is_a_section(make_project: MakeProject) -> None:
    root = make_project({PROSE: None, f"{YEAR}/10-text (1).md": "# Text\n\nText.\n"})
    assert [each.code for each in find_problems(root)] == ["missing-section"]
    assert Originals(["10-text (1).md", "10-text (2).md"]).of("10-text (1).md") is None


TWINS = "# Text\n\n## Samma\n\nEtt.\n\n## Samma\n\nTvå.\n"


@pytest.mark.parametrize(
    "reference", ['{{ ref("avsnitt:samma") }}', '{{ ref("samma") }}', "[x y](#samma)"]
)
def test_a_reference_to_one_of_two_headings_is_an_error(
    make_project: MakeProject, reference: str
) -> None:
    (found,) = find_problems(make_project({PROSE: f"{TWINS}\nSe {reference}.\n"}))
    assert place(found) == f"{PROSE}:11:4 ambiguous-reference"
    assert f"{PROSE}:3, {PROSE}:7" in str(found.message)


def test_headings_of_two_files_are_twins_too(make_project: MakeProject) -> None:
    root = make_project(
        {
            PROSE: '# Text\n\n## Samma\n\nSe {{ ref("samma") }}.\n',
            f"{YEAR}/20-slut.md": "# Slut\n\n## Samma\n\nTvå.\n",
        }
    )
    (found,) = find_problems(root)
    assert f"{PROSE}:3, {YEAR}/20-slut.md:3" in str(found.message)


def test_two_headings_that_nothing_refers_to_are_fine(make_project: MakeProject) -> None:
    assert find_problems(make_project({PROSE: TWINS})) == []
    own = TWINS.replace("## Samma\n\nTvå", "## Samma {#andra}\n\nTvå")
    both = f'{own}\nSe {{{{ ref("samma") }}}} och {{{{ ref("andra") }}}}.\n'
    assert find_problems(make_project({PROSE: both})) == []
