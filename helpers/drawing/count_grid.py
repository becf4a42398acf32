"""A table of counts: how many in each row and column, each count a part that can be picked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from helpers.drawing.parts import fitted, pickable, text_width
from helpers.markup import Safe, el

WIDTH, NARROW_WIDTH = 1040.0, 374.0
"""Width of a drawing, in drawing units."""

NAMES, TEXT, LINE = 250.0, 17.0, 24.0
"""Width of the names of a wide grid, size of type and height of a line."""

SHADES = ("surface", "scale-1", "scale-2", "scale-3", "scale-5")
"""Color roles from none to many. ``scale-4`` is left out: no color of type is readable on it in both modes."""

BANDS = (1, 3, 6, 12)
"""Counts at which a deeper shade begins."""


@dataclass(frozen=True)
class Column:
    """A column: the value it stands for, its name, a sign and its color role."""

    value: str
    name: str
    sign: str
    role: str


@dataclass(frozen=True)
class Line:
    """A row: the value it stands for, its name, and a count for each column. ``strong`` marks a row of totals."""

    value: str
    name: str
    counts: Sequence[int]
    strong: bool = False


@dataclass(frozen=True)
class _Plan:
    """Sizes of a grid: a wide one has the names at the left, a narrow one above their counts."""

    narrow: bool
    columns: int

    @property
    def width(self) -> float:
        return NARROW_WIDTH if self.narrow else WIDTH

    @property
    def left(self) -> float:
        return 0.0 if self.narrow else NAMES

    @property
    def column(self) -> float:
        return (self.width - self.left) / self.columns

    @property
    def row(self) -> float:
        return 70.0 if self.narrow else 42.0

    @property
    def cell(self) -> float:
        """Height of a cell."""
        return 42.0 if self.narrow else 38.0

    def x(self, index: int) -> float:
        return self.left + self.column * index


def count_grid(
    columns: Sequence[Column],
    lines: Sequence[Line],
    *,
    control: str,
    selected: tuple[str, str],
    title: str,
    narrow: bool = False,
) -> Safe:
    """Counts under headings. A count sets ``control`` to ``<row>:<column>``.

    ``selected`` is the present row and column. A count of 0 cannot be picked. A ``narrow`` grid has a key above, and
    only the signs over its columns. Raises ``ValueError`` when a row has not one count a column.
    """
    if wrong := next((line for line in lines if len(line.counts) != len(columns)), None):
        raise ValueError(f"“{wrong.name}” must have one count for each of {len(columns)} columns")
    plan = _Plan(narrow, len(columns))
    key, top = _key(columns) if narrow else ([], 0.0)
    first = top + 34
    return el(
        "svg",
        key,
        [_heading(column, plan, index, top) for index, column in enumerate(columns)],
        [_row(line, columns, plan, first + plan.row * place, control, selected) for place, line in enumerate(lines)],
        viewbox=f"0 0 {plan.width:g} {first + plan.row * len(lines) + 2:g}",
        role="group",
        aria_label=title,
        class_="mbc-wide",
        font_size=TEXT,
    )


def _key(columns: Sequence[Column]) -> tuple[list[Safe], float]:
    """What the signs over the columns mean; and where the key ends."""
    drawn, x, y = [], 0.0, 0.0
    for column in columns:
        words = f"{column.sign} {column.name}"
        need = text_width(words, TEXT) + 18
        if x and x + need > NARROW_WIDTH:
            x, y = 0.0, y + LINE
        drawn.append(_name(column, words, x, y + 18))
        x += need
    return drawn, y + LINE + 12


def _name(column: Column, words: str, x: float, y: float, **placed: str) -> Safe:
    color = f"fill:var(--mbc-{column.role})"
    return el("text", words, x=x, y=y, font_weight=650, style=color, aria_hidden="true", **placed)


def _heading(column: Column, plan: _Plan, index: int, top: float) -> Safe:
    words = column.sign if plan.narrow else f"{column.sign} {column.name}"
    return _name(column, words, plan.x(index) + plan.column / 2, top + 22, text_anchor="middle")


def _row(line: Line, columns: Sequence[Column], plan: _Plan, y: float, control: str, selected: tuple[str, str]) -> Safe:
    cells = y + (26 if plan.narrow else 2)
    names = [line.name] if plan.narrow else fitted(line.name, NAMES - 12, TEXT)
    middle = y + (19 if plan.narrow else plan.row / 2 + 6 - LINE / 2 * (len(names) - 1))
    return el(
        "g",
        el("path", d=f"M0 {y:.1f}H{plan.width:g}", stroke="var(--mbc-line)"),
        [
            el("text", words, x=0, y=middle + LINE * place, font_weight=700 if line.strong else 500)
            for place, words in enumerate(names)
        ],
        [
            _cell(line, column, count, plan, plan.x(index), cells, control, selected)
            for index, (column, count) in enumerate(zip(columns, line.counts, strict=True))
        ],
    )


def _cell(
    line: Line,
    column: Column,
    count: int,
    plan: _Plan,
    x: float,
    y: float,
    control: str,
    selected: tuple[str, str],
) -> Safe:
    on = (line.value, column.value) == selected
    shade = sum(count >= band for band in BANDS)
    ink = "surface" if shade == len(BANDS) else "ink" if count else "ink-soft"
    number = el(
        "text",
        f"▸ {count}" if on else count,
        x=x + plan.column / 2,
        y=y + plan.cell / 2 + 6,
        text_anchor="middle",
        font_weight=700 if count else 400,
        style=f"fill:var(--mbc-{ink})",
    )
    box = el(
        "rect",
        x=x + 4,
        y=y + 1,
        width=plan.column - 8,
        height=plan.cell - 4,
        rx=6,
        fill=f"var(--mbc-{SHADES[shade]})",
        stroke="var(--mbc-accent)" if on else "none",
        stroke_width=4,
    )
    if not count:
        return el("g", box if on else None, number)
    spoken = f"{line.name}, {column.name}: {count}"
    return el("g", box, number, **pickable(control, f"{line.value}:{column.value}", spoken, on))
