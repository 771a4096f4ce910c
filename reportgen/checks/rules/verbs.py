"""Verbs: two finite ones in a row, what follows an auxiliary, and what is left out before them."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.finding import Finding
from reportgen.checks.grammar.forms import (
    ADJECTIVE,
    ADVERB,
    DEFINITE,
    DETERMINER,
    FINITE,
    IMPERATIVE,
    INFINITIVES,
    MARK,
    NOUN,
    OBJECT_PRONOUN,
    PARTICIPLE,
    PARTICIPLE_A,
    PASSIVE_INFINITIVE,
    PASSIVE_PRESENT,
    PAST,
    PLURAL,
    PREPOSITION,
    PRESENT,
    SUBJECT_PRONOUN,
    SUPINES,
    may,
    only,
)
from reportgen.checks.grammar.sentences import (
    Sentence,
    after_adverbials,
    has_finite,
    noun_phrase,
    starts_of_clauses,
    subject_phrase,
)
from reportgen.checks.patterns import word_set
from reportgen.checks.prose import finding_at
from reportgen.checks.rule import rule
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Severity

TOPIC = _("Verbs")

_MODALS = word_set(
    "ska skall skulle kan kunde vill ville bör borde måste antas anses tros förväntas väntas "
    "beräknas bedöms brukar behöver tycks verkar kunna"
)
_OBLIGING = word_set("ska skall skulle bör borde måste")
# "Det borde gjorts": after these `ha` may be left out.
_AUXILIARIES = _MODALS | {"har", "hade"}
_WITHOUT_HAVE = word_set("skulle kunde borde måste ville bör")
_SUBJECTS = word_set("vi de man jag ni han hon")


def _finite_after_subject(sentence: Sentence) -> Iterator[int]:
    """Where a finite verb follows the subject that its clause begins with."""
    for start in starts_of_clauses(sentence):
        phrase = subject_phrase(sentence, start)
        if phrase and has_finite(sentence, phrase):
            yield phrase.end


def _finite_after_adverbial(sentence: Sentence) -> Iterator[int]:
    """Where a finite verb follows the adverbial that a sentence begins with: "Under året har"."""
    index = after_adverbials(sentence, 0)
    if index and only(sentence.forms(index), FINITE):
        yield index


def _clear_verbs(sentence: Sentence) -> dict[int, int]:
    """The finite verbs of plain main clauses, each with where the rest of its verb belongs.

    That is behind the adverbs, and behind the subject where it stands after the verb.
    """
    rest = {
        index: after_adverbials(sentence, index + 1) for index in _finite_after_subject(sentence)
    }
    for index in _finite_after_adverbial(sentence):
        rest[index] = after_adverbials(sentence, _after_subject(sentence, index + 1))
    return rest


def _after_subject(sentence: Sentence, index: int) -> int:
    """The index of what follows a subject that stands behind its verb."""
    if sentence.word(index) in _SUBJECTS:
        return index + 1
    phrase = noun_phrase(sentence, index)
    counted = phrase is not None and only(phrase.head.forms, PLURAL | DEFINITE)
    return phrase.end if phrase and counted else index


@rule(
    "two-finite-verbs",
    Severity.WARNING,
    about=_("Two finite verbs stand side by side in one clause: `är inte har`."),
    why=_("One of them is left from an earlier wording."),
    bad="# Text\n\nSamarbetet med polisen är har fungerat väl.\n",
    good="# Text\n\nSamarbetet med polisen har fungerat väl. De som kommer får hjälp.\n",
)
def two_finite_verbs(subject: Subject) -> Iterator[Finding]:
    """A finite verb after another, where the clause begins with a plain subject or adverbial."""
    for sentence in subject.sentences:
        for first, second in _clear_verbs(sentence).items():
            if sentence.word(first) in _AUXILIARIES or not only(sentence.forms(second), FINITE):
                continue
            if any(
                may(each.forms, SUBJECT_PRONOUN) for each in sentence.tokens[first + 1 : second]
            ):
                continue
            message = _(
                "'{first}' and '{second}' are both finite verbs",
                first=sentence.tokens[first].text,
                second=sentence.tokens[second].text,
            )
            yield finding_at(sentence, first, second, message, _("delete one of them"))


@rule(
    "modal-without-infinitive",
    Severity.WARNING,
    about=_(
        "After `ska`, `kan`, `vill`, `bör` or `måste` stands something else than an infinitive."
    ),
    why=_("`Ska ökar` is two wordings at once, `ökar` and `ska öka`."),
    bad="# Text\n\nArbetet ska fortsätter under våren.\n",
    good="# Text\n\nArbetet ska fortsätta under våren. Den som vill får komma.\n",
)
def modal_without_infinitive(subject: Subject) -> Iterator[Finding]:
    """A modal verb with a finite form or a supine after it."""
    for sentence in subject.sentences:
        if sentence.words.isdisjoint(_MODALS):
            continue
        clear = _clear_verbs(sentence)
        for index, token in enumerate(sentence.tokens):
            if token.word in _MODALS and (index in clear or _obliges(sentence, index)):
                following = clear.get(index, after_adverbials(sentence, index + 1))
                if _is_no_infinitive(sentence, index, following):
                    yield _modal_finding(sentence, index, following)
            elif _is_turned(sentence, index) and only(sentence.forms(index + 2), PRESENT | PAST):
                yield _modal_finding(sentence, index, index + 2)


# “Efter dem brukar det kommer en fråga”
_TURNED = word_set("brukar brukade bör måste skulle borde ska")


def _is_turned(sentence: Sentence, index: int) -> bool:
    return sentence.word(index) in _TURNED and sentence.word(index + 1) in (*_SUBJECTS, "det")


def _is_no_infinitive(sentence: Sentence, modal: int, index: int) -> bool:
    forms = sentence.forms(index)
    if sentence.word(modal) in ("ska", "skall") and may(forms, SUPINES):
        return only(forms, SUPINES | PARTICIPLE | ADVERB) and sentence.goes_on(index + 1)
    supine = 0 if sentence.word(modal) in _WITHOUT_HAVE else SUPINES
    # "Som ska leder till": after `som` stands no other subject.
    noun = NOUN if sentence.word(modal - 1) == "som" else 0
    return only(forms, FINITE | supine | noun) and may(forms, FINITE | supine)


def _obliges(sentence: Sentence, index: int) -> bool:
    """Whether a modal that is never alone stands after `som`: "insatser som ska ökar"."""
    if sentence.word(index) == "måste" and only(sentence.forms(index + 1), PASSIVE_PRESENT):
        return True
    after = sentence.word(index - 1) in ("som", "och", "det")
    return sentence.word(index) == "kunna" or (sentence.word(index) in _OBLIGING and after)


def _modal_finding(sentence: Sentence, index: int, following: int) -> Finding:
    message = _(
        "'{verb}' stands after '{modal}' and is no infinitive",
        verb=sentence.tokens[following].text,
        modal=sentence.tokens[index].text,
    )
    hint = _("write the infinitive, or delete '{modal}'", modal=sentence.tokens[index].text)
    return finding_at(sentence, index, following, message, hint)


@rule(
    "have-without-supine",
    Severity.WARNING,
    about=_("After `har` or `hade` stands another form than the supine: `har uppmärksammas`."),
    why=_("`Har uppmärksammas` is meant to be `har uppmärksammats`, or `uppmärksammas`."),
    bad="# Text\n\nFrågan har uppmärksammas under året.\n",
    good="# Text\n\nFrågan har uppmärksammats under året. Vi har utökade resurser.\n",
)
def have_without_supine(subject: Subject) -> Iterator[Finding]:
    """`har` or `hade` with a present, past or infinitive after it."""
    for sentence in subject.sentences:
        if sentence.words.isdisjoint(("har", "hade")):
            continue
        clear = _clear_verbs(sentence)
        for index, token in enumerate(sentence.tokens):
            if token.word not in ("har", "hade"):
                continue
            behind = _behind_inserted(sentence, index)
            if index not in clear and not behind and not _only_auxiliary(sentence, index):
                continue
            following = clear.get(index, behind or index + 1)
            if _is_no_supine(sentence, following):
                message = _(
                    "'{verb}' stands after '{have}' and is no supine",
                    verb=sentence.tokens[following].text,
                    have=token.text,
                )
                hint = _(
                    "write the supine, such as 'ökat' or 'ökats', or delete '{have}'",
                    have=token.text,
                )
                yield finding_at(sentence, index, following, message, hint)


def _behind_inserted(sentence: Sentence, index: int) -> int:
    """Where the supine belongs of a `har` behind a clause in commas: “…, som är ny, har”; else 0.

    Only where what stands there is a present or past beyond doubt.
    """
    following = after_adverbials(sentence, index + 1)
    clear = only(sentence.forms(following), PRESENT | PAST)
    return following if sentence.word(index - 1) == "," and clear else 0


def _only_auxiliary(sentence: Sentence, index: int) -> bool:
    """Whether `har` follows `som` or `att` and a subject's place: what it has would stand there."""
    forms = sentence.forms(index + 1)
    infinitive = only(forms, INFINITIVES | IMPERATIVE) and may(forms, INFINITIVES)
    other = only(forms, PASSIVE_PRESENT | PASSIVE_INFINITIVE) or only(forms, PAST)
    return infinitive or (sentence.word(index - 1) == "som" and other)


