"""Finds the messages of the program and brings the catalogues up to date with them.

`python tests/catalogues.py` adds new messages to every .po file, untranslated, and drops
those that are no longer there; then translate what it lists and run `python hatch_build.py`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).parent.parent / "reportgen"
LOCALE = PACKAGE / "language" / "locale"
_HEADERS_WITHOUT_USE = tuple(
    f'"{name}'
    for name in (
        "Project-Id",
        "Report-Msgid",
        "POT-Creation",
        "PO-Revision",
        "Last-Tr",
        "Language-Team",
        "Generated-By",
    )
)
# A message as a catalogue has it: its text, or its singular and plural.
Key = str | tuple[str, str]


def find_messages() -> dict[Key, str]:
    """Every message of the program, and the module that says it."""
    found: dict[Key, str] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for key in _messages_of(ast.parse(path.read_text(encoding="utf-8"))):
            found.setdefault(key, path.relative_to(PACKAGE.parent).as_posix())
    return found


def _messages_of(tree: ast.AST) -> Iterator[Key]:
    """What stands in calls of `_`; a template is always written out where it is used."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        if node.func.id not in ("_", "Message"):
            continue
        try:
            texts = [ast.literal_eval(argument) for argument in node.args]
        except ValueError:
            raise SystemExit(f"write the message out: {ast.unparse(node)}") from None
        yield (texts[0], texts[1]) if len(texts) == 2 else texts[0]


def catalogue_path(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "reportgen.po"


def read_catalogue(language: str) -> Catalog:
    with catalogue_path(language).open("rb") as text:
        return read_po(text, locale=language)


def update_catalogue(language: str) -> list[str]:
    """Bring one catalogue up to date; returns the messages that are not translated."""
    path = catalogue_path(language)
    old = read_catalogue(language) if path.exists() else Catalog(locale=language)
    new = Catalog(
        locale=language,
        header_comment="# What reportgen says, in this language.",
        fuzzy=False,
    )
    for key, module in find_messages().items():
        known = old.get(key if isinstance(key, str) else key[0])
        new.add(key, known.string if known else None, auto_comments=[module])
    path.parent.mkdir(parents=True, exist_ok=True)
    written = BytesIO()
    write_po(written, new, no_location=True, sort_output=True, width=0)
    lines = written.getvalue().decode().splitlines(keepends=True)
    kept = "".join(line for line in lines if not line.startswith(_HEADERS_WITHOUT_USE))
    path.write_text(kept, encoding="utf-8", newline="\n")
    return [str(m.id) for m in new if m.id and not (m.string and all(_strings(m.string)))]


def _strings(string: object) -> tuple[object, ...]:
    return string if isinstance(string, tuple) else (string,)


if __name__ == "__main__":
    for text in update_catalogue("sv"):
        print("not translated:", text)
