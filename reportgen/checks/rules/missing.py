"""Small words that are left out: `att`, a preposition before it, an article, a passive's s."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.finding import Finding
from reportgen.checks.grammar.forms import (
    DEFINITE,
    IMPERATIVE,
    INDEFINITE,
    NEUTER,
    NEUTER_PLURAL,
    NOUN,
    NUMBER,
    PREPOSITION,
    SUBJECT_PRONOUN,
    UNKNOWN,
    UTRUM,
    UTRUM_FORMS,
    may,
    only,
)
from reportgen.checks.grammar.sentences import (
    MEASURES,
    Sentence,
    after_adverbials,
    starts_of_clauses,
    subject_phrase,
)
from reportgen.checks.grammar.word_groups import NAMING
from reportgen.checks.patterns import word_set
from reportgen.checks.prose import finding_at
from reportgen.checks.rule import rule
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Severity

TOPIC = _("Words left out")

# The verbs and nouns that have a preposition before `att`, and which.
_GOVERNED = {
    "till": "bidrar bidra bidrog bidragit leder leda ledde lett syftar syfta syftade uppmuntrar "
    "medverkar medverkade medverkat orsaken anledningen",
    "för": "ansvarar ansvara ansvarade",
    "på": "fokuserar fokusera fokuserade beror bero berodde satsar satsa satsade "
    "tyder tydde tytt bygger byggde",
    "om": "handlar handla handlade handlat medvetenheten kännedomen "
    "medveten medvetna övertygad övertygade",
    "av": "vikten kännetecknas kännetecknades",
    "med": "arbetet",
    "i": "består resulterar resultera resulterade resulterat",
}
_GOVERNS = {verb: word for word, verbs in _GOVERNED.items() for verb in verbs.split()}


@rule(
    "missing-preposition",
    Severity.WARNING,
    about=_("A verb or a noun lacks its preposition before `att`: `bidrar att`, `ansvarar att`."),
    why=_("The small word carries the sense: `syftar till att`, `handlar om att`."),
    bad="# Text\n\nUtbildningen bidrar att fler får hjälp.\n",
    good="# Text\n\nUtbildningen bidrar till att fler får hjälp.\n",
)
def missing_preposition(subject: Subject) -> Iterator[Finding]:
    """Verbs and nouns that are never followed by `att` alone."""
    for sentence in subject.sentences:
        if "att" not in sentence.words or sentence.words.isdisjoint(_GOVERNS):
            continue
        for index, token in enumerate(sentence.tokens):
            word = _GOVERNS.get(token.word)
            att = _behind_degree(sentence, index + 1)
            if word and sentence.word(att) == "att" and not _is_adverbial(sentence, index):
                message = _("'{verb}' lacks '{word}' before 'att'", verb=token.text, word=word)
                right = f"{word} att"
                hint = _("write '{right}'", right=f"{token.text} … {right}")
                yield finding_at(sentence, att, att, message, hint, right)


_DEGREES = word_set(
    "sannolikt troligen främst också bland delvis mest helt mycket säkert antagligen"
)
_BY_DEGREE = tuple(
    tuple(phrase.split())
    for phrase in (
        "till stor del", "i hög grad", "i första hand", "framför allt", "bland annat", "i huvudsak",
    )
)  # fmt: skip


def _behind_degree(sentence: Sentence, index: int) -> int:
    """The next word that does not say how much: “beror till stor del på”."""
    for words in _BY_DEGREE:
        if tuple(sentence.word(index + n) for n in range(len(words))) == words:
            return index + len(words)
    return index + 1 if sentence.word(index) in _DEGREES else index


def _is_adverbial(sentence: Sentence, index: int) -> bool:
    """Whether a noun is part of an adverbial, and `att` another's: "viktigt i arbetet att"."""
    before = range(max(index - 3, 0), index)
    return only(sentence.forms(index), NOUN) and any(
        may(sentence.forms(each), PREPOSITION) for each in before
    )


