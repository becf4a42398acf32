"""Weeks as rows of days: which days have an entry, which carry a warning, and which one is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from helpers.drawing.parts import pickable
from helpers.markup import Safe, el

WIDTH = 374  # drawing units: about the pixels of a phone
CELL, GAP, HEAD = 50, 4, 26
NAMES = ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")
WRITTEN = "●"


@dataclass(frozen=True)
class Square:
    """One day: what is said of it, whether something is written, and the sign and color role of a warning, or empty.

    ``open_`` tells whether it can be picked; a day that cannot is only a number.
    """

    when: date
    spoken: str
    written: bool
    sign: str = ""
    role: str = ""
    open_: bool = True


def weeks(squares: Sequence[Square], *, control: str, picked: date | None, title: str) -> Safe:
    """Days that follow each other, from a Sunday on, seven a row; each sets ``control`` to its date."""
    rows = -(-len(squares) // 7)
    heads = [
        el("text", name, x=_left(column) + CELL / 2, y=17, font_size=14, text_anchor="middle", class_="mbc-weeks-soft")
        for column, name in enumerate(NAMES)
    ]
    cells = [_cell(index, square, control, square.when == picked) for index, square in enumerate(squares)]
    return el(
        "svg",
        heads,
        cells,
        viewbox=f"0 0 {WIDTH} {HEAD + rows * (CELL + GAP)}",
        role="group",
        aria_label=title,
        class_="mbc-weeks",
    )


def _left(column: int) -> float:
    return column * (CELL + GAP)


def _cell(index: int, square: Square, control: str, here: bool) -> Safe:
    x, y = _left(index % 7), HEAD + index // 7 * (CELL + GAP)
    fill = "accent-soft" if here else f"{square.role}-soft" if square.role else "panel" if square.written else "surface"
    number = f"{square.when:%b} {square.when.day}" if square.when.day == 1 or not index else str(square.when.day)
    box = el(
        "rect",
        x=x + 1.5,
        y=y + 1.5,
        width=CELL - 3,
        height=CELL - 3,
        rx=6,
        fill=f"var(--mbc-{fill})",
        stroke=f"var(--mbc-{'accent' if here else 'edge' if square.open_ else 'line'})",
        stroke_width=3 if here else 1,
    )
    words = el(
        "text",
        number,
        x=x + CELL / 2,
        y=y + 20,
        font_size=15,
        text_anchor="middle",
        font_weight=650 if here else None,
        class_=None if square.open_ else "mbc-weeks-soft",
    )
    sign = square.sign or (WRITTEN if square.written else "")
    mark = el(
        "text",
        sign,
        x=x + CELL / 2,
        y=y + 40,
        font_size=15 if square.sign else 11,
        text_anchor="middle",
        style=f"fill:var(--mbc-{square.role or 'ink-soft'})",
    )
    if not square.open_:
        return el("g", box, words)
    return el("g", box, words, mark, **pickable(control, square.when.isoformat(), square.spoken, here))
