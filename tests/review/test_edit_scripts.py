"""The scripts of edits are right themselves: what they say of a document is what stands in it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.append(str(HERE))

from grounds import Ground, example, generated  # noqa: E402
from letters import said  # noqa: E402
from reading import read  # noqa: E402
from rejecting import reject_all  # noqa: E402
from script import MODES, make_script, order_of  # noqa: E402


@pytest.fixture(scope="module")
def grounds(tmp_path_factory: pytest.TempPathFactory) -> list[Ground]:
    folder = tmp_path_factory.mktemp("grounds")
    return [example(folder, 2022), generated(folder, 1)]


@pytest.mark.parametrize("mode", MODES)
def test_the_document_says_what_the_script_says(grounds: list[Ground], mode: str) -> None:
    for seed in range(12):
        ground = grounds[seed % 2]
        returned = make_script(ground.sent, ground.root, order_of(seed, mode=mode, count=12))
        paper = read(returned.content)
        assert said(paper.blocks, paper.groups, kept=False) == returned.written, seed
        assert returned.edits
        assert returned.written != returned.before


def test_rejected_the_document_is_what_was_sent(grounds: list[Ground]) -> None:
    for seed in range(16):
        ground = grounds[seed % 2]
        order = order_of(seed, mode="recorded", count=12, saved=0.0)
        returned = make_script(ground.sent, ground.root, order)
        if returned.loose:
            continue
        for paper in (read(returned.content, "rejected"), read(reject_all(returned.content))):
            seen = said(paper.blocks, paper.groups, kept=True)
            assert _texts(seen) == _texts(returned.before), seed


def _texts(lines: list[str]) -> list[str]:
    """All but alternative texts, whose changes Word never records."""
    return [each for each in lines if not each.startswith("figure|")]


def test_a_changed_value_reads_as_computed(grounds: list[Ground]) -> None:
    order = order_of(5, mode="plain", count=1, kinds=frozenset({"change-value"}))
    returned = make_script(grounds[0].sent, grounds[0].root, order)
    assert [each.fate for each in returned.edits] == ["numbers"]
    assert returned.wanted == returned.before
    assert returned.written != returned.before


def test_a_seed_makes_the_same_script_each_time(grounds: list[Ground]) -> None:
    one, other = (
        make_script(grounds[1].sent, grounds[1].root, order_of(3, count=20)) for _ in range(2)
    )
    assert one.edits == other.edits
    assert one.content == other.content
