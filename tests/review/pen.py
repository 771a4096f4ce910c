"""A reviewer's hand in the XML: types, deletes and moves as Word writes it, recorded or not."""

from __future__ import annotations

import copy
from collections.abc import Callable
from itertools import count

from atoms import Atom, atoms_of
from package import XML, Element, W, w

RUN_PROPERTIES = (
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "caps",
    "color",
    "sz",
    "szCs",
    "u",
    "vertAlign",
    "lang",
    "rPrChange",
)
_PARAGRAPH = (
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "numPr",
    "pBdr",
    "tabs",
    "spacing",
    "ind",
    "contextualSpacing",
    "jc",
    "outlineLvl",
    "rPr",
    "sectPr",
    "pPrChange",
)


class Pen:
    """Changes a document's trees; `author` and `day` are written where changes are recorded."""

    def __init__(self, *, recorded: bool) -> None:
        self.recorded = recorded
        self.author = "Eva Exempel"
        self.day: str | None = "2023-02-01T09:30:00Z"
        self._ids = count(90_000)

    def mark(self, name: str) -> Element:
        """An element that says who changed, and when."""
        made = w(name, id=str(next(self._ids)), author=self.author)
        if self.day is not None:
            made.set(f"{W}date", self.day)
        return made

    # Letters

    def insert(
        self, paragraph: Element, at: int, text: str, like: int | None, look: str = ""
    ) -> None:
        """Type `text` before letter `at`, looking as letter `like` does (None: plain) or `look`."""
        run = w("r")
        atoms = atoms_of(paragraph)
        if like is not None:
            before = atoms[like].run.find(f"{W}rPr")
            if before is not None:
                run.append(_without_change(before))
        for name in look.split():
            set_property(run, name)
        node = w("t")
        node.text = text
        node.set(f"{XML}space", "preserve")
        run.append(node)
        self.put(paragraph, at, run)

    def put(self, paragraph: Element, at: int, run: Element) -> None:
        """Put a run before letter `at`, recorded where changes are."""
        place = _place(paragraph, at)
        place(self._inserted(run, place))

    def _inserted(self, run: Element, place: Callable[[Element], None]) -> Element:
        if not self.recorded:
            return run
        made = self.mark("ins")
        made.append(run)
        return made

    def delete(self, paragraph: Element, start: int, end: int) -> None:
        """Delete letters, whole fields with their codes, links with their words."""
        if start >= end:
            return
        split_at(paragraph, end)
        split_at(paragraph, start)
        atoms = atoms_of(paragraph)[start:end]
        runs: list[Element] = []
        for atom in atoms:
            for run in atom.field.runs if atom.field else [atom.run]:
                if all(run is not each for each in runs):
                    runs.append(run)
        for run in runs:
            self.delete_run(run)

    def delete_run(self, run: Element) -> None:
        parent = run.getparent()
        assert parent is not None
        own = parent.tag in (f"{W}ins", f"{W}moveTo")
        if not self.recorded or (own and parent.get(f"{W}author") == self.author):
            parent.remove(run)
            _drop_empty(parent)
            return
        for node in run.iter(f"{W}t"):
            node.tag = f"{W}delText"
        for node in run.iter(f"{W}instrText"):
            node.tag = f"{W}delInstrText"
        before = run.getprevious()
        if (
            before is not None
            and before.tag == f"{W}del"
            and before.get(f"{W}author") == self.author
        ):
            before.append(run)
            return
        made = self.mark("del")
        parent.replace(run, made)
        made.append(run)

    def set_look(self, paragraph: Element, start: int, end: int, name: str, *, on: bool) -> None:
        """Make letters bold or italic, or not."""
        split_at(paragraph, end)
        split_at(paragraph, start)
        seen: list[Element] = []
        for atom in atoms_of(paragraph)[start:end]:
            if any(atom.run is each for each in seen):
                continue
            seen.append(atom.run)
            self._restyle_run(atom.run, name, on)

    def _restyle_run(self, run: Element, name: str, on: bool) -> None:
        properties = run.find(f"{W}rPr")
        before = w("rPr") if properties is None else _without_change(properties)
        inserted = run.getparent() is not None and run.getparent().tag == f"{W}ins"  # type: ignore[union-attr]
        if on:
            set_property(run, name)
        elif properties is not None:
            for tag in (name, f"{name}Cs"):
                for each in properties.findall(f"{W}{tag}"):
                    properties.remove(each)
        if self.recorded and not inserted:
            properties = run.find(f"{W}rPr")
            if properties is not None and properties.find(f"{W}rPrChange") is None:
                change = self.mark("rPrChange")
                change.append(before)
                properties.append(change)

    # Paragraphs

    def new_paragraph(self, like: Element, text: str) -> Element:
        """A paragraph with the properties of another, in no place yet."""
        made = w("p")
        properties = like.find(f"{W}pPr")
        if properties is not None:
            made.append(_bare_properties(properties))
        run = w("r")
        node = w("t")
        node.text = text
        node.set(f"{XML}space", "preserve")
        run.append(node)
        made.append(self.mark("ins") if self.recorded else run)
        if self.recorded:
            made[-1].append(run)
            self.mark_paragraph(made, "ins")
        return made

    def mark_paragraph(self, paragraph: Element, name: str) -> None:
        """Record that a paragraph's end was typed or deleted."""
        properties = properties_of(paragraph)
        runs = properties.find(f"{W}rPr")
        if runs is None:
            runs = w("rPr")
            put_in_order(properties, runs, _PARAGRAPH)
        if runs.find(f"{W}{name}") is None:
            runs.insert(0, self.mark(name))

    def type_after(self, paragraph: Element, text: str, style_of: Element) -> Element:
        """Enter at a paragraph's end, then typing: the old end is new, as Word has it."""
        made = self.new_paragraph(style_of, text)
        old = paragraph.find(f"{W}pPr")
        if self.recorded and (old is None or old.find(f"{W}rPr/{W}ins") is None):
            own = made.find(f"{W}pPr/{W}rPr")
            assert own is not None
            own.remove(own[0])
            change = None if old is None else old.find(f"{W}pPrChange")
            if change is not None:
                put_in_order(properties_of(made), copy.deepcopy(change), _PARAGRAPH)
            self.mark_paragraph(paragraph, "ins")
        paragraph.addnext(made)
        return made

    def delete_paragraph(self, paragraph: Element) -> None:
        parent = paragraph.getparent()
        assert parent is not None
        mark = paragraph.find(f"{W}pPr/{W}rPr/{W}ins")
        if not self.recorded or (
            mark is not None
            and mark.get(f"{W}author") == self.author
            and not paragraph.findall(f"{W}del")
        ):
            parent.remove(paragraph)
            return
        self.delete(paragraph, 0, len(atoms_of(paragraph)))
        self.mark_paragraph(paragraph, "del")

    def split(self, paragraph: Element, at: int) -> Element:
        """Enter before letter `at`: the second half, which follows."""
        split_at(paragraph, at)
        atoms = atoms_of(paragraph)
        first = _outermost(atoms[at], paragraph)
        made = w("p")
        properties = paragraph.find(f"{W}pPr")
        if properties is not None:
            made.append(copy.deepcopy(properties))
        for each in [first, *first.itersiblings()]:
            made.append(each)
        paragraph.addnext(made)
        if self.recorded:
            for old in paragraph.findall(f"{W}pPr/{W}rPr/{W}ins"):
                old.getparent().remove(old)  # type: ignore[union-attr]
            self.mark_paragraph(paragraph, "ins")
        return made

    def join(self, paragraph: Element, following: Element) -> None:
        """Delete the end of a paragraph."""
        own = paragraph.find(f"{W}pPr/{W}rPr/{W}ins")
        if self.recorded and (own is None or own.get(f"{W}author") != self.author):
            self.mark_paragraph(paragraph, "del")
            return
        for each in list(following):
            if each.tag != f"{W}pPr":
                paragraph.append(each)
        parent = following.getparent()
        assert parent is not None
        parent.remove(following)

    def restyle(self, paragraph: Element, change: Callable[[Element], None]) -> None:
        """Change a paragraph's properties."""
        properties = properties_of(paragraph)
        before = _bare_properties(properties)
        change(properties)
        is_new = properties.find(f"{W}rPr/{W}ins") is not None
        if self.recorded and not is_new and properties.find(f"{W}pPrChange") is None:
            made = self.mark("pPrChange")
            made.append(before)
            put_in_order(properties, made, _PARAGRAPH)

    def move(self, paragraph: Element, after: Element, *, ranges: bool) -> Element:
        """Cut a paragraph and paste it below another; with `ranges` recorded as a move."""
        made = copy.deepcopy(paragraph)
        if not self.recorded:
            after.addnext(paragraph)
            return paragraph
        _forget_bookmarks(made)
        for each in list(made.iter(f"{W}del")):  # what was deleted is not copied along
            each.getparent().remove(each)
        self._wrap(made, "moveTo" if ranges else "ins")
        self._wrap(paragraph, "moveFrom" if ranges else "del")
        after.addnext(made)
        if ranges:
            name = f"move{next(self._ids)}"
            self._enclose(paragraph, "moveFrom", name)
            self._enclose(made, "moveTo", name)
        return made

    def _wrap(self, paragraph: Element, name: str) -> None:
        if name == "del":
            self.delete(paragraph, 0, len(atoms_of(paragraph)))
        else:
            for run in {id(a.run): a.run for a in _all_runs(paragraph)}.values():
                parent = run.getparent()
                assert parent is not None
                made = self.mark(name)
                parent.replace(run, made)
                made.append(run)
        self.mark_paragraph(paragraph, name)

    def _enclose(self, paragraph: Element, name: str, move: str) -> None:
        begin = self.mark(f"{name}RangeStart")
        begin.set(f"{W}name", move)
        begin.set(f"{W}date", self.day or "2023-02-01T09:30:00Z")  # the schema wants one here
        end = w(f"{name}RangeEnd", id=begin.get(f"{W}id", ""))
        properties_of(paragraph).addnext(begin)
        paragraph.append(end)


