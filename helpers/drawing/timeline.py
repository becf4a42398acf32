"""A timeline of steps taken one after the other: what each brought, how it turned out, and the days it took."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from helpers.drawing.parts import fitted, pickable, text_width
from helpers.markup import Safe, el, join, sentence

PAD = 14.0
"""Room inside the border, in drawing units."""

BAR = 24.0
"""Height of a bar, and the size of the diamond that stands for a step of the same day."""

HOLD = "\u00a0"
"""A no-break space."""

TICKS = (1, 2, 5, 7, 10, 20, 30, 50, 100)
"""Days between two ticks of the axis; the first that leaves few enough ticks is taken."""


@dataclass(frozen=True)
class Step:
    """One step: its name, how it turned out (words, sign, color role), its days, what it brought and what it asked.

    ``day`` is the day it begins, ``days`` how long it takes: 0 is the same day, ``None`` a step that came to nothing.
    """

    name: str
    verdict: str
    sign: str
    role: str
    day: int
    days: int | None
    found: str
    marks: Sequence[str] = ()

    @property
    def took(self) -> str:
        """How long it took, in words."""
        if self.days is None:
            return "came back"
        return days_words(self.days) if self.days else "same day"


@dataclass(frozen=True)
class Way:
    """A whole way in one bar, to compare with another: its name, its days, and words beside it.

    One that is ``unfinished`` is drawn open to the right.
    """

    name: str
    days: int
    words: str
    role: str
    unfinished: bool = False


@dataclass(frozen=True)
class Tally:
    """One count at the end: sign, words and color role."""

    sign: str
    words: str
    role: str


@dataclass(frozen=True)
class Limit:
    """A day that must not be passed, drawn across the steps, and its words."""

    day: int
    words: str


@dataclass(frozen=True)
class Card:
    """Someone to choose: the value it sets, a name, what brings them, and where."""

    value: str
    name: str
    reason: str
    place: str


class Sheet(NamedTuple):
    """Where things stand: columns of names, of days and of findings. On a narrow sheet they lie below each other."""

    width: float
    size: float
    small: float
    names: float
    axis: tuple[float, float]
    found: float
    stacked: bool

    @property
    def line(self) -> float:
        """Height of a line of text."""
        return round(self.size * 1.3)

    def lines(self, words: str, room: float, *, bold: bool = False) -> list[str]:
        """Words broken into lines that fit ``room``; a no-break space holds words together."""
        return fitted(words, room, (1.16 if bold else 1.0) * self.size)


WIDE = Sheet(1000, 17, 16, 290, (350, 610), 644, stacked=False)
NARROW = Sheet(374, 15.5, 15, 374 - 2 * PAD - 34, (30, 344), PAD + 34, stacked=True)


def days_words(days: int) -> str:
    """``1 day``, ``3 days``."""
    return f"{days} day" if days == 1 else f"{days} days"


def timeline(
    steps: Sequence[Step],
    *,
    name: str,
    tag: str,
    title: str,
    empty: str,
    ways: Sequence[Way] = (),
    tallies: Sequence[Tally] = (),
    limit: Limit | None = None,
    narrow: bool = False,
) -> Safe:
    """Steps from top to bottom, days from left to right, as SVG.

    ``name`` and ``tag`` head it; ``empty`` stands there while there are no steps. ``ways`` and ``tallies`` sum it up at
    the end. ``limit`` marks a day. ``narrow`` is for a phone. ``title`` begins the text alternative, which tells every
    step too.
    """
    sheet = NARROW if narrow else WIDE
    ends = [step.day + (step.days or 0) for step in steps] + [way.days for way in ways]
    scale = _Scale(sheet, max([*ends, 3, limit.day + 1 if limit else 0]), limit)
    rows = [_step(number, step, sheet, scale) for number, step in enumerate(steps, 1)]
    rows += [_way(way, sheet, scale) for way in ways]
    top = 60.0
    starts = list(accumulate((height for _, height in rows), initial=top + (44 if limit else 28)))
    foot, foot_height = _tallies(tallies, sheet, starts[-1] + 10)
    bottom = starts[-1] + (foot_height + 10 if tallies else 0) if rows else top + sheet.line + 14
    told = (f"{number}: {_told(step)}" for number, step in enumerate(steps, 1))
    return el(
        "svg",
        _head(name, tag, sheet),
        _axis(scale, top) if rows else _text(empty, PAD, top + 22, sheet.size, "ink-soft"),
        None if narrow or not rows else _grid(scale, starts[0], starts[len(steps)]),
        [
            el("g", drawn, transform=f"translate(0 {start:.0f})")
            for (drawn, _), start in zip(rows, starts[:-1], strict=True)
        ],
        foot,
        viewbox=f"0 0 {sheet.width:.0f} {bottom:.0f}",
        role="img",
        aria_label=" ".join([sentence(title), *told, *(_way_told(way) for way in ways)]),
        class_="mbc-timeline mbc-wide",
    )


def choices(cards: Sequence[Card], *, control: str, tag: str, title: str, narrow: bool = False) -> Safe:
    """People to choose from, each a card that sets ``control``, as SVG. ``tag`` stands on every card."""
    sheet = NARROW if narrow else WIDE
    across = 1 if narrow else 2
    width = (sheet.width - PAD * (across - 1)) / across
    drawn: list[Safe] = []
    top = 0.0
    for first in range(0, len(cards), across):
        row = cards[first : first + across]
        told = [sheet.lines(card.place, width - 2 * PAD) for card in row]
        height = max(map(len, told)) * sheet.line + 82
        for column, (card, lines) in enumerate(zip(row, told, strict=True)):
            inside = _card(card, lines, tag, width, height, sheet)
            place = f"translate({column * (width + PAD):.0f} {top:.0f})"
            drawn.append(
                el("g", inside, transform=place, **pickable(control, card.value, _card_told(card, tag), pressed=False))
            )
        top += height + PAD
    return el(
        "svg",
        drawn,
        viewbox=f"0 0 {sheet.width:.0f} {max(top - PAD, 1):.0f}",
        role="group",
        aria_label=title,
        class_="mbc-timeline mbc-wide",
    )


def _card(card: Card, lines: Sequence[str], tag: str, width: float, height: float, sheet: Sheet) -> Safe:
    frame = el(
        "rect",
        x=1,
        y=1,
        width=width - 2,
        height=height - 2,
        rx=10,
        fill="var(--mbc-panel)",
        stroke="var(--mbc-edge)",
    )
    return join(
        frame,
        _text(card.name, PAD, 32, sheet.size + 3, bold=True),
        _text(tag, width - PAD, 32, sheet.small, "ink-soft", anchor="end"),
        _text(card.reason, PAD, 60, sheet.size, bold=True),
        [_text(line, PAD, 86 + sheet.line * i, sheet.size, "ink-soft") for i, line in enumerate(lines)],
    )


def _card_told(card: Card, tag: str) -> str:
    return f"{card.name}, {tag}: {card.reason}. {card.place}"


class _Scale:
    """Days to drawing units, with the limit to mark on it."""

    def __init__(self, sheet: Sheet, last: int, limit: Limit | None) -> None:
        self.sheet, self.last, self.limit = sheet, last, limit
        self.left, self.right = sheet.axis
        step = next((step for step in TICKS if last / step <= 6), last)
        self.days = range(0, last + 1, step)

    def x(self, day: float) -> float:
        """Where a day lies."""
        return self.left + (self.right - self.left) * day / self.last


def _text(
    words: object, x: float, y: float, size: float, role: str = "ink", *, bold: bool = False, anchor: str | None = None
) -> Safe:
    style = f"fill: var(--mbc-{role})" if role != "ink" else None
    return el(
        "text", words, x=x, y=y, font_size=size, font_weight=650 if bold else None, text_anchor=anchor, style=style
    )


def _head(name: str, tag: str, sheet: Sheet) -> Safe:
    width = text_width(tag, sheet.small) + 20
    right = sheet.width - PAD
    return el(
        "g",
        el("rect", x=0, y=0, width=sheet.width, height=46, rx=10, fill="var(--mbc-panel)"),
        _text(name, PAD, 30, sheet.size + 3, bold=True),
        el("rect", x=right - width, y=9, width=width, height=28, rx=14, fill="none", stroke="var(--mbc-edge)"),
        _text(tag, right - width / 2, 28.5, sheet.small, anchor="middle"),
    )


def _axis(scale: _Scale, top: float) -> Safe:
    """Days along the top, and the words of the limit."""
    size, limit = scale.sheet.small, scale.limit
    labels = [
        _text(day if day else "Day 0", scale.x(day), top + 16, size, "ink-soft", anchor="middle") for day in scale.days
    ]
    return join(labels, _text(limit.words, scale.x(limit.day), top + 38, size, "now", bold=True) if limit else None)


def _grid(scale: _Scale, top: float, bottom: float) -> Safe:
    """A line for each labeled day, and a dashed one for the limit."""
    lines = "".join(f"M{scale.x(day):.1f} {top:.0f}V{bottom:.0f}" for day in scale.days)
    limit = scale.limit and el(
        "path",
        d=f"M{scale.x(scale.limit.day):.1f} {top:.0f}V{bottom:.0f}",
        stroke="var(--mbc-now)",
        stroke_width=2.5,
        stroke_dasharray="7 5",
    )
    return join(el("path", d=lines, stroke="var(--mbc-line)"), limit)


def _step(number: int, step: Step, sheet: Sheet, scale: _Scale) -> tuple[Safe, float]:
    """One row, drawn from 0 down, and its height."""
    left = PAD + 34
    names = sheet.lines(step.name, sheet.names, bold=True)
    room = sheet.width - PAD - sheet.found
    found = sheet.lines(step.found, room)
    marks = [told.rstrip(f" ·{HOLD}") for told in sheet.lines(_marks(step.marks), room)] if step.marks else []
    line = sheet.line
    verdict = f"{step.sign} {step.verdict}"
    first = line + 14
    below = first + line * len(names)
    drawn = [
        el("circle", cx=PAD + 12, cy=first - 5, r=13, fill=f"var(--mbc-{step.role})"),
        el(
            "text",
            number,
            x=PAD + 12,
            y=first,
            font_size=sheet.small,
            font_weight=700,
            text_anchor="middle",
            class_="mbc-inverse",
        ),
        [_text(words, left, first + line * i, sheet.size, bold=True) for i, words in enumerate(names)],
        _text(verdict, left, below, sheet.size, step.role, bold=True),
    ]
    if sheet.stacked:
        drawn.append(_text(step.took, sheet.width - PAD, below, sheet.small, "ink-soft", anchor="end"))
        bar = below + 14
        drawn.append(_grid(scale, bar - 5, bar + BAR + 5))
        texts = bar + BAR + line + 4
    else:
        bar = first - 18
        drawn.append(_took(step, scale, bar + BAR + 19))
        texts = first
    drawn.append(_bar(step, scale, bar))
    drawn += [_text(words, sheet.found, texts + line * i, sheet.size) for i, words in enumerate(found)]
    more = texts + line * len(found)
    drawn += [_text(words, sheet.found, more + line * i, sheet.small, "ink-soft") for i, words in enumerate(marks)]
    height = max(below, more + line * (len(marks) - 1), 0 if sheet.stacked else bar + BAR + 19) + 14
    drawn.append(el("path", d=f"M0 {height:.0f}H{sheet.width:.0f}", stroke="var(--mbc-line)"))
    return join(*drawn), height


def _marks(marks: Sequence[str]) -> str:
    """Marks with dots between them, each mark held together."""
    return " ".join(f"{mark.replace(' ', HOLD)}{HOLD}·" for mark in marks).removesuffix("·")


def _bar(step: Step, scale: _Scale, y: float) -> Safe:
    """A bar over the days of a step; a diamond for the same day, hollow where the step came to nothing."""
    color = f"var(--mbc-{step.role})"
    x, half = scale.x(step.day), BAR / 2
    if not step.days:
        return el(
            "path",
            d=f"M{x:.1f} {y:.1f}l{half:.0f} {half:.0f}l{-half:.0f} {half:.0f}l{-half:.0f} {-half:.0f}z",
            fill="var(--mbc-surface)" if step.days is None else color,
            stroke=color,
            stroke_width=2.5,
        )
    width = scale.x(step.day + step.days) - x
    sign = el(
        "text", step.sign, x=x + width / 2, y=y + half + 6, font_size=17, text_anchor="middle", class_="mbc-inverse"
    )
    return join(
        el("rect", x=x, y=y, width=width, height=BAR, rx=5, fill=color),
        sign if width > BAR else None,
    )


def _open_bar(way: Way, scale: _Scale, y: float) -> Safe:
    """A way that does not reach its end: dashed, and open to the right."""
    left, right = scale.x(0), max(scale.x(way.days), scale.x(0) + BAR)
    return el(
        "path",
        d=f"M{right:.1f} {y:.1f}H{left:.1f}v{BAR:.0f}H{right:.1f}",
        fill="none",
        stroke=f"var(--mbc-{way.role})",
        stroke_width=2.5,
        stroke_dasharray="7 5",
    )


def _took(step: Step, scale: _Scale, y: float) -> Safe:
    """How long it took, under its bar and kept within the column of days."""
    half = text_width(step.took, scale.sheet.small) / 2
    middle = scale.x(step.day + (step.days or 0) / 2)
    x = min(max(middle, scale.left + half - BAR), scale.right - half + BAR)
    return el(
        "text",
        step.took,
        x=x,
        y=y,
        font_size=scale.sheet.small,
        text_anchor="middle",
        paint_order="stroke",
        stroke="var(--mbc-surface)",
        stroke_width=6,
        stroke_linejoin="round",
    )


def _way(way: Way, sheet: Sheet, scale: _Scale) -> tuple[Safe, float]:
    """One row that compares a whole way, drawn from 0 down, and its height."""
    line = sheet.line
    y = 2 * line if sheet.stacked else 12.0
    words = sheet.lines(way.words, sheet.width - PAD - (PAD if sheet.stacked else sheet.found))
    step = Step(way.name, "", "", way.role, 0, way.days, "")
    texts = y + BAR + line if sheet.stacked else y + 18
    height = max(texts + line * (len(words) - 1), y + BAR) + 12
    drawn = join(
        el("rect", x=0, y=3, width=sheet.width, height=height - 3, rx=8, fill="var(--mbc-panel)"),
        _text(way.name, PAD, line + 4 if sheet.stacked else y + 18, sheet.size, bold=True),
        _open_bar(way, scale, y) if way.unfinished else _bar(step, scale, y),
        [
            _text(one, PAD if sheet.stacked else sheet.found, texts + line * i, sheet.size)
            for i, one in enumerate(words)
        ],
    )
    return drawn, height


def _tallies(tallies: Sequence[Tally], sheet: Sheet, top: float) -> tuple[Safe, float]:
    """Counts as outlined pills that flow into rows, and the height they take."""
    drawn, x, y = [], 0.0, top
    for tally in tallies:
        words = f"{tally.sign} {tally.words}"
        width = min(1.08 * text_width(words, sheet.size) + 26, sheet.width)
        if x and x + width > sheet.width:
            x, y = 0.0, y + 42
        drawn.append(
            el(
                "rect",
                x=x + 1,
                y=y,
                width=width - 2,
                height=34,
                rx=17,
                fill="none",
                stroke=f"var(--mbc-{tally.role})",
                stroke_width=2.0,
            )
        )
        drawn.append(_text(words, x + width / 2, y + 22.5, sheet.size, tally.role, bold=True, anchor="middle"))
        x += width + 8
    return join(*drawn), y + 36 - top if tallies else 0.0


def _told(step: Step) -> str:
    asked = f"asks: {', '.join(step.marks)}" if step.marks else ""
    parts: Iterable[str] = filter(None, (step.name, step.verdict, f"day {step.day}", step.took, step.found, asked))
    return sentence("; ".join(parts))


def _way_told(way: Way) -> str:
    return sentence(f"{way.name}: {way.words}")
