"""What is said of fonts that are not installed here."""

from __future__ import annotations

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems
from reportgen.model.project import ProjectSettings
from reportgen.writers.charts import FontFile, find_font
from reportgen.writers.word import TemplateLook


def warn_of_template_fonts(
    look: TemplateLook, settings: ProjectSettings, problems: Problems
) -> None:
    """Say which fonts of a template are not here: its pages were counted in others."""
    for name in look.fonts[1:]:
        if name != look.font and not find_font(name).metric_compatible:
            message = _("the template's font {font} is not installed here", font=name)
            hint = _("pages may end elsewhere in Word than the contents say")
            problems.warn("font-missing", settings.place("template"), message, hint)


def warn_of_font(
    font: FontFile, missing: str, settings: ProjectSettings, problems: Problems
) -> None:
    """Say that charts are in another font than the document, or lack a character."""
    if not font.metric_compatible:
        message = _(
            "the font {font} is not installed: the charts are in {other}",
            font=font.asked,
            other=font.family,
        )
        hint = _("install it, or choose another with 'font' in reportgen.yaml")
        asked = settings.place("font" if settings.template is None else "template")
        problems.warn("font-missing", asked, message, hint)
    if missing:
        message = _("no installed font has these characters: {missing}", missing=missing)
        problems.warn("missing-characters", None, message)
