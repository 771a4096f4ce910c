"""What a manager does with more than a line: lists, figures, tables and sections as a whole."""

from __future__ import annotations

import copy
import re

from desk import Desk
from letters import TYPED, Block, Letter, words_of
from package import Element, W, w
from pen import put_in_order

_ORDER = ("pStyle", "keepNext", "numPr", "spacing", "ind", "rPr", "sectPr", "pPrChange")


def replace_all(desk: Desk) -> bool:
    """“Ersätt alla”: a word, everywhere in the text."""
    counted: dict[str, list[tuple[Block, int, int]]] = {}
    for block in desk.blocks("prose", "heading"):
        for a, b in words_of(block.text):
            letters = block.letters[a:b]
            if any(each.group or each.look for each in letters) or b - a < 4:
                continue
            counted.setdefault(block.text[a:b], []).append((block, a, b))
    found = sorted(word for word, places in counted.items() if 2 <= len(places) <= 30)
    if not found:
        return False
    word = desk.rng.choice(found)
    text = desk.words.token()
    desk.note("words", f"all {word} → {text}", token=text)
    for block, a, b in reversed(counted[word]):  # from the end: places before stay
        desk.pen.insert(block.element, a, text, None)
        block.letters[a:a] = [Letter(sign) for sign in text]
        desk.delete(block.letters, block.element, a + len(text), b + len(text))
    return True


def paste_mail(desk: Desk) -> bool:
    """Paragraphs pasted from a mail: without our style, in its font, blanks and empty lines."""
    after = desk.pick("p")
    following = desk.near(after, 1) if after else None
    if after is None or following is None or following.kind != "p":
        return False
    texts = [desk.words.sentence() for _ in range(desk.rng.randint(1, 3))]
    desk.note("new", f"from a mail: {texts}", token=texts[0])
    last, at = after.element, desk.at(after)
    for text in texts:
        if desk.rng.random() < 0.3:
            empty = _pasted(desk, "")
            last.addnext(empty)
            last = empty
        made = _pasted(desk, text)
        last.addnext(made)
        last, at = made, at + 1
        desk.paper.blocks.insert(at, Block("p", [Letter(sign) for sign in text], made))
        desk.touched.add(made)
    return True


def _pasted(desk: Desk, text: str) -> Element:
    made = desk.pen.new_paragraph(w("p"), text)
    for run in made.iter(f"{W}r"):
        properties = w("rPr")
        properties.append(w("rFonts", ascii="Calibri", hAnsi="Calibri"))
        properties.append(w("color", val="1F497D"))
        properties.append(w("sz", val="22"))
        run.insert(0, properties)
    return made


def make_heading(desk: Desk) -> bool:
    """A line of its own made a heading by its style."""
    block = desk.pick("p")
    before = desk.near(block, -1) if block else None
    following = desk.near(block, 1) if block else None
    if block is None or before is None or following is None or not desk.is_free(block):
        return False
    plain = not any(each.group or each.look for each in block.letters)
    if before.kind != "p" or following.kind != "p" or not plain or len(block.letters) > 120:
        return False
    if block.text.endswith((".", "!", "?", ":")) and desk.rng.random() < 0.5:
        return False
    identity = desk.paper.styles.identity("heading 2")
    if identity is None:
        return False
    desk.note("heading", f"a heading: {block.text}")
    _restyle(desk, block, identity, None)
    block.kind = "h2"
    return True


def unmake_heading(desk: Desk) -> bool:
    """A heading made text by its style."""
    block = desk.pick("h2", "h3")
    identity = desk.paper.styles.identity("body text")
    if block is None or identity is None or not desk.is_free(block):
        return False
    around = [desk.near(block, -1), desk.near(block, 1)]
    later = (b.kind for b in desk.paper.blocks[desk.at(block) + 1 :])
    deeper = next((int(kind[1]) for kind in later if re.fullmatch(r"h\d", kind)), 1)
    if any(each is None or each.kind != "p" for each in around) or deeper > 2:
        return False
    desk.note("heading", f"no heading: {block.text}")
    _restyle(desk, block, identity, None)
    block.kind = "p"
    return True


