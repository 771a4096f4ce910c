"""Where texts and figures of a year name a row of a table by its label."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from reportgen.diagnostics import Problems, ReportError, Span
from reportgen.readers.manifest import YAML_ENDINGS, file_names, section_names
from reportgen.readers.project import node_of
from reportgen.readers.source import Source, read_source_of
from reportgen.readers.yaml.reading import Mapping, Node, Scalar, Sequence

_EXPRESSION = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)


def mentions_of(
    root: Path, year: int, name: str, labels: Collection[str]
) -> dict[str, tuple[Span, ...]]:
    """The places that name a label of the table `name`, by label; none for one that nobody names.

    In the text those in braces, in the files of figures where the table is what they show.
    """
    found: dict[str, list[Span]] = {label: [] for label in labels}
    problems = Problems()
    for section in section_names(root, f"content/{year}", problems):
        try:
            source = read_source_of(root, f"content/{year}/{section}")
        except ReportError:
            continue
        for label, span in _in_text(source, name, labels):
            found[label].append(span)
    for figure in file_names(root, "figures", YAML_ENDINGS, problems):
        node = node_of(root, f"figures/{figure}")
        written = list(_scalars(node)) if node else []
        if any(re.match(rf"{re.escape(name)}(?!\w)", each.text) for each in written):
            for each in written:
                if each.text in found:
                    found[each.text].append(each.span)
    return {label: tuple(spans) for label, spans in found.items() if spans}


def _in_text(source: Source, name: str, labels: Collection[str]) -> Iterator[tuple[str, Span]]:
    table = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    for expression in _EXPRESSION.finditer(source.text):
        if table.search(expression[0]):
            for label in labels:
                # kon["Kvinnor"], and kon.Kvinnor where that is one word.
                quoted, behind = rf"""(["']){re.escape(label)}\1""", re.escape(f"{name}.{label}")
                written = rf"{quoted}|{behind}(?!\w)"
                if re.search(written, expression[0]):
                    yield label, source.span_between(*expression.span())


def _scalars(node: Node) -> Iterator[Scalar]:
    match node:
        case Scalar():
            yield node
        case Mapping(entries=entries):
            for key, value in entries:
                yield from (key, *_scalars(value))
        case Sequence(items=items):
            for item in items:
                yield from _scalars(item)
        case _:
            pass
