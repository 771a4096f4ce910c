"""A section as it was sent, as it came back, and as it is written then: `cases/reviews.yaml`."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from pathlib import Path

import pytest
from sample_project import read_cases, write_project

sys.path.append(str(Path(__file__).parent / "review"))

from quick import printed

from reportgen.scaffold.review.reading import read_returned, review
from reportgen.storage.rewriting import rewrite_all

FILE = "content/2022/10-text.md"
CASES = read_cases("reviews.yaml")
# The bookmarks of our blocks: in another document they say nothing of this one.
OURS = re.compile(rb'<w:bookmarkStart[^>]*w:name="_b_[^>]*>')


@pytest.mark.parametrize("name", CASES)
def test_what_came_back_is_written(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    assert isinstance(case, dict)
    root = write_project(tmp_path / "project", {FILE: case["sent"]})
    edited = write_project(tmp_path / "edited", {FILE: case["back"]})
    document = tmp_path / "granskad.docx"
    document.write_bytes(as_edited(printed_of(root), printed_of(edited)))
    found = review(root, 2022, [read_returned(document)], lambda _each: True)
    rewrite_all(root, found.changed)
    assert (root / FILE).read_text("utf-8") == case.get("written", case["back"])
    told = [
        f"{each.list}: {each.authored.change.before} → {each.authored.change.after}"
        for each in found.verdicts
        if each.list != "taken"
    ]
    assert told == case.get("told", [])


def printed_of(root: Path) -> bytes:
    content, why = printed(root, 2022)
    assert content is not None, why
    return content


def as_edited(sent: bytes, edited: bytes) -> bytes:
    """The edited document as one that the sent one became: it says what that was made of."""
    with zipfile.ZipFile(io.BytesIO(sent)) as old:
        parts = {name: old.read(name) for name in old.namelist() if "customXml" in name}
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(edited)) as new, zipfile.ZipFile(target, "w") as made:
        for name in new.namelist():
            made.writestr(name, parts.get(name) or OURS.sub(b"", new.read(name)))
    return target.getvalue()
