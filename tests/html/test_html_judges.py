"""What outside judges say of the pages: accessible to axe-core, valid to the Nu HTML checker."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from compared import comparison_page
from html_reading import page
from page_judges import axe_results, nu_errors
from sample_project import copy_example
from word_features import everything, feature

from reportgen.build.pipeline import BuildOptions, build_year

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The pages of the example region's years, of our own report, of drafts and of a comparison."""
    folder = tmp_path_factory.mktemp("reports")
    own = folder / "own"
    for name in ("content", "figures"):
        shutil.copytree(ROOT / name, own / name)
    made = []
    for root in (own, copy_example(folder / "example")):
        settings = root / "content" / "reportgen.yaml"
        text = settings.read_text("utf-8").replace("page_numbers: false\n", "")
        settings.write_text(f"{text}\npage_numbers: false\n", "utf-8")
        for year in sorted(int(path.name) for path in (root / "content").glob("2*")):
            for draft in (False, True):
                place = folder / f"{root.name}-{year}{'-utkast' * draft}.docx"
                options = BuildOptions(output=place, formats=("html",), draft=draft)
                built = build_year(root, year, options)
                made.append(built.made["html"])
    marked = comparison_page(folder / "example")
    chosen, wanted = 'id="jamforelse--both" checked', 'id="jamforelse--beside"'
    assert marked.count(chosen) == marked.count(wanted) == 1
    beside = marked.replace(chosen, chosen.removesuffix(" checked"))
    beside = beside.replace(wanted, f"{wanted} checked")
    for name, text in (("jamforelse", marked), ("sida-vid-sida", beside)):
        made.append(folder / f"{name}.html")
        made[-1].write_text(text, "utf-8")
    return made


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Pages with every feature of a report, with every option."""
    folder = tmp_path_factory.mktemp("samples")
    pages = {"changes": page(feature("changes"))}
    pages["everything"] = page(everything(), lists_of=("figure", "table"), draft=True)
    options = {"captions_above_figures": True, "captions_above_tables": False}
    pages["other-way-up"] = page(everything(), **options, show_values=True, source_map=True)
    for name, text in pages.items():
        (folder / f"{name}.html").write_text(text, "utf-8")
    return sorted(folder.iterdir())


def test_no_report_has_an_accessibility_fault(reports):
    results = axe_results(reports)
    assert len(results) == 4 * len(reports)
    for each in results:
        look = f"{each['file']} {each['colorScheme']} {each['width']}"
        assert each["violations"] == [], look
        assert each["passes"] > 30, look
        # No request, nothing refused by the policy, nothing wider than the screen.
        assert each["told"] == [], look
        assert each["overflow"] == 0, look


def test_no_feature_has_an_accessibility_fault(samples):
    for each in axe_results(samples):
        assert each["violations"] == [], f"{each['file']} {each['colorScheme']} {each['width']}"
        assert each["overflow"] == 0, each["file"]


def test_every_page_is_valid(reports, samples):
    assert nu_errors([*reports, *samples]) == []
