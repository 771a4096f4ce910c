"""Settings, profiles and file names as people write them on any machine: what is read silently."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from sample_project import MakeProject, composed, find_problems, make_png, read_cases

from reportgen.diagnostics import Problems
from reportgen.model.traverse import plain_text
from reportgen.readers.project import read_project

BASE = read_cases("project.yaml")
TEXT = "# Text\n\nRäkna på åäö: {{ kon.total }}.\n\nEn rad\ntill rad.\n\n- ett\n- två\n"


def words_of(root: Path) -> str:
    return repr(composed(root).document).replace("\\xa0", " ")


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: "\ufeff" + decomposed(text).replace("\n", "\r\n"),
    ],
    ids=["BOM", "CRLF", "CR", "all at once"],
)
def test_what_is_ordinary_elsewhere_is_read_silently(
    make_project: MakeProject, change, tmp_path: Path
) -> None:
    plain = {**BASE, "content/2022/10-text.md": TEXT}
    expected = composed(make_project(plain, "som vanligt")).document
    root = make_project({name: change(text) for name, text in plain.items()}, "annorlunda")
    assert find_problems(root) == []
    assert composed(root).document == expected


def test_decomposed_file_names_are_found(make_project: MakeProject) -> None:
    name = decomposed("30-återblick.md")
    image = decomposed("träd.png")
    prose = '# Återblick\n\n![Träd](träd.png "Ett träd")\n\nSe {{ ref("aterblick") }}.\n'
    changes = {
        f"content/2022/{name}": prose,
        f"content/2022/{image}": make_png(4, 4),
    }
    root = make_project(changes)
    assert find_problems(root) == []
    assert [section.id for section in composed(root).document.sections] == ["text", "aterblick"]


@pytest.mark.parametrize(
    ("name", "section"),
    [
        ("10-samverkan.md", "samverkan"),
        ("samverkan.md", "samverkan"),
        ("10_samverkan.md", "samverkan"),
        ("10. Samverkan.md", "samverkan"),
        ("10-Samverkan med åäö.md", "samverkan-med-aao"),
        ("10-samverkan.MD", "samverkan"),
        ("010-samverkan.markdown", "samverkan"),
    ],
)
def test_a_section_is_named_after_its_file(
    make_project: MakeProject, name: str, section: str
) -> None:
    root = make_project({"content/2022/10-text.md": None, f"content/2022/{name}": "# Rubrik\n"})
    assert [each.id for each in composed(root).document.sections] == [section]


@pytest.mark.parametrize("name", [".10-dold.md", "~$10-text.md", "10-text.md.bak", "README.txt"])
def test_files_that_programs_leave_behind_are_no_sections(
    make_project: MakeProject, name: str
) -> None:
    root = make_project({f"content/2022/{name}": "\x00 inte text"})
    assert find_problems(root) == []


def test_a_title_may_be_folded_over_lines(make_project: MakeProject) -> None:
    report = "title: >\n  Rapport\n  2022\npurpose: |\n  En\n  mening\ndate: 2023-01-26\n"
    document = composed(make_project({"content/2022/report.yaml": report})).document
    assert document.properties.title == "Rapport 2022"


def test_a_project_uses_the_shipped_profile_when_it_names_none(make_project: MakeProject) -> None:
    settings = "region: region Exempel\norganisation: Exempelstad\n"
    problems = Problems()
    project = read_project(make_project({"content/reportgen.yaml": settings}), problems)
    assert project.profile.name == "jamstalldhetsmyndigheten"
    assert project.language == "sv"
    assert not problems.found


def test_a_profile_may_extend_a_shipped_one(make_project: MakeProject) -> None:
    profile = """\
name: egen
title: Egen
extends: jamstalldhetsmyndigheten
statistics:
  kon: {title: Kön hos oss, labels: [Kvinnor, Män]}
  boende: {title: Boende, labels: [Skyddat, Annat]}
