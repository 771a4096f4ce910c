"""The texts of a new project's files, in Swedish as its writers read them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import assert_never

from reportgen.model.profile import ProfileSection, ProfileTable
from reportgen.model.statistics import relation_of

# Where a new project keeps the schemas that its YAML files name on their first line.
SCHEMAS = ".reportgen/schema"

SETTINGS = """\
# Det som alla års rapporter delar.
language: sv
# Regionen som den ska stå i löpande text och sist i rubriker: Ärenden efter kön, region Nord 2025.
region: {region}
organisation: {organisation}
# Ta bort # framför en rad för att använda den.
# unit: Socialförvaltningen
# author: Regionkoordinatorerna mot prostitution och människohandel
# Vilka avsnitt och vilken statistik rapporten ska ha, bestämt av den som tar emot den.
profile: {profile}
# Namnet på den färdiga filen. Utan å, ä, ö och mellanslag; {{year}} blir årtalet.
file_name: arsrapport-{{year}}-{slug}
# contact:
#   phone: 010-123 45 67
#   email: namn@example.se
# Nyckeltalen: vad det är, och uttrycket som ger talet. De står på framsidan, högst fyra, eller där
# {{{{ keyfigures() }}}} står ensamt i ett stycke.
# keyfigures:
#   Ärenden: arenden.total
# Så granskar reportgen check.
check:
  # Ett antal som är mindre än så kan peka ut en person när det läses ihop med något annat i
  # rapporten: en enda från ett land, och en som återvände dit. Med 0 granskas inte det.
  threshold: 3
"""

COLOURS = """\
# Färgen på rubriker, diagram, tabeller och länkar. En räcker, de andra följer.
colours: {colour}
"""

TEMPLATE = """\
# Wordmallen, som bestämmer typsnitt och färger. Ändra den i Word, eller ta bort raden.
template: {file}
"""

REPORT = """\
# Det som bara gäller årets rapport. Det som alla år delar står i content/reportgen.yaml.
title: Årsrapport {year}
# Rapportens datum, skrivet år-månad-dag. Det står på framsidan och vid underskriften.
date: null  # {next}-01-31?
# Ta bort # framför en rad för att använda den.
# subtitle: Raden under titeln
# place: Orten för underskriften
# dnr: Diarienumret
"""

STATISTICS = """\
# Årets siffror. Varje tal skrivs här, en enda gång; texten, tabellerna och figurerna hämtar det.
#
#   - null betyder att uppgiften saknas, 0 att det inte fanns några. Byt null mot årets antal.
#   - Ordet längst till vänster är tabellens namn. I texten: {{ kon["Kvinnor"] }}.
#   - total är vad raderna ska bli tillsammans. Stämmer det inte får du veta det.
#
# Skriv bara antal. Uppgifter om enskilda personer får aldrig stå här.
"""

README = """\
# Årsrapport, {region}

Rapporten skrivs som text och siffror i mappen `content` och byggs till ett Worddokument.

1. Fyll i årets siffror i `content/{year}/statistics.yaml`.
2. Skriv texten i filerna `content/{year}/*.md`, ett avsnitt i varje.
   Ta bort raden `reviewed: false` när ett avsnitt är klart.
3. Skriv rapportens datum i `content/{year}/report.yaml`.
4. Se rapporten i webbläsaren medan du skriver med `reportgen preview {year}`,
   bygg ett utkast när du vill med `reportgen build {year} --draft`,
   och den färdiga rapporten med `reportgen build {year}`.

Dokumentet hamnar i mappen `output`.
"""

_PLACEHOLDER = "Texten till det här avsnittet är inte skriven än."
_PLAIN = re.compile(r"[^\W\d_][\w ,.()/–-]*(?<![ ,])")
_WORDS = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))


def with_schema(name: str, file: str, text: str) -> str:
    """`text` of the YAML file `file` with the line by which editors find its schema."""
    up = "../" * file.count("/")
    return f"# yaml-language-server: $schema={up}{SCHEMAS}/{name}.schema.json\n{text}"


def quoted(text: str) -> str:
    """`text` as a YAML value or key, in quotation marks where it needs them."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _WORDS:
        return text
    return json.dumps(text, ensure_ascii=False)  # a JSON string is a YAML string


