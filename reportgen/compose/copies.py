"""Copies of what stands in a loop, one for each row, their expressions about that row."""

from __future__ import annotations

from msgspec.structs import replace

from reportgen.expressions.binding import bound
from reportgen.model import (
    Block,
    Code,
    CodeBlock,
    Computed,
    Inline,
    Placement,
    Row,
    Statement,
    Table,
    Text,
)
from reportgen.model.traverse import rewrite_blocks, rewrite_inlines

# What stands among statements: blocks, or the rows of a table.
Item = Block | Row


class Copies:
    """The copies that are made in one document; `characters` is how much typed text they have.

    In each a name means what an expression says, such as `utbildningar[3]`.
    """

    def __init__(self) -> None:
        self.characters = 0

    def copy(self, item: Item, name: str, meaning: str) -> Item:
        """What stands in a loop, with `meaning` in place of `name`."""
        if isinstance(item, Row):
            return self.row(item, name, meaning)
        return self.block(item, name, meaning)

    def block(self, block: Block, name: str, row: str) -> Block:
        """A block and all that is in it."""

        def inline(each: Inline) -> Inline:
            return self.inline(each, name, row)

        def inner(each: Block) -> Block:
            match each:
                case Placement(expression=expression):
                    return replace(each, expression=bound(expression, name, row))
                case Statement():
                    return _bound_statement(each, name, row)
                case Table(statements=statements) if statements:
                    own = ((index, _bound_statement(one, name, row)) for index, one in statements)
                    return replace(each, statements=tuple(own))
                case CodeBlock(text=text):
                    self.characters += len(text)
            return each

        [made] = rewrite_blocks((block,), inline, inner)
        return made

    def row(self, row: Row, name: str, meaning: str) -> Row:
        """A row of a table."""

        def inline(each: Inline) -> Inline:
            return self.inline(each, name, meaning)

        def same(each: Block) -> Block:
            return each

        cells = (
            replace(cell, children=rewrite_inlines(cell.children, inline, same))
            for cell in row.cells
        )
        return replace(row, cells=tuple(cells))

    def inline(self, inline: Inline, name: str, row: str) -> Inline:
        """An expression about one row; the length of all else is counted."""
        match inline:
            case Computed(expression=expression):
                return replace(inline, expression=bound(expression, name, row))
            case Text(text=text) | Code(text=text):
                self.characters += len(text)
        return inline


def _bound_statement(statement: Statement, name: str, row: str) -> Statement:
    """A statement in a loop; behind `for` stands no expression, but what is part of one."""
    if statement.keyword != "for" or not statement.rest:
        return replace(statement, rest=bound(statement.rest, name, row))
    around = "[0 for {}]"
    whole = bound(around.format(statement.rest), name, row)
    return replace(statement, rest=whole.removeprefix("[0 for ").removesuffix("]"))
