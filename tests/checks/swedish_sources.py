"""Running Swedish that nobody of this project wrote, taken out of packages for measuring.

The packages are fetched by name with this machine's clients (apt-get knows none before its first
`update`). Nothing of them is ever committed: some licences allow reading them here, and no more.
"""

from __future__ import annotations

import bz2
import io
import json
import random
import re
import shutil
import subprocess
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml.html import HtmlElement, HTMLParser, document_fromstring

# What is typed or seen on a screen, inside a paragraph: such a paragraph is no prose.
_NO_PROSE = ("code", "cmd", "tt", "kbd", "pre", "input", "br", "img", "media", "sup")
# Where paragraphs are about the page, not in its text.
_AROUND = ("pre", "footer", "info", "table")
# Code, addresses, paths in menus ("Format - Tecken") and on disks; letters that were not read; a
# word three times in a row, as a machine hears noise.
_CODE = re.compile(
    r"[\\`*_\[\]<>{}|~^$@#=→•�]|://|(?<!\w)/|/(?!\w)|/\w+/| - [A-ZÅÄÖ]|\w\(\)|\b(\S+ )\1\1"
)
_SWEDISH = re.compile(r"\b(?:och|att|är|som|för|på|det|den|av|inte|en|ett|till|med)\b")
_OTHER = re.compile(r"\b(?:the|of|and|this|you|your|with|used|to|og|ikke|af)\b", re.IGNORECASE)
_WHOLE = re.compile(r"[”\"]?[A-ZÅÄÖ0-9].*[.!?][”\")]*", re.DOTALL)
_SAID_TOGETHER = 4


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of running prose, and the package that it is from."""

    source: str
    text: str

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())


@dataclass(frozen=True)
class Source:
    """A package; `read` takes the Swedish out of its files whose path ends as `path`, a pattern.

    `share` is its part of a sample, in proportion to the others' shares.
    """

    name: str
    client: str
    path: str
    read: Callable[[bytes], Iterator[str]]
    share: int
    about: str


class MissingPackageError(Exception):
    """A package is not to be had here; says why."""


def _read_page(content: bytes) -> Iterator[str]:
    """The paragraphs of a page of HTML or Mallard."""
    charset = re.search(rb"charset=[\"']?([\w-]+)", content[:2000])
    encoding = charset[1].decode() if charset else "utf-8"
    parser = HTMLParser(encoding=encoding, remove_comments=True, remove_pis=True)
    for paragraph in document_fromstring(content, parser=parser).iter("p"):
        if _is_prose(paragraph):
            yield "".join(paragraph.itertext())


def _is_prose(paragraph: HtmlElement) -> bool:
    """Whether all of a paragraph is text, and the page shows it to everybody."""
    around, inside = paragraph.iterancestors(*_AROUND), paragraph.iterdescendants(*_NO_PROSE)
    return not any(True for _ in (*around, *inside)) and not paragraph.xpath(".//*[@hidden]")


def _read_packed_page(content: bytes) -> Iterator[str]:
    """The paragraphs of a page that is packed with bzip2."""
    return _read_page(bz2.decompress(content))


def _read_subtitles(content: bytes) -> Iterator[str]:
    """What is said in a film: whole sentences, a few of them a paragraph."""
    blocks = content.decode("utf-8", "replace").replace("\r", "").split("\n\n")
    said = [" ".join(block.strip().split("\n")[2:]) for block in blocks]
    whole = [each for each in said if _WHOLE.fullmatch(each)]
    for start in range(0, len(whole), _SAID_TOGETHER):
        yield " ".join(whole[start : start + _SAID_TOGETHER])


def _read_answers(content: bytes) -> Iterator[str]:
    """The answers of a list of questions, each an object of JSON on a line."""
    for line in content.decode().splitlines():
        yield json.loads(line)["a"]


_PAGES, _PACKED = r"/sv/.*\.(?:html|page)", r"/sv/.*\.cache\.bz2"
# Newsreels from 1950 on: older ones inflect verbs for the plural ("de äro").
_FILMS = r"corpus/speech/sf/19[56]\d/.*\.srt"
SOURCES = (
    Source("journal-digital", "pip", _FILMS, _read_subtitles, 6, "newsreels, heard by a machine"),
    Source("cfi-sv", "apt", r"cfi\.html", _read_page, 4, "a book, written in Swedish"),
    Source("gnome-user-docs", "apt", _PAGES, _read_page, 4, "help, translated and edited"),
    Source("libreoffice-help-sv", "apt", _PAGES, _read_page, 5, "help, translated"),
    Source("gimp-help-sv", "apt", _PAGES, _read_page, 2, "a handbook, translated"),
    Source("installation-guide-amd64", "apt", _PAGES, _read_page, 2, "a handbook, translated"),
    Source("kmymoney-common", "apt", _PACKED, _read_packed_page, 2, "a handbook, translated"),
    Source("kmail", "apt", _PACKED, _read_packed_page, 2, "a handbook, translated"),
    Source("korganizer", "apt", _PACKED, _read_packed_page, 1, "a handbook, translated"),
    Source("zaragoza-construction-faq", "pip", r"/faq\.jsonl", _read_answers, 1, "answers"),
)


def read_source(source: Source, cache: Path) -> list[Paragraph]:
    """All prose of a package, each paragraph once; raises MissingPackageError."""
    package = _fetch(source, cache)
    read = (text for content in _read_files(package, source.path) for text in source.read(content))
    # Spaces that keep words together are part of the text.
    texts = (re.sub(r"[ \t\r\n]+", " ", text).strip(" ") for text in read)
    return [Paragraph(source.name, text) for text in dict.fromkeys(filter(_is_running, texts))]


def _is_running(text: str) -> bool:
    """Whether a text is whole sentences of Swedish, without code."""
    if len(text.split()) < 6 or not _WHOLE.fullmatch(text):
        return False
    return bool(_SWEDISH.search(text)) and not (_CODE.search(text) or _OTHER.search(text))


def choose(read: dict[Source, list[Paragraph]], words: int, seed: int) -> list[Paragraph]:
    """About `words` words by chance, by the sources' shares; who has less leaves it to the rest."""
    chance = random.Random(seed)
    chosen: list[Paragraph] = []
    # The smallest first, so that what it lacks is still to be given out.
    by_size = sorted(read, key=lambda source: _count(read[source]) / source.share)
    for index, source in enumerate(by_size):
        left = words - _count(chosen)
        wanted = left * source.share // sum(each.share for each in by_size[index:])
        shuffled = chance.sample(read[source], len(read[source]))
        had = 0
        for paragraph in shuffled:
            if had >= wanted:
                break
            chosen.append(paragraph)
            had += paragraph.words
    return list({each.text.casefold(): each for each in chosen}.values())


