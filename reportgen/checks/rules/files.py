"""Files that nothing reads, and settings that come to nothing."""

from __future__ import annotations

from reportgen.checks.rule import told_rule
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Severity

TOPIC = _("Files and settings")

_SHOWN = '# Text\n\n![Tre personer vid ett bord](../bild.png "Arbetslaget"){#lag}\n'


unread_file = told_rule(
    "unread-file",
    Severity.WARNING,
    about=_("A file lies where the report is written, and nothing reads it."),
    why=_("Whoever put it there expects it in the report, and it is left out."),
    bad={"text.md": _SHOWN, "content/2022/20-mer.md.txt": "# Mer\n\nVi arbetade mer.\n"},
    good={"text.md": _SHOWN, "content/2022/20-mer.md": "# Mer\n\nVi arbetade mer.\n"},
)


_SETTINGS = "region: region Exempel\norganisation: Exempelstad\nprofile: profil.yaml\n"
_PROFILE = "name: liten\ntitle: Ett litet rapportformat\nsections: [{id: text, title: Text}]\n"


unused_setting = told_rule(
    "unused-setting",
    Severity.WARNING,
    about=_("A setting comes to nothing: what it is about is not in the report."),
    why=_("Whoever wrote it expects it to be seen, and nothing says that it is not."),
    bad={
        "report.yaml": "title: Rapport 2022\ndate: 2023-01-26\nplace: Exempelstad\n",
        "reportgen.yaml": _SETTINGS,
        "profil.yaml": _PROFILE,
    },
    good={
        "report.yaml": "title: Rapport 2022\ndate: 2023-01-26\nplace: Exempelstad\n",
        "reportgen.yaml": _SETTINGS,
        "profil.yaml": f"{_PROFILE}signature: [place_and_date]\n",
    },
)
