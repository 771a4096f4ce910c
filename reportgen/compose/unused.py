"""Finds the settings that come to nothing: nobody writes one to have it left out in silence.

What a setting needs to be of use is said once, in the tables at the end: a function that gives
the reason why nothing comes of it, None where something does. What is in no table always counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial

from reportgen.diagnostics import Message, Problems, Span
from reportgen.diagnostics import Message as _
from reportgen.model import CELLS, Block, Chart, Document, Figure, Placement, Plan, Table, plan_of
from reportgen.model.project import FigureDefinition, Project, Year
from reportgen.model.traverse import walk_blocks
from reportgen.readers.paths import SETTINGS
from reportgen.readers.yaml.reading import Mapping as Keys
from reportgen.readers.yaml.reading import Node, Scalar, Sequence

_PLACED = re.compile(r"""\b(figure|table)\(\s*["']([^"']+)["']""")


class Use:
    """What there is in a report for its settings to be of use to."""

    def __init__(self, project: Project, year: Year, document: Document) -> None:
        self.project = project
        self.year = year
        self._document = document
        self.cover = document.cover

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Every block of the document."""
        sections = self._document.sections
        return tuple(block for section in sections for block in walk_blocks(section.blocks))

    @cached_property
    def placed(self) -> frozenset[tuple[str, str]]:
        """What the text places: ("figure", name of its file), ("table", name of the statistics)."""
        blocks = (b for section in self.year.sections for b in walk_blocks(section.blocks))
        written = "\n".join(each.expression for each in blocks if isinstance(each, Placement))
        placed = {(kind, name) for kind, name in _PLACED.findall(written)}
        for block in self.blocks:
            if isinstance(block, Table) and block.figure:
                placed |= {("table", name) for name in self._data_of(block.figure)}
        return frozenset(placed)

    def _data_of(self, figure: str) -> tuple[str, ...]:
        definition = self.project.figures.get(figure)
        data = definition.data if definition else ()
        return (data,) if isinstance(data, str) else data

    @cached_property
    def charted(self) -> frozenset[str]:
        """The names of the statistics that a chart shows."""
        shown = (self.project.figures.get(name) for kind, name in self.placed if kind == "figure")
        data = (each.data for each in shown if each)
        paths = (path for each in data for path in ((each,) if isinstance(each, str) else each))
        return frozenset(re.split(r"[.\[]", path)[0] for path in paths)


Why = Callable[[Use], Message | None]


def check_use(use: Use, read: Callable[[str], Node | None], problems: Problems) -> None:
    """Warn of each setting that is written and comes to nothing (unused-setting).

    `read` gives what a YAML file of the project holds, None where it can't be read.
    """
    for file, needs in _files(use):
        node = read(file)
        for path, why in needs.items():
            place = _find(node, path.split("."))
            reason = why(use) if place else None
            if reason:
                message = _("nothing comes of '{key}': {reason}", key=path, reason=reason)
                hint = _("delete it, or see to it that it has something to work on")
                problems.warn("unused-setting", place, message, hint)


def _files(use: Use) -> Iterator[tuple[str, Mapping[str, Why]]]:
    """The YAML files of a report, and what their keys need."""
    yield SETTINGS, _PROJECT
    yield f"content/{use.year.year}/report.yaml", _YEAR
    statistics = {
        f"{name}.{key}": partial(why, name=name)
        for name in use.year.statistics.names
        for key, why in _STATISTICS.items()
    }
    yield f"content/{use.year.year}/statistics.yaml", statistics
    for definition in use.project.figures.values():
        needs = {key: partial(why, figure=definition) for key, why in _FIGURE.items()}
        yield definition.span.file, needs


def _find(node: Node | None, path: list[str]) -> Span | None:
    """Where the key or the item of a list at the end of `path` is written; None where it is not."""
    first, *rest = path
    match node:
        case Keys(entries=entries):
            for key, value in entries:
                if key.text == first:
                    return _find(value, rest) if rest else key.span
        case Sequence(items=items):
            return next((i.span for i in items if isinstance(i, Scalar) and i.text == first), None)
        case _:
            pass
    return None


def _printed_by_profile(use: Use, *, roles: Mapping[str, str]) -> Message | None:
    """For what stands on the cover or in the signature: one of `roles` by the part that has it."""
    profile = use.project.profile
    has = {"cover": profile.cover, "signature": profile.signature}
    if any(role in has[part] for part, role in roles.items()):
        return None
    (part, role), *_others = roles.items()
    return _("'{part}' in the profile does not have {role}", part=part, role=role)


def _shows(use: Use, *, kind: type[Figure | Table]) -> Message | None:
    captions = (block.number for block in use.blocks if isinstance(block, kind))
    if any(captions):
        return None
    if kind is Figure:
        return _("the report shows no figure with a caption")
    return _("the report shows no table with a caption")


def _has_captions(use: Use) -> Message | None:
    return _shows(use, kind=Table) and _shows(use, kind=Figure)


def _has_charts(use: Use) -> Message | None:
    if any(isinstance(each, Figure) and isinstance(each.content, Chart) for each in use.blocks):
        return None
    return _("the report shows no chart")


def _sets_font(use: Use) -> Message | None:
    return _("the template decides the font") if use.project.settings.template else None


def _has_header(use: Use) -> Message | None:
    return _("the template has its own headers") if use.project.settings.template else None


def _has_cover(use: Use) -> Message | None:
    return None if use.project.profile.cover else _("the profile has no cover")


def _runs(use: Use, *, rules: tuple[str, ...]) -> Message | None:
    """For what the checks go by: one of `rules` is run."""
    check = use.project.settings.check
    if any(r not in check.ignore and (not check.select or r in check.select) for r in rules):
        return None
    return _("the rule '{code}' is not run", code=rules[0])


def _plan(use: Use, figure: FigureDefinition) -> Plan:
    """What the figure is about; a table in two dimensions is shown as it is."""
    table = use.year.statistics.tables.get(str(figure.data))
    crossed = table is not None and table.cross is not None
    shown = figure.kind in ("grouped", "stacked", "pyramid")
    return CELLS if crossed and shown else plan_of(figure.kind)


def _over_years(use: Use, *, figure: FigureDefinition) -> Message | None:
    if _plan(use, figure) == CELLS:
        return _("a table in two dimensions is shown for one year")
    goes_back = plan_of(figure.kind).has_years
    return None if goes_back else _("a chart of the kind {kind} shows one year", kind=figure.kind)


def _marks(use: Use, *, figure: FigureDefinition) -> Message | None:
    del use
    one = plan_of(figure.kind).series == "one"
    return None if one else _("the colours of such a chart tell something else apart")


def _is_listed(use: Use, *, figure: FigureDefinition) -> Message | None:
    del figure
    listed = "figures" in use.project.settings.lists
    return None if listed else _("the report has no list of figures")


def _places_key_figures(use: Use) -> Message | None:
    if any(isinstance(each, Table) and each.key_figures for each in use.blocks):
        return None
    if any(each.role == "cover_figure" for each in use.cover):
        return None
    return _("nothing places them: write {{{{ keyfigures() }}}} alone in a paragraph")


def _has_axis(use: Use, *, figure: FigureDefinition) -> Message | None:
    del use
    over_years = figure.kind in ("line", "years")
    return None if over_years else _("only charts of the kinds line and years have a target")


def _of_rows(use: Use, *, figure: FigureDefinition) -> Message | None:
    if _plan(use, figure) == CELLS:
        return _("a table in two dimensions keeps its rows and columns")
    if figure.kind == "timeline":
        return _("a timeline goes by days")
    has_rows = plan_of(figure.kind).has_rows
    return None if has_rows else _("a line shows values over the years, no rows")


def _sorts(use: Use, *, figure: FigureDefinition) -> Message | None:
    tables = use.year.statistics.tables
    table = tables.get(figure.data) if isinstance(figure.data, str) else None
    if table and table.ordered and figure.sort == "size":
        return _("the statistics keep their written order (ordered)")
    return _of_rows(use, figure=figure)


def _is_pyramid(use: Use, *, figure: FigureDefinition) -> Message | None:
    del use
    return None if figure.kind == "pyramid" else _("only a pyramid has sides")


def _is_timeline(use: Use, *, figure: FigureDefinition) -> Message | None:
    del use
    return None if figure.kind == "timeline" else _("only a timeline is told by columns of a list")


def _is_drawn(use: Use, *, figure: FigureDefinition) -> Message | None:
    shown = (b.content for b in use.blocks if isinstance(b, Figure))
    charts = (each for each in shown if isinstance(each, Chart) and each.kind == figure.kind)
    if figure.charts != "editable" or not any(each.is_picture_only for each in charts):
        return None
    if figure.kind == "timeline":
        return _("Word has no timelines that can be edited, so that it is a picture")
    return _("Word has no such charts of more than four years, so that it is a picture")


def _shows_shares(use: Use, *, figure: FigureDefinition) -> Message | None:
    return None if _plan(use, figure) == CELLS else _of_rows(use, figure=figure)


def _has_heading(use: Use, *, name: str) -> Message | None:
    return None if ("table", name) in use.placed else _("the report does not show it as a table")


def _has_note(use: Use, *, name: str) -> Message | None:
    if name in use.charted or ("table", name) in use.placed:
        return None
    return _("the report shows it neither as a table nor as a figure")


_PROJECT: Mapping[str, Why] = {
    "unit": partial(_printed_by_profile, roles={"signature": "unit", "cover": "sender"}),
    "author": partial(_printed_by_profile, roles={"signature": "author"}),
    "contact.phone": partial(_printed_by_profile, roles={"signature": "phone"}),
    "contact.email": partial(_printed_by_profile, roles={"signature": "email"}),
    "caption": _has_captions,
    "caption_places.tables": partial(_shows, kind=Table),
    "caption_places.figures": partial(_shows, kind=Figure),
    "lists.tables": partial(_shows, kind=Table),
    "lists.figures": partial(_shows, kind=Figure),
    "charts": _has_charts,
    "keyfigures": _places_key_figures,
    "font": _sets_font,
    "header": _has_header,
    "logo": _has_cover,
    "check.terms": partial(_runs, rules=("unlike-spelling",)),
    "check.words": partial(_runs, rules=("misspelt", "unexplained-abbreviation")),
    "check.threshold": partial(
        _runs, rules=("small-count-again", "small-count-told", "small-remainder", "small-cell")
    ),
}
_YEAR: Mapping[str, Why] = {
    "purpose": partial(_printed_by_profile, roles={"cover": "purpose"}),
    "dnr": partial(_printed_by_profile, roles={"cover": "date"}),
    "number": partial(_printed_by_profile, roles={"cover": "date"}),
    "keyfigures": _places_key_figures,
    "place": partial(_printed_by_profile, roles={"signature": "place_and_date"}),
}
_FIGURE: Mapping[str, Callable[..., Message | None]] = {
    "years": _over_years,
    "group": _of_rows,
    "show": _shows_shares,
    "sides": _is_pyramid,
    "columns": _is_timeline,
    "charts": _is_drawn,
    "highlight": _marks,
    "target": _has_axis,
    "short": _is_listed,
    "sort": _sorts,
}
_STATISTICS: Mapping[str, Callable[..., Message | None]] = {
    "heading": _has_heading,
    "note": _has_note,
}
