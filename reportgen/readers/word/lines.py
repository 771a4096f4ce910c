"""A paragraph of a Word file: its text with what marks it, its style, list and changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reportgen.readers.word.drawings import chosen_way, drawn_in
from reportgen.readers.word.elements import NAMES, attribute, child, is_on, texts_in
from reportgen.readers.word.elsewhere import ELSEWHERE, tell_elsewhere
from reportgen.readers.word.fields import Fields, raised
from reportgen.readers.word.layout import Layout, layout_of
from reportgen.readers.word.line import Line
from reportgen.readers.word.numbering import Listed
from reportgen.readers.word.run_looks import HIDDEN, RAISED, RunLooks, marks_of
from reportgen.readers.word.segments import Mark, Marks, Segments
from reportgen.readers.word.sources import Place
from reportgen.readers.word.story import CHANGES, Drawn, Part
from reportgen.readers.word.symbols import character_of, in_font

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_CHARACTERS = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}
_DRAWN = frozenset(["drawing", "pict", "object"])
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_IN_RUNS = frozenset(["t", "sym", *_CHARACTERS, *_DRAWN])
_SILENT = frozenset(
    ["pPr", "rPr", "proofErr", "footnoteRef", "endnoteRef", "annotationRef", "sdtPr", "sdtEndPr",
     "lastRenderedPageBreak", "permStart", "permEnd", "commentReference", "fldData",
     "smartTagPr", "customXmlPr", "ctrlPr", "ffData"]
)  # fmt: skip


class Lines:
    """Reads the paragraphs of a part one after the other; fields run on between them."""

    def __init__(self, part: Part, root: Element) -> None:
        self._part = part
        self._story = part.story
        self._gone = part.story.gone
        self._fields = Fields(root)
        self._links: list[Mark] = []
        self._changes: list[Mark] = []
        self._looks = RunLooks(part.story)
        self._known: dict[tuple[object, ...], Marks] = {}
        self._marks: Marks = ()
        self._segments = Segments(self._story.file)
        self._drawn: list[Drawn] = []
        self._hidden = False
        self._move = ""
        self._names_here: list[str] = []
        self._handlers: dict[str, Callable[[Element], None]] = {
            "r": self._run,
            "hyperlink": self._hyperlink,
            "fldSimple": self._simple_field,
            "AlternateContent": self._alternate,
            "bookmarkStart": self._bookmark,
            "commentRangeStart": self._begin_remark,
            "commentRangeEnd": self._end_remark,
            "moveFromRangeStart": self._begin_move,
            "moveToRangeStart": self._begin_move,
            "moveFromRangeEnd": self._end_move,
            "moveToRangeEnd": self._end_move,
            "oMath": self._formula,
            **dict.fromkeys(
                ELSEWHERE, lambda each: tell_elsewhere(each, part, self._segments.here)
            ),
            **dict.fromkeys(CHANGES, self._changed),
        }

    def read(self, element: Element) -> Line | None:
        """The paragraph, None where its end is not of this version: it goes on in the next."""
        self._begin()
        layout = layout_of(element, self._story)
        self._into(element)
        self._story.revisions.note_properties(child(element, "pPr"), self._segments.here)
        self._story.remarks.hear(" ")
        return None if layout.joined else self._finished(layout)

    def rest(self) -> Line | None:
        """What is left of paragraphs whose ends are not of this version, None for nothing."""
        return self._finished(Layout()) if self._segments.all or self._drawn else None

    def between(self, element: Element) -> None:
        """A mark that stands between paragraphs: a bookmark for one. It is of the next."""
        handler = self._handlers.get(NAMES[element.tag])
        if handler is not None:
            self._segments.begin(
                self._part.note_at.line if self._part.note_at else self._story.paragraphs + 1
            )
            handler(element)

    def _begin(self) -> None:
        note_at = self._part.note_at
        if note_at is None:
            self._story.paragraphs += 1
        self._segments.begin(note_at.line if note_at else self._story.paragraphs)

    def _finished(self, layout: Layout) -> Line:
        segments, drawn = self._segments, tuple(self._drawn)
        self._segments = Segments(self._story.file)
        self._segments.begin(segments.line)
        self._drawn = []
        move, self._move = self._move or self._story.move, ""
        text = segments.text()
        self._name_values(segments, layout)
        listed = self._listed(layout) if text.strip() or segments.has_nodes or drawn else None
        return Line(
            number=segments.line,
            layout=layout,
            listed=listed,
            segments=segments,
            text=text,
            drawn=drawn,
            size=self._looks.largest(),
            move=move,
            in_note=self._part.note_at is not None,
        )

    def _name_values(self, segments: Segments, layout: Layout) -> None:
        """Say of computed values what they came from, where the file is ours and says so."""
        if self._story.sources.known:
            kind = layout.look.kind
            names = self._story.names_at.get(segments.line, ())
            place: Place = kind if kind in ("caption", "note") else ""
            self._story.sources.fill(segments, names, place, self._part.note_number)

    def _listed(self, layout: Layout) -> Listed | None:
        """The place in its list; one that counts nothing and shows nothing is none."""
        if not layout.list_id:
            return None
        level = self._story.numbering.level(layout.list_id, layout.list_level)
        if level is None:
            return None
        number = self._story.numbering.count(layout.list_id, layout.list_level)
        if not level.shown:
            return None
        return self._story.numbering.listed(layout.list_id, layout.list_level, number)

    # What stands in a paragraph.

    def _into(self, element: Element) -> None:
        for each in element:
            name = NAMES[each.tag]
            handler = self._handlers.get(name)
            if handler is not None:
                handler(each)
            elif name in _DRAWN:
                self._draw(each)
            elif name == "rt":  # how what stands below it is pronounced
                self._story.account.lose("hidden", self._segments.here)
            elif name not in _SILENT:
                self._into(each)

    def _run(self, run: Element) -> None:
        look = self._looks.plain()
        for each in run:
            name = NAMES[each.tag]
            if name == "t":
                self._mark(look)
                self._text(each.text or "")
            elif name == "rPr":
                look = self._looks.read(each)
                self._tell_ornaments()
            elif name in _CHARACTERS:
                self._mark(look)
                self._add(_CHARACTERS[name])
            else:
                self._mark(look)
                self._rare(name, each)

    def _rare(self, name: str, element: Element) -> None:
        """What seldom stands in a run."""
        match name:
            case "fldChar":
                self._field_character(element)
                self._box_of_form(element)
            case "instrText" | "delInstrText":
                self._fields.code(element.text or "")
            case "delText":
                if "del" not in self._gone:
                    self._text(element.text or "")
            case "sym":
                self._symbol(element)
            case "footnoteReference" | "endnoteReference":
                self._note(_NOTES[name], element)
            case "drawing" | "pict" | "object":
                self._draw(element)
            case "AlternateContent":
                self._alternate(element)
            case _ if name not in _SILENT:
                self._into(element)

    def _mark(self, look: int) -> None:
        """Let what follows stand in what is open here, and look so."""
        fields = self._fields.state.marks
        if fields and look & RAISED:
            fields = tuple(map(raised, fields))
        key = (look, fields, *self._links, *self._changes)
        known = self._known.get(key)
        if known is None:
            self._story.refer((*fields, *self._links))
            known = (*self._changes, *self._links, *fields, *marks_of(look))
            self._known[key] = known
        self._marks = known
        self._hidden = bool(look & HIDDEN)

    def _tell_ornaments(self) -> None:
        if self._looks.ornamented and not self._links:
            self._story.account.lose("formatting", self._segments.here)

    def _text(self, text: str) -> None:
        if self._looks.font:
            text = in_font(self._looks.font, text)
        if "\n" in text or "\r" in text:
            text = text.replace("\r", " ").replace("\n", " ")
        self._add(text)

    def _add(self, text: str) -> None:
        if self._fields.state.hidden or not text:
            return
        if self._hidden:
            self._story.account.lose("hidden", self._segments.here)
            return
        self._segments.add(text, self._marks)
        self._names_here.clear()
        self._story.remarks.hear(text)

    def _symbol(self, element: Element) -> None:
        code = attribute(element, "char")
        try:
            character = character_of(attribute(element, "font"), int(code, 16))
        except ValueError:
            character = ""
        if not character:
            self._story.account.lose("symbol", self._segments.here)
        self._add(character)

    def _field_character(self, element: Element) -> None:
        before = self._fields.made_anew
        self._fields.character(element)
        if self._fields.made_anew > before:
            self._story.account.lose("contents", self._segments.here)

    def _box_of_form(self, element: Element) -> None:
        """A box of a form that can be ticked shows no text of its own."""
        box = child(element, "ffData", "checkBox")
        if box is not None:
            state = child(box, "checked")
            state = child(box, "default") if state is None else state
            self._segments.add("☒" if state is not None and is_on(state) else "☐", ())

    def _note(self, kind: str, element: Element) -> None:
        if self._fields.state.hidden:
            return
        note = self._part.note_of(kind, attribute(element, "id"), self._segments.here)
        if note is not None:
            self._segments.put(note, (*self._changes,))
            self._story.noted.update(dict.fromkeys(self._names_here, note))
            self._story.notes.setdefault(note.label, note)

    def _draw(self, element: Element) -> None:
        if self._fields.state.contents:
            return
        self._drawn += drawn_in(element, self._segments.here)

    def _alternate(self, element: Element) -> None:
        way = chosen_way(element)
        if way is None:
            return
        if any(NAMES[each.tag] in _IN_RUNS for each in way):
            self._run(way)
        else:
            self._into(way)

    def _changed(self, element: Element) -> None:
        name, begin = NAMES[element.tag], self._segments.here
        if name in self._gone:
            self._story.gone_notes |= _marks_in(element)
        elif self._story.changes == "tracked":
            self._changes.append(Mark(CHANGES[name]))
            self._into(element)
            self._changes.pop()
        else:
            self._into(element)
        self._story.revisions.note(element, begin.until(self._segments.here))

    def _hyperlink(self, element: Element) -> None:
        target = self._target(element)
        if not target:
            self._into(element)
            return
        self._links.append(Mark("link", target))
        self._into(element)
        self._links.pop()

    def _target(self, element: Element) -> str:
        link = self._part.links.get(attribute(element, "id"))
        anchor = attribute(element, "anchor")
        if link is None:
            return f"#{anchor}" if anchor else ""
        return f"{link.target}#{anchor}" if anchor and "#" not in link.target else link.target

    def _simple_field(self, element: Element) -> None:
        depth = self._fields.begin_simple(attribute(element, "instr"))
        self._into(element)
        self._fields.end_simple(depth)

    def _formula(self, element: Element) -> None:
        self._mark(0)
        self._story.account.lose("formula", self._segments.here)
        self._add(texts_in(element, self._gone))

    def _bookmark(self, element: Element) -> None:
        name = attribute(element, "name")
        self._story.name_place(name, self._segments.line)
        self._names_here.append(name)

    def _begin_move(self, element: Element) -> None:
        self._story.move = self._move = attribute(element, "name")

    def _end_move(self, _element: Element) -> None:
        self._story.move = ""

    def _begin_remark(self, element: Element) -> None:
        self._story.remarks.begin(attribute(element, "id"), self._segments.here)

    def _end_remark(self, element: Element) -> None:
        self._story.remarks.end(attribute(element, "id"))


def _marks_in(element: Element) -> set[tuple[str, str]]:
    """The notes whose marks stand in `element`, by kind and id."""
    marks = (each for each in element.iter() if NAMES[each.tag] in _NOTES)
    return {(_NOTES[NAMES[each.tag]], attribute(each, "id")) for each in marks}
