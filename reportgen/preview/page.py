"""The page as a browser gets it: a shell without anything of the report, which its script fetches.

Anybody on this machine can ask for the shell; the report is for the page that has the key.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from html import escape

from reportgen.diagnostics import Message
from reportgen.diagnostics import Message as _
from reportgen.language.formatting import format_number
from reportgen.language.messages import Translate, translator
from reportgen.preview.desk.words import desk_words, start_words, words_of_changes
from reportgen.preview.grid_words import grid_words


def shell_of(year: int, language: str) -> bytes:
    """The page before the report is in it; its script gets its words in `data-words`."""
    given = words_in(translator(language), year)
    given["point"] = format_number(Decimal("0.5"), language, 1)[1]
    words = escape(json.dumps(given, ensure_ascii=False))
    script = f'<script type="module" src="/preview.js" data-words="{words}"></script>'
    style = '<link rel="stylesheet" href="/preview.css">'
    return _page(language, f"{style}\n{script}\n")


def desk_shell(language: str) -> bytes:
    """The desk's page before anything is on it."""
    translate = translator(language)
    given = {name: translate(each) for name, each in {**grid_words(), **desk_words()}.items()}
    given["point"] = format_number(Decimal("0.5"), language, 1)[1]
    return _shell(language, _("Overview"), "desk.js", given)


def start_shell(language: str) -> bytes:
    """The start page before anything is on it."""
    given = {name: translator(language)(each) for name, each in start_words().items()}
    return _shell(language, _("Annual report"), "start.js", given)


def _shell(language: str, title: Message, script: str, given: Mapping[str, str]) -> bytes:
    """A page of ours with its script, which puts all else on it."""
    words = escape(json.dumps(given, ensure_ascii=False))
    named = escape(translator(language)(title))
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<link rel="icon" href="data:,">\n<title>{named}</title>\n'
        '<link rel="stylesheet" href="/preview.css">\n<link rel="stylesheet" href="/desk.css">\n'
        f'<script type="module" src="/{script}" data-words="{words}"></script>\n'
        f'</head>\n<body class="rg rg-desk">\n<main>\n<h1>{named}</h1>\n</main>\n</body>\n</html>\n'
    ).encode()


def nothing_yet(language: str) -> bytes:
    """What stands in the place of a report that could not be built so far."""
    return _page(language, "")


def _page(language: str, head: str) -> bytes:
    translate = translator(language)
    title = escape(translate(_("Preview")))
    wait = escape(translate(_("The report appears here as soon as it can be built.")))
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<link rel="icon" href="data:,">\n<title>{title}</title>\n{head}</head>\n<body>\n'
        f"<main>\n<h1>{title}</h1>\n<p>{wait}</p>\n</main>\n</body>\n</html>\n"
    ).encode()


def words_in(translate: Translate, year: int) -> dict[str, str]:
    """The words that the script puts on the page of `year`."""
    messages = {
        "preview": _("Preview"),
        "list": _("Errors and findings"),
        "source": _("Where it is written"),
        "show": _("Show in the text"),
        "more": _("{count} more", count="{count}"),
        "close": _("Close"),
        "checking": _("Checking …"),
        "updated": _("Updated {time}", time="{time}"),
        "stale": _("The page shows the text as it was before the errors."),
        "lost": _(
            "The preview has ended. Start it again with: reportgen preview {year}", year=str(year)
        ),
        "stranger": _(
            "This page has no key to the preview. Open the address that the program shows where "
            "it was started, with all that stands behind #."
        ),
        "keys": _("Alt and arrow up or down: from paragraph to paragraph. Enter: write."),
        "desk": _("Overview"),
        "hide_changes": _("Hide the changes of {name}", name="{name}"),
        **words_of_changes(),
        **_words_of_writing(),
    }
    return {name: translate(message) for name, message in {**grid_words(), **messages}.items()}


def _words_of_writing() -> dict[str, Message]:
    return {
        "write": _("Write here"),
        "tools": _("What can be done with the paragraph"),
        "save": _("Save"),
        "cancel": _("Cancel"),
        "remove": _("Take out"),
        "saved": _("Saved."),
        "unsaved": _("Not saved yet: Ctrl+S."),
        "unsaved_lost": _(
            "It could not be saved: the preview does not answer. Your text stays here."
        ),
        "again": _("Try again"),
        "clash": _(
            "Somebody else has changed the same words meanwhile. This is what stands in the file "
            "now; your text is in the box above."
        ),
        "mine": _("Put mine in its place"),
        "theirs": _("Keep what stands there"),
        "drop_question": _("What you wrote is not saved."),
        "drop": _("Drop it"),
        "go_on": _("Go on writing"),
        "remove_section": _(
            "The whole section is taken out of the report. Its file is kept in output/borttaget."
        ),
        "working": _("Working …"),
        "completions": _("Suggestions"),
        "fix": _("Write “{text}”", text="{text}"),
        "grid": _("As a grid"),
        "cell": _("Row {row}, column {column}", row="{row}", column="{column}"),
        "row_add": _("Add a row"),
        "row_remove": _("Remove the row"),
        "column_add": _("Add a column"),
        "column_remove": _("Remove the column"),
        "overwritten": _(
            "Another program has saved {file} as it was before. What was written here is gone:",
            file="{file}",
        ),
        "put_back": _("Put it in again"),
        "leave_out": _("Leave it out"),
        "section_new": _("New section"),
        "section_heading": _("The heading of the new section"),
        "section_make": _("Make it"),
    }
