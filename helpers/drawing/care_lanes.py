"""Kinds of care over time: a lane for each kind, thicker where there is more of it, as it is and as a myth has it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from helpers.drawing.parts import fitted, pickable, tspans
from helpers.markup import Safe, el, join

MOST = 3
"""The largest amount of a kind of care."""


@dataclass(frozen=True)
class Time:
    """A time on the way: the choice it sets, its name, and what a screen reader says."""

    value: str
    name: str
    spoken: str


@dataclass(frozen=True)
class Care:
    """A kind of care: the choice it sets, its name, how much of it at each time (0 to :data:`MOST`), and what a
    screen reader says. ``role`` is its color."""

    value: str
    name: str
    amounts: Sequence[int]
    role: str
    spoken: str


@dataclass(frozen=True)
class Panel:
    """One telling: its heading, its kinds of care, and whether it is the ``myth``, which is hollow."""

    heading: str
    cares: Sequence[Care]
    myth: bool = False


class _Sheet(NamedTuple):
    """Sizes, in drawing units: the whole, the room for names at the left (0: above the lanes), letters."""

    width: float
    left: float
    font: float

    @property
    def line(self) -> float:
        return self.font * 1.3

    @property
    def lane(self) -> float:
        """Height of a lane."""
        return 48 if self.left else 62

    def column(self, count: int) -> float:
        """Width of a time."""
        return (self.width - self.left) / count


WIDE, NARROW = _Sheet(1040, 254, 17), _Sheet(374, 0, 16)
THICK: Mapping[int, float] = {1: 10, 2: 20, 3: 30}
"""Thickness of each amount, in drawing units."""


def care_lanes(
    times: Sequence[Time],
    panels: Sequence[Panel],
    *,
    control: str,
    selected: Sequence[str],
    title: str,
    narrow: bool = False,
) -> Safe:
    """The panels, one below the other, under the times. Times and kinds of care are buttons that set ``control``.

    ``selected`` holds the values to set apart: a time, a kind of care, or both. A narrow drawing numbers the times
    and lists them on top.
    """
    sheet = NARROW if narrow else WIDE
    head, y = _head(times, sheet, control, selected)
    top, drawn = y, []
    for panel in panels:
        one, y = _panel(panel, y, len(times), sheet, control, selected)
        drawn.append(one)
    note, end = _note(y, sheet)
    return el(
        "svg",
        _stripe(times, top, y, sheet, selected),
        head,
        drawn,
        note,
        role="group",
        aria_label=title,
        class_="mbc-over" if narrow else "mbc-over mbc-wide",
        viewbox=f"0 0 {sheet.width:g} {end:.0f}",
        font_size=sheet.font,
    )


def _head(times: Sequence[Time], sheet: _Sheet, control: str, selected: Sequence[str]) -> tuple[Safe, float]:
    """The names of the times: over their columns, or as a numbered list where it is narrow."""
    wide, drawn = sheet.column(len(times)), []
    names = [fitted(time.name, wide - 24, sheet.font * 1.08) for time in times]
    high = sheet.line * max(map(len, names)) + 14
    for index, time in enumerate(times):
        on = time.value in selected
        if sheet.left:
            box = sheet.left + wide * index + 4, 2.0, wide - 8, high
            lines, x, anchor = names[index], box[0] + box[2] / 2, "middle"
        else:
            box = 1.0, 2 + 44.0 * index, sheet.width - 2, 38.0
            lines, x, anchor = [f"{index + 1}  {time.name}"], 14.0, "start"
        first = box[1] + box[3] / 2 - sheet.line * (len(lines) - 1) / 2 + sheet.font * 0.35
        drawn.append(
            el(
                "g",
                _rect(box, "accent-soft" if on else "panel", "accent" if on else "edge", 2.5 if on else 1.0),
                el("text", tspans(lines, x, first, sheet.line), text_anchor=anchor, font_weight=700 if on else 600),
                **pickable(control, time.value, time.spoken, on),
            )
        )
    return join(*drawn), (high + 8 if sheet.left else 44 * len(times) + 6)


def _stripe(times: Sequence[Time], top: float, bottom: float, sheet: _Sheet, selected: Sequence[str]) -> list[Safe]:
    """A band behind the time that is set apart."""
    wide = sheet.column(len(times))
    return [
        _rect((sheet.left + wide * index + 4, top, wide - 8, bottom - top), "accent-soft", "accent-soft", 1)
        for index, time in enumerate(times)
        if time.value in selected
    ]


def _panel(
    panel: Panel, y: float, count: int, sheet: _Sheet, control: str, selected: Sequence[str]
) -> tuple[Safe, float]:
    y += sheet.line * 1.5
    drawn = [el("text", panel.heading, x=4, y=y, font_weight=700, font_size=sheet.font * 1.1)]
    y += 8
    if not sheet.left:
        y += sheet.line
        drawn += [
            el(
                "text",
                number + 1,
                x=sheet.column(count) * (number + 0.5),
                y=y - 4,
                text_anchor="middle",
                font_weight=700,
            )
            for number in range(count)
        ]
    for care in panel.cares:
        drawn.append(_lane(care, y, count, sheet, control, selected, myth=panel.myth))
        y += sheet.lane
    return join(*drawn), y + 4


def _lane(
    care: Care, y: float, count: int, sheet: _Sheet, control: str, selected: Sequence[str], *, myth: bool
) -> Safe:
    """One kind of care: its name and its bar, with a dotted line where there is none."""
    on = care.value in selected
    middle = y + (sheet.lane - 21 if not sheet.left else sheet.lane / 2)
    name = f"▶ {care.name}" if on else care.name
    wide = sheet.column(count)
    lines = fitted(name, (sheet.left or sheet.width) - 16, sheet.font)
    first = middle + sheet.font * 0.35 - sheet.line * (len(lines) - 1) / 2 if sheet.left else y + 20
    return el(
        "g",
        _rect((1.5, y + 1, sheet.width - 3, sheet.lane - 2), "none", "accent" if on else "line", 2.5 if on else 1),
        el("text", tspans(lines, 12, first, sheet.line), font_weight=700 if on else 500),
        el(
            "path",
            d=f"M{sheet.left + 6:g} {middle:g}H{sheet.width - 8:g}",
            stroke="var(--mbc-edge)",
            stroke_width=2,
            stroke_dasharray="1 7",
            stroke_linecap="round",
        ),
        [_bar(part, middle, wide, sheet.left, care.role, hollow=myth) for part in _runs(care.amounts)],
        **pickable(control, care.value, care.spoken, on),
    )


def _runs(amounts: Sequence[int]) -> list[list[tuple[int, int]]]:
    """Neighbors that have some of the care, as (column, amount) pairs."""
    return [list(part) for some, part in groupby(enumerate(amounts), key=lambda one: one[1] > 0) if some]


def _bar(part: Sequence[tuple[int, int]], middle: float, wide: float, left: float, role: str, *, hollow: bool) -> Safe:
    """One bar with sloping changes of thickness; ``hollow`` in a myth."""
    slope, edge = wide * 0.16, 6.0
    above: list[tuple[float, float]] = []
    for index, (column, amount) in enumerate(part):
        start = left + wide * column + (edge if index == 0 else slope)
        end = left + wide * (column + 1) - (edge if index == len(part) - 1 else slope)
        above += [(start, THICK[amount] / 2), (end, THICK[amount] / 2)]
    line = [f"{x:.1f} {middle - half:.1f}" for x, half in above]
    line += [f"{x:.1f} {middle + half:.1f}" for x, half in reversed(above)]
    return el(
        "path",
        d=f"M{'L'.join(line)}z",
        fill="var(--mbc-surface)" if hollow else f"var(--mbc-{role})",
        stroke=f"var(--mbc-{role})",
        stroke_width=2.5,
        stroke_dasharray="7 5" if hollow else None,
        stroke_linejoin="round",
    )


def _note(y: float, sheet: _Sheet) -> tuple[Safe, float]:
    """What thickness means; and where the drawing ends."""
    words = "Thicker means more of it. A drawing of the idea, not measured: every person’s way is different."
    lines = fitted(words, sheet.width - 8, sheet.font)
    written = el("text", tspans(lines, 4, y + sheet.line, sheet.line), style="fill:var(--mbc-ink-soft)")
    return written, y + sheet.line * (len(lines) + 0.6)


def _rect(box: tuple[float, float, float, float], fill: str, stroke: str, width: float) -> Safe:
    x, y, wide, high = box
    return el(
        "rect",
        x=x,
        y=y,
        width=wide,
        height=high,
        rx=8,
        fill="transparent" if fill == "none" else f"var(--mbc-{fill})",
        stroke=f"var(--mbc-{stroke})",
        stroke_width=width,
    )
