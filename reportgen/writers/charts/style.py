"""How every chart of a report looks: font, width, text size, the lengths that follow from them."""

from __future__ import annotations

from msgspec import Struct

from reportgen.model.look import OWN_LOOK, Look

POINTS_PER_MM = 72 / 25.4
MARGIN_PT = 1.5  # around a drawing: letters may lean over their own width
# Smaller type is not read with ease on paper; a chart that needs it is an error of the report.
SMALLEST_TYPE_PT = 7.0


class ChartStyle(Struct, frozen=True):
    """The look that all charts of a report share; it is part of the cache's key.

    `font_family` is the document's font by its name in Word. `width_mm` is the picture's
    width, `height_mm` what fits on a page. A chart that would take much of that has its
    bars closer together; where that does not do, it grows, and then its type is smaller than
    `text_size_pt`, down to SMALLEST_TYPE_PT (`fitting`). `look` has the colours. With
    `names_above` what a bar stands for is written above it: that is for narrow screens. What
    stands above the chart takes `above_pt` of all heights.
    """

    font_family: str = "Calibri"
    width_mm: float = 160.0
    height_mm: float = 215.0
    text_size_pt: float = 9.5
    look: Look = OWN_LOOK
    names_above: bool = False
    above_pt: float = 0.0

    @property
    def width_pt(self) -> float:
        """What the picture's width leaves between its margins, in points."""
        return self.width_mm * POINTS_PER_MM - 2 * MARGIN_PT

    @property
    def height_pt(self) -> float:
        """What the highest picture leaves between its margins, in points."""
        return self._whole_pt - self.above_pt

    @property
    def usual_height_pt(self) -> float:
        """The height that no chart exceeds only to look less crowded.

        Where it finds no room on a page, less than half of that stays empty.
        """
        return 0.4 * self._whole_pt - self.above_pt

    @property
    def _whole_pt(self) -> float:
        return self.height_mm * POINTS_PER_MM - 2 * MARGIN_PT

    @property
    def line_pt(self) -> float:
        """From one line of text to the next."""
        return 1.2 * self.text_size_pt
