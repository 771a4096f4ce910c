"""Names that a report spells in two ways."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, combinations, groupby
from operator import itemgetter

from reportgen.checks.agencies import HEADS, agencies
from reportgen.checks.finding import Finding
from reportgen.checks.grammar.fixed_phrases import is_one_slip
from reportgen.checks.passages import Passage
from reportgen.checks.prose import swedish_passages
from reportgen.checks.rule import rule
from reportgen.checks.spelling import Spelling
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Severity
from reportgen.language.patterns import Pattern
from reportgen.readers.paths import SETTINGS

TOPIC = _("Names")

_NAME = Pattern(r"(?<![\w@./-])[A-ZÅÄÖ][a-zåäöéü]{4,}(?![\w@-])")
# What stands behind these is a name, though a dictionary may have it.
_NAMING = Pattern(
    r"(?i)\b\w*(?:föreningen|mottagningen|stiftelsen|boendet|organisationen|projektet|gården|jouren)"
    r"[ \u00a0]$"
)
# “Maria Ekelöv”, “Maj-Lis Granvik”
_PERSON = Pattern(
    r"(?<![\w@./-])(?P<first>[A-ZÅÄÖ][a-zåäöéü]+(?:-[A-ZÅÄÖ][a-zåäöéü]+)?)[ \u00a0]"
    r"(?P<last>[A-ZÅÄÖ][a-zåäöéü]{3,})(?![\w@-])"
)
_Place = tuple[Passage, int, int]


@rule(
    "unlike-names",
    Severity.WARNING,
    about=_("A name is spelt in two ways: `Hamnljus` and `Hamnljuset`, `Nyvall` and `Nywall`."),
    why=_("One of them is wrong, and it is somebody's name."),
    bad="# Text\n\nVi mötte Zorbelius i maj. Zorbeljus tackade. Sedan gick Zorbelius.\n",
    good="# Text\n\nVi mötte Zorbelius i maj. Sedan gick Zorbelius, och Zorbelius vän.\n",
    supersedes=("misspelt",),
)
def unlike_names(subject: Subject) -> Iterator[Finding]:
    """Words with a capital that no dictionary has and that differ by a letter or an article.

    Of persons with one first name those whose last names differ by a letter, wherever that is;
    all names that differ by a hyphen, a blank or a capital inside, authorities by their last part.
    """
    capitals = _capital_words(subject)
    found = chain(
        _unlike_persons(subject, capitals),
        _unlike_joints(subject, capitals),
        _unlike_agencies(subject, capitals),
        _no_agencies(capitals),
        _unlike_letters(subject),
    )
    yield from {each.span: each for each in reversed([*found])}.values()


def _unlike_letters(subject: Subject) -> Iterator[Finding]:
    """Names that differ by one letter, or by an article behind them."""
    places, named = _names_of(subject)
    for first, second in combinations(sorted(places), 2):
        if not (_is_one_name(first, second) or (first in named and _is_definite(first, second))):
            continue
        order = list(places)
        usual, other = sorted(
            (first, second), key=lambda name: (-_times_written(places, name), order.index(name))
        )
        yield from _told(other, usual, places[other])


# “Hamnljuset”, “Hamn-ljuset”, “HamnLjuset”
_CAPITAL = Pattern(
    r"(?<![\w@./-])[A-ZÅÄÖ][\w]{3,}(?:-[a-zåäöA-ZÅÄÖ]\w{2,})?(?<![A-ZÅÄÖ])(?![\w@-])"
)


def _capital_words(subject: Subject) -> dict[str, list[_Place]]:
    """Every word with a capital in front, with where it stands."""
    places: dict[str, list[_Place]] = {}
    for passage in swedish_passages(subject):
        for found in _CAPITAL.finditer(passage.typed):
            places.setdefault(found[0], []).append((passage, *found.span()))
    return places


def _unlike_joints(subject: Subject, capitals: Mapping[str, Sequence[_Place]]) -> Iterator[Finding]:
    """Names that are one but for a hyphen, a capital inside or a blank."""
    alike: dict[str, list[str]] = {}
    for word in capitals:
        alike.setdefault(word.replace("-", "").casefold().removesuffix("s"), []).append(word)
    for words in alike.values():
        stems = {word.removesuffix("s") for word in words}
        if len(stems) > 1 and not any(_is_first_name(word, capitals) for word in words):
            usual = max(
                sorted(stems), key=lambda stem: (_times_written(capitals, stem), "-" not in stem)
            )
            for word in words:
                if word.removesuffix("s") != usual:
                    yield from _told(word, usual, capitals[word])
    long = [n for n in capitals if len(n) >= _LONG_JOINED and any(map(_is_inside, capitals[n]))]
    pairs = _pairs_of_words(subject) if long else {}
    for name in long:
        for parted, place in pairs.get(name.casefold(), ()):
            first, second = parted.split(" ")
            if first + second == name or first + second.lower() == name:
                yield from _told(parted, name, [place])


_LONG_JOINED = 8


def _is_inside(place: _Place) -> bool:
    """Whether a word stands inside a sentence, so that its capital is its own."""
    passage, start, _end = place
    before = passage.typed[max(0, start - 2) : start]
    return len(before) == 2 and before[0].isalpha() and before[1].isspace()


# “Hamn ljuset”; the next pair may begin with the second word.
_PAIR = Pattern(r"(?<!\w)(?P<first>[A-ZÅÄÖ][\w-]{2,}) (?=(?P<second>\w{3,}))")


def _pairs_of_words(subject: Subject) -> dict[str, list[tuple[str, _Place]]]:
    """Where a name may stand in two words, by both in small letters: “Hamn ljuset”."""
    found: dict[str, list[tuple[str, _Place]]] = {}
    for passage in subject.written:
        for each in _PAIR.finditer(passage.typed):
            joined = (each["first"] + each["second"]).casefold()
            parted = f"{each['first']} {each['second']}"
            place = passage, each.start(), each.start() + len(parted)
            found.setdefault(joined, []).append((parted, place))
    return found


def _is_first_name(word: str, capitals: Mapping[str, Sequence[_Place]]) -> bool:
    """Whether it is a person's: “Anna-Lena Ek” and “Annalena Ek” may be two."""
    if "-" not in word or word.partition("-")[2][0].islower():
        return False
    return any(
        passage.typed[end : end + 2][1:].isupper() for passage, _start, end in capitals[word]
    )


