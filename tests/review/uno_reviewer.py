"""A reviewer in LibreOffice; run by the Python that has `uno`: `uno_reviewer.py PORT JOBS.json`.

A job opens a document, finds the paragraphs of its steps by their text, does the steps, and saves.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK

_TRIES = 100


def main() -> int:
    port, jobs = sys.argv[1:]
    desktop = _desktop(int(port))
    for job in json.loads(Path(jobs).read_text("utf-8")):
        _review(desktop, job)
    return 0


def _desktop(port: int) -> Any:
    local = uno.getComponentContext()
    name = "com.sun.star.bridge.UnoUrlResolver"
    resolver = local.ServiceManager.createInstanceWithContext(name, local)
    address = f"uno:socket,host=localhost,port={port};urp;StarOffice.ComponentContext"
    for _ in range(_TRIES):
        try:
            context = resolver.resolve(address)
        except NoConnectException:
            time.sleep(0.2)
        else:
            name = "com.sun.star.frame.Desktop"
            return context.ServiceManager.createInstanceWithContext(name, context)
    raise TimeoutError


def _value(name: str, value: object) -> PropertyValue:
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def _review(desktop: Any, job: dict[str, Any]) -> None:
    source = Path(job["in"]).as_uri()
    document = desktop.loadComponentFromURL(source, "_blank", 0, (_value("Hidden", value=True),))
    places = [_find(document, step) for step in job["steps"]]
    document.RecordChanges = job["recorded"]
    for step, place in zip(job["steps"], places, strict=True):
        if place is not None:
            _do(document, step, place)
    form = _value("FilterName", "MS Word 2007 XML")
    document.storeToURL(Path(job["out"]).as_uri(), (form,))
    document.close(True)
    missing = [n for n, place in enumerate(places) if place is None]
    Path(job["out"] + ".missing").write_text(json.dumps(missing), "utf-8")


def _find(document: Any, step: dict[str, Any]) -> Any:
    """A cursor over the letters of a step; the cursor moves along with what is typed before it."""
    paragraphs = document.Text.createEnumeration()
    while paragraphs.hasMoreElements():
        each = paragraphs.nextElement()
        if each.supportsService("com.sun.star.text.Paragraph") and each.String == step["paragraph"]:
            cursor = document.Text.createTextCursorByRange(each.Start)
            cursor.goRight(step["start"], False)
            cursor.goRight(step["end"] - step["start"], True)
            return cursor
    return None


def _do(document: Any, step: dict[str, Any], cursor: Any) -> None:
    text = document.Text
    match step["do"]:
        case "type":
            text.insertString(cursor.End, step["text"], False)
        case "delete":
            cursor.String = ""
        case "retype":
            place = text.createTextCursorByRange(cursor.End)
            cursor.String = ""
            text.insertString(place, step["text"], False)
        case "split":
            text.insertControlCharacter(cursor.Start, PARAGRAPH_BREAK, False)
        case "join":
            end = text.createTextCursorByRange(cursor.End)
            text.insertString(end, " ", False)
            end.collapseToEnd()
            end.goRight(1, True)
            end.String = ""
        case "bold":
            cursor.CharWeight = 150.0
        case "comment":
            made = document.createInstance("com.sun.star.text.textfield.Annotation")
            made.Content, made.Author = step["text"], "Bo Påhittad"
            text.insertTextContent(cursor, made, True)


if __name__ == "__main__":
    sys.exit(main())
