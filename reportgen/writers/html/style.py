"""The style sheet, and the policy that lets the page have it and nothing else."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Span, report_error
from reportgen.model.look import OWN_LOOK, Look, NightLook, night_of, repainted
from reportgen.writers.html.markup import Html
from reportgen.writers.html.options import FOLDER, HtmlOptions

STYLE = "style.css"


@cache
def own_style() -> str:
    """The style sheet that ships with reportgen."""
    return Path(__file__).with_name(STYLE).read_text(encoding="utf-8")


def style_of(options: HtmlOptions) -> Html:
    """The project's style sheet, else ours; raises ReportError (page-template)."""
    style = options.templates.get(STYLE)
    if style is None:
        return Html(f"{repainted(own_style(), options.look)}{_night(options.look)}")
    # Inside a style element only its own end tag means anything.
    at = style.casefold().find("</style")
    if at >= 0:
        line = style.count("\n", 0, at) + 1
        span = Span(f"{FOLDER}/{STYLE}", line, 1, line, 1)
        message = _("a style sheet can't hold '</style'")
        raise report_error("page-template", span, message)
    return Html(style)


@cache
def _night(look: Look) -> str:
    """What the look changes in the dark, behind the style sheet: there it has the last word."""
    night = night_of(look)
    parts = [] if look == OWN_LOOK else [f":root {{ {_dark_names(night)} }}"]
    parts += (
        f'.picture > svg [{what}="{colour}"] {{ {what}: {dark.lower()}; }}'
        for colour, dark in night.charts
        for what in ("fill", "stroke")
    )
    rules = "\n  ".join(parts)
    return f"\n@media screen and (prefers-color-scheme: dark) {{\n  {rules}\n}}\n"


def _dark_names(night: NightLook) -> str:
    named = ("brand", "link", "visited", "shade", "code", "rule")
    return " ".join(f"--{name}: {getattr(night, name).lower()};" for name in named)


def policy_of(style: Html, *, served: bool = False) -> str:
    """A Content-Security-Policy: no script, nothing from outside, this one style sheet.

    A page that is `served` may have what else its own server holds. The browser hashes what
    stands between the tags, to the byte (CSP 3, 6.7.2).
    """
    digest = b64encode(sha256(style.encode()).digest()).decode()
    own, more = (" 'self'", " script-src 'self'; connect-src 'self';") if served else ("", "")
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'{own};{more} img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
