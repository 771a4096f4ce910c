"""`reportgen import`: a Word file becomes a year that says the same, and builds at once."""

from __future__ import annotations

import re
import shutil
import subprocess
import warnings
import zipfile
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result
from PIL import Image
from sample_project import build, composed, text_of

from reportgen.cli.program import make_program
from reportgen.diagnostics import Problems, Span
from reportgen.model import Computed, Document, Figure, Heading, Paragraph, Text
from reportgen.model.traverse import plain_text, walk_blocks, walk_inlines
from reportgen.office.libreoffice import find_libreoffice
from reportgen.readers.profile import read_profile
from reportgen.scaffold.importing.cover import cover_facts
from reportgen.scaffold.importing.facts import day_in, signature_facts, year_in
from reportgen.scaffold.importing.fidelity import differences, said
from reportgen.scaffold.importing.outline import part_sections

ROOT = Path(__file__).parents[2]


def run_here(*arguments: str) -> Result:
    return CliRunner().invoke(make_program(), list(arguments))


def without_our_parts(document: Path, target: Path) -> Path:
    """A copy as others leave it: without bookmarks and our XML part."""
    with zipfile.ZipFile(document) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            if name.startswith("customXml"):
                continue
            content = old.read(name)
            if name.endswith((".xml", ".rels")):
                text = content.decode()
                text = re.sub(r"<(?:Relationship|Override) [^>]*customXml[^>]*/>", "", text)
                content = re.sub(r"<w:bookmark(?:Start|End)[^>]*/>", "", text).encode()
            new.writestr(name, content)
    return target


@pytest.fixture(scope="module", params=[2023, "real"])
def built(request, example_read_only: Path, tmp_path_factory) -> tuple[Path, int, Path]:
    """A project, a year, and its Word file."""
    root, year = example_read_only, request.param
    if year == "real":
        root, year = tmp_path_factory.mktemp("real"), 2022
        for name in ("content", "figures"):
            shutil.copytree(ROOT / name, root / name)
        with (root / "content/reportgen.yaml").open("a") as settings:
            settings.write("\npage_numbers: false\n")
    done = build(root, str(year), "--force")
    assert done.exit_code == 0, done.output
    [file] = (root / "output" / str(year)).glob("*.docx")
    return root, year, file


def imported(file: Path, folder: Path, *options: str) -> str:
    folder.mkdir(exist_ok=True)
    done = run_here("import", str(file), *options, "--project", str(folder))
    assert done.exit_code == 0, done.output
    return done.output


def text_pieces(root: Path, year: int) -> list[str]:
    sections = composed(root, year).document.sections
    return sorted(each.text for s in sections for each in said((s.heading, *s.blocks)) if s.blocks)


@pytest.mark.parametrize("stripped", [False, True])
def test_a_report_comes_back_word_for_word(built, tmp_path: Path, stripped: bool) -> None:
    root, year, file = built
    taken = without_our_parts(file, tmp_path / "a.docx") if stripped else file
    told = imported(taken, tmp_path / "ny")
    assert "ord för ord" in told, told
    assert text_pieces(tmp_path / "ny", year) == text_pieces(root, year)
    old, again = composed(root, year), composed(tmp_path / "ny", year)
    standard = {each.id for each in old.project.profile.sections}
    sections = ([s.id for s in each.document.sections if s.id in standard] for each in (old, again))
    assert next(sections) == next(sections)
    tables, found = old.year.statistics.tables, again.year.statistics.tables
    shared = [name for name in found if name in tables]
    assert len(shared) >= 5
    for name in shared:
        rows = [{row.label: row.count for row in each[name].rows} for each in (tables, found)]
        assert rows[0] == rows[1]
    assert expressions(again.document) >= 10
    figures = [each for each in old.document.cover if each.lead]
    assert ("nyckeltal" in told) == bool(figures)  # they are told, and have to be written anew
    assert [*again.document.cover] == [e for e in old.document.cover if e not in figures]
    assert again.document.signature == old.document.signature
    if stripped:
        done = build(tmp_path / "ny", str(year))
        assert done.exit_code == 0, done.output


