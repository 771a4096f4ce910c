"""Returned documents that are damaged or meant to harm: an answer, and the sources stay."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

from grounds import Ground, call
from package import Package
from verdict import Finding, review, sources_of


def damaged(content: bytes, rng: Random, count: int) -> Iterator[tuple[str, bytes]]:
    """Cut, flipped, without a part, with a part of another, with entities, with a bomb."""
    for number in range(count):
        yield f"cut-{number}", content[: rng.randrange(len(content))]
        flipped = bytearray(content)
        for _ in range(rng.choice((1, 3, 30))):
            flipped[rng.randrange(len(flipped))] ^= 1 << rng.randrange(8)
        yield f"flipped-{number}", bytes(flipped)
        parts = Package(content).parts
        name = rng.choice(sorted(parts))
        yield f"without-{name}", _zipped({k: v for k, v in parts.items() if k != name})
        swapped = dict(parts)
        swapped[name] = parts[rng.choice(sorted(parts))]
        yield f"swapped-{name}", _zipped(swapped)
        yield f"bits-{name}", _zipped(parts | {name: _flip(parts[name], rng)})
    yield from _meant_to_harm(Package(content).parts)


def _flip(part: bytes, rng: Random) -> bytes:
    if not part:
        return b"x"
    changed = bytearray(part)
    changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def _meant_to_harm(parts: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    main = "word/document.xml"
    body = parts[main].partition(b"?>")[2]
    lol = b"".join(
        b'<!ENTITY l%d "%s">' % (n, (b"&l%d;" % (n - 1)) * 10 if n else b"lol") for n in range(9)
    )
    doubled = b"<?xml version='1.0'?><!DOCTYPE w [" + lol + b"]>" + body
    yield "entities", _zipped(parts | {main: doubled.replace(b"</w:t>", b"&l8;</w:t>", 1)})
    outside = b"<?xml version='1.0'?><!DOCTYPE w [<!ENTITY f SYSTEM 'file:///etc/passwd'>]>" + body
    yield "outside-entity", _zipped(parts | {main: outside.replace(b"</w:t>", b"&f;</w:t>", 1)})
    yield "bomb", _zipped(parts | {"word/comments.xml": b"<a>" + b" " * 400_000_000 + b"</a>"})
    yield "deep", _zipped(parts | {main: b"<a>" * 200_000 + b"</a>" * 200_000})
    yield "outside-path", _zipped(parts | {"../../utanfor.txt": b"x"})
    for name, content in sorted(parts.items()):
        if b"urn:reportgen:sources" in content:
            for old, new in ((b'file="content/', b'file="../../../etc/'), (b'line="', b'line="9')):
                changed = content.replace(old, new)
                yield f"map-{new.decode()}", _zipped(parts | {name: changed})
    yield "empty", b""
    yield "text", b"Hej"


def _zipped(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return target.getvalue()


def judge_hostile(ground: Ground, name: str, content: bytes, folder: Path) -> list[Finding]:
    """No crash, no write outside what is listed; an answer or a message."""
    root = ground.copy(folder / "project")
    document = folder / "granskad.docx"
    document.write_bytes(content)
    before = sources_of(root)
    listed = review(root, str(document))
    if listed.printed.startswith("CRASH") or "Traceback" in listed.printed:
        return [Finding("crash", f"{name}: {listed.printed[-1500:]}")]
    if sources_of(root) != before:
        return [Finding("listing-writes", name)]
    if listed.said is None:
        plain = call("review", str(document), "--project", str(root))
        if plain.exit_code == 0 or not plain.output.strip():
            return [Finding("silent", f"{name}: exit {plain.exit_code}, {plain.output!r}")]
    return []
