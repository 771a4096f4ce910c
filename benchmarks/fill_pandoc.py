"""The report with pandoc: Jinja fills the Markdown, pandoc makes the Word file.

    python fill_pandoc.py PANDOC SOURCE charts/ report.docx

PANDOC is the program itself, so that finding it costs nothing; SOURCE is a folder as
`pandoc_source.py` writes it. The Markdown goes to pandoc by a pipe.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

OPTIONS = ("--from=markdown", "--to=docx", "--toc", "--toc-depth=3", "--metadata=lang:sv-SE")


def main() -> None:
    pandoc = sys.argv[1]
    source, charts, target = (Path(argument) for argument in sys.argv[2:])
    context = json.loads((source / "values.json").read_text(encoding="utf-8"))
    missing = {
        name: chart
        for name, chart in context["charts"].items()
        if not (charts / f"{name}.png").exists()
    }
    if missing:
        from pyplot_charts import draw_charts

        draw_charts(missing, charts)
    markdown = fill(source / "sections", context)
    reference = f"--reference-doc={source / 'reference.docx'}"
    resources = f"--resource-path={charts.parent}"
    metadata = [f"--metadata=title:{context['title']}"]
    metadata += [f"--metadata=toc-title:{context['contents']}"]
    command = [pandoc, *OPTIONS, reference, resources, *metadata, f"--output={target}"]
    subprocess.run(command, input=markdown, encoding="utf-8", check=True)


def fill(sections: Path, context: dict[str, Any]) -> str:
    """The cover's lines and every section, filled."""
    environment = Environment(
        loader=FileSystemLoader(sections),
        undefined=StrictUndefined,
        trim_blocks=True,
        comment_start_string="{##",  # "{#" begins a heading's id
    )
    cover = "".join(f"{line}\n\n" for line in context["cover"])
    names = environment.list_templates(extensions=["md"])
    filled = (environment.get_template(name).render(context) for name in names)
    return cover + "\n\n".join(filled)


if __name__ == "__main__":
    main()
