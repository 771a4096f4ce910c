"""The package as a whole: whatever the document, the file is sound, accessible and repeatable."""

from __future__ import annotations

import posixpath
import re
from io import BytesIO

import docx
import pytest
from hypothesis import given, settings
from lxml import etree
from msgspec.structs import replace
from word_features import FEATURES, everything, feature
from word_reading import BODY, R, built, files, paragraphs, part, text_of, w
from word_sample import PROPERTIES, SPAN, SVG, document, figure, par, picture, section
from word_strategies import BLOCKS, TEXTS

from reportgen.model import Paragraph, Text
from reportgen.writers.word.wml.markup import escape

RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"


def check_sound(package: bytes) -> None:
    """Everything that Word, a screen reader and git need to hold for any document."""
    parts = files(package)
    trees = {name: etree.fromstring(content) for name, content in parts.items() if is_xml(name)}
    check_relationships(parts, trees)
    check_content_types(parts, trees["[Content_Types].xml"])
    check_ids(trees)
    check_accessible(trees)
    docx.Document(BytesIO(package))


def is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def check_relationships(parts, trees) -> None:
    for name, tree in trees.items():
        if not name.endswith(".rels"):
            continue
        folder, file = posixpath.split(name)
        source = posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))
        for it in tree.iter(f"{RELATIONSHIPS}Relationship"):
            if it.get("TargetMode") != "External":
                target = posixpath.join(posixpath.dirname(source), it.get("Target"))
                assert posixpath.normpath(target) in parts
    for name, tree in trees.items():
        used = {
            value for node in tree.iter() for key, value in node.attrib.items() if key.startswith(R)
        }
        folder, file = posixpath.split(name)
        rels = trees.get(posixpath.join(folder, "_rels", f"{file}.rels"))
        known = set() if rels is None else {it.get("Id") for it in rels}
        assert used <= known, name


def check_content_types(parts, tree) -> None:
    endings = {it.get("Extension") for it in tree.iter(f"{TYPES}Default")}
    named = {it.get("PartName")[1:] for it in tree.iter(f"{TYPES}Override")}
    assert named <= set(parts)
    for name in set(parts) - {"[Content_Types].xml"}:
        assert name in named or name.rpartition(".")[2] in endings
        assert name in named or not name.endswith(".xml") or name == "customXml/item1.xml"


def check_ids(trees) -> None:
    bookmarks = [it for tree in trees.values() for it in tree.iter(w("bookmarkStart"))]
    names = [it.get(w("name")) for it in bookmarks]
    assert len({name.casefold() for name in names}) == len(names)
    assert all(re.fullmatch(r"[A-Za-z_]\w{0,39}", name, re.ASCII) for name in names)
    ids = [
        it.get(w("id"))
        for tree in trees.values()
        for it in tree.iter(w("bookmarkStart"), w("ins"), w("del"))
    ]
    ids += [it.get("id") for it in trees[BODY].iter("{*}docPr")]
    assert len(set(ids)) == len(ids)
    anchors = {it.get(w("anchor")) for it in trees[BODY].iter(w("hyperlink"))} - {None}
    codes = "".join(it.text for it in trees[BODY].iter(w("instrText")))
    assert anchors | set(re.findall(r"(?:REF|PAGEREF) (_\w+)", codes)) <= set(names)


def check_accessible(trees) -> None:
    body = trees[BODY]
    for table in body.iter(w("tbl")):
        if table.find(f"{w('tblPr')}/{w('tblDescription')}") is None:
            # A template's own cover may be set in a table; ours all have a text alternative.
            continue
        first, *others = table.findall(w("tr"))
        assert first.find(f"{w('trPr')}/{w('tblHeader')}") is not None
        assert all(row.find(f"{w('trPr')}/{w('tblHeader')}") is None for row in others)
    assert all(it.get("descr") for it in body.iter("{*}docPr"))
    assert not list(body.iter(w("gridSpan"), w("vMerge")))
    for paragraph in body.find(w("body")).findall(w("p")):
        bears_section = paragraph.find(f"{w('pPr')}/{w('sectPr')}") is not None
        marks = (
            w("t"),
            w("delText"),
            w("drawing"),
            w("br"),
            w("footnoteReference"),
            w("softHyphen"),
        )
        parts_tables = is_table(paragraph.getprevious()) and is_table(paragraph.getnext())
        assert bears_section or parts_tables or any(True for _ in paragraph.iter(*marks))
    # Word makes one table of two that touch.
    assert not any(is_table(each.getnext()) for each in body.iter(w("tbl")))


