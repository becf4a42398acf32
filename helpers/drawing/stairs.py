"""Stairs: steps one above the other, each with its name, how many people stand on it, and what it asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from helpers.drawing.parts import pickable, tspans
from helpers.drawing.people import SHAPES
from helpers.markup import Safe, el

WIDTH, NARROW_WIDTH = 560.0, 374.0
RISE, NARROW_RISE = 96.0, 108.0
"""Least height of a step."""

INDENT, NARROW_INDENT = 44.0, 14.0
"""How far each step stands to the right of the one below it."""

GAP, PAD, NAME, WORDS, LINE = 8.0, 14.0, 17.0, 15.0, 20.0
LETTER = 8.0
"""Mean width of a letter at the size ``WORDS``."""

MOST, CELL = 10, 18.0
"""Most signs for people on a step, and the room for one."""


@dataclass(frozen=True)
class Stair:
    """One step: the value it sets when picked, its name, what it asks, and who stands on it.

    ``signs`` is how many signs of people are drawn, 0 to 10: more people, more signs, but not one for each; ``people``
    says how many they are.
    """

    value: str
    name: str
    words: str
    people: str
    signs: int = 0


def stairs(steps: Sequence[Stair], *, title: str, control: str, selected: str, narrow: bool = False) -> Safe:
    """The steps as one SVG, the first at the bottom; ``selected`` is the step that is set apart.

    ``control`` is the choice that a step sets. Raises ``ValueError`` for a number of signs that cannot be drawn.
    """
    if any(not 0 <= step.signs <= MOST for step in steps):
        raise ValueError(f"a step holds 0 to {MOST} signs")
    width = NARROW_WIDTH if narrow else WIDTH
    indent = NARROW_INDENT if narrow else INDENT
    drawn, top = [], 0.0
    for place, step in reversed(list(enumerate(steps))):
        left = indent * place
        lines = wrap(step.words, int((width - left - 2 * PAD) / LETTER))
        height = max(NARROW_RISE if narrow else RISE, 2 * PAD + NAME + LINE * (len(lines) + 1) + 4)
        drawn.append(_stair(step, lines, left, top, width - left, height, control, step.value == selected))
        top += height + GAP
    return el("svg", reversed(drawn), viewbox=f"0 0 {width:.0f} {top - GAP:.0f}", role="group", aria_label=title)


def _stair(
    step: Stair, lines: list[str], left: float, top: float, width: float, height: float, control: str, on: bool
) -> Safe:
    """One step: box, name, words, and the people on it with their number."""
    text, foot = left + PAD, top + height - PAD
    first = top + PAD + NAME + LINE
    right = left + width - PAD - CELL * step.signs
    pen = SHAPES["full"]
    signs = "".join(f"M{right + CELL * (index + 0.5):.1f} {top + PAD + 10:g}{pen.d}" for index in range(step.signs))
    return el(
        "g",
        el(
            "rect",
            x=left + 2,
            y=top + 2,
            width=width - 4,
            height=height - 4,
            rx=8,
            fill="var(--mbc-accent-soft)" if on else "var(--mbc-panel)",
            stroke="var(--mbc-accent)" if on else "var(--mbc-edge)",
            stroke_width=4 if on else 1.5,
        ),
        el("text", f"{'▶ ' if on else ''}{step.name}", x=text, y=top + PAD + NAME - 3, font_size=NAME, font_weight=700),
        el(
            "text",
            tspans(lines, text, first, LINE),
            font_size=WORDS,
        ),
        el(
            "path",
            d=signs,
            stroke="var(--mbc-accent)" if on else "var(--mbc-ink-soft)",
            stroke_width=pen.width,
            stroke_linecap=pen.cap,
        )
        if signs
        else None,
        el("text", step.people, x=text, y=foot, font_size=WORDS, fill="var(--mbc-ink-soft)"),
        **pickable(control, step.value, f"{step.name}: {step.words} People: {step.people}.", on),
    )
