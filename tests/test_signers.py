"""Who signs: one or several, each on a line, never alone on a page; tall rows may part."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree
from sample_project import MakeProject, build_tiny, composed, find_problems, read_cases

SETTINGS = "content/reportgen.yaml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TWO = """author:
  - name: Maja Exempel
    title: regionkoordinator
    unit: Socialförvaltningen
  - Nils Prov
"""


def signed(make_project: MakeProject, author: str, **more: str) -> Path:
    lines = str(read_cases("project.yaml")[SETTINGS]).splitlines(keepends=True)
    own = "".join(line for line in lines if not line.startswith("author"))
    profile = "profile: profil.yaml\n"
    own = "".join(line for line in own.splitlines(keepends=True) if "profile:" not in line)
    changes = {
        SETTINGS: own + profile + author,
        "profil.yaml": "name: p\ntitle: P\nextends: jamstalldhetsmyndigheten\nsections: []\n",
        **{f"content/2022/{name}.md": text for name, text in more.items()},
    }
    return make_project(changes)


def test_each_signer_has_a_line_and_the_file_names_them_all(make_project: MakeProject) -> None:
    root = signed(make_project, TWO)
    document = composed(root).document
    assert "Maja Exempel, regionkoordinator, Socialförvaltningen" in document.signature
    assert "Nils Prov" in document.signature
    assert document.properties.author == "Maja Exempel, Nils Prov"


def test_one_author_is_as_before(make_project: MakeProject) -> None:
    document = composed(signed(make_project, "author: Samordnaren\n")).document
    assert "Samordnaren" in document.signature
    assert document.properties.author == "Samordnaren"


@pytest.mark.parametrize(
    ("author", "code"),
    [
        ("author: [{title: chef}]\n", "missing-key"),
        ("author: [{name: A, titel: chef}]\n", "unknown-key"),
        ("author: [[A, B]]\n", "wrong-type"),
        ("author: ['']\n", "wrong-value"),
    ],
)
def test_what_is_no_signer_is_told(make_project: MakeProject, author: str, code: str) -> None:
    found = find_problems(signed(make_project, author))
    assert code in [each.code for each in found]


def paragraphs(root: Path) -> list[etree._Element]:
    with ZipFile(build_tiny(root, force=True).target) as package:
        return list(etree.fromstring(package.read("word/document.xml")).iter(f"{W}p"))


def test_the_signature_takes_the_last_paragraph_along(make_project: MakeProject) -> None:
    root = signed(make_project, TWO, **{"10-text": "# Text\n\nFörsta.\n\nSista stycket.\n"})
    kept = {
        "".join(each.itertext()): each.find(f"{W}pPr/{W}keepNext") is not None
        for each in paragraphs(root)
    }
    assert kept["Sista stycket."]
    assert not kept["Första."]


def test_a_tall_row_may_part_and_a_low_one_not(make_project: MakeProject) -> None:
    long = "Ett långt svar som berättar om allt som har hänt under året. " * 25
    table = f"# Text\n\n| Fråga | Svar |\n| --- | --- |\n| Kort | Ja |\n| Lång | {long} |\n"
    root = signed(make_project, "", **{"10-text": table})
    with ZipFile(build_tiny(root, force=True).target) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    rows = [row.find(f"{W}trPr/{W}cantSplit") is not None for row in body.iter(f"{W}tr")]
    assert rows == [True, True, False]
