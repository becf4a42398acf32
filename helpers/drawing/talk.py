"""A conversation as speech lines down the page, patient left and nurse right, and how trust moves beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from helpers.drawing.parts import fitted, text_width
from helpers.markup import Safe, el, join, sentence

PAD = 14.0
"""Room inside a speech bubble, in drawing units."""

ROLES = {"": "ink-soft", "good": "right", "trap": "today"}
"""Kind of a line to the color role of its note."""


@dataclass(frozen=True)
class Line:
    """What one of the two says: a ``note`` to stand over it, and the ``words``.

    ``kind`` of a nurse's line is ``good`` or ``trap``. A patient's line has the ``rung`` of trust after it, and the
    ``sign`` of the way it went.
    """

    who: Literal["patient", "nurse"]
    note: str
    words: str
    kind: str = ""
    rung: int = 0
    sign: str = ""


class Page(NamedTuple):
    """Where things stand: the width, the column of speech, the widest bubble, type sizes, and the strip of trust.

    A narrow page has no room for a strip (``rungs`` is empty) and shows trust under each of the patient's lines.
    """

    width: float
    column: float
    bubble: float
    size: float
    small: float
    rungs: tuple[float, float] | None

    @property
    def line(self) -> float:
        """Height of a line of text."""
        return round(self.size * 1.32)


WIDE = Page(1000, 730, 600, 18, 16, (790, 970))
NARROW = Page(374, 374, 336, 16.5, 15, None)


class Block(NamedTuple):
    """Something drawn from 0 down, its height, and the middle of its bubble."""

    drawn: Safe
    height: float
    middle: float


def conversation(
    lines: Sequence[Line],
    *,
    name: str,
    tag: str,
    title: str,
    ladder: Mapping[int, str],
    earlier: int = 0,
    came_from: int = 0,
    end: str = "",
    narrow: bool = False,
) -> Safe:
    """The lines as SVG. ``name`` and ``tag`` head it, ``ladder`` gives the rungs of trust and their words.

    ``earlier`` counts lines that are not shown, ``came_from`` is the rung before the first line shown, ``end`` closes
    the talk. The text alternative is ``title`` and every line shown.
    """
    page = NARROW if narrow else WIDE
    top = 96.0 if page.rungs else 62.0
    drawn: list[Safe] = []
    dots: list[tuple[float, Line]] = []
    y = top
    if earlier:
        words = f"{earlier} earlier lines are in the list below"
        drawn.append(_text(words, 2, y + page.small, page.small, "ink-soft"))
        y += page.line + 8
    for line in lines:
        block = _bubble(line, page, ladder)
        drawn.append(el("g", block.drawn, transform=f"translate(0 {y:.0f})"))
        if line.rung:
            dots.append((y + block.middle, line))
        y += block.height + 12
    if end:
        block = _end(end, page)
        drawn.append(el("g", block.drawn, transform=f"translate(0 {y:.0f})"))
        y += block.height + 8
    told = [_told(line, ladder) for line in lines]
    return el(
        "svg",
        _head(name, tag, page),
        _strip(dots, ladder, page, top, y - 12, came_from) if page.rungs else None,
        drawn,
        viewbox=f"0 0 {page.width:.0f} {y:.0f}",
        role="img",
        aria_label=" ".join([sentence(title), *told, sentence(end)]).strip(),
        class_="mbc-talk mbc-wide",
    )


def _text(
    words: object, x: float, y: float, size: float, role: str = "ink", *, bold: bool = False, anchor: str | None = None
) -> Safe:
    style = f"fill: var(--mbc-{role})" if role != "ink" else None
    return el(
        "text", words, x=x, y=y, font_size=size, font_weight=650 if bold else None, text_anchor=anchor, style=style
    )


def _lines(words: Iterable[str], x: float, y: float, page: Page) -> list[Safe]:
    return [_text(one, x, y + page.line * row, page.size) for row, one in enumerate(words)]


def _head(name: str, tag: str, page: Page) -> Safe:
    return join(
        el("rect", x=0, y=0, width=page.width, height=46, rx=10, fill="var(--mbc-panel)"),
        _text(name, PAD, 30, page.size + 2, bold=True),
        _text(tag, page.width - PAD, 29, page.small, "ink-soft", anchor="end"),
    )


def _bubble(line: Line, page: Page, ladder: Mapping[int, str]) -> Block:
    """A note, the bubble below it and, where there is no strip, the rung of trust below that."""
    nurse = line.who == "nurse"
    role = ROLES[line.kind]
    held = line.words.replace(" °", "\u00a0°")  # a unit stays with its number
    words = fitted(held, page.bubble - 2 * PAD, page.size)
    notes = fitted(line.note, page.column - 8, 0.92 * page.small)
    width = min(max(text_width(one, page.size) for one in words) + 2 * PAD, page.bubble)
    left = page.column - width if nurse else 0.0
    top = page.line * len(notes) + 4.0
    height = page.line * len(words) + 2 * PAD - 6
    edge = page.column - 2 if nurse else 2
    drawn = [
        [
            _text(
                note, edge, page.small + page.line * row, page.small, role, bold=nurse, anchor="end" if nurse else None
            )
            for row, note in enumerate(notes)
        ],
        el(
            "rect",
            x=left + 1,
            y=top,
            width=width - 2,
            height=height,
            rx=12,
            fill="var(--mbc-surface)" if line.kind == "trap" else f"var(--mbc-{'accent-soft' if nurse else 'panel'})",
            stroke=f"var(--mbc-{'today' if line.kind == 'trap' else 'accent' if nurse else 'edge'})",
            stroke_width=2.0,
            stroke_dasharray="8 5" if line.kind == "trap" else None,
        ),
        _lines(words, left + PAD, top + PAD + page.size - 5, page),
    ]
    bottom = top + height
    if line.rung and not page.rungs:
        drawn.append(_meter(line, ladder, page, bottom + 20))
        bottom += 30
    return Block(join(*drawn), bottom, top + height / 2)


def _meter(line: Line, ladder: Mapping[int, str], page: Page, y: float) -> Safe:
    """The rung of trust as a row of dots, full up to it, and in words."""
    color = "var(--mbc-accent)"
    dots = [
        el("circle", cx=10 + 20 * row, cy=y - 5, r=7, fill=color if rung <= line.rung else "none", stroke=color)
        for row, rung in enumerate(ladder)
    ]
    words = f"{line.sign} Trust {line.rung} of {len(ladder)}: {ladder[line.rung]}".strip()
    return join(dots, _text(words, 20 * len(ladder) + 10, y, page.small))


def _strip(
    dots: Sequence[tuple[float, Line]],
    ladder: Mapping[int, str],
    page: Page,
    top: float,
    bottom: float,
    came_from: int,
) -> Safe:
    """Rungs of trust as columns, low to the left; a dot beside each of the patient's lines, joined by a line."""
    low, high = page.rungs or (0.0, 0.0)
    lowest, highest = min(ladder), max(ladder)

    def x(rung: int) -> float:
        return low + (high - low) * (rung - lowest) / (highest - lowest)

    places = [(x(line.rung), y) for y, line in dots]
    if came_from and places:
        places.insert(0, (x(came_from), top))
    color = "var(--mbc-accent)"
    return el(
        "g",
        el("path", d="".join(f"M{x(rung):.0f} {top:.0f}V{bottom:.0f}" for rung in ladder), stroke="var(--mbc-line)"),
        _text("Trust", low - 12, 68, page.small, bold=True),
        _text(f"{lowest} {ladder[lowest]}", low - 12, 88, page.small, "ink-soft"),
        _text(f"{highest} {ladder[highest]}", high + 16, 88, page.small, "ink-soft", anchor="end"),
        [
            el("path", d=f"M{a:.1f} {b:.1f}L{c:.1f} {d:.1f}", stroke=color, stroke_width=3)
            for (a, b), (c, d) in pairwise(places)
        ],
        [_dot(x(line.rung), y, line, page, flip=line.rung == highest) for y, line in dots],
    )


