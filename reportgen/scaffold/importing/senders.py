"""Who a report is from and for, as a line of its cover or signature says it."""

from __future__ import annotations

import re
from typing import NamedTuple

# "Anna Ek", "Eva-Lena Krook": a person's names, and what they may be joined by.
_PERSON = r"[A-ZÅÄÖÉ][a-zåäöéü]+(?:-[A-ZÅÄÖÉ][a-zåäöéü]+)?(?: [A-ZÅÄÖÉ][\w-]*[a-zåäöéü]){1,2}"
_PEOPLE = re.compile(
    rf"{_PERSON}(?:(?:, | och | samt | & ){_PERSON})*(?:, \w*koordinator(?:er|erna)?)?"
)
_NAMES = re.compile(
    r"(?:(?:[A-ZÅÄÖÉ][a-zåäöéü]+-?){1,2} (?:[A-ZÅÄÖÉ][\w-]*[a-zåäöéü])(?: |$)){2,3}"
)
_NO_PERSON = re.compile(
    r"kommun|stad\b|\bregion\b|styrelse|myndighet|förbund|förvaltning|avdelning|enhet|nämnd"
    r"|kontor\b|centrum|utskott|rapport|redovisning|berättelse",
    re.IGNORECASE,
)
# What ends or begins the name of an organisation, and not of one of its units.
_ORGANISATION = re.compile(
    r".*\b(?:\w*kommun|[Ss]tad)|(?:Region|Regionförbundet|Kommunalförbundet|Länsstyrelsen)\b.*"
    r"|\w*(?:myndigheten|förbundet)"
)
_REGISTERED = re.compile(
    r"\b(?:dnr|diarienr|diarienummer|ärendenummer)\.?:?\s+(?P<number>[^·|]*\d[^·|]*)", re.IGNORECASE
)
_ADDRESSEE = re.compile(r"Till [A-ZÅÄÖ][\wåäö -]*")
# What a report calls itself in its title, where the line is no sender's.
_REPORT = re.compile(r"(?:rapport|redovisning|berättelse|report)\w*\b", re.IGNORECASE)


class Sender(NamedTuple):
    """The parts of a sender's line, empty where it has none."""

    organisation: str
    unit: str
    people: str


def is_people(text: str) -> bool:
    """Whether a line is names of persons, and perhaps what they are."""
    return _PEOPLE.fullmatch(text) is not None and _NO_PERSON.search(text) is None


def registered(text: str) -> str:
    """The number that a line says the report is registered under; empty where it says none."""
    found = _REGISTERED.search(text)
    return found["number"].strip() if found else ""


def is_addressee(text: str) -> bool:
    """Whether a line says whom the report is to, and nothing else."""
    return _ADDRESSEE.fullmatch(text) is not None and not is_report(text)


def is_report(text: str) -> bool:
    """Whether a line calls itself a report."""
    return _REPORT.search(text) is not None


def is_organisation(text: str) -> bool:
    """Whether words are an organisation's name, and not that of its unit."""
    return _ORGANISATION.fullmatch(text) is not None


def names_organisation(text: str) -> bool:
    """Whether one of a line's parts between commas is an organisation."""
    return any(map(is_organisation, text.split(", ")))


def parted(text: str) -> Sender:
    """The organisation of a line, and what stands beside it: "Socialförvaltningen, Umeå kommun".

    It is the part that is one by its words, else the last.
    """
    parts = text.split(", ")
    people = [each for each in parts if is_people(each)]
    left = [each for each in parts if each not in people] or parts
    organisation = next((each for each in left if is_organisation(each)), left[-1])
    units = [each for each in left if each != organisation]
    return Sender(organisation, ", ".join(units), ", ".join(people))


def columns(text: str) -> list[str]:
    """The parts of a line that tabs or wide gaps hold apart: two who sign beside each other.

    Where only their names show it, a first and a last name each are one's.
    """
    parts = [part.strip() for part in re.split(r"\t+| {3,}", text) if part.strip()]
    words = text.split()
    if len(parts) == 1 and _NAMES.fullmatch(text) and not _NO_PERSON.search(text):
        return [" ".join(pair) for pair in zip(words[::2], words[1::2], strict=True)]
    return parts
