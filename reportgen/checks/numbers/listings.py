"""What a text lists of a whole: “14 intervjuer, varav 6 med journalister, 5 med studenter och 3 …”.

Whatever is counted: a list is told by its numbers, which come to one that the text gives.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from reportgen.checks.arithmetic.lines import Line, lines_of
from reportgen.checks.numbers.quantities import Quantity
from reportgen.checks.numbers.years import tells_of_another_year
from reportgen.checks.passages import Passage
from reportgen.checks.patterns import word_set
from reportgen.language.patterns import Pattern

_SEPARATOR = Pattern(
    r"\)?[,;](?=[ \u00a0])|\)?[ \u00a0](?:och|samt|medan|men|respektive)(?=[ \u00a0])|\)"
)
_UNIT = (
    r"(?:ärende\w{0,4}|fall(?:en|et)?|person(?:er|erna|en)?|stycken|st|gånger|av (?:dem|dessa|de)|"
    r"av \w+(?:na|en)|vuxna|i åldern)"
)
_UNITS_ONLY = Pattern(rf"\W*(?:{_UNIT}\b\W*)*")
_LEADING_UNIT = Pattern(rf"(?:{_UNIT})(?![\w-])[ \u00a0]*")
_ENDS = Pattern(r"[.:;!?]|, (?:vilket|som|där|att|men|och|medan)\b| \(|$")
# Words that a label neither begins nor ends with.
_SMALL = word_set(
    "en ett i på till från om med för hos av vid under inom ur via mot som och eller samt men",
    "var är blev har hade fick kom gick hölls rörde rör gällde gäller avsåg avser handlade ingick",
    "medan att den det de dem dessa sig då där varav därav vilka vilket också bara endast totalt",
    "sammanlagt cirka drygt knappt ungefär ytterligare övriga inkom ägde rum därefter följer följt",
    "initierades initierade initierats inleddes riktade riktad hållits genomfördes",
)
_WORD = Pattern(r"[\w/-]+")
_OTHERS = Pattern(r"(?i)\b(?:övriga|resterande|återstående)\b")
_UNKNOWN = Pattern(r"(?i)\b(?:okän[dt]a?|saknas|saknades|oklar[at]?|vet (?:vi )?inte)\b")
_OF_WHICH = Pattern(r"\b(?:varav|därav|av vilka|av dem|av dessa)\b|:")
_LONGEST_LABEL, _LONGEST = 7, 60
# Parts of what was said before the sentence: fewer of them may come to a number by chance.
_MANY = 3
_OF_BEFORE = Pattern(r"(?i)\W*(?:av|bland|inom|i)[ \u00a0](?:de|dem|dessa|årets|våra|\w+na)\b")


class Item(Struct, frozen=True):
    """One part: its words, its number, and where the number begins in the passage."""

    label: str
    count: int
    start: int


class Listing(Struct, frozen=True):
    """What is listed in a sentence, from one offset of a passage to another.

    `whole` is 0 where nothing says what they come to. `noun` is what it counts, as the text has
    it; empty where that stands elsewhere.
    """

    passage: Passage
    start: int
    end: int
    items: tuple[Item, ...]
    whole: int
    noun: str


class _Whole(Struct, frozen=True):
    count: int
    noun: str


def listings(
    passages: Sequence[Passage], year: int, totals: Sequence[int] = ()
) -> Iterator[Listing]:
    """The lists of all passages, in their order; those of tables and quotations are left out.

    Sentences about another year than `year` are left out as well. `totals` are wholes that a list
    may come to wherever it stands.
    """
    for passage in passages:
        if passage.kind in ("paragraph", "item", "footnote"):
            yield from _in_passage(passage, year, totals)


def _in_passage(passage: Passage, year: int, totals: Sequence[int]) -> Iterator[Listing]:
    lines = [*lines_of(passage)]
    said = [_Whole(each, "") for each in totals]
    befores = ("", *(each.words for each in lines))
    for before, line, behind in zip(befores, lines, (*lines[1:], None), strict=False):
        if tells_of_another_year(line.words, before, year):
            continue
        counts = [each for each in line.counts if _is_count(line, each)]
        # “1 på en biltvätt” has an article, “en kvinna och två män” has none.
        ways = (([each for each in counts if each.form != "weak"]), counts)
        tried = (_listed(line, each, said, behind) for each in ways if len(each) > 1)
        found = next((each for each in tried if each is not None), None)
        if found is not None:
            yield found
        said += [_Whole(int(each.value), _noun(line, each)) for each in counts]


def _is_count(line: Line, quantity: Quantity) -> bool:
    return quantity.typed and quantity.slack == "exact" and not line.is_aside(quantity)


def _listed(
    line: Line, counts: Sequence[Quantity], said: Sequence[_Whole], behind: Line | None
) -> Listing | None:
    """The longest run of a sentence's numbers that comes to a whole, with its words."""
    more = _told_behind(behind)
    for first in range(min(len(counts) - 1, 3)):
        parts = counts[first:]
        whole = _whole(line, counts[:first], parts, said, more)
        if whole is None or not _is_listed(line, parts):
            continue
        items = _items(line, parts)
        total = sum(each.count for each in items)
        if more is not None and total < whole.count:
            items = [*items, more]
        if len({each.label.casefold() for each in items}) < len(items):
            continue
        if all(each.label for each in items):
            return Listing(
                line.passage, line.start, line.end, tuple(items), whole.count, whole.noun
            )
    return None


