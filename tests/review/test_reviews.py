"""What comes back from Word and from LibreOffice: a small selection of `run.py`."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

import pytest

HERE = Path(__file__).parent
sys.path.append(str(HERE))

from grounds import Ground, example, generated, real_report  # noqa: E402
from hostile import damaged, judge_hostile  # noqa: E402
from killing import judge_killed  # noqa: E402
from libreoffice import carry_out, is_there, make_job, office  # noqa: E402
from meanwhile import judge_meanwhile  # noqa: E402
from noise import add_noise  # noqa: E402
from package import Package  # noqa: E402
from quick import printed, remembered_bases  # noqa: E402
from rejecting import reject_all  # noqa: E402
from script import blocks_said, make_script, order_of  # noqa: E402
from verdict import Finding, compare, judge, judge_same  # noqa: E402

_PORT = 20_170
# Another document gives other scripts: one change in a hundred scripts or so is not got right,
# and a new word in an example must not let this fail. Nothing else may ever be wrong.
_MOST_OTHERWISE = 2
Found = dict[int, list[Finding]]


@pytest.fixture(scope="module")
def grounds(tmp_path_factory: pytest.TempPathFactory) -> list[Ground]:
    folder = tmp_path_factory.mktemp("grounds")
    made = [example(folder, year) for year in (2021, 2022, 2023)]
    return [real_report(folder), *made, generated(folder, 1), generated(folder, 4)]


@pytest.mark.parametrize("part", range(6))
def test_what_a_reviewer_wrote_is_built(grounds: list[Ground], part: int, tmp_path: Path) -> None:
    found: Found = {}
    with remembered_bases():
        for seed in range(part * 50, part * 50 + 50):
            ground = grounds[seed % len(grounds)]
            returned = make_script(ground.sent, ground.root, order_of(seed, nasty=0.0))
            found[seed] = judge(ground, returned, tmp_path, quick=seed % 10 > 0)
    bad = _bad(found)
    assert {seed: each for seed, each in bad.items() if not _is_of_text(each)} == {}
    assert len(bad) <= _MOST_OTHERWISE, bad


def _is_of_text(found: list[Finding]) -> bool:
    """Whether all that is wrong is that the report says something else, or that is by hand."""
    return {each.name for each in found} <= {"text", "silent-text", "not-understood", "numbers"}


def test_printed_quickly_it_says_the_same(grounds: list[Ground]) -> None:
    for ground in grounds:
        content, _said = printed(ground.root, ground.year)
        assert content is not None
        assert compare(blocks_said(ground.sent), blocks_said(content)) == []


def test_both_sides_are_found(grounds: list[Ground], tmp_path: Path) -> None:
    found: Found = {}
    for seed in range(1000, 1010):
        ground = grounds[seed % len(grounds)]
        returned = make_script(ground.sent, ground.root, order_of(seed, nasty=0.0))
        found[seed] = judge_meanwhile(ground, returned, tmp_path, seed, seed % 12 + 1)
    assert _bad(found) == {}


def test_what_is_not_changed_changes_nothing(grounds: list[Ground], tmp_path: Path) -> None:
    found: Found = {}
    for n, ground in enumerate(grounds):
        package = Package(ground.sent)
        add_noise(package, Random(n), 1.0)
        found[n] = judge_same(ground, package.bytes(), tmp_path)
        order = order_of(n, mode="recorded", count=20)
        returned = make_script(ground.sent, ground.root, order)
        rejected = reject_all(returned.content)
        unseen = any(each.kind in ("alt", "comment") for each in returned.edits)
        quiet = not unseen and not returned.loose
        found[100 + n] = judge_same(ground, rejected, tmp_path) if quiet else []
    assert _bad(found) == {}


def test_damaged_documents_are_told(grounds: list[Ground], tmp_path: Path) -> None:
    found: Found = {}
    bad = damaged(grounds[2].sent, Random(0), 2)
    for n, (name, content) in enumerate(bad):
        found[n] = judge_hostile(grounds[2], name, content, tmp_path)
    assert _bad(found) == {}


def test_a_kill_leaves_whole_sources(grounds: list[Ground], tmp_path: Path) -> None:
    returned = make_script(grounds[2].sent, grounds[2].root, order_of(7, count=20))
    found = judge_killed(grounds[2], returned.content, tmp_path, 0)
    assert [each for each in found if each.name == "half"] == []


def test_libreoffice_as_the_reviewer(grounds: list[Ground], tmp_path: Path) -> None:
    if not is_there():
        pytest.skip("LibreOffice's Python is not there")
    seeds = range(3)
    jobs = [make_job(grounds[seed % len(grounds)], seed) for seed in seeds]
    with office(tmp_path, _PORT) as port:
        contents = carry_out(jobs, tmp_path, port)
    found: Found = {}
    for seed, job, content in zip(seeds, jobs, contents, strict=True):
        assert content is not None
        found[seed] = judge(job.ground, job.returned(content), tmp_path)
    assert _bad(found) == {}


def test_another_word_is_found() -> None:
    assert compare(["p| En rad", "p| Två"], ["p| En rad", "p| Två"]) == []
    assert [each.name for each in compare(["p| En rad"], ["p| En annan rad"])] == ["text"]


def _bad(found: Found) -> Found:
    return {seed: each for seed, each in found.items() if each}
