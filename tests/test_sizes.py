"""What fits in the eye: a module and a function of the package are no longer than this."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "reportgen"
MODULES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_modules_and_functions_are_short(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 350
    functions = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef))
    assert [each.name for each in functions if each.end_lineno - each.lineno >= 50] == []


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_docstrings_begin_with_what_a_thing_is(module: Path) -> None:
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef)
    tree = ast.parse(module.read_text(encoding="utf-8"))
    said = (ast.get_docstring(node) or "" for node in ast.walk(tree) if isinstance(node, kinds))
    assert [text for text in said if text.startswith(("What became", "Whether or not"))] == []
