"""A long Word report, invented: `python tests/scaffold/long_report.py 250000 FILE.docx`.

Headings, paragraphs whose sentences hold numbers and names, lists and tables, as reports have
them; the same for the same number of words.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1]))

from word_files import p, styles, word_file

_SENTENCES = """\
Under {year} har vi arbetat med {n} ärenden, {m} fler än året innan.
Av de {n} ärendena rörde {m} människohandel och resten prostitution.
I {m} ärenden var ändamålet arbetskraftsexploatering, i {k} kriminalitet.
Personerna kom från {k} länder: Rumänien ({m}), Ukraina ({k}) och Nigeria ({k}).
Det var {m} kvinnor och {k} män i de ärenden som polisen initierade.
Samverkan med {name} har fungerat väl, och möten hölls varje månad.
Vi har hållit {m} utbildningar för personal vid socialtjänsten i {name}.
Många yrkesverksamma beskriver att det är svårt att få till boende snabbt.
Socialtjänsten i {name} har tagit fram en rutin som används i hela kommunen.
Efterfrågan på stöd steg med {m} procent, vilket märktes i alla kommuner.
Regionen är stor, och avstånden mellan {name} och {name2} är långa.
Polisen i {name} har fått en ny grupp som arbetar med frågan på heltid.
Det innebär att fler personer kan identifieras och få rätt stöd i tid.
Hälften av de {n} personerna var under {k}0 år, och {k} var barn.
Under hösten ordnade vi en konferens i {name} med {n} deltagare.
""".splitlines()
_STEMS = ("Gran", "Björk", "Sten", "Sand", "Lind", "Ek", "Al", "Berg", "Dal", "Hav", "Löv")
_ENDS = ("stad", "köping", "vik", "torp", "by", "hamn", "fors", "ås", "näs", "bro", "lunda")
_TITLES = ("Samverkan", "Boende", "Stöd", "Utbildning", "Trender", "Metoder", "Nätverk")


def long_report(path: Path, words: int) -> Path:
    """A report of about so many words."""
    rng = Random(words)
    body = [p("Årsrapport 2021", style="Title"), p("Region Skogslandet", style="Normal")]
    count = number = 0
    while count < words:
        number += 1
        for text, style in _section(rng, number):
            count += len(text.split())
            body.append(text if text.startswith("<") else p(text, style=style))
    named = styles("H1|heading 1", "H2|heading 2", "Title|Title", "L|List Bullet")
    return word_file(path, "".join(body), "r1 styles styles.xml", styles=named)


def _section(rng: Random, number: int) -> Iterator[tuple[str, str]]:
    """Some pages: each text with its style; a table is markup."""
    yield f"{rng.choice(_TITLES)} i {_name(rng)} {number}", "H1" if number % 4 == 1 else "H2"
    for _paragraph in range(rng.randint(6, 12)):
        yield " ".join(_sentence(rng) for _each in range(rng.randint(3, 7))), "Normal"
    for _item in range(rng.choice((0, 0, 4))):
        yield f"stöd till {_name(rng)} i {rng.randint(2, 40)} ärenden", "L"
    if rng.random() < 0.3:
        rows = [("Ort", "Antal"), *((_name(rng), str(rng.randint(3, 90))) for _row in range(5))]
        yield f"<w:tbl>{''.join(_row(*each) for each in rows)}</w:tbl>", ""
        yield _sentence(rng), "Normal"


def _row(*cells: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{p(each)}</w:tc>' for each in cells)}</w:tr>"


def _sentence(rng: Random) -> str:
    n = rng.randint(30, 200)
    return rng.choice(_SENTENCES).format(
        year=2021,
        n=n,
        m=rng.randint(5, n // 2),
        k=rng.randint(2, 9),
        name=_name(rng),
        name2=_name(rng),
    )


def _name(rng: Random) -> str:
    return rng.choice(_STEMS) + rng.choice(_ENDS)


if __name__ == "__main__":
    long_report(Path(sys.argv[2]), int(sys.argv[1]))
