"""The sources go on being written while the document is away: both sides' edits must be found."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from random import Random

from grounds import Ground, built
from script import Returned
from verdict import Finding, _answered, _sums, review, sources_of

_PROSE = re.compile(r"^[A-ZÅÄÖ][^{|<\[]{20,}$")
_WORD = re.compile(r"(?<= )(?!oq)[a-zåäö]{4,}(?= )")
_THEIRS = re.compile(r"zq[a-zåäö]{6}", re.IGNORECASE)


@dataclass(frozen=True)
class Own:
    """An edit of the sources: `token` stands there once, `gone` stands there no more."""

    token: str = ""
    gone: str = ""


def edit_sources(root: Path, year: int, rng: Random, count: int) -> list[Own]:
    """Write in the sections as a person would, a line at a time."""
    made: list[Own] = []
    files = sorted((root / "content" / str(year)).glob("*.md"))
    for number in range(count):
        path = rng.choice(files)
        lines = path.read_text("utf-8").split("\n")
        prose = [n for n, line in enumerate(lines) if _PROSE.match(line)]
        if prose:
            token = f"oq{''.join(rng.choices('bcdfghjklm', k=4))}{chr(97 + number % 26)}"
            made += rng.choice((_replace, _replace, _add, _delete, _new))(
                lines, rng.choice(prose), token, rng
            )
            path.write_text("\n".join(lines), "utf-8", newline="")
    return made


def _replace(lines: list[str], n: int, token: str, rng: Random) -> list[Own]:
    words = list(_WORD.finditer(lines[n]))
    if not words:
        return []
    word = rng.choice(words)
    lines[n] = lines[n][: word.start()] + token + lines[n][word.end() :]
    return [Own(token)]


def _add(lines: list[str], n: int, token: str, rng: Random) -> list[Own]:
    lines.insert(n + rng.randint(0, 1), f"Sedan kom {token} till.")
    return [Own(token)]


def _delete(lines: list[str], n: int, token: str, rng: Random) -> list[Own]:
    around = [lines[n - 1] if n else "", lines[n + 1] if n + 1 < len(lines) else ""]
    if not any(_PROSE.match(line) for line in around) or "oq" in lines[n]:
        return []
    gone = lines.pop(n)
    return [Own(gone=gone)]


def _new(lines: list[str], n: int, token: str, rng: Random) -> list[Own]:
    while n < len(lines) and lines[n]:
        n += 1
    lines[n:n] = ["", f"Ett nytt stycke om {token} skrevs under tiden."]
    return [Own(token)]


def judge_meanwhile(
    ground: Ground, returned: Returned, folder: Path, seed: int, count: int
) -> list[Finding]:
    """Every edit of both sides is in the sources, or among what is told as not written."""
    root = ground.copy(folder / "project")
    document = folder / "granskad.docx"
    document.write_bytes(returned.content)
    own = edit_sources(root, ground.year, Random(seed), count)
    answer = review(root, str(document), "--apply", "--year", str(ground.year))
    found = _answered("meanwhile", answer) + _sums(answer)
    if answer.said is None:
        return found
    year = f"content/{ground.year}/"
    mine = [text for name, text in sources_of(root).items() if name.startswith((year, "figures/"))]
    written = b"\n".join(mine).decode("utf-8", "replace")
    told = json.dumps(
        answer.listed("conflict", "declined", "not-understood", "numbers", "resolved"),
        ensure_ascii=False,
    )
    for each in own:
        if each.token and each.token not in written:
            found.append(Finding("ours-lost", each.token))
        if each.gone and each.gone in written and each.gone not in told:
            found.append(Finding("ours-back", each.gone))
    for token in _tokens(returned):
        if token not in written.lower() and token not in told.lower():
            found.append(Finding("theirs-lost", token))
    taken = json.dumps([each.get("after") for each in answer.listed("taken")], ensure_ascii=False)
    for token in set(_THEIRS.findall(taken)):
        if token not in written:
            found.append(Finding("said-taken", token))
    content, said = built(root, ground.year)
    if content is None:
        found.append(Finding("build", said[-1200:]))
    return found


def _tokens(returned: Returned) -> set[str]:
    """The words found again of what the reviewer's document says, comments aside."""
    text = "\n".join(returned.wanted)
    return {each.lower() for each in _THEIRS.findall(text)}
