"""A folder that runs on Windows without Python being installed: unzip it, double-click a file.

It is put together of what others have signed or published: the embeddable Python of python.org,
handed over as it is, and wheels. Nothing in it is a program of ours, and nothing is installed.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from io import BytesIO
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from msgspec import Struct

from reportgen.diagnostics import Message, report_error
from reportgen.diagnostics import Message as _
from reportgen.storage.causes import cannot_write, cause_of
from reportgen.storage.files import list_folder, read_regular, replacing

TOP = "reportgen"
_PYTHON, _LIBRARIES = "python", "bibliotek"
_PLATFORMS = {"amd64": "win_amd64", "arm64": "win_arm64"}
_PATHS = re.compile(r"python(?P<major>3)(?P<minor>\d+)\._pth")
_DIST_INFO = re.compile(r"(?P<name>[^/]+)-[^/-]+\.dist-info/METADATA")
# Loaders that pip would make are no program that anybody has signed.
_DATA = re.compile(r"[^/]+\.data/(?P<kind>[a-z]+)/(?P<rest>.+)")
_KEPT_DATA = ("purelib", "platlib")
# Python brings all of the runtime of Visual C++ but this.
_RUNTIME = "msvcp140"
# From the root of a drive; Explorer unzips nothing beyond 260 characters.
MOST_LETTERS = 260

_START = """\
@echo off
rem Öppnar årsrapporten i webbläsaren. Inget installeras, och ingen behöver vara administratör.
chcp 65001 >nul
title Årsrapport
if not exist "%~dp0python\\python.exe" goto packed
"%~dp0python\\python.exe" -m reportgen start %*
if errorlevel 1 pause
goto end
:packed
echo.
echo Packa upp hela mappen först: högerklicka på zipfilen och välj "Extrahera alla".
echo Öppna sedan Rapport.cmd i den uppackade mappen.
echo.
pause
:end
"""

_READ_ME = """\
Årsrapport med reportgen {version}
==================================

1. Packa upp hela mappen, till exempel i Dokument: högerklicka på zipfilen och välj
   "Extrahera alla".
2. Dubbelklicka på Rapport.cmd. Rapporten öppnas i webbläsaren.
3. Ett litet svart fönster är öppet så länge. Stäng det när du är klar.

Frågar Windows om filen kommer från internet: högerklicka på zipfilen, välj Egenskaper och
"Avblockera" innan du packar upp. Säger datorn ändå nej är det er it-avdelning som bestämmer.

Inget installeras. Ta bort mappen, så är programmet borta; dina rapporter ligger i sina egna mappar.

