"""Changes of tables: words of cells, rows and columns of typed ones, cells made of statistics."""

from __future__ import annotations

import copy

from desk import Desk
from letters import TYPED, Block, Letter, words_of
from package import Element, W, w


def _table(desk: Desk, *, typed: bool, plain: bool = False) -> Block | None:
    found = [each for each in desk.blocks("table") if each.typed == typed and each.rows]
    found = [each for each in found if each.frozen is None]
    if plain:
        found = [t for t in found if all(c.kind == "cell" for row in t.rows or [] for c in row)]
        found = [t for t in found if t.element not in desk.touched]
    return desk.rng.choice(found) if found else None


def cell_words(desk: Desk) -> bool:
    table = _table(desk, typed=True)
    if table is None or table.rows is None:
        return False
    cell = desk.rng.choice([cell for row in table.rows for cell in row])
    if cell.element is None or not cell.letters or cell.element.getparent().findall(f"{W}p")[1:]:
        return False
    words = [
        (a, b) for a, b in words_of(cell.text) if all(c.group == TYPED for c in cell.letters[a:b])
    ]
    text = desk.words.some(2)
    desk.note("cell", f"{cell.text} + {text}", token=text)
    if words and desk.rng.random() < 0.6:
        start, end = desk.rng.choice(words)
        look = cell.letters[start].look
        desk.pen.insert(cell.element, start, text, None, look)
        cell.letters[start:start] = [Letter(sign, look) for sign in text]
        desk.delete(cell.letters, cell.element, start + len(text), end + len(text))
    else:
        desk.insert(cell.letters, cell.element, len(cell.letters), f" {text}")
    return True


def statistics_cell(desk: Desk) -> bool:
    """A count of a table made from statistics is changed: to be reported, not taken."""
    table = _table(desk, typed=False)
    if table is None or table.rows is None:
        return False
    cells = [c for row in table.rows[1:] for c in row if c.letters and c.letters[0].group]
    cells = [
        c
        for c in cells
        if c.letters[0].sign.isdigit() and c.text == desk.paper.groups[c.letters[0].group].text
    ]
    if not cells:
        return False
    cell = desk.rng.choice(cells)
    text = str((int(cell.letters[0].sign) + desk.rng.randint(1, 8)) % 10)
    desk.note("statistics", f"{cell.text}: {text}", "numbers", text)
    desk.pen.insert(cell.element, 0, text, None)
    group = cell.letters[0].group
    cell.letters[0:0] = [Letter(text, "", group)]
    desk.delete(cell.letters, cell.element, 1, 2)
    return True


def _row_of(cell: Block) -> Element:
    found: Element | None = cell.element.getparent().getparent()
    assert found is not None
    return found


def new_row(desk: Desk) -> bool:
    table = _table(desk, typed=True, plain=True)
    if table is None or table.rows is None or len(table.rows) < 2:
        return False
    at = desk.rng.randrange(1, len(table.rows))
    old = _row_of(table.rows[at][0])
    texts = [desk.words.some(2) for _ in table.rows[at]]
    desk.note("row", f"+ {texts}", token=texts[0])
    made = copy.deepcopy(old)
    for cell, text in zip(made.findall(f"{W}tc"), texts, strict=True):
        _refill(desk, cell, text)
    if desk.pen.recorded:
        _mark_row(desk, made, "ins")
    old.addnext(made)
    paragraphs = [cell.find(f"{W}p") for cell in made.findall(f"{W}tc")]
    table.rows.insert(
        at + 1,
        [Block("cell", [Letter(s) for s in t], p) for t, p in zip(texts, paragraphs, strict=True)],
    )
    return True


def _refill(desk: Desk, cell: Element, text: str) -> None:
    """A copied cell with other words, typed."""
    first, *others = cell.findall(f"{W}p")
    for each in others:
        cell.remove(each)
    for child in list(first):
        if child.tag != f"{W}pPr":
            first.remove(child)
    desk.pen.insert(first, 0, text, None)


def _mark_row(desk: Desk, row: Element, name: str) -> None:
    properties = row.find(f"{W}trPr")
    if properties is None:
        properties = w("trPr")
        row.insert(0, properties)
    for each in properties.findall(f"{W}ins"):
        properties.remove(each)
    properties.append(desk.pen.mark(name))


def delete_row(desk: Desk) -> bool:
    table = _table(desk, typed=True, plain=True)
    if table is None or table.rows is None or len(table.rows) < 4:
        return False
    at = desk.rng.randrange(1, len(table.rows))
    row = _row_of(table.rows[at][0])
    is_new = row.find(f"{W}trPr/{W}ins") is not None
    if any(each.group for cell in table.rows[at] for each in cell.letters):
        return False
    desk.note("row", "- " + " ¦ ".join(cell.text for cell in table.rows[at]))
    if desk.pen.recorded and not is_new:
        for cell in table.rows[at]:
            desk.pen.delete(cell.element, 0, len(cell.letters))
        _mark_row(desk, row, "del")
    else:
        table.element.remove(row)
    del table.rows[at]
    return True


def new_column(desk: Desk) -> bool:
    table = _table(desk, typed=True, plain=True)
    if table is None or table.rows is None or len(table.rows[0]) > 6:
        return False
    at = desk.rng.randrange(1, len(table.rows[0]))
    desk.note("column", f"+ after column {at}")
    grid = table.element.find(f"{W}tblGrid")
    grid.insert(at + 1, copy.deepcopy(grid[at]))
    for row in table.rows:
        text = desk.words.some(2)
        old = row[at].element.getparent()
        made = copy.deepcopy(old)
        _refill(desk, made, text)
        if desk.pen.recorded:
            _mark_cell(desk, made, "cellIns")
        old.addnext(made)
        row.insert(at + 1, Block("cell", [Letter(sign) for sign in text], made.find(f"{W}p")))
    desk.touched.add(table.element)
    return True


def delete_column(desk: Desk) -> bool:
    table = _table(desk, typed=True, plain=True)
    if table is None or table.rows is None or len(table.rows[0]) < 3:
        return False
    at = desk.rng.randrange(1, len(table.rows[0]))
    if any(each.group for row in table.rows for each in row[at].letters):
        return False
    if any(_row_of(row[0]).find(f"{W}trPr/{W}ins") is not None for row in table.rows):
        return False
    desk.note("column", f"- column {at}")
    for row in table.rows:
        cell = row[at].element.getparent()
        if desk.pen.recorded:
            desk.pen.delete(row[at].element, 0, len(row[at].letters))
            _mark_cell(desk, cell, "cellDel")
        else:
            cell.getparent().remove(cell)
        del row[at]
    if not desk.pen.recorded:
        grid = table.element.find(f"{W}tblGrid")
        grid.remove(grid[at])
    desk.touched.add(table.element)
    return True


def _mark_cell(desk: Desk, cell: Element, name: str) -> None:
    properties = cell.find(f"{W}tcPr")
    if properties is None:
        properties = w("tcPr")
        cell.insert(0, properties)
    properties.append(desk.pen.mark(name))
