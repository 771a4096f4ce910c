"""A whole random project, as files, with all that is true of it; the same for the same seed."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from random import Random

import yaml

sys.path.append(str(Path(__file__).parent.parent / "writers"))

from charts_made import Figure, FigureMaker
from expressions_made import ExpressionMaker
from images_made import make_image, png
from prose_made import Placement, ProseMaker, Truth
from tables_made import Table, TableMaker, Value
from vocabulary import Vocabulary

FEATURES = frozenset(
    {
        "note",
        "note-in-caption",
        "note-in-cell",
        "template",
        "columns",
        "editable",
        "group",
        "wide",
        "logo",
        "reference-first",
        "decimals",
        "long-words",
        "note-again",
        "jpg",
        "svg",
        "width",
        "merged",
        "break",
        "raised",
        "definitions",
        "unnumbered",
        "appendix",
    }
)


@dataclass(frozen=True)
class Project:
    seed: int
    year: int
    years: list[int]
    language: str
    files: dict[str, bytes]
    settings: dict[str, object]
    tables: list[Table]
    figures: list[Figure]
    truth: Truth

    def write(self, root: Path) -> None:
        for name, content in self.files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def make_project(seed: int, features: frozenset[str] = FEATURES) -> Project:
    rng = Random(seed)
    language = rng.choice(("sv", "sv", "en"))
    last = rng.randint(2019, 2026)
    years = list(range(last - rng.randint(0, 3), last + 1))
    words = Vocabulary(rng, language)
    maker = TableMaker(rng, words, years, features)
    tables, values = maker.tables(rng.randint(2, 6)), maker.values(rng.randint(0, 2))
    if "decimals" in features:
        tables += maker.amounts(rng.randint(0, 2))
    figures = FigureMaker(rng, words, years, features).figures(tables, rng.randint(1, 6))
    day = date(last + 1, rng.randint(1, 12), rng.randint(1, 28))
    truth = Truth()
    expressions = ExpressionMaker(rng, language, years, tables, values, day)
    prose = ProseMaker(rng, words, expressions, features, truth)
    settings = _settings(rng, words, language, features)
    files = _Files(rng, words, language, features)
    files.add_years(years, tables, values, day)
    files.add_figures(figures)
    files.add_sections(last, prose, tables, figures)
    files.add_settings(settings)
    return Project(seed, last, years, language, files.content, settings, tables, figures, truth)


def _settings(
    rng: Random, words: Vocabulary, language: str, features: frozenset[str]
) -> dict[str, object]:
    settings: dict[str, object] = {
        "language": language,
        "region": f"Exempelregionen {words.place()}",
        "organisation": f"{words.place()} kommun",
        "profile": "profil.yaml",
        "file_name": "rapport-{year}",
        "page_numbers": rng.random() < 0.1,
    }
    choices: dict[str, list[object]] = {
        "unit": ["Enheten för exempel"],
        "author": ["Samordnaren"],
        "contact": [{"phone": "070-174 06 05", "email": "samordnare@exempel.example"}],
        "number_headings": [True, False],
        "charts": ["editable", "picture"],
        "caption": ["{title}, {region} {year}", "{title} {year}"],
        "lists": [["figures", "tables"], ["tables"]],
        "font": ["Calibri", "Arial"],
        "caption_places": [
            {"tables": t, "figures": f} for t in ("above", "below") for f in ("above", "below")
        ],
    }
    for key, values in choices.items():
        if rng.random() < 0.4:
            settings[key] = rng.choice(values)
    if "logo" in features and rng.random() < 0.3:
        settings["logo"] = "logo.png"
    if "template" in features and rng.random() < 0.4:
        settings["template"] = (
            f"{rng.choice(('restyled', 'swedish', 'with_cover', 'with_cover_in_one_section'))}.docx"
        )
    return settings


class _Files:
    """The files of a project, as they are made."""

    def __init__(
        self, rng: Random, words: Vocabulary, language: str, features: frozenset[str]
    ) -> None:
        self.content: dict[str, bytes] = {}
        self._rng = rng
        self._words = words
        self._language = language
        self._features = features
        self._sections: list[dict[str, str]] = []

    def _yaml(self, name: str, said: object) -> None:
        text = yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=1000)
        self.content[name] = text.encode()

    def add_years(
        self, years: list[int], tables: list[Table], values: list[Value], day: date
    ) -> None:
        for year in years:
            folder = f"content/{year}"
            said: dict[str, object] = {table.name: table.source_of(year) for table in tables}
            for value in values:
                said[value.name] = {
                    "title": value.title,
                    "unit": value.unit,
                    "value": value.values[year],
                }
            self._yaml(f"{folder}/statistics.yaml", said)
            report: dict[str, object] = {
                "title": self._words.phrase("report", year),
                "date": day.replace(year=year + 1),
            }
            for key in ("subtitle", "purpose", "place"):
                if self._rng.random() < 0.5:
                    report[key] = self._words.phrase("about", self._words.place())
            self._yaml(f"{folder}/report.yaml", report)
            if year != years[-1]:
                self.content[f"{folder}/10-text.md"] = b"# Text\n\nHej.\n"

    def add_figures(self, figures: list[Figure]) -> None:
        for figure in figures:
            self._yaml(f"figures/{figure.id}.yaml", figure.settings)

    def add_sections(
        self, year: int, prose: ProseMaker, tables: list[Table], figures: list[Figure]
    ) -> None:
        rng = self._rng
        placements = self._placements(year, prose, tables, figures)
        count = rng.randint(2, 5)
        for number in range(count):
            identity = "text" if number == 0 else f"del-{number}"
            title = self._words.phrase("section", self._words.place())
            self._sections.append({"id": identity, "title": title})
        if "appendix" in self._features and rng.random() < 0.4:
            title = self._words.phrase("appendix", self._words.place())
            self._sections.append({"id": "metod", "title": title})
        for number, section in enumerate(self._sections):
            mine = placements[number::count] if number < count else []
            if rng.random() < 0.4:
                meant = rng.choice(self._sections)
                mine.append(lambda m=meant: [prose.refer_to_section(m["id"], m["title"])])
            text = prose.section(section["title"], self._front(), mine)
            self.content[f"content/{year}/{number + 1}0-{section['id']}.md"] = text.encode()

    def _placements(
        self, year: int, prose: ProseMaker, tables: list[Table], figures: list[Figure]
    ) -> list[Placement]:
        """What is to be placed, in any order."""
        rng = self._rng
        placements: list[Placement] = [
            lambda t=table: prose.place_table(t) for table in tables if rng.random() < 0.8
        ]
        placements += [lambda f=figure: prose.place_figure(f) for figure in figures]
        if rng.random() < 0.4:
            image = make_image(rng, self._features)
            self.content[f"content/{year}/{image.name}"] = image.content
            placements.append(lambda: prose.place_image(image))
        rng.shuffle(placements)
        return placements

    def _front(self) -> dict[str, object]:
        """The settings at the top of a section."""
        front: dict[str, object] = {}
        if "columns" in self._features and self._rng.random() < 0.15:
            front["columns"] = 2
        if self._rng.random() < 0.15:
            front["page_break"] = True
        return front

    def add_settings(self, settings: dict[str, object]) -> None:
        self._yaml("content/reportgen.yaml", settings)
        known = self._sections[: self._rng.randint(1, len(self._sections))]
        profile = {
            "name": "egen",
            "title": "En egen profil",
            "sections": [{"id": "text", "title": "Text"}, *known[1:]],
            "statistics": {},
            "cover": ["title", "subtitle", "date", "purpose", "sender"],
            "signature": ["place_and_date", "author", "unit", "organisation", "phone", "email"],
        }
        self._yaml("profil.yaml", profile)
        if "logo" in settings:
            self.content["logo.png"] = png(self._rng.randint(60, 900), self._rng.randint(60, 300))
        template = str(settings.get("template", ""))
        if template:
            self.content[template] = foreign_template(template.removesuffix(".docx"))


def foreign_template(name: str) -> bytes:
    """A template of someone else's, whose colours can be read: Word's own light blue can not."""
    import docx
    from docx.shared import RGBColor
    from word_templates import TEMPLATES

    document = docx.Document(BytesIO(TEMPLATES[name]()))
    for style in document.styles:
        if getattr(style, "font", None) is not None and style.font.color.rgb is not None:
            style.font.color.rgb = RGBColor(0x1F, 0x2A, 0x44)
    target = BytesIO()
    document.save(target)
    return target.getvalue()
