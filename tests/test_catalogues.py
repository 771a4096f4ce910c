"""The catalogues hold every message, translated, with the same named places, and are compiled."""

from __future__ import annotations

import ast
import gettext
import importlib
import re
import runpy
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter

import click
import pytest
from babel.messages.catalog import Message as Entry
from babel.messages.pofile import read_po
from catalogues import Key, find_messages, read_catalogue

from reportgen.diagnostics import Message
from reportgen.language.messages import CATALOGUES, LANGUAGES, translator

# English is written in the program itself; every other language has catalogues.
TRANSLATED = [language for language in LANGUAGES if language != "en"]
ENGLISH_WORDS = re.compile(r"\b(?:the|and|with|is|are|not|can't|expected|write|of|your)\b")
# What a translation quotes as it stands in the files, on a menu or in an expression.
QUOTED = re.compile(r"'[^']*'|\[[^\]]*\]|`[^`]*`|[\w.]+\(.*?\)|\{\w+\}|\w+:|Save with Encoding")


Texts = str | tuple[str, ...] | list[str]


def texts(entry: Texts | None) -> tuple[str, ...]:
    """One text, or singular and plural."""
    return (entry or "",) if isinstance(entry, str | None) else tuple(entry)


def places(template: str) -> set[str]:
    """The named places of a template; doubled braces are braces."""
    return {name for _text, name, _form, _conversion in Formatter().parse(template) if name}


def every_place(entry: Texts) -> set[str]:
    return set().union(*map(places, texts(entry)))


def entries(language: str, domain: str = "reportgen") -> dict[Key, Entry]:
    """The messages of a catalogue by their English."""
    if domain == "reportgen":
        catalogue = read_catalogue(language)
    else:
        with po_path(language, domain).open("rb") as text:
            catalogue = read_po(text, locale=language)
    found: dict[Key, Entry] = {}
    for entry in catalogue:
        if entry.id:
            found[entry.id if isinstance(entry.id, str) else (entry.id[0], entry.id[1])] = entry
    return found


def translations(language: str, domain: str = "reportgen") -> Iterator[tuple[Key, Entry]]:
    """The messages that are translated: one that is not fails one test, not all."""
    for key, entry in entries(language, domain).items():
        if all(texts(entry.string)):
            yield key, entry


def po_path(language: str, domain: str) -> Path:
    return CATALOGUES / language / "LC_MESSAGES" / f"{domain}.po"


def is_compiled(source: Path) -> bool:
    binary = source.with_suffix(".mo")
    return binary.exists() and binary.stat().st_mtime_ns >= source.stat().st_mtime_ns


