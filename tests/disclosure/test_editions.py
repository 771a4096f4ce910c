"""Editions of a report: what they print, what they refuse, and what a reader can make of them."""

from __future__ import annotations

import itertools
import json
import random
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml
from sample_project import place, write_project

from reportgen.build.pipeline import BuildOptions, build_year
from reportgen.checks.release.audit import Secret, audit
from reportgen.checks.release.published import Published, published_in
from reportgen.checks.release.typed import check_typed
from reportgen.compose.year import Composed, compose
from reportgen.diagnostics import Problems, ReportError
from reportgen.model import Chart, Computed, Figure, Table
from reportgen.model.traverse import inlines_of, plain_text, walk_blocks, walk_inlines
from reportgen.storage.published import digest_of

SETTINGS = """\
region: region Exempel
organisation: Exempelstad
profile: profil.yaml
file_name: rapport-{year}
page_numbers: false
editions:
  offentlig:
    title: Offentlig version
    audience: allmänheten
    threshold: 4
    insiders: false
"""
STATISTICS = """\
kon:
  total: 30
  counts: {Kvinnor: 20, Män: 9, Ej noterat: 1}
land:
  title: Ärenden efter land
  unit: ärenden
  of: kon.Kvinnor
  counts: {Sverige: 10, Norge: 6, Chile: 3, Peru: 1}
  sums: {Norden: [Sverige, Norge], Sydamerika: [Chile, Peru]}
"""
TEXT = """\
# Text

Det var {{ kon.total }} ärenden, {{ kon.Kvinnor }} om kvinnor och {{ words(kon["Män"]) }} om män.
Till Chile åkte {{ land.Chile }} och till Norge {{ land.Norge }}.

{{ table("kon") }}

{{ table("land", share=true) }}

{{ figure("land") }}
"""
FIGURE = "kind: bars\ndata: land\ntitle: Ärenden efter land\n"


def project(root: Path, changes: Mapping[str, str] | None = None) -> Path:
    return write_project(
        root,
        {
            "content/reportgen.yaml": SETTINGS,
            "content/2022/statistics.yaml": STATISTICS,
            "content/2022/10-text.md": TEXT,
            "figures/land.yaml": FIGURE,
            **(changes or {}),
        },
    )


def edition(root: Path, name: str = "offentlig") -> Composed:
    return compose(root, 2022, Problems(), name)


def told(root: Path, name: str = "offentlig") -> list[str]:
    try:
        build_year(root, 2022, BuildOptions(edition=name))
    except ReportError as error:
        return [place(each) for each in error.diagnostics]
    return []


def prose(made: Composed) -> str:
    blocks = [block for section in made.document.sections for block in section.blocks]
    return "\n".join(plain_text(inlines) for block in blocks for inlines in inlines_of(block))


def cells(made: Composed, caption: str) -> dict[str, list[str]]:
    """The rows of the table with that caption, by their first cells."""
    for section in made.document.sections:
        for block in walk_blocks(section.blocks):
            if isinstance(block, Table) and caption in plain_text(block.caption):
                rows = [[plain_text(cell.children) for cell in row.cells] for row in block.rows]
                return {row[0]: row[1:] for row in rows}
    raise AssertionError(caption)


def test_small_counts_and_what_tells_them_are_not_printed(tmp_path: Path) -> None:
    made = edition(project(tmp_path))
    land = cells(made, "Ärenden efter land")
    assert land["Chile"] == ["..", ".."]
    assert land["Peru"] == ["..", ".."]
    assert "Till Chile åkte färre än 4" in prose(made)
    assert "antal som är färre än 4 skyddade" in prose(made)
    kon = cells(made, "Ärenden efter kön")
    assert kon["Ej noterat"] == ["1"], "who is not noted is nobody in particular"


def test_words_and_chart_and_shares_say_no_more(tmp_path: Path) -> None:
    text = TEXT.replace("{{ land.Chile }}", "{{ words(land.Chile) }}")
    made = edition(project(tmp_path, {"content/2022/10-text.md": text}))
    assert "Till Chile åkte färre än fyra" in prose(made)
    [figure] = [
        block
        for section in made.document.sections
        for block in walk_blocks(section.blocks)
        if type(block).__name__ == "Figure"
    ]
    assert "Chile" not in figure.content.categories
    assert "Chile" not in figure.alt


