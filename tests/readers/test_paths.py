"""No name leads out of the project, in whatever letters a link is stored."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

import pytest

from reportgen.diagnostics import ReportError, Span
from reportgen.readers.paths import find_years, inside_project


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
@pytest.mark.parametrize("stored", ["NFC", "NFD"])
@pytest.mark.parametrize("written", ["NFC", "NFD"])
def test_a_link_out_is_refused_in_every_composition(
    tmp_path: Path, stored: str, written: str
) -> None:
    root = tmp_path / "projekt"
    root.mkdir()
    (tmp_path / "privat.png").write_bytes(b"x")
    (root / unicodedata.normalize(stored, "bål.png")).symlink_to(tmp_path / "privat.png")
    name = unicodedata.normalize(written, "bål.png")
    with pytest.raises(ReportError) as caught:
        inside_project(root, name, Span.of_file("a.md"))
    assert [each.code for each in caught.value.diagnostics] == ["outside-project"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_year_that_leads_in_a_circle_is_no_year(tmp_path: Path) -> None:
    (tmp_path / "content" / "2021").mkdir(parents=True)
    (tmp_path / "content" / "2022").symlink_to(tmp_path / "content" / "2022")
    assert find_years(tmp_path) == (2021,)
