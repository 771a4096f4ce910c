"""The preview's script: its types hold, and it makes no markup of text."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

from editor.bundle import DIGEST, digests
from page_judges import INSTALL, MODULES, need

import reportgen.preview

ASSETS = Path(reportgen.preview.__file__).parent / "assets"
# The editor is made of packages of others; what it is given and gives stands in editor.d.ts.
SCRIPTS = sorted(path for path in ASSETS.glob("*.js") if path.name != "editor.js")


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


def test_the_editor_is_what_its_command_made_of_what_stands_here():
    bundle = ASSETS / "editor.js"
    assert DIGEST.read_text("utf-8") == digests()
    text = bundle.read_text("utf-8")
    assert bundle.stat().st_size <= 500_000
    packages = json.loads((DIGEST.parent / "package.json").read_text("utf-8"))["dependencies"]
    for name, version in packages.items():
        # One makes it; of the other nothing is used.
        assert name in ("esbuild", "@lezer/lr") or f"{name} {version}" in text
    assert text.count("Permission is hereby granted, free of charge") >= 1
    for name in (
        "eval(",
        "new Function",
        ".innerHTML=",
        "document.write",
        "XMLHttpRequest",
        "fetch(",
    ):
        assert name not in text


def test_text_never_becomes_markup_or_code():
    text = "\n".join(each.read_text("utf-8") for each in SCRIPTS)
    for name in (".innerHTML =", "outerHTML =", "insertAdjacentHTML", "document.write", "eval("):
        assert name not in text
    for name in ("new Function", "setTimeout('", ".setAttribute('on", "http://", "https://"):
        assert name not in text
