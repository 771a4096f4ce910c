"""Two years of a long report: paragraphs of many words of which some hundredths were edited."""

from __future__ import annotations

from random import Random

from generated_reports import LABELS, PROPERTIES, SPAN

from reportgen.model import Document, Heading, Paragraph, Section, SoftBreak, Text

PARAGRAPHS, SENTENCES, LENGTH = 100, 5, 10


def vocabulary(rng: Random, size: int = 20_000) -> list[str]:
    letters = "abdefghijklmnoprstuvåäö"
    return ["".join(rng.choices(letters, k=rng.randint(2, 10))) for _ in range(size)]


def long_text(rng: Random, words: int) -> list[list[list[list[str]]]]:
    """Sections of paragraphs of sentences of words, common ones more often."""
    known = vocabulary(rng)
    weights = [1 / (place + 5) for place in range(len(known))]
    sections = words // (PARAGRAPHS * SENTENCES * LENGTH)
    drawn = iter(rng.choices(known, weights, k=words))
    return [
        [
            [[next(drawn) for _ in range(LENGTH)] for _ in range(SENTENCES)]
            for _ in range(PARAGRAPHS)
        ]
        for _ in range(sections)
    ]


def edited(rng: Random, text, share: float):
    """The same text with that share of its words replaced, removed or added to."""

    def sentence(words):
        made = []
        for word in words:
            if rng.random() >= share:
                made.append(word)
            elif rng.random() < 0.7:
                made += rng.choice([["nytt"], [], [word, "till"]])
        return made

    return [[[sentence(s) for s in p] for p in section] for section in text]


def as_document(text) -> Document:
    return Document(PROPERTIES, (), tuple(map(_section, range(len(text)), text)), (), LABELS)


def _section(number: int, paragraphs) -> Section:
    heading = Heading(1, (Text(f"Avsnitt {number}", SPAN),), f"avsnitt-{number}", SPAN)
    return Section(f"avsnitt-{number}", heading, tuple(map(_paragraph, paragraphs)), SPAN)


def _paragraph(sentences) -> Paragraph:
    made = []
    for words in sentences:
        made += [Text(" ".join(words) + ".", SPAN), SoftBreak(SPAN)]
    return Paragraph(tuple(made[:-1]), SPAN)
