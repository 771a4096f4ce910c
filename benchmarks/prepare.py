"""Makes what the contenders need, once and unmeasured: a project, its data, their templates.

    python prepare.py PROJECT YEAR TIMES FOLDER PANDOC

Into FOLDER go `project/` (for reportgen), `report.json` (for the plain script, docxtpl and the
floor), `pandoc/` (Markdown with Jinja in it, values, a reference document), `template.docx` (for
docxtpl) and `blank.docx` (python-docx's own template, for the floor).
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import docx
from docxtpl_template import make_template
from material import flatten_document, read_document
from pandoc_source import add_page_setup, write_pandoc_source
from repeat import write_repeated


def prepare(project: Path, year: int, times: int, folder: Path, pandoc: str) -> None:
    """Make all of it in `folder`, which must not exist."""
    folder.mkdir(parents=True)
    write_repeated(project, year, times, folder / "project")
    leave_out_page_numbers(folder / "project" / "content" / "reportgen.yaml")
    document = read_document(folder / "project", year)
    data = flatten_document(document)
    text = json.dumps(data, ensure_ascii=False, indent=1)
    (folder / "report.json").write_text(text, encoding="utf-8")
    write_pandoc_source(document, data, folder / "pandoc")
    write_reference(folder / "pandoc" / "reference.docx", data["title"], pandoc)
    make_template(data).save(str(folder / "template.docx"))
    docx.Document().save(str(folder / "blank.docx"))


def leave_out_page_numbers(settings: Path) -> None:
    """No page numbers in the contents: the others have none, and they would take LibreOffice."""
    lines = settings.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("page_numbers:")]
    settings.write_text("\n".join([*kept, "page_numbers: false", ""]), encoding="utf-8")


def write_reference(path: Path, title: str, pandoc: str) -> None:
    """Pandoc's own reference document with the page that the others have."""
    command = [pandoc, "--print-default-data-file=reference.docx"]
    path.write_bytes(subprocess.run(command, capture_output=True, check=True).stdout)
    add_page_setup(path, title)


if __name__ == "__main__":
    prepare(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]), sys.argv[5])
