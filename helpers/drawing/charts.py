"""Charts: data as a plotly figure in our theme for the screen, and as SVG for paper, downloads and no kernel.

Colors are roles, ``var(--mbc-<role>)``; the page resolves them in the light or dark it has.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import plotly.graph_objects as go

from helpers.markup import Safe, el

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
INK, SOFT, LINE = "var(--mbc-ink)", "var(--mbc-ink-soft)", "var(--mbc-line)"
ROW = 30  # height of one bar with its gap, in pixels
HEAD = 34  # height of a panel's title
FOOT = 40  # height of the axis at the foot


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

    @property
    def height(self) -> int:
        """Height in pixels."""
        return HEAD + ROW * len(self.bars)


@dataclass(frozen=True)
class BarPanels(Chart):
    """Panels of horizontal bars, one below the other on one axis from zero; the highest bar of each is marked.

    Every bar carries its number, so nothing depends on hovering. ``unit`` follows each number.
    """

    panels: Sequence[Panel]
    unit: str

    @property
    def longest(self) -> float:
        """The highest value."""
        return max((bar.value for panel in self.panels for bar in panel.bars), default=1)

    def worded(self, value: float) -> str:
        """A value with its unit."""
        return f"{value:,g}{self.unit}" if value < 1e6 else f"{value:,.0f}{self.unit}"

    def figure(self) -> go.Figure:
        total = sum(panel.height for panel in self.panels) or 1
        figure = go.Figure(layout=layout(total + FOOT + 10))
        top = 1.0
        for index, panel in enumerate(self.panels, 1):
            bottom = top - panel.height / total
            self._add(figure, panel, index, (max(bottom, 0), max(top - HEAD / total, 0)))
            figure.add_annotation(
                text=f"<b>{plain(panel.title)}</b>",
                x=0,
                xref="paper",
                y=top - 6 / total,
                yref="paper",
                yanchor="top",
                xanchor="left",
                showarrow=False,
                font={"size": 16, "color": INK},
            )
            top = bottom
        figure.update_layout(
            xaxis={
                "range": [0, self.longest],
                "anchor": f"y{len(self.panels)}",
                "ticksuffix": self.unit,
                "fixedrange": True,
                "gridcolor": LINE,
                "tickfont": {"size": 13, "color": SOFT},
                "nticks": 6,
                "zeroline": True,
                "zerolinecolor": SOFT,
            }
        )
        return figure

    def _add(self, figure: go.Figure, panel: Panel, index: int, domain: tuple[float, float]) -> None:
        """The bars of one panel, on an axis of their own between ``domain``."""
        figure.add_bar(
            x=[bar.value for bar in panel.bars],
            y=[plain(bar.label) for bar in panel.bars],
            orientation="h",
            text=[self.worded(bar.value) for bar in panel.bars],
            textposition="outside",
            cliponaxis=False,
            textfont={"color": INK, "size": 15},
            marker={"color": _colors(panel), "line": {"color": "var(--mbc-accent)", "width": 1}},
            width=0.62,
            hoverinfo="skip",
            xaxis="x",
            yaxis=f"y{index}",
            name=panel.title,
        )
        figure.layout[f"yaxis{index}"] = {
            "domain": list(domain),
            "autorange": "reversed",
            "automargin": True,
            "ticks": "",
            "ticklabelstandoff": 6,
            "tickfont": {"size": 14, "color": INK},
            "anchor": "x",
            "fixedrange": True,
            "showgrid": False,
            "type": "category",
        }

    def still(self) -> Safe:
        drawn: list[Safe] = []
        y = 0.0
        for panel in self.panels:
            drawn.append(el("text", panel.title, x=0, y=y + 22, font_size=16, font_weight=650))
            y += HEAD
            for bar, color in zip(panel.bars, _colors(panel), strict=True):
                width = 360 * bar.value / self.longest
                drawn += [
                    el("text", bar.label, x=200, y=y + 20, font_size=14, text_anchor="end"),
                    el("rect", x=208, y=y + 6, width=width, height=18, fill=color, stroke="var(--mbc-accent)"),
                    el("text", self.worded(bar.value), x=214 + width, y=y + 20, font_size=14),
                ]
                y += ROW
        return el(
            "svg",
            drawn,
            viewbox=f"0 0 640 {y:.0f}",
            role="img",
            aria_label="Bar chart; the same numbers stand in the table",
        )


def _colors(panel: Panel) -> list[str]:
    """The highest of several bars stands out."""
    highest = max(bar.value for bar in panel.bars) if len(panel.bars) > 1 else None
    return ["var(--mbc-accent)" if bar.value == highest else "var(--mbc-scale-3)" for bar in panel.bars]


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
        "template": None,
    }


def plain(words: str) -> str:
    """Words that plotly must not read as its own small HTML."""
    return words.replace("&", "&amp;").replace("<", "&lt;")
