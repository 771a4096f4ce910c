"""Agreement: gender and number of what stands with a noun, and of what is said of it."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.finding import Finding
from reportgen.checks.grammar.forms import (
    A_FORMS,
    ADJECTIVE_UTRUM,
    ADVERB,
    FINITE,
    MARK,
    NEUTER,
    NEUTER_FORMS,
    NEUTER_PLURAL,
    NOUN,
    NUMBER,
    PLURAL,
    PREPOSITION,
    SUPINE,
    UNINFLECTED,
    UTRUM,
    UTRUM_FORMS,
    UTRUM_PLURAL,
    Forms,
    may,
    only,
)
from reportgen.checks.grammar.sentences import (
    Sentence,
)
from reportgen.checks.patterns import word_set
from reportgen.checks.prose import finding_at
from reportgen.checks.rule import rule
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Severity

TOPIC = _("Agreement")

# What stands before a noun in the singular and has its gender, in pairs.
_PAIRS = {
    "en": "ett", "någon": "något", "ingen": "inget", "annan": "annat", "denna": "detta",
    "min": "mitt", "din": "ditt", "sin": "sitt", "vår": "vårt", "er": "ert", "vilken": "vilket",
    "sådan": "sådant", "varannan": "vartannat",
}  # fmt: skip
_OF_UTRUM = frozenset(_PAIRS)
_OTHER = _PAIRS | {neuter: utrum for utrum, neuter in _PAIRS.items()}
# Nouns that stand with either gender, or with none.
_FREE = word_set(
    "par hundra tusen dussin tiotal hundratal slag sorts test virus kolli data media demo split ",
    "aktiesplit öl mellanled",
)
_NOUN_OF_UTRUM = UTRUM | UTRUM_PLURAL
_NOUN_OF_NEUTER = NEUTER | NEUTER_PLURAL


@rule(
    "wrong-gender",
    Severity.WARNING,
    about=_("An article, pronoun or adjective has another gender than its noun: `ett insats`."),
    why=_("Readers hear it at once, and trust the figures less."),
    bad="# Text\n\nVi genomförde ett insats i november.\n",
    good="# Text\n\nVi genomförde en insats i november, och ett stort arbete.\n",
)
def wrong_gender(subject: Subject) -> Iterator[Finding]:
    """An article with adjectives and a noun, or an adjective alone, against the noun's gender."""
    for sentence in subject.sentences:
        for index, token in enumerate(sentence.tokens):
            if token.word in _OTHER:
                yield from _wrong_article(sentence, index)
            elif only(token.forms, _ADJECTIVES) and _alone(sentence, index):
                yield from _wrong_adjective(sentence, index)


_ADJECTIVES = UTRUM_FORMS | NEUTER_FORMS | ADVERB


def _wrong_article(sentence: Sentence, index: int) -> Iterator[Finding]:
    """The finding for an article whose noun follows, with at most two adjectives between."""
    if _is_pronoun(sentence, index):
        return
    noun = index + 1
    while noun < index + 3 and only(sentence.forms(noun), _ADJECTIVES | UNINFLECTED | SUPINE):
        noun += 1
    article, head = sentence.tokens[index], sentence.forms(noun)
    middle = sentence.tokens[index + 1 : noun]
    wrong, right = (
        (_NOUN_OF_NEUTER, _NOUN_OF_UTRUM)
        if article.word in _OF_UTRUM
        else (_NOUN_OF_UTRUM, _NOUN_OF_NEUTER)
    )
    if only(head, wrong) and sentence.word(noun) not in _FREE:
        if _is_followed_by_noun(sentence, noun):
            return
        fix = _OTHER[article.word] if not middle else ""
        yield _gender_finding(sentence, index, index, noun, fix)
        return
    against = NEUTER_FORMS if article.word in _OF_UTRUM else UTRUM_FORMS
    last = middle[-1].forms if middle else 0
    if (
        only(head, right | UNINFLECTED)
        and may(head, right)
        and only(last, against | ADVERB | SUPINE)
        and may(last, against)
    ):
        yield _gender_finding(sentence, noun - 1, noun - 1, noun, "")
    elif (  # “en eget boende”: whatever the noun is, these two are never of one
        last
        and only(last, against)
        and may(head, NOUN)
        and not _is_followed_by_noun(sentence, noun)
    ):
        yield _gender_finding(sentence, index, index, noun - 1, "")


def _is_pronoun(sentence: Sentence, index: int) -> bool:
    """Whether it need not belong to the noun: "bland annat", "i vilken", "kalla detta slöseri"."""
    word, before = sentence.word(index), sentence.word(index - 1)
    if word in ("denna", "detta"):
        return index > 0 and not only(sentence.forms(index - 1), PREPOSITION)
    return before == "bland" or word.startswith("vilke")


def _is_followed_by_noun(sentence: Sentence, noun: int) -> bool:
    """Whether the noun may belong to the next, as the parts of a compound that was split do."""
    following = sentence.forms(noun + 1)
    return may(following, NOUN | NUMBER) and not may(following, PREPOSITION)


