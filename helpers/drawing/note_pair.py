"""Two notes side by side, one that helps nobody and one that the next person can act on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from helpers.drawing.parts import fitted, tspans
from helpers.markup import Safe, el

PAD, GAP = 18.0, 20.0


@dataclass(frozen=True)
class Note:
    """A note: heading with a sign, its text, the role of its color, and what it has or lacks, each with a sign.

    ``lead`` says which of the two the points are.
    """

    heading: str
    text: str
    role: str
    lead: str
    points: Sequence[str]


class _Sheet(NamedTuple):
    """Sizes in drawing units: of the picture, of a note, of its letters, and whether notes stand side by side."""

    width: float
    note: float
    font: float
    abreast: bool

    @property
    def line(self) -> float:
        """Height of a line of words."""
        return self.font * 1.4


class _Written(NamedTuple):
    """The lines of a note."""

    heads: list[str]
    texts: list[str]
    points: list[list[str]]

    def height(self, sheet: _Sheet) -> float:
        """Room for all of them."""
        lines = len(self.heads) + len(self.texts) + sum(len(point) for point in self.points)
        return sheet.line * (lines + 2.4) + 2.5 * PAD


WIDE, NARROW = _Sheet(1040, 510, 18, True), _Sheet(374, 374, 15.5, False)


def note_pair(notes: Sequence[Note], *, title: str, narrow: bool = False) -> Safe:
    """Notes side by side, or one below the other where it is ``narrow``; ``title`` says what is seen."""
    sheet = NARROW if narrow else WIDE
    written = [_written(note, sheet) for note in notes]
    heights = [one.height(sheet) for one in written]
    tall = [max(heights)] * len(notes) if sheet.abreast else heights
    drawn, x, y = [], 0.0, 0.0
    for note, one, height in zip(notes, written, tall, strict=True):
        drawn.append(_note(note, one, (x, y, height), sheet))
        x, y = (x + sheet.note + GAP, y) if sheet.abreast else (x, y + height + GAP)
    bottom = tall[0] if sheet.abreast else y - GAP
    return el(
        "svg",
        drawn,
        role="img",
        aria_label=title,
        class_="mbc-wide" if sheet.abreast else None,
        viewbox=f"0 0 {sheet.width:g} {bottom:g}",
        font_size=sheet.font,
    )


def _written(note: Note, sheet: _Sheet) -> _Written:
    room = sheet.note - 2 * PAD
    return _Written(
        fitted(note.heading, room, sheet.font * 1.1),
        fitted(note.text, room - PAD, sheet.font * 0.92),
        [fitted(point, room - 14, sheet.font * 0.95) for point in note.points],
    )


def _note(note: Note, one: _Written, place: tuple[float, float, float], sheet: _Sheet) -> Safe:
    x, y, height = place
    left, base = x + PAD, y + PAD + sheet.font * 0.9
    paper = base + sheet.line * (len(one.heads) - 0.5)
    text = paper + sheet.line * 1.2
    lead = text + sheet.line * (len(one.texts) + 0.6)
    points, drawn = lead + sheet.line, [el("text", note.lead, x=left, y=lead, font_weight=600)]
    for lines in one.points:
        drawn.append(el("text", tspans([lines[0]], left, points, sheet.line)))
        drawn.append(el("text", tspans(lines[1:], left + 14, points + sheet.line, sheet.line)))
        points += sheet.line * len(lines)
    return el(
        "g",
        el(
            "rect",
            x=x + 1,
            y=y + 1,
            width=sheet.note - 2,
            height=height - 2,
            rx=10,
            fill="var(--mbc-panel)",
            stroke=f"var(--mbc-{note.role})",
            stroke_width=2,
        ),
        el("text", tspans(one.heads, left, base, sheet.line), font_weight=700),
        el(
            "rect",
            x=x + PAD / 2,
            y=paper,
            width=sheet.note - PAD,
            height=sheet.line * (len(one.texts) + 0.7),
            rx=6,
            fill="var(--mbc-surface)",
        ),
        el("text", tspans(one.texts, left, text, sheet.line)),
        drawn,
    )
