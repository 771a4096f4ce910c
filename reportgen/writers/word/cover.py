"""What frames the report: the cover in front, the signature block at the end."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.model import CoverLine
from reportgen.writers.word.job import Job
from reportgen.writers.word.wml.markup import Xml
from reportgen.writers.word.wml.paragraph import paragraph, paragraph_properties
from reportgen.writers.word.wml.text import run


def cover(lines: tuple[CoverLine, ...], job: Job) -> Iterator[Xml]:
    """A paragraph a line; where each stands on the page is the business of its style."""
    for line in lines:
        if line.text.strip():
            yield paragraph(paragraph_properties(job.styles[line.role]), run(line.text))


def signature(lines: tuple[str, ...], job: Job) -> Iterator[Xml]:
    """The signature block, never parted by a page's end."""
    shown = [line for line in lines if line.strip()]
    for index, line in enumerate(shown):
        properties = paragraph_properties(job.styles["signature"], keep_next=index < len(shown) - 1)
        yield paragraph(properties, run(line))
