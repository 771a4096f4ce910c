"""The commands: options in, one call, messages out, exit code. The only room that prints."""

from __future__ import annotations

import sys

from reportgen.cli.language import speak
from reportgen.cli.program import make_program


def main() -> None:
    """Run the command line; the exit code is 0 done, 1 problems found, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        # A Swedish Windows console is cp850 or cp1252: print what it can, never crash.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    speak(sys.argv[1:])
    make_program()(prog_name="reportgen")