# What is always done by someone: the passive where nothing stands that it is done to.
_TRANSITIVE = word_set(
    "genomfört anordnat erbjudit inrättat påbörjat initierat etablerat arrangerat upprättat ",
    "utarbetat färdigställt utfört tillsatt publicerat lanserat inlett beviljat hållit startat ",
    "tillhandahållit fastställt presenterat redovisat skapat",
)
_INTRANSITIVE_TOO = word_set("hållit startat inlett")


@rule(
    "active-for-passive",
    Severity.WARNING,
    about=_("Something has done what was done to it: `utbildningar har genomfört under året`."),
    why=_("The passive's s is missing: `utbildningar har genomförts`."),
    bad="# Text\n\nTolv utbildningar har genomfört under hösten.\n",
    good="# Text\n\nTolv utbildningar har genomförts. Vi har genomfört tolv utbildningar.\n",
)
def active_for_passive(subject: Subject) -> Iterator[Finding]:
    """`har` with a supine that has neither an object nor a person for its subject."""
    for sentence in subject.sentences:
        yield from _past_for_passive(sentence)
        if sentence.words.isdisjoint(_TRANSITIVE):
            continue
        for start in starts_of_clauses(sentence):
            phrase = subject_phrase(sentence, start)
            if phrase is None or not _is_deed(phrase.head.word):
                continue
            if sentence.word(phrase.end) not in ("har", "hade"):
                continue
            index = after_adverbials(sentence, phrase.end + 1)
            verb = sentence.word(index)
            if verb in _TRANSITIVE - _INTRANSITIVE_TOO and _has_no_object(sentence, index + 1):
                message = _("'{verb}' lacks the passive's s", verb=verb)
                right = f"{verb}s"
                hint = _("write '{right}'", right=right)
                yield finding_at(sentence, index, index, message, hint, right)


# Pasts of verbs that always have an object, and never a particle `av`.
_DOING = word_set(
    "prövade genomförde anordnade arrangerade finansierade initierade samordnade hanterade",
    "granskade besvarade utvärderade organiserade redovisade presenterade inrättade beviljade",
    "utredde anmälde",
    "kontaktade identifierade upptäckte utbildade rekryterade uppmärksammade bekräftade återtog",
    "avslog fastställde upprättade erbjöd publicerade påbörjade utförde godkände återkallade",
)
_MAKING = word_set("gjorde lämnade genomförde upprättade anordnade utförde inledde erbjöd höll")
_MADE = ("anmälan", "anmälningar", "kontroll", "kontroller", "insats", "insatser", "utredning")


def _past_for_passive(sentence: Sentence) -> Iterator[Finding]:
    """“Den prövade av 14 handläggare”, “fyra ansökningar återtog.”, “i alla gjorde en anmälan”."""
    for index in range(1, len(sentence.tokens) - 1):
        verb = sentence.word(index)
        by_someone = verb in _DOING and _is_done_by(sentence, index)
        alone = verb in _DOING and _is_deed_alone(sentence, index)
        if by_someone or alone or (verb in _MAKING and _lacks_doer(sentence, index)):
            message = _("'{verb}' lacks the passive's s", verb=sentence.tokens[index].text)
            right = f"{sentence.tokens[index].text}s"
            hint = _("write '{right}'", right=right)
            yield finding_at(sentence, index, index, message, hint, right)


def _is_done_by(sentence: Sentence, index: int) -> bool:
    """Whether `av` and a doer follow, and not “av sig”, “av misstag”, “av de boende tre”."""
    own = subject_phrase(sentence, 0)
    plain = own is not None and own.end == index and sentence.word(0) not in _PERSONS
    if not plain and (index > 1 or sentence.word(0) not in ("den", "det")):
        return False  # “konton hanterade av andra”, “vi prövade av nyfikenhet”
    doer = subject_phrase(sentence, index + 2)
    counted = doer is not None and sentence.word(index + 2) not in ("sig", "dem", "det", "de")
    named = sentence.tokens[index + 2].text[0].isupper() if index + 2 < len(sentence.tokens) else 0
    return sentence.word(index + 1) == "av" and bool(counted or named)


