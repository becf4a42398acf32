"""A talk with one person: the figure with the places that were shown, and questions with the answers they brought.

A question that is still open is a box to pick. Where an answer is an emergency, the talk ends in a band that says so,
and the questions that wait are dim.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from helpers.drawing.pain_places import BROAD, TALL, Point, figure, on_figure
from helpers.drawing.parts import fitted, pickable, tspans
from helpers.markup import Safe, el, join

OPEN, HEARD, LATEST, WAITS = "open", "heard", "latest", "waits"
"""Still to pick; answered; answered just now; not to be asked any more."""


@dataclass(frozen=True)
class Line:
    """One question: its letter, its name, the words under it (what to ask, or the answer), and its state (above).

    ``flag`` is said beside an answer that raises an alarm, in the color ``role``. ``value`` is what picking an open
    one chooses, ``spoken`` what a screen reader says.
    """

    letter: str
    name: str
    words: str
    state: str = OPEN
    flag: str = ""
    role: str = ""
    value: str = ""
    spoken: str = ""


class _Sheet(NamedTuple):
    """Sizes, in drawing units: the whole, where lines begin, letters, and how large the figure is."""

    width: float
    left: float
    font: float
    scale: float

    @property
    def line(self) -> float:
        return self.font * 1.35


WIDE, ALONE, NARROW = _Sheet(1040, 216, 17, 1.32), _Sheet(1040, 0, 17, 0), _Sheet(374, 0, 16, 0.56)
PAD, GAP, BADGE = 11.0, 8.0, 15.0
SOFT, ON_ACCENT = "fill:var(--mbc-ink-soft)", "fill:var(--mbc-on-accent)"
"""Colors of words, as a style: the stylesheet colors all words of a drawing, and it wins over an attribute."""


class _Drawn(NamedTuple):
    drawn: Safe
    end: float


def asking(
    opening: str,
    lines: Sequence[Line],
    *,
    control: str,
    title: str,
    places: Sequence[str] | None = None,
    known: bool = False,
    band: str = "",
    role: str = "now",
    narrow: bool = False,
) -> Safe:
    """The talk, one question below the other.

    ``places`` are those of the pain (keys of ``PLACES``), drawn once they are ``known``; ``None`` leaves the figure
    out. ``band`` is said below all questions, in the color ``role``.
    """
    sheet = NARROW if narrow else WIDE if places is not None else ALONE
    head = _opening(opening, sheet, beside=narrow and places is not None)
    y = max(head.end, TALL * sheet.scale + 30) + GAP if narrow and places is not None else head.end + GAP
    drawn = [head.drawn]
    for line in lines:
        one = _line(line, y, sheet, control)
        drawn.append(one.drawn)
        y = one.end + GAP
    if band:
        end = _band(band, role, y, sheet)
        drawn.append(end.drawn)
        y = end.end + GAP
    height = y if narrow else max(y, TALL * sheet.scale + 46 if places is not None else 0)
    return el(
        "svg",
        None if places is None else _person(places, known, sheet),
        drawn,
        role="group",
        aria_label=title,
        class_="mbc-over" if narrow else "mbc-over mbc-wide",
        viewbox=f"0 0 {sheet.width:g} {height:.0f}",
        font_size=sheet.font,
    )


def _person(places: Sequence[str], known: bool, sheet: _Sheet) -> Safe:
    """The figure, with numbered places once they are known."""
    origin = Point(12, 4)
    marks = [
        join(
            el(
                "circle",
                cx=spot.x,
                cy=spot.y,
                r=13,
                fill="var(--mbc-accent)",
                stroke="var(--mbc-surface)",
                stroke_width=2,
            ),
            el(
                "text",
                number,
                x=spot.x,
                y=spot.y + 5.5,
                text_anchor="middle",
                font_weight=700,
                font_size=16,
                style=ON_ACCENT,
            ),
        )
        for number, spot in enumerate((on_figure(place, origin, sheet.scale) for place in places), 1)
        if known
    ]
    words = ("1 place" if len(places) == 1 else f"{len(places)} places") if known else "Where? Not asked"
    below = el(
        "text",
        words,
        x=origin.x + BROAD / 2 * sheet.scale,
        y=origin.y + TALL * sheet.scale + sheet.font + 4,
        text_anchor="middle",
        style=SOFT,
        font_size=sheet.font - 2 if sheet is NARROW else sheet.font,
    )
    return el("g", figure(origin, sheet.scale), marks, below, aria_hidden="true")


def _opening(words: str, sheet: _Sheet, *, beside: bool) -> _Drawn:
    """What is said first, beside the figure on a phone and above the questions elsewhere."""
    left = 112.0 if beside else sheet.left + 1
    lines = fitted(words, sheet.width - left - 2 * PAD - 4, sheet.font * 1.06)
    height = len(lines) * sheet.line + 2 * PAD
    return _Drawn(
        el(
            "g",
            _box(left, 1, sheet.width - left - 1, height, fill="accent-soft", stroke="accent-soft"),
            el("text", tspans(lines, left + PAD, 1 + PAD + sheet.font * 0.9, sheet.line), font_weight=600),
        ),
        height + 1,
    )


def _line(line: Line, y: float, sheet: _Sheet, control: str) -> _Drawn:
    """One question in its box."""
    x, heard = sheet.left + 1, line.state in (HEARD, LATEST)
    inner = x + PAD + 2 * BADGE + 10
    room = sheet.width - inner - PAD
    lines = fitted(line.words, room, sheet.font) if line.words and line.state != WAITS else []
    rows = 1 + len(lines) + (1 if line.flag else 0)
    height = rows * sheet.line + 2 * PAD
    base = y + PAD + sheet.font * 0.9
    flag = el(
        "text",
        line.flag,
        x=inner,
        y=base + sheet.line * (rows - 1),
        style=f"fill:var(--mbc-{line.role or 'ink'})",
        font_weight=700,
    )
    drawn = join(
        _box(
            x,
            y,
            sheet.width - x - 1,
            height,
            fill="panel" if heard else "surface",
            stroke="accent" if line.state in (LATEST, OPEN) else "line",
            width=2.5 if line.state == LATEST else 1.2,
            dash="5 4" if line.state == WAITS else None,
        ),
        _badge(line.letter, x + PAD + BADGE, y + height / 2, full=heard, dim=line.state == WAITS),
        el("text", line.name, x=inner, y=base, font_weight=700, style=SOFT if line.state == WAITS else None),
        el("text", tspans(lines, inner, base + sheet.line, sheet.line), style=None if heard else SOFT)
        if lines
        else None,
        flag if line.flag else None,
    )
    attributes = pickable(control, line.value, line.spoken, False) if line.value else {}
    return _Drawn(el("g", drawn, **attributes), y + height)


def _badge(letter: str, x: float, y: float, *, full: bool, dim: bool) -> Safe:
    color = "var(--mbc-edge)" if dim else "var(--mbc-accent)"
    return join(
        el("circle", cx=x, cy=y, r=BADGE, fill=color if full else "none", stroke=color, stroke_width=2),
        el(
            "text",
            letter,
            x=x,
            y=y + 6,
            text_anchor="middle",
            font_weight=700,
            style=ON_ACCENT if full else None,
        ),
    )


def _band(words: str, role: str, y: float, sheet: _Sheet) -> _Drawn:
    x = sheet.left + 1
    lines = fitted(words, sheet.width - x - 2 * PAD - 8, sheet.font * 1.1)
    height = len(lines) * sheet.line + 2 * PAD + 4
    return _Drawn(
        el(
            "g",
            _box(x, y, sheet.width - x - 1, height, fill=f"{role}-soft", stroke=role, width=2.5),
            el(
                "text",
                tspans(lines, x + PAD + 4, y + PAD + 2 + sheet.font * 0.9, sheet.line),
                font_weight=700,
                style=f"fill:var(--mbc-{role})",
            ),
        ),
        y + height,
    )


def _box(
    x: float,
    y: float,
    wide: float,
    high: float,
    *,
    fill: str,
    stroke: str,
    width: float = 1.2,
    dash: str | None = None,
) -> Safe:
    """A box in the colors of two roles; ``width`` is that of its line."""
    return el(
        "rect",
        x=x,
        y=y,
        width=wide,
        height=high,
        rx=9,
        fill=f"var(--mbc-{fill})",
        stroke=f"var(--mbc-{stroke})",
        stroke_width=width,
        stroke_dasharray=dash,
    )
