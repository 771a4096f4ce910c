"""The user's own editor: told the place as it wants to be told, and nothing of the project run."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from reportgen.diagnostics import ReportError
from reportgen.preview import editor as editors
from reportgen.preview.editor import Editor, editor_command
from reportgen.readers.user import read_user_settings


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of programs that is looked in, outside the project."""
    folder = tmp_path / "program"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)
    return folder


def program(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


@pytest.mark.skipif(os.name == "nt", reason="programs are made as on Unix")
@pytest.mark.parametrize(
    ("setting", "name", "arguments"),
    [
        ("code", "code", ["--goto", "{f}:12:3"]),
        ("code --reuse-window", "code", ["--reuse-window", "--goto", "{f}:12:3"]),
        ("notepad++", "notepad++", ["-n12", "-c3", "{f}"]),
        ("pycharm64", "pycharm64", ["--line", "12", "--column", "3", "{f}"]),
        ("VSCodium", "VSCodium", ["--goto", "{f}:12:3"]),
        ("'Code - Insiders'", "Code - Insiders", ["--goto", "{f}:12:3"]),
        ("emacsclient", "emacsclient", ["-n", "+12:3", "{f}"]),
        ("kate", "kate", ["-l", "12", "-c", "3", "{f}"]),
        ("min-editor", "min-editor", ["{f}"]),
        ("min-editor --rad={line} {file}", "min-editor", ["--rad=12", "{f}"]),
        ("min-editor '{file}#{line}'", "min-editor", ["{f}#12"]),
    ],
)
def test_each_is_told_the_place(programs, tmp_path, setting, name, arguments):
    found = program(programs, name)
    file = tmp_path / "projekt" / "å {line} b.md"
    command = editor_command(setting, tmp_path / "projekt", file, 12, 3)
    assert command == [str(found), *(each.replace("{f}", str(file)) for each in arguments)]


@pytest.mark.skipif(os.name == "nt", reason="programs are made as on Unix")
def test_nothing_in_the_project_is_run(programs, tmp_path, monkeypatch):
    project = tmp_path / "projekt"
    project.mkdir()
    program(project, "code")
    monkeypatch.setenv("PATH", str(project))
    with pytest.raises(ReportError, match="lies in the project"):
        editor_command("code", project, project / "a.md", 1, 1)


@pytest.mark.skipif(os.name == "nt", reason="programs are made as on Unix")
@pytest.mark.parametrize("name", ["a&calc.md", "%PATH%.md", 'a"b.md', "a|b.md", "a^b.md"])
def test_a_batch_file_is_given_no_name_that_is_a_command(programs, tmp_path, name):
    program(programs, "code.cmd")
    with pytest.raises(ReportError, match="character"):
        editor_command("code.cmd", tmp_path / "projekt", tmp_path / "projekt" / name, 1, 1)
    assert editor_command("code.cmd", tmp_path / "projekt", tmp_path / "projekt/å b.md", 1, 1)


@pytest.mark.parametrize("setting", ["finns-inte", "", "'öppen", "   "])
def test_an_editor_that_is_not_there_is_told(tmp_path, setting):
    with pytest.raises(ReportError, match="no-editor"):
        Editor().open(setting, tmp_path, tmp_path / "a.md", 1, 1)


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        (r'"C:\Program Files\VS Code\Code.exe" -g', [r"C:\Program Files\VS Code\Code.exe", "-g"]),
        (r'C:\ed.exe --file="{file}" -x', [r"C:\ed.exe", "--file={file}", "-x"]),
        (r'C:\"Mina program"\ed.exe', [r"C:\Mina program\ed.exe"]),
        ('"', [""]),
    ],
)
def test_on_windows_double_quotes_hold_words_together(monkeypatch, setting, words):
    monkeypatch.setattr(editors, "os", SimpleNamespace(name="nt"))
    assert editors.split_command(setting) == words


def test_the_path_of_a_program_is_one_word(tmp_path):
    path = program(tmp_path, "min editor")
    assert editors.split_command(str(path)) == [str(path)]


def test_an_editor_that_ends_at_once_with_a_fault_is_told(tmp_path):
    setting = f"'{sys.executable}' -c 'raise SystemExit(3)' {{file}}"
    with pytest.raises(ReportError, match="ended at once, with code 3"):
        Editor().open(setting, tmp_path / "projekt", tmp_path / "a.md", 1, 1)


def test_it_opens_and_is_not_waited_for(tmp_path):
    seen = tmp_path / "sedd.txt"
    code = "import sys, time; open(sys.argv[1], 'w').write(sys.argv[2]); time.sleep(60)"
    setting = f'"{sys.executable}" -c "{code}" "{seen}" "{{file}}:{{line}}"'
    editor = Editor()
    begun = time.monotonic()
    editor.open(setting, tmp_path / "projekt", tmp_path / "projekt" / "a.md", 7, 1)
    assert time.monotonic() - begun < 5
    while not (seen.exists() and seen.read_text()):
        assert time.monotonic() - begun < 20
        time.sleep(0.02)
    assert seen.read_text().endswith("a.md:7")
    for process in editor._started:
        process.kill()
        process.wait()


def test_the_users_settings_are_read_or_are_not_there(tmp_path):
    file = tmp_path / "settings.yaml"
    assert read_user_settings(file).editor is None
    file.write_text("editor: code\n")
    assert read_user_settings(file).editor == "code"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("editor: [code]\n", "wrong-type"),
        ("editot: code\n", "unknown-key"),
        ("editor: code: x\n", "yaml-syntax"),
        ("editor: !!python/object/apply:os.system [x]\n", "yaml-tag"),
        ("- code\n", "wrong-type"),
    ],
)
def test_wrong_settings_have_a_place_and_a_code(tmp_path, text, code):
    file = tmp_path / "settings.yaml"
    file.write_text(text)
    with pytest.raises(ReportError) as error:
        read_user_settings(file)
    assert code in [each.code for each in error.value.diagnostics]
    assert error.value.diagnostics[0].span.file == str(file)
