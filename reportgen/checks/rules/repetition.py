"""What is said twice or not to its end: sentences that come back, begin again or break off."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.finding import Finding
from reportgen.checks.grammar.forms import GENITIVES, NOUN, UNKNOWN, may, only
from reportgen.checks.grammar.sentences import Sentence, subject_phrase
from reportgen.checks.passages import MASK
from reportgen.checks.patterns import word_set
from reportgen.checks.prose import finding_at, replacing, running_passages
from reportgen.checks.rule import rule
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Severity
from reportgen.language.patterns import Pattern

TOPIC = _("Repetitions and sentences that break off")

_LONG = 6
_WORDS = Pattern(r"[\w\ufffc]+")


@rule(
    "repeated-sentence",
    Severity.WARNING,
    about=_("The same sentence stands twice in the report."),
    why=_("It was pasted twice, or moved and left where it was."),
    bad="# Text\n\nVi tackar alla som har hjälpt oss.\n\nVi tackar alla som har hjälpt oss.\n",
    good="# Text\n\nVi tackar alla som har hjälpt oss.\n\nTack för i år.\n",
)
def repeated_sentence(subject: Subject) -> Iterator[Finding]:
    """Sentences of six words or more whose words stood before."""
    first: dict[str, int] = {}
    for passage in running_passages(subject):
        for start, end in passage.sentences:
            words = _WORDS.findall(passage.typed[start:end].lower())
            key = " ".join(words)
            if len(words) < _LONG or MASK in key:
                continue
            if key in first:
                message = _("this sentence already stands on line {line}", line=first[key])
                yield Finding(message, passage.span(start, end), _TWICE_HINT)
            else:
                first[key] = passage.span(start, end).line


_TWICE_HINT = _("delete one of them")
# What comes twice in good Swedish: "steg för steg för", "mer och mer och".
_MAY_COME_TWICE = word_set("och för efter eller ja nej tack i mot vid på av till med till")


@rule(
    "doubled-words",
    Severity.WARNING,
    about=_("Two or three words stand twice in a row: `för att för att`."),
    why=_("The sentence was begun anew and the first beginning left."),
    bad="# Text\n\nVi utbildar för att för att öka kunskapen.\n",
    good="# Text\n\nVi utbildar steg för steg för att öka kunskapen.\n",
    supersedes=("two-finite-verbs", "doubled-word"),
)
def doubled_words(subject: Subject) -> Iterator[Finding]:
    """A run of two to four words right behind itself."""
    for sentence in subject.sentences:
        words = [token.word for token in sentence.tokens]
        runs = ((at, length) for at in range(len(words) - 3) for length in (4, 3, 2))
        found = next((run for run in runs if _comes_twice(words, *run)), None)
        if found is not None:
            index, length = found
            message = _("'{words}' stands twice", words=" ".join(words[index : index + length]))
            yield finding_at(sentence, index, index + 2 * length - 1, message, _TWICE_HINT)


def _comes_twice(words: list[str], index: int, length: int) -> bool:
    run = words[index : index + length]
    if run != words[index + length : index + 2 * length] or len(set(run)) == 1:
        return False
    if index and words[index - 1] == run[-1]:
        return False  # “dag efter dag efter dag”
    return all(word.isalpha() for word in run) and not _MAY_COME_TWICE & set(run[1:])


# No sentence ends with these; "som" and prepositions do where what they belong to stands before.
_NEVER_LAST = word_set(
    "att och eller men samt eftersom medan inklusive vår sina ifall huruvida såsom respektive"
)


@rule(
    "unfinished-sentence",
    Severity.WARNING,
    about=_("A sentence ends with a word that must be followed by another: `och.`, `att.`."),
    why=_("What it led to was deleted, and the word was left."),
    bad="# Text\n\nKuratorerna säger samma sak som.\n",
    good="# Text\n\nKuratorerna säger samma sak. Det är våren som vi tänker på.\n",
)
def unfinished_sentence(subject: Subject) -> Iterator[Finding]:
    """Conjunctions, `att` and `som` right before a full stop."""
    for sentence in subject.sentences:
        last = len(sentence.tokens) - 2
        ends = last >= _FEW and sentence.tokens[-1].text in ".!?"
        cut = _is_cut(sentence)
        if cut or (ends and (_breaks_off(sentence, last) or _is_left_hanging(sentence, last))):
            last += cut
            word = sentence.tokens[last].text
            message = _("the sentence ends with '{word}'", word=word)
            yield finding_at(sentence, last, last, message, _UNFINISHED_HINT)


_FEW = 2
_UNFINISHED_HINT = _("finish the sentence, or delete the word")


# No paragraph ends with these and without a mark.
_NEVER_AT_END = word_set(
    "och att som för med av till på i om en ett den det de är har var vid från hos mot inom under "
    "eller men samt eftersom när vår våra sin sina kan ska bör måste vill blir genom"
)


def _is_cut(sentence: Sentence) -> bool:
    """Whether a paragraph ends without a mark and with a small word: “särskilt för”."""
    passage, last = sentence.passage, sentence.tokens[-1]
    whole = passage.kind == "paragraph" and len(sentence.tokens) > _FEW + 2
    return whole and last.end == len(passage.text.rstrip()) and last.text in _NEVER_AT_END


def _is_left_hanging(sentence: Sentence, last: int) -> bool:
    """Whether “A är B för” stands there: the preposition has nothing that it could belong to."""
    if sentence.word(last) not in ("för", "av", "från", "hos", "mot"):
        return False
    copula = next((n for n in range(1, last) if sentence.word(n) in ("är", "var")), 0)
    phrase = subject_phrase(sentence, copula + 1) if copula else None
    plain = sentence.word(0) not in _OBJECTS and not any(map(sentence.is_finite, range(copula)))
    return plain and phrase is not None and phrase.end == last and sentence.is_main(last)


_OBJECTS = word_set("det den de detta dessa vad vem")


def _breaks_off(sentence: Sentence, last: int) -> bool:
    token, before = sentence.tokens[last], sentence.forms(last - 1)
    if not token.text.islower():
        return False
    if token.word == "vår":
        seasons = ("i", "nästa", "varje", "förra", "en", "denna")
        return sentence.word(last - 1) not in seasons and not _is_set_beside(sentence, last)
    if token.word == "sina":
        return sentence.word(last - 1) not in ("de", "till")
    if token.word == "som":
        return before != UNKNOWN and may(before, NOUN)
    return token.word in _NEVER_LAST and sentence.word(last - 1) not in ("med", "ordet", "ett")


def _is_set_beside(sentence: Sentence, last: int) -> bool:
    """Whether a noun with its owner stands before it: “Polisens bild stämmer med vår”."""
    return any(
        only(sentence.forms(n), GENITIVES) and may(sentence.forms(n + 1), NOUN)
        for n in range(last - 2)
    )


_MARKS = Pattern(r"(?<![.…])\.\.(?![.…\w/])|,,|;;|(?<=\w)[,;]\.(?!\w)|(?<!\.)\.,(?!\w)")


@rule(
    "doubled-mark",
    Severity.WARNING,
    about=_("A full stop or a comma stands twice, or both stand together: `kommuner..`."),
    why=_("One of them is left from a change."),
    bad="# Text\n\nVi besökte alla kommuner..\n",
    good="# Text\n\nVi besökte alla kommuner. Rutiner, avtal m.m., och mer därtill …\n",
)
def doubled_mark(subject: Subject) -> Iterator[Finding]:
    """Two full stops, two commas, or a comma with a full stop."""
    for passage in running_passages(subject):
        for found in _MARKS.finditer(passage.typed):
            if found[0] == ".," and passage.typed[: found.start()].rpartition(" ")[2].islower():
                continue  # an abbreviation's: "m.m.,", "etc.,"
            right = "." if "." in found[0] else found[0][0]
            message = _("'{marks}' stands here", marks=found[0])
            hint = _("write '{right}'", right=right)
            yield replacing(passage, found.span(), message, right, hint)