def _told(word: str, usual: str, places: Sequence[_Place]) -> Iterator[Finding]:
    for passage, start, end in places:
        message = _("'{name}' is '{other}' elsewhere in the report", name=word, other=usual)
        yield Finding(message, passage.span(start, end), _("write the name in one way"))


# What the names of authorities end with, and none has two of: “Skolverket” and
# “Skolinspektionen” are two authorities.
_HEADS = ("verket", "myndigheten", "styrelsen")
_SHORTEST_PART = 5


def _unlike_agencies(
    subject: Subject, capitals: Mapping[str, Sequence[_Place]]
) -> Iterator[Finding]:
    """“Jämställdhetsverket” where the report, or its settings, has “Jämställdhetsmyndigheten”."""
    parts: dict[str, set[str]] = {}
    settings = _CAPITAL.findall(subject.source(SETTINGS).text)
    for word in (*capitals, *settings):
        name = word.removesuffix("s")
        head = next((each for each in _HEADS if name.endswith(each)), "")
        if head and len(name) - len(head) >= _SHORTEST_PART:
            parts.setdefault(name.removesuffix(head), set()).add(name)
    for names in parts.values():
        usual = max(
            sorted(names), key=lambda name: (name in settings, _times_written(capitals, name))
        )
        for name in sorted(names - {usual}):
            for form in (name, f"{name}s"):
                yield from _told(form, usual, capitals.get(form, ()))


# Several may be called so; of the others there is only the one that is known.
_ONE_OF_MANY = ("läns", "polis", "social", "skol", "skatte")


def _no_agencies(capitals: Mapping[str, Sequence[_Place]]) -> Iterator[Finding]:
    """“Arbetsmiljöinspektionen”, “Jämnställdhetsmyndigheten”: there is none of that name."""
    known = {name for names in agencies().values() for name in names}
    for word, places in capitals.items():
        name = word.removesuffix("s").lower()
        if not name.endswith(HEADS) or name in known:
            continue
        head = next(each for each in HEADS if name.endswith(each))
        stem = name.removesuffix(head)
        right = [each for each in known if is_one_slip(name, each)]
        if not right and stem not in _ONE_OF_MANY:
            right = [*agencies().get(stem, ())]
        for passage, start, end in places if right else ():
            message = _("there is no authority called '{name}'", name=word)
            hint = _("write '{right}'", right=right[0].capitalize())
            yield Finding(message, passage.span(start, end), hint)


