"""The page as a browser gets it: the report, and at its end the preview's script and style."""

from __future__ import annotations

import json
from html import escape

from reportgen.diagnostics import Message as _
from reportgen.language.messages import Translate, translator
from reportgen.preview.editions import Edition


def page_of(edition: Edition, year: int, language: str) -> bytes:
    """The page of `edition`; before the first good one, one that holds nothing of the report.

    What stands behind a page's end belongs to its body (HTML, 13.2.6.4.22), so that the place
    is there whatever a template leaves out.
    """
    page = edition.page or _nothing_yet(language)
    words = escape(json.dumps(words_in(translator(language), year), ensure_ascii=False))
    given = f'data-version="{edition.version}" data-head="{edition.head}" data-words="{words}"'
    script = f'<script type="module" src="/preview.js" {given}></script>'
    return page + f'<link rel="stylesheet" href="/preview.css">\n{script}\n'.encode()


def _nothing_yet(language: str) -> bytes:
    translate = translator(language)
    title = escape(translate(_("Preview")))
    wait = escape(translate(_("The report appears here as soon as it can be built.")))
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<link rel="icon" href="data:,">\n<title>{title}</title>\n</head>\n<body>\n'
        f"<main>\n<h1>{title}</h1>\n<p>{wait}</p>\n</main>\n</body>\n</html>\n"
    ).encode()


def words_in(translate: Translate, year: int) -> dict[str, str]:
    """The words that the script puts on the page of `year`."""
    messages = {
        "preview": _("Preview"),
        "list": _("Errors and findings"),
        "source": _("Where it is written"),
        "open": _("Open in the editor"),
        "show": _("Show in the text"),
        "more": _("{count} more", count="{count}"),
        "close": _("Close"),
        "checking": _("Checking …"),
        "updated": _("Updated {time}", time="{time}"),
        "stale": _("The page shows the text as it was before the errors."),
        "lost": _(
            "The preview has ended. Start it again with: reportgen preview {year}", year=str(year)
        ),
        "keys": _("Alt and arrow up or down: from paragraph to paragraph. Enter: open."),
    }
    return {name: translate(message) for name, message in messages.items()}
