"""Starters: what a double click runs, and the folder for computers without Python."""

from __future__ import annotations

import ensurepip
import os
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from sample_project import run, write_project

from reportgen.diagnostics import ReportError
from reportgen.scaffold.starters import desktop_entry, find_desktop, project_starter, put_starter

WINDOWS = {"LOCALAPPDATA": r"C:\Users\Åsa Ek\AppData\Local", "USERPROFILE": r"C:\Users\Åsa Ek"}


def test_a_new_project_has_a_starter(tmp_path: Path) -> None:
    made = run("init", "rapport", "--region", "region Nord", "--organisation", "Myndigheten",
               "--year", "2025", folder=tmp_path)  # fmt: skip
    assert made.returncode == 0, made.stderr
    starter = (tmp_path / "rapport" / "Starta.cmd").read_bytes()
    assert starter.startswith(b"@echo off\r\n")
    assert starter.count(b"\n") == starter.count(b"\r\n")
    # It is among what is told of, and no build or check minds it.
    assert run("build", "--draft", folder=tmp_path / "rapport").returncode == 0


@pytest.mark.parametrize(
    ("python", "written"),
    [
        (r"C:\Program Files\Python 3\python.exe", r"C:\Program Files\Python 3\python.exe"),
        (r"C:\Users\Åsa Ek\AppData\Local\P\python.exe", r"%LOCALAPPDATA%\P\python.exe"),
        (r"C:\Users\åsa ek\venv\python.exe", r"%USERPROFILE%\venv\python.exe"),
        (r"D:\100 %\python.exe", r"D:\100 %%\python.exe"),
        ("/usr/bin/python3", ""),
    ],
)
def test_it_names_the_python_that_made_it(python: str, written: str) -> None:
    lines = project_starter(python, WINDOWS).decode().split("\r\n")
    assert f'set "REPORT_PYTHON={written}"' in lines
    assert '"%REPORT_PYTHON%" -P -m reportgen start' in lines
    # cmd reads what follows in the letters that this names.
    assert lines[2] == "chcp 65001 >nul"
    assert all(line.isascii() for line in lines[:1])


def test_every_place_that_it_goes_to_is_there() -> None:
    lines = project_starter(r"C:\python.exe", {}).decode().split("\r\n")
    labels = {line[1:] for line in lines if line.startswith(":")}
    asked = {line.rpartition("goto ")[2] for line in lines if "goto " in line}
    assert asked <= labels
    assert any("Installera det igen" in line for line in lines)


def test_a_desktop_entry_runs_what_it_names(tmp_path: Path) -> None:
    folder = tmp_path / 'rapport "Åre" 100 % $HOME `x`'
    program = tmp_path / "py thon"
    entry = desktop_entry("Årsrapport", str(program), ["-P", "--project", str(folder)]).decode()
    # As the specification has it: the value's backslashes first, then what quotation marks hold.
    value = next(line for line in entry.splitlines() if line.startswith("Exec="))[5:]
    asked = ["sh", "-c", "printf '%s\\n' " + value.replace("\\\\", "\\")]
    words = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.splitlines()
    assert [word.replace("%%", "%") for word in words] == [
        str(program), "-P", "--project", str(folder),
    ]  # fmt: skip


def test_the_desktop_is_where_the_system_says(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="no-desktop"):
        find_desktop({}, tmp_path)
    (tmp_path / "Desktop").mkdir()
    assert find_desktop({}, tmp_path) == tmp_path / "Desktop"
    (tmp_path / "Skrivbord å").mkdir()
    (tmp_path / ".config").mkdir()
    told = '# ja\nXDG_DESKTOP_DIR="$HOME/Skrivbord å"\n'
    (tmp_path / ".config" / "user-dirs.dirs").write_text(told, "utf-8")
    assert find_desktop({}, tmp_path) == tmp_path / "Skrivbord å"


