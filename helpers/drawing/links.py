"""Two columns of boxes with lines between them: what belongs to what, from either side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from helpers.drawing.parts import fitted, pickable, tspans
from helpers.markup import Safe, el

SIZE, LINE, PAD, GAP = 15.0, 19.0, 11.0, 10.0
"""Type size, line height, room above and below the words of a box, and room between boxes, in drawing units."""

SIDE = 9.0
"""Room beside the words of a box."""

HEAD = 34.0
"""Room for the headings of the columns."""

WIDE, NARROW = (540.0, 205.0), (374.0, 160.0)
"""Width of the drawing and of one column; the narrow one is for 390 pixels."""


@dataclass(frozen=True)
class End:
    """One box. ``id`` is the choice it sets; ``spoken`` is what a screen reader says after the words."""

    id: str
    words: str
    spoken: str = ""


@dataclass(frozen=True)
class Link:
    """A line from a box on the left to a box on the right; a dashed one where the tie is ``loose``."""

    left: str
    right: str
    loose: bool = False


@dataclass(frozen=True)
class _Box:
    """Where a box stands."""

    end: End
    lines: list[str]
    x: float
    y: float
    width: float

    @property
    def height(self) -> float:
        return LINE * len(self.lines) + 2 * PAD

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


def links(
    left: Sequence[End],
    right: Sequence[End],
    ties: Sequence[Link],
    *,
    headings: tuple[str, str],
    title: str,
    control: str,
    selected: str = "",
    narrow: bool = False,
    key: tuple[str, str] = ("", ""),
) -> Safe:
    """The two columns as SVG; each box sets ``control`` to its id.

    With a box ``selected``, its lines and the boxes they lead to stand out and the others step back. ``key`` gives
    words for a full and a dashed line. Raises ``ValueError`` when a tie names a box that is not there.
    """
    width, column = NARROW if narrow else WIDE
    heights = [sum(_height(end, column) + GAP for end in side) for side in (left, right)]
    tall = max(heights)
    boxes = {
        box.end.id: box
        for side, x, height in zip((left, right), (2.0, width - column - 2), heights, strict=True)
        for box in _column(side, x, column, (tall - height) / max(len(side) - 1, 1))
    }
    missing = {end for tie in ties for end in (tie.left, tie.right)} - set(boxes)
    if missing:
        raise ValueError(f"no box is called {', '.join(sorted(missing))}")
    near = {end for tie in ties if selected in (tie.left, tie.right) for end in (tie.left, tie.right)} | {selected}
    drawn = sorted(ties, key=lambda tie: selected in (tie.left, tie.right))  # what stands out is drawn last
    return el(
        "svg",
        _headings(headings, width, column),
        [_line(boxes[tie.left], boxes[tie.right], tie, selected) for tie in drawn],
        [_box(box, control, selected, near) for box in boxes.values()],
        _key(key, HEAD + tall + 12),
        viewbox=f"0 0 {width:.0f} {HEAD + tall + (58 if key[0] else 4):.0f}",
        class_="mbc-links",
        role="group",
        aria_label=title,
        font_size=SIZE,
    )


def _height(end: End, column: float) -> float:
    return LINE * len(_lines(end, column)) + 2 * PAD


def _lines(end: End, column: float) -> list[str]:
    return fitted(end.words, column - 2 * SIDE, SIZE)


def _column(side: Sequence[End], x: float, width: float, extra: float) -> list[_Box]:
    """The boxes of one side, one below the other, with ``extra`` room between them."""
    tops = [HEAD]
    for end in side:
        tops.append(tops[-1] + _height(end, width) + GAP + extra)
    return [_Box(end, _lines(end, width), x, top, width) for end, (top, _) in zip(side, pairwise(tops), strict=True)]


def _headings(words: tuple[str, str], width: float, column: float) -> Safe:
    places = (2.0, width - column - 2)
    return el(
        "g",
        [el("text", said, x=x, y=18, font_weight=650) for said, x in zip(words, places, strict=True)],
    )


def _line(left: _Box, right: _Box, tie: Link, selected: str) -> Safe:
    start, end = left.x + left.width, right.x
    middle = (start + end) / 2
    here = selected in (tie.left, tie.right)
    return el(
        "path",
        d=f"M{start:.1f} {left.middle:.1f}C{middle:.1f} {left.middle:.1f} {middle:.1f} {right.middle:.1f} "
        f"{end:.1f} {right.middle:.1f}",
        fill="none",
        stroke="var(--mbc-accent)" if here else "var(--mbc-edge)",
        stroke_width=3.5 if here else 2,
        stroke_dasharray="7 5" if tie.loose else None,
        stroke_opacity="0.35" if selected and not here else None,
    )


def _box(box: _Box, control: str, selected: str, near: set[str]) -> Safe:
    on, linked = box.end.id == selected, bool(selected) and box.end.id in near
    first = box.middle - LINE * (len(box.lines) - 1) / 2
    return el(
        "g",
        el(
            "rect",
            x=box.x,
            y=box.y,
            width=box.width,
            height=box.height,
            rx=6,
            fill="var(--mbc-accent)" if on else "var(--mbc-accent-soft)" if linked else "var(--mbc-surface)",
            stroke="var(--mbc-accent)" if linked else "var(--mbc-edge)",
            stroke_width=2.5 if linked else 1.5,
        ),
        el(
            "text",
            tspans(box.lines, box.x + SIDE, first, LINE),
            dominant_baseline="central",
            class_="mbc-inverse" if on else None,
            font_weight=600 if linked else None,
        ),
        **pickable(control, box.end.id, ", ".join(filter(None, (box.end.words, box.end.spoken))), on),
    )


def _key(words: tuple[str, str], y: float) -> Safe | None:
    """What a full and a dashed line mean."""
    if not words[0]:
        return None
    samples = zip(words, (None, "7 5"), (y, y + 22), strict=True)
    return el(
        "g",
        [
            (
                el("path", d=f"M2 {at:.0f}h44", stroke="var(--mbc-edge)", stroke_width=2.5, stroke_dasharray=dashes),
                el("text", said, x=56, y=at, dominant_baseline="central"),
            )
            for said, dashes, at in samples
        ],
    )
