"""Accessibility: links, pictures, tables and sentences that everybody can take in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.checks.finding import Finding
from reportgen.checks.prose import running_passages
from reportgen.checks.readability import find_words, measure_sections
from reportgen.checks.rule import rule
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Severity
from reportgen.language.patterns import Pattern
from reportgen.model import Figure, Link, Table
from reportgen.model.traverse import inlines_of, plain_text, walk_inlines

TOPIC = _("Accessibility")

_LONGEST_SENTENCE = 35
_LONGEST_PARAGRAPH = 130
_HARDEST_LIX = 65
_SAYS_NOTHING = Pattern(
    r"(?:klicka |se |tryck |läs mer |mer )?här|följ länken|(?:denna |den här )?länk(?:en)?|"
    r"läs (?:mer|vidare)|mer(?: info(?:rmation)?)?|(?:webb|hem)?(?:plats(?:en)?|sidan?)|"
    r"dokument(?:et)?|pdf|(?:click )?here|link|(?:read )?more|website",
)


@rule(
    "vague-link",
    Severity.ERROR,
    about=_("A link's text does not say where it leads."),
    why=_("A screen reader lists the links alone, without the sentences around them."),
    bad="# Text\n\nLäs mer [här](https://polisen.se).\n",
    good="# Text\n\nLäs mer på [polisens webbplats](https://polisen.se).\n",
)
def vague_link(subject: Subject) -> Iterator[Finding]:
    """Links called `här` or `läs mer`, and whole addresses."""
    for _section, block in subject.blocks():
        for inline in (each for run in inlines_of(block) for each in walk_inlines(run)):
            if not isinstance(inline, Link):
                continue
            text = plain_text(inline.children).strip(" .:»>→").casefold()
            if not text or _SAYS_NOTHING.fullmatch(text):
                message = _("the link's text '{text}' says nothing", text=text)
            elif re.match(r"https?://|mailto:", text):
                message = _("the link's text is an address")
            else:
                continue
            yield Finding(message, inline.span, _("let the text say what is found there"))


_NO_ALT = Pattern(
    r"(?:en |ett )?(?:bild(?:en)?|fotot?|fotografi(?:et)?|figur(?:en)?|illustration(?:en)?|"
    r"logga|logotyp(?:en)?|logo|diagram(?:met)?|image|picture|photo|img)?[ _-]*\d*"
    r"|\S+\.(?:png|jpe?g|gif|svg|tiff?|webp)|(?:img|dsc|dscn|pict?|screenshot|skärmbild)[ _-]?\d*",
    re.IGNORECASE,
)


@rule(
    "vague-alt-text",
    Severity.ERROR,
    about=_("A picture's alternative text says nothing that its caption does not, or nothing."),
    why=_("Whoever can't see the picture is told that there is one, and no more."),
    bad='# Text\n\n![bild](../bild.png "Arbetslaget"){#lag}\n',
    good='# Text\n\n![Tre personer vid ett bord](../bild.png "Arbetslaget"){#lag}\n',
)
def vague_alt_text(subject: Subject) -> Iterator[Finding]:
    """`bild`, the name of a file, or the caption once more."""
    for _section, block in subject.blocks():
        if not isinstance(block, Figure):
            continue
        alt = block.alt.strip(" .")
        if _NO_ALT.fullmatch(alt):
            message = _("the alternative text '{text}' says nothing", text=alt)
        elif alt.casefold() == plain_text(block.caption).strip(" .").casefold():
            message = _("the alternative text is the caption once more")
        else:
            continue
        yield Finding(message, block.span, _("say what the picture shows"))


@rule(
    "headless-table",
    Severity.ERROR,
    about=_("A column of a table has no heading."),
    why=_("A screen reader says the heading before each cell; without it a number is only that."),
    bad="# Text\n\n| Steg |  |\n| --- | --- |\n| Beslut | 2 veckor |\n",
    good="# Text\n\n| Steg | Tid |\n| --- | --- |\n| Beslut | 2 veckor |\n",
)
def headless_table(subject: Subject) -> Iterator[Finding]:
    """Header rows with empty cells; one finding a table."""
    for _section, block in subject.blocks():
        if isinstance(block, Table):
            cells = (cell for cell in block.header.cells if not cell.covered)
            if not all(plain_text(cell.children).strip() for cell in cells):
                message = _("a column has no heading")
                yield Finding(message, block.header.span, _("say what stands in the column"))


@rule(
    "long-sentence",
    Severity.NOTE,
    about=_("A sentence has more than 35 words; a computed list counts as one."),
    why=_("A reader has forgotten its beginning before its end."),
    bad="# Text\n\nVi " + "arbetade och " * 17 + "arbetade.\n",
    good="# Text\n\nVi arbetade.\nVi " + "arbetade och " * 12 + "arbetade.\n",
)
def long_sentence(subject: Subject) -> Iterator[Finding]:
    """Sentences of running text."""
    for passage in running_passages(subject):
        for start, end in passage.sentences:
            words = len(find_words(passage, start, end))
            if words > _LONGEST_SENTENCE:
                message = _("the sentence has {number} words", number=str(words))
                yield Finding(message, passage.span(start, end), _("make two of it"))


@rule(
    "long-paragraph",
    Severity.NOTE,
    about=_("A paragraph has more than 130 words."),
    why=_("A reader who looks for something skips it."),
    bad="# Text\n\n" + "Vi arbetade. " * 66 + "\n",
    good="# Text\n\n" + "Vi arbetade. " * 40 + "\n\n" + "Vi arbetade. " * 40 + "\n",
)
def long_paragraph(subject: Subject) -> Iterator[Finding]:
    """Paragraphs, items and notes of running text."""
    for passage in running_passages(subject):
        words = len(find_words(passage, 0, len(passage.text)))
        if words > _LONGEST_PARAGRAPH:
            message = _("the paragraph has {number} words", number=str(words))
            yield Finding(message, passage.whole, _("make two of it"))


@rule(
    "hard-to-read",
    Severity.NOTE,
    about=_(
        "A section's LIX is above 65. LIX is the average number of words in a sentence, plus how "
        "many words of a hundred have more than six letters."
    ),
    why=_("Authorities' texts lie between 50 and 60; above that only experts read on."),
    bad="# Text\n\n" + "Myndighetssamverkansorganisationer utvecklar arbetsmarknadsåtgärder. " * 20,
    good="# Text\n\n" + "Vi har träffat kommunerna och polisen. " * 20,
)
def hard_to_read(subject: Subject) -> Iterator[Finding]:
    """Sections of fifty words or more."""
    for measured in measure_sections(subject):
        if measured.words >= 50 and measured.lix is not None and measured.lix > _HARDEST_LIX:
            message = _("the section's LIX is {lix}: very hard to read", lix=str(measured.lix))
            hint = _("write shorter sentences and everyday words")
            yield Finding(message, measured.section.heading.span, hint)
