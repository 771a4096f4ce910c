"""What makes documents: for each entry of `storage/formats` a module of its name, with a `make`."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, cast

from msgspec import Struct

from reportgen.diagnostics import Problems
from reportgen.language.doing import Doing
from reportgen.storage.formats import Format
from reportgen.storage.outputs import Saved, save

if TYPE_CHECKING:
    from reportgen.compose.year import Composed
    from reportgen.model import Picture


class Printable(Struct, frozen=True):
    """A report that is ready to be printed: nothing is left to evaluate, to draw or to place.

    `pictures` are by figure id. `root` is the project's folder: what takes time is kept below
    its `output`. `show_values` makes a review copy, `comments` one with what
    reviewers wrote in the margin, `clean` one that says nothing of its files. `build` is the id
    that the Word document is known by when it comes back, empty for one that is not sent.
    """

    root: Path
    composed: Composed
    pictures: Mapping[str, Picture]
    show_values: bool = False
    comments: bool = False
    clean: bool = False
    build: str = ""


# Makes a document: the report, where to note what is wrong, and what the format needs.
Maker = Callable[..., bytes]


def maker_of(each: Format) -> Maker:
    """The function `make` of the module here that is called as the format is."""
    return cast("Maker", importlib.import_module(f"{__name__}.{each.name}").make)


def make_documents(
    printable: Printable,
    formats: tuple[Format, ...],
    place: Path,
    problems: Problems,
    doing: Doing,
    *,
    force: bool,
) -> dict[str, Saved]:
    """Make a document of each format at `place`, with its own ending: how each was saved, by name.

    Raises ReportError where the first can't be made. It stands then, and what goes wrong with
    another is noted in `problems`, as is what a person had changed.
    """
    contents: dict[str, bytes] = {}
    saved: dict[str, Saved] = {}
    for each in formats:
        if not contents.keys() >= set(each.needs):
            continue  # told of what it needs
        with problems.collecting():
            doing(each.step)
            needed = (contents[name] for name in each.needs)
            contents[each.name] = maker_of(each)(printable, problems, *needed)
            if protection := printable.composed.protection:
                from reportgen.checks.release.release import check_document

                language = printable.composed.project.language
                check_document(contents[each.name], protection, language, problems)
            target = place.with_suffix(each.ending)
            saved[each.name] = save(contents[each.name], target, problems, force=force)
            if kept := saved[each.name].kept:
                problems.found.append(each.edited(kept.name))
        if not saved:
            problems.raise_errors()
    return saved
