"""Sentences that count: the tables of a random project told in prose, as a coordinator would."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from project_made import Project
from tables_made import Table

# {0} is the number of a row, {label} its label; {unit} is what the table counts.
_ONE = (
    "{label} förekom i {0} {unit}.",
    "Under året gällde {0} {unit} {lower}.",
    "Antalet {unit} om {lower} var {0}.",
    "{label} stod för {0} {unit}, alltså {share} av samtliga.",
    "{label} utgjorde {share} av alla {unit}.",
)
_TWO = (
    "Av de {total} {unit} gällde {0} {lower} och {1} {lower1}.",
    "Totalt var det {total} {unit}, varav {0} rörde {lower}.",
    "{label} ({0}) var vanligare än {lower1} ({1}).",
)


def with_counted_prose(project: Project) -> Project:
    """The project with a section more, which tells of the tables that it places."""
    rng = Random(project.seed)
    tables = [
        table
        for table, _shares in project.truth.placed_tables
        if table.kind in ("parts", "multiple") and table.decimals is None and len(table.unit) > 2
    ]
    lines = [line for table in tables for line in _told(rng, table, project.year)]
    if not lines or project.language != "sv":
        return project
    text = "# Siffrorna i ord\n\n" + "\n".join(lines) + "\n"
    name = f"content/{project.year}/95-siffrorna-i-ord.md"
    return replace(project, files={**project.files, name: text.encode()})


def _told(rng: Random, table: Table, year: int) -> list[str]:
    known = [label for label, n in table.known(year).items() if n]
    if len(known) < 2 or table.base(year) is None:
        return []
    templates = (*_ONE, *_TWO) if table.kind == "parts" else _ONE
    return [_line(template, table, rng.sample(known, 2)) for template in rng.sample(templates, 3)]


def _line(template: str, table: Table, labels: list[str]) -> str:
    paths = [
        f'{table.name}["{e}"]'.replace("\\", "\\\\") if '"' not in e else f"{table.name}[{e!r}]"
        for e in labels
    ]
    return template.format(
        *(f"{{{{ {each} }}}}" for each in paths),
        label=_typed(labels[0]),
        lower=_typed(_lower(labels[0])),
        lower1=_typed(_lower(labels[1])),
        share=f"{{{{ share({paths[0]}) }}}}",
        total=f"{{{{ {table.name}.total }}}}",
        unit=table.unit,
    )


def _lower(label: str) -> str:
    return label[0].lower() + label[1:]


def _typed(label: str) -> str:
    """A label as Markdown that reads the same."""
    return "".join(f"\\{c}" if c in "*_<[" else c for c in label)
