"""From Hunspell's affix classes to forms: what a stem with an ending is.

The Swedish dictionary (Den stora svenska ordlistan) names its classes by letters, and one letter
serves several parts of speech: D makes "insatsen" of a noun, "förslagen" of a neuter one,
"arbetande" of a verb. So the other letters of the stem are asked too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reportgen.checks.grammar.forms import (
    ADJECTIVE_A,
    ADJECTIVE_NEUTER,
    ADJECTIVE_UTRUM,
    ADVERB,
    GENITIVE,
    GENITIVE_DEFINITE,
    IMPERATIVE,
    INFINITIVE,
    NEUTER,
    NEUTER_DEFINITE,
    NEUTER_PLURAL,
    NEUTER_PLURAL_DEFINITE,
    PARTICIPLE_A,
    PARTICIPLE_NEUTER,
    PARTICIPLE_UTRUM,
    PASSIVE_INFINITIVE,
    PASSIVE_PAST,
    PASSIVE_PRESENT,
    PASSIVE_SUPINE,
    PAST,
    PRESENT,
    SUPINE,
    UNINFLECTED,
    UNKNOWN,
    UTRUM,
    UTRUM_DEFINITE,
    UTRUM_PLURAL,
    UTRUM_PLURAL_DEFINITE,
    Forms,
)

# Classes that make the first part of a compound, and no form.
COMPOUNDING = frozenset("zgyhxwvfuitsrb")
# Of nouns: what makes them definite and plural. T makes agents of verbs: "arbetare".
_PLURALS = frozenset("GHIJ")
_AGENT = {
    "re": UTRUM | UTRUM_PLURAL,
    "ren": UTRUM_DEFINITE,
    "rna": UTRUM_PLURAL_DEFINITE,
    "res": GENITIVE,
    "rens": GENITIVE_DEFINITE,
    "rnas": GENITIVE_DEFINITE,
}
# What strong verbs end with in the past: skrev, bröt, bad.
_PAST_ENDINGS = (
    *("am", "öll", "ed", "öd", "et", "öt", "ät", "ep"),
    *("öp", "ev", "ad", "av", "og", "åg", "ick", "od"),
)


def is_verb(stem: str, flags: str) -> bool:
    """Whether a stem is an infinitive: "arbeta" with +r, "skriva" with -er, "nå" with -dde."""
    own = set(flags)
    if stem.endswith("as"):
        return "N" in own
    if stem.endswith("a"):
        return bool(own & set("BDKLTm")) or {"N", "P"} <= own
    return bool(stem) and stem[-1] in "eiouyåäö" and "m" in own


def is_noun(stem: str, flags: str) -> bool:
    """Whether a stem is a noun in the singular; of a verb in -a, whether it is one besides."""
    own = set(flags)
    if stem.endswith("a"):
        return bool(own & {"G", "H"}) or (not is_verb(stem, flags) and "E" in own)
    return bool(own & set("BCDEFGHI")) or (
        "J" in own and stem.endswith(("r", "re", "um", "l", "t"))
    )


def is_adjective(stem: str, flags: str) -> bool:
    """Whether a stem is an adjective or a participle in the utrum."""
    own = set(flags)
    if stem.endswith("a") or is_past(stem, flags):
        return False
    if "O" in own or (own & set("PQ") and "j" not in own) or (stem.endswith("d") and "N" in own):
        return True
    return stem.endswith(("el", "en", "er", "m", "l")) and "M" in own


def is_past(stem: str, flags: str) -> bool:
    """Whether a stem is a past that the dictionary lists by itself: "sålde", "visade"."""
    return stem.endswith("de") and "O" in flags


def bare_forms(stem: str, flags: str) -> Forms:
    """What a stem is as it stands in the dictionary; UNKNOWN where its classes do not tell."""
    forms = 0
    if is_verb(stem, flags):
        forms |= _bare_verb(stem, flags)
    # "Åtgärda" makes "åtgärder", and is no noun itself.
    if is_noun(stem, flags) and not (is_verb(stem, flags) and "G" not in flags):
        forms |= _bare_noun(stem, set(flags))
    if is_adjective(stem, flags):
        forms |= _bare_adjective(stem)
    if is_past(stem, flags):
        forms |= PAST | (PARTICIPLE_A if stem.endswith("ade") else 0)
    return forms or UNKNOWN


def _bare_verb(stem: str, flags: str) -> Forms:
    if stem.endswith("as"):
        return PASSIVE_INFINITIVE | PASSIVE_PRESENT
    same = PARTICIPLE_A if stem.endswith(("nda", "lda", "rda")) and "P" not in flags else 0
    return INFINITIVE | same | (IMPERATIVE if {"m", "P"} & set(flags) else 0)


def _bare_noun(stem: str, own: set[str]) -> Forms:
    neuter, utrum = _genders(stem, own)
    forms = (NEUTER if neuter else 0) | (UTRUM if utrum else 0)
    if neuter and _is_plural_too(stem, own):
        forms |= NEUTER_PLURAL
    if stem.endswith(("ande", "ende")) and not stem.endswith("ärende"):
        forms |= UNINFLECTED
    if utrum and _has_no_plural_ending(stem, own):
        forms |= UTRUM_PLURAL
    return forms


def _is_plural_too(stem: str, own: set[str]) -> bool:
    """Förslag, fönster, reglage: neuter nouns without an ending in the plural."""
    in_vowel = stem[-1] in "aeiouyåäö" and not stem.endswith("age")
    ends = bool(own & set("GHI")) and "D" not in own
    return (
        not ends
        and not (in_vowel and own & {"E", "F"})
        and not (stem.endswith("um") and own & {"E", "J"})
    )


def _has_no_plural_ending(stem: str, own: set[str]) -> bool:
    """Lärare, tekniker, studerande: the plural is the singular."""
    agent = "J" in own and stem.endswith("r")
    return agent or stem.endswith(("are", "ande", "ende", "män", "möss", "gäss", "fötter"))


def _genders(stem: str, own: set[str]) -> tuple[bool, bool]:
    """Whether a noun is neuter and whether it is utrum: "test" is both.

    D of a neuter without plural ending is its definite plural, "förslagen".
    """
    if stem.endswith("a"):
        neuter = "C" in own
        return neuter, not neuter
    in_vowel = stem[-1] in "eioä"
    neuter = (
        bool(own & {"B", "C"}) or ("F" in own and in_vowel) or (stem.endswith("um") and "J" in own)
    )
    plural = bool(own & set("GHI"))
    utrum = not neuter or ("D" in own and plural) or ("E" in own and "C" in own and plural)
    return neuter, utrum


def _bare_adjective(stem: str) -> Forms:
    participle = stem.endswith(("ad", "dd")) or (stem.endswith("en") and len(stem) > 5)
    forms = PARTICIPLE_UTRUM if participle else ADJECTIVE_UTRUM
    if stem.endswith("t") and stem[-2:-1] not in tuple("eiyåäö"):
        forms |= ADJECTIVE_NEUTER | ADVERB
    return forms


def listed_forms(word: str, classes_of: Callable[[str], str]) -> Forms:
    """What "högt", "ryska" and "spolar" are where only the stem has its part of speech."""
    forms = UTRUM_PLURAL_DEFINITE if word.endswith(("männen", "mössen", "gässen")) else 0
    if (
        word.endswith("ar")
        and is_verb(word[:-1], classes_of(word[:-1]))
        and "P" in classes_of(word[:-1])
    ):
        forms |= PRESENT
    for ending, form in (("tt", ADJECTIVE_NEUTER), ("t", ADJECTIVE_NEUTER), ("a", ADJECTIVE_A)):
        stem = word.removesuffix(ending)
        if stem != word and is_adjective(stem, classes_of(stem)):
            forms |= form
    return forms


def ending_forms(stem: str, flags: str, flag: str, word: str) -> Forms:
    """What `word` is that the class `flag` makes of a stem; UNKNOWN where that is not known."""
    ending = _ending(stem, word)
    forms = 0
    for made in _made(stem, flags, flag, ending, word):
        forms |= made
    return forms or UNKNOWN


def _ending(stem: str, word: str) -> str:
    """What is put in the place of the stem's end."""
    same = 0
    for one, other in zip(stem, word, strict=False):
        if one != other:
            break
        same += 1
    return word[same:]


