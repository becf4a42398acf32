"""Several measures over the same days, one small panel each: a line with a dot for every day that was written.

Up is the same in every panel, the days stand below each other, and a warning crosses all panels at its day. A day that
was not written breaks the line: nothing is known of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from helpers.drawing.parts import fitted, pickable, text_width, tspans
from helpers.markup import NOTHING, Safe, el

NARROW, WIDE, SHEET = 374.0, 1080.0, 760.0
"""Width of a drawing for a phone, for the full width of a frame, and for paper, in drawing units."""

TITLE, FOOT, SIGNS, LINE = 30, 26, 20, 18
"""Room above a panel's plot for its title, below it for the days, between them for warning signs, and for each more
line of the title."""

LEFT, GAP = 46, 26
"""Room left of a plot for its numbers, and between panels."""


ROOMY = 400
"""Width from which on a panel has room for words inside its plot."""


@dataclass(frozen=True)
class Panel:
    """One measure: its key and name, its newest value in words, and its points as day (from 0) and value.

    The upright axis goes from ``low`` to ``high`` and names ``ticks``. ``limit`` is a line to watch, with its words, or
    ``None``. ``spoken`` is what a screen reader says of it.
    """

    key: str
    name: str
    latest: str
    points: Sequence[tuple[int, float]]
    low: float
    high: float
    ticks: Sequence[tuple[float, str]]
    spoken: str
    limit: tuple[float, str] | None = None


@dataclass(frozen=True)
class Warned:
    """A day with a warning: its sign and its color role."""

    day: int
    sign: str
    role: str


@dataclass(frozen=True)
class Days:
    """The days across, counted from 0 to ``last``. Some have ``names``; those from ``recent`` on stand out."""

    last: int
    names: Mapping[int, str]
    recent: int


def trend(
    panels: Sequence[Panel],
    days: Days,
    warned: Sequence[Warned],
    *,
    title: str,
    width: float = WIDE,
    columns: int = 3,
    tall: float = 110,
    control: str = "",
) -> Safe:
    """The panels in ``columns``, each with a plot ``tall`` units high.

    Each sets ``control`` to its key, unless that is empty. ``title`` is the name of the picture.
    """
    count = min(columns, len(panels)) or 1
    look = "mbc-trend mbc-wide" if count > 1 else "mbc-trend"
    across = (width - GAP * (count - 1)) / count
    title_room = TITLE + LINE * (max([len(_heading(panel, across)) for panel in panels], default=1) - 1)
    row = title_room + SIGNS + tall + FOOT + 12
    places = [
        _Place(index % count * (across + GAP), index // count * row, across, tall, title_room)
        for index in range(len(panels))
    ]
    drawn = [_panel(panel, days, warned, place, control) for panel, place in zip(panels, places, strict=True)]
    rows = -(-len(panels) // count)
    return el(
        "svg",
        drawn,
        viewbox=f"0 0 {width:.0f} {row * rows:.0f}",
        role="group" if control else "img",
        aria_label=title,
        class_=look,
    )


@dataclass(frozen=True)
class _Place:
    """Where a panel stands, and how its days and values fall on the drawing."""

    left: float
    top: float
    across: float
    tall: float
    title: float

    @property
    def roof(self) -> float:
        """Upper end of the plot."""
        return self.top + self.title + SIGNS

    @property
    def floor(self) -> float:
        """Lower end of the plot."""
        return self.roof + self.tall

    def x(self, day: float, last: int) -> float:
        """Where a day stands; a single day stands in the middle."""
        room = self.across - LEFT - 12
        return self.left + LEFT + 6 + (room - 6) * (day / last if last else 0.5)

    def y(self, value: float, panel: Panel) -> float:
        """Where a value stands; one beyond the axis stands at its end."""
        share = (value - panel.low) / (panel.high - panel.low)
        return self.floor - self.tall * min(max(share, 0), 1)


def _panel(panel: Panel, days: Days, warned: Sequence[Warned], place: _Place, control: str) -> Safe:
    parts = [
        _recent(days, place),
        [_rung(panel, value, words, place) for value, words in panel.ticks],
        _limit(panel, place),
        [_warning(one, days, place) for one in warned],
        _line(panel, days, place),
        _names(days, place),
        _title(panel, place),
    ]
    hit = el(
        "rect",
        x=place.left,
        y=place.top,
        width=place.across,
        height=place.title + SIGNS + place.tall + FOOT,
        rx=6,
        fill="transparent",
        class_="mbc-trend-hit",
    )
    if control:
        return el("g", hit, parts, class_="mbc-trend-pick", **pickable(control, panel.key, panel.spoken, False))
    return el("g", parts)


def _heading(panel: Panel, across: float) -> list[str]:
    """The lines of a panel's title: its name alone where its newest value fits beside it, else that below it."""
    if text_width(panel.name, 16) + 12 + text_width(panel.latest, 16) <= across - 10:
        return [panel.name]
    return [*fitted(panel.name, across - 10, 16), *fitted(panel.latest, across - 10, 16)]


