"""A second Python that draws charts while this one goes on; whatever befalls it, no chart is lost.

It is a fresh interpreter, not a fork, so it works on every platform.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from types import TracebackType

from reportgen.charts.cache import Drawn, unpack
from reportgen.charts.wire import Order, write_order
from reportgen.charts.worker import FRAME

PATIENCE_SECONDS = 60.0  # for one chart, the loading of matplotlib included
_PROGRAM = (
    "import sys; sys.path[:] = sys.argv[1:]; from reportgen.charts.worker import main; main()"
)
_PACKAGES = str(Path(__file__).parents[2])


class DrawingProcess:
    """A process that loads matplotlib at once and then waits for an order.

    Used as a context it ends with it. Where no process can be started, orders yield nothing.
    """

    def __init__(self) -> None:
        self._answers: SimpleQueue[bytes | None] = SimpleQueue()
        self._process = _start()
        self._talk: threading.Thread | None = None

    def __enter__(self) -> DrawingProcess:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def send(self, order: Order) -> None:
        """Have the charts of `order` drawn; at most once. Returns at once."""
        self._talk = threading.Thread(target=self._converse, args=(order,), daemon=True)
        self._talk.start()

    def receive(self) -> Iterator[Drawn]:
        """The drawn charts in the order sent, each as soon as it comes.

        Ends early where the process fails or stays silent.
        """
        while True:
            try:
                packed = self._answers.get(timeout=PATIENCE_SECONDS)
            except Empty:
                return
            drawn = unpack(packed) if packed is not None else None
            if drawn is None:
                return
            yield drawn

    def close(self) -> None:
        """End the process, whatever it is doing."""
        if self._process is None:
            return
        self._process.kill()
        self._process.wait()
        if self._talk is not None:
            self._talk.join()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()

    def _converse(self, order: Order) -> None:
        """Send the order and pass the answers on, None after the last (runs in a thread)."""
        try:
            self._exchange(order)
        except (OSError, ValueError):
            pass
        finally:
            self._answers.put(None)

    def _exchange(self, order: Order) -> None:
        if self._process is None or not self._process.stdin or not self._process.stdout:
            return
        self._process.stdin.write(write_order(order))
        self._process.stdin.flush()
        for _chart in order.charts:
            head = self._process.stdout.read(FRAME.size)
            if len(head) < FRAME.size:
                return
            self._answers.put(self._process.stdout.read(FRAME.unpack(head)[0]))


def _start() -> subprocess.Popen[bytes] | None:
    """A new interpreter that imports from where this one does, and nothing else."""
    if not sys.executable or getattr(sys, "frozen", False):
        return None
    paths = [path for path in sys.path if isinstance(path, str) and path]
    options = ["-I", *(["-B"] if sys.dont_write_bytecode else [])]
    try:
        return subprocess.Popen(  # noqa: S603 - this very interpreter, a program of ours
            [sys.executable, *options, "-c", _PROGRAM, *paths, _PACKAGES],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # Windows has it
        )
    except OSError:
        return None
