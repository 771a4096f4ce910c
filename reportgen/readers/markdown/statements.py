"""Lines such as `{% for … %}` and `{% endif %}`: what they say, and that they fit together.

Carried out they are in `compose/statements`; whatever is wrong here is told and mended, so that
what is opened is closed there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TypeVar, cast

from msgspec import Struct, field

from reportgen.diagnostics import Message, Problems, Span, did_you_mean
from reportgen.diagnostics import Message as _
from reportgen.model import Keyword, Statement

T = TypeVar("T")

KEYWORDS = ("for", "if", "elif", "else", "endfor", "endif")
_DEEPEST = 5
_NOT_UNDERSTOOD = ("unknown-statement", "jinja-statement")
_CLOSING: dict[Keyword, Keyword] = {"for": "endfor", "if": "endif"}


@cache
def _line() -> re.Pattern[str]:
    return re.compile(r"\{%[-+]?[ \t]*(\w*)[ \t]*((?:(?!%\}).)*?)[ \t]*[-+]?%\}")


def is_statement(line: str) -> bool:
    """Whether a line, without the blanks around it, is `{% … %}` and nothing else."""
    return line.startswith("{%") and line.find("%}") == len(line) - 2


def steps_in(line: str) -> int:
    """1 where a statement opens something, -1 where it closes it, 0 elsewhere."""
    found = _line().fullmatch(line)
    keyword = found[1] if found else ""
    return (keyword in _CLOSING) - (keyword in _CLOSING.values())


def goes_on(line: str) -> bool:
    """Whether a statement is `elif` or `else`, which belong to what was opened."""
    found = _line().fullmatch(line)
    return found is not None and found[1] in ("elif", "else")


def read_statement(line: str, span: Span, problems: Problems) -> Statement | None:
    """The statement on a line; None for one that there is not.

    Notes unknown-statement, statement-syntax.
    """
    found = _line().fullmatch(line)
    keyword, rest = (found[1], found[2]) if found else ("", "")
    if keyword not in KEYWORDS:
        _refuse(keyword, span, problems)
        return None
    needs = keyword in ("for", "if", "elif")
    if needs and not rest:
        message = _("behind '{keyword}' there is nothing", keyword=keyword)
        problems.error("statement-syntax", span, message, _FORMS[keyword])
    elif rest and not needs:
        message = _("behind '{keyword}' stands '{rest}'", keyword=keyword, rest=rest)
        hint = _("write '{{% {keyword} %}}'", keyword=keyword)
        if keyword == "else" and rest.startswith("if"):
            hint = _("write '{{% elif … %}}'")
        problems.error("statement-syntax", span, message, hint)
    return Statement(cast("Keyword", keyword), rest if needs else "", span)


_FORMS = {
    "for": _("write '{{% for u in utbildningar %}}', with the name of a list"),
    "if": _("write a condition: '{{% if kon.Kvinnor > kon.Män %}}'"),
    "elif": _("write a condition: '{{% elif kon.Kvinnor > kon.Män %}}'"),
}


def _refuse(keyword: str, span: Span, problems: Problems) -> None:
    message = _("there is no statement '{keyword}'", keyword=keyword)
    if not keyword:
        message = _("'{{% … %}}' says nothing that is understood")
    hint = did_you_mean(keyword, KEYWORDS) if len(keyword) > 2 else None
    if keyword in ("elseif", "elsif"):
        hint = _("write '{{% elif … %}}'")
    listed = _("there are: {names}", names=", ".join(KEYWORDS))
    problems.error("unknown-statement", span, message, hint or listed)


class Nesting(Struct):
    """The statements of one file: which are not closed where they are opened.

    What is opened in a list and closed outside of it is one error, told in the end.
    """

    unclosed: list[Statement] = field(default_factory=list)
    unopened: list[Statement] = field(default_factory=list)

    def mended(
        self, items: Sequence[T | Statement], problems: Problems
    ) -> tuple[T | Statement, ...]:
        """The neighbours in one place, with what closes nothing left out, and all closed."""
        if not any(isinstance(item, Statement) for item in items):
            return tuple(items)
        open_ones: list[Statement] = []
        branched: set[int] = set()
        made: list[T | Statement] = []
        for item in items:
            if not isinstance(item, Statement):
                made.append(item)
            elif item.keyword in _CLOSING:
                _check_depth(item, len(open_ones), problems)
                open_ones.append(item)
                made.append(item)
            elif item.keyword in _CLOSING.values():
                made += self._closed(item, open_ones, branched)
            elif self._is_branch(item, open_ones, branched, problems):
                made.append(item)
        self.unclosed += open_ones
        made += (_closing(each, each.span) for each in reversed(open_ones))
        return tuple(made)

    def _closed(
        self, closing: Statement, open_ones: list[Statement], branched: set[int]
    ) -> list[Statement]:
        """What closes the innermost of its kind, and what is open in that and forgotten."""
        kinds = [_CLOSING[each.keyword] for each in open_ones]
        if closing.keyword not in kinds:
            self.unopened.append(closing)
            return []
        made: list[Statement] = []
        while True:
            branched.discard(len(open_ones))
            last = open_ones.pop()
            made.append(_closing(last, closing.span))
            if _CLOSING[last.keyword] == closing.keyword:
                return made
            self.unclosed.append(last)

    def _is_branch(
        self,
        branch: Statement,
        open_ones: list[Statement],
        branched: set[int],
        problems: Problems,
    ) -> bool:
        """Whether `elif` or `else` stands in an `if`, and no `else` before it."""
        if not open_ones or open_ones[-1].keyword != "if":
            self.unopened.append(branch)
            return False
        if len(open_ones) in branched:
            message = _("'{keyword}' stands behind 'else'", keyword=branch.keyword)
            hint = _("'else' comes last, and once")
            problems.error("unopened-statement", branch.span, message, hint)
            return False
        if branch.keyword == "else":
            branched.add(len(open_ones))
        return True

    def tell(self, problems: Problems) -> None:
        """Note unclosed-statement, unopened-statement, and misnested-statement for both in one.

        Where one is not understood, it may be what seems to be missing: that is told.
        """
        if any(each.code in _NOT_UNDERSTOOD for each in problems.found):
            return
        alone = [each for each in self.unopened if not self._tell_misnested(each, problems)]
        for closing in alone:
            if not self._tell_mistaken(closing, problems):
                problems.error("unopened-statement", closing.span, *_what_is_open(closing))
        for each in self.unclosed:
            message = _("'{keyword}' is not closed", keyword=each.keyword)
            closing_line = _CLOSING[each.keyword]
            hint = _("write '{{% {keyword} %}}' where it ends", keyword=closing_line)
            problems.error("unclosed-statement", each.span, message, hint)

    def _tell_misnested(self, closing: Statement, problems: Problems) -> bool:
        """Whether what it closes is opened in another place."""
        opened = self._opened_elsewhere(closing)
        if opened is None:
            return False
        if closing.keyword in _CLOSING.values():
            self.unclosed.remove(opened)
        message = _(
            "'{opened}' on line {line} and '{closed}' do not stand in the same place",
            opened=opened.keyword,
            line=opened.span.line,
            closed=closing.keyword,
        )
        hint = _("both stand in the same list, quotation, table or loop, or both around it")
        problems.error("misnested-statement", closing.span, message, hint)
        return True

    def _tell_mistaken(self, closing: Statement, problems: Problems) -> bool:
        """Whether it seems to be meant for what is open before it, with the word of the other."""
        line = closing.span.line
        before = [each for each in self.unclosed if each.span.line < line]
        if not before or closing.keyword not in _CLOSING.values():
            return False
        opened = max(before, key=lambda each: each.span.line)
        self.unclosed.remove(opened)
        message = _(
            "'{opened}' on line {line} is closed by '{closed}'",
            opened=opened.keyword,
            line=opened.span.line,
            closed=closing.keyword,
        )
        hint = _("write '{{% {keyword} %}}'", keyword=_CLOSING[opened.keyword])
        problems.error("unclosed-statement", closing.span, message, hint)
        return True

    def _opened_elsewhere(self, closing: Statement) -> Statement | None:
        """What was opened last before it, in another place, that it would fit."""
        line = closing.span.line
        fitting = [
            each
            for each in self.unclosed
            if each.span.line < line
            and (_CLOSING[each.keyword] == closing.keyword or closing.keyword in ("elif", "else"))
        ]
        return max(fitting, key=lambda each: each.span.line, default=None)


def _check_depth(opened: Statement, depth: int, problems: Problems) -> None:
    if depth == _DEEPEST:
        message = _("statements are nested more than {n} deep", n=_DEEPEST)
        problems.error("nested-too-deep", opened.span, message)


def _closing(opened: Statement, span: Span) -> Statement:
    return Statement(_CLOSING[opened.keyword], "", span)


def _what_is_open(closing: Statement) -> tuple[Message, Message]:
    message = _("'{keyword}' has nothing open before it", keyword=closing.keyword)
    opening = "for" if closing.keyword == "endfor" else "if"
    return message, _("write '{{% {keyword} … %}}' where it begins", keyword=opening)
