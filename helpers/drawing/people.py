"""People as signs, one for each: 100 or 1,000 of them, grouped by what happened to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor
from textwrap import wrap
from typing import Literal, NamedTuple

from helpers.drawing.parts import text_width, tspans
from helpers.markup import Safe, el

Mark = Literal["full", "ring", "cross", "dot", "square"]

CELL = 24.0
"""Room for one sign, in drawing units."""

TEXT, LINE, GAP = 16.0, 20.5, 8.0
"""Size and line height of the words of the key, and the room between its entries, in a small array."""

WIDE = 400.0
"""A wider array is drawn smaller, so that its key is set larger in proportion."""


class Pen(NamedTuple):
    """How a sign is drawn: its path from its middle, the width of the line, and its cap.

    A line of no length is all cap: the shortest way to say a disk or a square, and an array has up to 1,000 of them.
    """

    d: str
    width: float
    cap: str | None = None


SHAPES: dict[Mark, Pen] = {
    "full": Pen("h0", 16, "round"),
    "ring": Pen("m-7 0a7 7 0 1 0 14 0a7 7 0 1 0-14 0z", 2.5),
    "cross": Pen("m-6-6l12 12m0-12l-12 12", 3.5),
    "dot": Pen("h0", 7, "round"),
    "square": Pen("h0", 14, "square"),
}
"""Groups differ in shape, not in color alone."""


@dataclass(frozen=True)
class Group:
    """So many people to whom the same happened. ``role`` is the color role, ``mark`` the sign."""

    label: str
    count: int
    role: str
    mark: Mark = "full"


def whole(number: float) -> int:
    """The nearest whole number, as of people among 100; a half is rounded up."""
    return floor(number + 0.5)


def people(groups: Sequence[Group], *, title: str, per_row: int = 10, key: bool = True) -> Safe:
    """Everyone in ``groups`` as one sign, row by row; the key above names the signs with their counts.

    ``title`` is the text alternative and says the counts too. Raises ``ValueError`` for a negative count.
    """
    if any(group.count < 0 for group in groups):
        raise ValueError("a group of people cannot have fewer than no one")
    total = sum(group.count for group in groups)
    rows = -(-total // per_row)
    width = CELL * per_row
    entries, top = _key(groups, width) if key else ([], 0.0)
    first = 0
    drawn = []
    for group in groups:
        drawn.append(_signs(group, range(first, first + group.count), per_row, top))
        first += group.count
    return el(
        "svg",
        entries,
        drawn,
        viewbox=f"0 0 {width:.0f} {top + CELL * rows:.0f}",
        class_="mbc-people" if total > 100 else "mbc-people mbc-hundred",
        role="img",
        aria_label=title,
    )


def _signs(group: Group, places: range, per_row: int, top: float) -> Safe:
    middles = ((CELL * (place % per_row + 0.5), top + CELL * (place // per_row + 0.5)) for place in places)
    return _path(group, middles)


def _path(group: Group, middles: Iterable[tuple[float, float]]) -> Safe:
    pen = SHAPES[group.mark]
    return el(
        "path",
        d="".join(f"M{x:g} {y:g}{pen.d}" for x, y in middles),
        fill="none",
        stroke=f"var(--mbc-{group.role})",
        stroke_width=pen.width,
        stroke_linecap=pen.cap,
    )


def _key(groups: Sequence[Group], width: float) -> tuple[list[Safe], float]:
    """Sign, count and words of each group, side by side where they fit; and the height where the key ends."""
    scale = max(1.0, width / WIDE)
    text, line, gap, cell = TEXT * scale, LINE * scale, GAP * scale, CELL * scale
    entries: list[Safe] = []
    x = top = bottom = 0.0
    for group in groups:
        said = wrap(f"{group.count:,} {group.label}", int((width - cell - gap) / (0.55 * text)))
        need = cell + max(text_width(words, text) for words in said) + 2 * gap
        if x and x + need > width:
            x, top = 0.0, bottom
        sign = _path(group, [(x + cell / 2, top + line / 2)])
        written = tspans(said, x + cell + gap, top + 0.72 * line, line)
        entries.append(el("g", sign, el("text", written, font_size=text)))
        bottom = max(bottom, top + line * len(said) + gap)
        x += need
    return entries, bottom + gap
