"""Where on this computer the document's font lies, or one that takes exactly its room.

Fonts are found by the names of their files, in the folders where each platform keeps them:
no font is opened and no library asked.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

# What Word calls a font: the names of its files without ending, then the metric-compatible
# fonts that stand in for it (fontconfig's 30-metric-aliases.conf), best first.
_FILES: Mapping[str, tuple[str, ...]] = {
    "calibri": ("calibri", "calibri-regular"),
    "carlito": ("carlito-regular", "carlito"),
    "arial": ("arial",),
    "liberation sans": ("liberationsans-regular",),
    "arimo": ("arimo-regular",),
    "helvetica": ("helvetica",),
    "times new roman": ("times", "times new roman"),
    "liberation serif": ("liberationserif-regular",),
    "tinos": ("tinos-regular",),
    "cambria": ("cambria",),
    "caladea": ("caladea-regular",),
    "georgia": ("georgia",),
    "gelasio": ("gelasio-regular",),
    "courier new": ("cour", "courier new"),
    "liberation mono": ("liberationmono-regular",),
    "segoe ui": ("segoeui",),
    "selawik": ("selawk", "selawik"),
    "verdana": ("verdana",),
    "dejavu sans": ("dejavusans",),
}
_STAND_INS: Mapping[str, tuple[str, ...]] = {
    "calibri": ("Carlito",),
    "arial": ("Liberation Sans", "Arimo"),
    "helvetica": ("Arial", "Liberation Sans", "Arimo"),
    "times new roman": ("Liberation Serif", "Tinos"),
    "cambria": ("Caladea",),
    "georgia": ("Gelasio",),
    "courier new": ("Liberation Mono",),
    "segoe ui": ("Selawik",),
}
_LAST_RESORT = "DejaVu Sans"
_ENDINGS = (".ttf", ".otf", ".ttc")


class FontFile(Struct, frozen=True):
    """The font that charts are drawn with.

    `asked` is the family that the document uses, `family` what was found. `file` is empty
    where not even a stand-in is installed: then matplotlib's own DejaVu Sans is used.
    """

    asked: str
    family: str
    file: str

    @property
    def metric_compatible(self) -> bool:
        """Whether the found font is the asked one, or takes exactly the same room."""
        return self.family != _LAST_RESORT or self.asked.casefold() == _LAST_RESORT.casefold()

    @property
    def substitute(self) -> bool:
        """Whether it is another font than the one asked for."""
        return self.family.casefold() != self.asked.casefold()


def find_font(
    family: str, folders: tuple[Path, ...] | None = None, *, bold: bool = False
) -> FontFile:
    """The file of `family`'s regular or bold face, its best stand-in's, or the last resort.

    `folders` are searched with everything below them; None means this platform's own.
    """
    candidates = (family, *_STAND_INS.get(family.casefold(), ()))
    stems_of = _bold_stems if bold else _file_stems
    stems = {stem: name for name in reversed(candidates) for stem in stems_of(name)}
    found: dict[str, str] = {}
    for folder in find_font_folders() if folders is None else folders:
        for stem, file in sorted(_font_files(folder)):
            if stem in stems and os.access(file, os.R_OK):
                found.setdefault(stems[stem], file)
        if family in found:
            break
    name = next((name for name in candidates if name in found), _LAST_RESORT)
    return FontFile(family, name, found.get(name, ""))


def find_font_folders(
    platform: str = sys.platform, environment: Mapping[str, str] = os.environ
) -> tuple[Path, ...]:
    """The folders where the platform keeps fonts, the user's own first."""
    home = Path(environment.get("USERPROFILE" if platform == "win32" else "HOME") or Path.home())
    match platform:
        case "win32":
            windows = environment.get("WINDIR", r"C:\Windows")
            local = environment.get("LOCALAPPDATA", str(home / "AppData" / "Local"))
            return (Path(local, "Microsoft", "Windows", "Fonts"), Path(windows, "Fonts"))
        case "darwin":
            office = "/Applications/Microsoft Word.app/Contents/Resources/DFonts"
            folders = ("/Library/Fonts", "/System/Library/Fonts", office)
            return (home / "Library" / "Fonts", *map(Path, folders))
        case _:
            data = environment.get("XDG_DATA_HOME") or str(home / ".local" / "share")
            shared = environment.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
            system = (Path(folder, "fonts") for folder in shared.split(":") if folder)
            return (Path(data, "fonts"), home / ".fonts", *system)


def _file_stems(family: str) -> tuple[str, ...]:
    """The names, in lower case and without ending, that the family's regular file may have."""
    known = _FILES.get(family.casefold())
    if known is not None:
        return known
    name = family.casefold()
    joined = name.replace(" ", "")
    return (joined, f"{joined}-regular", f"{name} regular", f"{joined}regular", name)


def _bold_stems(family: str) -> tuple[str, ...]:
    """The same for its bold file: Calibrib, Arialbd, Carlito-Bold, Arial Bold."""
    return tuple(
        plain + ending
        for stem in _file_stems(family)
        for plain in (stem.removesuffix("regular").rstrip("- "),)
        for ending in ("-bold", " bold", "bold", "bd", "b")
    )


def _font_files(folder: Path) -> Iterator[tuple[str, str]]:
    """Name without ending, in lower case, and path of every font below `folder`.

    A folder that cannot be read holds none. Paths stay strings: there may be thousands.
    """
    for parent, _folders, files in os.walk(folder):
        for file in files:
            stem, dot, ending = file.casefold().rpartition(".")
            if dot + ending in _ENDINGS:
                yield stem, f"{parent}{os.sep}{file}"
