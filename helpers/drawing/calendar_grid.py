"""A grid of marks: things as rows, times or places as columns, and up to two kinds of mark in a cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from helpers.drawing.parts import fitted, label, pickable, text_width
from helpers.drawing.passport import ASK, TEST, sign
from helpers.markup import Safe, el

SIGNS = (TEST, ASK)
"""The sign of the first and of the second kind of mark: a full square and an open diamond."""

LINE = 22
"""Height of a line of words outside the rows, in drawing units."""


@dataclass(frozen=True)
class Row:
    """One row: the choice that it sets, its name, the kinds of mark (0, 1) in each column, and what it says aloud."""

    value: str
    name: str
    marks: Sequence[frozenset[int]]
    spoken: str


@dataclass(frozen=True)
class _Grid:
    """Sizes in drawing units: a wide one has names at the left, a narrow one above their marks."""

    width: float
    names: float
    row: float
    middle: float
    font: float
    top: float
    columns: int

    @property
    def narrow(self) -> bool:
        """Do names stand above their marks?"""
        return self.names == 0

    @property
    def column(self) -> float:
        """Width of a column."""
        return (self.width - self.names) / self.columns

    def middle_of(self, index: int) -> float:
        """Middle of a column."""
        return self.names + self.column * (index + 0.5)


def calendar_grid(
    columns: Sequence[str],
    rows: Sequence[Row],
    kinds: Sequence[str],
    *,
    control: str,
    chosen: str,
    title: str,
    narrow: bool = False,
) -> Safe:
    """Rows as buttons with marks in their columns.

    ``kinds`` says in words what the first and the second kind of mark mean. ``control`` is the choice that rows set,
    ``chosen`` its value. ``narrow`` draws it for a phone, with numbers for the columns.
    """
    lines = len(kinds)
    grid = (
        _Grid(374, 0, 60, 42, 15, 22 + LINE * (lines + listed_lines(len(columns)) + 1), len(columns))
        if narrow
        else _Grid(1040, 292, 40, 20, 17, 84 + LINE * lines, len(columns))
    )
    height = grid.top + grid.row * len(rows) + 2
    return el(
        "svg",
        _key(kinds, grid),
        _heads(columns, grid, lines, height),
        (_row(row, index, grid, control, row.value == chosen) for index, row in enumerate(rows)),
        role="group",
        aria_label=title,
        class_="mbc-calendar" if narrow else "mbc-calendar mbc-wide",
        viewbox=f"0 0 {grid.width:g} {height:g}",
        font_size=grid.font,
    )


def listed_lines(columns: int) -> int:
    """How many lines the list of the columns takes: many columns stand in two halves."""
    return columns if columns <= 8 else -(-columns // 2)


def _key(kinds: Sequence[str], grid: _Grid) -> Safe:
    return el(
        "g",
        [
            (sign(SIGNS[index], 14, 14 + LINE * index, 7), el("text", words, x=30, y=19 + LINE * index))
            for index, words in enumerate(kinds)
        ],
        aria_hidden="true",
    )


def _heads(columns: Sequence[str], grid: _Grid, lines: int, height: float) -> Safe:
    """Stripes with the columns' headings, or numbers that a list explains where there is no room."""
    top = grid.top - 28 if grid.narrow else 8 + LINE * lines
    stripes = [
        el(
            "rect",
            x=grid.names + grid.column * index,
            y=top,
            width=grid.column,
            height=height - top,
            fill="var(--mbc-panel)",
        )
        for index in range(0, len(columns), 2)
    ]
    if not grid.narrow:
        size = min(16.0, max(13.0, 11.5 + grid.column / 25))
        heads = [
            label(
                name,
                grid.middle_of(index),
                8 + LINE * lines + 38,
                width=max(7, int(grid.column / (size * 0.58))),
                line=19,
                text_anchor="middle",
                font_size=size,
                font_weight=600,
            )
            for index, name in enumerate(columns)
        ]
        return el("g", stripes, heads)
    deep = listed_lines(len(columns))
    listed = [
        el(
            "text",
            f"{number + 1}  {name}",
            x=6 + grid.width / 2 * (number // deep),
            y=20 + LINE * (lines + number % deep),
        )
        for number, name in enumerate(columns)
    ]
    numbers = [
        el("text", str(number), x=grid.middle_of(number - 1), y=grid.top - 9, text_anchor="middle", font_weight=600)
        for number in range(1, len(columns) + 1)
    ]
    return el("g", stripes, listed, numbers)


def _row(row: Row, index: int, grid: _Grid, control: str, pressed: bool) -> Safe:
    y = grid.top + grid.row * index
    middle = y + grid.middle
    marks = [
        sign(SIGNS[kind], grid.middle_of(column) + (0 if len(kinds) == 1 else (-10, 10)[kind]), middle, 7)
        for column, kinds in enumerate(row.marks)
        for kind in sorted(kinds)
    ]
    name = ("▶ " if pressed else "") + row.name
    room = grid.width - 12 if grid.narrow else grid.names - 16
    size = grid.font * min(1.0, room / text_width(name, grid.font * 1.06))
    lines = [name] if grid.narrow or size >= 15 else fitted(name, room, 15 * 1.06)
    size = max(size, 13 if grid.narrow else 15)
    first = y + 20 if grid.narrow else middle + 6 - 9 * (len(lines) - 1)
    return el(
        "g",
        el(
            "rect",
            x=1,
            y=y + 1,
            width=grid.width - 2,
            height=grid.row - 2,
            rx=6,
            fill="var(--mbc-accent-soft)" if pressed else "transparent",
            stroke="var(--mbc-accent)" if pressed else "none",
            stroke_width=2,
        ),
        el("path", d=f"M1 {y + grid.row:g}h{grid.width - 2:g}", stroke="var(--mbc-line)"),
        (
            el("text", words, x=8, y=first + 18 * number, font_size=size, font_weight=700 if pressed else 500)
            for number, words in enumerate(lines)
        ),
        marks,
        **pickable(control, row.value, row.spoken, pressed),
    )
