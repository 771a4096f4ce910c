"""Changes within a line of text: words, sentences, bold and italics, words around values."""

from __future__ import annotations

from desk import Desk
from letters import TYPED, Block, Letter, words_of

PLACES = ("prose", "prose", "prose", "prose", "heading", "definition term")


def _words(desk: Desk, block: Block) -> list[tuple[int, int]]:
    """The typed words of a block."""
    letters = block.letters
    return [
        (a, b)
        for a, b in words_of(block.text)
        if all(each.group == TYPED and "^" not in each.look for each in letters[a:b])
    ]


def _some_words(desk: Desk) -> tuple[Block, int, int] | None:
    block = desk.pick(*PLACES)
    words = _words(desk, block) if block else []
    if not block or not words:
        return None
    n = desk.rng.randrange(len(words))
    last = min(len(words) - 1, n + desk.rng.choice((0, 0, 0, 1, 2)))
    start, end = words[n][0], words[last][1]
    return (block, start, end) if desk.whole(block.letters, start, end) else None


def replace_words(desk: Desk) -> bool:
    found = _some_words(desk)
    if found is None:
        return False
    block, start, end = found
    text = desk.words.some(3)
    desk.note("words", f"{block.text[start:end]} → {text}", token=text)
    _put(desk, block, start, end, text)
    return True


def _put(desk: Desk, block: Block, start: int, end: int, text: str) -> None:
    """Type over a stretch: the new words take the look of those they replace."""
    look = block.letters[start].look
    if "→" in look and (start == 0 or block.letters[start - 1].look != look):
        look = " ".join(m for m in look.split() if m[0] != "→")
    desk.pen.insert(
        block.element, start, text, None, " ".join(m for m in look.split() if m in "bi")
    )
    inside = start > 0 and "→" in look
    if inside:
        look = block.letters[start].look
    block.letters[start:start] = [Letter(sign, look) for sign in text]
    desk.delete(block.letters, block.element, start + len(text), end + len(text))


def insert_words(desk: Desk) -> bool:
    block = desk.pick(*PLACES)
    if block is None:
        return False
    gaps = [
        n
        for n in range(1, len(block.letters))
        if block.letters[n - 1].sign == " "
        and block.letters[n - 1].group == TYPED
        and desk.whole(block.letters, n, n)
    ]
    if not gaps:
        return False
    at = desk.rng.choice(gaps)
    text = desk.words.some(3)
    desk.note("words", f"+ {text}", token=text)
    if desk.rng.random() < 0.5:
        desk.insert(block.letters, block.element, at, f"{text} ")
    else:
        desk.insert(block.letters, block.element, at - 1, f" {text}")
    return True


def delete_words(desk: Desk) -> bool:
    found = _some_words(desk)
    if found is None:
        return False
    block, start, end = found
    text = block.text
    if start == 0 or end == len(text) or text[start - 1] != " " or len(words_of(text)) < 4:
        return False
    if not desk.whole(block.letters, start - 1, end):
        return False
    desk.note("words", f"- {text[start:end]}")
    desk.delete(block.letters, block.element, start - 1, end)
    return True


def mistype(desk: Desk) -> bool:
    """A letter changed, added or taken away within a word, as typing errors are put right."""
    found = _some_words(desk)
    if found is None or found[2] - found[1] < 4:
        return False
    block, start, end = found
    at = desk.rng.randrange(start + 1, end - 1)
    if block.letters[at].look != block.letters[at - 1].look:
        return False
    desk.note("words", f"a letter of {block.text[start:end]}")
    if desk.rng.random() < 0.6:
        desk.insert(block.letters, block.element, at, desk.rng.choice("aeiouåäöst"))
    if desk.rng.random() < 0.6:
        desk.delete(block.letters, block.element, at + 1, at + 2)
    return True


def add_sentence(desk: Desk) -> bool:
    block = desk.pick("p", "p", "quote", "definition")
    if block is None:
        return False
    text = desk.words.sentence()
    sentences = desk.sentences(block)
    desk.note("words", f"+ {text}", token=text)
    if desk.rng.random() < 0.5 or len(sentences) < 2:
        desk.insert(block.letters, block.element, len(block.letters), f" {text}")
    else:
        at = desk.rng.choice(sentences)[0]
        if not desk.whole(block.letters, at, at):
            at = 0
        desk.insert(block.letters, block.element, at, f"{text} ")
    return True


def delete_sentence(desk: Desk) -> bool:
    block = desk.pick("p")
    sentences = desk.sentences(block) if block else []
    if not block or len(sentences) < 2:
        return False
    start, end = desk.rng.choice(sentences)
    if not desk.whole(block.letters, start, end, "value", "reference", "note"):
        return False
    if (
        any(
            letter.group and desk.paper.groups[letter.group].kind == "note"
            for letter in block.letters[start:end]
        )
        and desk.rng.random() < 0.7
    ):
        return False
    desk.note("words", f"- {block.text[start:end]}")
    desk.delete(block.letters, block.element, start, end)
    return True