def _dot(x: float, y: float, line: Line, page: Page, *, flip: bool) -> Safe:
    number = el(
        "text", line.rung, x=x, y=y + 6, font_size=17, font_weight=700, text_anchor="middle", class_="mbc-inverse"
    )
    return join(
        el("circle", cx=x, cy=y, r=15, fill="var(--mbc-accent)"),
        number,
        _text(line.sign, x + (-28 if flip else 28), y + 6, page.small, bold=True, anchor="middle"),
    )


def _end(words: str, page: Page) -> Block:
    lines = fitted(words, page.column - 2 * PAD, page.size)
    height = page.line * len(lines) + 2 * PAD - 4
    drawn = join(
        el("rect", x=0, y=4, width=page.column, height=height, rx=8, fill="var(--mbc-panel)"),
        el("rect", x=0, y=4, width=7, height=height, rx=3, fill="var(--mbc-accent)"),
        [
            _text(one, PAD + 6, 4 + PAD + page.size - 4 + page.line * row, page.size, bold=True)
            for row, one in enumerate(lines)
        ],
    )
    return Block(drawn, height + 4, height / 2)


def _told(line: Line, ladder: Mapping[int, str]) -> str:
    trust = sentence(f"Trust {line.rung} of {len(ladder)}, {ladder[line.rung]}") if line.rung else ""
    return f"{sentence(line.note)} {line.words} {trust}".strip()
