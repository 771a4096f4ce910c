"""A page on its side for a table, a figure, a picture or a section, however it is asked for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sample_project import OUTPUT, MakeProject, build, find_problems, make_png
from word_reading import part, w

PROSE = "content/2022/10-text.md"
TABLE = "| A | B |\n|---|--:|\n| x | 1 |\n"
BEFORE, AFTER = "Före på höjden.", "Efter på höjden."


def project(make_project: MakeProject, text: str) -> Path:
    return make_project({PROSE: text, "content/2022/bild.png": make_png(400, 300)})


def pages(root: Path) -> list[tuple[str, bool]]:
    """What each section of the Word file says, and whether its pages are turned."""
    body = part((root / OUTPUT).read_bytes())
    found, said = [], []
    for element in body.find(w("body")):
        said += [text.text or "" for text in element.iter(w("t"))]
        for size in element.iter(w("pgSz")):
            found.append((" ".join(said), size.get(w("orient")) == "landscape"))
            said = []
    return found


def turned(root: Path) -> list[str]:
    return [said for said, on_its_side in pages(root) if on_its_side]


@pytest.mark.parametrize(
    "asked",
    [
        '{{ table("kon", landscape=true) }}',
        '{{ figure("kon", landscape=true) }}',
        f"{TABLE}\n: Könen {{#konen .landscape}}",
        '![Ett hus](bild.png "Könen"){#hus .landscape}',
        '![Ett hus](bild.png "Könen"){.landscape width=50%}',
    ],
)
def test_what_asks_for_it_stands_on_a_page_of_its_own(
    make_project: MakeProject, asked: str
) -> None:
    root = project(make_project, f"# Text\n\n{BEFORE}\n\n{asked}\n\n{AFTER}\n")
    result = build(root, "2022", "--html")
    assert result.exit_code == 0, result.output
    (alone,) = turned(root)
    assert "kön" in alone.casefold()
    assert BEFORE not in alone
    assert AFTER not in alone
    upright = " ".join(said for said, on_its_side in pages(root) if not on_its_side)
    assert upright.index(BEFORE) < upright.index(AFTER)
    page = next((root / "output" / "2022").glob("*.html")).read_text("utf-8")
    assert re.search(r'class="[^"]*\blandscape', page)


def test_every_page_keeps_header_footer_and_margins(make_project: MakeProject) -> None:
    text = f'# Text\n\n{BEFORE}\n\n{{{{ table("kon", landscape=true) }}}}\n\n{AFTER}\n'
    root = project(make_project, text)
    build(root, "2022")
    ends = list(part((root / OUTPUT).read_bytes()).iter(w("sectPr")))
    assert len(ends) >= 3
    for name in ("headerReference", "footerReference", "pgMar"):
        each = [
            [tuple(sorted(found.attrib.items())) for found in end.iter(w(name))] for end in ends
        ]
        assert each[0]
        assert all(found == each[0] for found in each)


def test_what_follows_another_shares_its_pages(make_project: MakeProject) -> None:
    text = f'# Text\n\n{BEFORE}\n\n{{{{ table("kon", landscape=true) }}}}\n\n'
    text += f"{TABLE}\n: Egen {{.landscape}}\n\n{AFTER}\n"
    root = project(make_project, text)
    build(root, "2022")
    (both,) = turned(root)
    assert "Egen" in both


def test_a_section_is_turned_whole(make_project: MakeProject) -> None:
    root = make_project(
        {
            PROSE: f"# Text\n\n{BEFORE}\n",
            "content/2022/20-bred.md": "---\nlandscape: true\n---\n\n# Bred\n\nPå bredden.\n\n"
            '{{ figure("kon") }}\n',
            "content/2022/30-sist.md": f"# Sist\n\n{AFTER}\n",
        }
    )
    build(root, "2022")
    (section,) = turned(root)
    assert section.startswith("Bred På bredden.")
    assert AFTER not in section


def test_a_chart_has_the_width_of_its_page(make_project: MakeProject) -> None:
    root = project(make_project, '# Text\n\n{{ figure("kon", landscape=true) }}\n')
    build(root, "2022")
    (extent,) = part((root / OUTPUT).read_bytes()).iter(
        "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
    )
    assert int(extent.get("cx")) / 36000 == pytest.approx(247, abs=1)
    assert int(extent.get("cy")) / 36000 < 154


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{{ table("kon", landscape="ja") }}', "wrong-arguments"),
        ('{{ table("kon", wide=true) }}', "wrong-arguments"),
        (f"{TABLE}\n: Könen {{.liggande}}", "unknown-attribute"),
        ("![Ett hus](bild.png){.lanscape}", "unknown-attribute"),
    ],
)
def test_what_is_written_otherwise_is_told(make_project: MakeProject, text: str, code: str) -> None:
    problems = find_problems(project(make_project, f"# Text\n\n{text}\n"))
    assert [each.code for each in problems if each.severity == "error"] == [code]


def test_no_section_ends_in_a_paragraph_that_references_lead_to(make_project: MakeProject) -> None:
    """LibreOffice then prints "Figur visar" where it should say "Figur 1 visar"."""
    text = '# Text\n\n{{ ref("figur:kon") }} visar.\n\n{{ figure("kon") }}\n\n'
    text += '{{ table("kon", landscape=true) }}\n'
    root = project(make_project, text)
    build(root, "2022")
    for paragraph in part((root / OUTPUT).read_bytes()).iter(w("p")):
        ends = next(paragraph.iter(w("sectPr")), None) is not None
        assert not ends or next(paragraph.iter(w("bookmarkStart")), None) is None
