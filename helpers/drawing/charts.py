"""Plotly figures in our theme, their place on the page, and their still picture.

Colors in a figure are roles, ``var(--mbc-<role>)``; the page resolves them in the light or dark it has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from helpers.markup import Safe, el

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
INK, SOFT, LINE = "var(--mbc-ink)", "var(--mbc-ink-soft)", "var(--mbc-line)"
ROW = 30  # height of one bar with its gap, in pixels
HEAD = 34  # height of a panel's title
FOOT = 40  # height of the axis at the foot


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


def bar_panels(panels: Sequence[Panel], *, unit: str) -> go.Figure:
    """Panels of horizontal bars, one below the other on one axis from zero; the highest bar of each is marked.

    Every bar carries its number, so nothing depends on hovering. ``unit`` follows each number.
    """
    total = sum(panel.height for panel in panels) or 1
    longest = max((bar.value for panel in panels for bar in panel.bars), default=1)
    figure = go.Figure(layout=_layout(total + FOOT + 10))
    top = 1.0
    for index, panel in enumerate(panels, 1):
        bottom = top - panel.height / total
        highest = max(bar.value for bar in panel.bars) if len(panel.bars) > 1 else None
        figure.add_bar(
            x=[bar.value for bar in panel.bars],
            y=[bar.label for bar in panel.bars],
            orientation="h",
            text=[_worded(bar.value, unit) for bar in panel.bars],
            textposition="outside",
            cliponaxis=False,
            textfont={"color": INK, "size": 15},
            marker={
                "color": ["var(--mbc-accent)" if bar.value == highest else "var(--mbc-scale-3)" for bar in panel.bars],
                "line": {"color": "var(--mbc-accent)", "width": 1},
            },
            width=0.62,
            hoverinfo="skip",
            xaxis="x",
            yaxis=f"y{index}",
            name=panel.title,
        )
        figure.layout[f"yaxis{index}"] = {
            "domain": [max(bottom, 0), max(top - HEAD / total, 0)],
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
        figure.add_annotation(
            text=f"<b>{_plain(panel.title)}</b>",
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
            "range": [0, longest],
            "anchor": f"y{len(panels)}",
            "ticksuffix": unit,
            "fixedrange": True,
            "gridcolor": LINE,
            "tickfont": {"size": 13, "color": SOFT},
            "zeroline": True,
            "zerolinecolor": SOFT,
        }
    )
    return figure


def _layout(height: int) -> dict[str, object]:
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


def _worded(value: float, unit: str) -> str:
    return f"{value:g}{unit}"


def _plain(words: str) -> str:
    """Words that plotly must not read as its own small HTML."""
    return words.replace("&", "&amp;").replace("<", "&lt;")


def as_json(figure: go.Figure) -> str:
    """The figure as JSON for the page."""
    return str(figure.to_json(validate=False, remove_uids=True))


def place(description: str, figure: go.Figure) -> Safe:
    """Where the page draws the chart, and the still picture that goes on paper instead.

    ``description`` is the text alternative. On paper it is always light, whatever the screen shows.
    """
    height = f"min-height:{figure.layout.height:.0f}px"
    chart = el("div", class_="mbc-chart", data_chart=True, role="img", aria_label=description, style=height)
    return el("div", chart, el("div", still(figure), class_="mbc-paper-only", aria_hidden="true"))


def still(figure: go.Figure) -> Safe:
    """The bars of ``figure`` as SVG, for where no kernel runs and so plotly.js is not there."""
    longest = max((value for trace in figure.data for value in trace.x), default=1)
    drawn: list[Safe] = []
    y = 0.0
    for trace in figure.data:
        drawn.append(el("text", trace.name, x=0, y=y + 22, font_size=16, font_weight=650))
        y += HEAD
        for words, value, number, color in zip(trace.y, trace.x, trace.text, trace.marker.color, strict=True):
            width = 360 * value / longest
            drawn += [
                el("text", words, x=200, y=y + 20, font_size=14, text_anchor="end"),
                el("rect", x=208, y=y + 6, width=width, height=18, fill=color, stroke="var(--mbc-accent)"),
                el("text", number, x=214 + width, y=y + 20, font_size=14),
            ]
            y += ROW
    return el(
        "svg",
        drawn,
        viewbox=f"0 0 640 {y:.0f}",
        role="img",
        aria_label="Bar chart; the same numbers stand in the table",
    )