def is_table(element) -> bool:
    return element is not None and element.tag == w("tbl")


@pytest.mark.parametrize("name", FEATURES)
def test_each_feature_alone_is_sound(name):
    check_sound(built(feature(name)))


def test_all_features_together_are_sound():
    check_sound(built(everything(), lists_of=("figure", "table"), show_values=True))


def test_an_empty_report_is_sound():
    check_sound(built(document(cover=(), signature=())))


def test_a_thousand_sections_are_sound():
    check_sound(
        built(document(*(section(par("Text."), identity=f"s{n % 7}") for n in range(1000))))
    )


@settings(max_examples=60, deadline=None)
@given(BLOCKS)
def test_whatever_the_blocks_the_package_is_sound(blocks):
    check_sound(built(document(section(*blocks, identity="h"))))


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_any_text_comes_back_as_it_was(value):
    package = built(
        document(section(Paragraph((Text(value, SPAN),), SPAN)), cover=(), signature=())
    )
    expected = [value] if value.strip() else []
    assert paragraphs(part(package)) == ["Prov", *expected]


def test_python_docx_reads_the_prose():
    shown = [it.text for it in docx.Document(BytesIO(built(feature("prose")))).paragraphs]
    assert FEATURES["prose"][0].children[0].text in shown


def test_the_same_document_gives_the_same_bytes():
    assert built(everything()) == built(everything())


def test_the_package_carries_no_time_and_no_attributes():
    from zipfile import ZipFile

    with ZipFile(BytesIO(built(everything()))) as archive:
        entries = archive.infolist()
    assert [it.filename for it in entries] == sorted(it.filename for it in entries)
    assert {it.date_time for it in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {it.external_attr for it in entries} == {0}
    assert entries[0].filename == "[Content_Types].xml"


def test_properties_say_what_the_report_says_and_nothing_of_the_machine():
    parts = files(built(everything()))
    core = docx.Document(BytesIO(built(everything()))).core_properties
    assert (core.title, core.subject, core.author) == (
        PROPERTIES.title,
        PROPERTIES.subject,
        PROPERTIES.author,
    )
    assert core.keywords == "människohandel, prostitution"
    assert core.language == "sv-SE"
    assert core.created.date() == core.modified.date() == PROPERTIES.day
    told = parts["docProps/app.xml"].decode()
    assert re.findall(r"<(\w+)>([^<]*)", told) == [
        ("Application", "reportgen"),
        ("DocSecurity", "0"),
    ]


def test_the_same_picture_is_stored_once():
    twice = document(section(figure("nationalitet"), figure("nationalitet2", 2)))
    media = [name for name in files(built(twice)) if name.startswith("word/media/")]
    assert media == ["word/media/figure1.png", "word/media/figure2.svg"]


def test_an_svg_loses_the_document_type_that_a_package_forbids():
    drawn = replace(picture(), svg=b"<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'x'>\n" + SVG)
    package = built(document(section(figure())), pictures={"nationalitet": drawn})
    assert files(package)["word/media/figure2.svg"] == SVG


@pytest.mark.parametrize("character", ["\0", "\x0b", "\ufffe", "\ud800"])
def test_what_xml_forbids_is_never_written(character):
    with pytest.raises(ValueError, match="can't stand in XML"):
        escape(f"a{character}b")


def test_nothing_makes_word_ask_when_the_file_is_opened():
    for content in files(built(everything())).values():
        assert b"updateFields" not in content
        assert b"w:dirty" not in content


def test_on_and_off_properties_are_written_without_a_value():
    body = files(built(everything()))[BODY].decode()
    assert not re.search(r"<w:(b|i|bCs|iCs|keepNext|keepLines|tblHeader|cantSplit|titlePg) ", body)


def test_text_of_links_and_fields_is_read():
    body = part(built(feature("references")))
    shown = [text_of(it) for it in body.iter(w("p")) if "Se figur" in text_of(it)]
    assert shown[0].endswith("Se figur 1 och tabell 1 i avsnittet ”Trender”.")
