"""A grid of signs: each row can be picked, each cell says by shape how the column serves the row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from helpers.drawing.parts import label, pickable, text_width
from helpers.markup import Safe, el

WIDTH, NARROW_WIDTH = 1040.0, 374.0
"""Width of a drawing, in drawing units."""

NAMES, HEAD = 304.0, 70.0
"""Width of the names of a wide grid, and height of its headings."""

TEXT, LINE = 17.0, 24.0
"""Size of type, and height of a line."""


@dataclass(frozen=True)
class Sign:
    """What a cell can say: its words in the key, a path around its middle, a color role, and whether it is filled."""

    words: str
    path: str
    role: str
    filled: bool = False


@dataclass(frozen=True)
class Line:
    """One row: the choice it sets, its name, what a screen reader says, and the sign of each cell (empty: none)."""

    value: str
    name: str
    spoken: str
    signs: Sequence[str]


@dataclass(frozen=True)
class _Plan:
    """Sizes of a grid, in drawing units: a wide one has names at the left, a narrow one above their signs."""

    narrow: bool
    columns: int
    top: float

    @property
    def width(self) -> float:
        return NARROW_WIDTH if self.narrow else WIDTH

    @property
    def row(self) -> float:
        """Height of a row."""
        return 74 if self.narrow else 54

    @property
    def left(self) -> float:
        """Where the columns start."""
        return 0 if self.narrow else NAMES

    @property
    def column(self) -> float:
        """Width of a column."""
        return (self.width - self.left) / self.columns

    def middle(self, index: int) -> float:
        """Middle of a column."""
        return self.left + self.column * (index + 0.5)


def grid(
    columns: Sequence[str],
    lines: Sequence[Line],
    signs: Mapping[str, Sign],
    *,
    control: str,
    selected: str,
    title: str,
    narrow: bool = False,
) -> Safe:
    """Rows of signs under headings, with a key. ``lines`` set ``control``; ``selected`` is its value.

    A ``narrow`` grid numbers its columns and lists their headings above.
    """
    key, y = _key(signs, NARROW_WIDTH if narrow else WIDTH)
    top = y + (LINE * (len(columns) + 1) + 10 if narrow else HEAD)
    plan = _Plan(narrow, len(columns), top)
    height = top + plan.row * len(lines) + 2
    return el(
        "svg",
        key,
        _stripes(plan, y, height),
        _listed(columns, plan, y) if narrow else _headings(columns, plan, y),
        (_line(line, top + plan.row * index, plan, signs, control, selected) for index, line in enumerate(lines)),
        role="group",
        aria_label=title,
        class_="mbc-over" if narrow else "mbc-over mbc-wide",
        viewbox=f"0 0 {plan.width:g} {height:g}",
        font_size=TEXT if not narrow else 16,
    )


def _key(signs: Mapping[str, Sign], width: float) -> tuple[Safe, float]:
    """What the signs mean, in as many lines as it takes; and where the key ends."""
    x, y = 4.0, 6.0
    drawn = []
    for sign in signs.values():
        wide = 40 + text_width(sign.words, TEXT)
        if x > 4 and x + wide > width:
            x, y = 4.0, y + 34
        drawn += [_sign(sign, x + 14, y + 14), el("text", sign.words, x=x + 36, y=y + 14, dominant_baseline="central")]
        x += wide + 18
    return el("g", drawn, aria_hidden="true"), y + 40


def _stripes(plan: _Plan, y: float, height: float) -> list[Safe]:
    top = plan.top - LINE if plan.narrow else y
    return [
        el(
            "rect",
            x=plan.left + plan.column * index,
            y=top,
            width=plan.column,
            height=height - top,
            fill="var(--mbc-panel)",
        )
        for index in range(0, plan.columns, 2)
    ]


def _headings(columns: Sequence[str], plan: _Plan, y: float) -> list[Safe]:
    return [
        label(
            words,
            plan.middle(index),
            y + HEAD / 2,
            width=13,
            line=19,
            text_anchor="middle",
            font_size=14,
            font_weight=650,
        )
        for index, words in enumerate(columns)
    ]


def _listed(columns: Sequence[str], plan: _Plan, y: float) -> list[Safe]:
    """Headings as a numbered list, and the numbers over the columns."""
    listed = [el("text", f"{number}  {words}", x=4, y=y + LINE * number) for number, words in enumerate(columns, 1)]
    numbers = [
        el("text", index + 1, x=plan.middle(index), y=plan.top - 6, text_anchor="middle", font_weight=700)
        for index in range(len(columns))
    ]
    return [*listed, *numbers]


def _line(line: Line, y: float, plan: _Plan, signs: Mapping[str, Sign], control: str, selected: str) -> Safe:
    """One row with its name and signs: a button as wide as the grid."""
    on = line.value == selected
    name = f"▶ {line.name}" if on else line.name
    bold = 700 if on else 500
    middle = y + (plan.row - 22 if plan.narrow else plan.row / 2)
    return el(
        "g",
        el(
            "rect",
            x=1.5,
            y=y + 2,
            width=plan.width - 3,
            height=plan.row - 4,
            rx=7,
            fill="var(--mbc-accent-soft)" if on else "transparent",
            stroke="var(--mbc-accent)" if on else "none",
            stroke_width=2.5,
        ),
        el("path", d=f"M1 {y + plan.row:.1f}h{plan.width - 2:g}", stroke="var(--mbc-line)"),
        el("text", name, x=10, y=y + 19, dominant_baseline="central", font_weight=bold)
        if plan.narrow
        else label(name, 10, middle, width=29, line=20, font_weight=bold),
        (
            _sign(signs[sign], plan.middle(index), middle)
            if sign
            else el(
                "path", d=f"M{plan.middle(index) - 5:.1f} {middle:.1f}h10", stroke="var(--mbc-edge)", stroke_width=2
            )
            for index, sign in enumerate(line.signs)
        ),
        **pickable(control, line.value, line.spoken, on),
    )


def _sign(sign: Sign, x: float, y: float) -> Safe:
    color = f"var(--mbc-{sign.role})"
    return el(
        "path",
        d=sign.path,
        transform=f"translate({x:.1f} {y:.1f})",
        fill=color if sign.filled else "none",
        stroke=color,
        stroke_width=3.5,
        stroke_linecap="round",
    )
