"""Charts to pictures: from the cache where they are there, drawn where they are not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from reportgen.charts.cache import Drawn, pack, read_cached, store
from reportgen.charts.fonts import FontFile, find_font
from reportgen.charts.keys import make_keys
from reportgen.charts.style import ChartStyle
from reportgen.model import Chart, Picture

if TYPE_CHECKING:
    from reportgen.charts.process import DrawingProcess

OnDrawn = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class RenderedCharts:
    """Pictures by the charts' ids, in the charts' order.

    `drawn` of them were drawn now, `cached` were not. `font` is what they are drawn with;
    `missing` are characters that no font had (empty boxes stand for them), each once.
    """

    pictures: Mapping[str, Picture]
    drawn: int
    cached: int
    font: FontFile
    missing: str


class Rendering:
    """Charts on their way: the cached ones are there, the others are being drawn.

    Used as a context it ends the second process when the context is left.
    """

    def __init__(
        self,
        charts: Mapping[str, Chart],
        style: ChartStyle,
        cache: Path,
        process: DrawingProcess | None,
    ) -> None:
        self._charts, self._style, self._cache = charts, style, cache
        self._font = find_font(style.font_family)
        self._keys = dict(zip(charts, make_keys(charts.values(), style, self._font), strict=True))
        read = {name: read_cached(cache, key) for name, key in self._keys.items()}
        self._drawn = {name: drawn for name, drawn in read.items() if drawn is not None}
        self._cached = len(self._drawn)
        self._process = process
        self._sent: tuple[str, ...] = ()

    def __enter__(self) -> Rendering:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def wanted(self) -> tuple[str, ...]:
        """The charts that are still to be drawn."""
        return tuple(name for name in self._charts if name not in self._drawn)

    def start(self) -> None:
        """Have the wanted charts drawn by the second process, which is started if need be."""
        if not self.wanted:
            return
        from reportgen.charts.process import DrawingProcess
        from reportgen.charts.wire import Order

        self._sent = self.wanted
        self._process = self._process or DrawingProcess()
        charts = tuple(self._charts[name] for name in self._sent)
        self._process.send(Order(charts, self._style, self._font.file))

    def result(self, on_drawn: OnDrawn | None = None) -> RenderedCharts:
        """Wait for all pictures; `on_drawn` hears the id of each chart that was drawn.

        What the second process leaves undone is drawn here.
        """
        tell = on_drawn or (lambda _name: None)
        if self._sent and self._process:
            for name, drawn in zip(self._sent, self._process.receive(), strict=False):
                self._keep(name, drawn, tell)
        self.close()
        self._draw_here(self.wanted, tell)
        return self._rendered()

    def close(self) -> None:
        """End the second process, if there is one."""
        if self._process:
            self._process.close()

    def _draw_here(self, names: tuple[str, ...], tell: OnDrawn) -> None:
        """Draw in this process; matplotlib is loaded only if there is something to draw."""
        if not names:
            return
        from reportgen.charts.drawing import draw_chart, open_typeface

        face = open_typeface(self._font.file, self._style)
        for name in names:
            self._keep(name, draw_chart(self._charts[name], self._style, face), tell)

    def _rendered(self) -> RenderedCharts:
        everything = [self._drawn[name] for name in self._charts]
        pictures = [each.picture for each in everything]
        return RenderedCharts(
            dict(zip(self._charts, pictures, strict=True)),
            len(pictures) - self._cached,
            self._cached,
            self._font,
            "".join(sorted({character for each in everything for character in each.missing})),
        )

    def _keep(self, name: str, drawn: Drawn, tell: OnDrawn) -> None:
        store(self._cache, self._keys[name], pack(drawn))
        self._drawn[name] = drawn
        tell(name)


def render_charts(
    charts: Mapping[str, Chart],
    style: ChartStyle,
    cache: Path,
    on_drawn: OnDrawn | None = None,
) -> RenderedCharts:
    """The pictures of `charts`, those that `cache` does not hold drawn in this process.

    `cache` is a folder, made when it is not there. `on_drawn` hears the id of each chart that
    was not in it. Sharing the work between two processes measured slower below 45 charts and
    hardly faster above, since both load matplotlib; `start_rendering` gains by going on meanwhile.
    """
    return Rendering(charts, style, cache, None).result(on_drawn)


def start_rendering(
    charts: Mapping[str, Chart],
    style: ChartStyle,
    cache: Path,
    process: DrawingProcess | None = None,
) -> Rendering:
    """Let a second process draw what is not in `cache`, while this one does something else.

    `process` is one that was started ahead (`warm_up`). Nothing to draw starts none.
    """
    rendering = Rendering(charts, style, cache, process)
    rendering.start()
    return rendering


def warm_up(cache: Path) -> DrawingProcess | None:
    """Where nothing was drawn yet, a process that loads matplotlib while the report is read.

    None where `cache` holds charts: most of them, then, will still be the right ones.
    """
    if next(cache.glob("*.chart"), None) is not None:
        return None
    from reportgen.charts.process import DrawingProcess

    return DrawingProcess()
