"""Changes of paragraphs: new, deleted, moved, split, joined; headings, and items of lists."""

from __future__ import annotations

import copy
import re
from typing import TypeGuard

from desk import Desk
from letters import Block, Letter
from package import Element, W, w
from pen import put_in_order

_PARAGRAPH = ("pStyle", "keepNext", "numPr", "spacing", "ind", "rPr", "sectPr", "pPrChange")
_ANCHORS = ("p", "quote", "källrad", "list", "heading")


def _styled(desk: Desk, name: str) -> Element | None:
    """A paragraph in a style, to take properties from."""
    identity = desk.paper.styles.identity(name)
    if identity is None:
        return None
    made, properties = w("p"), w("pPr")
    properties.append(w("pStyle", val=identity))
    made.append(properties)
    return made


def _is_item(block: Block | None) -> TypeGuard[Block]:
    return block is not None and block.kind[0] in "•#"


def _add(desk: Desk, after: Block, kind: str, text: str, like: Element, *, typed: bool) -> None:
    """A new paragraph in both: typed with Enter at the end of `after`, or pasted below it."""
    element = after.element
    if typed:
        made = desk.pen.type_after(element, text, like)
        desk.touched.add(element)
    else:
        made = desk.pen.new_paragraph(like, text)
        element.addnext(made)
    desk.touched.add(made)
    at = desk.at(after) + 1
    desk.paper.blocks.insert(at, Block(kind, [Letter(sign) for sign in text], made))


def new_paragraph(desk: Desk) -> bool:
    after = desk.pick(*_ANCHORS)
    like = _styled(desk, "body text")
    if after is None or like is None:
        return False
    following = desk.near(after, 1)
    if _is_item(after) and (_is_item(following) or after.kind[1] != "0"):
        return False
    if following is not None and following.kind in ("källrad", "caption", "definition", "continue"):
        return False
    text = " ".join(desk.words.sentence() for _ in range(desk.rng.randint(1, 3)))
    desk.note("new", text, token=text)
    typed = (
        after.kind == "p"
        and desk.rng.random() < 0.5
        and after.element.find(f"{W}pPr/{W}sectPr") is None
    )
    _add(desk, after, "p", text, after.element if typed else like, typed=typed)
    return True


def delete_paragraph(desk: Desk) -> bool:
    block = desk.pick("p")
    if block is None or not desk.is_free(block):
        return False
    around = [desk.near(block, -1), desk.near(block, 1)]
    if not any(each is not None and each.kind == "p" for each in around):
        return False
    if not desk.whole(block.letters, 0, len(block.letters), "value", "reference"):
        return False
    desk.note("deleted", block.text)
    desk.pen.delete_paragraph(block.element)
    desk.paper.blocks.remove(block)
    return True


def move_paragraph(desk: Desk) -> bool:
    block, after = desk.pick("p"), desk.pick("p", "källrad")
    if block is None or after is None or block is after or not desk.is_free(block):
        return False
    before, following = desk.near(block, -1), desk.near(block, 1)
    if (
        after is before
        or before is None
        or before.kind != "p"
        or not desk.whole(block.letters, 0, len(block.letters), "value", "reference")
    ):
        return False
    behind = desk.near(after, 1)
    if (behind is not None and behind.kind in ("källrad", "caption")) or following is after:
        return False
    desk.note("moved", block.text)
    made = desk.pen.move(block.element, after.element, ranges=desk.rng.random() < 0.6)
    desk.paper.blocks.remove(block)
    moved = Block(block.kind, block.letters, made)
    desk.touched.add(made)
    desk.paper.blocks.insert(desk.at(after) + 1, moved)
    return True


def split_paragraph(desk: Desk) -> bool:
    block = desk.pick("p", "p", "list")
    if block is None or not desk.is_free(block):
        return False
    if block.kind == "p" and desk.rng.random() < 0.75:
        cuts = [start for start, _ in desk.sentences(block)[1:]]
    else:
        cuts = [n + 1 for n, each in enumerate(block.letters) if each.sign == " "]
    cuts = [n for n in cuts if 3 < n < len(block.letters) - 3 and desk.whole(block.letters, n, n)]
    if not cuts:
        return False
    at = desk.rng.choice(cuts)
    desk.note("split", f"{block.text[max(0, at - 20) : at]}|{block.text[at : at + 20]}")
    made = desk.pen.split(block.element, at)
    second = Block(block.kind, block.letters[at:], made)
    block.letters = block.letters[:at]
    desk.touched |= {block.element, made}
    desk.paper.blocks.insert(desk.at(block) + 1, second)
    return True


