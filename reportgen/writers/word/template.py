"""The template, taken apart into what a new document keeps; python-docx opens a foreign one."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import ReportError, report_error
from reportgen.model.look import OWN_LOOK, Look
from reportgen.writers.word.kept_cover import KeptCover, read_body
from reportgen.writers.word.options import DEFAULT_FONT
from reportgen.writers.word.own_template import OwnPart, OwnRelationship, own_main_part
from reportgen.writers.word.package import Part, Relationship
from reportgen.writers.word.styles import (
    HEADINGS,
    Role,
    Styles,
    all_roles,
    find_styles,
    unknown_choices,
)
from reportgen.writers.word.wml.fonts import find_fonts
from reportgen.writers.word.wml.markup import qualified
from reportgen.writers.word.wml.numbering import StyleList, style_list
from reportgen.writers.word.wml.repair import repair
from reportgen.writers.word.wml.section import Page
from reportgen.writers.word.wml.settings import clean_settings
from reportgen.writers.word.wml.stylesheet import add_style, find_style, style_names
from reportgen.writers.word.wml.theme import leave_theme

if TYPE_CHECKING:
    from docx.opc.part import Part as DocxPart
    from docx.opc.rel import _Relationship as DocxRelationship
    from lxml.etree import _Element

    TemplatePart = DocxPart | OwnPart
    TemplateRelationship = DocxRelationship | OwnRelationship

_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
# What the document keeps of the template's main part. Body, comments, footnotes, custom and
# application properties, printer settings and Word 2010's second copy of the styles stay behind.
_KEPT = frozenset(
    _TYPES + name
    for name in ("fontTable", "theme", "webSettings", "header", "footer", "glossaryDocument")
)
# Whose fonts the pages depend on.
_TEXT_ROLES: tuple[Role, ...] = ("body", *HEADINGS[:3], "title", "table_text", "caption")
# What a template may hold when it is unpacked; one with pictures on each page takes 20 MB.
_MOST_UNPACKED = 60_000_000
_MOST_PARTS = 10_000
# And how many tags: a report of a thousand pages, left in its template, has fewer.
_MOST_TAGS = 300_000
_REBUILT = ("styles", "settings", "numbering")


class Template(Struct, frozen=True):
    """What a document takes from its template.

    `main` is the name of the document part; `relationships` and `parts` are those kept as
    they are. `stylesheet`, `settings` and `numbering` are trees to change and to write;
    None where the template has no lists. `added` are the roles whose styles it lacked.
    `cover` is what stands in it before `[rapporten]`; `ignores_text` where it has text and no
    such place. `fonts` are those of its text, that of running text first; `theme` names some.
    `unknown_styles` are (role, style) that the project chose and the template lacks.
    `bullets` and `ordered` are the lists that its styles are in, None where ours have to do.
    """

    main: str
    parts: tuple[Part, ...]
    relationships: tuple[Relationship, ...]
    page: Page
    styles: Styles
    stylesheet: _Element
    settings: _Element
    numbering: _Element | None
    added: tuple[Role, ...]
    cover: KeptCover | None
    ignores_text: bool
    fonts: tuple[str, ...]
    theme: _Element | None
    unknown_styles: tuple[tuple[str, str], ...]
    bullets: StyleList | None
    ordered: StyleList | None

    @property
    def folder(self) -> str:
        """Where the main part lies, with a slash at its end."""
        return self.main.rpartition("/")[0] + "/"

    @property
    def font(self) -> str:
        """The font of running text."""
        return self.fonts[0] if self.fonts else DEFAULT_FONT


def open_template(
    content: bytes | None,
    chosen: Mapping[str, str],
    font: str = DEFAULT_FONT,
    look: Look = OWN_LOOK,
) -> Template:
    """Take `content` (None: our own template, in `font`) apart.

    `chosen` maps roles to style names; what is ours, a template's missing styles too, is in the
    colours of `look`. Raises ReportError (`unreadable-template`) for what is
    no Word file, and (`template-reaches-out`) for what would fetch or run something.
    """
    if content is None:
        ours = _taken_apart(own_main_part(font, look), chosen, look)
        return replace(ours, cover=None, ignores_text=False)
    from reportgen.writers.word.outward import find_outward

    _refuse_too_large(content)
    try:
        template = _taken_apart(_opened(content), chosen, look)
        reaching = find_outward(_kept_links(template), _kept_texts(template))
    # python-docx, zipfile and lxml raise whatever they like for a broken file.
    except Exception:  # noqa: BLE001
        raise report_error(
            "unreadable-template",
            None,
            _("the template is not a Word file that can be read"),
            _("save it in Word as .docx or .dotx, without a password"),
        ) from None
    if reaching:
        raise ReportError(reaching)
    return template


def _kept_links(template: Template) -> Iterator[Relationship]:
    yield from template.relationships
    for part in template.parts:
        yield from part.relationships


def _kept_texts(template: Template) -> Iterator[_Element]:
    for part in template.parts:
        if part.content_type.endswith("xml") and isinstance(part.content, bytes):
            yield parse_part(part.content)
    if template.cover:
        yield template.cover.body
    if template.numbering is not None:
        yield template.numbering


def _refuse_too_large(content: bytes) -> None:
    """Raise ReportError (unreadable-template) for one that is far larger when it is unpacked."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            if _is_bearable(package):
                return
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError):
        return  # told where it is opened
    message = _("the template is too large when it is unpacked")
    hint = _("make it smaller in Word: take away large pictures and text that is not used")
    raise report_error("unreadable-template", None, message, hint)


