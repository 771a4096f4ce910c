"""An edition's news as the page's script reads them, in the project's language."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from reportgen.diagnostics import Diagnostic, Severity
from reportgen.diagnostics import Message as _
from reportgen.messages import Translate
from reportgen.preview.editions import Edition
from reportgen.readers.excerpts import find_excerpt
from reportgen.writers.findings import Told, as_object, place_as_object

# A page with more on it helps nobody; the count says how many there are.
_MOST_TOLD = 200
_WORDS = {
    Severity.ERROR: _("error"),
    Severity.WARNING: _("warning"),
    Severity.NOTE: _("note"),
}


def news_of(edition: Edition, root: Path, translate: Translate, advice: str | None) -> bytes:
    """The news as JSON.

    `version` of the page, `errors`, `findings` (null where there are none yet), `summary` of
    both in words, `statistics` (where each is written), `advice` on how to get an editor.
    """
    findings = None
    if edition.findings is not None:
        findings = [_told(each, root, translate) for each in edition.findings[:_MOST_TOLD]]
    news = {
        "version": edition.version,
        "errors": [_told(each, root, translate) for each in edition.errors[:_MOST_TOLD]],
        "findings": findings,
        "summary": summary_of((*edition.errors, *(edition.findings or ())), translate),
        "advice": advice,
        "statistics": {name: place_as_object(span) for name, span in edition.statistics.items()},
    }
    return json.dumps(news, ensure_ascii=False).encode()


def summary_of(diagnostics: Iterable[Diagnostic], translate: Translate) -> str:
    """How many there are of each severity, in words; empty where there is none."""
    counts = Counter(each.severity for each in diagnostics)
    parts = {
        Severity.ERROR: _("{count} error", "{count} errors", count=counts[Severity.ERROR]),
        Severity.WARNING: _("{count} warning", "{count} warnings", count=counts[Severity.WARNING]),
        Severity.NOTE: _("{count} note", "{count} notes", count=counts[Severity.NOTE]),
    }
    return ", ".join(translate(part) for severity, part in parts.items() if counts[severity])


def _told(found: Diagnostic, root: Path, translate: Translate) -> dict[str, object]:
    """A diagnostic with its weight in words, and the line it is about in three parts."""
    excerpt = find_excerpt(found.span, root) if found.span else None
    line = None
    if excerpt:
        text, begin, end = excerpt.text, excerpt.begin, excerpt.end
        line = [text[:begin], text[begin:end], text[end:]]
    weight = translate(_WORDS[found.severity])
    return {**as_object(Told(found), translate), "weight": weight, "excerpt": line}
