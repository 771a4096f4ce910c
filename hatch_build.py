"""Compiles the message catalogues and the extract of CLDR when reportgen is installed.

`python hatch_build.py` does the same in a checkout, after a catalogue was edited.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent
LOCALE = ROOT / "reportgen" / "language" / "locale"


def compile_catalogues() -> None:
    """Write a .mo file beside every .po file."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for source in sorted(LOCALE.rglob("*.po")):
        with source.open("rb") as text:
            catalogue = read_po(text)
        with source.with_suffix(".mo").open("wb") as binary:
            write_mo(binary, catalogue)


def extract_cldr() -> None:
    """Write what reportgen needs of CLDR beside the catalogues, for each language."""
    sys.path.insert(0, str(ROOT))
    from reportgen.language.cldr import LOCALES, extract_locale, locale_file

    for language in LOCALES:
        path = locale_file(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        content = json.dumps(extract_locale(language), ensure_ascii=False, indent=0)
        path.write_text(content, encoding="utf-8", newline="\n")


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
            extract_cldr()


if __name__ == "__main__":
    compile_catalogues()
    extract_cldr()
