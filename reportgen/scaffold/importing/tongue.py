"""Whether a report is in English: its small words say so, whatever language the file claims."""

from __future__ import annotations

import re
from collections import Counter

from reportgen.model import Blocks
from reportgen.model.traverse import inlines_of, plain_text, walk_blocks

_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = ("the", "and", "of", "that", "is", "are", "was", "were", "with", "from", "by", "which")
_SWEDISH = ("och", "att", "det", "som", "är", "var", "med", "från", "av", "den", "en", "ett", "vi")


def is_english(blocks: Blocks) -> bool:
    """Whether more of the small words are English than Swedish."""
    texts = (plain_text(each) for block in walk_blocks(blocks) for each in inlines_of(block))
    words = Counter(_WORD.findall(" ".join(texts).casefold()))
    return sum(words[each] for each in _ENGLISH) > sum(words[each] for each in _SWEDISH)
