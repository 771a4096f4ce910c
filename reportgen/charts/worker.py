"""The process that draws charts for another one: orders come in by stdin, pictures go out."""

from __future__ import annotations

import gc
import signal
import struct
import sys

FRAME = struct.Struct(">I")  # before each packed chart, its length in bytes


def main() -> None:
    """Load matplotlib, then read an order and answer it, chart by chart, in its order.

    An input that ends without an order ends the process: it was not needed.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the other process' business
    gc.disable()  # nothing here lives long enough to be collected
    from reportgen.charts.cache import pack
    from reportgen.charts.drawing import draw_chart, load_matplotlib, open_typeface
    from reportgen.charts.wire import parse_order

    load_matplotlib()
    line = sys.stdin.buffer.readline()
    if not line.endswith(b"\n"):
        return
    order = parse_order(line)
    face = open_typeface(order.font_file, order.style)
    for chart in order.charts:
        packed = pack(draw_chart(chart, order.style, face))
        sys.stdout.buffer.write(FRAME.pack(len(packed)) + packed)
        sys.stdout.buffer.flush()
