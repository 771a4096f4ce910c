"""What was taken over from last year unchanged is found, in whatever kind of block it stands."""

from __future__ import annotations

import pytest
from sample_project import MakeProject, make_png, read_cases

from reportgen.checks.engine import check_year

LIST = "- polisen i Göteborg\n- socialtjänsten i 49 kommuner\n- åklagarna och domstolarna\n"
QUOTE = "> Vi såg henne\n>\n> varje dag 2022,\n>\n> och ingen frågade hur hon mådde.\n"
TABLE = "| Möte | Antal |\n|---|---:|\n| Nationella | 4 |\n| Regionala | 6 |\n| Lokala | 12 |\n"
PHOTO = '![Arbetslaget samlat](foto.png "Arbetslaget")\n'
SHORT = "- polisen\n- tullen\n"
COMPUTED = "| Möte | Antal |\n|---|---:|\n| Ärenden i region Väst | {{ kon.total }} |\n"


def found(make_project: MakeProject, then: str, now: str, **files: bytes) -> list[tuple[int, str]]:
    project = read_cases("project.yaml")
    changes = {
        "content/2021/report.yaml": "title: Årsrapport 2021\ndate: 2022-01-27\n",
        "content/2021/statistics.yaml": project["content/2022/statistics.yaml"],
        "content/2021/10-text.md": f"# Text\n\n{then}",
        "content/2021/foto.png": make_png(3, 2),
        "content/2022/foto.png": files.get("photo", make_png(3, 2)),
        "content/2022/10-text.md": f"# Text\n\nNytt.\n\n{now}",
    }
    told = check_year(make_project(changes), 2022, ("same-as-last-year",), ())
    same = [
        each.diagnostic for each in told.reported if each.diagnostic.code == "same-as-last-year"
    ]
    return [(each.span.line, str(each.message)) for each in same]


@pytest.mark.parametrize(
    ("block", "kind"),
    [(LIST, "list"), (QUOTE, "quotation"), (TABLE, "table"), (PHOTO, "picture")],
)
def test_a_block_taken_over_is_told_once_and_as_a_whole(make_project: MakeProject, block, kind):
    [(line, message)] = found(make_project, block, block)
    assert line == 5
    assert message.startswith(f"the {kind} is last year's")


@pytest.mark.parametrize("block", [SHORT, COMPUTED])
def test_what_is_short_or_kept_current_by_a_value_is_not_told(make_project: MakeProject, block):
    assert found(make_project, block, block) == []


def test_a_table_with_other_numbers_is_not_told(make_project: MakeProject):
    other = TABLE.replace("4", "5").replace("6", "7").replace("12", "9")
    assert found(make_project, TABLE, other) == []


def test_another_photo_of_the_same_name_is_not_told(make_project: MakeProject):
    assert found(make_project, PHOTO, PHOTO, photo=make_png(4, 2)) == []


def test_a_photo_that_both_years_share_is_meant_to_be(make_project: MakeProject):
    shared = PHOTO.replace("foto.png", "../2021/foto.png")
    assert found(make_project, PHOTO, shared) == []


def test_an_item_of_a_list_that_is_another_otherwise_is_told_alone(make_project: MakeProject):
    item = "- polisen i Göteborg har under hösten tagit emot fler anmälningar än tidigare\n"
    others = "- tullen har fått en ny ledning i Malmö\n- skolorna har svarat på vår enkät\n" * 3
    [(line, message)] = found(make_project, item, item + others)
    assert (line, message[:13]) == (5, "the paragraph")
