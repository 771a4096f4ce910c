"""Random Markdown of sections, with what must stand where: sentences, notes, cells, references."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from charts_made import Figure
from expressions_made import ExpressionMaker
from images_made import Image
from tables_made import Table
from typed_made import TypedTableMaker, printed
from vocabulary import Vocabulary, plain_letters


@dataclass
class Truth:
    """What a report must say; places are invented names that stand once in it."""

    sentences: list[str] = field(default_factory=list)
    # The name right before a note's mark, the name that ends the note's text.
    notes: list[tuple[str, str]] = field(default_factory=list)
    # The words right before a reference, and the title of what it leads to.
    references: list[tuple[str, str]] = field(default_factory=list)
    # The title of what a reference that begins a sentence leads to, the words right after it.
    beginnings: list[tuple[str, str]] = field(default_factory=list)
    # Title and rows of each table typed by hand; a note's mark is not in them.
    typed: list[tuple[str, list[list[str]]]] = field(default_factory=list)
    images: list[tuple[str, Image]] = field(default_factory=list)
    placed_tables: list[tuple[Table, bool]] = field(default_factory=list)
    placed_figures: list[Figure] = field(default_factory=list)


# Makes the blocks that place a table, figure or picture, a reference before it.
Placement = Callable[[], list[str]]


class ProseMaker:
    """Makes sections; each block adds to the truth."""

    def __init__(
        self,
        rng: Random,
        words: Vocabulary,
        expressions: ExpressionMaker,
        features: frozenset[str],
        truth: Truth,
    ) -> None:
        self._rng = rng
        self._words = words
        self._expressions = expressions
        self._features = features
        self._truth = truth
        self._typed = TypedTableMaker(rng, words, expressions.language, features)
        self._pending: list[str] = []
        self._notes_made = 0

    def section(self, title: str, front: dict[str, object], placements: list[Placement]) -> str:
        """A section with the placements among blocks of prose."""
        said = ["---", *(f"{k}: {str(v).lower()}" for k, v in front.items()), "---"]
        blocks = ["\n".join(said)] if front else []
        blocks += [f"# {title}", self._paragraph()]
        for place in placements or [list]:
            blocks += self._between()
            blocks += place()
        blocks += self._between()
        blocks += self._notes()
        return "\n\n".join(blocks) + "\n"

    def _between(self) -> list[str]:
        makers: list[Callable[[], str]] = [
            self._paragraph,
            self._paragraph,
            self._reckoned,
            self._reckoned,
            self._bullets,
            self._numbered,
            self._quotation,
            self._typed_table,
            self._heading,
        ]
        makers += [self._definitions] if "definitions" in self._features else []
        chosen = self._rng.choices(makers, k=self._rng.randint(1, 3))
        more = [self._paragraph()] if self._rng.random() < 0.5 else []
        return [make() for make in chosen] + more

    def _allows(self, feature: str, chance: float) -> bool:
        return feature in self._features and self._rng.random() < chance

    # Text

    def _paragraph(self) -> str:
        return "\n".join(self._sentence() for _ in range(self._rng.randint(1, 5)))

    def _sentence(self) -> str:
        """A sentence, perhaps with emphasis, a link, another language or a note."""
        place = self._words.place()
        plain = self._words.sentence(place)
        if self._allows("note", 0.04):
            return plain.replace(place, f"{place}{self._note(place)}")
        if self._pending and self._allows("note-again", 0.05):
            return plain.replace(place, f"{place}{self._again(place)}")
        self._truth.sentences.append(plain)
        if self._allows("raised", 0.05):
            plain = plain.replace(place, f"{place} (CO~2~ per m^2^)")
            self._truth.sentences[-1] = plain.replace("~", "").replace("^", "")
            return plain
        link = f"[{place}](https://{plain_letters(place)}.example/a?b=1&c=2)"
        dressed = (place, place, f"*{place}*", f"**{place}**", link, f"[{place}]{{lang=en}}")
        return plain.replace(place, self._rng.choice((*dressed, f"***{place}***")))

    def _note(self, place: str) -> str:
        """A note's mark, to stand right after a name; the note's text is the section's last."""
        self._notes_made += 1
        end = self._words.place()
        self._truth.notes.append((place, end))
        self._pending.append(f"[^n{self._notes_made}]: {self._words.sentence()} Se {end}.")
        return f"[^n{self._notes_made}]"

    def _again(self, place: str) -> str:
        """Another mark of the note that was made last."""
        end = self._truth.notes[-1][1]
        self._truth.notes.append((place, end))
        return f"[^n{self._notes_made}]"

    def _notes(self) -> list[str]:
        self._rng.shuffle(self._pending)
        written, self._pending = self._pending, []
        return written

    def _reckoned(self) -> str:
        """A sentence with a computed value, which must read as reckoned."""
        begin = self._words.phrase("reckoned", self._words.place())
        source, value = self._expressions.one()
        self._truth.sentences.append(f"{begin} {value}.")
        return f"{begin} {{{{ {source} }}}}."

    def _heading(self) -> str:
        heading = self._words.phrase("heading", self._words.place())
        ending = " {-}" if self._allows("unnumbered", 0.2) else ""
        blocks = [f"## {heading}{ending}", self._paragraph()]
        if self._rng.random() < 0.3:
            deeper = self._words.phrase("heading", self._words.place())
            blocks += [f"### {deeper}", self._paragraph()]
        return "\n\n".join(blocks)

    def _bullets(self) -> str:
        lines = []
        for _ in range(self._rng.randint(2, 5)):
            lines.append(f"- {self._sentence()}")
            if self._rng.random() < 0.3:
                lines += [f"  - {self._sentence()}" for _ in range(self._rng.randint(1, 2))]
        return "\n".join(lines)

    def _numbered(self) -> str:
        lines = [f"{n}. {self._sentence()}" for n in range(1, self._rng.randint(3, 6))]
        return "\n".join([*lines, "", self._paragraph()])  # or the next list would go on with it

    def _quotation(self) -> str:
        return "\n".join(f"> {self._sentence()}" for _ in range(self._rng.randint(1, 3)))

    def _definitions(self) -> str:
        made = (
            f"{self._words.place()}\n: {self._sentence()}" for _ in range(self._rng.randint(1, 3))
        )
        return "\n\n".join(made)

    def _typed_table(self) -> str:
        place = self._words.place()
        title = self._words.phrase("typed", place)
        noted = self._allows("note-in-caption", 0.15)
        caption = title + self._note(place) if noted else title
        rows = self._typed.rows()
        self._truth.typed.append((title, printed(rows)))
        if self._allows("note-in-cell", 0.15):
            rows = self._typed.with_note(rows, self._note)
        return self._typed.markdown(rows, caption)

    # References and what they lead to

    def _refer(self, kind: str, identity: str, title: str) -> str:
        place = self._words.place()
        reference = f'{{{{ ref("{kind}:{identity}") }}}}'
        if self._allows("reference-first", 0.3):
            end = self._words.phrase("beginning", place)
            self._truth.beginnings.append((title, end))
            return f"{reference} {end}."
        begin = self._words.phrase("referring", place)
        self._truth.references.append((begin, title))
        return f"{begin} {reference}."

    def place_table(self, table: Table) -> list[str]:
        with_shares = table.kind != "single" and self._rng.random() < 0.6
        self._truth.placed_tables.append((table, with_shares))
        shares = ", share=true" if with_shares else ""
        placed = f'{{{{ table("{table.name}"{shares}) }}}}'
        return [self._refer("tabell", table.name, table.title), placed]

    def place_figure(self, figure: Figure) -> list[str]:
        self._truth.placed_figures.append(figure)
        placed = f'{{{{ figure("{figure.id}") }}}}'
        return [self._refer("figur", figure.id, figure.title), placed]

    def place_image(self, image: Image) -> list[str]:
        place = self._words.place()
        title = self._words.phrase("meeting", place)
        identity = f"bild-{plain_letters(place)}"
        self._truth.images.append((title, image))
        attributes = f"{{#{identity}{image.attributes}}}"
        placed = f'![{self._words.sentence()}]({image.name} "{title}"){attributes}'
        return [self._refer("figur", identity, title), placed]

    def refer_to_section(self, identity: str, title: str) -> str:
        """A sentence that leads to another section."""
        return self._refer("avsnitt", identity, title)
