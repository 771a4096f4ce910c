"""The page of a comparison: two years of the example region."""

from __future__ import annotations

from pathlib import Path

from sample_project import composed

from reportgen.build.figures import draw_figures
from reportgen.build.formats.html import make_comparison
from reportgen.compare import compare_documents
from reportgen.compare.documents import redline_pictures
from reportgen.diagnostics import Problems
from reportgen.language.messages import translator
from reportgen.writers.telling import Telling


def comparison_page(root: Path, older: int = 2021, newer: int = 2022) -> str:
    old, new = composed(root, older), composed(root, newer)
    problems = Problems()
    comparison = compare_documents(
        old.document, new.document, old.year.statistics, new.year.statistics
    )
    pictures = redline_pictures(
        *(draw_figures(root, each, problems, all_as_pictures=True)[0] for each in (old, new))
    )
    telling = Telling(str(older), str(newer), translator("sv"), "sv", "plain")
    made = make_comparison(new, comparison, telling, pictures, problems)
    assert not problems.errors
    return made.decode()