def test_charts_become_figures_and_in_a_project_that_is_there_tables(tmp_path: Path) -> None:
    root = tmp_path / "real"
    for name in ("content", "figures"):
        shutil.copytree(ROOT / name, root / name)
    with (root / "content/reportgen.yaml").open("a") as settings:
        settings.write("\npage_numbers: false\ncharts: editable\n")
    done = build(root, "2022", "--force")
    assert done.exit_code == 0, done.output
    [file] = (root / "output/2022").glob("*.docx")
    taken = without_our_parts(file, tmp_path / "a.docx")
    told = imported(taken, tmp_path / "ny")
    assert "ord för ord" in told, told
    assert "diagrammet ”Ärenden efter kön, region Väst 2022” har blivit figuren ”kon”" in told
    old, new = (charts(composed(each, 2022).document) for each in (root, tmp_path / "ny"))
    assert old == new
    text = (tmp_path / "ny/content/2022/30-aterrapportering.md").read_text("utf-8")
    assert '{{ figure("kon", table=true, share=true) }}' in text
    done = build(tmp_path / "ny", "2022")
    assert done.exit_code == 0, done.output
    before = {each: each.read_bytes() for each in (tmp_path / "ny/figures").iterdir()}
    told = imported(taken, tmp_path / "ny", "--year", "2021")
    assert "har blivit en tabell med sina tal" in told
    assert {each: each.read_bytes() for each in (tmp_path / "ny/figures").iterdir()} == before


def charts(document: Document) -> list[dict[str, object]]:
    figures = [b for s in document.sections for b in walk_blocks(s.blocks) if isinstance(b, Figure)]
    return [
        dict(zip(each.content.categories, each.content.series[0].values, strict=True))
        for each in figures
    ]


def expressions(document: Document) -> int:
    blocks = [
        b for s in document.sections for b in walk_blocks(s.blocks) if isinstance(b, Paragraph)
    ]
    inlines = [each for block in blocks for each in walk_inlines(block.children)]
    return sum(isinstance(each, Computed) for each in inlines)


def typed_report(path: Path, headings: tuple[str, ...], *, title: bool = True) -> Path:
    """A report as a coordinator types it: styles of Word, everything else by hand."""
    word = docx.Document()
    if title:
        word.add_paragraph("Årsrapport 2021", style="Title")
        word.add_paragraph("Regionkoordinatorerna i region Nord")
        word.add_paragraph("27 januari 2022")
        word.add_paragraph("Socialförvaltningen, Umeå kommun")
    for number, heading in enumerate(headings):
        word.add_heading(heading, 1)
        word.add_paragraph(
            f'Vi hade {number + 11} "egna" ärenden. * Det var {{{{ många }}}} _fler_.'
        )
        word.add_paragraph("• Polisen")
        table = word.add_table(2, 2)
        for cell, text in zip(
            (*table.rows[0].cells, *table.rows[1].cells), ["Kön", "Antal", "Män", "3"], strict=True
        ):
            cell.text = text
    word.add_paragraph("Umeå 2022-01-27")
    word.add_paragraph("Regionkoordinatorerna")
    word.add_paragraph("Telefon: 090-16 10 00")
    word.add_paragraph("E-post: koordinator@umea.se")
    word.save(path)
    return path


HEADINGS = ("1. Sammanfatning av året", "2. Egna tankar", "3. Trender")


def test_a_typed_report_becomes_a_project_that_builds(tmp_path: Path) -> None:
    folder = tmp_path / "ny"
    told = imported(typed_report(tmp_path / "rapport.docx", HEADINGS), folder)
    assert "ord för ord" in told, told
    assert "”Sammanfatning av året” tolkas som ”Sammanfattning av året”" in told
    assert "”Egna tankar” blir ett eget avsnitt" in told
    names = sorted(each.name for each in (folder / "content/2021").glob("[0-9]*.md"))
    assert names == ["10-sammanfattning.md", "20-egna-tankar.md", "30-trender.md"]
    report = composed(folder, 2021)
    settings = report.project.settings
    assert settings.number_headings
    assert (settings.region, settings.organisation) == ("region Nord", "Umeå kommun")
    assert settings.contact
    assert settings.contact.email == "koordinator@umea.se"
    assert settings.contact.phone == "090-16 10 00"
    assert [line.text for line in report.document.cover] == [
        "Årsrapport 2021",
        "Regionkoordinatorerna i region Nord",
        "27 januari 2022",
        "Socialförvaltningen, Umeå kommun",
    ]
    done = build(folder, "2021")
    assert done.exit_code == 0, done.output
    assert "{{ många }} _fler_" in text_of(next((folder / "output/2021").glob("*.docx")))


