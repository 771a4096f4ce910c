"""Words and sentences for invented reports: nothing in them is true, no place in them exists."""

from __future__ import annotations

from random import Random

_BEGINNINGS = (
    "Bol",
    "Tam",
    "Vis",
    "Gryt",
    "Lund",
    "Skarp",
    "Ny",
    "Åk",
    "Ös",
    "Ärt",
    "Fint",
    "Kald",
)
_MIDDLES = ("era", "ingo", "uli", "ara", "ösa", "ivi", "ole", "enna", "ama", "ista", "orru", "ätte")
_ENDINGS = (
    "by",
    "hult",
    "torp",
    "sund",
    "vik",
    "köping",
    "rum",
    "lösa",
    "ås",
    "mora",
    "ryd",
    "åker",
)

_SUBJECTS = {
    "sv": ("Samordnaren", "Arbetsgruppen", "Kommunernas nätverk", "Stödlinjen", "Styrgruppen"),
    "en": (
        "The coordinator",
        "The working group",
        "The network of towns",
        "The helpline",
        "The board",
    ),
}
_DEEDS = {
    "sv": (
        "har under året besökt",
        "planerar ett utbildningstillfälle i",
        "håller kontakt med skolan i",
        "följer upp samverkansavtalet med",
        "tog emot den första förfrågan från",
    ),
    "en": (
        "has visited",
        "is planning a training day in",
        "keeps in touch with the school in",
        "follows up the agreement with",
        "received the first question from",
    ),
}
_ENDS = {
    "sv": (
        "och dokumenterar vad som sägs",
        "utan att något ännu är bestämt",
        "på samma sätt som tidigare",
        "när tiden räcker till",
        "enligt den gemensamma handlingsplanen",
        "i god ordning",
    ),
    "en": (
        "and writes down what is said",
        "without anything being settled yet",
        "in the same way as before",
        "when there is time",
        "according to the common plan",
        "in good order",
    ),
}
_PHRASES = {
    "reckoned": ("Uppgiften från {} lyder", "What comes from {} reads"),
    "referring": ("Läget i {} framgår av", "What happens in {} is shown by"),
    "beginning": ("visar läget i {}", "shows what happens in {}"),
    "section": ("Avsnittet om {}", "The part about {}"),
    "appendix": ("Bilaga 1. Metoden i {}", "Appendix 1. The method in {}"),
    "heading": ("Arbetet i {}", "The work in {}"),
    "meeting": ("Mötet i {}", "The meeting in {}"),
    "typed": ("Egen tabell om {}", "A table about {}"),
    "report": ("Årsrapport {}", "Annual report {}"),
    "about": ("Om {}", "About {}"),
}
SHORT_LABELS = (
    "Arbetskraft",
    "Tiggeri",
    "Stöld",
    "Boende",
    "Rådgivning",
    "Vård",
    "Skola",
    "Hot",
    "Skydd",
    "Resa",
    "Telefon",
    "Mejl",
    "Besök",
    "Polis",
    "Socialtjänst",
    "Region",
    "Kommun",
    "Förening",
    "Ålder",
    "Övriga",
)
COUNTRIES = [
    "Albanien",
    "Algeriet",
    "Argentina",
    "Armenien",
    "Bangladesh",
    "Belarus",
    "Belgien",
    "Bolivia",
    "Brasilien",
    "Bulgarien",
    "Chile",
    "Colombia",
    "Cypern",
    "Danmark",
    "Ecuador",
    "Egypten",
    "Elfenbenskusten",
    "Eritrea",
    "Estland",
    "Etiopien",
    "Filippinerna",
    "Finland",
    "Frankrike",
    "Gambia",
    "Georgien",
    "Ghana",
    "Grekland",
    "Guinea",
    "Indien",
    "Indonesien",
    "Irak",
    "Iran",
    "Irland",
    "Island",
    "Italien",
    "Jemen",
    "Kamerun",
    "Kazakstan",
    "Kenya",
    "Kina",
    "Kirgizistan",
    "Kongo",
    "Kosovo",
    "Kroatien",
    "Kuba",
    "Lettland",
    "Libanon",
    "Litauen",
    "Marocko",
    "Mexiko",
    "Moldavien",
    "Mongoliet",
    "Nepal",
    "Nigeria",
    "Norge",
    "Pakistan",
    "Peru",
    "Polen",
    "Portugal",
    "Rumänien",
    "Spanien",
    "Thailand",
]
ODD_LABELS = (
    'Så kallad "hjälp" i hemmet',
    "Barn (0–6 år)",
    "Råd & stöd",
    "Färre än <5> möten",
    "Annat: oklart",
    "Hjälp, stöd och råd",
    "Kvinnor/män",
    "Åtgärd – ej påbörjad",
    "100 procent",
    "Nr 7",
    "Information om rättigheter som har lämnats skriftligt till den som söker stöd i ett annat län",
    "Människohandelsförebyggandeinsatser",
    "L'aide d'urgence",
    "50 % eller mer",
    "A*B",
    "under_streck",
)


def plain_letters(name: str) -> str:
    """A name as an address or an id can have it: a to z."""
    return name.lower().translate(str.maketrans("åäö", "aao"))


class Vocabulary:
    """Sentences, and names that come once in a report: a place in it can be found by them."""

    def __init__(self, rng: Random, language: str) -> None:
        self._rng = rng
        self._language = language
        self._used: set[str] = set()

    def place(self) -> str:
        """An invented name that was not used before: letters only."""
        while True:
            parts = (_BEGINNINGS, _MIDDLES, _MIDDLES, _ENDINGS)
            name = "".join(self._rng.choice(each) for each in parts)
            if name not in self._used:
                self._used.add(name)
                return name

    def sentence(self, place: str | None = None) -> str:
        """A sentence without markup that names `place`, or a place of its own."""
        who, does, ends = (
            self._rng.choice(each[self._language]) for each in (_SUBJECTS, _DEEDS, _ENDS)
        )
        return f"{who} {does} {place or self.place()} {ends}."

    def sentences(self, least: int, most: int) -> list[str]:
        return [self.sentence() for _ in range(self._rng.randint(least, most))]

    def phrase(self, key: str, name: object) -> str:
        """Words of a kind with a name in them."""
        return _PHRASES[key][0 if self._language == "sv" else 1].format(name)
