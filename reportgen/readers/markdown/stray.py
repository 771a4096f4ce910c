"""What can't stand in running text, and what to write instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.diagnostics import Message
from reportgen.diagnostics import Message as _
from reportgen.language.patterns import Pattern

if TYPE_CHECKING:
    from markdown_it.token import Token

# Code, message, hint.
Explanation = tuple[str, Message, Message]

# An escaped character is matched to be passed over.
STRAY = Pattern(r"\\.|\]\(|\{\{[ \t]*\}\}|\{\{|\}\}|\{%|\{:?[ \t]*[#.][\w-]+\}|\{#|\{lang=[^{}]*\}")


def explain_token(token: Token) -> Explanation:
    """What is wrong with a token that running text can't hold."""
    match token.type:
        case "image":
            message = _("an image can't stand inside a paragraph")
            hint = _("give it a paragraph of its own, with an empty line before and after")
            return "image-in-text", message, hint
        case "html_inline":
            message = _("HTML has no place in a report: '{tag}'", tag=token.content)
            name = token.content.strip("</> \t\n").casefold().split()[:1]
            return "html-in-markdown", message, _IN_MARKDOWN.get("".join(name), _NO_HTML)
        case "broken_reference":
            message = _("'{link}' refers to an address that is not defined", link=token.content)
            return "unknown-link-definition", message, _("write the address: [text](https://…)")
    raise AssertionError(token.type)


_NO_HTML = _("write Markdown; of HTML only comments <!-- … --> are allowed")
_BOLD = _("write **bold** or *italic*")
_TABLE = _("write a table with '|' between the cells and '|---|---|' below the header")
_IN_MARKDOWN = {
    "br": _("end the line with a backslash; in the cell of a table <br> is allowed"),
    "sub": _("write CO~2~"),
    "sup": _("write m^2^"),
    **dict.fromkeys(("b", "strong", "i", "em", "u"), _BOLD),
    **dict.fromkeys(("table", "tr", "td", "th"), _TABLE),
    **dict.fromkeys(
        ("dl", "dt", "dd"), _("write the term on a line, and ': ' and its meaning below")
    ),
    **dict.fromkeys(
        ("s", "del", "strike"), _("delete it; 'reportgen diff' shows what was deleted")
    ),
    **dict.fromkeys(("ul", "ol", "li"), _("begin each item with '- ' or '1. '")),
}
_LITERAL = _("for the braces themselves, write a backslash before each")


def explain_stray(braces: str) -> Explanation:
    """What is wrong with braces and brackets that no rule has taken."""
    if braces.startswith("{{") and braces.endswith("}}"):
        return "empty-expression", _("the expression is empty"), _LITERAL
    match braces[:2]:
        case "](":
            return "broken-link", _("this is not understood as a link or an image"), _ANGLES
        case "{{":
            return "unclosed-expression", _("'{{{{' is not closed on its line"), _CLOSE_IT
        case "}}":
            return "unopened-expression", _("'}}}}' without a '{{{{' before it"), _LITERAL
        case "{%":
            return "jinja-statement", _("'{{% … %}}' can't stand in a line of text"), _OWN_LINE
        case "{#" if not braces.endswith("}"):
            return "jinja-statement", _("'{{# … #}}' can't be used"), _ONLY_COMMENTS
    message = _("'{braces}' can't stand here", braces=braces)
    return "misplaced-attribute", message, _ATTRIBUTE_PLACES


_ANGLES = _("an address with spaces stands in angle brackets: [text](<…>)")
_CLOSE_IT = _(
    "an expression begins and ends on one line; for the braces themselves write '\\{{\\{{'"
)
_OWN_LINE = _(
    "give it a line of its own, all of it; in a sentence write"
    ' {{{{ "fler" if a > b else "färre" }}}}'
)
_ONLY_COMMENTS = _("a comment is written <!-- … -->")
_ATTRIBUTE_PLACES = _(
    "an id stands at the end of a heading, a caption or after an image, "
    "a language directly after [text in brackets]"
)
