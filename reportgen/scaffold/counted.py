"""`statistics.yaml` of a year with what was counted in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import ReportError, report_error
from reportgen.model.crossing import cell_label
from reportgen.readers.counting.entries import StatisticsFile
from reportgen.readers.counting.results import Result, written
from reportgen.readers.counting.results import Rows as CountedRows
from reportgen.readers.source import decode_source
from reportgen.readers.yaml.reading import Mapping as MappingNode
from reportgen.readers.yaml.reading import Node, Scalar, parse_yaml
from reportgen.scaffold.editing import Edit, EditableText
from reportgen.scaffold.number_edits import Numbers, Rows, entry_edits
from reportgen.scaffold.unchanged import all_but


def with_results(file: StatisticsFile, results: Iterable[Result]) -> bytes:
    """The file with the results in it, every other byte as it was.

    Raises ReportError (cannot-edit) where it is written in a way that can't be changed so.
    """
    text = EditableText(file.content, file.name)
    node = parse_yaml(text.source)
    edits: list[Edit] = []
    chosen = [result for result in results if result.changes or result.origin]
    for result in chosen:
        entry = _entry(node, result.name)
        if isinstance(entry, MappingNode):
            edits += entry_edits(text, entry, _numbers(result))
        elif isinstance(entry, Scalar):
            edits.append(text.replace(entry.span, written(result.rows[""])))
    content = text.edited(edits)
    if not _holds(content, file.name, chosen) or _rest(content, file, chosen) != _rest(
        file.content, file, chosen
    ):
        message = _("{file} can't be changed without a person", file=file.name)
        hint = _("write its tables one row a line, and count again")
        raise report_error("cannot-edit", None, message, hint)
    return content


def _holds(content: bytes, name: str, results: Iterable[Result]) -> bool:
    """Whether the changed file says just what was counted."""
    try:
        node = parse_yaml(decode_source(content, name))
    except ReportError:
        return False
    for result in results:
        entry = _entry(node, result.name)
        if {k: str(v) if v is not None else "null" for k, v in result.rows.items()} != _said(entry):
            return False
    return True


def _said(entry: Node | None) -> dict[str, str]:
    """The numbers of an entry by label, as they are written."""
    if isinstance(entry, Scalar):
        return {"": entry.text}
    if not isinstance(entry, MappingNode):
        return {}
    counts = entry.get("counts")
    if isinstance(counts, MappingNode):
        return dict(_rows(counts))
    return {"": _text(entry.get("value"))}


def _rows(counts: MappingNode) -> Iterator[tuple[str, str]]:
    """Each row's label and number; of cells that of the row and the column."""
    for key, value in counts.entries:
        if isinstance(value, MappingNode):
            for column, cell in value.entries:
                yield cell_label(key.text, column.text), _text(cell)
        else:
            yield key.text, _text(value)


def _text(node: Node | None) -> str:
    return ("null" if node.null else node.text) if isinstance(node, Scalar) else ""


def _rest(content: bytes, file: StatisticsFile, results: Iterable[Result]) -> object:
    """All that the file says and counting does not change; nothing for what is no YAML."""
    try:
        node = parse_yaml(decode_source(content, file.name))
    except ReportError:
        return []
    names = {result.name for result in results}
    plain = {(name,) for name in names if not isinstance(_entry(node, name), MappingNode)}
    return list(all_but(node, {(name, key) for name in names for key in _CHANGING} | plain))


_CHANGING = ("counts", "value", "total", "counted_from")


def _entry(root: Node, name: str) -> Node | None:
    return root.get(name) if isinstance(root, MappingNode) else None


def _numbers(result: Result) -> Numbers:
    """The numbers of an entry as they are written."""
    origin = result.origin.text(result.rows) if result.origin else None
    if "" in result.rows:
        return Numbers(value=written(result.rows[""]), origin=origin)
    total = None if result.total is None else written(result.total)
    return Numbers(_as_texts(result.as_written), total, origin=origin)


def _as_texts(rows: CountedRows) -> Rows:
    """The rows as they are written."""
    return {
        label: {column: written(cell) for column, cell in each.items()}
        if isinstance(each, Mapping)
        else written(each)
        for label, each in rows.items()
    }  # type: ignore[return-value]
