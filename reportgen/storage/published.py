"""What editions have made public of the figures: kept with the project, so that git has it.

`published/editions.json` tells no number. What was printed is there as a digest, by which it is
known again; of what was hidden there is between what it could lie for a reader.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec import Struct

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Span, report_error
from reportgen.storage.files import exists, read_regular, replace_file

PLACE = Path("published") / "editions.json"


class Told(Struct, frozen=True):
    """What one edition told: a digest of each number, and of each hidden one the interval.

    None as the upper end: no highest. The names are those of `compose/disclosure/figures`.
    """

    told: Mapping[str, str]
    hidden: Mapping[str, tuple[int, int | None]]


def digest_of(name: str, value: int) -> str:
    """By what a number is known again that was told; whoever knows the number can make it too."""
    return sha256(f"{name}\0{value}".encode()).hexdigest()[:16]


def read_published(root: Path) -> dict[str, Told]:
    """What has been made public, by year and edition ("2022 offentlig"); nothing: no such file.

    Raises ReportError (unreadable-published).
    """
    path = root / PLACE
    if not exists(path):
        return {}
    try:
        return msgspec.json.decode(read_regular(path), type=dict[str, Told])
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        message = _("what editions have published before can't be read")
        hint = _("take the file back out of git: it is written by 'build --published' alone")
        span = Span.of_file(PLACE.as_posix())
        raise report_error("unreadable-published", span, message, hint) from None


def note_published(root: Path, edition: str, told: Told) -> None:
    """Note what `edition` ("2022 offentlig") tells, in place of what it told before."""
    known = {**read_published(root), edition: told}
    encoded = msgspec.json.encode(dict(sorted(known.items())))
    path = root / PLACE
    path.parent.mkdir(exist_ok=True)
    replace_file(path, msgspec.json.format(encoded, indent=2) + b"\n")
