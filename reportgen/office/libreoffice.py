"""Asks LibreOffice what Word would do: the pages that headings land on, and PDF.

The only door to what LibreOffice does; `running` starts it, `warm` keeps one started.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import msgspec

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import report_error
from reportgen.office.running import (
    OfficeError,
    command_with,
    find_libreoffice,
    run_bounded,
)
from reportgen.office.warm import waiting_office
from reportgen.storage.causes import cause_of

# A start takes 1 s, or 20 on a busy machine; after it a page takes about 0.1 s, and is 9 kB.
_START_S = 60
# What waits has started: when it has not answered after this, it is sick.
_WARM_S = 20
_BYTES_A_SECOND = 50_000
_PDF_OPTIONS = {
    "PDFUACompliance": {"type": "boolean", "value": "true"},
    "UseTaggedPDF": {"type": "boolean", "value": "true"},
    "ExportBookmarks": {"type": "boolean", "value": "true"},
    "InitialView": {"type": "long", "value": "1"},  # with the bookmarks beside the page
    "ExportBookmarksToPDFDestination": {"type": "boolean", "value": "true"},
    # A comment would become an annotation, which LibreOffice does not tag.
    "ExportNotes": {"type": "boolean", "value": "false"},
}


def convert_to_pdf(document: bytes) -> bytes:
    """`document`, a .docx, as a tagged PDF with an outline of its headings.

    Raises ReportError: no-libreoffice, libreoffice-failed.
    """
    return convert_all_to_pdf([document])[0]


def convert_all_to_pdf(documents: Sequence[bytes]) -> list[bytes]:
    """The same for several documents: LibreOffice starts once, which takes most of the time."""
    try:
        return _convert(documents)
    except OfficeError as failed:
        message = _("there is no PDF: {reason}", reason=failed.reason)
        raise report_error(failed.code, None, message, failed.hint) from None


def convert_to_word(document: bytes, ending: str) -> bytes:
    """`document` of another program, whose files end in `ending` (".odt"), as a .docx.

    Raises ReportError: no-libreoffice, libreoffice-failed.
    """
    try:
        [made] = _convert([document], ending, "docx", "docx:MS Word 2007 XML")
    except OfficeError as failed:
        message = _("the file can't be made a Word file: {reason}", reason=failed.reason)
        raise report_error(failed.code, None, message, failed.hint) from None
    return made


def _pdf_filter() -> str:
    return f"pdf:writer_pdf_Export:{msgspec.json.encode(_PDF_OPTIONS).decode()}"


def _convert(
    documents: Sequence[bytes], ending: str = ".docx", kind: str = "pdf", how: str | None = None
) -> list[bytes]:
    """Each in another `kind` of file, made by LibreOffice's filter; raises OfficeError."""
    import tempfile

    program = find_libreoffice()
    if program is None:
        raise _absent()
    with tempfile.TemporaryDirectory(prefix="reportgen-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        files = [folder / f"report{number}{ending}" for number in range(len(documents))]
        for file, document in zip(files, documents, strict=True):
            file.write_bytes(document)
        task = _Task(program, folder, files, kind, how or _pdf_filter())
        seconds = longest_s(documents)
        # It saves time, and is not relied on: what it can't do another one is started for.
        with suppress(OfficeError), waiting_office() as waiting:
            if waiting:
                return _carry_out(task, waiting, "warm", seconds - _START_S + _WARM_S)
        return _carry_out(task, folder / "profile", "made", seconds)


class _Task(msgspec.Struct, frozen=True):
    """What `program` is to do: `files`, which lie in `folder`, as another `kind`, and `how`."""

    program: str
    folder: Path
    files: Sequence[Path]
    kind: str
    how: str


def _absent() -> OfficeError:
    hint = _("install it from libreoffice.org; nothing needs to be set")
    return OfficeError("no-libreoffice", _("LibreOffice is not installed"), hint)


def longest_s(documents: Sequence[bytes]) -> float:
    """How many seconds LibreOffice may take for `documents`, by how much text is in them."""
    from zipfile import BadZipFile, ZipFile

    size = 0
    for document in documents:
        with suppress(BadZipFile, KeyError), ZipFile(BytesIO(document)) as package:
            size += package.getinfo("word/document.xml").file_size
    return _START_S + size / _BYTES_A_SECOND


def _carry_out(task: _Task, profile: Path, place: str, seconds: float) -> list[bytes]:
    """What LibreOffice makes in the folder `place`, within `seconds`; raises OfficeError."""
    made = task.folder / place
    said = _run(task, profile, made, seconds)
    try:
        return [(made / file.name).with_suffix(f".{task.kind}").read_bytes() for file in task.files]
    except FileNotFoundError:
        reason = _("LibreOffice failed ({said})", said=said)
        raise OfficeError("libreoffice-failed", reason) from None


def _run(task: _Task, profile: Path, made: Path, seconds: float) -> str:
    """Convert into the folder `made`; returns what LibreOffice said. Raises OfficeError."""
    words = ["--convert-to", task.how, "--outdir", str(made), *map(str, task.files)]
    command = command_with(task.program, profile, *words)
    log = made.with_name(f"{made.name}.txt")
    try:
        with log.open("wb") as said:
            code = run_bounded(command, task.folder, said, seconds)
    except OSError as error:
        reason = _("LibreOffice can't be started ({reason})", reason=cause_of(error))
        raise OfficeError("libreoffice-failed", reason) from None
    if code is None:
        reason = _("LibreOffice had not answered after {count} s", count=round(seconds))
        hint = _("try once more; if it happens again, 'page_numbers: false' builds without it")
        raise OfficeError("libreoffice-failed", reason, hint)
    return log.read_text("utf-8", "replace").strip()[-200:] or f"exit {code}"


def pages_in_libreoffice(document: bytes) -> dict[str, int]:
    """The page of each `_Toc…` bookmark of a .docx; raises OfficeError."""
    return dict(_destinations(_convert([document])[0]))


# LibreOffice writes a bookmark's underscore in a PDF destination as its code.
_DESTINATION = re.compile(r"/?(?:5F|_)(Toc[0-9]+)")


def _destinations(pdf: bytes) -> Iterator[tuple[str, int]]:
    """The bookmarks that contents link to, and the pages that they are on, from 1."""
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(pdf))
    for name, destination in reader.named_destinations.items():
        found = _DESTINATION.fullmatch(name)
        page = reader.get_destination_page_number(destination) if found else None
        if found and page is not None:
            yield f"_{found[1]}", page + 1
