"""What the names of a project's files say: what is read, what is a copy, what means nothing."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems, Span
from reportgen.language.patterns import Pattern
from reportgen.readers.paths import printable, unreadable
from reportgen.storage.files import is_folder, list_folder

SECTION_ENDINGS = (".md", ".markdown")
YAML_ENDINGS = (".yaml", ".yml")
PAGE_TEMPLATE_ENDINGS = (".html.j2", ".css")
WORD_TEMPLATE_ENDINGS = (".docx", ".dotx")
PICTURE_ENDINGS = (
    *(".png", ".jpg", ".jpeg", ".gif", ".svg", ".tif", ".tiff", ".webp", ".heic", ".bmp"),
)
# The files of each place that are read by their names.
PROJECT_FILES = ("reportgen.yaml", "ordlista.txt")
# What an import asks: it stands beside the sections and is none.
PROPOSALS = "import.md"
YEAR_FILES = ("report.yaml", "statistics.yaml", PROPOSALS)

_MOST_FILES = 1000

# What systems, synchronisers and editors leave behind, and what people write for each other.
_MEANS_NOTHING = re.compile(
    r"[.~].*|.*~|thumbs\.db|desktop\.ini|icon\r?|@eadir|__pycache__|"
    r"(?:readme|läs ?mig|licen[cs]e|changelog)(?:\.[a-z]+)?|"
    r".*\.(?:tmp|temp|bak|orig|swp|swo|part|crdownload|lock)",
    re.IGNORECASE | re.DOTALL,
)
# What synchronisers and file managers put behind the name of a copy, before its ending.
_COPY = Pattern(
    r"[ ._–-]*(?:\(\d{1,3}\)"
    r"|[(\[][^()\[\]]*(?:kopia|copy|kopie|konflikt|conflict)[^()\[\]]*[)\]](?: ?\(\d+\))?"
    r"|(?:konflikt)?(?:kopia|copy)(?:[ -]*\(?\d+\)?)?"
    r"|sync-conflict[-\w]*|conflict(?:ed)?[-_ ]*\d[-\w]*|konflikt[-_ ]*\d[-\w]*"
    r"|(?:desktop|laptop|pc|win|macbook)-\w+)",
    re.IGNORECASE,
)
_COPY_OF = Pattern(r"(?:kopia av|copy of) +", re.IGNORECASE)


def file_names(root: Path, folder: str, endings: tuple[str, ...], problems: Problems) -> list[str]:
    """The names of the files in `folder` with one of `endings`, hidden ones left out.

    One that no message could name is noted (bad-file-name) and left out; a folder that can't
    be listed is noted (unreadable-file), and one with more than are read (too-many-files).
    """
    entries = entries_of(root, folder, problems)
    names = [entry.name for entry in entries if not is_folder(entry)]
    wanted = sorted(n for n in names if n.lower().endswith(endings) and n[0] not in ".~")
    for name in wanted:
        if not name.isprintable():
            message = _("the file's name has a character that is no text")
            span = Span.of_file(f"{folder}/{printable(name)}")
            problems.error("bad-file-name", span, message, _("give the file another name"))
    if len(wanted) > _MOST_FILES:
        message = _("the folder has more than {count} files that are read", count=_MOST_FILES)
        hint = _("move out of it what the report does not need")
        problems.error("too-many-files", Span.of_file(folder), message, hint)
    return [name for name in wanted if name.isprintable()][:_MOST_FILES]


def is_yaml(name: str) -> bool:
    """Whether a file of this name is YAML."""
    return name.casefold().endswith(YAML_ENDINGS)


def is_section(name: str) -> bool:
    """Whether a file of this name in a year's folder is a section: a YAML file with a number is."""
    numbered = name[:1].isdigit() and is_yaml(name)
    return numbered or (name.casefold().endswith(SECTION_ENDINGS) and name != PROPOSALS)


def section_names(root: Path, folder: str, problems: Problems) -> list[str]:
    """The names of a year's sections in the order in which they are read; notes as `file_names`."""
    names = file_names(root, folder, SECTION_ENDINGS + YAML_ENDINGS, problems)
    return [name for name in names if is_section(name)]


def entries_of(root: Path, folder: str, problems: Problems) -> list[os.DirEntry[str]]:
    """What stands in `folder`, by name; notes unreadable-file where it can't be listed."""
    try:
        return list_folder(root / folder)
    except (FileNotFoundError, NotADirectoryError):
        return []  # told where the folder is needed
    except OSError as error:
        problems.found.extend(unreadable(folder, error).diagnostics)
        return []


def means_nothing(name: str) -> bool:
    """Whether a file or folder of this name is nobody's text: `Thumbs.db`, `~$x.docx`, README."""
    return _MEANS_NOTHING.fullmatch(name) is not None


class Originals:
    """The files of a folder, to be asked of which of them another name is a copy."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = tuple(names)
        self._places: dict[tuple[str, str], int] = {}
        for place, name in enumerate(self._names):
            self._places.setdefault(_parted(name), place)

    def of(self, name: str) -> str | None:
        """The file of which `name` is a copy by its name; None where it is none.

        `50-trender (1).md` and `50-trender-DESKTOP-AB12.md` are copies of `50-trender.md`.
        """
        stem, ending = _parted(name)
        beginnings = (stem[:end] for end in range(len(stem)) if self._copies(stem, end, ending))
        unsaid = _COPY_OF.sub("", stem)
        stems = [*beginnings, unsaid] if unsaid != stem else beginnings
        places = [self._places[each, ending] for each in stems if (each, ending) in self._places]
        return self._names[min(places)] if places else None

    def _copies(self, stem: str, end: int, ending: str) -> bool:
        """Whether a file ends at `end` of `stem`, and what follows is what a copy is called."""
        return (stem[:end], ending) in self._places and bool(_COPY.fullmatch(stem, end))


def _parted(name: str) -> tuple[str, str]:
    """Stem and ending, in small letters; `.yml` is `.yaml`."""
    stem, _point, ending = name.casefold().rpartition(".")
    return stem, "yaml" if ending == "yml" else ending