def _restyle(desk: Desk, block: Block, identity: str, number: Element | None) -> None:
    def change(properties: Element) -> None:
        style = properties.find(f"{W}pStyle")
        if style is None:
            put_in_order(properties, w("pStyle", val=identity), _ORDER)
        else:
            style.set(f"{W}val", identity)
        for old in properties.findall(f"{W}numPr"):
            properties.remove(old)
        if number is not None:
            put_in_order(properties, copy.deepcopy(number), _ORDER)

    desk.pen.restyle(block.element, change)
    desk.touched.add(block.element)


def text_to_list(desk: Desk) -> bool:
    """Two or three paragraphs made a list."""
    like = next((b for b in desk.blocks("•0") if _number(b) is not None), None)
    block = desk.pick("p")
    run: list[Block] = []
    for step in range(desk.rng.choice((2, 3))):
        each = block if not step else desk.near(run[-1], 1)
        if each is None or each.kind != "p" or not desk.is_free(each):
            return False
        run.append(each)
    around = [desk.near(run[0], -1), desk.near(run[-1], 1)]
    if like is None or any(each is None or each.kind != "p" for each in around):
        return False
    style = like.element.find(f"{W}pPr/{W}pStyle")
    if style is None:
        return False
    desk.note("list", f"a list: {[each.text for each in run]}")
    number = _new_list(desk, _number(like))
    for each in run:
        _restyle(desk, each, style.get(f"{W}val", ""), number)
        each.kind = "•0"
    return True


def _number(block: Block) -> Element | None:
    found: Element | None = block.element.find(f"{W}pPr/{W}numPr")
    return found


def _new_list(desk: Desk, like: Element | None) -> Element:
    """The number of a list of its own, of the form of another."""
    assert like is not None
    made = copy.deepcopy(like)
    tree = desk.paper.package.tree("word/numbering.xml")
    numbers = list(tree.iter(f"{W}num"))
    value = made.find(f"{W}numId")
    assert value is not None
    old = next(each for each in numbers if each.get(f"{W}numId") == value.get(f"{W}val"))
    new = copy.deepcopy(old)
    identity = str(max(int(each.get(f"{W}numId", "0")) for each in numbers) + 1)
    new.set(f"{W}numId", identity)
    numbers[-1].addnext(new)
    value.set(f"{W}val", identity)
    lists = desk.paper.styles._lists
    for depth in range(9):
        if (form := lists.get((old.get(f"{W}numId", ""), depth))) is not None:
            lists[identity, depth] = form
    return made


def list_to_text(desk: Desk) -> bool:
    """A whole list made paragraphs."""
    first = desk.pick("•0", "#0")
    identity = desk.paper.styles.identity("body text")
    if first is None or identity is None:
        return False
    while (before := desk.near(first, -1)) is not None and before.kind == first.kind:
        first = before
    run = [first]
    while (following := desk.near(run[-1], 1)) is not None and following.kind == first.kind:
        run.append(following)
    around = [desk.near(first, -1), desk.near(run[-1], 1)]
    if len(run) > 6 or any(each is None or each.kind not in ("p", "h1", "h2") for each in around):
        return False
    if not all(desk.is_free(each) for each in run):
        return False
    desk.note("list", f"no list: {[each.text for each in run]}")
    for each in run:
        _restyle(desk, each, identity, None)
        each.kind = "p"
    return True


def split_list(desk: Desk) -> bool:
    """A paragraph typed between two items."""
    after = desk.pick("•0", "#0")
    following = desk.near(after, 1) if after else None
    like = desk.paper.styles.identity("body text")
    if after is None or following is None or following.kind != after.kind or like is None:
        return False
    if after.element in desk.touched or following.element in desk.touched:
        return False
    text = desk.words.sentence()
    desk.note("new", f"within a list: {text}", token=text)
    style = w("p")
    style.append(w("pPr"))
    style[0].append(w("pStyle", val=like))
    made = desk.pen.new_paragraph(style, text)
    after.element.addnext(made)
    desk.touched |= {made, after.element, following.element}
    desk.paper.blocks.insert(desk.at(after) + 1, Block("p", [Letter(s) for s in text], made))
    return True