def _is_deed_alone(sentence: Sentence, index: int) -> bool:
    """Whether a deed stands before the verb and nothing behind it: “ansökningar återtog”."""
    deed = sentence.word(index - 1).endswith((*_DEEDS, "ärenden", "ärendena", "ansökan"))
    whole = sentence.words.isdisjoint(("som", "vi", "de", "man", "hon", "han", "vad", "vilka"))
    return deed and whole and sentence.word(index + 1) in (".", "och") and index > 1


def _lacks_doer(sentence: Sentence, index: int) -> bool:
    """Whether a sentence that begins with a preposition has what was done behind its verb alone."""
    begins = may(sentence.forms(0), PREPOSITION) and sentence.forms(0) != UNKNOWN
    end = index + 2 if sentence.word(index + 1) in ("en", "ett", "inga", "två", "tre") else 0
    if not (begins and end and sentence.word(end).endswith(_MADE)):
        return False
    rest = sentence.tokens[end + 1 :]
    doers = any(may(each.forms, SUBJECT_PRONOUN) and each.forms != UNKNOWN for each in rest)
    person = sentence.word(index - 1) in _PERSONS or sentence.word(index - 2) in _AND
    return sentence.goes_on(end + 1) and not doers and not person


_PERSONS = word_set("vi de man hon han som jag ni dessa båda alla polisen kommunen")
_AND = word_set("och samt")


_DEEDS = (
    "ning", "ningar", "ningen", "ningarna", "insats", "insatser", "insatsen", "insatserna", "möte",
    "möten", "mötet", "mötena", "aktiviteter", "aktiviteterna", "konferens", "konferensen",
    "konferenser", "konferenserna", "åtgärder", "åtgärderna", "seminarier", "seminarium",
    "seminariet", "seminarierna", "workshoppar", "samtal", "samtalen", "kurser", "kurserna",
)  # fmt: skip


def _is_deed(word: str) -> bool:
    """Whether it is something that people do, and does nothing itself."""
    return word.endswith(_DEEDS)


def _has_no_object(sentence: Sentence, index: int) -> bool:
    return sentence.goes_on(index) or sentence.word(index) == "tillsammans"


# Nouns that can be counted and are something: "är en viktig del".
_COUNTABLE = word_set(
    "del fråga utmaning insats förutsättning resurs faktor mötesplats kommun grupp målgrupp ",
    "samarbetspartner aktör part uppgift anledning orsak åtgärd framgångsfaktor pusselbit ",
    "möjlighet förändring satsning metod modell arena kanal kontakt",
)
_COPULAS = word_set("är var blir blev blivit varit utgör utgjorde")


@rule(
    "missing-article",
    Severity.WARNING,
    about=_("`en` is missing before an adjective and a noun: `är viktig del`."),
    why=_("Only what can't be counted stands without it."),
    bad="# Text\n\nSamverkan är viktig del av arbetet.\n",
    good="# Text\n\nSamverkan är en viktig del av arbetet. Vi är del av nätverket.\n",
)
def missing_article(subject: Subject) -> Iterator[Finding]:
    """A form of `vara` or `bli`, an adjective in the singular, and a noun that can be counted."""
    for sentence in subject.sentences:
        if sentence.words.isdisjoint(_COUNTABLE):
            continue
        for index, token in enumerate(sentence.tokens):
            before = sentence.forms(index - 1)
            if token.word not in _COUNTABLE or not may(before, UTRUM_FORMS):
                continue
            if only(before, UTRUM_FORMS | NOUN) and _copula_before(sentence, index - 1):
                text = sentence.tokens[index - 1].text
                message = _("'{text}' lacks 'en'", text=f"{text} {token.text}")
                hint = _("write 'en {text}'", text=f"{text} {token.text}")
                yield finding_at(
                    sentence, index - 1, index, message, hint, f"en {text} {token.text}"
                )


