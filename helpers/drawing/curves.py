"""Curves that go in steps, with their intervals, and how many people stand behind them: survival curves."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import plotly.graph_objects as go

from helpers.drawing import charts
from helpers.drawing.charts import INK, LINE, SOFT, Chart, plain
from helpers.drawing.parts import tspans
from helpers.markup import Safe, el

STYLES = (("accent", "solid", None), ("cavity", "dash", "9 5"), ("ink", "dot", "2 4"))
"""Color role and line pattern, in plotly's and in SVG's words, of the first, second and third curve."""

PLOT = 264  # height of the plot, in pixels and in drawing units
TOP, FOOT = 34, 62  # room for the title above and the axis below
ROW = 38  # height of one group's line in the table of people below
LEFT, RIGHT, EDGE = 50, 84, 6  # margins of the plot, and of the words
WIDTH = 400  # of the still form, so that a phone of 390 pixels shows it at about its size
BAND = 0.15  # opacity of an interval


class Step(NamedTuple):
    """From ``x`` until the next step the curve is at ``value``; its interval reaches from ``low`` to ``high``."""

    x: float
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Curve:
    """One group: its name, its steps in order of ``x``, and its ``ticks``, where people left the count.

    ``people`` are counts to show under the plot, one for each of :attr:`Curves.marks`; empty without a table.
    """

    name: str
    steps: Sequence[Step]
    ticks: Sequence[float] = ()
    people: Sequence[int] = ()

    def at(self, x: float) -> Step:
        """The step the curve is on at ``x``. Raises ``ValueError`` before the first step."""
        index = bisect_right([step.x for step in self.steps], x)
        if not index:
            raise ValueError(f"{self.name} has no value at {x:g}; it starts at {self.steps[0].x:g}")
        return self.steps[index - 1]

    def until(self, end: float) -> list[Step]:
        """The steps up to ``end``, and the last one again at ``end``, so that the line reaches it."""
        return [step for step in self.steps if step.x < end] + [self.at(end)._replace(x=end)]


@dataclass(frozen=True)
class Curves(Chart):
    """At most three curves from zero to ``end``, each named where it ends; ``high`` is the top of the upright axis.

    ``up`` says what the height means and ``across`` what the width means. ``marks`` are the values named on the axis
    below; ``table`` heads the people under them. ``here`` is a value of ``x`` to point at. ``name`` is the text
    alternative of the still form.
    """

    curves: Sequence[Curve]
    name: str
    up: str
    across: str
    end: float
    high: float
    marks: Sequence[float]
    unit: str = ""
    table: str = ""
    here: float | None = None

    @property
    def height(self) -> int:
        """Height in pixels and in drawing units."""
        rows = ROW * len([curve for curve in self.curves if curve.people])
        return TOP + PLOT + FOOT + rows

    def ends(self) -> list[float]:
        """Where the name of each curve stands on the upright axis: at its end, but clear of the other names."""
        return spread([curve.at(self.end).value for curve in self.curves], gap=self.high * 34 / PLOT)

    # ---- plotly ----

    def figure(self) -> go.Figure:
        axis = {"fixedrange": True, "tickfont": {"size": 14, "color": SOFT}, "gridcolor": LINE, "zeroline": False}
        rungs = self._rungs()
        styled = list(zip(self.curves, STYLES, self.ends(), strict=False))
        shown = charts.layout(self.height) | {
            "margin": {"l": LEFT, "r": RIGHT, "t": TOP, "b": self.height - TOP - PLOT},
            "hovermode": "closest",
            "xaxis": axis
            | {"range": [0, self.end], "tickvals": list(self.marks), "showgrid": False, "linecolor": SOFT},
            "yaxis": axis
            | {"range": [0, self.high], "tickvals": rungs, "ticktext": [f"{rung:g}{self.unit}" for rung in rungs]},
            "shapes": [*(_band(curve.until(self.end), role) for curve, (role, *_), _ in styled), *self._pointer()],
            "annotations": [
                *(self._name(curve.name, role, end) for curve, (role, *_), end in styled),
                _words(self.up, y=1, yshift=20),
                _words(self.across, yshift=-36),
                *self._table(),
            ],
        }
        data = [trace for curve, (role, dash, _), _ in styled for trace in self._lines(curve, role, dash)]
        return go.Figure(data, shown)

    def _lines(self, curve: Curve, role: str, dash: str) -> list[dict[str, object]]:
        """The curve and its ticks."""
        steps, color = curve.until(self.end), f"var(--mbc-{role})"
        ticks = [tick for tick in curve.ticks if tick <= self.end]
        return [
            {
                "type": "scatter",
                "name": curve.name,
                "x": [round(step.x, 3) for step in steps],
                "y": [step.value for step in steps],
                "mode": "lines",
                "cliponaxis": False,
                "line": {"shape": "hv", "width": 3, "color": color, "dash": dash},
                "hovertemplate": f"{plain(curve.name)}<br>year %{{x:.1f}}: %{{y:.0f}}{self.unit}<extra></extra>",
            },
            {
                "type": "scatter",
                "name": f"{curve.name}, left the count",
                "x": [round(tick, 3) for tick in ticks],
                "y": [curve.at(tick).value for tick in ticks],
                "mode": "markers",
                "cliponaxis": False,
                "marker": {"symbol": "line-ns", "size": 10, "line": {"width": 1.2, "color": color}},
                "hoverinfo": "skip",
            },
        ]

    def _pointer(self) -> list[dict[str, object]]:
        """The dashed line at :attr:`here`."""
        if self.here is None:
            return []
        ends = {"x0": self.here, "x1": self.here, "y0": 0, "y1": self.high}
        return [{"type": "line", **ends, "line": {"color": SOFT, "width": 1.5, "dash": "4px,3px"}}]

    def _name(self, name: str, role: str, end: float) -> dict[str, object]:
        return {
            "text": f"<b>{plain(two_lines(name)).replace(chr(10), '<br>')}</b>",
            "x": self.end,
            "y": end,
            "xanchor": "left",
            "xshift": 8,
            "align": "left",
            "showarrow": False,
            "font": {"size": 14, "color": f"var(--mbc-{role})"},
        }

    def _table(self) -> list[dict[str, object]]:
        """The people under the plot."""
        written = []
        for curve, down in self._rows():
            written.append(_words(f"{curve.name}, {self.table}", yshift=-down))
            for mark, count in zip(self.marks, curve.people, strict=True):
                place = {"x": mark, "xref": "x", "xanchor": "center", "xshift": 0}
                written.append(_words(str(count), yshift=-down - 18, color=INK) | place)
        return written

    def _rows(self) -> list[tuple[Curve, float]]:
        """The curves that have people, and how far below the plot their line stands."""
        return [(curve, FOOT + ROW * row) for row, curve in enumerate(curve for curve in self.curves if curve.people)]

    def _rungs(self) -> list[float]:
        return [self.high * part / 4 for part in range(5)]

    # ---- SVG ----

    def still(self) -> Safe:
        drawn = [self._frame()]
        for curve, (role, _, dash), end in zip(self.curves, STYLES, self.ends(), strict=False):
            drawn.append(self._curve(curve, f"var(--mbc-{role})", dash))
            drawn.append(self._label(curve.name, end, f"fill:var(--mbc-{role})"))
        for curve, down in self._rows():
            drawn.append(_text(f"{curve.name}, {self.table}", EDGE, TOP + PLOT + down + 5, SOFT))
            drawn += [
                _text(str(count), self._x(mark), TOP + PLOT + down + 23, INK, "middle")
                for mark, count in zip(self.marks, curve.people, strict=True)
            ]
        return el(
            "svg",
            drawn,
            viewbox=f"0 0 {WIDTH} {self.height}",
            role="img",
            aria_label=self.name,
            style="max-width:36rem",
        )

    def _x(self, x: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * x / self.end

    def _y(self, value: float) -> float:
        return TOP + PLOT * (1 - value / self.high)

    def _frame(self) -> Safe:
        rungs = self._rungs()
        return el(
            "g",
            [
                el("path", d=f"M{LEFT} {self._y(rung):.1f}H{WIDTH - RIGHT}", stroke=LINE if rung else SOFT)
                for rung in rungs
            ],
            [_text(f"{rung:g}{self.unit}", LEFT - 6, self._y(rung) + 5, SOFT, "end") for rung in rungs],
            [_text(f"{mark:g}", self._x(mark), TOP + PLOT + 18, SOFT, "middle") for mark in self.marks],
            _text(self.up, EDGE, 16, SOFT),
            _text(self.across, EDGE, TOP + PLOT + 41, SOFT),
            self.here is not None
            and el(
                "path",
                d=f"M{self._x(self.here):.1f} {TOP}v{PLOT}",
                stroke=SOFT,
                stroke_width=1.5,
                stroke_dasharray="4 3",
            ),
            fill="none",
        )

    def _curve(self, curve: Curve, color: str, dash: str | None) -> Safe:
        steps = curve.until(self.end)
        line = [(self._x(step.x), self._y(step.value)) for step in steps]
        upper = [(self._x(step.x), self._y(step.high)) for step in steps]
        lower = [(self._x(step.x), self._y(step.low)) for step in steps]
        ticks = [tick for tick in curve.ticks if tick <= self.end]
        marks = "".join(f"M{self._x(tick):.1f} {self._y(curve.at(tick).value) - 4.5:.1f}v9" for tick in ticks)
        return el(
            "g",
            el("path", d=f"{stairs(upper, lower)}Z", fill=color, fill_opacity=str(BAND), stroke="none"),
            el("path", d=stairs(line), stroke_width=2.5, stroke_dasharray=dash),
            marks and el("path", d=marks, stroke_width=1.2),
            fill="none",
            stroke=color,
        )

    def _label(self, name: str, end: float, style: str) -> Safe:
        lines = two_lines(name).split("\n")
        y = self._y(end) + 5 - 8.5 * (len(lines) - 1)
        return el("text", tspans(lines, WIDTH - RIGHT + 8, y, 17), font_size=15, font_weight=650, style=style)


def _band(steps: Sequence[Step], role: str) -> dict[str, object]:
    """The interval of a curve as a shape of plotly."""
    path = stairs([(step.x, step.high) for step in steps], [(step.x, step.low) for step in steps])
    color = f"var(--mbc-{role})"
    return {
        "type": "path",
        "path": f"{path}Z",
        "fillcolor": color,
        "opacity": BAND,
        "layer": "below",
        "line": {"width": 0},
    }


def stairs(points: Sequence[tuple[float, float]], back: Sequence[tuple[float, float]] = ()) -> str:
    """Path data: from point to point, along the level of the one before and then up or down; ``back`` the other way."""
    (x, y), *later = points
    there = "".join(f"H{x:.5g}V{y:.5g}" for x, y in later)
    return f"M{x:.5g},{y:.5g}{there}" + "".join(f"V{y:.5g}H{x:.5g}" for x, y in reversed(back))


def _words(words: str, *, yshift: float, y: float = 0, color: str = SOFT) -> dict[str, object]:
    """A line of words beside the plot, ``yshift`` pixels above its foot, or above its top where ``y`` is 1."""
    return {
        "text": plain(words),
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "xshift": EDGE - LEFT,
        "y": y,
        "yref": "paper",
        "yanchor": "middle",
        "yshift": yshift,
        "showarrow": False,
        "font": {"size": 14, "color": color},
    }


def _text(words: str, x: float, y: float, color: str, anchor: str | None = None) -> Safe:
    return el("text", words, x=x, y=y, font_size=15, text_anchor=anchor, style=f"fill:{color}")


def two_lines(name: str) -> str:
    """A name of several words, the first on a line of its own if the whole is long."""
    return name.replace(" ", "\n", 1) if len(name) > 8 else name


def spread(heights: Sequence[float], gap: float) -> list[float]:
    """The heights, moved upward no more than needed for ``gap`` between each and the next; order is kept."""
    placed = list(heights)
    order = sorted(range(len(heights)), key=heights.__getitem__)
    for lower, upper in pairwise(order):
        placed[upper] = max(placed[upper], placed[lower] + gap)
    return placed
