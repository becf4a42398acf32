"""Figures with their confidence intervals, one below the other: a dot and a line each, as in a forest plot."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.drawing.dot_rows import Dot, DotRows, Drawn, written

USUAL = 95
"""The level of an interval where nothing else is said, in percent."""


@dataclass(frozen=True)
class Row:
    """One figure: its label, its value, its interval (``None`` when not reported) and a note in place of the interval.

    ``level`` is that of the interval in percent; one that is not 95 is written out. ``hollow`` draws a ring instead of
    a dot. ``under`` stands below the label, and a new ``group`` gets a heading. ``strong`` sets the row apart from its
    neighbors by color, size and bold type.
    """

    label: str
    value: float
    low: float | None = None
    high: float | None = None
    note: str = ""
    strong: bool = False
    under: str = ""
    group: str = ""
    level: int = USUAL
    hollow: bool = False

    @property
    def ends(self) -> tuple[float, float]:
        """Ends of the interval; both the value itself where none is reported."""
        return (self.value if self.low is None else self.low), (self.value if self.high is None else self.high)


@dataclass(frozen=True)
class Intervals(DotRows[Row]):
    """Rows of dots with intervals, such as hazard ratios. ``unit`` follows each number.

    A number has at least so many ``decimals``.

    Raises ``ValueError`` also when a value lies outside its interval.
    """

    decimals: int = 0

    def __post_init__(self) -> None:
        super().__post_init__()
        for row in self.rows:
            low, high = row.ends
            if not low <= row.value <= high:
                raise ValueError(f"{row.label}: {low:g}, {row.value:g} and {high:g} must rise within the axis")

    def numbers(self, row: Row) -> tuple[str, ...]:
        """The value with its unit; below it the note, or the interval where there is no note, and an unusual level."""
        value, *ends = (
            written(number, self.decimals) for number in (row.value, row.low, row.high) if number is not None
        )
        interval = " to ".join(ends) if len(ends) == 2 else ""
        level = f"{row.level}% interval" if interval and row.level != USUAL else ""
        return (f"{value}{self.unit}", *filter(None, (row.note or interval, level)))

    def drawn(self, row: Row) -> Drawn:
        return Drawn(
            row.label,
            (Dot(row.value, row.hollow),),
            self.numbers(row),
            line=row.ends,
            caps=True,
            under=row.under,
            group=row.group,
            strong=row.strong,
        )