def _count(paragraphs: Iterable[Paragraph]) -> int:
    return sum(each.words for each in paragraphs)


def _fetch(source: Source, cache: Path) -> Path:
    """The package in `cache`, where it may lie since last time."""
    named = source.name.replace("-", "[-_]") if source.client == "pip" else source.name
    pattern = f"{named}-*.whl" if source.client == "pip" else f"{named}_*.deb"
    said = ""
    if not any(cache.glob(pattern)):
        command = _command(source)
        done = subprocess.run(command, cwd=cache, capture_output=True, text=True, check=False)
        said = (done.stderr or done.stdout).strip()
    packages = sorted(cache.glob(pattern))
    if not packages:
        errors = [line for line in said.splitlines() if line.startswith(("E", "error"))]
        raise MissingPackageError((errors or ["its client says nothing"])[-1])
    return packages[-1]


def _command(source: Source) -> list[str]:
    """What fetches a package into the folder it is run in, as any user."""
    if source.client == "pip":
        pip = shutil.which("pip") or shutil.which("pip3")
        if pip is None:
            raise MissingPackageError("there is no pip on this machine")
        return [pip, "download", "--quiet", "--no-deps", "--only-binary=:all:", source.name]
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        raise MissingPackageError("there is no apt-get on this machine")
    return ["apt-get", "download", "--quiet", source.name]


def _read_files(package: Path, path: str) -> Iterator[bytes]:
    """What is in a package's files whose path ends as the pattern `path`."""
    ending = re.compile(f"{path}$")
    if package.suffix == ".whl":
        with zipfile.ZipFile(package) as wheel:
            for name in sorted(filter(ending.search, wheel.namelist())):
                yield wheel.read(name)
        return
    unpacked = subprocess.run(
        ["dpkg-deb", "--fsys-tarfile", str(package)], capture_output=True, check=True
    ).stdout
    with tarfile.open(fileobj=io.BytesIO(unpacked)) as archive:
        for member in archive:
            content = archive.extractfile(member) if ending.search(member.name) else None
            if content:
                yield content.read()
