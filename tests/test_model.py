"""The unions of the model are closed: who forgets a node is told by the type checker."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import get_args

import reportgen
from reportgen.model import Block, Container, Inline, Leaf, Wrapper

MODULES = sorted(Path(reportgen.__file__).parent.rglob("*.py"))
NODES = {node.__name__ for node in (*get_args(Inline), *get_args(Block))}


def test_what_holds_inlines_is_a_wrapper_and_nothing_else_is():
    holding = {node for node in get_args(Inline) if "children" in node.__struct_fields__}
    assert holding == set(get_args(Wrapper))
    assert not holding & set(get_args(Leaf))


def test_what_holds_blocks_is_a_container():
    holding = {
        node for node in get_args(Block) if {"blocks", "items"} & set(node.__struct_fields__)
    }
    assert holding == set(get_args(Container))


def names_in(pattern: ast.pattern) -> set[str]:
    return {node.id for node in ast.walk(pattern) if isinstance(node, ast.Name)}


def is_open(match: ast.Match) -> bool:
    """Whether a match over nodes has a last case that takes all others and goes on."""
    last = match.cases[-1]
    wild = isinstance(last.pattern, ast.MatchAs) and last.pattern.pattern is None
    tells = any(isinstance(node, ast.Name) and node.id == "assert_never" for node in ast.walk(last))
    about_nodes = any(names_in(case.pattern) & NODES for case in match.cases)
    return about_nodes and wild and not tells


def test_no_match_over_nodes_passes_over_those_that_it_does_not_name():
    found = [
        f"{module.name}:{node.lineno}"
        for module in MODULES
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Match) and is_open(node)
    ]
    assert found == []
