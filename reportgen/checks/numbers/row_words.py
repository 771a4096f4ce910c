"""The words by which reports tell of the rows of a standard table, whatever form they have.

Wider than what `check` takes for a label: what is found by them has to come to a known whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from msgspec import Struct

from reportgen.checks.numbers.age_spans import age_spans
from reportgen.checks.numbers.wording import OTHER_WORDS, PEOPLES, UNKNOWN
from reportgen.checks.patterns import words_source
from reportgen.language.formatting import country_names
from reportgen.language.patterns import Pattern
from reportgen.model.profile import ProfileTable
from reportgen.model.statistics import UNKNOWN_LABELS

# By a standard label: all that people write for it, `*` is any ending.
_WORDS: Mapping[str, str] = {
    "Kvinnor": "kvinna kvinnor kvinnorna kvinnan",
    "Män": "män männen en_man",
    "Annan könsidentitet": "annan_könsidentitet annan_könstillhörighet annat_kön icke-binär* "
    "ickebinär* transperson* annan_könsuppfattning annan_kön*",
    "Människohandel": "människohandel människohandelsärende*",
    "Sexuell exploatering/prostitution": "prostitution* sexuell_exploatering* sexköp*",
    "Sexuella ändamål": "sexuell*",
    "Arbetskraftsexploatering": "arbetskraft* tvångsarbet* arbetsexploatering*",
    "Tiggeri": "tigg*",
    "Kriminalitet": "kriminalitet kriminella* begå_brott brottslig* brott_de_tvingats*",
    "Tvångsäktenskap": "tvångsäktenskap* tvångsgift* bortgift*",
    "Organ": "organ organhandel organdonation* avlägsnande_av_organ",
    "Krigstjänst": "krigstjänst*",
    "Annat": "annat andra_ändamål",
    "Polis": "polis polisen polisens polismyndighet* gränspolis*",
    "Migrationsverket": "migrationsverket* migrationsverkets",
    "Socialtjänst": "socialtjänst* socialsekreterar* socialkontor* socialjour*",
    "Frivilligorganisation": "frivilligorganisation* frivilliga* ideell*_organisation* "
    "ideell*_sektor* ideell*_förening* ideella idéburn* civilsamhäll* kvinnojour* stadsmission*",
    "Hälso- och sjukvård": "hälso-_och_sjukvård* sjukvård* vård vården vårdcentral* sjukhus*",
    "Arbetsmiljöverket/AKC": "arbetsmiljöverket* akc arbetslivskriminalitet*",
    "Den utsatta själv": "själv själva egen_hand eget_initiativ",
    "Annan": "annan andra",
    "Ansökningar": "ansökning* ansökan ansökt ansökte",
    "Återvänt": "återvänt återvände återvänder rest reste hemrest*",
    "Återtagna": "återtog* återtag* återkalla* drog_tillbaka drogs_tillbaka dragit_tillbaka "
    "dragits_tillbaka tog_tillbaka tagit_tillbaka tagits_tillbaka",
}
# By a table's id: rows that the standard has not and reports have.
_FURTHER: Mapping[str, Mapping[str, str]] = {
    "arenden": {"Människoexploatering": "människoexploatering* exploatering_av_människor"},
    "atervandande": {
        "Beviljade": "bevilj*",
        "Avslag": "avslag avslogs avslog avslagits avslagna avslagen",
        "Avbrutna": "avbröt avbröts avbrutit avbrutits avbrutna ångrade",
        "Pågående": "väntar inväntar pågår pågående inte_avgjor* ännu_inte under_handläggning",
    },
    "initierande_aktor": {
        "": "skatteverket försäkringskassan jämställdhetsmyndigheten kriminalvården åklagar* "
        "arbetsförmedlingen skola skolan skolor regionkoordinator* privatperson* anhörig* "
        "arbetsgivare* allmänheten barnahus kommuner kommunen länsstyrelsen tullverket ambassad* "
        "fackförbund* tingsrätt* advokat* socialstyrelsen bekant* vän vänner granne grannar",
    },
}
# “Utan misstanke om människohandel”: that it is none.
_NEGATED = Pattern(
    r"(?i)\b(?:utan|inte|ingen|inga)[ \u00a0](?:[\w ]{0,40}[ \u00a0])?människohandel\w*"
)
_REST = Pattern(r"(?i)\b(?:ytterligare|övriga|resterande|återstående)[ \u00a0](?:\w+[ \u00a0])?$")
_UNKNOWN = Pattern(
    UNKNOWN + r"|(?<!\w)(?:inte|ej)[ \u00a0](?:\w+[ \u00a0]){0,3}?"
    r"(?:klarlägg\w*|klarla\w*|känd[at]?|fastställ\w*|uppge\w*|uppgivit\w*|ange\w*|angivit\w*|"
    r"noterat\w*|registrerat\w*|bestäm\w*|utre(?:tt|da)\w*)(?!\w)",
    re.IGNORECASE,
)
# What a table is about, by its id: “är könet okänt” is no unknown age.
_TOPICS: Mapping[str, str] = {
    "arenden": "typ",
    "andamal": "ändamål* syfte*",
    "nationalitet": "nationalitet* medborgarskap* land landet ursprung* hemland*",
    "alder": "ålder* ålder åldern",
    "kon": "kön könet könsidentitet*",
    "initierande_aktor": "aktör* initiera* initierande",
}


_WORD = Pattern(r"[^\W\d_]+")
_OPENING = re.compile(r"[^\W\d_]*")


class Mentioned(Struct, frozen=True):
    """A place in a text that names a row; `label` is empty for what hides another row."""

    start: int
    end: int
    label: str


class _Form(Struct, frozen=True):
    """One way to write the name of a row: how its first word begins, and all of it."""

    opening: str
    label: str
    match: Pattern


class RowWords:
    """A standard table with the words for its rows."""

    def __init__(self, table: ProfileTable) -> None:
        self.table = table
        self._unknown = _unknown_of(table)
        self._forms = _forms_of(table)
        topic = _TOPICS.get(table.id)
        self._topic = Pattern(words_source(topic), re.IGNORECASE) if topic else None
        others = (words for name, words in _TOPICS.items() if name != table.id)
        self._other_topics = Pattern(words_source(*others), re.IGNORECASE)
        self._has_ages = any(each.startswith("Barn ") for each in table.labels)
        self._negates = "Människohandel" in table.labels
        # Of each word of a text that was asked for: a language has a bounded number of them.
        self._by_word: dict[str, tuple[_Form, ...]] = {}

    def mentions(self, text: str, start: int, end: int, *, about: bool) -> list[Mentioned]:
        """The rows that a stretch of text names, in their order, none within another.

        `about`: the text around is about this table, so that what is not known is of it.
        """
        found = [*self._find(text, start, end)]
        unknown = _unknown_in(text, start, end) if self._unknown else ()
        if unknown and self._is_of_it(text, start, end, about=about or bool(found)):
            found += [Mentioned(a, b, self._unknown) for a, b in unknown]
        return [*_apart(found)]

    def _is_of_it(self, text: str, start: int, end: int, *, about: bool) -> bool:
        if self._topic and self._topic.search(text, start, end):
            return True
        return about and not self._other_topics.search(text, start, end)

    def _find(self, text: str, start: int, end: int) -> Iterator[Mentioned]:
        if self._negates:
            for found in _NEGATED.finditer(text, start, end):
                yield Mentioned(found.start(), found.end(), "")
        if self._has_ages:
            yield from (Mentioned(*each) for each in age_spans(text, start, end))
        for word in _WORD.finditer(text, start, end):
            for form in self._beginning(word[0]):
                named = form.match.match(text, word.start(), end)
                if named:
                    yield Mentioned(named.start(), named.end(), form.label or _typed(named[0]))

    def _beginning(self, word: str) -> tuple[_Form, ...]:
        """The forms that may begin with a word."""
        if word not in self._by_word:
            folded = word.casefold()
            forms = (each for each in self._forms if folded.startswith(each.opening))
            self._by_word[word] = tuple(forms)
        return self._by_word[word]


@lru_cache(maxsize=4096)
def _unknown_in(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Where a stretch of text says that something is not known."""
    return tuple(found.span() for found in _UNKNOWN.finditer(text, start, end))


