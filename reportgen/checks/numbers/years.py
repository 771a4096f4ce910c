"""The years that words name, and those that a number is of."""

from __future__ import annotations

from reportgen.checks.numbers.sentences import Cell, Sentence
from reportgen.checks.numbers.wording import COMPARED, LAST_YEAR, RESPECTIVE, SINCE
from reportgen.language.patterns import Pattern

_YEAR = Pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_YEAR_BEHIND = Pattern(
    r"[ \u00a0](?:år[ \u00a0]|under[ \u00a0]|\()?(?P<year>(?:19|20)\d\d)(?!\d|:[ \u00a0])"
)
# “60 procent (2022: 65 procent)”
_YEAR_BEFORE = Pattern(r"\((?:år[ \u00a0])?(?P<year>(?:19|20)\d\d):?[ \u00a0]$")
# “Deras andel har minskat från 79 procent”, and what it is now was said before
_CHANGED_FROM = Pattern(
    r"\b(?:ökat|ökade|minskat|minskade|sjunkit|sjönk|stigit|steg|gått|gick|ned|ner|upp)"
    r"[ \u00a0]från[ \u00a0](?:\w+[ \u00a0])?$"
)
_NOW_SAID = Pattern(r"\b(?:nu|i år|[Åå]rets)\b")
_BOTH = Pattern(r"\b(?:båda|bägge)[ \u00a0]åren\b")
_THEN = "var|hade|fick|kom|gällde|rörde|blev|utgjorde|stod|motsvarade|fanns"
_NOW = Pattern(r"\b(?:nu|i år|årets)\b(?!.*[ \u00a0](?:mot|från)[ \u00a0])")
# “13 färre än 2024, då de var 44”, “sedan 2023, då myndigheten initierade 4 ärenden”
_YEAR_THEN = Pattern(r"(?P<year>(?:19|20)\d\d),[ \u00a0]då[ \u00a0][^,.;:]*$")
# “en femtedel fler än året innan, då de var fyrtio”
_LAST_YEAR_THEN = Pattern(
    r"(?:året[ \u00a0](?:före|innan|dessförinnan)|föregående år|förra året|i fjol),[ \u00a0]då"
    r"[ \u00a0][^,.;:]*$"
)
_YEAR_AFTER = Pattern(r"[ \u00a0](?:\w+[ \u00a0])?(?:året därpå|året efter|då)\b")
# “Sju ärenden kommer därifrån, vilket är lika många som året innan”
_COMPARISON = Pattern(
    r", (?:vilket|alltså|och det) (?:är|var|innebär) |[ \u00a0]\((?:år[ \u00a0])?(?:19|20)\d\d"
)

# “Fem fler än året före”, “jämfört med 2021”: the year of neither this number nor the next.
_COMPARED_WITH = Pattern(
    r"(?i)\b(?:(?:fler|färre|mer|mindre|högre|lägre|större|många|mycket|hög|låg)"
    r"(?:[ \u00a0]av[ \u00a0]\w+(?:[ \u00a0]\w+)?)?[ \u00a0](?:än|som)|jämfört med|"
    r"i jämförelse med)[ \u00a0](?:under[ \u00a0])?"
    r"(?:(?:år[ \u00a0])?(?:19|20)\d\d(?!\d)|året[ \u00a0](?:före|innan|dessförinnan)|"
    r"föregående år|förra året|i fjol)"
)
# “14 länder, mot 12 under 2024, och …”: what comes behind it is of this year again.
_AGAINST = Pattern(
    r"(?i)[ ,(](?:mot|att jämföra med|jämfört med|i jämförelse med)[ \u00a0][^,;)]*[,;)]"
)

# “Arton fler än de 61 som vi redovisade för 2023”
THAN_THOSE = Pattern(r"\b(?:än|mot|med)[ \u00a0](?:de|dessa)[ \u00a0]$")
_RESPECTIVE_BEFORE = Pattern(r"\d[ \u00a0](?:procent[ \u00a0])?respektive[ \u00a0]$")


_OPENS = Pattern(
    r"(?i)\W*(?:(?:(?:under|år|i|för|motsvarande siffror för)[ \u00a0]){0,2}"
    r"(?P<year>(?:19|20)\d\d)\b|(?:under[ \u00a0])?"
    r"(?:året[ \u00a0](?:före|innan|dessförinnan)|föregående år|förra året|i fjol)\b)"
)
# “Då var de 63”, “Regionens 70 ärenden motsvarade då sju procent”
_GOES_ON = Pattern(rf"(?i)\W*då[ \u00a0](?:{_THEN})\b|[^,;]*\b(?:{_THEN})[ \u00a0]då\b")


