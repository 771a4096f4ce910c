"""Spelling: the words that are found, those that are let through, and where dictionaries stand."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from seeded import ROOT, write_example

from reportgen.checks import dictionary as dictionary_door
from reportgen.checks.dictionary import Dictionary, find_dictionary
from reportgen.checks.engine import check_year
from reportgen.checks.made_words import is_made
from reportgen.checks.spelling import Spelling, find_words, read_word_list
from reportgen.diagnostics import Diagnostic, Severity

REPORTS = Path(__file__).parent / "reports"


@pytest.fixture(scope="module")
def swedish() -> Dictionary:
    found = find_dictionary("sv")
    assert found is not None
    return found


def misspelt(text: str, folder: Path, **files: str) -> list[Diagnostic]:
    root = write_example({"text.md": f"# Text\n\n{text}\n", **files}, folder / "projekt")
    return [each.diagnostic for each in check_year(root, 2022, ["misspelt"], ()).reported]


def words(found: list[Diagnostic]) -> list[object]:
    return [each.message.values["word"] for each in found]


MISSPELT = [
    ("# Åtterrapportering", "Åtterrapportering", "Återrapportering"),
    ("På likande sätt.", "likande", "liknande"),
    ("Inom socialtjännst.", "socialtjännst", "socialtjänst"),
    ("Mot arbetslivkriminalitet.", "arbetslivkriminalitet", "arbetslivskriminalitet"),
    ("Migrationverket kom.", "Migrationverket", "Migrationsverket"),
    ("Antalet *myndigeter* ökar.", "myndigeter", "myndigheter"),
    ("Deltagarna, sammt vi.", "sammt", "samt"),
    ("Vi arbetar i REgion Väst.", "REgion", "Region"),
]


@pytest.mark.parametrize(("line", "wrong", "right"), MISSPELT)
def test_misspelt_word_is_found_with_what_was_meant(
    line: str, wrong: str, right: str, tmp_path: Path
) -> None:
    (found,) = misspelt(line.removeprefix("# "), tmp_path)
    assert words([found]) == [wrong]
    assert f"'{right}'" in str(found.hint)
    source = (tmp_path / "projekt/content/2022/10-text.md").read_text("utf-8").split("\n")
    assert source[found.span.line - 1][found.span.column - 1 :].startswith(wrong)


RIGHT = [
    "Hälso- och sjukvård, arbetsgivar- och arbetstagarorganisationer.",
    "IOM-ansökan, NMT:s möten, EU:s regler, TV-sändningen, SoL och LSS.",
    "26-åringar, 90-talet, 30:e gången, E4:an och {{ kommuner }}-talet.",
    "Skriv till funktion@exempelstad.se eller se www.exempelstad.se/ovrigt-xyz.",
    "Ordet `qwertz` och [Council of the Baltic Sea States]{lang=en} hoppas över.",
    "Människohandelsärenden, kunskapsbärande insatser, t.ex. metodstöd, dvs. stöd, m.m.",
    "Se [polisens plats](https://polisen.se/felstavat-ordd).",
    "Exempelstads egna ord, och Exempelstad.",
]


@pytest.mark.parametrize("line", RIGHT)
def test_right_words_are_let_through(line: str, tmp_path: Path) -> None:
    assert misspelt(line, tmp_path) == []


NAMES = [
    "Vi mötte Hjördisa Byffé och Xyzan i Strömvik, nära Lindskär.",
    "Mikamottagningen och Kvistverksamheten samverkar.",
    "Vi ser att Xyzan Qwert hjälper. Xyzan är bra.",
    "Här finns regionkoordinatormöten, makronamn och filbilagor.",
    "GIMPs bilder, PageDown och 30 m² golv.",
]


@pytest.mark.parametrize("line", NAMES)
def test_names_and_free_compounds_are_no_misspellings(line: str, tmp_path: Path) -> None:
    assert words(misspelt(line, tmp_path)) == []


SLIPS_IN_NAMES = [
    "Hos Migrationverket.",
    "Vi mötte Jämställdhetmyndigheten.",
    "Från Usbekistan.",
    "Från Kolumbia.",
]


@pytest.mark.parametrize("line", SLIPS_IN_NAMES)
def test_slips_in_the_names_of_authorities_and_countries_are_found(
    line: str, tmp_path: Path
) -> None:
    root = write_example(f"# Text\n\n{line}\n", tmp_path / "projekt")
    rules = ["misspelt", "country-name"]
    assert len(check_year(root, 2022, rules, ()).reported) == 1


@pytest.mark.parametrize(
    "word",
    [
        "tillsyner",
        "tillsynerna",
        "korttidsuthyrda",
        "menylisten",
        "fotnotsankaret",
        "importfiler",
        "kulturtolk",
    ],
)
def test_what_swedish_makes_of_known_words_is_right(word: str, swedish: Dictionary) -> None:
    assert not swedish.has(word)
    assert is_made(swedish, word)


@pytest.mark.parametrize(
    "word",
    [
        "regionskoordinator",
        "informationutbytet",
        "organisationsummer",
        "nätverkspegel",
        "nattgruppan",
        "bryghuset",
        "insatsser",
        "åtgärdr",
        "myndigeter",
        "arbetslivkriminalitet",
    ],
)
def test_slips_are_no_free_compounds(word: str, swedish: Dictionary) -> None:
    assert not is_made(swedish, word)


def test_an_unknown_word_is_told_once_with_all_its_places(tmp_path: Path) -> None:
    (found,) = misspelt("Ett kastprojjj till.\n\nDet var kastprojjj igen.", tmp_path)
    assert found.span.line == 3
    assert "10-text.md:5" in str(found.hint)


def test_the_regions_name_is_held_to_its_capitals(tmp_path: Path) -> None:
    root = write_example("# Text\n\nVi arbetar i Region Exempel.\n", tmp_path / "projekt")
    settings = root / "content/reportgen.yaml"
    text = re.sub("(?m)^region: .*$", "region: region Exempel", settings.read_text("utf-8"))
    settings.write_text(text, "utf-8")
    (found,) = check_year(root, 2022, ["unlike-spelling"], ()).reported
    assert found.fix is not None
    assert found.fix.replacement == "region Exempel"


def test_the_word_list_and_the_settings_have_the_last_word(tmp_path: Path) -> None:
    line = "Mikamottagningens exitprogram och kastprojjj."
    unknown = ["exitprogram", "kastprojjj"]
    assert words(misspelt(line, tmp_path)) == unknown
    listed = "# Namn\nkastprojjj  # i Göteborg\nexitprogram\n"
    assert misspelt(line, tmp_path, **{"content/ordlista.txt": listed}) == []


def test_labels_and_titles_of_statistics_are_spelt(tmp_path: Path) -> None:
    (found,) = misspelt(
        "Vi arbetade.",
        tmp_path,
        **{"report.yaml": "title: Årsraport 2022\ndate: 2023-01-26\n"},
    )
    assert found.span.file == "content/2022/report.yaml"
    assert (found.span.line, found.span.column) == (1, 8)


def test_without_a_dictionary_the_check_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dictionary_door, "_folders", lambda language: iter(()))
    (found,) = misspelt("På likande sätt.", tmp_path)
    assert found.severity is Severity.NOTE
    assert "spylls" in str(found.hint)


def test_dicpath_names_another_dictionary(
    swedish: Dictionary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for ending in (".dic", ".aff"):
        shutil.copy(swedish.folder / f"sv_SE{ending}", tmp_path)
    monkeypatch.setenv("DICPATH", str(tmp_path))
    found = find_dictionary("sv")
    assert found is not None
    assert found.folder == tmp_path
    assert found.has("återrapportering")


def test_words_known_to_be_right_need_no_dictionary(swedish: Dictionary, tmp_path: Path) -> None:
    first = Spelling(swedish, ["Mika"], tmp_path)
    assert first.is_right("metodstöd")
    first.keep()

    class Closed(Dictionary):
        def has(self, word: str) -> bool:
            raise AssertionError(word)

    again = Spelling(Closed(swedish.folder, swedish.name), ["Mika"], tmp_path)
    assert again.is_right("metodstöd")
    with pytest.raises(AssertionError):  # other own words: nothing is kept
        Spelling(Closed(swedish.folder, swedish.name), [], tmp_path).is_right("metodstöd")


def test_find_words_keeps_places() -> None:
    text = "Hälso- och sjukvård, a.b@c.se, 12-årig, NMT:s m.m. dvs."
    found = list(find_words(text))
    assert [word.text for word in found] == ["Hälso-", "och", "sjukvård", "NMT", "dvs"]
    assert all(text[word.start : word.end] == word.text for word in found)


def test_a_line_without_end_costs_no_more_than_its_length(
    swedish: Dictionary, tmp_path: Path
) -> None:
    line = "x" * 50_000 + "." + "å" * 50_000
    spelling = Spelling(swedish, [], tmp_path)
    assert [spelling.suggest(word.text) for word in find_words(line)] == [None, None]


def test_word_list_has_comments() -> None:
    assert read_word_list("# Namn\nMika  # mottagning\n\nKast\n") == {"Mika", "Kast"}


def test_at_most_half_a_percent_of_the_reports_words_are_unknown(
    swedish: Dictionary, tmp_path: Path
) -> None:
    """Even without the word list the real report stays near; with it nothing is left."""
    own = read_word_list((ROOT / "content/ordlista.txt").read_text("utf-8"))
    text = "\n".join(
        path.read_text("utf-8") for path in sorted((ROOT / "content/2022").glob("*.md"))
    )
    prose = re.sub(r"\{\{.*?\}\}|\{[^}]*\}|\]\([^)]*\)|\[[^\]]*\]\{lang=en\}", " ", text)
    spelling = Spelling(swedish, own, tmp_path)
    every = list(find_words(prose))
    wrong = [word.text for word in every if not spelling.accepts(word)]
    assert len(every) > 2000
    assert len(wrong) <= 0.005 * len(every), wrong


@pytest.mark.parametrize(("name", "year"), [("havsbyn", 2024), ("norrlanda", 2023)])
def test_at_most_one_false_alarm_in_a_thousand_words(name: str, year: int, tmp_path: Path) -> None:
    root = Path(shutil.copytree(REPORTS / name, tmp_path / name))
    topics = ("language", "typography", "accessibility", "secrecy")
    checked = check_year(root, year, codes_of(topics), ())
    assert checked.subject is not None
    count = sum(len(passage.text.split()) for passage in checked.subject.written)
    assert count > 1000
    assert len(checked.reported) <= count / 1000, [str(r.diagnostic) for r in checked.reported]


def codes_of(topics: tuple[str, ...]) -> list[str]:
    from importlib import import_module

    from reportgen.checks.rule import Rule

    modules = [import_module(f"reportgen.checks.rules.{topic}") for topic in topics]
    return [rule.code for m in modules for rule in vars(m).values() if isinstance(rule, Rule)]
