"""The unions of the model are closed: who forgets a node is told by the type checker."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import get_args

import reportgen
from reportgen.model import CHART_KINDS, Block, Container, Inline, Leaf, Wrapper, plan_of
from reportgen.model.statistics import STATISTICS_KINDS, relation_of

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


# A node of each kind, a kind of chart and one of statistics, written into a copy of the model:
# what stands before is found there once, and what comes in its place.
INLINES = """
class NewWrapper(Struct, frozen=True):
    children: Inlines
    span: Span


class NewLeaf(Struct, frozen=True):
    span: Span


"""
BLOCKS = """
class NewContainer(Struct, frozen=True):
    blocks: Blocks
    span: Span


class NewBlock(Struct, frozen=True):
    span: Span


"""
ADDED = [
    ("inlines", "Markup = Emphasis", INLINES + "Markup = NewWrapper | Emphasis"),
    ("inlines", "Leaf = Text", "Leaf = NewLeaf | Text"),
    ("blocks", "Container = BulletList", BLOCKS + "Container = NewContainer | BulletList"),
    ("blocks", "Block = Heading", "Block = NewBlock | Heading"),
    ("charts", '    "pyramid",\n]', '    "pyramid",\n    "dots",\n]'),
    ("statistics", '"single", "cross"]', '"single", "cross", "ranked"]'),
]
# The functions that must know it, by where they stand.
MUST_KNOW = {
    "NewWrapper": {
        "checks/passages.py": 1,
        "compare/fingerprints.py": 1,
        "writers/html/inlines.py": 1,
        "writers/markdown/expressible.py": 1,
        "writers/markdown/inlines.py": 1,
        "writers/word/extents.py": 1,
        "writers/word/inlines.py": 1,
    },
    "NewLeaf": {
        "checks/passages.py": 1,
        "compare/fingerprints.py": 1,
        "compare/tokens.py": 1,
        "model/traverse.py": 2,
        "readers/markdown/links.py": 1,
        "writers/html/inlines.py": 1,
        "writers/markdown/expressible.py": 1,
        "writers/markdown/inlines.py": 1,
        "writers/word/extents.py": 2,
        "writers/word/inlines.py": 1,
    },
    "NewContainer": {
        "checks/passages.py": 1,
        "compare/blocks.py": 1,
        "compare/fingerprints.py": 1,
        "compare/passages.py": 1,
        "compose/statements.py": 1,
        "model/traverse.py": 3,
        "readers/word/text.py": 1,
        "scaffold/review/lines.py": 1,
        "writers/html/blocks.py": 1,
        "writers/markdown/blocks.py": 1,
        "writers/markdown/expressible_blocks.py": 1,
        "writers/word/blocks.py": 1,
        "writers/word/heights.py": 1,
        "writers/word/outline.py": 1,
    },
    "NewBlock": {
        "checks/passages.py": 1,
        "compare/blocks.py": 1,
        "compare/fingerprints.py": 1,
        "compare/passages.py": 1,
        "compose/statements.py": 1,
        "model/traverse.py": 3,
        "readers/word/text.py": 1,
        "writers/html/blocks.py": 1,
        "writers/markdown/blocks.py": 1,
        "writers/markdown/expressible_blocks.py": 1,
        "writers/word/blocks.py": 1,
        "writers/word/heights.py": 1,
        "writers/word/outline.py": 1,
    },
    "dots": {
        "compose/charts.py": 1,
        "compose/charts_in_words.py": 1,
        "model/charts.py": 1,
        "writers/charts/layout/__init__.py": 1,
        "writers/charts/layout/units.py": 1,
        "writers/word/editable.py": 1,
        "writers/word/editable_setting.py": 1,
        "writers/word/workbook_words.py": 1,
    },
    "ranked": {
        "model/statistics.py": 1,
        "readers/statistics/file.py": 1,
        "readers/statistics/sums.py": 1,
        "scaffold/templates.py": 1,
    },
}


def with_additions(folder):
    """A copy of the package in `folder` whose unions have one member more of each kind."""
    source = Path(reportgen.__file__).parent
    # With their times: mypy knows by them what it has seen before.
    shutil.copytree(source, folder / "reportgen", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy2(source.parent / "pyproject.toml", folder)
    for name, old, new in ADDED:
        module = folder / "reportgen" / "model" / f"{name}.py"
        text = module.read_text(encoding="utf-8")
        assert text.count(old) == 1, old
        module.write_text(text.replace(old, new), encoding="utf-8")


def mypys_errors(folder):
    """(file within the package, message) of each."""
    seen_before = Path(reportgen.__file__).parent.parent / ".mypy_cache"
    if seen_before.is_dir():
        shutil.copytree(seen_before, folder / ".mypy_cache")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--no-error-summary", "--no-color-output", "--no-pretty"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert not done.stderr
    return re.findall(r"^reportgen/(\S+?):\d+: error: (.*)$", done.stdout, re.MULTILINE)


def test_the_type_checker_names_every_place_that_must_know_a_new_node_or_kind(tmp_path):
    with_additions(tmp_path)
    found = {name: Counter() for name in MUST_KNOW}
    for file, message in mypys_errors(tmp_path):
        # What was expected instead names the members that are known.
        given = message.partition("; expected")[0]
        named = [name for name in found if name in given]
        assert named, f"{file}: {message}"
        for name in named:
            found[name][file] += 1
    assert found == MUST_KNOW


def test_kinds_of_statistics_are_told_from_one_another_by_how_their_rows_are_related():
    relations = [relation_of(kind) for kind in STATISTICS_KINDS]
    assert len(set(relations)) == len(STATISTICS_KINDS)


def test_no_module_asks_for_the_kind_of_statistics_but_where_kinds_are_told_apart():
    comparison = re.compile(r"\b(?:table|statistics|standard)\.kind (?:==|!=|in|not in) ")
    found = [m.name for m in MODULES if comparison.search(m.read_text(encoding="utf-8"))]
    assert found == []


def test_charts_that_are_about_the_same_are_other_drawings_of_it():
    alike: dict[object, set[str]] = {}
    for kind in CHART_KINDS:
        alike.setdefault(plan_of(kind), set()).add(kind)
    several = [kinds for kinds in alike.values() if len(kinds) > 1]
    assert several == [{"bars", "columns"}, {"grouped", "dumbbell"}, {"stacked", "panels"}]
