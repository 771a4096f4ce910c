"""Statistics that a text tells over several sentences: taken whole, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.cli.import_told import told_in
from reportgen.diagnostics import Span
from reportgen.language.formatting import number_word
from reportgen.model import Heading, Paragraph, Section, Text
from reportgen.readers.profile import read_profile

AT = Span("a.docx", 1, 1, 1, 9)
PROFILE = read_profile("jamstalldhetsmyndigheten", Path(), AT)
CASES = yaml.safe_load((Path(__file__).parents[1] / "cases/gathered.yaml").read_text("utf-8"))


# A row in the middle of a sentence, with its number before or behind it.
BEFORE = {
    "nationalitet": "{n} från {label}",
    "initierande_aktor": "{n} från {label}",
    "kon": "{n} {label}",
    "alder": "{n} i åldern {label}",
}
BEHIND = {
    "nationalitet": "{label} {n}",
    "initierande_aktor": "{label} med {n}",
    "kon": "{label} {n}",
    "alder": "{label} {n} personer",
}
ROWS = {
    "nationalitet": ("Rumänien", "Ukraina", "Sverige", "Nigeria", "Sri Lanka", "Polen", "Kina"),
    "initierande_aktor": (
        *("Polis", "Socialtjänst", "Frivilligorganisation", "Migrationsverket"),
        *("Hälso- och sjukvård", "Skatteverket"),
    ),
    "kon": ("Kvinnor", "Män", "Annan könsidentitet"),
    "alder": ("Under 18 år", "18–24 år", "25–34 år", "35–44 år", "Över 44 år"),
}
SAID = {
    "Polis": "polisen", "Socialtjänst": "socialtjänsten", "Hälso- och sjukvård": "vården",
    "Frivilligorganisation": "ideella organisationer", "Kvinnor": "kvinnor", "Män": "män",
    "Annan könsidentitet": "icke-binära",
    "Under 18 år": "under 18 år", "Över 44 år": "över 44 år",
}  # fmt: skip
HEADINGS = {
    "nationalitet": "Nationalitet", "initierande_aktor": "Initierande aktör", "kon": "Kön",
    "alder": "Ålder",
}  # fmt: skip
OTHERS = (
    "Av de sju barnen var fem kvinnor och två män.",
    "Året före var tre kvinnor och fyra män.",
    "Fyra av dem hade barn.",
    "Under 2022 kom nio från Rumänien och två från Ukraina.",
    "Vi deltog i 12 möten med polisen.",
    "Bland de åtta som utnyttjats i tvångsarbete var tre under 18 år.",
)


def taken(text: str, *, asked: bool = False) -> dict[str, dict[str, int]]:
    """The tables that are taken of a text without a question; `asked`: the others."""
    sections: list[Section] = []
    heading, paragraphs = "Inledning", []
    for line in (*text.strip().split("\n"), "# "):
        if not line.startswith("#"):
            paragraphs.append(Paragraph((Text(line, AT),), AT))
            continue
        if paragraphs:
            title = Heading(1, (Text(heading, AT),), "", AT)
            sections.append(Section("avsnitt", title, tuple(paragraphs), AT))
        heading, paragraphs = line.lstrip("# "), []
    found = told_in(sections, PROFILE, {}, 2023)
    return {t.standard.id: dict(t.rows) for t in found.tables if t.is_sure is not asked}


@pytest.mark.parametrize("name", CASES)
def test_what_comes_to_the_whole_is_taken(name: str) -> None:
    case = CASES[name]
    assert taken(case["text"]) == case["taken"]


@st.composite
def tellings(draw: st.DrawFn) -> tuple[str, str, dict[str, int], bool]:
    """A chapter that tells a table; its name, its rows, and whether it tells it all."""
    name = draw(st.sampled_from(sorted(ROWS)))
    labels = draw(st.permutations(ROWS[name]))
    rows = {label: draw(st.integers(2, 40)) for label in labels}
    sentences: list[str] = []
    left = list(rows.items())
    while left:
        size = draw(st.integers(1, 3))
        form = draw(st.sampled_from((BEFORE, BEHIND)))[name]
        told = [
            form.format(n=_number(n, draw(st.booleans())), label=SAID.get(label, label))
            for label, n in left[:size]
        ]
        left = left[size:]
        words = ", ".join(told[:-1]) + (" och " if told[1:] else "") + told[-1]
        begin = draw(st.sampled_from(("Det var ", "Ärendena gällde ", "Därefter följer ")))
        sentences.append(f"{begin}{words}.")
        if draw(st.booleans()):
            sentences.append(draw(st.sampled_from(OTHERS)))
    off = draw(st.sampled_from((0, 0, 0, 1)))
    total = sum(rows.values()) + off
    text = f"# Inledning\nVi arbetade i {total} ärenden.\n# {HEADINGS[name]}\n{' '.join(sentences)}"
    return text, name, rows, off == 0


def _number(count: int, as_word: bool) -> str:
    return number_word(count, "sv") if as_word else str(count)


def test_what_is_taken_is_what_was_told_and_nearly_all_of_it() -> None:
    missed: list[str] = []
    whole: list[str] = []

    @settings(max_examples=30, derandomize=True, database=None)
    @given(tellings())
    def each(told: tuple[str, str, dict[str, int], bool]) -> None:
        text, name, rows, is_whole = told
        found = taken(text)
        assert {*found} <= {name}, text
        assert found.get(name, rows) == rows, text
        assert is_whole or not found, text
        (whole if is_whole and found else missed if is_whole else []).append(text)

    each()
    assert len(missed) * 20 <= len(whole), missed
