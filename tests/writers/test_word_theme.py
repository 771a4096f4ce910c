"""Our styles are those of their theme: another one in Word changes fonts and colours."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from lxml import etree
from word_reading import built
from word_sample import document, par, section
from word_templates import restyled

from reportgen.compose.look import look_of
from reportgen.writers.word import default_template
from reportgen.writers.word.designs import DESIGNS
from reportgen.writers.word.own_template import designed_template

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
NAMES = {
    "text1": "dk1",
    "background1": "lt1",
    "background2": "lt2",
    "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}
TEMPLATES = {
    "own": default_template(),
    "green": built(document(section(par("Text."))), look=look_of(("#1B5E20",)).look),
    **{each.name: designed_template(each, look_of((each.colour,)).look) for each in DESIGNS},
}


def trees(content: bytes) -> tuple[etree._Element, etree._Element]:
    with ZipFile(BytesIO(content)) as package:
        styles, theme = (package.read(f"word/{it}.xml") for it in ("styles", "theme/theme1"))
    return etree.fromstring(styles), etree.fromstring(theme)


def lighter(colour: str, tint: str) -> str:
    """What Word makes of a grey with a tint: as light as that says (17.3.2.6)."""
    part = int(tint, 16) / 255
    return f"{round(int(colour[:2], 16) * part + 255 * (1 - part)):02X}" * 3


def colours_of(theme: etree._Element) -> dict[str, str]:
    """The colours of a theme by the names that styles call them by."""
    [scheme] = theme.iter(f"{A}clrScheme")
    colours = {each.tag.removeprefix(A): each[0].get("val") for each in scheme}
    return {**colours, **{name: colours[own] for name, own in NAMES.items()}}


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_style_shows_what_its_theme_says(name: str) -> None:
    styles, theme = trees(TEMPLATES[name])
    colours = colours_of(theme)
    grounds = [each for each in styles.iter() if each.get(f"{W}themeFill")]
    named = [each for each in styles.iter() if each.get(f"{W}themeColor")]
    assert grounds
    assert named
    for each in grounds:
        assert each.get(f"{W}fill") == colours[each.get(f"{W}themeFill")]
    for each in named:
        said, tint = colours[each.get(f"{W}themeColor")], each.get(f"{W}themeTint")
        shown = each.get(f"{W}val") if each.tag == f"{W}color" else each.get(f"{W}color")
        assert shown == (lighter(said, tint) if tint else said), etree.tostring(each)


@pytest.mark.parametrize("name", TEMPLATES)
def test_what_is_of_the_brand_is_of_the_theme(name: str) -> None:
    styles, theme = trees(TEMPLATES[name])
    [brand] = [each[0].get("val") for each in theme.iter(f"{A}accent1")]
    plain = [each for each in styles.iter() if brand in each.attrib.values()]
    assert plain
    assert all(each.get(f"{W}themeColor") or each.get(f"{W}themeFill") for each in plain)
    latin = {each.get("typeface") for each in theme.iter(f"{A}latin")}
    fonts = [each for each in styles.iter(f"{W}rFonts") if each.get(f"{W}ascii") in latin]
    assert len(fonts) >= 9
    assert all(each.get(f"{W}asciiTheme") for each in fonts)


def test_styles_that_a_foreign_template_gets_are_of_no_theme() -> None:
    styles, _theme = trees(built(document(section(par("Text."))), template=restyled()))
    known = {each.style_id for each in docx.Document(BytesIO(restyled())).styles}
    added = [each for each in styles.iter(f"{W}style") if each.get(f"{W}styleId") not in known]
    attributes = [name for each in added for it in each.iter() for name in it.attrib]
    assert attributes
    assert not [each for each in attributes if "theme" in each.lower()]
    fonts = {it.get(f"{W}ascii") for each in added for it in each.iter(f"{W}rFonts")}
    assert fonts <= {"Consolas"}
