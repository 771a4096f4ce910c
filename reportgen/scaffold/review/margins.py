"""The headers and footers that came back: the program makes them, so what changed is told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Span
from reportgen.readers.word.reading import WordDocument
from reportgen.scaffold.review.edits import Change


def margin_changes(sent: WordDocument, back: WordDocument, file: str) -> Iterator[Change]:
    """What changed in the headers and footers, but for the numbers of pages."""
    for olds, news in ((sent.headers, back.headers), (sent.footers, back.footers)):
        gone, come = _without(olds, news), _without(news, olds)
        for n in range(max(len(gone), len(come))):
            before, after = (each[n] if n < len(each) else "" for each in (gone, come))
            reason = _("headers and footers are made of the settings and the template")
            yield Change("margin", before, after, None, Span.of_file(file), (), reason)


def _without(texts: Sequence[str], others: Sequence[str]) -> list[str]:
    """The texts that the others lack."""
    known = {_key(each) for each in others}
    return [each for each in texts if _key(each) not in known]


def _key(text: str) -> str:
    return " ".join(re.sub(r"\d+", "0", text).split())
