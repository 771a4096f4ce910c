"""The account of a reading: what the model can't hold, how often, and what became of it."""

from __future__ import annotations

from typing import Literal, assert_never

from reportgen.diagnostics import Diagnostic, Problems, Severity, Span
from reportgen.diagnostics import Message as _

# What may stand in a Word file many times: said once, with its number and its first place.
Reshaped = Literal["contents", "box", "typed-list", "divided", "reference"]
Loss = Literal["formatting", "hidden", "formula", "symbol"] | Reshaped


class Account(Problems):
    """Collects what is told of a file: each kind of loss once, everything else by itself."""

    def __init__(self) -> None:
        super().__init__()
        self._losses: dict[Loss, list[Span]] = {}

    def lose(self, loss: Loss, span: Span) -> None:
        """Something of a kind that is counted."""
        self._losses.setdefault(loss, []).append(span)

    def told(self) -> tuple[Diagnostic, ...]:
        """All of it, in the order in which it was found."""
        counted = (_counted(loss, spans[0], len(spans)) for loss, spans in self._losses.items())
        return (*self.found, *counted)


def _counted(loss: Loss, first: Span, count: int) -> Diagnostic:
    match loss:
        case "formatting":
            message = _(
                "underlining, capitals, colours and the like are not kept: {count} place",
                "underlining, capitals, colours and the like are not kept: {count} places",
                count=count,
            )
            return Diagnostic("formatting-not-kept", message, first, severity=Severity.NOTE)
        case "hidden":
            message = _(
                "hidden text is left out: {count} place",
                "hidden text is left out: {count} places",
                count=count,
            )
            return Diagnostic("hidden-text-left-out", message, first, severity=Severity.WARNING)
        case "formula":
            message = _(
                "a formula has become plain text: {count} place",
                "formulas have become plain text: {count} places",
                count=count,
            )
            return Diagnostic("formula-became-text", message, first, severity=Severity.WARNING)
        case "symbol":
            message = _(
                "a character that only its font knows is left out: {count} place",
                "characters that only their fonts know are left out: {count} places",
                count=count,
            )
            return Diagnostic("symbol-left-out", message, first, severity=Severity.WARNING)
        case "box" | "typed-list" | "divided" | "contents" | "reference":
            return _reshaped(loss, first, count)
        case _:
            assert_never(loss)


def _reshaped(loss: Reshaped, first: Span, count: int) -> Diagnostic:
    match loss:
        case "box":
            message = _(
                "a text box has become text below its paragraph: {count} place",
                "text boxes have become text below their paragraphs: {count} places",
                count=count,
            )
            return Diagnostic("box-became-text", message, first, severity=Severity.NOTE)
        case "typed-list":
            message = _(
                "{count} list whose signs or numbers were typed has become a list",
                "{count} lists whose signs or numbers were typed have become lists",
                count=count,
            )
            return Diagnostic("typed-list", message, first, severity=Severity.NOTE)
        case "divided":
            message = _(
                "a paragraph was divided or joined by a tracked change: {count} place",
                "paragraphs were divided or joined by tracked changes: {count} places",
                count=count,
            )
            return Diagnostic("divided-paragraph", message, first, severity=Severity.NOTE)
        case "reference":
            message = _(
                "a reference to a note, a page or a passage is text now, and does not follow it: "
                "{count} place",
                "references to notes, pages or passages are text now, and do not follow them: "
                "{count} places",
                count=count,
            )
            return Diagnostic("became-text", message, first, severity=Severity.WARNING)
        case "contents":
            message = _("the table of contents is left out: it is made anew")
            return Diagnostic("contents-left-out", message, first, severity=Severity.NOTE)
        case _:
            assert_never(loss)
