"""A cover keeps to its page: on a low one the lines of it stand closer together."""

from __future__ import annotations

from io import BytesIO

import docx
from docx.enum.section import WD_ORIENT
from docx.shared import Mm
from msgspec.structs import replace
from word_reading import built, part, w
from word_sample import SPAN, document, par, section

from reportgen.model import Deleted, Inserted, Text

REPORT = document(section(par("Text.")))


def landscape() -> bytes:
    made = docx.Document()
    page = made.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Mm(210), Mm(148)
    target = BytesIO()
    made.save(target)
    return target.getvalue()


def spaces(package: bytes) -> list[int]:
    """The space above the paragraphs that say it themselves, in twips."""
    found = part(package).iter(w("spacing"))
    return [int(each.get(w("before"))) for each in found if each.get(w("before"))]


def test_lines_stand_closer_on_a_low_page():
    [*above] = spaces(built(REPORT, template=landscape()))
    assert above
    assert sum(above) < 2400


def test_what_went_out_of_a_line_takes_room_as_well():
    """All of a title of five lines is printed: what went out of it beside what came in."""
    gone, come = (Text("Ett helt annat namn på vårt arbete " * 2, SPAN) for _ in range(2))
    changed = (Deleted((gone,), SPAN), Inserted((come,), SPAN))
    lines = [replace(line, changed=changed) for line in REPORT.cover[:2]]
    report = replace(REPORT, cover=(*lines, *REPORT.cover[2:]))
    assert sum(spaces(built(report))) > 0


def test_where_there_is_room_the_styles_say_where_lines_stand():
    assert spaces(built(REPORT)) == []