def _made(stem: str, flags: str, flag: str, ending: str, word: str) -> Iterator[Forms]:
    if is_verb(stem, flags):
        yield _of_verb(stem, flags, flag, word)
    if flag == "T":
        yield _AGENT.get(ending, 0) if stem.endswith("a") else _of_adjective(ending)
    if flag in "ABCDEFGHIJ" and is_noun(stem, flags):
        yield _of_noun(stem, set(flags), flag, ending, word)
    if flag == "O" and is_past(stem, flags):
        yield SUPINE | PARTICIPLE_NEUTER if word.endswith("t") else PARTICIPLE_UTRUM
    elif flag in "OPQM" and not stem.endswith("a"):
        yield _of_adjective(ending)
    if flag == "N" and word.endswith("t") and stem.endswith("d"):
        yield PARTICIPLE_NEUTER | ADVERB


def _of_verb(stem: str, flags: str, flag: str, word: str) -> Forms:
    match flag:
        case "m":
            return PRESENT
        case "A":
            first = "K" not in flags  # "arbetas" is both, "skrivas" the infinitive alone
            return PASSIVE_INFINITIVE | (PASSIVE_PRESENT if first else 0)
        case "B" | "D":
            return _present_participle(word)
        case "J":  # "begär" is the present too
            return IMPERATIVE | (PRESENT if stem.endswith("ra") else 0)
        case "K" | "M" | "P" | "Q" | "O":
            return _active(flags, flag, word)
        case "L" | "N" | "R":
            return _passive(stem, flag, word)
        case _:
            return 0


