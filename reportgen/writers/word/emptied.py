"""A Word file as a template: its styles, theme, headers, footers and pages, without its text."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import TYPE_CHECKING

from msgspec import Struct

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import ReportError, report_error
from reportgen.writers.word.contrast import find_low_contrast
from reportgen.writers.word.template import open_template, parse_part
from reportgen.writers.word.wml.colours import set_text_colour
from reportgen.writers.word.wml.markup import qualified
from reportgen.writers.word.wml.settings import clean_settings

if TYPE_CHECKING:
    from lxml.etree import _Element

_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
# What a template keeps of the parts that the text leans on, by the last word of their relation.
_KEPT = ("styles", "numbering", "settings", "fontTable", "theme", "webSettings")
_MARGINS = ("headerReference", "footerReference")
# Properties of the document that speak of parts which are gone.
_OF_TEXT = ("footnotePr", "endnotePr", "attachedSchema")
_OF_SECTION = ("sectPrChange", "footnotePr", "endnotePr", "type", "pgNumType", "printerSettings")


class _Relation(Struct, frozen=True):
    """A line of a part's relations: its id, what it is, where it leads from the part's folder."""

    id: str
    kind: str
    target: str
    element: _Element


class Emptied(Struct, frozen=True):
    """The template, and the styles whose text has been made darker or lighter to be readable."""

    content: bytes
    recoloured: tuple[str, ...]


def emptied(content: bytes) -> Emptied:
    """The Word file `content` without its text; its pages are those of its longest section.

    Raises ReportError (unreadable-template, template-reaches-out) for what can be no template.
    """
    open_template(content, {})  # refuses what is too large or no Word file, before all else
    try:
        made = _emptied(content)
    # zipfile and lxml raise whatever they like for a broken file.
    except (ReportError, MemoryError):
        raise
    except Exception:  # noqa: BLE001
        raise report_error(
            "unreadable-template", None, _("the template is not a Word file that can be read")
        ) from None
    lows = find_low_contrast(open_template(made, {}))
    colours = {each.identity: each.readable for each in lows}
    readable = _recoloured(made, colours) if colours else made
    return Emptied(readable, tuple(each.style for each in lows))


def _recoloured(content: bytes, colours: Mapping[str, str]) -> bytes:
    """The template with other colours of text in the styles of these ids."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for name, each in parts.items():
        if name.endswith("styles.xml"):
            root = parse_part(each)
            for identity, colour in colours.items():
                set_text_colour(root, identity, colour)
            parts[name] = _written(root)
    return _packed(parts)


def _packed(parts: Mapping[str, bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, each in parts.items():
            package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), each)
    return target.getvalue()


