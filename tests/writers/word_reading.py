"""Reads a built Word file back the way the tests look at it: parts, paragraphs, changes."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from reportgen.writers.word import WordOptions, write_word

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
BODY = "word/document.xml"


def built(document, pictures=None, **options) -> bytes:
    import word_sample

    target = BytesIO()
    chosen = word_sample.PICTURES if pictures is None else pictures
    write_word(document, chosen, target, WordOptions(**options))
    return target.getvalue()


def files(package: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(package)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def part(package: bytes, name: str = BODY):
    return etree.fromstring(files(package)[name])


def w(name: str) -> str:
    return f"{W}{name}"


def text_of(paragraph) -> str:
    """What a reader sees of a paragraph, without field codes and marks; a picture is U+FFFC."""
    shown = {
        w("drawing"): "\ufffc",
        w("br"): "\n",
        w("tab"): "\t",
        w("noBreakHyphen"): "\u2011",
        w("softHyphen"): "\u00ad",
    }
    return "".join(
        shown.get(node.tag, node.text or "" if node.tag == w("t") else "")
        for run in _without_further_marks(paragraph.iter(w("r")))
        for node in run
    )


def _without_further_marks(runs):
    """The runs but for the numbers that more marks of a footnote show."""
    inside = False
    for run in runs:
        codes = [*run.iter(w("instrText")), *run.iter(w("delInstrText"))]
        inside = inside or any(code.text.startswith(" NOTEREF ") for code in codes)
        if not inside:
            yield run
        end = run.find(w("fldChar"))
        inside = inside and (end is None or end.get(w("fldCharType")) != "end")


def paragraphs(root) -> list[str]:
    """The texts of the paragraphs outside the contents."""
    return [text_of(p) for p in root.iter(w("p")) if not list(p.iterancestors(w("sdt")))]


def codes(root) -> list[str]:
    """The instructions of the fields that are there."""
    return [it.text.strip() for it in root.iter(w("instrText"))]


def style_of(paragraph) -> str:
    return paragraph.find(f"{w('pPr')}/{w('pStyle')}").get(w("val"))


def resolve_changes(root, *, accept: bool):
    """Accept or reject all tracked changes, as Word does; returns `root`."""
    gone = "del" if accept else "ins"
    for row in list(root.iter(w("tr"))):
        if row.find(f"{w('trPr')}/{w(gone)}") is not None:
            row.getparent().remove(row)
    for table in list(root.iter(w("tbl"))):
        if table.find(w("tr")) is None:
            table.getparent().remove(table)
    for mark in list(root.iter(w("p"))):
        if mark.find(f"{w('pPr')}/{w('rPr')}/{w(gone)}") is not None:
            # Its text joins the next paragraph: nothing may be left of it to join.
            _drop_runs(mark, gone)
            assert text_of(mark) == ""
            mark.getparent().remove(mark)
    _drop_runs(root, gone)
    for deleted in list(root.iter(w("delText"))):
        deleted.tag = w("t")
    return root


def _drop_runs(root, gone: str) -> None:
    for change in list(root.iter(w(gone))):
        if change.getparent() is not None and change.getparent().tag != w("rPr"):
            change.getparent().remove(change)