def retype_sentence(desk: Desk) -> bool:
    """A sentence deleted and typed anew, its values as plain figures."""
    block = desk.pick("p")
    sentences = desk.sentences(block) if block else []
    if not block or not sentences:
        return False
    start, end = desk.rng.choice(sentences)
    letters = block.letters[start:end]
    if not desk.whole(block.letters, start, end, "value") or any(each.look for each in letters):
        return False
    words = block.text[start:end].rstrip().split(" ")
    if len(words) < 5:
        return False
    changed = [n for n, word in enumerate(words) if word.isalpha() and len(word) > 3]
    values = {
        w for each in letters if each.group for w in desk.paper.groups[each.group].text.split()
    }
    changed = [n for n in changed if words[n] not in values]
    if not changed or any(
        desk.paper.groups[each.group].text not in block.text for each in letters if each.group
    ):
        return False
    at = desk.rng.choice(changed)
    low = len(" ".join(words[:at])) + (at > 0)
    high = low + len(words[at])
    # Figures that were typed anew stand for the values still.
    typed = [*letters[:low], *map(Letter, desk.words.token()), *letters[high:]]
    text = "".join(each.sign for each in typed)
    desk.note("words", f"anew: {text}", token=text)
    if not start:
        desk.pen.insert(block.element, 0, text, None)
        block.letters[0:0] = [Letter(sign) for sign in text]
    else:
        desk.insert(block.letters, block.element, start, text)
    for n, each in enumerate(typed, start):
        block.letters[n] = block.letters[n]._replace(group=each.group)
    desk.delete(block.letters, block.element, start + len(text), end + len(text))
    return True


def emphasise(desk: Desk) -> bool:
    found = _some_words(desk)
    if found is None or found[0].kind[0] == "h" or found[0].kind == "definition term":
        return False
    block, start, end = found
    looks = {each.look for each in block.letters[start:end]}
    if len(looks) != 1 or any("→" in look for look in looks):
        return False
    name = desk.rng.choice("bi")
    marks = next(iter(looks)).split()
    on = name not in marks
    desk.note("formatting", f"{name} {'on' if on else 'off'}: {block.text[start:end]}")
    look = " ".join(sorted([*marks, name])) if on else " ".join(m for m in marks if m != name)
    desk.pen.set_look(block.element, start, end, name, on=on)
    for n in range(start, end):
        block.letters[n] = block.letters[n]._replace(look=look)
    return True


def _values(desk: Desk, *kinds: str) -> list[tuple[Block, int, int, int]]:
    """The values of the text: the block, where they stand, their groups."""
    found = []
    for block in desk.blocks(*kinds):
        last = TYPED
        for n, letter in enumerate(block.letters):
            if letter.group == last or letter.group == TYPED:
                last = letter.group
                continue
            last = letter.group
            if desk.paper.groups[last].kind == "value":
                end = n
                while end < len(block.letters) and block.letters[end].group == last:
                    end += 1
                found.append((block, n, end, last))
    return found


def change_value(desk: Desk) -> bool:
    values = _values(desk, "prose")
    if not values:
        return False
    block, start, end, group = desk.rng.choice(values)
    digits = [n for n in range(start, end) if block.letters[n].sign.isdigit()]
    if desk.paper.groups[group].text != block.text[start:end]:
        return False
    if digits:
        at = desk.rng.choice(digits)
        text = str((int(block.letters[at].sign) + desk.rng.randint(1, 8)) % 10)
        stop = at + 1
    else:
        at, stop, text = start, end, desk.rng.choice(("sjutton", "tretton", "nitton"))
    desk.note("value", block.text[start:end], "numbers", text)
    desk.pen.insert(block.element, at, text, at)
    look = block.letters[at].look
    block.letters[at:at] = [Letter(sign, look, group) for sign in text]
    desk.delete(block.letters, block.element, at + len(text), stop + len(text))
    return True


def rewrite_around(desk: Desk) -> bool:
    """New words on both sides of a value that stands."""
    values = _values(desk, "prose")
    if not values:
        return False
    block, start, end, _ = desk.rng.choice(values)
    words = _words(desk, block)
    after = next(((a, b) for a, b in words if a >= end), None)
    before = next(((a, b) for a, b in reversed(words) if b <= start), None)
    if after is None or before is None:
        return False
    desk.note("words", f"around {block.text[start:end]}")
    for a, b in (after, before):
        if block.letters[a].look == block.letters[b - 1].look and "→" not in block.letters[a].look:
            _put(desk, block, a, b, desk.words.some(3))
    return True