def _whole(
    line: Line, before: Sequence[Quantity], parts: Sequence[Quantity],
    said: Sequence[_Whole], more: Item | None,
) -> _Whole | None:  # fmt: skip
    """What the parts come to: a number of the sentence before them, or of the sentences before."""
    total = sum(int(each.value) for each in parts)
    sums = {total} | ({total + more.count} if more else set())
    if before and int(before[-1].value) in sums and not _is_one_of_them(line, before, parts[0]):
        return _Whole(int(before[-1].value), _noun(line, before[-1]))
    enough = len(parts) >= _MANY or _OF_BEFORE.match(line.words)
    if before or not enough:
        return None
    return next((each for each in reversed(said) if each.count in sums), None)


def _is_one_of_them(line: Line, before: Sequence[Quantity], part: Quantity) -> bool:
    """Whether the number before a part is rather another part: “polisen (4), vården (3) och …”."""
    text, near = line.text, before[-1]
    if text[near.start - 1 : near.start] == "(" and text[part.start - 1 : part.start] == "(":
        return True
    joined = len(before) > 1 and _SEPARATOR.search(text, before[-2].end, near.start)
    return bool(joined and not _OF_WHICH.search(text, near.end, part.start))


def _told_behind(line: Line | None) -> Item | None:
    """“I två ärenden är nationaliteten okänd”: what is left, told in a sentence of its own."""
    if line is None:
        return None
    counts = [each for each in line.counts if _is_count(line, each)]
    if not counts or line.shares:
        return None
    first = counts[0]
    if len(counts) == 1 and _UNKNOWN.search(line.words):
        return Item("Okänt", int(first.value), first.start)
    if _OTHERS.search(line.text, line.start, first.start):
        return Item("Övriga", int(first.value), first.start)
    return None


def _is_listed(line: Line, parts: Sequence[Quantity]) -> bool:
    """Whether something parts each number from the one before."""
    pairs = pairwise(parts)
    return all(_SEPARATOR.search(line.text, a.end, b.start) for a, b in pairs)


def _items(line: Line, parts: Sequence[Quantity]) -> list[Item]:
    text = line.text
    firsts = [_SEPARATOR.search(text, a.end, b.start) for a, b in pairwise(parts)]
    behind = [
        bool(each and _UNITS_ONLY.fullmatch(text, part.end, each.start()))
        for part, each in zip(parts, firsts, strict=False)
    ]
    last = _SEPARATOR.search(text, parts[-1].end, line.end)
    end = last.start() if last else line.end
    ends_bare = bool(_UNITS_ONLY.fullmatch(text, parts[-1].end, end))
    label_first = all(behind) and ends_bare
    made = []
    for number, part in enumerate(parts):
        if label_first:
            begin = firsts[number - 1].end() if number else line.start  # type: ignore[union-attr]
            words = _before(text[begin : part.start], whole_clause=number > 0)
        else:
            stop = _stop(line, part, parts[number + 1] if number + 1 < len(parts) else None)
            words = behind_number(text[part.end : stop])
        made.append(Item(words, int(part.value), part.start))
    return made


def _stop(line: Line, part: Quantity, following: Quantity | None) -> int:
    """Where the words of a part end: before the last thing that parts it from the next one."""
    if following is None:
        found = _ENDS.search(line.text, part.end, line.end)
        return found.start() if found else line.end
    cuts = [*_SEPARATOR.finditer(line.text, part.end, following.start)]
    return cuts[-1].start() if cuts else following.start


def behind_number(text: str) -> str:
    """The label that stands behind its number: without its unit and small words around it."""
    words = text.strip(" \u00a0,()")
    while (found := _LEADING_UNIT.match(words)) and found.end() < len(words):
        words = words[found.end() :]
    return _trimmed(words)


def _before(text: str, *, whole_clause: bool) -> str:
    """The label that stands before its number, be it the end of a longer clause."""
    words = text.strip(" \u00a0,:(=")
    if whole_clause:
        return _trimmed(words)
    kept: list[str] = []
    for word in reversed(words.replace(", ", " , ").split()):
        small = word.casefold() in _SMALL and word.casefold() not in ("och", "eller", "annan")
        if (small and kept) or word == "," or word.endswith(":"):
            break
        if not small:
            kept.insert(0, word)
    return _trimmed(" ".join(kept))


def _trimmed(words: str) -> str:
    """A label without small words at its ends, with a capital letter; empty where it is none."""
    parts = words.split()
    while parts and parts[0].strip(",.()").casefold() in _SMALL:
        parts.pop(0)
    while parts and parts[-1].strip(",.()").casefold() in _SMALL:
        parts.pop()
    label = " ".join(parts).strip(' .,;:()”“"')
    if not label or len(parts) > _LONGEST_LABEL or len(label) > _LONGEST:
        return ""
    return label[0].upper() + label[1:]


def _noun(line: Line, quantity: Quantity) -> str:
    """The word behind a number, where that is no small one."""
    found = _WORD.match(line.text, quantity.end + 1, line.end)
    word = found[0] if found else ""
    return "" if word.casefold() in _SMALL or word.isdecimal() else word
