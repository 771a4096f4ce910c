"""The words of the grids in the page."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.diagnostics import Message
from reportgen.diagnostics import Message as _


def grid_words() -> Mapping[str, Message]:
    """What the script puts into grids, by the names that it has for it."""
    return {
        "editTable": _("Edit the table {name}", name="{name}"),
        "label": _("Label"),
        "sum": _("Sum"),
        "mustBe": _("Must be"),
        "missing": _("not known"),
        "without": _("{sum}, without what is not known", sum="{sum}"),
        "tooMany": _("{count} too many", count="{count}"),
        "tooFew": _("{count} too few", count="{count}"),
        "rowLabel": _("Label of row {number}", number="{number}"),
        "columnLabel": _("Label of column {number}", number="{number}"),
        "removeRow": _("Remove the row {label}", label="{label}"),
        "removeColumn": _("Remove the column {label}", label="{label}"),
        "addRow": _("New row"),
        "addColumn": _("New column"),
        "count": _("Count out of the register"),
        "counted": _("Counted."),
        "undo": _("Undo"),
        "save": _("Save"),
        "saveAndClose": _("Save and close"),
        "discard": _("Close without saving"),
        "saved": _("Saved."),
        "unchanged": _("Nothing is changed."),
        "notSaved": _("Nothing is saved yet: mend what is marked first."),
        "elsewhere": _("Another table:"),
        "mentioned": _(
            "The report names “{label}”, which is called so no more: {places}",
            label="{label}",
            places="{places}",
        ),
        "gridKeys": _(
            "Arrows and Enter: from cell to cell. Ctrl+S: save. Ctrl+Z: undo. A column can be "
            "pasted out of Excel. An empty cell means that it is not known, 0 that there were none."
        ),
        **_questions(),
    }


def _questions() -> Mapping[str, Message]:
    """What is asked where the file was changed meanwhile."""
    values = {"row": "{row}", "mine": "{mine}", "theirs": "{theirs}"}
    return {
        "takeTheirs": _("Take what the file has"),
        "keepMine": _("Keep mine"),
        "answerFirst": _("The file was changed meanwhile: answer the questions, and save again."),
        "asked-number": _(
            "{row} was changed elsewhere as well: the file has {theirs}, here stands {mine}.",
            **values,
        ),
        "asked-total": _(
            "What the rows must add up to was changed elsewhere as well: the file has {theirs}, "
            "here stands {mine}.",
            **values,
        ),
        "asked-removed": _(
            "{row}, which you removed, was changed elsewhere: the file has {theirs}.", **values
        ),
        "asked-gone": _("{row}, which you changed, is no longer in the file.", **values),
        "asked-form": _(
            "The table has other columns in the file now. What you typed could not be brought "
            "together with it, and the table is shown as the file has it."
        ),
    }
