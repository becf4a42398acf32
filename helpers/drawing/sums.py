"""A sum as bars: parts in their own units, put on one yardstick and laid end to end, under a caution that stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from helpers.drawing.parts import fitted, text_width, tspans
from helpers.markup import NOTHING, Attribute, Safe, el, join, sentence

PAD, BAR = 14.0, 26.0


@dataclass(frozen=True)
class Part:
    """One part of the sum: its name, how it is counted in words, and its value on the yardstick.

    The value is ``None`` where the yardstick has no figure for it, which is not zero. ``figure`` stands by the bar, or
    in a box where there is none.
    """

    name: str
    how: str
    value: float | None
    figure: str


@dataclass(frozen=True)
class Line:
    """A line across the bars at a value, with its words."""

    value: float
    words: str


@dataclass(frozen=True)
class Caution:
    """What stands in the picture at every step: a heading, and a sentence or more."""

    heading: str
    words: str


class _Sheet(NamedTuple):
    """Sizes of one form of the drawing: on a narrow one words stand above their bars."""

    width: float
    left: float
    words: float
    stacked: bool

    @property
    def line(self) -> float:
        """Height of a line of words."""
        return self.words + 5

    @property
    def room(self) -> float:
        """Width for words beside, or above, the bars."""
        return self.width - 2 * PAD if self.stacked else self.left - 2 * PAD


WIDE = _Sheet(1000, 420, 17, stacked=False)
NARROW = _Sheet(374, PAD, 15.5, stacked=True)
END = 64.0
"""Room right of the longest bar for its figure."""
CLEAR = 6.0
"""Room between words and a line beside them."""


def sums(
    parts: Sequence[Part],
    *,
    most: float,
    unit: str,
    bars: bool,
    total: Part | None,
    wrong: Part | None,
    lines: Sequence[Line],
    caution: Caution,
    title: str,
    narrow: bool = False,
) -> Safe:
    """The parts of a sum as SVG, on an axis from 0 to ``most`` of ``unit``.

    Without ``bars`` the parts stand in their own units only, and there is no yardstick yet. ``total`` lays the
    parts end to end; ``wrong`` is a sum that is not right, drawn hollow. ``lines`` cross the bars. ``title`` begins
    the text alternative, which tells all of it. Raises ``ValueError`` for a bar longer than the axis.
    """
    shown = [*parts, *(part for part in (total, wrong) if part)]
    if any((part.value or 0) > most for part in shown):
        raise ValueError(f"a bar is longer than {most:g}")
    sheet = NARROW if narrow else WIDE
    plan = _Plan(sheet, most, bars)
    top, head = _caution(caution, sheet)
    y, at = top + 12, 0.0
    rows: list[_Row] = []
    for part in parts:
        rows.append(plan.row(part, y, at if total else 0.0, "accent"))
        y += rows[-1].height
        at += part.value or 0
    rule = el("path", d=f"M{PAD:g} {y:.0f}H{sheet.width - PAD:g}", stroke="var(--mbc-ink)", stroke_width=2)
    if total:
        rows.append(plan.row(total, y + 2, 0, "ink"))
        y += rows[-1].height + 2
    if wrong:
        rows.append(plan.row(wrong, y, 0, "wrong", hollow=True))
        y += rows[-1].height
    across = plan.lines(lines, rows, y)
    foot = y + (30 + sheet.line * len(lines) if across else 6)
    told = (sentence(f"{part.name}: {part.how}") for part in shown)
    return el(
        "svg",
        head,
        [row.bar for row in rows],
        [line for line, _ in across],
        rule if total else NOTHING,
        [row.words for row in rows],
        [words for _, words in across],
        plan.axis(foot, unit) if bars else NOTHING,
        viewbox=f"0 0 {sheet.width:g} {foot + (34 if bars else 4):.0f}",
        role="img",
        aria_label=" ".join([sentence(title), caution.heading, *told, *(sentence(one.words) for one in lines)]),
        class_="mbc-over" if narrow else "mbc-over mbc-wide",
    )


class _Label(NamedTuple):
    """The room of words that lines keep clear of: its edges."""

    left: float
    right: float
    top: float
    foot: float


class _Row(NamedTuple):
    """One part as drawn: its bar, its words, its height, where lines cross it (not its words), and its figure."""

    bar: Safe
    words: Safe
    height: float
    band: tuple[float, float]
    label: _Label


def _caution(caution: Caution, sheet: _Sheet) -> tuple[float, list[Safe]]:
    """The caution at the top, and where it ends."""
    lines = fitted(caution.words, sheet.width - 4 * PAD, sheet.words)
    heading = fitted(f"▲ {caution.heading}", sheet.width - 4 * PAD, 1.12 * (sheet.words + 1))
    height = 2 * PAD + (sheet.line + 1) * len(heading) + sheet.line * len(lines)
    first = PAD + sheet.words + 2
    below = first + (sheet.line + 1) * len(heading)
    return height, [
        el(
            "rect",
            x=1.5,
            y=1.5,
            width=sheet.width - 3,
            height=height - 3,
            rx=10,
            fill="var(--mbc-now-soft)",
            stroke="var(--mbc-now)",
            stroke_width=2.5,
        ),
        el("text", tspans(heading, 2 * PAD, first, sheet.line + 1), font_size=sheet.words + 1, font_weight=700),
        el("text", tspans(lines, 2 * PAD, below, sheet.line), font_size=sheet.words),
    ]


class _Plan:
    """The yardstick, and how parts are drawn on it; without ``bars`` each part stands in a box of its own unit."""

    def __init__(self, sheet: _Sheet, most: float, bars: bool) -> None:
        self.sheet, self.most, self.bars = sheet, most, bars

    def x(self, value: float) -> float:
        """Where a value lies."""
        return self.sheet.left + (self.sheet.width - self.sheet.left - END) * value / self.most

    def row(self, part: Part, y: float, at: float, role: str, *, hollow: bool = False) -> _Row:
        """One part from its top, its bar beginning at the value ``at``."""
        sheet = self.sheet
        names = fitted(("✗ " if hollow else "") + part.name, sheet.room, 1.1 * sheet.words)
        hows = fitted(part.how, sheet.room, sheet.words)
        words = sheet.line * (len(names) + len(hows))
        below = words + 8 if sheet.stacked else 0.0
        height = (below + BAR if sheet.stacked else max(words, BAR)) + 16
        first = y + sheet.words + 8
        figured = self.bars and part.value is not None
        top = y + 8 + below
        bar, label = self._bar(part, top, at, role, hollow) if figured else self._box(part.figure, top, at)
        told = join(
            _text(names, PAD, first, sheet, font_weight=700),
            _text(hows, PAD, first + sheet.line * len(names), sheet, fill="var(--mbc-ink-soft)"),
        )
        band = (y + below + 2, y + below + BAR + 14) if sheet.stacked else (y, y + height)
        return _Row(bar, told, height, band, label)

    def _bar(self, part: Part, y: float, at: float, role: str, hollow: bool) -> tuple[Safe, _Label]:
        """The bar of a part, with its figure, and where the figure stands."""
        color, left = f"var(--mbc-{role})", self.x(at)
        width = max(self.x(at + (part.value or 0)) - left, 2.0)
        beside = left + width + 8
        drawn = el(
            "g",
            el(
                "rect",
                x=left,
                y=y,
                width=width,
                height=BAR,
                fill="var(--mbc-surface)" if hollow else color,
                stroke=color,
                stroke_width=2.5 if hollow else 1,
                stroke_dasharray="6 4" if hollow else None,
            ),
            _text([part.figure], beside, y + BAR - 8, self.sheet, font_weight=700),
        )
        return drawn, _Label(beside, beside + 1.1 * text_width(part.figure, self.sheet.words), y, y + BAR)

    def _box(self, figure: str, y: float, at: float) -> tuple[Safe, _Label]:
        """A figure that is not on the yardstick, in a dashed box, and where the box stands."""
        width = 1.1 * text_width(figure, self.sheet.words) + 20
        left = self.x(at)
        drawn = el(
            "g",
            el(
                "rect",
                x=left,
                y=y,
                width=width,
                height=BAR + 4,
                rx=5,
                fill="none",
                stroke="var(--mbc-ink-soft)",
                stroke_width=2,
                stroke_dasharray="6 4",
            ),
            _text([figure], left + 10, y + BAR - 6, self.sheet, font_weight=650),
        )
        return drawn, _Label(left, left + width, y, y + BAR + 4)

    def lines(self, lines: Sequence[Line], rows: Sequence[_Row], bottom: float) -> list[tuple[Safe, Safe]]:
        """Lines across the bars, broken where words stand; the words of each stand below on a line of their own."""
        sheet, labels, drawn = self.sheet, [row.label for row in rows], []
        for place, line in enumerate(lines):
            x, y = self.x(line.value), bottom + 18 + sheet.line * place
            half = text_width(line.words, sheet.words) / 2
            middle = min(max(x, PAD + half), sheet.width - 4 - half)
            bands = [*(row.band for row in rows), (bottom - 2, y - sheet.words)]
            d = "".join(f"M{x:.1f} {first:.0f}V{last:.0f}" for first, last in _clear(bands, x, labels))
            across = join(
                el("path", d=d, stroke="var(--mbc-surface)", stroke_width=8),
                el("path", d=d, stroke="var(--mbc-today)", stroke_width=3, stroke_dasharray="8 5"),
            )
            drawn.append((across, _text([line.words], middle, y, sheet, font_weight=650, text_anchor="middle")))
            labels.append(_Label(middle - half, middle + half, y - sheet.words, y + 6))
        return drawn

    def axis(self, y: float, unit: str) -> Safe:
        """The yardstick at the foot."""
        sheet, parts = self.sheet, 2 if self.sheet.stacked else 4
        ticks = [self.most * place / parts for place in range(parts + 1)]
        marks = "".join(f"M{self.x(value):.1f} {y - 4:.0f}v8" for value in ticks)
        line = f"M{self.x(0):.1f} {y:.0f}H{self.x(self.most):.1f}{marks}"
        return el(
            "g",
            el("path", d=line, stroke="var(--mbc-ink-soft)", stroke_width=1.5, fill="none"),
            [
                _text(
                    [f"{value:g} {unit}" if value == self.most else f"{value:g}"],
                    self.x(value),
                    y + 24,
                    sheet,
                    text_anchor="middle",
                    fill="var(--mbc-ink-soft)",
                )
                for value in ticks
            ],
        )


def _clear(bands: Sequence[tuple[float, float]], x: float, labels: Sequence[_Label]) -> list[tuple[float, float]]:
    """What is left of the stretches of a line at ``x`` when it keeps clear of the labels."""
    left = list(bands)
    for label in labels:
        if label.left - CLEAR < x < label.right + CLEAR:
            left = [
                part
                for first, last in left
                for part in ((first, min(last, label.top)), (max(first, label.foot), last))
                if part[0] < part[1]
            ]
    return left


def _text(lines: Sequence[str], x: float, y: float, sheet: _Sheet, **look: Attribute) -> Safe:
    """Lines of words with a rim of the ground, so that a line that crosses them does not."""
    rim: dict[str, Attribute] = {"stroke": "var(--mbc-surface)", "stroke_width": 5, "paint_order": "stroke"}
    return el("text", tspans(lines, x, y, sheet.line), font_size=sheet.words, stroke_linejoin="round", **rim, **look)
