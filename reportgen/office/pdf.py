"""Makes LibreOffice's PDF what PDF/UA-1 asks for, and the same at every build.

LibreOffice 7.4 tags text, tables, lists and pictures well and leaves a few things undone. Each
repair here names the rule of ISO 14289-1 that it is for, as veraPDF numbers them, and none
changes how a page looks. Where a newer LibreOffice does it itself, the repair finds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdf import PdfWriter

# pypdf's objects are dictionaries, lists and numbers of its own; it says of few which they are.
_Object = Any


def finish_pdf(pdf: bytes, day: date) -> bytes:
    """`pdf` by LibreOffice, repaired and dated `day`: the same document gives the same bytes."""
    from pypdf import PdfReader, PdfWriter

    reader = PdfReader(BytesIO(pdf))
    writer = PdfWriter(clone_from=reader)
    writer.pdf_header = reader.pdf_header
    _hide_header_drawings(writer)
    _mark_artifacts(writer)
    _order_tabs(writer)
    _free_standard_tags(writer)
    _tag_title(writer)
    _describe_links(writer)
    notes = _number_notes(writer)
    _tag_links_of_notes(writer, notes)
    _date(writer, day)
    stream = BytesIO()
    writer.write(stream)
    return _identified(stream.getvalue())


# 7.1-3: what is painted is real content or an artifact. LibreOffice leaves the borders and the
# shading of paragraphs outside both; other content it never does, and is not touched here.

_TOKEN = re.compile(
    rb"\((?:\\.|[^\\()])*\)|<<|>>|<[0-9A-Fa-f\s]*>|/[^\s()<>\[\]{}/%]*|[\[\]]|[^\s()<>\[\]{}/%]+"
)
_BEGINS_MARKED = (b"BMC", b"BDC")
_BEGINS_PATH = (b"m", b"re")
_PAINTS = frozenset((b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"))
_ENDS_PATH = _PAINTS | {b"n"}


def _mark_artifacts(writer: PdfWriter) -> None:
    for page in writer.pages:
        _rewrite(page, mark_paths)


def _rewrite(page: _Object, change: Callable[[bytes], bytes]) -> None:
    """Put what `change` makes of the page's content in its place."""
    from pypdf.generic import StreamObject

    contents = page.get_contents()
    old = b"" if contents is None else contents.get_data()
    new = change(old)
    if new != old:
        stream = StreamObject()
        stream.set_data(new)
        page.replace_contents(stream.flate_encode())


def mark_paths(content: bytes) -> bytes:
    """A page's `content` with the paths that are painted outside marked content as artifacts."""
    pieces: list[bytes] = []
    depth = copied = after_operator = 0
    start: int | None = None
    for token in _TOKEN.finditer(content):
        name = token[0]
        if name in _BEGINS_MARKED:
            depth += 1
        elif name == b"EMC":
            depth -= 1
        elif name in _BEGINS_PATH and depth == 0 and start is None:
            start = after_operator
        elif name in _ENDS_PATH and start is not None:
            if name in _PAINTS:
                path = content[start : token.end()].strip()
                pieces += [content[copied:start], b"\n/Artifact BMC\n", path, b"\nEMC"]
                copied = token.end()
            start = None
        if name[:1].isalpha():
            after_operator = token.end()
    return b"".join((*pieces, content[copied:]))


def _hide_header_drawings(writer: PdfWriter) -> None:
    """Drawings in headers and footers are artifacts, as the text there is already.

    LibreOffice makes them figures beside the document, so that the edge of the cover, which is
    decoration, would be read before the title.
    """
    children = _as_list(_tree(writer)["/K"].get_object())
    for reference in list(children):
        drawing = reference.get_object()
        marks = _as_list(drawing["/K"].get_object()) if "/K" in drawing else []
        if drawing.get("/S") != "/Figure" or not all(isinstance(mark, int) for mark in marks):
            continue
        children.remove(reference)
        for mark in marks:
            _hide(writer, drawing["/Pg"].get_object(), mark)


def _hide(writer: PdfWriter, page: _Object, mark: int) -> None:
    """Make an artifact of the figure with that number on `page`."""
    from pypdf.generic import NullObject

    figure = re.compile(rb"/Figure\s*<<\s*/MCID %d\s*>>\s*BDC" % mark)
    _rewrite(page, lambda content: figure.sub(b"/Artifact BMC", content))
    parents = _parents(writer)
    of_page = parents[parents.index(page["/StructParents"]) + 1].get_object()
    of_page[mark] = NullObject()


def _order_tabs(writer: PdfWriter) -> None:
    """7.18.3-1: the tab key goes through a page in the order of its structure."""
    from pypdf.generic import NameObject

    for page in writer.pages:
        if "/Annots" in page:
            page[NameObject("/Tabs")] = NameObject("/S")


# A style of the same name as one of these becomes an alias that 7.1-7 forbids.
_STANDARD_TAGS = frozenset(
    f"/{name}"
    for name in (
        *("Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI"),
        *("Index", "NonStruct", "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6"),
        *("L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot"),
        *("Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby"),
        *("RB", "RT", "RP", "Warichu", "WT", "WP", "Figure", "Formula", "Form"),
    )
)


def _free_standard_tags(writer: PdfWriter) -> None:
    """7.1-7: a standard tag means what the standard says; a paragraph of a quote is one."""
    from pypdf.generic import NameObject

    roles: _Object = _tree(writer).get("/RoleMap", {}).get_object()
    aliases = {name for name in roles if name in _STANDARD_TAGS}
    for name in aliases:
        del roles[name]
    if "/Quote" in aliases:
        for element in _elements(_tree(writer)):
            if element.get("/S") == "/Quote":
                element[NameObject("/S")] = NameObject("/BlockQuote")


