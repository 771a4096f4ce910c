"""What people wrote in the margin, put beside the blocks that it is about."""

from __future__ import annotations

from reportgen.diagnostics import Span
from reportgen.writers.word.job import Job
from reportgen.writers.word.wml.markup import Xml
from reportgen.writers.word.wml.text import commented


def with_comments(content: Xml, span: Span, job: Job) -> Xml:
    """The content of the block at `span` with the comments that stand beside it."""
    for each in job.options.comments.get(span, ()):
        content = commented(job.next_comment(each), content)
    return content
