"""`import.md`: what an import is not sure of, put to a person as questions to answer.

Each question stands with its place, what the text says there, and what would be written instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal

from msgspec import Struct

# What would be written: an entry of `statistics.yaml`, or the line of text in another form.
Kind = Literal["entry", "heading", "number"]


class Proposal(Struct, frozen=True):
    """A question of an import: where, what the line says, and what a yes writes.

    `text` is the entry for `statistics.yaml`, or the line that comes in the place of `quote`.
    """

    kind: Kind
    question: str
    file: str
    line: int
    quote: str
    text: str


_BEGINNING = """\
# Förslag ur {file}

Det som står här är importen inte säker på. Skriv ett x i rutan, `[x]`, framför det som stämmer,
och `[nej]` framför det som inte stämmer. Det du lämnar tomt frågas det om nästa gång.
Det som skulle skrivas får du gärna ändra. Spara filen och skriv sedan:

    reportgen import --continue {year}
"""
_HEADINGS: dict[Kind, str] = {
    "entry": "Statistik",
    "heading": "Rubriker",
    "number": "Tal som kan hämtas ur statistiken",
}
_ORDER: tuple[Kind, ...] = ("entry", "heading", "number")


def proposals_file(proposals: Sequence[Proposal], file: str, year: int) -> str:
    """The text of `import.md`, the questions numbered from 1."""
    parts = [_BEGINNING.format(file=file, year=year)]
    ordered = sorted(proposals, key=lambda each: _ORDER.index(each.kind))
    number = 0
    for kind, group in groupby(ordered, key=lambda each: each.kind):
        parts.append(f"## {_HEADINGS[kind]}\n")
        for each in group:
            number += 1
            parts.append("".join(f"{line}\n" for line in _lines(each, number)))
    return "\n".join(parts)


def _lines(proposal: Proposal, number: int) -> Iterator[str]:
    yield f"- [ ] {number}. {proposal.question}"
    yield ""
    yield f"  {proposal.file}:{proposal.line}:"
    yield ""
    yield f"  > {proposal.quote}"
    yield ""
    yield "  ```yaml" if proposal.kind == "entry" else "  ```markdown"
    yield from (f"  {line}".rstrip() for line in proposal.text.rstrip("\n").split("\n"))
    yield "  ```"
