"""Our numbers and dates are Babel's, but for the true minus."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from babel.dates import format_date as babel_date
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from reportgen.language import cldr, formatting

LANGUAGES = st.sampled_from(sorted(cldr.LOCALES))


@given(st.integers(-(10**12), 10**12), st.integers(0, 4), LANGUAGES)
def test_numbers_are_babels(scaled, decimals, language):
    value = Fraction(scaled, 10**decimals)
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    expected = format_decimal(
        Decimal(scaled).scaleb(-decimals), format=pattern, locale=cldr.LOCALES[language]
    )
    assert formatting.format_number(value, language, decimals) == expected.replace("-", "−")


@given(st.dates(date(1000, 1, 1)), LANGUAGES)
def test_dates_are_babels(day, language):
    expected = babel_date(day, format="long", locale=cldr.LOCALES[language])
    assert formatting.format_date(day, language) == expected


@pytest.mark.parametrize("language", cldr.LOCALES)
def test_the_extract_is_babels(language):
    extract = cldr.extract_locale(language)
    locale = cldr.locale_of(language)
    assert locale.decimal == extract["decimal"]
    assert locale.countries == frozenset(extract["countries"])


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (1234, 0, "1\u00a0234"),
        (-5, 0, "−5"),
        (Fraction(1, 8), 2, "0,13"),
        (Fraction(9, 80) * 100, 1, "11,3"),
        (Fraction(-1, 200), 2, "−0,01"),
        (Fraction(-1, 2000), 2, "0,00"),
    ],
)
def test_halves_are_rounded_up_and_zero_has_no_sign(value, decimals, expected):
    assert formatting.format_number(value, "sv", decimals) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [([], ""), (["a"], "a"), (["a", "b"], "a och b"), (["a", "b", "c"], "a, b och c")],
)
def test_enumerations(words, expected):
    assert formatting.join_words(words, "sv") == expected


def test_number_words():
    assert [formatting.number_word(n, "sv") for n in (0, 1, 12, 13, -1)] == [
        "noll",
        "ett",
        "tolv",
        "13",
        "−1",
    ]
    assert formatting.number_word(1, "sv", "en") == "en"


def test_countries_are_named_as_cldr_names_them():
    names = formatting.country_names("sv")
    assert {"Kirgizistan", "Filippinerna", "Elfenbenskusten"} <= names
    assert "Filipinerna" not in names
