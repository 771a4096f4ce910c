"""Abbreviations: explained where they first stand, with the letters of what they are short for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.checks.finding import Finding
from reportgen.checks.passages import Passage
from reportgen.checks.prose import replacing, swedish_passages
from reportgen.checks.rule import rule
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Severity
from reportgen.language.patterns import Pattern

TOPIC = _("Abbreviations")

# Abbreviations that every reader of a public report knows, and what only looks like one.
_KNOWN = frozenset(
    ("AB", "CV", "EU", "FN", "IT", "ID", "OBS", "PDF", "SMS", "TV", "UD", "USA", "OK", "SFS", "SOU")
)
_ABBREVIATION = Pattern(r"(?<![\w&-])[A-ZÅÄÖ]{2,6}(?=(?:s|:s|:er|:n|-\w+)?(?![\w&]))")
_ROMAN = Pattern(r"[IVXLC]+")
_IN_BRACKETS = Pattern(r"(?<=\w \()[A-ZÅÄÖ]{2,}(?=\))")
_BESIDE_NAME = Pattern(r"(?<=[a-zåäö]{4}/)[A-ZÅÄÖ]{2,}(?![\w-])")
_LED_IN = Pattern(
    r"\w[”\"]?[ \u00a0]\((?:(?:nedan|härefter|hädanefter|fortsättningsvis|i det följande|förkortat|"
    r"förkortas|kallat|kallad|även|eller)[ \u00a0:]*){0,2}$"
)
# “Det nationella metodstödsteamet, NMT,”
_BESIDE = Pattern(
    r"(?P<words>(?:[^\W\d_][\w-]*[ \u00a0]){0,6}[^\W\d_][\w-]{3,}),[ \u00a0]"
    r"(?:(?:som[ \u00a0])?(?:förkortat|förkortad|förkortas|kallat|kallad|även kallat)[ \u00a0])?$"
)
_IN_FULL = Pattern(r"[ \u00a0]\(\w{3,}")
# “IOM, International Organization for Migration”, “IOM, alltså …”, “IOM står för …”
_BEHIND = Pattern(
    r"(?:,[ \u00a0](?:(?:alltså|dvs\.|det vill säga|egentligen|i klartext)[ \u00a0]"
    r"(?P<said>[\w-]+(?:[ \u00a0][\w-]+){0,8})"
    r"|(?P<words>[A-ZÅÄÖ][\w-]+(?:[ \u00a0][\w-]+){0,6}))"
    r"|[ \u00a0](?:står för|betyder|är kort för|är en förkortning (?:av|för))[ \u00a0]"
    r"(?P<meant>[\w-]+(?:[ \u00a0][\w-]+){0,8}))"
)
# “återvändandeprogrammet för människohandel och prostitution, som ofta förkortas …”
_CALLED_SHORT = Pattern(
    r"(?i)\b(?:förkortas|förkortat|förkortad|förkortade|förkortades)(?:[ \u00a0]ofta)?[ \u00a0]$"
)
_SHORT_FOR = Pattern(
    r"(?P<words>(?:[A-ZÅÄÖ][\w-]+(?:[ \u00a0][a-zåäö]{1,4})?[ \u00a0]){2,6})"
    r"\((?P<short>[A-ZÅÄÖ]{3,6})\)"
)


@rule(
    "unexplained-abbreviation",
    Severity.WARNING,
    about=_("An abbreviation is not explained where it first stands."),
    why=_("The report is read at the authority, not only by those who use the word every day."),
    bad="# Text\n\nVi samverkade med AKC under hösten.\n",
    good="# Text\n\nVi samverkade med Centrum mot arbetslivskriminalitet (AKC) under hösten.\n",
)
def unexplained_abbreviation(subject: Subject) -> Iterator[Finding]:
    """First uses of capitals outside a parenthesis, unless the passage itself explains them."""
    seen = set(_KNOWN) | set(subject.settings.words) | _on_cover(subject) | _in_labels(subject)
    for passage in subject.passages:
        if passage.kind == "heading":
            continue
        for found in _ABBREVIATION.finditer(passage.typed):
            name = found[0]
            if name in seen or _ROMAN.fullmatch(name) or len(set(name)) == 1:
                continue
            seen.add(name)
            if _explained_here(passage, found):
                continue
            message = _("'{name}' is not explained where it first stands", name=name)
            hint = _("write the words first: '… ({name})'", name=name)
            yield Finding(message, passage.span(*found.span()), hint)


@rule(
    "swapped-letters",
    Severity.WARNING,
    about=_("An abbreviation has the letters of its words in another order: `(OIM)` for `(IOM)`."),
    why=_("The reader looks for an organisation that is not there."),
    bad="# Text\n\nStödet gavs med International Organization for Migration (OIM).\n",
    good="# Text\n\nStödet gavs med International Organization for Migration (IOM).\n",
)
def swapped_letters(subject: Subject) -> Iterator[Finding]:
    """Capitals in brackets behind a name whose words begin with the same letters."""
    for passage in subject.written:
        for found in _SHORT_FOR.finditer(passage.typed):
            right, short = _initials(found["words"]), found["short"]
            if short != right and sorted(short) == sorted(right):
                message = _("'{short}' has the letters of its words in another order", short=short)
                place = found.span("short")
                hint = _("write '{right}'", right=right)
                yield Finding(message, passage.span(*place), hint, passage.fix(*place, right))


# “EUs”, “NSPMs”: only what is read letter by letter, or looks like it.
_GENITIVE = Pattern(r"(?<![\w&./-])(?P<short>[A-ZÅÄÖ]{2,6})s(?![\w&:-])")
# The plural of these is English: “NGOs”, “PCs”.
_PLURALS = frozenset(("NGO", "PC", "CD", "DVD", "ID", "CSO", "INGO", "SDG", "CV", "PDF"))


@rule(
    "abbreviation-genitive",
    Severity.WARNING,
    about=_("The genitive of an abbreviation has no colon: `EUs`, `NSPMs`."),
    why=_("Swedish writes `EU:s`; without the colon the s looks like one of its letters."),
    bad="# Text\n\nArbetet följer EUs direktiv.\n",
    good="# Text\n\nArbetet följer EU:s direktiv. Flera NGOs deltog.\n",
    supersedes=("misspelt", "unexplained-abbreviation"),
)
def abbreviation_genitive(subject: Subject) -> Iterator[Finding]:
    """Capitals with a small s behind them."""
    for passage in swedish_passages(subject):
        for found in _GENITIVE.finditer(passage.typed):
            if found["short"] not in _PLURALS:
                right = f"{found['short']}:s"
                message = _("'{word}' has no colon before the genitive's s", word=found[0])
                hint = _("write '{right}'", right=right)
                yield replacing(passage, found.span(), message, right, hint)


def _initials(words: str) -> str:
    return "".join(word[0] for word in words.split() if word[0].isupper())


def _on_cover(subject: Subject) -> set[str]:
    """The abbreviations that the cover explains: “… (NMT)”."""
    settings = subject.year.settings
    return {
        each
        for text in (settings.subtitle, settings.purpose)
        for each in _IN_BRACKETS.findall(text or "")
    }


def _in_labels(subject: Subject) -> set[str]:
    """The abbreviations that a label of the statistics explains: “Arbetsmiljöverket/AKC”."""
    labels = (row.label for table in subject.statistics.tables.values() for row in table.rows)
    return {each for label in labels if "/" in label for each in _BESIDE_NAME.findall(label)}


def _explained_here(passage: Passage, found: re.Match[str]) -> bool:
    """“Centrum mot arbetslivskriminalitet (AKC)”, “AKC (Centrum mot …)”, or beside a comma."""
    before = passage.text[: found.start()]
    if _LED_IN.search(before) or _IN_FULL.match(passage.text, found.end()):
        return True
    behind = _BEHIND.match(passage.text, found.end())
    if behind and (behind["said"] or behind["meant"]):
        return True
    start, _end = passage.sentence_at(found.start())
    if _CALLED_SHORT.search(before) and len(before) - start > _LONG_FORM:
        return True
    beside = _BESIDE.search(before) or behind
    return beside is not None and _begins_alike(found[0], beside["words"])


# A sentence that tells what something is called for short has told it at such a length.
_LONG_FORM = 30


def _begins_alike(short: str, words: str) -> bool:
    """Whether the words have the letters of `short` in their order, the first as a beginning."""
    folded = words.casefold()
    begins = [m.start() for m in re.finditer(rf"(?<!\w){short[0].casefold()}", folded)]
    return any(_holds_in_order(short[1:].casefold(), folded[at + 1 :]) for at in begins)


def _holds_in_order(letters: str, text: str) -> bool:
    at = 0
    for letter in letters:
        at = text.find(letter, at) + 1
        if not at:
            return False
    return True
