"""The settings part of a template: what must not be taken over, and footnotes announced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.writers.word.wml.markup import declared, qualified

if TYPE_CHECKING:
    from lxml.etree import _Element

# The template's own file path, its editing history, what makes Word ask or mail at opening.
_UNWANTED = (
    *("attachedTemplate", "rsids", "docVars", "updateFields", "mailMerge", "revisionView"),
    *("trackRevisions", "documentProtection", "writeProtection", "linkStyles", "saveThroughXslt"),
)
# In CT_Settings these follow w:footnotePr.
_AFTER_FOOTNOTES = (
    *("endnotePr", "compat", "rsids", "themeFontLang", "clrSchemeMapping", "shapeDefaults"),
    *("doNotIncludeSubdocsInStats", "doNotAutoCompressPictures", "forceUpgrade", "captions"),
    *("readModeInkLockDown", "smartTagType", "doNotEmbedSmartTags", "decimalSymbol"),
    *("listSeparator", "attachedSchema", "schemaLibrary"),
)


def clean_settings(settings: _Element) -> None:
    """Take away what belongs to the machine or the person that made the template."""
    for name in _UNWANTED:
        for element in settings.findall(qualified(f"w:{name}")):
            settings.remove(element)


def set_theme_language(settings: _Element, language: str) -> None:
    """The language whose fonts the theme gives, where the settings name one."""
    found = settings.find(qualified("w:themeFontLang"))
    if found is not None:
        found.set(qualified("w:val"), language)


def announce_footnotes(settings: _Element) -> None:
    """Name the separator notes of the footnotes part, as Word does."""
    from lxml import etree

    for old in settings.findall(qualified("w:footnotePr")):
        settings.remove(old)
    announced = etree.fromstring(
        f'<w:footnotePr{declared("w")}><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    )
    later = {qualified(f"w:{name}") for name in _AFTER_FOOTNOTES}
    place = next(
        # Elements of other namespaces (m:mathPr, w14:docId) stand after it as well.
        (
            index
            for index, child in enumerate(settings)
            if child.tag in later or not str(child.tag).startswith(qualified("w:x")[:-1])
        ),
        len(settings),
    )
    settings.insert(place, announced)