def test_the_title_may_be_a_heading_over_all_others(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_heading("Årsrapport 2021", 1)
    for heading in ("Trender", "Metodutveckling"):
        word.add_heading(heading, 2)
        word.add_heading("Djupare", 5)
        word.add_paragraph("Vi hade ärenden.")
    word.add_paragraph("Umeå 2022-01-27")
    word.save(tmp_path / "a.docx")
    told = imported(tmp_path / "a.docx", tmp_path / "ny")
    assert "filen säger inte vilken region det är" in told
    assert "filen säger inte vilken organisation det är" in told
    document = composed(tmp_path / "ny", 2021).document
    levels = [[b.level for b in s.blocks if isinstance(b, Heading)] for s in document.sections]
    assert [section.id for section in document.sections] == ["trender", "metodutveckling"]
    assert levels == [[2], [2]]


WRONG = {
    "missing": (["borta.docx"], "missing-file"),
    "pdf": (["a.pdf"], "not-a-word-file"),
    "no word file": (["text.docx"], "unreadable-word-file"),
    "no year": (["utan-ar.docx"], "year-not-said"),
    "nothing in it": (["tom.docx"], "year-not-said"),
    "empty": (["tom.docx", "--year", "2021"], "empty-word-file"),
    "unknown profile": (["rapport.docx", "--profile", "finns-inte"], "unknown-profile"),
}


@pytest.mark.parametrize(("arguments", "code"), WRONG.values(), ids=WRONG)
def test_what_can_not_be_imported_is_told_and_nothing_is_written(
    tmp_path: Path, arguments: list[str], code: str
) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "text.docx").write_text("Hej", "utf-8")
    docx.Document().save(tmp_path / "tom.docx")
    word = docx.Document()
    word.add_heading("Trender", 1)
    word.add_paragraph("Vi hade ärenden.")
    word.save(tmp_path / "utan-ar.docx")
    typed_report(tmp_path / "rapport.docx", HEADINGS)
    folder = tmp_path / "ny"
    folder.mkdir()
    file, *options = arguments
    done = run_here("import", str(tmp_path / file), *options, "--project", str(folder))
    assert done.exit_code == 1
    assert f"[{code}]" in done.output
    assert not [*folder.iterdir()]


def test_a_year_that_is_there_and_a_folder_that_is_not_empty_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "ny"
    file = typed_report(tmp_path / "rapport.docx", HEADINGS)
    imported(file, folder)
    before = {each: each.read_bytes() for each in folder.rglob("*") if each.is_file()}
    again = run_here("import", str(file), "--project", str(folder))
    assert again.exit_code == 1
    assert "[year-exists]" in again.output
    assert {each: each.read_bytes() for each in folder.rglob("*") if each.is_file()} == before
    imported(file, folder, "--year", "2020")
    assert all(each.read_bytes() == content for each, content in before.items())
    assert composed(folder, 2020).document.sections
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "egna.xlsx").write_bytes(b"mitt")
    refused = run_here("import", str(file), "--project", str(tmp_path / "full"))
    assert refused.exit_code == 1
    assert "[not-empty]" in refused.output


def test_a_report_without_styles_has_the_headings_that_it_looks_to_have(tmp_path: Path) -> None:
    word = docx.Document()
    for text, size in (
        ("Årsrapport 2021", 24),
        ("Regionkoordinatorerna i region Nord", 0),
        ("Sammanfattning", 16),
        ("Vi hade många ärenden.", 0),
        ("Återraportering av ärenden och insatser", 16),
        ("Kön", 13),
        ("Det var några av vardera.", 0),
        ("Egna tankar", 13),
        ("Vi har tänkt.", 0),
        ("Umeå 2022-01-27", 0),
    ):
        run = word.add_paragraph().add_run(text)
        if size:
            run.bold, run.font.size = True, docx.shared.Pt(size)
    word.save(tmp_path / "a.docx")
    told = imported(tmp_path / "a.docx", tmp_path / "ny")
    assert "ord för ord" in told, told
    assert "”Kön” har inget rubrikformat, men tolkas som en rubrik på nivå 2" in told
    assert "”Årsrapport 2021” ser ut" not in told
    document = composed(tmp_path / "ny", 2021).document
    found = {
        s.id: [plain_text(b.children) for b in s.blocks if isinstance(b, Heading)]
        for s in document.sections
    }
    assert found == {"sammanfattning": [], "aterrapportering": ["Kön", "Egna tankar"]}