def tells_of_another_year(words: str, before: str, own: int) -> bool:
    """Whether a sentence is about another year: “Året före sökte nio”, or “Då var 63 kvinnor”.

    `before` are the words of the sentence before it in the passage, empty for the first.
    """
    opening = _OPENS.match(words)
    if opening:
        return opening["year"] is None or int(opening["year"]) != own
    return bool(years_gone_on_with(words, before, own))


def years_gone_on_with(words: str, before: str, own: int) -> set[int]:
    """The other years of the sentence before, where a sentence goes on with them: “Då var …”."""
    return years_in(before, own) - {own} if _GOES_ON.match(words) else set()


def years_in(words: str, own: int) -> set[int]:
    """The years that words name, “förra året” among them."""
    plain = SINCE.sub("", words)
    years = {int(each) for each in _YEAR.findall(plain)}
    return years | ({own - 1} if LAST_YEAR.search(words) else set())


def last_year_in(words: str, own: int) -> set[int]:
    """The year that was named last, and still holds."""
    found = list(_YEAR.finditer(SINCE.sub("", words)))
    if not found:
        return {own - 1} if LAST_YEAR.search(words) else set()
    return {int(found[-1][0])}


def years_said(cell: Cell, sentence: Sentence, year: int) -> set[int]:
    """The years that a number of the report on `year` may be of; none where nobody can tell."""
    text, quantity = sentence.text, cell.quantity
    own = {year}
    behind = _YEAR_BEHIND.match(text, quantity.end)
    before = _YEAR_BEFORE.search(text, sentence.start, quantity.start)
    if behind or before:
        years = {int((behind or before)["year"])}  # type: ignore[index]
    elif cell.side == "old" or _CHANGED_FROM.search(text, sentence.start, quantity.start):
        years = years_in(text[cell.start : quantity.end], year) - own or {year - 1}
    elif cell.side == "new" or _NOW.search(text, cell.start, quantity.start):
        years = own
    elif COMPARED.match(text, cell.start):
        years = years_in(text[cell.start : sentence.end], year) - own
        years = years or ({year - 1} if _dates(sentence, year) else {year, year - 1})
    elif THAN_THOSE.search(text, cell.start, quantity.start):
        years = years_in(text[cell.start : sentence.end], year) - own or {year - 1}
    elif (then := _year_then(text, sentence.start, quantity.start, year)) is not None:
        years = {then}
    else:
        said = _COMPARED_WITH.sub("", _without_comparison(text, cell))
        earlier = _AGAINST.sub("", _COMPARED_WITH.sub("", text[sentence.start : cell.start]))
        years = years_in(said, year) or last_year_in(earlier, year)
        if _is_one_of_two(cell, sentence):
            years = years_in(sentence.words, year) | own
        if _BOTH.search(text, quantity.end, cell.end):
            years = {year, year - 1}
    if _YEAR_AFTER.match(text, quantity.end):
        return set()
    return years or own


def _year_then(text: str, start: int, end: int, own: int) -> int | None:
    """The year of “13 färre än 2024, då de var 44”, “… än året innan, då de var 44”."""
    then = _YEAR_THEN.search(text, start, end)
    if then:
        return int(then["year"])
    return own - 1 if _LAST_YEAR_THEN.search(text, start, end) else None


def _dates(sentence: Sentence, year: int) -> bool:
    """Whether the sentence says a year, or that it tells of this one: no two rows are compared."""
    return bool(years_in(sentence.words, year) or _NOW_SAID.search(sentence.words))


def _is_one_of_two(cell: Cell, sentence: Sentence) -> bool:
    """Whether it is one number of “som året innan (27 respektive 28)”: each can be of each year."""
    text, quantity = sentence.text, cell.quantity
    return bool(
        RESPECTIVE.match(text, quantity.end)
        or _RESPECTIVE_BEFORE.search(text, sentence.start, quantity.start)
    )


def _without_comparison(text: str, cell: Cell) -> str:
    """What is said of a number, without the year that it is compared with at last."""
    compared = _COMPARISON.search(text, cell.quantity.end, cell.end)
    return text[cell.start : compared.start() if compared else cell.end]
