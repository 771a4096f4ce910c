"""The text of Word = web page = PDF, and as it was written; notes under their own numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from pages_seen import Block, Seen, clean, unmarked
from pdf_aligned import Alignment
from pdf_seen import Word
from project_made import Project

_PAGE_NUMBER = re.compile(r" \d+$")


def judge_formats(project: Project, word: Seen, html: Seen) -> Iterator[str]:
    """Word and the web page, block for block; captions apart, as they may stand above or below."""
    for kind in ("cover", "contents", "caption", "text"):
        if kind == "cover" and "template" in project.settings:
            continue
        mine, theirs = _texts(word.blocks, kind), _texts(html.blocks, kind)
        if kind == "contents" and project.settings["page_numbers"]:
            mine = [_PAGE_NUMBER.sub("", each) for each in mine]
        yield from (f"{kind}: {each}" for each in _differences(mine, theirs))
    if word.notes != html.notes:
        yield f"notes: {word.notes} in Word, {html.notes} in the page"


def _texts(blocks: list[Block], kind: str) -> list[str]:
    """The texts of a kind: the cover is what stands before the contents."""
    begin = next((n for n, each in enumerate(blocks) if each.kind == "contents"), 0)
    if kind == "cover":
        return [each.text for each in blocks[:begin]]
    if kind == "text":
        others = ("contents", "caption")
        return [_unnumbered(each) for each in blocks[begin:] if each.kind not in others]
    return [each.text for each in blocks[begin:] if each.kind == kind]


def _unnumbered(block: Block) -> str:
    """Word numbers headings itself; a web page writes the numbers."""
    return re.sub(r"^\d+(\.\d+)* ", "", block.text) if block.kind == "heading" else block.text


def _differences(word: Sequence[str], html: Sequence[str]) -> Iterator[str]:
    for tag, a, b, c, d in SequenceMatcher(None, word, html, autojunk=False).get_opcodes():
        if tag != "equal":
            yield f"Word {list(word[a:b])[:3]}, page {list(html[c:d])[:3]}"


def judge_truth(project: Project, seen: Seen) -> Iterator[str]:
    """Each sentence reads as written or reckoned; notes and references lead where they were to."""
    whole = clean(
        " ".join(unmarked(each.text) for each in seen.blocks if each.kind in ("text", "cell"))
    )
    for sentence in project.truth.sentences:
        if clean(sentence) not in whole:
            near = re.search(re.escape(clean(sentence)[:40]) + ".{0,80}", whole)
            yield f"not found: '{sentence}'; there is '{near[0] if near else '…'}'"
    yield from _judge_notes(project, seen)
    yield from _judge_references(project, seen, whole)


def _judge_notes(project: Project, seen: Seen) -> Iterator[str]:
    marked = " ".join(each.text for each in seen.blocks if each.kind != "contents")
    for place, end in project.truth.notes:
        mark = re.search(re.escape(place) + r" ?⟦(\d+)⟧", marked)
        if mark is None:
            yield f"the note after {place} has no mark"
        elif end not in seen.notes.get(int(mark[1]), ""):
            told = seen.notes.get(int(mark[1]))
            yield f"note {mark[1]} after {place} says '{told}', not '… {end}'"


def _judge_references(project: Project, seen: Seen, whole: str) -> Iterator[str]:
    """Each leads to the number, or the heading, of what is meant; the first word is a capital."""
    titles = [unmarked(each.text) for each in seen.blocks if each.kind in ("caption", "heading")]
    for begin, title in project.truth.references:
        found = re.search(re.escape(clean(begin)) + r" (.*?)\.", whole)
        if found is None or not _leads(found[1], title, titles):
            yield f"'{begin}' leads to '{found and found[1]}', not to '{title}'"
    for title, end in project.truth.beginnings:
        found = _first(r"([^.⟧]*) " + re.escape(clean(end)), seen)
        name = found[1].strip() if found else ""
        if not _leads(name, title, titles) or name[:1] != name[:1].upper():
            yield f"'{name} {end}' does not begin with the name of '{title}'"


def _first(pattern: str, seen: Seen) -> re.Match[str] | None:
    """Where one paragraph says what is looked for."""
    found = (re.search(pattern, unmarked(each.text)) for each in seen.blocks)
    return next((match for match in found if match), None)


def _leads(name: str, title: str, titles: list[str]) -> bool:
    """A caption begins with the name and has the title; a heading is named in words."""
    meant = next((each for each in titles if title in each), "")
    number = name.rsplit(" ", 1)[-1]
    if meant == title and number.isdigit():  # Word numbers headings itself
        return True
    begins = meant.lower().startswith((f"{name.lower()}. ", f"{number} "))
    return begins or title.lower() in name.lower()


# PDF


def notes_apart(words: list[Word], project: Project) -> tuple[list[Word], dict[str, str]]:
    """The words without notes at the feet of pages; each note's number by the name that ends it."""
    ends = {end for _, end in project.truth.notes}
    numbers: dict[str, str] = {}
    kept: list[Word] = []
    for word in words:
        kept.append(word)
        if word.text.rstrip(".") in ends and len(kept) > 1 and kept[-2].text == "Se":
            first = _start_of_note(kept)
            numbers[word.text.rstrip(".")] = kept[first].text
            del kept[first:]
    return kept, numbers


def _start_of_note(words: list[Word]) -> int:
    """Where the note that ends here begins: at its number, right before its two sentences."""
    for place in range(len(words) - 4, max(len(words) - 60, -1), -1):
        if words[place].text.isdigit() and words[place + 1].text[:1].isupper():
            return place
    return len(words) - 2


def judge_pdf(word: Seen, alignment: Alignment, numbers: dict[str, str]) -> Iterator[str]:
    """The PDF's words against Word's, in the order of the content; its notes' numbers."""
    yield from alignment.differences
    for number, text in word.notes.items():
        end = text.rsplit(" ", 1)[-1].rstrip(".")
        if numbers.get(end) != str(number):
            yield f"note {number} ('… {end}') stands under {numbers.get(end)} in the PDF"