def _gender_finding(sentence: Sentence, index: int, last: int, noun: int, right: str) -> Finding:
    word, head = sentence.tokens[index].text, sentence.tokens[noun].text
    message = _("'{word}' and '{noun}' differ in gender", word=word, noun=head)
    hint = _("write '{right}'", right=f"{right} {head}") if right else _GENDER_HINT
    return finding_at(sentence, index, last, message, hint, right)


_GENDER_HINT = _("write both in the noun's gender: 'ett stort arbete', 'en stor insats'")
# Adjectives whose neuter is hardly ever an adverb, so that it belongs to the noun behind it.
_NEVER_ADVERBS = word_set(
    "stort nytt litet annat eget viktigt ökat minskat stärkt fördjupat utökat riktat gemensamt ",
    "regionalt nationellt lokalt riktigt_",
)


def _alone(sentence: Sentence, index: int) -> bool:
    """Whether no article stands before the adjective, nor what an adverb could belong to."""
    before = sentence.forms(index - 1)
    return only(before, PREPOSITION | MARK) or may(before, FINITE)


def _wrong_adjective(sentence: Sentence, index: int) -> Iterator[Finding]:
    adjective, noun = sentence.tokens[index], sentence.forms(index + 1)
    utrum = only(adjective.forms, UTRUM_FORMS) and only(noun, NEUTER | NEUTER_PLURAL)
    neuter = adjective.word in _NEVER_ADVERBS and only(noun, UTRUM | UTRUM_PLURAL)
    before = sentence.word(index - 1)
    having = before in ("har", "hade", "saknar", "ger") and only(adjective.forms, ADJECTIVE_UTRUM)
    governed = having or only(sentence.forms(index - 1), PREPOSITION)
    if (neuter or (utrum and governed)) and not _is_followed_by_noun(sentence, index + 1):
        yield _gender_finding(sentence, index, index, index + 1, "")


# What stands before a noun in the plural.
_SEVERAL = word_set(
    "flera flesta många några alla inga vissa samtliga båda fler åtskilliga dessa sina våra mina "
    "dina"
)
_UNITS = word_set(
    "man procent meter kilometer centimeter millimeter mil liter kilo kilogram gram ",
    "ton euro dollar ",
    "pund promille grader gång del miljon miljoner tusen hundra dussin fot tum volt watt kubik ",
    "sorts slags typs personers byte ordalag mellanled",
)
_MONTHS = word_set(
    "januari februari mars april maj juni juli augusti september oktober november december"
)


@rule(
    "wrong-number",
    Severity.WARNING,
    about=_(
        "A noun in the singular stands after `flera` or a number, or one in the plural after `en`."
    ),
    why=_("`Flera åtgärd` is what is left when a number was changed and its noun was not."),
    bad="# Text\n\nVi föreslår flera åtgärd.\n",
    good="# Text\n\nVi föreslår flera åtgärder och två förslag på 20 procent.\n",
)
def wrong_number(subject: Subject) -> Iterator[Finding]:
    """Words for several with a noun that can only be one; `en` and `ett` with several."""
    for sentence in subject.sentences:
        for index, token in enumerate(sentence.tokens):
            noun = index + 1
            if token.word in ("en", "ett"):
                wrong = only(sentence.forms(noun), PLURAL)
            elif _is_several(token.word, token.forms):
                if _is_single(sentence, index + 1):
                    yield _number_finding(sentence, index, index + 1)
                while noun < index + 3 and only(sentence.forms(noun), A_FORMS | UNINFLECTED):
                    noun += 1
                wrong = _is_one(sentence, index, noun)
            else:
                continue
            if wrong and not _is_followed_by_noun(sentence, noun):
                yield _number_finding(sentence, index, noun)


_NUMBER_HINT = _("write both in the singular or both in the plural")


def _number_finding(sentence: Sentence, index: int, noun: int) -> Finding:
    word, text = sentence.tokens[index].text, sentence.tokens[noun].text
    message = _("'{word}' and '{noun}' differ in number", word=word, noun=text)
    return finding_at(sentence, index, noun, message, _NUMBER_HINT)


def _is_several(word: str, forms: Forms) -> bool:
    """Whether it is a word for several, or a written number from two on."""
    return word in _SEVERAL or (only(forms, NUMBER) and word.isalpha() and word != "noll")


def _is_single(sentence: Sentence, index: int) -> bool:
    """Whether an adjective for one stands before a noun for several: “tre frivillig insatser”."""
    noun = sentence.forms(index + 1)
    several = only(noun, PLURAL | NEUTER) and may(noun, PLURAL)
    return only(sentence.forms(index), UTRUM_FORMS) and several


def _is_one(sentence: Sentence, index: int, noun: int) -> bool:
    """Whether what is counted is in the singular: "två insats", not "…, två kriminalitet"."""
    listed = only(sentence.forms(index), NUMBER) and sentence.word(index - 1) in (",", "och")
    singular = only(sentence.forms(noun), UTRUM | NEUTER)
    return singular and not listed and sentence.word(noun) not in _UNITS | _MONTHS
