"""What the commands do, without what an edit of the document can't change.

Bases are found once for each document that was sent, charts are not drawn, pages not counted.
`run.py` and the tests send a tenth of the scripts through the commands themselves as well.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import msgspec
import pytest

from reportgen.checks.engine import check_for_build
from reportgen.compose.appearance import word_options
from reportgen.compose.year import Composed, compose_what_is_there
from reportgen.diagnostics import Problems, Severity
from reportgen.language.messages import translator
from reportgen.model import Figure
from reportgen.model.traverse import walk_blocks
from reportgen.readers.word.reading import WordDocument
from reportgen.scaffold.review import base, reading
from reportgen.scaffold.review.choosing import write
from reportgen.scaffold.review.telling import as_object
from reportgen.storage.sent import id_of, sources_of
from reportgen.writers.word import write_word


def applied(root: Path, document: Path, wanted: int | None = None) -> dict[str, object]:
    """What `review --apply --json` says of a document; raises ReportError."""
    returned = [reading.read_returned(document)]
    year = reading.year_of(returned, wanted)
    reviewed = reading.review(root, year, returned, lambda _each: True)
    write(root, reviewed)
    found = as_object(reviewed, translator("sv"), applied=True)
    said: dict[str, object] = json.loads(msgspec.json.encode(found))
    return said


def printed(root: Path, year: int) -> tuple[bytes | None, str]:
    """The document of a project without its charts, None where it can't be built, and why."""
    problems = Problems()
    composed = compose_what_is_there(root, year, problems)
    found = check_for_build(root, composed, problems.found)
    errors = [each for each in found if each.severity is Severity.ERROR]
    if errors:
        return None, "\n".join(f"error[{each.code}] {each.message}" for each in errors)
    return _as_word(composed), ""


def _as_word(composed: Composed) -> bytes:
    sections = composed.document.sections
    blocks = (each for section in sections for each in walk_blocks(section.blocks))
    figures = frozenset(each.id for each in blocks if isinstance(each, Figure))
    options = msgspec.structs.replace(word_options(composed.appearance), editable=figures)
    stream = BytesIO()
    write_word(composed.document, {}, stream, options)
    return stream.getvalue()


@contextmanager
def remembered_bases() -> Iterator[None]:
    """Within, the base of a document is found once while its sources are as they were sent."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "find_base", _find_base)
        yield


_KNOWN: dict[tuple[int, str, bool], base.Base] = {}


def _find_base(root: Path, year: int, back: WordDocument, digest: str) -> base.Base:
    build = back.sent.build
    if id_of(sources_of(root, year)) != build:
        return base.find_base(root, year, back, digest)
    key = (year, build, bool(back.revisions))
    if key not in _KNOWN:
        _KNOWN[key] = base.find_base(root, year, back)
    return _KNOWN[key]
