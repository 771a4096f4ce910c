"""Bar charts as a user of pyplot draws them: PNG at 200 dpi, one file a chart.

The contenders that have no charts of their own share this; it is imported only by those that
have something to draw, as it loads matplotlib.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("Agg")
import matplotlib.pyplot as plt


def draw_charts(charts: dict[str, dict[str, Any]], folder: Path) -> None:
    """Draw each chart into `folder`, under its name."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, chart in charts.items():
        draw_chart(chart, folder / f"{name}.png")


def draw_chart(chart: dict[str, Any], path: Path) -> None:
    """Horizontal bars from the top, each with its value at its end."""
    labels, values = chart["categories"], chart["values"]
    fig, ax = plt.subplots(figsize=(6.3, 0.9 + 0.32 * len(labels)))
    bars = ax.barh(labels, values, color="#12436D")
    ax.bar_label(bars, padding=3)
    ax.invert_yaxis()
    ax.set_title(chart["title"])
    ax.set_xlabel(chart["unit"])
    ax.spines[["top", "right"]].set_visible(False)
    fig.tight_layout()
    fig.savefig(path, dpi=200)
    plt.close(fig)
