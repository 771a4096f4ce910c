"""Writes a project whose year holds the sections of another one many times over.

    python repeat.py PROJECT YEAR TIMES TARGET

The statistics and the figures' definitions are shared, so each chart is the same picture every
time. Ids, and references to them, are made unique from the second time on.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

_NUMBERED = re.compile(r"(?P<number>[0-9]+)-(?P<name>.+)\.md")
_HEADING_ID = re.compile(r"(?m)(?<=\{#)([a-z0-9-]+)(?=\}\s*$)")
_LINK_TO_ID = re.compile(r"(?<=\]\(#)([a-z0-9-]+)(?=\))")
_REFERENCE = re.compile(r"""(?<=\bref\()(["'])([^"']+)\1""")
_PLACEMENT = re.compile(r"""(?m)^(\{\{ *(?:figure|table)\()(["'])([^"']+)\2([^\n]*)$""")


def write_repeated(project: Path, year: int, times: int, target: Path) -> None:
    """Write to `target` the project with the sections of `year` repeated `times` times."""
    shutil.copytree(project / "figures", target / "figures")
    for settings in ("reportgen.yaml", f"{year}/report.yaml", f"{year}/statistics.yaml"):
        _copy(project / "content" / settings, target / "content" / settings)
    for source in sorted((project / "content" / str(year)).glob("*.md")):
        text = source.read_text(encoding="utf-8")
        for time in range(1, times + 1):
            place = target / "content" / str(year) / _file_name(source.name, time)
            place.write_text(_unique(text, time), encoding="utf-8", newline="\n")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _file_name(name: str, time: int) -> str:
    """`30-trender.md` as `00130-trender.md`, then `00230-trender-2.md`, in the order of reading."""
    found = _NUMBERED.fullmatch(name)
    if found is None:
        raise ValueError(f"a section's file is expected to begin with a number: {name}")
    suffix = f"-{time}" if time > 1 else ""
    return f"{time:03d}{found['number']}-{found['name']}{suffix}.md"


def _unique(text: str, time: int) -> str:
    """`text` with `-{time}` behind every id and every reference; the first time as it is."""
    if time == 1:
        return text
    text = _HEADING_ID.sub(rf"\1-{time}", text)
    text = _LINK_TO_ID.sub(rf"\1-{time}", text)
    text = _REFERENCE.sub(rf"\1\2-{time}\1", text)
    return _PLACEMENT.sub(lambda found: _placed(found, time), text)


def _placed(found: re.Match[str], time: int) -> str:
    """`{{ table("kon", share=true) }}` with `id="kon-7"` behind the first argument."""
    opening, quote, name, rest = found.groups()
    if re.search(r"\bid *=", rest):
        raise ValueError(f"this figure or table has an id already: {found[0]}")
    return f"{opening}{quote}{name}{quote}, id={quote}{name}-{time}{quote}{rest}"


if __name__ == "__main__":
    write_repeated(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))
