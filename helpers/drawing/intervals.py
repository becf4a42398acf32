"""Figures with their confidence intervals, one below the other: a dot and a line each, as in a forest plot."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

import plotly.graph_objects as go

from helpers.drawing.charts import INK, LINE, SOFT, Chart, layout, plain
from helpers.drawing.parts import tspans
from helpers.markup import Safe, el

CAP = 10.0
"""Half the height of the caps of an interval: more than a dot, so that a short interval still shows."""

ROW, NARROW_ROW, FOOT = 52.0, 68.0, 44.0
"""Height of one row, of one row in a narrow chart, and of the axis, in pixels."""

WIDTH, NARROW_WIDTH = 520.0, 374.0
"""Width of the still form, in drawing units."""

LETTERS, LINE_HEIGHT = 22, 19.0
"""Longest line of a label beside the axis, in letters, and its height."""

TICKS = (1, 2, 5, 10)
"""The steps of an axis are these times a power of ten."""


@dataclass(frozen=True)
class Row:
    """One figure: its label, its value, its interval (``None`` when not reported) and a note below the number.

    ``strong`` sets it apart from its neighbors by color, size and bold type.
    """

    label: str
    value: float
    low: float | None = None
    high: float | None = None
    note: str = ""
    strong: bool = False

    @property
    def ends(self) -> tuple[float, float]:
        """Ends of the interval; both the value itself where none is reported."""
        return (self.value if self.low is None else self.low), (self.value if self.high is None else self.high)

    @property
    def color(self) -> str:
        """Color of dot and line, a role."""
        return "var(--mbc-accent)" if self.strong else SOFT

    @property
    def radius(self) -> float:
        """Radius of the dot in pixels."""
        return 8 if self.strong else 6

    @property
    def thickness(self) -> float:
        """Thickness of the line in pixels."""
        return 4 if self.strong else 2.5


@dataclass(frozen=True)
class Intervals(Chart):
    """Rows of dots with intervals. Label on the left, or above in a ``narrow`` chart; number on the right.

    ``unit`` follows each number. ``span`` is the range of the axis, and ``meaning`` what stands below it.
    Raises ``ValueError`` when a value lies outside its interval or the axis.
    """

    rows: Sequence[Row]
    span: tuple[float, float]
    unit: str = ""
    meaning: str = ""
    narrow: bool = False

    def __post_init__(self) -> None:
        for row in self.rows:
            low, high = row.ends
            if not self.span[0] <= low <= row.value <= high <= self.span[1]:
                raise ValueError(f"{row.label}: {low:g}, {row.value:g} and {high:g} must rise within the axis")

    @property
    def row_height(self) -> float:
        """Height of one row in pixels."""
        return NARROW_ROW if self.narrow else ROW

    @property
    def plot(self) -> tuple[float, float]:
        """Where the axis starts and ends, as shares of the width: room for labels on the left, numbers on the right."""
        return (0.03, 0.72) if self.narrow else (0.38, 0.79)

    @property
    def middle(self) -> float:
        """Where the words below the axis are centered, as a share of the width."""
        return 0.5 if self.narrow else sum(self.plot) / 2

    def number(self, row: Row) -> tuple[str, str]:
        """The value with its unit; and below it the note, or the interval where there is no note."""
        interval = "" if row.low is None or row.high is None else f"{row.low:g} to {row.high:g}"
        return f"{row.value:g}{self.unit}", row.note or interval

    def at(self, value: float) -> float:
        """Where ``value`` lies on the axis, as a share of its length."""
        low, high = self.span
        return (value - low) / (high - low)

    def ticks(self) -> list[float]:
        """Round values along the axis, at most six."""
        low, high = self.span
        rough = (high - low) / 5
        power = 10.0 ** math.floor(math.log10(rough))
        step = next(step * power for step in TICKS if step * power >= rough * 0.999)
        return [round(index * step, 10) for index in range(math.ceil(low / step), math.floor(high / step) + 1)]

    def figure(self) -> go.Figure:
        count = len(self.rows)
        placed = list(zip(self.rows, reversed(range(count)), strict=True))
        below = {
            "text": plain(self.meaning),
            "x": self.middle,
            "y": 0,
            "xref": "paper",
            "yref": "paper",
            "yshift": -FOOT + 4,
            "yanchor": "bottom",
            "showarrow": False,
            "font": {"size": 14, "color": SOFT},
        }
        shown = layout(self.row_height * count + FOOT + 10) | {
            "margin": {"l": 4, "r": 4, "t": 6, "b": FOOT},
            "xaxis": {
                "domain": list(self.plot),
                "range": list(self.span),
                "tickvals": self.ticks(),
                "ticktext": [f"{tick:g}{self.unit}" for tick in self.ticks()],
                "tickfont": {"size": 14, "color": SOFT},
                "gridcolor": LINE,
                "zeroline": False,
                "fixedrange": True,
            },
            "yaxis": {"range": [-0.6, count - 0.4], "visible": False, "fixedrange": True},
            "annotations": [*(note for row, y in placed for note in self._notes(row, y)), below],
        }
        return go.Figure([self._dot(row, y) for row, y in placed], shown)

    def _height(self, y: float) -> float:
        """Where the dot of row ``y`` stands: below its label where that stands above."""
        return y - 0.22 if self.narrow else y

    def _dot(self, row: Row, y: float) -> dict[str, object]:
        """The dot of a row and its interval."""
        low, high = row.ends
        return {
            "type": "scatter",
            "name": row.label,
            "x": [row.value],
            "y": [self._height(y)],
            "mode": "markers",
            "marker": {"color": row.color, "size": 2 * row.radius},
            "error_x": {
                "type": "data",
                "symmetric": False,
                "array": [high - row.value],
                "arrayminus": [row.value - low],
                "color": row.color,
                "thickness": row.thickness,
                "width": CAP,
                "visible": low < high,
            },
            "cliponaxis": False,
            "hoverinfo": "skip",
        }

    def _notes(self, row: Row, y: float) -> list[dict[str, object]]:
        """The label of a row and its number."""
        number, fine = self.number(row)
        label = "<br>".join(map(plain, self._lines(row)))
        under = f"<br><span style='font-size:13px'>{plain(fine)}</span>" if fine else ""
        common = {"xref": "paper", "yref": "y", "showarrow": False, "font": {"size": 15, "color": INK}}
        return [
            common
            | {
                "text": f"<b>{label}</b>" if row.strong else label,
                "x": 0,
                "y": y + 0.26 if self.narrow else y,
                "xanchor": "left",
                "align": "left",
                "bgcolor": "var(--mbc-surface)",
            },
            common
            | {
                "text": f"<b>{plain(number)}</b>{under}",
                "x": 1,
                "y": self._height(y),
                "xanchor": "right",
                "align": "right",
            },
        ]

    def _lines(self, row: Row) -> list[str]:
        """The label: in one line where it stands above, in several where it stands beside."""
        return [row.label] if self.narrow else wrap(row.label, LETTERS)

    def still(self) -> Safe:
        width = NARROW_WIDTH if self.narrow else WIDTH
        foot = self.row_height * len(self.rows)
        left, right = (share * width for share in self.plot)
        ticks = [(left + self.at(tick) * (right - left), f"{tick:g}{self.unit}") for tick in self.ticks()]
        return el(
            "svg",
            el("path", d="".join(f"M{x:.1f} 0V{foot:g}" for x, _ in ticks), stroke=LINE),
            [self._row(row, index * self.row_height, width) for index, row in enumerate(self.rows)],
            [el("text", words, x=x, y=foot + 18, text_anchor="middle") for x, words in ticks],
            el("text", self.meaning, x=self.middle * width, y=foot + 39, text_anchor="middle")
            if self.meaning
            else None,
            viewbox=f"0 0 {width:.0f} {foot + FOOT:.0f}",
            font_size=15,
            role="img",
            aria_label="; ".join(" ".join((f"{row.label}:", *self.number(row))).strip() for row in self.rows),
        )

    def _row(self, row: Row, top: float, width: float) -> Safe:
        """One row of the still form."""
        middle = top + self.row_height * (0.72 if self.narrow else 0.5)
        left, right = (share * width for share in self.plot)
        low, dot, high = (left + self.at(value) * (right - left) for value in (row.ends[0], row.value, row.ends[1]))
        caps = "".join(f"M{end:.1f} {middle - CAP:g}v{2 * CAP:g}" for end in (low, high))
        number, fine = self.number(row)
        lines = self._lines(row)
        first = (top + self.row_height * 0.24 if self.narrow else middle) - LINE_HEIGHT * (len(lines) - 1) / 2
        return el(
            "g",
            el(
                "path",
                d=f"M{low:.1f} {middle:g}H{high:.1f}{caps}",
                stroke=row.color,
                stroke_width=row.thickness,
                fill="none",
            )
            if low < high
            else None,
            el("circle", cx=dot, cy=middle, r=row.radius, fill=row.color),
            el(
                "text",
                tspans(lines, 0, first, LINE_HEIGHT),
                dominant_baseline="central",
                font_weight=700 if row.strong else 400,
                stroke="var(--mbc-surface)",
                stroke_width=5,
                paint_order="stroke",
            ),
            el(
                "text",
                el("tspan", number, x=width, y=middle - (10 if fine else 0), font_weight=700),
                el("tspan", fine, x=width, y=middle + 10, font_size=14) if fine else None,
                dominant_baseline="central",
                text_anchor="end",
            ),
        )
