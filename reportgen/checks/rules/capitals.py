"""Capitals: titles inside a sentence, and words that a report writes both ways."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.finding import Finding
from reportgen.checks.grammar.sentences import Sentence, Token
from reportgen.checks.patterns import word_set
from reportgen.checks.prose import finding_at, replacing, running_passages
from reportgen.checks.rule import rule
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Severity
from reportgen.language.patterns import Pattern

TOPIC = _("Capitals")

# What the words for what people are at work end with, in the singular.
_TITLES = word_set(
    "koordinator samordnare handläggare sekreterare chef direktör minister ledare utredare ",
    "inspektör strateg specialist kurator åklagare utvecklare konsulent rådgivare polisassistent ",
    "psykolog socionom terapeut sjuksköterska läkare tolk jurist projektledare verksamhetschef ",
    "enhetschef generaldirektör ordförande landshövding",
)
_ENDINGS = (
    "",
    "n",
    "en",
    "er",
    "erna",
    "na",
    "s",
    "ns",
    "ens",
    "ar",
    "arna",
    "or",
    "orna",
    "sköterskan",
)
_NO_TITLES = frozenset(("ledaren",))


@rule(
    "capital-title",
    Severity.WARNING,
    about=_("A title has a capital inside a sentence: `vår Regionkoordinator`."),
    why=_("Swedish writes titles in small letters, also before a name."),
    bad="# Text\n\nUnder året anställdes en ny Regionkoordinator.\n",
    good="# Text\n\nUnder året anställdes en ny regionkoordinator. Polismyndigheten deltog.\n",
)
def capital_title(subject: Subject) -> Iterator[Finding]:
    """Words for what people are at work, inside a sentence of running text."""
    wrong = {title + ending for title in _TITLES for ending in _ENDINGS} - _NO_TITLES
    for sentence, index in _capitals_inside(subject):
        token = sentence.tokens[index]
        if _ends_with(token.word, wrong) and not _is_part_of_name(sentence, index):
            right = token.text.lower()
            message = _("'{word}' has a capital inside the sentence", word=token.text)
            hint = _("write '{right}'", right=right)
            yield finding_at(sentence, index, index, message, hint, right)


def _ends_with(word: str, wrong: set[str]) -> bool:
    """Whether a word is one of those, or a compound with one behind it."""
    return any(word[at:] in wrong for at in range(max(0, len(word) - 22), len(word) - 3))


def _capitals_inside(subject: Subject) -> Iterator[tuple[Sentence, int]]:
    """The words with a capital that do not begin a sentence, in running text."""
    for sentence in subject.sentences:
        if sentence.passage.kind not in ("paragraph", "item", "footnote", "caption"):
            continue
        for index, token in enumerate(sentence.tokens):
            capital = token.text[0].isupper() and token.text[1:].islower() and len(token.text) > 3
            if index and capital and sentence.tokens[index - 1].text not in "”\"':.–(•":
                yield sentence, index


def _is_part_of_name(sentence: Sentence, index: int) -> bool:
    """Whether a name's word stands before it: "Svenska Chef AB"; after it a name may stand."""
    before = sentence.tokens[index - 1]
    return (index > 1 and before.text[0].isupper()) or before.word in _BEFORE_TITLES


_BEFORE_TITLES = word_set("tidningen boken filmen serien rollen fliken rutan knappen")


@rule(
    "unlike-capitals",
    Severity.WARNING,
    about=_("A word has a capital at one place and a small letter at another, inside sentences."),
    why=_(
        "`Polismyndigheten` and `polismyndigheten` in one report are two authorities to a search."
    ),
    bad="# Text\n\nVi mötte Polismyndigheten. Sedan mötte vi polismyndigheten igen.\n",
    good="# Text\n\nVi mötte Polismyndigheten. Sedan mötte vi Polismyndigheten igen.\n",
)
def unlike_capitals(subject: Subject) -> Iterator[Finding]:
    """Names of authorities and units; what stands less often is told."""
    capital: dict[str, list[tuple[Sentence, int]]] = {}
    for sentence, index in _capitals_inside(subject):
        token = sentence.tokens[index]
        if _is_institution(token) and not _is_of_a_place(sentence, index):
            capital.setdefault(token.word, []).append((sentence, index))
    small: dict[str, list[tuple[Sentence, int]]] = {}
    for sentence in subject.sentences:
        if capital.keys() & sentence.words:
            for index, token in enumerate(sentence.tokens):
                if token.word in capital and token.text[0].islower():
                    small.setdefault(token.word, []).append((sentence, index))
    for word, lower in small.items():
        fewer = lower if len(lower) <= len(capital[word]) else capital[word]
        right = word.capitalize() if fewer is lower else word
        for sentence, index in fewer:
            text = sentence.tokens[index].text
            message = _("'{word}' is '{right}' elsewhere in the report", word=text, right=right)
            hint = _("choose one of them; to write '{right}': 'reportgen check --fix'", right=right)
            yield finding_at(sentence, index, index, message, hint, right)


_INSTITUTIONS = (
    "myndigheten", "verket", "styrelsen", "kassan", "nämnden", "förvaltningen", "rätten", "polisen",
    "byrån", "enheten", "verksamheten", "mottagningen", "inspektionen", "ombudsmannen", "förbundet",
    "centralen", "avdelningen", "sektionen", "tjänsten", "kammaren", "ambassaden", "universitetet",
    "centrumet", "nätverket", "missionen", "jouren", "programmet",
)  # fmt: skip


def _is_of_a_place(sentence: Sentence, index: int) -> bool:
    """Whether it is a part of a longer name: “Länsstyrelsen i Ekdalens län”."""
    behind = sentence.tokens[index + 2].text if index + 2 < len(sentence.tokens) else ""
    return sentence.word(index + 1) == "i" and behind[:1].isupper()


def _is_institution(token: Token) -> bool:
    """Whether it names an authority or a unit, as one: "Länsstyrelsen", "polismyndigheten"."""
    return token.word.removesuffix("s").endswith(_INSTITUTIONS)


_LAWS = Pattern(
    r"(?:(?<=[\w§,)])|(?<=kap\.))[ \u00a0](?P<law>(?:Brotts|Föräldra|Rättegångs|Jorda|Ärvda|Miljö|"
    r"Äktenskaps|Utsöknings|Socialtjänst|Utlännings|Kommunal|Förvaltnings|Skol|Polis|"
    r"Diskriminerings|Arbetsmiljö|Sekretess|Sexköps)(?:balken|lagen)s?)(?!\w)"
)


@rule(
    "capital-law",
    Severity.WARNING,
    about=_("The name of a law has a capital inside a sentence: `1 § Brottsbalken`."),
    why=_("Swedish writes the names of laws in small letters."),
    bad="# Text\n\nDet gäller 4 kap. 1 a § Brottsbalken.\n",
    good="# Text\n\nDet gäller 4 kap. 1 a § brottsbalken. Brottsbalken ändrades 2018.\n",
    supersedes=("unlike-capitals",),
)
def capital_law(subject: Subject) -> Iterator[Finding]:
    """Laws behind a word, a paragraph's sign or a comma."""
    for passage in running_passages(subject):
        if "balken" in passage.typed or "lagen" in passage.typed:
            for found in _LAWS.finditer(passage.typed):
                right = found["law"].lower()
                message = _("'{word}' has a capital inside the sentence", word=found["law"])
                hint = _("write '{right}'", right=right)
                yield replacing(passage, found.span("law"), message, right, hint)
