"""Whether a message in Swedish quotes a library, Python or the system in English."""

from __future__ import annotations

import re

# Words that stand in nearly every English message, and in no Swedish one.
_WORDS = re.compile(
    r"\b(?:the|is|are|was|be|not|found|expected|unexpected|invalid|cannot|could|can|must|with|"
    r"while|while parsing|mapping|scalar|token|block|character|line|column|string|literal|"
    r"unterminated|unknown|undefined|error|failed|missing|file|directory|no such|of|and|or|"
    r"perhaps|you|forgot|to|has|have|end|bytes|read|seek|truncated|broken|attribute|"
    r"object|does|should|at|from|this|that)\b",
    re.IGNORECASE,
)
# What is quoted is the writer's own, and codes are the same in all languages.
_QUOTED = re.compile(r"'[^']*'|”[^”]*”|`[^`]*`|\{[^}]*\}|[\w./-]+\.\w+|[a-z]+(?:[-_][a-z]+)+")
_SWEDISH_TOO = {"at", "be", "block", "or", "has", "end", "line", "can", "file", "to", "of", "token"}


def english_in(said: str) -> list[str]:
    """The English words of `said`, what it quotes left out; one alone may be a Swedish word."""
    found = _WORDS.findall(_QUOTED.sub(" ", said))
    sure = [word for word in found if word.casefold() not in _SWEDISH_TOO]
    return sure or (found if len(found) > 2 else [])