I mappen finns Python {python} från python.org, oförändrat (SHA-256 för den hämtade filen:
{digest}), och biblioteken i mappen {libraries}, var och en med sin licens.
Mappen är sammanställd av reportgen portable. Den har inte provats på den här datorn.
"""


class Packed(Struct, frozen=True):
    """A folder that was packed: its file, how many bytes, which Python with which digest.

    `libraries` are those that are in it, `longest` the letters of its longest path. Those in
    `bare` need a part of Windows that Office brings, and the smallest Windows has not.
    """

    file: Path
    size: int
    python: str
    digest: str
    libraries: tuple[str, ...]
    longest: int
    bare: tuple[str, ...]


class Wanted(Struct, frozen=True):
    """What is packed: python.org's zip, reportgen's wheel, exact versions (None: the newest)."""

    python: Path
    wheel: Path
    constraints: Path | None
    version: str


def pack(wanted: Wanted, target: Path, tell: Callable[[Message], None]) -> Packed:
    """Put the folder together as the zip file `target`; what is done is told as it begins.

    Raises ReportError: not-an-embeddable-python, not-a-wheel, no-pip, no-wheels, unreadable-file,
    cannot-write.
    """
    python = _read(wanted.python)
    version, platform = _kind_of(python, wanted.python.name)
    _refuse_other(wanted.wheel)
    digest = sha256(python).hexdigest()
    read_me = _READ_ME.format(
        version=wanted.version, python=version, digest=digest, libraries=_LIBRARIES
    )
    files = {"Rapport.cmd": _in_windows(_START), "LÄS MIG.txt": _in_windows(read_me, "utf-8-sig")}
    with TemporaryDirectory(prefix="reportgen-") as name:
        tell(_("Fetching the libraries for Windows …"))
        _fetch(wanted, version, platform, Path(name))
        wheels = [Path(each) for each in list_folder(Path(name))]
        tell(_("Packing {count} library …", "Packing {count} libraries …", count=len(wheels)))
        try:
            names = _write(target, files, python, wheels)
        except OSError as error:
            raise cannot_write(str(target), error) from None
        bare = tuple(each.name.partition("-")[0] for each in wheels if _is_bare(each))
    libraries = sorted(found["name"] for each in names if (found := _DIST_INFO.search(each)))
    longest, size = max(map(len, names)), target.stat().st_size
    return Packed(target, size, version, digest, tuple(libraries), longest, bare)


def _is_bare(wheel: Path) -> bool:
    """Whether a module in it needs the runtime of C++ and the wheel does not bring it."""
    with ZipFile(BytesIO(read_regular(wheel))) as package:
        names = [each.filename.lower() for each in _files_of(package)]
        if any(_RUNTIME in name for name in names):
            return False
        modules = (each for each in _files_of(package) if each.filename.endswith(".pyd"))
        return any(b"%b.dll" % _RUNTIME.encode() in package.read(m).lower() for m in modules)


def _in_windows(text: str, encoding: str = "utf-8") -> bytes:
    return text.replace("\n", "\r\n").encode(encoding)


def _read(file: Path) -> bytes:
    try:
        return read_regular(file)
    except OSError as error:
        message = _("'{file}' can't be read: {reason}", file=str(file), reason=cause_of(error))
        raise report_error("unreadable-file", None, message) from None


def _kind_of(python: bytes, name: str) -> tuple[str, str]:
    """The version, such as 3.12, and the platform of pip that an embeddable Python is of."""
    try:
        with ZipFile(BytesIO(python)) as package:
            names = package.namelist()
    except BadZipFile:
        names = []
    found = next(filter(None, map(_PATHS.fullmatch, names)), None)
    platform = next((each for word, each in _PLATFORMS.items() if word in name), "win_amd64")
    if found is None or "python.exe" not in names:
        message = _("'{file}' is not the embeddable Python of python.org", file=name)
        hint = _("fetch “Windows embeddable package (64-bit)” from python.org/downloads/windows")
        raise report_error("not-an-embeddable-python", None, message, hint)
    return f"{found['major']}.{found['minor']}", platform


def _refuse_other(wheel: Path) -> None:
    """Raise ReportError (not-a-wheel) for what is no wheel of reportgen."""
    if not (wheel.name.startswith("reportgen-") and wheel.suffix == ".whl"):
        message = _("'{file}' is no wheel of reportgen", file=wheel.name)
        hint = _("make one where its source is: python -m build --wheel")
        raise report_error("not-a-wheel", None, message, hint)
    _read(wheel)


def _fetch(wanted: Wanted, version: str, platform: str, folder: Path) -> None:
    """Have pip put reportgen's wheel and those of its libraries for Windows into `folder`."""
    bounds = ("--constraint", str(wanted.constraints)) if wanted.constraints else ()
    command = [
        *(sys.executable, "-P", "-m", "pip", "--disable-pip-version-check", "download", "--quiet"),
        *("--only-binary=:all:", "--platform", platform, "--implementation", "cp"),
        *("--python-version", version, "--dest", str(folder), *bounds),
        str(wanted.wheel),
    ]
    said = subprocess.run(  # noqa: S603 - pip, of our own Python
        command, capture_output=True, text=True, errors="replace", check=False
    )
    if "No module named pip" in said.stderr:
        message = _("this Python has no pip: {python}", python=sys.executable)
        raise report_error("no-pip", None, message, _("run it with a Python that has one"))
    if said.returncode:
        lines = [each for each in said.stderr.splitlines() if each.startswith("ERROR")]
        message = _("pip could not fetch the libraries: {said}", said=" ".join(lines)[:500])
        hint = _("it needs the network, or a folder of wheels: PIP_FIND_LINKS")
        raise report_error("no-wheels", None, message, hint)


def _write(
    target: Path, files: dict[str, bytes], python: bytes, wheels: Sequence[Path]
) -> list[str]:
    """Write the zip, whole or not at all; returns the names in it."""
    with replacing(target) as stream, ZipFile(stream, "w", ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(f"{TOP}/{name}", content)
        for name, content in _of_python(python):
            made.writestr(f"{TOP}/{_PYTHON}/{name}", content)
        for wheel in wheels:
            for name, content in _of_wheel(read_regular(wheel)):
                made.writestr(f"{TOP}/{_LIBRARIES}/{name}", content)
        return made.namelist()


def _of_python(python: bytes) -> Iterator[tuple[str, bytes]]:
    """Its files as they are, but for the list of places where it looks for modules.

    With that list Python looks nowhere else: no variable and no other Python can add to it.
    """
    with ZipFile(BytesIO(python)) as package:
        for each in _files_of(package):
            content = package.read(each)
            if _PATHS.fullmatch(each.filename):
                content = content.rstrip() + f"\r\n..\\{_LIBRARIES}\r\n".encode()
            yield each.filename, content


def _of_wheel(wheel: bytes) -> Iterator[tuple[str, bytes]]:
    """The modules of a wheel where an installation has them (PEP 427); no scripts."""
    with ZipFile(BytesIO(wheel)) as package:
        for each in _files_of(package):
            found = _DATA.fullmatch(each.filename)
            if found is None:
                yield each.filename, package.read(each)
            elif found["kind"] in _KEPT_DATA:
                yield found["rest"], package.read(each)


def _files_of(package: ZipFile) -> Iterator[ZipInfo]:
    """The files of a zip whose names lead nowhere else."""
    for each in package.infolist():
        parts = PurePosixPath(each.filename.replace("\\", "/")).parts
        if not each.filename.endswith("/") and parts and ".." not in parts and parts[0] != "/":
            yield each
