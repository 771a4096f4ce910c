"""The authorities that a report of this kind names, as data."""

from __future__ import annotations

from functools import cache

# What each begins with, and its ends: “Arbetsmiljöverket”, “Skolverket” and “Skolinspektionen”.
_AGENCIES = """
Arbetsmiljö: verket
Jämställdhets: myndigheten
Migrations: verket
Skatte: verket
Polis: myndigheten
Åklagar: myndigheten
Ekobrotts: myndigheten
Skol: verket inspektionen
Social: styrelsen
Läns: styrelsen
Kronofogde: myndigheten
Folkhälso: myndigheten
Brottsoffer: myndigheten
Integritetsskydds: myndigheten
"""
# An authority's name ends with one of these.
HEADS = ("verket", "myndigheten", "styrelsen", "inspektionen")


@cache
def agencies() -> dict[str, tuple[str, ...]]:
    """The names of each beginning, in small letters: `{"skol": ("skolverket", …)}`."""
    lines = (line.partition(":") for line in _AGENCIES.strip().split("\n"))
    return {
        stem.lower(): tuple(stem.lower() + end for end in ends.split())
        for stem, _sign, ends in lines
    }
