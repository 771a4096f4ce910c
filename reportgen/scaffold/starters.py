"""Starters: what a person double-clicks so that reportgen opens, as each system has them."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import report_error
from reportgen.storage.causes import cause_of
from reportgen.storage.files import is_folder, is_regular, read_regular, replace_file

# -P: nothing that lies in the folder is taken for a module of Python's or ours.
RUN = ("-P", "-m", "reportgen", "start")
STARTER = "Starta.cmd"
# Where programs lie for each person alike: written so, a starter fits everybody who has them there.
_COMMON = ("LOCALAPPDATA", "APPDATA", "USERPROFILE", "ProgramFiles")
_ON_WINDOWS = re.compile(r"[A-Za-z]:[\\/]")
_DESKTOP = re.compile(r'^XDG_DESKTOP_DIR="(?P<path>(?:[^"\\]|\\.)*)"', re.MULTILINE)
_PATIENCE_S = 60

_CMD = """\
@echo off
rem Öppnar rapporten i webbläsaren. Gjord av reportgen init.
chcp 65001 >nul
rem Ett program med samma namn i den här mappen körs aldrig.
set "NoDefaultCurrentDirectoryInExePath=1"
title Årsrapport
pushd "%~dp0"
set "REPORT_PYTHON={python}"
if not exist "%REPORT_PYTHON%" goto elsewhere
"%REPORT_PYTHON%" -P -c "import reportgen" >nul 2>nul
if errorlevel 1 goto elsewhere
"%REPORT_PYTHON%" {run}
goto ended
:elsewhere
py -P -c "import reportgen" >nul 2>nul
if errorlevel 1 goto onpath
py {run}
goto ended
:onpath
where reportgen >nul 2>nul
if errorlevel 1 goto missing
reportgen start
goto ended
:missing
echo.
echo Rapportprogrammet reportgen finns inte kvar på den här datorn.
echo Det låg här: {shown}
echo.
echo Gör så här:
echo   1. Installera det igen. Det står hur i handledningen, under "Installera".
echo   2. Dubbelklicka på den här filen en gång till.
echo Har du fått programmet som en mapp att packa upp: öppna Rapport.cmd i den mappen i stället.
echo Texten och siffrorna i den här mappen är orörda.
echo.
pause
goto end
:ended
if errorlevel 1 pause
:end
popd
"""

_COMMAND = """\
#!/bin/sh
# Öppnar rapporten i webbläsaren. Gjord av reportgen.
cd "$(dirname "$0")" || exit 1
if [ ! -x {python} ]; then
    echo 'Rapportprogrammet reportgen finns inte kvar på den här datorn. Installera det igen.'
    exit 1
