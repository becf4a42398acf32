"""Points earned of points possible: one bar for each kind, as long as there was something to earn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from helpers.markup import Safe, el

WIDTH, NARROW_WIDTH = 520.0, 374.0
"""Width of the drawing, in drawing units."""

ROW, BAR, TEXT, KEY = 50.0, 16.0, 16.0, 34.0
"""Height of a row, of its bar, size of type and height of the key."""


NONE = "No points yet"
"""What stands where there is no score."""


@dataclass(frozen=True)
class Score:
    """One bar: its label, the points earned and possible, and in how many tries."""

    label: str
    earned: int
    possible: int
    tries: int

    def __post_init__(self) -> None:
        if not (0 <= self.earned <= self.possible and self.possible):
            raise ValueError(f"“{self.label}” cannot have {self.earned} of {self.possible} points")

    @property
    def words(self) -> str:
        """The points in words."""
        return f"{self.earned} of {self.possible} points"


def score_bars(scores: Sequence[Score], *, title: str, narrow: bool = False) -> Safe:
    """The bars one below the other; the longest outline has most to earn. The text alternative names every score.

    Without a score, a line says so.
    """
    width = NARROW_WIDTH if narrow else WIDTH
    longest = max((score.possible for score in scores), default=0) or 1
    told = "; ".join(f"{score.label}: {score.words}" for score in scores) or NONE
    return el(
        "svg",
        _key() if scores else el("text", f"{NONE}.", x=0, y=20),
        (_row(score, KEY + ROW * index, (width - 2) / longest, width) for index, score in enumerate(scores)),
        viewbox=f"0 0 {width:g} {KEY + ROW * len(scores):g}",
        role="img",
        aria_label=f"{title} {told}.",
        font_size=TEXT,
    )


def _key() -> Safe:
    return el(
        "g",
        _outline(1, 6, 26),
        el("text", "possible", x=34, y=19),
        _filled(124, 6, 26),
        el("text", "earned", x=157, y=19),
        aria_hidden="true",
    )


def _row(score: Score, y: float, unit: float, width: float) -> Safe:
    bar = y + 24
    return el(
        "g",
        el("text", score.label, x=0, y=y + 16, font_weight=650),
        el("text", score.words, x=width, y=y + 16, text_anchor="end"),
        _outline(1, bar, unit * score.possible),
        _filled(1, bar, unit * score.earned) if score.earned else None,
    )


def _outline(x: float, y: float, width: float) -> Safe:
    return el("rect", x=x, y=y, width=width, height=BAR, rx=4, fill="var(--mbc-surface)", stroke="var(--mbc-edge)")


def _filled(x: float, y: float, width: float) -> Safe:
    return el("rect", x=x, y=y, width=width, height=BAR, rx=4, fill="var(--mbc-accent)", stroke="var(--mbc-accent)")