def _is_bearable(package: zipfile.ZipFile) -> bool:
    parts = package.infolist()
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
        return False
    texts = (part for part in parts if part.filename.endswith((".xml", ".rels")))
    return sum(package.read(part).count(b"<") for part in texts) <= _MOST_TAGS


def _opened(content: bytes) -> DocxPart:
    """The main part of a template that is not ours."""
    from docx.opc.package import OpcPackage

    main: DocxPart = OpcPackage.open(BytesIO(content)).main_document_part
    return main


def _taken_apart(main: TemplatePart, chosen: Mapping[str, str], look: Look) -> Template:
    if "wordprocessingml" not in main.content_type and "ms-word" not in main.content_type:
        raise ValueError(main.content_type)
    own = {name: parse_part(related.blob) for name in _REBUILT if (related := _related(main, name))}
    # A file by another program may lack these; Word's own never does.
    stylesheet = own["styles"] if "styles" in own else _default_part("styles", look)
    found = find_styles(style_names(stylesheet), chosen)
    added = tuple(role for role in all_roles() if role not in found)
    numbering = own.get("numbering")
    unknown = unknown_choices(style_names(stylesheet), chosen)
    styles = Styles(_completed(stylesheet, found, added, look))
    theme = _theme(main)
    body = read_body(_body_of(main))
    used = body.cover.relationships if body.cover else frozenset()
    kept = [it for it in sorted(main.rels.items()) if it[0] in used or it[1].reltype in _KEPT]
    return Template(
        main=_name(main),
        parts=tuple(_kept_parts(main, [related for _, related in kept])),
        relationships=tuple(_relationship(*it) for it in kept),
        page=body.page,
        styles=styles,
        stylesheet=stylesheet,
        settings=own["settings"] if "settings" in own else _default_part("settings", look),
        numbering=numbering,
        added=added,
        cover=body.cover,
        ignores_text=body.has_other_text,
        fonts=find_fonts(stylesheet, theme, [styles[role] for role in _TEXT_ROLES]),
        theme=theme,
        unknown_styles=tuple(unknown),
        bullets=style_list(numbering, find_style(stylesheet, styles["bullet"]), "bullet"),
        ordered=style_list(numbering, find_style(stylesheet, styles["ordered"]), "decimal"),
    )


def _theme(main: TemplatePart) -> _Element | None:
    theme = _related(main, "theme")
    return None if theme is None else parse_part(theme.blob)


def _body_of(main: TemplatePart) -> _Element:
    body = parse_part(main.blob).find(qualified("w:body"))
    if body is None:
        raise ValueError("w:body")
    return body


def _completed(
    stylesheet: _Element, found: dict[Role, str], added: tuple[Role, ...], look: Look
) -> dict[Role, str]:
    """Add our own styles for the roles that a template lacks; all ids."""
    if not added:
        return found
    ours = _default_part("styles", look)
    our_ids = find_styles(style_names(ours), {})
    same = {our_ids[role]: style_id for role, style_id in found.items()}
    complete = dict(found)
    for role in added:
        complete[role] = add_style(stylesheet, find_style(ours, our_ids[role]), same)
        same[our_ids[role]] = complete[role]
    return complete


def _default_part(name: str, look: Look) -> _Element:
    """A part of ours for a template that lacks it: of our look, not of the template's theme."""
    part = _related(own_main_part(DEFAULT_FONT, look), name)
    if part is None:
        raise ValueError(name)
    root = parse_part(part.blob)
    leave_theme(root)
    return root


def _related(part: TemplatePart, name: str) -> TemplatePart | None:
    return next(
        (
            related.target_part
            for related in part.rels.values()
            if related.reltype == _TYPES + name and not related.is_external
        ),
        None,
    )


def _kept_parts(main: TemplatePart, kept: Sequence[TemplateRelationship]) -> Iterator[Part]:
    """Everything reachable through the kept relationships, each part once."""
    waiting = [it.target_part for it in kept if not it.is_external]
    seen = set()
    while waiting:
        part = waiting.pop()
        if _name(part) in seen or part is main:
            continue
        seen.add(_name(part))
        links = [_relationship(*it) for it in sorted(part.rels.items())]
        content = part.blob
        if part.content_type.endswith(".settings+xml"):
            # Those of its building blocks; they name a template of the machine, as the main do.
            links = [it for it in links if not it.external]
            content = _without_machine(content)
        yield Part(_name(part), part.content_type, content, tuple(links))
        waiting += [it.target_part for it in part.rels.values() if not it.is_external]


def _without_machine(settings: bytes) -> bytes:
    from lxml import etree

    root = parse_part(settings)
    clean_settings(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _relationship(identity: str, it: TemplateRelationship) -> Relationship:
    return Relationship(identity, it.reltype, it.target_ref, it.is_external)


def _name(part: TemplatePart) -> str:
    return str(part.partname).lstrip("/")


def parse_part(content: bytes) -> _Element:
    """The tree of a part of a template, repaired; nothing outside of it is ever loaded."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, remove_blank_text=True)
    root = etree.fromstring(content, parser)
    repair(root)
    return root
