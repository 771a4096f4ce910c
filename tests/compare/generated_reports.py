"""Pairs of reports as they become from one year to the next: edited, moved, split, merged."""

from __future__ import annotations

from datetime import date
from random import Random

from hypothesis import strategies as st
from msgspec.structs import replace

from reportgen.diagnostics import Span
from reportgen.model import (
    BulletList,
    Cell,
    CodeBlock,
    Computed,
    CoverLine,
    Definition,
    DefinitionList,
    Document,
    Emphasis,
    Figure,
    Footnote,
    Heading,
    Image,
    Labels,
    LineBreak,
    Link,
    ListItem,
    OrderedList,
    Paragraph,
    Properties,
    Quote,
    Reference,
    Row,
    Section,
    SoftBreak,
    Strong,
    Subscript,
    Table,
    Text,
)

SPAN = Span("content/2022/10-prov.md", 1, 1, 1, 1)
LABELS = Labels("Figur", "Tabell", "Innehåll", "Figurer", "Tabeller", "Sida {page}", "Fotnot", "X")
PROPERTIES = Properties("Rapport", "", "Region Väst", (), "sv-SE", date(2023, 1, 26))
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63606060000000040001f61738550000000049454e44ae426082"
)
PROSE = (
    "året ärenden polis stöd samverkan kommun region fler färre utbildning möte barn kvinna man"
    " och i att som med på för av det vi har under t.ex. 12,5 7–12 80 2022 region-Väst och/eller"
)
WORDS = PROSE.split()


def sentence(rng: Random) -> str:
    words = [rng.choice(WORDS) for _ in range(rng.randint(3, 12))]
    if rng.random() < 0.3:
        words[rng.randrange(len(words))] += ","
    return " ".join(words).capitalize() + rng.choice(".....!?")


def leaf(rng: Random):
    kind = rng.randrange(9)
    words = " ".join(rng.choice(WORDS) for _ in range(rng.randint(1, 3)))
    match kind:
        case 0:
            return Strong((Text(words, SPAN),), SPAN)
        case 1:
            return Emphasis((Text(words, SPAN), Strong((Text(" " + words, SPAN),), SPAN)), SPAN)
        case 2:
            return Link((Text(words, SPAN),), rng.choice(["https://a.example", "#b"]), SPAN)
        case 3:
            return Computed("arenden.total", str(rng.randint(1, 99)), SPAN, ("arenden.total",))
        case 4:
            return Footnote("1", (Paragraph(line(rng, notes=False), SPAN),), SPAN)
        case 5:
            return Reference("kon", "table", f"tabell {rng.randint(1, 3)}", 'ref("kon")', SPAN)
        case 6:
            return rng.choice([LineBreak(SPAN), Subscript((Text("2", SPAN),), SPAN)])
        case _:
            return Text(words, SPAN)


def line(rng: Random, *, notes: bool = True):
    made = []
    for index in range(rng.randint(1, 4)):
        if index:
            made.append(SoftBreak(SPAN))
        made.append(Text(sentence(rng), SPAN))
        if rng.random() < 0.4:
            special = leaf(rng)
            if notes or not isinstance(special, Footnote):
                made += [Text(rng.choice([" ", ""]), SPAN), special, Text(" slut.", SPAN)]
    return tuple(made)


def definitions(rng: Random):
    """Terms with what they mean."""

    def one():
        meaning = tuple(Paragraph(line(rng), SPAN) for _ in range(rng.randint(1, 2)))
        return Definition((Text(rng.choice(WORDS), SPAN),), meaning, SPAN)

    return DefinitionList(tuple(one() for _ in range(rng.randint(1, 3))), SPAN)


def edit_definitions(rng: Random, items):
    made, place = list(items), rng.randrange(len(items))
    match rng.randrange(4):
        case 0:
            made.insert(place, definitions(rng).items[0])
        case 1 if len(made) > 1:
            del made[place]
        case 2:
            made[place] = replace(made[place], term=edit_inlines(rng, made[place].term))
        case _:
            made[place] = replace(made[place], blocks=edit_blocks(rng, made[place].blocks))
    return tuple(made)


def merged(row: Row) -> Row:
    """The row with its first two cells as one."""
    first, second, *others = row.cells
    return replace(
        row, cells=(replace(first, columns=2), replace(second, children=(), columns=0), *others)
    )


def cell(rng: Random):
    return Cell((Text(rng.choice([*WORDS, str(rng.randint(0, 9))]), SPAN),), SPAN)


def table(rng: Random, name: str):
    width = rng.randint(1, 3)

    def row():
        made = Row(tuple(cell(rng) for _ in range(width)), SPAN, total=rng.random() < 0.1)
        return merged(made) if width > 1 and rng.random() < 0.1 else made

    caption = (Text(sentence(rng), SPAN),) if rng.random() < 0.8 else ()
    note = (Text(sentence(rng), SPAN),) if rng.random() < 0.4 else ()
    rows = tuple(row() for _ in range(rng.randint(0, 4)))
    return Table(name, caption, ("left",) * width, row(), rows, note, SPAN)