def _all_runs(paragraph: Element) -> list[Atom]:
    """A stand-in for every run that stands, those without letters too."""
    from atoms import runs_of

    return [Atom("", run, 0, run) for run, _ in runs_of(paragraph, "accepted")]


def _forget_bookmarks(paragraph: Element) -> None:
    for each in [*paragraph.iter(f"{W}bookmarkStart"), *paragraph.iter(f"{W}bookmarkEnd")]:
        each.getparent().remove(each)  # type: ignore[union-attr]


def properties_of(paragraph: Element) -> Element:
    found = paragraph.find(f"{W}pPr")
    if found is None:
        found = w("pPr")
        paragraph.insert(0, found)
    return found


def put_in_order(parent: Element, child: Element, order: tuple[str, ...]) -> None:
    """Put a property where the schema wants it."""
    rank = order.index(child.tag.removeprefix(W))
    for n, each in enumerate(parent):
        name = each.tag.removeprefix(W)
        if name in order and order.index(name) > rank:
            parent.insert(n, child)
            return
    parent.append(child)


def set_property(run: Element, name: str) -> None:
    """Make a run bold ("b") or italic ("i")."""
    properties = run.find(f"{W}rPr")
    if properties is None:
        properties = w("rPr")
        run.insert(0, properties)
    for tag in (name, f"{name}Cs"):
        if properties.find(f"{W}{tag}") is None:
            put_in_order(properties, w(tag), RUN_PROPERTIES)