@pytest.mark.parametrize(
    "sentence",
    [
        "{{ share(land.Peru) }}",
        "{{ land.Chile + land.Peru }}",
        '{{ total(land, "Chile", "Sverige") }}',
        "{{ listing(land, top=3) }}",
        "{{ listing(land, at_least=3) }}",
        "{{ listing(land, at_most=2, counts=false) }}",
        '{{ "fler" if land.Chile > 2 else "färre" }}',
        "{{ land.Chile | number }}",
        "{{ change(land.Chile, land.Norge) }}",
    ],
)
def test_what_would_give_a_count_away_is_told_with_its_place(tmp_path: Path, sentence: str) -> None:
    text = f"{TEXT}\nDet blev {sentence} till slut.\n"
    root = project(tmp_path, {"content/2022/10-text.md": text})
    assert told(root) == ["content/2022/10-text.md:12:10 protected-value"]


def test_a_sentence_can_be_said_twice(tmp_path: Path) -> None:
    text = (
        f'{TEXT}\n{{% if edition == "offentlig" %}}\n\nDe andra länderna redovisas inte.\n\n'
        "{% else %}\n\nPeru var {{ share(land.Peru) }}.\n\n{% endif %}\n"
    )
    root = project(tmp_path, {"content/2022/10-text.md": text})
    assert "redovisas inte" in prose(edition(root))
    assert "Peru var 5\u00a0procent" in prose(edition(root, ""))


def test_a_list_in_prose_says_what_may_be_said(tmp_path: Path) -> None:
    root = project(
        tmp_path, {"content/2022/10-text.md": f"{TEXT}\nDet var {{{{ listing(land) }}}}.\n"}
    )
    said = "Sverige (10), Norge (6), Chile (färre än 4) och Peru (färre än 4)"
    assert said in prose(edition(root))


def test_the_report_itself_is_as_it_was(tmp_path: Path) -> None:
    with_editions = edition(project(tmp_path / "a"), "")
    without = SETTINGS.partition("editions:")[0]
    plain = edition(project(tmp_path / "b", {"content/reportgen.yaml": without}), "")
    assert with_editions.document == plain.document


def test_what_is_left_out_is_not_there(tmp_path: Path) -> None:
    settings = f"{SETTINGS}    leave_out: [slut, figur]\n    signature: false\n"
    files = {
        "content/reportgen.yaml": settings.replace("figur]", "land]"),
        "content/2022/20-slut.md": "# Slut\n\nVi tackar.\n",
    }
    made = edition(project(tmp_path, files))
    assert [section.id for section in made.document.sections] == ["text", "skyddade-uppgifter"]
    assert made.document.signature == ()
    assert "Ärenden efter land" not in prose(made)


def test_the_cover_and_the_name_say_which_edition_it_is(tmp_path: Path) -> None:
    made = edition(project(tmp_path))
    assert [line.text for line in made.document.cover][:3] == [
        "Rapport 2022",
        "Offentlig version",
        "För allmänheten.",
    ]
    assert made.file_name == "rapport-2022-offentlig"


@pytest.mark.parametrize(
    ("changes", "name", "expected"),
    [
        ({}, "offentligt", ["content/reportgen.yaml:7:3 unknown-edition"]),
        (
            {"content/reportgen.yaml": SETTINGS.replace("threshold: 4", "threshold: ett")},
            "offentlig",
            ["content/reportgen.yaml:10:16 wrong-value"],
        ),
        (
            {"content/reportgen.yaml": SETTINGS.replace("threshold: 4", "trösk: 4")},
            "offentlig",
            ["content/reportgen.yaml:10:5 unknown-key"],
        ),
        (
            {"content/2022/10-text.md": TEXT.replace("{{ land.Chile }}", "3")},
            "offentlig",
            ["content/2022/10-text.md:4:17 protected-number"],
        ),
    ],
)
def test_what_is_wrong_is_told(
    tmp_path: Path, changes: Mapping[str, str], name: str, expected: list[str]
) -> None:
    assert told(project(tmp_path, changes), name) == expected


