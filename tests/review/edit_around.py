"""Changes of notes, captions, alternative texts and the cover, and comments in the margin."""

from __future__ import annotations

import re

from atoms import atoms_of, description
from comments import add_comment
from desk import Desk
from letters import TYPED, Block, Group, Letter, words_of
from package import XML, Element, W, w

_NOTES = "word/footnotes.xml"
_ROLE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def _notes(desk: Desk) -> list[tuple[Block, int, Group]]:
    """The marks of notes in the text."""
    found = []
    for block in desk.blocks("prose"):
        for n, letter in enumerate(block.letters):
            group = desk.paper.groups.get(letter.group)
            if (
                group is not None
                and group.kind == "note"
                and group.note
                and group.noted is not None
            ):
                found.append((block, n, group))
    return found


def note_words(desk: Desk) -> bool:
    notes = _notes(desk)
    if not notes:
        return False
    _, _, group = desk.rng.choice(notes)
    letters, element = group.note or [], group.noted
    if len(element.getparent().findall(f"{W}p")) != 1:
        return False
    shift = len(atoms_of(element)) - len(letters)
    text = "".join(each.sign for each in letters)
    words = [
        (a, b)
        for a, b in words_of(text)
        if all(c.group == TYPED and not c.look for c in letters[a:b])
    ]
    if not words:
        return False
    start, end = desk.rng.choice(words)
    new = desk.words.some(3)
    desk.note("note", f"{text[start:end]} → {new}", token=new)
    desk.pen.insert(element, start + shift, new, None)
    letters[start:start] = [Letter(sign) for sign in new]
    desk.delete(letters, element, start + len(new), end + len(new), shift)
    return True


def new_note(desk: Desk) -> bool:
    block = desk.pick("p")
    words = words_of(block.text) if block else []
    if not block or not words:
        return False
    at = desk.rng.choice(words)[1]
    if (
        not desk.whole(block.letters, at, at)
        or block.letters[at - 1].look
        or (at < len(block.letters) and block.letters[at].group)
    ):
        return False
    text = desk.words.sentence()
    desk.note("note", f"+ {text}", token=text)
    identity, paragraph = _add_note(desk, text)
    run = w("r")
    properties = w("rPr")
    style = desk.paper.styles.identity("footnote reference")
    properties.append(w("rStyle", val=style) if style else w("vertAlign", val="superscript"))
    run.append(properties)
    run.append(w("footnoteReference", id=identity))
    desk.pen.put(block.element, at, run)
    number = max([0, *desk.paper.groups]) + 1
    desk.paper.groups[number] = Group("note", "¹", [Letter(sign) for sign in text], paragraph)
    block.letters.insert(at, Letter("¹", "", number))
    return True


def _add_note(desk: Desk, text: str) -> tuple[str, Element]:
    package = desk.paper.package
    if not package.has(_NOTES):
        root = w("footnotes")
        for n, name in enumerate(("separator", "continuationSeparator")):
            each = w("footnote", type=name, id=str(n - 1))
            each.append(w("p"))
            each[0].append(w("r"))
            each[0][0].append(w(name))
            root.append(each)
        package.add(_NOTES, root, _ROLE, _TYPE)
    notes = package.tree(_NOTES)
    identity = str(max(int(each.get(f"{W}id", "0")) for each in notes) + 1)
    note, paragraph = w("footnote", id=identity), w("p")
    style = desk.paper.styles.identity("footnote text")
    if style:
        paragraph.append(w("pPr"))
        paragraph[0].append(w("pStyle", val=style))
    mark = w("r")
    mark.append(w("footnoteRef"))
    paragraph.append(mark)
    run, node = w("r"), w("t")
    node.text = f" {text}"
    node.set(f"{XML}space", "preserve")
    run.append(node)
    if desk.pen.recorded:
        inserted = desk.pen.mark("ins")
        inserted.append(run)
        paragraph.append(inserted)
    else:
        paragraph.append(run)
    note.append(paragraph)
    notes.append(note)
    return identity, paragraph


def delete_note(desk: Desk) -> bool:
    notes = _notes(desk)
    if not notes:
        return False
    block, at, group = desk.rng.choice(notes)
    before = block.element.iter(f"{W}bookmarkStart")
    if {each.get(f"{W}name") for each in before} & desk.led_to:
        return False
    desk.note("note", f"- {''.join(each.sign for each in group.note or [])}")
    desk.delete(block.letters, block.element, at, at + 1)
    return True


