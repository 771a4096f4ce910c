"""An independent reader of documents: blocks as letters, all changes accepted or rejected."""

from __future__ import annotations

import re
from itertools import count

from atoms import Atom, View, atoms_of, description, gone, look_of
from letters import TYPED, Block, Group, Groups, Letter, Letters
from package import Element, Package, Styles, W

_COVER = {"title", "subtitle", "date", "omslag syfte", "omslag avsändare"}
_PLAIN = {"body text", "normal", "first paragraph", ""}
VALUE = ("beräknat värde", "computed value", "computedvalue")
_SKIPPED = re.compile(r"toc|table of figures|contents|innehåll")
_WORD_BEFORE = re.compile(
    r"(figur|tabell|bilaga|figure|table|appendix|avsnitt(?:et)?|(?:the )?section)[\s\xa0]$",
    re.IGNORECASE,
)


class Paper:
    """What a document says, in a view; `blocks` hold their elements."""

    def __init__(self, package: Package, view: View = "accepted") -> None:
        self.package = package
        self.groups: Groups = {}
        self.styles = Styles(package)
        self.blocks: list[Block] = []
        self._view = view
        self._numbers = count(1)
        self._links = _links(package)
        self._notes = _notes(package)
        self._waiting: list[Element] = []
        self._note_letters: dict[str, Letters] = {}
        self._read(package.body)
        self._mark_made()

    def _read(self, parent: Element) -> None:
        for child in parent:
            if child.tag == f"{W}p":
                self._add(child)
            elif child.tag == f"{W}tbl":
                self._waiting = []
                self._table(child)
            elif child.tag == f"{W}sdt":
                if child.find(f"{W}sdtPr/{W}docPartObj") is None:
                    self._read(child)
            elif child.tag in (f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}del") and not gone(
                child, self._view
            ):
                self._read(child)

    def _add(self, paragraph: Element) -> None:
        """A paragraph, with those before it whose marks are gone."""
        properties = paragraph.find(f"{W}pPr")
        self._waiting.append(paragraph)
        if properties is not None and _mark_is_gone(properties, self._view):
            return
        pieces, self._waiting = self._waiting, []
        kind = self._kind(paragraph)
        letters = [each for piece in pieces for each in self.letters(piece)]
        if not letters or _SKIPPED.match(kind):
            return
        if letters[0].sign == "🖼":
            drawn = description(atoms_of(pieces[-1], self._view)[0].node)
            alt = "" if drawn is None else drawn.get("descr", "")
            self.blocks.append(Block("figure", letters, paragraph, alt=alt))
        else:
            self.blocks.append(Block(kind, letters, paragraph))

    def _kind(self, paragraph: Element) -> str:
        properties = paragraph.find(f"{W}pPr")
        if self._view == "rejected" and properties is not None:
            before = properties.find(f"{W}pPrChange/{W}pPr")
            properties = properties if before is None else before
        style = None if properties is None else properties.find(f"{W}pStyle")
        identity = "" if style is None else style.get(f"{W}val", "")
        name = self.styles.name(identity)
        heading = re.match(r"heading (\d)", name)
        if heading:
            return f"h{heading[1]}"
        number = self.styles.number(properties, identity)
        if number is not None:
            return f"{'•' if number[0] == 'bullet' else '#'}{number[1]}"
        if name in _PLAIN:
            return "p"
        return f"cover:{name}" if name in _COVER else name

    def letters(self, paragraph: Element) -> Letters:
        """The letters of a paragraph, what the program made gathered into groups."""
        found: Letters = []
        open_key, number = None, TYPED
        node, look = None, ""
        for atom in atoms_of(paragraph, self._view):
            if atom.node is not node:  # all letters of a node are alike
                node, look = atom.node, look_of(atom, self.styles, self._links, self._view)
                key, kind = self._group(atom)
                if key is None:
                    number = TYPED
                elif key != open_key:
                    number = self._new_group(kind, atom)
                open_key = key
            if number != TYPED:
                self.groups[number].text += atom.sign
            found.append(Letter(atom.sign, look, number))
        return self._with_words_before(found)

    def _group(self, atom: Atom) -> tuple[object, str]:
        """What a letter belongs to, and the kind of it; None for what was typed."""
        if atom.field is not None and "NOTEREF" in atom.field.code:
            return id(atom.field), "note"
        if atom.link is not None and atom.link.get(f"{W}anchor"):
            return id(atom.link), "reference"  # a field in it is of the same one
        if atom.field is not None:
            return id(atom.field), "auto" if "SEQ" in atom.field.code else "reference"
        if atom.node.tag == f"{W}footnoteReference":
            return id(atom.node), "note"
        if atom.node.tag == f"{W}drawing":
            return id(atom.node), "auto"
        style = atom.run.find(f"{W}rPr/{W}rStyle")
        if style is not None and self.styles.name(style.get(f"{W}val", "")) in VALUE:
            return "value", "value"
        return None, ""

    def _new_group(self, kind: str, atom: Atom) -> int:
        number = next(self._numbers)
        made = Group(kind)
        if kind == "note":
            identity = self._noted(atom)
            paragraphs = self._notes.get(identity, [])
            made.noted = paragraphs[0] if paragraphs and atom.field is None else None
            made.note = self._note(identity)
        self.groups[number] = made
        return number

    def _note(self, identity: str) -> Letters:
        """The letters of a note, the same list for every mark of it."""
        if identity not in self._note_letters:
            letters = [each for one in self._notes.get(identity, []) for each in self.letters(one)]
            has_tab = bool(letters) and letters[0].sign == "\t"
            self._note_letters[identity] = letters[1:] if has_tab else letters
        return self._note_letters[identity]

    def _noted(self, atom: Atom) -> str:
        """The id of a mark's note; a field repeats the mark that its bookmark is around."""
        if atom.field is None:
            return atom.node.get(f"{W}id", "")
        name = atom.field.code.split()[1]
        for each in self.package.body.iter(f"{W}bookmarkStart"):
            if each.get(f"{W}name") == name:
                mark = next(each.itersiblings(f"{W}r"), None)
                marks = [] if mark is None else list(mark.iter(f"{W}footnoteReference"))
                return marks[0].get(f"{W}id", "") if marks else ""
        return ""

    def _with_words_before(self, letters: Letters) -> Letters:
        """ "figur " before a number is of the reference; a caption's words before its title too."""
        text = "".join(each.sign for each in letters)
        for n in range(1, len(letters)):
            group = letters[n].group
            if group == TYPED or letters[n - 1].group != TYPED:
                continue
            if self.groups[group].kind in ("reference", "auto"):
                before = _WORD_BEFORE.search(text[:n])
                for at in range(before.start() if before else n, n):
                    letters[at] = letters[at]._replace(group=group)
        autos = [
            n
            for n, each in enumerate(letters)
            if each.group and self.groups[each.group].kind == "auto"
        ]
        if (
            autos
            and letters[0].group == letters[autos[0]].group
            and text[autos[-1] + 1 :].startswith(". ")
        ):
            for at in range(autos[-1] + 1, autos[-1] + 3):
                letters[at] = letters[at]._replace(group=letters[autos[0]].group)
        return letters

    def _table(self, table: Element) -> None:
        rows = [
            [self._cell(cell) for cell in row.findall(f"{W}tc") if not self._cell_gone(cell)]
            for row in table.findall(f"{W}tr")
            if not _row_is_gone(row, self._view)
        ]
        if any(rows):
            self.blocks.append(Block("table", element=table, rows=[row for row in rows if row]))

    def _cell_gone(self, cell: Element) -> bool:
        name = "cellDel" if self._view == "accepted" else "cellIns"
        return cell.find(f"{W}tcPr/{W}{name}") is not None

    def _cell(self, cell: Element) -> Block:
        paragraphs = cell.findall(f"{W}p")
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        letters: Letters = []
        for each in paragraphs:
            letters += ([Letter("⏎")] if letters else []) + self.letters(each)
        kind = (
            "merged"
            if merge is not None or cell.find(f"{W}tcPr/{W}gridSpan") is not None
            else "cell"
        )
        return Block(kind, letters, paragraphs[0])

    def _mark_made(self) -> None:
        """What stands before the first section, and tables of statistics with their captions."""
        for n, block in enumerate(self.blocks):
            if block.rows is not None:
                block.typed = not any(
                    letter.group and self.groups[letter.group].kind == "value"
                    for row in block.rows
                    for cell in row
                    for letter in cell.letters
                )
                around = self.blocks[max(0, n - 1) : n + 2]
                for each in around:
                    each.typed = block.typed if each.kind == "caption" else each.typed


def _mark_is_gone(properties: Element, view: View) -> bool:
    names = ("del", "moveFrom") if view == "accepted" else ("ins", "moveTo")
    return any(properties.find(f"{W}rPr/{W}{name}") is not None for name in names)


def _row_is_gone(row: Element, view: View) -> bool:
    return row.find(f"{W}trPr/{W}{'del' if view == 'accepted' else 'ins'}") is not None


def _links(package: Package) -> dict[str, str]:
    relations = package.tree("word/_rels/document.xml.rels")
    return {each.get("Id", ""): each.get("Target", "") for each in relations}


def _notes(package: Package) -> dict[str, list[Element]]:
    if not package.has("word/footnotes.xml"):
        return {}
    notes = package.tree("word/footnotes.xml")
    return {each.get(f"{W}id", ""): each.findall(f"{W}p") for each in notes}


def read(content: bytes, view: View = "accepted") -> Paper:
    return Paper(Package(content), view)