def test_nothing_of_the_true_counts_is_in_the_files(tmp_path: Path) -> None:
    files = {"figures/land.yaml": f"{FIGURE}charts: editable\n"}
    root = project(tmp_path, files)
    built = build_year(root, 2022, BuildOptions(edition="offentlig", formats=("html",)))
    secrets = [Secret("Chile", "Ärenden efter land", frozenset({"Sverige", "Norge", "Chile"}), 3)]
    for path in built.made.values():
        found = published_in(path.read_bytes())
        assert any("Chile" in row[0] for table in found.tables for row in table if row)
        assert list(audit(found, secrets, 3, "Totalt", "sv")) == []
        assert not any("content/2022" in text for text in found.texts)
    account = (root / "output/2022/offentlig-granskning.html").read_text("utf-8")
    assert "Chile" in account
    assert "Den som ensam är en rad" in account, "nobody reckons with insiders here"
    whole = build_year(root, 2022, BuildOptions(formats=("html",)))
    for path in whole.made.values():
        assert list(audit(published_in(path.read_bytes()), secrets, 3, "Totalt", "sv"))


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ([["Chile", ".."], ["Peru", ".."], ["Kuba", "5"], ["Totalt", "9"]], []),
        ([["Chile", ".."], ["Peru", "4"], ["Kuba", "5"], ["Totalt", "12"]], ["found"]),
        ([["Chile", ".."], ["Peru", ".."], ["Kuba", "5"], ["Totalt", "6"]], ["found"]),
        ([["Chile", "3"], ["Peru", ".."], ["Kuba", "5"], ["Totalt", ".."]], ["told"]),
        ([["Chile", ".."], ["Peru", ".."], ["Kuba", "5"], ["Totalt", ".."]], []),
    ],
)
def test_the_last_look_knows_what_a_pencil_finds(rows: list[list[str]], codes: list[str]) -> None:
    seen = Published(tables=[[["Land", "Antal"], *rows]])
    secrets = [Secret("Chile", "Land", frozenset({"Chile", "Peru", "Kuba"}), 3)]
    found = [each.code.rpartition("-")[2] for each in audit(seen, secrets, 3, "Totalt", "sv")]
    assert found == codes


def test_typed_numbers_that_nobody_can_place_are_counted(tmp_path: Path) -> None:
    root = project(tmp_path, {"content/2022/10-text.md": f"{TEXT}\nVi åt 17 bullar.\n"})
    built = build_year(root, 2022, BuildOptions(edition="offentlig"))
    assert [each.code for each in built.warnings if each.code == "unplaced-numbers"]


# ---- what a reader can make of everything that is printed


def counted(rng: random.Random) -> dict[str, dict]:
    """Figures of three tables that hang together, some of them with a sum of rows."""
    a, b, c = (rng.choice([1, 2, 3, 5]) for _ in range(3))
    land = split(rng, a, 2)
    stad = split(rng, b, 2)
    return {
        "kon": {"total": a + b + c, "counts": {"Kvinnor": a, "Män": b, "Flickor": c}},
        "land": {"title": "Land", "unit": "ärenden", "of": "kon.Kvinnor", "counts": land},
        "stad": {
            "title": "Stad",
            "unit": "ärenden",
            "of": "kon.Män",
            "counts": stad,
            "sums": {"alla": list(stad)},
        },
    }


def split(rng: random.Random, whole: int, parts: int) -> dict[str, int]:
    first = rng.randint(0, whole)
    return {"Norge": first, "Chile": whole - first}


PROFILE = "name: liten\ntitle: Ett litet rapportformat\nsections:\n  - {id: text, title: Text}\n"


@pytest.mark.parametrize("seed", range(24))
def test_a_reader_of_the_whole_learns_no_more_than_is_asked(tmp_path: Path, seed: int) -> None:
    """Every number of every expression and cell is a fact; the rest is tried one by one."""
    rng = random.Random(seed)
    figures = counted(rng)
    names = [f'{t}["{row}"]' for t in figures for row in figures[t]["counts"]]
    names += ["kon.total", "stad.alla", "land.base"]
    rng.shuffle(names)
    shown = names[: rng.randint(4, len(names))]
    text = "# Text\n\n" + "".join(f"Det var {{{{ {name} }}}}.\n" for name in shown)
    text += "".join(f'\n{{{{ table("{t}") }}}}\n' for t in figures if rng.random() < 0.6)
    files = {
        "profil.yaml": PROFILE,
        "content/2022/statistics.yaml": yaml.safe_dump(figures, allow_unicode=True),
        "content/2022/10-text.md": text,
        "figures/land.yaml": None,
    }
    root = project(tmp_path, files)  # type: ignore[arg-type]
    try:
        made = edition(root)
    except ReportError as error:
        codes = {each.code for each in error.diagnostics}
    else:
        codes = set()
    if codes:
        assert codes == {"not-protectable"}
        return
    facts = printed(made)
    possible = tried(figures, facts)
    truth = flat(figures)
    for name in (
        "kon/Kvinnor",
        "kon/Män",
        "kon/Flickor",
        "land/Norge",
        "land/Chile",
        "stad/Norge",
        "stad/Chile",
    ):
        if 0 < truth[name] < 4:
            assert {each[name] for each in possible} >= {1, 2, 3}, (name, facts)


def printed(made: Composed) -> dict[str, str]:
    """What the document prints for each expression that it has."""
    facts = {}
    for section in made.document.sections:
        for block in walk_blocks(section.blocks):
            for inlines in inlines_of(block):
                for each in walk_inlines(inlines):
                    if isinstance(each, Computed):
                        facts[each.expression] = each.text or ""
    return facts


