"""Files of the project that nothing reads."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.rule import Finding, rule
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Severity

TOPIC = _("Files")

_SHOWN = '# Text\n\n![Tre personer vid ett bord](../bild.png "Arbetslaget"){#lag}\n'


@rule(
    "unread-file",
    Severity.WARNING,
    about=_("A file lies where the report is written, and nothing reads it."),
    why=_("Whoever put it there expects it in the report, and it is left out."),
    bad={"text.md": _SHOWN, "content/2022/20-mer.md.txt": "# Mer\n\nVi arbetade mer.\n"},
    good={"text.md": _SHOWN, "content/2022/20-mer.md": "# Mer\n\nVi arbetade mer.\n"},
)
def unread_file(subject: Subject) -> Iterator[Finding]:
    """What reading the year found."""
    yield from subject.told_as("unread-file")
