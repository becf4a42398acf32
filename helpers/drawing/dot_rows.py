"""Rows of dots on one axis: a label on the left, one dot or more with a line, and the numbers on the right."""

from __future__ import annotations

import math
from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from textwrap import wrap
from typing import Any, Generic, NamedTuple, TypeVar

import plotly.graph_objects as go

from helpers.drawing.charts import INK, LINE, SOFT, Chart, layout, plain
from helpers.drawing.parts import text_width
from helpers.markup import Safe, el

CAP = 10.0
"""Half the height of the caps of an interval: more than a dot, so that a short interval still shows."""

ROW, NARROW_ROW, GROUP, KEY, TICK_ROOM = 52.0, 68.0, 38.0, 32.0, 24.0
"""Least height of a row and of one in a narrow chart; height of a heading, of the key and of the axis, in pixels."""

WIDTH, NARROW_WIDTH = 520.0, 374.0
"""Width of the still form, in drawing units."""

LETTERS, FINE_LETTERS, LINE_HEIGHT = 22, 26, 19.0
"""Longest line of a label and of the fine words below it, in letters, and the height of a line."""

FOOT_LETTERS, NARROW_FOOT_LETTERS = 70, 46
"""Longest line of the words below the axis."""

LABEL, FINE = 15, 14
"""Size of labels and numbers, and of what stands below them."""

TICKS = (1, 2, 5)
"""The steps of an axis are these times a power of ten."""


class Dot(NamedTuple):
    """One dot: where it stands, and whether it is only a ring."""

    value: float
    hollow: bool = False


@dataclass(frozen=True)
class Drawn:
    """One row as it is drawn.

    ``numbers`` stand on the right, the first in bold; ``under`` stands below the label; ``line`` joins two values, with
    ``caps`` at its ends. A new ``group`` gets its heading above the row. ``strong`` sets the row apart by color, size
    and bold type.
    """

    label: str
    dots: tuple[Dot, ...]
    numbers: tuple[str, ...]
    line: tuple[float, float] | None = None
    caps: bool = False
    under: str = ""
    group: str = ""
    strong: bool = False

    @property
    def color(self) -> str:
        """Color of dots and line, a role."""
        return "var(--mbc-accent)" if self.strong else SOFT

    @property
    def radius(self) -> float:
        """Radius of a dot in pixels."""
        return 8 if self.strong else 6

    @property
    def thickness(self) -> float:
        """Thickness of the line in pixels."""
        return 4 if self.strong else 2.5


class Place(NamedTuple):
    """A row, the lines of its label (each with whether it is fine print), its top in pixels, and a heading above it."""

    row: Drawn
    lines: list[tuple[str, bool]]
    top: float
    heading: str


def written(value: float, least: int = 0) -> str:
    """A number with at least so many decimals, and more only where it has them: 0.3 with 2 is 0.30, 0.568 stays."""
    short = f"{value:g}"
    return short if len(short.partition(".")[2]) >= least else f"{value:.{least}f}"


R = TypeVar("R")


