"""Streams: people as one wide band that parts into narrower ones, or bands that come together, in true proportion.

Every band has its number and words at its end, and a texture of its own, so that nothing depends on color.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from textwrap import wrap
from typing import Literal, NamedTuple

from helpers.markup import NOTHING, Safe, el

Texture = Literal["plain", "lines", "dashes", "dots"]
Direction = Literal["split", "join"]

BAR = 12.0  # width of the upright bar at either end of a band
SPACING = 16.0  # distance between the lines of a texture
LETTER = 0.56  # mean width of a letter, in type sizes

TALL = {1: 280.0, 2: 170.0}
"""Height of 100 percent where there is one stream, and where there are two."""
LOW = 110.0
"""Height of 100 percent where there are more."""

DASHES: dict[Texture, tuple[str | None, float]] = {"lines": (None, 1.5), "dashes": ("14 9", 2.5), "dots": ("0 11", 5)}
"""Dash array and width of the lines of each texture that has lines."""


@dataclass(frozen=True)
class Band:
    """A part of a stream: its number as it is told, its words, its percent, its color role and its texture."""

    number: str
    words: str
    percent: float
    role: str
    texture: Texture


@dataclass(frozen=True)
class Stream:
    """One group of people: who they are together, and its parts from top to bottom."""

    whole: str
    bands: Sequence[Band]


class Size(NamedTuple):
    """Measures of a drawing, in its units: its width, where bands end, the type size and the gap between bands."""

    width: float
    end: float
    text: float
    gap: float


WIDE = Size(560, 300, 17, 13)
NARROW = Size(374, 146, 15.5, 12)


def streams(
    groups: Sequence[Stream],
    *,
    title: str,
    headings: tuple[str, str],
    direction: Direction = "split",
    narrow: bool = False,
) -> Safe:
    """The streams, one below the other on one scale.

    ``headings`` name the side of the wholes and the side of the parts. ``split`` has the wholes on the left and the
    parts on the right; ``join`` is its mirror image. ``title`` is the text alternative. Raises ``ValueError`` for a
    share below 0.
    """
    if any(band.percent < 0 for group in groups for band in group.bands):
        raise ValueError("a band cannot be narrower than nothing")
    pen = _Pen(NARROW if narrow else WIDE, direction == "join", len(groups))
    drawn, y = [pen.headings(*headings)], 1.6 * pen.line
    for group in groups:
        part, y = pen.stream(group, y)
        drawn.append(part)
    return el(
        "svg",
        drawn,
        viewbox=f"0 0 {pen.size.width:g} {y - 2 * pen.size.gap:.0f}",
        class_="mbc-streams",
        role="img",
        aria_label=title,
    )


@dataclass(frozen=True)
class _Pen:
    """Draws at one size, mirrored or not; ``count`` streams share the room."""

    size: Size
    mirrored: bool
    count: int

    @property
    def scale(self) -> float:
        """Height of one percent."""
        return TALL.get(self.count, LOW) / 100

    @property
    def gap(self) -> float:
        """Room between the ends of two bands; a stream alone spreads wider."""
        return self.size.gap * (2.5 if self.count == 1 else 1)

    @property
    def line(self) -> float:
        """Line height."""
        return 1.25 * self.size.text

    @property
    def beside(self) -> float:
        """Where the words beside the bands begin."""
        return self.size.end + BAR + 0.5 * self.size.text

    def x(self, at: float) -> float:
        """``at`` as drawn."""
        return self.size.width - at if self.mirrored else at

    def say(self, parts: object, at: float, y: float, **style: str | float) -> Safe:
        """Words that begin at ``at``, or in the mirror end there, on the base line ``y``."""
        anchor = "end" if self.mirrored else "start"
        return el("text", parts, x=self.x(at), y=y, text_anchor=anchor, **({"font_size": self.size.text} | style))

    def headings(self, whole: str, parts: str) -> Safe:
        """What the two sides stand for."""
        style: dict[str, str | float] = {"font_size": 0.95 * self.size.text, "style": "fill:var(--mbc-ink-soft)"}
        return el(
            "g", self.say(whole, 0, self.size.text, **style), self.say(parts, self.beside, self.size.text, **style)
        )

    def stream(self, group: Stream, top: float) -> tuple[Safe, float]:
        """One stream, the words of its whole above it, and where the next one may begin."""
        named = wrap(group.whole, int(self.size.width / (1.1 * LETTER * self.size.text)))
        head = [
            self.say(words, 0, top + self.size.text + self.line * row, font_weight=650)
            for row, words in enumerate(named)
        ]
        top += self.line * (len(named) + 0.5)
        told = [self.wrapped(band) for band in group.bands]
        high = [self.scale * band.percent for band in group.bands]
        rooms = [max(height, self.line * len(lines)) for height, lines in zip(high, told, strict=True)]
        ends = list(accumulate((room + self.gap for room in rooms), initial=top))
        bottom = ends[-1]
        start = (top + bottom - self.gap - sum(high)) / 2
        starts = accumulate(high, initial=start)
        bands = [
            self.band(band, lines, height, begin, end + (room - height) / 2)
            for band, lines, height, room, begin, (end, _) in zip(
                group.bands, told, high, rooms, starts, pairwise(ends), strict=False
            )
        ]
        return el("g", head, bands), bottom - self.gap + 3 * self.size.gap

    def wrapped(self, band: Band) -> list[str]:
        """The band's number and words in lines that fit beside it; the number stays in one piece."""
        room = int((self.size.width - self.beside) / (LETTER * self.size.text))
        return wrap(f"{_unbroken(band.number)} {band.words}", room)

    def band(self, band: Band, lines: Sequence[str], height: float, begin: float, end: float) -> Safe:
        """One band from ``begin`` at the whole to ``end`` at its words: ribbon, texture, two bars, words."""
        color = f"var(--mbc-{band.role})"
        bars = [
            el("rect", x=min(self.x(at), self.x(at + BAR)), y=y, width=BAR, height=max(height, 1.5), fill=color)
            for at, y in ((0, begin), (self.size.end, end))
        ]
        ribbon = el(
            "path",
            d=f"{self.curve(begin, end)}{self.back(begin + height, end + height)}z",
            fill=color,
            fill_opacity=".25",
            stroke=color,
        )
        first = end + height / 2 - self.line * (len(lines) - 1) / 2 + 0.35 * self.size.text
        number = _unbroken(band.number)
        words = [
            self.say(
                [el("tspan", number, font_weight=700), line.removeprefix(number)] if row == 0 else line,
                self.beside,
                first + self.line * row,
            )
            for row, line in enumerate(lines)
        ]
        return el(
            "g",
            el("title", f"{band.words}: {band.number}"),
            ribbon,
            self.texture(band, height, begin, end),
            bars,
            words,
        )

    def curve(self, begin: float, end: float) -> str:
        """A line from the whole to the part."""
        x0, x1 = self.x(BAR), self.x(self.size.end)
        middle = (x0 + x1) / 2
        return f"M{x0:g} {begin:.1f}C{middle:g} {begin:.1f} {middle:g} {end:.1f} {x1:g} {end:.1f}"

    def back(self, begin: float, end: float) -> str:
        """The same line from the part back to the whole, joined to what was drawn before."""
        x0, x1 = self.x(BAR), self.x(self.size.end)
        middle = (x0 + x1) / 2
        return f"L{x1:g} {end:.1f}C{middle:g} {end:.1f} {middle:g} {begin:.1f} {x0:g} {begin:.1f}"

    def texture(self, band: Band, height: float, begin: float, end: float) -> Safe:
        """Lines that run with the band; a thin band has one."""
        if band.texture == "plain":
            return NOTHING
        dashes, width = DASHES[band.texture]
        count = max(1, int(height / SPACING))
        path = "".join(self.curve(begin + at, end + at) for at in (height * (i + 0.5) / count for i in range(count)))
        return el(
            "path",
            d=path,
            fill="none",
            stroke=f"var(--mbc-{band.role})",
            stroke_width=min(width, max(1.0, height / 3)),
            stroke_dasharray=dashes,
            stroke_linecap="round" if band.texture == "dots" else None,
        )


def _unbroken(number: str) -> str:
    """A number whose words stay on one line."""
    return number.replace(" ", "\u00a0")
