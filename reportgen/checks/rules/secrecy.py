"""Secrecy: what points out a single person."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from reportgen.checks.finding import Finding
from reportgen.checks.personal_numbers import find_personal_numbers
from reportgen.checks.persons import find_described
from reportgen.checks.prose import any_of
from reportgen.checks.rule import rule
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Severity
from reportgen.language.patterns import Pattern
from reportgen.readers.source import Source
from reportgen.storage.files import is_regular, list_folder

TOPIC = _("Secrecy")

_TEXTS = (".md", ".yaml", ".yml", ".txt", ".csv", ".json")


def _sources(subject: Subject) -> Iterator[Source]:
    """The year's files, and those that all years share, comments and all."""
    content, figures = subject.root / "content", subject.root / "figures"
    inside = [
        Path(base, name)
        for base, _, names in os.walk(subject.root / subject.folder)
        for name in names
    ]
    for path in sorted([*inside, *_files_in(content), *_files_in(figures)]):
        if path.suffix in _TEXTS and is_regular(path) and not path.is_symlink():
            yield subject.source(path.relative_to(subject.root).as_posix())


def _files_in(folder: Path) -> list[Path]:
    try:
        return [Path(entry) for entry in list_folder(folder)]
    except OSError:  # told where it is read
        return []


@rule(
    "personal-identity-number",
    Severity.ERROR,
    about=_("A personal identity number or a coordination number stands in a content file."),
    why=_(
        "Content holds counts, never rows about persons. What has been in a file stays in its "
        "history: tell the developer too."
    ),
    bad="# Text\n\nDet gäller 19811218-9876.\n",
    good="# Text\n\nDet gäller ärende 2022-118. Organisationsnummer 212000-1355.\n",
)
def personal_identity_number(subject: Subject) -> Iterator[Finding]:
    """10 or 12 digits with a day and the right check digit, in all text files, comments too.

    With a dash and a day but another check digit it is a warning: mistyped, it still tells.
    """
    hint = _("delete it, and write about the case without the person")
    for source in _sources(subject):
        for number in find_personal_numbers(source.text):
            span = source.span_between(number.start, number.end)
            if number.checked:
                yield Finding(_("this is a personal identity number"), span, hint)
            else:
                message = _("this looks like a personal identity number with a slip in it")
                yield Finding(message, span, hint, severity=Severity.WARNING)


_MONTHS = any_of(
    "januari februari mars april maj juni juli augusti september oktober november december "
    "jan feb mar apr jun jul aug sep sept okt nov dec"
)
_DAY = (
    r"(?:(?:19|20)?\d\d[-/. ]?(?:0[1-9]|1[0-2])[-/. ]?(?:0[1-9]|[12]\d|3[01])(?!\d)"
    rf"|\d\d?(?:/\d\d?[- ]|[ \u00a0](?:{_MONTHS})\.?[ \u00a0])(?:19|20)\d\d)"
)
_BORN = Pattern(
    rf"(?<!\w)(?:född[ae]?s?|f\.|födelsedatum|födelsedag|födelsetid)(?:[: \u00a0]|den|är)*({_DAY})",
    re.IGNORECASE,
)


@rule(
    "birth-date",
    Severity.WARNING,
    about=_("Somebody's date of birth stands in the report."),
    why=_("A day of birth and a place are enough to find a person; the age is mostly enough."),
    bad="# Text\n\nEn kvinna, född 1990-05-02, fick stöd.\n",
    good="# Text\n\nEn kvinna i 30-årsåldern fick stöd. Mötet hölls den 2 maj 2022.\n",
)
def birth_date(subject: Subject) -> Iterator[Finding]:
    """A day after `född`, `f.` or `födelsedatum`."""
    for source in _sources(subject):
        for found in _BORN.finditer(source.text):
            span = source.span_between(*found.span(1))
            yield Finding(_("this is a date of birth"), span, _("write an age group instead"))


