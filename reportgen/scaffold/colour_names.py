"""The colour of a new project: one of some that have a name, or any other."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import ReportError, Span, report_error
from reportgen.readers.colours import Colour
from reportgen.readers.yaml.reading import Scalar

# Each can be read on white as it stands.
NAMED_COLOURS: Mapping[str, str] = {
    "blå": "#12436D",
    "petrol": "#0F5C63",
    "grön": "#1E5631",
    "vinröd": "#7A1F3D",
    "lila": "#4B2E83",
    "grafit": "#3B4650",
}


def colour_called(text: str) -> str:
    """The colour of that name or of those six digits, as `#RRGGBB`; raises ReportError."""
    named = NAMED_COLOURS.get(text.strip().casefold())
    if named:
        return named
    span = Span.of_file("--colour")
    try:
        return Colour().read(Scalar(text, plain=False, span=span))
    except ReportError:
        message = _("'{text}' is no colour", text=text)
        names = ", ".join(NAMED_COLOURS)
        hint = _('choose one of {names}, or write six digits such as "#7A1F3D"', names=names)
        raise report_error("wrong-value", span, message, hint) from None
