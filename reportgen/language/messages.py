"""Says messages in a language: the only door to the gettext catalogues."""

from __future__ import annotations

import gettext
from collections.abc import Callable
from functools import cache
from pathlib import Path

from reportgen.diagnostics import Message

Translate = Callable[[Message], str]
LANGUAGES = ("sv", "en")
CATALOGUES = Path(__file__).parent / "locale"


@cache
def translator(language: str) -> Translate:
    """A function that says a message in `language`; in English where there is no catalogue."""
    catalogue = gettext.translation("reportgen", CATALOGUES, [language], fallback=True)

    def translate(message: Message) -> str:
        if message.plural is None:
            template = catalogue.gettext(message.template)
        else:
            count = message.values.get("count")
            number = count if isinstance(count, int) else 0
            template = catalogue.ngettext(message.template, message.plural, number)
        values = {
            name: translate(value) if isinstance(value, Message) else value
            for name, value in message.values.items()
        }
        return template.format(**values)

    return translate
