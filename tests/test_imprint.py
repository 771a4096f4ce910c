"""The imprint behind the cover: what is known, and what a project adds."""

from __future__ import annotations

from zipfile import ZipFile

import pytest
from sample_project import MakeProject, build_tiny, composed, find_problems, read_cases

SETTINGS = str(read_cases("project.yaml")["content/reportgen.yaml"])
REPORT = "title: Rapport 2022\ndate: 2023-01-26\ndnr: N1/22\nnumber: 2023:4\n"
CONTACT = "unit: Enheten\ncontact: {phone: 010-1, email: a@example.se}\n"
KNOWN = [
    ("imprint_title", "Rapport 2022"),
    ("imprint", "26 januari 2023 · Dnr N1/22 · Rapport 2023:4"),
    ("imprint", "Utgivare: Enheten, Exempelstad"),
    ("imprint", "Telefon: 010-1"),
    ("imprint", "E-post: a@example.se"),
]


def files(imprint: str) -> dict[str, str]:
    settings = f"{SETTINGS}{CONTACT}{imprint}"
    return {"content/reportgen.yaml": settings, "content/2022/report.yaml": REPORT}


@pytest.mark.parametrize(
    ("imprint", "lines"),
    [
        ("", []),
        ("imprint: false\n", []),
        ("imprint: true\n", KNOWN),
        ("imprint: {Foto: Maja Exempel}\n", [*KNOWN, ("imprint", "Foto: Maja Exempel")]),
        (
            "imprint: {utgivare: Förlaget}\n",
            [*KNOWN[:2], *KNOWN[3:], ("imprint", "utgivare: Förlaget")],
        ),
    ],
)
def test_what_stands_behind_the_cover(
    make_project: MakeProject, imprint: str, lines: list[tuple[str, str]]
) -> None:
    cover = composed(make_project(files(imprint))).document.cover
    assert [(each.role, each.text) for each in cover if each.behind] == lines


@pytest.mark.parametrize("imprint", ["imprint: [ISBN]\n", "imprint: ja\n", "imprint: {ISBN: }\n"])
def test_what_is_no_imprint_is_told(make_project: MakeProject, imprint: str) -> None:
    assert [each.code for each in find_problems(make_project(files(imprint)))] == ["wrong-type"]


def test_in_word_it_begins_a_page_and_the_contents_the_next(make_project: MakeProject) -> None:
    built = build_tiny(make_project(files("imprint: true\n")), force=True)
    with ZipFile(built.target) as package:
        body = package.read("word/document.xml").decode()
    [first] = [each for each in body.split("<w:p>") if 'w:val="ImprintTitle"' in each]
    assert "<w:pageBreakBefore/>" in first
    assert body.count('w:pStyle w:val="Imprint"') == 4