@dataclass(frozen=True)
class DotRows(Chart, Generic[R]):
    """Rows of dots. Label on the left, or above in a ``narrow`` chart; numbers on the right.

    ``unit`` follows the ticks. ``span`` is the range of the axis. ``reference`` is where a dashed line is drawn, such
    as 1 for a ratio; ``meaning`` stands below the axis, a line for each line of it. ``log`` is for ratios: equal
    factors, equal steps. Raises ``ValueError`` when a logarithmic axis is asked to show 0 or less, or the values of a
    row do not lie on the axis.
    """

    rows: Sequence[R]
    span: tuple[float, float]
    unit: str = ""
    reference: float | None = None
    meaning: str = ""
    log: bool = False
    narrow: bool = False

    @abstractmethod
    def drawn(self, row: R) -> Drawn:
        """A row as it is drawn."""

    def key(self) -> Sequence[tuple[bool, str]]:
        """What a dot and a ring stand for, where both have a meaning of their own: hollow or not, and the words."""
        return ()

    def __post_init__(self) -> None:
        if self.log and self.span[0] <= 0:
            raise ValueError("a logarithmic axis cannot show 0 or less")
        for row in self._drawn:
            values = [*(dot.value for dot in row.dots), *(row.line or ())]
            if not all(self.span[0] <= value <= self.span[1] for value in values):
                raise ValueError(f"{row.label}: {', '.join(f'{value:g}' for value in values)} must lie within the axis")

    # ---- where things stand ----

    @cached_property
    def _drawn(self) -> list[Drawn]:
        return [self.drawn(row) for row in self.rows]

    @cached_property
    def row_height(self) -> float:
        """Height of every row in pixels: room for the one with most to say."""
        left = max((len(self._label(row)) for row in self._drawn), default=1)
        right = max((len(row.numbers) for row in self._drawn), default=1)
        if self.narrow:
            return max(NARROW_ROW, LINE_HEIGHT * (left + right) + 18)
        return max(ROW, LINE_HEIGHT * max(left, right) + 16)

    @property
    def plot(self) -> tuple[float, float]:
        """Where the axis starts and ends, as shares of the width: room for labels on the left, numbers on the right."""
        return (0.03, 0.7) if self.narrow else (0.38, 0.77)

    @property
    def foot(self) -> list[str]:
        """The words below the axis, broken into lines."""
        letters = NARROW_FOOT_LETTERS if self.narrow else FOOT_LETTERS
        return [line for words in self.meaning.splitlines() for line in wrap(words, letters)]

    @property
    def middle(self) -> float:
        """Where the words below the axis are centered, as a share of the width."""
        return 0.5 if self.narrow or len(self.foot) > 1 else sum(self.plot) / 2

    @cached_property
    def places(self) -> list[Place]:
        """Every row with its place, from top to bottom."""
        places, top, before = [], KEY if self.key() else 0.0, ""
        for row in self._drawn:
            heading = row.group if row.group != before else ""
            top += GROUP if heading else 0
            places.append(Place(row, self._label(row), top, heading))
            top, before = top + self.row_height, row.group
        return places

    @property
    def bottom(self) -> float:
        """Where the axis stands, in pixels from the top."""
        return self.places[-1].top + self.row_height if self.places else self.row_height

    def dot_height(self, place: Place) -> float:
        """Where the dots of a row stand, in pixels from the top."""
        label = LINE_HEIGHT * len(place.lines) + 4 if self.narrow else 0
        return place.top + (self.row_height + label) / 2

    def at(self, value: float) -> float:
        """Where ``value`` lies on the axis, as a share of its length."""
        scale = math.log if self.log else float
        low, high = map(scale, self.span)
        return (scale(value) - low) / (high - low)

    def ticks(self) -> list[float]:
        """Round values along the axis, at most seven."""
        low, high = self.span
        if self.log:
            powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
            return [tick for power in powers for tick in (step * 10.0**power for step in TICKS) if low <= tick <= high]
        rough = (high - low) / 5
        power = 10.0 ** math.floor(math.log10(rough))
        step = next(step * power for step in (*TICKS, 10) if step * power >= rough * 0.999)
        return [round(index * step, 10) for index in range(math.ceil(low / step), math.floor(high / step) + 1)]

    def _label(self, row: Drawn) -> list[tuple[str, bool]]:
        """The lines of a label, each with whether it is fine print: in one line each where it stands above."""
        if self.narrow:
            return [(row.label, False), *([(row.under, True)] if row.under else [])]
        fine = wrap(row.under, FINE_LETTERS)
        return [*((line, False) for line in wrap(row.label, LETTERS)), *((line, True) for line in fine)]

    # ---- for the screen ----

    def figure(self) -> go.Figure:
        places, bottom = self.places, self.bottom
        room = TICK_ROOM + 20 * len(self.foot)
        axis = {
            "domain": list(self.plot),
            "type": "log" if self.log else "linear",
            "range": [math.log10(end) for end in self.span] if self.log else list(self.span),
            "tickvals": self.ticks(),
            "ticktext": [f"{tick:g}{self.unit}" for tick in self.ticks()],
            "tickfont": {"size": FINE, "color": SOFT},
            "gridcolor": LINE,
            "zeroline": False,
            "fixedrange": True,
        }
        reference = {
            "type": "line",
            "yref": "paper",
            "y0": 0,
            "y1": 1,
            "line": {"color": SOFT, "width": 2, "dash": "dash"},
        }
        shapes = [] if self.reference is None else [reference | {"x0": self.reference, "x1": self.reference}]
        about = {
            "margin": {"l": 4, "r": 4, "t": 6, "b": room},
            "xaxis": axis,
            "yaxis": {"range": [-bottom, 0], "visible": False, "fixedrange": True},
            "shapes": shapes,
            "annotations": [
                *self._key_notes(),
                *(note for place in places for note in self._notes(place)),
                *self._foot(),
            ],
        }
        return go.Figure([self._trace(place) for place in places], layout(bottom + room + 6) | about)

    def _trace(self, place: Place) -> dict[str, Any]:
        """The dots and the line of one row."""
        row, count = place.row, len(place.row.dots)
        fills = ["var(--mbc-surface)" if dot.hollow else row.color for dot in row.dots]
        marker = {
            "color": fills[0] if count == 1 else fills,
            "size": 2 * row.radius,
            "line": {"color": row.color, "width": 2.5},
        }
        first = row.dots[0].value if row.dots else 0
        low, high = row.line or (first, first)
        error = {
            "type": "data",
            "symmetric": False,
            "array": [high - first, *[0] * (count - 1)],
            "arrayminus": [first - low, *[0] * (count - 1)],
            "color": row.color,
            "thickness": row.thickness,
            "width": CAP if row.caps else 0,
            "visible": low < high,
        }
        return {
            "type": "scatter",
            "x": [dot.value for dot in row.dots],
            "y": [-self.dot_height(place)] * count,
            "mode": "markers",
            "marker": marker,
            "error_x": error,
            "cliponaxis": False,
            "hoverinfo": "skip",
            "name": row.label,
        }

    def _notes(self, place: Place) -> list[dict[str, object]]:
        """The words of one row: its heading, its label and its numbers."""
        row, lines = place.row, place.lines
        label = "<br>".join(_small(words) if fine else _bold(words, row.strong) for words, fine in lines)
        first, *fine_numbers = row.numbers
        numbers = "<br>".join([f"<b>{plain(first)}</b>", *map(_small, fine_numbers)])
        middle = place.top + (LINE_HEIGHT * len(lines) / 2 + 6 if self.narrow else self.row_height / 2)
        notes = [
            _note(label, 0, -middle, "left") | {"bgcolor": "var(--mbc-surface)"},
            _note(numbers, 1, -self.dot_height(place), "right"),
        ]
        heading = _note(f"<b>{plain(place.heading)}</b>", 0, GROUP / 2 - 4 - place.top, "left")
        return [heading | {"bgcolor": "var(--mbc-surface)"}, *notes] if place.heading else notes

    def _key_notes(self) -> list[dict[str, object]]:
        words = "   ".join(f"{'○' if hollow else '●'} {plain(meaning)}" for hollow, meaning in self.key())
        return [_note(words, 0, -KEY / 2, "left") | {"bgcolor": "var(--mbc-surface)"}] if words else []

    def _foot(self) -> list[dict[str, object]]:
        if not self.foot:
            return []
        words = "<br>".join(map(plain, self.foot))
        below = {"yref": "paper", "yshift": -TICK_ROOM, "yanchor": "top", "font": {"size": FINE, "color": SOFT}}
        return [_note(words, self.middle, 0, "center") | below]

    # ---- for paper ----

    def still(self) -> Safe:
        width = NARROW_WIDTH if self.narrow else WIDTH
        bottom = self.bottom
        left, right = (share * width for share in self.plot)
        ticks = [(left + self.at(tick) * (right - left), f"{tick:g}{self.unit}") for tick in self.ticks()]
        line = None if self.reference is None else left + self.at(self.reference) * (right - left)
        top = KEY if self.key() else 0
        return el(
            "svg",
            el("path", d="".join(f"M{x:.1f} {top:g}V{bottom:g}" for x, _ in ticks), stroke=LINE),
            None
            if line is None
            else el("path", d=f"M{line:.1f} {top:g}V{bottom:g}", stroke=SOFT, stroke_width=2, stroke_dasharray="6 5"),
            self._still_key(),
            [self._row(place, width) for place in self.places],
            [el("text", words, x=x, y=bottom + 18, text_anchor="middle") for x, words in ticks],
            [
                el("text", words, x=self.middle * width, y=bottom + TICK_ROOM + 15 + 20 * index, text_anchor="middle")
                for index, words in enumerate(self.foot)
            ],
            viewbox=f"0 0 {width:.0f} {bottom + TICK_ROOM + 20 * len(self.foot):.0f}",
            font_size=LABEL,
            role="img",
            aria_label="; ".join(" ".join(filter(None, (f"{row.label}:", *row.numbers))) for row in self._drawn)
            or "An empty chart",
        )

    def _still_key(self) -> list[Safe]:
        drawn: list[Safe] = []
        x = 8.0
        for hollow, words in self.key():
            fill = "var(--mbc-surface)" if hollow else SOFT
            drawn += [
                el("circle", cx=x, cy=KEY / 2, r=6, fill=fill, stroke=SOFT, stroke_width=2.5),
                el("text", words, x=x + 13, y=KEY / 2, dominant_baseline="central", font_size=FINE),
            ]
            x += text_width(words, FINE) + 36
        return drawn

    def _row(self, place: Place, width: float) -> Safe:
        """One row of the still form."""
        row, height = place.row, self.dot_height(place)
        left, right = (share * width for share in self.plot)
        lines = place.lines
        middle = place.top + (LINE_HEIGHT * len(lines) / 2 + 6 if self.narrow else self.row_height / 2)
        first = middle - LINE_HEIGHT * (len(lines) - 1) / 2
        above = height - LINE_HEIGHT * (len(row.numbers) - 1) / 2
        return el(
            "g",
            el("text", place.heading, x=0, y=place.top - GROUP / 2 + 8, font_weight=700, **_halo())
            if place.heading
            else None,
            self._line(row, height, left, right),
            [
                el(
                    "circle",
                    cx=left + self.at(dot.value) * (right - left),
                    cy=height,
                    r=row.radius,
                    fill="var(--mbc-surface)" if dot.hollow else row.color,
                    stroke=row.color,
                    stroke_width=2.5,
                )
                for dot in row.dots
            ],
            el(
                "text",
                [
                    el("tspan", words, x=0, y=first + LINE_HEIGHT * index, **_weight(fine, row.strong))
                    for index, (words, fine) in enumerate(lines)
                ],
                dominant_baseline="central",
                **_halo(),
            ),
            el(
                "text",
                [
                    el("tspan", words, x=width, y=above + LINE_HEIGHT * index, **_weight(index > 0, index == 0))
                    for index, words in enumerate(row.numbers)
                ],
                dominant_baseline="central",
                text_anchor="end",
            ),
        )

    def _line(self, row: Drawn, height: float, left: float, right: float) -> Safe | None:
        """The line of a row in the still form, with its caps."""
        if row.line is None or row.line[0] >= row.line[1]:
            return None
        low, high = (left + self.at(value) * (right - left) for value in row.line)
        caps = "".join(f"M{end:.1f} {height - CAP:g}v{2 * CAP:g}" for end in (low, high)) if row.caps else ""
        path = f"M{low:.1f} {height:g}H{high:.1f}{caps}"
        return el("path", d=path, stroke=row.color, stroke_width=row.thickness, fill="none")


def _weight(fine: bool, strong: bool) -> dict[str, str | int]:
    """How a line of words is set in the still form."""
    return {"font_size": FINE} if fine else {"font_weight": 700 if strong else 400}


def _halo() -> dict[str, str | int]:
    """Keeps lines away from words that stand on them."""
    return {"stroke": "var(--mbc-surface)", "stroke_width": 5, "paint_order": "stroke"}


def _small(words: str) -> str:
    return f"<span style='font-size:13px'>{plain(words)}</span>"


def _bold(words: str, strong: bool) -> str:
    return f"<b>{plain(words)}</b>" if strong else plain(words)


def _note(words: str, x: float, y: float, side: str) -> dict[str, object]:
    """Words at a height in the figure; ``x`` is 0 at its left edge and 1 at its right."""
    return {
        "text": words,
        "x": x,
        "y": y,
        "xref": "paper",
        "yref": "y",
        "xanchor": side,
        "align": side,
        "showarrow": False,
        "font": {"size": LABEL, "color": INK},
    }
