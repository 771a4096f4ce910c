"""A second build: what is built anew, what is kept, what is never overwritten."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sample_project import (
    OUTPUT,
    PROSE,
    MakeProject,
    build,
    build_tiny,
    make_png,
    text_of,
)

from reportgen.build.formats import docx
from reportgen.build.pipeline import BuildOptions, build_year

# Again


def test_nothing_changed_is_said(make_project: MakeProject) -> None:
    root = make_project()
    assert not build_tiny(root).unchanged
    again = build_tiny(root)
    assert again.unchanged
    assert again.target.is_file()
    assert not build_tiny(root, force=True).unchanged


@pytest.mark.parametrize(
    "name",
    [
        PROSE,
        "content/reportgen.yaml",
        "content/2022/statistics.yaml",
        "figures/kon.yaml",
        "profil.yaml",
    ],
)
def test_a_changed_file_builds_anew(make_project: MakeProject, name: str) -> None:
    root = make_project()
    build_tiny(root)
    path = root / name
    path.write_text(path.read_text() + "\n")
    assert not build_tiny(root).unchanged


def test_a_changed_picture_or_earlier_year_builds_anew(example: Path) -> None:
    build_year(example, 2022, BuildOptions())
    picture = example / "content/bilder/arbetslag.png"
    picture.write_bytes(picture.read_bytes() + b"\0")
    assert not build_year(example, 2022, BuildOptions()).unchanged
    earlier = example / "content/2021/statistics.yaml"
    earlier.write_text(earlier.read_text().replace("Utbildningar: 18", "Utbildningar: 17"))
    assert not build_year(example, 2022, BuildOptions()).unchanged


def test_what_is_saved_during_a_build_builds_anew(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where it is the first build to know of a logo, which takes LibreOffice's time."""
    root = make_project()
    settings = root / "content/reportgen.yaml"
    settings.write_text(settings.read_text("utf-8") + "logo: logo.png\n", "utf-8")
    (root / "logo.png").write_bytes(make_png(10, 10))
    make = docx.make

    def save_meanwhile(*given: object, **options: object) -> bytes:
        (root / PROSE).write_text("# Text\n\nSparat under bygget.\n")
        return make(*given, **options)

    monkeypatch.setattr(docx, "make", save_meanwhile)
    assert "Sparat under bygget." not in text_of(build_tiny(root).target)
    monkeypatch.setattr(docx, "make", make)
    again = build_tiny(root)
    assert not again.unchanged
    assert "Sparat under bygget." in text_of(again.target)


def test_a_new_file_and_a_removed_one_build_anew(make_project: MakeProject) -> None:
    root = make_project()
    build_tiny(root)
    (root / "content/2022/20-slut.md").write_text("# Slut\n")
    assert not build_tiny(root).unchanged
    (root / "content/2022/20-slut.md").unlink()
    assert not build_tiny(root).unchanged


def test_a_removed_document_is_built_anew(make_project: MakeProject) -> None:
    root = make_project()
    first = build_tiny(root).target.read_bytes()
    (root / OUTPUT).unlink()
    again = build_tiny(root)
    assert not again.unchanged
    assert again.target.read_bytes() == first


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"null", b'{"inputs": 3}', b"\xff\xfe\x00"])
def test_a_damaged_cache_is_no_harm(make_project: MakeProject, damage: bytes) -> None:
    root = make_project({PROSE: '# Text\n\n{{ figure("kon") }}\n'})
    first = build_tiny(root).target.read_bytes()
    for path in (root / "output").rglob("*"):
        if path.is_file() and path.suffix != ".docx":
            path.write_bytes(damage)
    assert build_tiny(root, force=True).target.read_bytes() == first


def test_output_may_be_deleted_at_any_time(make_project: MakeProject) -> None:
    root = make_project()
    first = build_tiny(root).target.read_bytes()
    shutil.rmtree(root / "output")
    assert build_tiny(root).target.read_bytes() == first


# Edited by hand


def test_an_edited_document_is_kept(make_project: MakeProject) -> None:
    root = make_project()
    target = build_tiny(root).target
    built = target.read_bytes()
    target.write_bytes(b"min egen")
    for wanted in (b"min egen", b"min andra"):
        target.write_bytes(wanted)
        again = build_tiny(root)
        assert again.kept is not None
        assert again.kept.read_bytes() == wanted
        assert target.read_bytes() == built
    assert len([*target.parent.glob("*.docx")]) == 3


def test_an_edited_document_is_kept_when_the_text_changed_too(make_project: MakeProject) -> None:
    root = make_project()
    target = build_tiny(root).target
    target.write_bytes(b"min egen")
    (root / PROSE).write_text("# Text\n\nNytt.\n")
    assert build_tiny(root).kept.read_bytes() == b"min egen"


def test_a_document_that_was_there_before_is_kept(make_project: MakeProject) -> None:
    root = make_project({OUTPUT: "någon annans"})
    assert build_tiny(root).kept.read_text() == "någon annans"


def test_force_overwrites_an_edited_document(make_project: MakeProject) -> None:
    root = make_project()
    target = build_tiny(root).target
    built = target.read_bytes()
    target.write_bytes(b"min egen")
    again = build_tiny(root, force=True)
    assert again.kept is None
    assert target.read_bytes() == built
    assert [*target.parent.glob("*.docx")] == [target]


def test_a_document_built_elsewhere_is_kept_too(make_project: MakeProject, tmp_path: Path) -> None:
    root = make_project()
    target = tmp_path / "ut" / "rapport.docx"
    build_tiny(root, output=target)
    target.write_bytes(b"min egen")
    build_tiny(root)
    assert build_tiny(root, output=target).kept.read_bytes() == b"min egen"


def test_a_build_elsewhere_knows_its_own_document_again(
    make_project: MakeProject, tmp_path: Path
) -> None:
    """Building to the same file by two ways, as -o and from the settings, is no edit by hand."""
    root = make_project()
    target = build_tiny(root).target
    assert build_tiny(root, output=target).kept is None
    (root / PROSE).write_text("# Text\n\nNytt.\n")
    assert build_tiny(root, output=target).kept is None
    assert build_tiny(root).kept is None


def test_what_is_kept_is_said(make_project: MakeProject) -> None:
    root = make_project()
    build_tiny(root).target.write_bytes(b"min egen")
    result = build(root)
    assert result.exit_code == 0
    assert "redigerad" in result.output
