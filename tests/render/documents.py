"""Every kind of document that the other tests build, for judges that are slow to start."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace
from test_word_charts import CHARTS
from test_word_charts import package as charts_package
from word_features import FEATURES, everything, feature
from word_reading import built
from word_sample import PROSE, SPAN, document, figure, heading, item, par, section, table
from word_templates import TEMPLATES

from reportgen.model import BulletList, Computed, Document, Footnote, Link, Text

HOSTILE = (
    "<w:p/>&amp;]]>",
    "\"'`{}\\[]#|",
    "=cmd|' /C calc'!A0",
    "\u202eomvänt\u202c \u200fעברית\u200f 日本語 👩\u200d👩\u200d👧 e\u0301",
    "\u00a0\u2009\u2011\u00ad\u200b\ufeff",
    "mycketlångt" * 40,
)
PAGES = {f"_Toc{number:09}": number for number in range(1, 200)}


def hostile() -> Document:
    """Texts that try to be something else, wherever a text can stand."""
    sections = []
    for number, text in enumerate(HOSTILE):
        words = (Text(text, SPAN),)
        note = Footnote("1", (par(text),), SPAN)
        blocks = (
            par(text, note, Computed(text, text, SPAN)),
            par(Link(words, f"https://example.org/?q={number}&b=<>", SPAN)),
            BulletList((item(text),), SPAN),
            replace(table(f"t{number}", number + 1), caption=words, note=words),
            replace(figure(f"f{number}", number + 1), caption=words, alt=text, note=words),
        )
        chosen = replace(heading(1, text, f"s{number}"), id=f"s{number}")
        sections.append(replace(section(*blocks, identity=f"s{number}"), heading=chosen))
    made = document(*sections)
    cover = tuple(replace(line, text=HOSTILE[0]) for line in made.cover)
    properties = replace(made.properties, title=HOSTILE[1], keywords=HOSTILE[:3])
    return replace(made, properties=properties, cover=cover, signature=HOSTILE[:2])


def thousand_sections() -> Document:
    return document(*(section(par(PROSE), identity=f"avsnitt{n}") for n in range(1000)))


def ordinary_documents() -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each document whose charts are pictures: these become PDFs as well."""
    for name in FEATURES:
        yield name, built(feature(name))
    whole = everything()
    yield "empty", built(document())
    yield "everything", built(whole)
    yield "with-lists", built(whole, lists_of=("figure", "table"), page_numbers=PAGES)
    yield "other-way-up", built(whole, captions_above_figures=True, captions_above_tables=False)
    yield "draft", built(whole, draft=True)
    yield "values", built(whole, show_values=True)
    yield "hostile", built(hostile(), {f"f{n}": _picture() for n in range(len(HOSTILE))})
    for name, template in TEMPLATES.items():
        content = template() if callable(template) else template
        yield f"template-{name}", built(whole, template=content)


def large_documents() -> Iterator[tuple[str, bytes]]:
    """What is too long for LibreOffice to be asked about at every test."""
    yield "thousand-sections", built(thousand_sections())


def editable_documents() -> Iterator[tuple[str, bytes]]:
    """Documents with charts that Word can edit."""
    for name, chart in CHARTS.items():
        yield f"chart-{name}", charts_package(chart)
    yield "chart-all", charts_package(*CHARTS.values())


def _picture():
    from word_sample import picture

    return picture()
