"""The bow-tie as a picture: what is chosen stands in its five places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from helpers.drawing.parts import fitted, tspans
from helpers.markup import Safe, el

WIDTH, HEIGHT = 900, 240
SIDE, MIDDLE = 260, 240
BOX = 88


def bow_tie(picked: Mapping[str, Sequence[str]]) -> Safe:
    """The picture. ``picked`` maps ``action``, ``condition`` and ``parameter`` to the words chosen there."""
    center = (HEIGHT - BOX) / 2
    places = [
        *((0.0, top, SIDE, "action", row) for row, top in enumerate((10, HEIGHT - BOX - 10))),
        ((WIDTH - MIDDLE) / 2, center, MIDDLE, "condition", 0),
        *((float(WIDTH - SIDE), top, SIDE, "parameter", row) for row, top in enumerate((10, HEIGHT - BOX - 10))),
    ]
    left, right = (WIDTH - MIDDLE) / 2, (WIDTH + MIDDLE) / 2
    wings = [
        el(
            "path",
            d=f"M{side:.0f} {10 + BOX / 2:.0f} L{edge:.0f} {HEIGHT / 2:.0f} L{side:.0f} {HEIGHT - 10 - BOX / 2:.0f}",
        )
        for side, edge in ((SIDE, left), (WIDTH - SIDE, right))
    ]
    filled = sum(len(words) for words in picked.values())
    return el(
        "svg",
        el("g", wings, fill="none", stroke="var(--mbc-edge)", stroke_width=2),
        [_place(x, y, width, picked.get(name, ()), name, row) for x, y, width, name, row in places],
        viewbox=f"0 0 {WIDTH} {HEIGHT}",
        role="img",
        aria_label=f"Bow-tie, {filled} of 5 places filled: actions left, condition in the middle, parameters right.",
        class_="mbc-bowtie-picture",
    )


def _place(x: float, y: float, width: int, words: Sequence[str], name: str, row: int) -> Safe:
    filled = row < len(words)
    said = words[row] if filled else f"{name} {row + 1}" if name != "condition" else name
    size = 16 if len(said) < 62 else 14
    lines = fitted(said, width - 24, size)[:4]
    top = y + BOX / 2 - (len(lines) - 1) * size * 0.6
    return el(
        "g",
        el(
            "rect",
            x=x + 1,
            y=y,
            width=width - 2,
            height=BOX,
            rx=8,
            fill=f"var(--mbc-{'accent-soft' if filled else 'surface'})",
            stroke="var(--mbc-accent)" if filled else "var(--mbc-edge)",
            stroke_width=2,
            stroke_dasharray=None if filled else "5 4",
        ),
        el(
            "text",
            tspans(lines, x + width / 2, top, size * 1.2),
            text_anchor="middle",
            dominant_baseline="central",
            font_size=size,
            fill="var(--mbc-ink)" if filled else "var(--mbc-ink-soft)",
        ),
    )
