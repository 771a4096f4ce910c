"""Numbers of a text that must follow from each other, in sentences made of templates."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reportgen.checks.arithmetic.changes import impossible_parts, uneven_shares, wrong_changes
from reportgen.checks.arithmetic.lines import Line, lines_of
from reportgen.checks.arithmetic.lists import miscounted
from reportgen.checks.arithmetic.multiples import wrong_multiples
from reportgen.checks.arithmetic.parts import listed_in
from reportgen.checks.arithmetic.remainders import wrong_remainders
from reportgen.checks.numbers.typed import NUMBER_WORDS
from reportgen.checks.passages import Passage, Piece
from reportgen.diagnostics import Span

WORDS = {value: word for word, value in NUMBER_WORDS.items()}
counts = st.integers(min_value=2, max_value=60)
PLACES = ("Almvik", "Berga", "Hult", "Norrsund", "Tångarp", "Västerlöv", "Ekesund", "Lindskär")
DAYS = ("3 mars", "den 5 april", "2 maj", "den 11 september", "23 november")


def passage_of(text: str) -> Passage:
    piece = Piece(0, Span("text.md", 1, 1, 1, len(text) + 1), None, exact=True)
    return Passage("paragraph", text, text, (piece,))


def lines(text: str) -> tuple[Line, ...]:
    return tuple(lines_of(passage_of(text)))


def shown(number: int, *, word: bool) -> str:
    return WORDS[number] if word and number in WORDS else str(number)


PARTS = (
    "Vi gjorde {whole} pass, varav {a} på gatan och {b} på nätet.",
    "Av våra {whole} pass var {a} på gatan och {b} på nätet.",
    "Bland de {whole} eleverna fanns {a} pojkar och {b} flickor.",
    "Centret gjorde {whole} kontroller: {a} i hamnar och {b} på byggen.",
    "Vi gjorde {whole} pass. Av dem var {a} på gatan och {b} på nätet.",
    "De övriga {whole} kom från vården ({a}) och från skolan ({b}).",
)


@pytest.mark.parametrize("template", PARTS)
@given(a=counts, b=counts, off=st.integers(-20, 20), word=st.booleans())
def test_parts_come_to_their_whole_or_are_told(
    template: str, a: int, b: int, off: int, word: bool
) -> None:
    assume(a + b + off > max(a, b, 2))
    text = template.format(whole=a + b + off, a=shown(a, word=word), b=shown(b, word=not word))
    assert any(each.is_wrong for each in listed_in(lines(text))) == (off != 0)


WRONG = """
I sex fall var den utsatta under 18 år. Fyra av dessa gick i skolan, tre flickor och två pojkar.
Sju av de 13 resorna gick till Riga och sju till Gdansk.
Antalet resor är nio, mot fyra året innan. Sex av dem gick med tåg och fyra med buss.
Åtta har rest hem, varav fyra till Riga, två till Gdansk och en vardera till Oslo, Kiel och Turku.
I 61 av de 23 fallen hade vi mött dem förut.
Vi höll 23 kurser med 642 deltagare. Tretton av dem var för skolor, fem för vård och fyra för tull.
Vi nådde 612 deltagare. Av deltagarna kom 340 från skolan, 152 från tullen och 102 från vården.
""".strip().splitlines()


@pytest.mark.parametrize("text", WRONG)
def test_parts_of_what_was_said_are_reckoned_too(text: str) -> None:
    found = lines(text)
    assert any(each.is_wrong for each in listed_in(found)) or any(impossible_parts(found))


REMAINDERS = (
    "{part} av årets {whole} resor gick med tåg, och de övriga {rest} med buss.",
    "Vi prövade rutinen i {whole} lägen. I {part} av dem höll den, medan de övriga {rest} drog ut.",
    "Av de {whole} orterna svarade {part}. De {rest} återstående orterna väntas göra det senare.",
)


@pytest.mark.parametrize("template", REMAINDERS)
@given(part=counts, rest=counts, off=st.sampled_from((-3, -1, 0, 1, 4)))
def test_a_remainder_is_what_is_left_or_is_told(
    template: str, part: int, rest: int, off: int
) -> None:
    assume(rest + off > 1 and rest + off not in (part, 2 * part))
    text = template.format(part=part, whole=part + rest, rest=rest + off)
    assert any(wrong_remainders(lines(text))) == (off != 0)


CHANGES = (
    "Vi ordnade {new} resor, mot {old} året innan. Det är en ökning med {change} resor.",
    "Antalet resor ökade med {change}, från {old} till {new}.",
    "Vi ordnade {new} resor, vilket är {change} fler än 2021, då de var {old}.",
)


@pytest.mark.parametrize("template", CHANGES)
@given(old=counts, change=counts, off=st.sampled_from((-2, -1, 0, 1, 5)))
def test_a_change_follows_from_its_numbers_or_is_told(
    template: str, old: int, change: int, off: int
) -> None:
    assume(change + off > 1)
    text = template.format(old=old, new=old + change, change=change + off)
    assert any(wrong_changes(lines(text))) == (off != 0)


@given(part=counts, whole=st.integers(20, 400), off=st.sampled_from((0, 3, -7, 12)))
def test_a_percentage_is_that_of_its_part_or_is_told(part: int, whole: int, off: int) -> None:
    assume(part < whole)
    share = (200 * part + whole) // (2 * whole)
    assume(share + off > 0)
    for text in (
        f"{part} av de {whole} svarade, alltså {share + off} procent.",
        f"Av {whole} brev besvarades {part}, det vill säga {share + off} procent.",
        f"Vi skickade {whole} brev. Av dem besvarades {part}, det vill säga {share + off} procent.",
    ):
        assert any(wrong_changes(lines(text))) == (off != 0), text


@given(names=st.permutations(PLACES), length=st.integers(3, 8), off=st.sampled_from((-1, 0, 1)))
def test_names_behind_a_colon_are_as_many_as_is_said(
    names: list[str], length: int, off: int
) -> None:
    listed = f"{', '.join(names[: length - 1])} och {names[length - 1]}"
    for number in (str(length + off), WORDS[length + off]):
        found = [*miscounted(passage_of(f"Vi besökte {number} orter: {listed}."))]
        assert [each.items for each in found] == ([length] if off else [])


@given(days=st.permutations(DAYS), length=st.integers(2, 5), off=st.sampled_from((-1, 0, 1, 3)))
def test_days_are_as_many_as_is_said(days: list[str], length: int, off: int) -> None:
    assume(length + off > 1)
    listed = f"{', '.join(days[: length - 1])} och {days[length - 1]}"
    for opening in ("Rådet möttes {n} gånger, ", "Rådet möttes vid {n} tillfällen: "):
        text = f"{opening.format(n=WORDS[length + off])}{listed}."
        assert [each.items for each in miscounted(passage_of(text))] == ([length] if off else [])


@pytest.mark.parametrize(
    ("words", "least", "most"),
    [
        ("dubbelt så många", 17, 23),
        ("mer än dubbelt så många", 20, 99),
        ("nästan dubbelt så många", 15, 20),
        ("drygt dubbelt så många", 20, 25),
    ],
)
@given(new=st.integers(11, 60))
def test_a_multiple_is_that_of_its_numbers(words: str, least: int, most: int, new: int) -> None:
    for text in (
        f"Vi ordnade {new} resor, {words} som 2021, då de var 10.",
        f"Resorna blev {words}, från 10 till {new}.",
    ):
        assert any(wrong_multiples(lines(text))) == (not least <= new <= most), text


@pytest.mark.parametrize(
    ("text", "uneven"),
    [
        ("Ungefär 60 procent av tiden går till ärenden och 30 procent till utbildning.", True),
        ("Ungefär 60 procent av tiden går till ärenden och 40 procent till utbildning.", False),
        ("Av svaren var 33 procent av tiden nej, 33 procent ja och 34 procent vet ej.", False),
        ("61 procent av kvinnorna och 35 procent av männen svarade.", False),
        ("12 procent av tiden går till resor och 20 procent till möten.", False),
    ],
)
def test_percentages_of_one_thing_come_to_a_hundred(text: str, uneven: bool) -> None:
    assert any(map(uneven_shares, lines(text))) == uneven


RIGHT = """
Sju riktade sig till skolan, fyra till vården, tre till tullen och tre till föreningar.
I sex fall var den utsatta under 18 år. Fyra av dessa gick i skolan, tre flickor och en pojke.
Åtta har rest hem, varav tre till Riga, två till Gdansk och en vardera till Oslo, Kiel och Turku.
I 16 av de 23 fallen hade vi mött dem förut, och i tre av dem flera gånger.
Polisen gjorde 24 resor, mot 26 året innan. Mötena var 22. Det är fem fler än 2021.
12 av 34 resor gick till Riga, 20 procent fler än förra året.
Av de 17 deltagarna hade 13 kört buss och tre tåg. Den siste hade cyklat.
Av de 57 resorna gick 48 med tåg och sju med buss. I två fall är färdsättet okänt.
Av 210 brev besvarades 34, och åtta av kontakterna ledde till ett möte.
Vi skickade 1 240 brev. Av dem besvarades 186, det vill säga 15 procent, och 41 ville träffas.
Nio orter har haft besök, varav tre av länsrådet.
Sex orter fick besök: Almvik, Berga, Hult, Norrsund, Tångarp och Västerlöv.
Mallen prövades på nio orter, och erfarenheterna är goda: samtalen är korta och kan hållas var som.
Elva resor gick till Riga och tolv till Gdansk, två fler än 2021.
Resorna fördubblades, från 19 till 38, samtidigt som besöken totalt sett ökade med 30 procent.
Resorna till Riga har minskat med fyra sedan 2021, medan de till Gdansk har ökat från 15 till 24.
Vi gör fem resor fler än grannregionen, som gjorde 12.
""".strip().splitlines()


@pytest.mark.parametrize("text", RIGHT)
def test_what_adds_up_otherwise_is_left_alone(text: str) -> None:
    assert not [each for each in listed_in(lines(text)) if each.is_wrong]
    assert not [*wrong_remainders(lines(text))]
    assert not [*wrong_changes(lines(text))]
    assert not [*miscounted(passage_of(text))]
