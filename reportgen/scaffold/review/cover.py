"""The cover that came back: title, subtitle, date and purpose stand in `report.yaml`."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.diagnostics import Message as _
from reportgen.model.traverse import plain_text
from reportgen.scaffold.importing.facts import day_in
from reportgen.scaffold.review.edits import Change, Edit
from reportgen.scaffold.review.lines import Line, in_one_line
from reportgen.scaffold.review.tokens import Sources
from reportgen.scaffold.review.yaml_values import value_edit

_KEYS = ("title", "subtitle", "date", "purpose")


def cover_changes(old: Line, new: Line, source: Line, sources: Sources) -> Iterator[Change]:
    """The change of a line of the cover or the signature."""
    if old.text == new.text:
        return
    file = next((each for each in sources if each.endswith("/report.yaml")), "")
    typed = in_one_line(plain_text(new.children))
    edit = _edit(source.role, typed, file, sources) if file else None
    at = new.block.span
    if edit is not None:
        span = sources[file].span_between(edit.begin, edit.end)
        yield Change("cover", old.text, new.text, span, at, (edit,))
        return
    reason = _("this line is made of the settings: change it in reportgen.yaml or report.yaml")
    yield Change("cover", old.text, new.text, None, at, (), reason)


def _edit(role: str, text: str, file: str, sources: Sources) -> Edit | None:
    if role not in _KEYS:
        return None
    if role != "date":
        return value_edit(sources[file], role, text)
    day = day_in(text)
    found = None if day is None else value_edit(sources[file], role, day.isoformat())
    if found is None or day is None:
        return None
    if sources[file].text[found.begin : found.end] == day.isoformat():
        return None  # what else stands in the line was changed
    return Edit(found.file, found.begin, found.end, day.isoformat())
