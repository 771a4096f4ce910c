"""Which requests a server on this machine answers: its own page's, and no other site's.

Any page in the browser can send requests to 127.0.0.1. One that got there by a name of its own
(DNS rebinding) shows a foreign Host; one that asks across sites shows a foreign Origin, or is
told on by the browser (Fetch Metadata, Sec-Fetch-Site). Any program of another user of this
machine can send them too, with whatever headers: it does not have the key, which is made anew at
each start and told to nobody but the page that is opened.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Protocol

KEY_HEADER = "X-Reportgen-Key"
_HOSTS = ("127.0.0.1", "localhost")
_JSON = "application/json"


class Headers(Protocol):
    """The headers of a request, by name, whatever its case."""

    def get_all(self, name: str, /) -> Sequence[str] | None:
        """Every value of one header; None where there is none."""


def is_welcome(method: str, headers: Headers, port: int) -> bool:
    """Whether a request to the server at `port` comes from the person at this machine."""
    hosts = [f"{name}:{port}" for name in _HOSTS]
    if not _is_one_of(headers.get_all("Host"), hosts):
        return False
    origins = headers.get_all("Origin")
    if origins is None:
        # Browsers send it with all that can change something.
        return method in ("GET", "HEAD") and (_is_own_site(headers) or _is_visit(headers))
    return _is_one_of(origins, [f"http://{host}" for host in hosts]) and _is_own_site(headers)


def new_key() -> str:
    """A key that nobody can guess, of letters, digits, hyphens and underscores."""
    return secrets.token_urlsafe(32)


def has_key(headers: Headers, key: str) -> bool:
    """Whether a request bears the key once, and JSON: neither can a form or a foreign page send."""
    given = headers.get_all(KEY_HEADER) or ()
    kinds = headers.get_all("Content-Type") or ()
    is_json = len(kinds) == 1 and kinds[0].partition(";")[0].strip().lower() == _JSON
    # Compared as bytes: of text, only ASCII can be in constant time.
    return is_json and len(given) == 1 and secrets.compare_digest(given[0].encode(), key.encode())


def has_body(headers: Headers) -> bool:
    """Whether a request says that something comes after its headers."""
    lengths = headers.get_all("Content-Length") or ()
    return any(each.strip() != "0" for each in lengths) or bool(
        headers.get_all("Transfer-Encoding")
    )


def _is_one_of(values: Sequence[str] | None, allowed: Sequence[str]) -> bool:
    """Whether a header is there just once, with an allowed value."""
    return values is not None and len(values) == 1 and values[0].lower() in allowed


def _is_own_site(headers: Headers) -> bool:
    """Whether the page itself asks, or the person, by typing or by a bookmark."""
    return set(headers.get_all("Sec-Fetch-Site") or ()) <= {"same-origin", "none"}


def _is_visit(headers: Headers) -> bool:
    """Whether a link or a file led the person to the page, which says nothing without the key."""
    wanted = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    return all(headers.get_all(name) == [value] for name, value in wanted.items())
