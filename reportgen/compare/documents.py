"""Compares two reports: their prose as one document with changes, their figures as differences."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from reportgen.compare.blocks import newer_id, older_id
from reportgen.compare.differ import match
from reportgen.compare.moves import mark_moves
from reportgen.compare.passages import Passage, count_words, passages_of
from reportgen.compare.sections import MergedSection, SectionStatus, merge_sections
from reportgen.compare.statistics import TableDifference, compare_statistics
from reportgen.compare.words import compare_inlines
from reportgen.diagnostics import Span
from reportgen.model import Change, CoverLine, Document, Picture, Text
from reportgen.model.statistics import Statistics

Line = TypeVar("Line", bound=Hashable)


class ComparedSection(Struct, frozen=True):
    """The change of a section; `older_title` is None where it has its title still.

    `passages` are those that are not as they were. A section that was moved as a whole stands
    in both its places, with its `change` there.
    """

    id: str
    title: str
    status: SectionStatus
    passages: tuple[Passage, ...]
    inserted_words: int
    deleted_words: int
    older_title: str | None = None
    change: Change | None = None


class Comparison(Struct, frozen=True):
    """The changes that make one report of another.

    `document` holds both: accepting all its changes gives the newer one, rejecting all the
    older. `sections` are those of `document`. `statistics` is empty where none were compared.
    """

    document: Document
    sections: tuple[ComparedSection, ...]
    statistics: tuple[TableDifference, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether the reports differ in prose, in what frames it or in figures."""
        framed = any(line.change or line.changed for line in self.document.cover)
        return (
            framed
            or any(self.document.signature_changes)
            or any(section.status != "unchanged" for section in self.sections)
            or any(table.differs for table in self.statistics)
        )


def compare_documents(
    old: Document,
    new: Document,
    old_statistics: Statistics | None = None,
    new_statistics: Statistics | None = None,
) -> Comparison:
    """Compare two evaluated documents, and their figures where both are given."""
    merged = merge_sections(old.sections, new.sections)
    sections = mark_moves(tuple(each.section for each in merged))
    signature = _merged_lines(old.signature, new.signature)
    document = replace(
        new,
        cover=_merged_cover(old.cover, new.cover),
        sections=sections,
        signature=tuple(line for line, _ in signature),
        signature_changes=tuple(change for _, change in signature),
    )
    compared = tuple(
        _compared(replace(each, section=section))
        for each, section in zip(merged, sections, strict=True)
    )
    if old_statistics is None or new_statistics is None:
        return Comparison(document, compared)
    return Comparison(document, compared, compare_statistics(old_statistics, new_statistics))


def _compared(merged: MergedSection) -> ComparedSection:
    section = merged.section
    passages = passages_of(section)
    return ComparedSection(
        newer_id(section.id),
        merged.title,
        merged.status,
        passages,
        count_words(passages, "inserted"),
        count_words(passages, "deleted"),
        merged.older_title,
        section.change,
    )


# What frames the report

# Nobody asks where a line of the cover was written.
_COVER = Span.of_file("")


def _merged_cover(old: tuple[CoverLine, ...], new: tuple[CoverLine, ...]) -> tuple[CoverLine, ...]:
    """A line for each role that both have, but for numbers, so that the cover keeps to its page."""
    lines: list[CoverLine] = []
    i = j = 0
    pairs = match([line.role for line in old], [line.role for line in new], lambda _: 10)
    for a, b in [*pairs, (len(old), len(new))]:
        lines += [replace(line, change="deleted") for line in old[i:a]]
        lines += [replace(line, change="inserted") for line in new[j:b]]
        for both in zip(old[a : a + 1], new[b : b + 1], strict=True):
            lines += _merged_line(*both)
        i, j = a + 1, b + 1
    return tuple(lines)


def _merged_line(old: CoverLine, new: CoverLine) -> tuple[CoverLine, ...]:
    """One line, or two that keep the large numbers that lead them."""
    if old.text == new.text:
        return (new,)
    if old.lead or new.lead:
        return replace(old, change="deleted"), replace(new, change="inserted")
    before, after = ((Text(line.text, _COVER),) for line in (old, new))
    return (replace(new, changed=compare_inlines(before, after, lambda *_notes: None)),)


def _merged_lines(old: Sequence[Line], new: Sequence[Line]) -> list[tuple[Line, Change | None]]:
    """The lines of both, what went out before what came in."""
    lines: list[tuple[Line, Change | None]] = []
    i = j = 0
    for a, b in [*match(old, new, lambda _: 10), (len(old), len(new))]:
        lines += [(line, "deleted") for line in old[i:a]]
        lines += [(line, "inserted") for line in new[j:b]]
        lines += [(line, None) for line in new[b : b + 1]]
        i, j = a + 1, b + 1
    return lines


def redline_pictures(
    older: Mapping[str, Picture], newer: Mapping[str, Picture]
) -> dict[str, Picture]:
    """The pictures of both documents by the ids that their figures have in the merged one."""
    return {**{older_id(name): picture for name, picture in older.items()}, **newer}
