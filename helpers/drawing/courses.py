"""Courses over time: how strong something is at each stage, and below them what is done when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from helpers.drawing.parts import fitted, pickable, tspans
from helpers.markup import Safe, el

MOST = 3
"""Highest level of a course."""

PAD, DOT = 8.0, 9.0


@dataclass(frozen=True)
class Course:
    """One course: the value it sets when picked, its name, how it goes on, its color role, and its levels, 0 to 3.

    ``spoken`` is what a screen reader says. There is one level for each stage.
    """

    value: str
    name: str
    kind: str
    role: str
    levels: Sequence[int]
    spoken: str


@dataclass(frozen=True)
class Deed:
    """Something done at some of the stages: the value it sets when picked, its name, and at which stages."""

    value: str
    name: str
    at: Sequence[bool]
    spoken: str


@dataclass(frozen=True)
class Stage:
    """A column: the value it sets when picked, its short heading, and its whole name."""

    value: str
    heading: str
    name: str


class _Sheet(NamedTuple):
    """Sizes of one form of the drawing: on a narrow one names stand above their courses."""

    width: float
    names: float
    words: float
    row: float
    rise: float
    deed: float

    @property
    def line(self) -> float:
        """Height of a line of words."""
        return self.words + 4


WIDE = _Sheet(1000, 296, 17, 62, 15, 46)
NARROW = _Sheet(374, 0, 15.5, 76, 13, 56)
HEAD, TITLE = 58.0, 34.0
"""Height of the headings of the columns, and of those over the rows."""


def courses(
    stages: Sequence[Stage],
    rows: Sequence[Course],
    deeds: Sequence[Deed],
    *,
    through: int,
    controls: tuple[str, str],
    selected: tuple[str, str],
    headings: tuple[str, str],
    foot: str,
    title: str,
    narrow: bool = False,
) -> Safe:
    """Courses and deeds as rows, stages as columns, as SVG.

    The first ``through`` stages follow each other and are joined to a curve; those after them are events and stand
    apart. ``controls`` are the choices that rows and columns set, ``selected`` their values; ``headings`` stand over
    the courses and the deeds. Raises ``ValueError`` where a row has not one level for each stage.
    """
    if any(len(row.levels) != len(stages) or not all(0 <= level <= MOST for level in row.levels) for row in rows):
        raise ValueError(f"a course has a level from 0 to {MOST} for each stage")
    sheet = NARROW if narrow else WIDE
    plan = _Plan(sheet, len(stages), through)
    y = HEAD
    drawn = [_heading(headings[0], y, sheet)]
    y += TITLE
    for row in rows:
        drawn.append(plan.course(row, y, controls[0], selected[0]))
        y += sheet.row
    drawn.append(_heading(headings[1], y, sheet))
    y += TITLE
    for deed in deeds:
        drawn.append(plan.deed(deed, y, controls[0], selected[0]))
        y += sheet.deed
    end = y
    told = fitted(foot, sheet.width - 8, sheet.words)
    return el(
        "svg",
        [plan.column(index, stage, end, controls[1], selected[1]) for index, stage in enumerate(stages)],
        drawn,
        el("text", tspans(told, 2, end + 18, sheet.line), font_size=sheet.words, fill="var(--mbc-ink-soft)"),
        viewbox=f"0 0 {sheet.width:g} {end + 10 + sheet.line * len(told):.0f}",
        role="group",
        aria_label=title,
        class_="mbc-courses mbc-over" if narrow else "mbc-courses mbc-over mbc-wide",
    )


def _heading(words: str, y: float, sheet: _Sheet) -> Safe:
    return el("text", words, x=2, y=y + 24, font_size=sheet.words, font_weight=700)


class _Plan:
    """Where the columns lie, and how rows are drawn in them."""

    def __init__(self, sheet: _Sheet, stages: int, through: int) -> None:
        self.sheet, self.stages, self.through = sheet, stages, through
        self.apart = 14.0 if through < stages else 0.0
        self.wide = (sheet.width - sheet.names - self.apart) / stages

    def x(self, index: int) -> float:
        """Left edge of a column; events stand a little apart."""
        return self.sheet.names + self.wide * index + (self.apart if index >= self.through else 0)

    def middle(self, index: int) -> float:
        """Middle of a column."""
        return self.x(index) + self.wide / 2

    def column(self, index: int, stage: Stage, end: float, control: str, selected: str) -> Safe:
        """The stripe and the heading of a column, a button."""
        on = stage.value == selected
        size = self.sheet.words - 1
        lines = fitted(stage.heading, self.wide - 4, size)
        return el(
            "g",
            el(
                "rect",
                x=self.x(index) + 1.5,
                y=1.5,
                width=self.wide - 3,
                height=end - 3,
                rx=6,
                fill="var(--mbc-accent-soft)" if on else "var(--mbc-panel)" if index % 2 else "var(--mbc-surface)",
                stroke="var(--mbc-accent)" if on else "none",
                stroke_width=2.5,
            ),
            el(
                "text",
                tspans(lines, self.middle(index), 21 + (10 if len(lines) == 1 else 0), size + 3),
                font_size=size,
                font_weight=700 if on else 600,
                text_anchor="middle",
            ),
            **pickable(control, stage.value, stage.name, on),
        )

    def course(self, row: Course, y: float, control: str, selected: str) -> Safe:
        """A course with its name: a button as wide as the drawing."""
        on = row.value == selected
        base = y + self.sheet.row - 9
        color = f"var(--mbc-{row.role})"
        return el(
            "g",
            self._ground(y, self.sheet.row, on),
            self._name(row.name, row.kind, y, self.sheet.row, on),
            el("path", d=f"M{self.x(0):.0f} {base:.1f}H{self.sheet.width - 2:.0f}", stroke="var(--mbc-line)"),
            el(
                "path",
                d=self._curve(row.levels[: self.through], base) + self._bars(row.levels, base),
                fill=color,
                stroke=color,
                stroke_width=2,
                stroke_linejoin="round",
            ),
            **pickable(control, row.value, row.spoken, on),
        )

    def _curve(self, levels: Sequence[int], base: float) -> str:
        """The area under the levels of the stages that follow each other, from column to column."""
        points = [(self.middle(index), base - self.sheet.rise * level) for index, level in enumerate(levels)]
        points = [(self.x(0) + 2, points[0][1]), *points, (self.x(len(levels) - 1) + self.wide - 2, points[-1][1])]
        d = f"M{points[0][0]:.1f} {base:.1f}V{points[0][1]:.1f}"
        for (x, y), (to_x, to_y) in pairwise(points):
            half = (x + to_x) / 2
            d += f"C{half:.1f} {y:.1f} {half:.1f} {to_y:.1f} {to_x:.1f} {to_y:.1f}"
        return f"{d}V{base:.1f}z" if any(levels) else ""

    def _bars(self, levels: Sequence[int], base: float) -> str:
        """A hill for each event."""
        reach = self.wide / 2 - 6
        return "".join(
            f"M{self.middle(index) - reach:.1f} {base:.1f}"
            f"q{reach / 4:.1f} {-self.sheet.rise * level:.1f} {reach / 2:.1f} {-self.sheet.rise * level:.1f}"
            f"q{reach:.1f} 0 {1.5 * reach:.1f} {self.sheet.rise * level:.1f}z"
            for index, level in enumerate(levels)
            if index >= self.through and level
        )

    def deed(self, row: Deed, y: float, control: str, selected: str) -> Safe:
        """A row of squares with its name: a button as wide as the drawing."""
        on = row.value == selected
        middle = y + self.sheet.deed - 20 if not self.sheet.names else y + self.sheet.deed / 2
        squares = "".join(
            f"M{self.middle(index) - DOT:.1f} {middle - DOT:.1f}h{2 * DOT:g}v{2 * DOT:g}h{-2 * DOT:g}z"
            for index, there in enumerate(row.at)
            if there
        )
        return el(
            "g",
            self._ground(y, self.sheet.deed, on),
            self._name(row.name, "", y, self.sheet.deed, on),
            el("path", d=squares, fill="var(--mbc-right)"),
            **pickable(control, row.value, row.spoken, on),
        )

    def _ground(self, y: float, height: float, on: bool) -> Safe:
        return el(
            "rect",
            x=1.5,
            y=y + 1.5,
            width=self.sheet.width - 3,
            height=height - 3,
            rx=6,
            fill="var(--mbc-accent-soft)" if on else "transparent",
            stroke="var(--mbc-accent)" if on else "none",
            stroke_width=2.5,
        )

    def _name(self, name: str, kind: str, y: float, height: float, on: bool) -> list[Safe]:
        """The name, and how the course goes on: below it, or beside it where names stand above."""
        words, size = ("▶ " if on else "") + name, self.sheet.words
        weight = 700 if on else 550
        if not self.sheet.names:
            both = f"{words}: {kind}" if kind else words
            return [el("text", both, x=PAD, y=y + 19, font_size=size, font_weight=weight)]
        lines = fitted(words, self.sheet.names - 2 * PAD, size)
        first = y + height / 2 + 6 - (size + 2) * (len(lines) - 1) / 2 - (10 if kind else 0)
        below = first + (size + 2) * len(lines) + 1
        return [
            el("text", tspans(lines, PAD, first, size + 2), font_size=size, font_weight=weight),
            *([el("text", kind, x=PAD, y=below, font_size=size - 1.5, fill="var(--mbc-ink-soft)")] if kind else []),
        ]
