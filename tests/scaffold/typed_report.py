"""A report as a coordinator types it into Word: invented, all statistics in running prose.

`python tests/scaffold/typed_report.py styles|plain|boxes FILE.docx` writes one of its three forms:
with Word's heading styles, with bold lines for headings, with everything in boxes and tables.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.shared import Pt

# A line with # is a heading, as misspelt as it stands here; one with - or 1. is typed so.
TEXT = """\
# Samanfatning av året
Under 2021 har vi i region Skogslandet arbetat med 74 ärenden. Av dem rörde 41 människohandel och \
33 sexuell exploatering eller prostitution. Året präglades av "den nya vardagen" efter pandemin: \
möten hölls åter på plats, och efterfrågan på stöd steg i hela regionen.
Polisen har fått en ny grupp, och det har märkts. Fler ärenden än tidigare kom därifrån, men \
många kom också genom socialtjänsten. Vi höll 22 utbildningar och gav 14 intervjuer.
# Uppdragsbeskrivning
Uppdraget delas av två personer på heltid. Regionen har 31 kommuner, och avstånden är långa: det \
är 32 mil från norr till söder. Sedan den 1 mars 2020 sitter vi i Granköping.
I uppdraget ingår:
- att ge stöd till yrkesverksamma
- att utbilda och informera
- att samordna insatser i enskilda ärenden
# Återrapportering av ärnden och insatser
Totalt blev det 74 ärenden, 9 fler än 2020. Av de 41 ärendena om människohandel hade 26 sexuella \
ändamål. I 11 ärenden var ändamålet arbetskraftsexploatering, i fem kriminalitet och i tre \
tiggeri. Eftersom ett ärende kan ha flera ändamål blir summan fler än ärendena.
Flest ärenden initierades av polisen, 28 stycken, och socialtjänsten, 19 stycken. \
Migrationsverket initierade 12 ärenden, frivilligorganisationer 8 och hälso- och sjukvården 4. I \
tre ärenden hörde den utsatta själv av sig.
## Nationalitet
Personerna kom från 9 länder: Rumänien (17), Nigeria (12), Ukraina (11), Thailand (9), Sverige \
(8), Bulgarien (6), Polen (4), Marocko (2) och Gambia (1). I fyra ärenden var nationaliteten \
okänd.
## Ålder
67 ärenden gällde vuxna. Barn förekom i sju ärenden: fem var 13-17 år och två var 7-12 år.
## Kön
Det var 58 kvinnor, 15 män och 1 med annan könsidentitet. Andelen kvinnor, 78 procent, är ungefär \
densamma som året innan.
## ÅMP Tryggt återvändande
Under året påbörjades sex ansökningar om tryggt återvändande. Fyra personer har återvänt. De \
övriga två har återtagit sin ansökan.
# Utbildningsinsatser och samverkan
Vi har mött ungefär 600 personer på våra utbildningar, de flesta från kommuner. Den 12 oktober \
höll vi en heldag i Granköping tillsammans med länsstyrelsen. Där deltog 85 personer från 19 \
kommuner.
Så här gick det till:
1) vi frågade vad som behövdes
2) vi höll utbildningen
3) vi ringde upp efter en månad
# Trender
Vi ser att fler ärenden rör arbete. Det märks mest inom bygg och städ. Om det är fler som \
utnyttjas, eller om fler upptäcks, vet vi inte. Vi tror att det är det senare.
Annonser på nätet har blivit fler. Många har flyttat till sidor som vi inte når, och hotellen ser \
mindre än förr. Det ställer nya krav på alla som arbetar med frågan.
# Metodutvekling
Vi har gjort en checklista för det första samtalet. Den har prövats i fyra kommuner, och alla \
fyra vill behålla den. Under nästa år gör vi en för skolan.
# Avslutande reflektion
Det är mycket som fungerar bättre nu. Men två tjänster räcker inte till 31 kommuner, och den som \
bor längst bort får vänta längst. Vi ser fram emot att fortsätta samtalet med myndigheten."""

STATISTICS = {
    "arenden": {"Människohandel": 41, "Sexuell exploatering/prostitution": 33},
    "andamal": {
        "Sexuella ändamål": 26, "Arbetskraftsexploatering": 11, "Kriminalitet": 5, "Tiggeri": 3,
    },
    "initierande_aktor": {
        "Polis": 28, "Socialtjänst": 19, "Migrationsverket": 12, "Frivilligorganisation": 8,
        "Hälso- och sjukvård": 4, "Den utsatta själv": 3,
    },
    "nationalitet": {
        "Rumänien": 17, "Nigeria": 12, "Ukraina": 11, "Thailand": 9, "Sverige": 8, "Bulgarien": 6,
        "Polen": 4, "Marocko": 2, "Gambia": 1, "Okänt": 4,
    },
    "alder": {"Vuxna": 67, "Barn 13–17 år": 5, "Barn 7–12 år": 2},
    "kon": {"Kvinnor": 58, "Män": 15, "Annan könsidentitet": 1},
    "atervandande": {"Ansökningar": 6, "Återvänt": 4, "Återtagna": 2},
    "insatser": {"Utbildningar": 22, "Intervjuer": 14},
}  # fmt: skip

COVER = ("Årsrapport 2021", "Regionkoordinatorerna i region Skogslandet", "27 januari 2022")
SIGNED = (
    "Granköping 2022-01-27",
    "Regionkoordinatorerna",
    "E-post: koordinator@granköping.example",
)


def parts() -> Iterator[tuple[int, str]]:
    """Level, 0 for a paragraph, and text of each line."""
    for line in TEXT.split("\n"):
        marks, _blank, words = line.partition(" ")
        yield (len(marks), words) if set(marks) == {"#"} else (0, line)


def styles() -> WordDocument:
    """Headings by Word's styles."""
    word = docx.Document()
    word.add_paragraph(COVER[0], style="Title")
    for line in COVER[1:]:
        word.add_paragraph(line)
    for level, text in parts():
        word.add_heading(text, level) if level else word.add_paragraph(text)
    for line in SIGNED:
        word.add_paragraph(line)
    return word


def plain() -> WordDocument:
    """Headings in bold and larger, and nothing else."""
    word = docx.Document()
    for number, line in enumerate(COVER):
        bold(word.add_paragraph(), line, 24) if number == 0 else word.add_paragraph(line)
    for level, text in parts():
        bold(word.add_paragraph(), text, 18 - 2 * level) if level else word.add_paragraph(text)
    for line in SIGNED:
        word.add_paragraph(line)
    return word


def boxes() -> WordDocument:
    """A table for each section, its heading beside its text, as letter templates have it."""
    word = docx.Document()
    cell = word.add_table(1, 1).rows[0].cells[0]
    for line in COVER:
        cell.add_paragraph(line)
    for level, text in parts():
        if level == 1:
            left, cell = word.add_table(1, 2).rows[0].cells
            bold(left.paragraphs[0], text, 16)
            word.add_paragraph()
        elif level:
            bold(cell.add_paragraph(), text, 13)
        else:
            cell.add_paragraph(text)
    for line in SIGNED:
        word.add_paragraph(line)
    return word


def bold(paragraph: docx.text.paragraph.Paragraph, text: str, size: int) -> None:
    run = paragraph.add_run(text)
    run.bold, run.font.size = True, Pt(size)


FORMS: dict[str, Callable[[], WordDocument]] = {"styles": styles, "plain": plain, "boxes": boxes}

if __name__ == "__main__":
    FORMS[sys.argv[1]]().save(Path(sys.argv[2]))
