"""Where it hurts: a plain figure of no sex with places on it, and kinds of pain named at both sides of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from helpers.drawing.parts import fitted, pickable, text_width, tspans
from helpers.markup import Safe, el

TALL, BROAD = 332.0, 140.0
"""Height and width of the figure before it is scaled."""

FIGURE = (
    "M70 8a24 28 0 0 1 13 51c0 8 4 12 16 15 14 4 20 10 22 24l14 102q2 12-6 14-8 1-10-10l-15-76c-3 24-2 40 2 62"
    "c2 40-4 80-8 120 0 8 10 10 12 16h-26c-2-6-2-12-2-20l-9-88h-6l-9 88c0 8 0 14-2 20h-26c2-6 12-8 12-16"
    "c-4-40-10-80-8-120c4-22 5-38 2-62l-15 76q-2 11-10 10-8-2-6-14l14-102c2-14 8-20 22-24 12-3 16-7 16-15"
    "a24 28 0 0 1 13-51z"
)
"""A plain figure, of no sex, with arms and legs."""


class Point(NamedTuple):
    """A place on the figure, in its own units; the patient's left is on the viewer's right."""

    x: float
    y: float


PLACES: Mapping[str, Point] = {
    "head": Point(70, 14),
    "shoulder": Point(104, 82),
    "ribs": Point(90, 122),
    "chest": Point(80, 100),
    "back": Point(70, 128),
    "liver": Point(57, 138),
    "belly": Point(70, 168),
    "arm": Point(113, 116),
    "hip": Point(53, 190),
    "thigh": Point(52, 232),
    "knee": Point(88, 262),
    "feet": Point(94, 318),
    "whole": Point(70, TALL),
}
"""Every place a pain can have. ``whole`` is the person, drawn as a ring around the figure."""


class Sign(NamedTuple):
    """What hurts: its words in the key, and a path around its middle. Shape tells it, not color."""

    words: str
    path: str


PARTS: Mapping[str, Sign] = {
    "body": Sign("bone, joint or soft tissue", "M-6-6h12v12h-12z"),
    "organ": Sign("an organ", "M-7 0a7 7 0 1 0 14 0a7 7 0 1 0-14 0z"),
    "nerve": Sign("a nerve", "M0-8l8 8-8 8-8-8z"),
    "whole": Sign("the whole person", "M-7 0a7 7 0 1 0 14 0a7 7 0 1 0-14 0zM-2 0a2 2 0 1 0 4 0a2 2 0 1 0-4 0z"),
}

ALARM = "▲"
"""Stands below the sign of a pain that can be an emergency."""


@dataclass(frozen=True)
class Kind:
    """A kind of pain: the choice it sets, its name, its place and what hurts (keys above), and its alarm.

    ``spoken`` is what a screen reader says.
    """

    value: str
    name: str
    place: str
    part: str
    alarm: bool
    spoken: str


class _Sheet(NamedTuple):
    """Sizes of a drawing, in drawing units: its width, the width of the figure, and of letters."""

    width: float
    figure: float
    font: float

    @property
    def line(self) -> float:
        return self.font * 1.3

    @property
    def side(self) -> float:
        """Room for the names at one side of the figure."""
        return (self.width - self.figure) / 2 - 8


WIDE, NARROW = _Sheet(620, 190, 17), _Sheet(374, 96, 15)
PAD, GAP = 9.0, 9.0


def pain_map(
    left: Sequence[Kind], right: Sequence[Kind], *, control: str, selected: str, title: str, narrow: bool = False
) -> Safe:
    """The figure with kinds of pain as buttons at both sides, each with a line to its place, and a key.

    ``selected`` is a value of ``control``; ``title`` is what a screen reader says in place of the picture.
    """
    sheet = NARROW if narrow else WIDE
    scale = sheet.figure / BROAD
    sides = [(_stacked(kinds, sheet), at) for kinds, at in ((left, 1.0), (right, sheet.width - sheet.side - 1))]
    tallest = max([*(_bottom(boxes) for boxes, _ in sides), TALL * scale])
    origin = Point((sheet.width - sheet.figure) / 2, (tallest - TALL * scale) / 2)
    drawn = [
        _kind(box, x, (tallest - _bottom(boxes)) / 2, origin, scale, sheet, control, selected)
        for boxes, x in sides
        for box in boxes
    ]
    ring = any(kind.place == "whole" and kind.value == selected for kind in (*left, *right))
    key, height = _key(tallest + 14, sheet)
    return el(
        "svg",
        figure(origin, scale),
        _ring(origin, scale) if ring else None,
        drawn,
        key,
        role="group",
        aria_label=title,
        viewbox=f"0 0 {sheet.width:g} {height:.0f}",
        font_size=sheet.font,
    )


def figure(origin: Point, scale: float) -> Safe:
    """The plain figure, its top left corner at ``origin``."""
    return el(
        "path",
        d=FIGURE,
        transform=f"translate({origin.x:g} {origin.y:g}) scale({scale:.3f})",
        fill="var(--mbc-skin)",
        stroke="var(--mbc-skin-line)",
        stroke_width=1.5,
    )


def on_figure(place: str, origin: Point, scale: float) -> Point:
    """A place of the figure in the units of the drawing."""
    return Point(origin.x + PLACES[place].x * scale, origin.y + PLACES[place].y * scale)


class _Box(NamedTuple):
    kind: Kind
    lines: list[str]
    y: float
    height: float


def _stacked(kinds: Iterable[Kind], sheet: _Sheet) -> list[_Box]:
    """The names of one side, one below the other."""
    boxes, y = [], 1.0
    for kind in sorted(kinds, key=lambda one: PLACES[one.place].y):  # so that lines to the places do not cross
        lines = fitted(kind.name, sheet.side - 2 * PAD - 16, sheet.font * 1.04)
        height = max(52.0, len(lines) * sheet.line + 2 * PAD)
        boxes.append(_Box(kind, lines, y, height))
        y += height + GAP
    return boxes


def _bottom(boxes: Sequence[_Box]) -> float:
    return boxes[-1].y + boxes[-1].height + 1 if boxes else 0


def _kind(
    box: _Box, x: float, down: float, origin: Point, scale: float, sheet: _Sheet, control: str, selected: str
) -> Safe:
    """One kind of pain: its box, its sign, and a line from the box to its place."""
    kind, on = box.kind, box.kind.value == selected
    y, middle = box.y + down, box.y + down + box.height / 2
    spot = on_figure(kind.place, origin, scale)
    edge = x + sheet.side if x < sheet.width / 2 else x
    first = middle - sheet.line * (len(box.lines) - 1) / 2 + sheet.font * 0.35
    color = "var(--mbc-accent)" if on else "var(--mbc-edge)"
    sign = PARTS[kind.part].path
    leader = kind.place != "whole"
    return el(
        "g",
        el("path", d=f"M{edge:.0f} {middle:.0f}L{spot.x:.0f} {spot.y:.0f}", stroke=color, stroke_width=2.5 if on else 1)
        if leader
        else None,
        el(
            "rect",
            x=x,
            y=y,
            width=sheet.side,
            height=box.height,
            rx=9,
            fill="var(--mbc-accent-soft)" if on else "var(--mbc-panel)",
            stroke=color,
            stroke_width=2.5 if on else 1,
        ),
        _sign(sign, x + PAD + 7, middle - 9 if kind.alarm else middle),
        el("text", ALARM, x=x + PAD + 7, y=middle + 16, text_anchor="middle") if kind.alarm else None,
        el("text", tspans(box.lines, x + PAD + 20, first, sheet.line), font_weight=700 if on else 500),
        el("circle", cx=spot.x, cy=spot.y, r=9, fill="var(--mbc-surface)") if leader and on else None,
        el("g", _sign(sign, spot.x, spot.y), opacity=None if on else 0.75) if leader else None,
        **pickable(control, kind.value, kind.spoken, on),
    )


def _sign(path: str, x: float, y: float) -> Safe:
    return el("path", d=path, transform=f"translate({x:.1f} {y:.1f})", fill="var(--mbc-accent)", fill_rule="evenodd")


def _ring(origin: Point, scale: float) -> Safe:
    return el(
        "ellipse",
        cx=origin.x + BROAD / 2 * scale,
        cy=origin.y + TALL / 2 * scale,
        rx=(BROAD / 2 - 2) * scale,
        ry=TALL / 2 * scale + 4,
        fill="none",
        stroke="var(--mbc-accent)",
        stroke_width=3,
        stroke_dasharray="3 7",
        stroke_linecap="round",
    )


def _key(top: float, sheet: _Sheet) -> tuple[Safe, float]:
    """What the signs mean, in as many lines as it takes; and where the drawing ends."""
    x, y = 12.0, top + sheet.font
    drawn = []
    entries = [*((sign.path, sign.words) for sign in PARTS.values()), ("", "can be an emergency")]
    for path, words in entries:
        wide = 20 + text_width(words, sheet.font)
        if x > 12 and x + wide > sheet.width:
            x, y = 12.0, y + sheet.line * 1.15
        drawn.append(_sign(path, x, y - 5) if path else el("text", ALARM, x=x, y=y, text_anchor="middle"))
        drawn.append(el("text", words, x=x + 14, y=y))
        x += wide + 14
    return el("g", drawn, aria_hidden="true"), y + 10
