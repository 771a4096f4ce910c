"""`statistics.yaml` of a year with what was counted in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import ReportError, report_error
from reportgen.model.crossing import cell_label
from reportgen.readers.counting.entries import StatisticsFile
from reportgen.readers.counting.results import Result, written
from reportgen.readers.source import decode_source
from reportgen.readers.yaml.reading import Mapping as MappingNode
from reportgen.readers.yaml.reading import Node, Scalar, parse_yaml
from reportgen.readers.yaml.reading import Sequence as SequenceNode
from reportgen.scaffold.editing import Edit, EditableText
from reportgen.scaffold.number_edits import Numbers, entry_edits


def with_results(file: StatisticsFile, results: Iterable[Result]) -> bytes:
    """The file with the results in it, every other byte as it was.

    Raises ReportError (cannot-edit) where it is written in a way that can't be changed so.
    """
    text = EditableText(file.content, file.name)
    node = parse_yaml(text.source)
    edits: list[Edit] = []
    chosen = [result for result in results if result.changes or result.origin]
    for result in chosen:
        entry = node.get(result.name) if isinstance(node, MappingNode) else None
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
        entry = node.get(result.name) if isinstance(node, MappingNode) else None
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


def _rest(content: bytes, file: StatisticsFile, results: Iterable[Result]) -> list[str]:
    """All that the file says and counting does not change, a line a value."""
    try:
        node = parse_yaml(decode_source(content, file.name))
    except ReportError:
        return []
    names = {result.name for result in results}
    changing = {(name, key) for name in names for key in _CHANGING} | {(name,) for name in names}
    return [line for path, line in _values(node, ()) if path[:2] not in changing]


_CHANGING = ("counts", "value", "total", "counted_from")


def _values(node: Node, path: tuple[str, ...]) -> Iterable[tuple[tuple[str, ...], str]]:
    match node:
        case MappingNode():
            for key, value in node.entries:
                yield from _values(value, (*path, key.text))
        case SequenceNode():
            for place, item in enumerate(node.items):
                yield from _values(item, (*path, str(place)))
        case Scalar():
            yield path, f"{path}: {node.text}"
        case _:
            yield path, f"{path}"


def _numbers(result: Result) -> Numbers:
    """The numbers of an entry as they are written."""
    origin = result.origin.text(result.rows) if result.origin else None
    if "" in result.rows:
        return Numbers(value=result.rows[""], origin=origin)
    return Numbers(result.as_written, result.total, origin=origin)