def figure(rng: Random, name: str):
    content = Image(f"{rng.randint(0, 2)}.png", PIXEL + bytes([rng.randint(0, 2)]), 1, 1)
    note = (Text(sentence(rng), SPAN),) if rng.random() < 0.3 else ()
    return Figure(name, (Text(sentence(rng), SPAN),), content, sentence(rng), note, SPAN)


def item(rng: Random, depth: int):
    blocks = [Paragraph(line(rng), SPAN)]
    if depth and rng.random() < 0.3:
        blocks.append(listing(rng, depth - 1))
    elif rng.random() < 0.2:
        blocks.append(Paragraph(line(rng), SPAN))
    return ListItem(tuple(blocks), SPAN)


def listing(rng: Random, depth: int = 1):
    items = tuple(item(rng, depth) for _ in range(rng.randint(1, 4)))
    return OrderedList(items, 1, SPAN) if rng.random() < 0.5 else BulletList(items, SPAN)


def block(rng: Random):
    kind = rng.randrange(15)
    name = f"t{rng.randrange(1000)}"
    match kind:
        case 0 | 1:
            return Heading(rng.choice([2, 2, 3]), (Text(sentence(rng), SPAN),), name, SPAN)
        case 2 | 3:
            return listing(rng)
        case 4 | 5:
            return table(rng, name)
        case 6:
            return figure(rng, name)
        case 7:
            return Quote(tuple(Paragraph(line(rng), SPAN) for _ in range(rng.randint(1, 2))), SPAN)
        case 8:
            return definitions(rng)
        case 9:
            return CodeBlock("x = 1\ny", SPAN)
        case _:
            return Paragraph(line(rng), SPAN)


def section(rng: Random, number: int):
    blocks = tuple(block(rng) for _ in range(rng.randint(0, 7)))
    heading = Heading(1, (Text(sentence(rng), SPAN),), f"avsnitt-{number}", SPAN)
    return Section(f"avsnitt-{number}", heading, blocks, SPAN)


def numbered(document: Document) -> Document:
    """Captions counted in reading order, as the numbering pass does."""
    counts = {Table: 0, Figure: 0}

    def count(each):
        if isinstance(each, Table | Figure) and each.caption:
            counts[type(each)] += 1
            return replace(each, number=counts[type(each)])
        return each

    return replace(
        document,
        sections=tuple(
            replace(each, blocks=tuple(map(count, each.blocks))) for each in document.sections
        ),
    )


def report(rng: Random) -> Document:
    sections = tuple(section(rng, number) for number in range(rng.randint(1, 4)))
    cover = (CoverLine("title", "Rapport 2021"), CoverLine("date", "26 januari 2022"))
    return Document(PROPERTIES, cover, sections, ("Ort 2022-01-26", "Namn"), LABELS)


# What happens to a report in a year


def edit_words(rng: Random, text: str) -> str:
    words = text.split(" ")
    for _ in range(rng.randint(1, 3)):
        place = rng.randrange(len(words))
        match rng.randrange(4):
            case 0:
                words[place] = rng.choice(WORDS)
            case 1:
                words.insert(place, rng.choice(WORDS))
            case 2 if len(words) > 1:
                del words[place]
            case _:
                words[place] += rng.choice([",", ".", "", " "])
    return " ".join(words)


def edit_inlines(rng: Random, inlines):
    made = list(inlines)
    if not made:
        return (Text(sentence(rng), SPAN),)
    place = rng.randrange(len(made))
    chosen = made[place]
    match rng.randrange(5):
        case 0:
            made.insert(place, leaf(rng))
        case 1 if len(made) > 1:
            del made[place]
        case 2 if isinstance(chosen, Text):
            made[place] = rng.choice([Strong, Emphasis])((chosen,), SPAN)
        case _:
            if isinstance(chosen, Text):
                made[place] = Text(edit_words(rng, chosen.text), SPAN)
            elif isinstance(chosen, Strong | Emphasis | Link):
                made[place] = replace(chosen, children=edit_inlines(rng, chosen.children))
            elif isinstance(chosen, Footnote):
                made[place] = replace(chosen, blocks=edit_blocks(rng, chosen.blocks))
            elif isinstance(chosen, Computed):
                made[place] = replace(chosen, text=str(rng.randint(1, 99)))
    return tuple(made)


def edit_table(rng: Random, old: Table) -> Table:
    rows = list(old.rows)
    match rng.randrange(6):
        case 0:
            rows.insert(
                rng.randint(0, len(rows)), Row(tuple(cell(rng) for _ in old.header.cells), SPAN)
            )
        case 1 if rows:
            del rows[rng.randrange(len(rows))]
        case 2:
            return replace(old, caption=edit_inlines(rng, old.caption))
        case 3:
            return replace(old, note=edit_inlines(rng, old.note) if rng.random() < 0.5 else ())
        case 4:
            rng.shuffle(rows)
        case _:
            if rows:
                place = rng.randrange(len(rows))
                rows[place] = replace(
                    rows[place], cells=tuple(cell(rng) for _ in rows[place].cells)
                )
    return replace(old, rows=tuple(rows))


