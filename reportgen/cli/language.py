"""Which language the command line speaks: the project's, found before anything is read."""

from __future__ import annotations

import gettext
import os
import re
from collections.abc import Sequence
from pathlib import Path

from reportgen.language.messages import CATALOGUES, Translate, translator
from reportgen.storage.files import read_regular

_SETTING = re.compile(rb"^language:\s*[\"']?([a-z]{2})\b", re.MULTILINE)
_current = "sv"


def speak(arguments: Sequence[str]) -> None:
    """Choose the language of help and messages from the project that `arguments` mean."""
    global _current  # noqa: PLW0603 - a process speaks one language
    _current = language_of(_project_folder(arguments))
    # click's own words ("Usage", "Options") come from gettext's default domain.
    os.environ["LANGUAGE"] = _current
    gettext.bindtextdomain("messages", str(CATALOGUES))


def language() -> str:
    """The chosen language."""
    return _current


def say() -> Translate:
    """The translator of the chosen language."""
    return translator(_current)


def _project_folder(arguments: Sequence[str]) -> Path:
    """The value of `--project`, long before the options are read in earnest."""
    for index, argument in enumerate(arguments):
        name, equals, value = argument.partition("=")
        if name == "--project":
            return Path(value if equals else "".join(arguments[index + 1 : index + 2]))
    return Path()


def language_of(start: Path) -> str:
    """The `language:` of the project around `start`; Swedish where none is found."""
    folder = start.absolute()
    for place in (folder, *folder.parents):
        try:
            content = read_regular(place / "content" / "reportgen.yaml")
        except OSError:
            continue
        found = _SETTING.search(content)
        return found[1].decode() if found and found[1] in (b"sv", b"en") else "sv"
    return "sv"
