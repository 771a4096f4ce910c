"""Reads a redline back as Word would, all changes accepted or all rejected; and through pandoc."""

from __future__ import annotations

import subprocess
import tempfile
from io import BytesIO
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


def pandoc(package: bytes, changes: str = "accept") -> str:
    """The text as pandoc reads it: with headings, lists, tables, emphasis and footnotes."""
    import pypandoc

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rapport.docx"
        file.write_bytes(package)
        program = pypandoc.get_pandoc_path()
        arguments = [f"--track-changes={changes}", "--wrap=none", "-f", "docx", "-t", "markdown"]
        done = subprocess.run(
            [program, *arguments, str(file)], capture_output=True, check=True, encoding="utf-8"
        )
    return done.stdout
