"""Templates made by other programs and people: covers kept, pages as they are, fonts told."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path

import docx
import pytest
from test_word_package import check_sound
from word_features import FEATURES, everything
from word_reading import built, files, part, style_of, text_of, w
from word_sample import COVER, PROPERTIES, document, par, png, section
from word_templates import TEMPLATES, restyled, swedish, with_cover, with_cover_in_one_section

from reportgen.model import CoverLine, Image
from reportgen.office.libreoffice import find_libreoffice
from reportgen.writers.word import (
    OWN_TEXT_MM,
    TemplateLook,
    WordOptions,
    default_template,
    template_look,
    write_word,
)

LOGO = Image("logo.png", png(300, 100), 300, 100)
FORMATTING = ("wide", "lists", "figure", "changes")


def simple(**options) -> bytes:
    return built(document(section(par("Text."))), **options)


def body_texts(package: bytes) -> list[str]:
    return [text_of(p) for p in part(package).iter(w("p"))]


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_report_with_everything_is_sound_in_it(name):
    template = TEMPLATES[name]()
    check_sound(built(everything(), template=template, draft=True, lists_of=("figure",)))


@pytest.mark.parametrize("name", TEMPLATES)
@pytest.mark.parametrize("feature", FORMATTING)
def test_each_feature_is_sound_in_it(name, feature):
    report = document(section(*FEATURES[feature], identity=feature))
    check_sound(built(report, template=TEMPLATES[name]()))


def test_the_same_template_gives_the_same_bytes():
    template = with_cover()
    assert built(everything(), template=template) == built(everything(), template=template)


def test_a_cover_is_kept_and_its_places_are_filled():
    texts = body_texts(simple(template=with_cover()))
    start = texts.index("Innehåll")
    assert texts[:start] == [
        "\ufffc",
        COVER[0].text,
        COVER[1].text,
        f"Datum: {COVER[2].text}",
        COVER[4].text,
        COVER[3].text,
        "Diarienummer [diarienummer]",
        "",
    ]
    assert not any("följer inte med" in text for text in texts)


def test_pictures_and_margins_of_a_cover_survive():
    package = simple(template=with_cover())
    assert png(600, 120) in files(package).values()
    margins = [it.get(w("left")) for it in part(package).iter(w("pgMar"))]
    assert margins[0] == "2835"
    assert margins[1] == "1800"


def test_a_place_for_what_the_report_lacks_goes():
    package = built(document(section(par("Text.")), cover=COVER[:1]), template=with_cover())
    assert "[undertitel]" not in "".join(body_texts(package))


def test_a_place_in_a_header_is_filled():
    package = simple(template=with_cover())
    shown = [
        text_of(part(package, name)) for name in files(package) if name.startswith("word/header")
    ]
    assert PROPERTIES.title.split(",")[0] in shown


def test_a_cover_without_its_own_section_keeps_the_first_page_without_header():
    root = part(simple(template=with_cover_in_one_section()))
    assert root.find(f"{w('body')}/{w('sectPr')}/{w('titlePg')}") is not None
    assert len(list(root.iter(w("sectPr")))) == 1


def test_text_without_a_place_for_the_report_is_left_out_and_told():
    document_ = docx.Document()
    document_.add_paragraph("Instruktion till den som skriver.")
    target = BytesIO()
    document_.save(target)
    options = WordOptions(template=target.getvalue())
    codes = [it.code for it in write_word(document(section(par("x"))), {}, BytesIO(), options)]
    assert codes == ["template-text", "missing-style"]
    assert "Instruktion" not in "".join(body_texts(simple(template=target.getvalue())))


def test_lists_of_the_first_level_are_the_templates_own():
    template = swedish()
    package = built(document(section(*FEATURES["lists"])), template=template)
    theirs = part(template, "word/numbering.xml")
    lists = {it.get(w("numId")) for it in theirs.iter(w("num"))}
    used = [
        (it.find(w("ilvl")).get(w("val")), it.find(w("numId")).get(w("val")))
        for it in part(package).iter(w("numPr"))
    ]
    assert any(level == "0" and number in lists for level, number in used)
    assert all(number not in lists for level, number in used if level != "0")
    definitions = {it.get(w("abstractNumId")) for it in theirs.iter(w("abstractNum"))}
    numbering = part(package, "word/numbering.xml")
    started = [it for it in numbering.iter(w("num")) if it.find(w("lvlOverride")) is not None]
    links = [it.find(w("abstractNumId")).get(w("val")) for it in started]
    assert definitions & set(links)


def test_a_picture_on_a_cover_without_words_is_told():
    silent = docx.Document(BytesIO(with_cover()))
    silent.inline_shapes[0]._inline.docPr.set("descr", "")
    target = BytesIO()
    silent.save(target)
    for template, told in ((with_cover(), False), (target.getvalue(), True)):
        options = WordOptions(template=template)
        notes = write_word(document(section(par("x"))), {}, BytesIO(), options)
        assert ("missing-alt-text" in [it.code for it in notes]) is told


def test_lines_that_a_cover_has_no_place_for_are_told():
    figures = (CoverLine("cover_figure", "80 ärenden", lead=2),)
    for template, cover, told in (
        (with_cover(), COVER, []),
        (with_cover(), COVER + figures, ["the key figures"]),
        (with_cover_in_one_section(), COVER, ["[datum], [syfte]"]),
        (with_cover_in_one_section(), COVER[:2], []),
        (swedish(), COVER + figures, []),
    ):
        report = document(section(par("x")), cover=cover)
        notes = write_word(report, {}, BytesIO(), WordOptions(template=template))
        messages = [str(it.message) for it in notes if it.code == "template-cover"]
        assert [part for part, message in zip(told, messages, strict=True) if part in message] == (
            told
        )


def test_a_page_on_its_side_stays_so():
    size = part(simple(template=swedish())).find(f".//{w('pgSz')}")
    assert (size.get(w("w")), size.get(w("h"))) == ("11906", "8391")
    assert size.get(w("orient")) == "landscape"


def test_numbers_of_headings_are_the_templates_where_they_are_like_ours():
    package = built(everything(), template=swedish())
    numbering = part(package, "word/numbering.xml")
    linked = [it.getparent().getparent() for it in numbering.iter(w("pStyle"))]
    heading = [it for it in linked if it.get(w("abstractNumId")) == "77"]
    assert heading
    styles = part(package, "word/styles.xml")
    first = next(s for s in styles.iter(w("style")) if s.get(w("styleId")) == "Rubrik1")
    assert first.find(f".//{w('numId')}").get(w("val")) == "77"


def test_headings_have_no_numbers_unless_the_report_counts_them():
    styles = part(simple(template=swedish()), "word/styles.xml")
    first = next(s for s in styles.iter(w("style")) if s.get(w("styleId")) == "Rubrik1")
    assert first.find(f".//{w('numPr')}") is None


def test_the_title_of_the_contents_is_never_numbered():
    root = part(built(everything(), template=swedish()))
    title = next(p for p in root.iter(w("p")) if text_of(p) == "Innehåll")
    assert title.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}").get(w("val")) == "0"


@pytest.mark.parametrize("name", ["Rubrik 1", "heading 1", "rubrik1", "Heading 1"])
def test_a_style_can_be_named_in_either_language(name):
    options = WordOptions(template=swedish(), styles={"quote": name})
    told = write_word(document(section(par("x"))), {}, BytesIO(), options)
    assert "unknown-style" not in [it.code for it in told]


@pytest.mark.parametrize(
    ("styles", "said"), [({"body": "Finns inte"}, "Finns inte"), ({"bodi": "Rubrik 1"}, "bodi")]
)
def test_a_style_or_role_that_is_not_there_is_told(styles, said):
    options = WordOptions(template=swedish(), styles=styles)
    told = write_word(document(section(par("x"))), {}, BytesIO(), options)
    assert (told[0].code, said in str(told[0].message)) == ("unknown-style", True)


def test_what_a_template_looks_like():
    look = template_look(WordOptions(template=restyled()))
    assert look.text_width_mm == pytest.approx(152.4, abs=0.1)
    assert (look.font, look.fonts[0]) == ("Georgia", "Georgia")
    assert template_look(WordOptions(template=swedish())).text_width_mm == pytest.approx(145, abs=1)


def test_our_own_template_looks_as_is_said_of_it():
    look = template_look(WordOptions(template=default_template()))
    assert (look.text_width_mm, look.text_height_mm) == pytest.approx(OWN_TEXT_MM, abs=0.1)
    assert look.font == "Calibri"
    assert template_look(WordOptions(font="Arial")) == TemplateLook(
        160, 241, "Arial", ("Arial",), (247, 154)
    )


def test_our_own_template_takes_another_font():
    parts = files(simple(font="Gill Sans & Co"))
    assert b"Calibri" not in b"".join(v for k, v in parts.items() if k.endswith(".xml"))
    assert b"Gill Sans &amp; Co" in parts["word/styles.xml"]


def test_our_own_template_shows_where_the_cover_stands():
    shown = [it.text for it in docx.Document(BytesIO(default_template())).paragraphs]
    assert shown[-1] == "[rapporten]"
    assert "[titel]" in shown


@pytest.mark.skipif(find_libreoffice() is None, reason="LibreOffice is not installed")
def test_a_template_saved_by_libreoffice(tmp_path: Path):
    (tmp_path / "mall.docx").write_bytes(with_cover())
    profile = (tmp_path / "profil").as_uri()
    subprocess.run(
        [
            *(find_libreoffice(), f"-env:UserInstallation={profile}", "--headless"),
            *("--convert-to", "docx:Office Open XML Text", "--outdir", tmp_path / "ut"),
            tmp_path / "mall.docx",
        ],
        check=True,
        capture_output=True,
    )
    template = (tmp_path / "ut" / "mall.docx").read_bytes()
    package = built(everything(), template=template)
    check_sound(package)
    assert COVER[0].text in body_texts(package)
    assert b'"start"' not in files(package)["word/numbering.xml"]
    assert b"characterSet" not in files(package)["word/fontTable.xml"]
    ends = [it.find(w("sectPr")) for it in part(package).iter(w("pPr"))]
    assert all(it is None or it.getnext() is None for it in ends)


def test_a_logo_stands_on_the_cover_and_nowhere_else():
    package = simple(logo=LOGO, logo_alt="Logotyp: Göteborgs Stad")
    check_sound(package)
    root = part(package)
    drawing = root.find(f".//{w('drawing')}")
    extent = drawing.find(".//{*}extent")
    assert int(extent.get("cy")) / 36000 == pytest.approx(18)
    assert int(extent.get("cx")) / 36000 == pytest.approx(54)
    assert drawing.find(".//{*}docPr").get("descr") == "Logotyp: Göteborgs Stad"
    assert next(root.iter(w("p"))) is next(drawing.iterancestors(w("p")))
    assert len(list(root.iter(w("drawing")))) == 1


def test_a_wide_logo_is_not_as_high():
    package = simple(logo=Image("l.png", png(1600, 100), 1600, 100))
    extent = part(package).find(f".//{w('drawing')}").find(".//{*}extent")
    assert int(extent.get("cx")) / 36000 == pytest.approx(80)


def test_a_logo_has_a_place_in_a_template():
    template = with_cover_in_one_section()
    first = part(simple(template=template, logo=LOGO)).find(f"{w('body')}")[0]
    assert text_of(first) == "\ufffc"
    assert "[logotyp]" not in "".join(body_texts(simple(template=template)))


@pytest.mark.parametrize("template", [None, *TEMPLATES])
def test_every_page_of_a_draft_says_so(template):
    content = TEMPLATES[template]() if template else None
    package = simple(template=content, draft=True)
    check_sound(package)
    parts = files(package)
    headers = [name for name in parts if b"<w:hdr" in parts[name]]
    assert all(text_of(part(package, name)).startswith("UTKAST") for name in headers)
    section_, *_ = part(package).iter(w("sectPr"))
    kinds = {it.get(w("type")) for it in section_.iter(w("headerReference"))}
    assert "default" in kinds
    assert section_.find(w("titlePg")) is None or "first" in kinds
    assert all("UTKAST" not in text for text in body_texts(package))


def test_what_is_no_draft_says_nothing_of_it():
    assert not any(b"UTKAST" in content for content in files(simple()).values())


def test_the_styles_of_the_template_are_used():
    root = part(simple(template=swedish()))
    assert "Rubrik1" in {style_of(it) for it in root.iter(w("p")) if it.find(w("pPr")) is not None}