def _emptied(content: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    main = next(
        posixpath.normpath(each.target.lstrip("/"))
        for each in _relations(parts, "")
        if each.kind == "officeDocument"
    )
    body, references = _without_text(parse_part(parts[main]))
    relations = [
        each for each in _relations(parts, main) if each.kind in _KEPT or each.id in references
    ]
    kept = {main: _written(body)}
    kept |= dict(_reached(parts, main, relations))
    whole = {
        "[Content_Types].xml": _content_types(parts, main, kept),
        "_rels/.rels": _relations_file(e for e in _relations(parts, "") if _leads(e, "", main)),
        _rels_of(main): _relations_file(relations),
        **kept,
    }
    return _packed(whole)


# The text


def _without_text(root: _Element) -> tuple[_Element, frozenset[str]]:
    """The document with an empty paragraph, and the ids of the headers and footers it keeps."""
    from lxml import etree

    body = root.find(qualified("w:body"))
    if body is None:
        raise ValueError("w:body")
    section = _longest_section(body)
    for each in [*body]:
        body.remove(each)
    etree.SubElement(body, qualified("w:p"))
    if section is None:
        return root, frozenset()
    body.append(section)
    identity = qualified("r:id")
    margins = (each for name in _MARGINS for each in section.iter(qualified(f"w:{name}")))
    return root, frozenset(str(each.get(identity)) for each in margins)


def _longest_section(body: _Element) -> _Element | None:
    """The properties of the section with most paragraphs, with what it has of those before it."""
    paragraphs, longest, chosen = 0, -1, None
    inherited: dict[tuple[str, str], _Element] = {}
    for element in body.iter(qualified("w:p"), qualified("w:sectPr")):
        if element.tag == qualified("w:p"):
            paragraphs += 1
            continue
        own = {_key(each): each for each in element if _name(each) in _MARGINS}
        inherited = {**inherited, **own}
        if paragraphs > longest:
            longest, chosen = paragraphs, (element, inherited)
        paragraphs = 0
    return None if chosen is None else _completed(*chosen)


def _completed(section: _Element, margins: Mapping[tuple[str, str], _Element]) -> _Element:
    from copy import deepcopy

    made = deepcopy(section)
    for each in [*made]:
        if _name(each) in (*_MARGINS, *_OF_SECTION):
            made.remove(each)
    for place, margin in enumerate(margins.values()):
        made.insert(place, deepcopy(margin))
    return made


def _key(margin: _Element) -> tuple[str, str]:
    return _name(margin), str(margin.get(qualified("w:type"), "default"))


def _name(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2]


# The parts


def _reached(
    parts: Mapping[str, bytes], main: str, relations: list[_Relation]
) -> Iterator[tuple[str, bytes]]:
    """The parts that the document keeps, with what they lead to themselves."""
    waiting = [(main, each) for each in relations]
    seen = {main}
    while waiting:
        source, relation = waiting.pop()
        name = _target(source, relation)
        if name in seen or name not in parts or relation.element.get("TargetMode") == "External":
            continue
        seen.add(name)
        is_settings = relation.kind == "settings"
        yield name, _plain_settings(parts[name]) if is_settings else parts[name]
        own = [] if is_settings else [*_relations(parts, name)]
        if own:
            yield _rels_of(name), parts[_rels_of(name)]
            waiting += [(name, each) for each in own]


def _plain_settings(content: bytes) -> bytes:
    root = parse_part(content)
    clean_settings(root)
    for name in _OF_TEXT:
        for element in root.findall(qualified(f"w:{name}")):
            root.remove(element)
    return _written(root)


def _relations(parts: Mapping[str, bytes], name: str) -> Iterator[_Relation]:
    """What a part leads to; the package as a whole for an empty name."""
    content = parts.get(_rels_of(name))
    for each in parse_part(content) if content is not None else ():
        kind = str(each.get("Type", "")).rpartition("/")[2]
        yield _Relation(str(each.get("Id", "")), kind, str(each.get("Target", "")), each)


def _rels_of(name: str) -> str:
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def _target(source: str, relation: _Relation) -> str:
    path = posixpath.join("/", posixpath.dirname(source), relation.target)
    return posixpath.normpath(path).lstrip("/")


def _leads(relation: _Relation, source: str, name: str) -> bool:
    return relation.kind == "officeDocument" and _target(source, relation) == name


def _relations_file(relations: Iterator[_Relation] | list[_Relation]) -> bytes:
    from lxml import etree

    space = _RELATIONS.strip("{}")
    root = etree.fromstring(f'<Relationships xmlns="{space}"/>')
    for each in relations:
        root.append(each.element)
    return _written(root)


def _content_types(parts: Mapping[str, bytes], main: str, kept: Mapping[str, bytes]) -> bytes:
    root = parse_part(parts["[Content_Types].xml"])
    for each in root.findall(f"{_TYPES}Override"):
        name = str(each.get("PartName", "")).lstrip("/")
        if name == main:
            each.set("ContentType", _DOCUMENT)
        elif name not in kept:
            root.remove(each)
    return _written(root)


def _written(root: _Element) -> bytes:
    from lxml import etree

    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
