"""What all drawings share: pickable parts and wrapped labels."""

from __future__ import annotations

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


def label(words: str, x: float, y: float, *, width: int = 24, line: float = 16, **attributes: Attribute) -> Safe:
    """SVG text broken into lines of at most ``width`` characters, the block centered on ``y``.

    ``line`` is the line height in drawing units. SVG text does not wrap by itself.
    """
    lines = wrap(words, width) or [""]
    top = y - line * (len(lines) - 1) / 2
    spans = [el("tspan", part, x=x, y=top + line * index) for index, part in enumerate(lines)]
    return el("text", spans, dominant_baseline="central", **attributes)