def rest_before(text: str, start: int) -> bool:
    """Whether the number at `start` is of what is left: “övriga två”."""
    return _REST.search(text, max(0, start - 40), start) is not None


def _unknown_of(table: ProfileTable) -> str:
    """The row of what is not known; empty where the table has none."""
    standard = next((each for each in table.labels if each in UNKNOWN_LABELS), "")
    return standard or ("Oklart" if table.id == "arenden" else "")


def _forms_of(table: ProfileTable) -> list[_Form]:
    known = {**{each: _words_of(each) for each in table.labels}, **_FURTHER.get(table.id, {})}
    if table.countries:
        for name in country_names("sv"):
            known[name] = f"{name.replace(' ', '_')} {PEOPLES.get(name, '')}"
    return [
        _Form(
            _OPENING.match(words.casefold())[0],  # type: ignore[index]
            label,
            Pattern(words_source(words), re.IGNORECASE),
        )
        for label, every in known.items()
        for words in every.split()
    ]


def _words_of(label: str) -> str:
    """What stands for a label; empty for one that other means find."""
    if label in UNKNOWN_LABELS or label.startswith("Barn "):
        return ""
    own = label.replace(" ", "_") if "/" not in label else ""
    return f"{own} {_WORDS.get(label, '')} {OTHER_WORDS.get(label.casefold(), '')}".strip()


def _typed(words: str) -> str:
    return words[:1].upper() + words[1:]


def _apart(found: list[Mentioned]) -> Iterator[Mentioned]:
    """The mentions in their order; of two in one place the longer one."""
    kept: list[Mentioned] = []
    for each in sorted(found, key=lambda each: (each.start, -each.end)):
        if kept and each.start < kept[-1].end:
            continue
        kept.append(each)
    yield from kept