def join_paragraphs(desk: Desk) -> bool:
    block = desk.pick("p", "p", "list")
    following = desk.near(block, 1) if block else None
    if (
        block is None
        or following is None
        or following.kind != block.kind
        or following.element is None
    ):
        return False
    if not desk.is_free(block) or not desk.is_free(following):
        return False
    desk.note("joined", f"{block.text[-20:]}|{following.text[:20]}")
    desk.insert(block.letters, block.element, len(block.letters), " ")
    desk.pen.join(block.element, following.element)
    desk.paper.blocks.remove(following)
    block.letters += following.letters
    if desk.pen.recorded:
        block.element = None
    else:
        desk.touched.add(block.element)
    return True


def new_heading(desk: Desk) -> bool:
    block = desk.pick("p")
    before = desk.near(block, -1) if block else None
    level = desk.rng.choice((2, 2, 3))
    if block is None or before is None or before.kind != "p" or before.element is None:
        return False
    if level == 3 and _level_before(desk, block) < 2:
        return False
    like = _styled(desk, f"heading {level}")
    if like is None:
        return False
    text = desk.words.title()
    desk.note("heading", text, token=text)
    _add(desk, before, f"h{level}", text, like, typed=False)
    return True


def _level_before(desk: Desk, block: Block) -> int:
    for n in range(desk.at(block) - 1, -1, -1):
        kind = desk.paper.blocks[n].kind
        if re.fullmatch(r"h\d", kind):
            return int(kind[1])
    return 0


def change_level(desk: Desk) -> bool:
    block = desk.pick("h2", "h3")
    if block is None or block.element in desk.touched:
        return False
    level = 3 if block.kind == "h2" else 2
    later = (b.kind for b in desk.paper.blocks[desk.at(block) + 1 :])
    following = next((int(kind[1]) for kind in later if re.fullmatch(r"h\d", kind)), 1)
    if following > level + 1 or (level == 3 and _level_before(desk, block) < 2):
        return False
    identity = desk.paper.styles.identity(f"heading {level}")
    if identity is None:
        return False
    desk.note("heading", f"{block.text}: {block.kind} → h{level}")
    _set_style(desk, block, identity)
    block.kind = f"h{level}"
    return True


def _set_style(desk: Desk, block: Block, identity: str, number: Element | None = None) -> None:
    def change(properties: Element) -> None:
        style = properties.find(f"{W}pStyle")
        if style is None:
            put_in_order(properties, w("pStyle", val=identity), _PARAGRAPH)
        else:
            style.set(f"{W}val", identity)
        for old in properties.findall(f"{W}numPr"):
            properties.remove(old)
        if number is not None:
            put_in_order(properties, copy.deepcopy(number), _PARAGRAPH)

    desk.pen.restyle(block.element, change)
    desk.touched.add(block.element)


def new_item(desk: Desk) -> bool:
    after = desk.pick("list")
    following = desk.near(after, 1) if after else None
    if after is None or after.element in desk.touched:
        return False
    if _is_item(following) and following.kind[1] > after.kind[1]:
        return False
    if following is not None and following.kind == "list continue":
        return False
    text = desk.words.some(4)
    desk.note("list", f"+ {text}", token=text)
    _add(desk, after, after.kind, text, after.element, typed=desk.rng.random() < 0.5)
    return True


def delete_item(desk: Desk) -> bool:
    block = desk.pick("list")
    if block is None or not desk.is_free(block) or not _has_fellow(desk, block):
        return False
    if not desk.whole(block.letters, 0, len(block.letters), "value", "reference"):
        return False
    desk.note("list", f"- {block.text}")
    desk.pen.delete_paragraph(block.element)
    desk.paper.blocks.remove(block)
    return True


