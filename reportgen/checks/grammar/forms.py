"""The forms that a Swedish word can have: the closed set of readings, each one bit of an integer.

A word mostly has several readings ("arbetat" is a supine and a participle). `Forms` holds all of
them, so that a rule asks with `only` whether *every* reading is of a kind, and a question costs
no more than an operation on integers.
"""

from __future__ import annotations

from typing import Final

Forms = int

# Verbs; the passive ones end with s, deponents ("hoppas") too.
INFINITIVE: Final = 1 << 0
PRESENT: Final = 1 << 1
PAST: Final = 1 << 2
SUPINE: Final = 1 << 3
IMPERATIVE: Final = 1 << 4
PASSIVE_INFINITIVE: Final = 1 << 5
PASSIVE_PRESENT: Final = 1 << 6
PASSIVE_PAST: Final = 1 << 7
PASSIVE_SUPINE: Final = 1 << 8

# Nouns: gender, number, definiteness. UTRUM_PLURAL: "insatser", NEUTER_DEFINITE: "arbetet".
UTRUM: Final = 1 << 9
UTRUM_DEFINITE: Final = 1 << 10
NEUTER: Final = 1 << 11
NEUTER_DEFINITE: Final = 1 << 12
UTRUM_PLURAL: Final = 1 << 13
UTRUM_PLURAL_DEFINITE: Final = 1 << 14
NEUTER_PLURAL: Final = 1 << 15
NEUTER_PLURAL_DEFINITE: Final = 1 << 16
GENITIVE: Final = 1 << 17
GENITIVE_DEFINITE: Final = 1 << 18

# Adjectives, and participles, which are inflected like them. The a-form is plural and definite.
ADJECTIVE_UTRUM: Final = 1 << 19
ADJECTIVE_NEUTER: Final = 1 << 20
ADJECTIVE_A: Final = 1 << 21
PARTICIPLE_UTRUM: Final = 1 << 22
PARTICIPLE_NEUTER: Final = 1 << 23
PARTICIPLE_A: Final = 1 << 24
# Comparatives, present participles, "bra": one form for all.
UNINFLECTED: Final = 1 << 25

# The rest.
ADVERB: Final = 1 << 26
PREPOSITION: Final = 1 << 27
CONJUNCTION: Final = 1 << 28
SUBORDINATOR: Final = 1 << 29
SUBJECT_PRONOUN: Final = 1 << 30
OBJECT_PRONOUN: Final = 1 << 31
DETERMINER: Final = 1 << 32
NUMBER: Final = 1 << 33
MARK: Final = 1 << 34
OTHER: Final = 1 << 35

# What nobody knows can be anything: no question with `only` is answered yes.
UNKNOWN: Final = (1 << 36) - 1

FINITE: Final = PRESENT | PAST | PASSIVE_PRESENT | PASSIVE_PAST
INFINITIVES: Final = INFINITIVE | PASSIVE_INFINITIVE
SUPINES: Final = SUPINE | PASSIVE_SUPINE
VERB: Final = FINITE | INFINITIVES | SUPINES | IMPERATIVE
UTRUM_SINGULAR: Final = UTRUM | UTRUM_DEFINITE
NEUTER_SINGULAR: Final = NEUTER | NEUTER_DEFINITE
PLURAL: Final = UTRUM_PLURAL | NEUTER_PLURAL
PLURAL_DEFINITE: Final = UTRUM_PLURAL_DEFINITE | NEUTER_PLURAL_DEFINITE
INDEFINITE: Final = UTRUM | NEUTER | PLURAL
DEFINITE: Final = UTRUM_DEFINITE | NEUTER_DEFINITE | PLURAL_DEFINITE
NOUN: Final = INDEFINITE | DEFINITE
GENITIVES: Final = GENITIVE | GENITIVE_DEFINITE
PARTICIPLE: Final = PARTICIPLE_UTRUM | PARTICIPLE_NEUTER | PARTICIPLE_A
UTRUM_FORMS: Final = ADJECTIVE_UTRUM | PARTICIPLE_UTRUM
NEUTER_FORMS: Final = ADJECTIVE_NEUTER | PARTICIPLE_NEUTER
A_FORMS: Final = ADJECTIVE_A | PARTICIPLE_A
ADJECTIVE: Final = UTRUM_FORMS | NEUTER_FORMS | A_FORMS | UNINFLECTED


def only(forms: Forms, kind: Forms) -> bool:
    """Whether every reading is of `kind`; False of a word that has none."""
    return forms != 0 and not forms & ~kind


def may(forms: Forms, kind: Forms) -> bool:
    """Whether some reading is of `kind`; what is unknown may be anything."""
    return bool(forms & kind)
