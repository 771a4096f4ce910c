"""A page template of a project's own cannot fill the memory or run for ever, whatever it tries."""

from __future__ import annotations

import time
from io import BytesIO

import pytest
from word_sample import document, par, section

from reportgen.diagnostics import ReportError
from reportgen.writers.html import HtmlOptions, write_html

resource = pytest.importorskip("resource", reason="Windows has no peak of memory to ask for")

HOSTILE = {
    "center": "{{ 'a'.center(2000000000) }}",
    "filter center": "{{ 'a' | center(2000000000) }}",
    "ljust": "{{ 'a'.ljust(2000000000) }}",
    "rjust": "{{ 'a'.rjust(2000000000) }}",
    "zfill": "{{ 'a'.zfill(2000000000) }}",
    "expandtabs": "{{ '\t'.expandtabs(2000000000) }}",
    "filter format": "{{ '%2000000000d' | format(1) }}",
    "percent": "{{ '%2000000000d' % 1 }}",
    "method format": "{{ '{:2000000000}'.format(1) }}",
    "format_map": "{{ '{a:2000000000}'.format_map({'a': 1}) }}",
    "strftime": "{{ properties.day.strftime('%2000000000d') }}",
    "batch": "{{ [1] | batch(2000000000, 0) | first }}",
    "slice": "{{ [1] | slice(2000000000) | list | first }}",
    "indent": "{{ 'a\n' | indent(2000000000) }}",
    "wordwrap": "{{ 'a' | wordwrap(1, true, properties.title) }}",
    "replace": "{{ 'a' | replace('', 'b') }}",
    "multiplied": "{{ 'a' * 2000000000 }}",
    "multiplied list": "{{ [1] * 2000000000 }}",
    "round": "{{ 1.5 | round(2000000000, 'ceil') }}",
    "power": "{{ 10 ** 100000000 }}",
    "large number": "{{ 999999999999999 * 999999999999999 }}",
    "range": "{{ range(2000000000) | list }}",
    "printed list": "{{ [cover, cover] }}",
    "joined lists": "{{ [[1], [2]] | join }}",
    "added lists": "{{ [1] + [2] }}",
    "doubling": "{% macro a(x) %}{{ a(x ~ x) }}{% endmacro %}{{ a('0123456789') }}",
    "adding": "{% macro a(x) %}{{ a(x + x) }}{% endmacro %}{{ a('0123456789') }}",
    "joining": "{% macro a(x) %}{{ a([x, x] | join) }}{% endmacro %}{{ a('0123456789') }}",
    "lists of lists": "{% macro a(x) %}{{ a([x, x]) }}{% endmacro %}{{ a(1) }}",
    "calls": "{% macro a(n) %}{% if n %}{{ a(n - 1) }}{{ a(n - 1) }}{% endif %}{% endmacro %}"
    "{{ a(60) }}",
    "set blocks": "{% macro a(x) %}{% set y %}{{ x }}{{ x }}{% endset %}{{ a(y) }}{% endmacro %}"
    "{{ a('0123456789') }}",
    "nested loops": "".join(f"{{% for x{n} in words.skip | list %}}" for n in range(12))
    + "{% endfor %}" * 12,
    "includes": '{% include "cover.html.j2" %}{% include "cover.html.j2" %}',
    "recursive loop": "{% for x in [1, 2] recursive %}{{ loop([1, 2]) }}{% endfor %}",
    "compared": "{% macro a(x, y) %}{{ a((x, x), (y, y)) }}{% endmacro %}{{ a(1, 1) }}",
}


def rendered(template: str) -> bytes:
    target = BytesIO()
    options = HtmlOptions(templates={"cover.html.j2": template})
    write_html(document(section(par("Stycket."))), {}, target, options)
    return target.getvalue()


@pytest.mark.parametrize("template", HOSTILE.values(), ids=HOSTILE)
def test_a_template_has_bounds(template: str) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.monotonic()
    with pytest.raises(ReportError) as raised:
        rendered(template)
    assert [each.code for each in raised.value.diagnostics] == ["page-template"]
    assert time.monotonic() - begun < 25
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 500_000  # kB


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ("{{ 'a' ~ 1 ~ '<' }}", b"a1&lt;"),
        ("{{ ['<', 2] | join(', ') }}", b"&lt;, 2"),
        ("{{ 'a' + '<' }}{{ 1 + 2 }}{{ 7 // 2 }}", b"a&lt;33"),
        ("{{ properties.title | upper }}", b"\xc3\x85RSRAPPORT 2022"),
        ("{{ properties.day.isoformat() }}", b"20"),
        ("{% macro m(x) %}<b>{{ x }}</b>{% endmacro %}{{ m('<') ~ m(1) }}", b"<b>&lt;</b><b>1</b>"),
        ("{% for x in sections | reverse %}{{ loop.index }}{% endfor %}", b"1"),
        ("{% set x %}a{% endset %}{{ x }}{{ x }}", b"aa"),
    ],
)
def test_what_templates_are_for_works(template: str, shown: bytes) -> None:
    assert shown in rendered(template)


def test_what_one_page_made_does_not_count_for_the_next() -> None:
    for _ in range(3):
        assert rendered("{{ ('0123456789' ~ words.skip) | upper }}")
