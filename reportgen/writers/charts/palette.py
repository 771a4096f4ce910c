"""The charts' inks and lines; what fills their bars is the report's look (`model/look`).

A look's series keep at least 3:1 to white, and each of the first four to its neighbours in the
list. The lighter ones are too light for text, which is always ink.
"""

from __future__ import annotations

from reportgen.model.colours import PAPER
from reportgen.model.look import INK, text_colour

GROUND = PAPER
QUIET_INK = "#595959"  # what is not known, the numbers along an axis
AXIS = "#8A8A8A"
GRID = "#DEDEDE"  # carries nothing that the labels do not say

__all__ = ["AXIS", "GRID", "GROUND", "INK", "QUIET_INK", "text_colour"]
