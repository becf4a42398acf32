"""A heat map: numbers in colored cells. Only the columns that stand together under one title may be compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from textwrap import wrap
from typing import Literal, NamedTuple

import plotly.graph_objects as go

from helpers.drawing.charts import INK, SOFT, Chart, layout, plain
from helpers.drawing.parts import text_width
from helpers.markup import Safe, el

SHADES = ("var(--mbc-scale-1)", "var(--mbc-scale-2)", "var(--mbc-scale-3)", "var(--mbc-scale-5)")
"""Colors of the bands, from few to many. ``scale-4`` is left out: no color of type is readable on it in both modes."""

SURFACE, BLANK = "var(--mbc-surface)", "var(--mbc-panel)"
TYPE, HEAD, LINE = 15.0, 13.0, 17.0
"""Size of labels and numbers, size of column headings and of the key, and height of a line, in pixels."""

WIDE, PHONE = 1030.0, 374.0
"""Widest form and the narrow form, in pixels."""

SMALLEST, LARGEST, PHONE_COLUMN = 62.0, 104.0, 92.0
"""Narrowest and widest column, and a column of the narrow form, in pixels."""

GAP, ROW, SWATCH = 14.0, 34.0, 18.0
"""Room between two groups of columns, least height of a row, and size of a color in the key, in pixels."""


@dataclass(frozen=True)
class Cell:
    """One number: its value, as it is written in the cell, and what is told when the mouse rests on it."""

    value: float
    words: str
    told: str


@dataclass(frozen=True)
class Columns:
    """Columns that may be compared with each other, under the title they share."""

    title: str
    names: Sequence[str]


@dataclass(frozen=True)
class Line:
    """One row: its label, and a cell for each column (``None``: no figure). ``strong`` marks it by sign and weight."""

    label: str
    cells: Sequence[Cell | None]
    strong: bool = False


class Words(NamedTuple):
    """A line of text at a point: ``middle`` is centered on it, ``right`` begins there."""

    x: float
    y: float
    text: str
    size: float = TYPE
    color: str = INK
    bold: bool = False
    place: Literal["middle", "right"] = "right"


class Box(NamedTuple):
    """A colored rectangle, with the cell it stands for (or none)."""

    x: float
    y: float
    width: float
    height: float
    color: str
    cell: Cell | None = None


@dataclass(frozen=True)
class HeatMap(Chart):
    """Rows of numbers under groups of columns; color repeats the number in bands, and a blank stays blank.

    ``bands`` are the three values at which a deeper color begins. ``unit`` follows the numbers of the key.
    ``foot`` is said below the key. In a ``narrow`` map there should be no more than two columns. Raises ``ValueError``
    when a row has not one cell a column, or there are not three rising bands.
    """

    groups: Sequence[Columns]
    lines: Sequence[Line]
    bands: tuple[float, float, float]
    unit: str = "%"
    foot: str = ""
    narrow: bool = False

    def __post_init__(self) -> None:
        if list(self.bands) != sorted(set(self.bands)):
            raise ValueError("the bands of a heat map must rise")
        for line in self.lines:
            if len(line.cells) != self.count:
                raise ValueError(f"“{line.label}” must have one cell for each of {self.count} columns")

    # ---- where things stand ----

    @property
    def count(self) -> int:
        """Number of columns."""
        return sum(len(group.names) for group in self.groups)

    @cached_property
    def labels(self) -> float:
        """Room for the labels of the rows."""
        if self.narrow:
            return PHONE - PHONE_COLUMN * self.count
        longest = 305.0 if len(self.groups) == 1 else 220.0
        return min(longest, 30 + max((text_width(line.label, TYPE) for line in self.lines), default=0))

    @cached_property
    def _widths(self) -> list[float]:
        """Width of each column: alike, but never less than the longest word of a title needs."""
        room = WIDE - self.labels - GAP * (len(self.groups) - 1)
        alike = PHONE_COLUMN if self.narrow else max(SMALLEST, min(LARGEST, room / self.count))
        widest = [max((text_width(word, HEAD) for word in group.title.split()), default=0) for group in self.groups]
        needed = [
            0 if self.narrow else word / len(group.names) for word, group in zip(widest, self.groups, strict=True)
        ]
        return [max(alike, need) for need, group in zip(needed, self.groups, strict=True) for _ in group.names]

    @property
    def width(self) -> float:
        """Width of the map, in pixels."""
        return self.labels + sum(self._widths) + GAP * (len(self.groups) - 1)

    @cached_property
    def lefts(self) -> list[float]:
        """Left edge of each column."""
        gaps = [index for index, group in enumerate(self.groups) for _ in group.names]
        before = accumulate(self._widths, initial=0.0)
        return [self.labels + start + GAP * gap for start, gap in zip(before, gaps, strict=False)]

    @cached_property
    def _spans(self) -> list[tuple[float, float]]:
        """Left and right edge of each column."""
        # rounded, so that the right edge of a column and the left edge of the next are one number
        return [(round(x, 1), round(x + width, 1)) for x, width in zip(self.lefts, self._widths, strict=True)]

    @cached_property
    def _headings(self) -> tuple[list[Words], float]:
        """Titles of the groups and names of the columns; and where the rows begin."""
        titles, names = [], []
        place = 0
        for group in self.groups:
            spans = self._spans[place : place + len(group.names)]
            left, right = spans[0][0], spans[-1][1]
            titles.append(((left + right) / 2, _lines(group.title, right - left)))
            names += [((a + b) / 2, _lines(name, b - a)) for (a, b), name in zip(spans, group.names, strict=True)]
            place += len(group.names)
        high = LINE * max((len(lines) for _, lines in titles), default=0)
        higher = high + 4 + LINE * max((len(lines) for _, lines in names), default=0)
        drawn = [word for x, lines in titles for word in _stack(x, lines, high, bold=True)]
        return drawn + [word for x, lines in names for word in _stack(x, lines, higher)], higher + 6

    @cached_property
    def _tops(self) -> list[float]:
        """Top of each row, and the bottom of the last."""
        return list(accumulate((self._height(line) for line in self.lines), initial=self._headings[1]))

    def _height(self, line: Line) -> float:
        return max(ROW, LINE * len(self._label(line)) + 10)

    def _label(self, line: Line) -> list[str]:
        words = f"▸ {line.label}" if line.strong else line.label
        return wrap(words, int((self.labels - 8) / ((0.62 if line.strong else 0.56) * TYPE))) or [""]

    def shade(self, value: float) -> int:
        """The band of a value, from 0."""
        return sum(value >= band for band in self.bands)

    # ---- what is drawn, in both forms ----

    def _cells(self) -> Iterator[Box]:
        for line, top, bottom in zip(self.lines, self._tops, self._tops[1:], strict=False):
            for (left, right), cell in zip(self._spans, line.cells, strict=True):
                color = SHADES[self.shade(cell.value)] if cell else BLANK
                yield Box(left + 1, top + 1, right - left - 2, bottom - top - 2, color, cell)

    def _words(self) -> Iterator[Words]:
        yield from self._headings[0]
        for line, top, bottom in zip(self.lines, self._tops, self._tops[1:], strict=False):
            lines = self._label(line)
            first = (top + bottom) / 2 - LINE * (len(lines) - 1) / 2
            yield from (Words(0, first + LINE * row, words, bold=line.strong) for row, words in enumerate(lines))
        for box in self._cells():
            if box.cell:
                color = SURFACE if self.shade(box.cell.value) == len(self.bands) else INK
                middle = (box.x + box.width / 2, box.y + box.height / 2)
                yield Words(*middle, box.cell.words, color=color, bold=True, place="middle")

    @cached_property
    def _key(self) -> tuple[list[Box], list[Words], float]:
        """What the colors mean, the words below, and where all ends."""
        low, middle, high = (f"{band:g}" for band in self.bands)
        unit = self.unit
        meant = (
            f"under {low}{unit}",
            f"{low} to under {middle}{unit}",
            f"{middle} to under {high}{unit}",
            f"{high}{unit} or more",
            "no figure",
        )
        boxes, words = [], []
        x, y = 0.0, self._tops[-1] + 22
        for color, text in zip((*SHADES, BLANK), meant, strict=True):
            need = SWATCH + 24 + text_width(text, HEAD)
            if x and x + need > max(self.width, PHONE):
                x, y = 0.0, y + 26
            boxes.append(Box(x, y - SWATCH / 2, SWATCH, SWATCH, color))
            words.append(Words(x + SWATCH + 6, y, text, HEAD))
            x += need
        for line in _lines(self.foot, max(self.width, PHONE) - 8) if self.foot else ():
            y += LINE if words[-1].color == SOFT else 26
            words.append(Words(0, y, line, HEAD, SOFT))
        return boxes, words, y + 16

    # ---- the two forms ----

    def figure(self) -> go.Figure:
        key, below, height = self._key
        cells = [box for box in self._cells() if box.cell]
        words = [*self._words(), *below]
        figure = go.Figure(layout=layout(height) | {"margin": {"l": 0, "r": 0, "t": 0, "b": 0}})
        figure.update_layout(
            xaxis={"range": [0, max(self.width, PHONE)], "visible": False, "fixedrange": True},
            yaxis={"range": [height, 0], "visible": False, "fixedrange": True},
            shapes=[_rectangle(box) for box in key],
            hoverlabel={"align": "left", "bgcolor": SURFACE, "font": {"color": INK, "size": HEAD}},
        )
        self._add_cells(figure)
        figure.add_scatter(
            x=[box.x + box.width / 2 for box in cells],
            y=[box.y + box.height / 2 for box in cells],
            mode="markers",
            marker={"size": ROW - 8, "symbol": "square", "opacity": 0},
            hovertext=["<br>".join(map(plain, wrap(box.cell.told, 48))) for box in cells if box.cell],
            hoverinfo="text",
        )
        figure.add_scatter(
            x=[word.x for word in words],
            y=[word.y for word in words],
            mode="text",
            text=[f"<b>{plain(word.text)}</b>" if word.bold else plain(word.text) for word in words],
            textposition=[f"middle {'center' if word.place == 'middle' else 'right'}" for word in words],
            textfont={"size": [word.size for word in words], "color": [word.color for word in words]},
            cliponaxis=False,
            hoverinfo="skip",
        )
        return figure

    def _add_cells(self, figure: go.Figure) -> None:
        """The colored cells: a heat map of band numbers, 0 for a blank, whose columns have gaps between the groups."""
        edges = sorted({edge for span in self._spans for edge in span})
        bands: list[list[int | None]] = []
        for line in self.lines:
            row: list[int | None] = [None] * (len(edges) - 1)
            for (left, _), cell in zip(self._spans, line.cells, strict=True):
                row[edges.index(left)] = self.shade(cell.value) + 1 if cell else 0
            bands.append(row)
        colors = (BLANK, *SHADES)
        stops = [[(index + side) / len(colors), color] for index, color in enumerate(colors) for side in (0, 1)]
        figure.add_heatmap(
            x=edges,
            y=self._tops,
            z=bands,
            zmin=-0.5,
            zmax=len(colors) - 0.5,
            colorscale=stops,
            showscale=False,
            xgap=2,
            ygap=2,
            hoverinfo="skip",
        )

    def place(self, description: str) -> Safe:
        """As every chart; a wide map scrolls sideways where there is less room than it needs."""
        chart = super().place(description)
        if self.width <= WIDE / 2:
            return chart
        inside = el("div", chart, style=f"min-width:{self.width:.0f}px")
        return el(
            "div",
            inside,
            class_="mbc-heat mbc-scroll mbc-wide",
            role="region",
            aria_label="Heat map, scrolls sideways",
            tabindex=0,
        )

    def still(self) -> Safe:
        key, below, height = self._key
        return el(
            "svg",
            [
                el("rect", x=box.x, y=box.y, width=box.width, height=box.height, fill=box.color, rx=2)
                for box in (*self._cells(), *key)
            ],
            [
                el(
                    "text",
                    word.text,
                    x=word.x + (2 if word.place == "right" else 0),
                    y=word.y,
                    font_size=word.size,
                    font_weight=650 if word.bold else None,
                    text_anchor="middle" if word.place == "middle" else None,
                    dominant_baseline="central",
                    style=f"fill:{word.color}",
                )
                for word in (*self._words(), *below)
            ],
            viewbox=f"0 0 {max(self.width, PHONE):.0f} {height:.0f}",
            role="img",
            class_="mbc-heat mbc-wide" if self.width > WIDE / 2 else None,
            aria_label="Heat map; the same numbers stand in the table",
        )


def _lines(words: str, width: float) -> list[str]:
    """Words in lines of at most ``width`` pixels, at the size of headings."""
    return wrap(words, max(int(width / (0.57 * HEAD)), 4)) or [""]


def _stack(x: float, lines: Sequence[str], bottom: float, *, bold: bool = False) -> list[Words]:
    """Lines centered on ``x`` that end at ``bottom``."""
    return [
        Words(x, bottom - LINE * (len(lines) - row - 0.5), line, HEAD, bold=bold, place="middle")
        for row, line in enumerate(lines)
    ]


def _rectangle(box: Box) -> dict[str, object]:
    """A box as a shape of plotly, below the text."""
    corners = {"x0": box.x, "y0": box.y, "x1": box.x + box.width, "y1": box.y + box.height}
    return corners | {"type": "rect", "fillcolor": box.color, "line": {"width": 0}, "layer": "below"}
