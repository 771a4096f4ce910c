"""An edition's news as the page's script reads them, in the project's language."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from reportgen.diagnostics import SEVERITY_WORDS, Message, counts_in_words
from reportgen.diagnostics import Message as _
from reportgen.language.messages import Translate
from reportgen.preview.editions import Edition, Remark
from reportgen.preview.writing.saving import Question
from reportgen.writers.findings import Told, as_object, place_as_object

# A page with more on it helps nobody.
_MOST_TOLD = 200


def news_of(
    edition: Edition,
    translate: Translate,
    opens: Message,
    questions: Sequence[Question] = (),
    *,
    edits: bool,
) -> bytes:
    """The news as JSON.

    `version` of the page, `errors`, `findings` (null where there are none yet),
    `summary` of both in words, `more` on those that are left out, `statistics` (where each is
    written), `clock`, `opens`, the button that
    opens a file in another program, `edits`: that is an editor of the user's own
    choice, `questions` that are open.
    """
    errors, findings = edition.errors, edition.findings
    left_out = sum(max(0, len(each or ()) - _MOST_TOLD) for each in (errors, findings))
    more = _("and {count} more", "and {count} more", count=left_out)
    news = {
        "version": edition.version,
        "errors": _told(errors, translate),
        "findings": None if findings is None else _told(findings, translate),
        "summary": summary_of((*errors, *(findings or ())), translate),
        "more": translate(more) if left_out else None,
        "opens": translate(opens),
        "edits": edits,
        "questions": [
            {
                "number": each.number,
                "file": each.file,
                "words": each.words,
                "again": bool(each.text),
            }
            for each in questions
        ],
        "clock": edition.clock,
        "statistics": {name: place_as_object(span) for name, span in edition.statistics.items()},
    }
    return json.dumps(news, ensure_ascii=False).encode()


def summary_of(remarks: Iterable[Remark], translate: Translate) -> str:
    """How many there are of each severity, in words; empty where there is none."""
    parts = counts_in_words(each.diagnostic for each in remarks)
    return ", ".join(translate(part) for part in parts if part.values["count"])


def _told(remarks: tuple[Remark, ...], translate: Translate) -> list[dict[str, object]]:
    return [_as_object(each, translate) for each in remarks[:_MOST_TOLD]]


def _as_object(remark: Remark, translate: Translate) -> dict[str, object]:
    """A diagnostic with its weight in words, and the line it is about in three parts."""
    found, line = remark.diagnostic, remark.excerpt
    parts = None
    if line:
        parts = [line.text[: line.begin], line.text[line.begin : line.end], line.text[line.end :]]
    weight = translate(SEVERITY_WORDS[found.severity])
    return {
        **as_object(Told(found, remark.correction), translate),
        "weight": weight,
        "excerpt": parts,
    }
