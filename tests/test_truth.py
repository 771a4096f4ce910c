"""Zero is a number: nothing is tested for truth that can be a number or None.

`if count:` leaves out 0 where it means to leave out what is not known. ruff knows no types, and
mypy has no rule for it; here mypy says of which type each tested expression is.
`count or 0` is let through: it gives the same number.
"""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from pathlib import Path

from mypy import build
from mypy.modulefinder import BuildSource
from mypy.options import Options
from mypy.types import (
    Instance,
    NoneType,
    Type,
    UnionType,
    flatten_nested_unions,
    get_proper_type,
)

PACKAGE = Path(__file__).parent.parent / "reportgen"
NUMBERS = {
    "builtins.int",
    "builtins.float",
    "decimal.Decimal",
    "fractions.Fraction",
    "datetime.timedelta",
}


def can_be_zero_or_none(type_: Type | None) -> bool:
    proper = get_proper_type(type_)
    if not isinstance(proper, UnionType):
        return False
    items = [get_proper_type(item) for item in flatten_nested_unions(proper.items)]
    names = {item.type.fullname for item in items if isinstance(item, Instance)}
    return any(isinstance(item, NoneType) for item in items) and bool(names & NUMBERS)


def conditions_in(tree: ast.AST) -> Iterator[ast.expr]:
    """Every expression of a module that is tested for truth."""
    for node in ast.walk(tree):
        match node:
            case ast.If(test=test) | ast.While(test=test) | ast.Assert(test=test):
                yield from parts_of(test)
            case ast.IfExp(test=test) | ast.UnaryOp(op=ast.Not(), operand=test):
                yield from parts_of(test)
            case ast.BoolOp(op=ast.Or(), values=[_, ast.Constant(value=0)]):
                pass
            case ast.BoolOp(values=[*values, _]):
                yield from values
            case ast.comprehension(ifs=conditions):
                yield from (part for each in conditions for part in parts_of(each))
            case ast.match_case(guard=ast.expr() as guard):
                yield from parts_of(guard)
            case ast.Call(func=ast.Name(id="bool" | "any" | "all"), args=[over]):
                yield over.elt if isinstance(over, ast.GeneratorExp) else over
            case _:
                pass


def parts_of(test: ast.expr) -> list[ast.expr]:
    """What decides a test: the parts of `a and b`."""
    return test.values if isinstance(test, ast.BoolOp) else [test]


def options() -> Options:
    """No library's types are needed to know our own."""
    chosen = Options()
    chosen.export_types = chosen.preserve_asts = True
    chosen.incremental = False
    chosen.no_site_packages = chosen.ignore_missing_imports = chosen.ignore_errors = True
    chosen.python_version = (3, 11)
    chosen.cache_dir = os.devnull
    return chosen


def unclear_tests(modules: dict[str, tuple[str | None, str]]) -> Iterator[str]:
    """Where an expression is tested that can be 0 or None: `module:line`.

    `modules` are files and texts by their names. mypy tells of an expression its line, not its
    file: so each module's lines are numbered on from those of the one before, the first from
    where no file of the standard library comes.
    """
    sources, tested, above = [], {}, 10_000
    for name, (file, text) in modules.items():
        moved = "\n" * above + text
        sources.append(BuildSource(file, name, moved))
        for each in conditions_in(ast.parse(moved)):
            place = (each.lineno, each.col_offset, each.end_lineno, each.end_col_offset)
            tested[place] = f"{name}:{each.lineno - above}"
        above += text.count("\n") + 1
    for node, type_ in build.build(sources, options()).types.items():
        place = (node.line, node.column, node.end_line, node.end_column)
        if place in tested and can_be_zero_or_none(type_):
            yield tested[place]


SLIPS = """
from decimal import Decimal
from fractions import Fraction
Number = int | Decimal
Value = Number | None
def slips(a: int | None, b: Decimal | None, c: Fraction | None, d: float | None, e: Value) -> None:
    if a: pass
    while b: pass
    assert c
    print(1 if d else 2)
    print(not a, a and 1)
    print(a or 1)
    print([x for x in (a, b) if x])
    print({x: 1 for x in (a, b) if x})
    print({x for x in (a, b) if x})
    match a:
        case _ if a: pass
    bool(e)
    any((a, b)) if e else 0
    any(x for x in (a, b))
def clear(a: int | None, b: int, c: str | None, d: list[int] | None) -> int:
    if a is not None and a > 0: pass
    if b or c or d: pass
    return a or 0
"""


def name_of(path: Path) -> str:
    """A module's name."""
    return ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(
        ".__init__"
    )


def test_no_number_is_taken_for_missing_because_it_is_zero() -> None:
    paths = sorted(PACKAGE.rglob("*.py"))
    ours = {name_of(path): (str(path), path.read_text("utf-8")) for path in paths}
    found = {*unclear_tests({**ours, "slips": (None, SLIPS)})}
    seen = {f"slips:{line}" for line in range(7, 21) if line != 16}
    assert found == seen
