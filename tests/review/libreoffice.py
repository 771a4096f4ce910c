"""LibreOffice as the reviewer: scripts of steps, what the document must say, the program itself."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from desk import Desk, Edit
from edit_words import _words as typed_words
from grounds import Ground
from letters import Block, Letter, said
from package import Package
from pen import Pen
from reading import Paper
from script import Returned, blocks_said
from words import Words

_PYTHON = "/usr/bin/python3"  # the one that LibreOffice's `uno` is installed for
_LONGEST_S = 500
Step = dict[str, object]


@dataclass
class Job:
    """A document for LibreOffice to change, and what it must say then."""

    ground: Ground
    steps: list[Step]
    recorded: bool
    edits: tuple[Edit, ...]
    written: list[str]
    wanted: list[str]

    def returned(self, content: bytes) -> Returned:
        mode = "recorded" if self.recorded else "plain"
        before = blocks_said(self.ground.sent)
        return Returned(content, mode, self.edits, before, self.written, self.wanted)


def is_there() -> bool:
    """Whether LibreOffice and its Python are installed."""
    if shutil.which("soffice") is None or not Path(_PYTHON).exists():
        return False
    call = [_PYTHON, "-c", "import uno"]
    return subprocess.run(call, capture_output=True, check=False).returncode == 0


def make_job(ground: Ground, seed: int, *, nasty: float = 0.0) -> Job:
    """Steps on paragraphs that hold nothing but words and values, at most one on each."""
    rng = Random(seed)
    paper = Paper(Package(ground.sent))
    desk = Desk(paper, rng, Words(rng, nasty), Pen(recorded=False))
    texts = [each.text for each in paper.blocks]
    plain = [
        each
        for each in desk.blocks("p", "list")
        if desk.whole(each.letters, 0, len(each.letters), "value") and texts.count(each.text) == 1
    ]
    rng.shuffle(plain)
    steps: list[Step] = []
    for block in plain[: rng.randint(0, 10)]:
        if block.element in desk.touched:
            continue
        step = rng.choice((_type, _delete, _retype, _split, _join, _bold, _comment))(desk, block)
        if step is not None:
            steps.append(step)
            desk.touched.add(block.element)
    written, wanted = (said(paper.blocks, paper.groups, kept=kept) for kept in (False, True))
    return Job(ground, steps, rng.random() < 0.5, tuple(desk.edits), written, wanted)


def _step(do: str, paragraph: str, start: int, end: int, text: str = "") -> Step:
    return {"do": do, "paragraph": paragraph, "start": start, "end": end, "text": text}


def _type(desk: Desk, block: Block) -> Step | None:
    words = typed_words(desk, block)
    if not words:
        return None
    at = desk.rng.choice(words)[1]
    text = f" {desk.words.some(3)}"
    whole = block.text
    desk.note("words", f"+{text}", token=text)
    look = " ".join(m for m in block.letters[at - 1].look.split() if m[0] != "→")
    if "→" in block.letters[at - 1].look:
        return None
    block.letters[at:at] = [Letter(sign, look) for sign in text]
    return _step("type", whole, at, at, text)


def _delete(desk: Desk, block: Block) -> Step | None:
    words = [(a, b) for a, b in typed_words(desk, block) if a and block.text[a - 1] == " "]
    if len(words) < 3:
        return None
    start, end = desk.rng.choice(words)
    stretch = block.letters[start - 1 : end]
    if any(each.look for each in stretch) or not desk.whole(block.letters, start - 1, end):
        return None  # LibreOffice lets what follows a deleted link into it
    whole = block.text
    desk.note("words", f"- {whole[start:end]}")
    del block.letters[start - 1 : end]
    return _step("delete", whole, start - 1, end)


def _retype(desk: Desk, block: Block) -> Step | None:
    words = [(a, b) for a, b in typed_words(desk, block) if not block.letters[b - 1].look]
    if not words:
        return None
    start, end = desk.rng.choice(words)
    whole, text = block.text, desk.words.some(3)
    desk.note("words", f"{whole[start:end]} → {text}", token=text)
    block.letters[start:end] = [Letter(sign) for sign in text]
    return _step("retype", whole, start, end, text)


def _split(desk: Desk, block: Block) -> Step | None:
    cuts = [n + 1 for n, each in enumerate(block.letters) if each.sign == " "]
    cuts = [n for n in cuts if 3 < n < len(block.letters) - 3]
    cuts = [n for n in cuts if desk.whole(block.letters, n, n)]
    if not cuts:
        return None
    at = desk.rng.choice(cuts)
    whole = block.text
    desk.note("split", whole[max(0, at - 20) : at + 20])
    desk.paper.blocks.insert(desk.at(block) + 1, Block(block.kind, block.letters[at:]))
    block.letters = block.letters[:at]
    return _step("split", whole, at, at)


def _join(desk: Desk, block: Block) -> Step | None:
    following = desk.near(block, 1)
    if following is None or following.kind != block.kind or following.element is None:
        return None
    if block.element in desk.touched or following.element in desk.touched:
        return None
    if any(each.group for each in following.letters):
        return None
    whole = block.text
    desk.touched.add(following.element)
    desk.note("joined", f"{whole[-20:]}|{following.text[:20]}")
    desk.paper.blocks.remove(following)
    block.letters += [Letter(" "), *following.letters]
    return _step("join", whole, len(whole), len(whole))


def _bold(desk: Desk, block: Block) -> Step | None:
    words = [(a, b) for a, b in typed_words(desk, block) if not block.letters[a].look]
    words = [(a, b) for a, b in words if not any(each.look for each in block.letters[a:b])]
    if not words:
        return None
    start, end = desk.rng.choice(words)
    desk.note("formatting", f"b on: {block.text[start:end]}")
    for n in range(start, end):
        block.letters[n] = block.letters[n]._replace(look="b")
    return _step("bold", block.text, start, end)


def _comment(desk: Desk, block: Block) -> Step | None:
    text = desk.words.some(5)
    desk.note("comment", text, "comment", text)
    return _step("comment", block.text, 0, min(20, len(block.text)), text)


@contextmanager
def office(folder: Path, port: int) -> Iterator[int]:
    """LibreOffice with a socket, ended by its own id."""
    settings = f"-env:UserInstallation={(folder / 'settings').as_uri()}"
    accept = f"--accept=socket,host=localhost,port={port};urp;"
    call = ["soffice", "--headless", "--norestore", "--nologo", settings, accept]
    started = subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield port
    finally:
        started.terminate()
        started.wait(timeout=30)


def carry_out(jobs: list[Job], folder: Path, port: int) -> list[bytes | None]:
    """The documents as LibreOffice saves them; None where a paragraph was not found."""
    listed = []
    for n, job in enumerate(jobs):
        place = folder / f"{n}.docx"
        place.write_bytes(job.ground.sent)
        out = str(folder / f"{n}-back.docx")
        listed.append({"in": str(place), "out": out, "recorded": job.recorded, "steps": job.steps})
    (folder / "jobs.json").write_text(json.dumps(listed, ensure_ascii=False), "utf-8")
    reviewer = str(Path(__file__).parent / "uno_reviewer.py")
    call = [_PYTHON, reviewer, str(port), str(folder / "jobs.json")]
    subprocess.run(call, check=True, timeout=_LONGEST_S)
    return [_result(Path(str(each["out"]))) for each in listed]


def _result(out: Path) -> bytes | None:
    missing = json.loads(Path(f"{out}.missing").read_text("utf-8"))
    return None if missing else out.read_bytes()
