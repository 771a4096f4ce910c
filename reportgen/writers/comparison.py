"""Prints a comparison for people: in a terminal, as Markdown, as a line a section."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter

from reportgen.compare import (
    ComparedSection,
    Comparison,
    CountDifference,
    Passage,
    Stretch,
    TableDifference,
)
from reportgen.diagnostics import Message
from reportgen.diagnostics import Message as _
from reportgen.language.formatting import MINUS
from reportgen.writers.compared_figures import cells_of, folded, heads_of, notes_of, rows_of
from reportgen.writers.telling import Telling

_COLOURS = {"inserted": "\x1b[32;4m", "deleted": "\x1b[31;9m", "title": "\x1b[1m", "dim": "\x1b[2m"}
_OFF = "\x1b[0m"
_MARKS = {
    "plain": {"inserted": ("{+", "+}"), "deleted": ("[-", "-]")},
    "markdown": {"inserted": ("<ins>", "</ins>"), "deleted": ("<del>", "</del>")},
}
# Kept text beyond this many characters from a change is left out in a terminal.
_AROUND = 60
_MARKDOWN = str.maketrans({each: f"\\{each}" for each in "\\`*_[]<>#|~&"})


STATUSES: dict[str, Message] = {
    "unchanged": _("unchanged"),
    "edited": _("edited"),
    "new": _("new"),
    "gone": _("gone"),
    "moved": _("moved"),
}
_PASSAGES: dict[str, Message] = {
    "edited": _("edited"),
    "new": _("new"),
    "gone": _("gone"),
    "moved here": _("moved here"),
    "moved away": _("moved away"),
}
_KINDS: dict[str, Message] = {
    "paragraph": _("paragraph"),
    "heading": _("heading"),
    "item": _("list item"),
    "term": _("term"),
    "code": _("code"),
    "caption": _("caption"),
    "row": _("row"),
    "note": _("source line"),
    "footnote": _("footnote"),
    "picture": _("picture"),
}


def write_comparison(
    comparison: Comparison, telling: Telling, *, prose: bool = True, statistics: bool = True
) -> str:
    """The figures first, then the prose section by section; one sentence where all is the same."""
    if not comparison.differs:
        return telling.translate(_("There is no difference.")) + "\n"
    lines: list[str] = []
    if statistics and comparison.statistics:
        lines += _statistics(comparison.statistics, telling)
    if prose:
        lines += _prose(comparison.sections, telling)
    return "\n".join(lines).strip("\n") + "\n"


def write_summary(comparison: Comparison, telling: Telling) -> str:
    """A line a section: its status, and how many words came in and went out."""
    say = telling.translate
    width = max((len(section.title) for section in comparison.sections), default=0)
    lines = [
        f"{section.title:<{width}}  {say(STATUSES[section.status]):<11}"
        f" +{section.inserted_words} {MINUS}{section.deleted_words}".rstrip()
        for section in comparison.sections
    ]
    return "".join(f"{line}\n" for line in lines)


# Figures


def _statistics(tables: tuple[TableDifference, ...], telling: Telling) -> Iterator[str]:
    say = telling.translate
    yield _heading(1, say(_("The figures")), telling)
    same = [table.title for table in tables if not table.differs]
    for table in tables:
        if table.differs and not table.single:
            yield from _table(table, telling)
    singles = [table for table in tables if table.single and table.differs]
    if singles:
        yield _heading(2, say(_("Single numbers")), telling)
        yield from _grid([row for table in singles for row in rows_of(table, say)], telling)
        yield ""
    if same:
        yield say(_("The same in both: {titles}", titles=", ".join(same)))
        yield ""


def _table(table: TableDifference, telling: Telling) -> Iterator[str]:
    say = telling.translate
    title = f"{table.title} ({table.unit})" if table.unit else table.title
    yield _heading(2, title, telling)
    for message in notes_of(table, telling.newer):
        yield _plain(say(message), telling)
        if telling.style == "markdown":
            yield ""
    yield from _grid(rows_of(table, say), telling)
    left = folded(table, telling.language, say)
    if left:
        before = "\n" if telling.style == "markdown" else "  "
        yield before + _plain(say(left), telling)
    yield ""


def _grid(rows: Iterable[CountDifference], telling: Telling) -> Iterator[str]:
    say, language = telling.translate, telling.language
    head = ("", *heads_of(telling)[1:-1], "")
    cells = [head, *(cells_of(row, say, language) for row in rows)]
    if telling.style == "markdown":
        yield from _markdown_grid(cells)
        return
    widths = [max(len(row[column]) for row in cells) for column in range(5)]
    for row in cells:
        first = f"  {row[0]:<{widths[0]}}"
        rest = "  ".join(
            f"{text:>{width}}" for text, width in zip(row[1:], widths[1:], strict=True)
        )
        yield f"{first}  {rest}".rstrip()


def _markdown_grid(cells: list[tuple[str, ...]]) -> Iterator[str]:
    yield ""
    for index, row in enumerate(cells):
        yield "| " + " | ".join(text.translate(_MARKDOWN) for text in row) + " |"
        if index == 0:
            yield "| :--- | ---: | ---: | ---: | ---: |"


# Prose


def _prose(sections: tuple[ComparedSection, ...], telling: Telling) -> Iterator[str]:
    for section in sections:
        yield from _section(section, telling)


def _section(section: ComparedSection, telling: Telling) -> Iterator[str]:
    say = telling.translate
    status = say(STATUSES[section.status])
    words = ""
    if section.inserted_words or section.deleted_words:
        words = f", +{section.inserted_words} {MINUS}{section.deleted_words}"
    yield _heading(1, f"{section.title} ({status}{words})", telling)
    if section.older_title is not None:
        yield _plain(say(_("It was called '{title}'.", title=section.older_title)), telling)
        yield ""
    only_years = [each for each in section.passages if _only_year_differs(each)]
    for passage in section.passages:
        if passage not in only_years:
            yield from _passage(passage, telling)
    if only_years:
        message = _(
            "In {count} caption only the year is another.",
            "In {count} captions only the year is another.",
            count=len(only_years),
        )
        yield _plain(say(message), telling)
        yield ""


def _only_year_differs(passage: Passage) -> bool:
    """Whether a caption is the same but for its year, or the last of its years."""
    changed = [each for each in passage.stretches if each.mark != "same"]
    is_caption = passage.kind == "caption" and passage.status == "edited"
    years = (each.text.strip() for each in changed)
    return is_caption and all(len(each) == 4 and each.isdigit() for each in years)


def _passage(passage: Passage, telling: Telling) -> Iterator[str]:
    say = telling.translate
    kind, status = say(_KINDS[passage.kind]), say(_PASSAGES[passage.status])
    place = f"{passage.span.file}:{passage.span.line}"
    head = f"{place} {kind}, {status}"
    shown = _shortened(passage.stretches) if passage.status == "edited" else passage.stretches
    text = "".join(
        _marked(mark, "".join(each.text for each in run), telling)
        for mark, run in groupby(shown, attrgetter("mark"))
    )
    values = list(_values(passage.stretches))
    if telling.style == "markdown":
        yield f"- `{place}` {kind}, {status}:\n  {text.strip()}"
        yield from (f"  - `{each}`" for each in values)
        yield ""
        return
    yield _coloured(head, "dim", telling)
    yield "  " + text.strip().replace("\n", "\n  ")
    yield from (_coloured(f"    {each}", "dim", telling) for each in values)
    yield ""


def _values(stretches: tuple[Stretch, ...]) -> Iterator[str]:
    """The computed values that changed, each with the statistics that it comes from."""
    told: dict[tuple[str, str], dict[str, str]] = {}
    for each in stretches:
        if each.value and each.mark != "same":
            source = ", ".join(each.value.sources) or each.value.expression
            told.setdefault((each.value.expression, source), {})[each.mark] = each.text
    for (_expression, source), texts in told.items():
        shown = (texts[mark] for mark in ("deleted", "inserted") if mark in texts)
        yield f"{source}: {' → '.join(shown)}"


def _marked(mark: str, text: str, telling: Telling) -> str:
    text = _plain(text, telling)
    if mark == "same":
        return text
    if telling.style == "terminal":
        return _coloured(text, mark, telling)
    before, after = _MARKS[telling.style][mark]
    return f"{before}{text}{after}"


def _shortened(stretches: tuple[Stretch, ...]) -> Iterator[Stretch]:
    """The changes with what stands around them."""
    last = len(stretches) - 1
    for index, each in enumerate(stretches):
        text = each.text
        if each.mark != "same" or each.value or len(text) <= 2 * _AROUND + 5:
            yield each
            continue
        before = "" if index == 0 else text[:_AROUND].rpartition(" ")[0]
        after = "" if index == last else text[-_AROUND:].partition(" ")[2]
        yield Stretch("same", f"{before} … {after}")


def _plain(text: str, telling: Telling) -> str:
    if telling.style == "markdown":
        return text.translate(_MARKDOWN).replace("\n", " ")
    # A control character in a report must not reach the terminal.
    return "".join(each for each in text if each.isprintable() or each in "\n\u00a0\u00ad\u2011")


def _coloured(text: str, colour: str, telling: Telling) -> str:
    return f"{_COLOURS[colour]}{text}{_OFF}" if telling.style == "terminal" else text


def _heading(level: int, text: str, telling: Telling) -> str:
    if telling.style == "markdown":
        return f"{'#' * (level + 1)} {text.translate(_MARKDOWN)}\n"
    shown = text if level > 1 else f"{text}\n{'─' * len(text)}"
    return "\n".join(_coloured(line, "title", telling) for line in shown.split("\n"))
