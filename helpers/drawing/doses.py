"""A calendar of doses: one square for each month of natural background radiation, one row for each year.

The scale is linear, so ten times the dose is ten times the squares; a small dose is a sliver of one square.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from helpers.drawing.parts import tspans
from helpers.markup import NOTHING, Safe, el

WIDTH = 400
"""Width of a group; two stand side by side where there is room."""

BETWEEN = 60.0
CALENDAR = 160.0
"""Where the squares start; the names stand left of it."""

CELL, SQUARE = 20.0, 17.0
"""A square with and without the room around it, in drawing units."""

MONTHS = 12
"""Squares in a row, so that a row is a year."""

SLIVER = 2.0
"""Least width of what is drawn, so that a tiny dose is still seen."""

TEXT, LINE, GAP = 16, 20.0, 14.0
KEY = 3.5 * LINE
"""Room for the key above the groups, less by one line where they stand abreast."""

LETTERS = 15
"""Characters in a line of a name."""


@dataclass(frozen=True)
class Exposure:
    """One dose: its name, its figure and its meaning in words, and ``low`` to ``high`` in months of natural radiation.

    Both are 0 where there is no radiation, and ``None`` where the dose is not known; the words say which it is.
    """

    name: str
    figure: str
    words: str
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Group:
    """Exposures under one heading. ``role`` is the color of their squares."""

    heading: str
    exposures: Sequence[Exposure]
    role: str


def calendar(groups: Sequence[Group], *, title: str, abreast: bool = False) -> Safe:
    """The groups one below the other, or ``abreast``. ``title`` is the text alternative.

    Raises ``ValueError`` for a dose below 0 or one that ends before it begins.
    """
    drawn, bottom, right = [], 0.0, 0.0
    top = start = KEY - LINE if abreast else KEY
    for group in groups:
        shapes, end = _group(group, top)
        drawn.append(el("g", shapes, transform=f"translate({right:g} 0)" if right else None))
        bottom = max(bottom, end)
        top, right = (start, right + WIDTH + BETWEEN) if abreast else (end, 0.0)
    ranged = any(one.low != one.high for group in groups for one in group.exposures)
    width = (WIDTH + BETWEEN) * len(groups) - BETWEEN if abreast else WIDTH
    return el(
        "svg",
        _key(ranged, abreast),
        drawn,
        viewbox=f"0 0 {width:.0f} {bottom - GAP + 6:.0f}",
        role="img",
        aria_label=title,
        class_="mbc-doses mbc-wide" if abreast else "mbc-doses",
        font_size=TEXT,
    )


def _group(group: Group, top: float) -> tuple[list[Safe], float]:
    """Heading and exposures below ``top``, and where they end."""
    drawn = [_heading(group.heading, top)]
    top += LINE + GAP
    for one in group.exposures:
        shape, height = _exposure(one, group.role, top)
        drawn.append(shape)
        top += height + GAP
    return drawn, top


def squares(start: float, end: float, x: float, y: float) -> str:
    """The path of the squares from month ``start`` to month ``end``; the first and the last may be parts of one."""
    if start < 0 or end < start:
        raise ValueError(f"no dose goes from {start:g} to {end:g} months of natural radiation")
    d = []
    month = int(start)
    while month < end:
        left, right = max(start - month, 0) * SQUARE, min(end - month, 1) * SQUARE
        width = max(right - left, SLIVER)
        at_x, at_y = x + CELL * (month % MONTHS) + left, y + CELL * (month // MONTHS)
        d.append(f"M{at_x:.1f} {at_y:.1f}h{width:.1f}v{SQUARE:g}h-{width:.1f}z")
        month += 1
    return "".join(d)


def _exposure(one: Exposure, role: str, top: float) -> tuple[Safe, float]:
    """One exposure below ``top``, and its height."""
    lines = wrap(one.name, LETTERS) or [""]
    months = one.high or 0.0
    rows = -(-months // MONTHS)
    name = tspans(lines, 0, top + TEXT, LINE)
    figure = el("text", one.figure, x=0, y=top + TEXT + LINE * len(lines), fill="var(--mbc-ink-soft)")
    words = el("text", one.words, x=CALENDAR, y=top + TEXT)
    height = max(LINE * (len(lines) + bool(one.figure)), LINE + 4 + CELL * rows)
    drawn = _squares(one, role, top + LINE + 4) if months else NOTHING
    return el("g", el("text", name, font_weight=600), figure if one.figure else NOTHING, words, drawn), height


def _squares(one: Exposure, role: str, y: float) -> Safe:
    """Full squares up to the lowest figure, pale ones with an outline from there to the highest."""
    low, high = one.low or 0.0, one.high or 0.0
    color = f"var(--mbc-{role})"
    pale = el(
        "path", d=squares(low, high, CALENDAR, y), fill="var(--mbc-surface)", stroke=color, stroke_dasharray="3 2"
    )
    return el("g", el("path", d=squares(0, low, CALENDAR, y), fill=color), pale if high > low else NOTHING)


def _heading(words: str, top: float) -> Safe:
    line = el("path", d=f"M0 {top + LINE + 4:.0f}H{WIDTH}", stroke="var(--mbc-line)")
    return el("g", el("text", words, x=0, y=top + TEXT, fill="var(--mbc-ink-soft)", font_weight=650), line)


def _key(ranged: bool, abreast: bool) -> Safe:
    """What a full and, if there are ranges, a pale square means."""
    pale = {"fill": "var(--mbc-surface)", "stroke": "var(--mbc-ink-soft)", "stroke_dasharray": "3 2"}
    x, y = (WIDTH + BETWEEN, 2.0) if abreast else (0.0, 2 + 2.2 * LINE)
    outlined = [
        el("path", d=squares(0, 1, x, y), **pale),
        el("text", "up to here in some sources or cases", x=x + CELL + 4, y=y + 14),
    ]
    return el(
        "g",
        el("path", d=squares(0, 1, 0, 2), fill="var(--mbc-ink-soft)"),
        el("text", "a month of natural radiation;", x=CELL + 4, y=16),
        el("text", "a full row is a year", x=CELL + 4, y=16 + LINE),
        outlined if ranged else NOTHING,
    )
