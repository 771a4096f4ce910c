"""What became of one year in the next, as a page."""

from __future__ import annotations

import pytest
from compared import comparison_page
from html_reading import blocks, ids, page, shown, tree
from sample_project import composed

from reportgen.build.figures import draw_figures
from reportgen.diagnostics import Problems


@pytest.fixture(scope="module")
def compared(example_read_only):
    return comparison_page(example_read_only)


def test_figures_stand_first_each_change_with_a_bar(compared):
    front = tree(compared).xpath("//main/section")[0]
    assert shown(front.find("h2")) == "Jämförelse av 2021 och 2022"
    first = front.xpath(".//tbody/tr")[0]
    _label, was, now, difference, _share, _bar = [shown(each) for each in first]
    assert int(now) - int(was) == int(difference.replace("+", "").replace("−", "-"))
    bar = first.xpath(".//*[local-name()='svg']")[0]
    assert bar.get("aria-hidden") == "true"


def test_every_id_is_there_once_and_every_link_leads_to_one(compared):
    head = tree(compared)
    names = ids(head)
    assert len(names) == len(set(names))
    for target in head.xpath("//a/@href[starts-with(., '#')]"):
        assert target[1:] in names


@pytest.mark.parametrize(("year", "hidden"), [(2022, "del"), (2021, "ins")])
def test_each_view_is_the_text_of_its_year(compared, example_read_only, year, hidden):
    head = tree(compared)
    for gone in [*head.iter(hidden), *head.xpath("//div[@class='beside']")]:
        gone.drop_tree()
    front, *sections = head.xpath("//main/section[not(@role)]")
    front.drop_tree()
    alone = composed(example_read_only, year)
    pictures, _drawn = draw_figures(example_read_only, alone, Problems(), all_as_pictures=True)
    expected = tree(page(alone.document, pictures)).xpath("//main/section[not(@role)]")
    words = " ".join(" ".join(blocks(each)) for each in sections).split()
    assert words == " ".join(" ".join(blocks(each)) for each in expected).split()


def test_the_view_is_chosen_without_a_script(compared):
    head = tree(compared)
    assert not head.xpath("//script")
    assert [shown(each) for each in head.xpath("//fieldset/label")][1:] == [
        "Båda, sida vid sida",
        "Bara 2021",
        "Bara 2022",
    ]


@pytest.mark.parametrize(("side", "hidden"), [("older", "ins"), ("newer", "del")])
def test_beside_each_other_stand_the_same_texts(compared, side, hidden):
    """A column holds what its year's view does, section for section, under ids of its own."""
    head = tree(compared)
    for gone in [*head.iter(hidden)]:
        gone.drop_tree()
    for section in head.xpath("//main/section[not(@role)]")[1:]:
        together = section.xpath("./div[@class='together']")[0]
        column = section.xpath(f"./div[@class='beside']/div[@class='{side}']")[0]
        assert blocks(column) == blocks(together)
        named = column.xpath(".//@id")
        assert all(name.endswith(f"--{side}") for name in named)
        for target in column.xpath(".//@aria-labelledby"):
            assert set(target.split()) <= set(named)