def test_the_account_is_kept_as_a_page(tmp_path: Path) -> None:
    folder = tmp_path / "ny"
    told = imported(typed_report(tmp_path / "a & b.docx", HEADINGS), folder)
    page = (folder / "output/2021/import.html").read_text("utf-8")
    assert "output/2021/import.html" in told
    assert "<h1>a &amp; b.docx, intagen</h1>" in page
    assert "<li>stycke 5" in page


def test_typed_references_refer(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("Årsrapport 2021", style="Title")
    word.add_heading("Trender", 1)
    word.add_heading("Ensam rubrik", 2)
    word.add_heading("Metodutveckling", 1)
    word.add_paragraph("Tabell 1 visar orterna, som tabell 1. Se Tabell 1 och tabell 2, tabell 12.")
    word.add_paragraph("Tabell 1. Orter", style="Caption")
    table = word.add_table(2, 1)
    table.rows[0].cells[0].text, table.rows[1].cells[0].text = "Ort", "Umeå"
    word.add_paragraph("Umeå 2022-01-27")
    word.save(tmp_path / "a.docx")
    told = imported(tmp_path / "a.docx", tmp_path / "ny")
    assert "ord för ord" in told, told
    text = (tmp_path / "ny/content/2021/20-metodutveckling.md").read_text("utf-8")
    assert text.count('{{ ref("tabell:orter") }}') == 2
    assert "Se Tabell 1 och tabell 2, tabell 12." in text
    assert ": Orter {#orter}" in text


@pytest.mark.parametrize("ending", ["odt", "rtf"])
def test_what_libreoffice_opens_is_imported_through_it(tmp_path: Path, ending: str) -> None:
    program = find_libreoffice()
    if program is None:
        with pytest.warns(UserWarning, match="LibreOffice"):
            warnings.warn("LibreOffice is not installed: nothing was converted", stacklevel=1)
        return
    file = typed_report(tmp_path / "rapport.docx", HEADINGS)
    profile = f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}"
    where = ["--convert-to", ending, "--outdir", str(tmp_path), str(file)]
    subprocess.run([program, profile, "--headless", *where], check=True, capture_output=True)
    told = imported(tmp_path / f"rapport.{ending}", tmp_path / "ny")
    assert "ord för ord" in told, told
    assert len([*(tmp_path / "ny/content/2021").glob("[0-9]*.md")]) == 3


def test_a_contents_list_that_is_typed_is_left_out(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("Årsrapport 2021, region Nord", style="Title")
    for text in ("Innehåll", "1. Trender\t3", "2. Metodutveckling ...... 4", "Vi hade 4"):
        word.add_paragraph(text)
    for heading in ("1. Trender", "2. Metodutveckling"):
        word.add_heading(heading, 1)
        word.add_paragraph("Trender")
    word.add_paragraph("Umeå 2022-01-27")
    word.save(tmp_path / "a.docx")
    told = imported(tmp_path / "a.docx", tmp_path / "ny")
    assert "ord för ord" in told, told
    pieces = text_pieces(tmp_path / "ny", 2021)
    assert sorted(pieces) == sorted(
        ["Inledning", "Vi hade 4", "Trender", "Trender", "Metodutveckling", "Trender"]
    )


def test_what_libreoffice_saved_again_comes_back_word_for_word(built, tmp_path: Path) -> None:
    program = find_libreoffice()
    root, year, file = built
    if program is None or year != 2022:
        return  # one is enough: LibreOffice takes seconds
    profile = f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}"
    where = ["--convert-to", "docx", "--outdir", str(tmp_path), str(file)]
    subprocess.run([program, profile, "--headless", *where], check=True, capture_output=True)
    told = imported(tmp_path / file.name, tmp_path / "ny")
    assert "ord för ord" in told, told
    tables, found = (composed(r, year).year.statistics.tables for r in (root, tmp_path / "ny"))
    for name, table in found.items():
        rows = [{row.label: row.count for row in each.rows} for each in (tables[name], table)]
        assert rows[0] == rows[1]
    assert len(found) >= 7


