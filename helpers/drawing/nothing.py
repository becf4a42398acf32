"""What stands in place of a picture when there is nothing to draw: a sentence, and the ways back."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import NamedTuple

from helpers.drawing.parts import pickable, tspans
from helpers.markup import Safe, el

WIDTH, NARROW_WIDTH = 520.0, 374.0
SIZE, LINE, PAD, BUTTON, GAP = 16.0, 22.0, 18.0, 44.0, 10.0
LETTER = 8.3
"""Mean width of a letter at ``SIZE``."""


class Way(NamedTuple):
    """A way back: the choice it sets, the value, and the words on its button."""

    control: str
    value: str
    words: str


def nothing(words: str, ways: Sequence[Way], *, narrow: bool = False) -> Safe:
    """``words`` say why there is nothing to draw; each of ``ways`` can be picked."""
    width = NARROW_WIDTH if narrow else WIDTH
    lines = wrap(words, int((width - 2 * PAD) / LETTER))
    first = PAD + LINE * len(lines) + GAP
    height = first + (BUTTON + GAP) * len(ways) + PAD - GAP
    spans = tspans(lines, PAD, PAD + LINE * 0.7, LINE)
    return el(
        "svg",
        el(
            "rect",
            x=1,
            y=1,
            width=width - 2,
            height=height - 2,
            rx=10,
            fill="none",
            stroke="var(--mbc-edge)",
            stroke_dasharray="6 5",
        ),
        el("text", spans),
        [_button(way, first + (BUTTON + GAP) * index, width) for index, way in enumerate(ways)],
        viewbox=f"0 0 {width:.0f} {height:.0f}",
        font_size=SIZE,
        role="group",
        aria_label=words,
    )


def _button(way: Way, top: float, width: float) -> Safe:
    return el(
        "g",
        el(
            "rect",
            x=PAD,
            y=top,
            width=width - 2 * PAD,
            height=BUTTON,
            rx=8,
            fill="var(--mbc-surface)",
            stroke="var(--mbc-accent)",
            stroke_width=2,
        ),
        el("text", way.words, x=2 * PAD, y=top + BUTTON / 2, dominant_baseline="central", fill="var(--mbc-accent)"),
        **pickable(way.control, way.value, way.words, False),
    )
