"""A span chart: names as bars over the kinds that each one covers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from helpers.drawing.parts import label, pickable, text_width
from helpers.markup import Safe, el

ALWAYS, PART, LOOSE = "always", "part", "loose"
"""How a name covers a kind: every time; only some of it; or only as some people use the word."""

LINE = 22
"""Height of a line of words outside the rows, in drawing units."""

KEY = {ALWAYS: "always", PART: "only some of it", LOOSE: "as some people use it"}
"""What the three bars mean, in words."""


@dataclass(frozen=True)
class Span:
    """One name: the choice that it sets, its words, and how it covers each kind, in the order of the kinds.

    ``covers`` has a set of :data:`ALWAYS`, :data:`PART`, :data:`LOOSE` for each kind; ``spoken`` is what a screen
    reader says.
    """

    value: str
    name: str
    covers: Sequence[frozenset[str]]
    spoken: str


@dataclass(frozen=True)
class _Grid:
    """Sizes of a chart, in drawing units: a wide one has names at the left, a narrow one above their bars."""

    width: float
    names: float
    top: float
    row: float
    bar: float
    middle: float
    font: float
    columns: int

    @property
    def narrow(self) -> bool:
        """Do names stand above their bars?"""
        return self.names == 0

    @property
    def column(self) -> float:
        """Width of a column."""
        return (self.width - self.names) / self.columns

    def x(self, index: int) -> float:
        """Left edge of a column."""
        return self.names + self.column * index

    def middle_of(self, index: int) -> float:
        """Middle of a column."""
        return self.x(index) + self.column / 2


def spans(
    kinds: Sequence[str],
    names: Sequence[Span],
    *,
    control: str,
    chosen: str,
    other: str = "",
    narrow: bool = False,
    title: str,
) -> Safe:
    """Names as rows, ``kinds`` as columns, with a bar wherever a name covers a kind.

    ``control`` is the choice that rows set, ``chosen`` its value, ``other`` the value of a name to compare it with.
    ``narrow`` draws it for a phone, with numbers for the columns.
    """
    grid = (
        _Grid(374, 0, 92 + LINE * len(kinds), 52, 18, 36, 15, len(kinds))
        if narrow
        else _Grid(1040, 208, 130, 38, 20, 19, 17, len(kinds))
    )
    height = grid.top + grid.row * len(names) + 4
    return el(
        "svg",
        _key(grid),
        _columns(kinds, grid, height),
        (_row(span, index, grid, control, _role(span, chosen, other)) for index, span in enumerate(names)),
        role="group",
        aria_label=title,
        class_=None if narrow else "mbc-wide",
        viewbox=f"0 0 {grid.width:g} {height:g}",
        font_size=grid.font,
    )


def _role(span: Span, chosen: str, other: str) -> str:
    return "chosen" if span.value == chosen else "other" if span.value == other else ""


def _key(grid: _Grid) -> Safe:
    """What the three bars mean, in as many lines as it takes."""
    x, y = 6.0, 8.0
    drawn = []
    for kind, words in KEY.items():
        wide = 34 + text_width(words, grid.font)
        if x + wide > grid.width:
            x, y = 6.0, y + LINE
        drawn += [_bar(kind, x, y, 26, 16, "scale-3"), el("text", words, x=x + 34, y=y + 14)]
        x += wide + 12
    return el("g", drawn, aria_hidden="true")


def _columns(kinds: Sequence[str], grid: _Grid, height: float) -> Safe:
    """Stripes, with the kinds as headings, or as numbers that a list explains where there is no room."""
    top = grid.top - 26 if grid.narrow else 40
    stripes = [
        el("rect", x=grid.x(index), y=top, width=grid.column, height=height - top, fill="var(--mbc-panel)")
        for index in range(0, len(kinds), 2)
    ]
    if not grid.narrow:
        return el("g", stripes, (_head(kind, grid.middle_of(index), 84) for index, kind in enumerate(kinds)))
    listed = [el("text", f"{number}  {kind}", x=6, y=54 + LINE * number) for number, kind in enumerate(kinds, 1)]
    numbers = [_head(str(index + 1), grid.middle_of(index), grid.top - 12) for index in range(len(kinds))]
    return el("g", stripes, listed, numbers)


def _head(words: str, x: float, y: float) -> Safe:
    return label(words, x, y, width=10, line=18, text_anchor="middle", font_size=15, font_weight=600)


def _row(span: Span, index: int, grid: _Grid, control: str, role: str) -> Safe:
    """A name with its bars: a button as wide as the chart."""
    y = grid.top + grid.row * index
    sign = {"chosen": "▶ ", "other": "◆ "}.get(role, "")
    fill = {"chosen": "accent", "other": "ink-soft"}.get(role, "scale-3")
    name = sign + span.name
    line = y + (18 if grid.narrow else grid.middle + 6)
    return el(
        "g",
        el(
            "rect",
            x=1,
            y=y + 1,
            width=grid.width - 2,
            height=grid.row - 2,
            rx=6,
            fill="var(--mbc-accent-soft)" if role == "chosen" else "transparent",
            stroke=f"var(--mbc-{fill})" if role else "none",
            stroke_width=2,
            stroke_dasharray="6 4" if role == "other" else None,
        ),
        el("path", d=f"M1 {y + grid.row:g}h{grid.width - 2:g}", stroke="var(--mbc-line)"),
        el("text", name, x=8, y=line, font_weight=700 if role else 500),
        (
            _bar(kind, grid.x(first) + 2, y + grid.middle - grid.bar / 2, grid.column * count - 4, grid.bar, fill)
            for kind, first, count in runs(span.covers)
        ),
        **pickable(control, span.value, span.spoken, role == "chosen"),
    )


def runs(covers: Sequence[frozenset[str]]) -> Iterator[tuple[str, int, int]]:
    """The bars of a name: how it covers, the first kind, and how many kinds in a row."""
    for kind in (ALWAYS, PART, LOOSE):
        for covered, run in groupby(range(len(covers)), key=lambda index: kind in covers[index]):
            found = list(run)
            if covered:
                yield kind, found[0], len(found)


def _bar(kind: str, x: float, y: float, width: float, height: float, role: str) -> Safe:
    """Full for always, half as high for a part, a dashed outline for loose use."""
    top, tall = (y + height / 2, height / 2) if kind == PART else (y, height)
    return el(
        "rect",
        x=x,
        y=top,
        width=width,
        height=tall,
        rx=4,
        fill="none" if kind == LOOSE else f"var(--mbc-{role})",
        stroke="var(--mbc-ink-soft)",
        stroke_width=1.5,
        stroke_dasharray="5 4" if kind == LOOSE else None,
    )
