"""Findings for other programs: JSON, GitHub's annotations, SARIF 2.1.0."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from reportgen.diagnostics import Diagnostic, Severity, Span
from reportgen.language.messages import Translate

# A replacement that a diagnostic offers: where, and what to put there.
Correction = tuple[Span, str]
_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


class Told(Struct, frozen=True):
    """A diagnostic and its correction, None where it has none."""

    diagnostic: Diagnostic
    correction: Correction | None = None


def count_severities(told: Iterable[Told]) -> dict[str, int]:
    """How many errors, warnings and notes there are."""
    counts = Counter(each.diagnostic.severity for each in told)
    return {f"{severity}s": counts[severity] for severity in Severity}


def findings_as_json(
    told: Sequence[Told], translate: Translate, sections: Sequence[Mapping[str, object]] = ()
) -> str:
    """An object with `findings` in reading order and `summary`, the counts by severity.

    `sections` is what was measured of each section: its file, words, sentences and LIX.
    """
    findings = [as_object(each, translate) for each in told]
    summary = count_severities(told)
    return _dump({"version": 1, "findings": findings, "summary": summary, "sections": sections})


def findings_as_annotations(told: Sequence[Told], translate: Translate) -> str:
    """GitHub's workflow commands, one a line."""
    return "".join(f"{_annotation(each.diagnostic, translate)}\n" for each in told)


def findings_as_sarif(
    told: Sequence[Told], abouts: dict[str, str], version: str, translate: Translate
) -> str:
    """A SARIF log of one run; `abouts` is what each rule finds, by its code."""
    codes = sorted({each.diagnostic.code for each in told} | abouts.keys())
    index = {code: number for number, code in enumerate(codes)}
    rules = [{"id": code, "shortDescription": {"text": abouts.get(code, code)}} for code in codes]
    results = [_as_result(each, index, translate) for each in told]
    driver = {"name": "reportgen", "version": version, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return _dump({"$schema": schema, "version": "2.1.0", "runs": [run]})


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def as_object(told: Told, translate: Translate) -> dict[str, object]:
    """One finding with its place and its correction, as `findings_as_json` has it."""
    found = told.diagnostic
    fix = None
    if told.correction:
        fix = {**place_as_object(told.correction[0]), "replacement": told.correction[1]}
    return {
        "code": found.code,
        "severity": found.severity.value,
        "message": translate(found.message),
        "hint": translate(found.hint) if found.hint else None,
        **(place_as_object(found.span) if found.span else {"file": None}),
        "fix": fix,
    }


def place_as_object(span: Span) -> dict[str, object]:
    """A place with its end, as findings have it."""
    return {
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }


def _annotation(found: Diagnostic, translate: Translate) -> str:
    properties = [f"title={_escaped(found.code)}"]
    if found.span:
        span = found.span
        places = {"file": span.file, "line": span.line, "col": span.column}
        places |= {"endLine": span.end_line, "endColumn": span.end_column}
        properties = [*(f"{k}={_escaped(str(v))}" for k, v in places.items()), *properties]
    text = translate(found.message)
    if found.hint:
        text += "\n" + translate(found.hint)
    data = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return f"::{_GITHUB[found.severity]} {','.join(properties)}::{data}"


def _escaped(text: str) -> str:
    """A property's value: colon and comma would end it."""
    for sign, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C")):
        text = text.replace(sign, code)
    return text


def _as_result(told: Told, index: dict[str, int], translate: Translate) -> dict[str, object]:
    found = told.diagnostic
    message = translate(found.message)
    if found.hint:
        message += f" ({translate(found.hint)})"
    result: dict[str, object] = {
        "ruleId": found.code,
        "ruleIndex": index[found.code],
        "level": found.severity.value,
        "message": {"text": message},
    }
    if found.span:
        artifact = {"uri": found.span.file}
        physical = {"artifactLocation": artifact, "region": _region(found.span)}
        result["locations"] = [{"physicalLocation": physical}]
    if told.correction:
        result["fixes"] = [_as_fix(*told.correction)]
    return result


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _as_fix(span: Span, replacement: str) -> dict[str, object]:
    change = {"deletedRegion": _region(span), "insertedContent": {"text": replacement}}
    artifact = {"uri": span.file}
    return {"artifactChanges": [{"artifactLocation": artifact, "replacements": [change]}]}