def caption_words(desk: Desk) -> bool:
    block = desk.pick("caption")
    if block is None or _made_of(desk, block) != "typed":
        return False
    words = [
        (a, b) for a, b in words_of(block.text) if all(c.group == TYPED for c in block.letters[a:b])
    ]
    if not words:
        return False
    start, end = desk.rng.choice(words)
    text = desk.words.some(2)
    desk.note("caption", f"{block.text[start:end]} → {text}", token=text)
    look = block.letters[start].look
    desk.pen.insert(block.element, start, text, None, look)
    block.letters[start:start] = [Letter(sign, look) for sign in text]
    desk.delete(block.letters, block.element, start + len(text), end + len(text))
    return True


def _made_of(desk: Desk, caption: Block) -> str:
    """What a caption belongs to: "typed", "made" of statistics, or not known."""
    around = [desk.near(caption, step) for step in (-1, 1)]
    meant = [each for each in around if each is not None and each.kind in ("table", "figure")]
    kinds = {"typed" if _is_typed(desk, each) else "made" for each in meant}
    return kinds.pop() if len(kinds) == 1 else "unknown"


def _is_typed(desk: Desk, block: Block) -> bool:
    """A table typed by hand, or a picture that is no chart."""
    if block.kind == "table":
        return block.typed
    names = {each.get(f"{W}name") for each in block.element.iter(f"{W}bookmarkStart")}
    return bool(names & desk.pictures)


def alternative_text(desk: Desk) -> bool:
    block = desk.pick("figure")
    node = None if block is None else description(atoms_of(block.element)[0].node)
    if block is None or node is None or block.alt in {e.token for e in desk.edits if e.token}:
        return False  # by the text of a chart made in Word it is looked for in what is told
    text = f"{desk.words.title()}."
    desk.note("alt", f"{block.alt} → {text}", token=text)
    node.set("descr", text)
    block.alt = text
    return True


def cover_words(desk: Desk) -> bool:
    found = [
        b
        for b in desk.paper.blocks
        if b.kind in ("cover:title", "cover:subtitle", "cover:omslag syfte")
    ]
    found = [b for b in found if b.letters and b.kind != "cover:omslag avsändare"]
    if not found:
        return False
    block = desk.rng.choice(found)
    text = desk.words.some(2)
    desk.note("cover", f"{block.text} + {text}", token=text)
    gaps = [n for n, each in enumerate(block.letters) if each.sign == " "]
    at = desk.rng.choice([*gaps, len(block.letters)])
    desk.insert(block.letters, block.element, at, f" {text}")
    return True


def cover_date(desk: Desk) -> bool:
    block = next((b for b in desk.paper.blocks if b.kind == "cover:date"), None)
    found = re.match(r"\d+", block.text) if block else None
    if block is None or found is None or block.element in desk.touched:
        return False
    day = found[0]
    other = str(int(day) % 27 + 1)
    if any(
        day in group.text
        for group in desk.paper.groups.values()
        if group.kind == "value" and re.search(r"[a-z]+ \d{4}|\d{4}-", group.text)
    ):
        return False
    desk.note("cover", f"the {day} → the {other}")
    desk.touched.add(block.element)
    desk.insert(block.letters, block.element, 0, other)
    desk.delete(block.letters, block.element, len(other), len(other) + len(day))
    return True


def comment(desk: Desk) -> bool:
    """A comment on words, a value, a picture; perhaps answered, perhaps resolved."""
    block = desk.pick("prose", "prose", "prose", "heading", "figure")
    if block is None or not block.letters:
        return False
    start = desk.rng.randrange(len(block.letters))
    end = min(len(block.letters), start + desk.rng.randint(1, 40))
    text = desk.words.some(5)
    resolved = desk.rng.random() < 0.2
    answers = [desk.words.some(4) for _ in range(desk.rng.choice((0, 0, 0, 1, 2)))]
    add_comment(
        desk.paper.package,
        desk.pen,
        block.element,
        (start, end),
        [text, *answers],
        resolved=resolved,
    )
    desk.note("comment", text, "resolved" if resolved else "comment", text)
    for each in answers:
        desk.note("comment", each, "resolved" if resolved else "comment", each)
    return True
