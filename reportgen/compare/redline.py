"""What a redline shows that neither report alone has: the pictures of both."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.compare.blocks import older_id
from reportgen.model import Picture


def redline_pictures(
    older: Mapping[str, Picture], newer: Mapping[str, Picture]
) -> dict[str, Picture]:
    """The pictures of both documents by the ids that their figures have in the merged one."""
    return {**{older_id(name): picture for name, picture in older.items()}, **newer}