def click_messages() -> Iterator[str]:
    """What click's installed version hands to gettext, singulars only."""
    for module in ("core", "decorators", "exceptions", "formatting", "parser", "types"):
        path = importlib.import_module(f"click.{module}").__file__
        assert path
        for node in ast.walk(ast.parse(Path(path).read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                first = node.args[0]
                if node.func.id in ("_", "ngettext") and isinstance(first, ast.Constant):
                    yield str(first.value)


@pytest.fixture(scope="module")
def compiled() -> None:
    """The catalogues compiled as installing compiles them, where one was edited since."""
    sources = [*CATALOGUES.rglob("*.po")]
    if all(is_compiled(source) for source in sources):
        return
    runpy.run_path(str(CATALOGUES.parents[2] / "hatch_build.py"))["compile_catalogues"]()


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_holds_the_programs_messages_and_no_others(language: str) -> None:
    program, catalogue = set(find_messages()), set(entries(language))
    advice = "run python tests/catalogues.py, then translate what it lists"
    assert sorted(map(str, program - catalogue)) == [], advice
    assert sorted(map(str, catalogue - program)) == [], advice


@pytest.mark.parametrize("domain", ["reportgen", "messages"])
@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_is_translated(language: str, domain: str) -> None:
    found = entries(language, domain)
    assert [key for key, entry in found.items() if not all(texts(entry.string))] == []
    assert [key for key, entry in found.items() if entry.fuzzy] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_places_of_its_message(language: str) -> None:
    wrong = {
        (key, text): every_place(key) ^ places(text)
        for key, entry in translations(language)
        for text in texts(entry.string)
    }
    assert {at: names for at, names in wrong.items() if names} == {}


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_of_clicks_words_has_no_place_that_click_does_not_fill(language: str) -> None:
    for key, entry in translations(language, "messages"):
        for text in texts(entry.string):
            assert places(text) <= every_place(key), text


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_plural_has_all_its_forms(language: str) -> None:
    forms = read_catalogue(language).num_plurals
    plurals = [entry for _key, entry in translations(language) if entry.pluralizable]
    assert plurals
    assert [entry.id for entry in plurals if len(texts(entry.string)) != forms] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_begins_and_ends_as_its_message(language: str) -> None:
    """Lower case and no point for diagnostics, a capital and a point for sentences of their own."""
    for key, entry in translations(language):
        source, text = texts(key)[0], texts(entry.string)[0]
        if source[0].isalpha() and text[0].isalpha():
            assert source[0].isupper() == text[0].isupper(), text
        assert source.endswith(".") == text.endswith("."), text
        assert text == text.strip(), text
        assert "  " not in text, text


def test_no_english_is_left_in_swedish() -> None:
    left = {
        text: ENGLISH_WORDS.findall(QUOTED.sub("", text))
        for _key, entry in translations("sv")
        for text in texts(entry.string)
    }
    assert {text: words for text, words in left.items() if words} == {}


@pytest.mark.parametrize("domain", ["reportgen", "messages"])
@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.usefixtures("compiled")
def test_the_compiled_catalogue_is_what_is_written(language: str, domain: str) -> None:
    source = po_path(language, domain)
    assert is_compiled(source)
    catalogue = gettext.translation(domain, CATALOGUES, [language])
    for key, entry in translations(language, domain):
        said = texts(entry.string)
        if isinstance(key, str):
            assert catalogue.gettext(key) == said[0]
        else:
            assert tuple(catalogue.ngettext(*key, count) for count in (1, 2)) == said


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.usefixtures("compiled")
def test_every_message_can_be_said(language: str) -> None:
    """Format specifications, doubled braces and plurals hold in every language."""
    translate = translator.__wrapped__(language)
    for key in find_messages():
        values: Mapping[str, object] = {**dict.fromkeys(every_place(key), "X"), "count": 2}
        plural = None if isinstance(key, str) else key[1]
        message = Message(texts(key)[0], plural, **values)
        assert translate(message)
        # What the writer is to type, `{{ … }}` or `{year}`, stands the same in both.
        assert braces(translate(message)) == braces(str(message)), key


def braces(text: str) -> list[str]:
    """The marks of expressions, each once: how a hint is worded may need one more."""
    return sorted(set(re.findall(r"\{\{|\}\}|\{[a-z#]+\w*=?\w*\}", text)))


@pytest.mark.parametrize("language", TRANSLATED)
def test_clicks_own_words_are_still_clicks(language: str) -> None:
    """Those that a user of reportgen meets on the way to help are the installed version's."""
    said = set(click_messages())
    assert {"Usage:", "Options", "Commands", "Show this message and exit."} <= said
    ours = {texts(key)[0] for key in entries(language, "messages")}
    met = {text for text in said if text.startswith(("Usage", "Option", "Error:", "Invalid value"))}
    assert met - ours <= {"Invalid start character for option ({option})"}


@pytest.mark.usefixtures("compiled")
def test_help_and_wrong_usage_are_in_swedish(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from reportgen.cli.language import speak
    from reportgen.cli.program import make_program

    monkeypatch.setenv("LANGUAGE", "sv")
    speak([])
    with pytest.raises(click.exceptions.NoSuchOption) as wrong:
        make_program().main(["build", "--fel"], standalone_mode=False)
    wrong.value.show()
    told = capsys.readouterr().err
    assert "Användning:" in told
    assert "Fel: Valet '--fel' finns inte." in told
