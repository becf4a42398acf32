"""Draws a decision in lanes: the way to it as a strip, then a lane for each question with its answers side by side.

What a lane comes to stands below its answers. On a phone everything stands one below the other, and only the lanes on
the route are open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from helpers.drawing.flow import shape
from helpers.drawing.parts import fitted, pickable, text_width, tspans
from helpers.markup import NOTHING, Attribute, Safe, el, join

WIDE, NARROW = 1000.0, 374.0
EDGE, GAP, PAD = 15.0, 10.0, 8.0
BADGE = 13.0
"""Radius of the number of a step on the route."""


@dataclass(frozen=True)
class Box:
    """A step: its words and kind (``flow.KINDS``), the answer that leads to it, and its number if the route passes.

    ``value`` is what picking it chooses (empty: it cannot be picked); ``spoken`` is what a screen reader says.
    """

    words: str
    kind: str = ""
    answer: str = ""
    number: str = ""
    uncertain: bool = False
    value: str = ""
    spoken: str = ""


@dataclass(frozen=True)
class End:
    """What a route comes to: its words, a line on how sure it is, and the number of the step that holds it."""

    words: str
    sure: str
    number: str
    uncertain: bool = False


@dataclass(frozen=True)
class Lane:
    """A question with its answers and the ends they come to.

    ``after`` is written on the way to the next lane, which the route follows if ``goes_on``.
    """

    title: str
    asks: Box
    answers: tuple[Box, ...] = ()
    ends: tuple[End, ...] = ()
    after: str = ""
    goes_on: bool = False

    @property
    def on(self) -> bool:
        """Does the route pass?"""
        return bool(self.asks.number)


class Scale(NamedTuple):
    """Sizes of one form of the drawing: its width, type sizes, and how many boxes stand side by side."""

    width: float
    words: float
    small: float
    way: int
    answers: int
    ends: int

    @property
    def line(self) -> float:
        """Height of a line of words."""
        return self.words + 3


SCREEN, PHONE = Scale(WIDE, 17, 15.5, 5, 6, 4), Scale(NARROW, 15.5, 14.5, 1, 2, 1)


def lanes(
    way: Sequence[Box],
    parts: Sequence[Lane],
    *,
    title: str,
    control: str,
    heading: str,
    key: Mapping[str, str],
    narrow: bool = False,
) -> Safe:
    """The decision as SVG: ``way`` leads to the lanes of ``parts``; each box with a value sets ``control``.

    ``heading`` stands over the ends of a lane; ``key`` gives words for kinds of box.
    """
    scale = PHONE if narrow else SCREEN
    strip, top = _way(way, scale)
    drawn = [strip]
    for place, lane in enumerate(parts):
        top += 16
        body, height = _lane(lane, scale, control, heading, closed=narrow and not lane.on)
        drawn.append(el("g", body, transform=f"translate(0 {top:.0f})"))
        top += height
        if lane.after and place < len(parts) - 1:
            drawn.append(_onward(lane, top, scale))
            top += 22
    sample, height = _key(key, scale)
    drawn.append(el("g", sample, transform=f"translate(0 {top + 14:.0f})"))
    return el(
        "svg",
        drawn,
        viewbox=f"0 0 {scale.width:.0f} {top + height + 16:.0f}",
        class_="mbc-lanes mbc-wide",
        role="group",
        aria_label=title,
    )


def wrapped(words: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """Words in lines that fit ``room``, wider where they are ``bold``; no words, no line."""
    return fitted(words, room, size * (1.06 if bold else 1)) if words else []


def _way(boxes: Sequence[Box], scale: Scale) -> tuple[Safe, float]:
    """The strip of steps that lead to the lanes, and its height."""
    between = 26.0 if scale.way > 1 else 14.0
    room = (scale.width - 2 * EDGE - (scale.way - 1) * between) / scale.way
    told = [wrapped(box.words, room - 2 * BADGE - 6, scale.words) for box in boxes]
    found = [wrapped(box.answer, room - 2 * BADGE, scale.words, bold=True) if box.answer else [] for box in boxes]
    rows = [len(lines) + len(more) for lines, more in zip(told, found, strict=True)]
    drawn, y = [], BADGE + 2
    for place, box in enumerate(boxes):
        height = (max(rows) if scale.way > 1 else rows[place]) * scale.line + 2 * PAD
        x = EDGE + (place * (room + between) if scale.way > 1 else 0)
        if place:
            line = (
                _arrow(x - between + 2, y + height / 2, x - 3, y + height / 2, bool(box.number))
                if scale.way > 1
                else _arrow(scale.width / 2, y - between, scale.width / 2, y - 1, bool(box.number))
            )
            drawn.append(line)
        step = _box(box, x, y, room, height, told[place], scale, "", found[place])
        drawn.append(step if box.number else el("g", step, class_="mbc-lanes-away"))
        if scale.way == 1:
            y += height + between
    return join(*drawn), (y + height) if scale.way > 1 else y - between


def _lane(lane: Lane, scale: Scale, control: str, heading: str, *, closed: bool) -> tuple[list[Safe], float]:
    """A lane from its top left corner, and its height."""
    left, top, titled = EDGE + 4, 10.0, 1.06 * text_width(lane.title, scale.words) + 28
    asked = wrapped(lane.asks.words, scale.width - 2 * left - titled - 60, scale.words)
    if len(asked) > 1:  # the title stands above the question where both do not fit side by side
        titled, top = 0.0, scale.words + 20
        asked = wrapped(lane.asks.words, scale.width - 2 * left - 60, scale.words)
    width = max(text_width(line, scale.words) for line in asked) + 60
    y = top + len(asked) * scale.line + 2 * PAD
    base = (top + y) / 2 + 6 if titled else top - 10
    drawn = [
        el("text", lane.title, x=left + 2, y=base, font_size=scale.words, font_weight=700),
        _box(lane.asks, left + titled, top, width, y - top, asked, scale, control, inside=True),
    ]
    if lane.answers and not closed:
        inside, y = _answers(lane.answers, y, left + titled + width / 2, scale, control)
        drawn.append(inside)
    if lane.ends:
        inside, y = _ends(lane.ends, y + 2 * PAD, scale, heading)
        drawn.append(inside)
    height = y + EDGE
    ground = el(
        "rect", x=1, y=1, width=scale.width - 2, height=height, rx=10, class_="mbc-lanes-on" if lane.on else None
    )
    return [el("g", ground, class_="mbc-lanes-ground"), el("g", drawn, class_=None if lane.on else "mbc-lanes-away")], (
        height + 2
    )


def _answers(boxes: Sequence[Box], top: float, middle: float, scale: Scale, control: str) -> tuple[Safe, float]:
    """Answers side by side, each on a line from the question above, whose middle is at ``middle``; and their bottom."""
    per_row = min(len(boxes), scale.answers)
    room = (scale.width - 2 * EDGE - 8 - (per_row - 1) * GAP) / per_row
    asked = top
    back: list[Safe] = []
    taken: list[Safe] = []
    drawn: list[Safe] = []
    for start in range(0, len(boxes), per_row):
        row = boxes[start : start + per_row]
        said = [wrapped(box.answer, room - 4, scale.small, bold=bool(box.number)) for box in row]
        told = [wrapped(box.words, room - 20, scale.words) for box in row]
        bus = top + 9
        label = max(map(len, said)) * (scale.small + 2)
        box_top = bus + label + 24
        height = max(map(len, told)) * scale.line + 2 * PAD
        for place, box in enumerate(row):
            x = EDGE + 4 + place * (room + GAP)
            center = x + room / 2
            past = f"H{scale.width / 2:.0f}V{bus:.0f}" if start else ""  # lower rows: down between the boxes above
            way = f"M{middle:.0f} {asked:.0f}V{asked + 9:.0f}{past}H{center:.0f}V{box_top - 8:.0f}"
            (taken if box.number else back).append(el("path", d=way))
            head = f"M{center:.0f} {box_top:.0f}l-6 -10h12z"
            (taken if box.number else back).append(el("path", d=head, class_="mbc-lanes-head"))
            middle_of = bus + 6 + label / 2
            widest = max((text_width(line, scale.small) for line in said[place]), default=0) + 4
            drawn.append(
                el(
                    "g",
                    el(
                        "rect",
                        x=center - widest / 2,
                        y=middle_of - len(said[place]) * (scale.small + 2) / 2,
                        width=widest,
                        height=len(said[place]) * (scale.small + 2),
                    ),
                    _text(said[place], center, middle_of, scale.small, 650 if box.number else 450),
                    class_="mbc-lanes-answer" + (" mbc-lanes-taken" if box.number else ""),
                )
            )
            drawn.append(_box(box, x, box_top, room, height, told[place], scale, control))
        top = box_top + height
    return join(
        el("g", back, class_="mbc-lanes-lines"), el("g", taken, class_="mbc-lanes-lines mbc-lanes-route"), drawn
    ), top


def _ends(ends: Sequence[End], top: float, scale: Scale, heading: str) -> tuple[Safe, float]:
    """The options below a lane, and their bottom."""
    said = wrapped(heading, scale.width - 2 * EDGE - 12, scale.small)
    step = scale.small + 3
    drawn = [_lines(said, EDGE + 6, top + scale.small, step, font_size=scale.small, class_="mbc-lanes-soft")]
    top += len(said) * step + PAD
    per_row = ceil(len(ends) / ceil(len(ends) / scale.ends))
    room = (scale.width - 2 * EDGE - 8 - (per_row - 1) * GAP) / per_row
    for start in range(0, len(ends), per_row):
        row = ends[start : start + per_row]
        told = [wrapped(end.words, room - 2 * BADGE - 26, scale.words, bold=True) for end in row]
        sure = [wrapped(end.sure, room - 2 * BADGE - 26, scale.small) for end in row]
        height = (
            max(len(words) * scale.line + len(more) * (scale.small + 3) for words, more in zip(told, sure, strict=True))
            + 2 * PAD
        )
        for place, end in enumerate(row):
            x = EDGE + 4 + place * (room + GAP)
            left, first = x + 2 * BADGE + 16, top + PAD + scale.words
            below = first + (len(told[place]) - 1) * scale.line + scale.small + 5
            drawn.append(
                el(
                    "g",
                    el(
                        "rect",
                        x=x,
                        y=top,
                        width=room,
                        height=height,
                        rx=8,
                        stroke_dasharray="7 5" if end.uncertain else None,
                    ),
                    _badge(end.number, x + BADGE + 8, top + height / 2),
                    _lines(told[place], left, first, scale.line, font_size=scale.words, font_weight=650),
                    _lines(sure[place], left, below, scale.small + 3, font_size=scale.small),
                    class_="mbc-lanes-end",
                )
            )
        top += height + GAP
    return join(*drawn), top - GAP


def _box(
    box: Box,
    x: float,
    y: float,
    width: float,
    height: float,
    lines: Sequence[str],
    scale: Scale,
    control: str,
    found: Sequence[str] = (),
    *,
    inside: bool = False,
) -> Safe:
    """A step with its number on its corner, or ``inside``; ``found`` is what was found there, bold below its words."""
    step = scale.line
    first = y + height / 2 - (len(lines) + len(found) - 1) * step / 2
    picked = pickable(control, box.value, box.spoken, bool(box.number)) if box.value and control else {}
    state = " mbc-lanes-here" if box.number else ""
    dashes: dict[str, Attribute] = {"stroke_dasharray": "7 5"} if box.uncertain else {}
    return el(
        "g",
        el("g", shape(box.kind, x, y, width, height), class_="mbc-lanes-shape", **dashes),
        _text(
            lines,
            x + width / 2 + (BADGE if inside and box.number else 0),
            first + (len(lines) - 1) * step / 2,
            scale.words,
        ),
        _text(found, x + width / 2, first + (len(lines) + (len(found) - 1) / 2) * step, scale.words, 700)
        if found
        else NOTHING,
        _badge(box.number, x + (BADGE + 8 if inside else -1), y + (height / 2 if inside else -1))
        if box.number
        else NOTHING,
        _badge("?", x + width - 3, y + height - 1, "mbc-lanes-open") if box.uncertain else NOTHING,
        class_=f"mbc-lanes-box{state}{' mbc-lanes-pick' if picked else ''}",
        **picked,
    )


def _badge(words: str, x: float, y: float, class_: str = "mbc-lanes-number") -> Safe:
    return el(
        "g",
        el("circle", cx=x, cy=y, r=BADGE),
        el("text", words, x=x, y=y, text_anchor="middle", dominant_baseline="central", font_size=14.5),
        class_=class_,
    )


def _text(lines: Sequence[str], x: float, middle: float, size: float, weight: int = 450) -> Safe:
    """Lines of words, the block centered on ``middle``."""
    first = middle - (size + 3) * (len(lines) - 1) / 2
    return _lines(
        lines,
        x,
        first,
        size + 3,
        font_size=size,
        font_weight=weight,
        text_anchor="middle",
        dominant_baseline="central",
    )


def _lines(lines: Sequence[str], x: float, first: float, step: float, **look: Attribute) -> Safe:
    return el("text", tspans(lines, x, first, step), **look)


def _arrow(x: float, y: float, to_x: float, to_y: float, taken: bool) -> Safe:
    down = x == to_x
    line = f"M{x:.0f} {y:.0f}V{to_y - 8:.0f}" if down else f"M{x:.0f} {y:.0f}H{to_x - 8:.0f}"
    head = f"M{to_x:.0f} {to_y:.0f}{'l-6 -10h12z' if down else 'l-10 -6v12z'}"
    return el(
        "g",
        el("path", d=line),
        el("path", d=head, class_="mbc-lanes-head"),
        class_="mbc-lanes-lines" + (" mbc-lanes-route" if taken else ""),
    )


def _onward(lane: Lane, top: float, scale: Scale) -> Safe:
    """The way from one lane to the next, with its words."""
    return el(
        "g",
        _arrow(EDGE + 34, top + 1, EDGE + 34, top + 36, lane.goes_on),
        el(
            "text",
            lane.after,
            x=EDGE + 52,
            y=top + 24,
            font_size=scale.small,
            font_weight=650 if lane.goes_on else 450,
            class_=None if lane.goes_on else "mbc-lanes-soft",
        ),
    )


def _key(words: Mapping[str, str], scale: Scale) -> tuple[Safe, float]:
    """A sample of each kind of box, and the height they take."""
    parts, x, y, height = [], EDGE, 2.0, scale.line + 8
    for kind, said in words.items():
        width = text_width(said, scale.small) + 26
        if x > EDGE and x + width > scale.width - EDGE:
            x, y = EDGE, y + height + 8
        uncertain = kind == "uncertain"
        parts.append(
            el(
                "g",
                el("g", shape("" if uncertain else kind, x, y, width, height), class_="mbc-lanes-shape",
                   stroke_dasharray="7 5" if uncertain else None),
                _text([said], x + width / 2, y + height / 2, scale.small),
            )
        )  # fmt: skip
        x += width + 12
    return el("g", parts, class_="mbc-lanes-key"), y + height
