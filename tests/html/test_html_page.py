"""What a page holds: structure, links, changes, its looks, its policy, templates of one's own."""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
import sys
from io import BytesIO

import pytest
from html_reading import ids, page, shown, tree
from msgspec.structs import replace
from sample_project import MakeProject, build
from word_features import FEATURES, everything, feature
from word_sample import (
    PICTURES,
    SPAN,
    computed,
    document,
    figure,
    heading,
    image,
    par,
    picture,
    reference,
    row,
    section,
    table,
    text,
)

from reportgen.diagnostics import ReportError
from reportgen.model import Computed, Footnote, Link, Strong
from reportgen.model.colours import contrast
from reportgen.writers.html import HtmlOptions, write_html
from reportgen.writers.html.style import own_style

HOSTILE = "<script>alert(1)</script>\"'&<b onclick=x>"


def root(*blocks, **options):
    return tree(page(document(section(*blocks)), **options))


def test_the_page_says_its_language_title_and_author():
    head = root(par("text"))
    assert head.get("lang") == "sv-SE"
    assert head.findtext("head/title") == "Årsrapport 2022"
    assert head.xpath("//meta[@name='author']/@content") == ["Region Väst"]
    assert [each.text for each in head.iter("h1")] == ["Årsrapport 2022"]
    draft = root(par("text"), draft=True)
    assert draft.findtext("head/title") == "UTKAST: Årsrapport 2022"
    assert shown(draft.find_class("draft")[0]) == "UTKAST"


def test_a_report_without_a_cover_has_a_first_heading_all_the_same():
    head = tree(page(document(section(par("text")), cover=())))
    assert [each.text for each in head.iter("h1")] == ["Årsrapport 2022"]


@pytest.mark.parametrize("made", [everything(), *(feature(name) for name in FEATURES)])
def test_every_link_inside_the_page_leads_to_the_one_element_of_its_id(made):
    head = tree(page(made, lists_of=("figure", "table")))
    names = ids(head)
    assert len(names) == len(set(names))
    for target in head.xpath("//a/@href[starts-with(., '#')]"):
        assert target[1:] in names
    for attribute in ("aria-labelledby", "aria-describedby"):
        for value in head.xpath(f"//@{attribute}"):
            assert value in names


def test_nothing_runs_and_nothing_is_loaded():
    text = page(everything(), draft=True, show_values=True)
    head = tree(text)
    assert not head.xpath("//script | //link | //iframe | //object | //form | //@style")
    assert not [name for name in head.xpath("//@*") if name.attrname.startswith("on")]
    for address in head.xpath("//@src"):
        assert address.startswith("data:image/")
    assert "@import" not in text
    assert "url(" not in text


def test_the_policy_lets_in_this_style_sheet_and_no_other():
    text = page(everything())
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)[1]
    policy = tree(text).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert text.index("Content-Security-Policy") < text.index("<style>")


def test_a_served_page_may_have_what_its_own_server_adds_and_nothing_else():
    policy = "//meta[@http-equiv='Content-Security-Policy']/@content"
    usual, served = (
        dict(
            part.split(" ", 1) for part in root(par("a"), served=each).xpath(policy)[0].split("; ")
        )
        for each in (False, True)
    )
    assert served.pop("script-src") == served.pop("connect-src") == "'self'"
    assert served.pop("style-src") == usual.pop("style-src") + " 'self'"
    assert served == usual


def test_text_stays_text_wherever_it_stands():
    words = (text(HOSTILE),)
    note = Footnote("1", (par(HOSTILE),), SPAN)
    blocks = (
        par(HOSTILE, note, Computed(HOSTILE, HOSTILE, SPAN)),
        replace(table("a b<"), caption=words, note=words, header=row(HOSTILE, "", HOSTILE)),
        replace(figure("f"), caption=words, alt=HOSTILE, note=words),
        replace(image("g"), alt=HOSTILE),
    )
    chosen = replace(section(*blocks), heading=replace(heading(1, HOSTILE, "id"), id='"><b>'))
    made = document(chosen, signature=(HOSTILE,))
    cover = tuple(replace(each, text=HOSTILE) for each in made.cover)
    properties = replace(made.properties, title=HOSTILE, author=HOSTILE, keywords=(HOSTILE,))
    made = replace(made, cover=cover, properties=properties)
    head = tree(page(made, {"f": picture()}, show_values=True, source_map=True))
    assert not head.xpath("//script | //b | //@onclick")
    assert head.findtext("head/title") == HOSTILE
    assert shown(head.xpath("//h1")[0]) == HOSTILE
    assert head.xpath("//img/@alt") == [HOSTILE]


