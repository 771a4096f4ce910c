"""Documents that the tests of the Word writer build: each feature alone, and all together."""

from __future__ import annotations

import struct
import zlib
from datetime import date

from msgspec.structs import replace

from reportgen.diagnostics import Span
from reportgen.model import (
    Block,
    BulletList,
    Cell,
    Chart,
    Computed,
    CoverLine,
    Document,
    Figure,
    Heading,
    Image,
    Inline,
    Labels,
    ListItem,
    Paragraph,
    Picture,
    Properties,
    Reference,
    Row,
    Section,
    Series,
    Table,
    Text,
)

SPAN = Span("content/2022/10-prov.md", 3, 1, 3, 9)
LABELS = Labels(
    figure="Figur",
    table="Tabell",
    contents="Innehåll",
    figures="Figurer",
    tables="Tabeller",
    page="Sida {page} av {pages}",
    footnote="Fotnot",
    draft="UTKAST",
)
PROPERTIES = Properties(
    title="Årsrapport 2022",
    subject="Återrapportering",
    author="Region Väst",
    keywords=("människohandel", "prostitution"),
    language="sv-SE",
    day=date(2023, 1, 26),
)
COVER = (
    CoverLine("title", "Årsrapport 2022"),
    CoverLine("subtitle", "Regionkoordinatorer mot prostitution och människohandel, region Väst"),
    CoverLine("date", "26 januari 2023"),
    CoverLine(
        "purpose",
        "Återrapportering av uppdraget som regionkoordinatorer inom Nationellt metodstödsteam"
        " mot prostitution och människohandel (NMT) vid Jämställdhetsmyndigheten",
    ),
    CoverLine("sender", "Socialförvaltningen Centrum, Göteborgs Stad"),
)
SIGNATURE = (
    "Göteborg 2023-01-26",
    "Regionkoordinatorerna mot prostitution och människohandel, region Väst",
    "Telefon 031-365 00 00",
)
PROSE = (
    "Under året har vi varit delaktiga i ärenden av många slag, från korta råd till långvarigt"
    " stöd. Samverkan med polis, socialtjänst och civilsamhälle har varit avgörande för att nå"
    " dem som behöver stöd, och för att arbetet ska bli mer systematiskt och långsiktigt."
)


def text(value: str) -> Text:
    return Text(value, SPAN)


def par(*children: Inline | str) -> Paragraph:
    return Paragraph(tuple(text(it) if isinstance(it, str) else it for it in children), SPAN)


def computed(value: str, expression: str = "arenden.total") -> Computed:
    return Computed(expression, value, SPAN, (expression,))


def heading(level: int, title: str, identity: str, number: str | None = None) -> Heading:
    return Heading(level, (text(title),), identity, SPAN, number)


def row(*values: str, total: bool = False) -> Row:
    return Row(tuple(Cell((text(value),) if value else (), SPAN) for value in values), SPAN, total)


def table(
    identity: str = "kon", number: int = 1, *, landscape: bool = False, note: str = ""
) -> Table:
    return Table(
        id=identity,
        caption=(text("Ärenden efter kön, region Väst 2022"),),
        alignments=("left", "right", "right"),
        header=row("Kön", "Antal", "Andel"),
        rows=(
            row("Kvinnor", "65", "81,3 %"),
            row("Män", "14", "17,5 %"),
            row("Annan könsidentitet", "1", "1,3 %"),
            row("Summa", "80", "100 %", total=True),
        ),
        note=(text(note),) if note else (),
        span=SPAN,
        number=number,
        landscape=landscape,
    )


def wide_table(identity: str = "bred", number: int = 2) -> Table:
    years = tuple(str(year) for year in range(2014, 2023))
    rows = tuple(row(f"Kommun {place}", *years) for place in ("Göteborg", "Borås", "Halmstad"))
    return Table(
        id=identity,
        caption=(text("Ärenden efter kommun 2014–2022"),),
        alignments=("left", *("right" for _ in years)),
        header=row("Kommun", *years),
        rows=rows,
        note=(text("Källa: regionkoordinatorernas ärendestatistik."),),
        span=SPAN,
        number=number,
        landscape=True,
    )


def png(width: int = 8, height: int = 4) -> bytes:
    """A PNG of one colour."""
    rows = b"".join(b"\0" + b"\x12\x43\x6d" * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    )


SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="160mm" height="70mm" viewBox="0 0 160 70">'
    + b"".join(
        f'<rect x="40" y="{5 + 13 * index}" width="{110 - 25 * index}" height="9" fill="#12436D"/>'
        f'<text x="36" y="{12 + 13 * index}" font-size="5" text-anchor="end">{name}</text>'.encode()
        for index, name in enumerate(("Rumänien", "Ukraina", "Nigeria", "Thailand"))
    )
    + b"</svg>"
)


def picture() -> Picture:
    return Picture(png(320, 140), "png", SVG, 160, 70)


def figure(identity: str = "nationalitet", number: int = 1) -> Figure:
    return Figure(
        id=identity,
        caption=(text("Ärenden efter nationalitet, region Väst 2022"),),
        content=Chart(
            "bars", "Nationalitet", ("Rumänien",), (Series("2022", (18,)),), "ärenden", "sv"
        ),
        alt="Stapeldiagram. Rumänien 18, Ukraina 11, Nigeria 9.",
        note=(text("Källa: regionkoordinatorernas ärendestatistik. n = 80"),),
        span=SPAN,
        number=number,
    )


def image(identity: str = "karta", number: int = 0) -> Figure:
    content = Image("content/2022/karta.png", png(300, 80), 300, 80)
    return Figure(identity, (), content, "Karta över region Väst.", (), SPAN, number)


def item(*blocks: Block | str) -> ListItem:
    return ListItem(tuple(par(it) if isinstance(it, str) else it for it in blocks), SPAN)


def nested(depth: int) -> BulletList:
    inside = () if depth == 1 else (nested(depth - 1),)
    return BulletList((item(f"Nivå, {depth} kvar", *inside), item("Nästa punkt")), SPAN)


def section(*blocks: Block, identity: str = "prov", **fields: object) -> Section:
    chosen = heading(1, identity.capitalize(), identity)
    return replace(Section(identity, chosen, blocks, SPAN), **fields)  # type: ignore[arg-type]


def document(*sections: Section, **fields: object) -> Document:
    return replace(  # type: ignore[arg-type]
        Document(PROPERTIES, COVER, sections, SIGNATURE, LABELS), **fields
    )


def reference(kind: str, target: str, shown: str) -> Reference:
    return Reference(target, kind, shown, f'ref("{target}")', SPAN)  # type: ignore[arg-type]


PICTURES = {"nationalitet": picture(), "nationalitet2": picture()}
