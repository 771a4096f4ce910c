"""No message quotes what Python or a library says of an exception: that is English, and theirs."""

import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "reportgen"


def test_no_message_quotes_an_exception() -> None:
    assert [place for path in PACKAGE.rglob("*.py") for place in quoting(path)] == []


def quoting(path: Path) -> Iterator[str]:
    """Where a message's value is made of the exception that was caught around it."""
    for handler in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(handler, ast.ExceptHandler) and handler.name:
            for call in ast.walk(handler):
                if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ("_", "Message"):
                    values = [*call.args, *(each.value for each in call.keywords)]
                    if any(is_text_of(value, handler.name) for value in values):
                        yield f"{path.relative_to(PACKAGE)}:{call.lineno}"


def is_text_of(value: ast.expr, name: str) -> bool:
    match value:
        case (
            ast.Name(id=found)
            | ast.Call(func=ast.Name(id="str" | "repr"), args=[ast.Name(id=found)])
        ):
            return found == name
        case ast.Attribute(value=ast.Name(id=found), attr="strerror" | "args" | "msg"):
            return found == name
        case ast.JoinedStr():
            return any(isinstance(each, ast.Name) and each.id == name for each in ast.walk(value))
    return False
