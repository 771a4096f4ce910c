"""Charts to pictures: from the cache where they are there, drawn where they are not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from reportgen.model import Chart, Picture
from reportgen.office.fonts import FontFile, find_font
from reportgen.writers.charts.cache import Drawn, chart_cache, read_cached, store
from reportgen.writers.charts.keys import make_keys
from reportgen.writers.charts.style import ChartStyle

OnDrawn = Callable[[str], None]


class RenderedCharts(Struct, frozen=True):
    """Pictures by the charts' ids, in the charts' order.

    `drawn` charts were drawn now, `cached` were not; equal ones count as one. `font` is what
    they are drawn with; `missing` are characters that no font had (empty boxes stand for
    them), each once.
    """

    pictures: Mapping[str, Picture]
    drawn: int
    cached: int
    font: FontFile
    missing: str


def render_charts(
    charts: Mapping[str, Chart],
    style: ChartStyle,
    root: Path,
    on_drawn: OnDrawn | None = None,
) -> RenderedCharts:
    """The pictures of `charts`: from the cache of the project in `root`, else drawn.

    `on_drawn` hears the id of each chart that was not in the cache.
    """
    font = find_font(style.font_family)
    cache = chart_cache(root)
    keys = dict(zip(charts, make_keys(charts.values(), style, font), strict=True))
    # Figures that show the same chart share a key: it is read or drawn once.
    entries = {key: read_cached(cache, key) for key in dict.fromkeys(keys.values())}
    done = {key: entry for key, entry in entries.items() if entry is not None}
    wanted = {key: name for name, key in keys.items() if key not in done}
    names = {name: key for key, name in wanted.items()}
    for name, entry in _draw({name: charts[name] for name in names}, style, font):
        store(cache, names[name], entry)
        done[names[name]] = entry
        if on_drawn:
            on_drawn(name)
    missing = {character for entry in done.values() for character in entry.missing}
    return RenderedCharts(
        {name: done[key].picture for name, key in keys.items()},
        len(wanted),
        len(done) - len(wanted),
        font,
        "".join(sorted(missing)),
    )


def _draw(
    charts: Mapping[str, Chart], style: ChartStyle, font: FontFile
) -> Iterator[tuple[str, Drawn]]:
    """Each chart drawn; matplotlib is loaded only if there is one.

    One after the other: a second process has to load matplotlib as well, which takes longer
    than it saves for any report but one of sixty charts (measured).
    """
    if not charts:
        return
    from reportgen.writers.charts.drawing import draw_chart, open_fonts

    fonts = open_fonts(font.file)
    for name, chart in charts.items():
        yield name, draw_chart(chart, style, fonts)
