"""The report of the project itself, as the edition that everybody may read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reportgen.build.pipeline import BuildOptions, build_year
from reportgen.checks.release.published import Published, published_in
from reportgen.compose.year import compose
from reportgen.diagnostics import Problems
from reportgen.model.traverse import inlines_of, plain_text, walk_blocks

ROOT = Path(__file__).parent.parent.parent

COUNTRIES = (
    "Brasilien, Bulgarien, Elfenbenskusten, Filippinerna, Georgien, Ghana, Kina, Kirgizistan,"
    " Liberia, Litauen, Marocko, Polen, Sierra Leone, Somalia, Spanien, Sverige, Tanzania,"
    " Thailand, Tjeckien, Turkiet, Ungern, Zambia"
)
HIDDEN = [
    "Människohandelsärenden efter ändamål: Kriminalitet, Tiggeri",
    f"Ärenden efter nationalitet: {COUNTRIES}",
    "Ärenden efter ålder: Barn 7–12 år, Vuxna, minderåriga",
    "Ärenden efter kön: Annan könsidentitet, Män",
]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("rapport")
    for name in ("content", "figures"):
        shutil.copytree(ROOT / name, made / name)
    settings = made / "content/reportgen.yaml"
    settings.write_text(f"page_numbers: false\n{settings.read_text('utf-8')}", "utf-8")
    return made


@pytest.fixture(scope="module")
def published(root: Path) -> Published:
    """The Word file, built whole and read as a stranger does."""
    built = build_year(root, 2022, BuildOptions(edition="offentlig"))
    return published_in(built.target.read_bytes())


def test_it_builds_and_lists_what_it_protects(published: Published) -> None:
    start = published.texts.index("De här talen är skyddade:") + 1
    assert published.texts[start : start + len(HIDDEN)] == HIDDEN


def test_no_sentence_tells_who_returned_where(published: Published) -> None:
    text = " ".join(published.texts)
    assert "i så fall hur många, redovisas inte i den här utgåvan" in text
    for told in ("återvänt", "återtog", "till Marocko", "till Filippinerna"):
        assert told not in text
    listed = {row[0]: row[1] for table in published.tables for row in table if len(row) > 1}
    assert {listed[each] for each in COUNTRIES.split(", ")} == {".."}


def test_the_whole_report_says_nothing_of_editions(root: Path) -> None:
    made = compose(root, 2022, Problems())
    blocks = [block for section in made.document.sections for block in walk_blocks(section.blocks)]
    text = " ".join(plain_text(each) for block in blocks for each in inlines_of(block))
    assert "utgåva" not in text
    assert "tre återvänt: en till Rumänien, en till Filippinerna och en till Marocko" in text
    assert "I ett ärende var ändamålet oklart." in text
