"""Colours as people see them: contrast, lightness, and what the colour-blind can tell apart.

A colour is `#RRGGBB`. Lightness, chroma and hue are those of OKLab, whose steps look equally long.
"""

from __future__ import annotations

from math import atan2, cos, dist, hypot, radians, sin

PAPER = "#FFFFFF"
_STEP = 0.003  # in lightness: less than is seen
GREY = 0.03  # less chroma looks grey
_Triple = tuple[float, float, float]
_Rows = tuple[_Triple, _Triple, _Triple]
# Linear red, green, blue to the eye's cones, these to OKLab, and both ways back (Ottosson 2020).
_TO_CONES: _Rows = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_TO_LAB: _Rows = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
_FROM_LAB: _Rows = (
    (1.0, 0.3963377774, 0.2158037573),
    (1.0, -0.1055613458, -0.0638541728),
    (1.0, -0.0894841775, -1.2914855480),
)
_FROM_CONES: _Rows = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)
# What is left of linear red, green, blue to those who lack a kind of cone (Machado 2009).
_BLINDNESSES: tuple[_Rows, ...] = (
    (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
)


def rgb(colour: str) -> _Triple:
    """Red, green and blue of `#RRGGBB`, each from 0 to 1."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.1, "contrast ratio")."""
    darker, lighter = sorted((brightness(one), brightness(other)))
    return lighter / darker


def brightness(colour: str) -> float:
    """What contrast is a ratio of: relative luminance (WCAG 2.1) and 0.05, to 1.05 of white."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05


def lightness(colour: str) -> float:
    """How light it looks, from 0 (black) to 1 (white)."""
    return _lab(_linear(colour))[0]


def chroma(colour: str) -> float:
    """How far it is from grey: 0 for grey, about 0.3 for the purest."""
    return hypot(*_lab(_linear(colour))[1:])


def hue(colour: str) -> float:
    """Its place on the circle of colours, in degrees from -180 to 180."""
    _light, green_red, blue_yellow = _lab(_linear(colour))
    return atan2(blue_yellow, green_red) / radians(1)


def of_hue(degrees: float, strength: float, light: float) -> str:
    """A colour by its hue, chroma and lightness; as strong as a screen can show it."""
    for part in range(20, 0, -1):
        shown = strength * part / 20
        lab = light, shown * cos(radians(degrees)), shown * sin(radians(degrees))
        cones = [value**3 for value in _times(_FROM_LAB, lab)]
        parts = _times(_FROM_CONES, (cones[0], cones[1], cones[2]))
        if all(-0.001 <= each <= 1.001 for each in parts):
            return _hex(parts)
    return of_hue(degrees, 1e-9, light) if strength > 1e-6 else _hex((light**3,) * 3)


def between(colour: str, least: float, most: float) -> str:
    """The colour itself where its brightness lies between the two; else the nearest that does.

    Only its lightness is moved, and its chroma where a screen can't show so strong a colour.
    """
    if least <= brightness(colour) <= most:
        return colour
    darker = brightness(colour) > most
    degrees, strength = hue(colour), chroma(colour)
    low, high = 0.0, 1.0
    for _halving in range(7):
        middle = (low + high) / 2
        if brightness(of_hue(degrees, strength, middle)) > (most if darker else least):
            high = middle
        else:
            low = middle
    # How strong a colour a screen can show goes up and down: the last steps are tried.
    light, step = (high, -_STEP) if darker else (low, _STEP)
    found = of_hue(degrees, strength, light)
    while 0 < light < 1 and (brightness(found) > most if darker else brightness(found) < least):
        light += step
        found = of_hue(degrees, strength, light)
    return found


def readable(colour: str, ground: str, ratio: float) -> str:
    """`colour`, as far from `ground` in lightness as that contrast asks for.

    Darker on a light ground, lighter on a dark one.
    """
    there = brightness(ground)
    if there > 0.4:
        return between(colour, 0.0, there / ratio)
    return between(colour, there * ratio, 2.0)


def unlikeness(one: str, other: str) -> float:
    """How unlike two colours look, at the least, to people with and without colour blindness.

    0.02 is just seen side by side, 0.1 is told apart at a glance.
    """
    first, second = _linear(one), _linear(other)
    blind = (dist(_lab(_seen(b, first)), _lab(_seen(b, second))) for b in _BLINDNESSES)
    return min(dist(_lab(first), _lab(second)), *blind)


def _seen(blindness: _Rows, parts: _Triple) -> _Triple:
    red, green, blue = (min(max(each, 0.0), 1.0) for each in _times(blindness, parts))
    return red, green, blue


def _linear(colour: str) -> _Triple:
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb(colour)
    )
    return red, green, blue


def _hex(parts: tuple[float, ...]) -> str:
    bounded = (min(max(part, 0.0), 1.0) for part in parts)
    coded = (12.92 * p if p <= 0.0031308 else 1.055 * p ** (1 / 2.4) - 0.055 for p in bounded)
    return "#" + "".join(f"{round(255 * part):02X}" for part in coded)


def _lab(parts: _Triple) -> _Triple:
    red, green, blue = (max(each, 0.0) ** (1 / 3) for each in _times(_TO_CONES, parts))
    return _times(_TO_LAB, (red, green, blue))


def _times(rows: _Rows, parts: _Triple) -> _Triple:
    first, second, third = (sum(a * b for a, b in zip(row, parts, strict=True)) for row in rows)
    return first, second, third
