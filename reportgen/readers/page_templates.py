"""Reads the page templates that a project has of its own: the files of its `templates` folder."""

from __future__ import annotations

from pathlib import Path

from reportgen.diagnostics import Problems, Span
from reportgen.readers.manifest import PAGE_TEMPLATE_ENDINGS, entries_of
from reportgen.readers.paths import check_inside
from reportgen.readers.source import read_source

FOLDER = "templates"


def read_page_templates(root: Path, problems: Problems) -> dict[str, str]:
    """The texts of the project's page templates and style sheet, by file name.

    What else lies there (a Word template) is let alone. Notes outside-project, and the errors
    of `read_source`.
    """
    folder = root / FOLDER
    texts: dict[str, str] = {}
    for name in [entry.name for entry in entries_of(root, FOLDER, problems)]:
        if name.endswith(PAGE_TEMPLATE_ENDINGS) and name[0] not in ".~":
            file = f"{FOLDER}/{name}"
            with problems.collecting():
                check_inside(root, file, Span.of_file(file))
                texts[name] = read_source(folder / name, file).text
    return texts
