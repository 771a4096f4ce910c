"""Every feature of a report, alone and all together."""

from __future__ import annotations

from msgspec.structs import replace
from word_sample import (
    PROSE,
    SPAN,
    computed,
    document,
    figure,
    heading,
    image,
    item,
    nested,
    par,
    reference,
    section,
    table,
    text,
    wide_table,
)

from reportgen.model import (
    Block,
    BulletList,
    Code,
    CodeBlock,
    Deleted,
    DeletedBlocks,
    Document,
    Emphasis,
    Footnote,
    Foreign,
    Inserted,
    InsertedBlocks,
    LineBreak,
    Link,
    OrderedList,
    Quote,
    Section,
    SoftBreak,
    Strong,
)

FOOTNOTE = Footnote(
    "1",
    (
        par(
            "Lagen (2018:1937) om tillgänglighet, se ",
            Link((text("riksdagen"),), "https://www.riksdagen.se/?a=1&b=2", SPAN),
            ".",
        ),
        BulletList((item("en punkt i en fotnot"),), SPAN),
    ),
    SPAN,
)

PROSE_PARAGRAPH = par(
    "Vi har varit delaktiga i ",
    computed("80"),
    " ärenden, varav ",
    Strong((computed("48"), text(" rört människohandel")), SPAN),
    ".",
    SoftBreak(SPAN),
    text(PROSE),
    Footnote("2", (par("Se även statistiken."),), SPAN),
    " Se ",
    reference("figure", "figur:nationalitet", "figur 1"),
    " och ",
    reference("table", "kon", "tabell 1"),
    " i ",
    reference("section", "trender", "avsnittet ”Trender”"),
    ".",
)

FEATURES: dict[str, tuple[Block, ...]] = {
    "prose": (par(PROSE), par(PROSE)),
    "inlines": (
        par(
            Emphasis((text("kursivt "), Strong((text("och fetstilt"),), SPAN)), SPAN),
            ", ",
            Code("kod <b>&amp;", SPAN),
            ", rad",
            LineBreak(SPAN),
            "ny rad, ",
            Foreign((text("in English"),), "en", SPAN),
            ", ",
            Link((text("NMT:s webbplats"),), "https://nmtsverige.se/", SPAN),
            ", ",
            Link((text("trender "), computed("3")), "#trender", SPAN),
            ", ",
            Link((text("finns inte"),), "#ingenstans", SPAN),
            ", tabb\toch hårt\u2011bindestreck, mjukt\u00adbindestreck.",
        ),
    ),
    "references": (PROSE_PARAGRAPH,),
    "footnotes": (par("Text med not", FOOTNOTE, ". Mer text."),),
    "shared_footnote": (
        par("Text med not", replace(FOOTNOTE, mark=1), "."),
        par("Samma not", replace(FOOTNOTE, mark=2), "."),
    ),
    "lists": (
        nested(9),
        OrderedList(
            (
                item("Först", "Fortsätter här."),
                item("Sedan", OrderedList((item("a"), item("b")), 3, SPAN)),
            ),
            1,
            SPAN,
        ),
        par("Emellan."),
        OrderedList((item("Fem"), item("Sex", table("i_lista", 0), "efter")), 5, SPAN),
        BulletList(
            (item(CodeBlock("kod först\n", SPAN)), item(Quote((par("citat"),), SPAN))), SPAN
        ),
    ),
    "quotes": (
        Quote((par("Ett citat."), nested(2), Quote((par("Ett citat i citatet."),), SPAN)), SPAN),
    ),
    "code": (CodeBlock("def f(x):\n\treturn x < 1 & True\n\n# åäö\n", SPAN),),
    "table": (par(PROSE), table(note="Källa: ärendestatistiken. n = 80"), par(PROSE)),
    "bare_table": (table(), par(PROSE), replace(table("utan", 0), caption=()), par(PROSE)),
    "figure": (par(PROSE), figure(), par(PROSE), image()),
    "wide": (
        par(PROSE),
        wide_table(),
        par(PROSE),
        replace(wide_table("b2", 3), note=()),
        heading(2, "Efter", "efter"),
    ),
    "changes": (
        par(
            "Antalet ",
            Deleted((text("minskade"),), SPAN),
            Inserted((text("ökade"),), SPAN),
            " i år.",
        ),
        DeletedBlocks((par("Hela stycket utgår.", FOOTNOTE), table("gammal", 8)), SPAN),
        InsertedBlocks(
            (
                heading(2, "Nytt avsnitt", "nytt"),
                par(
                    "Nytt stycke med ",
                    Link((text("länk"),), "https://example.org/", SPAN),
                    " och ",
                    reference("table", "ny", "tabell 9"),
                    ".",
                ),
                table("ny", 9),
                figure("nationalitet2", 7),
                nested(2),
            ),
            SPAN,
        ),
        par("Sist."),
    ),
}


def feature(name: str) -> Document:
    """A report with one feature, and what its references mean."""
    trends = section(par(PROSE), table(), figure(), identity="trender")
    return document(section(*FEATURES[name], identity=name), trends)


def everything() -> Document:
    """A report with every feature, numbered headings, columns and a page break."""
    sections = [
        replace(
            section(*blocks, identity=name),
            heading=heading(1, name.capitalize(), name, str(number)),
            page_break=name == "lists",
            columns=2 if name in ("prose", "figure") else 1,
        )
        for number, (name, blocks) in enumerate(FEATURES.items(), 1)
    ]
    last = Section(
        "trender",
        heading(1, "Trender", "trender", str(len(sections) + 1)),
        (
            heading(2, "Underrubrik", "under", f"{len(sections) + 1}.1"),
            par(PROSE),
            heading(3, "Djupare", "djupare", f"{len(sections) + 1}.1.1"),
            par(PROSE),
        ),
        SPAN,
    )
    return document(*sections, last)
