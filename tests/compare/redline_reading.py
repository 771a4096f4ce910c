"""Reads a redline back as Word would, all changes accepted or all rejected; and through pandoc."""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from io import BytesIO
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
COME = ("ins", "moveTo")
GONE = ("del", "moveFrom")


def w(name: str) -> str:
    return f"{W}{name}"


def texts(package: bytes, *, accept: bool = True) -> list[str]:
    """The paragraphs outside the contents: row and cell marked, footnotes where their marks are."""
    with ZipFile(BytesIO(package)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
        notes = {}
        if "word/footnotes.xml" in archive.namelist():
            root = _resolved(etree.fromstring(archive.read("word/footnotes.xml")), accept=accept)
            for note in root.iter(w("footnote")):
                notes[note.get(w("id"))] = "¶".join(_text(p, {}) for p in note.iter(w("p")))
    for contents in list(body.iter(w("sdt"))):
        contents.getparent().remove(contents)
    return [_place(p) + _text(p, notes) for p in _resolved(body, accept=accept).iter(w("p"))]


def _place(paragraph) -> str:
    """The style, without which a heading would be like a paragraph; the list level."""
    style = paragraph.find(f"{w('pPr')}/{w('pStyle')}").get(w("val"))
    level = paragraph.find(f"{w('pPr')}/{w('numPr')}/{w('ilvl')}")
    row = next(paragraph.iterancestors(w("tr")), None)
    cell = "" if row is None else f" {row.getparent().index(row)}"
    return f"[{style}{'' if level is None else ' ' + level.get(w('val'))}{cell}] "


def _text(paragraph, notes: dict[str, str]) -> str:
    return "".join(_shown(node, notes) for run in paragraph.iter(w("r")) for node in run)


def _shown(node, notes: dict[str, str]) -> str:
    if node.tag == w("t"):
        return node.text or ""
    if node.tag == w("footnoteReference"):
        return f"[^{notes.get(node.get(w('id')), '')}]"
    if node.tag == w("drawing"):
        return f"[bild: {next(node.iter('{*}docPr')).get('descr')}]"
    signs = {"br": "\n", "tab": "\t", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
    return signs.get(etree.QName(node).localname, "")


def _resolved(root, *, accept: bool):
    gone = GONE if accept else COME
    for row in list(root.iter(w("tr"))):
        if any(row.find(f"{w('trPr')}/{w(each)}") is not None for each in gone):
            row.getparent().remove(row)
    for table in list(root.iter(w("tbl"))):
        if table.find(w("tr")) is None:
            table.getparent().remove(table)
    marks = [f"{w('pPr')}/{w('rPr')}/{w(each)}" for each in gone]
    dead = [p for p in root.iter(w("p")) if any(p.find(mark) is not None for mark in marks)]
    for change in [node for each in gone for node in root.iter(w(each))]:
        if change.getparent() is not None and change.getparent().tag not in (w("rPr"), w("trPr")):
            change.getparent().remove(change)
    for paragraph in dead:
        # What is left of it would join the next paragraph.
        assert not list(paragraph.iter(w("r")))
        paragraph.getparent().remove(paragraph)
    for deleted in list(root.iter(w("delText"))):
        deleted.tag = w("t")
    return root


# Another reader


def pandoc(package: bytes, changes: str = "accept") -> list[str]:
    """The paragraphs as pandoc reads them, with emphasis, links and footnotes.

    It knows neither changed rows nor that a heading's paragraph mark can go: it leaves an empty
    row and an empty heading, which are passed over here. The reader above tells those.
    """
    import pypandoc

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rapport.docx"
        file.write_bytes(_without_contents(package))
        program = pypandoc.get_pandoc_path()
        arguments = [f"--track-changes={changes}", "-f", "docx", "-t", "json", str(file)]
        done = subprocess.run([program, *arguments], capture_output=True, check=True)
    found: list[str] = []
    _walk(json.loads(done.stdout)["blocks"], "", found)
    return [each for each in found if not each.endswith("] ")]


def _without_contents(package: bytes) -> bytes:
    """The contents are a field that Word makes anew; pandoc would print it."""
    made = BytesIO()
    with ZipFile(BytesIO(package)) as old, ZipFile(made, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                content = re.sub(rb"<w:sdt>.*?</w:sdt>", b"", content, flags=re.DOTALL)
            new.writestr(name, content)
    return made.getvalue()


def _walk(nodes, where: str, found: list[str]) -> None:
    for node in nodes:
        match node:
            case {"t": "Para" | "Plain", "c": inlines}:
                found.append(f"[{where}] {_line(inlines)}")
            case {"t": "Header", "c": [level, _, inlines]}:
                found.append(f"[{where}h{level}] {_line(inlines)}")
            case {"t": "CodeBlock", "c": [_, text]}:
                found.append(f"[{where}code] {text}")
            case {"t": "Table", "c": parts}:
                found += _table(parts, where)
            case {"t": "OrderedList" | "BulletList" | "DefinitionList" as kind, "c": content}:
                _walk_list(kind, content, where, found)
            case {"t": "BlockQuote", "c": blocks}:
                _walk(blocks, f"{where}> ", found)
            case {"t": "Div" | "Figure", "c": [*_, blocks]}:
                _walk(blocks, where, found)
            case _:
                raise AssertionError(node)


def _walk_list(kind: str, content, where: str, found: list[str]) -> None:
    match kind:
        case "OrderedList":
            _walk_items(content[1], f"{where}1. ", found)
        case "BulletList":
            _walk_items(content, f"{where}- ", found)
        case _:
            _walk_definitions(content, where, found)


def _walk_items(items, where: str, found: list[str]) -> None:
    for item in items:
        _walk(item, where, found)


def _walk_definitions(items, where: str, found: list[str]) -> None:
    for term, meanings in items:
        found.append(f"[{where}term] {_line(term)}")
        _walk_items(meanings, f"{where}: ", found)


def _table(parts, where: str) -> list[str]:
    """A table's caption and cells; nothing of one of whose rows none is left."""
    caption: list[str] = []
    cells: list[str] = []
    _walk(_cells(parts), f"{where}table ", cells)
    if any(not each.endswith("] ") for each in cells):
        _walk(parts[1][1], where, caption)
    return [*caption, *cells]


def _cells(parts):
    """The blocks in a table's cells: [attr, caption, columns, head, bodies, foot]."""
    rows = [*parts[3][1], *(row for body in parts[4] for row in (*body[2], *body[3]))]
    return [block for _, cells in rows for cell in cells for block in cell[4]]


def _line(inlines) -> str:
    """The text with what it looks like, however pandoc nests that."""
    runs = [(look, text) for node in inlines for look, text in _runs(node, "")]
    shown = [(look, "".join(text for _, text in run)) for look, run in groupby(runs, itemgetter(0))]
    line = "".join(
        re.sub(r"(\S+)", rf"{look}⟨\1⟩" if look else r"\1", text) for look, text in shown
    )
    return re.sub(r"\s+", " ", line).strip()


_LOOKS = {"Strong": "S", "Emph": "E", "Underline": "", "Subscript": "_", "Superscript": "^"}


def _runs(node, look: str):
    match node:
        case {"t": "Str", "c": text} | {"t": "Code", "c": [_, text]}:
            yield look, text
        case {"t": "Space" | "SoftBreak" | "LineBreak"}:
            yield look, " "
        case {"t": kind, "c": inlines} if kind in _LOOKS:
            inside = "".join(sorted({*look, _LOOKS[kind]} - {""}))
            for each in inlines:
                yield from _runs(each, inside)
        case {"t": "Note", "c": blocks}:
            found: list[str] = []
            _walk(blocks, "", found)
            yield "", f"[^{'¶'.join(found)}]"
        case {"t": "Image", "c": [_, inlines, _]}:
            yield "", f"[bild: {_line(inlines)}]"
        case {"t": "Span" | "Link" | "Quoted", "c": [_, inlines, *_]}:
            for each in inlines:
                yield from _runs(each, look)
        case _:
            raise AssertionError(node)
