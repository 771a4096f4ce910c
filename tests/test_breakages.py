"""A sound project with one thing broken, then with several: each is told, and nothing that follows.

The breakages are data (`cases/breakages.yaml`), marked as the cases of wrong input are.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sample_project import find_problems, make_png, place, read_cases
from test_errors import without_marks

CASES = read_cases("breakages.yaml")
PROJECT: dict[str, str] = CASES["project"]
BREAKAGES: list[dict] = CASES["breakages"]
PICTURE = "content/2022/hus.png"
STATISTICS = "content/2022/statistics.yaml"


def broken_by(breakages: list[dict]) -> dict[str, str | None] | None:
    """The project's files with these breakages; None where one is in the way of another."""
    files: dict[str, str | None] = dict(PROJECT)
    for each in breakages:
        text = files[each["in"]]
        changes = {each["from"]: each["to"]} if "from" in each else {}
        for old, new in {**changes, **each.get("at", {}), **each.get("replaced", {})}.items():
            if text is None or text.count(old) != 1:
                return None
            text = text.replace(old, new)
        files[each["in"]] = None if each.get("gone") else text
    return files


def write(root: Path, files: dict[str, str | None], breakages: list[dict]) -> list[str]:
    """Write the files; the errors that are expected."""
    expected = [f"{each['in']}:{each['tells']}" for each in breakages if "tells" in each]
    latin = {each["in"] for each in breakages if each.get("latin")}
    for file, text in files.items():
        if text is None:
            continue
        plain, marked = without_marks(file, text)
        expected += marked
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(plain.encode("cp1252" if file in latin else "utf-8", "replace"))
    (root / PICTURE).write_bytes(make_png(4, 4))
    return sorted(expected)


def told(root: Path) -> list[str]:
    return sorted(map(place, find_problems(root)))


def title(breakage: dict) -> str:
    what = breakage.get("to") or ("gone" if breakage.get("gone") else "latin")
    return f"{breakage['in'].rsplit('/', 1)[-1]}: {what}"


def test_the_project_is_sound(tmp_path: Path) -> None:
    assert write(tmp_path, dict(PROJECT), []) == []
    assert told(tmp_path) == []
    assert len(BREAKAGES) >= 60


@pytest.mark.parametrize("breakage", BREAKAGES, ids=title)
def test_what_is_broken_is_told_and_nothing_that_follows(breakage: dict, tmp_path: Path) -> None:
    files = broken_by([breakage])
    assert files is not None
    expected = write(tmp_path, files, [breakage])
    assert expected
    assert told(tmp_path) == expected


def independent(breakages: list[dict]) -> bool:
    """Whether none of them is in a file, a table or a profile that another has made unreadable."""
    unread = [each["in"] for each in breakages if each.get("gone") or each.get("latin")]
    files = [each["in"] for each in breakages]
    broken = [name for each in breakages for name in each.get("breaks", [])]
    needed = {name for each in breakages for name in each.get("needs", [])}
    if STATISTICS in files and "profil.yaml" not in files:
        needed.add("profile")
    if "profil.yaml" in files or "profile" in broken:
        needed |= {"statistics"} if STATISTICS in files else set()
    return (
        all(files.count(file) == 1 for file in unread)
        and len(broken) == len(set(broken))
        and not needed & set(broken)
        and not (STATISTICS in files and "profile" in broken)
    )


@given(st.lists(st.sampled_from(BREAKAGES), min_size=2, max_size=6, unique_by=title))
@settings(
    max_examples=150,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.function_scoped_fixture],
)
def test_several_are_told_at_once(
    tmp_path_factory: pytest.TempPathFactory, breakages: list[dict]
) -> None:
    files = broken_by(breakages)
    assume(files is not None and independent(breakages))
    root = tmp_path_factory.mktemp("broken")
    expected = write(root, files, breakages)
    assert len(expected) == len(breakages)
    assert told(root) == expected
