"""How hard texts are to read: a dot for each text on a scale of school grades, with the range to aim for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from helpers.markup import Safe, el

WIDTH, NARROW_WIDTH = 520.0, 374.0
"""Width of the drawing, in drawing units."""

TOP, ROW, TEXT, LEFT, RIGHT = 34.0, 38.0, 16.0, 64.0, 62.0
"""Height above the rows and of a row, size of type, and the room left and right of the scale."""

END = 20
"""Last grade of the scale; what is harder stands there with a plus sign. Grade 16 is the end of college."""

STEP = 4
"""Grades between two ticks."""


@dataclass(frozen=True)
class Text:
    """One row: the name of a text, its school grade, and whether it is the one spoken of."""

    name: str
    grade: float
    here: bool = False

    @property
    def words(self) -> str:
        """The grade, as it stands beside the dot."""
        return f"{END}+" if self.grade > END else f"{self.grade:.0f}"


def grade_scale(texts: Sequence[Text], *, aim: float, title: str, narrow: bool = False) -> Safe:
    """The texts one below the other; the range up to ``aim`` is shaded. The text alternative names every grade.

    Without a text, the scale stands alone.
    """
    width = NARROW_WIDTH if narrow else WIDTH
    room = width - LEFT - RIGHT
    bottom = TOP + ROW * max(len(texts), 1)
    told = "; ".join(f"{one.name}: about grade {one.words}" for one in texts) or "No text is shown yet"

    def at(grade: float) -> float:
        return LEFT + room * min(max(grade, 0), END) / END

    return el(
        "svg",
        el("rect", x=at(0), y=TOP, width=at(aim) - at(0), height=bottom - TOP, fill="var(--mbc-right-soft)"),
        el("text", f"aim: {aim:g} or lower", x=at(0), y=TOP - 12, font_weight=650),
        (_tick(grade, at(grade), bottom) for grade in range(0, END + 1, STEP)),
        el("text", "school grade", x=at(END / 2), y=bottom + 44, text_anchor="middle"),
        (_row(one, at(one.grade), TOP + ROW * (index + 0.5), at(0), at(END)) for index, one in enumerate(texts)),
        viewbox=f"0 0 {width:g} {bottom + 52:g}",
        role="img",
        aria_label=f"{title} {told}. Aim: grade {aim:g} or lower.",
        font_size=TEXT,
    )


def _tick(grade: int, x: float, bottom: float) -> Safe:
    return el(
        "g",
        el("line", x1=x, x2=x, y1=TOP, y2=bottom + 5, stroke="var(--mbc-line)"),
        el("text", grade, x=x, y=bottom + 23, text_anchor="middle"),
    )


def _row(text: Text, x: float, y: float, left: float, right: float) -> Safe:
    weight = 700 if text.here else 400
    return el(
        "g",
        el("line", x1=left, x2=right, y1=y, y2=y, stroke="var(--mbc-line)"),
        el("text", text.name, x=0, y=y + 6, font_weight=weight),
        el(
            "circle",
            cx=x,
            cy=y,
            r=10 if text.here else 7,
            fill="var(--mbc-accent)" if text.here else "var(--mbc-surface)",
            stroke="var(--mbc-accent)",
            stroke_width=2.5,
        ),
        el("text", text.words, x=x + 17, y=y + 6, font_weight=weight),
    )
