"""What there is to see at a time, handed from the thread that builds to those that serve."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Condition

from msgspec import Struct, field

from reportgen.diagnostics import Diagnostic, Span
from reportgen.readers.excerpts import Excerpt
from reportgen.writers.findings import Correction


class Remark(Struct, frozen=True):
    """A diagnostic, the line that it is about as it was then, and its one right answer.

    `excerpt` is None where it is about none, `correction` where there is none.
    """

    diagnostic: Diagnostic
    excerpt: Excerpt | None
    correction: Correction | None = None


class Edition(Struct, frozen=True):
    """The last page that could be built, and what is to be said of the text as it stands.

    `page` is None as long as none could be built; `version` tells it from others. `errors` say
    why the text as it stands gives no page; where there are none, `page` shows it. `findings` are
    what `check` says of the page, None while it is being checked. `statistics` says where each
    statistic that the page names is written. `clock` is the time at which it was built, `seconds`
    how long that took, `changed` the names of the files that were saved.
    """

    page: bytes | None = None
    version: int = 0
    errors: tuple[Remark, ...] = ()
    findings: tuple[Remark, ...] | None = None
    statistics: Mapping[str, Span] = field(default_factory=dict)
    clock: str = ""
    seconds: float = 0.0
    changed: tuple[str, ...] = ()


class Editions:
    """The latest edition, with its number; those who wait for it are woken."""

    def __init__(self) -> None:
        self._news = Condition()
        self._latest = Edition()
        self._number = 0
        self._closed = False

    @property
    def latest(self) -> Edition:
        """The edition that was published last; an empty one before the first."""
        return self._latest

    @property
    def closed(self) -> bool:
        """Whether there will be no more."""
        return self._closed

    def publish(self, edition: Edition) -> None:
        """Put `edition` in the place of the latest."""
        with self._news:
            self._latest = edition
            self._number += 1
            self._news.notify_all()

    def close(self) -> None:
        """Let all who wait go."""
        with self._news:
            self._closed = True
            self._news.notify_all()

    def wait(self, seen: int, timeout_s: float) -> tuple[int, Edition | None]:
        """The latest edition and its number, if that is greater than `seen` in time; else None.

        Who is slow misses those in between.
        """
        with self._news:
            self._news.wait_for(lambda: self._closed or self._number > seen, timeout_s)
            is_news = not self._closed and self._number > seen
            return self._number, self._latest if is_news else None