@pytest.mark.parametrize(
    ("target", "leads"),
    [
        ("https://example.org/?a=1&b=2", True),
        ("mailto:a@example.org", True),
        ("tel:+4631", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("file:///etc/passwd", False),
        ('https://example.org/"onclick="x', False),
    ],
)
def test_links_lead_to_the_web_to_mail_to_a_telephone_and_nowhere_else(target, leads):
    head = root(par(Link((text("länk"),), target, SPAN)))
    assert head.xpath("//main//a/@href") == ([target] if leads else [])
    assert shown(head.xpath("//main//p")[0]) == "länk"


def test_a_footnote_in_a_link_stands_behind_it():
    note = Footnote("1", (par("not"),), SPAN)
    head = root(par(Link((Strong((text("ord"), note), SPAN),), "https://example.org", SPAN)))
    assert not head.xpath("//a//a")
    assert head.xpath("//p/a/following-sibling::sup/a/@role") == ["doc-noteref"]


def test_several_marks_of_a_footnote_lead_to_one_note():
    marks = [Footnote("a", (par("En not"),), SPAN, mark) for mark in (1, 2)]
    root = tree(page(document(section(par("Här", marks[0], ", där", marks[1])))))
    shown = root.xpath("//a[@role='doc-noteref']")
    assert [(each.text, each.get("href")) for each in shown] == [("1", "#fotnot--1")] * 2
    assert [each.get("id") for each in shown] == ["fotnotsmarke--1", None]
    assert len(root.xpath("//section[@role='doc-endnotes']//li")) == 1


def test_a_footnote_leads_to_its_note_and_back():
    head = root(par("ord", Footnote("1", (par("Noten."),), SPAN)))
    mark = head.xpath("//a[@role='doc-noteref']")[0]
    note = head.get_element_by_id(mark.get("href")[1:])
    assert shown(note) == "Noten."
    back = note.xpath(".//a[@role='doc-backlink']")[0]
    assert back.get("href") == f"#{mark.get('id')}"
    assert mark.get("aria-label") == "Fotnot 1"
    assert back.get("aria-label") == "Tillbaka till fotnot 1 i texten"


def test_a_table_has_headers_for_columns_and_rows():
    head = root(table(note="Källa: statistiken."))
    assert head.xpath("//thead//th/@scope") == ["col"] * 3
    assert head.xpath("//tbody//th/@scope") == ["row"] * 4
    assert [shown(each) for each in head.xpath("//tr[@class='total']/*")] == [
        "Summa",
        "80",
        "100 %",
    ]
    assert head.xpath("//td/@class") == ["right"] * 8
    frame = head.find_class("scroll")[0]
    assert frame.get("tabindex") == "0"
    named = head.get_element_by_id(frame.get("aria-labelledby"))
    assert shown(named) == "Tabell 1. Ärenden efter kön, region Väst 2022"


def test_a_chart_has_a_name_and_a_description():
    head = root(figure())
    drawing = head.xpath("//*[local-name()='svg']")[0]
    assert drawing.get("role") == "img"
    name = head.get_element_by_id(drawing.get("aria-labelledby"))
    said = head.get_element_by_id(drawing.get("aria-describedby"))
    assert (name.tag, said.text) == ("title", figure().alt)


def test_a_chart_has_a_second_drawing_for_narrow_screens_which_our_style_sheet_alone_shows():
    drawn = {"nationalitet": replace(picture(), narrow=picture().svg)}
    wide, narrow = root(figure(), pictures=drawn).find_class("picture")
    assert (wide.get("class"), wide.get("hidden")) == ("picture scroll wide", None)
    assert (narrow.get("class"), narrow.get("hidden")) == ("picture narrow", "")
    described = [each.xpath(".//@aria-describedby")[0] for each in (wide, narrow)]
    assert len({*described}) == 2
    assert [narrow.xpath(".//*[local-name()='desc']")[0].text] == [figure().alt]
    assert "hidden" not in page(document(section(figure()))).partition("<body>")[2]
    screen = re.search(
        r"@media screen and \(max-width: 34rem\) \{(.*?)\n\}", own_style(), re.DOTALL
    )
    assert re.findall(r"(\.\w+) \{ display: (\w+)", screen[1]) == [
        (".wide", "none"),
        (".narrow", "block"),
    ]


@pytest.mark.parametrize(
    "svg",
    [
        b'<svg xmlns="x"><script>alert(1)</script></svg>',
        b'<svg xmlns="x" onload="x"><rect width="1"/></svg>',
        b'<svg xmlns="x"><rect onclick="x"/></svg>',
        b'<svg xmlns="x"><image href="https://example.org/a.png"/></svg>',
        b'<svg xmlns="x"><rect fill="url(https://example.org)"/></svg>',
        b'<svg xmlns="x"><rect style="color: red"/></svg>',
        b"<svg><foreignObject></foreignObject></svg>",
        b"<p>no drawing</p>",
    ],
)
def test_a_drawing_that_is_more_than_shapes_is_shown_as_a_picture(svg):
    head = root(figure(), pictures={"nationalitet": replace(picture(), svg=svg)})
    assert not head.xpath("//*[local-name()='svg']")
    assert head.xpath("//img/@alt") == [figure().alt]


def test_changes_are_seen_and_heard():
    head = root(*FEATURES["changes"])
    gone = head.xpath("//main//p/del")[0]
    assert shown(gone) == "minskade"
    assert [each.text.strip() for each in gone.find_class("spoken")] == [
        "[Struket:",
        "slut på struken text]",
    ]
    assert shown(head.xpath("//ins[@class='blocks']//h3")[0]) == "Nytt avsnitt"


def test_headings_go_one_level_below_the_title():
    blocks = (heading(level, f"Nivå {level}", f"n{level}") for level in range(2, 7))
    head = root(*blocks)
    assert [each.tag for each in head.xpath("//section/*")] == [f"h{n}" for n in range(2, 7)] + [
        "div"
    ]
    assert head.xpath("//div[@role='heading']/@aria-level") == ["7"]


def test_computed_values_are_recognisable_and_say_nothing_of_their_source():
    value = computed("80")
    plain = root(par(value)).find_class("computed")[0]
    assert (shown(plain), plain.attrib) == ("80", {"class": "computed"})
    traced = root(par(value), source_map=True).find_class("computed")[0]
    assert traced.get("data-expression") == "arenden.total"
    assert traced.get("data-source") == "content/2022/10-prov.md:3:1"
    assert traced.get("data-statistics") == "arenden.total"
    named = replace(value, sources=('alder["Barn 0–6 år"]', "alder.total"))
    traced = root(par(named), source_map=True).find_class("computed")[0]
    assert traced.get("data-statistics") == 'alder["Barn 0–6 år"]\nalder.total'
    assert root(par(value), show_values=True).xpath("//mark/span/@title") == ["arenden.total"]


def test_the_same_document_gives_the_same_bytes():
    assert page(everything()) == page(everything())


@pytest.mark.parametrize(
    "block",
    [
        par(Computed("x", None, SPAN)),
        par(replace(reference("figure", "f", "figur 1"), text=None)),
        replace(figure("ingen")),
    ],
)
def test_what_an_earlier_stage_forgot_is_a_bug(block):
    with pytest.raises(ValueError, match=r"evaluated|resolved|drawn"):
        page(document(section(block)), {})


# Colours

PAIRS = [
    ("ink", "ground"), ("quiet", "ground"), ("brand", "ground"), ("link", "ground"),
    ("visited", "ground"), ("brand", "shade"), ("ink", "code"), ("ink", "shade"),
    ("link", "shade"), ("inserted-ink", "inserted"), ("deleted-ink", "deleted"),
    ("mark-ink", "mark"), ("draft-ink", "draft"), ("ground", "brand"),
]  # fmt: skip


def themes() -> dict[str, dict[str, str]]:
    """The colours of each look: light, dark, paper."""
    found = [
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))
        for block in re.findall(r":root \{([^}]*)\}", own_style())
    ]
    return dict(zip(("light", "dark", "paper"), found, strict=True))