def statistics_entry(table: ProfileTable, tables: Mapping[str, ProfileTable]) -> str:
    """A standard table with no number known; one that is not required is commented out.

    `tables` are all of the profile: a table in two dimensions has the labels of two of them.

    Title, unit and kind are the profile's, and so need not be written.
    """
    lines = [f"{table.id}:"]
    if relation_of(table.kind).of_cases and table.of is None:
        lines.append("  total: null")
    lines.append("  counts:")
    lines += [f"    {row}" for row in _empty_rows(table, tables)]
    if not table.required:
        lines = [f"# {line}" for line in lines]
    return "\n".join((*(f"# {line}" for line in _remarks(table)), *lines, ""))


def _empty_rows(table: ProfileTable, tables: Mapping[str, ProfileTable]) -> Iterator[str]:
    """A line for each label, with its columns where there are two dimensions."""
    if not table.cross:
        yield from (f"{quoted(label)}: null" for label in table.labels or ("Okänt",))
        return
    rows, columns = (
        tables[name].labels if name and name in tables else (f"{heading} 1", f"{heading} 2")
        for heading, name in table.cross.items()
    )
    empty = ", ".join(f"{quoted(column)}: null" for column in columns)
    yield from (f"{quoted(row)}: {{{empty}}}" for row in rows)


def _remarks(table: ProfileTable) -> Iterator[str]:
    """What a writer should know of a table."""
    yield f"{table.title}." if table.required else f"{table.title}. Ta bort # för att använda den."
    if table.countries:
        yield "En rad för varje land, till exempel Rumänien: 12. Ordningen spelar ingen roll."
    match table.kind:
        case "parts":
            pass
        case "multiple":
            yield "Ett ärende kan stå på flera rader."
        case "outcomes":
            yield "Första raden är ansökningarna. Ingen annan rad kan vara större."
        case "single":
            yield "Raderna är var sitt antal och läggs inte ihop."
        case "cross":
            rows, columns = table.cross
            yield f"Varje rad är {rows.lower()}, och bakom den står varje {columns.lower()}."
        case _:
            assert_never(table.kind)


def figure_text(table: ProfileTable) -> str:
    """The chart of a standard table."""
    sort = "table" if table.ordered or relation_of(table.kind).keeps_order else "size"
    lines = ["kind: bars", f"data: {table.id}", f"title: {quoted(table.title)}", f"sort: {sort}"]
    if table.countries:
        lines += ["group:", "  below: 2", '  label: "Övriga, {n} länder"']
    return "\n".join((*lines, ""))


def section_text(section: ProfileSection, places: Mapping[str, Sequence[ProfileTable]]) -> str:
    """A section to be written: its guidance as a comment, its headings, its tables in place."""
    parts = ["---\nreviewed: false\n---", f"# {section.title}"]
    if section.guidance:
        parts.append(f"<!-- {section.guidance.replace('--', '–')} -->")
    parts += _body(places.get("", ()))
    for subsection in section.subsections:
        parts.append(f"## {subsection.title}")
        parts += _body(places.get(subsection.title, ()))
    return "\n\n".join(parts) + "\n"


def _body(tables: Sequence[ProfileTable]) -> Iterator[str]:
    """A sentence in place of the text, and the tables that belong there."""
    if not tables:
        yield _PLACEHOLDER
    for table in tables:
        name = f'"{table.id}"'
        share = ", share=true" if relation_of(table.kind).of_cases else ""
        reference = f'{{{{ ref("tabell:{table.id}") }}}}'
        if not table.has_chart:
            yield f"{table.title} framgår av {reference}."
        else:
            figure = f'{{{{ ref("figur:{table.id}") }}}}'
            yield f"{table.title} framgår av {figure} och {reference}."
            yield f"{{{{ figure({name}) }}}}"
        yield f"{{{{ table({name}{share}) }}}}"


WORD_LIST = """\
# Ord som är rätt fast ingen ordbok har dem: ett på varje rad. Genitiv-s behöver inte en egen.
# Efter # står en förklaring. Namnen i reportgen.yaml är kända ändå.
# exitprogram        # stöd till den som vill lämna prostitution
"""