def _without_change(properties: Element) -> Element:
    made = copy.deepcopy(properties)
    for each in made.findall(f"{W}rPrChange"):
        made.remove(each)
    return made


def _bare_properties(properties: Element) -> Element:
    """Paragraph properties as a change keeps them: no marks, no section."""
    made = copy.deepcopy(properties)
    for name in ("rPr", "sectPr", "pPrChange"):
        for each in made.findall(f"{W}{name}"):
            made.remove(each)
    return made


def split_at(paragraph: Element, at: int) -> None:
    """See to it that a run begins at letter `at`."""
    atoms = atoms_of(paragraph)
    if not 0 < at < len(atoms) or atoms[at].run is not atoms[at - 1].run:
        return
    atom = atoms[at]
    made = w("r")
    properties = atom.run.find(f"{W}rPr")
    if properties is not None:
        made.append(copy.deepcopy(properties))
    following = list(atom.node.itersiblings())
    if atom.index:
        node = copy.copy(atom.node)
        text = atom.node.text or ""
        atom.node.text, node.text = text[: atom.index], text[atom.index :]
        for each in (atom.node, node):
            each.set(f"{XML}space", "preserve")
        made.append(node)
    else:
        made.append(atom.node)
    for each in following:
        made.append(each)
    atom.run.addnext(made)


def _place(paragraph: Element, at: int) -> Callable[[Element], None]:
    """Where what is typed before letter `at` goes: not into a field, and not into a link's edge."""
    split_at(paragraph, at)
    atoms = atoms_of(paragraph)
    if not atoms:
        return paragraph.append
    if at == 0:
        return _edge(atoms[0], paragraph, None, first=True).addprevious
    left = atoms[at - 1]
    right = atoms[at] if at < len(atoms) else None
    return _edge(left, paragraph, right, first=False).addnext


def _edge(atom: Atom, paragraph: Element, other: Atom | None, *, first: bool) -> Element:
    """The element beside which something new stands."""
    run = atom.run
    if atom.field is not None and (other is None or other.field is not atom.field):
        run = atom.field.runs[0 if first else -1]
    if atom.link is not None and (other is None or other.link is not atom.link):
        run = atom.link
    parent = run.getparent()
    while parent is not None and parent.tag in (f"{W}ins", f"{W}moveTo"):
        if other is not None and other.run.getparent() is parent:
            return _opened(parent, run)
        run, parent = parent, parent.getparent()
    return run


def _opened(parent: Element, run: Element) -> Element:
    """An insertion cut in two after `run`, so that something can stand between: its first half."""
    rest = list(run.itersiblings())
    if rest:
        second = copy.copy(parent)
        for each in list(second):
            second.remove(each)
        for each in rest:
            second.append(each)
        parent.addnext(second)
    return parent


def _outermost(atom: Atom, paragraph: Element) -> Element:
    """The child of the paragraph that a letter's run begins; what is before it in it is cut off."""
    element = atom.field.runs[0] if atom.field is not None else atom.run
    while (parent := element.getparent()) is not paragraph:
        assert parent is not None
        before = list(element.itersiblings(preceding=True))
        if before:
            first = copy.copy(parent)
            for each in list(first):
                first.remove(each)
            for each in reversed(before):
                first.append(each)
            parent.addprevious(first)
        element = parent
    return element


def _drop_empty(parent: Element) -> None:
    while parent.tag in (f"{W}ins", f"{W}hyperlink", f"{W}moveTo") and len(parent) == 0:
        above = parent.getparent()
        assert above is not None
        above.remove(parent)
        parent = above