@pytest.mark.parametrize("name", ["light", "dark", "paper"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_has_contrast_in_every_look(name, ink, ground):
    colours = themes()[name]
    assert contrast(colours[ink], colours[ground]) >= 4.5


def test_every_colour_of_the_page_has_a_place_in_each_look():
    used = set(re.findall(r"var\(--([\w-]+)\)", own_style()))
    for colours in themes().values():
        assert used == set(colours)


# Templates of one's own


def written(templates: dict[str, str], made=None) -> str:
    target = BytesIO()
    whole = made or document(section(par("Stycket.")))
    write_html(whole, PICTURES, target, HtmlOptions(templates=templates))
    return target.getvalue().decode()


def test_a_project_can_have_one_template_of_its_own():
    own = {"cover.html.j2": "<header><h1>{{ properties.title }}!</h1></header>\n"}
    head = tree(written(own))
    assert [each.text for each in head.iter("h1")] == ["Årsrapport 2022!"]
    assert shown(head.xpath("//section/p")[0]) == "Stycket."


def test_a_template_can_extend_ours():
    own = {
        "page.html.j2": '{% extends "reportgen/page.html.j2" %}'
        "{% block body %}<p>Först.</p>{{ super() }}{% endblock %}"
    }
    assert shown(tree(written(own)).xpath("//body/p")[0]) == "Först."


def test_a_style_sheet_of_ones_own_has_its_policy():
    text = written({"style.css": "p { color: #000000 }"})
    assert "<style>p { color: #000000 }</style>" in text
    digest = hashlib.sha256(b"p { color: #000000 }").digest()
    assert base64.b64encode(digest).decode() in text


@pytest.mark.parametrize(
    ("name", "template", "line"),
    [
        ("cover.html.j2", "<p>\n{{ properties.title }", 2),
        ("cover.html.j2", "\n{% if %}", 2),
        ("cover.html.j2", "\n\n{{ propertis.title }}", 3),
        ("cover.html.j2", "\n{{ properties.titel }}", 2),
        ("cover.html.j2", '\n{% include "../../etc/passwd" %}', 2),
        ("cover.html.j2", "\n{{ ''.__class__.__mro__ }}", 2),
        ("cover.html.j2", "\n{{ properties.title | safe }}", 2),
        ("cover.html.j2", "\n{% autoescape false %}{{ properties.title }}{% endautoescape %}", 2),
        ("cover.html.j2", "\n{{ 'a' * 10000000000 }}", 2),
        ("cover.html.j2", "\n{{ 10 ** 10000000 }}", 2),
        ("cover.html.j2", '\n{% include "cover.html.j2" %}', 2),
        ("cover.html.j2", "\n{{ 1 / 0 }}", 2),
        ("page.html.j2", "\n{% for section in sections %}{{ section.nothing }}{% endfor %}", 2),
        ("style.css", "p {}\n</style><script>", 2),
    ],
)
def test_a_broken_template_is_told_with_its_file_and_line(name, template, line):
    with pytest.raises(ReportError) as raised:
        written({name: template})
    (found,) = raised.value.diagnostics
    assert found.code == "page-template"
    assert (found.span.file, found.span.line) == (f"templates/{name}", line)


def test_a_template_whose_name_is_misspelt_is_told_of():
    target = BytesIO()
    options = HtmlOptions(templates={"covr.html.j2": "x"})
    (found,) = write_html(document(section(par("x"))), {}, target, options)
    assert found.code == "unused-page-template"
    assert "cover.html.j2" in str(found.hint)


# The command line


def test_html_is_built_beside_the_word_file(make_project: MakeProject):
    root = make_project()
    assert ".html" not in build(root).output
    told = build(root, "--html")
    assert told.exit_code == 0, told.output
    (built,) = (root / "output" / "2022").glob("*.html")
    assert built.with_suffix(".docx").is_file()
    assert built.name in told.output
    again = build(root, "--html")
    assert "Inget har ändrats" in again.output


def test_a_project_can_ask_for_html_every_time(make_project: MakeProject):
    root = make_project()
    settings = root / "content" / "reportgen.yaml"
    settings.write_text(settings.read_text("utf-8") + "\nformats: [docx, html]\n", "utf-8")
    assert build(root).exit_code == 0
    (built,) = (root / "output" / "2022").glob("*.html")
    own = root / "templates" / "cover.html.j2"
    own.parent.mkdir()
    own.write_text("<h1>Eget</h1>", "utf-8")
    assert build(root).exit_code == 0
    assert "<h1>Eget</h1>" in built.read_text("utf-8")
    own.write_text("{{", "utf-8")
    told = build(root)
    assert told.exit_code == 1
    assert "templates/cover.html.j2:1:1" in told.output
    assert "<h1>Eget</h1>" in built.read_text("utf-8")


@pytest.mark.parametrize(
    ("content", "code"), [(b"<p>\xff</p>", "not-utf8"), (b"<p>\x00</p>", "control-character")]
)
def test_a_template_that_is_no_text_is_told_of(make_project: MakeProject, content, code):
    root = make_project({"templates/cover.html.j2": content})
    told = build(root, "--html")
    assert told.exit_code == 1
    assert f"[{code}]" in told.output
    assert "templates/cover.html.j2:1:" in told.output


def test_a_link_out_of_the_project_is_no_template(make_project: MakeProject, tmp_path):
    root = make_project()
    (tmp_path / "hemlig.html.j2").write_text("hemligt", "utf-8")
    (root / "templates").mkdir()
    (root / "templates" / "cover.html.j2").symlink_to(tmp_path / "hemlig.html.j2")
    told = build(root, "--html")
    assert "[outside-project]" in told.output
    assert not [*(root / "output" / "2022").glob("*.html")]


def test_formats_always_hold_docx(make_project: MakeProject):
    root = make_project()
    settings = root / "content" / "reportgen.yaml"
    settings.write_text(settings.read_text("utf-8") + "\nformats: [html]\n", "utf-8")
    told = build(root)
    assert told.exit_code == 1
    assert "formats: [docx, html]" in told.output


def test_a_build_of_word_alone_loads_nothing_of_html(make_project: MakeProject):
    root = make_project()
    code = (
        "import sys; from pathlib import Path; from reportgen.build.pipeline import *;"
        f"build_year(Path({str(root)!r}), 2022, BuildOptions());"
        "print([m for m in sys.modules if m.startswith('reportgen.writers.html')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
