"""The words of the desk and of the start page."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.diagnostics import Message
from reportgen.diagnostics import Message as _
from reportgen.preview.desk.settings_words import settings_words
from reportgen.preview.system_editor import system_button


def desk_words() -> Mapping[str, Message]:
    """What the desk's script puts on its page, by the names that it has for it."""
    return {
        "desk": _("Overview"),
        "desk_of": _("Report of {year}", year="{year}"),
        "report": _("Read and write the report"),
        "start": _("Other projects"),
        "reading": _("The report is being read …"),
        "broken": _("The report can't be built as it is now. What is wrong stands first below."),
        "sections": _("Sections"),
        "reviewed_of": _("{count} of {all} are read through", count="{count}", all="{all}"),
        "reviewed": _("Read through"),
        "unreviewed": _("Not read through yet"),
        "review_done": _("I have read it through"),
        "to_mend": _("to look at: {count}", count="{count}"),
        "faults": _("What the check says, worst first"),
        "no_faults": _("Nothing found."),
        "more": _("{count} more", count="{count}"),
        "fix": _("Mend what has one right answer: {count}", count="{count}"),
        "figures_missing": _("Figures that are missing"),
        "none_missing": _("Every table and number is filled in."),
        "fill_in": _("Fill in"),
        "open_text": system_button(),
        "changed_since": _("Changed since {year}", year="{year}"),
        "same": _("The text is the same in all sections."),
        "words_in_out": _("{in} words in, {out} out", **{"in": "{in}", "out": "{out}"}),
        "diff": _("Compare with {year}, word by word", year="{year}"),
        **_words_of_doing(),
        **_words_of_returned(),
        **settings_words(),
    }


def _words_of_doing() -> Mapping[str, Message]:
    return {
        "documents": _("Documents"),
        "date": _("The report's date"),
        "build_docx": _("Build the Word file"),
        "build_pdf": _("Build Word and PDF"),
        "build_html": _("Build Word and a web page"),
        "as_draft": _("as a draft: what is missing is marked"),
        "open": _("Open {name}", name="{name}"),
        "outdated": _("older than what is written now"),
        "none_built": _("Nothing is built yet."),
        "next": _("Begin the report of {year}", year="{year}"),
        "import": _("Bring in an older year out of Word"),
        "import_year": _("The year that the file is about (may be left empty)"),
        "years": _("Other years"),
        "running": _("{command} – {seconds} s", command="{command}", seconds="{seconds}"),
        "done": _("Done."),
        "failed": _("It did not work. This is what the command says:"),
        "said": _("What the command said"),
        "lost": _("The program does not answer: it has ended. Start it again."),
        "stranger": _(
            "This page has no key to the preview. Open the address that the program shows where "
            "it was started, with all that stands behind #."
        ),
        "close": _("Close"),
        "choose_file": _("Choose a Word file"),
    }


def words_of_changes() -> Mapping[str, Message]:
    """What is told of each change that came back, on the desk and beside the text."""
    return {
        "accept": _("Take it in"),
        "decline": _("Leave it"),
        "before": _("Before"),
        "after": _("After"),
        "comment_on": _("Comment on “{text}”", text="{text}"),
    }


def _words_of_returned() -> Mapping[str, Message]:
    return {
        "returned": _("Came back for review"),
        "returned_about": _(
            "Drop a Word file here that somebody has commented or changed, or choose it."
        ),
        "look": _("Go through {name}", name="{name}"),
        **words_of_changes(),
        "beside": _("Show them beside the text"),
        "accept_all": _("Take in all that can be: {count}", count="{count}"),
        "put_away": _("Done with this file"),
        "undo_taken": _("Undo what was taken in"),
        "with_numbers": _("numbers into the figures too, where they add up"),
        "no_changes": _("There is no change and no comment in the file."),
        "list_taken": _("Can be taken in"),
        "list_already": _("In the text already"),
        "list_numbers": _("Numbers that the program computes"),
        "list_conflict": _("Changed on both sides"),
        "list_declined": _("Left as it was"),
        "list_not-understood": _("To be done by hand"),
    }


def start_words() -> Mapping[str, Message]:
    """What the start page's script puts on its page."""
    doing = _words_of_doing()
    return {
        **{
            name: doing[name]
            for name in ("running", "done", "failed", "said", "lost", "stranger", "close")
        },
        "begin": _("Where to begin"),
        "recent": _("Opened last"),
        "no_recent": _("No report has been opened on this computer yet."),
        "forget": _("Take {name} out of the list", name="{name}"),
        "open_other": _("Open a report in another folder"),
        "folder": _("Folder"),
        "open_it": _("Open"),
        "new": _("A new report"),
        "new_about": _("Makes a folder with everything to fill in, which can be built at once."),
        "new_folder": _("Folder, which is made"),
        "region": _("The region, as reports name it: region Nord"),
        "organisation": _("The organisation that sends the report"),
        "year": _("The year that the report is about"),
        "make": _("Begin the report"),
        "from_word": _("A report out of last year's Word file"),
        "from_word_about": _("Text, tables and figures are brought over. The file stays as it is."),
        "bring_in": _("Bring it in"),
        "optional_year": _("The year that the file is about (may be left empty)"),
        "word_file": _("Word file"),
        "end": _("End the program"),
        "ended": _("The program has ended. This page can be closed."),
        "opening": _("Opening …"),
    }
