"""The template of a new project that the Word file itself is, and what is to be said of it."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.diagnostics import Diagnostic, Problems, Severity
from reportgen.diagnostics import Message as _
from reportgen.readers.word.reading import WordDocument
from reportgen.scaffold.importing.settings import TEMPLATE
from reportgen.writers.word.emptied import Emptied


def template_files(
    word: WordDocument, template: Emptied | None, problems: Problems
) -> Mapping[str, bytes]:
    """The template by its name in the project; nothing where ours is used.

    Its headers and footers are told, which say the same in the next year, and its new colours.
    """
    if template is None:
        return {}
    for style in template.recoloured:
        message = _("the style '{style}' is darker now: it was hard to read", style=style)
        problems.found.append(Diagnostic("kept-template", message, severity=Severity.NOTE))
    margins = (each.strip() for each in (*word.headers, *word.footers))
    for text in dict.fromkeys(filter(None, margins)):
        message = _("the template's pages say: '{text}'", text=text)
        hint = _("change it in {file} if that is not so every year", file=TEMPLATE)
        problems.warn("kept-template", None, message, hint)
    return {TEMPLATE: template.content}
