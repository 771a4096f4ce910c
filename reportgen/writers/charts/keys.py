"""What a drawn chart depends on, as a key: other bytes come out only if it changes."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from reportgen.model import Chart
from reportgen.office.fonts import FontFile
from reportgen.writers.charts.style import ChartStyle

_PACKAGE = Path(__file__).parent


def make_keys(charts: Iterable[Chart], style: ChartStyle, font: FontFile) -> list[str]:
    """A key for each chart.

    In it are all that the chart shows, the style, the font file's content, the version of
    matplotlib and the source of the code that draws.
    """
    from hashlib import sha256

    surroundings = repr((style, digest_font(font), matplotlib_version(), digest_code()))
    return [sha256(f"{chart!r}\n{surroundings}".encode()).hexdigest() for chart in charts]


def digest_font(font: FontFile) -> str:
    """SHA-256 of the font's file, empty for matplotlib's own, which its version tells."""
    if not font.file:
        return ""
    from hashlib import sha256

    return sha256(Path(font.file).read_bytes()).hexdigest()


def digest_code(package: Path = _PACKAGE) -> str:
    """SHA-256 of this package's source and of what formats its numbers.

    Where only compiled code is installed, the program's version has to do.
    """
    from hashlib import sha256

    from reportgen import __version__

    files = (
        *package.glob("*.py"),
        *package.glob("layout/*.py"),
        package.parents[1] / "language" / "formatting.py",
    )
    digest = sha256(__version__.encode())
    for file in sorted(files):
        digest.update(f"\n{file.name}\n".encode() + (file.read_bytes() if file.exists() else b""))
    return digest.hexdigest()


def matplotlib_version() -> str:
    """The installed version, read without importing it; its folder where it is not told.

    `importlib.metadata` would know too, and takes longer than all the rest of a key.
    """
    if "matplotlib" in sys.modules:
        return str(sys.modules["matplotlib"].__version__)
    from importlib.util import find_spec

    spec = find_spec("matplotlib")
    if spec is None or spec.origin is None:
        return ""
    folder = Path(spec.origin).parent
    try:
        return _read_version((folder / "_version.py").read_text("utf-8"))
    except OSError:
        return spec.origin


def _read_version(source: str) -> str:
    """The version in the file that setuptools-scm writes; all of it where it looks otherwise."""
    import re

    found = re.search(r"""^(?:__version__ = )?version = ['"]([^'"]+)['"]""", source, re.MULTILINE)
    return found[1] if found else source
