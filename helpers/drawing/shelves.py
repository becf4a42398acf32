"""Shelves: things that can be picked, sorted one shelf below the other, each shelf with its sign, name and a note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from helpers.drawing.parts import fitted, pickable, text_width, tspans
from helpers.markup import Safe, el

PAD, GAP = 12.0, 10.0


class Thing(NamedTuple):
    """What lies on a shelf: the value it sets, its words, and what a screen reader says of it.

    ``marked`` things stand out by a heavier edge; their ``words`` say why.
    """

    value: str
    words: str
    spoken: str
    marked: bool = False


@dataclass(frozen=True)
class Shelf:
    """One shelf: its heading with a sign, a note below it, the role of its color, and the things on it."""

    heading: str
    note: str
    role: str
    things: Sequence[Thing]


class _Sheet(NamedTuple):
    """Sizes in drawing units: width, letters, and the width of the headings at the left (0: they stand above)."""

    width: float
    font: float
    heads: float

    @property
    def line(self) -> float:
        """Height of a line of words."""
        return self.font * 1.3

    @property
    def left(self) -> float:
        """Where the things begin."""
        return self.heads or 2 * PAD


WIDE, NARROW = _Sheet(1040, 17, 250), _Sheet(374, 15, 0)


def shelves(all_: Sequence[Shelf], *, control: str, chosen: str, title: str, narrow: bool = False) -> Safe:
    """Shelves one below the other.

    ``control`` is the choice that things set, ``chosen`` its value; ``title`` names the picture for a screen reader.
    """
    sheet = NARROW if narrow else WIDE
    drawn, top = [], 0.0
    for shelf in all_:
        one, height = _shelf(shelf, top, sheet, control, chosen)
        drawn.append(one)
        top += height + GAP
    return el(
        "svg",
        drawn,
        role="group",
        aria_label=title,
        class_="mbc-shelves" if narrow else "mbc-shelves mbc-wide",
        viewbox=f"0 0 {sheet.width:g} {top - GAP:g}",
        font_size=sheet.font,
    )


def _shelf(shelf: Shelf, top: float, sheet: _Sheet, control: str, chosen: str) -> tuple[Safe, float]:
    room = (sheet.heads or sheet.width) - 2.5 * PAD
    heads = fitted(shelf.heading, room, sheet.font * 1.06)
    notes = fitted(shelf.note, room, sheet.font) if shelf.note else []
    tall = PAD + sheet.line * (len(heads) + len(notes)) + PAD / 2
    things, bottom = _things(shelf, top + (PAD if sheet.heads else tall), sheet, control, chosen)
    height = max(tall, bottom - top + PAD)
    name = el("tspan", tspans(heads, 2 * PAD, top + PAD + sheet.font * 0.9, sheet.line), font_weight=700)
    note = tspans(notes, 2 * PAD, top + PAD + sheet.font * 0.9 + sheet.line * len(heads), sheet.line)
    return (
        el(
            "g",
            el("rect", x=1, y=top + 1, width=sheet.width - 2, height=height - 2, rx=8, fill="var(--mbc-panel)"),
            el("rect", x=1, y=top + 1, width=7, height=height - 2, rx=3, fill=f"var(--mbc-{shelf.role})"),
            el("text", name, note),
            things,
        ),
        height,
    )


def _things(shelf: Shelf, top: float, sheet: _Sheet, control: str, chosen: str) -> tuple[list[Safe], float]:
    """Things from left to right in as many lines as they take, and where they end."""
    drawn, x, y, deepest = [], sheet.left, top, 0.0
    most = sheet.width - sheet.left - PAD
    for thing in shelf.things:
        pressed = thing.value == chosen
        size = sheet.font * 0.95
        lines = fitted(f"▶ {thing.words}", most - 2 * PAD, size)  # room for the mark, so that nothing moves
        wide = min(most, max(text_width(line, size) for line in lines) + 2 * PAD) if sheet.heads else most
        lines = lines if pressed else [lines[0].removeprefix("▶ "), *lines[1:]]
        tall = sheet.line * len(lines) + 16
        if x > sheet.left and x + wide > sheet.width - PAD:
            x, y, deepest = sheet.left, y + deepest + 8, 0.0
        drawn.append(_thing(thing, lines, (x, y, wide, tall), sheet, control, pressed))
        x, deepest = x + wide + 8, max(deepest, tall)
    return drawn, y + deepest


def _thing(
    thing: Thing,
    lines: Sequence[str],
    box: tuple[float, float, float, float],
    sheet: _Sheet,
    control: str,
    pressed: bool,
) -> Safe:
    x, y, wide, tall = box
    strong = pressed or thing.marked
    return el(
        "g",
        el(
            "rect",
            x=x,
            y=y,
            width=wide,
            height=tall,
            rx=8,
            fill="var(--mbc-accent-soft)" if strong else "var(--mbc-surface)",
            stroke="var(--mbc-accent)" if strong else "var(--mbc-edge)",
            stroke_width=3 if pressed else 2 if strong else 1,
        ),
        el(
            "text",
            tspans(lines, x + wide / 2 if sheet.heads else x + PAD, y + 8 + sheet.font * 0.95, sheet.line),
            text_anchor="middle" if sheet.heads else "start",
        ),
        **pickable(control, thing.value, thing.spoken, pressed),
    )
