"""Plain sentences as a picture: each on a card, led by its number, to read aloud or to print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from helpers.markup import Safe, el

WIDTH, PAD, GAP = 480, 20, 14
NUMBER, TEXT, LINE = 30, 20, 27
"""Size of the number, and size and line height of the sentence, which stay readable at 390 px."""
LETTERS, BOLD = int((WIDTH - 2 * PAD) / (0.57 * TEXT)), int((WIDTH - 2 * PAD) / (0.62 * TEXT))
"""Characters that fit on a line, and bold ones."""


@dataclass(frozen=True)
class Statement:
    """One card: the number, a short name beside it, and the whole sentence."""

    number: str
    name: str
    sentence: str


def statements(cards: Sequence[Statement], *, title: str) -> Safe:
    """The cards one below the other. The text alternative is ``title`` and every sentence."""
    drawn: list[Safe] = []
    y = 0.0
    for card in cards:
        one, height = _card(card, y)
        drawn.append(one)
        y += height + GAP
    told = " ".join([title, *(card.sentence for card in cards)])
    return el("svg", drawn, viewbox=f"0 0 {WIDTH} {y - GAP:.0f}", role="img", aria_label=told)


def _card(card: Statement, top: float) -> tuple[Safe, float]:
    names = wrap(card.name, BOLD)
    lines = wrap(card.sentence, LETTERS)
    number = top + PAD + 22
    first_name = number + 30
    first_line = first_name + LINE * len(names) + 4
    height = first_line + LINE * (len(lines) - 1) + PAD - top
    written = [
        el("text", card.number, x=PAD, y=number, font_size=NUMBER, font_weight=650),
        [
            el("text", name, x=PAD, y=first_name + LINE * row, font_size=TEXT, font_weight=650)
            for row, name in enumerate(names)
        ],
        [el("text", line, x=PAD, y=first_line + LINE * row, font_size=TEXT) for row, line in enumerate(lines)],
    ]
    panel = el("rect", x=0, y=top, width=WIDTH, height=height, rx=12, fill="var(--mbc-panel)")
    edge = el("rect", x=0, y=top, width=8, height=height, rx=4, fill="var(--mbc-accent)")
    return el("g", panel, edge, written), height
