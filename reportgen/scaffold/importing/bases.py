"""The count that a line below a table tells, in the words of reports of now and of before."""

from __future__ import annotations

import re

# "n = 80." in reports of before, "Antal ärenden: 80." in those of now; blanks are ordinary here.
_COUNTED = r"(?:n = |Antal(?: [^.:]{1,60})?: )(?P<base>[\d ]+)\."
_BASE = re.compile(f"{_COUNTED} ?")
# A line below a table as reports of ours have it.
BELOW = re.compile(rf"Källa: (?P<source>.+?)\.(?: {_COUNTED})?(?: (?P<note>.+))?")


def without_base(text: str) -> str:
    """`text` without what it says a table or a chart is counted of."""
    return _BASE.sub("", text).strip()