_EMAIL = Pattern(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_TELEPHONE = Pattern(
    r"(?<![\w/.=+-])(?:\+46[ \u00a0]?(?:\(0\))?\d{1,3}|\(?0\d{1,3}\)?)"
    r"[-–/ \u00a0]{0,3}\d(?:[ \u00a0-]?\d){4,7}(?![\w-])"
)
# 020 and 077 are free numbers and shared-cost numbers: no person's.
_PUBLIC = Pattern(r"(?:\+46|0)(?:20|77)")


@rule(
    "personal-contact",
    Severity.WARNING,
    about=_("An e-mail address or a telephone number is not the sender's."),
    why=_("The report is a public document; only the function's own contact belongs in it."),
    bad="# Text\n\nFråga anna.andersson@exempelstad.se.\n",
    good="# Text\n\nFråga funktion@exempelstad.se eller ring 010-123 45 67.\n",
)
def personal_contact(subject: Subject) -> Iterator[Finding]:
    """Addresses and numbers in the sections, links included, other than `contact:` has.

    A note of a fixed telephone where no person is named: a service's own has no other mark.
    """
    contact = subject.project.settings.contact
    email = contact.email.casefold() if contact else ""
    own = {_digits(found[0]) for found in _TELEPHONE.finditer(contact.phone if contact else "")}
    hint = _("the sender's contact stands in content/reportgen.yaml; delete others")
    for section in subject.document.sections:
        source = subject.source(section.span.file)
        for found in _EMAIL.finditer(source.text):
            if found[0].casefold().rstrip(".") != email:
                span = source.span_between(*found.span())
                yield Finding(_("this e-mail address is not the sender's"), span, hint)
        for found in _TELEPHONE.finditer(source.text):
            if _digits(found[0]) in own or _is_public(found[0]):
                continue
            line = source.text[: found.start()].rpartition("\n")[2]
            line += source.text[found.start() :].partition("\n")[0]
            persons = _is_persons(line, found[0])
            if persons or not _SERVICE.search(line):
                span = source.span_between(*found.span())
                message = _("this telephone number is not the sender's")
                yield Finding(message, span, hint, severity=None if persons else Severity.NOTE)


def _digits(number: str) -> str:
    """The digits of a number in Sweden, without the country's code."""
    digits = re.sub(r"\D", "", number.replace("(0)", ""))
    return "0" + digits.removeprefix("46") if number.startswith("+46") else digits


def _is_public(number: str) -> bool:
    """Whether it is a service's number, or no number at all: a date without its century."""
    digits = _digits(number)
    return bool(_PUBLIC.match(digits)) or not 8 <= len(digits) <= 11


# What is open to all, or ours; and what a person's own telephone begins with.
_SERVICE = Pattern(
    r"(?i)(?<!\w)(?:oss|vår|vårt|vi nås|\w*koordinatorerna|\w*jour(?:en|telefon\w*)?|telefontid\w*"
    r"|\w*telefonen|växeln?|\w*rådgivning\w*|\w*mottagningen|stödlinjen?|gemensamma? nummer)(?!\w)"
)
_MOBILE = Pattern(r"(?:\+46[ \u00a0]?(?:\(0\))?|0)7\d")
_TWO_NAMES = Pattern(r"(?<![\w-])[A-ZÅÄÖ][a-zåäöé]+[ \u00a0][A-ZÅÄÖ][a-zåäöé]+")


def _is_persons(line: str, number: str) -> bool:
    """Whether a line names a person beside the number, or that is a mobile telephone's."""
    return bool(_TWO_NAMES.search(line) or _MOBILE.match(number))


@rule(
    "person-described",
    Severity.WARNING,
    about=_("A single person is described so that he or she can be recognised."),
    why=_("Whoever lives there knows who it is, and now knows what happened to that person."),
    bad="# Text\n\nEn nioårig flicka från Ghana bor i Almvik.\n",
    good="# Text\n\nEn flicka fick stöd. Flera barn kom från Ghana.\n",
)
def person_described(subject: Subject) -> Iterator[Finding]:
    """One person of whom a sentence tells two, or the place of work; of whom it tells an age: note.

    Two of these: how old, in which class, where from, where living, on which day.
    """
    for passage in subject.written:
        for start, end in passage.sentences:
            found = find_described(passage.typed, start, end)
            if found is not None:
                message = _("this tells of one person: {said}", said=", ".join(found.said))
                hint = _("leave out what points the person out, or tell of several together")
                severity = None if found.certain else Severity.NOTE
                span = passage.span(found.start, found.end)
                yield Finding(message, span, hint, severity=severity)