def _has_fellow(desk: Desk, block: Block) -> bool:
    """An item before of the same list, and none below it that it holds."""
    before, following = desk.near(block, -1), desk.near(block, 1)
    if not _is_item(before) or before.kind[1] < block.kind[1]:
        return False
    if following is not None and following.kind == "list continue":
        return False
    return not (_is_item(following) and following.kind[1] > block.kind[1])


def to_item(desk: Desk) -> bool:
    """A paragraph below a list made its last item."""
    block = desk.pick("p")
    before = desk.near(block, -1) if block else None
    if block is None or not _is_item(before) or before.element is None:
        return False
    if block.element in desk.touched or before.element in desk.touched:
        return False
    style = before.element.find(f"{W}pPr/{W}pStyle")
    number = before.element.find(f"{W}pPr/{W}numPr")
    if style is None or number is None:
        return False
    desk.note("list", f"an item: {block.text}")
    _set_style(desk, block, style.get(f"{W}val"), number)
    block.kind = before.kind
    return True


def from_item(desk: Desk) -> bool:
    """The last item of a list made a paragraph."""
    block = desk.pick("•0", "#0")
    following = desk.near(block, 1) if block else None
    identity = desk.paper.styles.identity("body text")
    if block is None or identity is None or block.element in desk.touched:
        return False
    if not _is_item(desk.near(block, -1)) or _is_item(following):
        return False
    if following is not None and following.kind != "p":
        return False
    desk.note("list", f"no item: {block.text}")
    _set_style(desk, block, identity)
    block.kind = "p"
    return True


def delete_heading(desk: Desk) -> bool:
    """A heading deleted: what is below it belongs to what was above."""
    block = desk.pick("h2", "h3")
    if block is None or not desk.is_free(block):
        return False
    around = [desk.near(block, -1), desk.near(block, 1)]
    later = (b.kind for b in desk.paper.blocks[desk.at(block) + 1 :])
    deeper = next((int(kind[1]) for kind in later if re.fullmatch(r"h\d", kind)), 1)
    if any(each is None or each.kind != "p" for each in around):
        return False
    if deeper > _level_before(desk, block) + 1:
        return False
    desk.note("heading", f"- {block.text}")
    desk.pen.delete_paragraph(block.element)
    desk.paper.blocks.remove(block)
    return True


def change_depth(desk: Desk) -> bool:
    """An item moved one step in or out with Tab."""
    block = desk.pick("list")
    if block is None or block.element in desk.touched:
        return False
    number = block.element.find(f"{W}pPr/{W}numPr")
    depth, before, following = int(block.kind[1]), desk.near(block, -1), desk.near(block, 1)
    step = desk.rng.choice((1, -1))
    if (
        number is None
        or number.find(f"{W}ilvl") is None
        or not _is_item(before)
        or depth + step < 0
        or depth + step > 2
    ):
        return False
    if int(before.kind[1]) < depth + step - 1 or (
        _is_item(following) and int(following.kind[1]) > depth + min(step, 0)
    ):
        return False
    if step > 0 and (int(before.kind[1]) != depth or before.kind[0] != block.kind[0]):
        return False
    if following is not None and following.kind == "list continue":
        return False
    if step < 0:
        above = _outer(desk, block, depth - 1)
        if above is None or above.kind[0] != block.kind[0]:
            return False
    there, here = desk.paper.styles.level(number, step), desk.paper.styles.level(number)
    if there is None or here is None or there[0] != here[0]:
        return False
    desk.note("list", f"{block.text}: depth {depth} → {depth + step}")

    def change(properties: Element) -> None:
        level = properties.find(f"{W}numPr/{W}ilvl")
        assert level is not None
        level.set(f"{W}val", str(depth + step))

    desk.pen.restyle(block.element, change)
    desk.touched.add(block.element)
    block.kind = f"{block.kind[0]}{depth + step}"
    return True


def _outer(desk: Desk, block: Block, depth: int) -> Block | None:
    """The item that an item is in."""
    for n in range(desk.at(block) - 1, -1, -1):
        each = desk.paper.blocks[n]
        if not _is_item(each):
            return None
        if int(each.kind[1]) == depth:
            return each
    return None