def _is_no_supine(sentence: Sentence, index: int) -> bool:
    forms = sentence.forms(index)
    stepped = sentence.word(index) == "steg" and sentence.word(index + 1) in ("från", "till")
    if stepped or only(forms, FINITE | INFINITIVES | IMPERATIVE):
        return True
    after = sentence.forms(index + 1)
    weak = only(forms, PAST | PARTICIPLE_A) and may(forms, PAST)
    if weak and sentence.word(index + 1) in _BEGINS_OBJECT:
        return True
    return weak and only(after, PREPOSITION | ADVERB | MARK) and may(after, PREPOSITION)


# Behind a participle that belongs to a noun stand none of these.
_BEGINS_OBJECT = word_set("en ett den det de alla samtliga flera våra sina sin sitt två tre fyra")


@rule(
    "missing-have",
    Severity.WARNING,
    about=_("A main clause has a supine and no `har` or `hade`: `Vi arbetat med frågan`."),
    why=_("Only subordinate clauses can do without it."),
    bad="# Text\n\nVi arbetat vidare under hösten.\n",
    good="# Text\n\nVi har arbetat vidare. Det vi gjort räcker.\n",
)
def missing_have(subject: Subject) -> Iterator[Finding]:
    """A supine right after the subject of a main clause that has no finite verb before."""
    for sentence in subject.sentences:
        if not _is_prose(sentence):
            continue
        verb = _lone_supine(sentence)
        if verb and not _has_finite(sentence, verb + 1):
            message = _("'{verb}' lacks 'har' or 'hade'", verb=sentence.tokens[verb].text)
            hint = _("write 'har {verb}'", verb=sentence.tokens[verb].text)
            yield finding_at(sentence, verb, verb, message, hint)


