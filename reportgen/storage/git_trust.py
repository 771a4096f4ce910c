"""What git is told beside a command, so that it runs no program that a repository names.

Whose folder it is has not written what stands in its `.git/config`, where it came as an archive.
Filters that the user has set up for all repositories (Git LFS) are run as ever.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import report_error


@cache
def settings_of_git(root: Path) -> dict[str, str]:
    """The variables that git reads as settings above all others, for a repository at `root`."""
    settings = [("core.fsmonitor", "false"), ("core.hooksPath", os.devnull)]
    for name in sorted(set(_own_filters(root))):
        settings += [(f"{name}.smudge", ""), (f"{name}.clean", ""), (f"{name}.process", "")]
        settings.append((f"{name}.required", "false"))
    variables = {"GIT_CONFIG_COUNT": str(len(settings))}
    for number, (key, value) in enumerate(settings):
        variables[f"GIT_CONFIG_KEY_{number}"] = key
        variables[f"GIT_CONFIG_VALUE_{number}"] = value
    return variables


def refuse_owner(folder: Path, said: str) -> None:
    """Raise ReportError (no-repository) where git `said` that the folder is another user's."""
    if "safe.directory" in said:
        message = _(
            "git does not look into {folder}: it belongs to another user", folder=str(folder)
        )
        command = f"git config --global --add safe.directory {folder.as_posix()}"
        hint = _("if you trust what is in it: {command}", command=command)
        raise report_error("no-repository", None, message, hint)


def _own_filters(root: Path) -> Iterator[str]:
    """The filters (`filter.x`) that the repository's own settings name."""
    git = shutil.which("git")
    for scope in ("--local", "--worktree") if git else ():
        question = ["config", scope, "--includes", "--null", "--name-only", "--get-regexp"]
        found = subprocess.run(  # noqa: S603 - git itself, with arguments of ours
            [str(git), *question, "^filter[.]"], cwd=root, capture_output=True, check=False
        )
        for name in found.stdout.split(b"\0")[:-1]:
            yield os.fsdecode(name).rpartition(".")[0]
