"""What was built to be sent is kept, and the document says which build it is."""

from __future__ import annotations

from pathlib import Path

from sample_project import copy_example

from reportgen.build.pipeline import BuildOptions, build_year
from reportgen.readers.word.reading import read_word_document
from reportgen.storage.sent import id_of, read_sent, sources_of


def test_a_build_is_kept_under_the_id_that_its_document_bears(tmp_path: Path) -> None:
    root = tmp_path / "p"
    copy_example(root)
    built = build_year(root, 2022, BuildOptions())
    sent_as = read_word_document(built.target).sent
    assert (sent_as.build, sent_as.year) == (id_of(sources_of(root, 2022)), 2022)
    kept = read_sent(root, sent_as.build)
    assert kept is not None
    assert kept.document == built.target.read_bytes()
    assert (
        kept.sources["content/2022/report.yaml"] == (root / "content/2022/report.yaml").read_bytes()
    )


def test_line_ends_make_no_other_build() -> None:
    assert id_of({"a.md": b"# A\r\n"}) == id_of({"a.md": b"# A\n"}) != id_of({"a.md": b"# B\n"})


def test_what_was_kept_and_damaged_is_not_taken(tmp_path: Path) -> None:
    root = tmp_path / "p"
    copy_example(root)
    build_year(root, 2022, BuildOptions())
    [kept] = (root / "output/.cache/sent").iterdir()
    kept.write_bytes(kept.read_bytes()[:-40])
    assert read_sent(root, kept.stem) is None
