"""The Word writer: a Document to the bytes of a .docx."""

from __future__ import annotations

from reportgen.writers.word.document import write_word
from reportgen.writers.word.options import WordOptions
from reportgen.writers.word.template import default_template

__all__ = ["WordOptions", "default_template", "write_word"]
