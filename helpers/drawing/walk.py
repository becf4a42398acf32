"""Draws a walk through a graph: the steps behind, the present step large, and the ways on as boxes to pick."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from helpers.drawing.flow import shape
from helpers.drawing.parts import pickable, tspans
from helpers.markup import NOTHING, Safe, el

WIDE, NARROW = 1000, 374
SIDE, MIDDLE, ALONE = 300, 330, 520
"""Widths of the columns of a wide drawing, and of its only column before the first step."""

GAP, PAD, HEAD = 14, 12, 34
LETTER = 0.56
"""Mean width of a letter, as a share of the type size."""


@dataclass(frozen=True)
class Stop:
    """A step of the walk: its number, its words, its kind as a word, and the kind of box it is (``flow.KINDS``).

    ``value`` is what picking it chooses; ``spoken`` is what a screen reader says.
    """

    number: int
    words: str
    kind: str = ""
    box: str = ""
    value: str = ""
    spoken: str = ""


@dataclass(frozen=True)
class Exit:
    """A way on: where it leads, on what condition, the choice it sets, and what a screen reader says."""

    words: str
    condition: str
    value: str
    spoken: str


@dataclass(frozen=True)
class Block:
    """Something drawn at the origin, with its height and the middles of its boxes, from its top."""

    drawn: list[Safe]
    height: float
    middles: list[float]


def walk_picture(
    behind: Sequence[Stop],
    here: Stop | None,
    exits: Sequence[Exit],
    *,
    title: str,
    control: str,
    earlier: int = 0,
    narrow: bool = False,
    asking: str = "Where next?",
) -> Safe:
    """The walk as SVG: side by side on a screen, one below the other on a phone (``narrow``).

    ``behind`` are the last steps in order, ``earlier`` counts the steps before them. ``asking`` stands over the exits.
    """
    width = NARROW if narrow else SIDE if here else ALONE
    size = 17.0 if narrow else 19.0
    blocks = [_behind(behind, earlier, width, size, control)] if behind else []
    blocks += [_here(here, width if narrow else MIDDLE, size)] if here else []
    blocks += [_exits(exits, width, size, control, asking)] if exits else []
    drawn, height = (
        _stacked(blocks)
        if narrow
        else _beside(blocks, [SIDE, MIDDLE, SIDE] if behind else [MIDDLE, SIDE] if here else [ALONE])
    )
    return el(
        "svg",
        drawn,
        viewbox=f"0 0 {NARROW if narrow else WIDE} {height:.0f}",
        class_="mbc-walk mbc-wide",
        role="group",
        aria_label=title,
    )


def _stacked(blocks: Sequence[Block]) -> tuple[list[Safe], float]:
    """Blocks one below the other, joined by short arrows."""
    drawn, top = [], 4.0
    for index, block in enumerate(blocks):
        if index:
            drawn.append(_arrow(NARROW / 2, top - 24, NARROW / 2, top - 2, down=True))
        drawn.append(el("g", block.drawn, transform=f"translate(0 {top:.0f})"))
        top += block.height + 30
    return drawn, top - 26


def _beside(blocks: Sequence[Block], widths: Sequence[float]) -> tuple[list[Safe], float]:
    """Blocks side by side, each in the middle of the height, joined by arrows from box to box."""
    height = max((block.height for block in blocks), default=0) + 8
    room = WIDE - sum(widths[: len(blocks)])
    between = min(40.0, room / max(len(blocks) - 1, 1))
    drawn: list[Safe] = []
    x = (WIDE - sum(widths[: len(blocks)]) - between * (len(blocks) - 1)) / 2
    before: tuple[float, float] | None = None
    for index, (block, width) in enumerate(zip(blocks, widths, strict=False)):
        top = (height - block.height) / 2
        drawn.append(el("g", block.drawn, transform=f"translate({x:.0f} {top:.0f})"))
        last = index == len(blocks) - 1
        if before:
            drawn += [
                _arrow(*before, x - 3, top + middle) for middle in (block.middles if last else block.middles[-1:])
            ]
        before = (x + width + 3, top + block.middles[-1])
        x += width + between
    return drawn, height


def _arrow(x: float, y: float, to_x: float, to_y: float, *, down: bool = False) -> Safe:
    bend = (x + to_x) / 2
    line = f"M{x:.0f} {y:.0f}V{to_y - 8:.0f}" if down else (
        f"M{x:.0f} {y:.0f}C{bend:.0f} {y:.0f} {bend:.0f} {to_y:.0f} {to_x - 9:.0f} {to_y:.0f}"
    )  # fmt: skip
    head = f"M{to_x:.0f} {to_y:.0f}l-6 -11h12z" if down else f"M{to_x:.0f} {to_y:.0f}l-11 -6v12z"
    return el(
        "g",
        el("path", d=line, fill="none", stroke="var(--mbc-edge)", stroke_width=3),
        el("path", d=head, fill="var(--mbc-edge)"),
    )


def _heading(words: str, size: float) -> Safe:
    return el("text", words, x=2, y=size, font_size=size - 1, fill="var(--mbc-ink-soft)")


def _behind(stops: Sequence[Stop], earlier: int, width: float, size: float, control: str) -> Block:
    heading = "Behind you" if not earlier else f"Behind you, after {earlier} earlier step{'s' if earlier > 1 else ''}"
    drawn, middles, top = [_heading(heading, size)], [], float(HEAD)
    for stop in stops:
        lines = wrap(stop.words, int((width - 58) / (size * LETTER)))
        height = len(lines) * (size + 3) + PAD
        middle = top + height / 2
        drawn.append(
            el(
                "g",
                shape(stop.box, 3, top, width - 6, height),
                el("circle", cx=22, cy=middle, r=14, fill="var(--mbc-accent)"),
                el("text", stop.number, x=22, y=middle, class_="mbc-walk-number", font_size=size - 3),
                _text(lines, 46, middle, size, "start"),
                class_="mbc-walk-step",
                **pickable(control, stop.value, stop.spoken, False),
            )
        )
        middles.append(middle)
        top += height + 8
    return Block(drawn, top - 8, middles)


def _here(stop: Stop, width: float, size: float) -> Block:
    large = size + 9
    lines = wrap(stop.words, int((width - 40) / (large * LETTER)))
    height = len(lines) * (large + 4) + 2 * PAD + size + 12
    middle = HEAD + (height + size + 4) / 2
    drawn = [
        _heading("You are here", size),
        el("g", shape(stop.box, 3, HEAD, width - 6, height), stroke_width=4),
        el(
            "text",
            f"{stop.kind}, step {stop.number}" if stop.number else stop.kind,
            x=width / 2,
            y=HEAD + PAD + size - 2,
            text_anchor="middle",
            font_size=size,
        ),
        _text(lines, width / 2, middle, large, "middle", 650),
    ]
    return Block(drawn, HEAD + height + 2, [HEAD + height / 2])


def _exits(exits: Sequence[Exit], width: float, size: float, control: str, asking: str) -> Block:
    drawn, middles, top = [_heading(asking, size)], [], float(HEAD)
    for way in exits:
        lines = wrap(way.words, int((width - 28) / ((size + 2) * LETTER)))
        first = size + 4 if way.condition else 0
        height = first + len(lines) * (size + 5) + 2 * PAD - 4
        drawn.append(
            el(
                "g",
                el("rect", x=1, y=top, width=width - 2, height=height, rx=8),
                el("text", way.condition, x=16, y=top + PAD + size - 5, font_size=size, fill="var(--mbc-ink-soft)")
                if way.condition
                else NOTHING,
                _text(lines, 16, top + (first + height) / 2, size + 2, "start", 600),
                class_="mbc-walk-exit",
                **pickable(control, way.value, way.spoken, False),
            )
        )
        middles.append(top + height / 2)
        top += height + GAP
    return Block(drawn, top - GAP + 2, middles)


def _text(lines: Sequence[str], x: float, middle: float, size: float, anchor: str, weight: int = 450) -> Safe:
    """Lines of words, the block centered on ``middle``."""
    step = size + 4
    top = middle - step * (len(lines) - 1) / 2
    written = tspans(lines, x, top, step)
    return el("text", written, font_size=size, font_weight=weight, text_anchor=anchor, dominant_baseline="central")
