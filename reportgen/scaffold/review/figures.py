"""Figures that came back: their captions, what they say to the blind, and the pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Span
from reportgen.model import Chart, Figure, ImagePlacement
from reportgen.model.traverse import plain_text
from reportgen.readers.pictures.images import looks_same
from reportgen.readers.source import Source
from reportgen.scaffold.review.edits import Change, Edit, Kind
from reportgen.scaffold.review.lines import Line, in_one_line
from reportgen.scaffold.review.prose import Prose
from reportgen.scaffold.review.tokens import offsets_of
from reportgen.scaffold.review.yaml_values import title_in, value_edit, value_in
from reportgen.writers.markdown.escaping import escaped

_IMAGE = re.compile(
    r"!\[(?P<alt>(?:\\.|[^\]\\])*)\]\((?P<target><[^>]*>|[^\s)]*)"
    r"(?:\s+\"(?P<caption>(?:\\.|[^\"\\])*)\")?\)"
)
_LOST = _("LibreOffice lost it when it saved the file: nobody wished it away")
_WORDS_STAY = _("the new picture has no words for those who can't see it: the old ones stay")
Pictures = tuple[Mapping[str, bytes], Mapping[str, bytes]]


def figure_changes(
    old: Line, new: Line, source: Line, pictures: Pictures, prose: Prose
) -> Iterator[Change]:
    """What changed in a figure; `pictures` are the files of both documents by their names."""
    at, span = new.block.span, source.block.span
    before, after = _said(old), _said(new)
    kinds: tuple[Kind, Kind] = ("caption", "alt")
    replaced = _replaced(old, new, source, pictures, prose)
    if replaced is not None:
        yield replaced
    for index, kind in enumerate(kinds):
        if before[index] != after[index]:
            text = before[index], after[index]
            if kind == "alt" and replaced is not None and not after[index]:
                yield Change(kind, *text, span, at, (), _WORDS_STAY, lost=True)
                continue
            if prose.losing and not after[index]:
                yield Change(kind, *text, span, at, (), _LOST, lost=True)
                continue
            yield _of_chart(kind, *text, source, at, prose) or _text_change(
                kind, *text, span, at, prose
            )


def _replaced(
    old: Line, new: Line, source: Line, pictures: Pictures, prose: Prose
) -> Change | None:
    """The change of a picture by another, which is saved beside the text; None for none."""
    one, other = (_picture(each, files) for each, files in zip((old, new), pictures, strict=True))
    if one is None or other is None or looks_same(one, other):
        return None
    if prose.losing and one[:4] != other[:4]:
        # LibreOffice puts the drawing in the place of the picture that was made of it.
        return None
    span, at, named = source.block.span, new.block.span, new.block
    assert isinstance(named, ImagePlacement)
    own = prose.around.sources.get(span.file)
    begin, end = (0, 0) if own is None else offsets_of(span, own)
    found = None if own is None else _IMAGE.match(own.text, begin, end)
    if own is None or found is None or not prose.around.pictures.can_be_saved(named):
        reason = _("the picture was replaced: save it out of the file and put it beside the text")
        return Change("picture", old.text, new.text, span, at, (), reason)
    was = found["target"].strip("<>")
    target = prose.around.pictures.saved(named, PurePosixPath(was).stem, own.file)
    edit = Edit(own.file, found.start("target"), found.end("target"), _as_target(target))
    files = prose.around.pictures.take()
    return Change("picture", was, target, span, at, (edit,), files=files)


def _as_target(path: str) -> str:
    return f"<{path}>" if re.search(r"[\s()]", path) else path


def _said(line: Line) -> tuple[str, str]:
    block = line.block
    alt = block.alt if isinstance(block, Figure | ImagePlacement) else ""
    return in_one_line(plain_text(line.children)), alt


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
    return None if title is None else title_in(before, after, title)


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
