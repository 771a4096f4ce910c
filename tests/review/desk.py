"""A reviewer at work: each change is made in the XML and, apart from that, in the letters."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random

from letters import TYPED, Block, Letter, Letters
from package import Element, W
from pen import Pen
from reading import Paper
from words import Words

_SENTENCE = re.compile(r"[.!?:]¹*\s+")


@dataclass(frozen=True)
class Edit:
    """What was done, and what must become of it.

    "taken"; "numbers"; "comment" or "resolved"; "told": it is said that it can't be taken, "made"
    in either of two lists; "either": it is taken, or said that it can't be.
    """

    kind: str
    fate: str
    about: str
    token: str = ""


@dataclass
class Desk:
    """The document on a reviewer's desk."""

    paper: Paper
    rng: Random
    words: Words
    pen: Pen
    edits: list[Edit] = field(default_factory=list)
    touched: set[Element] = field(default_factory=set)
    pictures: set[str] = field(default_factory=set)  # bookmarks of figures that are no charts
    loose: bool = False  # something was done that Word does not record

    def __post_init__(self) -> None:
        self.led_to = _led_to(self.paper.package.tree("word/document.xml"))

    # What is there to change

    def body(self) -> range:
        """The blocks between the first section's heading and the signature."""
        kinds = [each.kind for each in self.paper.blocks]
        first = kinds.index("h1") if "h1" in kinds else len(kinds)
        ends = [n for n, kind in enumerate(kinds) if kind == "signature"]
        return range(first, ends[0] if ends else len(kinds))

    def blocks(self, *kinds: str) -> list[Block]:
        """Blocks of these kinds that can be changed: "list" is any item, "prose" any text."""
        found = (self.paper.blocks[n] for n in self.body())
        return [b for b in found if b.element is not None and _is(b, kinds)]

    def pick(self, *kinds: str) -> Block | None:
        found = self.blocks(*kinds)
        return self.rng.choice(found) if found else None

    def at(self, block: Block) -> int:
        return next(n for n, each in enumerate(self.paper.blocks) if each is block)

    def near(self, block: Block, step: int) -> Block | None:
        """The block before or after, None outside the sections."""
        n = self.at(block) + step
        return self.paper.blocks[n] if n in self.body() else None

    def is_free(self, block: Block) -> bool:
        """Whether it can be cut, moved or deleted: nothing leads to it, nothing was done to it."""
        element = block.element
        if element is None or element in self.touched:
            return False
        marks = {each.get(f"{W}name") for each in element.iter(f"{W}bookmarkStart")}
        return not marks & self.led_to and element.find(f"{W}pPr/{W}sectPr") is None

    def whole(self, letters: Letters, start: int, end: int, *kinds: str) -> bool:
        """Whether a stretch cuts no group in two and holds groups of these kinds only."""
        for n in (start, end):
            if 0 < n < len(letters) and self._is_inside(letters, n):
                return False
        groups = {each.group for each in letters[start:end]} - {TYPED}
        return all(self.paper.groups[each].kind in kinds for each in groups)

    def _is_inside(self, letters: Letters, n: int) -> bool:
        """Between two letters of one group, or of one raised word."""
        left, right = letters[n - 1], letters[n]
        return (left.group == right.group != TYPED) or ("^" in left.look and "^" in right.look)

    def sentences(self, block: Block) -> list[tuple[int, int]]:
        """Where the sentences of a block stand, each with the blank behind it."""
        text = block.text
        cuts = [0, *(found.end() for found in _SENTENCE.finditer(text)), len(text)]
        return [(a, b) for a, b in pairwise(cuts) if a < b]

    # What is done

    def note(self, kind: str, about: str, fate: str = "taken", token: str = "") -> Edit:
        self.edits.append(Edit(kind, fate, about, token))
        return self.edits[-1]

    def insert(
        self, letters: Letters, element: Element, at: int, text: str, shift: int = 0
    ) -> None:
        """Type in the letters of a block or note; `shift` of the element come before them."""
        like = self._like(letters, at, text)
        look = (
            "" if like is None else " ".join(m for m in letters[like].look.split() if m[0] != "→")
        )
        if like is not None and 0 < at < len(letters):
            both = {m for m in letters[at - 1].look.split() if m[0] == "→"}
            look += "".join(f" {m}" for m in both if m in letters[at].look.split())
        self.pen.insert(element, at + shift, text, None if like is None else like + shift)
        letters[at:at] = [Letter(sign, look.strip()) for sign in text]

    def _like(self, letters: Letters, at: int, text: str) -> int | None:
        """The letter whose look is taken over: the one before, if words may have its look."""
        if at == 0:
            return None
        before = letters[at - 1]
        if "^" in before.look:
            return None
        if "→" in before.look and (at == len(letters) or letters[at].look != before.look):
            return None
        if before.group == TYPED:
            return at - 1
        is_value = self.paper.groups[before.group].kind == "value"
        fits = is_value and not text[0].isalnum() and self.rng.random() < 0.5
        return at - 1 if fits else None

    def delete(
        self, letters: Letters, element: Element, start: int, end: int, shift: int = 0
    ) -> None:
        self.pen.delete(element, start + shift, end + shift)
        del letters[start:end]


def _is(block: Block, kinds: tuple[str, ...]) -> bool:
    for kind in kinds:
        if kind == "list" and block.kind[0] in "•#":
            return True
        if kind == "prose" and (
            block.kind[0] in "•#" or block.kind in ("p", "quote", "definition")
        ):
            return True
        if kind == "heading" and re.fullmatch(r"h\d", block.kind):
            return True
        if kind == block.kind:
            return True
    return False


def _led_to(document: Element) -> set[str]:
    """The bookmarks that a reference or link of the text leads to, contents aside."""
    found: set[str] = set()
    for each in document.iter(f"{W}hyperlink"):
        name = each.get(f"{W}anchor", "")
        if not name.startswith("_Toc"):
            found.add(name)
    for code in document.iter(f"{W}instrText"):
        for field_of in re.finditer(r"\b(?:REF|NOTEREF|PAGEREF) (\S+)", code.text or ""):
            if not field_of[1].startswith("_Toc"):
                found.add(field_of[1])
    return found