def edit_items(rng: Random, items):
    made = list(items)
    place = rng.randrange(len(made))
    match rng.randrange(5):
        case 0:
            made.insert(place, item(rng, 1))
        case 1 if len(made) > 1:
            del made[place]
        case 2:
            rng.shuffle(made)
        case _:
            made[place] = replace(made[place], blocks=edit_blocks(rng, made[place].blocks))
    return tuple(made)


def edit_block(rng: Random, old):
    match old:
        case Paragraph() | Heading():
            return replace(old, children=edit_inlines(rng, old.children))
        case BulletList() | OrderedList():
            return replace(old, items=edit_items(rng, old.items))
        case DefinitionList():
            return replace(old, items=edit_definitions(rng, old.items))
        case Quote():
            return replace(old, blocks=edit_blocks(rng, old.blocks))
        case Table():
            return edit_table(rng, old)
        case Figure():
            other = figure(rng, old.id)
            return rng.choice([other, replace(old, alt=other.alt), replace(old, note=other.note)])
        case _:
            return old


def edit_blocks(rng: Random, blocks):
    if not blocks:
        return (Paragraph(line(rng), SPAN),)
    place = rng.randrange(len(blocks))
    edited = edit_block(rng, blocks[place])
    return (*blocks[:place], edited, *blocks[place + 1 :])


def split(rng: Random, blocks: list):
    """A paragraph becomes two, or two become one."""
    place = rng.randrange(len(blocks))
    chosen = blocks[place]
    if not isinstance(chosen, Paragraph):
        return
    following = blocks[place + 1] if place + 1 < len(blocks) else None
    if isinstance(following, Paragraph):
        both = (*chosen.children, SoftBreak(SPAN), *following.children)
        blocks[place : place + 2] = [Paragraph(both, SPAN)]
    elif len(chosen.children) > 2:
        cut = rng.randrange(1, len(chosen.children))
        blocks[place : place + 1] = [
            Paragraph(chosen.children[:cut], SPAN),
            Paragraph(chosen.children[cut:], SPAN),
        ]


def edit_section(rng: Random, old: Section) -> Section:
    blocks = list(old.blocks)
    if not blocks:
        return replace(old, blocks=(block(rng),))
    place = rng.randrange(len(blocks))
    match rng.randrange(8):
        case 0:
            blocks.insert(place, block(rng))
        case 1:
            del blocks[place]
        case 2:
            blocks.insert(rng.randrange(len(blocks)), blocks.pop(place))
        case 3:
            split(rng, blocks)
        case 4:
            return replace(old, heading=edit_block(rng, old.heading))
        case _:
            blocks[place] = edit_block(rng, blocks[place])
    return replace(old, blocks=tuple(blocks))


def edit(rng: Random, old: Document) -> Document:
    sections = list(old.sections)
    place = rng.randrange(len(sections))
    match rng.randrange(10):
        case 0:
            sections.insert(place, section(rng, 100 + rng.randrange(900)))
        case 1 if len(sections) > 1:
            del sections[place]
        case 2:
            rng.shuffle(sections)
        case 3:
            sections[place] = replace(sections[place], id=f"{sections[place].id}-nytt")
        case 4 if sections[place].blocks:
            # A passage that goes to another section.
            blocks = list(sections[place].blocks)
            moved = blocks.pop(rng.randrange(len(blocks)))
            sections[place] = replace(sections[place], blocks=tuple(blocks))
            there = rng.randrange(len(sections))
            sections[there] = replace(sections[there], blocks=(*sections[there].blocks, moved))
        case _:
            sections[place] = edit_section(rng, sections[place])
    cover = (CoverLine("title", "Rapport 2022"), *old.cover[1:])
    return replace(old, sections=tuple(sections), cover=cover, signature=("Ort 2023-01-26", "Namn"))


def make_pair(rng: Random) -> tuple[Document, Document]:
    old = report(rng)
    new = old
    for _ in range(rng.randint(0, 8)):
        new = edit(rng, new)
    return numbered(old), numbered(new)


def many_pairs(rng: Random, count: int) -> tuple[Document, Document]:
    """The sections of several pairs as one: a reader that is slow to start has them at once."""
    pairs = [make_pair(rng) for _ in range(count)]
    both = []
    for side in (0, 1):
        sections = tuple(
            replace(each, id=f"{number}-{each.id}")
            for number, pair in enumerate(pairs)
            for each in pair[side].sections
        )
        both.append(numbered(replace(pairs[0][side], sections=sections)))
    return both[0], both[1]


PAIRS = st.randoms(use_true_random=False).map(make_pair)


def pair_of(seed: int) -> tuple[Document, Document]:
    return make_pair(Random(seed))
