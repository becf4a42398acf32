"""A ladder of time: one band per deadline, most urgent on top, with chips on the bands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import NamedTuple

from helpers.drawing.parts import pickable, tspans
from helpers.markup import Safe, el

WIDTH = 440
SIDE = 128  # the column with the band's name
GAP = 8
LINE = 22
PAD = 11  # above and below a chip's words; at 390 px wide a chip is still a target of 35 px
LETTER = 9.8  # mean width of a character at the chips' type size
ROOM = WIDTH - SIDE - 2 * GAP


@dataclass(frozen=True)
class Chip:
    """Something that stands on a band. ``value`` is the choice it sets; without one it cannot be picked.

    ``dashed`` marks a deadline that is illustrative; ``spoken`` is what a screen reader says.
    """

    words: str
    value: str = ""
    dashed: bool = False
    spoken: str = ""


@dataclass(frozen=True)
class Band:
    """One rung: its name, its role in the theme (``now``, ``today``, ``soon``, ``routine``), its sign and its chips."""

    name: str
    role: str
    sign: str
    chips: tuple[Chip, ...] = ()


class Place(NamedTuple):
    """Where a chip stands within its band, and its words broken into lines."""

    x: float
    y: float
    width: float
    height: float
    lines: list[str]


def ladder(bands: Sequence[Band], *, title: str, control: str = "", selected: str = "") -> Safe:
    """The bands as one SVG. ``control`` is the choice that chips set; ``selected`` is its present value."""
    top = 0.0
    drawn: list[Safe] = []
    for band in bands:
        places = flow(band.chips)
        height = max(56.0, max((place.y + place.height for place in places), default=0) + GAP)
        drawn.append(_band(band, top, height, places, control, selected))
        top += height + GAP
    return el("svg", drawn, viewbox=f"0 0 {WIDTH} {top - GAP:.0f}", role="group", aria_label=title, class_="mbc-ladder")


def flow(chips: Sequence[Chip]) -> list[Place]:
    """Chips filled into rows like words into a paragraph; a chip too long for one line gets two and its own row."""
    places: list[Place] = []
    x, y, row = float(GAP), float(GAP), 0.0
    for chip in chips:
        lines = wrap(chip.words, int((ROOM - 2 * PAD) / LETTER)) or [""]
        width = min(max(map(len, lines)) * LETTER + 2 * PAD + 6, ROOM)
        height = LINE * len(lines) + 2 * PAD
        if x > GAP and x + width > ROOM + GAP:
            x, y = GAP, y + row + GAP
            row = 0.0
        places.append(Place(x + SIDE, y, width, height, lines))
        row = max(row, height)
        x += width + GAP
    return places


def _band(band: Band, top: float, height: float, places: Sequence[Place], control: str, selected: str) -> Safe:
    middle = top + height / 2
    return el(
        "g",
        el("rect", x=0, y=top, width=WIDTH, height=height, rx=10, fill=f"var(--mbc-{band.role}-soft)"),
        el("rect", x=0, y=top, width=8, height=height, rx=4, fill=f"var(--mbc-{band.role})"),
        el(
            "text",
            f"{band.sign} {band.name}".strip(),
            x=20,
            y=middle,
            dominant_baseline="central",
            font_size=17,
            font_weight=650,
        ),
        [
            _chip(chip, band.role, place, top, control, bool(chip.value) and chip.value == selected)
            for chip, place in zip(band.chips, places, strict=True)
        ],
        data_key=band.name,
    )


def _chip(chip: Chip, role: str, place: Place, top: float, control: str, on: bool) -> Safe:
    attributes = pickable(control, chip.value, chip.spoken or chip.words, on) if chip.value else {}
    center = place.x + place.width / 2
    first = top + place.y + PAD + LINE / 2
    return el(
        "g",
        el(
            "rect",
            x=place.x,
            y=top + place.y,
            width=place.width,
            height=place.height,
            rx=22,
            stroke=f"var(--mbc-{role})",
            stroke_width=4 if on else 2,
            fill=f"var(--mbc-{role})" if on else "var(--mbc-surface)",
            stroke_dasharray="7 5" if chip.dashed and not on else None,
        ),
        el(
            "text",
            tspans(place.lines, center, first, LINE),
            text_anchor="middle",
            dominant_baseline="central",
            font_size=18,
            font_weight=600 if on else 500,
            class_="mbc-inverse" if on else None,
        ),
        **attributes,
    )
