"""Figures that came back: their captions, what they say to the blind, and the pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Span
from reportgen.model import Chart, Figure, ImagePlacement
from reportgen.model.traverse import plain_text
from reportgen.readers.source import Source
from reportgen.scaffold.review.edits import Change, Edit, Kind
from reportgen.scaffold.review.lines import Line
from reportgen.scaffold.review.prose import Prose
from reportgen.scaffold.review.tokens import offsets_of
from reportgen.scaffold.review.yaml_values import value_edit, value_in
from reportgen.writers.markdown.escaping import escaped

_IMAGE = re.compile(
    r"!\[(?P<alt>(?:\\.|[^\]\\])*)\]\((?:<[^>]*>|[^\s)]*)"
    r"(?:\s+\"(?P<caption>(?:\\.|[^\"\\])*)\")?\)"
)
_LOST = _("LibreOffice lost it when it saved the file: nobody wished it away")
Pictures = tuple[Mapping[str, bytes], Mapping[str, bytes]]


def figure_changes(
    old: Line, new: Line, source: Line, pictures: Pictures, prose: Prose
) -> Iterator[Change]:
    """What changed in a figure; `pictures` are the files of both documents by their names."""
    at, span = new.block.span, source.block.span
    before, after = _said(old), _said(new)
    kinds: tuple[Kind, Kind] = ("caption", "alt")
    for index, kind in enumerate(kinds):
        if before[index] != after[index]:
            text = before[index], after[index]
            if prose.losing and not after[index]:
                yield Change(kind, *text, span, at, (), _LOST, lost=True)
                continue
            yield _of_chart(kind, *text, source, at, prose) or _text_change(
                kind, *text, span, at, prose
            )
    one, other = (_picture(each, files) for each, files in zip((old, new), pictures, strict=True))
    if one is not None and other is not None and one != other and not prose.losing:
        reason = _("the picture was replaced: save it out of the file and put it beside the text")
        yield Change("picture", before[0], after[0], span, at, (), reason)


def _said(line: Line) -> tuple[str, str]:
    block = line.block
    alt = block.alt if isinstance(block, Figure | ImagePlacement) else ""
    return " ".join(plain_text(line.children).split()), alt


def _picture(line: Line, files: Mapping[str, bytes]) -> bytes | None:
    return files.get(line.block.target) if isinstance(line.block, ImagePlacement) else None


def _of_chart(
    kind: Kind, before: str, after: str, line: Line, at: Span, prose: Prose
) -> Change | None:
    """The change of a chart's text, which stands in a file of its own; None for a picture."""
    block = line.block
    if not isinstance(block, Figure) or not isinstance(block.content, Chart):
        return None
    own = prose.around.sources.get(f"figures/{block.id}.yaml")
    key, text = ("alt", after) if kind == "alt" else ("title", _title(before, after, own))
    edit = None if own is None or text is None else value_edit(own, key, text)
    if own is None or edit is None:
        return None
    span = own.span_between(edit.begin, edit.end)
    return Change(kind, before, after, span, at, (edit,))


def _title(before: str, after: str, own: Source | None) -> str | None:
    """The title that gives a caption; None where more of the caption was changed."""
    title = None if own is None else value_in(own, "title")
    if title is None or not before.startswith(title):
        return None
    rest = before[len(title) :]
    return after.removesuffix(rest) if after.endswith(rest) else None


def _text_change(kind: Kind, before: str, after: str, span: Span, at: Span, prose: Prose) -> Change:
    source = prose.around.sources.get(span.file)
    if source is not None:
        begin, end = offsets_of(span, source)
        found = _IMAGE.match(source.text, begin, end)
        if found is not None and found[kind] is not None:
            text = escaped(after).replace('"', '\\"') if kind == "caption" else escaped(after)
            edit = Edit(span.file, found.start(kind), found.end(kind), text)
            return Change(kind, before, after, span, at, (edit,))
    if kind == "alt":
        reason = _("the program says in words what a chart shows: see alt in its file in figures")
    else:
        reason = _("the caption is written in the file of the chart in figures")
    return Change(kind, before, after, span, at, (), reason)
