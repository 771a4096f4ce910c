"""Who takes part: each contender's command, and what is put back before each of its runs."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from measuring import Contestant

HERE = Path(__file__).parent
REPORTGEN, PLAIN, PANDOC, DOCXTPL, FLOOR = (
    "reportgen",
    "plain script",
    "pandoc after Jinja",
    "docxtpl",
    "floor: strings to zip",
)
# fresh: no chart is there; cached: all charts are, a sentence has changed; unchanged: nothing has.
# asked, counted: as cached, with page numbers, that LibreOffice is asked for or that are known.
State = Literal["fresh", "cached", "unchanged", "asked", "counted"]
WITH_PAGES = ("asked", "counted")
_SENTENCE = "\nEn mening till.\n"


def contestants(folder: Path, year: int, state: State) -> dict[str, Contestant]:
    """Those that can do the work, the plain script first; `folder` is as prepare.py leaves it."""
    charts = {name: folder / place / "charts" for name, place in _PLACES.items()}
    found = {PLAIN: _script("plain.py", folder / "report.json", charts[PLAIN])}
    project = _project_with_pages(folder) if state in WITH_PAGES else folder / "project"
    found[REPORTGEN] = (reportgen(), "build", str(year), "--project", str(project))
    if state in ("fresh", "cached"):
        source = (folder / "template.docx", folder / "report.json")
        found[DOCXTPL] = _script("fill_docxtpl.py", *source, charts[DOCXTPL])
        found[PANDOC] = _script("fill_pandoc.py", pandoc(), folder / "pandoc", charts[PANDOC])
    if state == "cached":
        source = (folder / "report.json", folder / "blank.docx")
        found[FLOOR] = _script("floor.py", *source, charts[PLAIN])
    return {
        name: Contestant(_with_target(name, command, folder), _reset(name, folder, year, state))
        for name, command in found.items()
    }


def _project_with_pages(folder: Path) -> Path:
    """The same project with page numbers in its contents."""
    project = folder / "project-with-pages"
    if not project.exists():
        shutil.copytree(folder / "project", project)
        settings = project / "content" / "reportgen.yaml"
        text = settings.read_text(encoding="utf-8")
        text = text.replace("page_numbers: false", "page_numbers: true")
        settings.write_text(text, encoding="utf-8", newline="\n")
    return project


_PLACES = {
    PLAIN: "by-plain",
    REPORTGEN: "by-reportgen",
    DOCXTPL: "by-docxtpl",
    PANDOC: "by-pandoc",
    FLOOR: "by-floor",
}


def target(name: str, folder: Path) -> Path:
    """The Word file that the contender writes."""
    return folder / _PLACES[name] / "report.docx"


def reportgen() -> str:
    """The command as pip installed it beside this Python."""
    beside = shutil.which("reportgen", path=str(Path(sys.executable).parent))
    found = beside or shutil.which("reportgen")
    if found is None:
        raise SystemExit('reportgen is not installed: python -m pip install ".[bench]"')
    return found


def pandoc() -> Path:
    """The program that pypandoc_binary brings."""
    spec = find_spec("pypandoc")
    if spec is None or spec.origin is None:
        raise SystemExit('pandoc is not installed: python -m pip install ".[bench]"')
    name = "pandoc.exe" if sys.platform == "win32" else "pandoc"
    return Path(spec.origin).parent / "files" / name


def _script(name: str, *arguments: Path) -> tuple[str, ...]:
    return (sys.executable, str(HERE / name), *(str(argument) for argument in arguments))


def _with_target(name: str, command: tuple[str, ...], folder: Path) -> tuple[str, ...]:
    file = target(name, folder)
    file.parent.mkdir(exist_ok=True)
    return (*command, "-o", str(file)) if name == REPORTGEN else (*command, str(file))


def _reset(name: str, folder: Path, year: int, state: State) -> Callable[[], None]:
    """What is to be done before a run, so that it finds what the state says."""
    if state == "fresh":
        where = folder / "project" / "output" if name == REPORTGEN else folder / _PLACES[name]
        return lambda: _empty(where)
    if state == "cached" and name == REPORTGEN:
        section = max((folder / "project" / "content" / str(year)).glob("*.md"))
        return lambda: _edit(section)
    if state in WITH_PAGES and name == REPORTGEN:
        project = folder / "project-with-pages"
        section = max((project / "content" / str(year)).glob("*.md"))
        pages = project / "output" / ".cache" / "pages"
        return lambda: _edit(section, forgotten=pages if state == "asked" else None)
    return lambda: None


def _empty(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()


def _edit(section: Path, forgotten: Path | None = None) -> None:
    """Add a sentence, or take it away again; forget what a folder remembers of it."""
    if forgotten:
        shutil.rmtree(forgotten, ignore_errors=True)
    text = section.read_text(encoding="utf-8")
    changed = text.removesuffix(_SENTENCE) if text.endswith(_SENTENCE) else text + _SENTENCE
    section.write_text(changed, encoding="utf-8", newline="\n")
