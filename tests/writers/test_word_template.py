"""Templates made by someone else: other names, other pages, other lists, files that are none."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from test_word_package import check_sound
from word_features import everything
from word_reading import R, built, files, part, style_of, text_of, w
from word_sample import PICTURES, PROPERTIES, document, par, section

from reportgen.diagnostics import ReportError
from reportgen.writers.word import WordOptions, default_template, write_word

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def changed(*changes: tuple[str, str, str]) -> bytes:
    """Our own template with texts replaced: (part, old, new)."""
    parts = {name: content.decode() for name, content in files(default_template()).items()}
    for name, old, new in changes:
        assert old in parts[name]
        parts[name] = parts[name].replace(old, new)
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


SWEDISH = changed(
    ("word/styles.xml", 'w:styleId="Heading1"', 'w:styleId="Rubrik1"'),
    ("word/styles.xml", 'w:name w:val="heading 1"', 'w:name w:val="Rubrik 1"'),
    ("word/styles.xml", 'w:styleId="ListBullet"', 'w:styleId="Punktlista"'),
    ("word/styles.xml", 'w:name w:val="List Bullet"', 'w:name w:val="Punktlista"'),
    ("word/document.xml", 'w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"'),
)
DOTX = changed(("[Content_Types].xml", MAIN, MAIN.replace("document.main", "template.main")))
BARE = changed(
    ("word/styles.xml", 'w:name w:val="Källrad"', 'w:name w:val="Något annat"'),
    ("word/styles.xml", 'w:styleId="SourceNote"', 'w:styleId="Annat"'),
    ("word/styles.xml", 'w:styleId="ReportTable"', 'w:styleId="OurTable"'),
    ("word/styles.xml", 'w:name w:val="Rapporttabell"', 'w:name w:val="Vår tabell"'),
)


@pytest.mark.parametrize("template", [SWEDISH, DOTX, BARE])
def test_a_report_in_another_template_is_sound(template):
    check_sound(built(everything(), template=template))


def test_styles_are_found_by_their_swedish_names():
    root = part(built(document(section(par("x"))), template=SWEDISH))
    assert "Rubrik1" in {style_of(it) for it in root.iter(w("p"))}


def test_page_size_is_the_templates():
    root = part(built(document(section(par("x"))), template=SWEDISH))
    assert root.find(f".//{w('pgSz')}").get(w("w")) == "12240"


def test_a_style_that_the_template_lacks_is_added_and_told():
    told = write_word(everything(), PICTURES, BytesIO(), WordOptions(template=BARE))
    assert [it.code for it in told] == ["missing-style"]
    assert "Källrad, Rapporttabell" in str(told[0])
    styles = part(built(everything(), template=BARE), "word/styles.xml")
    names = [it.get(w("val")) for it in styles.iter(w("name"))]
    assert names.count("Källrad") == 1
    ids = [it.get(w("styleId")) for it in styles.iter(w("style"))]
    assert len(set(ids)) == len(ids)


def test_a_project_can_choose_its_styles():
    chosen = {"table": "Vår tabell", "note": "Något annat"}
    options = WordOptions(template=BARE, styles=chosen)
    assert write_word(everything(), PICTURES, BytesIO(), options) == ()


def test_our_own_template_lacks_nothing():
    assert write_word(everything(), PICTURES, BytesIO()) == ()


def test_the_default_template_can_be_used_as_a_template_of_ones_own():
    report = document(section(par("x")))
    ours, theirs = part(built(report)), part(built(report, template=default_template()))
    assert [text_of(it) for it in ours.iter(w("p"))] == [text_of(it) for it in theirs.iter(w("p"))]


def test_header_and_footer_are_fields_in_the_words_of_the_report():
    package = built(document(section(par("x"))))
    assert text_of(part(package, "word/header2.xml")) == PROPERTIES.title
    footer = part(package, "word/footer2.xml")
    assert text_of(footer) == "Sida 1 av 1"
    assert [it.text.strip() for it in footer.iter(w("instrText"))] == ["PAGE", "NUMPAGES"]


def test_all_text_is_in_the_language_of_the_report():
    from msgspec.structs import replace

    english = document(section(par("x")), properties=replace(PROPERTIES, language="en-GB"))
    languages = part(built(english), "word/styles.xml").iter(w("lang"))
    assert {it.get(w("val")) for it in languages} == {"en-GB"}


def test_what_belongs_to_a_machine_stays_behind():
    unwanted = f"<w:attachedTemplate xmlns:r='{R[1:-1]}' r:id='rId9'/><w:trackRevisions/>"
    tab = "<w:defaultTabStop"
    marked = changed(("word/settings.xml", tab, unwanted + tab))
    settings = files(built(everything(), template=marked))["word/settings.xml"]
    assert b"attachedTemplate" not in settings
    assert b"trackRevisions" not in settings


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK",
        b"not a zip",
        default_template()[:900],
        changed(("word/styles.xml", "</w:styles>", "")),
    ],
)
def test_what_is_no_word_file_is_told(content):
    with pytest.raises(ReportError) as raised:
        built(everything(), template=content)
    assert [it.code for it in raised.value.diagnostics] == ["unreadable-template"]


@pytest.mark.parametrize("kind", ["Bullet", "Number"])
@pytest.mark.parametrize("level", [1, 2, 3])
def test_who_applies_a_list_style_gets_a_list(kind, level):
    package = built(document(section(par("x"))))
    numbering = part(package, "word/numbering.xml")
    style_id = f"List{kind}{level if level > 1 else ''}"
    style = style_called(package, style_id)
    place = style.find(f".//{w('ilvl')}")
    assert (0 if place is None else int(value(place))) == level - 1
    number = value(style.find(f".//{w('numId')}"))
    [instance] = [it for it in numbering.iter(w("num")) if it.get(w("numId")) == number]
    wanted = value(instance.find(w("abstractNumId")))
    [definition] = [
        it for it in numbering.iter(w("abstractNum")) if it.get(w("abstractNumId")) == wanted
    ]
    assert value(definition.findall(w("lvl"))[level - 1].find(w("pStyle"))) == style_id


def test_a_list_style_that_a_template_lacks_comes_without_our_list():
    bare = changed(
        ("word/styles.xml", 'w:styleId="ListBullet"', 'w:styleId="Annat"'),
        ("word/styles.xml", 'w:name w:val="List Bullet"', 'w:name w:val="Något annat"'),
    )
    package = built(everything(), template=bare)
    assert style_called(package, "ListBullet").find(f".//{w('numPr')}") is None


def test_text_that_someone_pastes_stands_in_paragraphs():
    normal = style_called(built(document(section(par("x")))), "Normal")
    assert int(normal.find(f".//{w('spacing')}").get(w("after"))) > 0


def test_only_styles_in_use_are_offered():
    latent = part(built(document(section(par("x")))), "word/styles.xml").find(w("latentStyles"))
    assert latent.get(w("defSemiHidden")) == "1"


def style_called(package: bytes, style_id: str):
    styles = part(package, "word/styles.xml").iter(w("style"))
    return next(it for it in styles if it.get(w("styleId")) == style_id)


def value(element) -> str:
    return element.get(w("val"))
