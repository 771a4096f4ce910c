"""Bundles the editor of the preview's page into one file of the package.

    python tests/preview/editor/bundle.py

Needs npm. What it is made of stands in `package.json`, with exact versions, and in `entry.js`; the
licences of all that is in it stand at its top, and `digest.txt` is held to it by a test.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
BUNDLE = HERE.parents[2] / "reportgen" / "preview" / "assets" / "editor.js"
DIGEST = HERE / "digest.txt"
SOURCES = ("entry.js", "no-html.js", "package.json")


def digests() -> str:
    """The SHA-256 of the bundle and of what it is made of, a line each."""
    files = [BUNDLE, *(HERE / name for name in SOURCES)]
    return "".join(
        f"{hashlib.sha256(each.read_bytes()).hexdigest()}  {each.name}\n" for each in files
    )


def main() -> None:
    """Install into a folder of its own, bundle, and write file and digest."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for source in SOURCES:
            (folder / source).write_bytes((HERE / source).read_bytes())
        npm = ["npm", "install", "--no-audit", "--no-fund", "--no-package-lock"]
        subprocess.run([*npm, "--foreground-scripts"], cwd=folder, check=True)
        modules = folder / "node_modules"
        options = ["--bundle", "--minify", "--format=esm", "--target=es2022", "--charset=utf8"]
        options += ["--legal-comments=none", "--alias:@codemirror/lang-html=./no-html.js"]
        options += ["--metafile=meta.json", "--outfile=out.js"]
        bundle = ["npm", "exec", "--", "esbuild", "entry.js", *options]
        subprocess.run(bundle, cwd=folder, check=True)
        made = (folder / "out.js").read_text("utf-8")
        used = _packages(json.loads((folder / "meta.json").read_text("utf-8")), modules)
        BUNDLE.write_text(_banner(used, modules) + made, "utf-8", newline="\n")
    DIGEST.write_text(digests(), "utf-8", newline="\n")
    sys.stdout.write(f"{BUNDLE.name}: {BUNDLE.stat().st_size} bytes of {len(used)} packages\n")


def _packages(meta: dict[str, object], modules: Path) -> list[str]:
    """The names of the packages that something of is in the bundle."""
    names = set()
    for path in meta["inputs"]:
        parts = path.partition("node_modules/")[2].split("/")
        if parts[0]:
            names.add("/".join(parts[: 2 if parts[0].startswith("@") else 1]))
    return sorted(names)


def _banner(names: list[str], modules: Path) -> str:
    """Each licence once, with the packages that are under it."""
    by_text: dict[str, list[str]] = {}
    for name in names:
        version = json.loads((modules / name / "package.json").read_text("utf-8"))["version"]
        (licence,) = (modules / name).glob("LICENSE*")
        text = licence.read_text("utf-8").strip()
        by_text.setdefault(text, []).append(f"{name} {version}")
    told = "\n\n".join(f"{', '.join(own)}\n\n{text}" for text, own in by_text.items())
    assert "*/" not in told
    return f"/*!\nMade by tests/preview/editor/bundle.py. In this file:\n\n{told}\n*/\n"


if __name__ == "__main__":
    main()
