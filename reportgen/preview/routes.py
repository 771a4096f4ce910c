"""What a browser can ask for: pages and what they need by GET, all else by POST with the key.

A page holds nothing of the project, for anybody on this machine can ask for it. What reads or
writes is an action: a name, what its JSON body holds, and the function that does it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar

from msgspec import Struct

Asked = TypeVar("Asked", bound=Struct)

PAGE, DESK, START, NEWS = "/", "/desk", "/start", "/news"
# What an action is asked may be so long, in bytes, where it does not say otherwise.
MOST_BYTES = 10_000
_SCRIPTS = (
    "preview.js",
    "merge.js",
    "findings.js",
    "blocks.js",
    "changes.js",
    "elements.js",
    "key.js",
    "news.js",
    "report.js",
    "editor.js",
    "writing.js",
    "marks.js",
    "paste.js",
    "pictures.js",
    "questions.js",
    "sections.js",
    "table.js",
    "grid.js",
    "sheet.js",
    "cells.js",
    "numbers.js",
    "arriving.js",
    "desk.js",
    "jobs.js",
    "returned.js",
    "settings.js",
    "people.js",
    "start.js",
)
ASSETS = {
    "/preview.css": "text/css",
    "/desk.css": "text/css",
    **{f"/{name}": "text/javascript" for name in _SCRIPTS},
}


class Nothing(Struct, frozen=True):
    """What an action is asked that needs to be told nothing."""


class Content(Struct, frozen=True):
    """An answer that is no JSON: its media type, and its bytes."""

    kind: str
    content: bytes


class Action(Struct, Generic[Asked], frozen=True):
    """What is done for a POST: `handle` is given the body, a JSON object as `asked` declares it.

    What it gives is sent as JSON (a `Content` as it is); a ReportError that it raises is told as
    `{"problem": "…"}`. A longer body than `most_bytes` is refused unread. It runs in the thread
    of the connection, beside others.
    """

    asked: type[Asked]
    handle: Callable[[Asked], object]
    most_bytes: int = MOST_BYTES


class Routes(Struct, frozen=True):
    """All that there is to ask for: pages by GET, actions by POST, each under its name."""

    pages: Mapping[str, Callable[[], bytes]]
    actions: Mapping[str, Action[Any]]


@cache
def asset(name: str) -> bytes:
    """The bytes of one of `ASSETS`."""
    return (Path(__file__).parent / "assets" / name.removeprefix("/")).read_bytes()
