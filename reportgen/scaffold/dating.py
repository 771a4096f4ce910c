"""The date of a report, written into its `report.yaml`; every other byte stays."""

from __future__ import annotations

from datetime import date

from reportgen.readers.yaml.reading import Mapping, parse_yaml
from reportgen.scaffold.editing import Edit, EditableText


def with_date(content: bytes, file: str, day: date) -> bytes:
    """The file with `day` as its date; raises ReportError for what can't be read."""
    text = EditableText(content, file)
    matter = parse_yaml(text.source)
    written = matter.get("date") if isinstance(matter, Mapping) else None
    if written is not None:
        space = "" if text.at(written.span) else " "
        return text.edited([text.replace(written.span, f"{space}{day.isoformat()}")])
    end = len(text.text)
    before = "" if not text.text or text.text.endswith(("\n", "\r")) else text.line_end
    return text.edited([Edit(end, end, f"{before}date: {day.isoformat()}{text.line_end}")])
