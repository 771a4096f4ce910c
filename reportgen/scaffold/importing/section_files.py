"""The sections of an imported year as files, one sentence a line."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache

from reportgen.diagnostics import ReportError
from reportgen.scaffold.importing.outline import ImportedSection
from reportgen.scaffold.reflow import reflow
from reportgen.writers.markdown.section import write_section


def section_files(sections: Sequence[ImportedSection], folder: str) -> dict[str, bytes]:
    """The sections' files, numbered in the order of the document, one sentence a line."""
    width = max(2, len(str(10 * len(sections))))
    made: dict[str, bytes] = {}
    for number, section in enumerate(sections, start=1):
        name = f"{folder}/{10 * number:0{width}}-{section.id}.md"
        made[name] = _with_lines(write_section(section.heading, section.blocks).encode(), name)
    return made


@lru_cache(maxsize=256)
def _with_lines(content: bytes, name: str) -> bytes:
    """A section's text, one sentence a line; most are the same in one trial and the next."""
    with suppress(ReportError):  # what is wrong there is told when the year is tried
        return reflow(content, name)
    return content
