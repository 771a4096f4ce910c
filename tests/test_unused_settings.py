"""A setting either changes what is printed, or the build says that nothing comes of it.

The projects are rich (all that a setting can be about is there) or bare (nothing is). Each key
is written in two ways; where both give the same pages, it must be told at its line.
"""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml
from sample_project import MakeProject, build_tiny, find_problems, make_png, pale_template, place

from reportgen.readers.figure_files import FIGURE
from reportgen.readers.settings import CONTACT, PROJECT, YEAR

SETTINGS, REPORT = "content/reportgen.yaml", "content/2022/report.yaml"
STATISTICS, FIGURES = "content/2022/statistics.yaml", "figures/kon.yaml"
PROFILE = "name: liten\ntitle: Ett litet rapportformat\nsections: [{id: text, title: Text}]\n"
COVER = "cover: [title, subtitle, date, purpose, sender]\n"
SIGNATURE = "signature: [place_and_date, author, unit, phone, email]\n"
SHOWN = """# Text

Se {{ ref("figur:kon") }} och {{ ref("tabell:kon") }}.

{{ figure("kon") }}

{{ table("kon") }}
"""
RICH = {
    "profil.yaml": PROFILE + COVER + SIGNATURE,
    "content/2022/10-text.md": SHOWN,
    FIGURES: "kind: grouped\ndata: kon\ntitle: Ärenden efter kön\n",
    STATISTICS: "kon: {title: Kön, unit: ärenden, counts: {Kvinnor: 3, Män: 2, Andra: 1}}\n",
    "content/2021/report.yaml": "title: Rapport 2021\ndate: 2022-01-26\n",
    "content/2021/statistics.yaml": "kon: {counts: {Kvinnor: 2, Män: 5, Andra: 4}}\n",
    "content/2021/10-text.md": "# Text\n\nText.\n",
    "logo.png": make_png(40, 20),
    "annan.png": make_png(20, 40),
    "content/2022/20-bild.md": "# Bild\n\nText.\n",
}
BARE = {
    **RICH,
    "profil.yaml": f"{PROFILE}cover: []\n",
    "content/2022/10-text.md": "# Text\n\nVi hade {{ kon.total }} ärenden.\n",
    STATISTICS: "kon: {title: Kön, unit: ärenden, total: 6, counts: {Kvinnor: 4, Män: 2}}\n",
}
# A key, and two ways to write it.
KEYS = {
    SETTINGS: {
        "unit": ("Enheten", "Avdelningen"),
        "author": ("Samordnaren", "Handläggaren"),
        "contact.phone": ("010-1", "010-2"),
        "contact.email": ("a@example.se", "b@example.se"),
        "caption": ("{title} {year}", "{title}, {region}"),
        "caption_places.tables": ("above", "below"),
        "caption_places.figures": ("above", "below"),
        "lists.figures": (["figures"], []),
        "lists.tables": (["tables"], []),
        "charts": ("picture", "editable"),
        "font": ("Calibri", "Cambria"),
        "colours": ("7A1F3D", "2F5496"),
        "logo": ("logo.png", "annan.png"),
        "number_headings": (True, False),
        "header": ("title", "chapter"),
    },
    REPORT: {
        "subtitle": ("Första", "Andra"),
        "purpose": ("Första", "Andra"),
        "place": ("Umeå", "Luleå"),
        "dnr": ("N130-7/22", "N130-8/22"),
        "number": ("2023:4", "2023:5"),
    },
    STATISTICS: {
        "kon.heading": ("Kön", "Vem"),
        "kon.note": ("Preliminärt", "Slutligt"),
    },
}
# Keys that no page shows by themselves, and why.
OTHERWISE = {
    "editions": "what another document has (tests/disclosure)",
    "language": "the messages' as well",
    "region": "required",
    "organisation": "required",
    "profile": "decides what is told",
    "file_name": "the file's name",
    "check": "what is checked",
    "template": "a file of its own",
    "styles": "of the template",
    "formats": "which files there are",
    "page_numbers": "with LibreOffice only",
    "registers": "what is counted",
    "title": "required",
    "date": "required",
    "keywords": "the document's properties",
    "imprint": "a page of its own (tests/test_imprint.py)",
    "keyfigures": "where the text places them (tests/test_key_figures.py)",
}


def printed(root: Path) -> str:
    """All that a reader sees of the Word document."""
    target = build_tiny(root, force=True).target
    with ZipFile(target) as package:
        names = [n for n in package.namelist() if not n.startswith(("docProps", "customXml"))]
        parts = [package.read(name) for name in sorted(names) if not name.endswith(".xlsx")]
    return "\n".join(part.hex() for part in parts)


def written(root: Path, file: str, key: str, value: object) -> None:
    """Write one key of a YAML file."""
    text = (root / file).read_text("utf-8")
    known = yaml.safe_load(text)
    *around, last = key.split(".")
    inner = known
    for name in around:
        if isinstance(value, list):
            last = name
            break
        inner = inner.setdefault(name, {})
    inner[last] = value
    dumped = yaml.safe_dump(known, allow_unicode=True, sort_keys=False)
    (root / file).write_text(dumped, "utf-8")


