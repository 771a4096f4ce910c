"""The stages: what is read is read in `compose`, and what comes after it opens no such file."""

from __future__ import annotations

import ast
import shutil
from pathlib import Path

import pytest
from sample_project import copy_example, make_png

from reportgen.build import pipeline
from reportgen.build.pipeline import BuildOptions, Built, build_year
from reportgen.writers.word import default_template

PACKAGE = Path(__file__).parent.parent / "reportgen"
# What opens, lists or looks at files of the project.
_READING = {"read_regular", "first_bytes", "list_folder", "is_regular", "is_folder"}


def _everything(root: Path) -> Path:
    """A project with a file of each kind: template, logo, picture, page template, style sheet."""
    copy_example(root)
    settings = root / "content/reportgen.yaml"
    more = "template: mall.docx\nlogo: logo.png\nformats: [docx, html]\n"
    settings.write_text(settings.read_text("utf-8") + more, "utf-8")
    (root / "mall.docx").write_bytes(default_template("Arial"))
    (root / "logo.png").write_bytes(make_png(30, 20))
    (root / "templates").mkdir()
    (root / "templates/cover.html.j2").write_text("<h1>Eget omslag</h1>\n", "utf-8")
    (root / "templates/style.css").write_text("body { color: black }\n", "utf-8")
    return root


def _documents(built: Built) -> list[bytes]:
    assert built.warnings == built.errors == ()
    return [built.target.read_bytes(), built.target.with_suffix(".html").read_bytes()]


def test_nothing_is_read_after_compose(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A project that is gone when it is composed gives the documents of one that stays."""
    staying, going = _everything(tmp_path / "ett"), _everything(tmp_path / "två")
    expected = _documents(build_year(staying, 2022, BuildOptions()))
    assert b"Eget omslag" in expected[1]
    compose = pipeline._compose

    def compose_and_take_away(root: Path, *given: object) -> object:
        composed = compose(root, *given)
        shutil.rmtree(root)
        return composed

    monkeypatch.setattr(pipeline, "_compose", compose_and_take_away)
    assert _documents(build_year(going, 2022, BuildOptions())) == expected


@pytest.mark.parametrize("room", ["build", "writers"])
def test_no_module_that_draws_or_writes_has_a_way_to_read(room: str) -> None:
    """The caches and records under `output` are the storage's own, which reads them itself."""
    for path in (PACKAGE / room).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom):
                assert not str(node.module).startswith("reportgen.readers"), path
                assert not _READING & {each.name for each in node.names}, path