def flat(figures: Mapping[str, dict]) -> dict[str, int]:
    return {f"{t}/{row}": n for t in figures for row, n in figures[t]["counts"].items()}


_VALUE: dict[str, Callable[[dict[str, int]], int]] = {
    "kon.total": lambda n: n["kon/Kvinnor"] + n["kon/Män"] + n["kon/Flickor"],
    "stad.alla": lambda n: n["stad/Norge"] + n["stad/Chile"],
    "stad.total": lambda n: n["stad/Norge"] + n["stad/Chile"],
    "land.base": lambda n: n["kon/Kvinnor"],
    "land.total": lambda n: n["kon/Kvinnor"],
}


def tried(figures: Mapping[str, dict], facts: Mapping[str, str]) -> list[dict[str, int]]:
    """All figures up to 20 that fit what is printed, and what every reader knows of such tables."""

    def holds(numbers: dict[str, int], expression: str, text: str) -> bool:
        row = re.fullmatch(r'(\w+)\["(\w+)"\]', expression)
        value = numbers["/".join(row.groups())] if row else _VALUE[expression](numbers)
        if text.isdecimal():
            return value == int(text)
        if text == "färre än 4":
            return 1 <= value < 4
        # “ett antal” is told where it is not small, “..” where it may be either.
        return value >= 4 if text == "ett antal" and told_apart else value >= 1

    told_apart = "färre än 4" in facts.values()
    found = []
    top = 12
    for land_x in range(top):
        for land_y in range(top - land_x):
            for stad_x in range(top):
                for stad_y in range(top - stad_x):
                    for girls in range(top):
                        numbers = {
                            "kon/Kvinnor": land_x + land_y,
                            "kon/Män": stad_x + stad_y,
                            "kon/Flickor": girls,
                            "land/Norge": land_x,
                            "land/Chile": land_y,
                            "stad/Norge": stad_x,
                            "stad/Chile": stad_y,
                        }
                        if all(holds(numbers, *fact) for fact in facts.items()):
                            found.append(numbers)
    return found


# ---- tables in two dimensions

CROSSED = """\
kon:
  total: {total}
  counts: {{Kvinnor: {women}, Män: {men}}}
kon_alder:
  title: Ärenden efter kön och ålder
  unit: ärenden
  cross: {{Kön: kon, Ålder: null}}
  counts:
    Kvinnor: {{Barn: {a}, Vuxna: {b}}}
    Män: {{Barn: {c}, Vuxna: {d}}}
"""
ALL_CELLS = """\
# Text

Det var {{ kon.total }} ärenden, {{ kon.Kvinnor }} om kvinnor.
Flickor: {{ kon_alder["Kvinnor", "Barn"] }}.
Barn: {{ kon_alder.Barn }}, vuxna {{ kon_alder["total", "Vuxna"] }}.

{{ table("kon_alder") }}
"""