def _unlike_persons(
    subject: Subject, capitals: Mapping[str, Sequence[_Place]]
) -> Iterator[Finding]:
    places: dict[tuple[str, str], list[_Place]] = {}
    for passage in subject.written:
        for found in _PERSON.finditer(passage.typed):
            place = passage, *found.span("last")
            places.setdefault((found["first"], found["last"].removesuffix("s")), []).append(place)
    settings = _persons_in_settings(subject)
    order = [*settings, *places]
    alike = (
        (one, other)
        for _first_name, group in groupby(sorted({*places, *settings}), key=itemgetter(0))
        for one, other in combinations(group, 2)
        if _are_one_person(one[1], other[1])
    )
    for pair in alike:
        usual, other = sorted(
            pair,
            key=lambda name: (
                name not in settings,
                -_times_written(capitals, name[1]),
                order.index(name),
            ),
        )
        yield from _told(" ".join(other), " ".join(usual), places.get(other, ()))


def _persons_in_settings(subject: Subject) -> set[tuple[str, str]]:
    """The persons that sign the report, or are to be asked about it."""
    texts = (subject.source(file).text for file in (SETTINGS, f"{subject.folder}/report.yaml"))
    return {
        (found["first"], found["last"].removesuffix("s"))
        for text in texts
        for found in _PERSON.finditer(text)
    }


# What two spellings of one name begin with; the rest of it differs by a letter.
_SAME_BEGINNING = 3


def _are_one_person(first: str, second: str) -> bool:
    """Whether two last names differ by one letter: “Ekelöv” and “Ekelöf”, “Sjöfall”, “Sjöfahl”."""
    at = _where_a_letter_differs(first, second)
    return at is not None and at >= _SAME_BEGINNING


def _times_written(places: Mapping[str, Sequence[_Place]], name: str) -> int:
    """How often a name stands in the report, with its genitive."""
    return sum(len(places.get(form, ())) for form in {name, f"{name}s", name.removesuffix("s")})


def _names_of(subject: Subject) -> tuple[dict[str, list[_Place]], set[str]]:
    """The words with a capital that no dictionary has, or that are said to be names, and these."""
    spelling = subject.spelling
    if spelling is None or subject.project.language != "sv":
        return {}, set()
    places: dict[str, list[_Place]] = {}
    named: set[str] = set()
    for passage in subject.written:
        for found in _NAME.finditer(passage.typed):
            name = found[0]
            places.setdefault(name, []).append((passage, *found.span()))
            if _NAMING.search(passage.typed, max(0, found.start() - 24), found.start()):
                named |= {name, f"{name}et", f"{name}en"}
    region = subject.project.settings.region
    if _NAME.match(region):
        named |= {region, region.removesuffix("en"), region.removesuffix("et")} - {""}
    unknown = {
        name: found
        for name, found in places.items()
        if name in named or not (_is_known(spelling, name) or _is_known(spelling, name.lower()))
    }
    return unknown, named


def _is_known(spelling: Spelling, word: str) -> bool:
    return spelling.is_right(word) or spelling.is_right(word.removesuffix("s"))


def _is_one_name(first: str, second: str) -> bool:
    """Whether two words differ by one letter inside; a genitive's s makes no other name."""
    first, second = first.removesuffix("s"), second.removesuffix("s")
    if first[0] != second[0] or not (first[1] == second[1] or {first[1], second[1]} in _ALIKE):
        return False
    if abs(len(first) - len(second)) > 1 or min(len(first), len(second)) < _LONG:
        return False
    return _differs_by_one(first, second)


# Letters that sound alike: “Håvestad” and “Hovestad”.
_ALIKE = ({"å", "o"}, {"ä", "e"}, {"y", "i"}, {"u", "o"})


def _is_definite(first: str, second: str) -> bool:
    """Whether the second is the first with an article behind: “Hamnljus” and “Hamnljuset”."""
    return second.removesuffix("s") in (f"{first}et", f"{first}en")


# Shorter names that differ by a letter are mostly two: Malin and Marin.
_LONG = 6


def _differs_by_one(first: str, second: str) -> bool:
    """Whether a letter is put in, or put for another, before the last one."""
    at = _where_a_letter_differs(first, second)
    # “Granby” and “Granbo”: the end is where names differ, but for a doubled letter.
    if at is not None and at > 0 and abs(len(first) - len(second)) == 1:
        longer = max(first, second, key=len)
        if longer[at] == longer[at - 1]:
            return True
    return at is not None and at < min(len(first), len(second)) - 1


def _where_a_letter_differs(first: str, second: str) -> int | None:
    """Where two words begin to differ that are one but for a letter; None for all others."""
    short, long = sorted((first, second), key=len)
    at = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    same = short[at:] == long[at + 1 :] or short[at + 1 :] == long[at + 1 :]
    return at if same else None
