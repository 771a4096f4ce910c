"""The XML parts of a spreadsheet's zip, read in a stream and within limits."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from xml.parsers import expat

# Unpacked. A sheet of 1,048,576 rows by 20 columns takes about 1 GB; 100,000 rows 100 MB.
LARGEST_PART = 1_500_000_000
MOST_PARTS = 10_000
_CHUNK = 1 << 18

Attributes = Mapping[str, str]


class PackageError(Exception):
    """A zip that is damaged, or larger than it may be."""


def chunks_of(package: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The bytes of one part, piece by piece; raises PackageError."""
    read = 0
    try:
        with package.open(name) as stream:
            while chunk := stream.read(_CHUNK):
                read += len(chunk)
                if read > LARGEST_PART:
                    raise PackageError
                yield chunk
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, RuntimeError, ValueError) as error:
        # RuntimeError is zipfile's word for an encrypted part, or an unknown compression.
        raise PackageError from error


def parse_part(
    package: zipfile.ZipFile,
    name: str,
    begin: Callable[[str, Attributes], object],
    end: Callable[[str], object] = lambda _name: None,
    text: Callable[[str], object] = lambda _text: None,
) -> None:
    """Call `begin`, `end` and `text` for what the XML of a part holds, names without namespace.

    Raises PackageError, for a DOCTYPE too: no spreadsheet has one, and it can be a bomb.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def started(tag: str, attributes: dict[str, str]) -> None:
        begin(tag.rpartition(" ")[2], {k.rpartition(" ")[2]: v for k, v in attributes.items()})

    def refuse(*_doctype: object) -> None:
        raise PackageError

    parser.StartElementHandler = started
    parser.EndElementHandler = lambda tag: end(tag.rpartition(" ")[2])
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse
    try:
        for chunk in chunks_of(package, name):
            parser.Parse(chunk)
        parser.Parse(b"", True)  # noqa: FBT003
    except expat.ExpatError as error:
        raise PackageError from error