signature: [author]
"""
    project = read_project(make_project({"profil.yaml": profile}), Problems())
    assert project.profile.statistics["kon"].title == "Kön hos oss"
    assert project.profile.statistics["boende"].labels == ("Skyddat", "Annat")
    assert "nationalitet" in project.profile.statistics
    assert len(project.profile.sections) == 7
    assert project.profile.signature == ("author",)


def test_a_profile_may_stand_alone(make_project: MakeProject) -> None:
    project = read_project(make_project(), Problems())
    assert set(project.profile.statistics) == {"kon"}
    assert [section.id for section in project.profile.sections] == ["text", "slut"]


def test_cover_and_signature_hold_what_the_profile_says(make_project: MakeProject) -> None:
    changes = {
        "profil.yaml": BASE["profil.yaml"]
        + "cover: [title, subtitle, date, purpose, sender]\n"
        + "signature: [place_and_date, author, unit, organisation, phone, email]\n",
        "content/reportgen.yaml": BASE["content/reportgen.yaml"]
        + "author: Exempelskrivarna\nunit: Enheten\n"
        + "contact: {phone: 070-174 06 05, email: a@exempel.example}\n",
        "content/2022/report.yaml": BASE["content/2022/report.yaml"]
        + "subtitle: Undertitel\npurpose: Syftet\nplace: Exempelstad\n",
    }
    document = composed(make_project(changes)).document
    cover = {line.role: line.text for line in document.cover}
    assert list(cover) == ["title", "subtitle", "date", "purpose", "sender"]
    assert cover["date"] == "26 januari 2023"
    assert document.signature == (
        "Exempelstad den 26 januari 2023",
        "Exempelskrivarna",
        "Enheten",
        "Exempelstad",
        "070-174 06 05",
        "a@exempel.example",
    ) or document.signature[0].startswith("Exempelstad")


def test_what_is_left_out_is_not_printed(make_project: MakeProject) -> None:
    profile = (
        BASE["profil.yaml"] + "cover: [title, subtitle, purpose]\nsignature: [author, email]\n"
    )
    document = composed(make_project({"profil.yaml": profile})).document
    assert [line.role for line in document.cover] == ["title"]
    assert document.signature == ()


def test_headings_are_numbered_on_request(make_project: MakeProject) -> None:
    changes = {
        "content/reportgen.yaml": BASE["content/reportgen.yaml"] + "number_headings: true\n",
        "content/2022/10-text.md": "# Text\n\n## Ett\n\n### Djupt\n\n## Två\n",
        "content/2022/20-slut.md": '# Slut\n\n## Tre\n\nSe {{ ref("tre") }}.\n',
    }
    document = composed(make_project(changes)).document
    numbers = [
        heading.number
        for section in document.sections
        for heading in (section.heading, *section.blocks)
        if hasattr(heading, "level")
    ]
    assert numbers == ["1", "1.1", "1.1.1", "1.2", "2", "2.1"]


def test_the_captions_follow_the_projects_pattern(make_project: MakeProject) -> None:
    changes = {
        "content/reportgen.yaml": BASE["content/reportgen.yaml"]
        + 'caption: "{title}. {region}, {year}"\n',
        "content/2022/10-text.md": '# Text\n\n{{ figure("kon") }}\n',
    }
    figure = composed(make_project(changes)).document.sections[0].blocks[0]
    assert plain_text(figure.caption) == "Ärenden efter kön. region Exempel, 2022"


def test_a_caption_with_the_year_in_it_gets_no_second(make_project: MakeProject) -> None:
    changes = {
        "figures/kon.yaml": "kind: bars\ndata: kon\ntitle: Kön i {region} år {year}\n",
        "content/2022/10-text.md": '# Text\n\n{{ figure("kon") }}\n',
    }
    figure = composed(make_project(changes)).document.sections[0].blocks[0]
    assert plain_text(figure.caption) == "Kön i region Exempel år 2022"
