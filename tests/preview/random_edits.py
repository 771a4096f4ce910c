"""Random edits by two windows and a third hand on the same files; each is accounted for.

    python tests/preview/random_edits.py --edits 10000 [--seed 1]

A window writes a word of its own into a paragraph, knowing the file as it was a while ago; the
third hand does so as an editor that holds an older text, and saves over what there is by then.
In the end every word is in a file, or in a question to a person.
"""

from __future__ import annotations

import argparse
import random
import sys
import threading
import time
from pathlib import Path

from reportgen.preview.writing.saving import Save, Where, Writer

PARAGRAPH = "Stycke {n} handlar om något viktigt.\nDet har två meningar som ändras ofta.\n"
FILES = ("content/2022/10-ett.md", "content/2022/20-tva.md")


def make_project(root: Path) -> None:
    """Two sections of twelve paragraphs."""
    for file in FILES:
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        paragraphs = "\n".join(PARAGRAPH.format(n=n) for n in range(12))
        (root / file).write_text(f"# Rubrik\n\n{paragraphs}", "utf-8", newline="\n")


class Edits:
    """What was written, and what a window was asked about."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root = root
        self.writer = Writer(root)
        self.chance = random.Random(seed)
        self.written: list[str] = []
        self.asked: list[str] = []
        self.broken: list[str] = []

    def window(self, name: str, number: int, turn: random.Random) -> None:
        """Open a paragraph, wait, write a word into it, save."""
        file = turn.choice(FILES)
        shown = self.writer.show(Where(file, turn.randrange(1, 38)))
        word = f"{name}{number}"
        old = shown.text[shown.begin : shown.end]
        words = old.split(" ")
        at = turn.randrange(1, len(words)) if len(words) > 1 else 1
        new = " ".join([*words[:at], word, *words[at:]])
        if turn.random() < 0.3:
            time.sleep(turn.random() * 0.1)
        self.written.append(word)
        if self.writer.save(Save(file, shown.text, shown.begin, shown.end, new)).clash:
            self.asked.append(new)

    def third_hand(self, number: int, turn: random.Random) -> None:
        """Read the file, wait, and save it with a word more over whatever is there by then."""
        path = self.root / turn.choice(FILES)
        text = path.read_text("utf-8")
        if not text.endswith("\n"):
            self.broken.append(text[-80:])
        word = f"tredje{number}"
        lines = text.split("\n")
        prose = [n for n, line in enumerate(lines) if line.strip() and line[0] != "#"]
        at = turn.choice(prose)
        lines[at] += f" {word}"
        if turn.random() < 0.5:
            time.sleep(turn.random() * 0.1)
        beside = path.with_name(f".{path.name}.{number}")
        beside.write_text("\n".join(lines), "utf-8", newline="\n")
        self.written.append(word)
        beside.replace(path)
        self.writer.questions()

    def unaccounted(self) -> list[str]:
        """The words that are neither in a file nor in a question."""
        questions = [each.words for each in self.writer.questions()]
        texts = [(self.root / file).read_text("utf-8") for file in FILES]
        there = set(" ".join([*texts, *questions, *self.asked]).split())
        there = {each.strip(".") for each in there}
        return [word for word in self.written if word not in there]


def run(root: Path, count: int, seed: int) -> Edits:
    """`count` edits, two fifths by each window, the rest by the third hand."""
    make_project(root)
    edits = Edits(root, seed)
    failed: list[BaseException] = []

    def go(act, share: float, own: int) -> None:
        turn = random.Random(f"{seed}-{own}")
        try:
            for number in range(int(count * share)):
                act(number, turn)
        except BaseException as error:
            failed.append(error)
            raise

    hands = [
        (lambda number, turn: edits.window("ett", number, turn), 0.4, 1),
        (lambda number, turn: edits.window("annat", number, turn), 0.4, 2),
        (edits.third_hand, 0.2, 3),
    ]
    threads = [threading.Thread(target=go, args=each) for each in hands]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert failed == []
    return edits


def main() -> int:
    """Run, and say what became of the edits."""
    import tempfile

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        begun = time.monotonic()
        edits = run(Path(folder), given.edits, given.seed)
        lost = edits.unaccounted()
        asked = len(edits.asked), len(edits.writer.questions())
        sys.stdout.write(
            f"{len(edits.written)} edits in {time.monotonic() - begun:.0f} s: {len(lost)} lost, "
            f"{asked[0]} clashes, {asked[1]} overwritten and asked about; "
            f"{len(edits.broken)} half-written files seen\n{lost[:20]}\n"
        )
    return bool(lost or edits.broken)


if __name__ == "__main__":
    raise SystemExit(main())
