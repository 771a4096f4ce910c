"""What is saved is seen, when it is at rest, wherever and however it is saved."""

from __future__ import annotations

import shutil
import threading
import time
from pathlib import Path

import pytest
from sample_project import PROSE, MakeProject

from reportgen.storage import watching
from reportgen.storage.watching import Watcher, look_at


def save(root: Path) -> None:
    (root / PROSE).write_text("# Text\n\nNy mening.\n")


def save_over(root: Path) -> None:
    (root / "content/2022/.tmp").write_text("# Text\n\nNy mening.\n")
    (root / "content/2022/.tmp").replace(root / PROSE)


def save_as_long(root: Path) -> None:
    text = (root / PROSE).read_text()
    time.sleep(0.02)
    (root / PROSE).write_text("#" + text[1:-2] + "?\n")


CHANGES = {
    "saved": (save, "10-text.md"),
    "saved over": (save_over, "10-text.md"),
    "as long as before": (save_as_long, "10-text.md"),
    "made": (lambda root: (root / "content/2022/20-ny.md").write_text("# Ny\n"), "20-ny.md"),
    "removed": (lambda root: (root / PROSE).unlink(), "10-text.md"),
    "renamed": (lambda root: (root / PROSE).rename(root / "content/2022/11-text.md"), "11-text.md"),
    "a figure": (lambda root: (root / "figures/ny.yaml").write_text("a"), "ny.yaml"),
    "the settings": (
        lambda root: (root / "content/reportgen.yaml").write_text("language: sv\n"),
        "reportgen.yaml",
    ),
    "a page template": (
        lambda root: (root / "templates").mkdir() or (root / "templates/style.css").write_text("a"),
        "style.css",
    ),
    "a logo": (lambda root: (root / "logo.png").write_bytes(b"a"), "logo.png"),
    "a folder deleted": (lambda root: shutil.rmtree(root / "content"), "10-text.md"),
}


def with_template(make_project: MakeProject) -> tuple[Path, Path]:
    """A project, and a file in a folder of it that nobody looks into unasked."""
    root = make_project()
    template = root / "mallar" / "mall.docx"
    template.parent.mkdir()
    template.write_bytes(b"a")
    return root, template


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_seen(make_project: MakeProject, name: str) -> None:
    root = make_project()
    change, file = CHANGES[name]
    watcher = Watcher(root)
    change(root)
    assert file in watcher.wait()


def test_a_folder_that_comes_back_is_seen_again(make_project: MakeProject) -> None:
    root = make_project()
    watcher = Watcher(root)
    (root / "content").rename(root / "undan")
    assert "10-text.md" in watcher.wait()
    (root / "undan").rename(root / "content")
    assert "10-text.md" in watcher.wait()
    save(root)
    assert watcher.wait() == ("10-text.md",)


def test_what_is_no_source_is_not_seen(make_project: MakeProject) -> None:
    root = make_project()
    before = look_at(root)
    for name in ("output/2022/x.docx", ".git/index", "content/2022/.10-text.md.swp", "a/b.md"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("x")
    (root / "content/2022/~$utkast.docx").write_text("x")
    assert look_at(root) == before


def test_files_beside_are_seen_from_when_they_are_named(make_project: MakeProject) -> None:
    root, template = with_template(make_project)
    watcher = Watcher(root)
    watcher.watch_beside([template, root / "mallar" / "finns-inte.docx"])
    save(root)
    assert watcher.wait() == ("10-text.md",)
    template.write_bytes(b"bb")
    assert watcher.wait() == ("mall.docx",)
    (root / "mallar" / "finns-inte.docx").write_bytes(b"a")
    assert watcher.wait() == ("finns-inte.docx",)


def test_what_is_watched_no_more_is_no_change(make_project: MakeProject) -> None:
    root, template = with_template(make_project)
    watcher = Watcher(root)
    watcher.watch_beside([template])
    watcher.watch_beside([])
    assert watcher.wait(0.3) == ()
    watcher.watch_beside([template])
    assert watcher.wait(0.3) == ()
    save(root)
    assert watcher.wait(0.3) == ("10-text.md",)


def test_what_is_saved_while_building_is_not_missed(make_project: MakeProject) -> None:
    root = make_project()
    watcher = Watcher(root)
    save(root)
    watcher.watch_beside([root / "logo.png"])
    assert watcher.wait() == ("10-text.md",)


def test_a_file_that_is_being_written_is_waited_for(make_project: MakeProject) -> None:
    root = make_project()
    watcher = Watcher(root)

    def write() -> None:
        with (root / PROSE).open("w") as stream:
            for _part in range(8):
                stream.write("del ")
                stream.flush()
                time.sleep(0.03)

    writer = threading.Thread(target=write)
    writer.start()
    assert watcher.wait() == ("10-text.md",)
    assert (root / PROSE).read_text() == "del " * 8
    writer.join()


def test_who_never_rests_is_not_waited_for_forever(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    watcher = Watcher(make_project())
    looks = iter(range(10_000))
    monkeypatch.setattr(watching, "look_at", lambda *_given: {"a": (next(looks), 0)})
    begun = time.monotonic()
    assert "a" in watcher.wait()
    assert time.monotonic() - begun < 2


@pytest.mark.parametrize(("slow", "longest_s"), [((3,), 0.5), (range(9), 5)])
def test_one_slow_look_is_no_slow_drive(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch, slow, longest_s: float
) -> None:
    looks = iter(range(100))

    def look(*_given: object):
        number = next(looks)
        if number in slow:
            time.sleep(0.1)
        return {"a": (number // 8, 0)}

    watcher = Watcher(make_project())
    monkeypatch.setattr(watching, "look_at", look)
    monkeypatch.setattr(watcher, "_seen", {"a": (0, 0)})
    begun = time.monotonic()
    watcher.wait()
    assert longest_s / 2 < time.monotonic() - begun < longest_s * 2
