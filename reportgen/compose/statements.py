"""Carries out `{% for … %}` and `{% if … %}`: the document that others see has none of them.

What stands in a loop is written once for each row, its expressions about that row
(`utbildningar[3].Ort`), so that a value still knows where it comes from. A value stays text:
nothing here makes markup of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar, assert_never, cast

from msgspec.structs import replace

from reportgen.compose.copies import Copies, Item
from reportgen.compose.joining import joined, merged_again
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems, ReportError, Span
from reportgen.expressions.binding import Loop, bound, parse_loop
from reportgen.expressions.evaluate import Evaluator
from reportgen.expressions.names import RESERVED
from reportgen.expressions.operators import truth
from reportgen.expressions.records import row_at
from reportgen.expressions.values import (
    ExpressionError,
    RecordsView,
    ToldBeforeError,
    Value,
    describe,
)
from reportgen.model import (
    Block,
    Blocks,
    BulletList,
    CodeBlock,
    Definition,
    DefinitionList,
    DeletedBlocks,
    Figure,
    Heading,
    ImagePlacement,
    InsertedBlocks,
    ListItem,
    OrderedList,
    Paragraph,
    Placement,
    Quote,
    Row,
    Section,
    Statement,
    Table,
)
from reportgen.model.traverse import same_nodes

# `if`, `elif` or `else`, and what stands below it.
Branch = tuple[Statement, list[Item]]
T = TypeVar("T")
Part = TypeVar("Part", ListItem, Definition)

# How often loops go round in one document, and how much text they write again.
MOST_ROUNDS = 10_000
MOST_CHARACTERS = 500_000


def without_statements(
    sections: tuple[Section, ...], evaluator: Evaluator, problems: Problems
) -> tuple[Section, ...]:
    """The sections with every statement carried out; what can't be is noted.

    Notes what expressions can, and statement-syntax, not-a-list, reserved-name, too-many-rounds,
    heading-level; empty-list for a table without rows.
    """
    carrying = _Carrying(evaluator, problems)
    return tuple(carrying.section(section) for section in sections)


class _Carrying:
    """The statements of one document being carried out."""

    def __init__(self, evaluator: Evaluator, problems: Problems) -> None:
        self.evaluator = evaluator
        self.problems = problems
        self.rounds = 0
        self.copies = Copies()

    def section(self, section: Section) -> Section:
        blocks = self.blocks(section.blocks)
        if blocks is section.blocks:
            return section
        self.check_levels(blocks)
        return replace(section, blocks=blocks)

    def check_levels(self, blocks: Blocks) -> None:
        """A heading that is left out leaves none below it that skips a level."""
        level = 1
        for block in blocks:
            if isinstance(block, Heading):
                if block.level > level + 1:
                    message = _(
                        "a heading of level {level} under one of level {above}",
                        level=block.level,
                        above=level,
                    )
                    hint = _("what is left out here has the heading above it")
                    self.problems.error("heading-level", block.span, message, hint)
                level = block.level

    def blocks(self, blocks: Blocks) -> Blocks:
        """The blocks carried out; the same object where nothing is to be."""
        has_statements = any(isinstance(each, Statement) for each in blocks)
        ran = cast("list[Block]", self.run(blocks)) if has_statements else blocks
        made = tuple(inside for each in ran if (inside := self.inside(each)) is not None)
        if has_statements:
            return joined(made)
        return blocks if same_nodes(made, blocks) else made

    def inside(self, block: Block) -> Block | None:
        """The block with what it holds carried out; None for what holds nothing any more."""
        match block:
            case BulletList(items=items) | OrderedList(items=items):
                kept = self.items(items)
                return block if kept is items else replace(block, items=kept) if kept else None
            case DefinitionList(items=terms):
                left = self.items(terms)
                return block if left is terms else replace(block, items=left) if left else None
            case Quote(blocks=blocks):
                inner = self.blocks(blocks)
                return block if inner is blocks else replace(block, blocks=inner) if inner else None
            case Table():
                return self.table(block) if block.statements else block
            case Heading() | Paragraph() | CodeBlock() | Figure():
                return block
            case InsertedBlocks() | DeletedBlocks():
                return block
            case Placement() | ImagePlacement() | Statement():
                return block
        assert_never(block)

    def items(self, items: tuple[Part, ...]) -> tuple[Part, ...]:
        """The items of a list without those that had blocks and have none left."""
        inner = [self.blocks(item.blocks) for item in items]
        if all(new is item.blocks for new, item in zip(inner, items, strict=True)):
            return items
        return tuple(
            replace(item, blocks=new)
            for new, item in zip(inner, items, strict=True)
            if new or not item.blocks
        )

    def table(self, table: Table) -> Table | None:
        """The table with the rows that there are; None without any, which is noted."""
        rows = cast("list[Row]", self.run(table.lines))
        if not rows:
            message = _("the table has no row for what is listed in it")
            hint = _("put the table between {{% if count(…) > 0 %}} and {{% endif %}}")
            self.problems.error("empty-list", table.span, message, hint)
            return None
        return replace(table, rows=merged_again(rows), statements=())

    # Statements

    def run(
        self,
        items: Sequence[Item],
    ) -> list[Item]:
        """The items without statements: of each `if` one branch, of a `for` its body each time."""
        made: list[Item] = []
        place = 0
        while place < len(items):
            item = items[place]
            place += 1
            if not isinstance(item, Statement):
                made.append(item)
                continue
            branches, place = _branches(items, item, place)
            if item.keyword == "for":
                made += self.loop(item, branches[0][1])
            else:
                made += self.run(self.chosen(branches))
        return made

    def chosen(self, branches: Sequence[Branch]) -> list[Item]:
        """What stands in the branch whose condition holds; the first where that is wrong."""
        for statement, body in branches:
            if statement.keyword == "else":
                return body
            holds = self.attempt(statement.span, partial(self.holds, statement.rest))
            if holds is None:
                return branches[0][1]
            if holds:
                return body
        return []

    def holds(self, condition: str) -> bool:
        """Whether a condition holds; raises ExpressionError."""
        if not condition:
            raise ToldBeforeError
        return truth(self.evaluator.evaluate(condition).value)

    def loop(
        self,
        statement: Statement,
        body: Sequence[Item],
    ) -> list[Item]:
        """The body for each row; nothing where it can't be told what to go through."""
        found = self.attempt(statement.span, lambda: self.rows(statement.rest))
        made: list[Item] = []
        for name, row in found or ():
            self.rounds += 1
            if self.rounds > MOST_ROUNDS or self.copies.characters > MOST_CHARACTERS:
                self.tell_too_much(statement.span)
                break
            made += self.run([self.copies.copy(item, name, row) for item in body])
        return made

    def rows(self, text: str) -> list[tuple[str, str]]:
        """The name in a loop, with the expression for each row in turn."""
        if not text:
            raise ToldBeforeError
        loop = parse_loop(text)
        self.check_name(loop.name)
        view = self.evaluator.evaluate(loop.through).value
        if not isinstance(view, RecordsView):
            raise _not_a_list(view)
        rows = (row_at(view, index).path for index in view.rows)
        return [(loop.name, row) for row in rows if self.passes(loop, row)]

    def passes(self, loop: Loop, row: str) -> bool:
        """Whether all conditions of the loop hold for a row."""
        return all(self.holds(bound(each, loop.name, row)) for each in loop.conditions)

    def check_name(self, name: str) -> None:
        """Raise ExpressionError (reserved-name) for a name that means something already."""
        if name in RESERVED or name in self.evaluator.scope.statistics.names:
            message = _("'{name}' means something else already", name=name)
            raise ExpressionError("reserved-name", message, _("choose another name, such as 'u'"))

    def attempt(self, span: Span, work: Callable[[], T]) -> T | None:
        """What `work` gives; None where it can't, which is noted at `span`."""
        try:
            return work()
        except ToldBeforeError:
            pass
        except ExpressionError as error:
            self.problems.error(error.code, span, error.message, error.hint)
        except ReportError as problem:
            found = self.problems.found
            found.extend(each for each in problem.diagnostics if each not in found)
        return None

    def tell_too_much(self, span: Span) -> None:
        """Note too-many-rounds, once."""
        if any(each.code == "too-many-rounds" for each in self.problems.found):
            return
        message = _(
            "the loops go round more than {rounds} times, or write more than {characters} signs",
            rounds=str(MOST_ROUNDS),
            characters=str(MOST_CHARACTERS),
        )
        hint = _("place the list as a table: {{{{ records(…) }}}}")
        self.problems.error("too-many-rounds", span, message, hint)


def _branches(items: Sequence[Item], opening: Statement, place: int) -> tuple[list[Branch], int]:
    """The branches of what `opening`, just before `place`, opens; the place behind its end."""
    branches: list[Branch] = [(opening, [])]
    depth = 0
    while True:
        item = items[place]
        place += 1
        keyword = item.keyword if isinstance(item, Statement) else ""
        if depth == 0 and keyword in ("endfor", "endif"):
            return branches, place
        if depth == 0 and isinstance(item, Statement) and keyword in ("elif", "else"):
            branches.append((item, []))
            continue
        depth += (keyword in ("for", "if")) - (keyword in ("endfor", "endif"))
        branches[-1][1].append(item)


def _not_a_list(value: Value) -> ExpressionError:
    message = _("{found} is no list to go through", found=describe(value))
    hint = _("write the name of a list of the year: '{{% for u in utbildningar %}}'")
    return ExpressionError("not-a-list", message, hint)
