"""The desk on one screen: what it shows, and what its buttons do."""

from __future__ import annotations

import re
import shutil
import tempfile
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from msgspec import Struct

from reportgen.compose.drafts import FORGIVEN
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems, report_error
from reportgen.language.messages import Translate
from reportgen.preview.desk.commands import Pressed, command_of, earlier_year
from reportgen.preview.desk.documents import list_documents, open_document
from reportgen.preview.desk.jobs import Jobs
from reportgen.preview.desk.returned import MOST_BYTES, Answered, Came, Named, ReturnedFiles
from reportgen.preview.desk.settings import SettingsForm
from reportgen.preview.desk.standing import faults_of, missing_in, sections_of
from reportgen.preview.editions import Editions
from reportgen.preview.rebuilding import Rebuilder
from reportgen.preview.routes import Action, Nothing
from reportgen.preview.writing.places import existing_file
from reportgen.readers.paths import find_years
from reportgen.scaffold.dating import with_date
from reportgen.scaffold.reviewing import mark_reviewed
from reportgen.storage.causes import cannot_write, cause_of
from reportgen.storage.files import read_regular
from reportgen.storage.rewriting import rewrite_all

_UNFIT = re.compile(r"[^\w .()+-]")


class Dated(Struct, frozen=True):
    """The day that the report is to be of."""

    day: date


class WordFile(Struct, frozen=True):
    """A Word file to make a year of; `year` 0 where the file says it."""

    name: str
    content: bytes
    year: int = 0


class Desk:
    """The desk of the year that `rebuilder` builds; `jobs` runs what its buttons do."""

    def __init__(
        self, rebuilder: Rebuilder, editions: Editions, jobs: Jobs, translate: Translate
    ) -> None:
        self.root = rebuilder.root
        self.year = rebuilder.year
        self._rebuilder = rebuilder
        self._editions = editions
        self._jobs = jobs
        self._translate = translate
        self._returned = ReturnedFiles(self.root, self.year, translate)
        self._settings = SettingsForm(self.root, self.year, translate)

    def actions(self) -> dict[str, Action[Any]]:
        """What its page can ask for."""
        return {
            "/desk/standing": Action(Nothing, lambda _asked: self.standing()),
            "/desk/changes": Action(Nothing, lambda _asked: {"lines": self.changes()}),
            "/desk/reviewed": Action(Named, self.reviewed),
            "/desk/date": Action(Dated, self.set_date),
            **self._settings.actions(),
            "/desk/press": Action(Pressed, self.press),
            "/desk/import": Action(WordFile, self.take_word_file, MOST_BYTES),
            "/desk/show": Action(Named, self.show),
            "/desk/returned": Action(Named, self._returned.show),
            "/desk/returned/add": Action(Came, self._returned.add, MOST_BYTES),
            "/desk/returned/answer": Action(Answered, self._returned.answer),
            "/desk/returned/away": Action(Named, self._returned.put_away),
        }

    def standing(self) -> dict[str, object]:
        """All that the page shows at once. Who looks at it may be about to build."""
        self._jobs.prepare()
        edition, composed = self._editions.latest, self._rebuilder.composed
        years = find_years(self.root)
        return {
            "project": self.root.name,
            "year": self.year,
            "years": years,
            "earlier": earlier_year(self.root, self.year),
            "next": None if self.year + 1 in years else self.year + 1,
            "checked": edition.findings is not None or bool(edition.errors),
            "broken": bool(edition.errors),
            "draft": composed is not None and composed.draft,
            "date": composed.year.settings.date if composed else None,
            "sections": sections_of(composed, edition) if composed else [],
            "faults": faults_of(edition, self._translate),
            "fixable": sum(each.correction is not None for each in edition.findings or ()),
            "missing": missing_in(composed.year.statistics, self._translate) if composed else [],
            "documents": list_documents(self.root, self.year),
            "returned": self._returned.names(),
        }

    def changes(self) -> list[dict[str, object]]:
        """What was changed since the year before, a line a section; empty without one."""
        from reportgen.compare import compare_documents
        from reportgen.compose.year import compose
        from reportgen.writers.comparison import STATUSES

        before, now = earlier_year(self.root, self.year), self._rebuilder.composed
        if before is None or now is None:
            return []
        old = compose(self.root, before, Problems(FORGIVEN))
        compared = compare_documents(
            old.document, now.document, old.year.statistics, now.year.statistics
        )
        return [
            {
                "title": each.title,
                "status": self._translate(STATUSES[each.status]),
                "inserted": each.inserted_words,
                "deleted": each.deleted_words,
            }
            for each in compared.sections
        ]

    def reviewed(self, asked: Named) -> dict[str, None]:
        """Take the line out of a section that says that nobody has read it through."""
        composed = self._rebuilder.composed
        sections = composed.document.sections if composed else ()
        span = next((each.review_span for each in sections if each.span.file == asked.name), None)
        if span is None:
            message = _("'{file}' is no section of the report", file=asked.name)
            raise report_error("missing-file", None, message)
        before = self._content_of(span.file)
        after = mark_reviewed(before, span.file, span)
        if after is None:
            message = _("'{file}' was saved by someone else meanwhile", file=span.file)
            raise report_error("file-changed", None, message, _("look at it, and press once more"))
        rewrite_all(self.root, {span.file: (before, after)})
        return {"problem": None}

    def set_date(self, asked: Dated) -> dict[str, None]:
        """Write the report's date into its file."""
        file = f"content/{self.year}/report.yaml"
        before = self._content_of(file)
        rewrite_all(self.root, {file: (before, with_date(before, file, asked.day))})
        return {"problem": None}

    def press(self, pressed: Pressed) -> dict[str, int]:
        """Start the command that a button is."""
        words, own = command_of(self.root, self.year, pressed), ("--project", str(self.root))
        return {"number": self._jobs.start(words, self.root, own).number}

    def take_word_file(self, file: WordFile) -> dict[str, int]:
        """Start `import` of a Word file, which is kept only as long as that takes."""
        return import_word_file(self._jobs, self.root, file)

    def show(self, asked: Named) -> dict[str, None]:
        """Open a document of the year."""
        open_document(self.root, self.year, asked.name)
        return {"problem": None}

    def _content_of(self, file: str) -> bytes:
        """What a file of the report holds; raises ReportError."""
        path = existing_file(self.root, file)
        try:
            return read_regular(path)
        except OSError as error:
            message = _("'{file}' can't be read: {reason}", file=file, reason=cause_of(error))
            raise report_error("unreadable-file", None, message) from None


def import_word_file(jobs: Jobs, root: Path, file: WordFile) -> dict[str, int]:
    """Start `import` of a Word file into `root`; raises ReportError (cannot-write, busy)."""
    name = _UNFIT.sub("-", PurePosixPath(file.name.replace("\\", "/")).name).lstrip(".-")
    try:
        folder = Path(tempfile.mkdtemp(prefix="reportgen-"))
        path = folder / (name[-100:] or "fil.docx")
        path.write_bytes(file.content)
    except OSError as error:
        raise cannot_write(name, error) from None
    year = ("--year", str(file.year)) if file.year else ()

    def done() -> None:
        shutil.rmtree(folder, ignore_errors=True)

    try:
        # By its name alone: it is there for as long as that takes, and lies where nobody looks.
        words, own = ("import", path.name, *year), ("--project", str(root))
        return {"number": jobs.start(words, folder, own, done).number}
    except Exception:
        done()
        raise