def _copula_before(sentence: Sentence, index: int) -> bool:
    """Whether the adjective stands right after a copula, adverbs of degree between them."""
    before = index - 1
    while sentence.word(before) in ("mycket", "också", "även", "fortsatt", "särskilt", "väldigt"):
        before -= 1
    return sentence.word(before) in _COPULAS


@rule(
    "missing-genitive",
    Severity.WARNING,
    about=_("A noun lacks the genitive's s before what belongs to it: `polisen resurser`."),
    why=_("The reader takes the first noun for the subject and stumbles at the next."),
    bad="# Text\n\nPolisen resurser räcker inte.\n",
    good="# Text\n\nPolisens resurser räcker inte. Under året fick polisen resurser.\n",
)
def missing_genitive(subject: Subject) -> Iterator[Finding]:
    """A definite noun and an indefinite one, first in a sentence or after a preposition."""
    for sentence in subject.sentences:
        for index in range(len(sentence.tokens) - 1):
            first = sentence.tokens[index]
            if not only(first.forms, DEFINITE) or first.word in NAMING | MEASURES:
                continue
            if not _is_owned(sentence, index + 1):
                continue
            if _begins(sentence, index) or _governed(sentence, index):
                message = _("'{word}' lacks the genitive's s", word=first.text)
                right = first.text + "s"
                hint = _("write '{right}'", right=right)
                yield finding_at(sentence, index, index, message, hint, right)


def _is_owned(sentence: Sentence, index: int) -> bool:
    """Whether an indefinite noun stands there, and ends what it belongs to."""
    return (
        only(sentence.forms(index), INDEFINITE | IMPERATIVE)
        and not sentence.tokens[index].text[0].isupper()
    )


def _begins(sentence: Sentence, index: int) -> bool:
    return index == 0 and sentence.is_finite(2) and sentence.passage.kind != "heading"


_OF = word_set("av för till mot från om genom i på inom")


def _governed(sentence: Sentence, index: int) -> bool:
    """Whether a preposition before it needs a noun, and a noun or a point stands on both sides."""
    if sentence.word(index - 1) not in _OF:
        return False
    return (
        only(sentence.forms(index - 2), NOUN)
        and sentence.goes_on(index + 2)
        and sentence.is_main(index)
    )


_TIMES = word_set("minuter timmar dagar dygn veckor månader år")


@rule(
    "missing-genitive-of-time",
    Severity.WARNING,
    about=_("A time lacks the genitive's s before what takes it: `tolv månader stöd`."),
    why=_("It is `tolv månaders stöd`, `två dagars utbildning`."),
    bad="# Text\n\nVi erbjuder tolv månader stöd.\n",
    good="# Text\n\nVi erbjuder tolv månaders stöd. Det tog tolv månader.\n",
)
def missing_genitive_of_time(subject: Subject) -> Iterator[Finding]:
    """A number, a unit of time, and an indefinite noun that ends its phrase."""
    for sentence in subject.sentences:
        if sentence.words.isdisjoint(_TIMES):
            continue
        for index, token in enumerate(sentence.tokens):
            if token.word not in _TIMES or not _is_number(sentence, index - 1):
                continue
            noun = sentence.forms(index + 1)
            ends = sentence.goes_on(index + 2) or sentence.is_finite(index + 2)
            if only(noun, UTRUM | NEUTER | NEUTER_PLURAL | IMPERATIVE) and ends:
                right = token.text + "s"
                message = _("'{word}' lacks the genitive's s", word=token.text)
                yield finding_at(
                    sentence, index, index, message, _("write '{right}'", right=right), right
                )


def _is_number(sentence: Sentence, index: int) -> bool:
    forms = sentence.forms(index)
    return forms != UNKNOWN and may(forms, NUMBER)
