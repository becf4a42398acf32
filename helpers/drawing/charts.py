"""Charts: data as a plotly figure in our theme for the screen, and as SVG for paper, downloads and no kernel.

Colors are roles, ``var(--mbc-<role>)``; the page resolves them in the light or dark it has.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from textwrap import wrap

import plotly.graph_objects as go

from helpers.drawing.parts import text_width, tspans
from helpers.markup import Safe, el

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
INK, SOFT, LINE = "var(--mbc-ink)", "var(--mbc-ink-soft)", "var(--mbc-line)"
BAR, LABEL = 30, 20  # height of one bar with its gap, and of its label where that stands above it, in pixels
HEAD = 34  # height of a panel's title
FOOT = 40  # height of the axis at the foot
WORDS, NUMBER = 14, 15  # size of the labels and of the numbers, in pixels
STILL = 400  # width of the still form, in drawing units: a phone shows its words at about their own size


class Chart(ABC):
    """Data to look at, in two forms that show the same."""

    @abstractmethod
    def figure(self) -> go.Figure:
        """For the screen: plotly."""

    @abstractmethod
    def still(self) -> Safe:
        """For paper, for downloads and where no kernel runs: SVG with its own name."""

    @cached_property
    def _figure(self) -> go.Figure:
        return self.figure()

    def as_json(self) -> str:
        """The figure as JSON for the page."""
        return str(self._figure.to_json(validate=False, remove_uids=True))

    def place(self, description: str) -> Safe:
        """Where the page draws the chart, and the still form that goes on paper instead.

        ``description`` is the text alternative. On paper it is always light, whatever the screen shows.
        """
        height = f"min-height:{self._figure.layout.height:.0f}px"
        chart = el("div", class_="mbc-chart", data_chart=True, role="img", aria_label=description, style=height)
        return el("div", chart, el("div", self.still(), class_="mbc-paper-only", aria_hidden="true"))


@dataclass(frozen=True)
class Bar:
    """One bar: its label and its value."""

    label: str
    value: float


@dataclass(frozen=True)
class Panel:
    """Bars to compare with each other, under one title."""

    title: str
    bars: Sequence[Bar]

    def color(self, bar: Bar) -> str:
        """The highest of several bars stands out."""
        highest = len(self.bars) > 1 and bar.value == max(other.value for other in self.bars)
        return "var(--mbc-accent)" if highest else "var(--mbc-scale-3)"


@dataclass(frozen=True)
class BarPanels(Chart):
    """Panels of horizontal bars, one below the other on one axis from zero; the highest bar of each is marked.

    Every bar carries its number, so nothing depends on hovering. ``unit`` follows each number. Labels stand left of
    their bars, or above them where the room is ``narrow``.
    """

    panels: Sequence[Panel]
    unit: str
    narrow: bool = False

    @property
    def bars(self) -> list[Bar]:
        """The bars of all panels."""
        return [bar for panel in self.panels for bar in panel.bars]

    @property
    def longest(self) -> float:
        """The highest value."""
        return max((bar.value for bar in self.bars), default=1)

    @property
    def end(self) -> float:
        """Where the axis ends: at 100 for percents that come near it, so that what is left is seen as well."""
        return 100 if self.unit == "%" and 60 < self.longest <= 100 else self.longest

    def worded(self, bar: Bar) -> str:
        """The value of a bar with its unit."""
        return f"{bar.value:,.0f}{self.unit}" if bar.value >= 1000 else f"{bar.value:g}{self.unit}"

    def figure(self) -> go.Figure:
        row = BAR + LABEL * self.narrow
        heights = [HEAD + row * len(panel.bars) for panel in self.panels]
        total = sum(heights) or 1
        left = 4.0 if self.narrow else 12 + max((text_width(bar.label, WORDS) for bar in self.bars), default=0)
        right = 12 + max((text_width(self.worded(bar), NUMBER) for bar in self.bars), default=0)
        shown = layout(total + FOOT + 10) | {
            "margin": {"l": left, "r": right, "t": 6, "b": FOOT},
            "xaxis": {
                "range": [0, self.end],
                "anchor": f"y{len(self.panels)}",
                "ticksuffix": self.unit,
                "fixedrange": True,
                "gridcolor": LINE,
                "tickfont": {"size": 14, "color": SOFT},
                "tickangle": 0,
                **({"dtick": self.end / 2 if self.narrow else self.end / 4} if self.end == 100 else {"nticks": 5}),
                "zeroline": True,
                "zerolinecolor": SOFT,
            },
        }
        notes: list[dict[str, object]] = []
        top = 0
        for index, (panel, height) in enumerate(zip(self.panels, heights, strict=True), 1):
            shown[f"yaxis{index}"] = self._axis(panel, max(1 - (top + height) / total, 0), 1 - (top + HEAD) / total)
            notes.append(
                _left_label(f"<b>{plain(panel.title)}</b>", 16)
                | {"x": 0, "xref": "paper", "xshift": -left, "y": 1 - (top + 6) / total, "yref": "paper"}
            )
            notes += self._labels(panel, f"y{index}") if self.narrow else []
            top += height
        data = [self._bars(panel, f"y{index}") for index, panel in enumerate(self.panels, 1)]
        return go.Figure(data, shown | {"annotations": notes})  # at once: plotly checks all it holds at each addition

    def _bars(self, panel: Panel, axis: str) -> dict[str, object]:
        return {
            "type": "bar",
            "name": panel.title,
            "x": [bar.value for bar in panel.bars],
            "y": list(range(len(panel.bars))),
            "orientation": "h",
            "text": [self.worded(bar) for bar in panel.bars],
            "textposition": "outside",
            "cliponaxis": False,
            "textfont": {"color": INK, "size": NUMBER},
            "marker": {
                "color": [panel.color(bar) for bar in panel.bars],
                "line": {"color": "var(--mbc-accent)", "width": 1},
            },
            "width": 0.38 if self.narrow else 0.62,
            "hoverinfo": "skip",
            "yaxis": axis,
        }

    def _axis(self, panel: Panel, bottom: float, top: float) -> dict[str, object]:
        """The upright axis of one panel, between two shares of the height."""
        count = len(panel.bars)
        return {
            "domain": [bottom, top],
            "range": [count - (0.25 if self.narrow else 0.5), -0.75 if self.narrow else -0.5],
            "tickvals": list(range(count)),
            "ticktext": [plain(bar.label) for bar in panel.bars],
            "showticklabels": not self.narrow,
            "ticks": "",
            "ticklabelstandoff": 6,
            "tickfont": {"size": WORDS, "color": INK},
            "anchor": "x",
            "fixedrange": True,
            "showgrid": False,
            "zeroline": False,
        }

    def _labels(self, panel: Panel, axis: str) -> list[dict[str, object]]:
        """Labels that stand above their bars."""
        return [
            _left_label(plain(bar.label), WORDS) | {"x": 0, "xref": "x", "y": place, "yref": axis, "yshift": LABEL + 10}
            for place, bar in enumerate(panel.bars)
        ]

    def still(self) -> Safe:
        room = STILL - 16 - max((text_width(self.worded(bar), NUMBER) for bar in self.bars), default=0)
        drawn: list[Safe] = []
        y = 0.0
        for panel in self.panels:
            title = wrap(panel.title, int(STILL / (0.56 * 16)))
            drawn.append(el("text", tspans(title, 0, y + 22, 20), font_size=16, font_weight=650))
            y += HEAD + 20 * (len(title) - 1)
            for bar in panel.bars:
                width = room * bar.value / self.end
                color = panel.color(bar)
                drawn += [
                    el("text", bar.label, x=0, y=y + 14, font_size=WORDS),
                    el("rect", x=0, y=y + LABEL, width=width, height=18, fill=color, stroke="var(--mbc-accent)"),
                    el("text", self.worded(bar), x=width + 8, y=y + LABEL + 15, font_size=NUMBER),
                ]
                y += BAR + LABEL
        return el(
            "svg",
            drawn,
            viewbox=f"-1 0 {STILL + 1} {y:.0f}",
            role="img",
            aria_label="Bar chart; the same numbers stand in the table",
        )


def _left_label(words: str, size: int) -> dict[str, object]:
    """Words whose upper left corner stands at a point."""
    font = {"size": size, "color": INK}
    return {"text": words, "xanchor": "left", "yanchor": "top", "align": "left", "showarrow": False, "font": font}


def layout(height: float) -> dict[str, object]:
    """What every figure has in common; ``height`` in pixels."""
    return {
        "height": height,
        "margin": {"l": 10, "r": 64, "t": 6, "b": FOOT},
        "showlegend": False,
        "font": {"family": FONT, "color": INK},
        "paper_bgcolor": "var(--mbc-surface)",
        "plot_bgcolor": "var(--mbc-surface)",
        "dragmode": False,
        "transition": {"duration": 0},
        "template": {},  # not even plotly's own, which would travel with every figure
    }


def plain(words: str) -> str:
    """Words that plotly must not read as its own small HTML."""
    return words.replace("&", "&amp;").replace("<", "&lt;")
