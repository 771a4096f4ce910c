"""The cache stays in its folder: it follows no link, and removes nothing but its own files."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.storage.build_records import BuildRecord, read_record, write_record
from reportgen.storage.cache import Cache

KEYS = [f"{number:08x}" for number in range(20)]


def entries(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*"))


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder beside the project, with files that look like those of a cache."""
    folder = tmp_path / "privat"
    folder.mkdir()
    for key in KEYS:
        (folder / f"{key}.chart").write_bytes(b"mine")
    return folder


def test_what_is_kept_is_read_again_and_the_oldest_goes(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "charts", ".chart", 3)
    for key in KEYS:
        cache.keep(key, key.encode())
    assert [cache.read(key) for key in KEYS] == [None] * 17 + [key.encode() for key in KEYS[-3:]]


def test_only_the_caches_own_names_are_removed(tmp_path: Path) -> None:
    folder = tmp_path / "output" / ".cache" / "charts"
    folder.mkdir(parents=True)
    for name in ("brev.docx", "00.chart", "anteckning.chart", f"{KEYS[0]}.txt"):
        (folder / name).touch()
    before = entries(folder)
    cache = Cache(tmp_path, "charts", ".chart", 1)
    for key in KEYS:
        cache.keep(key, b"drawn")
    assert entries(folder) == sorted([*before, f"{KEYS[-1]}.chart"])


@pytest.mark.parametrize("link", ["output/.cache", "output/.cache/charts"])
def test_a_folder_is_not_reached_through_a_link(tmp_path: Path, outside: Path, link: str) -> None:
    root = tmp_path / "projekt"
    (root / link).parent.mkdir(parents=True)
    (root / link).symlink_to(outside, target_is_directory=True)
    cache = Cache(root, "charts", ".chart", 1)
    cache.keep(KEYS[0], b"drawn")
    assert cache.read(KEYS[0]) is None
    assert {path.name: path.read_bytes() for path in outside.iterdir()} == {
        f"{key}.chart": b"mine" for key in KEYS
    }


def test_a_file_is_not_read_through_a_link_and_takes_its_place(
    tmp_path: Path, outside: Path
) -> None:
    cache = Cache(tmp_path, "charts", ".chart", 5)
    folder = tmp_path / "output" / ".cache" / "charts"
    folder.mkdir(parents=True)
    (folder / f"{KEYS[0]}.chart").symlink_to(outside / f"{KEYS[0]}.chart")
    assert cache.read(KEYS[0]) is None
    cache.keep(KEYS[0], b"drawn")
    assert cache.read(KEYS[0]) == b"drawn"
    assert (outside / f"{KEYS[0]}.chart").read_bytes() == b"mine"


def test_output_on_another_disk_has_a_cache(tmp_path: Path) -> None:
    (tmp_path / "stor").mkdir()
    (tmp_path / "output").symlink_to(tmp_path / "stor", target_is_directory=True)
    cache = Cache(tmp_path, "charts", ".chart", 5)
    cache.keep(KEYS[0], b"drawn")
    assert cache.read(KEYS[0]) == b"drawn"


@pytest.mark.parametrize("key", ["../../etc", "", "UPPER000", "ab"])
def test_a_key_names_no_path(tmp_path: Path, key: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        Cache(tmp_path, "charts", ".chart", 5).read(key)


@pytest.mark.parametrize("link", ["output/.cache", "output/.cache/built"])
def test_a_record_is_not_written_through_a_link(tmp_path: Path, outside: Path, link: str) -> None:
    root = tmp_path / "projekt"
    (root / link).parent.mkdir(parents=True)
    (root / link).symlink_to(outside, target_is_directory=True)
    before = entries(outside)
    record = BuildRecord("inputs", {"docx": ("output/a.docx", "digest")}, {})
    write_record(root, "key", record)
    assert read_record(root, "key") is None
    assert entries(outside) == before