fi
exec {python} {run}
"""

_ENTRY = """\
[Desktop Entry]
Type=Application
Name={name}
Comment=Skriv, granska och bygg årsrapporten i webbläsaren
Exec={run}
Terminal=true
Categories=Office;
"""

# The values come in the environment, where nothing in a path is taken for a command.
_LINK = """\
$ErrorActionPreference = 'Stop'
$shell = New-Object -ComObject WScript.Shell
$folder = $env:REPORTGEN_FOLDER
if (-not $folder) { $folder = $shell.SpecialFolders.Item('Desktop') }
$plain = Join-Path $env:TEMP ('reportgen-' + $PID + '.lnk')
$link = $shell.CreateShortcut($plain)
$link.TargetPath = $env:REPORTGEN_PROGRAM
$link.Arguments = $env:REPORTGEN_ARGUMENTS
$link.WorkingDirectory = $env:REPORTGEN_HOME
$link.WindowStyle = 7
$link.Save()
$target = Join-Path $folder ($env:REPORTGEN_NAME + '.lnk')
Move-Item -LiteralPath $plain -Destination $target -Force
[Console]::OutputEncoding = [Text.Encoding]::UTF8
[Console]::Out.Write($target)
"""


def project_starter(python: str, surroundings: Mapping[str, str]) -> bytes:
    """`Starta.cmd`, which opens the project that it lies in with the Python at `python`.

    `surroundings` are the variables of the environment. Where that Python is gone, the one that
    Windows has is asked, and else it is said what to do. Lines end as cmd wants them.
    """
    text = _CMD.format(
        python=_in_cmd(python, surroundings) if _ON_WINDOWS.match(python) else "",
        shown="%REPORT_PYTHON%" if _ON_WINDOWS.match(python) else "(en annan dator)",
        run=" ".join(RUN),
    )
    return text.replace("\n", "\r\n").encode()


def _in_cmd(path: str, surroundings: Mapping[str, str]) -> str:
    """A path as it stands in a file of commands, from a variable on where it lies below one."""
    for name in _COMMON:
        folder = surroundings.get(name, "").rstrip("\\")
        if folder and path.casefold().startswith(folder.casefold() + "\\"):
            return f"%{name}%" + path[len(folder) :].replace("%", "%%")
    return path.replace("%", "%%")


def command_file(python: str, arguments: Sequence[str]) -> bytes:
    """A `.command` file, which macOS runs in a terminal of its own."""
    run = " ".join(map(_in_shell, arguments))
    return _COMMAND.format(python=_in_shell(python), run=run).encode()


def _in_shell(word: str) -> str:
    return "'" + word.replace("'", "'\\''") + "'"


def desktop_entry(name: str, python: str, arguments: Sequence[str]) -> bytes:
    """A `.desktop` file (Desktop Entry Specification 1.5)."""
    run = " ".join(map(_in_entry, (python, *arguments)))
    return _ENTRY.format(name=name.replace("\\", "\\\\"), run=run).encode()


def _in_entry(word: str) -> str:
    """A word of `Exec`: quoted, its % doubled, and all backslashes once more, as in any value."""
    quoted = re.sub(r'(["`$\\])', r"\\\1", word).replace("%", "%%")
    return '"' + quoted.replace("\\", "\\\\") + '"'


def put_starter(name: str, project: Path | None, folder: Path | None) -> Path:
    """Put a starter called `name` into `folder`, the desktop for None; returns its file.

    It opens `project`, or what was opened last. Raises ReportError: no-desktop, cannot-write.
    """
    arguments = (*RUN, *(("--project", str(project)) if project else ()))
    try:
        if sys.platform == "win32":
            return _put_link(name, project, folder, arguments)
        place = folder or find_desktop(os.environ, Path.home())
        if sys.platform == "darwin":
            file, content = place / f"{name}.command", command_file(sys.executable, arguments)
        else:
            entry = desktop_entry(name, sys.executable, arguments)
            file, content = place / f"{name}.desktop", entry
        replace_file(file, content)
        file.chmod(file.stat().st_mode | stat.S_IXUSR)
    except OSError as error:
        message = _("the starter can't be written: {reason}", reason=cause_of(error))
        raise report_error("cannot-write", None, message) from None
    return file


def find_desktop(surroundings: Mapping[str, str], home: Path) -> Path:
    """The folder that the desktop shows; raises ReportError (no-desktop) where there is none."""
    for folder in (_told_desktop(surroundings, home), home / "Desktop", home / "Skrivbord"):
        if folder and is_folder(folder):
            return folder
    message = _("there is no desktop in {folder}", folder=str(home))
    raise report_error("no-desktop", None, message, _("name a folder: reportgen shortcut --to ."))


def _told_desktop(surroundings: Mapping[str, str], home: Path) -> Path | None:
    """Where `user-dirs.dirs` says that the desktop is; None where it doesn't."""
    settings = Path(surroundings.get("XDG_CONFIG_HOME") or home / ".config") / "user-dirs.dirs"
    if not is_regular(settings):
        return None
    found = _DESKTOP.search(read_regular(settings).decode("utf-8", "replace"))
    if found is None:
        return None
    path = re.sub(r"\\(.)", r"\1", found["path"])
    return Path(path.replace("$HOME", str(home), 1))


def _put_link(name: str, project: Path | None, folder: Path | None, run: Sequence[str]) -> Path:
    """A `.lnk`, made by Windows' own object; raises ReportError (cannot-write), OSError."""
    import base64
    import subprocess

    shell = Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32"
    program = shell / "WindowsPowerShell" / "v1.0" / "powershell.exe"
    given = {
        "REPORTGEN_FOLDER": str(folder.absolute()) if folder else "",
        "REPORTGEN_PROGRAM": sys.executable,
        "REPORTGEN_ARGUMENTS": subprocess.list2cmdline(run),
        "REPORTGEN_HOME": str(project or Path.home()),
        "REPORTGEN_NAME": name,
    }
    script = base64.b64encode(_LINK.encode("utf-16-le")).decode()
    said = subprocess.run(  # noqa: S603 - Windows' own program, our own script
        [str(program), "-NoProfile", "-NonInteractive", "-EncodedCommand", script],
        env={**os.environ, **given},
        capture_output=True,
        check=False,
        timeout=_PATIENCE_S,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    if said.returncode or not said.stdout:
        message = _("Windows did not make the starter (code {code})", code=str(said.returncode))
        raise report_error("cannot-write", None, message)
    return Path(said.stdout.decode("utf-8", "replace"))
