"""The account of an import as a page to keep: what became of what, and what to look at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportgen.writers.html.markup import Html, element, escape, joined, line, void


def write_account(title: str, parts: Iterable[tuple[str, Sequence[str]]], language: str) -> bytes:
    """One HTML file of headings, each with a list of its lines."""
    body = joined((line("h1", escape(title)), *(_part(*each) for each in parts)))
    head = joined(
        (
            void("meta", {"charset": "utf-8"}),
            void("meta", {"name": "viewport", "content": "width=device-width"}),
            element("title", escape(title)),
        )
    )
    page = joined((line("head", head), element("body", element("main", body))))
    return ("<!DOCTYPE html>\n" + line("html", page, {"lang": language})).encode()


def _part(heading: str, lines: Sequence[str]) -> Html:
    items = joined(line("li", escape(_shown(each))) for each in lines)
    return joined((line("h2", escape(heading)), line("ul", items)))


def _shown(text: str) -> str:
    """The text without characters that no page can hold; a file of others may have any."""
    return "".join(each if each.isprintable() else " " for each in text)
