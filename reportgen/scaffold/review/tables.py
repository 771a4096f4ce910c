"""Tables that came back: cells, rows and captions; those of statistics are told only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from reportgen.compare.alignment import Candidate, align
from reportgen.compare.fingerprints import inlines_key, row_key
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Span
from reportgen.language.similarity import words_of
from reportgen.model import Cell, Row, Table
from reportgen.model.traverse import plain_text
from reportgen.readers.source import Source
from reportgen.scaffold.review.columns import new_columns
from reportgen.scaffold.review.edits import Change, Edit
from reportgen.scaffold.review.lines import in_one_line
from reportgen.scaffold.review.placing import plainly
from reportgen.scaffold.review.prose import Prose
from reportgen.scaffold.review.tokens import Sources, offsets_of
from reportgen.scaffold.review.yaml_values import title_in, value_edit, value_in
from reportgen.writers.markdown.inlines import written


def table_changes(old: Table, new: Table, source: Table, prose: Prose) -> Iterator[Change]:
    """What changed in a table, from its caption to its source line."""
    own = prose.around.sources.get(source.span.file)
    typed = own is not None and own.text[offsets_of(source.span, own)[0] :][:1] == "|"
    if own is None or not typed:
        yield from _of_statistics(old, new, source, prose.around.sources)
        return
    at = new.span
    new = _without_gone(old, new)
    yield from prose.changes(prose.texts(old.caption, new.caption, source.caption, at), "caption")
    if len(old.header.cells) != len(new.header.cells):
        edits = new_columns(old, new, source, own, prose)
        yield replace(_unlike(old, new, source.span), edits=edits)
        return
    if all(plain_text(cell.children).strip() for cell in new.header.cells):
        yield from _cells(old.header, new.header, source.header, prose)
    else:
        reason = _("a column must have a heading")
        texts = _text(old.header), _text(new.header)
        yield Change("cell", *texts, source.header.span, at, (), reason)
    yield from _rows(old, new, source, own, prose)


def _without_gone(old: Table, new: Table) -> Table:
    """The table without columns that went out: the cells before them have become wider."""
    rows = (new.header, *new.rows)
    width = min(len(row.cells) for row in rows)
    gone = {n for n in range(width) if all(row.cells[n].columns == 0 for row in rows)}
    if not gone or len(old.header.cells) != len(new.header.cells):
        return new
    narrower = [_narrower(row, gone) for row in rows]
    alignments = tuple(each for n, each in enumerate(new.alignments) if n not in gone)
    return replace(new, header=narrower[0], rows=tuple(narrower[1:]), alignments=alignments)


def _narrower(row: Row, gone: set[int]) -> Row:
    cells = []
    for n, cell in enumerate(row.cells):
        if n not in gone:
            wide = sum(each in gone for each in range(n + 1, n + cell.columns))
            cells.append(replace(cell, columns=cell.columns - wide))
    return replace(row, cells=tuple(cells))


def _rows(old: Table, new: Table, source: Table, own: Source, prose: Prose) -> Iterator[Change]:
    if len(old.rows) != len(source.rows):
        yield _unlike(old, new, source.span)
        return
    pairs = dict(align(old.rows, new.rows, row_key, _describe))
    back = {j: i for i, j in pairs.items()}
    after = source.header
    for j, row in enumerate(new.rows):
        if j in back:
            after = source.rows[back[j]]
            yield from _cells(old.rows[back[j]], row, after, prose)
        else:
            yield _new_row(row, after, after is source.header, own, prose)
    for i, row in enumerate(old.rows):
        if i not in pairs:
            yield _gone_row(row, source.rows[i], own, new.span)


def _describe(row: Row) -> Candidate:
    """A row is known by its first cell."""
    cells = [plain_text(cell.children) for cell in row.cells]
    return Candidate("row", words_of(" ".join(cells)), cells[0] if cells else "")


def _cells(old: Row, new: Row, source: Row, prose: Prose) -> Iterator[Change]:
    if len(old.cells) != len(new.cells) or len(old.cells) != len(source.cells):
        reason = _("the table has other columns than it had")
        yield Change("column", _text(old), _text(new), source.span, new.span, (), reason)
        return
    apart = [_span(one) != _span(other) for one, other in zip(old.cells, new.cells, strict=True)]
    if any(apart):
        reason = _("cells were merged or divided: do that in the file")
        before, after = (_text(_only(each, apart)) for each in (old, new))
        yield Change("cell", before, after, source.span, new.span, (), reason)
    for is_apart, one, other, own in zip(apart, old.cells, new.cells, source.cells, strict=True):
        if is_apart or inlines_key(one.children) == inlines_key(other.children):
            continue
        texts = prose.texts(one.children, other.children, own.children, other.span)
        if texts.source:
            yield from prose.in_cells().changes(texts, "cell")
        else:
            after = plain_text(other.children)
            reason = _("the cell was empty: fill it in in the file")
            yield Change("cell", "", after, source.span, other.span, (), reason)


def _span(cell: Cell) -> tuple[int, int]:
    """How many columns and rows a cell takes; none where another covers it."""
    return cell.columns, cell.rows


def _only(row: Row, chosen: Sequence[bool]) -> Row:
    """Some cells of a row."""
    cells = (cell for cell, is_chosen in zip(row.cells, chosen, strict=True) if is_chosen)
    return replace(row, cells=tuple(cells))


def _new_row(row: Row, after: Row, below_header: bool, own: Source, prose: Prose) -> Change:  # noqa: FBT001
    cells = (written(plainly(c.children, prose.around.notes), in_cell=True) for c in row.cells)
    line = "".join(f"| {text} " if text else "| " for text in cells) + "|"
    end = _line_end(after, own)
    if below_header:
        end = _next_line_end(own.text, end)
    edits = (Edit(own.file, end, end, f"\n{line}"), *prose.around.notes.take(own.file))
    span = own.span_between(end, end)
    return Change("row", "", _text(row), span, row.span, edits)


def _gone_row(row: Row, source: Row, own: Source, at: Span) -> Change:
    end = _line_end(source, own)
    begin = own.text.rfind("\n", 0, end)
    edit = Edit(own.file, begin, end, "")
    return Change("row", _text(row), "", source.span, at, (edit,))


def _line_end(row: Row, own: Source) -> int:
    """Where the source line of a row ends."""
    end = own.text.find("\n", offsets_of(row.cells[0].span, own)[0])
    return len(own.text) if end < 0 else end


def _next_line_end(text: str, end: int) -> int:
    found = text.find("\n", end + 1)
    return len(text) if found < 0 else found


def _text(row: Row) -> str:
    return " | ".join(" ".join(plain_text(cell.children).split()) for cell in row.cells)


def _unlike(old: Table, new: Table, span: Span) -> Change:
    before, after = (" ¶ ".join(map(_text, (each.header, *each.rows))) for each in (old, new))
    reason = _("the table has other columns than it had")
    return Change("column", before, after, span, new.span, (), reason)


def _of_statistics(old: Table, new: Table, source: Table, sources: Sources) -> Iterator[Change]:
    """What was typed into a table that the program makes: told with the row that it is of.

    Its caption is written where it stands.
    """
    reason = _("the table is made of the statistics: change them")
    caption = _caption(old, new, source, sources)
    if caption is not None:
        yield caption
        new = replace(new, caption=old.caption)
    pairs = dict(align(old.rows, new.rows, row_key, _describe))
    back = {j: i for i, j in pairs.items()}
    for one, other in _texts_of(old, new):
        if one != other:
            yield Change("statistics", one, other, source.span, new.span, (), reason, source.id)
    for j, row in enumerate(new.rows):
        was = old.rows[back[j]] if j in back else None
        if was is None:
            told = "", _text(row), source.span, row.span
            yield Change("statistics", *told, (), reason, source.id)
        elif _text(was) != _text(row):
            yield from _numbers(was, row, source)
    for i, row in enumerate(old.rows):
        if i not in pairs:
            name = _row_name(source, plain_text(row.cells[0].children) if row.cells else "")
            yield Change("statistics", _text(row), "", source.span, new.span, (), reason, name)


def _caption(old: Table, new: Table, source: Table, sources: Sources) -> Change | None:
    """The change of a caption: in the placement that gives it, or the title in the statistics.

    None for none, and where more was changed than what stands there.
    """
    before, after = (in_one_line(plain_text(each.caption)) for each in (old, new))
    placed = sources.get(source.span.file)
    if before == after or placed is None:
        return None
    begin, end = offsets_of(source.span, placed)
    literal = f'"{before}"'
    at = placed.text.find(literal, begin, end)
    if at >= 0 and '"' not in after and "\\" not in after:
        edit = Edit(placed.file, at, at + len(literal), f'"{after}"')
    else:
        year = "/".join(source.span.file.split("/")[:-1])
        own = sources.get(f"{year}/statistics.yaml")
        title = None if own is None else value_in(own, "title", source.id)
        text = None if title is None else title_in(before, after, title)
        made = None if own is None or not text else value_edit(own, "title", text, source.id)
        if made is None or "year(" in placed.text[begin:end]:
            return None
        edit = made
    span = sources[edit.file].span_between(edit.begin, edit.end)
    return Change("caption", before, after, span, new.span, (edit,))


def _numbers(old: Row, new: Row, source: Table) -> Iterator[Change]:
    """What was typed into a row; a number is told with the expression that one writes for it."""
    reason = _("the table is made of the statistics: change them")
    label = plain_text(old.cells[0].children)
    pairs = [
        (plain_text(one.children), plain_text(other.children))
        for one, other in zip(old.cells, new.cells, strict=False)
    ]
    changed = [(n, *pair) for n, pair in enumerate(pairs) if pair[0] != pair[1]]
    if len(old.cells) != len(new.cells) or any(n == 0 for n, _one, _other in changed):
        texts = _text(old), _text(new)
        name = _row_name(source, label)
        yield Change("statistics", *texts, source.span, new.span, (), reason, name)
        return
    for _n, before, after in changed:
        name = _row_name(source, label)
        yield Change("statistics", before, after, source.span, new.span, (), reason, name)


def _row_name(source: Table, label: str) -> str:
    """The expression of a row of a table of statistics."""
    if any(row.total and plain_text(row.cells[0].children) == label for row in source.rows):
        return f"{source.id}.total"
    return f'{source.id}["{label}"]' if label else source.id


def _texts_of(old: Table, new: Table) -> Sequence[tuple[str, str]]:
    pairs = ((old.caption, new.caption), (old.note, new.note))
    made = [(plain_text(one), plain_text(other)) for one, other in pairs]
    return [*made, (_text(old.header), _text(new.header))]