def told(root: Path, key: str) -> bool:
    found = [each for each in find_problems(root) if each.code == "unused-setting"]
    return key in [each.message.values["key"] for each in found]


CASES = [
    pytest.param(kind, file, key, id=f"{kind} {key}")
    for kind in ("rich", "bare")
    for file, keys in KEYS.items()
    for key in keys
]


@pytest.mark.parametrize(("kind", "file", "key"), CASES)
def test_a_setting_is_seen_or_told(
    make_project: MakeProject, kind: str, file: str, key: str
) -> None:
    root = make_project(RICH if kind == "rich" else BARE)
    one, other = KEYS[file][key]
    written(root, file, key, other)
    first = printed(root)
    written(root, file, key, one)
    assert told(root, key) is (printed(root) == first)


@pytest.mark.parametrize(("key", "value"), [("font", "Cambria"), ("header", "chapter")])
def test_what_a_template_decides_is_told(make_project: MakeProject, key: str, value: str) -> None:
    root = make_project({**RICH, "mall.docx": pale_template()})
    written(root, SETTINGS, "template", "mall.docx")
    assert not told(root, key)
    written(root, SETTINGS, key, value)
    assert told(root, key)


def test_every_key_is_looked_at() -> None:
    for record, file in ((PROJECT, SETTINGS), (YEAR, REPORT)):
        looked_at = {key.split(".")[0] for key in KEYS[file]}
        assert record.fields.keys() == looked_at | (record.fields.keys() & OTHERWISE.keys())
    assert {f"contact.{key}" for key in CONTACT.fields} <= KEYS[SETTINGS].keys()
    assert FIGURE_KEYS.keys() <= FIGURE.fields.keys()


FIGURE_KEYS = {
    "years": (1, 2),
    "sort": ("size", "label"),
    "show": ("count", "share"),
    "group": ({"top": 1, "label": "Övriga"}, {"top": 2, "label": "Resten"}),
}


@pytest.mark.parametrize("kind", ["bars", "grouped", "stacked", "line"])
@pytest.mark.parametrize("key", FIGURE_KEYS)
def test_a_charts_setting_is_seen_or_told(make_project: MakeProject, kind: str, key: str) -> None:
    data = "[kon.Kvinnor]" if kind == "line" else "kon"
    figure = f"kind: {kind}\ndata: {data}\ntitle: Kön\ncharts: editable\n"
    root = make_project(
        {
            **RICH,
            FIGURES: figure,
            "content/2020/report.yaml": "title: Rapport 2020\ndate: 2021-01-26\n",
            "content/2020/statistics.yaml": "kon: {counts: {Kvinnor: 7, Män: 5, Andra: 4}}\n",
            "content/2020/10-text.md": "# Text\n\nText.\n",
        }
    )
    one, other = FIGURE_KEYS[key] if (kind, key) != ("line", "years") else (2, 3)
    written(root, FIGURES, key, other)
    first = printed(root)
    written(root, FIGURES, key, one)
    assert told(root, key) is (printed(root) == first)


def test_a_table_keeps_its_order(make_project: MakeProject) -> None:
    root = make_project({**RICH, FIGURES: "kind: bars\ndata: kon\ntitle: Kön\nsort: size\n"})
    assert not told(root, "sort")
    written(root, STATISTICS, "kon.ordered", value=True)
    assert told(root, "sort")


@pytest.mark.parametrize(
    ("key", "value", "rules"),
    [
        ("threshold", 3, "small-count-again, small-count-told, small-remainder, small-cell"),
        ("terms", {"workshoppar": ["workshops"]}, "unlike-spelling"),
    ],
)
def test_what_a_rule_goes_by_needs_the_rule(
    make_project: MakeProject, key: str, value: object, rules: str
) -> None:
    root = make_project(RICH)
    written(root, SETTINGS, f"check.{key}", value)
    assert not told(root, f"check.{key}")
    written(root, SETTINGS, "check.ignore", value=None)
    text = (root / SETTINGS).read_text("utf-8").replace("ignore: null", f"ignore: [{rules}]")
    (root / SETTINGS).write_text(text, "utf-8")
    assert told(root, f"check.{key}")


def test_it_is_told_at_its_line_with_the_reason_and_can_be_silenced(
    make_project: MakeProject,
) -> None:
    report = "title: Rapport 2022\ndate: 2023-01-26\nplace: Umeå\n"
    root = make_project({REPORT: report})
    (found,) = build_tiny(root).warnings
    assert place(found) == f"{REPORT}:3:1 warning unused-setting"
    assert "place_and_date" in str(found.message)
    silenced = report.replace("place", "# check: ignore unused-setting – till nästa år\nplace")
    (root / REPORT).write_text(silenced, "utf-8")
    assert build_tiny(root).warnings == ()
