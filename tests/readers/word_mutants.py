"""Damages Word files in many ways, and holds that reading them ends, quickly and without a crash.

`python tests/readers/word_mutants.py 2000` tries 2,000 mutants of the files of others.
"""

from __future__ import annotations

import io
import random
import sys
import time
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import get_args

from lxml import etree
from word_files import foreign_folder

from reportgen.diagnostics import ReportError
from reportgen.readers.word.reading import read_word_document
from reportgen.readers.word.story import Changes

# No file of a few pages takes longer to read, on a machine that does something else as well.
LONGEST_SECONDS = 5.0


def cut(content: bytes, chance: random.Random) -> bytes:
    """The file up to somewhere."""
    return content[: chance.randrange(len(content))]


def flip(content: bytes, chance: random.Random) -> bytes:
    """The file with some bits turned."""
    flipped = bytearray(content)
    for _each in range(chance.choice((1, 3, 30))):
        flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
    return bytes(flipped)


def without_part(content: bytes, chance: random.Random) -> bytes:
    """The file without one of its parts."""
    parts = parts_of(content)
    del parts[chance.choice([*parts])]
    return packed(parts)


def flipped_part(content: bytes, chance: random.Random) -> bytes:
    """The file with bits turned inside one of its parts."""
    parts = parts_of(content)
    name = chance.choice([name for name in parts if parts[name]])
    parts[name] = flip(parts[name], chance)
    return packed(parts)


def shuffled(content: bytes, chance: random.Random) -> bytes:
    """The file with elements taken away, doubled and put elsewhere: XML as before."""
    parts = parts_of(content)
    name = chance.choice([name for name in parts if name.endswith(".xml") and "word/" in name])
    root = etree.fromstring(parts[name])
    for _each in range(chance.choice((1, 5, 40))):
        elements = [each for each in root.iter() if each.getparent() is not None]
        if elements:
            shuffle_one(chance.choice(elements), chance.choice(elements), chance)
    parts[name] = etree.tostring(root)
    return packed(parts)


def shuffle_one(element: etree._Element, other: etree._Element, chance: random.Random) -> None:
    """Do something to one element."""
    match chance.randrange(4):
        case 0:
            element.getparent().remove(element)
        case 1:
            element.addnext(etree.fromstring(etree.tostring(element)))
        case 2 if element not in [other, *other.iterancestors()]:
            other.append(element)
        case _:
            for key in [*element.attrib]:
                element.set(key, chance.choice(("", "-1", "99999999999", "x", "1", "0")))


DAMAGES = (cut, flip, without_part, flipped_part, shuffled, shuffled, shuffled)


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return target.getvalue()


def mutants(files: Iterable[bytes], count: int, seed: int = 0) -> Iterator[bytes]:
    """So many damaged files."""
    chance, originals = random.Random(seed), [*files]
    for _each in range(count):
        yield chance.choice(DAMAGES)(chance.choice(originals), chance)


def crashes(files: Iterable[bytes], count: int, folder: Path, seed: int = 0) -> list[str]:
    """What went wrong with mutants: anything but a document or a ReportError, or a long wait."""
    wrong = []
    path = folder / "mutant.docx"
    for number, content in enumerate(mutants(files, count, seed)):
        path.write_bytes(content)
        begin = time.process_time()
        try:
            read_word_document(path, changes=get_args(Changes)[number % 3])
        except ReportError:
            pass
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            wrong.append(f"{number}: {type(error).__name__} {error}")
            (folder / f"crash-{number}.docx").write_bytes(content)
        if time.process_time() - begin > LONGEST_SECONDS:
            wrong.append(f"{number}: took too long")
    return wrong


if __name__ == "__main__":
    import tempfile

    foreign = foreign_folder()
    assert foreign is not None, "no shared/word-files"
    originals = [path.read_bytes() for path in sorted(foreign.glob("*/*.docx"))]
    with tempfile.TemporaryDirectory() as name:
        found = crashes(originals, int(sys.argv[1]), Path(name), int((*sys.argv, "0")[2]))
    sys.exit("\n".join(found) or None)