def paragraphs(*texts: str):
    word = docx.Document()
    for text in texts:
        word.add_paragraph(text)
    return word


SIGNATURES = {
    ("Text.", "Umeå 2022-01-27", "Anna Ek", "Socialkontoret", "Umeå kommun"): {
        "place": "Umeå", "author": "Anna Ek", "unit": "Socialkontoret",
        "organisation": "Umeå kommun",
    },
    ("Text.", "Umeå den 27 januari 2022", "Anna Ek"): {"place": "Umeå", "author": "Anna Ek"},
    ("Text.", "Umeå 2022-01-27", "Anna Ek och Bo Al", "Regionkoordinatorer, region Nord"): {
        "place": "Umeå", "author": "Anna Ek och Bo Al, regionkoordinatorer, region Nord",
    },
    ("Text.", "Umeå 2022-01-27", "Anna Ek", "Umeå kommun", "Vännäs kommun"): {},
    ("Text.", "Umeå 2022-01-27", "Anna Ek\nRegionkoordinator", "Bo Al\nRegionkoordinator"): {
        "place": "Umeå", "author": "Anna Ek, regionkoordinator, Bo Al, regionkoordinator",
    },
    ("Text.", "Umeå 2022-01-27", "Anna Ek\t\t\tBo Al", "Koordinator\t\t\tKoordinator"): {
        "place": "Umeå", "author": "Anna Ek, Bo Al, koordinator",
    },
    ("Text.", "Umeå 2022-01-27", "Anna Ek\tBo Al"): {"place": "Umeå", "author": "Anna Ek, Bo Al"},
    ("Text.", "Vi ses 2022-01-27", "Anna Ek"): {},
    ("Text.", "Anna Ek"): {},
}  # fmt: skip


@pytest.mark.parametrize(("lines", "wanted"), SIGNATURES.items())
def test_a_signature_is_taken_whole_or_not_at_all(tmp_path: Path, lines, wanted) -> None:
    from reportgen.readers.word.reading import read_word_document

    paragraphs(*lines).save(tmp_path / "a.docx")
    word = read_word_document(tmp_path / "a.docx")
    facts, left = signature_facts(word.blocks, {})
    assert {r: line.text for r, line in facts.items() if r != "date"} == wanted
    assert len(left) == (1 if wanted else len(lines))


COVERS = {
    ("Årsrapport 2023", "Umeå kommun, Socialkontoret", "Anna Ek och Bo Al", "Dnr SN 2024/0117"): {
        "title": "Årsrapport 2023", "organisation": "Umeå kommun", "unit": "Socialkontoret",
        "author": "Anna Ek och Bo Al", "dnr": "SN 2024/0117",
    },
    ("Till Jämställdhetsmyndigheten", "Umeå den 3 mars 2024", "Återrapportering för 2023",
     "Regionförbundet Umeå, avdelningen för hälsa"): {
        "title": "Återrapportering för 2023", "purpose": "Till Jämställdhetsmyndigheten",
        "place": "Umeå", "organisation": "Regionförbundet Umeå",
        "unit": "avdelningen för hälsa",
    },
    ("Region Umeå", "Sociala utskottet", "Årsredovisning 2024", "Anna Ek"): {
        "title": "Årsredovisning 2024", "organisation": "Region Umeå",
        "unit": "Sociala utskottet", "author": "Anna Ek",
    },
    ("Årsrapport 2023 för koordinator\ni Region Umeå", "Mot människohandel",
     "Anna Ek, Umeå kommun, Stöd och omsorg"): {
        "title": "Årsrapport 2023 för koordinator i Region Umeå",
        "subtitle": "Mot människohandel", "organisation": "Umeå kommun",
        "unit": "Stöd och omsorg", "author": "Anna Ek",
    },
}  # fmt: skip


@pytest.mark.parametrize(("lines", "wanted"), COVERS.items())
def test_a_cover_says_who_a_report_is_from_and_for(tmp_path: Path, lines, wanted) -> None:
    word = paragraphs(*lines)
    word.add_heading("Trender", level=1)
    word.add_paragraph("Text.")
    assert _facts_of(word, tmp_path) == wanted