# Figures and typed tables with their captions.


def _piece(desk: Desk, *kinds: str) -> list[Block]:
    """A figure or typed table with what belongs to it; empty where none can be taken out."""
    found = []
    for block in desk.blocks(*kinds):
        run = [block]
        beside = desk.near(block, 1 if block.kind == "figure" else -1)
        if beside is None or beside.kind != "caption" or not (block.typed or block.rows is None):
            continue
        run = [block, beside] if block.kind == "figure" else [beside, block]
        below = desk.near(run[-1], 1)
        if below is not None and below.kind == "källrad":
            run.append(below)
        around = [desk.near(run[0], -1), desk.near(run[-1], 1)]
        if any(each is None or each.kind not in ("p", "h2") for each in around):
            continue
        if any(each.element in desk.touched or _is_led_to(desk, each) for each in run):
            continue
        if any("⏎" in each.text for each in run):
            continue
        found.append(run)
    return desk.rng.choice(found) if found else []


def _is_led_to(desk: Desk, block: Block) -> bool:
    marks = {each.get(f"{W}name") for each in block.element.iter(f"{W}bookmarkStart")}
    breaks = block.element.find(f"{W}pPr/{W}sectPr") is not None
    return bool(marks & desk.led_to) or breaks


def move_figure(desk: Desk) -> bool:
    """A figure or table with its caption, cut and pasted below a paragraph (not recorded)."""
    run = _piece(desk, "figure", "table")
    after = desk.pick("p")
    if not run or after is None or after.element in desk.touched:
        return False
    behind = desk.near(after, 1)
    if behind is None or behind.kind != "p" or behind is run[0] or after is desk.near(run[-1], 1):
        return False
    if after is desk.near(run[0], -1):
        return False
    desk.note("moved", f"{run[0].kind}: {' / '.join(each.text for each in run)[:80]}")
    for each in run:
        desk.paper.blocks.remove(each)
    last, at = after.element, desk.at(after)
    for each in run:
        at += 1
        last.addnext(each.element)
        last = each.element
        desk.paper.blocks.insert(at, each)
        desk.touched.add(each.element)
    desk.loose = True
    return True


def delete_figure(desk: Desk) -> bool:
    """A figure or typed table taken out with its caption (not recorded)."""
    run = _piece(desk, "figure", "table")
    if not run or any(
        each.group and _kind(desk, each) == "note" for b in run for each in b.letters
    ):
        return False
    desk.note("deleted", f"{run[0].kind}: {' / '.join(each.text for each in run)[:80]}")
    for each in run:
        desk.paper.blocks.remove(each)
        each.element.getparent().remove(each.element)
    desk.loose = True
    return True


def _kind(desk: Desk, letter: Letter) -> str:
    return "" if letter.group == TYPED else desk.paper.groups[letter.group].kind


def delete_section(desk: Desk) -> bool:
    """A section taken out from its heading to the next (not recorded)."""
    headings = [n for n in desk.body() if desk.paper.blocks[n].kind == "h1"]
    if len(headings) < 4:
        return False
    n = desk.rng.randrange(1, len(headings) - 1)
    run = desk.paper.blocks[headings[n] : headings[n + 1]]
    if any(each.element is None or each.element in desk.touched for each in run):
        return False
    notes = (_kind(desk, letter) == "note" for each in run for letter in each.letters)
    if any(_is_led_to(desk, each) for each in run) or any(notes):
        return False
    first = run[0].element
    elements = [first]
    while elements[-1].getnext() is not desk.paper.blocks[headings[n + 1]].element:
        elements.append(elements[-1].getnext())
    if any(each.find(f".//{W}sectPr") is not None for each in elements):
        return False
    desk.note("deleted", f"the section {run[0].text}", "either")
    for element in elements:
        element.getparent().remove(element)
    desk.paper.blocks[headings[n] : headings[n + 1]] = []
    desk.loose = True
    return True
