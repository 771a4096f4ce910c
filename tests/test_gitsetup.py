"""`reportgen git-setup` in real repositories: what git shows after it, and that nothing stays."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_project import MakeProject, build_tiny, run, surroundings

from reportgen.diagnostics import ReportError
from reportgen.scaffold import git_setup as gitsetup
from reportgen.scaffold.git_setup import (
    ATTRIBUTES,
    LINES,
    apply_change,
    plan_setup,
    plan_undo,
    text_command,
)

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(folder: Path, *arguments: str) -> str:
    quiet = {"GIT_CONFIG_GLOBAL": str(folder / "none"), "GIT_CONFIG_NOSYSTEM": "1"}
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.se", "-c", "core.autocrlf=false")
    done = subprocess.run(
        ["git", *identity, *arguments],
        cwd=folder,
        env=surroundings(**quiet),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def repository(make_project: MakeProject) -> Path:
    root = make_project({".gitignore": "output/.cache/\n"}, "ett projekt")
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "start")
    return root


def config(root: Path) -> bytes:
    return (root / ".git" / "config").read_bytes()


def test_git_diff_shows_rows_and_the_text_of_documents(repository: Path) -> None:
    build_tiny(repository)
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "built")
    done = run("git-setup", "--yes", folder=repository)
    assert done.returncode == 0, done.stderr
    statistics = repository / "content" / "2022" / "statistics.yaml"
    text = statistics.read_text("utf-8").replace("Kvinnor: 3", "Kvinnor: 4").replace("5", "6")
    text = text.replace("Norge: 1", "Norge: 2")
    statistics.write_bytes(text.encode())
    build_tiny(repository)
    shown = git(repository, "diff")
    assert "-kon / Kvinnor: 3\n" in shown
    assert "+kon / Kvinnor: 4\n" in shown
    assert "-Det var 5 ärenden.\n+Det var 6 ärenden.\n" in shown
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "changed")
    assert "+Det var 6 ärenden." in git(repository, "show")


def test_a_damaged_file_does_not_end_git_diff(repository: Path) -> None:
    run("git-setup", "--yes", folder=repository)
    statistics = repository / "content" / "2022" / "statistics.yaml"
    statistics.write_text("kon: {", "utf-8")
    (repository / "a.docx").write_bytes(b"PK damaged")
    git(repository, "add", "-A")
    assert "+[" in git(repository, "diff", "--cached")


def test_a_file_named_as_an_option_is_a_file(repository: Path) -> None:
    build_tiny(repository)
    run("git-setup", "--yes", folder=repository)
    (document,) = (repository / "output" / "2022").glob("*.docx")
    document.rename(repository / "--help.docx")
    git(repository, "add", "-A")
    assert "+Det var 5 ärenden." in git(repository, "diff", "--cached")


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_linked_attributes_file_stays_a_link(repository: Path) -> None:
    (repository / "attribut").write_text("*.png binary\n", "utf-8")
    (repository / ATTRIBUTES).symlink_to("attribut")
    run("git-setup", "--yes", folder=repository)
    assert (repository / ATTRIBUTES).is_symlink()
    assert LINES[0] in (repository / "attribut").read_text("utf-8")


def test_it_is_said_first_and_undone_without_a_trace(repository: Path) -> None:
    before = config(repository)
    asked = run("git-setup", folder=repository)
    assert asked.returncode == 2
    assert "*.docx diff=reportgen-docx" in asked.stdout
    assert "diff.reportgen-docx.textconv = " in asked.stdout
    assert config(repository) == before
    assert not (repository / ATTRIBUTES).exists()

    run("git-setup", "--yes", folder=repository)
    assert "Allt är" in run("git-setup", "--yes", folder=repository).stdout
    undone = run("git-setup", "--undo", "--yes", folder=repository)
    assert undone.returncode == 0
    assert config(repository) == before
    assert not (repository / ATTRIBUTES).exists()
    assert run("git-setup", "--undo", "--yes", folder=repository).returncode == 0


def test_other_settings_stay(repository: Path) -> None:
    git(repository, "config", "diff.reportgen-docx.xfuncname", "^#")
    git(repository, "config", "diff.word.textconv", "catdoc")
    before = config(repository)
    apply_change(plan_setup(repository, "kommando"))
    git(repository, "config", "--get", "diff.word.textconv")
    apply_change(plan_undo(repository))
    assert config(repository) == before


def test_a_worktree_and_a_folder_inside_a_repository(repository: Path, tmp_path: Path) -> None:
    tree = tmp_path / "träd"
    git(repository, "worktree", "add", "-q", str(tree))
    assert run("git-setup", "--yes", folder=tree).returncode == 0
    assert (tree / ATTRIBUTES).read_text("utf-8").splitlines() == [*LINES]
    assert plan_setup(repository, text_command()).settings == {}
    inside = repository / "inre"
    shutil.copytree(repository / "content", inside / "content")
    assert run("git-setup", "--yes", folder=inside).returncode == 0
    assert (inside / ATTRIBUTES).is_file()
    checked = git(repository, "check-attr", "diff", "inre/content/2022/statistics.yaml")
    assert checked.endswith("reportgen-statistics\n")


def test_outside_a_repository_and_without_git(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_project()
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(root.parent))
    with pytest.raises(ReportError, match="no-repository"):
        plan_setup(root, "kommando")
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(ReportError, match="no-git"):
        plan_setup(root, "kommando")


def test_an_attributes_file_that_can_not_be_read_is_told(repository: Path) -> None:
    (repository / ATTRIBUTES).mkdir()
    with pytest.raises(ReportError, match="unreadable-file"):
        plan_setup(repository, "kommando")


LINE = st.sampled_from(["*.docx binary", "# å", "", "content/* text", "\udcff x", LINES[0] + " x"])


@given(
    lines=st.lists(LINE, max_size=4),
    end=st.sampled_from(["\n", "\r\n"]),
    closed=st.booleans(),
)
def test_what_stood_in_attributes_stays_to_the_byte(
    lines: list[str], end: str, closed: bool
) -> None:
    old = end.join(lines) + end * closed
    added = gitsetup._added(old, LINES).decode("utf-8", "surrogateescape")
    assert added.startswith(old)
    split = added.replace("\r\n", "\n").split("\n")
    assert [line for line in split if line in LINES] == [*LINES]
    assert gitsetup._removed(added).decode("utf-8", "surrogateescape") == old


def test_the_command_survives_spaces_and_backslashes(monkeypatch: pytest.MonkeyPatch) -> None:
    class Windows(type(Path())):
        def as_posix(self) -> str:
            return super().as_posix().replace("\\", "/")

    monkeypatch.setattr(gitsetup, "Path", Windows)
    monkeypatch.setattr(sys, "executable", "C:\\Program Files\\Python 3\\python.exe")
    words = shlex.split(text_command())
    assert "C:/Program Files/Python 3/python.exe" in words
    assert words[-4:] == ["reportgen", "text", "--textconv", "--"]
