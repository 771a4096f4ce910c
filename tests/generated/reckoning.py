"""What numbers must be and how they are printed, reckoned apart from the program that is tested."""

from __future__ import annotations

from fractions import Fraction

NBSP = "\u00a0"
NUMERALS = {
    "sv": [
        "noll",
        "ett",
        "två",
        "tre",
        "fyra",
        "fem",
        "sex",
        "sju",
        "åtta",
        "nio",
        "tio",
        "elva",
        "tolv",
    ],
    "en": [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ],
}
UNKNOWN = {"sv": "uppgift saknas", "en": "not available"}


def rounded(value: Fraction, decimals: int) -> Fraction:
    """Rounded half away from zero, as at school."""
    scale = 10**decimals
    scaled = abs(value) * scale
    whole = (scaled + Fraction(1, 2)).__floor__()
    return Fraction(whole, scale) * (-1 if value < 0 else 1)


def number(value: Fraction | int, language: str, decimals: int = 0) -> str:
    """A number as the language prints it; a minus sign, not a hyphen."""
    exact = rounded(Fraction(value), decimals)
    digits = str(abs(exact) * 10**decimals).rjust(decimals + 1, "0")
    whole, rest = (digits[:-decimals], digits[-decimals:]) if decimals else (digits, "")
    groups = []
    while whole:
        groups.insert(0, whole[-3:])
        whole = whole[:-3]
    between, point = (NBSP, ",") if language == "sv" else (",", ".")
    sign = "\u2212" if exact < 0 else ""
    return sign + between.join(groups) + (point + rest if rest else "")


def share(part: int, whole: int) -> Fraction:
    """A share in percent."""
    return Fraction(100 * part, whole)


def percent(part: int, whole: int, language: str) -> str:
    """A share as tables and charts print it."""
    return number(share(part, whole), language, 1) + (f"{NBSP}%" if language == "sv" else "%")


def percent_in_prose(part: int, whole: int, language: str) -> str:
    """A share in a sentence: whole where it is whole."""
    exact = share(part, whole)
    text = number(exact, language, 0 if exact.denominator == 1 else 1)
    return f"{text}{NBSP}{'procent' if language == 'sv' else 'per cent'}"


def listed(items: list[str], language: str) -> str:
    word = "och" if language == "sv" else "and"
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {word} {items[-1]}"


def changed(before: int, now: int, language: str) -> str:
    old, new = number(before, language), number(now, language)
    if before == now:
        return f"{'var oförändrat' if language == 'sv' else 'was unchanged at'} {new}"
    rose, fell = ("ökade", "minskade") if language == "sv" else ("rose", "fell")
    link = ("från", "till") if language == "sv" else ("from", "to")
    return f"{rose if now > before else fell} {link[0]} {old} {link[1]} {new}"
