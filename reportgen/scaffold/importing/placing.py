"""Puts an imported year into its project, which is made where there is none."""

from __future__ import annotations

from pathlib import Path

from reportgen.scaffold.importing.reading import Imported
from reportgen.scaffold.project import schema_files
from reportgen.scaffold.templates import README, WORD_LIST
from reportgen.scaffold.writing import write_files, write_folder


def place_year(root: Path, imported: Imported, *, is_new: bool) -> tuple[str, ...]:
    """Write the year, and around it the project where it is new; returns the files' names.

    Raises ReportError: file-exists, cannot-write.
    """
    if is_new:
        files = {**_project_files(imported), **imported.files}
        write_files(root, files)
        return tuple(files)
    folder = f"content/{imported.year}/"
    write_folder(
        root / folder, {name.removeprefix(folder): c for name, c in imported.files.items()}
    )
    return tuple(imported.files)


def _project_files(imported: Imported) -> dict[str, bytes]:
    """What a new project has beside its year."""
    readme = README.format(region=imported.facts["region"].text, year=imported.year)
    texts = {
        "content/reportgen.yaml": imported.settings,
        "content/ordlista.txt": WORD_LIST,
        ".gitignore": "output/\n",
        "README.md": readme,
        **dict(schema_files()),
    }
    return {name: text.encode() for name, text in texts.items()}
