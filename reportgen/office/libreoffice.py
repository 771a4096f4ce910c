"""Asks LibreOffice what Word would do: the pages that headings land on, and PDF.

The only door to LibreOffice. It runs with a profile of its own in a
temporary folder, so that a window that someone has open is left alone.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import msgspec

from reportgen.diagnostics import Message, report_error
from reportgen.diagnostics import Message as _
from reportgen.storage.cache import Cache
from reportgen.storage.causes import cause_of

# A start takes 1 s, or 20 on a busy machine; after it a page takes about 0.1 s, and is 9 kB.
_START_S = 60
_BYTES_A_SECOND = 50_000
# Answers of a hundred bytes, one for each change that moves pages.
_MOST_KEPT = 1000
_PLACES = {
    "win32": (
        r"C:\Program Files\LibreOffice\program\soffice.exe",
        r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    ),
    "darwin": ("/Applications/LibreOffice.app/Contents/MacOS/soffice",),
}
_PDF_OPTIONS = {
    "PDFUACompliance": {"type": "boolean", "value": "true"},
    "UseTaggedPDF": {"type": "boolean", "value": "true"},
    "ExportBookmarks": {"type": "boolean", "value": "true"},
    "InitialView": {"type": "long", "value": "1"},  # with the bookmarks beside the page
    "ExportBookmarksToPDFDestination": {"type": "boolean", "value": "true"},
    # A comment would become an annotation, which LibreOffice does not tag.
    "ExportNotes": {"type": "boolean", "value": "false"},
}


@cache
def find_libreoffice() -> str | None:
    """The program's path, or None where LibreOffice is not installed."""
    for name in ("soffice", "libreoffice"):
        found = shutil.which(name)
        if found:
            return found
    return next((place for place in _PLACES.get(sys.platform, ()) if Path(place).exists()), None)


@cache
def libreoffice_version() -> str:
    """What the program says of its version; empty where it is not installed.

    Asked of the files beside the program where that is possible: a start takes long.
    """
    program = find_libreoffice()
    if program is None:
        return ""
    folder = Path(program).resolve().parent
    for name in ("versionrc", "version.ini"):
        try:
            return (folder / name).read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
    return str(folder)


class LibreOfficeError(Exception):
    """LibreOffice made no PDF: a `code`, the reason, and what to do about it."""

    def __init__(self, code: str, reason: Message, hint: Message | None = None) -> None:
        super().__init__(str(reason))
        self.code, self.reason, self.hint = code, reason, hint


def convert_to_pdf(document: bytes) -> bytes:
    """`document`, a .docx, as a tagged PDF with an outline of its headings.

    Raises ReportError: no-libreoffice, libreoffice-failed.
    """
    return convert_all_to_pdf([document])[0]


def convert_all_to_pdf(documents: Sequence[bytes]) -> list[bytes]:
    """The same for several documents: LibreOffice starts once, which takes most of the time."""
    try:
        return _convert(documents)
    except LibreOfficeError as failed:
        message = _("there is no PDF: {reason}", reason=failed.reason)
        raise report_error(failed.code, None, message, failed.hint) from None


def convert_to_word(document: bytes, ending: str) -> bytes:
    """`document` of another program, whose files end in `ending` (".odt"), as a .docx.

    Raises ReportError: no-libreoffice, libreoffice-failed.
    """
    try:
        [made] = _convert([document], ending, "docx", "docx:MS Word 2007 XML")
    except LibreOfficeError as failed:
        message = _("the file can't be made a Word file: {reason}", reason=failed.reason)
        raise report_error(failed.code, None, message, failed.hint) from None
    return made


def _pdf_filter() -> str:
    return f"pdf:writer_pdf_Export:{msgspec.json.encode(_PDF_OPTIONS).decode()}"