@pytest.mark.skipif(sys.platform != "linux", reason="the starter of another system")
def test_the_command_puts_a_starter_on_the_desktop(tmp_path: Path) -> None:
    (tmp_path / "Desktop").mkdir()
    root = write_project(tmp_path / "Rapport å")
    told = run("shortcut", folder=root, HOME=str(tmp_path), XDG_CONFIG_HOME=str(tmp_path))
    assert told.returncode == 0, told.stderr
    [starter] = (tmp_path / "Desktop").iterdir()
    assert starter.name == "Årsrapport – Rapport å.desktop"
    assert str(starter) in told.stdout
    assert starter.stat().st_mode & stat.S_IXUSR
    assert str(root) in starter.read_text("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="PowerShell would be asked in earnest")
def test_windows_is_asked_with_values_that_are_no_commands(tmp_path: Path, monkeypatch) -> None:
    asked = {}

    def answer(command, env, **_options):
        asked.update(env, command=command)
        return subprocess.CompletedProcess(command, 0, "C:\\Skrivbord\\Å.lnk".encode(), b"")

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(subprocess, "run", answer)
    project = tmp_path / "rapport'; Remove-Item x"
    assert str(put_starter("Å", project, None)) == "C:\\Skrivbord\\Å.lnk"
    assert asked["REPORTGEN_ARGUMENTS"].endswith(f'--project "{project}"')
    assert "Remove-Item" not in " ".join(asked["command"])


def small_wheel(
    folder: Path, name: str, tag: str, files: dict[str, bytes], needs: str = ""
) -> Path:
    wheel = folder / f"{name}-1.0-{tag}.whl"
    info = f"{name}-1.0.dist-info"
    meta = f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n{needs}"
    files = {**files, f"{info}/METADATA": meta.encode(), f"{info}/RECORD": b"",
             f"{info}/WHEEL": f"Wheel-Version: 1.0\nTag: {tag}\n".encode()}  # fmt: skip
    with zipfile.ZipFile(wheel, "w") as package:
        for path, content in files.items():
            package.writestr(path, content)
    return wheel


@pytest.fixture
def handed_over(tmp_path: Path) -> tuple[Path, Path, dict[str, str]]:
    """An imitation of python.org's zip, a wheel of reportgen, and a pip that asks nobody."""
    python = tmp_path / "python-3.12.10-embed-amd64.zip"
    with zipfile.ZipFile(python, "w") as package:
        package.writestr("python.exe", b"MZ")
        package.writestr("python312._pth", b"python312.zip\r\n.\r\n\r\n#import site\r\n")
        package.writestr("../outside.txt", b"no")
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    small_wheel(shelf, "fast", "cp312-cp312-win_amd64",
                {"fast/a.pyd": b"xx MSVCP140.dll xx", "fast-1.0.data/scripts/fast.exe": b"MZ",
                 "fast-1.0.data/purelib/fast/b.py": b""})  # fmt: skip
    wheel = small_wheel(tmp_path, "reportgen", "py3-none-any", {"reportgen/__init__.py": b""},
                        "Requires-Dist: fast\n")  # fmt: skip
    pip = next((Path(ensurepip.__file__).parent / "_bundled").glob("pip-*.whl"))
    asked = {"PYTHONPATH": f"{pip}{os.pathsep}{Path(__file__).parents[2]}", "PIP_NO_INDEX": "1",
             "PIP_FIND_LINKS": str(shelf), "PIP_CONFIG_FILE": os.devnull,
             "PIP_CONSTRAINT": ""}  # fmt: skip
    return python, wheel, asked


def test_a_folder_for_computers_without_python(handed_over, tmp_path: Path) -> None:
    python, wheel, asked = handed_over
    told = run("portable", str(python), str(wheel), folder=tmp_path, **asked)
    assert told.returncode == 0, told.stderr
    with zipfile.ZipFile(tmp_path / "reportgen-windows.zip") as made:
        names = made.namelist()
        paths = made.read("reportgen/python/python312._pth").decode().split()
        start = made.read("reportgen/Rapport.cmd").decode()
    assert "reportgen/bibliotek/reportgen/__init__.py" in names
    assert "reportgen/bibliotek/fast/b.py" in names
    # No loader that nobody signed, nothing beside the folder.
    assert [name for name in names if name.endswith(".exe")] == ["reportgen/python/python.exe"]
    assert [name for name in names if ".." in name] == []
    assert paths[-1] == "..\\bibliotek"
    assert start.count("\n") == start.count("\r\n")
    assert "kan de här inte läsas in: fast" in told.stdout
    assert "provades inte" in told.stdout


@pytest.mark.parametrize("wrong", ["python", "wheel"])
def test_what_is_handed_over_must_be_it(handed_over, wrong: str, tmp_path: Path) -> None:
    python, wheel, asked = handed_over
    other = tmp_path / "annat.zip"
    other.write_bytes(b"no zip")
    given = {"python": (other, wheel), "wheel": (python, other)}[wrong]
    told = run("portable", *map(str, given), folder=tmp_path, **asked)
    assert told.returncode == 1
    assert "annat.zip" in told.stderr
    assert not (tmp_path / "reportgen-windows.zip").exists()
