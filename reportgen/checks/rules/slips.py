"""Slips of the finger that make another word, which no dictionary tells."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.finding import Finding
from reportgen.checks.grammar.fixed_phrases import (
    Gap,
    gaps_by_anchor,
    is_one_slip,
    right_phrases,
)
from reportgen.checks.grammar.forms import (
    ADVERB,
    IMPERATIVE,
    INFINITIVE,
    MARK,
    NOUN,
    NUMBER,
    PARTICIPLE_NEUTER,
    PLURAL_DEFINITE,
    SUPINES,
    UNINFLECTED,
    UNKNOWN,
    UTRUM,
    Forms,
    may,
    only,
)
from reportgen.checks.grammar.sentences import Sentence
from reportgen.checks.patterns import word_set
from reportgen.checks.prose import capital_as, finding_at
from reportgen.checks.rule import rule
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Severity

TOPIC = _("Slips of the finger")


def _slip(sentence: Sentence, index: int, right: str) -> Finding:
    typed = sentence.tokens[index].text
    right = capital_as(typed, right)
    message = _("'{word}' stands where '{right}' belongs", word=typed, right=right)
    return finding_at(sentence, index, index, message, _("write '{right}'", right=right), right)


@rule(
    "slip-in-phrase",
    Severity.WARNING,
    about=_("A letter makes another word of one in a fixed phrase: `på vägg till`, `med stod av`."),
    why=_("The dictionary knows the word; only the phrase shows the slip."),
    bad="# Text\n\nDe var redan på vägg till nästa ort.\n",
    good="# Text\n\nDe var redan på väg till nästa ort. Den hänger på en vägg.\n",
    supersedes=("misspelt",),
)
def slip_in_phrase(subject: Subject) -> Iterator[Finding]:
    """The phrases of the list with one letter of one word wrong."""
    gaps = gaps_by_anchor()
    for sentence in subject.sentences:
        for index, token in enumerate(sentence.tokens):
            for gap in gaps.get(token.word, ()):
                place = index - gap.anchor + gap.open
                if index >= gap.anchor and _has_slip(sentence, index - gap.anchor, gap):
                    yield _slip(sentence, place, gap.words[gap.open])
                    break


def _has_slip(sentence: Sentence, start: int, gap: Gap) -> bool:
    for place, expected in enumerate(gap.words):
        if place != gap.open and sentence.word(start + place) != expected:
            return False
    word, right = sentence.word(start + gap.open), gap.words[gap.open]
    return (
        word.isalpha()
        and (sentence.tokens[start + gap.open].text.islower() or start + gap.open == 0)
        and is_one_slip(word, right)
        and (*gap.words[: gap.open], word, *gap.words[gap.open + 1 :]) not in right_phrases()
    )


@rule(
    "slip-in-small-word",
    Severity.WARNING,
    about=_("A small word stands for another that is a letter away: `fler en förra året`."),
    why=_("Small words carry the sentence, and the eye passes over them."),
    bad="# Text\n\nVar bedömning är att fler behöver stöd.\n",
    good="# Text\n\nVår bedömning är att fler behöver stöd. Var är bedömningen?\n",
    supersedes=("wrong-wording", "missing-att"),
)
def slip_in_small_word(subject: Subject) -> Iterator[Finding]:
    """`en` for `än`, `var` for `vår`, `och` for `att`, `men` for `man`, `här` for `har`."""
    for sentence in subject.sentences:
        for index, token in enumerate(sentence.tokens):
            means = _MEANT.get(token.word)
            if means is not None and means[1](sentence, index):
                yield _slip(sentence, index, means[0])


# Behind these comparatives and a noun, or none, stands `än`.
_COMPARED = word_set("fler färre mer mindre högre lägre större oftare bättre sämre längre kortare")
_AFTER_THAN = word_set(
    "någonsin vad när hur under i på för vi de man det den förra väntat beräknat året"
)


def _is_than(sentence: Sentence, index: int) -> bool:
    """“I högre grad en tidigare”, “fyra fler en under 2023”."""
    near = range(max(index - 2, 0), index)
    place = next((n for n in near if _is_comparative(sentence, n)), -1)
    if place < 0 or (place == index - 2 and not may(sentence.forms(index - 1), NOUN)):
        return False
    after, forms = sentence.word(index + 1), sentence.forms(index + 1)
    if after == "tidigare":
        return not may(sentence.forms(index + 2), UTRUM) or sentence.is_finite(index + 2)
    number = only(forms, NUMBER) and after.isdigit()
    name = place == index - 1 and sentence.tokens[index + 1].text.istitle()
    return number or name or after in _AFTER_THAN


def _is_comparative(sentence: Sentence, index: int) -> bool:
    word, forms = sentence.word(index), sentence.forms(index)
    return word in _COMPARED or (only(forms, UNINFLECTED) and word.endswith("are"))


def _is_ours(sentence: Sentence, index: int) -> bool:
    """“Var bedömning är”: a noun of one, and its verb."""
    first = index == 0 and sentence.tokens[-1].text != "?"
    noun = sentence.forms(index + 1)
    own = sentence.word(index + 1).endswith(_OWN)
    return first and own and only(noun, UTRUM | IMPERATIVE) and sentence.is_finite(index + 2)


# What a report says to be “ours”.
_OWN = (
    *("ning", "het", "tion", "else", "skap", "roll", "plan", "punkt", "tanke"),
    *("sats", "samverkan", "grupp", "enhet", "känsla", "uppgift", "bild", "modell", "metod"),
)


def _is_att(sentence: Sentence, index: int) -> bool:
    """“För och nå”, “genom och stärka”: a preposition and an infinitive."""
    before, after = sentence.forms(index - 1), sentence.forms(index + 1)
    governs = sentence.word(index - 1) in _GOVERNING and before != UNKNOWN
    particle = may(sentence.forms(index - 2), INFINITIVE)  # “bläddra genom och titta”
    return (
        governs and not particle and only(after, INFINITIVE | IMPERATIVE) and may(after, INFINITIVE)
    )


_GOVERNING = word_set("för genom utan av om efter inför från kommer")


def _is_one(sentence: Sentence, index: int) -> bool:
    """“När men inte”, “kan men göra”, “om men har”: a clause without a subject."""
    before = sentence.word(index - 1)
    helped = before in _HELPING and only(sentence.forms(index + 1), INFINITIVE)
    joined = before in _JOINING and sentence.is_finite(index + 1)
    return helped or joined


_HELPING = word_set("kan ska bör måste skulle kunde får")
_JOINING = word_set("att om när eftersom hur innan medan")


def _is_having(sentence: Sentence, index: int) -> bool:
    """“Vi här arbetat”: a subject and a supine."""
    before = sentence.word(index - 1)
    subject = before in ("vi", "man", "det", "de", "jag", "hon", "han")
    alone = sentence.words.isdisjoint(("har", "hade"))
    return subject and alone and _is_supine(sentence.forms(index + 1))


def _is_supine(forms: Forms) -> bool:
    return only(forms, SUPINES | PARTICIPLE_NEUTER | ADVERB) and may(forms, SUPINES)


def _is_one_of(sentence: Sentence, index: int) -> bool:
    """“Vi har än samordnare”: nothing is compared, and a noun for one follows."""
    before, after = sentence.word(index - 1), sentence.forms(index + 1)
    has = before in ("har", "hade", "är", "var", "som", "med", "finns", "fanns", "av", "till")
    noun = only(after, UTRUM) and after != UNKNOWN
    return has and noun and not any(_compares(sentence, n) for n in range(index))


def _compares(sentence: Sentence, index: int) -> bool:
    return _is_comparative(sentence, index) or sentence.word(index) in _OTHERS


def _is_among(sentence: Sentence, index: int) -> bool:
    """“Fanns ibland ärendena”: a verb, and a noun for several that are known."""
    noun = only(sentence.forms(index + 1), PLURAL_DEFINITE)
    ends = only(sentence.forms(index + 2), MARK) and sentence.tokens[index + 2].text in ".,"
    return noun and ends and index > 1 and sentence.is_finite(index - 1)


_OTHERS = word_set("annan annat andra annorlunda hellre snarare tidigare mer om så")
_MEANT = {
    "en": ("än", _is_than),
    "var": ("vår", _is_ours),
    "och": ("att", _is_att),
    "men": ("man", _is_one),
    "här": ("har", _is_having),
    "än": ("en", _is_one_of),
    "ibland": ("bland", _is_among),
}
