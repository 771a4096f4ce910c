"""The package's own parts: content types, relationships and core properties (ECMA-376 part 2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reportgen.model import Properties
from reportgen.writers.word.wml.markup import DECLARATION, Xml, escape, joined

_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_CORE_NAMESPACES = (
    f'xmlns:cp="{_CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)


def content_types(by_ending: Mapping[str, str], by_part: Mapping[str, str]) -> Xml:
    """`[Content_Types].xml`; part names have no leading slash."""
    defaults = joined(
        Xml(f'<Default Extension="{escape(ending)}" ContentType="{escape(kind)}"/>')
        for ending, kind in sorted(by_ending.items())
    )
    overrides = joined(
        Xml(f'<Override PartName="/{escape(name)}" ContentType="{escape(kind)}"/>')
        for name, kind in sorted(by_part.items())
    )
    return Xml(f'{DECLARATION}<Types xmlns="{_CONTENT_TYPES}">{defaults}{overrides}</Types>')


def relationships_part(entries: Iterable[Xml]) -> Xml:
    """A `.rels` part."""
    return Xml(
        f'{DECLARATION}<Relationships xmlns="{_RELATIONSHIPS}">{joined(entries)}</Relationships>'
    )


def relationship(identity: str, kind: str, target: str, *, external: bool) -> Xml:
    """One line of a `.rels` part."""
    mode = ' TargetMode="External"' if external else ""
    return Xml(
        f'<Relationship Id="{escape(identity)}" Type="{escape(kind)}"'
        f' Target="{escape(target)}"{mode}/>'
    )


def core_properties(properties: Properties) -> Xml:
    """`docProps/core.xml`: dates are the report's own, nothing is of machine or user."""
    stamp = f"{properties.day.isoformat()}T00:00:00Z"
    texts = (
        ("dc:title", properties.title),
        ("dc:subject", properties.subject),
        ("dc:creator", properties.author),
        ("cp:keywords", ", ".join(properties.keywords)),
        ("cp:lastModifiedBy", properties.author),
        ("dc:language", properties.language),
    )
    elements = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in texts if text)
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{stamp}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return Xml(
        f"{DECLARATION}<cp:coreProperties {_CORE_NAMESPACES}>{elements}{dates}</cp:coreProperties>"
    )


def application_properties() -> Xml:
    """`docProps/app.xml`: which program made the file (22.2)."""
    types = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return Xml(
        f'{DECLARATION}<Properties xmlns="{types}"><Application>reportgen</Application>'
        "<DocSecurity>0</DocSecurity></Properties>"
    )


def custom_properties(build: str) -> Xml:
    """`docProps/custom.xml`: the id of the build, which most programs keep (22.3)."""
    types = "http://schemas.openxmlformats.org/officeDocument/2006/"
    return Xml(
        f'{DECLARATION}<Properties xmlns="{types}custom-properties"'
        f' xmlns:vt="{types}docPropsVTypes">'
        f'<property fmtid="{_FORMAT}" pid="2" name="ReportgenBuild">'
        f"<vt:lpwstr>{escape(build)}</vt:lpwstr></property></Properties>"
    )


# The set of properties that users may add, as the format names it.
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
