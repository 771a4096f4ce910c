"""What is being done right now, told while it goes on to whoever waits for it."""

from __future__ import annotations

from collections.abc import Callable

from reportgen.diagnostics import Message

# Hears of each step as it begins.
Doing = Callable[[Message], None]

# A command that finds this in its surroundings tells its steps on its output, each on a line of
# its own that begins with the mark.
TELLS = "REPORTGEN_TELLS_STEPS"
MARK = "\x1e"


def to_nobody(_step: Message) -> None:
    """Where nobody waits."""
