"""How high the lines of a style are, and how much stands free above and below its paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from reportgen.writers.word.wml.inheritance import chain_of
from reportgen.writers.word.wml.markup import qualified

if TYPE_CHECKING:
    from lxml.etree import _Element

_TWIPS_PER_PT = 20
_SINGLE = 240  # a line of `auto` spacing; ECMA-376 part 1, 17.3.1.33


class Leading(Struct, frozen=True):
    """Space above and below a paragraph, in points, and its lines.

    `lines` is a multiple of the font's own line where `fixed_pt` is 0, else that is their height.
    """

    before_pt: float
    after_pt: float
    lines: float = 1.0
    fixed_pt: float = 0.0


def leading_of(styles: _Element, style_id: str) -> Leading:
    """That of the style, where it says nothing that of what it is based on, then the defaults."""
    chain = [*chain_of(styles, style_id), *styles.iterfind(f"{qualified('w:docDefaults')}/*")]
    line = _number(chain, "w:line") or _SINGLE
    auto = _text(chain, "w:lineRule") in ("", "auto")
    return Leading(
        _number(chain, "w:before") / _TWIPS_PER_PT,
        _number(chain, "w:after") / _TWIPS_PER_PT,
        line / _SINGLE if auto else 1.0,
        0.0 if auto else line / _TWIPS_PER_PT,
    )


def _text(chain: Sequence[_Element], attribute: str) -> str:
    """What the first says that says anything; each attribute is inherited by itself."""
    path = f"{qualified('w:pPr')}/{qualified('w:spacing')}"
    found = (it.get(qualified(attribute)) for style in chain for it in style.iterfind(path))
    return next((each for each in found if each), "")


def _number(chain: Sequence[_Element], attribute: str) -> float:
    try:
        return max(0.0, float(_text(chain, attribute) or 0))
    except ValueError:
        return 0.0
