"""What follows from another finding: it is about words that will change when that is put right."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping
from itertools import accumulate

from reportgen.diagnostics import Diagnostic, Severity, reading_order

_Place = tuple[int, int]


class Shadows:
    """What the errors among `told` cast their shadow on; asking costs the same for any number."""

    def __init__(self, told: Iterable[Diagnostic]) -> None:
        errors = {each for each in told if each.severity is Severity.ERROR}
        self._codes_at: dict[tuple[str, int, int], set[str]] = {}
        ranges: dict[str, dict[str, list[tuple[_Place, _Place]]]] = {}
        for error in errors:
            self._codes_at.setdefault(reading_order(error), set()).add(error.code)
            if span := error.span:
                stretch = (span.line, span.column), (span.end_line, span.end_column)
                ranges.setdefault(span.file, {}).setdefault(error.code, []).append(stretch)
        self._stretches = {
            file: {code: _Stretches(each) for code, each in by_code.items()}
            for file, by_code in ranges.items()
        }

    def fall_on(self, finding: Diagnostic) -> bool:
        """Whether it is about words that an error of another code is about.

        What is an error itself is so only at the same place, and where it was not told.
        """
        if finding.severity is Severity.ERROR:
            codes = self._codes_at.get(reading_order(finding), set())
            return bool(codes) and finding.code not in codes
        if finding.span is None:
            return False
        begin = finding.span.line, finding.span.column
        by_code = self._stretches.get(finding.span.file, {})
        return any(code != finding.code and each.hold(begin) for code, each in by_code.items())


class Explained:
    """What of the findings of a year is explained by a better one: one fault, one finding."""

    def __init__(
        self, found: Iterable[Diagnostic], supersedes: Mapping[str, Collection[str]]
    ) -> None:
        places: dict[tuple[str, str], list[tuple[_Place, _Place]]] = {}
        for each in found:
            if span := each.span:
                stretch = (span.line, span.column), (span.end_line, span.end_column)
                for code in supersedes.get(each.code, ()):
                    places.setdefault((code, span.file), []).append(stretch)
        self._places = {key: _Stretches(stretches) for key, stretches in places.items()}

    def tell(self, finding: Diagnostic) -> bool:
        """Whether another finding tells of the same fault, and better."""
        span = finding.span
        stretches = self._places.get((finding.code, span.file)) if span else None
        return bool(stretches and span and stretches.hold((span.line, span.column)))


class _Stretches:
    """Stretches of a file, each from its first place up to its end."""

    def __init__(self, stretches: list[tuple[_Place, _Place]]) -> None:
        stretches.sort()
        self._begins = [begin for begin, _end in stretches]
        self._furthest = list(accumulate((end for _begin, end in stretches), max))

    def hold(self, place: _Place) -> bool:
        """Whether `place` lies in one of them."""
        before = bisect_right(self._begins, place)
        return before > 0 and place < self._furthest[before - 1]