def test_a_table_on_the_cover_is_read_by_its_labels(tmp_path: Path) -> None:
    word = paragraphs("Årsrapport 2023")
    said = {"Upprättad av": "Anna Ek", "Organisation": "Umeå kommun, Socialkontoret"}
    table = word.add_table(rows=0, cols=2)
    for label, value in {**said, "Datum": "2024-02-03", "Mottagare": "Myndigheten"}.items():
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, value
    word.add_heading("Trender", level=1)
    word.add_paragraph("Text.")
    assert _facts_of(word, tmp_path) == {
        "title": "Årsrapport 2023", "author": "Anna Ek", "organisation": "Umeå kommun",
        "unit": "Socialkontoret", "purpose": "Till Myndigheten",
    }  # fmt: skip


def _facts_of(word, tmp_path: Path) -> dict[str, str]:
    """What an import takes from the cover, but for its date and region."""
    word.save(tmp_path / "arsrapport.docx")
    folder = tmp_path / "ny"
    folder.mkdir()
    arguments = ["import", str(tmp_path / "arsrapport.docx"), "--project", str(folder)]
    done = CliRunner().invoke(make_program(), [*arguments, "--year", "2023"])
    assert done.exit_code == 0, done.output
    roles = "title|subtitle|purpose|place|dnr|organisation|unit|author"
    files = ("content/2023/report.yaml", "content/reportgen.yaml")
    texts = (text for file in files for text in (folder / file).read_text().splitlines())
    found = (re.fullmatch(rf"({roles}): (.+)", text) for text in texts)
    return {each[1]: each[2].strip('"') for each in found if each}


def test_a_logo_in_the_header_is_the_projects(tmp_path: Path) -> None:
    word = docx.Document()
    Image.new("RGB", (8, 8), "red").save(tmp_path / "bild.png")
    word.sections[0].header.paragraphs[0].add_run().add_picture(str(tmp_path / "bild.png"))
    word.add_heading("Trender", level=1)
    word.add_paragraph("Text.")
    _facts_of(word, tmp_path)
    assert (tmp_path / "ny/logo.png").read_bytes() == (tmp_path / "bild.png").read_bytes()
    assert "logo: logo.png" in (tmp_path / "ny/content/reportgen.yaml").read_text()


SLIPPED = ("Sammanfatning", "Uppdraget", "Statistik över ärenden", "Samverkan", "Reflektion")
HEADINGS_MEANT = {
    SLIPPED: ["sammanfattning", "uppdragsbeskrivning", "aterrapportering", "samverkan"],
    ("Samanfattning", "Vårt uppdrag", "Återapportering"): [
        "sammanfattning", "uppdragsbeskrivning", "aterrapportering",
    ],
    ("Årets ärenden i siffror",): ["aterrapportering"],
    ("Statistik över ärenden", "Återrapportering"): [
        "statistik-over-arenden", "aterrapportering",
    ],
    ("Samtal", "Trygghet"): ["samtal", "trygghet"],
}  # fmt: skip


@pytest.mark.parametrize(("headings", "wanted"), HEADINGS_MEANT.items())
def test_a_section_by_another_name_is_the_standard_one(headings, wanted) -> None:
    profile = read_profile("jamstalldhetsmyndigheten", Path(), Span.of_file("a.docx"))
    span = Span.of_file("a.docx")
    blocks = tuple(Heading(1, (Text(each, span),), "", span) for each in headings)
    parts = part_sections(blocks, profile, Problems())
    assert [each.id for each in parts][: len(wanted)] == wanted


def test_days_and_years_are_found_as_they_are_written() -> None:
    assert str(day_in("den 3 mars 2022")) == "2022-03-03"
    assert str(day_in("Umeå 2022-01-27")) == "2022-01-27"
    assert day_in("31 februari 2022") is None
    assert year_in(("Årsrapport 2021",), None) == 2021
    assert year_in(("Rapport", "åren 2019–2021"), None) == 2019
    assert year_in(("Rapport",), day_in("3 mars 2022")) == 2021