def _lone_supine(sentence: Sentence) -> int:
    """The index of a supine where the finite verb belongs; 0 where there is none."""
    start = after_adverbials(sentence, 0)
    pronoun = sentence.word(start) in _SUBJECTS
    phrase = subject_phrase(sentence, start)
    verb = after_adverbials(sentence, phrase.end if phrase else start)
    forms = sentence.forms(verb)
    weak = pronoun and may(forms, SUPINES) and only(forms, SUPINES | ADJECTIVE | ADVERB)
    return verb if weak or only(forms, SUPINES) else 0


def _is_prose(sentence: Sentence) -> bool:
    """Whether it is a whole sentence, not a caption or an item of a list."""
    return sentence.passage.kind in ("paragraph", "footnote") and sentence.tokens[-1].text in ".?!"


@rule(
    "no-finite-verb",
    Severity.WARNING,
    about=_("A sentence has no finite verb: `Regionen tillsammans med polisen på nio orter.`"),
    why=_("A word has been left out, mostly `har`, `är` or the verb itself."),
    bad="# Text\n\nArbetet mot människohandel till stor del färdigt under hösten.\n",
    good="# Text\n\nInsatser för barn genomfördes i kommunerna tillsammans med polisen.\n",
)
def no_finite_verb(subject: Subject) -> Iterator[Finding]:
    """Sentences of six words or more without any word that can be a finite verb."""
    for sentence in subject.sentences:
        if not _is_prose(sentence) or len(sentence.tokens) <= _FRAGMENT:
            continue
        if any(may(token.forms, FINITE) for token in sentence.tokens):
            continue
        if may(sentence.forms(0), IMPERATIVE):
            continue
        phrase = subject_phrase(sentence, after_adverbials(sentence, 0))
        if phrase is None or not sentence.words.isdisjoint((":", "(", "”", '"')):
            continue
        if not only(phrase.head.forms, DEFINITE | SUBJECT_PRONOUN | OBJECT_PRONOUN | DETERMINER):
            continue
        last = len(sentence.tokens) - 1
        message = _("the sentence has no finite verb")
        yield finding_at(sentence, 0, last, message, _("see whether a word was left out"))


_FRAGMENT = 7


@rule(
    "finite-after-att",
    Severity.WARNING,
    about=_("After `att` stands a finite verb: `för att ökar`, `kommer att blir`."),
    why=_("After `att` stands an infinitive, or a subject comes first."),
    bad="# Text\n\nVi arbetar för att stärker samverkan.\n",
    good="# Text\n\nVi arbetar för att stärka samverkan.\n",
)
def finite_after_att(subject: Subject) -> Iterator[Finding]:
    """`att` with a verb after it that can only be a present or a past."""
    for sentence in subject.sentences:
        if "att" not in sentence.words:
            continue
        for index, token in enumerate(sentence.tokens):
            if token.word == "att" and only(sentence.forms(index + 1), FINITE):
                verb = sentence.tokens[index + 1].text
                message = _("'{verb}' stands after 'att' and is no infinitive", verb=verb)
                yield finding_at(sentence, index, index + 1, message, _ATT_HINT)


_ATT_HINT = _("write the infinitive, or put the subject between them")


def _has_finite(sentence: Sentence, index: int) -> bool:
    """Whether the clause goes on with a finite verb: "Vi som arbetat med det vet"."""
    for token in sentence.tokens[index:]:
        if token.text in ",;:" or token.word in ("och", "som", "att"):
            return False
        if may(token.forms, FINITE) and token.text.islower():
            return True
    return False
