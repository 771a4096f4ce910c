"""Compiles the message catalogues when reportgen is installed or packaged.

`python hatch_build.py` does the same in a checkout, after a catalogue was edited.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

LOCALE = Path(__file__).parent / "reportgen" / "locale"


def compile_catalogues() -> None:
    """Write a .mo file beside every .po file."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for source in sorted(LOCALE.rglob("*.po")):
        with source.open("rb") as text:
            catalogue = read_po(text)
        with source.with_suffix(".mo").open("wb") as binary:
            write_mo(binary, catalogue)


try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:
    pass
else:

    class CatalogueHook(BuildHookInterface[Any]):
        """Run by hatchling before it packs, for an editable install too."""

        PLUGIN_NAME = "catalogues"

        def initialize(self, version: str, build_data: dict[str, Any]) -> None:
            """Compile the catalogues into the source tree."""
            del version, build_data
            compile_catalogues()


if __name__ == "__main__":
    compile_catalogues()