@pytest.mark.parametrize("seed", range(16))
def test_a_table_in_two_dimensions_gives_nobody_away(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    a, b, c, d = (rng.choice([1, 2, 3, 5, 8]) for _ in range(4))
    numbers = {"a": a, "b": b, "c": c, "d": d}
    more = {"women": a + b, "men": c + d, "total": a + b + c + d}
    files = {
        "profil.yaml": PROFILE,
        "content/2022/statistics.yaml": CROSSED.format(**numbers, **more),
        "content/2022/10-text.md": ALL_CELLS,
        "figures/land.yaml": None,
        "figures/kon.yaml": None,
    }
    try:
        facts = printed(edition(project(tmp_path, files)))  # type: ignore[arg-type]
    except ReportError as error:
        codes = {each.code for each in error.diagnostics}
        facts = {}
    else:
        codes = set()
    if codes:
        assert codes == {"not-protectable"}
        return
    small = [key for key, value in numbers.items() if value < 4]
    seen = cells_that_fit(facts)
    assert all({each[key] for each in seen} >= {1, 2, 3} for key in small), facts


_SUMS = {
    ("Kvinnor", "Barn"): "a",
    ("Kvinnor", "Vuxna"): "b",
    ("Män", "Barn"): "c",
    ("Män", "Vuxna"): "d",
    ("Kvinnor", "total"): "ab",
    ("Män", "total"): "cd",
    ("total", "Barn"): "ac",
    ("total", "Vuxna"): "bd",
    ("total", "total"): "abcd",
}
_ALSO = {
    "kon.total": "abcd",
    "kon_alder.total": "abcd",
    "kon.Kvinnor": "ab",
    "kon_alder.Barn": "ac",
}


def cells_that_fit(facts: Mapping[str, str]) -> list[dict[str, int]]:
    """All tables of four cells that fit what is printed, however it is written."""
    known = []
    for expression, text in facts.items():
        pair = re.fullmatch(r'kon_alder\["(\w+)", "(\w+)"\]', expression)
        known.append((_SUMS[pair.groups()] if pair else _ALSO[expression], text))  # type: ignore[index]
    told_apart = any(text == "färre än 4" for _sum, text in known)

    def holds(total: int, text: str) -> bool:
        if text.isdecimal():
            return total == int(text)
        if text == "färre än 4":
            return 1 <= total < 4
        return total >= 4 if text == "ett antal" and told_apart else total >= 1

    found = []
    for cells in itertools.product(range(17), repeat=4):
        numbers = dict(zip("abcd", cells, strict=True))
        if all(holds(sum(numbers[each] for each in sum_), text) for sum_, text in known):
            found.append(numbers)
    return found


@pytest.mark.parametrize(
    ("listing", "says"),
    [
        ("top=2", "Sverige (10) och Norge (6)"),
        ("at_least=4, counts=false", "Sverige och Norge"),
        ("at_most=3", "Chile (färre än 4) och Peru (färre än 4)"),
        ("top=1, without=['Sverige']", "Norge (6)"),
    ],
)
def test_rows_are_listed_where_everybody_knows_which_are_the_larger(
    tmp_path: Path, listing: str, says: str
) -> None:
    text = f"{TEXT}\nDet var {{{{ listing(land, {listing}) }}}}.\n"
    made = edition(project(tmp_path, {"content/2022/10-text.md": text}))
    assert f"Det var {says}." in prose(made)


def test_which_row_is_the_largest_is_not_told_where_hidden_ones_look_alike(tmp_path: Path) -> None:
    """Norge is hidden beside Chile: nobody may know how it stands to Peru."""
    figures = STATISTICS.replace("Chile: 3, Peru: 1", "Chile: 3, Peru: 5").replace(
        "Kvinnor: 20, Män: 9, Ej noterat: 1", "Kvinnor: 24, Män: 6"
    )
    text = f"{TEXT}\nDet var {{{{ listing(land, top=1) }}}}.\n"
    files = {"content/2022/10-text.md": text, "content/2022/statistics.yaml": figures}
    assert told(project(tmp_path, files)) == ["content/2022/10-text.md:12:9 protected-value"]


# Sentences, and how many of their numbers may be somebody.
UNPLACED = {
    "Vi höll två seminarier.": 1,
    "En återvände till Peru.": 1,
    "Av dem åkte en till Peru och en till Chile.": 2,
    "En enda åkte dit.": 1,
    "En av dem åkte.": 1,
    "Det rörde en ung kvinna.": 1,
    "Ett barn var med.": 1,
    "I ett ärende var svaret nej.": 1,
    "Alla kom utom en.": 1,
    "Vi ser en ny ökning av kvinnor från Peru.": 0,
    "Vi har en halv dag i veckan, en gång i månaden, och ett eget arbete.": 0,
    "Ett område är nytt, och ett förhållande gammalt, som ett led i en ökande andel.": 0,
    "Vart och ett av dem, och var och en av oss, är en del av ett stort uppdrag.": 0,
    "I kapitel 3, den 4 mars 2022 klockan 9, ring 031-365 00 00, se avsnitt 2.1 och § 5.": 0,
    "Från 2021 till 2023, och år 2019–2020, i åldern 7–12 år, var det 15-åringar.": 0,
}


@pytest.mark.parametrize("sentence", UNPLACED)
def test_typed_numbers_that_may_be_somebody_are_told(tmp_path: Path, sentence: str) -> None:
    files = {"content/2022/10-text.md": f"# Text\n\n{sentence}\n", "figures/land.yaml": None}
    root = project(tmp_path, files)  # type: ignore[arg-type]
    found = check_typed(root, compose(root, 2022, Problems()), edition(root))
    assert [each.message.values["count"] for each in found] == [UNPLACED[sentence]] * (
        UNPLACED[sentence] > 0
    )


def test_the_order_of_hidden_rows_tells_nothing(tmp_path: Path) -> None:
    """Rows are typed by size; what is hidden stands by its name."""
    figures = STATISTICS.replace("Chile: 3, Peru: 1", "Peru: 3, Chile: 1")
    made = edition(project(tmp_path, {"content/2022/statistics.yaml": figures}))
    names = list(cells(made, "Ärenden efter land"))
    assert names == ["Sverige", "Norge", "Chile", "Peru", "Totalt"]


@pytest.mark.parametrize("expression", ["share(land.Sydamerika)", "land.Sydamerika + 1"])
def test_a_sum_that_is_hidden_alone_is_not_reckoned_with(tmp_path: Path, expression: str) -> None:
    """Where each row is printed but one, the sum of the two would tell it."""
    figures = STATISTICS.replace("Norge: 6, Chile: 3, Peru: 1", "Norge: 5, Chile: 4, Peru: 1")
    text = f'# Text\n\n{{{{ table("land") }}}}\n\nDet var {{{{ {expression} }}}}.\n'
    files = {"content/2022/statistics.yaml": figures, "content/2022/10-text.md": text}
    assert told(project(tmp_path, files)) == ["content/2022/10-text.md:5:9 protected-value"]


# ---- rounding

ROUNDED = f"{SETTINGS}    method: round\n    round_to: 5\n"


def test_counts_are_rounded_and_what_is_derived_is_derived_from_them(tmp_path: Path) -> None:
    text = TEXT + "\nAndelen var {{ share(land.Chile) }}, Norden {{ land.Norden }}.\n"
    files = {"content/reportgen.yaml": ROUNDED, "content/2022/10-text.md": text}
    made = edition(project(tmp_path, files))
    land = cells(made, "Ärenden efter land")
    assert {name: row[0] for name, row in land.items()} == {
        "Sverige": "10",
        "Norge": "5",
        "Chile": "5",
        "Peru": "0",
        "Totalt": "20",
    }
    assert "25\u00a0procent, Norden 15" in prose(made)
    assert "multiplar av 5" in prose(made)


def test_a_typed_count_that_is_not_the_rounded_one_is_told(tmp_path: Path) -> None:
    text = TEXT.replace("{{ land.Chile }}", "3")
    files = {"content/reportgen.yaml": ROUNDED, "content/2022/10-text.md": text}
    assert told(project(tmp_path, files)) == ["content/2022/10-text.md:4:17 protected-number"]


def to_five(number: int) -> int:
    return (number + 2) // 5 * 5


@pytest.mark.parametrize("seed", range(12))
def test_rounding_leaves_doubt_or_is_refused(tmp_path: Path, seed: int) -> None:
    """Three rows and their sum, each rounded by itself: all that fits is tried."""
    rng = random.Random(seed)
    counts = [rng.choice([1, 2, 3, 4, 7, 12]) for _ in range(3)]
    statistics = (
        f"kon:\n  total: {sum(counts)}\n  counts: "
        f"{{Kvinnor: {counts[0]}, Män: {counts[1]}, Flickor: {counts[2]}}}\n"
    )
    files = {
        "content/reportgen.yaml": ROUNDED,
        "content/2022/statistics.yaml": statistics,
        "content/2022/10-text.md": '# Text\n\n{{ table("kon") }}\n',
        "figures/land.yaml": None,
    }
    possible = [
        each
        for each in itertools.product(range(20), repeat=3)
        if [to_five(n) for n in (*each, sum(each))] == [to_five(n) for n in (*counts, sum(counts))]
    ]
    left = [len({each[at] for each in possible}) for at, n in enumerate(counts) if n < 4]
    found = told(project(tmp_path, files))  # type: ignore[arg-type]
    if all(n >= 3 for n in left):
        assert found == []
    else:
        assert found == ["content/2022/10-text.md:3:1 not-protectable"]


def test_rounding_that_leaves_no_doubt_is_refused(tmp_path: Path) -> None:
    """Four times 2 is 8, rounded to 10: four numbers rounded to 0 come to 8 in one way only."""
    files = {
        "content/reportgen.yaml": ROUNDED,
        "content/2022/statistics.yaml": "kon:\n  total: 8\n  counts: {A: 2, B: 2, C: 2, D: 2}\n",
        "content/2022/10-text.md": '# Text\n\n{{ table("kon") }}\n',
        "figures/land.yaml": None,
    }
    assert told(project(tmp_path, files)) == [  # type: ignore[arg-type]
        "content/2022/10-text.md:3:1 not-protectable"
    ]


# ---- what was published before


def published(root: Path, name: str = "offentlig") -> str:
    build_year(root, 2022, BuildOptions(edition=name, force=True, published=True))
    return (root / "published/editions.json").read_text("utf-8")


def test_what_is_published_is_kept_without_a_number(tmp_path: Path) -> None:
    kept = published(project(tmp_path))
    assert '"2022 offentlig"' in kept
    numbers = re.findall(r": (\d+)", kept)
    assert numbers == [], "no count stands beside its name"
    assert "[\n        1,\n        3\n      ]" in kept, "but the interval of a hidden one"


FIVE = STATISTICS.replace("Kvinnor: 20, Män: 9, Ej noterat: 1", "Kvinnor: 24, Män: 6").replace(
    "Chile: 3, Peru: 1", "Chile: 3, Peru: 5"
)


def hidden_rows(root: Path) -> set[str]:
    land = cells(edition(root), "Ärenden efter land")
    return {name for name, row in land.items() if row[0] == ".."}


def test_what_an_earlier_edition_told_is_not_hidden_in_vain(tmp_path: Path) -> None:
    """Alone it would hide Peru beside Chile. Whoever has the earlier one would take that away."""
    root = project(tmp_path, {"content/2022/statistics.yaml": FIVE})
    assert hidden_rows(root) == {"Chile", "Peru"}
    name = '2022: land["Peru"]'
    earlier = {"2022 kort": {"told": {name: digest_of(name, 5)}, "hidden": {}}}
    note = root / "published/editions.json"
    note.parent.mkdir()
    note.write_text(json.dumps(earlier), "utf-8")
    assert hidden_rows(root) == {"Chile", "Norge"}
    earlier["2022 kort"]["told"] = {name: digest_of(name, 4)}  # corrected since
    note.write_text(json.dumps(earlier), "utf-8")
    assert hidden_rows(root) == {"Chile", "Peru"}


def test_an_interval_that_is_out_already_is_reckoned_with(tmp_path: Path) -> None:
    root = project(tmp_path, {"content/2022/statistics.yaml": FIVE})
    earlier = {"2022 kort": {"told": {}, "hidden": {'2022: land["Chile"]': [3, 4]}}}
    note = root / "published/editions.json"
    note.parent.mkdir()
    note.write_text(json.dumps(earlier), "utf-8")
    assert told(root) == ["content/2022/10-text.md:3:9 not-protectable"]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"2022 offentlig": 3}', "\x00", "{}x"])
