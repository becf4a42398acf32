"""What all drawings share: pickable parts and wrapped labels."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import wrap

from helpers.markup import Attribute, Safe, el


def pickable(name: str, value: str, label: str, pressed: bool) -> dict[str, Attribute]:
    """Attributes that make any element a choice, by mouse and by keyboard.

    ``name`` is the control and ``value`` the choice it sets; ``label`` is what a screen reader says;
    ``pressed`` tells whether it is the current choice.
    """
    return {
        "data_name": name,
        "data_value": value,
        "tabindex": 0,
        "role": "button",
        "aria_pressed": "true" if pressed else "false",
        "aria_label": label,
    }


NARROW, BROAD = frozenset("fijlrtI .,:;()/'-"), frozenset("mwMWQ@%")
"""Letters that take about two thirds of the usual width, and half as much again."""


def text_width(words: str, size: float) -> float:
    """Width of a line of words at ``size`` drawing units, estimated: there is no font to measure here."""
    return 0.62 * size * sum(0.65 if letter in NARROW else 1.5 if letter in BROAD else 1 for letter in words)


def fitted(words: str, room: float, size: float) -> list[str]:
    """Words broken into lines that fit ``room`` at ``size`` drawing units; a no-break space holds words together."""
    lines: list[str] = []
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def tspans(lines: Iterable[str], x: float, y: float, line: float) -> list[Safe]:
    """Lines of one SVG text: the first on the base line ``y``, each next one ``line`` lower."""
    return [el("tspan", words, x=x, y=y + line * row) for row, words in enumerate(lines)]


def label(words: str, x: float, y: float, *, width: int = 24, line: float = 16, **attributes: Attribute) -> Safe:
    """SVG text broken into lines of at most ``width`` characters, the block centered on ``y``.

    ``line`` is the line height in drawing units. SVG text does not wrap by itself.
    """
    lines = wrap(words, width) or [""]
    top = y - line * (len(lines) - 1) / 2
    return el("text", tspans(lines, x, top, line), dominant_baseline="central", **attributes)