def _title(panel: Panel, place: _Place) -> Safe:
    x, y = place.left + 4, place.top + 20
    lines = _heading(panel, place.across)
    if lines != [panel.name]:
        names = len(fitted(panel.name, place.across - 10, 16))
        return el(
            "g",
            el("text", tspans(lines[:names], x, y, LINE), x=x, y=y, font_size=16, font_weight=650),
            el("text", tspans(lines[names:], x, y + LINE * names, LINE), x=x, y=y + LINE * names, font_size=16),
        )
    end = place.left + place.across - 6
    return el(
        "g",
        el("text", panel.name, x=x, y=y, font_size=16, font_weight=650),
        el("text", panel.latest, x=end, y=y, font_size=16, text_anchor="end"),
    )


def _recent(days: Days, place: _Place) -> Safe:
    """The newest days, on another ground."""
    start = place.x(max(days.recent - 0.5, 0), days.last)
    end = place.x(days.last, days.last) + 6
    return el(
        "rect", x=start, y=place.roof, width=max(end - start, 6), height=place.tall, fill="var(--mbc-panel)", rx=3
    )


def _rung(panel: Panel, value: float, words: str, place: _Place) -> Safe:
    y = place.y(value, panel)
    return el(
        "g",
        el(
            "line",
            x1=place.left + LEFT,
            x2=place.left + place.across,
            y1=y,
            y2=y,
            stroke="var(--mbc-line)",
            stroke_width=1,
        ),
        NOTHING
        if _hidden(y, panel, place)
        else el(
            "text",
            words,
            x=place.left + LEFT - 6,
            y=y + 5,
            font_size=14,
            text_anchor="end",
            style="fill:var(--mbc-ink-soft)",
        ),
    )


def _hidden(y: float, panel: Panel, place: _Place) -> bool:
    """Would the number at this height touch that of the limit, which stands at the axis where there is little room?"""
    return panel.limit is not None and place.across < ROOMY and abs(y - place.y(panel.limit[0], panel)) < 13


def _limit(panel: Panel, place: _Place) -> Safe | None:
    if panel.limit is None:
        return None
    value, words = panel.limit
    y = place.y(value, panel)
    ends = {"x1": place.left + LEFT, "x2": place.left + place.across, "y1": y, "y2": y}
    at = {"x": place.left + LEFT + 4, "y": y - 5}
    if place.across < ROOMY:  # the number only, at the axis
        words, at = f"{value:g}", {"x": place.left + LEFT - 6, "y": y + 5}
    anchor = "end" if place.across < ROOMY else "start"
    line = el("line", stroke="var(--mbc-now)", stroke_width=1.5, stroke_dasharray="7 4", **ends)
    return el("g", line, el("text", words, font_size=14, text_anchor=anchor, style="fill:var(--mbc-now)", **at))


def _warning(one: Warned, days: Days, place: _Place) -> Safe:
    x = place.x(one.day, days.last)
    color = f"var(--mbc-{one.role})"
    return el(
        "g",
        el(
            "line",
            x1=x,
            x2=x,
            y1=place.roof - 2,
            y2=place.floor,
            stroke=color,
            stroke_width=1.5,
            stroke_dasharray="2 3",
        ),
        el("text", one.sign, x=x, y=place.roof - 5, font_size=15, text_anchor="middle", style=f"fill:{color}"),
    )


def _line(panel: Panel, days: Days, place: _Place) -> Safe:
    """Days that follow each other are joined; a dot stands for each."""
    spots = [(day, place.x(day, days.last), place.y(value, panel)) for day, value in panel.points]
    runs = [[spot for _, spot in run] for _, run in groupby(enumerate(spots), key=lambda pair: pair[1][0] - pair[0])]
    paths = [
        el(
            "polyline",
            points=" ".join(f"{x:.1f},{y:.1f}" for _, x, y in run),
            fill="none",
            stroke="var(--mbc-accent)",
            stroke_width=2.5,
            stroke_linejoin="round",
        )
        for run in runs
        if len(run) > 1
    ]
    size = 3.5 if days.last <= 31 else 2.0
    dots = [el("circle", cx=x, cy=y, r=size, fill="var(--mbc-accent)") for _, x, y in spots]
    return el("g", paths, dots)


def _names(days: Days, place: _Place) -> Safe:
    """The days that have names, left out where two would touch; the last one always stands."""
    shown: list[int] = []
    for day in sorted(days.names, reverse=True):
        room = 78 if shown == [days.last] else 56  # the last name ends at its day, the others stand in its middle
        if not shown or place.x(shown[-1], days.last) - place.x(day, days.last) > room:
            shown.append(day)
    return el(
        "g",
        [
            el(
                "text",
                days.names[day],
                x=place.x(day, days.last) + (6 if day == days.last and days.last else 0),
                y=place.floor + 19,
                font_size=14,
                text_anchor="end" if day == days.last and days.last else "middle",
                style="fill:var(--mbc-ink-soft)",
            )
            for day in shown
        ],
    )