def test_a_damaged_note_is_told(tmp_path: Path, content: str) -> None:
    root = project(tmp_path, {"published/editions.json": content})
    assert told(root) == ["published/editions.json:1:1 unreadable-published"]


# ---- what an attacker found in the first edition of the real report


OUTCOMES = """\
kon:
  total: 30
  counts: {Kvinnor: 20, Män: 10}
utfall:
  title: Utfall
  unit: ansökningar
  outcomes: true
  counts: {Ansökningar: 5, Återvänt: 3, Återtagna: 2}
"""


def test_outcomes_that_come_to_all_tell_each_other(tmp_path: Path) -> None:
    """5 in all, each small: neither is 0, and 4 is not what is left."""
    text = '# Text\n\n{{ table("utfall") }}\n'
    files = {"content/2022/statistics.yaml": OUTCOMES, "content/2022/10-text.md": text}
    made = edition(project(tmp_path, {**files, "figures/land.yaml": None}))  # type: ignore[dict-item]
    shown = cells(made, "Utfall")
    assert [shown[name][0] for name in ("Återvänt", "Återtagna")] == ["..", ".."]
    assert shown["Ansökningar"][0] in ("..", "5")
    possible = [(a, b) for a in range(1, 4) for b in range(1, 4) if a + b == 5]
    if shown["Ansökningar"][0] == "5":
        assert {a for a, _b in possible} >= {1, 2, 3}