def _convert(
    documents: Sequence[bytes], ending: str = ".docx", kind: str = "pdf", how: str | None = None
) -> list[bytes]:
    """Each in another `kind` of file, made by LibreOffice's filter; raises LibreOfficeError."""
    import tempfile

    program = find_libreoffice()
    if program is None:
        raise _absent()
    with tempfile.TemporaryDirectory(prefix="reportgen-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        files = [folder / f"report{number}{ending}" for number in range(len(documents))]
        for file, document in zip(files, documents, strict=True):
            file.write_bytes(document)
        made = folder / "made"
        said = _run(program, made, files, longest_s(documents), how or _pdf_filter())
        try:
            return [(made / file.name).with_suffix(f".{kind}").read_bytes() for file in files]
        except FileNotFoundError:
            raise LibreOfficeError(
                "libreoffice-failed", _("LibreOffice failed ({said})", said=said)
            ) from None


def _absent() -> LibreOfficeError:
    hint = _("install it from libreoffice.org; nothing needs to be set")
    return LibreOfficeError("no-libreoffice", _("LibreOffice is not installed"), hint)


def longest_s(documents: Sequence[bytes]) -> float:
    """How many seconds LibreOffice may take for `documents`, by how much text is in them."""
    from zipfile import BadZipFile, ZipFile

    size = 0
    for document in documents:
        with suppress(BadZipFile, KeyError), ZipFile(BytesIO(document)) as package:
            size += package.getinfo("word/document.xml").file_size
    return _START_S + size / _BYTES_A_SECOND


def _run(program: str, made: Path, files: Sequence[Path], seconds: float, how: str) -> str:
    """Convert `files` into the folder `made`; returns what LibreOffice said.

    Raises LibreOfficeError.
    """
    folder = made.parent
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        how,
        "--outdir",
        str(made),
        *map(str, files),
    ]
    log = folder / "log.txt"
    try:
        with log.open("wb") as said:
            code = _run_bounded(command, folder, said, seconds)
    except OSError as error:
        reason = _("LibreOffice can't be started ({reason})", reason=cause_of(error))
        raise LibreOfficeError("libreoffice-failed", reason) from None
    if code is None:
        reason = _("LibreOffice had not answered after {count} s", count=round(seconds))
        hint = _("try once more; if it happens again, 'page_numbers: false' builds without it")
        raise LibreOfficeError("libreoffice-failed", reason, hint)
    return log.read_text("utf-8", "replace").strip()[-200:] or f"exit {code}"


def _run_bounded(command: list[str], folder: Path, log: BinaryIO, seconds: float) -> int | None:
    """Run `command`; its exit code, None where it took longer than `seconds`.

    LibreOffice starts further processes: whatever happens here, none of them is left.
    """
    import subprocess

    process = subprocess.Popen(  # noqa: S603 - our own command, no shell
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=log,
        cwd=folder,
        env={**os.environ, "SAL_USE_VCLPLUGIN": "svp"},
        start_new_session=True,
    )
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        if process.poll() is None:
            _end_with_children(process.pid)
            process.wait()


def _end_with_children(process: int) -> None:
    """End the process and all that it started (on POSIX it leads a group of its own)."""
    import signal
    import subprocess

    if sys.platform == "win32":
        command = ["taskkill", "/F", "/T", "/PID", str(process)]
        subprocess.run(command, capture_output=True, check=False)  # noqa: S603
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process, signal.SIGKILL)


def find_pages(document: bytes, root: Path) -> dict[str, int]:
    """The page of each `_Toc…` bookmark of a .docx; raises LibreOfficeError.

    The project in `root` keeps the answer by what moves pages, so that LibreOffice is asked only
    when something of that has changed.
    """
    if find_libreoffice() is None:
        raise _absent()
    cache, key = Cache(root, "pages", ".json", _MOST_KEPT), _layout_key(document)
    pages = _parse_pages(cache.read(key))
    if pages is None:
        pages = dict(_destinations(_convert([document])[0]))
        cache.keep(key, msgspec.json.encode(pages))
    return pages


def _parse_pages(kept: bytes | None) -> dict[str, int] | None:
    """The pages that were kept; None where it is no such thing."""
    try:
        pages = msgspec.json.decode(kept or b"null", type=dict[str, int])
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return pages if all(name.startswith("_Toc") for name in pages) else None


# Parts that move no page: what the file says of itself, and pictures and charts, whose sizes
# stand in the text. Alternative texts move none either.
_STILL = re.compile(r"(?:.*/)?(?:docProps|customXml|media|charts|embeddings)/")
_ALT_TEXT = re.compile(rb' descr="[^"]*"')


def _layout_key(document: bytes) -> str:
    """A name for all of a .docx that moves pages, and for the LibreOffice that says where to."""
    from zipfile import ZipFile

    digest = sha256(libreoffice_version().encode())
    with ZipFile(BytesIO(document)) as package:
        for name in sorted(package.namelist()):
            if not _STILL.match(name):
                digest.update(name.encode() + b"\0" + _ALT_TEXT.sub(b"", package.read(name)))
    return digest.hexdigest()[:32]


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