def test_every_difference_between_file_and_report_is_told(tmp_path: Path) -> None:
    from reportgen.readers.word.reading import read_word_document

    paragraphs("Ett", "Två", "Tre").save(tmp_path / "a.docx")
    one = said(read_word_document(tmp_path / "a.docx").blocks)
    paragraphs("Ett", "2", "Tre", "Fyra").save(tmp_path / "b.docx")
    other = said(read_word_document(tmp_path / "b.docx").blocks)
    found = [(each.before, each.after) for each in differences(one, other)]
    assert found == [("Två", "2"), ("", "Fyra")]
    assert cover_facts((), {}) == ({}, ())


# Statistics out of tables: the rows, a caption; what is expected of them.
KON = [("Kön", "Ärenden"), ("Kvinnor", "1 065"), ("Män", "14"), ("Annan könsidentitet", "1")]
TOTAL = [("Totalt", "1 080")]
TABLES = {
    "a standard table with its total": (
        [*KON, *TOTAL],
        "Ärenden efter kön, region Nord 2021",
        ('{{ table("kon") }}', {"Kvinnor": 1065, "Män": 14, "Annan könsidentitet": 1}),
    ),
    "one with a caption of its own": (
        [*KON, *TOTAL],
        'Kön, "alla"',
        ('{{ table("kon", caption="Kön, \\"alla\\"") }}', {"Kvinnor": 1065, "Män": 14}),
    ),
    "without its total it is printed as it was": (
        KON,
        "Ärenden efter kön",
        ("| Kön | Ärenden |", {"Kvinnor": 1065}),
    ),
    "one that would be printed otherwise, and that the profile does not know": (
        [("Ort", "Antal"), ("Umeå", "3"), ("Luleå", "2"), ("Summa", "5")],
        "Besök",
        ("| Ort | Antal |", None),
    ),
    "a table of our own": (
        [("Ort", "Besök"), ("Luleå", "2"), ("Umeå", "3")],
        "Besök efter ort",
        ('{{ table("besok_efter_ort", caption="Besök efter ort") }}', {"Luleå": 2}),
    ),
    "a total that is none": (
        [*KON, ("Totalt", "99")],
        "Ärenden efter kön",
        ("| Totalt | 99 |", None),
    ),
    "amounts and words": ([("Kön", "Ärenden"), ("Män", "några")], "Kön", ("| Män | några |", None)),
    "the same label twice": (
        [("Ort", "Antal"), ("Umeå", "3"), ("Umeå", "2")],
        "Besök",
        ("| Umeå | 3 |", None),
    ),
}


@pytest.mark.parametrize(("rows", "caption", "wanted"), TABLES.values(), ids=TABLES)
def test_tables_of_counts_become_statistics_that_print_the_same(
    tmp_path: Path, rows, caption: str, wanted
) -> None:
    word = docx.Document()
    word.add_paragraph("Årsrapport 2021 region Nord", style="Title")
    word.add_heading("Återrapportering av ärenden och insatser", 1)
    word.add_paragraph(f"Tabell 1. {caption}", style="Caption")
    table = word.add_table(0, 2)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    word.add_paragraph("Umeå 2022-01-27")
    word.save(tmp_path / "a.docx")
    told = imported(tmp_path / "a.docx", tmp_path / "ny")
    text = (tmp_path / "ny/content/2021/10-aterrapportering.md").read_text("utf-8")
    line, counts = wanted
    assert line in text
    assert "ord för ord" in told, told
    tables = composed(tmp_path / "ny", 2021).year.statistics.tables
    found = {row.label: row.count for each in tables.values() for row in each.rows}
    assert counts is None or counts.items() <= found.items()
    assert bool(found) == (counts is not None)


def test_numbers_that_contradict_the_tables_are_told_at_once(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("Årsrapport 2021 region Nord", style="Title")
    word.add_heading("Återrapportering av ärenden och insatser", 1)
    word.add_paragraph("Under året rörde 57 ärenden kvinnor och 14 ärenden män.")
    word.add_paragraph("Tabell 1. Ärenden efter kön", style="Caption")
    table = word.add_table(0, 2)
    for row in [*KON, *TOTAL]:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    word.add_paragraph("Umeå 2022-01-27")
    word.save(tmp_path / "a.docx")
    told = imported(tmp_path / "a.docx", tmp_path / "ny")
    assert "10-aterrapportering.md:3: 'Kvinnor' är 1" in told.replace("\u00a0", " ")
