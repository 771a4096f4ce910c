"""The settings of the project and the year, as the Word file says them."""

from __future__ import annotations

import json
from collections.abc import Mapping

from reportgen.readers.markdown.attributes import slug
from reportgen.scaffold.importing.facts import Facts, Role, day_in
from reportgen.scaffold.templates import SETTINGS, quoted, with_schema
from reportgen.writers.markdown.expressible import clean_text

TEMPLATE = "templates/mall.docx"


def project_settings(
    facts: Facts, profile: str, template: str, *, numbered: bool, english: bool = False
) -> str:
    """`reportgen.yaml`: what a new project has, with what the file says in its place.

    `template` is the file's name, empty for ours.
    """
    text = SETTINGS.format(
        region=_value(facts, "region"),
        organisation=_value(facts, "organisation"),
        profile=quoted(profile),
        slug=slug(facts["region"].text) or "region",
    )
    for role, example in _EXAMPLES.items():
        if role in facts:
            text = text.replace(example, f"{role}: {_value(facts, role)}\n")
    contact = [f"  {role}: {_value(facts, role)}" for role in _CONTACT if role in facts]
    if contact:
        before, _mark, after = text.partition("# contact:\n")
        rest = after.split("\n", 2)[2]
        text = "\n".join((f"{before}contact:", *contact, rest))
    if template:
        text += f"# Formatmallar, sidhuvuden och sidor från Word-filen.\ntemplate: {template}\n"
    if "logo" in facts:
        text += f"logo: {_value(facts, 'logo')}\n"
    if "caption" in facts:
        text += f"caption: {_value(facts, 'caption')}\n"
    if numbered:
        text += "number_headings: true\n"
    if english:
        text = text.replace("\nlanguage: sv", "\nlanguage: en", 1)
    return with_schema("reportgen", "content/reportgen.yaml", text)


def year_settings(facts: Facts, year: int) -> str:
    """`report.yaml`: title, subtitle, date, purpose and place as the cover and signature say."""
    day = day_in(facts["date"].text) if "date" in facts else None
    lines = [
        "# Det som bara gäller årets rapport. Det som alla år delar står i content/reportgen.yaml.",
        f"title: {_value(facts, 'title')}",
        f"date: {day.isoformat()}" if day else f"date: null  # {year + 1}-01-31?",
        *(f"{role}: {_value(facts, role)}" for role in _OF_YEAR if role in facts),
    ]
    file = f"content/{year}/report.yaml"
    return with_schema("report", file, "\n".join((*lines, "")))


_OF_YEAR: tuple[Role, ...] = ("subtitle", "purpose", "place", "dnr")
_CONTACT: tuple[Role, ...] = ("phone", "email")
# The lines of a new project's settings that wait for a value.
_EXAMPLES: Mapping[Role, str] = {
    "unit": "# unit: Socialförvaltningen\n",
    "author": "# author: Regionkoordinatorerna mot prostitution och människohandel\n",
}


def _value(facts: Facts, role: Role) -> str:
    text = clean_text(facts[role].text).strip()
    return quoted(text) if "{" not in text else json.dumps(text, ensure_ascii=False)
