"""Documents and their PDFs, made once for all tests here."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path += [str(HERE), str(HERE.parent / "writers")]

from judges import need_libreoffice  # noqa: E402

from reportgen.office.libreoffice import convert_all_to_pdf  # noqa: E402
from reportgen.office.pdf import finish_pdf  # noqa: E402

DAY = date(2023, 1, 26)


def write_all(folder: Path, documents: Iterable[tuple[str, bytes]]) -> list[Path]:
    for name, content in documents:
        (folder / f"{name}.docx").write_bytes(content)
    return sorted(folder.iterdir())


@pytest.fixture(scope="session")
def ordinary(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Word files of every feature, template and option."""
    from documents import ordinary_documents

    return write_all(tmp_path_factory.mktemp("ordinary"), ordinary_documents())


@pytest.fixture(scope="session")
def pdfs(ordinary: list[Path], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The PDFs of the ordinary documents, finished as a build finishes them."""
    need_libreoffice()
    folder = tmp_path_factory.mktemp("pdf")
    converted = convert_all_to_pdf([document.read_bytes() for document in ordinary])
    for document, pdf in zip(ordinary, converted, strict=True):
        (folder / f"{document.stem}.pdf").write_bytes(finish_pdf(pdf, DAY))
    return sorted(folder.iterdir())


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The example region's reports and our own one, in both chart modes, with PDFs beside them."""
    from sample_project import copy_example

    from reportgen.build.pipeline import BuildOptions, build_year

    need_libreoffice()
    folder = tmp_path_factory.mktemp("reports")
    projects = {"example": copy_example(folder / "example"), "own": folder / "own"}
    copy_own(projects["own"])
    made = []
    for name, root in projects.items():
        for mode in ("picture", "editable"):
            choose_charts(root, mode)
            count_pages(root)
            place = folder / "built" / f"{name}-{mode}.docx"
            built = build_year(root, 2022, BuildOptions(output=place, formats=("pdf",)))
            made.append(built.target)
    return made


def copy_own(root: Path) -> None:
    import shutil

    for name in ("content", "figures"):
        shutil.copytree(HERE.parent.parent / name, root / name)


def count_pages(root: Path) -> None:
    settings = root / "content" / "reportgen.yaml"
    text = settings.read_text("utf-8").replace("page_numbers: false\n", "")
    settings.write_text(text, "utf-8")


def choose_charts(root: Path, mode: str) -> None:
    settings = root / "content" / "reportgen.yaml"
    lines = settings.read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("charts:")]
    settings.write_text("".join(kept) + f"\ncharts: {mode}\n", "utf-8")
