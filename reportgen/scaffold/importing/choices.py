"""What the trials of an import have shown, for the next one."""

from __future__ import annotations

from msgspec import Struct

from reportgen.scaffold.importing.prose import ToldText


class Choices(Struct, frozen=True):
    """What a trial has shown: tables that must stay as typed, and those that are no statistics.

    `expressions`: whether values of a file of our own keep their expressions. `figures`: whether
    charts become figures, `apart` those whose tables stay apart. `told`: what the running text
    tells of statistics.
    """

    typed: frozenset[str] = frozenset()
    left: frozenset[str] = frozenset()
    expressions: bool = True
    figures: bool = True
    told: ToldText = ToldText()
    apart: frozenset[str] = frozenset()
