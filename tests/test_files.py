"""Files are replaced whole, and what a person made keeps its rights, owner and links."""

from __future__ import annotations

import os
import stat
import sys
import time
from pathlib import Path

import pytest
from sample_project import MakeProject, run

from reportgen.diagnostics import ReportError
from reportgen.storage import files
from reportgen.storage.files import replace_file, rewrite_file
from reportgen.storage.rewriting import rewrite_all

posix = pytest.mark.skipif(sys.platform == "win32", reason="rights and links as POSIX has them")


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_the_rights_stay(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "text.md"
    path.write_bytes(b"old")
    path.chmod(mode)
    rewrite_file(path, b"new")
    assert (path.read_bytes(), rights(path)) == (b"new", mode)


def test_a_file_that_must_not_be_written_is_not(tmp_path: Path) -> None:
    path = tmp_path / "text.md"
    path.write_bytes(b"old")
    path.chmod(0o444)
    with pytest.raises(PermissionError):
        rewrite_file(path, b"new")
    assert path.read_bytes() == b"old"
    path.chmod(0o644)


@posix
def test_what_is_no_file_is_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (pipe, tmp_path):
        with pytest.raises(FileExistsError):
            replace_file(path, b"new")
    assert stat.S_ISFIFO(pipe.lstat().st_mode)


@posix
def test_a_link_stays_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "riktig.md").write_bytes(b"old")
    link = tmp_path / "text.md"
    link.symlink_to("riktig.md")
    rewrite_file(link, b"new")
    assert link.is_symlink()
    assert (tmp_path / "riktig.md").read_bytes() == b"new"


@posix
def test_format_and_fix_keep_the_rights(make_project: MakeProject) -> None:
    file = "content/2022/10-text.md"
    root = make_project({file: "# Text\n\nVi skall hinna. Det gick.\n"})
    path = root / file
    path.chmod(0o600)
    assert run("format", folder=root).returncode == 0
    assert (path.read_text("utf-8").count("\n"), rights(path)) == (4, 0o600)
    run("check", "--fix", folder=root)
    assert ("ska hinna" in path.read_text("utf-8"), rights(path)) == (True, 0o600)


@posix
def test_format_leaves_alone_what_must_not_be_written(make_project: MakeProject) -> None:
    file = "content/2022/10-text.md"
    root = make_project({file: "# Text\n\nVi hann. Det gick.\n"})
    (root / file).chmod(0o444)
    told = run("format", folder=root)
    assert (told.returncode, "cannot-write" in told.stderr) == (1, True)
    assert (root / file).read_text("utf-8") == "# Text\n\nVi hann. Det gick.\n"


@posix
def test_format_follows_no_link_out_of_the_project(
    make_project: MakeProject, tmp_path: Path
) -> None:
    root = make_project()
    outside = tmp_path / "annan.md"
    outside.write_text("# Annan\n\nEn mening. En till.\n", "utf-8")
    link = root / "content" / "2022" / "20-lank.md"
    link.symlink_to(outside)
    for arguments in ((), (str(link),)):
        told = run("format", *arguments, folder=root)
        assert (told.returncode, "outside-project" in told.stderr) == (1, True)
    assert outside.read_text("utf-8") == "# Annan\n\nEn mening. En till.\n"


@pytest.mark.parametrize("times", [1, 2, 3])
def test_what_is_saved_at_the_very_moment_of_writing_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    """Another program saves between the last look at a file and the exchange, again and again."""
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_bytes(b"before")
    saves = [b"first save", b"second save", b"third save"][:times]
    left = list(saves)

    def swapping(new: Path, old: Path) -> Path | None:
        if old.name == "b.md" and left:
            old.write_bytes(left.pop(0))
        return swapping_real(new, old)

    swapping_real = files.swapped
    if swapping_real(tmp_path / "a.md", tmp_path / "b.md") is None:
        pytest.skip("this disk can't exchange files")
    monkeypatch.setattr(files, "swapped", swapping)
    changed = dict.fromkeys(("a.md", "b.md"), (b"before", b"after"))
    with pytest.raises(ReportError) as told:
        rewrite_all(tmp_path, changed)
    assert [each.code for each in told.value.diagnostics] == ["file-changed"]
    assert (tmp_path / "a.md").read_bytes() == b"before"
    assert (tmp_path / "b.md").read_bytes() == saves[-1]
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.md", "b.md"]


def test_a_kill_while_a_file_goes_leaves_nothing_beside_the_sources(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(_path: Path, missing_ok: bool = False) -> None:
        raise KeyboardInterrupt

    source = tmp_path / "content" / "10-text.md"
    source.parent.mkdir()
    source.write_bytes(b"old")
    monkeypatch.setattr(Path, "unlink", killed)
    with pytest.raises(KeyboardInterrupt):
        rewrite_all(tmp_path, {"content/10-text.md": (b"old", None)})
    assert [*source.parent.iterdir()] == []


LEFT = (".10-text-ab12cd_z.tmp", ".10-text-ab12cd_z.tmp.bak.tmp")
OTHERS = (
    *(".10-text-ab12.tmp", ".10-text-AB12CD_Z.tmp", ".10-text-ab12cd_z.txt"),
    *(".20-mer-ab12cd_z.tmp", "10-text-ab12cd_z.tmp", ".10-text-mer-ab12cd_z.tmp"),
)


@pytest.mark.parametrize("age", [3_000, 4_000])
@pytest.mark.parametrize("write", ["exchange", "rewrite", "replace"])
def test_what_a_kill_left_goes_with_the_next_write_once_it_is_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: str, age: int
) -> None:
    path = tmp_path / "10-text.md"
    path.write_bytes(b"a")
    for name in (*LEFT, *OTHERS):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / ".10-text-ab34cd_z.tmp").mkdir()
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + age)
    {
        "exchange": lambda: files.exchange_file(path, b"a", b"b"),
        "rewrite": lambda: rewrite_file(path, b"b"),
        "replace": lambda: replace_file(path, b"b"),
    }[write]()
    assert path.read_bytes() == b"b"
    kept = {path.name, ".10-text-ab34cd_z.tmp", *OTHERS, *(LEFT if age < 3_600 else ())}
    assert {each.name for each in tmp_path.iterdir()} == kept


@posix
def test_a_link_that_goes_leaves_what_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "riktig.md").write_bytes(b"old")
    (tmp_path / "content" / "text.md").symlink_to("riktig.md")
    rewrite_all(tmp_path, {"content/text.md": (b"old", None)})
    assert [each.name for each in (tmp_path / "content").iterdir()] == ["riktig.md"]
