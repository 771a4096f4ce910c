"""Lays the files of a case: what stands there, in data, becomes files, links, pipes and rights."""

from __future__ import annotations

import io
import os
import shutil
import zipfile
from pathlib import Path

from sample_project import make_png

from reportgen.writers.word.own_template import default_template

OUTSIDE = "@outside"


def lay(root: Path, files: dict[str, object]) -> None:
    """Lay the files, in their order; a path may begin with `../`, but never leave the case."""
    for name, content in files.items():
        path = root / name
        if path.is_symlink() or path.is_file():
            path.unlink()
        elif path.is_dir() and not (isinstance(content, dict) and "mode" in content):
            shutil.rmtree(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        _lay(path, content)


def _lay(path: Path, content: object) -> None:
    match content:
        case None:
            return
        case {"link": str(target)}:
            path.symlink_to(target.replace(OUTSIDE, str(path.parents[0] / _outside(path))))
        case {"mode": int(mode)}:
            path.chmod(mode)
        case {"fifo": True}:
            os.mkfifo(path)
        case {"folder": int(mode)}:
            path.mkdir()
            (path / "fil.md").write_text("# Fil\n", "utf-8")
            path.chmod(mode)
        case {"files": int(count), "named": str(named)}:
            for number in range(count):
                (path.parent / named.format(number)).write_text("# Rubrik\n\nText.\n", "utf-8")
        case {"size": int(size)}:
            with path.open("wb") as stream:
                stream.truncate(size)
        case {"text": text}:
            path.write_bytes(bytes_of(text))
            path.chmod(content.get("rights", 0o644))
            os.utime(path, (0, content["time"]) if "time" in content else None)
        case _:
            path.write_bytes(bytes_of(content))


def _outside(path: Path) -> Path:
    """The way from the folder of `path` to the folder that no case may change."""
    base = next(each for each in path.parents if (each / "outside").is_dir())
    return Path(os.path.relpath(base / "outside", path.parent))


def bytes_of(content: object) -> bytes:
    """The bytes of a file, or of a part of one."""
    match content:
        case str():
            return content.encode("utf-8", "surrogatepass")
        case bytes():
            return content
        case {"hex": str(digits)}:
            return bytes.fromhex(digits)
        case {"png": [int(width), int(height)]}:
            return make_png(width, height)
        case {"docx": dict(parts)}:
            return _docx(parts)
        case {"zip": dict(parts)}:
            return _zipped({name: bytes_of(each) for name, each in parts.items()})
        case {"repeat": each, "times": int(times)}:
            before, after = content.get("before", ""), content.get("after", "")
            return bytes_of(before) + bytes_of(each) * times + bytes_of(after)
        case list():
            return b"".join(bytes_of(each) for each in content)
    raise TypeError(content)


def _docx(changes: dict[str, object]) -> bytes:
    """Our own template with other parts; `[old, new]` puts new text where the old is."""
    parts = {}
    with zipfile.ZipFile(io.BytesIO(default_template())) as package:
        for name in package.namelist():
            parts[name] = package.read(name)
    for name, change in changes.items():
        match change:
            case None:
                del parts[name]
            case {"old": str(old), "new": new}:
                assert old.encode() in parts[name], (name, old)
                parts[name] = parts[name].replace(old.encode(), bytes_of(new), 1)
            case _:
                parts[name] = bytes_of(change)
    return _zipped(parts)


def _zipped(parts: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return written.getvalue()
