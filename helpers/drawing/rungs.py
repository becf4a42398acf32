"""A ladder whose rungs need not be climbed in order, with what stands beside every rung."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from helpers.drawing.parts import fitted, pickable, tspans
from helpers.markup import NOTHING, Safe, el

PAD, GAP = 14.0, 14.0
RAIL = 12.0
"""Width of the rails of the ladder."""

RADIUS = 15.0
"""Of the sign on a card."""


class Mark(NamedTuple):
    """How a card serves: its words, a sign that does not depend on color, a color role, and a faint or full look."""

    words: str
    sign: str
    role: str
    faint: bool = False


@dataclass(frozen=True)
class Rung:
    """One card: the value it sets when picked, its name, its mark (a key of the marks), and a line of words."""

    value: str
    name: str
    mark: str
    words: str


@dataclass(frozen=True)
class Foot:
    """A bar below everything: its heading, its items, and a color role that has a soft form."""

    heading: str
    items: Sequence[str]
    role: str


class _Sheet(NamedTuple):
    """Sizes of one form of the drawing, in drawing units."""

    width: float
    column: float
    name: float
    words: float
    side_by_side: bool

    @property
    def line(self) -> float:
        """Height of a line of words."""
        return round(self.words * 1.3)


WIDE = _Sheet(1000, 484, 18, 16.5, side_by_side=True)
NARROW = _Sheet(374, 370, 17, 15.5, side_by_side=False)


def rungs(
    ladder: Sequence[Rung],
    beside: Sequence[Rung],
    marks: Mapping[str, Mark],
    *,
    headings: tuple[str, str],
    foot: Foot,
    control: str,
    selected: str,
    title: str,
    narrow: bool = False,
) -> Safe:
    """The ladder, top rung first, and what stands beside it. Cards set ``control``; ``selected`` is its value.

    ``headings`` stand over the two columns, which lie below each other on a ``narrow`` sheet.
    """
    sheet = NARROW if narrow else WIDE
    left, right = _Column(ladder, marks, sheet, rails=True), _Column(beside, marks, sheet, rails=False)
    top = 34.0
    if sheet.side_by_side:
        height = max(left.height, right.height)
        x, y, end = sheet.width - sheet.column - 2, 0.0, top + height
        heights = (height, height)
    else:
        x, y, end = 2.0, top + left.height + GAP, 2 * top + left.height + right.height + GAP
        heights = (left.height, right.height)
    bar, bar_height = _foot(foot, end + GAP, sheet)
    return el(
        "svg",
        _heading(headings[0], 0, 20, sheet),
        left.drawn(0, top, heights[0], control, selected),
        _heading(headings[1], x, y + 20, sheet),
        right.drawn(x, y + top, heights[1], control, selected),
        bar,
        viewbox=f"0 0 {sheet.width:g} {end + GAP + bar_height + 2:.0f}",
        role="group",
        aria_label=title,
        class_="mbc-over" if narrow else "mbc-over mbc-wide",
    )


class _Column:
    """Cards one below the other, with or without the rails of a ladder."""

    def __init__(self, cards: Sequence[Rung], marks: Mapping[str, Mark], sheet: _Sheet, *, rails: bool) -> None:
        self.cards, self.marks, self.sheet, self.rails = cards, marks, sheet, rails
        self.inset = RAIL + 8 if rails else 0.0
        self.width = sheet.column - 2 * self.inset
        room = self.width - 3 * PAD - 2 * RADIUS
        self.names = [fitted(card.name, room, 1.1 * sheet.name) for card in cards]
        self.lines = [fitted(card.words, room, sheet.words) if card.words else [] for card in cards]
        self.heights = [
            2 * PAD + (sheet.name + 4) * len(names) + sheet.line * (len(lines) + 1)
            for names, lines in zip(self.names, self.lines, strict=True)
        ]

    @property
    def height(self) -> float:
        """Least height of the column."""
        return sum(self.heights) + GAP * (len(self.cards) - 1)

    def drawn(self, x: float, y: float, height: float, control: str, selected: str) -> Safe:
        """The column from its top left corner, its cards spread over ``height``."""
        spare = (height - self.height) / max(len(self.cards) - 1, 1)
        drawn, top = [], y
        for index, card in enumerate(self.cards):
            drawn.append(self._card(index, card, x + self.inset, top, control, card.value == selected))
            top += self.heights[index] + GAP + spare
        return el("g", self._rails(x, y, height) if self.rails else NOTHING, drawn)

    def _rails(self, x: float, y: float, height: float) -> Safe:
        places = (x, x + self.sheet.column - RAIL)
        return el(
            "g",
            [el("rect", x=at, y=y - 4, width=RAIL, height=height + 8, rx=5, fill="var(--mbc-edge)") for at in places],
            el(
                "path",
                d="".join(
                    f"M{x + RAIL:.0f} {self._middle(index, y, height):.0f}h{self.sheet.column - 2 * RAIL:.0f}"
                    for index in range(len(self.cards))
                ),
                stroke="var(--mbc-edge)",
                stroke_width=RAIL,
            ),
        )

    def _middle(self, index: int, y: float, height: float) -> float:
        """Middle of a card, where its rung meets the rails."""
        spare = (height - self.height) / max(len(self.cards) - 1, 1)
        return y + sum(self.heights[:index]) + (GAP + spare) * index + self.heights[index] / 2

    def _card(self, index: int, card: Rung, x: float, y: float, control: str, on: bool) -> Safe:
        mark, sheet = self.marks[card.mark], self.sheet
        color = f"var(--mbc-{mark.role})"
        text, below = x + 2 * PAD + 2 * RADIUS, y + PAD + sheet.name - 2
        names = self.names[index]
        said = below + (sheet.name + 4) * len(names)
        return el(
            "g",
            el(
                "rect",
                x=x,
                y=y,
                width=self.width,
                height=self.heights[index],
                rx=10,
                fill="var(--mbc-accent-soft)" if on else "var(--mbc-surface)",
                stroke="var(--mbc-accent)" if on else color,
                stroke_width=4 if on else 1.5 if mark.faint else 2.5,
                stroke_dasharray="7 5" if mark.faint and not on else None,
            ),
            _sign(mark, x + PAD + RADIUS, y + PAD + RADIUS),
            el(
                "text",
                tspans([("▶ " if on else "") + names[0], *names[1:]], text, below, sheet.name + 4),
                font_size=sheet.name,
                font_weight=700,
            ),
            el("text", mark.words, x=text, y=said, font_size=sheet.words, font_weight=600, style=f"fill: {color}"),
            el("text", tspans(self.lines[index], text, said + sheet.line, sheet.line), font_size=sheet.words),
            **pickable(control, card.value, f"{card.name}: {mark.words}. {card.words}", on),
        )


def _sign(mark: Mark, x: float, y: float) -> Safe:
    """The sign in its circle: full where the mark is not faint."""
    color = f"var(--mbc-{mark.role})"
    return el(
        "g",
        el("circle", cx=x, cy=y, r=RADIUS, fill="none" if mark.faint else color, stroke=color, stroke_width=2),
        el(
            "text",
            mark.sign,
            x=x,
            y=y + 1,
            text_anchor="middle",
            dominant_baseline="central",
            font_size=18,
            font_weight=700,
            style=f"fill: {color if mark.faint else 'var(--mbc-surface)'}",
        ),
    )


def _heading(words: str, x: float, y: float, sheet: _Sheet) -> Safe:
    return el("text", words, x=x + 2, y=y, font_size=sheet.words, font_weight=650, fill="var(--mbc-ink-soft)")


def _foot(foot: Foot, top: float, sheet: _Sheet) -> tuple[Safe, float]:
    """The bar at the foot, and its height."""
    room = sheet.width - 3 * PAD - 12
    told = [fitted(f"•\u00a0{item}", room, sheet.words) for item in foot.items]
    lines = [line for item in told for line in item]
    height = 2 * PAD + sheet.line * (len(lines) + 1)
    first = top + PAD + sheet.words
    return el(
        "g",
        el("rect", x=1, y=top, width=sheet.width - 2, height=height, rx=10, fill=f"var(--mbc-{foot.role}-soft)"),
        el("rect", x=1, y=top, width=8, height=height, rx=4, fill=f"var(--mbc-{foot.role})"),
        el("text", foot.heading, x=2 * PAD, y=first, font_size=sheet.words, font_weight=700),
        el("text", tspans(lines, 2 * PAD, first + sheet.line, sheet.line), font_size=sheet.words),
    ), height
