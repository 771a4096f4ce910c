"""Digests beside a table: of what it was counted from, and of what was counted.

That of a register has a key that lies outside of every project. Without the key nobody can try
out which rows give it, not even those of a register of ten.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from hashlib import sha256

_KEY_DIGITS, _DIGITS = 4, 16
# The sheets of a project itself need none: who has the digest has the sheet.
NO_KEY = b""


def source_digest(content: bytes, key: bytes) -> str:
    """The digest of a file: by which key, and what it gives."""
    given = hmac.new(key, content, sha256).hexdigest()[:_DIGITS]
    return f"{_key_name(key)}-{given}"


def same_key(digest: str, key: bytes) -> bool:
    """Whether a digest was made with `key`, and so can be compared."""
    return digest.partition("-")[0] == _key_name(key)


def _key_name(key: bytes) -> str:
    return sha256(b"reportgen count" + key).hexdigest()[:_KEY_DIGITS]


def counts_digest(counts: Mapping[str, object]) -> str:
    """The digest of the numbers of a table by label, in whatever order they stand.

    One number has the label "".
    """
    lines = sorted(f"{label}\t{number}" for label, number in counts.items())
    return sha256("\n".join(lines).encode()).hexdigest()[:8]