def _tag_title(writer: PdfWriter) -> None:
    """The title on the cover is the document's first heading, not one more paragraph."""
    from pypdf.generic import NameObject

    roles: _Object = _tree(writer).get("/RoleMap", {}).get_object()
    if "/Title" in roles:
        roles[NameObject("/Title")] = NameObject("/H1")


def _describe_links(writer: PdfWriter) -> None:
    """7.18.5-2: a link says where it leads, also one in a deleted text, which has no text."""
    from pypdf.generic import NameObject, TextStringObject

    for annotation in _annotations(writer):
        if annotation.get("/Subtype") == "/Link" and not annotation.get("/Contents"):
            address = str(annotation.get("/A", {}).get("/URI", "")) or "…"
            annotation[NameObject("/Contents")] = TextStringObject(address)


def _number_notes(writer: PdfWriter) -> list[_Object]:
    """7.9-1: every footnote has an ID; returns their elements in reading order."""
    from pypdf.generic import NameObject, TextStringObject

    notes = [element for element in _elements(_tree(writer)) if element.get("/S") == "/Note"]
    for number, note in enumerate(notes, 1):
        if not note.get("/ID"):
            note[NameObject("/ID")] = TextStringObject(f"note{number}")
    return notes


def _tag_links_of_notes(writer: PdfWriter, notes: list[_Object]) -> None:
    """7.18.5-1: the link from a footnote back to its mark belongs to the footnote."""
    parents = _parents(writer)
    for page in writer.pages:
        for reference in page.get("/Annots", ()):
            annotation: _Object = reference.get_object()
            number = str(annotation.get("/Contents", ""))
            is_link = annotation.get("/Subtype") == "/Link" and "/StructParent" not in annotation
            if is_link and number.isdecimal() and 0 < int(number) <= len(notes):
                _tag_link(writer, reference, page, notes[int(number) - 1], parents)


def _tag_link(
    writer: PdfWriter, link: _Object, page: _Object, note: _Object, parents: _Object
) -> None:
    """Put a link element for the annotation `link` first in `note`, and into the parent tree."""
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject

    here = {NameObject("/Pg"): page.indirect_reference}
    to_link = {NameObject("/Type"): NameObject("/OBJR"), NameObject("/Obj"): link, **here}
    fields = {
        NameObject("/Type"): NameObject("/StructElem"),
        NameObject("/S"): NameObject("/Link"),
        NameObject("/P"): note.indirect_reference,
        NameObject("/K"): ArrayObject([DictionaryObject(to_link)]),
        **here,
    }
    element = writer._add_object(DictionaryObject(fields))  # noqa: SLF001
    children = note.get("/K")
    children = children.get_object() if children is not None else ArrayObject()
    if not isinstance(children, list):
        children = ArrayObject([note["/K"]])
    note[NameObject("/K")] = ArrayObject([element, *children])
    key = NumberObject(max(parents[0::2], default=-1) + 1)
    parents += [key, element]
    link.get_object()[NameObject("/StructParent")] = key


# What LibreOffice takes from the clock: dates, and identifiers made from them.

_CREATED = re.compile(rb"(<xmp:(?:Create|Modify|Metadata)Date>)[^<]*")
_IDENTIFIERS = re.compile(rb"(/ID \[ )<[0-9a-f]{32}> <[0-9a-f]{32}>")


def _date(writer: PdfWriter, day: date) -> None:
    writer.add_metadata({"/CreationDate": f"D:{day:%Y%m%d}000000Z"})
    metadata: _Object = writer.root_object["/Metadata"].get_object()
    stamp = rb"\g<1>" + f"{day.isoformat()}T00:00:00Z".encode()
    metadata.set_data(_CREATED.sub(stamp, metadata.get_data()))


def _identified(pdf: bytes) -> bytes:
    """`pdf` with identifiers made of its content."""
    nameless = _IDENTIFIERS.sub(rb"\g<1>", pdf)
    name = sha256(nameless).hexdigest()[:32].encode()
    return _IDENTIFIERS.sub(rb"\g<1><" + name + b"> <" + name + b">", pdf)


def _tree(writer: PdfWriter) -> _Object:
    return writer.root_object["/StructTreeRoot"].get_object()


def _parents(writer: PdfWriter) -> _Object:
    """Keys and structure elements by turns: what belongs to a page's or an annotation's key."""
    return _tree(writer)["/ParentTree"].get_object()["/Nums"].get_object()


def _elements(parent: _Object) -> Iterator[_Object]:
    """The structure elements below `parent` in reading order, parents first."""
    waiting = [parent]
    while waiting:
        element = waiting.pop()
        if element is not parent:
            yield element
        children = element.get("/K")
        children = children.get_object() if children is not None else []
        found = [each.get_object() for each in _as_list(children)]
        waiting += [each for each in reversed(found) if _is_element(each)]


def _as_list(children: _Object) -> list[_Object]:
    return children if isinstance(children, list) else [children]


def _is_element(child: _Object) -> bool:
    return isinstance(child, dict) and "/S" in child


def _annotations(writer: PdfWriter) -> Iterator[_Object]:
    for page in writer.pages:
        for reference in page.get("/Annots", ()):
            yield reference.get_object()
