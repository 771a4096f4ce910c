"""Finds every code that a message can have, and writes the page that explains them.

`python tests/codes.py` brings `docs/felkoder.md` up to date: a code, and what is said under it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from reportgen.diagnostics import Message
from reportgen.language.messages import translator

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "felkoder.md"
_CODE = re.compile(r"[a-z]+(-[a-z0-9]+)+")
# What a message is called before it is told.
_SAID = ("message", "what")
_MAKERS = ("error", "warn", "report_error", "ExpressionError", "Diagnostic", "Slip")
_HEAD = """# Felkoder

Varje meddelande har en kod inom hakparentes.
Här står alla koder som läsning och bygge kan ge, och vad som sägs under dem.
Det som granskningen hittar står i [regler.md](regler.md).

Sidan görs av `python tests/codes.py`.

| kod | meddelande |
| --- | --- |
"""


def find_codes() -> dict[str, set[str]]:
    """Every code outside the rules of `check`, and the English messages told under it."""
    found: dict[str, set[str]] = {}
    for path in sorted((ROOT / "reportgen").rglob("*.py")):
        if "checks" in path.parts:
            continue
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef):
                for code, messages in _codes_of(function):
                    found.setdefault(code, set()).update(messages)
            elif isinstance(function, ast.Call) and _name(function) == "Lookalike":
                [code, _pattern, message, *_] = function.args
                found.setdefault(ast.literal_eval(code), set()).add(_text(message))
    return found


def _codes_of(function: ast.FunctionDef) -> Iterator[tuple[str, set[str]]]:
    said = ""
    for node in sorted(
        (each for each in ast.walk(function) if hasattr(each, "lineno")),
        key=lambda each: (each.lineno, each.col_offset),
    ):
        match node:
            case ast.Assign(targets=[ast.Name(id="message" | "what")], value=ast.Call() as call):
                said = _text(call)
            case ast.Call(args=[ast.Constant(value=str(code)), *rest]) if _name(
                node
            ) in _MAKERS and _CODE.fullmatch(code):
                named = any(isinstance(each, ast.Name) and each.id in _SAID for each in rest)
                direct = [_text(each) for each in rest if isinstance(each, ast.Call)]
                yield code, {said if named else next(filter(None, direct), said)} - {""}
            case _:
                pass


def _name(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def _text(call: ast.Call) -> str:
    """The template of `_("…")`, empty for any other call."""
    if _name(call) != "_" or not call.args:
        return ""
    return str(ast.literal_eval(call.args[0]))


def page() -> str:
    """The page that explains the codes."""
    translate = translator("sv")
    rows = []
    for code, messages in sorted(find_codes().items()):
        told = "<br>".join(sorted(_shown(translate, text) for text in messages))
        rows.append(f"| `{code}` | {told} |\n")
    return _HEAD + "".join(rows)


def _shown(translate, template: str) -> str:
    """A message in Swedish, its places as they are named."""
    names = re.findall(r"(?<!\{)\{([a-z_]+)\}(?!\})", template)
    text = translate(Message(template, **{name: f"‹{name}›" for name in names}))
    return text.replace("|", "\\|").replace("<", "&lt;").replace("{", "&#123;")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
