"""A scale from 0 to 10 with the score a person gave, and the cut-offs that sources name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from helpers.drawing.parts import fitted, tspans
from helpers.markup import Safe, el

WIDTH, NARROW_WIDTH = 640.0, 374.0
TOP, BOX = 52.0, 40.0


class CutOff(NamedTuple):
    """From which score to act, and who says so."""

    score: int
    words: str


def zero_to_ten(score: int, cut_offs: Sequence[CutOff], *, title: str, narrow: bool = False) -> Safe:
    """Boxes from 0 to 10, the score marked above, each cut-off as a line below with its words.

    ``title`` is what a screen reader says in place of the picture.
    """
    width, font = (NARROW_WIDTH, 15.0) if narrow else (WIDTH, 17.0)
    step = (width - 8) / 11
    least = min(one.score for one in cut_offs)
    boxes = [
        el(
            "g",
            el(
                "rect",
                x=4 + step * value + 1,
                y=TOP,
                width=step - 2,
                height=BOX,
                rx=4,
                fill="var(--mbc-today-soft)" if value >= least else "var(--mbc-panel)",
                stroke="var(--mbc-ink)" if value == score else "var(--mbc-edge)",
                stroke_width=4 if value == score else 1,
            ),
            el(
                "text",
                str(value),
                x=4 + step * (value + 0.5),
                y=TOP + 26,
                text_anchor="middle",
                font_weight=700 if value == score else 500,
            ),
        )
        for value in range(11)
    ]
    x = 4 + step * (score + 0.5)
    anchor = "start" if score < 2 else "end" if score > 8 else "middle"
    shift = {"start": -step / 2, "middle": 0.0, "end": step / 2}[anchor]
    mark = [
        el("text", f"Score {score}", x=x + shift, y=24, text_anchor=anchor, font_weight=700),
        el("path", d=f"M{x:.1f} {TOP - 4}l-9 -14h18z", fill="var(--mbc-ink)"),
    ]
    lines, y = [], TOP + BOX
    for one in sorted(cut_offs, key=lambda cut_off: -cut_off.score):
        at = 4 + step * one.score
        words = fitted(one.words, width - at - 14, font)
        middle = y + 22 + font
        lines.append(
            el(
                "g",
                el("path", d=f"M{at:.1f} {TOP - 4}V{middle + 4:.1f}", stroke="var(--mbc-today)", stroke_width=3),
                el("text", tspans(words, at + 8, middle, font * 1.3)),
            )
        )
        y = middle + font * 1.3 * (len(words) - 1)
    return el(
        "svg",
        boxes,
        mark,
        lines,
        role="img",
        aria_label=title,
        viewbox=f"0 0 {width:g} {y + 14:g}",
        font_size=font,
    )
