"""Teaches a git repository to compare Word files and statistics, and takes it back again.

Two lines in `.gitattributes` beside `content`, two settings in the repository's own config;
nothing else is read or written. The only room that runs git to change something.
"""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Span, report_error
from reportgen.readers.paths import check_inside
from reportgen.storage.causes import cannot_write, cause_of
from reportgen.storage.files import exists, read_regular, replace_file, rewrite_file
from reportgen.storage.git_trust import refuse_owner

ATTRIBUTES = ".gitattributes"
LINES = ("*.docx diff=reportgen-docx", "content/*/statistics.yaml diff=reportgen-statistics")
DRIVERS = ("reportgen-docx", "reportgen-statistics")


class GitChange(Struct, frozen=True):
    """What is to be done to the repository around `root`.

    `attributes` is the new content of its `.gitattributes`, None where the file stays as it is,
    nothing where it goes. `lines` are those that are added or removed. `settings` are the keys
    to set in the repository's config, and to unset where their value is None.
    """

    root: Path
    lines: tuple[str, ...]
    attributes: bytes | None
    settings: Mapping[str, str | None]

    @property
    def empty(self) -> bool:
        """Whether all is as it should be already."""
        return self.attributes is None and not self.settings


def plan_setup(root: Path, command: str) -> GitChange:
    """What is missing for git to call `command` with a file, and to be given its text.

    Raises ReportError: no-git, no-repository, unreadable-file, outside-project.
    """
    git = _Git(root)
    old = _read_attributes(root)
    lines = tuple(line for line in LINES if line not in _split(old or ""))
    settings = {key: command for key in _keys() if git.setting(key) != command}
    return GitChange(root, lines, _added(old, lines) if lines else None, settings)


def plan_undo(root: Path) -> GitChange:
    """What `plan_setup` has added and is still there; raises ReportError as that does."""
    git = _Git(root)
    old = _read_attributes(root) or ""
    lines = tuple(line for line in LINES if line in _split(old))
    settings = {key: None for key in _keys() if git.setting(key) is not None}
    return GitChange(root, lines, _removed(old) if lines else None, settings)


def apply_change(change: GitChange) -> None:
    """Do it; raises ReportError (cannot-write, git-failed)."""
    git = _Git(change.root)
    path = change.root / ATTRIBUTES
    try:
        if change.attributes:
            write = rewrite_file if exists(path) else replace_file
            write(path, change.attributes)
        elif change.attributes is not None:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise cannot_write(ATTRIBUTES, error) from None
    for key, value in change.settings.items():
        git.set_to(key, value)


def text_command() -> str:
    """The command line by which git's shell reaches `reportgen text` from any folder.

    It names this Python by its path, with `/` on Windows too, where git brings a shell of its
    own. `-P` keeps a folder called reportgen in the repository from being run instead.
    """
    python = Path(sys.executable).as_posix()
    command = f"{shlex.quote(python)} -P -m reportgen text --textconv --"
    home = Path(__file__).resolve().parents[2]
    if home.name in ("site-packages", "dist-packages"):
        return command
    return f"PYTHONPATH={shlex.quote(home.as_posix())} {command}"


def _keys() -> tuple[str, ...]:
    return tuple(f"diff.{driver}.textconv" for driver in DRIVERS)


# .gitattributes


def _read_attributes(root: Path) -> str | None:
    """The file's text; None without one. What is not UTF-8 in it survives.

    Raises ReportError: unreadable-file, outside-project for a link that leads out.
    """
    check_inside(root, ATTRIBUTES, Span.of_file(ATTRIBUTES))
    try:
        return read_regular(root / ATTRIBUTES).decode("utf-8", "surrogateescape")
    except FileNotFoundError:
        return None
    except OSError as error:
        reason = cause_of(error)
        message = _("'{file}' can't be read: {reason}", file=ATTRIBUTES, reason=reason)
        raise report_error("unreadable-file", None, message) from None


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _split(text: str) -> list[str]:
    return text.split(_line_end(text))


def _added(old: str | None, lines: tuple[str, ...]) -> bytes:
    """The file with `lines` behind its own; it ends in a line end if it did before."""
    kept = _split(old) if old else [""]
    last = [""] if kept[-1] == "" else []
    parts = [*kept[: len(kept) - len(last)], *lines, *last]
    return _line_end(old or "").join(parts).encode("utf-8", "surrogateescape")


def _removed(old: str) -> bytes:
    """The file without our lines, exactly as it was before they came."""
    kept = [line for line in _split(old) if line not in LINES]
    return _line_end(old).join(kept).encode("utf-8", "surrogateescape")


# git


class _Git:
    """Runs git in one folder."""

    def __init__(self, folder: Path) -> None:
        found = shutil.which("git")
        if found is None:
            message = _("git is not installed, or can't be found")
            hint = _("install it from https://git-scm.com and open a new terminal")
            raise report_error("no-git", None, message, hint)
        self.program = found
        self.folder = folder
        answer = self.run("rev-parse", "--is-inside-work-tree")
        if answer.stdout.strip() != "true":
            refuse_owner(folder, answer.stderr)
            message = _("git sees no repository in {folder}", folder=str(folder))
            hint = _("make it one with 'git init', or go to the one it was copied from")
            raise report_error("no-repository", None, message, hint)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run one git command; its exit code is the caller's to judge."""
        return subprocess.run(  # noqa: S603 - git itself, with arguments of ours
            [self.program, *arguments],
            cwd=self.folder,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )

    def setting(self, key: str) -> str | None:
        """The value of `key` in the repository's own config; None where it is not set."""
        found = self.run("config", "--local", "--get", key)
        return found.stdout.removesuffix("\n") if found.returncode == 0 else None

    def set_to(self, key: str, value: str | None) -> None:
        """Set `key`, or unset it for None; raises ReportError (git-failed)."""
        if value is None:
            done = self.run("config", "--local", "--unset-all", key)
        else:
            done = self.run("config", "--local", "--replace-all", key, value)
        if done.returncode != 0:
            message = _("git could not change the settings of the repository")
            hint = _("is .git/config marked as not to be written, or does git run elsewhere?")
            raise report_error("git-failed", None, message, hint)
