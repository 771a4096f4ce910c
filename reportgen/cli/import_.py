"""`reportgen import`: a year, and in an empty folder the project, out of a Word file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from reportgen.build.foreign import ENDINGS, as_word_file
from reportgen.cli.console import reporting
from reportgen.cli.import_account import Account, print_account
from reportgen.cli.import_continue import carry_on
from reportgen.cli.import_contradictions import let_pass
from reportgen.cli.import_numbers import write_expressions
from reportgen.cli.import_proposals import write_proposals
from reportgen.cli.import_trial import settle, try_out
from reportgen.cli.import_year import WrittenYear
from reportgen.cli.program import Command, Option, project_option
from reportgen.cli.steps import telling_steps
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems, ReportError, Span, report_error
from reportgen.model.profile import Profile
from reportgen.readers.paths import find_project, find_years, printable
from reportgen.scaffold.importing.choices import Choices
from reportgen.scaffold.importing.placing import place_year
from reportgen.scaffold.importing.reading import Importing, Wanted
from reportgen.storage.causes import cause_of
from reportgen.storage.files import exists, list_folder, read_regular

if TYPE_CHECKING:
    from reportgen.readers.word.reading import WordDocument
    from reportgen.writers.word.emptied import Emptied

_DEFAULT_PROFILE = "jamstalldhetsmyndigheten"
_PAPER = (".pdf",)


def command() -> click.Command:
    """The command `import` with its options."""
    return Command(
        "import",
        about=_("Make a year out of last year's Word file, and in an empty folder a project."),
        callback=run,
        params=[
            click.Argument(
                ["file"], type=click.Path(path_type=Path, readable=False), required=False
            ),
            Option(
                ["--continue", "goes_on"],
                is_flag=True,
                about=_("Carry out what was answered in import.md; then FILE is the year."),
            ),
            Option(
                ["--year"],
                type=click.IntRange(1900, 2099),
                about=_("The year that the report is about; left out, the file says it."),
            ),
            Option(["--region"], about=_("The region, where the file does not name it right.")),
            Option(["--organisation"], about=_("The organisation, likewise.")),
            Option(
                ["--profile"],
                default=_DEFAULT_PROFILE,
                show_default=True,
                about=_("The reporting structure of a new project."),
            ),
            Option(
                ["--keep-template"],
                is_flag=True,
                about=_("Make the template of the file itself: its styles, headers and pages."),
            ),
            Option(
                ["--new", "wants_new"],
                is_flag=True,
                about=_("Make a project of its own in a folder that lies in another project."),
            ),
            project_option(),
        ],
    )


@reporting
def run(
    *,
    file: Path | None,
    goes_on: bool,
    year: int | None,
    region: str | None,
    organisation: str | None,
    profile: str,
    keep_template: bool,
    wants_new: bool,
    project: Path,
) -> None:
    """Read the file, write the year, try it out, and say what became of what."""
    if goes_on:
        carry_on(find_project(project), _year_named(file, year))
        return
    if file is None:
        message = _("no Word file is named")
        hint = _("name it: reportgen import {file} --year 2021", file="arsrapport-2021.docx")
        raise report_error("missing-file", None, message, hint)
    root, is_new = _root(project, file, wants_new=wants_new)
    structure, name = _profile(root, profile, is_new=is_new)
    with telling_steps() as doing:
        doing(_("Reading {file}", file=file.name))
        word, content = _read(file)
        template = _template(content, is_new=is_new) if keep_template else None
        wanted = Wanted(name, year, region, organisation, template, is_new)
        importing = Importing(word, file.name, wanted, structure)
        _refuse_year(root, importing.year)
        own = {} if is_new else _own_settings(root, name)
        doing(_("Comparing what would be printed with the file"))
        imported = settle(importing, Choices(figures=is_new), own, structure)
        names = place_year(root, imported, is_new=is_new)
        doing(_("Looking for the numbers of the text in the tables"))
        there = WrittenYear(root, imported.year)
        numbers = write_expressions(there)
        passed = let_pass(there)
        asked = write_proposals(there, imported, file.name)
        doing(_("Building the year on trial"))
        trial = try_out(there, imported, checked=True)
    elsewhere = root != project.absolute()
    print_account(
        Account(root, file, word.blocks, imported, trial, names, numbers, asked, passed, elsewhere)
    )


def _year_named(file: Path | None, year: int | None) -> int | None:
    """The year whose answers are to be carried out; raises ReportError (unknown-year)."""
    if file is None or year is not None:
        return year
    if file.name.isdecimal():
        return int(file.name)
    message = _("'{name}' is no year: the answers of a year are carried out", name=str(file))
    hint = _("name the year: reportgen import --continue 2021")
    raise report_error("unknown-year", None, message, hint)


def _root(project: Path, file: Path, *, wants_new: bool) -> tuple[Path, bool]:
    """The project's folder, and whether it is yet to be made.

    Raises ReportError: not-empty, project-exists, project-above.
    """
    here, others = project.absolute(), [*_others(project, file)]
    try:
        root = find_project(here)
    except ReportError:
        root = None
    if root is not None and not wants_new:
        if root != here and not others:
            raise _project_above(root)
        return root, False
    if root == here:
        message = _("there is a project in this folder already")
        hint = _("leave --new out: the year comes into that project")
        raise report_error("project-exists", None, message, hint)
    if not others:
        return here, True
    message = _("the folder holds other things: '{name}'", name=printable(others[0]))
    hint = _("make an empty folder, put the Word file there, go to it and import it again")
    raise report_error("not-empty", None, message, hint)


def _project_above(root: Path) -> ReportError:
    """The error for an empty folder inside a project: the year may be meant for either."""
    folder = printable(str(root))
    message = _("this folder is empty, and lies in the project '{folder}'", folder=folder)
    hint = _(
        "is the year to come into that project? Import it there: --project {folder}; "
        "else add --new, and this folder becomes a project of its own",
        folder=folder,
    )
    return report_error("project-above", None, message, hint)


def _others(folder: Path, file: Path) -> Iterator[str]:
    """The names of what stands in a folder beside documents and hidden files."""
    for each in list_folder(folder):
        is_document = each.name.lower().endswith(file.suffix.lower())
        if not is_document and each.name[0] not in ".~":
            yield each.name


def _profile(root: Path, name: str, *, is_new: bool) -> tuple[Profile, str]:
    """The reporting structure of the project, or the one that a new one is to have."""
    from reportgen.readers.profile import read_profile
    from reportgen.readers.project import read_project

    if is_new:
        return read_profile(name, root, Span.of_file(name)), name
    problems = Problems()
    read = read_project(root, problems)
    problems.raise_errors()
    return read.profile, read.settings.profile


def _template(content: bytes, *, is_new: bool) -> Emptied:
    """The template that the file is; raises ReportError where there is a project already."""
    from reportgen.writers.word.emptied import emptied

    if is_new:
        return emptied(content)
    message = _("the project is there already, and keeps its template")
    hint = _("import the file into an empty folder, and take templates/mall.docx from there")
    raise report_error("project-exists", None, message, hint)


def _read(file: Path) -> tuple[WordDocument, bytes]:
    """The document and its bytes; raises ReportError for what is none, with what to do."""
    from reportgen.readers.word.reading import read_word_document

    if file.suffix.lower() in _PAPER:
        message = _("'{file}' is a PDF, which does not say what is a heading", file=file.name)
        hint = _("find the Word file that it was made of, or open it in Word and save it as .docx")
        raise report_error("not-a-word-file", Span.of_file(file.name), message, hint)
    if not exists(file):
        message = _("there is no file '{name}'", name=printable(str(file)))
        hint = _("write its name as it stands in the folder, with .docx at its end")
        raise report_error("missing-file", None, message, hint)
    if file.suffix.lower() not in ENDINGS:
        return read_word_document(file), _content_of(file)
    with TemporaryDirectory() as folder:
        made = as_word_file(file.name, _content_of(file), Path(folder))
        return read_word_document(made), _content_of(made)


def _content_of(file: Path) -> bytes:
    """The bytes of a file of another program; raises ReportError (unreadable-file)."""
    try:
        return read_regular(file)
    except OSError as error:
        message = _("'{file}' can't be read: {reason}", file=file.name, reason=cause_of(error))
        raise report_error("unreadable-file", Span.of_file(file.name), message) from None


def _own_settings(root: Path, profile: str) -> dict[str, bytes]:
    """The files of a project that say how its years are read."""
    names = ["content/reportgen.yaml", *([profile] if profile.endswith((".yaml", ".yml")) else [])]
    return {name: read_regular(root / name) for name in names if exists(root / name)}


def _refuse_year(root: Path, year: int) -> None:
    if year in find_years(root):
        message = _("content/{year} is there already, and nothing is overwritten", year=str(year))
        hint = _("is the report about another year? Say it with --year; else move the folder away")
        raise report_error("year-exists", None, message, hint)
