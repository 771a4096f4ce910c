"""The report with docxtpl: a Word template, filled by Jinja.

python fill_docxtpl.py template.docx report.json charts/ report.docx
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage, RichText


def main() -> None:
    template, source, charts, target = (Path(argument) for argument in sys.argv[1:])
    report = json.loads(source.read_text(encoding="utf-8"))
    missing = {
        name: chart
        for name, chart in report["charts"].items()
        if not (charts / f"{name}.png").exists()
    }
    if missing:
        from pyplot_charts import draw_charts

        draw_charts(missing, charts)
    doc = DocxTemplate(str(template))
    for block in report["blocks"]:
        if "runs" in block:
            block["rich"] = rich_text(doc, block["runs"])
        elif block["kind"] == "figure":
            picture = str(charts / f"{block['chart']}.png")
            block["picture"] = InlineImage(doc, picture, width=Mm(160))
    doc.render(report, autoescape=True)
    doc.save(str(target))


def rich_text(doc: DocxTemplate, runs: list[dict[str, Any]]) -> RichText:
    """Text, bold, italics, links."""
    rich = RichText()
    for run in runs:
        if url := run.get("url"):
            rich.add(run["text"], url_id=doc.build_url_id(url), underline=True)
        else:
            mark = run.get("mark")
            rich.add(run["text"], bold=mark == "bold", italic=mark == "italic")
    return rich


if __name__ == "__main__":
    main()