def test_rows_that_are_there_have_somebody(tmp_path: Path) -> None:
    """Three countries of a small total: it is three at least, so that it can't be kept."""
    figures = STATISTICS.replace(
        "Sverige: 10, Norge: 6, Chile: 3, Peru: 1", "Chile: 1, Peru: 1, Kuba: 1"
    )
    figures = figures.replace("Kvinnor: 20, Män: 9", "Kvinnor: 3, Män: 26").partition("  sums:")[0]
    settings = SETTINGS.replace("threshold: 4", "threshold: 5\n    zeros: true")
    text = '# Text\n\n{{ table("kon") }}\n\n{{ table("land") }}\n'
    files = {
        "content/reportgen.yaml": settings,
        "content/2022/statistics.yaml": figures,
        "content/2022/10-text.md": text,
    }
    root = project(tmp_path, {**files, "figures/land.yaml": None})  # type: ignore[dict-item]
    assert told(root) == ["content/2022/10-text.md:3:1 not-protectable"]
    wrapped = text.replace(
        '{{ table("land") }}', '{% if edition == "" %}\n\n{{ table("land") }}\n\n{% endif %}'
    )
    (root / "content/2022/10-text.md").write_text(wrapped, "utf-8")
    assert told(root) == []


# ---- who knows that they are the only one


