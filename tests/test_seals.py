"""A built document is known by what it holds: moved and copied it is ours, changed it is not."""

from __future__ import annotations

import shutil
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_project import OUTPUT, PROSE, MakeProject, build

from reportgen.build.pipeline import BuildOptions, build_year
from reportgen.storage.seals import is_sealed, sealed
from reportgen.writers.word import default_template

PDF = b"%PDF-1.7\nxref\n0 1\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n"
HTML = b"<!DOCTYPE html>\n<html><body>reportgen sha256:0</body></html>\n"
DOCUMENTS = {"word": default_template(), "pdf": PDF, "html": HTML}


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_sealed_document_is_known_again_and_only_that(kind):
    content = DOCUMENTS[kind]
    assert is_sealed(sealed(content))
    assert sealed(content) == sealed(content)
    assert not is_sealed(content)
    assert not is_sealed(b"")
    assert not is_sealed(sealed(content) + b"\n")


@given(st.sampled_from(sorted(DOCUMENTS)), st.integers(0), st.integers(1, 255))
def test_a_byte_that_is_another_is_seen(kind, place, change):
    content = bytearray(sealed(DOCUMENTS[kind]))
    content[place % len(content)] ^= change
    assert not is_sealed(bytes(content))


def test_a_word_file_opens_with_its_seal_and_loses_it_when_it_is_saved():
    content = sealed(DOCUMENTS["word"])
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        assert old.testzip() is None
        for name in old.namelist():
            new.writestr(name, old.read(name))
    assert not is_sealed(target.getvalue())


def test_a_pdf_ends_as_a_pdf_does():
    assert sealed(PDF).endswith(b"\nstartxref\n9\n%%EOF\n")


# What happens to folders and files


def change(root: Path, text: str) -> None:
    (root / PROSE).write_text(f"# Text\n\n{text}\n", "utf-8")


def build_both(root: Path):
    return build_year(root, 2022, BuildOptions(formats=("html",)))


def kept_in(root: Path) -> list[str]:
    return sorted(path.name for path in root.rglob("*redigerad*"))


def copied(root: Path, place: Path) -> Path:
    return Path(shutil.copytree(root, place, copy_function=shutil.copy2))


def renamed(root: Path, place: Path) -> Path:
    place.parent.mkdir(parents=True, exist_ok=True)
    return root.rename(place)


def without_its_cache(root: Path, place: Path) -> Path:
    there = copied(root, place)
    shutil.rmtree(there / "output" / ".cache")
    return there


MOVES = [copied, renamed, without_its_cache]


@pytest.mark.parametrize("move", MOVES)
def test_a_project_elsewhere_knows_its_documents(make_project: MakeProject, move, tmp_path):
    root = make_project()
    build_both(root)
    there = move(root, tmp_path / "hos en kollega" / "projekt")
    change(there, "Nytt.")
    build_both(there)
    assert kept_in(there) == []
    # And back again, as in a folder that two people share.
    back = there.rename(tmp_path / "igen")
    change(back, "Nyare.")
    build_both(back)
    assert kept_in(back) == []


@pytest.mark.parametrize("move", [copied, renamed])
def test_a_project_elsewhere_knows_that_nothing_changed(make_project: MakeProject, move, tmp_path):
    root = make_project()
    build_both(root)
    there = move(root, tmp_path / "annan" / "projekt")
    again = build_both(there)
    assert again.unchanged
    assert again.target == there / OUTPUT
    assert again.made["html"] == again.target.with_suffix(".html")


@pytest.mark.parametrize("move", MOVES)
def test_an_edited_document_is_kept_wherever_it_is(make_project: MakeProject, move, tmp_path):
    root = make_project()
    made = build_both(root)
    made.target.write_bytes(made.target.read_bytes() + b"mitt")
    there = move(root, tmp_path / "annan" / "projekt")
    assert build_both(there).kept.read_bytes().endswith(b"mitt")


def test_a_document_restored_from_a_backup_is_no_edit(make_project: MakeProject):
    root = make_project()
    old = build_both(root).target.read_bytes()
    for number in range(12):
        change(root, f"Nytt {number}.")
        build_both(root)
    (root / OUTPUT).write_bytes(old)
    assert build_both(root).kept is None
    assert (root / OUTPUT).read_bytes() != old


def test_a_document_alone_may_be_copied_to_where_another_is_built(
    make_project: MakeProject, tmp_path
):
    one, other = make_project(), make_project({PROSE: "# Text\n\nEn annan.\n"}, "annat")
    (other / OUTPUT).parent.mkdir(parents=True)
    shutil.copy(build_both(one).target, other / OUTPUT)
    assert build_both(other).kept is None


def test_what_is_asked_for_by_a_relative_path_is_known(make_project: MakeProject, monkeypatch):
    root = make_project()
    monkeypatch.chdir(root)
    assert build(root, "-o", "ut").exit_code == 0
    assert "Inget har ändrats" in build(root, "-o", "ut").output
    monkeypatch.chdir(root / "content")
    assert "Inget har ändrats" in build(root, "-o", "../ut").output
