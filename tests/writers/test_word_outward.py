"""A template that fetches or runs something when the report is opened is refused, all at once."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from word_reading import built, files
from word_sample import document, par, section
from word_templates import TEMPLATES

from reportgen.diagnostics import ReportError
from reportgen.writers.word.own_template import default_template

RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEADER = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
BINARY = "application/octet-stream"


def with_header(text: str, *links: tuple[str, str, bool]) -> bytes:
    """Our own template with a header that holds `text` and has `links`: kind, target, external."""
    parts = {name: content.decode() for name, content in files(default_template()).items()}
    related = "".join(
        f"<Relationship Id='rId{number}' Type='{RELATIONSHIPS}{kind}' Target='{target}'"
        + (" TargetMode='External'/>" if external else "/>")
        for number, (kind, target, external) in enumerate(links, 1)
    )
    parts["word/hx.xml"] = (
        f"<w:hdr xmlns:w='{WORD}' xmlns:v='urn:schemas-microsoft-com:vml'><w:p>{text}</w:p></w:hdr>"
    )
    parts["word/_rels/hx.xml.rels"] = (
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
        f"{related}</Relationships>"
    )
    main = "word/_rels/document.xml.rels"
    link = f"<Relationship Id='rIdX' Type='{RELATIONSHIPS}header' Target='hx.xml'/>"
    parts[main] = parts[main].replace("</Relationships>", f"{link}</Relationships>")
    types = f"<Override PartName='/word/hx.xml' ContentType='{HEADER}'/>"
    for _kind, target, external in links:
        if not external:
            parts[f"word/{target}"] = "x"
            types += f"<Override PartName='/word/{target}' ContentType='{BINARY}'/>"
    name = "[Content_Types].xml"
    parts[name] = parts[name].replace("</Types>", f"{types}</Types>")
    target_file = BytesIO()
    with ZipFile(target_file, "w") as archive:
        for each, content in parts.items():
            archive.writestr(each, content)
    return target_file.getvalue()


def run(inside: str) -> str:
    return f"<w:r>{inside}</w:r>"


def mark(kind: str) -> str:
    return run(f"<w:fldChar w:fldCharType='{kind}'/>")


def told(text: str) -> str:
    return run(f"<w:instrText>{text}</w:instrText>")


FETCHING_LINKS = {
    "a picture": ("image", "http://example.org/a.png", True),
    "a file on a server": ("image", "file:///\\\\server\\a.png", True),
    "a frame": ("frame", "http://example.org/", True),
    "a linked object": ("oleObject", "file:///c:/a.xlsx", True),
    "a template": ("attachedTemplate", "http://example.org/a.dotm", True),
    "a chapter": ("subDocument", "kapitel.docx", True),
    "an object": ("oleObject", "a.bin", False),
    "a control": ("control", "a.xml", False),
    "a page inside": ("aFChunk", "a.mht", False),
}
FETCHING_TEXT = {
    "a simple field": "<w:fldSimple w:instr=' DDEAUTO c:\\\\x &quot;calc&quot; '/>",
    "small letters": "<w:fldSimple w:instr='ddeauto c:\\\\x calc'/>",
    "a field in parts": mark("begin") + told(" INCL") + told("UDEPICTURE x ") + mark("end"),
    "a name made by a field": mark("begin")
    + mark("begin")
    + told("QUOTE 68 68 69")
    + mark("end")
    + told(" c:\\\\x calc")
    + mark("end"),
    "a field without an end": mark("begin") + told("LINK Excel.Sheet x"),
    "an old picture": "<w:r><w:pict><v:shape><v:imagedata src='http://a/b.png'/></v:shape>"
    "</w:pict></w:r>",
}
HARMLESS_TEXT = {
    "a page number": "<w:fldSimple w:instr=' PAGE \\* MERGEFORMAT '/>",
    "a field in a field": mark("begin")
    + told(" IF ")
    + mark("begin")
    + told("PAGE")
    + mark("end")
    + told("=1 a b")
    + mark("end"),
    "words": run("<w:t>DDEAUTO and LINK</w:t>"),
    "a place to click": "<w:fldSimple w:instr='MACROBUTTON NoMacro [titel]'/>",
}


def codes(template: bytes) -> list[str]:
    try:
        built(document(section(par("x"))), template=template)
    except ReportError as error:
        return [each.code for each in error.diagnostics]
    return []


@pytest.mark.parametrize("link", FETCHING_LINKS.values(), ids=FETCHING_LINKS)
def test_what_a_header_links_to_is_refused(link: tuple[str, str, bool]) -> None:
    assert codes(with_header("", link)) == ["template-reaches-out"]


@pytest.mark.parametrize("text", FETCHING_TEXT.values(), ids=FETCHING_TEXT)
def test_a_field_that_fetches_is_refused(text: str) -> None:
    assert codes(with_header(text)) == ["template-reaches-out"]


@pytest.mark.parametrize("text", HARMLESS_TEXT.values(), ids=HARMLESS_TEXT)
def test_an_ordinary_field_is_kept(text: str) -> None:
    assert codes(with_header(text, ("hyperlink", "https://example.org/", True))) == []


def test_all_is_told_at_once() -> None:
    template = with_header("".join(FETCHING_TEXT.values()), *FETCHING_LINKS.values())
    assert len(codes(template)) == len(FETCHING_TEXT) + len(FETCHING_LINKS)


@pytest.mark.parametrize("name", TEMPLATES)
def test_ordinary_templates_reach_nowhere(name: str) -> None:
    assert codes(TEMPLATES[name]()) == []