def test_who_is_alone_in_a_row_learns_nothing_of_the_others(tmp_path: Path) -> None:
    """Chile 3, Peru 1: who is the one from Peru would take herself away from 4."""
    careful = SETTINGS.replace("insiders: false", "insiders: true")
    root = project(tmp_path, {"content/reportgen.yaml": careful})
    land = cells(edition(root), "Ärenden efter land")
    shown = {name: int(row[0]) for name, row in land.items() if row[0] != ".."}
    rest = shown.pop("Totalt") - sum(shown.values()) - 1
    assert rest - 3 >= len({"Chile", "Norge", "Sverige"} - shown.keys()) - 1
    assert len({"Chile", "Norge", "Sverige"} - shown.keys()) == 2


def test_what_only_they_could_work_out_is_said_to_be_so(tmp_path: Path) -> None:
    """Two rows and their sum that an earlier edition has told."""
    careful = SETTINGS.replace("insiders: false", "insiders: true")
    figures = "kon:\n  total: 4\n  counts: {Kvinnor: 1, Män: 3}\n"
    name = "2022: kon.total"
    earlier = {"2022 kort": {"told": {name: digest_of(name, 4)}, "hidden": {}}}
    files = {
        "content/reportgen.yaml": careful,
        "content/2022/statistics.yaml": figures,
        "content/2022/10-text.md": '# Text\n\n{{ table("kon") }}\n',
        "figures/land.yaml": None,
        "published/editions.json": json.dumps(earlier),
    }
    root = project(tmp_path, files)  # type: ignore[arg-type]
    with pytest.raises(ReportError) as error:
        build_year(root, 2022, BuildOptions(edition="offentlig"))
    [found] = error.value.diagnostics
    assert "insiders: false" in str(found.hint)
    (root / "content/reportgen.yaml").write_text(SETTINGS, "utf-8")
    assert told(root) == []


def test_the_section_on_the_method_lists_what_is_hidden(tmp_path: Path) -> None:
    made = edition(project(tmp_path))
    [*_others, last] = made.document.sections
    said = [plain_text(each) for block in walk_blocks(last.blocks) for each in inlines_of(block)]
    method = (
        "För att ingen ska kunna pekas ut är antal som är färre än 4 skyddade i den här versionen."
        " I tabeller visas de som ”..”. Hur många som är okända visas: det pekar inte ut någon."
    )
    assert said == [
        method,
        "De här talen är skyddade:",
        "Ärenden efter land: Chile, Peru",
    ]


# ---- charts say that a number is protected, not that nobody knows it

EARLIER = STATISTICS.replace("Chile: 3, Peru: 1", "Chile: 4, Peru: null").replace(
    "Sverige: 10", "Sverige: 7"
)


@pytest.mark.parametrize("kind", ["grouped", "stacked", "dumbbell", "line"])
@pytest.mark.parametrize("charts", ["picture", "editable"])
def test_a_chart_over_years_tells_protected_from_unknown(
    tmp_path: Path, kind: str, charts: str
) -> None:
    data = "[land.Chile, land.Norge]" if kind == "line" else "land"
    definition = f"kind: {kind}\ndata: {data}\ntitle: Länder\ncharts: {charts}\n"
    files = {
        "content/2021/report.yaml": "title: Rapport 2021\ndate: 2022-01-10\n",
        "content/2021/statistics.yaml": EARLIER,
        "content/2021/10-text.md": "# Text\n\nVi fanns.\n",
        "figures/land.yaml": definition,
    }
    root = project(tmp_path, files)
    [figure] = [
        block
        for section in edition(root).document.sections
        for block in walk_blocks(section.blocks)
        if isinstance(block, Figure)
    ]
    assert isinstance(figure.content, Chart)
    values = {
        (series.label, category): (value, at in series.kept)
        for series in figure.content.series
        for at, (category, value) in enumerate(
            zip(figure.content.categories, series.values, strict=True)
        )
    }
    hidden = [key for key, (value, kept) in values.items() if kept and value is None]
    assert any("Chile" in key and "2022" in key for key in hidden)
    assert "2022 skyddat" in figure.alt or "Chile skyddat" in figure.alt
    assert "skydda" in plain_text(figure.note).casefold()
    if kind != "line":
        unknown = [key for key, (value, kept) in values.items() if value is None and not kept]
        assert [key for key in unknown if "Peru" in key and "2021" in key]
        assert "uppgift saknas" in figure.alt
    built = build_year(root, 2022, BuildOptions(edition="offentlig"))
    drawn = published_in(built.target.read_bytes())
    assert not any(name == "Chile" and value == "3" for name, value in drawn.points)
