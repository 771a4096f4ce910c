"""The preview's script: its types hold, and it makes no markup of text."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from page_judges import INSTALL, MODULES, need

import reportgen.preview

SCRIPTS = sorted((Path(reportgen.preview.__file__).parent / "assets").glob("*.js"))


def test_its_types_hold():
    need(shutil.which("node"), "Node")
    compiler = MODULES / "typescript" / "bin" / "tsc"
    need(compiler.is_file(), f"TypeScript: {INSTALL}")
    options = ["--noEmit", "--allowJs", "--checkJs", "--strict", "--target", "es2023"]
    options += ["--module", "es2022", "--moduleResolution", "bundler"]
    libraries = ["--lib", "es2023,dom,dom.iterable"]
    command = ["node", str(compiler), *options, *libraries, *map(str, SCRIPTS)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert (ended.returncode, ended.stdout) == (0, "")


def test_text_never_becomes_markup_or_code():
    text = "\n".join(each.read_text("utf-8") for each in SCRIPTS)
    for name in (".innerHTML =", "outerHTML =", "insertAdjacentHTML", "document.write", "eval("):
        assert name not in text
    for name in ("new Function", "setTimeout('", ".setAttribute('on", "http://", "https://"):
        assert name not in text
