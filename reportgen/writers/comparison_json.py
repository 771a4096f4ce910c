"""Writes a comparison for other programs."""

from __future__ import annotations

import json
from typing import Any

from reportgen.compare import (
    ComparedSection,
    Comparison,
    CountDifference,
    Passage,
    Stretch,
    TableDifference,
)
from reportgen.diagnostics import Span

Json = dict[str, Any]


def comparison_as_json(
    comparison: Comparison, older: str, newer: str, *, prose: bool, statistics: bool
) -> str:
    """All that changed: what is not known is null, shares are fractions of 1."""
    found: Json = {"old": older, "new": newer}
    if statistics:
        found["statistics"] = [_table(each) for each in comparison.statistics]
    if prose:
        found["sections"] = [_section(each) for each in comparison.sections]
    return json.dumps(found, ensure_ascii=False, indent=2, default=float) + "\n"


def _table(table: TableDifference) -> Json:
    return {
        "id": table.id,
        "title": table.title,
        "unit": table.unit,
        "status": table.presence if table.presence != "both" else _changed(table.differs),
        "changed_definition": table.changed,
        "old_title": table.older_title,
        "old_unit": table.older_unit,
        "old_base": table.older_base,
        "old_kind": table.older_kind,
        "rows": [_row(row) for row in table.rows],
        "total": _row(table.total) if table.total else None,
    }


def _changed(differs: bool) -> str:  # noqa: FBT001
    return "edited" if differs else "unchanged"


def _row(row: CountDifference) -> Json:
    return {
        "label": row.label or None,
        "expression": row.expression,
        "status": row.presence if row.presence != "both" else _changed(row.changed),
        "old": row.was,
        "new": row.now,
        "difference": row.difference,
        "share": None if row.share is None else round(float(row.share), 6),
    }


def _section(section: ComparedSection) -> Json:
    return {
        "id": section.id,
        "title": section.title,
        "old_title": section.older_title,
        "status": section.status,
        "inserted_words": section.inserted_words,
        "deleted_words": section.deleted_words,
        "passages": [_passage(each) for each in section.passages],
    }


def _passage(passage: Passage) -> Json:
    return {
        "kind": passage.kind,
        "status": passage.status,
        "move": passage.move or None,
        "place": _place(passage.span),
        "text": [_stretch(each) for each in passage.stretches],
    }


def _place(span: Span) -> Json:
    return {"file": span.file, "line": span.line, "column": span.column}


def _stretch(stretch: Stretch) -> Json:
    told: Json = {"mark": stretch.mark, "text": stretch.text}
    if stretch.value:
        told["expression"] = stretch.value.expression
        told["sources"] = list(stretch.value.sources)
    return told