def _present_participle(word: str) -> Forms:
    if word.endswith("nde"):
        return UNINFLECTED | NEUTER
    return GENITIVE_DEFINITE if word.endswith("s") else NEUTER_DEFINITE


def _active(flags: str, flag: str, word: str) -> Forms:
    if flag == "O":
        return PARTICIPLE_A if word.endswith("a") else PARTICIPLE_UTRUM
    if word.endswith("er") and flag == "K":
        return PRESENT
    if word.endswith("it"):
        return SUPINE
    if word.endswith("dda") or (word.endswith("ta") and flag == "Q"):
        return PARTICIPLE_A
    if word.endswith("dd"):
        return PARTICIPLE_UTRUM
    if word.endswith(_PAST_ENDINGS) and flag in "KM":
        return PAST
    if word.endswith("ade") and flag == "P":
        return PAST | PARTICIPLE_A
    if word.endswith("e"):
        return PAST
    if word.endswith("t"):
        # Of "trycka, tryckte" the participle is "tryckt" in both genders.
        both = PARTICIPLE_UTRUM if flag == "K" and "O" not in flags else 0
        return SUPINE | PARTICIPLE_NEUTER | both | (ADVERB if flag == "P" else 0)
    return PARTICIPLE_UTRUM if word.endswith("d") and flag == "P" else 0


def _passive(stem: str, flag: str, word: str) -> Forms:
    base = word.removesuffix("s")
    if flag == "R" or (flag == "L" and base in (stem[:-1], stem[:-2])):
        return PASSIVE_PRESENT
    if word.endswith("ende"):
        return UNINFLECTED
    past = base.endswith(("e", *_PAST_ENDINGS))
    return PASSIVE_PAST if past else PASSIVE_SUPINE


def _of_noun(stem: str, own: set[str], flag: str, ending: str, word: str) -> Forms:
    if flag == "A":
        return GENITIVE
    genitive = ending.endswith("s")
    base = word[:-1] if genitive else word
    neuter, utrum = _genders(stem, own)
    if flag in _PLURALS:
        forms = _plural(stem, flag, base, neuter=neuter, utrum=utrum)
    else:
        forms = _definite(stem, flag, base, neuter=neuter, utrum=utrum)
    if not genitive or not forms:
        return forms
    definite = forms & (
        UTRUM_DEFINITE | NEUTER_DEFINITE | UTRUM_PLURAL_DEFINITE | NEUTER_PLURAL_DEFINITE
    )
    return GENITIVE_DEFINITE if definite else GENITIVE


def _plural(stem: str, flag: str, base: str, *, neuter: bool, utrum: bool) -> Forms:
    if flag == "J" and stem.endswith("um") and base.endswith("et"):
        return NEUTER_DEFINITE
    if flag == "J" and stem.endswith("a"):
        return 0  # an imperative, or the first part of a compound
    if base.endswith("na"):
        forms = (UTRUM_PLURAL_DEFINITE if utrum else 0) | (NEUTER_PLURAL_DEFINITE if neuter else 0)
    else:
        forms = (UTRUM_PLURAL if utrum else 0) | (NEUTER_PLURAL if neuter else 0)
    return forms


def _definite(stem: str, flag: str, base: str, *, neuter: bool, utrum: bool) -> Forms:
    if stem.endswith("a") and flag in "BDF":
        return 0  # participles of verbs
    match flag:
        case "B" | "C":
            return NEUTER_DEFINITE
        case "D" | "F" if neuter:
            return NEUTER_PLURAL_DEFINITE | (UTRUM_DEFINITE if utrum else 0)
        case "E" if neuter and base.endswith("a"):
            return NEUTER_PLURAL
        case "E" if neuter and stem[-1] in "aeiouyåäö":
            return NEUTER_PLURAL | (UTRUM_DEFINITE if utrum else 0)
        case "E" if neuter:
            return NEUTER_PLURAL_DEFINITE | (UTRUM_DEFINITE if utrum else 0)
        case _:
            return UTRUM_DEFINITE


def _of_adjective(ending: str) -> Forms:
    if ending.endswith(("are", "ast", "re")):
        return UNINFLECTED | ADVERB
    if ending.endswith("t"):
        return ADJECTIVE_NEUTER | ADVERB
    if ending.endswith(("a", "e")):
        return ADJECTIVE_A
    return ADJECTIVE_UTRUM if ending.endswith("isk") else 0
